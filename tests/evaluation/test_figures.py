"""The figures that people read are the ones the program gives.

One run serves every test here. $EVALUATED names a folder that holds one already, as `--report` wrote it; continuous
integration sets it, so that the suites are asked once.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.evaluation.gate import missed, read_gate
from assistant.evaluation.run import Run, read_run
from assistant.values import Language
from eval.figures import READMES, REPORT, ROOT, block, report, written

MOST_BYTES = 1_500_000


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> tuple[Run, Run]:
    """The assistant's run and the plain chain's, dated as the report in docs/ is."""
    folder = Path(os.environ.get("EVALUATED") or _evaluated(tmp_path_factory.mktemp("evaluated")))
    day = re.search(r'<time datetime="([\d-]+)">', REPORT.read_text("utf-8"))
    assert day, "docs/report.html has no date. Make it anew: make figures"
    run, plain = (read_run(folder / name) for name in ("run.json", "baseline.json"))
    return replace(run, made=run.made | {"date": day[1], "command": "assistant eval --baseline"}), plain


def _evaluated(folder: Path) -> Path:
    environ = {k: v for k, v in os.environ.items() if not k.startswith("ASSISTANT_")}
    command = [sys.executable, "-m", "assistant", "eval", "--baseline", "--home", str(folder / "home"), "--report", str(folder)]
    ran = subprocess.run(command, capture_output=True, text=True, env=environ)
    assert ran.returncode == 0, ran.stderr[-2_000:]
    return folder


@pytest.mark.parametrize("language", READMES)
def test_the_table_of_a_readme_is_the_one_of_the_run(runs: tuple[Run, Run], language: Language):
    assert written(READMES[language].read_text("utf-8")) == block(*runs, language), "Other figures now; write them anew: make figures"


def test_the_report_in_docs_shows_the_figures_of_the_run(runs: tuple[Run, Run]):
    assert figures(REPORT.read_text("utf-8")) == figures(report(*runs)), "Other figures now; write them anew: make figures"


def test_the_report_in_docs_can_be_sent():
    assert REPORT.stat().st_size < MOST_BYTES


def test_the_run_reaches_every_floor(runs: tuple[Run, Run]):
    assert missed(runs[0], read_gate(ROOT / "eval" / "gate.toml")) == []


def figures(page: str) -> Sequence[tuple[str, str]]:
    found = re.findall(r'<data value="(\d+/\d+)">([^<]*)</data>', page)
    assert len(found) > 100
    return found
