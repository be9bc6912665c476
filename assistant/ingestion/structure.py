"""Text → blocks: titles, headings, paragraphs, and what is no one's prose.

Works by form alone, so that it serves any page or Markdown file: a catalogue may say more.
Spans count characters of the text as read.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Literal

from assistant.ingestion.interviews import Interview
from assistant.ingestion.markdown import cells, is_rule, plain, row_told
from assistant.text.language import JAPANESE, LATIN_WORD
from assistant.text.markup import SPEAKER
from assistant.text.sentences import split_sentences
from assistant.values import Span

Kind = Literal["title", "heading", "body", "furniture"]

ASKED_LEVEL = 3
"""Of the headings that an interview's questions are."""
WRAP_WIDTH = 30
"""Columns (a Japanese character takes two) that a line has at least where a text is wrapped by hand."""

_LINE = re.compile(r"[^\r\n\f\v\x1c-\x1e\x85\u2028\u2029]*(?:\r\n|[\n\r\f\v\x1c-\x1e\x85\u2028\u2029])?")
_ITEM = r"(?:[-*+•‣◦・●○■□◆◇※→–—]|\(?\d{1,2}[.)．])\s+(?=\S)|[-•・●■◆※](?=[^\s\d-])"
_MARKER = re.compile(rf"\s*(?:>\s*)*(?:#{{1,6}}\s+|{_ITEM})?")
_SPOKEN_MARKER = re.compile(rf"\s*(?:{SPEAKER}|{_ITEM})?")
"""The same in an interview."""
_URL = re.compile(r"(?:https?://|www\.)\S+")
_EMAIL = re.compile(r"(?<!\S)\S+@\S+\.\S+")
_TELLS_JA = re.compile(r"(?:である|です|ます|した|だった|ている|てい?た|された)[」』)）]?$")
"""How a Japanese sentence ends, also where its mark is missing."""
_TERMINAL = re.compile(r"[。．.!?！？」』)）”\"':：;；、,]\s*$")
_DATE_LINE = re.compile(
    r"\s*(?:(?:19|20)\d\d年\d{1,2}月\d{1,2}日(?:[(（]?[月火水木金土日](?:曜日?)?[)）]?)?|\d{1,2}[./-]\d{1,2}[./-](?:19|20)\d\d|(?:19|20)\d\d[./-]\d{1,2}[./-]\d{1,2}"
    r"|(?:[A-Z][a-z]+ \d{1,2}, (?:19|20)\d\d)|(?:\d{1,2} [A-Z][a-z]+ (?:19|20)\d\d))\s*$"
)
_FURNITURE = re.compile(
    r"click here|cookie|subscribe|sign up|newsletter|all rights reserved|copyright|©|related (?:articles|posts)|read more|share (?:this|on)|leave a comment|"
    r"follow us|advertisement|skip to (?:content|main)|コメントを(?:残す|投稿|どうぞ)|件のコメント|メールアドレスが公開|必須項目|関連記事|続きを読む|"
    r"無断転載|会員登録|ログイン|シェアする|ツイートする|この記事を|前の記事|次の記事|貼り付け(?:はじめ|終わり)|クリックしてください",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Block:
    """A run of text of one kind; ``sentences`` are absolute spans, ``told`` what is read of each where that is not the text itself."""

    kind: Kind
    span: Span
    sentences: tuple[Span, ...]
    level: int = 0
    told: tuple[str, ...] = ()


def blocks_of(text: str, *, markdown: bool = False, interview: Interview | None = None) -> list[Block]:
    """Blocks of a whole text, in order, by form alone; the questions of an ``interview`` are headings, all else in it is said."""
    asked = {question.start for question in interview.questions} if interview else set()
    lines = [Span(m.start(), m.end()) for m in _LINE.finditer(text) if m.group()]
    blocks: list[Block] = []
    paragraph: list[Span] = []
    fenced = False
    headings: list[str] = []
    start = _front_matter(text) if markdown else 0

    def flush() -> None:
        if paragraph:
            said = interview is not None and interview.span.start <= paragraph[0].start < interview.span.end
            blocks.extend(_paragraphs(text, paragraph, _SPOKEN_MARKER if said else _MARKER))
            paragraph.clear()

    for i, line in enumerate(lines):
        raw = line.of(text)
        if line.end <= start:
            continue
        if markdown and re.match(r"\s*(?:```|~~~)", raw):
            fenced = not fenced
            flush()
            continue
        if markdown and not fenced and not headings and i + 1 < len(lines) and "|" in raw and is_rule(lines[i + 1].of(text)):
            flush()
            headings = cells(raw)
            continue
        if not raw.strip() or (markdown and not fenced and re.fullmatch(r"\s*(?:[-=*_|: ]{3,})\s*", raw)):
            flush()
            headings = headings if is_rule(raw) else []
            continue
        if fenced:
            continue
        if headings and "|" in raw:
            content = Span(line.start + len(raw) - len(raw.lstrip()), line.start + len(raw.rstrip()))
            blocks.append(Block("body", line, (content,), told=(row_told(headings, cells(raw)),)))
            continue
        headings = []
        kind, level = _line_kind(text, lines, i, first=not blocks and not paragraph, markdown=markdown)
        if interview and interview.span.start <= line.start < interview.span.end:
            kind, level = ("heading", ASKED_LEVEL) if line.start in asked else ("body", 0)
        if kind == "body":
            paragraph.append(line)
            continue
        flush()
        content = _strip(text, line, _SPOKEN_MARKER if line.start in asked else _MARKER)
        blocks.append(Block(kind, line, (content,) if kind != "furniture" and content.end > content.start else (), level))
    flush()
    return _demote_lonely_titles([replace(b, told=tuple(plain(s.of(text)) for s in b.sentences)) if markdown and not b.told else b for b in blocks])


def sentences_in(text: str, span: Span) -> list[Span]:
    """Sentence spans inside ``span``, without list markers, lines joined where a paragraph wraps."""
    lines = [Span(span.start + m.start(), span.start + m.end()) for m in _LINE.finditer(span.of(text)) if m.group().strip()]
    return [s for block in _paragraphs(text, lines) for s in block.sentences]


def _front_matter(text: str) -> int:
    match = re.match(r"---\r?\n.*?\r?\n---\r?\n", text, re.DOTALL)
    return match.end() if match else 0


def _line_kind(text: str, lines: list[Span], i: int, *, first: bool, markdown: bool) -> tuple[Kind, int]:
    raw = lines[i].of(text).strip()
    hashes = re.match(r"(#{1,6})\s+\S", raw) if markdown else None
    if hashes:
        return ("title", 1) if first else ("heading", len(hashes.group(1)))
    bare = _EMAIL.sub("", _URL.sub("", raw)).strip(" -–—|*_<>()（）:：")
    if not JAPANESE.search(bare) and not LATIN_WORD.search(bare):
        return "furniture", 0
    if _DATE_LINE.match(raw) or (_FURNITURE.search(raw) and len(raw) < 120):
        return "furniture", 0
    if not JAPANESE.search(raw) and not re.search(r"\s", raw) and re.search(r"\d", raw) and len(raw) > 8 and not _TERMINAL.search(raw):
        return "furniture", 0
    if markdown and raw.startswith("|"):
        return "body", 0
    if first and not _MARKER.match(lines[i].of(text)).group().strip() and _is_long_title(raw, lines[i + 1].of(text) if i + 1 < len(lines) else "."):  # type: ignore[union-attr]
        return "title", 1
    if _is_short_label(raw) and not _MARKER.match(lines[i].of(text)).group().strip():  # type: ignore[union-attr]
        before = lines[i - 1].of(text).strip() if i else ""
        after = lines[i + 1].of(text).strip() if i + 1 < len(lines) else ""
        if after and _runs_on(raw, after):
            return "body", 0
        if first and (after or i + 1 < len(lines)):
            return "title", 1
        if not before or (after and not _is_short_label(after) and _TERMINAL.search(before)):
            return "heading", 2
    return "body", 0


LONGEST_TITLE_JA, LONGEST_TITLE_EN = 80, 160
"""Characters of a first line that stands apart."""


def _is_long_title(raw: str, after: str) -> bool:
    """Whether a first line is a title though it is longer than a label: it stands above an empty line and ends like no sentence."""
    if after.strip() or _TERMINAL.search(re.sub(r"[」』)）”\"']+$", "", raw)) or _URL.search(raw):
        return False
    if JAPANESE.search(raw):
        return len(raw) <= LONGEST_TITLE_JA and not _TELLS_JA.search(raw)
    return len(raw) <= LONGEST_TITLE_EN


def _is_short_label(raw: str) -> bool:
    """A line that names what follows: short and not a sentence."""
    if re.search(r"[。．.!！]\s*$", raw) or _URL.search(raw):
        return False
    japanese = len(JAPANESE.findall(raw))
    if japanese:
        if _TELLS_JA.search(raw):
            return False
        return len(raw) <= 45 and raw.count("、") <= 1
    return len(LATIN_WORD.findall(raw)) <= 14 and len(raw) <= 110 and not re.search(r"[,;:]\s*$", raw)


def _runs_on(raw: str, after: str) -> bool:
    """Whether a line breaks off inside a sentence that the next line takes up: a wrapped line, not a label above it."""
    if not JAPANESE.search(raw):
        return after[0].islower()
    if _width(raw) < WRAP_WIDTH or _MARKER.match(after).group().strip():  # type: ignore[union-attr]
        return False
    return bool(re.search(r"[はがをにでともへしてり]$", raw)) or bool(re.search(r"[ァ-ヴー]$", raw) and re.match(r"[ァ-ヴー]", after))


def _strip(text: str, line: Span, marker: re.Pattern[str]) -> Span:
    raw = line.of(text)
    lead = marker.match(raw).end()  # type: ignore[union-attr]
    tail = len(raw.rstrip().rstrip("#■□◆*_").rstrip())
    head = lead + (len(raw[lead:]) - len(raw[lead:].lstrip()))
    return Span(line.start + min(head, tail), line.start + tail)


def _paragraphs(text: str, lines: list[Span], marker: re.Pattern[str] = _MARKER) -> list[Block]:
    """Lines → paragraphs: a list item starts a new one, a wrapped line continues the one before."""
    groups: list[list[Span]] = []
    width = max((_width(line.of(text).rstrip()) for line in lines), default=0)
    for line in lines:
        raw = line.of(text)
        marked = bool(marker.match(raw).group().strip())  # type: ignore[union-attr]
        previous = groups[-1][-1].of(text).rstrip() if groups else ""
        wraps = previous and not marked and not raw.lstrip().startswith("|") and not re.search(r"[。．.!?！？:：]['\"”」』)）]*$", previous) and _width(previous) >= max(WRAP_WIDTH, 0.7 * width)
        if wraps:
            groups[-1].append(line)
        else:
            groups.append([line])
    out = []
    for group in groups:
        span = Span(group[0].start, group[-1].end)
        joined = re.sub(r"[\r\n\f\v\x1c-\x1e\x85\u2028\u2029]", " ", span.of(text))
        skip = marker.match(joined).end()  # type: ignore[union-attr]
        found = []
        for s in split_sentences(joined[skip:]):
            piece = Span(span.start + skip + s.start, span.start + skip + s.end)
            bare = _URL.sub("", piece.of(text))
            if JAPANESE.search(bare) or LATIN_WORD.search(bare):
                found.append(piece)
        if found:
            out.append(Block("body", span, tuple(found)))
    return out


def _width(raw: str) -> int:
    return sum(2 if ord(c) > 0x2FFF else 1 for c in raw)


def _demote_lonely_titles(blocks: list[Block]) -> list[Block]:
    """A text of labels only (a poem, a list) keeps its lines as body, or nothing would be found in it."""
    if any(b.kind == "body" for b in blocks):
        return blocks
    return [replace(b, kind="body", level=0) if b.kind in {"title", "heading"} else b for b in blocks]
