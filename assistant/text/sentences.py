"""Text → sentence spans, Japanese and English alike, to the character.

A span holds no white space at its ends; spans of one text never overlap and keep its order.
Knows nothing of documents, paragraphs or boilerplate: a line break always ends a sentence, so the
caller joins lines first where a format wraps them.
"""

from __future__ import annotations

import re

from assistant.values import Span

OPEN = {"「": "」", "『": "』", "(": ")", "（": "）", "“": "”", "【": "】", "〈": "〉", "《": "》", "［": "］", "[": "]"}
CLOSE = {close: opened for opened, close in OPEN.items()}
TERMINAL = "。！？!?．｡"
TRAILING = "」』)）”’\"'】〉》］]"
LONG_QUOTE = 400
"""A quotation longer than this many characters is split inside."""

_ABBREVIATIONS = """mr mrs ms dr prof sr jr st gen lt col sgt capt adm maj gov sen rep pres hon rev vs etc inc ltd co corp no nos
vol fig figs eq pp p ed eds cf al approx dept est jan feb mar apr jun jul aug sep sept oct nov dec mt ft ave
e.g i.e u.s u.k u.n a.m p.m ph.d d.c u.s.a e.u"""
ABBREVIATIONS = frozenset(_ABBREVIATIONS.split())
ENDING_ABBREVIATIONS = frozenset({"a.m", "p.m", "etc", "inc", "co", "u.s", "u.k", "u.n", "d.c"})
"""These may end a sentence too, when a word that starts one follows."""
LONGEST_WORD = 60
LONGEST = 1_500
"""Characters after which a run without any end (a table on one line, a dump) is cut into parts of about one length, at a comma or
space where there is one near."""
_WORD_BEFORE = re.compile(r"([A-Za-z][A-Za-z.]*)$")
_MARKS = re.compile(r"[.!?\"'”’)\]]{0,60}+")
_SPACE = re.compile(r"\s{0,200}+")
_GOES_ON = "とのがはをにでもやか、"


def split_sentences(text: str) -> list[Span]:
    """Spans of the sentences of ``text``.

    Ends are 。！？ and, where a space and a capital, digit, quote or Japanese character follows, . ! ?.
    Marks inside a closed bracket or quotation do not end a sentence. An unclosed bracket protects nothing.
    A run longer than ``LONGEST`` is cut.

    >>> text = "雨だ。 「行く。」と言った。 He left at 5 p.m. on Dr. No's boat. It sank."
    >>> [s.of(text) for s in split_sentences(text)]
    ['雨だ。', '「行く。」と言った。', "He left at 5 p.m. on Dr. No's boat.", 'It sank.']
    """
    spans: list[Span] = []
    offset = 0
    for line in re.split(r"(\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029])", text):
        if line.strip():
            spans += [Span(offset + s.start, offset + s.end) for s in _split_line(line)]
        offset += len(line)
    return spans


def _split_line(line: str) -> list[Span]:
    protected = _protected(line)
    cuts: list[int] = []
    i = 0
    while i < len(line):
        if not protected[i] and _ends_here(line, i):
            i += 1
            while i < len(line) and line[i] in TERMINAL + TRAILING and line[i] not in OPEN:
                i += 1
            cuts.append(i)
        else:
            i += 1
    spans, start = [], 0
    for cut in [*cuts, len(line)]:
        while cut - start > LONGEST:
            size = -(-(cut - start) // -(-(cut - start) // LONGEST))
            limit = start + size
            best = max(line.rfind(mark, limit - size // 8, limit) for mark in "、，,;； \u3000")
            middle = best + 1 if best >= 0 else limit
            spans += _stripped(line, start, middle)
            start = middle
        spans += _stripped(line, start, cut)
        start = cut
    return spans


def _stripped(line: str, start: int, end: int) -> list[Span]:
    piece = line[start:end]
    lead = len(piece) - len(piece.lstrip())
    return [Span(start + lead, start + len(piece.rstrip()))] if piece.strip() else []


def _protected(line: str) -> list[bool]:
    """Which characters stand inside a bracket that closes within the line.

    Japanese nests 『』 inside 「」, never 「 inside 「: a second 「 before the 」 is a repeated mark.
    """
    inside = [False] * len(line)
    stack: list[tuple[str, int]] = []
    for i, char in enumerate(line):
        if char in OPEN:
            if not any(opened == char for opened, _ in stack):
                stack.append((char, i))
        elif char in CLOSE and any(opened == CLOSE[char] for opened, _ in stack):
            while stack:
                opened, start = stack.pop()
                if opened == CLOSE[char]:
                    if i - start <= LONG_QUOTE:
                        inside[start:i] = [True] * (i - start)
                    break
    return inside


def _ends_here(line: str, i: int) -> bool:
    char = line[i]
    if char in "。！？．｡":
        if char == "．" and i + 1 < len(line) and line[i + 1].isdigit():
            return False
        return not (i + 1 < len(line) and line[i + 1] in _GOES_ON and char != "。")
    if char not in ".!?":
        return False
    rest = _MARKS.match(line, i + 1).end()  # type: ignore[union-attr]
    if rest == len(line):
        return True
    if not line[rest].isspace():
        return char in "!?" and ord(line[rest]) > 0x2FFF and line[rest] not in _GOES_ON
    space = _SPACE.match(line, rest)
    following = line[space.end()] if space and space.end() < len(line) else ""
    if following and not (following.isupper() or following.isdigit() or following in "\"'“‘([" or ord(following) > 0x2FFF):
        return False
    if char == ".":
        word = _WORD_BEFORE.search(line[max(i - LONGEST_WORD, 0) : i])
        if word:
            token = word.group(1).lower()
            if token in ABBREVIATIONS and not (token in ENDING_ABBREVIATIONS and _STARTERS.match(line, rest)):
                return False
            if len(token) == 1 and token != "i":
                return False
    return True


_STARTERS = re.compile(
    r"\s+[\"“‘(]?(?:The|A|An|It|He|She|They|We|This|That|These|Those|In|On|At|But|And|However|There|If|When|While|For|After|Before)\b"
)
