"""What a chat model writes is held more strictly than sentences of the documents: nothing firmer, nothing uncovered.

A model's sentence that is turned away costs little: it is repaired, or the embedded engine answers. So beside
the gate's own support no check may find the evidence weaker or against the claim, no designation may be the claim's own
(Su-25 for Su-35), and no word may be without a counterpart in the evidence. In return the support itself may be
lower than where a reader's draft is checked: paraphrases are what a model is for.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import combinations

from assistant.text.alignment import Aligner, TermSpace
from assistant.text.analysis import Facts
from assistant.text.names import Glossary
from assistant.values import Label, Reason, Verdict
from assistant.verification.checks import Check, State
from assistant.verification.gate import Finding, Witness, groups, hold, judge

NOT_WEAKER = frozenset({"numbers", "dates", "names", "firmness", "polarity"})
SUPPORT, WORST = 0.75, 0.25
"""Least support, and least cover of the claim's least covered word. On the scripted replies (tests/answering; gate weights
36ddc03d) support 0.5 · 0.75 · 0.85 lets 88 · 86 · 51 of 112 good paraphrases and 10 · 7 · 6 of 179 falsified ones through;
without the floor under the least covered word, 0.75 lets 95 and 10 through."""
EXCHANGED = 0.03
"""How much closer to its evidence a claim may come by exchanging two of its names. Of the scripted replies, this turns away the
six exchanged roles that ``roles`` misses, and three good paraphrases."""
_WORD = re.compile(r"[A-Za-z]+|[ァ-ヴー]+|[一-龯々]|[ぁ-ん]|\d+")
_DESIGNATION = re.compile(r"(?<![A-Za-z0-9])[A-Za-z]{1,6}[-‐‑–]?\d+[A-Za-z0-9]*(?![A-Za-z0-9])")


def judge_written(claim: Facts, witnesses: Sequence[Witness], space: TermSpace, glossary: Glossary) -> Verdict:
    """The verdict on a freely written claim; the reasons of one that is turned away are for its repair."""
    verdict = judge(claim, witnesses, space, glossary)
    if not witnesses or any(r.check == "quoted" for r in verdict.reasons):
        return verdict
    by_key, aligner = {w.key: w for w in witnesses}, Aligner(claim, space)
    findings = [hold(claim, group, aligner, space, glossary) for group in groups(witnesses)]
    held = [(f, _against(claim, f, [by_key[k] for k in f.keys], glossary)) for f in findings]
    fine = [f for f, reasons in held if not reasons]
    best = max(fine, key=lambda f: (f.support, -len(f.keys), f.keys), default=None)
    if best is not None:
        return Verdict(Label.SUPPORTED, (Reason("covered"),), round(best.support, 3), best.keys)
    if verdict.label is Label.CONTRADICTED:
        return verdict
    nearest, reasons = max(held, key=lambda h: (h[0].support, -len(h[0].keys), h[0].keys))
    return Verdict(Label.NOT_FOUND, reasons, round(nearest.support, 3), nearest.keys)


def _against(claim: Facts, finding: Finding, witnesses: Sequence[Witness], glossary: Glossary) -> tuple[Reason, ...]:
    """What speaks against a claim, held against these witnesses."""
    reasons = [Reason(f"{c.name}_{c.state.value}", c.claim, c.source) for c in finding.checks if _bad(c)]
    told = {_plain(m) for w in witnesses for f in w.forms for m in _DESIGNATION.findall(f.plain)}
    reasons += [Reason("names_missing", m) for m in _DESIGNATION.findall(claim.plain) if _plain(m) not in told]
    if _exchanged(claim, [f for w in witnesses for f in w.forms if f.language == claim.language], glossary):
        reasons.append(Reason("roles_conflicts"))
    says = claim.terms or claim.names or claim.quantities or claim.dates
    if not says or finding.features["worst"] < WORST or finding.support < SUPPORT:
        reasons.append(Reason("uncovered"))
    return tuple(reasons)


def _bad(check: Check) -> bool:
    return check.state is State.CONFLICTS or (check.name in NOT_WEAKER and not check.fine)


def _exchanged(claim: Facts, forms: Sequence[Facts], glossary: Glossary) -> bool:
    """Whether a claim reads more like its evidence, word for word, with two names of one kind exchanged."""
    said = _masked(claim)
    source = max((_masked(f) for f in forms), key=lambda other: alike(said, other), default=())
    shared = sorted({w for w in said if w[0] == "#"} & set(source))
    pairs = [(a, b) for a, b in combinations(shared, 2) if glossary.kind(a[1:]) == glossary.kind(b[1:])]
    here = alike(said, source)
    return any(alike(tuple({a: b, b: a}.get(w, w) for w in said), source) > here + EXCHANGED for a, b in pairs)


def alike(words: tuple[str, ...], others: tuple[str, ...]) -> float:
    """Ratcliff and Obershelp's ratio, from 0 to 1: twice the share of words in common stretches.

    >>> alike(("#a", "trusts", "#b"), ("#b", "never", "trusts", "#a")) < alike(("#b", "trusts", "#a"), ("#b", "never", "trusts", "#a"))
    True
    """
    return SequenceMatcher(None, words, others, autojunk=False).ratio()


@lru_cache(maxsize=4096)
def _masked(facts: Facts) -> tuple[str, ...]:
    """The words of a sentence, Japanese ones by character, with "#" and the entity for each name."""
    out: list[str] = []
    at = 0
    for name in sorted(facts.names, key=lambda n: n.span.start):
        if name.span.start >= at:
            out += [*_WORD.findall(facts.plain[at : name.span.start].lower()), f"#{name.ids[0]}"]
            at = name.span.end
    return (*out, *_WORD.findall(facts.plain[at:].lower()))


def _plain(designation: str) -> str:
    return re.sub(r"[^a-z0-9]", "", designation.lower())
