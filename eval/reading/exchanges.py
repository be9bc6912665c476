"""Claims and questions with their passages, and the same with two names or two figures exchanged.

"The mine closed in 1958, and the road was paved in 1964" supports that the mine closed in 1958; with the years exchanged it supports that it closed in 1964
and no longer the other. Of every pair four are made so, two that hold and two that do not, and neither text gives away by itself which they are: only what
each name and each figure belongs to does. It is done by rule where two names of one kind, or two figures of one unit, can be told apart for certain, also
across the languages, and left alone where the exchange might change nothing (A and B, from 12 to 14) or what two do with each other is told.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from assistant.text.analysis import Facts, analyse
from assistant.text.language import has_japanese
from assistant.text.names import Glossary
from assistant.values import Span
from assistant.verification.roles import actors, mutual
from eval.reading.pairs import Pair

KINDS = {"person", "country", "place", "organisation", "media", "weapon", "group"}
"""Kinds of names that may be exchanged for one another."""
NAMES_FIRST = 0.65
"""How often names are exchanged where figures could be as well."""
_BETWEEN = re.compile(
    r"^(?:氏|さん|国|側|政府|社|年|人|日|％|%)?\s*"
    r"(?:(?:and|or|to|with|versus|及び|および|または|ならびに|から|との|と|や|か|対|[&,、・/〜～~–—-])\s*(?:the |an? )?)+$",
    re.IGNORECASE,
)
"""Between two that stand side by side, so that nothing may change when they are exchanged."""
_FIGURE = re.compile(r"(?<![\d.,:/A-Za-z-])(\d{1,3}(?:,\d{3})+|\d{1,4})(?:\.\d+)?(?![\d/:]|[.,]\d)")
_MONTH = re.compile(r"\b(?:January|February|March|April|May|June|July|August|September|October|November|December)\s*$")
_UNIT_JA, _UNIT_EN = re.compile(r"^[万億兆]?(?:[%％]|[^\W\dぁ-んＡ-Ｚａ-ｚA-Za-z])"), re.compile(r"^ ?(?:%|[a-z]{3,})")
_PERCENT = {"%", "％", "パ", "percent", "per"}


@dataclass(slots=True)
class _Piece:
    """A name or a figure of a text. ``kind``: what it may be exchanged with; ``key``: by which it is met in another text."""

    kind: str
    key: str
    spans: list[Span] = field(default_factory=list)


def exchanged(pairs: Sequence[Pair], number: int, seed: int, glossary: Glossary) -> list[Pair]:
    """``number`` of the pairs that hold, or fewer where no more can be exchanged, as four pairs each."""
    rng = random.Random(f"{seed} exchanged")
    holding = [p for p in pairs if p.holds]
    rng.shuffle(holding)
    out: list[Pair] = []
    for pair in holding:
        out += _four(pair, glossary, rng)
        if len(out) >= 4 * number:
            break
    return out


def _four(pair: Pair, glossary: Glossary, rng: random.Random) -> Iterator[Pair]:
    first, second = analyse(pair.first, glossary), analyse(pair.second, glossary)
    ways = list(_exchanges(first, second, glossary))
    named = [w for w in ways if not w[0]]
    if not ways:
        return
    _, other, passage = rng.choice(named if named and rng.random() < NAMES_FIRST else ways)
    holds, fails = pair.label, 1 - pair.label
    for text, told in ((first.plain, {second.plain: holds, passage: fails}), (other, {passage: holds, second.plain: fails})):
        for where, label in told.items():
            yield replace(pair, first=text, second=where, label=label, answer=None, twin=True, even=True, entry=second.plain, beside=text)


def _exchanges(first: Facts, second: Facts, glossary: Glossary) -> Iterator[tuple[bool, str, str]]:
    """Whether figures are exchanged, and both texts with the exchange made."""
    here, there = _pieces(first, glossary), _pieces(second, glossary)
    for key, mine in here.items():
        one = there.get(key)
        figures = key[0] == "#"
        if one is None or len({s.of(first.plain) for s in mine.spans}) > 1 or (not figures and mutual(first)):
            continue
        for other in there.values():
            if other.kind != one.kind or other.key == one.key or _side_by_side(second.plain, one, other):
                continue
            also = here.get(other.key)
            if also and _side_by_side(first.plain, mine, also):
                continue
            shown, shown_other = one.spans[0].of(second.plain), other.spans[0].of(second.plain)
            named = mine.spans[0].of(first.plain)
            named_other = also.spans[0].of(first.plain) if also else _in_language_of(first, second, other, glossary)
            if not named_other or shown in shown_other or shown_other in shown or not _same_form(shown, shown_other, glossary, key, other.key):
                continue
            text, passage = _put(first.plain, mine, named_other, also, named), _put(second.plain, one, shown_other, other, shown)
            if text and passage:
                yield figures, text, passage


def _pieces(facts: Facts, glossary: Glossary) -> dict[str, _Piece]:
    out: dict[str, _Piece] = {}
    kinds = {u.span: u.kind for u in facts.unlisted}
    for key, span in actors(facts):
        kind = kinds.get(span) or glossary.kind(key)
        if kind in KINDS:
            out.setdefault(key, _Piece(kind, key)).spans.append(span)
    for m in _FIGURE.finditer(facts.plain):
        unit = _unit(facts.plain, Span(*m.span()))
        if unit:
            key = f"#{m.group().replace(',', '')} {unit}"
            out.setdefault(key, _Piece(unit, key)).spans.append(Span(*m.span()))
    return out


def _unit(plain: str, span: Span) -> str:
    """What a figure counts, in words of both languages for years, days and shares; "" where it cannot be told."""
    digits, after = span.of(plain), plain[span.end : span.end + 16]
    if _MONTH.search(plain[: span.start]):
        return "day" if len(digits) < 3 else ""
    found = (_UNIT_JA if has_japanese(plain) else _UNIT_EN).match(after)
    unit = found.group().strip() if found else ""
    if len(digits) == 4 and (unit == "年" or (not has_japanese(plain) and digits.isdigit() and 1000 <= int(digits) < 2100)):
        return "year"
    return "percent" if unit in _PERCENT else {"日": "day", "年": "", "月": ""}.get(unit, unit)


def _side_by_side(plain: str, one: _Piece, other: _Piece) -> bool:
    places = sorted([(s.start, s.end, 0) for s in one.spans] + [(s.start, s.end, 1) for s in other.spans])
    return any(a[2] != b[2] and _BETWEEN.match(plain[a[1] : b[0]]) for a, b in pairwise(places))


def _in_language_of(first: Facts, second: Facts, piece: _Piece, glossary: Glossary) -> str:
    """What a piece of the second text is called in the first, which does not hold it; "" where that is not known."""
    shown = piece.spans[0].of(second.plain)
    if piece.key[0] == "#" or first.language == second.language:
        return shown
    return next(iter(glossary.translations([piece.key], first.language, 1)), "")


def _same_form(shown: str, other: str, glossary: Glossary, key: str, other_key: str) -> bool:
    """Whether both are nouns, or both adjectives: France, Iraq; French, Iraqi."""
    forms = (glossary.translations([k], "en") for k in (key, other_key))
    noun, other_noun = (text in names if names else None for text, names in zip((shown, other), forms, strict=True))
    return has_japanese(shown + other) or noun == other_noun


def _put(plain: str, one: _Piece, instead: str, other: _Piece | None, instead_of_other: str) -> str:
    """A text with the one in the places of the other, and the other way round; "" where places overlap."""
    places = sorted([(s, instead) for s in one.spans] + [(s, instead_of_other) for s in (other.spans if other else [])], key=lambda p: p[0].start)
    out, at = "", 0
    for span, text in places:
        if span.start < at:
            return ""
        out, at = out + plain[at : span.start] + text, span.end
    return out + plain[at:]
