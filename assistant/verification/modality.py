"""Is the claim said as firmly as its evidence, in the same voice, with the same yes or no?"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.text.analysis import Facts
from assistant.text.modality import ANTONYMS, poles
from assistant.verification.checks import Check, State


def check_firmness(claim: Facts, evidence: Sequence[Facts]) -> Check:
    """WEAKER when the evidence hedges or reports what the claim states as fact."""
    if claim.modality.hedged or claim.modality.attributed:
        return Check("firmness", State.AGREES)
    for facts in evidence:
        m = facts.modality
        if m.hedged or m.attributed:
            return Check("firmness", State.WEAKER, "", m.hedge or m.attribution)
    return Check("firmness", State.AGREES)


def check_polarity(claim: Facts, evidence: Facts) -> Check:
    """CONFLICTS when one side denies what the other affirms, by grammar or by an opposite word."""
    mine, theirs = claim.modality, evidence.modality
    sides, others = poles(claim.plain), poles(evidence.plain)
    flipped = [n for n, side in sides.items() if side and others.get(n) == -side]
    odd = (mine.negations - theirs.negations) % 2 != 0
    if flipped and not odd:
        up, down = ANTONYMS[flipped[0]]
        first, second = (up, down) if sides[flipped[0]] > 0 else (down, up)
        a, b = first.search(claim.plain.lower()), second.search(evidence.plain.lower())
        return Check("polarity", State.CONFLICTS, a.group() if a else "", b.group() if b else "")
    if odd and not flipped:
        return Check("polarity", State.CONFLICTS, mine.negation, theirs.negation)
    return Check("polarity", State.AGREES)
