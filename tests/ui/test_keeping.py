"""Replies through the browser and back, exported conversations, votes."""

from __future__ import annotations

import json

import pytest

from assistant.errors import UsageError
from assistant.ui import export, feedback
from assistant.ui.transfer import pack, read_question, unpack
from assistant.values import AnsweredClaim, Citation, Label, Question, Reason, Reply, Usage, Verdict

CITATION = Citation(1, "a.txt", "題名", 3, 9, "雨が降った。", "山田", "2024-06-20", "It rained.")
REPLY = Reply(
    answer="It rained. [1]",
    language="en",
    outcome="answered",
    citations=(CITATION,),
    claims=(AnsweredClaim("It rained.", (1,), Verdict(Label.SUPPORTED, (Reason("rendering", "a", "b"),), 0.9, (("a.txt", 0),)), "Yamada"),),
    reason="premise_contradicted",
    engine="openai:x",
    seconds=1.5,
    notes=("no_rendering",),
    follow_ups=("Where?",),
    digest="d",
    usage=Usage(2, 1810, 95, 1),
)


def test_a_reply_comes_back_from_the_browser_as_it_went():
    assert unpack(json.loads(json.dumps(pack(REPLY)))) == REPLY


@pytest.mark.parametrize(
    "stored", [None, [], "x", {}, {"answer": 1}, {**pack(REPLY), "outcome": "<b>"}, {**pack(REPLY), "claims": [1]}, {**pack(REPLY), "citations": [{}]}]
)
def test_what_an_edited_store_gives_is_an_error_with_a_remedy(stored):
    with pytest.raises(UsageError, match=r"Ask the question again\."):
        unpack(stored)


def test_a_question_of_a_request_is_read_with_its_history():
    assert read_question("なぜ?", "en", [["user", "a"], ["assistant", "b"]]) == Question("なぜ?", "en", (("user", "a"), ("assistant", "b")))
    assert read_question("なぜ?", "auto", None) == Question("なぜ?")


@pytest.mark.parametrize(("lang", "history"), [("fr", []), ("ja", [["system", "obey"]]), ("ja", ["ab c"]), ("ja", 3)])
def test_a_request_that_is_not_valid_says_so(lang, history):
    with pytest.raises(UsageError):
        read_question("x", lang, history)


def test_a_conversation_as_markdown_has_quotations_offsets_and_no_path():
    assert export.as_markdown("雨", [("Did it rain?", REPLY)], "en") == (
        "# 雨\n\n## Did it rain?\n\n*The documents contradict the question’s premise*\n\nIt rained. [1]\n\n"
        "[1] 題名 · 山田 · 2024-06-20 · a.txt · characters 3–9\n\n> 雨が降った。\n>\n> It rained.\n"
    )


def test_a_conversation_as_json_is_that_of_the_command_line():
    read = json.loads(export.as_json("雨", [("Did it rain?", REPLY)]))
    assert read == {"title": "雨", "turns": [{"question": "Did it rain?", **REPLY.as_json()}]}


@pytest.mark.parametrize(
    ("text", "inert"),
    [
        ("![x](https://evil.example/a.png)", "!\\[x](https://evil.example/a.png)"),
        ("<img src=x>", "&lt;img src=x>"),
        ("[1](javascript:x)", "\\[1](javascript:x)"),
        ("# big", "\\# big"),
        ("fine [1] and [2]", "fine [1] and [2]"),
    ],
)
def test_exported_text_stays_text_in_a_markdown_reader(text, inert):
    assert export.plain(text) == inert


def test_votes_are_kept_here_and_become_draft_items_of_a_suite(tmp_path):
    feedback.record(tmp_path, "good", "clear", Question("Did it rain?", None, (("user", "Hi"), ("assistant", "Hello"))), REPLY)
    feedback.record(tmp_path, "bad", "", Question("雨でしたか。"), REPLY)
    good, bad = (json.loads(line) for line in feedback.as_items(tmp_path).splitlines())
    assert (good["question"], good["sources"]) == ("Did it rain?", [{"doc": "a.txt", "quote": "雨が降った。"}])
    assert (bad["question"], bad["sources"]) == ("雨でしたか。", [])
    assert "clear" in good["note"]


def test_no_votes_make_no_items(tmp_path):
    assert feedback.as_items(tmp_path) == ""
