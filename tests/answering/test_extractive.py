"""The embedded engine: which sentences make the answer."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from assistant.answering.extractive import FACT_CHARS, LONG_CHARS, draft, draft_of_parts
from assistant.answering.rewriting import make_query
from assistant.ingestion.catalogue import make_document, read_glossary
from assistant.ingestion.translations import TranslationMemory
from assistant.resources import resource
from assistant.values import Document, Draft, Evidence, Language

GLOSSARY = read_glossary(resource("seeds", "glossary.yaml"))
NONE = TranslationMemory()


def document(text: str, doc: str = "note.txt", author: str = "", memory: TranslationMemory = NONE) -> Document:
    return make_document(doc, text, {"author": {"ja": author, "en": author}} if author else None, memory)


def evidence(found: Sequence[tuple[Document, int, float]], said: Sequence[float] = ()) -> list[Evidence]:
    """Sentences of documents, each with its score, best first, and with what the cross-encoder says of them."""
    told = [{"said": z} for z in said] or [{} for _ in found]
    return [Evidence(d.doc, d.sentences[i], d.section_of(d.sentences[i].span), score, f) for (d, i, score), f in zip(found, told, strict=True)]


def answer(
    question: str, found: Sequence[tuple[Document, int, float]], language: Language = "ja", history: Sequence[tuple[str, str]] = (), said: Sequence[float] = ()
) -> Draft:
    documents = {d.doc: d for d, _, _ in found}
    return draft(make_query(question, history, GLOSSARY), evidence(found, said), documents, language)


def texts(made: Draft) -> list[str]:
    return [c.text for c in made.claims]


FACTORS = document(
    "接近には3つの要因がある。第一に、砲弾が不足していた。戦争は長引いた。第二に、外貨が必要だった。交渉は続いた。第三に、中国を牽制したかった。雨が降った。"
)
FACTORS_EN = document(
    "There are three factors. First, shells ran short. The war went on. Second, money was needed. Third, China had to be balanced. It rained."
)


@pytest.mark.parametrize(
    ("question", "source", "language", "sentences"),
    [
        ("残りの要因を挙げてください", FACTORS, "ja", ["第一に、砲弾が不足していた。", "第二に、外貨が必要だった。", "第三に、中国を牽制したかった。"]),
        ("List the other factors.", FACTORS_EN, "en", ["First, shells ran short.", "Second, money was needed.", "Third, China had to be balanced."]),
    ],
)
def test_one_of_an_announced_enumeration_brings_the_others(question, source, language, sentences):
    assert texts(answer(question, [(source, 3, 0.9)], language)) == sentences


@pytest.mark.parametrize(
    ("question", "source", "language", "sentences"),
    [
        ("接近の要因は何か", FACTORS, "ja",
         ["接近には3つの要因がある。", "第一に、砲弾が不足していた。", "第二に、外貨が必要だった。", "第三に、中国を牽制したかった。"]),
        ("What are the factors?", FACTORS_EN, "en",
         ["There are three factors.", "First, shells ran short.", "Second, money was needed.", "Third, China had to be balanced."]),
    ],
)  # fmt: skip
def test_an_announced_enumeration_is_given_whole(question, source, language, sentences):
    assert texts(answer(question, [(source, 0, 0.9)], language)) == sentences


STEPS = document("# 勧告\n\n三つの措置を取るべきだ:\n\n1. 名簿を公開する。期限は来春である。\n2. 査証を調べる。\n\nそれだけでは足りない。\n", "steps.md")
STEPS_EN = document("# Advice\n\nTake two steps:\n\n- Publish the list. It is due in spring.\n- Check the visas.\n\nThat is not enough.\n", "steps.md")


@pytest.mark.parametrize(
    ("question", "source", "language", "sentences"),
    [
        ("どんな措置を取るべきか", STEPS, "ja", ["三つの措置を取るべきだ:", "名簿を公開する。", "査証を調べる。"]),
        ("Which steps should be taken?", STEPS_EN, "en", ["Take two steps:", "Publish the list.", "Check the visas."]),
    ],
)
def test_a_line_that_announces_a_list_comes_with_what_is_listed_under_it(question, source, language, sentences):
    assert texts(answer(question, [(source, 1, 0.9)], language)) == sentences


def test_no_further_sentence_is_of_another_year_than_the_one_asked_about():
    source = document("2019年の輸出は4億円だった。2020年の輸出は3億円だった。")
    first, second = source.sentences
    found = [
        Evidence(source.doc, first, source.sections[0], 0.9, {"fits": 1.0, "years_clash": 0.0}),
        Evidence(source.doc, second, source.sections[0], 0.8, {"fits": 1.0, "years_clash": 1.0}),
    ]
    query = make_query("2019年の輸出額はいくらか", (), GLOSSARY)
    assert texts(draft(query, found, {source.doc: source}, "ja")) == ["2019年の輸出は4億円だった。"]


@pytest.mark.parametrize(
    ("question", "text", "language"),
    [
        ("なぜ橋を渡さないのか", "冬が来た。橋は古い。人々は橋を恐れる。従って、橋を渡すことはない。夏は暑い。", "ja"),
        ("Why is the bridge kept closed?", "Winter came. The bridge is old. People fear it. Therefore the bridge is kept closed. It rains.", "en"),
    ],
)
def test_a_conclusion_comes_behind_its_grounds(question, text, language):
    source = document(text)
    assert texts(answer(question, [(source, 3, 0.9)], language)) == [s.text for s in source.sentences[1:4]]


def test_one_item_is_no_enumeration():
    source = document("接近には3つの要因がある。第一に、砲弾が不足していた。雨が降った。")
    assert texts(answer("接近の要因は何か", [(source, 0, 0.9)])) == ["接近には3つの要因がある。"]


@pytest.mark.parametrize(
    ("question", "text", "language"),
    [
        ("小泉氏と兵頭氏の見方の違いは?", "小泉氏は同盟だとみる。対照的に兵頭氏は取引だとみる。", "ja"),
        ("How do Koizumi and Hyodo differ?", "Koizumi sees an alliance. In contrast, Hyodo sees a deal.", "en"),
    ],
)
def test_a_contrast_comes_with_what_it_is_set_against(question, text, language):
    source = document(text)
    assert texts(answer(question, [(source, 1, 0.9)], language)) == [s.text for s in source.sentences]


def test_a_comparison_gives_each_author_a_part():
    koizumi, hyodo = document("露朝は同盟だ。", "a.txt", "小泉悠"), document("露朝は取引だ。", "b.txt", "兵頭慎治")
    assert [c.evidence for c in answer("両者の見方の違いは?", [(hyodo, 0, 0.9), (koizumi, 0, 0.8)]).claims] == [(("b.txt", 0),), (("a.txt", 0),)]


@pytest.mark.parametrize(
    ("question", "text", "language"),
    [
        ("高倉氏とベルナルド氏の見方の違いは?", "高倉氏は信頼の不足が障害だとみる。雨が降った。霧が出た。風が吹いた。ベルナルド氏は料金が障害だとみる。", "ja"),
        ("How do Takakura and Bernardo differ?", "It is Takakura who blames mistrust. It rained. It hailed. It blew. To Bernardo, tariffs are to blame.", "en"),
    ],
)
def test_a_comparison_of_people_in_one_text_gives_each_a_sentence(question, text, language):
    source = document(text)
    scored = [(source, i, score) for i, score in enumerate((0.9, 0.8, 0.7, 0.6, 0.3))]
    assert texts(answer(question, scored, language)) == [source.sentences[0].text, source.sentences[4].text]


@pytest.mark.parametrize(
    ("question", "text", "language"),
    [
        ("なぜロシアは接近したのか", "ロシアは北朝鮮に接近した。砲弾が不足していたからだ。雨が降った。", "ja"),
        ("What is mainly behind Russia turning to North Korea?", "Russia turned to North Korea. It did so because shells ran short. It rained.", "en"),
        ("Why did Russia turn to North Korea?", "Russia turned to North Korea. It did so because shells ran short. It rained.", "en"),
    ],
)
def test_why_brings_the_sentence_beside_it_that_gives_the_reason(question, text, language):
    source = document(text)
    assert texts(answer(question, [(source, 0, 0.9)], language)) == [s.text for s in source.sentences[:2]]


@pytest.mark.parametrize(
    ("question", "text", "language"),
    [
        ("どこで会談したか", "両首脳は会談した。これはボストーチヌイで行われた。", "ja"),
        ("Where did they meet?", "The leaders met. This was at Vostochny.", "en"),
    ],
)
def test_a_sentence_that_leans_on_the_one_before_brings_it(question, text, language):
    source = document(text)
    assert texts(answer(question, [(source, 1, 0.9)], language)) == [s.text for s in source.sentences]


def test_it_does_not_lean_across_paragraphs():
    source = document("両首脳は会談した。\nこれはボストーチヌイで行われた。")
    assert texts(answer("どこで会談したか", [(source, 1, 0.9)])) == ["これはボストーチヌイで行われた。"]


@pytest.mark.parametrize(("scores", "kept"), [((0.9, 0.8, 0.7, 0.6), 3), ((0.9, 0.8, 0.1), 2), ((0.9, 0.3, 0.2), 2), ((0.3, 0.2), 1)])
def test_a_fact_is_one_to_three_sentences_nearly_as_good_as_the_best(scores, kept):
    source = document("砲弾は100発だった。砲弾は届いた。砲弾は古かった。砲弾は重かった。")
    assert len(texts(answer("砲弾は何発か", [(source, i, score) for i, score in enumerate(scores)]))) == kept


def test_a_fact_keeps_to_its_room():
    source = document("".join(f"{'砲' * 160}{n}。" for n in "甲乙丙"))
    assert len("".join(texts(answer("砲弾は何発か", [(source, i, 0.9) for i in range(3)])))) <= FACT_CHARS


@pytest.mark.parametrize(("said", "kept"), [((0.9, 0.7, 0.3), [0, 1]), ((0.9, -0.9, 0.7), [0, 2]), ((0.9, 0.3, 0.0), [0]), ((0.3, -0.2, -0.9), [0, 1])])
def test_a_further_sentence_is_told_where_all_that_is_known_of_it_puts_it_near_the_best(said, kept):
    source = document("砲弾は100発だった。砲弾は届いた。砲弾は古かった。")
    made = answer("砲弾の何が問題か", [(source, i, score) for i, score in enumerate((0.9, 0.8, 0.7))], said=said)
    assert texts(made) == [source.sentences[i].text for i in kept]


def test_a_further_sentence_that_points_back_to_what_is_not_shown_is_left_out():
    source = document("砲弾は100発だった。砲弾は届いた。これは古かった。")
    assert texts(answer("砲弾の何が問題か", [(source, 0, 0.9), (source, 2, 0.8)])) == ["砲弾は100発だった。"]
    assert texts(answer("砲弾の何が問題か", [(source, 1, 0.9), (source, 2, 0.8)])) == ["砲弾は届いた。", "これは古かった。"]


def test_what_stands_with_the_best_comes_first_and_the_rest_in_order():
    source = document("戦争は長引いた。砲弾が不足した。道は悪かった。\n接近の理由は外貨だった。それは必要だったからだ。")
    found = [(source, 3, 0.9), (source, 1, 0.8), (source, 0, 0.7)]
    assert texts(answer("接近の理由は何ですか", found)) == ["接近の理由は外貨だった。", "それは必要だったからだ。", "戦争は長引いた。", "砲弾が不足した。"]


def test_what_all_else_puts_first_is_not_left_out():
    source = document("砲弾は届いた。砲弾の声明は出なかった。")
    assert len(texts(answer("声明は何を言うか", [(source, 0, 0.3), (source, 1, 0.5)], said=(-0.5, -1.0)))) == 2


def test_a_follow_up_is_answered_in_short():
    source = document("".join(f"{'砲' * 140}{n}。" for n in "甲乙丙丁"))
    found = [(source, i, 0.9) for i in range(4)]
    before = (("user", "砲弾は届いたか"), ("assistant", "届きました。"))
    assert len(texts(answer("その理由は?", found, history=before))) == 1 < len(texts(answer("砲弾が届いた理由は?", found)))


@pytest.mark.parametrize(
    ("question", "text", "language"),
    [
        ("甲国の体制は?", "甲国は神権政治だ。対照的に乙国は独裁だ。雨が降った。", "ja"),
        ("What is the regime of A?", "A is a theocracy. By contrast, B is a dictatorship. It rained.", "en"),
    ],
)
def test_what_sets_the_other_side_against_a_part_comes_with_it(question, text, language):
    source = document(text)
    made = draft_of_parts([(make_query(question, (), GLOSSARY), evidence([(source, 0, 0.9)]))], {source.doc: source}, language)
    assert texts(made) == [s.text for s in source.sentences[:2]]


def test_the_parts_of_a_question_are_answered_in_turn_each_from_its_author():
    koizumi, hyodo = document("雨が降った。露朝は同盟だ。", "a.txt", "小泉悠"), document("露朝は取引だ。霧が出た。", "b.txt", "兵頭慎治")
    documents = {d.doc: d for d in (koizumi, hyodo)}
    asked = [
        (make_query("兵頭慎治の見方は?", (), GLOSSARY), evidence([(koizumi, 1, 0.9), (hyodo, 0, 0.8), (hyodo, 1, 0.05)])),
        (make_query("小泉悠の見方は?", (), GLOSSARY), evidence([(hyodo, 0, 0.9), (koizumi, 1, 0.8)])),
    ]
    assert [c.evidence for c in draft_of_parts(asked, documents, "ja").claims] == [(("b.txt", 0),), (("a.txt", 1),)]


def test_a_list_keeps_to_its_room():
    source = document("".join(f"{'砲' * 180}{n}。" for n in "甲乙丙丁戊己"))
    made = texts(answer("砲弾の分野を挙げて", [(source, i, 0.9) for i in range(6)]))
    assert 1 < len(made) <= 5
    assert len("".join(made)) <= LONG_CHARS


def test_the_best_document_comes_first_and_each_in_its_own_order():
    a, b = document("甲は砲弾だ。乙は食料だ。", "a.txt"), document("丙は燃料だ。丁は労働者だ。", "b.txt")
    made = answer("品目を挙げて", [(b, 1, 0.9), (a, 0, 0.8), (b, 0, 0.7)])
    assert [c.evidence[0] for c in made.claims] == [("b.txt", 0), ("b.txt", 1), ("a.txt", 0)]


@pytest.mark.parametrize(("language", "text"), [("ja", "雨が降った。"), ("en", "It rained.")])
def test_a_sentence_is_shown_in_the_language_of_the_answer(language, text):
    (sentence,) = document("雨が降った。", memory=TranslationMemory([("雨が降った。", "It rained.")])).sentences
    assert sentence.shown(language) == text


def test_without_a_rendering_the_original_stands():
    made = answer("Did it rain?", [(document("雨が降った。"), 0, 0.9)], "en")
    assert (texts(made), made.language, made.engine) == (["雨が降った。"], "en", "embedded")
