"""Questions that ask several things at once, in both languages."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answering.clauses import clauses_of
from assistant.answering.parts import MOST_PARTS, parts
from assistant.answering.rewriting import make_query
from assistant.ingestion.catalogue import read_glossary
from assistant.resources import resource
from assistant.text.names import Glossary

GLOSSARY = read_glossary(resource("seeds", "glossary.yaml"))


USUAL = ("north-korea", "russia", "kim-jong-un", "putin")


def asked(question: str, glossary: Glossary = GLOSSARY) -> list[str]:
    return [part.focus.text for part in parts(make_query(question, (), glossary), glossary, USUAL)]


@pytest.mark.parametrize(
    ("question", "texts"),
    [
        (
            "How do Kelly and Panda differ on whether the alliance will last?",
            ["what does Kelly say about whether the alliance will last?", "what does Panda say about whether the alliance will last?"],
        ),
        (
            "What do Kelly, Panda and Timofeev each say about sanctions?",
            ["What do Kelly say about sanctions?", "What do Panda say about sanctions?", "What do Timofeev say about sanctions?"],
        ),
        ("同盟は続くのか、ケリー氏とパンダ氏の見方の違いは?", ["同盟は続くのか、ケリー氏の見方は?", "同盟は続くのか、パンダ氏の見方は?"]),
        (
            "制裁について、ロイターが伝えた専門家の話とケリー教授の見解を比べてください。",
            ["制裁について、ロイターが伝えた専門家の話は。", "制裁について、ケリー教授の見解は。"],
        ),
        (
            "ケリー氏は北朝鮮とロシアの体制をそれぞれ何と呼んでいますか",
            ["ケリー氏は北朝鮮の体制は何と呼んでいますか", "ケリー氏はロシアの体制は何と呼んでいますか"],
        ),
        (
            "How did trade fare under Trump and under Biden, compared?",
            ["How did trade fare under Trump, compared?", "How did trade fare under Biden, compared?"],
        ),
        ("三枝教授と桑原元海将補の見方を比べてください。", ["三枝教授の見方は。", "桑原元海将補の見方は。"]),
        ("浜名さんと北浜電材の社長の意見の違いは?", ["浜名さんの意見は?", "北浜電材の社長の意見は?"]),
        ("制裁をめぐる中国とロシアの態度はどう違う?", ["制裁をめぐる中国の態度はどうだ?", "制裁をめぐるロシアの態度はどうだ?"]),
        ("同盟は続く? 古村氏とイーズリー教授、それぞれの考えは?", ["同盟は続く? 古村氏の考えは?", "同盟は続く? イーズリー教授の考えは?"]),
        ("男性と女性の賛成の割合はそれぞれ何%でしたか。", ["男性の賛成の割合は何%でしたか。", "女性の賛成の割合は何%でしたか。"]),
        ("How do the aims of Russia and of North Korea differ?", ["what is said of the aims of Russia?", "what is said of the aims of North Korea?"]),
        ("伊藤氏が恐れるものと、ウェーバー氏が望むものを比べたい。", ["伊藤氏が恐れるものは何か。", "ウェーバー氏が望むものは何か。"]),
    ],
)
def test_those_named_side_by_side_are_asked_about_one_by_one(question: str, texts: list[str]) -> None:
    assert asked(question) == texts


@pytest.mark.parametrize(
    ("question", "texts"),
    [
        (
            "How does the fare of the old ferry compare with that of the new bridge?",
            ["How does the fare of the old ferry?", "How does that of the new bridge?"],
        ),
        ("港町地区と奥津地区、人口の増え方を比べてください。", ["港町地区、人口の増え方は。", "奥津地区、人口の増え方は。"]),
    ],
)
def test_what_is_compared_need_not_have_a_name(question: str, texts: list[str]) -> None:
    assert asked(question) == texts


@pytest.mark.parametrize(
    ("question", "texts"),
    [
        (
            "On coal, what does the mayor want, and what does the council want, in Ito's view?",
            ["On coal, what does the mayor want, in Ito's view", "On coal, what does the council want, in Ito's view?"],
        ),
        ("石炭について、市長は何を望み、議会はどう答えましたか。", ["石炭について、市長は何を望み", "石炭について、議会はどう答えましたか。"]),
        ("誰が条約に署名しましたか。また、砲弾は何発渡されましたか。", ["誰が条約に署名しましたか。", "また、砲弾は何発渡されましたか。"]),
    ],
)
def test_clauses_and_sentences_that_ask_are_parts(question: str, texts: list[str]) -> None:
    assert asked(question) == texts


def test_a_later_part_goes_on_from_the_first():
    first, second = parts(make_query("What might Kim ask for in vain, and what might Putin?", (), GLOSSARY), GLOSSARY)
    assert (first.text, second.follow_up) == ("What might Kim ask for in vain", True)


@pytest.mark.parametrize(
    "question",
    [
        "How many shells did North Korea provide to Russia?",
        "Why did Moscow and Pyongyang draw together?",
        "Which of Kim and Putin spoke first?",
        "How did Kim and Putin meet when the war began?",
        "北朝鮮はロシアに何発の砲弾を渡したか",
        "プーチンと金正恩はどこで会談したか",
        "北京と平壌、先に応じたのはどちらですか",
        "ロシアと北朝鮮が近づいた理由は何ですか",
    ],
)
def test_a_question_that_asks_one_thing_has_no_parts(question: str) -> None:
    assert asked(question) == []


def test_a_follow_up_has_no_parts():
    before = (("user", "What does Panda say of shells?"), ("assistant", "They matter little."))
    assert parts(make_query("And what about Kelly and Timofeev each?", before, GLOSSARY), GLOSSARY) == ()


WORDS = ["Kelly", "Panda", "ケリー氏", "ロシア", "と", "の見方", "and", "each", "それぞれ", ", ", "、", "what", "どう", "？", "? ", "differ", "違い", "は", " "]


@given(st.lists(st.sampled_from(WORDS), max_size=14).map("".join) | st.text(max_size=60))
def test_whatever_is_typed_has_few_parts_and_each_is_a_question(text: str) -> None:
    found = asked(text)
    assert len(found) <= MOST_PARTS
    assert len(found) != 1


@pytest.mark.parametrize(
    ("question", "texts"),
    [
        ("両国の体制はどう違いますか", ["北朝鮮の体制はどうですか", "ロシアの体制はどうですか"]),
        ("両政権の違いは?", ["北朝鮮の政権は?", "ロシアの政権は?"]),
        ("両国の体制をそれぞれ何と呼びますか。中国とロシアで。", ["中国の体制は何と呼びますか。", "ロシアの体制は何と呼びますか。"]),
        ("制裁は北朝鮮にかかり、ロシアにはかからない。それぞれなぜですか", [
            "制裁は北朝鮮にかかり、ロシアにはかからない。北朝鮮はなぜですか", "制裁は北朝鮮にかかり、ロシアにはかからない。ロシアはなぜですか",
        ]),
        ("How do the two regimes differ in nature, according to Kelly?", [
            "what is the nature of North Korea, according to Kelly?", "what is the nature of Russia, according to Kelly?",
        ]),
        ("What does each of the two leaders fear?", ["What does Kim Jong Un fear?", "What does Vladimir Putin fear?"]),
        ("両国が接近した理由は?", []), ("日米両国の立場の違いは?", []), ("Do both countries want the same thing?", []),
    ],
)  # fmt: skip
def test_two_who_are_called_by_one_word_are_those_named_or_those_the_documents_are_about(question: str, texts: list[str]) -> None:
    assert asked(question) == texts


@pytest.mark.parametrize("sentence", ["条約は何を定めるか、という点について教えてください。", "石炭は何を、"])
def test_a_sentence_that_asks_one_thing_is_one_clause_and_nothing_of_it_is_told_twice(sentence: str) -> None:
    assert clauses_of(sentence, "ja") == [sentence]
