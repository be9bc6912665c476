from __future__ import annotations

import json
from pathlib import Path

import pytest
from told import REFUSED, RIGHT

from assistant.errors import SuiteError
from assistant.evaluation.drafts import draft_items
from assistant.evaluation.suites import read_suite
from assistant.ui.feedback import FILE, record
from assistant.values import Question


def test_votes_of_the_page_become_draft_items(tmp_path: Path):
    record(tmp_path, "good", "", Question("いつ批准された？"), RIGHT)
    record(tmp_path, "bad", "It is in there.", Question("Who signed it?", history=(("user", "a"), ("assistant", "b"))), REFUSED)
    assert draft_items(tmp_path / FILE) == [
        {
            "id": "draft-001", "lang": "ja", "kind": "", "history": [], "question": "いつ批准された？", "answerable": None, "facts": [], "must_not": [],
            "sources": [{"doc": "a.txt", "quote": "条約は10月24日に批准された。"}], "note": "voted good; answered: 条約は10月24日に批准された[1]。",
        },
        {
            "id": "draft-002", "lang": "en", "kind": "", "history": [["user", "a"], ["assistant", "b"]], "question": "Who signed it?", "answerable": None,
            "facts": [], "must_not": [], "sources": [], "note": "voted bad; answered: 文書には答えがありません。; comment: It is in there.",
        },
    ]  # fmt: skip


def test_the_last_vote_on_a_question_counts(tmp_path: Path):
    for vote in ("good", "bad"):
        record(tmp_path, vote, "", Question("いつ批准された？"), RIGHT)
    assert [(i["id"], i["sources"]) for i in draft_items(tmp_path / FILE)] == [("draft-001", [])]


def test_a_draft_is_not_accepted_until_a_person_has_finished_it(tmp_path: Path):
    record(tmp_path, "good", "", Question("いつ批准された？"), RIGHT)
    suite = tmp_path / "drafts.jsonl"
    item = draft_items(tmp_path / FILE)[0]
    suite.write_text(json.dumps(item, ensure_ascii=False))
    with pytest.raises(SuiteError, match="line 1"):
        read_suite(suite)
    suite.write_text(json.dumps(item | {"kind": "date", "answerable": True, "facts": [["10月24日"]]}, ensure_ascii=False))
    assert read_suite(suite).items[0].id == "draft-001"


def test_what_is_no_vote_is_named_with_its_line(tmp_path: Path):
    (tmp_path / FILE).write_text('\n{"vote": "good"}\n')
    with pytest.raises(SuiteError, match=r"feedback\.jsonl, line 2"):
        draft_items(tmp_path / FILE)
    with pytest.raises(SuiteError, match="does not exist"):
        draft_items(tmp_path / "none.jsonl")
