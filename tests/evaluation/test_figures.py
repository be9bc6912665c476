"""The figures that people read are the ones the program gives.

One run serves every test here. Another processor adds the vectors' numbers up in another order, and of a thousand items one
or two may fall on the other side of a threshold there: so the figures have to be those of the run but for that.
$EVALUATED names a folder that holds a run already, as `--report` wrote it; continuous integration sets it, so that the
suites are asked once.
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
ITEMS, POINTS, SHARE = 2, 2.0, 0.01
"""What two processors may differ by: items of a figure; percentage points of a table's; the share of what is counted, where hundreds are."""


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
    there, here = written(READMES[language].read_text("utf-8")), block(*runs, language)
    assert NUMBER.sub("#", there) == NUMBER.sub("#", here), "Another table now; write it anew: make figures"
    apart = [(a, b) for a, b in zip(NUMBER.findall(there), NUMBER.findall(here), strict=True) if abs(float(a) - float(b)) > max(POINTS, SHARE * float(a))]
    assert apart == [], "Other figures now; write them anew: make figures"


def test_the_report_in_docs_shows_the_figures_of_the_run(runs: tuple[Run, Run]):
    there, here = figures(REPORT.read_text("utf-8")), figures(report(*runs))
    apart = [(a, b) for a, b in zip(there, here, strict=True) if any(abs(m - n) > max(ITEMS, SHARE * n) for m, n in zip(a, b, strict=True))]
    assert apart == [], "Other figures now; write them anew: make figures"


def test_the_report_in_docs_can_be_sent():
    assert REPORT.stat().st_size < MOST_BYTES


def test_the_run_reaches_every_floor(runs: tuple[Run, Run]):
    assert missed(runs[0], read_gate(ROOT / "eval" / "gate.toml")) == []


NUMBER = re.compile(r"\d+(?:\.\d+)?")


def figures(page: str) -> Sequence[tuple[int, int]]:
    """Each figure as the items it holds for and the items it is of; what is shown is their share, in percent."""
    found = re.findall(r'<data value="(\d+)/(\d+)">([^<]*)</data>', page)
    assert len(found) > 100
    assert [shown for *_, shown in found] == [f"{100 * int(k) / int(n):.1f} %" for k, n, _ in found]
    return [(int(k), int(n)) for k, n, _ in found]
