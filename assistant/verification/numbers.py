"""Do the figures of a claim stand in its evidence, with their scale, unit and hedge?"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.text.analysis import Facts
from assistant.text.quantities import Agreement, Quantity, agree
from assistant.verification.checks import Check, State


def check_numbers(claim: Facts, evidence: Sequence[Facts]) -> Check:
    """AGREES when every figure of the claim has its equal; CONFLICTS when the evidence gives another one for the same thing.

    A figure that the evidence lacks altogether is MISSING.
    """
    if not claim.quantities:
        return Check("numbers", State.NOTHING)
    state, said, told = State.AGREES, "", ""
    for q in claim.quantities:
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


def _taken(source: Quantity, claim: Facts, but: Quantity) -> bool:
    """Whether another figure of the claim already stands for this one."""
    return any(q is not but and agree(q, source) is Agreement.EQUAL for q in claim.quantities)
