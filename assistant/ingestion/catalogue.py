"""What is known of a document beside its text: a YAML file by file name (see ``seeds/catalogue.yaml``)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from assistant.errors import DocumentError
from assistant.ingestion.bylines import Byline, date_line, read_byline, signature
from assistant.ingestion.interviews import Interview, read_interview
from assistant.ingestion.readers import SUFFIXES
from assistant.ingestion.structure import Block, blocks_of, sentences_in
from assistant.ingestion.translations import TranslationMemory
from assistant.text.language import detect
from assistant.text.names import Glossary
from assistant.values import Document, Language, Section, Sentence, Span

Entry = Mapping[str, Any]


def read_catalogue(path: Path) -> dict[str, Entry]:
    import yaml

    try:
        loaded = yaml.safe_load(path.read_text("utf-8")) if path.is_file() else {}
    except (yaml.YAMLError, OSError, UnicodeDecodeError) as error:
        raise DocumentError(f"{path.name} is not readable YAML ({str(error).splitlines()[0]}). Mend or remove it.") from None
    return loaded or {}


def read_glossary(*paths: Path) -> Glossary:
    """Entities of all files; a later file may add entities."""
    import yaml

    rows: list[dict[str, Any]] = []
    for path in paths:
        if path.is_file():
            rows += yaml.load(path.read_text("utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)) or []
    return Glossary(rows)


def make_document(doc: str, text: str, entry: Entry | None, memory: TranslationMemory, digest: str = "") -> Document:
    """A document with its sentences; where the catalogue names ranges it is believed, else form decides."""
    entry = entry or {}
    markdown = SUFFIXES.get(Path(doc).suffix.lower()) == "markdown"
    byline = Byline() if {"sections", "author", "date"} & entry.keys() else read_byline(text)
    interview = None if {"sections", "author", "body"} & entry.keys() else read_interview(text)
    blocks = _catalogued(text, entry) if "body" in entry else _without(blocks_of(text, markdown=markdown, interview=interview), byline)
    language: Language = entry.get("language") or detect("".join(s.of(text) for b in blocks for s in b.sentences)[:20_000] or text[:5000])
    sentences: list[Sentence] = []
    heading = -1
    for number, block in enumerate(blocks):
        for position, span in enumerate(block.sentences):
            content = block.told[position] if block.told else span.of(text)
            spoken = detect(content, default=language)
            kind = block.kind if block.kind != "furniture" else "body"
            sentences.append(
                Sentence(len(sentences), number, span, content, spoken, kind, heading if kind == "body" else -1, memory.rendering(content, spoken))
            )
            if kind == "heading":
                heading = len(sentences) - 1
    return Document(
        doc=doc,
        text=text,
        language=language,
        title=dict(entry.get("title") or _own_title(doc, sentences, language)),
        sections=_sections(text, entry) if {"sections", "author"} & entry.keys() else _told_by_whom(_signed(text, byline, entry, language), interview, text),
        sentences=tuple(sentences),
        publisher=dict(entry.get("publisher") or {}),
        published=next(iter(signature(text, Span(0, len(text)), (entry.get("publisher") or {}).values())), None),
        url=str(entry.get("url") or ""),
        digest=digest,
    )


def _catalogued(text: str, entry: Entry) -> list[Block]:
    blocks = []
    for kind, key in (("title", "titles"), ("heading", "headings"), ("body", "body")):
        for start, end in entry.get(key) or []:
            span = Span(start, end)
            if kind != "body":
                blocks.append(Block(kind, span, (span,)))  # type: ignore[arg-type]
                continue
            blocks += [Block("body", b.span, b.sentences) for b in _body(text, span)]
    return sorted(blocks, key=lambda b: b.span.start)


def _body(text: str, span: Span) -> list[Block]:
    """One block a paragraph: lines of the range, each with its sentences."""
    out, start = [], span.start
    for line in span.of(text).splitlines(keepends=True):
        piece = Span(start, start + len(line))
        start = piece.end
        found = sentences_in(text, piece)
        if found:
            out.append(Block("body", piece, tuple(found)))
    return out


def _own_title(doc: str, sentences: list[Sentence], language: Language) -> dict[Language, str]:
    for sentence in sentences:
        if sentence.kind == "title":
            title: dict[Language, str] = {sentence.language: sentence.text}
            if sentence.rendering:
                title["en" if sentence.language == "ja" else "ja"] = sentence.rendering
            return title
    return {language: Path(doc).stem}


def _without(blocks: list[Block], byline: Byline) -> list[Block]:
    """Blocks without the lines that only say whose a text is: no passage is made of them."""
    out = []
    for block in blocks:
        kept = [n for n, s in enumerate(block.sentences) if not any(line.start <= s.start and s.end <= line.end for line in byline.lines)]
        if kept or not block.sentences:
            told = tuple(block.told[n] for n in kept) if block.told else ()
            out.append(replace(block, sentences=tuple(block.sentences[n] for n in kept), told=told))
    return out


def _signed(text: str, byline: Byline, entry: Entry, language: Language) -> Section:
    if "date" in entry:
        return _sections(text, entry)[0]
    names = tuple(span.of(text) for span in byline.authors)
    author: dict[Language, str] = {language: ("、" if language == "ja" else " and ").join(names)} if names else {}
    return Section(Span(0, len(text)), author, byline.day, names, byline.authors, byline.date)


def _told_by_whom(whole: Section, interview: Interview | None, text: str) -> tuple[Section, ...]:
    """A text as one section, or, where it is an ``interview``, what stands above the questions and answers, and these as theirs who answers; what stands below
    may be the rest of the last answer, and is nobody's."""
    if interview is None:
        return (whole,)
    name, (start, end) = interview.name.of(text), interview.span
    above, below = replace(whole, span=Span(0, start)), Section(Span(end, len(text)), date=whole.date)
    spoken = Section(interview.span, {detect(name): name}, whole.date, (name,), spoken=True)
    return (above, spoken, *([below] if text[end:].strip() else []))


def _sections(text: str, entry: Entry) -> tuple[Section, ...]:
    given = entry.get("sections") or [{"range": [0, len(text)], **{k: entry[k] for k in ("author", "date") if k in entry}}]
    return tuple(_section(text, Span(*s["range"]), dict(s.get("author") or {}), str(s.get("date") or "")) for s in given)


def _section(text: str, span: Span, author: dict[Language, str], date: str) -> Section:
    names = tuple(dict.fromkeys(author.values()))
    return Section(span, author, date, names, signature(text, span, names), date_line(text, span, date) if date else None)
