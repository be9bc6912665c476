"""Questions about a document itself, and questions that only look so."""

from __future__ import annotations

import pytest

from assistant.answering.imprint import imprints
from assistant.answering.rewriting import make_query
from assistant.ingestion.catalogue import make_document
from assistant.ingestion.translations import TranslationMemory
from assistant.text.names import Glossary

GLOSSARY = Glossary([])
FERRIES = make_document(
    "ferries.txt",
    "Slow Ferries on the Northern Lake\nAda Bell\n4 July 2024\nLake Courier\n\nThe ferries are slow, says the report of the harbour board.",
    {
        "title": {"en": "Slow Ferries on the Northern Lake", "ja": "北の湖の遅い渡し船"},
        "author": {"en": "Ada Bell", "ja": "アーダ・ベル"},
        "date": "2024-07-04",
        "publisher": {"en": "Lake Courier"},
    },
    TranslationMemory(),
)
BRIDGES = make_document("bridges.txt", "橋の長さについて\n江田亜紀\n2023年5月1日\n\n橋は長い。", None, TranslationMemory())
UNSIGNED = make_document("tolls.txt", "Bridge tolls and who pays them\n\nThe tolls are high.", None, TranslationMemory())
ASKED = make_document(
    "fog.txt",
    "The Fog: An Interview with Carl Dahl\n\nBy Tomas Lind\n\nQ: Is the fog thick?\n\nA: The fog is thick.\n\nQ: Why?\n\nA: It is cold.\n\nIt lifted.\n",
    None,
    TranslationMemory(),
)
DOCUMENTS = (FERRIES, BRIDGES, UNSIGNED)


def told(question, language="en", history=()):
    return [(i.text, [s.of(i.document.text) for s in i.spans]) for i in imprints(make_query(question, history, GLOSSARY), DOCUMENTS, GLOSSARY, language)]


@pytest.mark.parametrize(
    ("question", "text", "quotes"),
    [
        ("When was Ada Bell's article published?", "“Slow Ferries on the Northern Lake” (Ada Bell) is dated 4 July 2024.", ["4 July 2024"]),
        (
            "Who wrote the article in the Lake Courier, and when?",
            "“Slow Ferries on the Northern Lake” is by Ada Bell and is dated 4 July 2024.",
            ["Ada Bell", "4 July 2024"],
        ),
        ("Where did the piece on slow ferries appear?", "“Slow Ferries on the Northern Lake” (Ada Bell) appeared in Lake Courier.", ["Lake Courier"]),
        ("Who is the author of the paper on bridge tolls?", "“Bridge tolls and who pays them” names no author.", []),
        (
            "Which of these documents is the most recent?",
            "Of the dated documents the most recent is “Slow Ferries on the Northern Lake” (Ada Bell), dated 4 July 2024.",
            ["4 July 2024", "Ada Bell"],
        ),
    ],
)
def test_a_text_is_asked_about_itself(question, text, quotes):
    assert told(question) == [(text, quotes)]


@pytest.mark.parametrize(
    ("question", "text", "quotes"),
    [
        ("江田さんの論考はいつ書かれたのですか", "「橋の長さについて」(江田亜紀)の日付は2023年5月1日です。", ["2023年5月1日"]),
        ("『北の湖の遅い渡し船』という記事の筆者は誰ですか", "「北の湖の遅い渡し船」の筆者はアーダ・ベルです。", ["Ada Bell"]),
        ("一番古い文書はどれ?", "日付のある文書のうち最も古いのは「橋の長さについて」(江田亜紀)で、日付は2023年5月1日です。", ["2023年5月1日", "江田亜紀"]),
    ],
)
def test_in_japanese_too(question, text, quotes):
    assert told(question, "ja") == [(text, quotes)]


def test_all_of_them_one_by_one():
    assert [text for text, _ in told("Who wrote these documents?")] == [
        "“Slow Ferries on the Northern Lake” is by Ada Bell.",
        "“橋の長さについて” is by “江田亜紀”.",
        "“Bridge tolls and who pays them” names no author.",
    ]


def test_the_text_that_was_told_from_and_then_again():
    first = (("user", "How fast are the ferries?"), ("assistant", "The ferries are slow, says the report of the harbour board. [1]"))
    (answer, _), *_ = told("Who wrote that article?", history=first)
    assert answer == "“Slow Ferries on the Northern Lake” is by Ada Bell."
    assert told("Who wrote that?", history=first) == told("Who wrote that article?", history=first)
    both = (("user", "Are they long?"), ("assistant", "“橋は長い。” [1] The ferries are slow, says the report of the harbour board. [2]"))
    assert [text for text, _ in told("誰が書いたんですか", "ja", both)] == [
        "「橋の長さについて」の筆者は江田亜紀です。",
        "「北の湖の遅い渡し船」の筆者はアーダ・ベルです。",
    ]
    then = (*first, ("user", "Who wrote that article?"), ("assistant", f"{answer} [1]"))
    assert told("When was it written?", history=then) == [("“Slow Ferries on the Northern Lake” (Ada Bell) is dated 4 July 2024.", ["4 July 2024"])]


@pytest.mark.parametrize(
    ("question", "history"),
    [
        ("Who wrote the interview with Carl Dahl?", ()),
        ("Who wrote that?", (("user", "Is the fog thick?"), ("assistant", "The fog is thick. [1]"))),
    ],
)
def test_an_interview_is_by_who_put_it_down(question, history):
    (found,) = imprints(make_query(question, history, GLOSSARY), (*DOCUMENTS, ASKED), GLOSSARY, "en")
    assert found.text == "“The Fog: An Interview with Carl Dahl” is by Tomas Lind."


@pytest.mark.parametrize(
    "question",
    [
        "When was the treaty published?",
        "Who wrote the report of the harbour board?",
        "Which outlets has Ada Bell written for?",
        "When did Ada Bell write that ferries are slow?",
        "What does Ada Bell's article say about tolls?",
        "渡し船の共同声明はいつ発表されましたか",
        "江田さんは論考で橋について何と書いていますか",
        "What is the latest on the ferries?",
        "What does the latest report of the board say about tolls?",
        "最新の資料によると、橋は何本ですか",
        "Which is the latest article by Carl Dahl?",
        "How slow were the ferries when Ada Bell wrote her piece?",
    ],
)
def test_what_a_text_tells_is_no_question_about_it(question):
    assert told(question) == []
