"""Values → HTML. Pure: no files, no settings, no Gradio.

Every piece of text passes ``esc`` once, on its way into a tag or an attribute; text of documents and of
models is never markup. Words of the page are written as ``<span data-w="key">``, so that the browser can
change their language without asking again.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from html import escape
from itertools import pairwise
from urllib.parse import urlsplit

from assistant.text.language import detect
from assistant.ui.wording import DEFAULT, WORDS, recognised, word
from assistant.values import AnsweredClaim, Change, Checked, Citation, Document, Label, Language, Reason, Reply, Sentence, Span, Usage

WINDOW_CHARS = 60_000
"""Documents up to this length are shown whole; of longer ones, this much around the citations."""
OPEN_SOURCES = 3
"""So many sources stand open under an answer; a longer list is folded."""

_MARK = re.compile(r"\[(\d{1,3})\]")
_MARKS = re.compile(r"(?:\[\d{1,3}\])+")
_ITEM = re.compile(r"^\s*(?:[・•‣*-]|\d{1,2}[.)．])\s*(?=\S)")
_HEADING = re.compile(r"^\s*(?:#{1,6}\s+(.+)|【(.+)】)\s*$")


def esc(text: object) -> str:
    return escape(str(text), quote=True)


# ── words and small parts ──────────────────────────────────────────────────────────────────────────


def w(key: str, **values: object) -> str:
    """A word of the page, able to change its language."""
    return f'<span data-w="{esc(key)}"{_values(values)}>{esc(word(key, DEFAULT, **values))}</span>'


def told(message: str) -> str:
    """A message of the program as a word of the page where the table has it, else as it is."""
    known = recognised(message)
    return w(known[0], **known[1]) if known else esc(message)


def named(key: str, **values: object) -> str:
    """Attributes that give a control its name, for pointer and screen reader alike."""
    text = esc(word(key, DEFAULT, **values))
    return f'data-w-label="{esc(key)}"{_values(values)} aria-label="{text}" title="{text}"'


def _values(values: dict[str, object]) -> str:
    return f' data-w-values="{esc(json.dumps(values, ensure_ascii=False))}"' if values else ""


_ICONS = {
    "menu": "M3 6h14M3 10h14M3 14h9",
    "close": "M5 5l10 10M15 5L5 15",
    "theme": "M10 3a7 7 0 1 0 7 7 5.5 5.5 0 0 1-7-7z",
    "send": "M10 16V4M5 9l5-5 5 5",
    "stop": "M6 6h8v8H6z",
    "copy": "M7 7h9v9H7zM4 13V4h9",
    "retry": "M16 10a6 6 0 1 1-2-4.5M16 3v3.5h-3.5",
    "edit": "M4 16l1-4 8-8 3 3-8 8z",
    "good": "M7 9l3-6c1.5 0 2 1 2 2v3h4l-1 8H7zM7 9H4v7h3",
    "bad": "M7 11l3 6c1.5 0 2-1 2-2v-3h4l-1-8H7zM7 11H4V4h3",
    "previous": "M12 5l-5 5 5 5",
    "next": "M8 5l5 5-5 5",
    "plus": "M10 4v12M4 10h12",
    "more": "M5 10h.01M10 10h.01M15 10h.01",
    "trash": "M4 6h12M8 6V4h4v2M6 6l1 10h6l1-10",
    "save": "M10 3v9M6 9l4 4 4-4M4 16h12",
    "out": "M8 5H5v10h10v-3M11 4h5v5M16 4l-7 7",
}


def icon(name: str) -> str:
    return f'<svg class="icon" viewBox="0 0 20 20" aria-hidden="true" focusable="false"><path d="{_ICONS[name]}"/></svg>'


def button(do: str, key: str, picture: str, *, extra: str = "", **values: object) -> str:
    """A button that shows a picture and is called by its word."""
    return f'<button type="button" class="quiet pictured" data-do="{do}" {named(key, **values)} {extra}>{icon(picture)}</button>'


def titled(titles: dict[Language, str], fallback: str) -> str:
    """A title in both languages; the page shows the one of its own language, or the only one there is."""
    given = {language: text for language, text in titles.items() if text}
    if len(given) == 2:
        return "".join(f'<span class="in-{language}" lang="{language}">{esc(text)}</span>' for language, text in sorted(given.items()))
    language, text = next(iter(given.items()), (detect(fallback), fallback))
    return f'<span lang="{language}">{esc(text)}</span>'


def safe_link(url: str) -> str:
    """The address if it is a plain web address, else nothing: no other scheme ever becomes a link."""
    if re.search(r"[\x00-\x20\x7f\\]", url):
        return ""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    return url if parts.scheme in {"http", "https"} and parts.hostname else ""


# ── replies ────────────────────────────────────────────────────────────────────────────────────────


def turn(question: str, reply: Reply, *, done: bool = True) -> str:
    """A question with its reply, as it stands in the log."""
    return asked(question) + _article(reply, reply_body(reply, done=done))


def asked(question: str) -> str:
    return f'<div class="asked"><h2 class="hidden">{w("you")}</h2><p class="question" lang="{detect(question)}">{esc(question)}</p></div>'


def reply_body(reply: Reply, *, done: bool = True, actions: bool = True) -> str:
    parts = [_banner(reply), f'<div class="answer" lang="{reply.language}">{answer(reply)}</div>', _notes(reply.notes)]
    if done:
        parts += [_sources(reply), _why(reply.claims, reply.citations)]
        parts += [_foot(reply), follow_ups(reply.follow_ups)] if actions else [f'<p class="made">{_engine(reply)}</p>']
    return "".join(parts)


def summary(reply: Reply) -> str:
    return _article(reply, reply_body(reply, actions=False))


def _article(reply: Reply, body: str) -> str:
    return f'<article class="reply kind-{_kind(reply)}" data-w-label="assistant" {_held(reply.citations)}>{body}</article>'


def answer(reply: Reply) -> str:
    """The text of an answer with its marks as buttons: paragraphs, list items and section headings by line."""
    cited = {c.n: c for c in reply.citations}
    sections = {c.section for c in reply.claims if c.section}
    out: list[str] = []
    items: list[str] = []

    def close_list() -> None:
        if items:
            out.append(f"<ul>{''.join(items)}</ul>")
            items.clear()

    for line in reply.answer.splitlines():
        if not line.strip():
            continue
        heading, rest = _heading(line.strip(), sections)
        item = _ITEM.match(rest)
        if heading:
            close_list()
            out.append(f'<h3 class="section">{esc(heading)}</h3>')
        if item:
            items.append(f"<li>{marked(rest[item.end() :], cited)}</li>")
        elif rest:
            close_list()
            out.append(f"<p>{marked(rest, cited)}</p>")
    close_list()
    return "".join(out)


def _heading(line: str, sections: set[str]) -> tuple[str, str]:
    """A line's heading and what follows it: a line that is one, or begins with a section's name and a colon."""
    whole = _HEADING.match(line)
    if whole:
        return whole[1] or whole[2], ""
    for section in sections:
        rest = line.removeprefix(section)
        if rest != line and (not rest or rest[0] in ":："):
            return section, rest[1:].strip()
    return "", line


def marked(text: str, cited: dict[int, Citation]) -> str:
    """Escaped text whose marks [n] are buttons, where a citation n exists; other brackets stay text."""
    out, at = [], 0
    for run in _MARKS.finditer(text):
        numbers = [int(n) for n in _MARK.findall(run[0])]
        if not cited.keys() & set(numbers):
            continue
        marks = "".join(mark(cited[n]) if n in cited else f"[{n}]" for n in numbers)
        out.append(_held_to(text[at : run.start()].rstrip(" "), marks))
        at = run.end()
    return "".join(out) + esc(text[at:])


def _held_to(text: str, mark_html: str) -> str:
    """The text and its mark, the last word kept on one line with the mark."""
    last = re.search(r"(?:[!-~‘’“”]{1,20}|.)$", text)
    start = last.start() if last else len(text)
    return f'{esc(text[:start])}<span class="held">{esc(text[start:])}{mark_html}</span>'


def mark(citation: Citation) -> str:
    name = named("mark", n=citation.n, title=citation.title)
    return f'<button type="button" class="mark" data-do="source" data-n="{citation.n}" {name}>{citation.n}</button>'


def _kind(reply: Reply) -> str:
    if reply.outcome == "answered":
        return "corrected" if reply.reason == "premise_contradicted" else "answered"
    if reply.outcome == "small_talk":
        return "small-talk"
    return "corrected" if reply.reason == "premise_contradicted" else "refused"


def _banner(reply: Reply) -> str:
    if reply.outcome == "small_talk" or (reply.outcome == "answered" and not reply.reason):
        return ""
    key = f"kind.{reply.reason}" if reply.reason else "kind.refused"
    return f'<p class="banner">{w(key)}</p>'


def _notes(notes: Sequence[str]) -> str:
    return "".join(f'<p class="note">{w(f"note.{n}")}</p>' for n in notes if f"note.{n}" in WORDS)


def _sources(reply: Reply) -> str:
    if not reply.citations:
        return ""
    nearest = reply.outcome == "refused" and reply.reason != "premise_contradicted"
    rows = "".join(
        f'<li><button type="button" class="cited" data-do="source" data-n="{c.n}"><span class="n">{c.n}</span><span class="what">'
        f'<span class="title" lang="{detect(c.title)}">{esc(c.title)}</span><span class="by">{_byline(c.author, c.date)}</span>'
        f"{_read_in(c, reply.language) if nearest else ''}</span></button></li>"
        for c in reply.citations
    )
    head = f'{w("nearest" if nearest else "sources")} <span class="count">{len(reply.citations)}</span>'
    return f'<details class="sources"{" open" if nearest or len(reply.citations) <= OPEN_SOURCES else ""}><summary>{head}</summary><ol>{rows}</ol></details>'


def _read_in(citation: Citation, language: Language) -> str:
    """The cited words in the reader's language where there is a rendering, else as they stand."""
    text = citation.rendering if citation.rendering and detect(citation.quote) != language else citation.quote
    return f'<span class="words" lang="{detect(text)}">{esc(text)}</span>'


def _byline(author: str, date: str) -> str:
    return _in_a_row([_author(author), _date(date)])


def _in_a_row(facts: Iterable[str]) -> str:
    """Facts beside one another; a line breaks between them only, and the dot stays with the one before it."""
    return " ".join(f'<span class="fact">{fact}</span>' for fact in facts)


def _author(author: str) -> str:
    return f'<span lang="{detect(author)}">{esc(author)}</span>' if author else w("unknown_author")


def _date(date: str) -> str:
    return f'<time datetime="{esc(date)}">{esc(date)}</time>' if date else w("unknown_date")


def _why(claims: Sequence[AnsweredClaim], citations: Sequence[Citation]) -> str:
    if not claims:
        return ""
    cited = {c.n: c for c in citations}
    rows = []
    for c in claims:
        marks = "".join(mark(cited[n]) for n in c.citations if n in cited)
        said = f'<p class="claim" lang="{detect(c.text)}">{_held_to(c.text, marks)}</p>'
        rows.append(f"<li>{_verdict(c.verdict.label)}{said}{_reasons(c.verdict.reasons, c.verdict.support)}</li>")
    return f'<details class="why"><summary>{w("why")}</summary><ol>{"".join(rows)}</ol></details>'


def _verdict(label: Label) -> str:
    return f'<span class="verdict {esc(label)}">{w(f"verdict.{label}")}</span>'


def _reasons(reasons: Iterable[Reason], support: float) -> str:
    rows = [f"<li>{reason(r)}</li>" for r in reasons]
    if support:
        rows.append(f"<li>{w('support', value=f'{support:.2f}')}</li>")
    return f'<ul class="reasons">{"".join(rows)}</ul>' if rows else ""


def reason(given: Reason) -> str:
    """Why a check spoke as it did, as a sentence; a check without a sentence of its own by its name and the two sides."""
    if f"check.{given.check}" in WORDS:
        return w(f"check.{given.check}", claim=given.claim, source=given.source)
    sides = [f'<q lang="{detect(side)}">{esc(side)}</q>' for side in (given.claim, given.source) if side]
    return " ".join([f'<span class="name">{esc(given.check)}</span>', *sides])


def _foot(reply: Reply) -> str:
    return (
        '<div class="foot"><div class="actions">'
        + button("copy", "copy", "copy")
        + button("retry", "retry", "retry")
        + button("edit", "edit", "edit")
        + button("good", "good", "good", extra='aria-pressed="false"')
        + button("bad", "bad", "bad", extra='aria-pressed="false"')
        + f'</div><span class="made">{_engine(reply)}</span></div>'
        + '<form class="feedback" data-do="feedback" hidden>'
        + f'<label>{w("feedback.comment")}<textarea name="comment" rows="2" maxlength="2000"></textarea></label>'
        + f'<div class="row"><button type="submit">{w("feedback.save")}</button><small>{w("feedback.where")}</small></div></form>'
    )


def _engine(reply: Reply) -> str:
    """Which engine wrote it, how long it took, and what a chat model was asked for it."""
    engine = w("engine.embedded") if reply.engine in {"embedded", ""} else esc(reply.engine)
    return _in_a_row([engine, w("seconds", n=f"{reply.seconds:.1f}"), *_usage(reply.usage)])


def _usage(usage: Usage | None) -> list[str]:
    if usage is None:
        return []
    asked = [w("usage", input=f"{usage.input_tokens:,}", output=f"{usage.output_tokens:,}")] if usage.requests else []
    return asked + ([w("usage.cached")] if usage.cached else [])


def follow_ups(questions: Sequence[str]) -> str:
    if not questions:
        return ""
    rows = "".join(f'<li><button type="button" class="suggestion" data-do="suggest" lang="{detect(q)}">{esc(q)}</button></li>' for q in questions)
    return f'<div class="follow-ups"><h3>{w("follow_ups")}</h3><ul>{rows}</ul></div>'


def _held(citations: Sequence[Citation]) -> str:
    """The citations of an element, for the source panel to read when a mark in it is pressed."""
    return f'data-citations="{esc(json.dumps([c.as_json() for c in citations], ensure_ascii=False))}"'


# ── source panel ───────────────────────────────────────────────────────────────────────────────────


def source(document: Document | None, citations: Sequence[Citation]) -> str:
    """A document with every one of the given ranges in a ``<mark>``, by characters; the page lights one of them.

    Without the document, or where its text is no longer what was cited, the quotations themselves are shown.
    """
    first = citations[0] if citations else None
    if document is None:
        head = _source_head({detect(first.title): first.title}, first.doc, [_author(first.author), _date(first.date)]) if first else ""
        return head + f'<p class="note">{w("source.gone")}</p>' + _quotations(citations)
    section = document.section_of(Span(first.start, first.end)) if first else document.sections[0] if document.sections else None
    facts = [titled(section.author, "") if section and section.author else w("unknown_author"), _date(section.date if section else "")]
    if document.publisher:
        facts.append(titled(document.publisher, ""))
    link = safe_link(document.url)
    if link:
        facts.append(f'<a href="{esc(link)}" target="_blank" rel="noopener noreferrer nofollow">{w("source.link")}{icon("out")}</a>')
    head = _source_head(document.title, document.doc, facts)
    if any(document.text[c.start : c.end] != c.quote for c in citations):
        return head + f'<p class="note">{w("source.changed")}</p>' + _quotations(citations)
    return head + f'<div class="text">{_text(document, citations)}</div>'


def _source_head(titles: dict[Language, str], doc: str, facts: Sequence[str]) -> str:
    shown = _in_a_row([*facts, f'<span class="file">{esc(doc)}</span>'])
    return f'<header class="about"><h3 class="title">{titled(titles, doc)}</h3><p class="facts">{shown}</p></header>'


def _quotations(citations: Sequence[Citation]) -> str:
    rows = []
    for c in citations:
        rendering = f'<p class="rendering" lang="{detect(c.rendering)}">{esc(c.rendering)}</p>' if c.rendering else ""
        quote = f'<mark data-n="{c.n}" tabindex="-1">{esc(c.quote)}</mark>'
        rows.append(f'<div class="row"><p class="original" lang="{detect(c.quote)}">{quote}</p>{rendering}</div>')
    return f'<div class="text">{"".join(rows)}</div>'


def _text(document: Document, citations: Sequence[Citation]) -> str:
    low, high = _window(document, citations)
    out: list[str] = []
    at = low
    if low:
        out.append(f'<p class="other">{w("source.cut")}</p>')
    for block in _blocks(document):
        start, end = block[0].span.start, block[-1].span.end
        if end <= low or start >= high:
            continue
        out += _between(document.text[at : max(at, start)])
        kind = block[0].kind
        original = "".join(
            f'<span class="sentence" data-s="{s.index}">{lit(document.text, s.span, citations)}</span>{esc(_gap(document.text, s, after))}'
            for s, after in zip(block, [*block[1:], None], strict=True)
        )
        rendering = " ".join(
            f'<span class="sentence" data-s="{s.index}" lang="{"en" if s.language == "ja" else "ja"}">{esc(s.rendering)}</span>' for s in block if s.rendering
        )
        out.append(
            f'<div class="row {kind}"><p class="original" lang="{block[0].language}">{original}</p>'
            + (f'<p class="rendering">{rendering}</p>' if rendering else "")
            + "</div>"
        )
        at = end
    out += _between(document.text[at:high])
    if high < len(document.text):
        out.append(f'<p class="other">{w("source.cut")}</p>')
    return "".join(out)


def lit(text: str, span: Span, citations: Sequence[Citation]) -> str:
    """The characters of ``span``, those of each citation inside a ``<mark>``; exact to the character."""
    edges = {span.start, span.end}
    for c in citations:
        edges |= {e for e in (c.start, c.end) if span.start < e < span.end}
    out = []
    points = sorted(edges)
    for start, end in pairwise(points):
        piece = esc(text[start:end])
        numbers = [c.n for c in citations if c.start <= start and end <= c.end]
        out.append(f'<mark data-n="{" ".join(map(str, numbers))}" tabindex="-1">{piece}</mark>' if numbers else piece)
    return "".join(out)


def _gap(text: str, sentence: Sentence, after: Sentence | None) -> str:
    return text[sentence.span.end : after.span.start] if after else ""


def _between(text: str) -> list[str]:
    """What stands in the file between sentences: site furniture, shown but kept quiet. A lone list mark is none."""
    return [f'<p class="other">{esc(text.strip())}</p>'] if any(c.isalnum() for c in text) else []


def _blocks(document: Document) -> list[list[Sentence]]:
    blocks: list[list[Sentence]] = []
    for sentence in sorted(document.sentences, key=lambda s: s.span):
        if blocks and blocks[-1][-1].block == sentence.block:
            blocks[-1].append(sentence)
        else:
            blocks.append([sentence])
    return blocks


def _window(document: Document, citations: Sequence[Citation]) -> tuple[int, int]:
    length = len(document.text)
    if length <= WINDOW_CHARS:
        return 0, length
    centre = citations[0].start if citations else 0
    low = max(0, centre - WINDOW_CHARS // 2)
    high = min(length, max([low + WINDOW_CHARS, *(min(c.end + 2_000, low + 4 * WINDOW_CHARS) for c in citations)]))
    return low, high


# ── checking a draft, documents ────────────────────────────────────────────────────────────────────


def checked(results: Sequence[Checked]) -> str:
    if not results:
        return f'<p class="note">{w("check.empty")}</p>'
    counts = {label: sum(str(c.verdict.label) == label for c in results) for label in ("supported", "contradicted", "not_found")}
    rows = "".join(
        f'<li class="checked {c.verdict.label}" {_held(c.citations)}>{_verdict(c.verdict.label)}'
        f'<p class="claim" lang="{detect(c.claim)}">{_held_to(c.claim, "".join(mark(x) for x in c.citations))}</p>'
        + (f'<ul class="reasons">{"".join(f"<li>{esc(r)}</li>" for r in c.reasons)}</ul>' if c.reasons else _reasons(c.verdict.reasons, 0))
        + "".join(_quoted(x) for x in c.citations[:2])
        + "</li>"
        for c in results
    )
    return f'<p class="counts" role="status">{w("check.counts", **counts)}</p><ol class="checks">{rows}</ol>'


def _quoted(citation: Citation) -> str:
    """The cited words, and their rendering below them."""
    rendering = f'<span class="rendering" lang="{detect(citation.rendering)}">{esc(citation.rendering)}</span>' if citation.rendering else ""
    return f'<blockquote><span class="n">{citation.n}</span><span lang="{detect(citation.quote)}">{esc(citation.quote)}</span>{rendering}</blockquote>'


def documents(collection: Sequence[Document], problems: Sequence[str] = ()) -> str:
    """Every document with its state and counts, then the files that could not be read, each with its reason."""
    if not collection:
        return f'<p class="note empty">{w("documents.none")}</p>' + _problems(problems)
    rows = []
    for d in collection:
        title = d.title.get(DEFAULT) or next(iter(d.title.values()), d.doc)
        state = f'<span class="state">{w("documents.ready")}</span>'
        read = f'<span class="title">{titled(d.title, d.doc)}</span><span class="by">{_facts(d)}</span>{state} <span class="file">{esc(d.doc)}</span>'
        rows.append(
            f'<li data-doc="{esc(d.doc)}"><button type="button" class="read" data-do="read" data-doc="{esc(d.doc)}">{read}</button>'
            + button("remove", "documents.remove", "trash", extra=f'data-doc="{esc(d.doc)}"', title=title)
            + "</li>"
        )
    total = sum(len(d.sentences) for d in collection)
    count = w("documents.count", n=len(collection), sentences=f"{total:,}")
    return f'<p class="counts">{count}</p><ul class="documents">{"".join(rows)}</ul>{_problems(problems)}'


def _problems(problems: Sequence[str]) -> str:
    if not problems:
        return ""
    rows = "".join(f'<li><span class="state failed">{w("documents.unreadable")}</span> <span class="why">{told(p)}</span></li>' for p in problems)
    return f'<div class="problems" role="alert"><p>{w("documents.problems")}</p><ul>{rows}</ul></div>'


def _facts(document: Document) -> str:
    count = len(document.sentences)
    rendered = sum(s.rendering is not None for s in document.sentences)
    facts = [
        ", ".join(titled(s.author, "") for s in document.sections if s.author) or w("unknown_author"),
        _date(next((s.date for s in document.sections if s.date), "")),
        w(f"documents.language.{document.language}"),
        w("documents.sentence" if count == 1 else "documents.sentences", n=count),
    ]
    if rendered:
        facts.append(w("documents.rendered", n=rendered))
    return _in_a_row(facts)


def choices(collection: Sequence[Document]) -> str:
    """The documents as boxes to tick."""
    return "".join(
        f'<label class="choice"><input type="checkbox" name="document" value="{esc(d.doc)}"><span>{titled(d.title, d.doc)}</span></label>' for d in collection
    )


def change(done: Change) -> str:
    key = {"added": "documents.added", "unchanged": "documents.unchanged", "failed": "documents.failed", "removed": "documents.removed"}[done.what]
    message = f'<span class="why">{told(done.message)}</span>' if done.what == "failed" and done.message else ""
    return f'<span class="state {done.what}">{w(key, doc=done.doc)}</span> <span class="file">{esc(done.doc)}</span>{message}'
