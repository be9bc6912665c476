"""Words of both languages that say the same, and words that are told apart although they keep the same company: to sign and to ratify.

Vectors of single words find 署名 and 批准 as near as 署名 and signature, and 供与 no nearer to "hand over" than to much else. A group holds
words of both languages that may stand for one another in a paraphrase or a translation. A family holds groups that exclude one another (a
sentence about one of them says nothing of another), or a single group. A word of several senses stands in several families; in two groups of
one family only where it tells of both (死傷). Japanese is listed as Sudachi normalises it, English by base forms and irregular ones. This is
data about the two languages; it knows no document.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from assistant.text.terms import stem


def _families(text: str) -> dict[str, tuple[str, ...]]:
    """Lines of "family: words | words"; others are blank or begin with #."""
    lines = (line.partition(":") for line in text.splitlines() if line and not line.startswith("#"))
    return {family: tuple(group.strip() for group in groups.split("|")) for family, _, groups in lines}


FAMILIES: Mapping[str, tuple[str, ...]] = _families(Path(__file__).with_name("concepts.txt").read_text("utf-8"))
"""Groups of words, by families in which each excludes the others; many a family has one group only."""
SAME, OTHER = 0.9, 0.15
"""How far a word of one's own group stands for a word, and how far one of another group of the family does at most."""


Groups = frozenset[tuple[str, int]]
"""The groups that a word belongs to: (family, place in it)."""


def key_of(word: str) -> str:
    """The key (see ``terms``) of a word as it is shown."""
    return stem(word) if word.isascii() else word


@lru_cache(maxsize=1)
def _table() -> dict[str, Groups]:
    out: dict[str, set[tuple[str, int]]] = {}
    for family, groups in FAMILIES.items():
        for place, group in enumerate(groups):
            for word in group.split():
                out.setdefault(key_of(word), set()).add((family, place))
    return {key: frozenset(found) for key, found in out.items()}


@lru_cache(maxsize=16_384)
def groups_of(key: str) -> Groups:
    """The groups a word belongs to, by its key (see ``terms``): those of itself, or of the longest listed end of a Japanese compound.

    >>> groups_of("署名") == groups_of("sign"), groups_of("署名") & groups_of("批准"), groups_of("ギリシア")
    (True, frozenset(), frozenset())
    """
    table = _table()
    if key in table or key.isascii():
        return table.get(key, frozenset())
    for start in range(1, len(key) - 1):
        if key[start:] in table:
            return table[key[start:]]
    return frozenset()


def relation(a: Groups, b: Groups) -> int:
    """1 where two words' groups meet, -1 where they only share a family, 0 otherwise."""
    if a & b:
        return 1
    return -1 if {family for family, _ in a} & {family for family, _ in b} else 0


@lru_cache(maxsize=1)
def _numbers() -> dict[Groups, int]:
    return {groups: i for i, groups in enumerate(dict.fromkeys([Groups(), *_table().values()]))}


@lru_cache(maxsize=16_384)
def kind_of(key: str) -> int:
    """A number for the groups a word belongs to, by its key: a row of ``relations``; 0 for a word that no group has."""
    return _numbers()[groups_of(key)]


@lru_cache(maxsize=1)
def relations() -> npt.NDArray[np.int8]:
    """(n, n) the ``relation`` of any two words by their ``kind_of``.

    >>> [int(relations()[kind_of(a), kind_of(b)]) for a, b in (("署名", "sign"), ("署名", "批准"), ("署名", "雨"))]
    [1, -1, 0]
    """
    families: dict[str, list[int]] = {}
    groups: dict[tuple[str, int], list[int]] = {}
    for number, kind in enumerate(_numbers()):
        for group in kind:
            families.setdefault(group[0], []).append(number)
            groups.setdefault(group, []).append(number)
    out = np.zeros((len(_numbers()),) * 2, np.int8)
    for members in families.values():
        out[np.ix_(members, members)] = -1
    for members in groups.values():
        out[np.ix_(members, members)] = 1
    return out
