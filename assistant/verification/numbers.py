"""Do the figures of a claim stand in its evidence, with their scale, unit and hedge?"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.text.alignment import TermSpace
from assistant.text.analysis import Facts
from assistant.text.quantities import COUNTING, Agreement, Quantity, agree
from assistant.text.terms import Term
from assistant.verification.checks import Check, State


def check_numbers(claim: Facts, evidence: Sequence[Facts]) -> Check:
    """AGREES when every figure of the claim has its equal; CONFLICTS when the evidence gives another one for the same thing.

    A figure that the evidence lacks altogether is MISSING.
    """
    if not claim.quantities:
        return Check("numbers", State.NOTHING)
    state, said, told = State.AGREES, "", ""
    for q in claim.quantities:
        if _each(q, claim.plain):
            continue
        results = [(agree(q, s), s) for f in evidence for s in f.quantities]
        kinds = [r for r, _ in results]
        if Agreement.EQUAL in kinds:
            continue
        soft = next(((r, s) for r, s in results if r is Agreement.HEDGE_DROPPED), None)
        if soft:
            if state is State.AGREES:
                state, said, told = State.WEAKER, q.text, soft[1].text
            continue
        hard = next(
            ((r, s) for r, s in results if r in {Agreement.VALUE_DIFFERS, Agreement.HEDGE_OPPOSED, Agreement.UNIT_DIFFERS} and not _taken(s, claim, q)), None
        )
        if hard:
            return Check("numbers", State.CONFLICTS, q.text, hard[1].text)
        state, said, told = State.MISSING, q.text, ""
    return Check("numbers", state, said, told)


_EACH = re.compile(r"(?:あたり|当たり|当り|につき|に(?:平均|約|およそ)?(?=[0-9約平]))")


def _each(q: Quantity, plain: str) -> bool:
    """Whether a one is no count but what a rate goes by: 1人あたり, 1年に平均."""
    return q.low == q.high == 1 and _EACH.match(plain, q.span.end) is not None


def _taken(source: Quantity, claim: Facts, but: Quantity) -> bool:
    """Whether another figure of the claim already stands for this one."""
    return any(q is not but and agree(q, source) is Agreement.EQUAL for q in claim.quantities)


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
        here = [o for o in claim.quantities if o.unit == q.unit]
        mine = _beside(q, here, claim)
        for facts in evidence:
            equal = [s for s in facts.quantities if agree(q, s) is Agreement.EQUAL]
            if not equal:
                continue
            there = [s for s in facts.quantities if s.unit == equal[0].unit]
            own = [t for s in equal for t in _beside(s, there, facts)]
            for other in there:
                if any(agree(o, other) in {Agreement.EQUAL, Agreement.HEDGE_DROPPED} for o in here):
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
