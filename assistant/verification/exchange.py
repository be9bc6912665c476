"""Two small readings of a sentence word for word: its designations, and whether it reads better with two names exchanged."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import combinations

from assistant.text.analysis import Facts
from assistant.text.names import Glossary
from assistant.verification.checks import Check, State

EXCHANGED = 0.03
"""How much closer to its evidence a claim may come by exchanging two of its names. Of the scripted replies, this turns away the
six exchanged roles that ``roles`` misses, and three good paraphrases."""
_WORD = re.compile(r"[A-Za-z]+|[ァ-ヴー]+|[一-龯々]|[ぁ-ん]|\d+")
_DESIGNATION = re.compile(r"(?<![A-Za-z0-9])[A-Za-z]{1,6}[-‐‑–]?\d+[A-Za-z0-9]*(?![A-Za-z0-9])")


def check_designations(claim: Facts, evidence: Sequence[Facts]) -> Check:
    """CONFLICTS when a designation of the claim (Su-25) stands nowhere in the evidence."""
    own = _DESIGNATION.findall(claim.plain)
    if not own:
        return Check("designations", State.NOTHING)
    told = {_plain(m) for f in evidence for m in _DESIGNATION.findall(f.plain)}
    strange = [m for m in own if _plain(m) not in told]
    if strange:
        return Check("designations", State.CONFLICTS, strange[0], next(iter(sorted(told)), ""))
    return Check("designations", State.AGREES)


def exchanged(claim: Facts, forms: Sequence[Facts], glossary: Glossary) -> bool:
    """Whether a claim reads more like its evidence, word for word, with two names of one kind exchanged."""
    said = _masked(claim)
    told = [_masked(f) for f in forms]
    source = max(told, key=lambda other: alike(said, other)) if len(told) > 1 else next(iter(told), ())
    shared = sorted({w for w in said if w[0] == "#"} & set(source))
    pairs = [(a, b) for a, b in combinations(shared, 2) if glossary.kind(a[1:]) == glossary.kind(b[1:])]
    if not pairs:
        return False
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
