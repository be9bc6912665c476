"""A run as tables for the terminal, and as the files of ``--report``; the page among them is ``page.py``'s."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from assistant.errors import StorageError
from assistant.evaluation.compare import Comparison
from assistant.evaluation.metrics import HIGHER_IS_BETTER
from assistant.evaluation.run import DIMENSIONS, Record, Run, tabulate
from assistant.evaluation.suites import Form
from assistant.evaluation.wording import FAULT_WORDS, KIND_WORDS, WORDS, word
from assistant.values import Language

COLUMNS: dict[Form, tuple[str, ...]] = {
    "questions": ("correct", "cited", "refused_right", "refused_wrongly", "answered_wrongly", "figures_wrong", "language"),
    "claims": ("label_right", "accepted_unsupported", "rejected_true"),
    "summaries": ("coverage", "cited", "faithful", "figures_wrong", "language"),
}
"""Figures shown for groups; all figures stand in the first table."""

MOST_IDS = 40
"""Named on the terminal; the page and --json name all."""


# Terminal


def terminal(run: Run, language: Language) -> str:
    """Tables of every suite: all figures with n and interval, then the main ones by group."""
    out = [_heading(run)]
    for suite in run.suites():
        table = tabulate(run.of(suite))
        out.append(f"\n{word(suite, language)} · {table['items']} {word('items', language)}\n")
        rows = [[_metric(m, language), percent(f["value"]), str(f["n"]), f"{percent(f['low'])} – {percent(f['high'])}"] for m, f in table["all"].items()]
        out += _table([word("metric", language), word("value", language), word("n", language), word("interval", language)], rows)
        out.append(f"{word('time', language)}: {times(table['seconds'])}")
        if "confusion" in table:
            out += ["", word("confusion", language)]
            counts = [[word(truth, language), *map(str, row.values())] for truth, row in table["confusion"].items()]
            out += _table(["", *(word(verdict, language) for verdict in table["confusion"])], counts)
        for dimension in DIMENSIONS:
            shown = [m for m in COLUMNS[suite] if any(m in group for group in table[dimension].values())]
            groups = [
                [_value_word(dimension, value, language), str(group["items"]), *(percent(group[m]["value"]) if m in group else "" for m in shown)]
                for value, group in table[dimension].items()
            ]
            if groups:
                out.append("")
                out += _table([word(dimension, language), word("n", language), *(word(m, language) for m in shown)], groups)
    return "\n".join(out)


def failures(run: Run, language: Language) -> str:
    """Every record with a fault: what was asked, answered and expected, and where it was lost."""
    found = [_failure(r, language) for r in run.records if r.faults]
    return "\n\n".join(found) if found else word("no_failures", language)


def _failure(r: Record, language: Language) -> str:
    lines = [f"{r.id} · {word(r.suite, language)} · {_value_word('kind', r.kind, language)} · {_why(r, language)}"]
    lines += [f"  {who}: {said}" for who, said in r.history]
    lines += [f"  {word(label, language)}: {text}" for label, text in (("question", r.asked), ("answer", r.answer), ("expected", _expected(r, language)))]
    return "\n".join(lines)


def differences(comparison: Comparison, language: Language) -> str:
    """The comparison as a table; a difference counts when its interval does not hold zero."""
    rows = [
        [
            f"{word(d.suite, language)}: {_metric(d.metric, language)}", percent(d.before), percent(d.after), points(d.change),
            between(d.low, d.high), chance(d.p), str(d.n), _judgement(d.better, language),
        ]
        for d in comparison.differences
    ]  # fmt: skip
    heads = [word(k, language) for k in ("metric", "before", "after", "difference", "interval", "p", "n")]
    out = _table([*heads, ""], rows)
    out += [f"{word(k, language)} ({len(ids)}): {_some(ids)}" for k, ids in (("gained", comparison.gained), ("lost", comparison.lost)) if ids]
    return "\n".join(out)


def _some(ids: Sequence[str]) -> str:
    return " ".join(ids[:MOST_IDS]) + (" …" if len(ids) > MOST_IDS else "")


def percent(value: float) -> str:
    return f"{100 * value:.1f} %"


def points(value: float) -> str:
    """A difference of shares in percentage points, with its sign.

    >>> points(0.0123), points(-0.5), points(0.0)
    ('+1.2', '−50.0', '0.0')
    """
    number = round(100 * value, 1)
    return f"{number:+.1f}".replace("-", "−") if number else "0.0"


def between(low: float, high: float) -> str:
    return f"[{points(low)}, {points(high)}]"


def chance(p: float | None) -> str:
    """The p of a test, three digits of it; nothing where there is none.

    >>> chance(0.0156), chance(1e-9), chance(None)
    ('0.016', '< 0.001', '')
    """
    return "" if p is None else "< 0.001" if p < 0.001 else f"{p:.3f}"


def seconds(value: float) -> str:
    return f"{1000 * value:.0f} ms" if value < 1 else f"{value:.1f} s"


def times(table: Mapping[str, Any]) -> str:
    """The percentiles of the times of a suite, each with its interval, and their n."""
    told = [f"{p} {seconds(table[p]['value'])} [{seconds(table[p]['low'])}, {seconds(table[p]['high'])}]" for p in ("p50", "p95")]
    return f"{', '.join(told)}, n = {table['n']}"


def width(text: str) -> int:
    """Columns of a terminal: a Japanese character takes two."""
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    """The first column to the left, the others to the right."""
    widths = [max(width(row[i]) for row in (head, *rows)) for i in range(len(head))]
    lines = []
    for row in (head, *rows):
        cells = [cell + " " * (w - width(cell)) if i == 0 else " " * (w - width(cell)) + cell for i, (cell, w) in enumerate(zip(row, widths, strict=True))]
        lines.append("  ".join(cells).rstrip())
    return [lines[0], "─" * (sum(widths) + 2 * (len(widths) - 1)), *lines[1:]]


def _heading(run: Run) -> str:
    return " · ".join(str(run.made[k]) for k in ("engine", "version", "commit", "date", "command") if run.made.get(k))


def _metric(name: str, language: Language) -> str:
    return word(name, language) + ("" if HIGHER_IS_BETTER[name] else " ↓")


def _judgement(better: bool | None, language: Language) -> str:
    return word("same" if better is None else "better" if better else "worse", language)


def _value_word(dimension: str, value: str, language: Language) -> str:
    return value if dimension == "doc" else word(value, language, KIND_WORDS)


def _why(r: Record, language: Language) -> str:
    faults = ", ".join(word(f, language, FAULT_WORDS) for f in r.faults)
    return f"{faults} ({word(r.lost, language)})" if r.lost else faults


def _expected(r: Record, language: Language) -> str:
    return word(r.expected, language) if r.expected in WORDS else r.expected


# Files


def write(folder: Path, run: Run, language: Language, *, earlier: Run | None = None, plain: Run | None = None) -> Path:
    """Store the run as run.json, the plain chain's as baseline.json, and the page of both as report.html.

    Returns where the page is. Raises StorageError.
    """
    from assistant.evaluation.page import page

    files = {"run.json": _stored(run), "report.html": page(run, language, earlier=earlier, plain=plain)}
    if plain:
        files["baseline.json"] = _stored(plain)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in files.items():
            (folder / name).write_text(text, "utf-8")
    except OSError as error:
        raise StorageError(f"The report cannot be written to {folder} ({error.strerror}). Name another folder with --report.") from None
    return folder / "report.html"


def _stored(run: Run) -> str:
    return json.dumps(run.as_json(), ensure_ascii=False, indent=1) + "\n"
