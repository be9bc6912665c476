"""Recall on a sample of JSQuAD, where that data lies beside the repository; python -m eval.retrieval measures all of it."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from assistant.retrieval.index import open_index
from assistant.values import Passage, Span

DATA = Path(__file__).resolve().parents[2].parent / "shared" / "data"
pytestmark = pytest.mark.skipif(not (DATA / "jsquad_dev.passages.jsonl.gz").is_file(), reason="JSQuAD is not beside the repository")


def rows(name: str) -> list[dict]:
    with gzip.open(DATA / f"jsquad_dev.{name}.jsonl.gz", "rt", encoding="utf-8") as file:
        return [json.loads(line) for line in file]


@pytest.fixture(scope="module")
def sample(tmp_path_factory):
    """The passages that 60 of the English questions are about."""
    wanted = {q["pid"] for q in rows("queries_en")[:60]}
    texts = {r["pid"]: f"{r['title']}\n{r['text']}" for r in rows("passages") if r["pid"] in wanted}
    passages = [Passage(f"{pid}:0-0:ja", pid, 0, 0, Span(0, len(text)), text, "ja") for pid, text in texts.items()]
    index = open_index(tmp_path_factory.mktemp("jsquad") / "index", passages, {})
    yield index
    index.store.close()


@pytest.mark.parametrize(("name", "least"), [("queries", 0.98), ("queries_en", 0.95)])
def test_questions_in_both_languages_find_their_passage(sample, name, least):
    questions = [q for q in rows(name) if f"{q['pid']}:0-0:ja" in sample.passages][::4 if name == "queries" else 1]
    found = [q["pid"] in {hit.passage.doc for hit in sample.search(q["question"], 5)} for q in questions]
    assert sum(found) / len(found) >= least
