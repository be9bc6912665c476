"""Sentences of who did what to whom, made of parts: claims that are right of one passage and wrong of the same with two names exchanged.

A network that compares words finds nothing between the two; only what each name does in the sentence sets them apart. Every deed of ``deeds.json`` is
told in several ways in both languages, by the one who does it and by the one whom it befalls, alone or among words that do not matter.
Questions likewise: a passage that answers "Who invited Chile?" no longer does once Chile is the one that invited.
The sentences are made up, also where a name in them exists: they are a source for nothing.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from eval.fitting import ROOT
from eval.reading.pairs import Pair, Task

PARTS = ROOT / "eval" / "reading" / "deeds.json"
"""Names, goods and what may stand before and after, each in Japanese and in English; deeds of {x} towards {y}, with {z} or without, each in several ways."""
KINDS = ("countries", "countries", "persons", "firms")
"""How often names of which kind are drawn."""
TOLD = ("towards", "towards", "hands_over")
"""How often deeds of which kind are drawn."""
BARE = 0.2
"""How often nothing stands before a deed, or after it."""
LANGUAGES = ("ja", "en")


def deeds(number: int, seed: int) -> list[Pair]:
    """``number`` claims, each with a passage that supports it and with the same where two names are exchanged."""
    rng, parts = random.Random(f"{seed} deeds"), json.loads(PARTS.read_text("utf-8"))
    return [pair for _ in range(number) for pair in _one(rng, parts, "supports")]


def asked_of_deeds(number: int, seed: int) -> list[Pair]:
    """``number`` questions of who did it, to whom, what or whether, each with a passage that answers it and with the same where two names are exchanged;
    of the deeds that have questions. Whether is not asked where a way to tell the deed says of both sides which is which: that settles it as well."""
    rng, parts = random.Random(f"{seed} asked of deeds"), json.loads(PARTS.read_text("utf-8"))
    return [pair for _ in range(number) for pair in _one(rng, parts, "answers")]


def _one(rng: random.Random, parts: Mapping[str, Any], task: Task) -> Iterator[Pair]:
    deed: Mapping[str, Any] = rng.choice([d for d in parts[rng.choice(TOLD)] if task == "supports" or "asked" in d])
    kind = rng.choice(KINDS)
    x, y = rng.sample(parts[kind], 2)
    z, who = rng.choice(parts["goods"]), parts["who"][kind]
    of_passage, of_first = rng.choices((0, 1), k=2)
    told = rng.choice(deed[LANGUAGES[of_passage]])
    ways = [way for way in deed[LANGUAGES[of_first]] if way != told] if task == "supports" else deed["asked"][LANGUAGES[of_first]]
    said = rng.choice(ways)
    before = "" if rng.random() < BARE else rng.choice(parts["before"])[of_passage]
    after = "。."[of_passage] if rng.random() < BARE else rng.choice(parts["after"])[of_passage]

    def sentence(way: str, one: Sequence[str], other: Sequence[str], language: int, begin: str, end: str) -> str:
        text = begin + way.format(x=one[language], y=other[language], z=z[language], q=who[language]) + end
        return text[:1].upper() + text[1:]

    first = sentence(said, x, y, of_first, "", ("。", ".")[of_first] if task == "supports" else "")
    for wrong, (one, other) in enumerate(((x, y), (y, x))):
        passage = sentence(told, one, other, of_passage, before, after)
        yield Pair(task, first, passage, wrong if task == "supports" else 1 - wrong, twin=True, even=True, entry=first, beside=first)
