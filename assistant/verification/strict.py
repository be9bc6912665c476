"""What a chat model writes is held more strictly than sentences of the documents: nothing firmer, nothing uncovered.

A model's sentence that is turned away costs little: it is repaired, or the embedded engine answers. So beside
the gate's own support no check may find the evidence weaker or against the claim, no designation may be the claim's own
(Su-25 for Su-35), and no word may be without a counterpart in the evidence. In return the support itself may be
lower than where a reader's draft is checked: paraphrases are what a model is for.
"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.text.alignment import TermSpace
from assistant.text.analysis import Facts
from assistant.text.names import Glossary
from assistant.values import Label, Reason, Verdict
from assistant.verification.checks import Check, State
from assistant.verification.gate import Finding, Witness, findings, quotation, turned_away

NOT_WEAKER = frozenset({"numbers", "dates", "names", "firmness", "polarity"})
SUPPORT, WORST = 0.7, 0.25
"""Least support, and least cover of the claim's least covered word. On the scripted replies (tests/answering), support and cover
0.75, 0.1 · 0.75, 0.2 · 0.7, 0.25 · 0.85, 0.25 let 92 · 91 · 85 · 75 of 112 good paraphrases and 2 · 1 · 0 · 0 of 259 bad replies through."""


def judge_written(claim: Facts, witnesses: Sequence[Witness], space: TermSpace, glossary: Glossary) -> Verdict:
    """The verdict on a freely written claim; the reasons of one that is turned away are for its repair."""
    quoted = quotation(claim, witnesses)
    if quoted:
        return quoted
    found = findings(claim, witnesses, space, glossary)
    verdict = turned_away(found, found)
    if not found:
        return verdict
    held = [(f, _against(claim, f)) for f in found]
    fine = [f for f, reasons in held if not reasons]
    best = max(fine, key=lambda f: (f.support, -len(f.keys), f.keys), default=None)
    if best is not None:
        return Verdict(Label.SUPPORTED, (Reason("covered"),), round(best.support, 3), best.keys)
    if verdict.label is Label.CONTRADICTED:
        return verdict
    nearest, reasons = max(held, key=lambda h: (h[0].support, -len(h[0].keys), h[0].keys))
    return Verdict(Label.NOT_FOUND, reasons, round(nearest.support, 3), nearest.keys)


def _against(claim: Facts, finding: Finding) -> tuple[Reason, ...]:
    """What speaks against a claim, held against its witnesses."""
    reasons = [Reason(f"{c.name}_{c.state.value}", c.claim, c.source) for c in finding.checks if _bad(c)]
    if finding.features["exchanged"]:
        reasons.append(Reason("exchange_conflicts"))
    says = claim.terms or claim.names or claim.quantities or claim.dates
    if not says or finding.features["worst"] < WORST or finding.support < SUPPORT:
        reasons.append(Reason("uncovered"))
    return tuple(reasons)


def _bad(check: Check) -> bool:
    return check.state is State.CONFLICTS or (check.name in NOT_WEAKER and not check.fine)
