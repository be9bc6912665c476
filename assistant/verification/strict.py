"""What a chat model writes is held more strictly than sentences of the documents: nothing firmer, nothing uncovered.

A model's sentence that is turned away costs little: it is repaired, or the embedded engine answers. So a claim
that the gate supports must, besides, have no check that found the evidence weaker, no designation of its
own (Su-25 for Su-35), something to say ("It is so." has nothing), and no word that the evidence and its surroundings leave without a counterpart.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.text.alignment import Aligner, TermSpace
from assistant.text.analysis import Facts
from assistant.text.names import Glossary
from assistant.values import Label, Reason, Verdict
from assistant.verification.gate import Witness, hold

NOT_WEAKER = ("numbers", "dates", "names", "firmness", "polarity")
WORST = 0.25
"""Cover of a claim's least covered word. On the scripted replies (tests/answering), with the gate of 11/2026: below it lie
8 of 10 invented additions that the gate alone let through, and 9 of 103 good paraphrases."""
_DESIGNATION = re.compile(r"(?<![A-Za-z0-9])[A-Za-z]{1,6}[-‐‑–]?\d+[A-Za-z0-9]*(?![A-Za-z0-9])")


def held_strictly(claim: Facts, verdict: Verdict, witnesses: Sequence[Witness], space: TermSpace, glossary: Glossary) -> Verdict:
    """The verdict of ``gate.judge``, or NOT_FOUND with the reason when a freely written claim goes beyond its evidence.

    ``witnesses`` are those of the verdict.
    """
    if verdict.label is not Label.SUPPORTED or any(r.check == "quoted" for r in verdict.reasons):
        return verdict
    finding = hold(claim, witnesses, Aligner(claim, space), space, glossary)
    weak = [c for c in finding.checks if c.name in NOT_WEAKER and not c.fine]
    reasons = [Reason(f"{c.name}_{c.state.value}", c.claim, c.source) for c in weak]
    told = {_plain(m) for w in witnesses for f in w.forms for m in _DESIGNATION.findall(f.plain)}
    reasons += [Reason("names_missing", m) for m in _DESIGNATION.findall(claim.plain) if _plain(m) not in told]
    says = claim.terms or claim.names or claim.quantities or claim.dates
    if not says or finding.features["worst"] < WORST:
        reasons.append(Reason("uncovered"))
    return Verdict(Label.NOT_FOUND, tuple(reasons), verdict.support, verdict.evidence) if reasons else verdict


def _plain(designation: str) -> str:
    return re.sub(r"[^a-z0-9]", "", designation.lower())
