"""Whether a sentence holds the kind of thing a question asks for."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answering.understanding import TOLD_BY_NUMBER, Asked, Query
from assistant.text.alignment import TermSpace
from assistant.text.analysis import Facts
from assistant.text.dates import DateExpr
from assistant.text.name_kinds import kind_wanted, may_be
from assistant.text.quantities import Quantity, read_quantities
from assistant.text.terms import stem
from assistant.values import Section, Span

DURATIONS = {"year", "month", "week", "day", "hour", "minute", "second", "decade", "century"}
LENGTHS = {"km", "m", "cm", "mm", "mile", "ft", "yard", "inch"}
MONEY = {"JPY", "USD", "EUR", "KRW", "CNY", "RUB", "GBP", "cent"}
COUNTERS = {"person", "item", "round", "country", "time", ""}
SIMILAR_NOUN, OTHER_NOUN = 0.35, 0.15
"""Likeness of the thing counted and the thing asked for from which they may be one, and up to which they are two."""
OF_ALL = 0.4
"""How far a share answers "how many"."""
_REASON = re.compile(
    r"ため|から(?:だ|で|こそ|です|、)|ので|により|によって|理由|原因|背景|要因|せいで|結果|恐れ|目的|狙い|というのも|なぜなら|必要|意味|"
    r"\b(?:because|since|due to|owing to|as a result|reason|in order to|so that|therefore|thus|fear\w*|aim\w*|purpose|to (?:avoid|prevent|secure|obtain|strengthen|show|reduce)|given|in view of|factor|cause[sd]?|want(?:s|ed)?|need(?:s|ed)?|means? that)\b",
    re.IGNORECASE,
)


def satisfies(query: Query, forms: Sequence[Facts], section: Section, space: TermSpace) -> float:
    """How far a sentence (in the languages it is to be had in) holds what is asked for, 0 to 1; 1 where nothing special is."""
    if query.asked.named and any(_unnamed(query.asked, facts) for facts in forms):
        return 0.1
    return max((_one(query, facts, section, space) for facts in forms), default=0.0)


def _one(query: Query, facts: Facts, section: Section, space: TermSpace) -> float:
    asked, known = query.asked, query.facts
    if asked.kind == "number":
        return _number(asked, known, facts, space)
    if asked.kind == "date":
        return max((_date(asked, known, d) for d in facts.dates), default=0.0)
    if asked.kind == "who":
        return _who(query, facts, section)
    if asked.kind == "where":
        return _where(known, facts)
    if asked.kind == "why":
        return 1.0 if _REASON.search(facts.plain) else 0.3
    if asked.kind == "list":
        return 1.0 if len(re.findall(r"[、,,・]|\band\b|および|及び|と(?=[^、。]{1,12}(?:や|を|の|が|は|に))", facts.plain)) >= 2 else 0.4
    if asked.named:
        return _named(query, facts)
    return 1.0


def _numbered(asked: Asked, known: Facts) -> re.Pattern[str] | None:
    """How the number of the thing asked for is written, where it is told by one: which article, 第何条; not how many articles."""
    if asked.kind == "number":
        return TOLD_BY_NUMBER.get(asked.unit) if f"第何{asked.unit}" in known.plain else None
    return TOLD_BY_NUMBER.get(asked.noun) if asked.named else None


def _named(query: Query, facts: Facts) -> float:
    """How far a sentence gives a name of the kind asked for that the question does not give itself."""
    asked, known = query.asked, query.facts
    numbered = _numbered(asked, known)
    if numbered:
        return 1.0 if numbered.search(facts.plain.lower()) else 0.1
    wanted, told = kind_wanted(asked.noun), known.plain.lower()
    listed = [n for n in facts.names if not set(n.ids) & known.ids and may_be(n.kind, wanted)]
    unlisted = [u for u in facts.unlisted if u.text.lower() not in told and may_be(u.kind, wanted)]
    if not listed and not unlisted:
        return 0.1
    return 0.9 if not wanted or listed or any(u.kind for u in unlisted) else 0.6


def places(query: Query, facts: Facts, space: TermSpace) -> list[Span]:
    """Where a sentence holds what could be the answer: figures, dates and names of the kind asked for which the question does not give itself;
    marks of a reason for a why."""
    asked, known = query.asked, query.facts
    numbered = _numbered(asked, known)
    if numbered:
        return [Span(*m.span()) for m in numbered.finditer(facts.plain.lower())]
    if asked.kind == "number":
        given = {(q.low, q.high) for q in known.quantities}
        none = [Span(*m.span()) for m in _NONE.finditer(facts.plain)]
        return none + [q.span for q in facts.quantities if ((q.low, q.high) not in given or q.unit == "percent") and _unit(asked.unit, q, space) >= 0.3]
    if asked.kind == "date":
        return [d.span for d in facts.dates if _date(asked, known, d) >= 0.3]
    if asked.kind == "why":
        return [Span(*m.span()) for m in _REASON.finditer(facts.plain)]
    if asked.kind in {"who", "where"} or asked.named:
        wanted = {"who": "person", "where": "place"}.get(asked.kind) or kind_wanted(asked.noun)
        listed = [n.span for n in facts.names if not set(n.ids) & known.ids and may_be(n.kind, wanted)]
        told = known.plain.lower()
        return listed + ([u.span for u in facts.unlisted if u.text.lower() not in told and may_be(u.kind, wanted)] or _foreign(known, facts))
    return []


_KATAKANA = re.compile(r"[ァ-ヴー・]{3,}")


def _foreign(known: Facts, facts: Facts) -> list[Span]:
    """Words in katakana that the question does not hold: a name that no dictionary has may be among them."""
    return [Span(*m.span()) for m in _KATAKANA.finditer(facts.plain) if m.group() not in known.plain]


_UNNAMED = re.compile(r"(?:ある|某|匿名の|とある|一人の)(?=[一-龥ァ-ヴ])|\b(?:an?|one|another|unnamed|anonymous|certain|some)\s+(?:(?:senior|high-ranking|unnamed|anonymous|top|certain|former|retired)\s+)*", re.IGNORECASE)


def _unnamed(asked: Asked, facts: Facts) -> bool:
    """Whether the sentence speaks of what is asked for without naming it ("a senior official", 「ある高官」)."""
    if not asked.noun:
        return False
    key = stem(asked.noun) if asked.noun.isascii() else asked.noun
    for match in _UNNAMED.finditer(facts.plain):
        following = [t for t in facts.terms if match.end() <= t.start < match.end() + 24][:3]
        if any(t.key == key or (not key.isascii() and (key in t.key or t.key in key) and len(t.key) > 1) for t in following):
            return True
    return False


def _number(asked: Asked, known: Facts, facts: Facts, space: TermSpace) -> float:
    """How far a sentence gives a figure of the unit asked for that the question does not give itself."""
    numbered = _numbered(asked, known)
    if numbered:
        return float(numbered.search(facts.plain.lower()) is not None)
    given = {(q.low, q.high) for q in known.quantities}
    best = 0.0
    for q in facts.quantities:
        if (q.low, q.high) in given and q.unit != "percent":
            continue
        best = max(best, _unit(asked.unit, q, space))
    counts = asked.unit not in {"money", "percent", "duration", "length", "age"}
    return max(best, 0.5) if counts and _NONE.search(facts.plain) else best


_NONE = re.compile(
    r"\b(?:nobody|no one|none|not one|not a single)\b|(?:誰も|(?<![0-9一二三四五六七八九十百])(?:1|一)(?:人|つ|件|台|隻|発|度|回|本|社|校|か国|カ国)も)[^、。]{0,16}(?:な[いかく]|ず|ません)|皆無|ゼロ(?=だ|で(?:あ|し)|に|[、。]|$)",
    re.IGNORECASE,
)
"""Answers to "how many" without a figure."""


def _unit(wanted: str, q: Quantity, space: TermSpace) -> float:
    if not wanted:
        return 0.8 if q.unit not in {"rank"} else 0.3
    if wanted == "age":
        return 1.0 if q.unit == "age" else 0.3 if q.unit == "" and q.low == q.high and 10 <= q.low <= 110 else 0.0
    if wanted in {"duration", "length"}:
        return 1.0 if q.unit in (DURATIONS if wanted == "duration" else DURATIONS | LENGTHS) else 0.0
    if wanted == "money":
        return 1.0 if q.unit in MONEY else 0.0
    if wanted in {"percent", "割", "パーセント", "%", "分の"}:
        return 1.0 if q.unit == "percent" else 0.0
    model = next(iter(read_quantities(f"3{wanted}") or read_quantities(f"3 {wanted}")), None)
    unit = model.unit if model else ""
    if wanted == "度" and q.unit in {"celsius", "degree"}:
        return 1.0
    if unit and unit not in COUNTERS:
        return 1.0 if q.unit == unit or {q.unit, unit} <= {"kiloton", "megaton"} or {q.unit, unit} <= {"kg", "ton"} or {q.unit, unit} <= {"km", "m"} else 0.0
    if q.unit == "percent":
        return OF_ALL
    if q.unit not in COUNTERS:
        return 0.0
    if unit and q.unit and unit != "item" and q.unit == unit:
        return 1.0
    noun = (model.noun if model else "") or wanted
    if q.noun and noun and noun.isascii():
        head = q.noun.split()[-1]
        near = space.similarity(noun, head)
        return 1.0 if near >= SIMILAR_NOUN else 0.35 if near > OTHER_NOUN else 0.2
    if unit and q.unit and unit != q.unit:
        return 0.15
    return 0.6


def _date(asked: Asked, known: Facts, date: DateExpr) -> float:
    if asked.precision == "day" and date.day is None:
        return 0.1
    if asked.precision == "month" and date.month is None:
        return 0.1
    if asked.precision == "year" and date.year is None and not date.relative:
        return 0.15
    fields = {"day": date.day, "month": date.month, "year": date.year}
    for other in known.dates:
        told = {"day": other.day, "month": other.month, "year": other.year}
        if all(v is None or v == told[k] for k, v in fields.items()):
            return 0.1
    return 1.0 if asked.precision or date.precision in {"day", "month", "year"} else 0.7


def _who(query: Query, facts: Facts, section: Section) -> float:
    known = query.facts
    people = [n for n in facts.names if n.kind == "person" and not set(n.ids) & known.ids]
    if people:
        return 1.0
    told = known.plain.lower()
    new = [u for u in facts.unlisted if u.text.lower() not in told]
    if any(u.kind == "person" for u in new):
        return 1.0
    if any(not u.kind for u in new):
        return 0.6
    if not new and _foreign(known, facts):
        return 0.4
    if may_say(query, section):
        return 0.7
    return 0.05


def may_say(query: Query, section: Section) -> bool:
    """Whether the author of a section may be the one asked for: who says or writes something, and is not named himself."""
    told = query.facts.plain.lower()
    return query.asks_who_says and bool(section.names) and not any(name.lower() in told for name in section.names)


def _where(known: Facts, facts: Facts) -> float:
    places = [n for n in facts.names if n.kind in {"place", "country"} and not set(n.ids) & known.ids]
    if any(n.kind == "place" for n in places):
        return 1.0
    if places:
        return 0.6
    new = [u for u in facts.unlisted if u.text.lower() not in known.plain.lower()]
    if any(u.kind in {"place", "country"} for u in new):
        return 0.9
    if any(not u.kind for u in new):
        return 0.5
    return 0.4 if not new and _foreign(known, facts) else 0.1
