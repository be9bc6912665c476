from __future__ import annotations

import json
import zlib
from collections import Counter
from pathlib import Path

import pytest

from assistant.config import Config
from assistant.errors import SuiteError
from assistant.evaluation.suites import KINDS, ClaimItem, QuestionItem, Suite, SummaryItem, check_sources, default_suites, read_suite, split_of
from assistant.ingestion.library import Library
from assistant.resources import resource
from assistant.values import Document

QUESTION = {
    "id": "q1", "lang": "ja", "kind": "date", "history": [], "question": "いつ？", "answerable": True,
    "facts": [["10月24日"]], "must_not": [], "sources": [{"doc": "a.txt", "quote": "10月24日"}],
}  # fmt: skip
CLAIM = {"id": "c1", "lang": "en", "label": "not_found", "edit": "world", "claim": "It rained.", "sources": []}
SUMMARY = {"id": "s1", "lang": "en", "documents": ["a.txt"], "facts": [["rain"]]}


def write(path: Path, *items: object) -> Path:
    path.write_text("".join((i if isinstance(i, str) else json.dumps(i, ensure_ascii=False)) + "\n" for i in items), "utf-8")
    return path


# Reading


def test_each_form_is_known_by_its_fields(tmp_path: Path):
    assert [read_suite(write(tmp_path / "s.jsonl", item)).form for item in (QUESTION, CLAIM, SUMMARY)] == ["questions", "claims", "summaries"]


def test_items_come_as_values_with_the_line_they_stand_in(tmp_path: Path):
    suite = read_suite(write(tmp_path / "s.jsonl", QUESTION, "", QUESTION | {"id": "q2"}))
    assert [(item.id, item.line) for item in suite.items] == [("q1", 1), ("q2", 3)]
    assert isinstance(suite.items[0], QuestionItem) and suite.items[0].facts == (("10月24日",),)


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ("{", "is not JSON"),
        ("[1]", "is not an object"),
        ({"id": "q1"}, "neither “question” nor “claim” nor “documents”"),
        (QUESTION | {"id": ""}, "“id” is a text that is not empty"),
        (QUESTION | {"id": 7}, "“id” is a text that is not empty"),
        ({k: v for k, v in QUESTION.items() if k != "kind"}, "“kind” is missing"),
        (QUESTION | {"kind": "when"}, "“kind” is one of number, date"),
        (QUESTION | {"lang": "fr"}, "“lang” is one of ja, en"),
        (QUESTION | {"answerable": "yes"}, "“answerable” is true or false"),
        (QUESTION | {"facts": []}, "at least one fact and one source"),
        (QUESTION | {"facts": ["10月"]}, "“facts” is a list of lists"),
        (QUESTION | {"facts": [[]]}, "“facts” is a list of lists"),
        (QUESTION | {"facts": [[""]]}, "“facts” is a list of texts that are not empty"),
        (QUESTION | {"answerable": False}, "has no facts"),
        (QUESTION | {"sources": [{"doc": "a.txt"}]}, "“sources” is a list of"),
        (QUESTION | {"history": [["reader", "?"]]}, "“history” is a list of"),
        (QUESTION | {"must_nott": []}, "there is no field “must_nott”"),
        (CLAIM | {"label": "maybe"}, "“label” is one of supported, contradicted, not_found"),
        (CLAIM | {"label": "supported"}, "a supported claim has at least one source"),
        (SUMMARY | {"length": "endless"}, "“length” is one of short, medium, long"),
        (SUMMARY | {"facts": []}, "a summary has at least one fact"),
    ],
)
def test_a_line_that_is_wrong_is_named_with_what_is_wrong(tmp_path: Path, line: object, complaint: str):
    path = write(tmp_path / "s.jsonl", QUESTION | {"id": "first"} if isinstance(line, str) or "question" in line else CLAIM | {"id": "first"}, line)  # type: ignore[operator]
    with pytest.raises(SuiteError, match=r"s\.jsonl, line 2") as raised:
        read_suite(path)
    assert complaint in str(raised.value)


def test_ids_are_unique_and_forms_are_not_mixed(tmp_path: Path):
    with pytest.raises(SuiteError, match="line 2: the id “q1” stands in line 1 already"):
        read_suite(write(tmp_path / "s.jsonl", QUESTION, QUESTION))
    with pytest.raises(SuiteError, match="line 2: an item of claims among questions"):
        read_suite(write(tmp_path / "s.jsonl", QUESTION, CLAIM))


def test_a_file_that_is_missing_empty_or_not_utf8_is_told_apart(tmp_path: Path):
    (tmp_path / "sjis.jsonl").write_bytes('{"question": "いつ"}'.encode("cp932"))
    for name, complaint in (("none.jsonl", "does not exist"), ("empty.jsonl", "holds no item"), ("sjis.jsonl", "is not UTF-8")):
        if name == "empty.jsonl":
            write(tmp_path / name, "", "  ")
        with pytest.raises(SuiteError, match=complaint):
            read_suite(tmp_path / name)


def test_a_quote_has_to_be_in_its_document_to_the_character():
    document = Document("a.txt", "条約は10月24日に批准された。", "ja", {}, (), ())
    suite = Suite("s.jsonl", "questions", (QuestionItem("q1", "ja", "date", "いつ？", True, (("x",),), sources=_gold("10月２４日"), line=4),), "")
    with pytest.raises(SuiteError, match=r"s\.jsonl, line 4: “10月２４日…” is not in a\.txt"):
        check_sources(suite, {"a.txt": document})
    with pytest.raises(SuiteError, match=r"line 4: the document “a\.txt” is not in the collection"):
        check_sources(suite, {})


def _gold(quote: str):
    from assistant.evaluation.suites import Gold

    return (Gold("a.txt", quote),)


def test_both_languages_of_a_pair_are_held_out_together():
    one, other = (QuestionItem(id, "ja", "date", "いつ？", False, pair="p7") for id in ("a1", "b2"))
    assert split_of(one) == split_of(other) == ("held-out" if zlib.crc32(b"p7") % 3 == 0 else "open")


# The suites that come with the program


@pytest.fixture(scope="module")
def documents(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Document]:
    home = tmp_path_factory.mktemp("home")
    return {d.doc: d for d in Library(Config(home).home).documents()}


@pytest.fixture(scope="module")
def questions() -> list[QuestionItem]:
    return [i for i in read_suite(resource("eval", "seeds.jsonl")).items if isinstance(i, QuestionItem)]


@pytest.fixture(scope="module")
def claims() -> list[ClaimItem]:
    return [i for i in read_suite(resource("eval", "claims.jsonl")).items if isinstance(i, ClaimItem)]


@pytest.mark.parametrize("path", default_suites(), ids=lambda path: path.name)
def test_every_suite_is_valid_and_quotes_its_documents_to_the_character(path: Path, documents: dict[str, Document]):
    check_sources(read_suite(path), documents)


def test_there_are_questions_of_every_kind_in_both_languages(questions: list[QuestionItem]):
    assert len(questions) >= 200
    kinds = Counter((q.kind, q.lang) for q in questions)
    assert all(kinds[kind, lang] >= 3 for kind in KINDS for lang in ("ja", "en")), kinds


def test_there_are_questions_about_every_document(questions: list[QuestionItem], documents: dict[str, Document]):
    assert Counter(s.doc for q in questions for s in q.sources).keys() == documents.keys()


def test_a_third_is_held_out(questions: list[QuestionItem], claims: list[ClaimItem]):
    for items in (questions, claims):
        assert 0.25 <= Counter(split_of(i) for i in items)["held-out"] / len(items) <= 0.42


def test_no_question_is_asked_twice(questions: list[QuestionItem]):
    assert [q for q, n in Counter((q.question, q.history) for q in questions).items() if n > 1] == []


def test_there_are_true_and_altered_claims_in_both_languages(claims: list[ClaimItem]):
    counts = Counter((c.label, c.lang) for c in claims)
    assert all(counts[label, lang] >= 15 for label in ("supported", "contradicted", "not_found") for lang in ("ja", "en")), counts


def test_summaries_are_read_with_their_defaults(tmp_path: Path):
    item = read_suite(write(tmp_path / "s.jsonl", SUMMARY)).items[0]
    assert isinstance(item, SummaryItem) and (item.length, item.topic) == ("medium", "")
