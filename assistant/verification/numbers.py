"""Do the figures of a claim stand in its evidence, with their scale, unit and hedge?"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.text.alignment import TermSpace
from assistant.text.analysis import Facts
from assistant.text.quantities import Agreement, Quantity, agree
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


OTHERS, OWN = 0.5, 0.15
"""How much more the words beside a figure must belong to another figure of the evidence, together, and how much more one of them may belong to its own."""
_CUT = re.compile(r"[、,;:。]|\b(?:and|while|whereas|but|against)\b")


def check_places(claim: Facts, evidence: Sequence[Facts], space: TermSpace) -> Check:
    """CONFLICTS when a figure of the claim stands in the evidence, but what the claim says of it is said there of another figure
    of the kind: wind 17 percent, where wind has 27 and nuclear power 17.

    Every word goes with the nearest figure of the kind, a comma or an "and" between them counting as 12 characters.
    """
    for q in claim.quantities:
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
                if sum(m for m in more if m > 0) >= OTHERS and not any(m < -OWN for m in more):
                    return Check("places", State.CONFLICTS, q.text, other.text)
    return Check("places", State.AGREES if claim.quantities else State.NOTHING)


def _beside(q: Quantity, figures: Sequence[Quantity], facts: Facts) -> list[Term]:
    return [t for t in facts.terms if min(figures, key=lambda f: (_distance(f, t, facts.plain), f.span.start)) is q]


def _distance(q: Quantity, term: Term, plain: str) -> int:
    low, high = (q.span.end, term.start) if q.span.end <= term.start else (term.end, q.span.start)
    return high - low + 12 * len(_CUT.findall(plain[low:high])) if low < high else 0


def _likeness(term: Term, others: Sequence[Term], space: TermSpace) -> float:
    return 1.0 if any(o.key == term.key for o in others) else space.nearest(term.shown, [o.shown for o in others])
