"""Questions made of sentences by grammar: what a sentence can be asked, and what makes no question."""

from __future__ import annotations

import pytest

from assistant.answering.suggesting import Source, of_sentence, suggestions
from assistant.text.analysis import analyse
from assistant.text.language import detect
from assistant.text.names import Glossary

GLOSSARY = Glossary(
    [
        {"id": "kelly", "kind": "person", "ja": ["ケリー"], "en": ["Robert Kelly"]},
        {"id": "treaty", "kind": "agreement", "ja": ["通商条約"], "en": ["Trade Treaty"]},
        {"id": "us", "kind": "country", "ja": ["米国"], "en": ["US", "American"]},
        {"id": "reactor", "kind": "term", "ja": ["研究用原子炉"], "en": ["research reactor", "research reactors"]},
        {"id": "support", "kind": "term", "ja": ["支援"], "en": ["support", "supported"]},
        {"id": "daily", "kind": "media", "ja": ["日日新聞"], "en": ["Daily News"]},
    ]
)


def asked(sentence: str) -> list[str]:
    return [question for _, question in of_sentence(analyse(sentence, GLOSSARY), detect(sentence))]


@pytest.mark.parametrize(
    ("sentence", "question"),
    [
        ("通商条約は2024年10月24日に議会で批准された。", "通商条約が議会で批准されたのはいつですか。"),
        ("2019年2月、首脳会談はハノイで開かれた。", "首脳会談がハノイで開かれたのはいつですか。"),
        ("港が凍っていたため、石炭の積み出しは春まで延期された。", "石炭の積み出しが春まで延期されたのはなぜですか。"),
        ("しかし、工場が閉鎖されたのは、部品が届かなかったためである。", "工場が閉鎖されたのはなぜですか。"),
        ("The Trade Treaty was ratified by parliament on 24 October 2024.", "When was the Trade Treaty ratified by parliament?"),
        ("On February 27, 2019, the summit was held in Hanoi.", "When was the summit held in Hanoi?"),
        ("The shipments were delayed until spring because the port was frozen.", "Why were the shipments delayed until spring?"),
        ("Because no parts had arrived, the factory was closed.", "Why was the factory closed?"),
    ],
)
def test_a_date_or_a_reason_makes_a_question_that_stands_alone(sentence, question):
    assert asked(sentence) == [question]


@pytest.mark.parametrize(
    "sentence",
    [
        "それは2024年10月24日に批准された。",
        "同国の議会は2024年に条約を批准した。",
        "首相は、2019年に会った大統領に手紙を送った。",
        "「条約は2024年に批准された」と報じられた。",
        "条約は来年までに批准される。",
        "It was ratified on 24 October 2024.",
        "The article I would read first was ratified on 24 October 2024.",
        "The treaty, signed in Moscow, was ratified on 24 October 2024.",
        "The factory closed because no parts had arrived.",
        "The treaty was ratified because of the war.",
    ],
)
def test_a_sentence_that_leans_on_others_or_cannot_be_turned_round_makes_none(sentence):
    assert asked(sentence) == []


def about(*sentences: tuple[str, str], known: frozenset[str] = frozenset()) -> list[str]:
    sources = []
    for n, (author, text) in enumerate(sentences):
        facts = analyse(text, GLOSSARY)
        sources.append(Source(("a.txt", n), facts, tuple(GLOSSARY.find(facts.plain, terms=True)), author))
    return [s.question for s in suggestions(sources, detect(sentences[0][1]), known, frozenset())]


def test_what_a_named_author_names_can_be_asked_in_japanese():
    assert about(("山田", "米国は研究用原子炉への支援を続ける。")) == [
        "山田は米国についてどう述べていますか。",
        "米国については何と書かれていますか。",
        "山田は研究用原子炉についてどう述べていますか。",
        "研究用原子炉については何と書かれていますか。",
    ]


def test_what_a_named_author_names_can_be_asked_in_english_with_its_article():
    assert about(("Yamada", "The Daily News says the American side supported a new research reactor under the Trade Treaty.")) == [
        "What does Yamada say about the research reactor?",
        "What do the documents say about the research reactor?",
        "What does Yamada say about the Trade Treaty?",
        "What do the documents say about the Trade Treaty?",
    ]


def test_a_person_has_no_article_even_where_what_follows_his_name_has_one():
    assert about(("", "Since the Robert Kelly administration came in, nothing has moved.")) == ["What do the documents say about Robert Kelly?"]


def test_two_authors_on_one_subject_can_be_compared():
    assert about(("山田", "ケリーは来なかった。"), ("Lee", "ケリーが来た。"))[0] == "ケリーについて、山田とLeeの見方はどう違いますか。"


def test_what_was_spoken_of_already_is_not_offered():
    assert about(("", "米国は通商条約を批准しない。"), known=frozenset({"us"})) == ["通商条約については何と書かれていますか。"]
