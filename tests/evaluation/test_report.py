from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from dataclasses import replace
from pathlib import Path

import pytest
from told import CLAIMS, QUESTIONS, RIGHT, WHEN, Told

from assistant.errors import StorageError
from assistant.evaluation import report
from assistant.evaluation.compare import compare
from assistant.evaluation.metrics import HIGHER_IS_BETTER
from assistant.evaluation.run import Run, run
from assistant.evaluation.suites import KINDS
from assistant.evaluation.wording import KIND_WORDS, WORDS


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
Time: p50 50 ms, p95 50 ms
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
    assert "Questions: correct" in table and "+50.0" in table and "Newly right (1): q1" in table


# The page


def test_the_page_is_well_formed_and_holds_all_it_shows(made: Run):
    page = report.page(made, "en", compare(made, made))
    xml = re.sub(r"<(meta|input)([^>]*?)( checked)?>", lambda m: f"<{m[1]}{m[2]}/>", page.removeprefix("<!doctype html>"))
    tags = {element.tag for element in ET.fromstring(xml).iter()}
    assert {"svg", "table", "details"} <= tags and not tags & {"script", "link", "img", "iframe", "object"}
    assert not re.search(r"https?://|url\(|@import", page)
    assert "default-src 'none'" in page


def test_what_people_and_models_wrote_is_text_on_it():
    evil = '<script>alert(1)</script>" onload="x'
    item = replace(WHEN, question=evil)
    made = run(Told({evil: replace(RIGHT, answer=evil)}), [replace(QUESTIONS, items=(item,))], made={"engine": evil})
    page = report.page(made, "ja")
    assert "<script" not in page and 'onload="x' not in page
    assert page.count("&lt;script&gt;") >= 3


def test_both_languages_are_on_the_page_and_the_readers_own_is_chosen(made: Run):
    for language, other in (("ja", "en"), ("en", "ja")):
        page = report.page(made, language)  # type: ignore[arg-type]
        assert f'<html lang="{language}">' in page and f'id="show-{language}" checked' in page and f'id="show-{other}" checked' not in page
        assert "正答" in page and "correct" in page


def test_every_figure_and_every_kind_has_words_in_both_languages():
    assert HIGHER_IS_BETTER.keys() <= WORDS.keys()
    assert set(KINDS) <= WORDS.keys() | KIND_WORDS.keys()


def test_a_report_is_a_page_and_a_run(made: Run, tmp_path: Path):
    assert report.write(tmp_path / "new" / "folder", made, "en") == tmp_path / "new" / "folder" / "report.html"
    assert sorted(p.name for p in (tmp_path / "new" / "folder").iterdir()) == ["report.html", "run.json"]
    (tmp_path / "file").write_text("")
    with pytest.raises(StorageError, match="Name another folder with --report"):
        report.write(tmp_path / "file", made, "en")
