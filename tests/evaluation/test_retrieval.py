"""The measures of retrieval, by hand, and the command over a collection of three passages."""

from __future__ import annotations

import gzip
import json
import math
import re
import subprocess
import sys
from pathlib import Path

import pytest

from assistant.errors import UsageError
from eval.figures import ROOT
from eval.retrieval import METRICS, asked, interval, rows, score

PASSAGES = [
    {"pid": "p1", "title": "金閣寺", "text": "金閣寺は京都市北区にある臨済宗の寺院で、1397年に足利義満が建てた。"},
    {"pid": "p2", "title": "利根川", "text": "利根川は関東地方を流れる川で、長さは322キロメートルである。"},
    {"pid": "p3", "title": "Penguins", "text": "Penguins live almost only in the southern hemisphere and cannot fly."},
]
QUERIES = [
    {"qid": "q1", "question": "金閣寺を建てたのは誰か。", "lang": "ja", "pid": "p1"},
    {"qid": "q2", "question": "利根川の長さは何キロメートルか。", "lang": "ja", "pid": ["p2"]},
    {"qid": "q3", "question": "Where do penguins live?", "lang": "en", "pid": "p3"},
]


def write(path: Path, *lines: object) -> Path:
    path.write_text("".join((line if isinstance(line, str) else json.dumps(line, ensure_ascii=False)) + "\n" for line in lines), "utf-8")
    return path


@pytest.mark.parametrize(
    ("ranking", "gold", "expected"),
    [
        (["a", "b"], {"a"}, (1, 1, 1, 1, 1)),
        (["x", "a"], {"a"}, (0, 1, 1, 1 / 2, 1 / math.log2(3))),
        (["x", "x", "a"], {"a"}, (0, 1, 1, 1 / 2, 1 / math.log2(3))),  # a document counts once, at its best place
        ([*"123456", "a"], {"a"}, (0, 0, 1, 1 / 7, 1 / 3)),  # 1 / log2(8)
        ([*"0123456789", "a"], {"a"}, (0, 0, 0, 0, 0)),
        (["x"], {"a"}, (0, 0, 0, 0, 0)),
        (["a", "x", "b"], {"a", "b"}, (1 / 2, 1, 1, 1, (1 + 1 / 2) / (1 + 1 / math.log2(3)))),
    ],
)
def test_recall_reciprocal_rank_and_gain_of_one_question(ranking: list[str], gold: set[str], expected: tuple[float, ...]):
    assert METRICS == ("R@1", "R@5", "R@10", "MRR@10", "nDCG@10")
    assert score(ranking, gold) == pytest.approx(expected)


def test_the_interval_of_a_mean_is_near_the_one_worked_by_hand():
    low, high = interval([1.0] * 90 + [0.0] * 10)  # 0.9 ± 1.96 · sqrt(0.9 · 0.1 / 100) = 0.841 to 0.959
    assert low == pytest.approx(0.841, abs=0.02) and high == pytest.approx(0.959, abs=0.02)
    assert interval([1.0] * 10) == (1.0, 1.0)


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ("{", "queries.jsonl, line 2: not JSON"),
        ("[1]", "queries.jsonl, line 2: “qid”, “question”, “pid” missing"),
        ({"qid": "q9", "question": "？"}, "queries.jsonl, line 2: “pid” missing"),
        ({"qid": "q9", "question": "？", "pid": []}, "queries.jsonl, line 2: “pid” missing"),
        ({"qid": "q9", "question": "？", "pid": "p9"}, "query q9: there is no passage “p9”"),
    ],
)
def test_a_line_that_is_wrong_is_named(tmp_path: Path, line: object, complaint: str):
    with pytest.raises(UsageError) as raised:
        asked(write(tmp_path / "queries.jsonl", QUERIES[0], line), {"p1"})
    assert complaint in str(raised.value)


def test_a_file_may_be_packed_and_one_that_is_not_is_told_apart(tmp_path: Path):
    (tmp_path / "packed.jsonl.gz").write_bytes(gzip.compress(json.dumps(QUERIES[0]).encode()))
    (tmp_path / "unpacked.jsonl.gz").write_text(json.dumps(QUERIES[0]))
    assert list(rows(tmp_path / "packed.jsonl.gz")) == [QUERIES[0]]
    for name, complaint in (("unpacked.jsonl.gz", "cannot be read"), ("none.jsonl", "does not exist")):
        with pytest.raises(UsageError, match=complaint):
            list(rows(tmp_path / name))


def test_the_command_measures_each_language_and_stores_the_rankings(tmp_path: Path):
    passages, queries = write(tmp_path / "passages.jsonl", *PASSAGES), write(tmp_path / "queries.jsonl", *QUERIES)
    out = tmp_path / "run.jsonl"
    command = [sys.executable, "-m", "eval.retrieval", str(passages), str(queries), "--no-seeds", "--out", str(out)]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    lines = [re.sub(r" +search \d+ ms", "", line) for line in ran.stdout.splitlines()]
    every = "  ".join(f"{name} 1.0000 [1.0000, 1.0000]" for name in METRICS)
    assert lines == [f"en n=1  {every}", f"ja n=2  {every}"]
    assert [(r["qid"], r["pids"][0]) for r in map(json.loads, out.read_text("utf-8").splitlines())] == [("q3", "p3"), ("q1", "p1"), ("q2", "p2")]


def test_the_command_says_what_is_wrong_before_it_indexes_anything(tmp_path: Path):
    passages, queries = write(tmp_path / "passages.jsonl", *PASSAGES), write(tmp_path / "queries.jsonl", {"qid": "q1", "question": "誰か。", "pid": "p7"})
    ran = subprocess.run([sys.executable, "-m", "eval.retrieval", str(passages), str(queries)], cwd=ROOT, capture_output=True, text=True)
    assert (ran.returncode, ran.stdout) == (1, "")
    assert ran.stderr == "eval.retrieval: queries.jsonl, query q1: there is no passage “p7”. Give the passages these queries belong to.\n"
