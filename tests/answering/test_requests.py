"""What a message asks of the assistant itself: another language, more of what was told, one of the things told, a summary."""

from __future__ import annotations

import pytest

from assistant.answering.requests import more_of, one_of, spoken_in, summary_wanted, wanted_language, wants_more
from assistant.ingestion.catalogue import make_document
from assistant.ingestion.translations import TranslationMemory
from assistant.text.names import Glossary

TEXT = """Slow Ferries
By Ada Bell

There are three reasons why the ferries are slow.
The first reason is the ice. It stays until May.
The second reason is the fog. It comes at night. Nobody sees the shore. The crews wait.
The third reason is the price of oil.
"""
FERRIES = make_document("ferries.txt", TEXT, None, TranslationMemory())
BRIDGES = make_document("bridges.txt", "橋の長さについて\n\n橋は長い。", None, TranslationMemory())
REASONS = "The first reason is the ice. [1] The second reason is the fog. [2] The third reason is the price of oil. [3]"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("英語で答えて", "en"), ("英語でお願いします", "en"), ("もう一度英語で", "en"), ("In English, please.", "en"), ("Can you say that in English?", "en"),
        ("日本語で", "ja"), ("日本語で説明してください", "ja"), ("Answer in Japanese", "ja"), ("translate it into Japanese please", "ja"),
        ("英語で書かれた条約はありますか", None), ("What was said in English?", None), ("日本語では何と呼ばれていますか", None),
    ],
)  # fmt: skip
def test_the_language_in_which_an_answer_is_wanted(text, language):
    assert wanted_language(text) == language


@pytest.mark.parametrize(
    ("text", "question", "language"),
    [
        ("要約して、英語で", "要約して", "en"), ("英語で答えて:渡し船はなぜ遅い?", "渡し船はなぜ遅い?", "en"),
        ("Why are the ferries slow? In Japanese, please", "Why are the ferries slow?", "ja"),
        ("Answer in Japanese: why are the ferries slow?", "why are the ferries slow?", "ja"),
        ("渡し船はなぜ遅いのですか。英語で教えてください", "渡し船はなぜ遅いのですか。", "en"),
        ("What is a ferry called in Japanese?", "What is a ferry called in Japanese?", None),
        ("Did the board answer in English", "Did the board answer in English", None),
        ("渡し船は英語で何というか", "渡し船は英語で何というか", None), ("英語で", "英語で", None),
    ],
)  # fmt: skip
def test_a_question_says_in_which_language_it_wants_its_answer(text, question, language):
    assert spoken_in(text) == (question, language)


@pytest.mark.parametrize(
    "text",
    [
        "もっと詳しく", "もう少し詳しく教えてください", "二つ目をもっと詳しく説明して", "それについて詳しく", "続きを教えて",
        "Tell me more", "tell me more about that", "Explain the second one in more detail", "Go on", "More details please",
    ],
)  # fmt: skip
def test_more_is_wanted(text):
    assert wants_more(text)


@pytest.mark.parametrize(
    "text",
    [
        "制裁について詳しく教えて", "続いて何が起きましたか",
        "Tell me more about the sanctions", "How many more ferries are there?", "Explain why the ferries are slow",
    ],
)
def test_a_question_of_its_own_wants_no_more(text):
    assert not wants_more(text)


@pytest.mark.parametrize(
    ("text", "answers", "told"),
    [
        ("Tell me more", ["There are three reasons why the ferries are slow. [1]"], []),
        ("Tell me more", ["The second reason is the fog. [1]"], ["It comes at night.", "Nobody sees the shore.", "The crews wait."]),
        ("もっと詳しく", ["The first reason is the ice. [1]"], ["It stays until May."]),
        ("Explain the second one in more detail", [REASONS], ["It comes at night.", "Nobody sees the shore.", "The crews wait."]),
        ("Tell me more about the first", ["It comes at night. [1] Nobody sees the shore. [2]", REASONS], ["It stays until May."]),
        ("Tell me more about the third", [REASONS], []),
    ],
)
def test_what_stands_behind_what_was_told(text, answers, told):
    assert [sentence.text for _, sentence in more_of(text, answers, [FERRIES])] == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("And the second?", ["The second reason is the fog."]), ("What is the last one?", ["The third reason is the price of oil."]),
        ("じゃあ三つめは何", ["The third reason is the price of oil."]), ("そのうち一番目は?", ["The first reason is the ice."]),
        ("And the fifth?", []), ("Who was the second?", []), ("二番目に長い橋は?", []),
    ],
)  # fmt: skip
def test_one_of_the_things_told(text, told):
    assert [sentence.text for _, sentence in one_of(text, [REASONS], [FERRIES])] == told


@pytest.mark.parametrize(
    ("text", "documents", "length"),
    [
        ("Summarize the documents", (), "short"), ("要約して", (), "short"), ("全部の文書の要点をまとめて", (), "short"),
        ("Summarize Ada Bell's article", ("ferries.txt",), "medium"), ("「橋の長さについて」を短く要約して", ("bridges.txt",), "short"),
        ("Give me a detailed summary of the article on slow ferries", ("ferries.txt",), "long"),
    ],
)  # fmt: skip
def test_a_summary_of_documents_is_wanted(text, documents, length):
    wanted = summary_wanted(text, (), [FERRIES, BRIDGES], Glossary([]))
    assert (wanted.documents, wanted.length) == (documents, length)


@pytest.mark.parametrize(
    "text",
    [
        "Summarize the dispute over the fog between the crews and the harbour board", "What is a summary judgment?",
        "Summarize what the articles say about tolls", "渡し船をめぐる争いを要約して", "資料から通行料について要約して",
    ],
)  # fmt: skip
def test_a_summary_of_something_else_is_none_of_documents(text):
    assert summary_wanted(text, (), [FERRIES, BRIDGES], Glossary([])) is None
