"""BM25 over the passages of one language. A score of zero is never a hit."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

K1 = 0.5
"""Low: in a passage of some 200 characters a second occurrence says little. Recall@5 on JSQuAD dev, fused: 0.979 with 0.5, 0.976 with 1.2."""
B = 0.75

Scores = npt.NDArray[np.float32]


class Bm25:
    """BM25 as Lucene computes it, over lists of terms. Source: Robertson & Zaragoza 2009; bm25s computes it."""

    def __init__(self, corpus: Sequence[Sequence[str]]) -> None:
        self._size = len(corpus)
        self._frequencies = Counter(term for terms in corpus for term in set(terms))
        self._model: Any = None
        if self._frequencies:
            import bm25s

            self._model = bm25s.BM25(k1=K1, b=B, method="lucene")
            self._model.index([list(terms) or ["\x00"] for terms in corpus], show_progress=False)

    def idf(self, term: str) -> float:
        """ln(1 + (N - df + 0.5) / (df + 0.5)); the most a term can add to a score."""
        df = self._frequencies.get(term, 0)
        return math.log(1 + (self._size - df + 0.5) / (df + 0.5))

    def scores(self, query: Sequence[str]) -> Scores:
        """(n_passages,) float32, 0 where no term of the query occurs."""
        known = [t for t in dict.fromkeys(query) if t in self._frequencies]
        if not known:
            return np.zeros(self._size, np.float32)
        return np.asarray(self._model.get_scores(known), np.float32)

    def coverage(self, query: Sequence[str]) -> Scores:
        """Scores as a share of what a passage with every term of the query could reach: 0 to 1.

        A term that occurs nowhere counts in full, so a query about something else covers little.
        """
        ideal = sum(self.idf(t) for t in dict.fromkeys(query))
        return self.scores(query) / np.float32(ideal or 1.0)

    def rarity(self, query: Sequence[str]) -> Scores:
        """Scores in units of one term that occurs nowhere else: 1 is about one rare name found."""
        return self.scores(query) / np.float32(self.idf("") or 1.0)
