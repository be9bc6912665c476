"""A run as a table for the terminal, and as one HTML page that can be sent by mail.

The page holds everything it shows: no script, no font, no picture from elsewhere. Both languages are on it and
two radio buttons choose; what documents, models and people wrote is text on it, never markup.
"""

from __future__ import annotations

import html
import json
import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from assistant.errors import StorageError
from assistant.evaluation.compare import Comparison
from assistant.evaluation.metrics import HIGHER_IS_BETTER
from assistant.evaluation.run import DIMENSIONS, Record, Run, tabulate
from assistant.evaluation.wording import FAULT_WORDS, KIND_WORDS, WORDS, Word, word
from assistant.values import Language

COLUMNS = {
    "questions": ("correct", "cited", "refused_right", "refused_wrongly", "answered_wrongly", "figures_wrong", "language"),
    "claims": ("label_right", "accepted_unsupported", "rejected_true"),
    "summaries": ("coverage", "cited", "faithful", "figures_wrong", "language"),
}
"""Figures shown for groups; all figures stand in the first table."""


# Terminal


def terminal(run: Run, language: Language) -> str:
    """Tables of every suite: all figures with n and interval, then the main ones by group."""
    out = [_heading(run)]
    for suite in run.suites():
        table = tabulate(run.of(suite))
        out.append(f"\n{word(suite, language)} · {table['items']} {word('items', language)}\n")
        rows = [[_metric(m, language), percent(f["value"]), str(f["n"]), f"{percent(f['low'])} – {percent(f['high'])}"] for m, f in table["all"].items()]
        out += _table([word("metric", language), word("value", language), word("n", language), word("interval", language)], rows)
        out.append(f"{word('time', language)}: p50 {seconds(table['seconds']['p50'])}, p95 {seconds(table['seconds']['p95'])}")
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
            f"{points(d.low)} – {points(d.high)}", str(d.n), _judgement(d.better, language),
        ]
        for d in comparison.differences
    ]  # fmt: skip
    heads = [word(k, language) for k in ("metric", "before", "after", "difference", "interval", "n")]
    out = _table([*heads, ""], rows)
    out += [f"{word(k, language)} ({len(ids)}): {' '.join(ids)}" for k, ids in (("gained", comparison.gained), ("lost", comparison.lost)) if ids]
    return "\n".join(out)


def percent(value: float) -> str:
    return f"{100 * value:.1f} %"


def points(value: float) -> str:
    return f"{100 * value:+.1f}"


def seconds(value: float) -> str:
    return f"{1000 * value:.0f} ms" if value < 1 else f"{value:.1f} s"


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


# Page


def write(folder: Path, run: Run, language: Language, comparison: Comparison | None = None) -> Path:
    """Store the run as run.json and its page as report.html; returns where the page is. Raises StorageError."""
    files = {"run.json": json.dumps(run.as_json(), ensure_ascii=False, indent=1) + "\n", "report.html": page(run, language, comparison)}
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in files.items():
            (folder / name).write_text(text, "utf-8")
    except OSError as error:
        raise StorageError(f"The report cannot be written to {folder} ({error.strerror}). Name another folder with --report.") from None
    return folder / "report.html"


def page(run: Run, language: Language, comparison: Comparison | None = None) -> str:
    """The whole report as one HTML document."""
    body = "".join(_sections(run, comparison))
    checked = {code: " checked" if code == language else "" for code in ("ja", "en")}
    return (
        f'<!doctype html>\n<html lang="{language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
        f"<title>{_e(word('title', language))}</title><style>{_STYLE}</style></head><body>"
        f'<fieldset class="languages"><legend>{_w("language_of_page")}</legend>'
        f'<label><input type="radio" name="language" id="show-ja"{checked["ja"]}><span lang="ja">日本語</span></label>'
        f'<label><input type="radio" name="language" id="show-en"{checked["en"]}><span lang="en">English</span></label></fieldset>'
        f"<header><h1>{_w('title')}</h1><p>{_w('lead')}</p></header><main>{body}</main></body></html>\n"
    )


def _sections(run: Run, comparison: Comparison | None) -> Iterator[str]:
    yield _made(run)
    for suite in run.suites():
        table = tabulate(run.of(suite))
        yield f'<section id="{suite}"><h2>{_w(suite)} <small>{table["items"]} {_w("items")}</small></h2>{_plot(_bars(table["all"]))}'
        times = table["seconds"]
        yield f"<p>{_w('time')}: p50 {seconds(times['p50'])}, p95 {seconds(times['p95'])} (n = {times['n']})</p>"
        if "confusion" in table:
            yield _confusion(table["confusion"])
        for dimension in DIMENSIONS:
            if table[dimension]:
                yield _groups(dimension, table[dimension], COLUMNS[suite])
        yield "</section>"
    if comparison is not None:
        yield _comparison(comparison)
    bad = [r for r in run.records if r.faults]
    yield f'<section id="failures"><h2>{_w("failures")} <small>{len(bad)} / {len(run.records)}</small></h2>'
    yield "".join(_details(r) for r in bad) or f"<p>{_w('no_failures')}</p>"
    yield "</section>"


def _made(run: Run) -> str:
    rows = {k: [str(run.made[k])] for k in ("engine", "version", "commit", "date", "command") if run.made.get(k)}
    rows["suites"] = [f"{s['name']} ({s['items']}, {s['digest']})" for s in run.made.get("suites", ())]
    rows["documents"] = [f"{doc} ({digest})" for doc, digest in run.made.get("documents", {}).items()]
    body = "".join(f"<dt>{_w(key)}</dt>{''.join(f'<dd>{_e(value)}</dd>' for value in values)}" for key, values in rows.items() if values)
    return f'<section id="made"><h2>{_w("made")}</h2><dl>{body}</dl></section>'


Bar = tuple[Word, dict[str, Any], bool]
"""Label, figure, whether higher is better."""

_LEFT, _WIDE, _STEP = 240, 420, 30


def _bars(figures: dict[str, Any]) -> list[Bar]:
    return [(WORDS[name], figure, HIGHER_IS_BETTER[name]) for name, figure in figures.items()]


def _plot(bars: Sequence[Bar]) -> str:
    """Horizontal bars from 0 to 100 %, each with its interval as a whisker, value and n beside it."""
    height = _STEP * len(bars) + 24
    parts = []
    for tick in (0, 0.25, 0.5, 0.75, 1):
        x = _x(tick)
        parts.append(f'<line class="grid" x1="{x}" y1="0" x2="{x}" y2="{height - 20}"/><text class="tick" x="{x}" y="{height - 5}">{100 * tick:.0f}</text>')
    for row, (label, figure, good) in enumerate(bars):
        y = row * _STEP + 15
        low, high, value = (_x(figure[k]) for k in ("low", "high", "value"))
        parts.append(
            f'{_svg_words(label, y, good)}<rect class="{"good" if good else "bad"}" x="{_LEFT}" y="{y - 8}" width="{value - _LEFT:.1f}" height="16" rx="2"/>'
            f'<path class="whisker" d="M{low} {y}H{high}M{low} {y - 4}v8M{high} {y - 4}v8"/>'
            f'<text class="value" x="{_LEFT + _WIDE + 14}" y="{y + 4}">{percent(figure["value"])}<tspan class="n" dx="8">n = {figure["n"]}</tspan></text>'
        )
    names = "; ".join(f"{label.en} {percent(figure['value'])}, n = {figure['n']}" for label, figure, _ in bars)
    return f'<svg viewBox="0 0 {_LEFT + _WIDE + 150} {height}" role="img" aria-label="{_e(names)}">{"".join(parts)}</svg>'


def _x(share: float) -> float:
    return round(_LEFT + _WIDE * share, 1)


def _svg_words(label: Word, y: float, good: bool) -> str:
    arrow = "" if good else " ↓"
    both = {"ja": label.ja + arrow, "en": label.en + arrow}
    return "".join(f'<text class="label {code}" lang="{code}" x="{_LEFT - 10}" y="{y + 4}">{_e(text)}</text>' for code, text in both.items())


def _groups(dimension: str, groups: dict[str, Any], columns: Sequence[str]) -> str:
    main = columns[0]
    bars = [(_group_word(dimension, value), group[main], HIGHER_IS_BETTER[main]) for value, group in groups.items() if main in group]
    shown = [m for m in columns if any(m in g for g in groups.values())]
    head = "".join(f'<th scope="col">{_w(m)}{"" if HIGHER_IS_BETTER[m] else " ↓"}</th>' for m in shown)
    rows = ""
    for value, group in groups.items():
        cells = "".join(_cell(group.get(m)) for m in shown)
        rows += f'<tr><th scope="row">{_both(_group_word(dimension, value))}</th><td>{group["items"]}</td>{cells}</tr>'
    plot = f"<h4>{_w(main)}</h4>{_plot(bars)}" if bars else ""
    table = f'<div class="wide"><table><thead><tr><th></th><th scope="col">{_w("n")}</th>{head}</tr></thead><tbody>{rows}</tbody></table></div>'
    return f"<h3>{_w(dimension)}</h3>{plot}{table}"


def _cell(figure: dict[str, Any] | None) -> str:
    if figure is None:
        return "<td>–</td>"
    return f"<td>{percent(figure['value'])} <small>{100 * figure['low']:.0f}–{100 * figure['high']:.0f}, n = {figure['n']}</small></td>"


def _confusion(table: dict[str, dict[str, int]]) -> str:
    head = "".join(f'<th scope="col">{_w(v)}</th>' for v in table)
    rows = "".join(f'<tr><th scope="row">{_w(truth)}</th>{"".join(f"<td>{n}</td>" for n in row.values())}</tr>' for truth, row in table.items())
    return f"<h3>{_w('confusion')}</h3><table><thead><tr><th></th>{head}</tr></thead><tbody>{rows}</tbody></table>"


def _comparison(comparison: Comparison) -> str:
    rows = "".join(
        f'<tr><th scope="row">{_w(d.suite)}: {_w(d.metric)}</th><td>{percent(d.before)}</td><td>{percent(d.after)}</td><td>{points(d.change)}</td>'
        f"<td>{points(d.low)} – {points(d.high)}</td><td>{d.n}</td><td>{_w('same' if d.better is None else 'better' if d.better else 'worse')}</td></tr>"
        for d in comparison.differences
    )
    head = "".join(f'<th scope="col">{_w(k)}</th>' for k in ("before", "after", "difference", "interval", "n"))
    ids = "".join(f"<p>{_w(k)} ({len(found)}): {_e(' '.join(found))}</p>" for k, found in (("gained", comparison.gained), ("lost", comparison.lost)) if found)
    table = f'<div class="wide"><table><thead><tr><th></th>{head}<th></th></tr></thead><tbody>{rows}</tbody></table></div>'
    return f'<section id="compared"><h2>{_w("compared")}</h2>{table}{ids}</section>'


def _details(r: Record) -> str:
    why = ", ".join(_w(f, FAULT_WORDS) for f in r.faults) + (f" · {_w(r.lost)}" if r.lost else "")
    history = "".join(f"<p><b>{_e(who)}</b> {_e(said)}</p>" for who, said in r.history)
    cited = "".join(f"<li>[{_e(str(c['n']))}] {_e(c['doc'])} {c['start']}–{c['end']}: {_e(c['quote'])}</li>" for c in r.citations)
    rows = [("history", history)] if history else []
    rows += [("question", _e(r.asked)), ("answer", _e(r.answer)), ("expected", _w(r.expected) if r.expected in WORDS else _e(r.expected)), ("why", why)]
    rows += [("sources", f"<ul>{cited}</ul>")] if cited else []
    body = "".join(f"<dt>{_w(label)}</dt><dd>{content}</dd>" for label, content in rows)
    summary = f"<code>{_e(r.id)}</code> {_both(_group_word('kind', r.kind))} · {_e(r.asked[:120])} <em>{why}</em>"
    return f'<details><summary>{summary}</summary><dl lang="{_e(r.lang)}">{body}</dl></details>'


def _group_word(dimension: str, value: str) -> Word:
    return Word(value, value) if dimension == "doc" else Word(word(value, "ja", KIND_WORDS), word(value, "en", KIND_WORDS))


def _w(key: str, special: dict[str, Word] | None = None) -> str:
    return _both(Word(word(key, "ja", special), word(key, "en", special)))


def _both(label: Word) -> str:
    if label.ja == label.en:
        return _e(label.en)
    return f'<span class="ja" lang="ja">{_e(label.ja)}</span><span class="en" lang="en">{_e(label.en)}</span>'


def _e(text: str) -> str:
    return html.escape(text)


_STYLE = """
:root { color-scheme: light dark; --ink: #1c2430; --paper: #fff; --soft: #5c6675; --line: #d8dde5; --good: #4f7fb5; --bad: #c27a4a; }
@media (prefers-color-scheme: dark) { :root { --ink: #e5e9ef; --paper: #14181e; --soft: #9aa5b4; --line: #323a46; --good: #5d90c9; --bad: #cf8757; } }
body { margin: 0 auto; max-width: 62rem; padding: 1.5rem;
  font: 1rem/1.6 system-ui, "Hiragino Sans", "Noto Sans JP", "Yu Gothic", sans-serif; color: var(--ink); background: var(--paper); }
:root:has(#show-ja:checked) .en, :root:has(#show-en:checked) .ja { display: none; }
h1 { margin: 0; font-size: 1.7rem; }
h2 { margin-top: 2.5rem; border-bottom: 1px solid var(--line); }
h3 { margin: 2rem 0 .5rem; }
h4 { margin: 0; font-weight: normal; color: var(--soft); }
small, .tick, .n, h2 small { color: var(--soft); fill: var(--soft); font-weight: normal; } small { font-size: .8em; }
.languages { float: right; border: 0; padding: 0; margin: 0; }
.languages legend { float: left; margin-right: .7rem; color: var(--soft); }
.languages label { margin-right: .7rem; }
svg { width: 100%; height: auto; }
svg text { font-size: 13px; fill: var(--ink); }
svg .label { text-anchor: end; }
svg .tick { text-anchor: middle; font-size: 11px; fill: var(--soft); }
.grid { stroke: var(--line); }
.good { fill: var(--good); }
.bad { fill: var(--bad); }
.whisker { stroke: var(--ink); fill: none; stroke-width: 1.5; }
.n { fill: var(--soft) !important; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; font-size: .9rem; }
th, td { padding: .25rem .7rem; text-align: right; border-bottom: 1px solid var(--line); font-weight: normal; white-space: nowrap; }
th[scope=row] { text-align: left; } thead th { vertical-align: bottom; white-space: normal; color: var(--soft); }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .3rem 1rem; }
dt { color: var(--soft); }
dd { grid-column: 2; margin: 0; overflow-wrap: anywhere; white-space: pre-wrap; }
dd ul, dd p { margin: 0; padding-left: 1.1rem; }
details { border-bottom: 1px solid var(--line); padding: .4rem 0; } summary { cursor: pointer; } summary em { color: var(--bad); font-style: normal; }
@media print { .languages { display: none; } }
"""
