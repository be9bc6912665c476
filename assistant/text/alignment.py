"""How much of one text's content another text covers, word by word, also across languages.

Each content word of the one is matched with the best word of the other: 1 for the same word or the
same entity, otherwise by the similarity of their vectors. Words count by how rare they are. This is
the recall side of BERTScore (Zhang et al., ICLR 2020) over words instead of pieces.
The function that makes vectors comes as an argument; nothing here knows a model.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from assistant.text.analysis import Facts
from assistant.text.terms import Term

Vectors = npt.NDArray[np.float32]
LOW, HIGH = 0.40, 0.82
"""Cosines of USE word vectors: unrelated words stay below LOW, translations reach about HIGH (killed–died 0.81,
ratified–批准 0.69, soldiers–捕虜 0.39)."""


def document_frequencies(sentences: Iterable[Facts]) -> tuple[dict[str, int], int]:
    """In how many sentences each term occurs, and how many sentences there are."""
    counts: dict[str, int] = {}
    total = 0
    for facts in sentences:
        total += 1
        for term in facts.terms:
            counts[term.key] = counts.get(term.key, 0) + 1
    return counts, total


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
        self._vectors: dict[str, Vectors] = {}
        self._frequencies = frequencies
        self._total = max(total, 1)

    def idf(self, key: str) -> float:
        """ln(1 + N / df), as BM25 weights words; a word nobody uses weighs as one used once."""
        return math.log(1 + self._total / max(self._frequencies.get(key, 0), 1)) / math.log(1 + self._total)

    def known(self, key: str) -> bool:
        return key in self._frequencies

    def warm(self, shown: Iterable[str]) -> None:
        missing = [w for w in dict.fromkeys(shown) if w not in self._vectors]
        if missing:
            for word, vector in zip(missing, self._embed(missing), strict=True):
                self._vectors[word] = vector

    def vector(self, shown: Sequence[str]) -> Vectors:
        self.warm(shown)
        return np.stack([self._vectors[w] for w in shown]) if shown else np.zeros((0, 1), np.float32)

    def similarity(self, a: str, b: str) -> float:
        """How alike two words are, 0 to 1."""
        if a == b:
            return 1.0
        pair = self.vector([a, b])
        return _scaled(float(pair[0] @ pair[1]))

    def alignment(self, terms: Sequence[tuple[Term, frozenset[str]]], other: Facts) -> npt.NDArray[np.float64]:
        """For each term, with the entities it belongs to, how well the other text covers it, 0 to 1."""
        out = np.zeros(len(terms))
        keys = {t.key for t in other.terms}
        open_: list[int] = []
        for i, (term, ids) in enumerate(terms):
            if term.key in keys or (ids and ids & other.ids):
                out[i] = 1.0
            else:
                open_.append(i)
        if open_ and other.terms:
            near = self.vector([terms[i][0].shown for i in open_]) @ self.vector([t.shown for t in other.terms]).T
            for i, row in zip(open_, near, strict=True):
                out[i] = _scaled(float(row.max()))
        return out

    def coverage(self, facts: Facts, others: Sequence[Facts], *, skip: frozenset[str] = frozenset()) -> Coverage:
        """How much of ``facts`` the ``others`` cover together: each word by the one that covers it best."""
        terms = [(t, facts.term_ids.get(t.key, frozenset())) for t in facts.terms if t.key not in skip]
        if not terms:
            return Coverage(1.0, 1.0, "", 0.0)
        best = np.max([self.alignment(terms, o) for o in others], axis=0) if others else np.zeros(len(terms))
        weights = np.array([self.idf(t.key) for t, _ in terms])
        gap = weights * (1 - best)
        worst = int(np.argmax(gap))
        return Coverage(float(weights @ best / weights.sum()), float(best[worst]), terms[worst][0].shown, float(weights.sum()))


def _scaled(cosine: float) -> float:
    return round(min(max((cosine - LOW) / (HIGH - LOW), 0.0), 1.0) * 0.95, 4)


def rounded(values: Mapping[str, Any]) -> dict[str, float]:
    """Features to four places, so that the order in which vectors were made leaves no trace."""
    return {name: round(float(value), 4) for name, value in values.items()}
