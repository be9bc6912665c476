"""Two texts read together: does a passage answer a question, does it support a claim.

A cross-encoder for each: the layers of the bundled e5 with a low-rank change to each matrix (LoRA; Hu et al., ICLR 2022), which
``eval/reading/learn.py`` learns; the changes are stored beside this module with their provenance, and added to the package's own weights when
the first pair is read. A pair's scores do not depend on what is read beside it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from assistant.retrieval.e5_network import E5Network, mean_state
from assistant.retrieval.e5_weights import END, START, E5Weights, Floats, e5_weights

Task = Literal["answers", "supports"]
ADAPTERS: dict[Task, Path] = {"answers": Path(__file__).with_name("cross_encoder.npz"), "supports": Path(__file__).with_name("cross_encoder_claims.npz")}
LONGEST, LONGEST_FIRST = 192, 64
"""Tokens of a pair, and of its question or claim; what is longer is cut."""


class CrossEncoder:
    """See the module; made once a task, by ``cross_encoder()``."""

    def __init__(self, base: E5Weights, adapter: Path) -> None:
        with np.load(adapter) as stored:
            change = {name: stored[name] for name in stored.files}
        self.provenance = json.loads(bytes(change["provenance"]).decode("utf-8"))
        self._tokens = base.tokens
        self._head, self._bias = np.atleast_2d(change["head"]).astype(np.float32), np.atleast_1d(change["bias"]).astype(np.float32)
        self._network = E5Network(base, lambda name: part_of(change, f"{name}.b") @ part_of(change, f"{name}.a"), change["side"].astype(np.float32))

    def log_odds(self, first: str, passages: Sequence[str]) -> list[float]:
        """Of each passage answering the question, or supporting the claim, that comes first."""
        return [round(float(z), 3) for z in self._logits(first, passages)] if passages else []

    def _logits(self, first: str, passages: Sequence[str]) -> Floats:
        """(n,): the first row of the head, less all that speaks against it where the head has more rows."""
        tokens = self._tokens
        head = tokens(first)[:LONGEST_FIRST]
        pairs = [([START, *head, END], [END, *tokens(p)[: LONGEST - len(head) - 4], END]) for p in passages]
        states, there = self._network.states(pairs)
        said: Floats = np.concatenate([states[:, 0], mean_state(states, there)], 1) @ self._head.T + self._bias
        return said[:, 0] - np.logaddexp.reduce(said[:, 1:], axis=1) if said.shape[1] > 1 else said[:, 0]


def part_of(change: Mapping[str, npt.NDArray[Any]], name: str) -> Floats:
    """One factor of a change: 8-bit rows with their scales."""
    out: Floats = change[name].astype(np.float32) * change[f"{name}.scale"].astype(np.float32)[:, None]
    return out


@cache
def cross_encoder(task: Task) -> CrossEncoder:
    return CrossEncoder(e5_weights(), ADAPTERS[task])


def answering(question: str, passages: Sequence[str]) -> list[float]:
    """The log-odds of each passage answering the question. The network is made when it is first used."""
    return cross_encoder("answers").log_odds(question, passages)


def supporting(claim: str, passages: Sequence[str]) -> list[float]:
    """The log-odds of each passage supporting the claim; likewise."""
    return cross_encoder("supports").log_odds(claim, passages)
