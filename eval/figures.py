"""Write the figures of a run where people read them: the tables of the two READMEs, and docs/report.html.

    make figures                    # the run, this, and the pictures of the report
    python -m eval.figures DIR      # this alone; DIR is what `assistant eval --baseline --report DIR` wrote

A table stands between two marks in its README, and all of it is made from the run: a test makes a run of its own and
finds the same. Times are left out, because they are another machine's.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from assistant.evaluation.page import page
from assistant.evaluation.run import Run, read_run, tabulate
from assistant.evaluation.suites import Form
from assistant.evaluation.wording import Word
from assistant.values import Language

ROOT = Path(__file__).resolve().parent.parent
READMES: dict[Language, Path] = {"en": ROOT / "README.md", "ja": ROOT / "README.ja.md"}
REPORT = ROOT / "docs" / "report.html"
START, END = "<!-- figures: make figures -->", "<!-- /figures -->"
BLOCK = re.compile(re.escape(START) + "\n(.*?)" + re.escape(END), re.DOTALL)


class Row(NamedTuple):
    suite: Form
    metric: str
    label: Word


ROWS = (
    Row("questions", "correct", Word("正しく答えた質問", "questions answered correctly")),
    Row("questions", "cited", Word("正答のうち、答えの書かれた文を引用したもの", "correct answers that cite the sentence that answers")),
    Row("questions", "exact", Word("原文と一字一句同じ引用", "citations exact, to the character")),
    Row("questions", "refused_right", Word("文書にない質問に「ない」と答えた", "unanswerable questions refused")),
    Row("questions", "refused_wrongly", Word("答えられる質問に答えなかった ↓", "answerable questions refused wrongly ↓")),
    Row("questions", "figures_wrong", Word("引用した文にない数値や日付を含む回答 ↓", "answers with a figure or date that no cited sentence gives ↓")),
    Row("questions", "language", Word("質問と同じ言語で答えた", "answers in the language of the question")),
    Row("claims", "label_right", Word("主張の判定(裏づけあり・矛盾・記載なし)が正しい", "claims judged rightly: supported, contradicted or not found")),
    Row("claims", "accepted_unsupported", Word("裏づけのない主張を認めた ↓", "unsupported claims accepted ↓")),
    Row("claims", "rejected_true", Word("正しい主張を認めなかった ↓", "true claims not accepted ↓")),
    Row("summaries", "coverage", Word("要約に入るはずの事実が入っていた", "facts of a good summary that are in it")),
)
HEAD = Word(
    "| | 日本語 | 英語 | 両方 [95％区間] | 件数 | 素のLangChain |\n|---|---:|---:|---:|---:|---:|",
    "| | Japanese | English | both [95 % interval] | n | plain LangChain chain |\n|---|---:|---:|---:|---:|---:|",
)
LEAD = Word(
    "`{command}`、{engine}、{day}: 質問{questions}件(文書に答えがあるもの{answerable}件、ないもの{unanswerable}件)、主張{claims}件、要約{summaries}件。"
    "学習に使わず取り分けた3分の1では、質問{held_n}件の{held} %が正答でした。",
    "`{command}`, {engine}, {day}: {questions} questions ({answerable} that the documents answer, {unanswerable} that they do not), {claims} claims, "
    "{summaries} summaries. Of the third that is held out of learning, {held} % of {held_n} questions are answered correctly.",
)
ENGINES = {"embedded": Word("内蔵エンジン", "embedded engine")}


def block(run: Run, plain: Run, language: Language) -> str:
    """What stands between the marks: a sentence on what was asked, and the table."""
    tables = {suite: tabulate(run.of(suite)) for suite in run.suites()}
    chain = tabulate(plain.of("questions"))["all"]
    lines = [_line(row, tables[row.suite], chain, language) for row in ROWS]
    return "\n".join([_lead(run, tables, language), "", getattr(HEAD, language), *lines]) + "\n"


def _lead(run: Run, tables: Mapping[Form, Mapping[str, Any]], language: Language) -> str:
    questions = tables["questions"]
    held = questions["part"]["held-out"]["correct"]
    engine = str(run.made["engine"])
    sentence: str = getattr(LEAD, language)
    return sentence.format(
        command=run.made["command"],
        engine=getattr(ENGINES.get(engine, Word(engine, engine)), language),
        day=_day(date.fromisoformat(run.made["date"]), language),
        questions=questions["items"],
        answerable=questions["all"]["correct"]["n"],
        unanswerable=questions["all"]["refused_right"]["n"],
        claims=tables["claims"]["items"],
        summaries=tables["summaries"]["items"],
        held=f"{100 * held['value']:.1f}",
        held_n=held["n"],
    )


def _line(row: Row, table: Mapping[str, Any], chain: Mapping[str, Any], language: Language) -> str:
    whole = table["all"][row.metric]
    cells = [_percent(table["lang"].get(code, {}).get(row.metric)) for code in ("ja", "en")]
    cells += [f"{_percent(whole)} [{100 * whole['low']:.1f}, {100 * whole['high']:.1f}]", str(whole["n"])]
    cells += [_percent(chain.get(row.metric) if row.suite == "questions" else None)]
    return f"| {getattr(row.label, language)} | {' | '.join(cells)} |"


def _percent(figure: Mapping[str, Any] | None) -> str:
    return f"{100 * figure['value']:.1f} %" if figure else "–"


def _day(day: date, language: Language) -> str:
    return f"{day.year}年{day.month}月{day.day}日" if language == "ja" else f"{day.day} {day:%B} {day.year}"


def written(readme: str) -> str:
    """What stands between the marks of a README now. Raises ValueError where there are none."""
    return _found(readme)[1]


def _found(readme: str) -> re.Match[str]:
    found = BLOCK.search(readme)
    if not found:
        raise ValueError(f"The marks {START} and {END} are not there. Put them around the table.")
    return found


def report(run: Run, plain: Run) -> str:
    """The page of docs/, opened in English."""
    return page(run, "en", plain=plain)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m eval.figures", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", metavar="DIR", type=Path)
    folder = parser.parse_args().folder
    run, plain = read_run(folder / "run.json"), read_run(folder / "baseline.json")
    for language, path in READMES.items():
        text = path.read_text("utf-8")
        start, end = _found(text).span(1)
        path.write_text(text[:start] + block(run, plain, language) + text[end:], "utf-8")
    REPORT.write_text(report(run, plain), "utf-8")


if __name__ == "__main__":
    main()
