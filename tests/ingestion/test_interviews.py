"""Whose the answers of an interview are."""

from __future__ import annotations

import pytest

from assistant.ingestion.catalogue import make_document
from assistant.ingestion.interviews import read_interview
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


MARKED_EN = "\n\nQ: Are they slow?\n\nA: They are.\n\nQ: Why?\n\nA: Fog.\n"
MARKED_JA = "\n\nＱ：遅いですか。\n\nＡ：遅い。\n\nＱ：なぜですか。\n\nＡ：霧です。\n"


@pytest.mark.parametrize(
    ("above", "name"),
    [
        ("An Exclusive Interview With Ada Bell", "Ada Bell"),
        ("Interview with Foreign Minister Ada Bell", "Ada Bell"),
        ("Fog\nA conversation with Åsa Öberg", "Åsa Öberg"),
        ("遅い渡し船　江田亜紀氏に聞く", "江田亜紀"),
        ("アーダ・ベル博士インタビュー", "アーダ・ベル"),
        ("An Interview with Ada Maria Bell", "Ada Maria Bell"),
        ("Interview with Ada Bell and Carl Dorn", ""),
        ("Interview with Ada Maria Bell and Carl Dorn", ""),
        ("Interview with Ada Bell / Carl Dorn", ""),
        ("Carl Dorn in an Interview with Ada Bell", ""),
        ("Interview: Why Ferries Are Slow", ""),
        ("Interview with Der Spiegel", ""),
        ("アーダ・ベル氏、古村健氏に聞く", ""),
        ("Ada Bell in conversation with Carl Dorn", ""),
        ("Ada Bell's Interview with The Lake Times", ""),
        ("Questions to Lake Ferries", ""),
        ("Fog\nIn an interview with Ada Bell the mayor said that it was thick.", ""),
        ("江田亜紀・湖東大学教授に聞く", ""),
        ("お医者さんに聞く", ""),
        ("よくある質問\n江田教授に聞いたところではありません。", ""),
    ],
)
def test_who_was_asked_is_named_above_or_nobody_is(above: str, name: str):
    text = above + (MARKED_EN if above[0].isascii() else MARKED_JA)
    found = read_interview(text)
    assert (found.name.of(text) if found else "") == name


@pytest.mark.parametrize(
    "text",
    [
        "An Interview with Ada Bell\n\nQ: The boats cost 30 million, which is far\ntoo much. Or not?\n\nA: No.\n\nQ: And fog?\n\nA: It stays.\n",
        "An Interview with Ada Bell\r\n\r\nQ: They cost 30 million, which is far.\r\nToo much, or not?\r\n\r\nA: No.\r\n\r\nQ: And?\r\n\r\nA: It stays.\r\n",
        "An Interview with Ada Bell\n\nQ: Are they slow? A: They are.\n\nQ: Why? A: Fog.\n",
        f"Interview with Ada Bell{MARKED_EN}\nInterview with Carl Dorn{MARKED_EN}",
        "江田亜紀氏に聞く\n\n――市長は三十億円かかったと言っています\n十億円です。\n\n――いつですか。\n\n三月です。\n",
    ],
)
def test_where_a_question_or_a_voice_is_in_doubt_the_answers_are_nobodys(text: str):
    assert read_interview(text) is None


def test_what_stands_behind_the_last_answer_is_not_the_words_of_who_was_asked():
    text = f"An Interview with Ada Bell\nBy Tomas Lind{MARKED_EN}\nThe ministry disagreed.\n"
    document = make_document("interview.txt", text, None, TranslationMemory())
    assert [(s.spoken, s.names) for s in document.sections] == [(False, ("Tomas Lind",)), (True, ("Ada Bell",)), (False, ())]
    assert [document.section_of(s.span).spoken for s in document.sentences if s.text in {"Fog.", "The ministry disagreed."}] == [True, False]


@pytest.mark.parametrize("line", ["――1998年7月4日、渡し船が沈んだ。", "Q1: Revenue rose to 30 million euros."])
def test_marks_are_no_headings_where_nobody_was_asked(line: str):
    opening = "湖の思い出\n\n朝、湖に行った。" if line.startswith("―") else "Annual report\n\nThe year was mixed."
    document = make_document("report.txt", f"{opening}\n\n{line}\n", None, TranslationMemory())
    assert (document.sentences[-1].kind, document.sentences[-1].text) == ("body", line)


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
    assert read_interview(text) is None
