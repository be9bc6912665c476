"""Signals → one ranking of places.

A **place** is a stretch of a document; its original and its rendering are two passages at one place. A
**signal** is what one method says of the passages of one language: cosine similarities, or BM25. Signals
are brought to a common scale before they are added, and a place takes from each method the better of its
two languages, so a document gains nothing from having a rendering but a second chance.

A convex combination of calibrated scores beats reciprocal rank fusion here as in Bruch, Gai & Ingber,
"An Analysis of Fusion Functions for Hybrid Retrieval", TOIS 2023; docs/retrieval.md has the figures.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from assistant.values import Language

Method = Literal["e5", "use", "e5_sentences", "use_sentences", "words", "bigrams", "crossing", "expansions"]


@dataclass(frozen=True, slots=True)
class Weights:
    """What each method adds at most, about; for one language pair. Tuned on half of the articles of JSQuAD dev."""

    e5: float = 0.0
    use: float = 0.0
    e5_sentences: float = 0.0
    use_sentences: float = 0.0
    words: float = 0.0
    bigrams: float = 0.0
    crossing: float = 0.0
    expansions: float = 0.0

    def of(self, method: Method) -> float:
        return float(getattr(self, method))


SAME_LANGUAGE = Weights(e5=0.20, e5_sentences=0.10, words=0.35, bigrams=0.35, expansions=0.07)
OTHER_LANGUAGE = Weights(e5=0.155, use=0.155, e5_sentences=0.155, use_sentences=0.155, crossing=0.12, expansions=0.07)

_E5_UNRELATED: Mapping[tuple[Language, Language], float] = {("ja", "ja"): 0.769, ("ja", "en"): 0.724, ("en", "ja"): 0.702, ("en", "en"): 0.744}
"""Mean cosine of a question and an unrelated passage, by their languages: e5 finds any two texts of one language alike."""
_E5_SPAN = 0.15
_USE_UNRELATED, _USE_SPAN = 0.05, 0.48


def calibrate(model: str, cosine: float, question: Language, passage: Language) -> float:
    """0 for an unrelated passage, about 1 for one that answers; e5 and USE, and all language pairs, alike.

    >>> round(calibrate("e5", 0.852, "en", "ja"), 2), round(calibrate("e5", 0.852, "en", "en"), 2)
    (1.0, 0.72)
    """
    if model == "e5":
        return max(0.0, (cosine - _E5_UNRELATED[question, passage]) / _E5_SPAN)
    return max(0.0, (cosine - _USE_UNRELATED) / _USE_SPAN)


@dataclass(frozen=True, slots=True)
class Signal:
    """``scores`` by place, zero or less is no hit. ``floor`` is what a place of this language scores that is not among them."""

    method: Method
    language: Language
    scores: Mapping[str, float]
    floor: float = 0.0


def fuse(signals: Sequence[tuple[float, Signal]], languages: Mapping[str, Sequence[Language]]) -> list[tuple[str, float]]:
    """Places with their relevance, best first, equal ones by name: one input, one list. None has zero.

    relevance(place) = Σ over methods of max over the languages of the place of weight · score.

    >>> near = Signal("e5", "ja", {"a": 0.9, "b": 0.8})
    >>> exact = Signal("words", "ja", {"b": 0.5})
    >>> fuse([(0.5, near), (0.5, exact)], {"a": ["ja"], "b": ["ja"]})
    [('b', 0.65), ('a', 0.45)]
    """
    methods: dict[str, dict[Language, tuple[float, Signal]]] = {}
    for weight, signal in signals:
        methods.setdefault(signal.method, {})[signal.language] = (weight, signal)
    found = {place for _, signal in signals for place, score in signal.scores.items() if score > 0}
    totals: dict[str, float] = {}
    for place in found:
        total = 0.0
        for pair in methods.values():
            best = 0.0
            for language in languages[place]:
                if language in pair:
                    weight, signal = pair[language]
                    best = max(best, weight * signal.scores.get(place, signal.floor))
            total += best
        totals[place] = round(total, 6)
    return sorted(((p, t) for p, t in totals.items() if t > 0), key=lambda item: (-item[1], item[0]))
