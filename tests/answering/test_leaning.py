"""What a sentence is shown with: what it points to, the question it answers, its list."""

from __future__ import annotations

import pytest

from assistant.answering.leaning import leans, lists_of, together
from assistant.values import Sentence, Span


def shown(*texts: str, mark: str = "") -> list[list[str]]:
    """Each sentence of a text, one a line, with what it is shown with; ``mark`` stands before those that are told without it here."""
    text, sentences = "", []
    for i, line in enumerate(texts):
        bare = line.removeprefix(mark)
        start = len(text) + len(line) - len(bare)
        sentences.append(Sentence(i, i, Span(start, start + len(bare)), bare, "ja" if "。" in bare else "en"))
        text += line + "\n"
    lists = lists_of(text, sentences)
    return [[texts[n] for n in together(sentences, at, lists)] for at in range(len(texts))]


# pointing back


@pytest.mark.parametrize(
    ("ja", "en", "leaning"),
    [
        ("この提携は続かない。", "The partnership will not last.", True),
        ("北朝鮮はこの両面で有用だった。", "North Korea was useful on both fronts.", True),
        ("しかし推測は可能だ。", "But one can guess.", True),
        ("しかし、ロシアは核技術の供与には慎重であり続けるとみられ、両国の立場の隔たりは今後も埋まらないだろう。", None, False),
        ("条約は批准された。", "The treaty was ratified.", False),
    ],
)
def test_what_points_back_or_barely_goes_on_does_not_stand_alone(ja, en, leaning):
    assert leans(Sentence(1, 0, Span(0, len(ja)), ja, "ja", rendering=en)) is leaning


A_LAW, SHE_SAYS = "Strand: The regime was wounded when Russia vetoed the Panel of Experts.", "“A law without a policeman is still a law,” she says."


def test_a_quotation_comes_with_its_owner_and_without_what_lies_between():
    told = [A_LAW, "It was not killed.", SHE_SAYS, "She points out that thirteen countries abstained from nothing."]
    assert shown(*told)[2:] == [[A_LAW, SHE_SAYS], [A_LAW, told[3]]]
    told = ["真鍋教授は異を唱える。", "「制裁は漁民を罰しただけだ」と彼は言う。", "同氏によれば、条件となる提案がなかった。"]
    assert shown(*told) == [[told[0]], told[:2], [told[0], told[2]]]


def test_a_new_owner_is_not_taken_for_the_one_before():
    he_says = "“Sanctions have punished fishermen,” he says."
    assert shown(A_LAW, SHE_SAYS, "Malyshev disagrees.", he_says)[3] == ["Malyshev disagrees.", he_says]


@pytest.mark.parametrize(
    "told",
    [
        "Strand thinks Moscow tore up the rules; she cites an estimate of 9 million shells.",
        "The president said that he would return.",
        "In his speech in Vladivostok, Putin promised grain.",
        "金正恩総書記は、彼を迎えたプーチン大統領に謝意を示した。",
    ],
)
def test_who_is_named_in_the_sentence_itself_needs_no_other(told):
    assert shown("条約は批准された。", told)[1] == [told]


@pytest.mark.parametrize("told", ["In his view the measures failed because no offer was made.", "By her count, smugglers pay more.", "“No,” they said."])
def test_who_is_named_nowhere_before_is_not_spoken_of(told):
    assert shown("The measures failed.", "None was left.", told)[2] in ([], ["None was left.", told])


@pytest.mark.parametrize(
    ("before", "told"),
    [
        ("The team has eleven members.", "Since then it has met twice."),
        ("Strand and Malyshev disagree.", "Both will speak at a conference in Ulaanbaatar."),
        ("貨客船「万景峰」が就航した。", "同年8月に運休した。"),
        ("両国は条約を結んだ。", "しかし、この提携は取引的な性格が強く、戦争の圧力が双方を一時的に結びつけているにすぎないとみる専門家は少なくない。"),
    ],
)
def test_what_points_to_the_sentence_before_comes_with_it(before, told):
    assert shown("条約は批准された。", before, told)[2] == [before, told]


def test_what_a_sentence_points_to_and_points_back_itself_comes_with_more_and_a_long_chain_is_not_shown():
    chain = ["The treaty was signed.", "This surprised Seoul.", "That led to talks.", "Those failed."]
    assert shown(*chain) == [chain[:1], chain[:2], chain[:3], []]


# question and answer


def test_a_question_is_shown_only_with_its_answer():
    asked, answer = "ソ連が北朝鮮を承認したのはいつですか。", "昭和二十三年十月十二日です。"
    assert shown(asked, answer) == [[], [asked, answer]]
    asked, answer = "Can the two positions be reconciled?", "Strand doubts it."
    assert shown(asked, answer) == [[], [asked, answer]]


@pytest.mark.parametrize(
    ("asked", "answer"),
    [
        ("条約はいつ結ばれたのでしょう。", "七月六日に金日成がモスクワで相互援助条約に署名し、五日後には北京で中国とも同じような条約を結びました。"),
        ("Why did the talks fail?", "The talks in Hanoi failed when the two leaders could not agree on which sanctions were to be lifted first."),
    ],
)
def test_an_answer_that_says_all_stands_without_its_question(asked, answer):
    assert shown(asked, answer) == [[], [answer]]


def test_a_reason_is_shown_with_the_question_it_answers():
    asked = "Why does Moscow hire them?"
    answer = "Because the war has emptied the labour market of the Far East, and nobody else would build its bridges and its ports at that price."
    assert shown(asked, answer)[1] == [asked, answer]


@pytest.mark.parametrize("told", ["同盟はやがて薄れていくのではないか。", "誰もが驚くでしょう。", "残りはわずか。", "“Who will pay?” Lavrov asked."])
def test_what_only_sounds_like_a_question_tells_something(told):
    assert shown("条約は批准された。", told)[1] == [told]


# lists

FACTORS = [
    "接近には三つの要因がある。",
    "まず最も重要なのは、欧州の安全保障の危機である。",
    "危機は長引いている。",
    "2つ目の重要な要因は、核ミサイル計画である。",
    "3つ目の要因は、制裁に対する抵抗である。",
]
REASONS = [
    "There are several reasons.",
    "First, the war has emptied the labour market.",
    "Wages have risen.",
    "The second and weightier reason is the visa.",
    "Third, nobody counts.",
]


@pytest.mark.parametrize("told", [FACTORS, REASONS])
def test_what_is_counted_off_is_told_from_the_first_to_the_last_with_how_many_there_are(told):
    counted = [told[0], told[1], told[3], told[4]]
    assert shown(*told) == [counted, counted, [told[2]], counted, counted]


def test_what_points_to_one_thing_counted_off_comes_with_all_of_them():
    told = [*FACTORS[:2], "第二に、両国は制裁を受けている。", "この制裁は十年続いた。"]
    assert shown(*told)[3] == told


@pytest.mark.parametrize("told", ["The second summit was held in Hanoi.", "Second World War memories linger.", "第二次世界大戦の記憶は残る。"])
def test_one_alone_is_no_list(told):
    assert shown("The treaty was signed.", told)[1] == [told]


STEPS = ["Seoul should take three steps:", "- Publish a list of firms.", "- Track student visas.", "- Offer insurers data.", "Sanctions alone will not do."]
TEIGEN = ["日韓に次の措置を提言する：", "・企業の一覧を公表する。", "・査証を追跡する。", "制裁だけでは足りない。"]


@pytest.mark.parametrize(("told", "mark"), [(STEPS, "- "), (TEIGEN, "・")])
def test_a_line_that_announces_a_list_and_its_items_are_shown_whole_or_not_at_all(told, mark):
    assert shown(*told, mark=mark) == [told[:-1]] * (len(told) - 1) + [told[-1:]]


def test_a_long_list_is_told_thing_by_thing_without_the_line_before_it():
    told = ["The treaty provides for:", *(f"- Article {n} provides for help." for n in range(1, 9))]
    assert shown(*told, mark="- ") == [[], *([line] for line in told[1:])]


def test_a_thing_of_a_list_that_says_enough_may_stand_alone():
    tripled = "- The number of labourers tripled between 2023 and 2024, in spite of a resolution that obliged states to send all of them home."
    told = ["Three things changed:", "- Coal from Rajin.", "- Trade has recovered.", tripled]
    assert shown(*told, mark="- ") == [told, told, [told[2]], [tripled]]
    told = ["変わったのは三つである：", "・羅津の石炭。", "・貿易は回復した。"]
    assert shown(*told, mark="・") == [told, told, [told[2]]]


def test_what_a_colon_announces_comes_with_it_and_a_colon_at_the_end_announces_nothing():
    told = ["Lavrov put it so:", "Russia keeps its word to friends.", "It has few of them:"]
    assert shown(*told) == [told[:2], told[:2], []]


@pytest.mark.parametrize("told", ["The table below combines customs returns.", "次の表は税関の統計をまとめたものである。", "The following chart shows trade."])
def test_what_shows_a_table_that_is_not_there_is_not_told(told):
    assert shown("The treaty was signed.", told)[1] == []
