"""The logistic models of the embedded engine, learned by ``eval/learn.py`` and stored with their provenance in ``weights.json``."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Model:
    """A logistic model: weights by feature name, and a bias."""

    bias: float
    weights: Mapping[str, float]

    def logit(self, features: Mapping[str, float]) -> float:
        return self.bias + sum(w * features.get(name, 0.0) for name, w in self.weights.items())

    def probability(self, features: Mapping[str, float]) -> float:
        return sigmoid(self.logit(features))


@cache
def stored(file: Path | None = None) -> dict[str, Any]:
    """The learned weights with their provenance."""
    loaded: dict[str, Any] = json.loads((file or Path(__file__).with_name("weights.json")).read_text("utf-8"))
    return loaded


def model(name: str) -> Model:
    """One of the stored models."""
    entry = stored()["models"][name]
    return Model(entry["bias"], entry["weights"])


def sigmoid(logit: float) -> float:
    """Log-odds as a probability."""
    return 1 / (1 + math.exp(-max(min(logit, 30.0), -30.0)))


def logit(probability: float) -> float:
    """A probability as log-odds, from -13.8 to 13.8."""
    p = min(max(probability, 1e-6), 1 - 1e-6)
    return math.log(p / (1 - p))
