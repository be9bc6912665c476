"""Do the figures of a claim stand in its evidence, with their scale, unit and hedge?"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.text.alignment import TermSpace
from assistant.text.analysis import Facts
from assistant.text.quantities import COUNTING, Agreement, Quantity, agree, comparable, ends, one_of
from assistant.text.terms import Term
from assistant.verification.arithmetic import follows
from assistant.verification.checks import Check, State

FITTING = {Agreement.EQUAL, Agreement.ROUNDED}
TELLING = 20
"""From which value the same number of something else is hardly chance."""


def check_numbers(claim: Facts, evidence: Sequence[Facts]) -> Check:
    """AGREES when every figure of the claim has its equal, or one that it rounds fairly; CONFLICTS when the evidence gives another one for the same thing.

    A figure that the evidence lacks altogether is MISSING, and so is one that stands beside figures of something else only, or could be worked out
    although the evidence gives another for what may be the same thing; one that could be worked out of its figures and dates, and a small count of what it
    may list, are DERIVED.
    """
    if not claim.quantities:
        return Check("numbers", State.NOTHING)
    worst = Check("numbers", State.AGREES)
    for q in claim.quantities:
        if _each(q, claim.plain):
            continue
        results = [(_agreement(q, s, claim), s, f) for f in evidence for s in f.quantities]
        kinds = {r for r, _, _ in results}
        rate = _of_another_rate(q, claim, [(s, f) for r, s, f in results if r in FITTING or r is Agreement.HEDGE_DROPPED])
        if rate:
            return Check("numbers", State.CONFLICTS, *rate)
        if kinds & FITTING or _end_to_end(q, claim, evidence) or _unsaid(q, claim, evidence) or _bare(q, claim, results):
            rival = _of_the_whole(q, claim, [(s, f) for r, s, f in results if r in FITTING], evidence)
            if rival:
                return Check("numbers", State.CONFLICTS, q.text, rival)
            continue
        soft = next((s for r, s, _ in results if r is Agreement.HEDGE_DROPPED), None)
        if soft:
            if worst.state is State.AGREES:
                worst = Check("numbers", State.WEAKER, q.text, soft.text)
            continue
        left = [(r, s, f) for r, s, f in results if not _taken(s, claim, q)]
        hard = next((s for r, s, f in left if _conflict(r, q, s, claim, f)), None)
        worked_out = follows(q, evidence)
        if hard and not worked_out:
            return Check("numbers", State.CONFLICTS, q.text, hard.text)
        if hard or not (worked_out or _lists(q, claim, evidence)):
            worst = Check("numbers", State.MISSING, q.text)
        elif worst.state in {State.AGREES, State.WEAKER}:
            worst = Check("numbers", State.DERIVED, q.text)
    return worst


_OVER = re.compile(
    r"(?:percent|per cent|%|[0-9]|half|thirds?|quarters?|fifths?|fold)\s+over\s+(?:the\s+)?(?:(?:last|past|next|following|coming)\s+)?$", re.IGNORECASE
)
_SPANS = {"hour", "day", "week", "month", "year", "decade", "century"}


def _agreement(q: Quantity, source: Quantity, claim: Facts) -> Agreement:
    """As ``agree``, where "over two decades" may also be the time that something takes: by 15 percent over two decades."""
    found = agree(q, source)
    if found not in FITTING and q.hedge == "over" and q.unit in _SPANS and _OVER.search(claim.plain, 0, q.span.start):
        during = agree(replace(q, hedge=""), source)
        return during if during in FITTING else found
    return found


_RATES = (  # family, unit, Japanese, English after "per", English by itself
    ("time", "hour", "時間", "hour", "hourly"),
    ("time", "day", "日", "day", "daily"),
    ("time", "week", "週間|週", "week", "weekly"),
    ("time", "month", "か月|カ月|ヶ月|月", "month", "monthly"),
    ("time", "year", "年", "year|annum", "yearly|annually"),
    ("weight", "gram", "グラム", "gram|gramme|g", "-"),
    ("weight", "kilogram", "キログラム|キロ", "kilogram|kilogramme|kilo|kg", "-"),
    ("weight", "ton", "トン", "ton|tonne|t", "-"),
)
_RATE_JA = (
    r"(?:(?<![0-9一二三四五六七八九十百])(?:1|一)?(?:{unit})(?:当たり|あたり|当り|につき|ごとに?)|毎(?:{unit})|(?<![0-9一-龥の])(?:{unit})(?:間|額|量|産|収|に)?"
    r"|(?<![0-9一二三四五六七八九十百第])(?:1|一)(?:{unit})に)(?:の[一-龥ァ-ヴー]{{1,8}}[はが])?(?:約|およそ|平均|、|計)*$"
)
_RATE_EN = r"\s*(?:[a-z]+\s+){{0,2}}?(?:(?:an?|per|each|every)\s+(?:{unit})|{alone})\b"
_BEFORE = tuple((family, unit, re.compile(_RATE_JA.format(unit=ja))) for family, unit, ja, _, _ in _RATES)
_AFTER = tuple((family, unit, re.compile(_RATE_EN.format(unit=en, alone=alone), re.IGNORECASE)) for family, unit, _, en, alone in _RATES)
RATE_REACH = 20
"""Characters before a Japanese figure, or twice as many after an English one, in which 1人1日当たりの排出量は stands."""


def _rate(q: Quantity, facts: Facts) -> dict[str, tuple[str, str]]:
    """By what time and what weight a figure is reckoned, where the text says, and in which words: "528 grams a day" → {"time": ("day", "528 grams a day")}.

    A date (11月に300人) is none.
    """
    out = {}
    if facts.language == "ja":
        start = max(q.span.start - RATE_REACH, 0)
        for family, unit, pattern in _BEFORE:
            match = pattern.search(facts.plain[start : q.span.start])
            if match and not any(d.span.start < start + match.end() and start + match.start() < d.span.end for d in facts.dates):
                out[family] = (unit, match.group() + q.text)
        return out
    for family, unit, pattern in _AFTER:
        match = pattern.match(facts.plain[q.span.end : q.span.end + 2 * RATE_REACH])
        if match:
            out[family] = (unit, q.text + match.group())
    return out


def _of_another_rate(q: Quantity, claim: Facts, equals: Sequence[tuple[Quantity, Facts]]) -> tuple[str, str] | None:
    """The words of the claim and of the evidence where that reckons the figure by another time or weight (528 grams a day, not a month)."""
    mine = _rate(q, claim)
    found = None
    for s, f in equals:
        theirs = _rate(s, f)
        family = next((k for k in mine.keys() & theirs.keys() if mine[k][0] != theirs[k][0]), None)
        if family is None:
            return None
        found = found or (mine[family][1], theirs[family][1])
    return found


_WHOLE_AFTER = re.compile(r"[一-龥ァ-ヴー]{0,4}(?:の(?:うち|内|中(?:で|の|から))|中(?=[、\d約]))")
_WHOLE_BEFORE = re.compile(r"\d[\d,.]*\s+(?:\w+\s+)?(?:out\s+)?of\s+(?:the\s+|its\s+|their\s+|all\s+)?$", re.IGNORECASE)
_PART_BEFORE = re.compile(r"の(?:うち|内|中で)[、約およそ]{0,3}$")
_PART_AFTER = re.compile(r"(?:\s[a-z]+){0,3}\s+(?:out\s+)?of\s+(?:the|its|their|all|them|\d)", re.IGNORECASE)


def _is_whole(q: Quantity, facts: Facts) -> bool:
    """The 58 of 58店のうち40店, the 45 of "31 of 45"."""
    return bool(_WHOLE_AFTER.match(facts.plain, q.span.end) or _WHOLE_BEFORE.search(facts.plain[max(q.span.start - 30, 0) : q.span.start]))


def _is_part(q: Quantity, facts: Facts) -> bool:
    """The 40 of 58店のうち40店 or 加盟店のうち40店, the 31 of "31 of 45" or "31 of the schools"; what is a whole itself is none."""
    if _is_whole(q, facts):
        return False
    return bool(_PART_BEFORE.search(facts.plain[: q.span.start]) or (facts.language != "ja" and _PART_AFTER.match(facts.plain, q.span.end)))


def _of_the_whole(q: Quantity, claim: Facts, equals: Sequence[tuple[Quantity, Facts]], evidence: Sequence[Facts]) -> str:
    """What the evidence gives as the part, where the claim makes a part of a figure that is the whole there; "" where it does not."""
    if not equals or q.unit not in COUNTING or not _is_part(q, claim) or not all(_is_whole(s, f) for s, f in equals):
        return ""
    return next((s.text for f in evidence for s in f.quantities if s.unit in COUNTING and _is_part(s, f)), "")


def _conflict(agreement: Agreement, q: Quantity, source: Quantity, claim: Facts, facts: Facts) -> bool:
    """Whether another figure is one of the same thing: on one scale, and of what may be counted alike."""
    if agreement is Agreement.HEDGE_OPPOSED:
        return source.hedge != ""  # "less than the 15 litres" compares, and bounds nothing
    if agreement is Agreement.UNIT_DIFFERS:
        return comparable(q, source) or q.low >= TELLING
    if agreement is not Agreement.VALUE_DIFFERS:
        return False
    if q.unit == source.unit == "rank":
        return q.low >= TELLING or (claim.language == facts.language and _head(q) == _head(source) != "")
    if q.unit in COUNTING and q.unit != source.unit:
        return "person" not in {q.unit, source.unit}
    return True


def _head(q: Quantity) -> str:
    return q.noun.lower().split()[-1] if q.noun.strip() else ""


_DAY = re.compile(r"\bthe\s+$", re.IGNORECASE)
_FIRST = re.compile(r"(?<![a-z])first(?![a-z])|最初|初めて|はじめて|初の|第一|皮切り|先駆け|いち早く|真っ先|(?<![一-龥])まず(?!い|し)|手始め", re.IGNORECASE)


def _unsaid(q: Quantity, claim: Facts, evidence: Sequence[Facts]) -> bool:
    """A first for what the evidence calls first in words that are no figure, "the 13th" for a day of its dates; a one for "a shilling"."""
    if q.unit == "rank":
        if q.low == 1 and not q.text.endswith("位"):
            return any(_FIRST.search(f.plain) for f in evidence)
        return _DAY.search(claim.plain, 0, q.span.start) is not None and any(d.day == q.low for f in evidence for d in f.dates)
    return q.low == q.high == 1 and q.unit not in COUNTING and any(one_of(q.unit, f.plain) for f in evidence)


def _end_to_end(q: Quantity, claim: Facts, evidence: Sequence[Facts]) -> bool:
    """From 3 to 8 percent: a range in the one, its two ends in the other."""
    for f in evidence:
        if q.low != q.high and all(any(agree(end, s) in FITTING for s in f.quantities) for end in ends(q)):
            return True
        for s in f.quantities:
            if s.low != s.high and any(agree(q, end) in FITTING for end in ends(s)):
                return all(any(agree(o, end) in FITTING for o in claim.quantities) for end in ends(s))
    return False


def _bare(q: Quantity, claim: Facts, results: Sequence[tuple[Agreement, Quantity, Facts]]) -> bool:
    """Whether a figure without unit and noun is the same number of what is understood: years of age ("those of 65 or over"), or money as told in the claim
    before ("by 500 million yen, to 2.7 billion")."""
    if q.unit or q.noun:
        return False
    understood = {"age", *(o.unit for o in claim.quantities if comparable(o, replace(o, unit="JPY")))}
    return any(s.unit in understood and (s.low, s.high, s.hedge) == (q.low, q.high, q.hedge) for _, s, _ in results)


_POINTING = re.compile(r"(?<![a-z])(?:the|these|those|all|both|its|their)\s+$|(?:この|その|これら|それら)$", re.IGNORECASE)
MOST_NAMED, MOST_LISTED = 3, 5


def _lists(q: Quantity, claim: Facts, evidence: Sequence[Facts]) -> bool:
    """Whether a small count may be of what the evidence has one by one: so many are named there ("the two experts"), or it only points ("the three
    options", この3案)."""
    if q.unit not in {"", "person", "country", "item"} or q.low != q.high or q.low != int(q.low) or q.hedge or not 1 <= q.low <= MOST_LISTED:
        return False
    if q.unit in {"", "item"} and _POINTING.search(claim.plain[max(q.span.start - 8, 0) : q.span.start]):
        return True
    kinds = {"person": {"person", ""}, "country": {"country"}}.get(q.unit)
    named = (len({n.ids[0] for n in f.names if not kinds or n.kind in kinds} | {u.text for u in f.unlisted if not kinds or u.kind in kinds}) for f in evidence)
    return 1 < q.low <= MOST_NAMED and max(named, default=0) >= q.low


_EACH = re.compile(r"(?:あたり|当たり|当り|につき|に(?:平均|約|およそ)?(?=[0-9約平]))")


def _each(q: Quantity, plain: str) -> bool:
    """Whether a one is no count but what a rate goes by: 1人あたり, 1年に平均."""
    return q.low == q.high == 1 and _EACH.match(plain, q.span.end) is not None


def _taken(source: Quantity, claim: Facts, but: Quantity) -> bool:
    """Whether another figure of the claim already stands for this one."""
    return any(q is not but and agree(q, source) in FITTING for q in claim.quantities)


OTHERS, OWN, LONE = 0.5, 0.2, 0.15
"""How much more the words beside a figure must belong to another figure of the evidence, together; what share of that may belong more to
its own, or how much of any one word."""
APART = 30
"""Characters that a comma or an "and" between a word and a figure counts for."""
_CUT = re.compile(r"[、,;:。]|\b(?:and|while|whereas|but|against)\b")


def check_places(claim: Facts, evidence: Sequence[Facts], space: TermSpace) -> Check:
    """CONFLICTS when a figure of the claim stands in the evidence, but what the claim says of it is said there of another figure
    of the kind: wind 17 percent, where wind has 27 and nuclear power 17.

    Counts are left out: of 115 people, one is of the 115. Every word goes with the nearest figure of the kind, a comma or an
    "and" between them counting as APART characters.
    """
    for q in (q for q in claim.quantities if q.unit not in COUNTING and q.unit != "rank"):
        here = [o for o in claim.quantities if comparable(o, q)]
        mine = _beside(q, here, claim)
        for facts in evidence:
            equal = [s for s in facts.quantities if agree(q, s) is Agreement.EQUAL]
            if not equal:
                continue
            there = [s for s in facts.quantities if comparable(s, equal[0])]
            own = [t for s in equal for t in _beside(s, there, facts)]
            for other in there:
                if any(agree(o, other) in {*FITTING, Agreement.HEDGE_DROPPED} for o in here):
                    continue
                theirs = _beside(other, there, facts)
                more = [space.idf(t.key) * (_likeness(t, theirs, space) - _likeness(t, own, space)) for t in mine]
                theirs_more, own_more = sum(m for m in more if m > 0), -sum(m for m in more if m < 0)
                if theirs_more >= OTHERS and (own_more <= OWN * theirs_more or min(more) > -LONE):
                    return Check("places", State.CONFLICTS, q.text, other.text)
    return Check("places", State.AGREES if claim.quantities else State.NOTHING)


def _beside(q: Quantity, figures: Sequence[Quantity], facts: Facts) -> list[Term]:
    words = (t for t in facts.terms if not any(f.span.start < t.end and t.start < f.span.end for f in facts.quantities))
    return [t for t in words if min(figures, key=lambda f: (_distance(f, t, facts.plain), f.span.start)) is q]


def _distance(q: Quantity, term: Term, plain: str) -> int:
    low, high = (q.span.end, term.start) if q.span.end <= term.start else (term.end, q.span.start)
    return high - low + APART * len(_CUT.findall(plain[low:high])) if low < high else 0


def _likeness(term: Term, others: Sequence[Term], space: TermSpace) -> float:
    return 1.0 if any(o.key == term.key for o in others) else space.nearest(term.shown, [o.shown for o in others])
