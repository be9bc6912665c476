"""Interviews: whose the answers are, where questions and answers are marked (Q: and A:, 問 and 答, ――) and the lines above them say who was asked.

By form alone and in doubt nothing: the title or a line under it must name one person as asked, every question must stand on one line of its own, and what
stands behind the last answer is nobody's.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.ingestion.bylines import NAME_EN, head_lines, is_person
from assistant.text.markup import SPEAKER_MARK
from assistant.text.name_kinds import TITLES_EN, organised
from assistant.values import Span

_NO_NAME = r"(?:The|An?|New|Your|Our|Der|Die|Das|Le|La|Radio|North|South)\b"
_ASKED_EN = re.compile(
    rf"\b(?i:interview with|conversation with|Q ?& ?A with) (?i:{TITLES_EN})(?!{_NO_NAME})(?P<name>{NAME_EN})"
    r"(?![\w'’-]|,? (?:and|&) |, [A-Z]|[,;]? ?[/;]| [A-ZÀ-ÖØ-Þ])"
)
_NAME_JA = r"[一-龥々]{2,6}|[ァ-ヴー]{2,12}(?:[・＝=][A-Zァ-ヴー.]{1,12}){1,3}"
_OFFICE_JA = r"(?:氏|さん|先生|博士|(?:名誉|特任|准|助)?教授|(?:主任|主席|上席|客員)?研究員)"
_GIVEN = re.compile(r"\bin an?\b[\w ]*\b(?:interview|conversation)\b|\w in (?:interview|conversation)\b", re.IGNORECASE)
"""Where somebody says something in an interview, who is named behind may have asked."""
_ASKED_JA = re.compile(rf"(?:^|[ 　「『（(。―—:：])(?<!氏、)(?P<name>{_NAME_JA}){_OFFICE_JA}(?:に(?:聞く|きく|訊く)|へのインタビュー|[ 　]?インタビュー)")
ASKS, ANSWERS = {"Q", "Ｑ", "問"}, {"A", "Ａ", "答"}
LEAST = 2
"""Answers marked as such, or questions behind a dash, that make an interview."""
_ENDS = re.compile(r"[。．.!?！？][」』)）”\"'*]*$")
_GAP = re.compile(r"[ \t]*(?:\r\n|\n|\r(?!\n))[ \t]*[\r\n]")
_LINE_END = re.compile(r"[\r\n]|$")
_PARAGRAPH_END = re.compile(r"\r?\n[ \t]*\r?\n|$")
_ANSWER_INSIDE = re.compile(r"\bA ?[:：]|答[:：]")


@dataclass(frozen=True, slots=True)
class Interview:
    """``name``: of who answers. ``span``: from the first question to the end of the last answer's first paragraph. ``questions``: the lines that ask."""

    name: Span
    span: Span
    questions: tuple[Span, ...]


def read_interview(text: str) -> Interview | None:
    """The interview that a text is; None where it is none, or not surely one.

    >>> text = "An Interview with Dr Ada Bell\\n\\nQ: Are they slow?\\n\\nA: They are.\\n\\nQ: Why?\\n\\nA: Fog.\\n\\nWe met in May."
    >>> found = read_interview(text)
    >>> found.name.of(text), [q.of(text) for q in found.questions], found.span.of(text)[-7:]
    ('Ada Bell', ['Q: Are they slow?', 'Q: Why?'], 'A: Fog.')
    >>> read_interview("An Interview with Ada Bell\\nShe spoke of fog.")
    """
    marked = list(SPEAKER_MARK.finditer(text))
    asks = [m for m in marked if m.group("asks") or m.group("who") in ASKS]
    answers = [m for m in marked if m.group("who") in ANSWERS]
    if not asks or (len(answers) < LEAST and (answers or len(asks) < LEAST)):
        return None
    questions = [_line(text, m.start()) for m in asks]
    name = _asked_above(text, marked[0].start())
    if name is None or not all(_stands_alone(text, line, bool(answers)) for line in questions):
        return None
    last = answers[-1].start() if answers else _after_blank(text, questions[-1].end)
    span = Span(marked[0].start(), _paragraph_end(text, max(last, questions[-1].end)))
    return None if _asked_in(text, [span]) else Interview(name, span, tuple(questions))


def _asked_above(text: str, start: int) -> Span | None:
    """The one person whom the lines above ``start`` name as asked."""
    found = _asked_in(text, [line for line in head_lines(text) if line.end <= start])
    return found[0] if len({span.of(text) for span in found}) == 1 else None


def _asked_in(text: str, lines: Sequence[Span]) -> list[Span]:
    out = []
    for line in lines:
        for pattern in (_ASKED_EN, _ASKED_JA) if not _GIVEN.search(line.of(text)) else ():
            for m in pattern.finditer(line.of(text)):
                name = Span(*m.span("name"))
                known = is_person(line.of(text), name) if pattern is _ASKED_JA else not organised(name.of(line.of(text)))
                out += [Span(line.start + name.start, line.start + name.end)] if known else []
    return out


def _stands_alone(text: str, line: Span, answered: bool) -> bool:
    """Whether a question ends on its line: nothing but its answer goes on below it."""
    gap = _GAP.match(text, line.end)
    apart = gap is not None or (answered and SPEAKER_MARK.match(text[line.end : line.end + 80].lstrip("\r\n")) is not None)
    return apart and _ENDS.search(line.of(text).rstrip()) is not None and not _ANSWER_INSIDE.search(line.of(text))


def _line(text: str, start: int) -> Span:
    end = _LINE_END.search(text, start)
    return Span(start, end.start() if end else len(text))


def _after_blank(text: str, at: int) -> int:
    return len(text) - len(text[at:].lstrip())


def _paragraph_end(text: str, at: int) -> int:
    end = _PARAGRAPH_END.search(text, at)
    return at + len(text[at : end.start() if end else len(text)].rstrip())
