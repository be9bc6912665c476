"""Who wrote a text and when, as the text says itself: the lines between its title and its first sentence.

By form alone and in doubt nothing: a name is believed where a word says that it is the author's ("By", 執筆:, 記者・), where it opens a line that ends in
a date, or where it is a line of its own beside one. Who asked, translated or put an interview together wrote nothing.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass

from assistant.text.analysis import analyse
from assistant.text.dates import DateExpr, read_dates
from assistant.text.language import JAPANESE
from assistant.text.name_kinds import organised
from assistant.text.names import Glossary
from assistant.values import Span

HEAD_LINES = 6
"""Lines after the first in which it is looked for."""
LONGEST_LINE, LONGEST_FIRST, HEAD_CHARS = 120, 400, 4000
"""Characters of a line there, of the first, and of all."""


@dataclass(frozen=True, slots=True)
class Byline:
    """Where a text names its authors and its date, and the lines that do nothing else."""

    authors: tuple[Span, ...] = ()
    date: Span | None = None
    day: str = ""
    """The date in ISO 8601."""
    lines: tuple[Span, ...] = ()


_LINE = re.compile(r"[^\n\r]+")
_SENTENCE = re.compile(r"[。！？!?][」』）)]?\s*$|(?<!\b[A-Z])[.]\s*$")
_PARTICLES = re.compile(r"[をがはに](?![^(（]*[)）])")
"""What a line has that tells something, and not only whose it is."""
NAME_EN = r"[A-ZÀ-ÖØ-Þ][\w'’-]+(?: (?:[A-Z]\.|[A-ZÀ-ÖØ-Þ][\w'’-]+|(?:de|da|van|von|der|bin|al|el|la|le)\b)){1,3}"
_NAMES_EN = rf"{NAME_EN}(?:(?:(?:, {NAME_EN})*,? (?:and|&) ){NAME_EN})?"
_BY_EN = re.compile(rf"(?:^|[.|•·–—*_] *)(?:(?:[Ww]ritten )?[Bb]y:?|BY:?|[Aa]uthors?:)\s+(?:(?:Dr|Prof|Professor|Sir|Mr|Mrs|Ms)\.?\s+)?(?P<names>{_NAMES_EN})")
_OPENS_EN = re.compile(rf"^\W*(?P<names>(?!(?:The|An?|New|North|South|East|West|Los|San|Saint|Hong)\b){_NAMES_EN})(?=\s*(?:[,|•·–—(]|$))")
_SMALL_WORDS = re.compile(
    r"\b(?!(?:of|the|and|for|in|at|on|by|to|de|da|van|von|der|bin|al|el|la|le|senior|visiting|staff|special|research|fellow|columnist|editor|researcher|professor|lecturer"
    r"|analyst|correspondent|reporter|writer|director|expert|scholar|journalist|former|chief)\b)[a-z]{2,}"
)
"""What a line has that tells something: a verb, or any word in small letters but those of offices."""
_EACH_EN = re.compile(NAME_EN)
_OFFICE = re.compile(r"\b(?:Writer|Editor|Reporter|Correspondent|Columnist|Fellow|Director|Analyst|Researcher)$")
"""What stands among the names and is none: Staff Writer."""
_NAME_JA = r"[一-龥々]{1,4}[ 　]?[一-龥々ぁ-んァ-ヴー]{1,4}|[ァ-ヴー]{2,}(?:[・＝=][A-Zァ-ヴー.]+)+"
_BY_JA = re.compile(
    rf"(?:(?:^|[ 　(（])(?:項目|本文)?(?:文|著|著者|筆者|執筆|執筆者|寄稿|記者|編集委員|論説委員|特派員)[:：・/／ 　]|(?:主任研究員|主席研究員|客員研究員|研究員|教授|講師|部|支局|支社|総局)[・ 　])\s*(?P<name>{_NAME_JA})(?=[ 　(（、,・]|$)"
    rf"|(?:^|[ 　])(?P<after>{_NAME_JA})[ 　]?(?:著|筆|(?:による)?寄稿)(?=[ 　／/]|$)"
)
_AND_JA = re.compile(rf"(?:[(（][^()（）]*[)）])?\s*[、,・／/]\s*(?P<name>{_NAME_JA})(?=[ 　(（、,]|$)(?![ 　(（]*(?:写真|訳|構成|撮影|取材|翻訳))")
"""Another author behind the first."""
_OPENS_JA = re.compile(rf"^\s*(?P<name>{_NAME_JA})(?=[ 　]*[(（]|[ 　]+(?:19|20)\d\d年)")
_ALONE_JA = re.compile(rf"^\s*(?P<name>{_NAME_JA})\s*$")
_OTHER_HANDS = re.compile(
    rf"(?:聞き手|構成|訳者?|翻訳|取材|編集|撮影|写真)(?:・(?:構成|訳|文責))?[・:：/／ 　]\s*(?:{_NAME_JA})|(?:{_NAME_JA})[ 　]?訳(?=[ 　）)]|$)|\b(?:interview(?:ed)?|translat(?:ed|ion)|edit(?:ed|ing)|photos?) by {_NAMES_EN}",
    re.IGNORECASE,
)
_REST = 12
"""Characters beside names and date that a line may have which tells nothing else."""
_FRONT_MATTER = re.compile(r"---\r?\n(?P<told>.*?)\r?\n---\r?\n", re.DOTALL)
_FIELD = re.compile(r"^(?P<field>author|date)s?:[ \t]*[\"']?(?P<value>[^\s\"'\[][^\n\r]*?)[\"']?[ \t]*\r?$", re.MULTILINE | re.IGNORECASE)


def read_byline(text: str) -> Byline:
    """The byline of a text that no catalogue describes.

    >>> text = "Slow Ferries\\nBy Ada Bell in Lund, 4 July 2024\\n\\nThe ferries are slow."
    >>> found = read_byline(text)
    >>> [s.of(text) for s in found.authors], found.day
    (['Ada Bell'], '2024-07-04')
    >>> text = "遅い渡し船\\n湖東新聞　2024年7月4日　記者・江田亜紀\\n船が遅い。"
    >>> [s.of(text) for s in read_byline(text).authors], read_byline(text).day
    (['江田亜紀'], '2024-07-04')
    >>> read_byline("年表\\n2000年2月9日 外相が訪朝した。\\n2001年8月4日 訪ロした。")
    Byline(authors=(), date=None, day='', lines=())
    """
    fields = _front_matter(text)
    if fields:
        return fields
    head = _head(text)
    days = [_date(line.of(text)) for line in head]
    if len({told[1] for told in days if told}) > 1:  # a list of events, or a text with the dates of its versions
        return Byline()
    authors: list[Span] = []
    lines: list[Span] = []
    dates: list[tuple[Span, str]] = []
    for n, (line, day) in enumerate(zip(head, days, strict=True)):
        raw = line.of(text)
        by = [] if authors else _authors(raw, dated=day is not None, beside=any(days[max(n - 1, 0) : n + 3]))
        named = [_moved(span, line.start) for span in by]
        dates += [(_moved(day[0], line.start), day[1])] if day else []
        authors += named
        told = sum(s.end - s.start for s in named) + (day[0].end - day[0].start if day else 0)
        if told and len(raw.strip()) - told <= _REST:
            lines.append(line)
    date, iso = dates[0] if dates else (None, "")
    return Byline(tuple(authors), date, iso, tuple(lines))


def _moved(span: Span, by: int) -> Span:
    return Span(span.start + by, span.end + by)


def _head(text: str) -> list[Span]:
    """The lines between a text's first and its first sentence."""
    return head_lines(text)[1:]


def head_lines(text: str) -> list[Span]:
    """A text's first line and those between it and its first sentence."""
    lines = [Span(m.start(), m.end()) for m in _LINE.finditer(text, 0, HEAD_CHARS) if m.group().strip()]
    out = lines[:1]
    for line in lines[1 : HEAD_LINES + 1]:
        raw = line.of(text).strip()
        if len(raw) > LONGEST_LINE or _SENTENCE.search(raw.rstrip("*_")) or _PARTICLES.search(raw):
            break
        out.append(line)
    return [line for line in out if line.end - line.start <= LONGEST_FIRST]


def _date(raw: str) -> tuple[Span, str] | None:
    """The one complete date of a line, with its ISO form."""
    days = [d for d in read_dates(raw) if d.precision == "day" and d.year and not d.relative]
    return (days[0].span, iso) if len(days) == 1 and (iso := _iso(days[0])) else None


def _iso(date: DateExpr) -> str:
    try:
        return dt.date(date.year or 0, date.month or 0, date.day or 0).isoformat()
    except ValueError:
        return ""


def _authors(raw: str, *, dated: bool, beside: bool) -> list[Span]:
    """The authors that a line names; ``dated``: it has a date itself, ``beside``: a line near it has one."""
    raw = _OTHER_HANDS.sub(lambda m: "|" * len(m.group()), raw)
    if JAPANESE.search(raw):
        said = _BY_JA.search(raw) or (_OPENS_JA.search(raw) if dated or beside else None) or (_ALONE_JA.search(raw) if beside else None)
        name = next((g for g in said.re.groupindex if said.group(g)), "") if said else ""
        found = [Span(*said.span(name))] if said and name and is_person(raw, Span(*said.span(name))) else []
        while found and (other := _AND_JA.match(raw, found[-1].end)) and is_person(raw, Span(*other.span("name"))):
            found.append(Span(*other.span("name")))
        return found
    said = _BY_EN.search(raw)
    if not said and (dated or beside) and not _SMALL_WORDS.search(raw):
        said = _OPENS_EN.search(raw)
        if said and dated and " and " not in said.group("names") and _date(raw[said.end() :].lstrip(" ,|–—")[:20]):
            return []  # a name and a date alone may be a place's
    if not said:
        return []
    start = said.start("names")
    found = [Span(start + m.start(), start + m.end()) for m in _EACH_EN.finditer(said.group("names"))]
    return [] if any(organised(s.of(raw)) for s in found) else [s for s in found if not _OFFICE.search(s.of(raw))]


def is_person(raw: str, span: Span) -> bool:
    """Whether the dictionary takes a Japanese name, or its first part, for a person's."""
    name = span.of(raw)
    if organised(name):
        return False
    if re.fullmatch(r"[ァ-ヴー・＝=A-Z.]+", name):
        return True
    persons = [u.text for u in analyse(raw, Glossary([])).unlisted if u.kind == "person"]
    return "".join(persons).startswith(re.sub(r"[ 　]", "", name)) or re.split(r"[ 　]", name, maxsplit=1)[0] in persons


def _front_matter(text: str) -> Byline | None:
    """What the opening lines of a Markdown file say of it (``author:``, ``date:``)."""
    opening = _FRONT_MATTER.match(text)
    if not opening:
        return None
    at = opening.start("told")
    told = {m.group("field").lower(): Span(at + m.start("value"), at + m.end("value")) for m in _FIELD.finditer(opening.group("told"))}
    date = _date(told["date"].of(text)) if "date" in told else None
    authors = (told["author"],) if "author" in told and told["author"].of(text).lower() not in {"null", "~"} else ()
    return Byline(authors, _moved(date[0], told["date"].start) if date else None, date[1] if date else "") if authors or date else None


def signature(text: str, span: Span, names: Iterable[str]) -> tuple[Span, ...]:
    """Where a stretch of a text gives one of its author's names on a line of its own or with few words beside it; else where it first does.

    >>> text = "古村です。\\n古村は書く。\\n筆者:古村"
    >>> [s.start for s in signature(text, Span(0, len(text)), ["古村"])]
    [16]
    """
    found = [Span(span.start + m.start(), span.start + m.end()) for name in names if name for m in re.finditer(re.escape(name), span.of(text))]
    return tuple(sorted(found, key=lambda s: (not _is_a_line(text, s), s.start))[:1])


def date_line(text: str, span: Span, day: str) -> Span | None:
    """Where a stretch of a text gives its own date, ISO 8601, on a line that gives nothing else."""
    for m in _LINE.finditer(text, span.start, span.end):
        told = _date(m.group()) if len(m.group()) <= LONGEST_LINE else None
        if told and told[1] == day and len(m.group().strip()) - (told[0].end - told[0].start) <= _REST:
            return _moved(told[0], m.start())
    return None


def _is_a_line(text: str, span: Span) -> bool:
    """Whether a name stands on a line that tells nothing else."""
    line = _line_of(text, span).of(text).strip()
    return len(line) - (span.end - span.start) <= _REST and not _SENTENCE.search(line)


def _line_of(text: str, span: Span) -> Span:
    start = max(text.rfind("\n", 0, span.start), text.rfind("\r", 0, span.start)) + 1
    ends = [at for at in (text.find("\n", span.end), text.find("\r", span.end)) if at >= 0]
    return Span(start, min(ends, default=len(text)))
