"""What the cross-encoder is given to read, and what is made of what it says."""

from __future__ import annotations

import pytest

from assistant.answering.candidates import Candidate
from assistant.answering.reading import as_read, said_of
from assistant.answering.rewriting import make_query
from assistant.ingestion.catalogue import make_document
from assistant.ingestion.translations import TranslationMemory
from assistant.text.analysis import Facts, analyse
from assistant.text.names import Glossary
from assistant.values import Document

GLOSSARY = Glossary([])
MEMORY = TranslationMemory(
    [("渡し船は遅い。", "The ferries are slow."), ("それは霧のためだ。", "That is because of the fog."), ("それは書かれた。", "That was written.")]
)
LAKE = make_document("lake.txt", "湖の渡し船\n\n渡し船は遅い。それは霧のためだ。湖は冷たい。それは書かれた。\n", None, MEMORY)


def read(text: str, _document: Document) -> Facts:
    return analyse(text, GLOSSARY)


def candidate(text: str) -> Candidate:
    return Candidate(LAKE, next(s for s in LAKE.sentences if s.text == text), 1, {})


@pytest.mark.parametrize(
    ("question", "sentence", "texts"),
    [
        ("Are the ferries slow?", "渡し船は遅い。", ["渡し船は遅い。", "The ferries are slow."]),
        ("渡し船は遅いか", "渡し船は遅い。", ["渡し船は遅い。"]),
        ("Is the lake cold?", "湖は冷たい。", ["湖は冷たい。"]),
        ("Is that written anywhere?", "それは書かれた。", ["湖は冷たい。それは書かれた。", "That was written."]),
        ("Why are they slow?", "それは霧のためだ。", ["渡し船は遅い。それは霧のためだ。", "The ferries are slow. That is because of the fog."]),
    ],
)
def test_a_sentence_is_read_in_its_own_language_and_in_the_readers(question: str, sentence: str, texts: list[str]):
    given: list[str] = []

    def scorer(_question: str, passages: list[str]) -> list[float]:
        given.extend(passages)
        return [2.0] * len(passages)

    said_of(make_query(question, [], GLOSSARY), [candidate(sentence)], read, scorer)
    assert given == texts


def test_what_it_says_of_the_two_is_their_mean():
    said = {"渡し船は遅い。": -1.0, "The ferries are slow.": 3.0, "湖は冷たい。": 9.0}
    found = said_of(
        make_query("Are the ferries slow?", [], GLOSSARY),
        [candidate("湖は冷たい。"), candidate("渡し船は遅い。")],
        read,
        lambda _question, passages: [said[p] for p in passages],
    )
    assert found == [1.0, 0.2]  # of five log-odds: 9 counts as 5, and (-1 + 3) / 2 is one


def test_a_date_is_read_with_its_year_where_the_question_tells_one():
    document = make_document("lake.txt", "湖の渡し船\n\n2023年9月に橋が落ちた。11月に船が沈んだ。\n", None, TranslationMemory())
    sunk = Candidate(document, document.sentences[-1], 1, {})
    asked = make_query("2023年に船は沈んだか", [], GLOSSARY)
    assert as_read(asked, sunk, read, "ja") == "2023年11月に船が沈んだ。"
    assert as_read(make_query("船は沈んだか", [], GLOSSARY), sunk, read, "ja") == "11月に船が沈んだ。"
