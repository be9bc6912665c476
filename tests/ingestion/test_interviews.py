"""Whose the answers of an interview are."""

from __future__ import annotations

import pytest

from assistant.ingestion.catalogue import make_document
from assistant.ingestion.interviews import answered_by
from assistant.ingestion.translations import TranslationMemory

ENGLISH = """The Fog Is a Promise: An Interview with Dr Ada Bell

By Tomas Lind
Lund Chronicle, 4 July 2024

We met at the harbour.

Q: Are the ferries slow?

A: They are. I have never seen one on time.

Q: Why?

A: Because of the fog.
"""
JAPANESE = """江田亜紀教授に聞く　渡し船はなぜ遅いか

湖東新報　2024年7月4日

――船は遅いですか。

遅い。時間どおりに着いたのを見たことがない。

――なぜでしょう。

霧のためです。
"""


@pytest.mark.parametrize(("text", "name"), [(ENGLISH, "Ada Bell"), (JAPANESE, "江田亜紀")])
def test_who_was_asked_says_what_is_answered(text: str, name: str):
    document = make_document("interview.txt", text, None, TranslationMemory({}))
    answer = next(s for s in document.sentences if "fog." in s.text or "霧のため" in s.text)
    section = document.section_of(answer.span)
    assert (section.names, section.spoken, section.date) == ((name,), True, "2024-07-04")
    assert document.sections[0].span.end == section.span.start
    assert not document.sections[0].spoken


@pytest.mark.parametrize(
    ("text", "question", "answers"),
    [
        (ENGLISH, "Are the ferries slow?", ["They are.", "I have never seen one on time."]),
        (JAPANESE, "船は遅いですか。", ["遅い。", "時間どおりに着いたのを見たことがない。"]),
    ],
)
def test_a_question_is_the_heading_of_its_answer(text: str, question: str, answers: list[str]):
    document = make_document("interview.txt", text, None, TranslationMemory({}))
    asked = next(s for s in document.sentences if s.text == question)
    assert asked.kind == "heading"
    assert [s.text for s in document.sentences if s.heading == asked.index] == answers
    assert all(s.span.of(text) == s.text for s in document.sentences)


@pytest.mark.parametrize(
    "text",
    [
        "An Interview with Ada Bell\n\nShe spoke of fog.\n",
        "The Fog\n\nQ: Are they slow?\n\nA: They are.\n\nQ: Why?\n\nA: Fog.\n",
        "江田亜紀教授に聞く\n\n教授は霧について語った。\n",
        "",
    ],
)
def test_without_marks_or_a_name_it_is_nobodys(text: str):
    assert answered_by(text) is None
