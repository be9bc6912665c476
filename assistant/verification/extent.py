"""All, most or some: does the claim say it of more than its evidence does?"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from assistant.text.analysis import Facts
from assistant.text.normalize import normalize
from assistant.verification.checks import Check, State

_NEARLY_ALL = re.compile(r"ほぼ(?:すべて|全て|全員|全部)|\b(?:near|almost|virtual|practical)\w* (?:all|every|each|entire|complete|whol)\w*")
_NOT_ALL = re.compile(r"(?:すべて|全員|全部)(?:では|が|は)な|必ずしも(?:[^。、]{0,10}(?:すべて|全て|全員|全部))?|\bnot (?:all|every|always|entirely|fully)\w*")
_NONE_OF_THESE = re.compile(r"\b(?:above all|at all|after all|in all|all but|all over|not any)\b")
_EXTENTS = (
    re.compile(
        r"すべて|全て|全員|全部|全会一致|いずれも|例外なく|あらゆる|一律"
        r"|\b(?:all|every(?:one|body|thing)?|each|entire(?:ly)?|whol(?:e|ly)|always|unanimous(?:ly)?|without exception|invariably)\b"
    ),
    re.compile(r"大半|大多数|大部分|ほとんど|多くの|多くは|大方|おおむね|概ね|たいてい|過半|\b(?:most(?!\s+\w+(?:\s+\w+)?\s+of\b)|majority|many|usually|generally|typically)\b"),
    re.compile(
        r"一部|いくつか|数人|中には|何人か|場合もある|向きもある"
        r"|\b(?:some(?! [\d,.]+)|several|a few|partly|partial(?:ly)?|sometimes|a handful|a number of)\b"
    ),
)


def check_extent(claim: Facts, evidence: Sequence[Facts]) -> Check:
    """CONFLICTS when the claim speaks of all where the evidence has most or some, or of most where it has some.

    Where the evidence says nothing of the kind, this says nothing either.
    """
    said, told = extents(claim.plain), frozenset[int]().union(*(extents(f.plain) for f in evidence))
    if not said:
        return Check("extent", State.NOTHING)
    most = min(said)
    if told and min(told) > most:
        return Check("extent", State.CONFLICTS, _shown(most, claim), next(s for f in evidence for s in (_shown(min(told), f),) if s))
    return Check("extent", State.AGREES)


@lru_cache(maxsize=8192)
def extents(text: str) -> frozenset[int]:
    """Which extents a text names: 0 all, 1 most, 2 some.

    >>> extents("All sheep recover."), extents("most animals recover"), extents("ほぼすべての手段"), extents("It rained.")
    (frozenset({0}), frozenset({1}), frozenset({1}), frozenset())
    """
    plain = _NONE_OF_THESE.sub("", normalize(text))
    found = {n for n, words in ((1, _NEARLY_ALL), (2, _NOT_ALL)) if words.search(plain)}
    plain = _NOT_ALL.sub("", _NEARLY_ALL.sub("", plain))
    return frozenset(found | {n for n, words in enumerate(_EXTENTS) if words.search(plain)})


def _shown(extent: int, facts: Facts) -> str:
    plain = normalize(facts.plain)
    for words in (_EXTENTS[extent], _NEARLY_ALL, _NOT_ALL):
        match = words.search(plain)
        if match:
            return match.group()
    return ""
