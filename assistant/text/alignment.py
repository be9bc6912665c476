"""How much of one text's content another text covers, word by word, also across languages.

Each content word of the one is matched with the best word of the other: 1 for the same word or the
same entity, otherwise by the similarity of their vectors. Words count by how rare they are. This is
the recall side of BERTScore (Zhang et al., ICLR 2020) over words instead of pieces.
The function that makes vectors comes as an argument; nothing here knows a model.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt

from assistant.text.analysis import Facts
from assistant.text.concepts import OTHER, SAME, Groups, groups_of, key_of, relation
from assistant.values import Span

Vectors = npt.NDArray[np.float32]
LOW, HIGH = 0.40, 0.82
"""Cosines of USE word vectors: unrelated words stay below LOW, translations reach about HIGH (killed–died 0.81,
ratified–批准 0.69, soldiers–捕虜 0.39)."""


_PARTS = re.compile(
    r"[、,;:()「」]|(?:ため|ので|から|により|によって|として)(?=[^、])"
    r"|\b(?:and|but|or|because|while|after|before|by|with|for|since|when|although|as|than|so|to)\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Coverage:
    """``share``: covered weight, 0 to 1. ``worst``: the least covered word and how far it is covered, 1.0 without words."""

    share: float
    worst: float
    worst_term: str
    weight: float
    """Total weight of the words that were looked for."""


class TermSpace:
    """Vectors and weights of words, remembered between calls."""

    def __init__(self, embed: Callable[[Sequence[str]], Vectors], frequencies: Mapping[str, int], total: int) -> None:
        self._embed = embed
        self._places: dict[str, int] = {}
        self._matrix: Vectors = np.zeros((0, 0), np.float32)
        self._frequencies = frequencies
        self._total = max(total, 1)

    def idf(self, key: str) -> float:
        """ln(1 + N / df), as BM25 weights words, over its largest value; a word nobody uses weighs as one used once."""
        return math.log(1 + self._total / max(self._frequencies.get(key, 0), 1)) / math.log(1 + self._total)

    def places(self, shown: Sequence[str]) -> list[int]:
        """Rows of the words' vectors, made where they are not known yet."""
        missing = [w for w in dict.fromkeys(shown) if w not in self._places]
        if missing:
            vectors = self._embed(missing)
            used = len(self._places)
            if used + len(missing) > len(self._matrix):
                grown = np.zeros((max(2 * (used + len(missing)), 1024), vectors.shape[1]), np.float32)
                if used:
                    grown[:used] = self._matrix[:used]
                self._matrix = grown
            self._matrix[used : used + len(missing)] = vectors
            self._places.update({w: used + i for i, w in enumerate(missing)})
        return [self._places[w] for w in shown]

    def vectors(self, shown: Sequence[str]) -> Vectors:
        if not shown:
            return np.zeros((0, 1), np.float32)
        places = self.places(shown)
        return self._matrix[places]

    def similarity(self, a: str, b: str) -> float:
        """How alike two words are, 0 to 1."""
        return self.similarities(a, [b])[0]

    def similarities(self, word: str, others: Sequence[str]) -> list[float]:
        """How alike a word and each of ``others`` are, 0 to 1."""
        if not others:
            return []
        rows = self.vectors([word, *others])
        alike = np.asarray(_scaled(rows[1:] @ rows[0]), np.float64)[None]
        by_meaning(alike, [groups_of(key_of(word))], [groups_of(key_of(o)) for o in others])
        return [1.0 if o == word else float(s) for o, s in zip(others, alike[0], strict=True)]

    def nearest(self, word: str, others: Sequence[str]) -> float:
        """How alike a word and the most alike of ``others`` are, 0 to 1; 0 without others."""
        if not others or word in others:
            return float(bool(others))
        return max(self.similarities(word, others))


class Aligner:
    """One text's content words, held against other texts; each other text is read once."""

    def __init__(self, facts: Facts, space: TermSpace, beyond: tuple[Span, ...] = ()) -> None:
        """``beyond``: parts of the text whose words do not count."""
        self.terms = tuple(t for t in facts.terms if not any(s.start <= t.start < s.end for s in beyond))
        self._facts = facts
        self._ids = [facts.term_ids.get(t.key, frozenset()) for t in self.terms]
        names = [n.span for n in facts.names]
        self._named = [any(n.start < t.end and t.start < n.end for n in names) for t in self.terms]
        self._space = space
        self._vectors = space.vectors([t.shown for t in self.terms])
        self._weights = np.array([space.idf(t.key) for t in self.terms])
        self._groups = [groups_of(t.key) for t in self.terms]
        self._rows: dict[int, tuple[Facts, npt.NDArray[np.float64]]] = {}
        self._parts: dict[tuple[Span, ...], Aligner] = {}

    def without(self, beyond: tuple[Span, ...]) -> Aligner:
        """The same text, but for the words in some parts of it; made once."""
        if not beyond:
            return self
        if beyond not in self._parts:
            self._parts[beyond] = Aligner(self._facts, self._space, beyond)
        return self._parts[beyond]

    def row(self, other: Facts) -> npt.NDArray[np.float64]:
        """(n_terms,) how well ``other`` covers each word, 0 to 1."""
        known = self._rows.get(id(other))
        if known is not None:
            return known[1]
        if other.terms and self.terms:
            grid = np.asarray(_scaled(self._vectors @ self._space.vectors([t.shown for t in other.terms]).T), np.float64)
            by_meaning(grid, self._groups, [groups_of(t.key) for t in other.terms])
            out: npt.NDArray[np.float64] = grid.max(axis=1)
        else:
            out = np.zeros(len(self.terms))
        keys = {t.key for t in other.terms}
        for i, (term, ids) in enumerate(zip(self.terms, self._ids, strict=True)):
            if term.key in keys or (ids and ids & other.ids):
                out[i] = 1.0
        self._rows[id(other)] = (other, out)
        return out

    def coverage(self, others: Sequence[Facts], *, without_names: bool = False) -> Coverage:
        """How much of the text the ``others`` cover together: each word by the one that covers it best.

        ``without_names`` leaves out the words of listed names: what is said of them then decides.
        """
        chosen = [i for i in range(len(self.terms)) if not (without_names and self._named[i])]
        if not chosen:
            return Coverage(1.0, 1.0, "", 0.0)
        best = (np.max([self.row(o) for o in others], axis=0) if others else np.zeros(len(self.terms)))[chosen]
        weights = self._weights[chosen]
        total = float(weights.sum())
        worst = int(np.argmax(weights * (1 - best)))
        return Coverage(float(weights @ best / total), float(best[worst]), self.terms[chosen[worst]].shown, total)

    def loose(self, others: Sequence[Facts]) -> dict[str, float]:
        """``same``: share of words that stand in the ``others`` to the letter; ``loose``: how many have no counterpart at all (at most 4,
        in fours); ``added``: their product, high where a claim copies its evidence but for a few words of its own."""
        if not self.terms or not others:
            return {"same": 0.0, "loose": 0.0, "added": 0.0}
        best = np.max([self.row(o) for o in others], axis=0)
        same = float((best >= 1.0).mean())
        loose = min(float((self._weights * (best < 0.25)).sum()), 4.0) / 4
        return {"same": same, "loose": loose, "added": same * loose}

    def rivals(self, others: Sequence[Facts]) -> float:
        """Words that the ``others`` do not have, but have another of their family instead (批准 for 署名), at most 2, in twos."""
        if not self.terms or not others:
            return 0.0
        best = np.max([self.row(o) for o in others], axis=0)
        told = {group for o in others for t in o.terms for group in groups_of(t.key)}
        families = {family for family, _ in told}
        away = [bool(own) and not own & told and any(family in families for family, _ in own) for own in self._groups]
        return min(float((self._weights * (best < 0.5) * np.array(away)).sum()), 2.0) / 2

    def weakest_part(self, others: Sequence[Facts], plain: str) -> float:
        """The cover of the least covered clause or phrase of ``plain``, the text itself, 0 to 1: an addition is one that nothing covers."""
        if not self.terms or not others:
            return 0.0
        best = np.max([self.row(o) for o in others], axis=0)
        cuts = [0, *(m.end() for m in _PARTS.finditer(plain)), len(plain)]
        shares = []
        for start, end in pairwise(cuts):
            inside = [i for i, t in enumerate(self.terms) if start <= t.start < end]
            if inside:
                shares.append(float(self._weights[inside] @ best[inside] / self._weights[inside].sum()))
        return min(shares, default=0.0)


def coverage(facts: Facts, others: Sequence[Facts], space: TermSpace) -> Coverage:
    """How much of ``facts`` the ``others`` cover together."""
    return Aligner(facts, space).coverage(others)


def by_meaning(grid: npt.NDArray[np.float64], groups: Sequence[Groups], others: Sequence[Groups]) -> None:
    """Raise in place what two words of one listed group are alike, (n_words, n_others), and lower what two of groups that exclude one another are."""
    told = [(j, theirs) for j, theirs in enumerate(others) if theirs]
    for i, own in enumerate(groups):
        if own:
            for j, theirs in told:
                kin = relation(own, theirs)
                if kin:
                    grid[i, j] = max(grid[i, j], SAME) if kin > 0 else min(grid[i, j], OTHER)


def _scaled(cosine: Any) -> Any:
    return np.round(np.clip((cosine - LOW) / (HIGH - LOW), 0.0, 1.0) * 0.95, 4)


def rounded(values: Mapping[str, Any]) -> dict[str, float]:
    """Features to four places, so that the order in which vectors were made leaves no trace."""
    return {name: round(float(value), 4) for name, value in values.items()}
