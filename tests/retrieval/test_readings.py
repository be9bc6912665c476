import pytest

from assistant.retrieval.readings import crossing_terms, fold_latin, romanize


@pytest.mark.parametrize(
    ("kana", "latin"),
    [("トヨオカ", "toyooka"), ("キョウホウ", "kyouhou"), ("チョウジャ", "chouja"), ("ホッカイドウ", "hokkaidou"), ("マッチャ", "matcha"), ("ヴィ", "vi")],
)
def test_katakana_is_romanised_as_hepburn_does(kana, latin):
    assert romanize(kana) == latin


@pytest.mark.parametrize(("one", "other"), [("Kyōhō", "Kyoho"), ("Toyooka", "toyōka"), ("Ohtani", "Ōtani"), ("Shinbashi", "Shimbashi"), ("Niigata", "Nīgata")])
def test_a_name_is_one_name_however_its_long_vowels_are_written(one, other):
    assert fold_latin(one) == fold_latin(other)


@pytest.mark.parametrize(
    ("english", "japanese"),
    [("the Toyooka Basin", "豊岡盆地"), ("the Kiso River", "木曽川"), ("the Kyōhō era", "享保年間"), ("JICA in 2020", "2020年のJICA")],
)
def test_an_english_question_shares_terms_with_the_japanese_text_it_is_about(english, japanese):
    assert set(crossing_terms(english)) & set(crossing_terms(japanese))


@pytest.mark.parametrize(("english", "japanese"), [("the same year", "鮫の年"), ("Where is the river?", "川はどこか"), ("What is it?", "何ですか")])
def test_short_common_words_do_not_meet_by_their_sound(english, japanese):
    assert not set(crossing_terms(english)) & set(crossing_terms(japanese))
