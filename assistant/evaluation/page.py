"""A run as one HTML page that people read and send.

The page holds everything it shows: no script, no font, no picture from elsewhere, and its own policy forbids the
browser to fetch any. Both languages are on it and two radio buttons choose. What documents, models and people wrote
is text on it, never markup. Every figure stands in a ``<data value="hits/n">``, for programs that read the page.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from assistant.evaluation import plots
from assistant.evaluation.compare import Comparison, compare
from assistant.evaluation.metrics import HIGHER_IS_BETTER
from assistant.evaluation.report import COLUMNS, between, chance, percent, points, times
from assistant.evaluation.run import DIMENSIONS, Record, Run, tabulate
from assistant.evaluation.suites import Form
from assistant.evaluation.wording import COUNTED, DEFINITIONS, FAULT_WORDS, KIND_WORDS, WORDS, Word, word
from assistant.values import Language

HEADLINES: dict[Form, tuple[str, ...]] = {
    "questions": ("correct", "cited", "refused_right"),
    "claims": ("label_right", "accepted_unsupported"),
    "summaries": ("coverage",),
}
"""Figures of the first screen."""

PANELS: dict[Form, tuple[str, ...]] = {
    "questions": ("correct", "refused_right"),
    "claims": ("accepted_unsupported", "rejected_true"),
    "summaries": ("coverage", "faithful"),
}
"""Figures drawn for every group; the others stand in the table under them."""

Figures = Mapping[str, Any]
Tables = Mapping[Form, Figures]
_BLANK_LINES = re.compile(r"\n\s*\n")


def page(run: Run, language: Language, *, earlier: Run | None = None, plain: Run | None = None) -> str:
    """The whole report as one document, opened in ``language``.

    ``earlier`` is a run to compare with item by item, ``plain`` the run of the plain chain over the same questions.
    """
    tables = _tables(run)
    beside = _tables(plain) if plain else {}
    chains = {r.id: r for r in plain.records} if plain else {}
    sections: list[tuple[str, str, str]] = [(suite, _w(suite), _suite(run, suite, tables[suite], beside.get(suite))) for suite in tables]
    if plain:
        sections.append(("beside", _w("beside"), _comparison(plain, run, _w("beside_lead"), all_gains=False)))
    if earlier:
        sections.append(("compared", _w("compared"), _comparison(earlier, run, _w("compared_lead"), all_gains=True)))
    sections.append(("failures", _w("failures"), "".join(_failures(run, chains))))
    sections.append(("reading", _w("reading"), _reading(tables)))
    sections.append(("made", _w("made"), _made(run)))
    contents = "".join(f'<a href="#{name}">{title}</a>' for name, title, _ in sections)
    body = "".join(f'<section id="{name}"><h2>{title}</h2>{content}</section>' for name, title, content in sections)
    return _document(
        language,
        f'<header><p class="byline">{_byline(run)}</p><h1>{_w("title")}</h1><p class="lead">{_w("lead")}</p>{_headlines(tables, beside)}</header>'
        f'<nav aria-label="{_e(word("contents", language))}">{contents}</nav><main>{body}</main>',
    )


def _tables(run: Run) -> Tables:
    return {suite: tabulate(run.of(suite)) for suite in run.suites()}


def _document(language: Language, content: str) -> str:
    checked = {code: " checked" if code == language else "" for code in ("ja", "en")}
    style = Path(__file__).with_name("page.css").read_text("utf-8")
    return (
        f'<!doctype html>\n<html lang="{language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
        f'<meta name="color-scheme" content="light dark"><title>{_e(word("title", language))}</title><style>{style}</style></head><body>'
        f'<fieldset class="languages"><legend>{_w("language_of_page")}</legend>'
        f'<label><input type="radio" name="language" id="show-ja"{checked["ja"]}><span lang="ja">日本語</span></label>'
        f'<label><input type="radio" name="language" id="show-en"{checked["en"]}><span lang="en">English</span></label></fieldset>'
        f"{content}</body></html>\n"
    )


# The first screen


def _byline(run: Run) -> str:
    said = [_e(str(run.made[k])) for k in ("engine", "version", "commit") if run.made.get(k)]
    said += [f'<time datetime="{_e(str(run.made["date"]))}">{_e(str(run.made["date"]))}</time>'] if run.made.get("date") else []
    return " · ".join(said)


def _headlines(tables: Tables, beside: Tables) -> str:
    cards = [
        _headline(name, figure, beside.get(suite, {}).get("all", {}).get(name))
        for suite, names in HEADLINES.items()
        for name in names
        if (figure := tables.get(suite, {}).get("all", {}).get(name))
    ]
    return f'<ul class="headlines">{"".join(cards)}</ul>'


def _headline(name: str, figure: Figures, plain: Figures | None) -> str:
    said = _both(_filled(COUNTED[name], hits=figure["hits"], n=figure["n"]))
    other = f'<p class="chain">{_w("plain")} {_data(plain)}</p>' if plain else ""
    strip = plots.strip(figure, plain, good=HIGHER_IS_BETTER[name])
    interval = f'<p class="range">{_w("interval")} {_range(figure)}</p>'
    return f'<li><p class="name">{_metric(name)}</p><p class="big">{_data(figure)}</p><p>{said}</p>{strip}{interval}{other}</li>'


# A suite


def _suite(run: Run, suite: Form, table: Figures, plain: Figures | None) -> str:
    parts = [
        f'<p class="lead">{_both(_filled(WORDS["lead." + suite], items=table["items"]))}</p>',
        f'<p class="legend"><span class="disc"></span>{_w("legend")}{f"""<span class="ring"></span>{_w("plain")}""" if plain else ""}</p>',
        _all_figures(table["all"], plain["all"] if plain else {}),
    ]
    parts.append(f'<p class="time">{_w("time")}: {times(table["seconds"])}</p>')
    if "confusion" in table:
        parts.append(_confusion(table["confusion"]))
    for dimension in DIMENSIONS:
        if table[dimension]:
            parts.append(_groups(run, suite, dimension, table[dimension], plain[dimension] if plain else {}))
    return "".join(parts)


def _all_figures(figures: Figures, plain: Figures) -> str:
    """Every figure of a suite, those to be high above those to be low."""
    blocks = []
    for heading, up in (("higher", True), ("lower", False)):
        names = [name for name in figures if HIGHER_IS_BETTER[name] is up]
        if names:
            blocks.append(_strips(_w(heading), [(_w(name), figures[name], plain.get(name)) for name in names], up=up))
    return f'<div class="all">{"".join(blocks)}</div>'


Row = tuple[str, Figures, Figures | None]
"""Label (markup), figure, the plain chain's."""


def _strips(caption: str, rows: Sequence[Row], *, up: bool) -> str:
    """One line a figure: label, plot, value, interval, n, and the plain chain's value where there is one."""
    chain = any(plain for _, _, plain in rows)
    lines = "".join(
        f'<tr><th scope="row">{label}</th><td class="plot">{plots.strip(figure, plain, good=up)}</td><td class="value">{_data(figure)}</td>'
        f'<td class="range">{_range(figure)}</td><td class="n">{_n(figure)}</td>{_chain_cell(plain) if chain else ""}</tr>'
        for label, figure, plain in rows
    )
    heads = f'<th></th><th class="plot">{plots.axis()}</th><th class="value">%</th><th class="range">{_w("interval")}</th><th class="n">{_w("counted")}</th>'
    heads += f'<th class="chain">{_w("plain")}</th>' if chain else ""
    return f'<table class="strips"><caption>{caption}</caption><thead><tr>{heads}</tr></thead><tbody>{lines}</tbody></table>'


def _chain_cell(plain: Figures | None) -> str:
    return f'<td class="chain">{_data(plain)}</td>' if plain else '<td class="chain"></td>'


def _groups(run: Run, suite: Form, dimension: str, groups: Figures, plain: Figures) -> str:
    labels = {value: _group(run, dimension, value) for value in groups}
    panels = ""
    for name in PANELS[suite]:
        rows = [(labels[value], group[name], plain.get(value, {}).get(name)) for value, group in groups.items() if name in group]
        if len(rows) > 1:
            panels += _strips(_metric(name), rows, up=HIGHER_IS_BETTER[name])
    shown = [name for name in COLUMNS[suite] if any(name in group for group in groups.values())]
    head = "".join(f'<th scope="col">{_metric(name)}</th>' for name in shown)
    body = "".join(
        f'<tr><th scope="row">{labels[value]}</th><td>{group["items"]}</td>{"".join(_cell(group.get(name)) for name in shown)}</tr>'
        for value, group in groups.items()
    )
    table = f'<div class="wide"><table><thead><tr><th></th><th scope="col">{_w("items")}</th>{head}</tr></thead><tbody>{body}</tbody></table></div>'
    return f'<h3>{_w(dimension)}</h3><div class="panels">{panels}</div><details class="more"><summary>{_w("all_figures")}</summary>{table}</details>'


def _cell(figure: Figures | None) -> str:
    return f"<td>{_data(figure)}<small>{_range(figure)} · {_n(figure)}</small></td>" if figure else '<td class="none">–</td>'


def _confusion(table: Mapping[str, Mapping[str, int]]) -> str:
    head = "".join(f'<th scope="col">{_w(verdict)}</th>' for verdict in table)
    body = ""
    for truth, row in table.items():
        of = sum(row.values()) or 1
        cells = "".join(
            f'<td class="{"right" if truth == verdict else "wrong"}" style="--share:{100 * count / of:.0f}%">{count}</td>' for verdict, count in row.items()
        )
        body += f'<tr><th scope="row">{_w(truth)}</th>{cells}</tr>'
    return f'<h3>{_w("confusion")}</h3><table class="confusion"><thead><tr><th></th>{head}</tr></thead><tbody>{body}</tbody></table>'


# Two runs


def _comparison(before: Run, after: Run, lead: str, *, all_gains: bool) -> str:
    """Differences item by item; items newly wrong with both answers, newly right ones too where ``all_gains``."""
    found = compare(before, after)
    pairs = {r.id: r for r in after.records}
    old = {r.id: r for r in before.records}
    lists = ""
    for key, ids, whole in (("gained", found.gained, all_gains), ("lost", found.lost, True)):
        if ids:
            shown = "".join(_two(old[i], pairs[i]) for i in ids) if whole else f'<p class="ids">{_e(" ".join(ids))}</p>'
            lists += f'<details class="more"><summary>{_w(key)} <b>{len(ids)}</b></summary>{shown}</details>'
    engines = f'<p class="legend"><span class="ring"></span>{_byline(before)}</p><p class="legend"><span class="disc"></span>{_byline(after)}</p>'
    return f'<p class="lead">{lead}</p>{engines}{_differences(found)}<p class="note">{_w("paired_note")}</p>{lists}'


def _differences(found: Comparison) -> str:
    head = "".join(f'<th scope="col">{_w(k)}</th>' for k in ("before", "after", "difference", "interval", "p", "n"))
    lines = ""
    for d in found.differences:
        verdict = "same" if d.better is None else "better" if d.better else "worse"
        lines += (
            f'<tr class="{verdict}"><th scope="row"><small>{_w(d.suite)}</small> {_metric(d.metric)}</th>'
            f'<td class="plot">{plots.dumbbell(d.before, d.after, better=d.better)}</td>'
            f'<td class="before">{percent(d.before)}</td><td>{percent(d.after)}</td><td class="value">{points(d.change)}</td><td>{between(d.low, d.high)}</td>'
            f'<td class="p">{_e(chance(d.p))}</td><td class="n">{d.n}</td><td class="verdict">{_w(verdict)}</td></tr>'
        )
    return (
        f'<div class="wide"><table class="compared"><thead><tr><th></th><th class="plot">{plots.axis()}</th>{head}<th></th></tr></thead>'
        f"<tbody>{lines}</tbody></table></div>"
    )


def _two(before: Record, after: Record) -> str:
    answers = f'<div class="two">{_answer("before", before)}{_answer("after", after)}</div>'
    return f'<details class="item"><summary>{_summary(after)}</summary><dl>{_row("question", _text(after.asked, after.lang))}</dl>{answers}</details>'


# Failures


QUOTE_CHARS, CHAIN_CHARS = 60, 160
"""How much of a quote, and of what the plain chain answers, stands in a failure; the whole is in run.json and in the documents."""


def _failures(run: Run, chains: Mapping[str, Record]) -> Iterator[str]:
    """By suite and by what went wrong, the most frequent first; every item folded within."""
    for suite in run.suites():
        asked = run.of(suite)
        bad = [r for r in asked if r.faults]
        yield f"<h3>{_w(suite)} <small>{len(bad)} / {len(asked)}</small></h3>"
        if not bad:
            yield f"<p>{_w('no_failures')}</p>"
        counts = Counter(_stage(r) for r in bad).most_common()
        for stage, count in counts:
            items = "".join(_details(r, chains.get(r.id)) for r in bad if _stage(r) == stage)
            head = f"<span>{stage}</span>{plots.bar(count / counts[0][1])}<b>{count}</b>"
            yield f'<details class="stage"><summary>{head}</summary>{items}</details>'


def _stage(r: Record) -> str:
    """Where it was lost; what is wrong with it where no stage is known."""
    if r.suite == "claims":
        return _verdicts(r)
    return _w("fact_missing" if r.suite == "summaries" else r.lost or r.faults[0], FAULT_WORDS)


def _details(r: Record, chain: Record | None) -> str:
    history = "".join(f"<p><b>{_w(who)}</b> {_text(said, r.lang)}</p>" for who, said in r.history)
    rows = _row("history", history) if history else ""
    rows += _row("claim" if r.suite == "claims" else "documents" if r.suite == "summaries" else "question", _text(r.asked, r.lang))
    rows += _row("expected", _w(r.expected) if r.expected in WORDS else _text(r.expected, r.lang))
    rows += "" if r.suite == "claims" else _row("why", _why(r))
    beside = replace(chain, answer=_brief(chain.answer, CHAIN_CHARS), citations=tuple({**c, "quote": ""} for c in chain.citations)) if chain else None
    answers = _answer("verdict" if r.suite == "claims" else "answer", r) + (_answer("plain", beside) if beside else "")
    return f'<details class="item"><summary>{_summary(r)}</summary><dl>{rows}</dl><div class="two">{answers}</div></details>'


def _summary(r: Record) -> str:
    asked = r.asked if len(r.asked) <= 120 else r.asked[:119] + "…"
    tags = f"<code>{_e(r.id)}</code><i>{_kind(r.kind)}</i>"
    return f"<span>{tags}</span> <span>{_text(asked, r.lang)}</span> <em>{_why(r)}</em>"


def _why(r: Record) -> str:
    if r.suite == "claims":
        return _verdicts(r)
    faults = ", ".join(_w(fault, FAULT_WORDS) for fault in r.faults)
    if r.suite == "summaries":
        return f"{_w('fact_missing')}: {faults}"
    return f"{faults} · {_w(r.lost)}" if r.lost else faults


def _verdicts(r: Record) -> str:
    return f"{_w(r.expected)} → {_w(r.outcome)}"


def _answer(heading: str, r: Record) -> str:
    """A reply with what it cites; words that stand in the answer are not said twice."""
    cited = "".join(
        f"<li><b>[{_e(str(c['n']))}]</b> {'' if c['quote'] in r.answer else _text(_brief(c['quote']))} "
        f"<small>{_e(c['doc'])} {c['start']}–{c['end']}</small></li>"
        for c in r.citations
    )
    said = f"<p>{_w(r.outcome)}</p>" if r.suite == "claims" else ""
    answer = _BLANK_LINES.sub("\n", r.answer)
    said += f'<p class="said">{_text(answer, r.lang)}</p>' if answer else ""
    return f'<div class="reply"><h4>{_w(heading)}</h4>{said}{f"<ol>{cited}</ol>" if cited else ""}</div>'


def _brief(text: str, most: int = QUOTE_CHARS) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"


def _row(label: str, content: str) -> str:
    return f"<dt>{_w(label)}</dt><dd>{content}</dd>"


# How to read it, and what made it


def _reading(tables: Tables) -> str:
    names = [name for name in HIGHER_IS_BETTER if any(name in table["all"] for table in tables.values())]
    notes = "".join(f"<p>{_w(key)}</p>" for key in ("interval_note", "part_note", "stage_note"))
    return f'<dl class="definitions">{"".join(f"<dt>{_metric(name)}</dt><dd>{_both(DEFINITIONS[name])}</dd>" for name in names)}</dl>{notes}'


def _made(run: Run) -> str:
    rows = {k: [_e(str(run.made[k]))] for k in ("engine", "version", "commit", "date") if run.made.get(k)}
    rows["command"] = [f"<code>{_e(str(run.made['command']))}</code>"] if run.made.get("command") else []
    rows["suites"] = [f"{_e(s['name'])} <small>{s['items']} {_w('items')} · {_e(s['digest'])}</small>" for s in run.made.get("suites", ())]
    rows["documents"] = [f"{_group(run, 'doc', doc)} <small>{_e(digest)}</small>" for doc, digest in run.made.get("documents", {}).items()]
    return f"<dl>{''.join(f'<dt>{_w(key)}</dt>' + ''.join(f'<dd>{value}</dd>' for value in values) for key, values in rows.items() if values)}</dl>"


# Words and figures


def _data(figure: Figures) -> str:
    return f'<data value="{figure["hits"]}/{figure["n"]}">{percent(figure["value"])}</data>'


def _range(figure: Figures) -> str:
    return f"{100 * figure['low']:.1f}–{100 * figure['high']:.1f}"


def _n(figure: Figures) -> str:
    return f"{figure['hits']} / {figure['n']}"


def _metric(name: str) -> str:
    return _w(name) + ("" if HIGHER_IS_BETTER[name] else "\u00a0↓")


def _group(run: Run, dimension: str, value: str) -> str:
    """A group by its name; a document by its title, with the name of its file."""
    if dimension != "doc":
        return _kind(value)
    title = run.made.get("titles", {}).get(value)
    if not title:
        return _e(value)
    first = next(iter(title.values()))
    return f"{_both(Word(title.get('ja', first), title.get('en', first)))} <small>{_e(value)}</small>"


def _kind(value: str) -> str:
    return _w(value, KIND_WORDS)


def _w(key: str, special: dict[str, Word] | None = None) -> str:
    return _both(Word(word(key, "ja", special), word(key, "en", special)))


def _both(label: Word) -> str:
    if label.ja == label.en:
        return _e(label.en)
    return f'<span class="ja" lang="ja">{_e(label.ja)}</span><span class="en" lang="en">{_e(label.en)}</span>'


def _filled(sentence: Word, **values: object) -> Word:
    return Word(sentence.ja.format(**values), sentence.en.format(**values))


def _text(said: str, language: str = "") -> str:
    """What somebody wrote."""
    return f'<span lang="{_e(language)}">{_e(said)}</span>' if language else _e(said)


def _e(text: str) -> str:
    return html.escape(text)
