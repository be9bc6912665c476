"""Whether a sentence holds the kind of thing a question asks for."""

from __future__ import annotations

import pytest

from assistant.answering.expected import satisfies
from assistant.answering.rewriting import make_query
from assistant.ingestion.catalogue import read_glossary
from assistant.resources import resource
from assistant.retrieval.embedding import use
from assistant.text.alignment import TermSpace
from assistant.text.analysis import analyse
from assistant.values import Section, Span

GLOSSARY = read_glossary(resource("seeds", "glossary.yaml"))
SPACE = TermSpace(use, {}, 1)
WHOLE = Section(Span(0, 1000))


def fits(question: str, sentence: str, section: Section = WHOLE) -> float:
    return satisfies(make_query(question, [], GLOSSARY), [analyse(sentence, GLOSSARY)], section, SPACE)


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("何発の砲弾を提供したか", "北朝鮮は100万発の砲弾を提供した。"), ("How many shells were provided?", "One million shells were provided."),
        ("兵士は何人か", "約1万人の兵士が派遣された。"), ("依存の割合は?", "8割を依存する。"), ("What percentage is it?", "It is 80 percent."),
        ("総額はいくらか", "総額は3億ドルだ。"), ("How much did Russia pay?", "Russia paid 3 million dollars."),
        ("何時間続いたか", "会談は2時間続いた。"), ("気温は何度か", "気温は25℃だった。"), ("塔は何度傾いたか", "塔は4度傾いた。"),
        ("How long did it last?", "It lasted two hours."), ("威力は何メガトンか", "威力は15キロトンだ。"),
        ("いつ会談したか", "2023年9月13日に会談した。"), ("In which year did they meet?", "They met in 2023."),
        ("何月何日に会談したか", "9月13日に会談した。"),
        ("誰が訪朝したか", "ショイグ国防相が訪朝した。"), ("Who visited Pyongyang?", "Shoigu visited Pyongyang."),
        ("会談はどこで行われたか", "会談は平壌で行われた。"), ("Where did they meet?", "They met in Vladivostok."),
        ("なぜ接近したのか", "砲弾が不足していたからだ。"), ("Why did Russia come?", "Russia came because shells ran short."),
        ("条約の第何条が軍事援助を定めるか", "第4条は軍事援助を定める。"), ("Which article provides for aid?", "Article 4 provides for aid."),
        ("1回の通行料はいくらか", "通行料は3セントだった。"), ("How much was the toll?", "The toll was 3 cents."),
        ("この法律は何を禁じているか", "この法律は輸出を禁じている。"), ("What issue divides them?", "Tariffs divide them."),
        ("品目を挙げて", "砲弾、食料、燃料を送った。"), ("List the goods.", "Shells, food, fuel and timber were sent."),
    ],
)  # fmt: skip
def test_a_sentence_of_the_right_kind_fits(question: str, sentence: str) -> None:
    assert fits(question, sentence) == 1.0


@pytest.mark.parametrize(
    ("question", "sentence", "share"),
    [
        ("何発の砲弾を提供したか", "北朝鮮は砲弾を提供した。", 0.0), ("How many shells were provided?", "Shells were provided.", 0.0),
        ("総額はいくらか", "兵士は3万人だ。", 0.0), ("How much did Russia pay?", "It took two hours.", 0.0),
        ("何時間続いたか", "3億ドルだ。", 0.0), ("依存の割合は?", "3人だ。", 0.0),
        ("いつ会談したか", "両者は会談した。", 0.0), ("何月何日に会談したか", "2023年に会談した。", 0.1),
        ("On what date did they meet?", "They met in 2023.", 0.1),
        ("In which month did they meet?", "They met in 2023.", 0.1), ("2023年のいつ会談したか", "2023年に会談した。", 0.1),
        ("誰が訪朝したか", "訪朝は成功した。", 0.05), ("会談はどこで行われたか", "会談は成功した。", 0.1), ("Where did they meet?", "They met.", 0.1),
        ("条約の第何条が軍事援助を定めるか", "条約は軍事援助を定める。", 0.0), ("Which article provides for aid?", "The treaty provides for aid.", 0.1),
        ("どの新聞が報じたか", "キム氏がパリで会談したと報じられた。", 0.1), ("Which newspaper said so?", "It is said that they met in Paris.", 0.1),
        ("How many people were arrested?", "Nobody was arrested.", 0.5), ("逮捕されたのは何人か", "一人も逮捕されなかった。", 0.5),
        ("なぜ接近したのか", "接近した。", 0.3), ("List the goods.", "Shells were sent.", 0.4),
    ],
)  # fmt: skip
def test_a_sentence_of_another_kind_does_not(question: str, sentence: str, share: float) -> None:
    assert fits(question, sentence) == share


@pytest.mark.parametrize(
    ("question", "sentence"), [("How many of the 500 shells exploded?", "The 500 shells arrived."), ("プーチンは誰と会談したか", "プーチンは会談した。")]
)
def test_what_the_question_already_says_is_no_answer(question: str, sentence: str) -> None:
    assert fits(question, sentence) < 0.3


@pytest.mark.parametrize(
    ("question", "sentence"), [("What is the name of the official?", "A senior official spoke in Kursk."), ("高官の名前は?", "ある高官がクルスクで語った。")]
)
def test_a_thing_spoken_of_without_its_name_is_not_named(question: str, sentence: str) -> None:
    assert fits(question, sentence) == 0.1


@pytest.mark.parametrize(("question", "sentence"), [("誰がそう主張しているか", "露朝は同盟ではない。"), ("Who argues this?", "It is no alliance.")])
def test_the_author_may_be_the_one_who_says_so(question: str, sentence: str) -> None:
    assert fits(question, sentence, Section(Span(0, 100), names=("小泉悠", "Yu Koizumi"))) == 0.7
    assert fits(question, sentence) == 0.05


@pytest.mark.parametrize(("question", "sentence"), [("条約とは何か", "雨だ。"), ("What is the treaty?", "It rained."), ("制裁は続くか", "雨だ。")])
def test_where_nothing_special_is_asked_for_everything_fits(question: str, sentence: str) -> None:
    assert fits(question, sentence) == 1.0
