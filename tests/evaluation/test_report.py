from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from told import CLAIMS, QUESTIONS, Told

from assistant.errors import StorageError
from assistant.evaluation import report
from assistant.evaluation.compare import compare
from assistant.evaluation.run import Run, read_run, run


@pytest.fixture
def made(told: Told) -> Run:
    return run(told, [QUESTIONS, CLAIMS], made={"engine": "embedded", "date": "2026-11-21"})


def test_the_first_table_gives_every_figure_with_its_n_and_interval(made: Run):
    made = Run(made.made, tuple(replace(r, seconds=0.05) for r in made.records if r.suite == "questions"))
    expected = """\
embedded · 2026-11-21

Questions · 3 items

Figure                         Value  n     95 % interval
─────────────────────────────────────────────────────────
correct                       50.0 %  2    9.5 % – 90.5 %
cited at the right sentence  100.0 %  1  20.7 % – 100.0 %
coverage (facts met)          50.0 %  2    9.5 % – 90.5 %
faithful (claims verified)   100.0 %  1  20.7 % – 100.0 %
citations exact              100.0 %  1  20.7 % – 100.0 %
refused rightly              100.0 %  1  20.7 % – 100.0 %
refused wrongly ↓             50.0 %  2    9.5 % – 90.5 %
answered wrongly ↓             0.0 %  1    0.0 % – 79.3 %
figures without source ↓       0.0 %  1    0.0 % – 79.3 %
right language               100.0 %  3  43.9 % – 100.0 %
Time: p50 50 ms [50 ms, 50 ms], p95 50 ms [50 ms, 50 ms], n = 3
"""
    assert report.terminal(made, "en").startswith(expected)


def test_columns_stand_below_each_other_in_japanese(made: Run):
    lines = report.terminal(made, "ja").splitlines()
    rows = lines[lines.index(next(line for line in lines if line.startswith("指標"))) :]
    table = [rows[0], *rows[2:12]]
    assert len({report.width(line) for line in table}) == 1


def test_failures_tell_question_answer_expected_and_stage(made: Run):
    assert report.failures(made, "en") == (
        "q2 · Questions · number · refused (not retrieved)\n  Question: 砲弾は何発？\n  Answer: 文書には答えがありません。\n  Expected: 100万"
    )
    assert report.failures(Run({}, made.records[:1]), "ja") == "ありません。"


def test_a_comparison_is_a_table(told: Told):
    table = report.differences(compare(run(Told({}), [QUESTIONS]), run(told, [QUESTIONS])), "en")
    assert " ".join(table.splitlines()[2].split()) == "Questions: correct 0.0 % 50.0 % +50.0 [0.0, +100.0] 1.000 2 no difference shown"
    assert table.splitlines()[-1] == "Newly right (1): q1"


# Files


def test_a_report_is_a_page_and_a_run(made: Run, tmp_path: Path):
    assert report.write(tmp_path / "new" / "folder", made, "en") == tmp_path / "new" / "folder" / "report.html"
    assert sorted(p.name for p in (tmp_path / "new" / "folder").iterdir()) == ["report.html", "run.json"]
    assert read_run(tmp_path / "new" / "folder" / "run.json") == made


def test_and_the_run_of_the_plain_chain_where_there_is_one(made: Run, tmp_path: Path):
    plain = run(Told({}), [QUESTIONS], made={"engine": "baseline"})
    report.write(tmp_path, made, "en", plain=plain)
    assert read_run(tmp_path / "baseline.json") == plain


def test_a_folder_that_cannot_be_written_is_named(made: Run, tmp_path: Path):
    (tmp_path / "file").write_text("")
    with pytest.raises(StorageError, match="Name another folder with --report"):
        report.write(tmp_path / "file", made, "en")
