from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from told import ABSENT, CLAIMS, DOCUMENT, HOW_MANY, QUESTIONS, RIGHT, WHEN, Told

from assistant.errors import SuiteError
from assistant.evaluation.metrics import Share
from assistant.evaluation.run import gold_keys, lost_at, read_run, run, tabulate
from assistant.values import Label, Reply


def test_a_run_asks_every_item_once_and_judges_it(told: Told):
    records = run(told, [QUESTIONS, CLAIMS]).records
    assert [(r.id, r.outcome, r.faults) for r in records] == [
        ("q1", "answered", ()), ("q2", "refused", ("refused",)), ("q3", "refused", ()), ("c1", "contradicted", ()),
    ]  # fmt: skip


def test_figures_add_up_over_all_and_over_each_group(told: Told):
    table = tabulate(run(told, [QUESTIONS]).records)
    assert table["all"]["correct"] == {"value": 0.5, "hits": 1, "n": 2, "low": 0.094531, "high": 0.905469}
    assert {kind: group.get("correct", {}).get("value") for kind, group in table["kind"].items()} == {"date": 1.0, "number": 0.0, "unanswerable": None}
    assert table["doc"]["a.txt"]["items"] == 2 and table["seconds"]["n"] == 3


def test_claims_are_told_apart_in_a_table_of_truth_by_verdict():
    accepting = run(Told({}, verdict=Label.SUPPORTED), [CLAIMS])
    table = tabulate(accepting.records)
    assert table["confusion"]["contradicted"] == {"supported": 1, "contradicted": 0, "not_found": 0}
    assert table["all"]["accepted_unsupported"]["value"] == 1.0


def test_part_kind_and_limit_choose_items(told: Told):
    asked = [r.id for r in run(told, [QUESTIONS], kinds=["number", "unanswerable"]).records]
    parts = [{r.id for r in run(told, [QUESTIONS], part=part).records} for part in ("open", "held-out")]
    assert asked == ["q2", "q3"]
    assert parts[0] | parts[1] == {"q1", "q2", "q3"} and not parts[0] & parts[1]
    assert len(run(told, [QUESTIONS, CLAIMS], limit=1).records) == 2


def test_a_choice_that_leaves_nothing_says_what_there_is(told: Told):
    with pytest.raises(SuiteError, match="Kinds in these suites: date, number, unanswerable"):
        run(told, [QUESTIONS], kinds=["whatever"])


def test_a_suite_about_other_documents_is_not_run(told: Told):
    strange = replace(QUESTIONS, items=(replace(WHEN, sources=(replace(WHEN.sources[0], doc="b.txt"),)),))
    with pytest.raises(SuiteError, match=r"mine\.jsonl, line 1: the document “b\.txt” is not in the collection"):
        run(told, [strange])


# Stages

TREATY, SHELLS = ("a.txt", 0), ("a.txt", 1)


def test_gold_quotes_lie_in_sentences():
    documents = {DOCUMENT.doc: DOCUMENT}
    assert gold_keys(WHEN, documents) == {TREATY} and gold_keys(HOW_MANY, documents) == {SHELLS} and gold_keys(ABSENT, documents) == set()


@pytest.mark.parametrize(
    ("stages", "reply", "lost"),
    [
        ({}, "refused", "not_retrieved"),
        ({"retrieved": [SHELLS]}, "refused", "not_retrieved"),
        ({"retrieved": [TREATY], "selected": [SHELLS]}, "answered", "not_selected"),
        ({"retrieved": [TREATY], "selected": [TREATY]}, "refused", "refused"),
        ({"retrieved": [TREATY], "selected": [TREATY], "drafted": [SHELLS]}, "answered", "not_drafted"),
        ({"retrieved": [TREATY], "selected": [TREATY], "drafted": [TREATY]}, "refused", "rejected"),
        ({"retrieved": [TREATY], "selected": [TREATY], "drafted": [TREATY]}, "answered", "incomplete"),
    ],
)
def test_the_stage_that_lost_an_answer_is_the_first_without_its_sentence(stages: dict[str, list[tuple[str, int]]], reply: str, lost: str):
    answered = replace(RIGHT, outcome=reply, claims=RIGHT.claims if reply == "answered" else ())  # type: ignore[arg-type]
    trace = Told({WHEN.question: answered}, **stages).trace(WHEN.asked())
    assert lost_at({TREATY}, trace) == lost


def test_a_failure_carries_its_stage(told: Told):
    assert [r.lost for r in run(told, [QUESTIONS]).records] == ["", "not_retrieved", ""]


# On disk


def test_a_stored_run_is_the_run(told: Told, tmp_path: Path):
    made = run(told, [QUESTIONS, CLAIMS], made={"engine": "embedded"})
    path = tmp_path / "run.json"
    path.write_text(json.dumps(made.as_json(), ensure_ascii=False), "utf-8")
    assert read_run(path) == made
    assert made.records[0].scores["correct"] == Share(1, 1)


@pytest.mark.parametrize(
    ("stored", "complaint"), [("{", "is not a stored run"), ('{"form": 0, "items": []}', "another version"), ("[]", "is not a stored run")]
)
def test_another_file_is_no_run(tmp_path: Path, stored: str, complaint: str):
    (tmp_path / "run.json").write_text(stored)
    with pytest.raises(SuiteError, match=complaint):
        read_run(tmp_path / "run.json")


def test_an_engine_that_only_answers_is_not_asked_to_check():
    class Answers:
        documents = (DOCUMENT,)

        def ask(self, _: object) -> Reply:
            return RIGHT

    with pytest.raises(SuiteError, match="answers questions only"):
        run(Answers(), [CLAIMS])
