"""Sentences of who did what to whom, made of parts: claims that are right of one passage and wrong of the same with two names exchanged.

A network that compares words finds nothing between the two; only what each name does in the sentence sets them apart. Every deed of ``deeds.json`` is
told in several ways in both languages, by the one who does it and by the one whom it befalls, alone or among words that do not matter.
The sentences are made up, also where a name in them exists: they are a source for nothing.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from eval.fitting import ROOT
from eval.reading.pairs import Pair

PARTS = ROOT / "eval" / "reading" / "deeds.json"
"""Names, goods and what may stand before and after, each in Japanese and in English; deeds of {x} towards {y}, with {z} or without, each in several ways."""
KINDS = ("countries", "countries", "persons", "firms")
TOLD, BARE = ("towards", "towards", "hands_over"), 0.2
"""How often what is drawn; how often nothing stands before a deed, or after it."""


def deeds(number: int, seed: int) -> list[Pair]:
    """``number`` claims, each with a passage that supports it and with the same where two names are exchanged."""
    rng, parts = random.Random(f"{seed} deeds"), json.loads(PARTS.read_text("utf-8"))
    return [pair for _ in range(number) for pair in _one(rng, parts)]


def _one(rng: random.Random, parts: Mapping[str, Any]) -> Iterator[Pair]:
    deed: Mapping[str, Sequence[str]] = rng.choice(parts[rng.choice(TOLD)])
    x, y = rng.sample(parts[rng.choice(KINDS)], 2)
    z = rng.choice(parts["goods"])
    of_passage, of_claim = rng.choices((0, 1), k=2)
    told = rng.choice(deed[("ja", "en")[of_passage]])
    said = rng.choice([way for way in deed[("ja", "en")[of_claim]] if way != told])
    before = "" if rng.random() < BARE else rng.choice(parts["before"])[of_passage]
    after = "。."[of_passage] if rng.random() < BARE else rng.choice(parts["after"])[of_passage]

    def sentence(way: str, first: Sequence[str], second: Sequence[str], language: int, begin: str, end: str) -> str:
        text = begin + way.format(x=first[language], y=second[language], z=z[language]) + end
        return text[:1].upper() + text[1:]

    claim = sentence(said, x, y, of_claim, "", "。."[of_claim])
    for label, (first, second) in enumerate(((x, y), (y, x))):
        passage = sentence(told, first, second, of_passage, before, after)
        yield Pair("supports", claim, passage, label, twin=True, even=True, entry=claim, beside=claim)
