"""BM25 over the passages of one language. A score of zero is never a hit."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

K1 = 1.2
B = 0.75


class Bm25:
    """BM25 as Lucene computes it, over lists of terms. Source: Robertson & Zaragoza 2009; bm25s computes it."""

    def __init__(self, corpus: Sequence[Sequence[str]]) -> None:
        self._size = len(corpus)
        self._model: Any = None
        if any(corpus):
            import bm25s

            self._model = bm25s.BM25(k1=K1, b=B, method="lucene")
            self._model.index([list(terms) or ["\x00"] for terms in corpus], show_progress=False)

    def scores(self, query: Sequence[str]) -> np.ndarray[Any, np.dtype[np.float32]]:
        """(n_passages,) float32, 0 where no term of the query occurs."""
        known = [t for t in dict.fromkeys(query) if self._model is not None and t in self._model.vocab_dict]
        if not known:
            return np.zeros(self._size, np.float32)
        return np.asarray(self._model.get_scores(known), np.float32)
