"""A question and a passage read together: does the one answer the other.

A cross-encoder: the layers of the bundled e5 with a low-rank change to each matrix (LoRA; Hu et al., ICLR 2022), which
``eval/reading/learn.py`` learns; the change is stored beside this module with its provenance, and added to the package's own weights when
the first pair is read. A pair's scores do not depend on what is read beside it.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from assistant.retrieval.e5_network import E5Network, mean_state
from assistant.retrieval.e5_weights import END, START, E5Weights, Floats, e5_weights

ADAPTER = Path(__file__).with_name("cross_encoder.npz")
LONGEST, LONGEST_FIRST = 192, 64
"""Tokens of a pair, and of its question; what is longer is cut."""


class CrossEncoder:
    """See the module; made once, by ``cross_encoder()``."""

    def __init__(self, base: E5Weights, adapter: Path = ADAPTER) -> None:
        with np.load(adapter) as stored:
            change = {name: stored[name] for name in stored.files}
        self.provenance = json.loads(bytes(change["provenance"]).decode("utf-8"))
        self._tokens = base.tokens
        self._head, self._bias = change["head"].astype(np.float32), float(change["bias"])
        self._network = E5Network(base, lambda name: _part(change, f"{name}.b") @ _part(change, f"{name}.a"), change["side"].astype(np.float32))

    def answers(self, question: str, passages: Sequence[str]) -> list[float]:
        """The log-odds of each passage answering the question."""
        return [round(float(z), 3) for z in self._logits(question, passages)] if passages else []

    def _logits(self, question: str, passages: Sequence[str]) -> Floats:
        """(n,)"""
        tokens = self._tokens
        head = tokens(question)[:LONGEST_FIRST]
        pairs = [([START, *head, END], [END, *tokens(p)[: LONGEST - len(head) - 4], END]) for p in passages]
        states, there = self._network.states(pairs)
        out: Floats = np.concatenate([states[:, 0], mean_state(states, there)], 1) @ self._head + self._bias
        return out


def _part(change: dict[str, npt.NDArray[Any]], name: str) -> Floats:
    """One factor of a change: 8-bit rows with their scales."""
    out: Floats = change[name].astype(np.float32) * change[f"{name}.scale"].astype(np.float32)[:, None]
    return out


@cache
def cross_encoder() -> CrossEncoder:
    return CrossEncoder(e5_weights())


def answering(question: str, passages: Sequence[str]) -> list[float]:
    """The log-odds of each passage answering the question. The network is made when it is first used."""
    return cross_encoder().answers(question, passages)
