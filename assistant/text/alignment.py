"""How much of one text's content another text covers, word by word, also across languages.

Each content word of the one is matched with the best word of the other: 1 for the same word or the
same entity, otherwise by the similarity of their vectors. Words count by how rare they are. This is
the recall side of BERTScore (Zhang et al., ICLR 2020) over words instead of pieces.
The function that makes vectors comes as an argument; nothing here knows a model.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt

from assistant.text.analysis import Facts
from assistant.text.concepts import OTHER, SAME, groups_of, key_of, kind_of, relations
from assistant.text.terms import Term
from assistant.values import Span

Vectors = npt.NDArray[np.float32]
Kinds = npt.NDArray[np.intp]
Grid = npt.NDArray[np.float64]
LOW, HIGH = 0.40, 0.82
"""Cosines of USE word vectors: unrelated words stay below LOW, translations reach about HIGH (killed–died 0.81,
ratified–批准 0.69, soldiers–捕虜 0.39)."""


_PARTS = re.compile(
    r"[、,;:()「」]|(?:ため|ので|から|により|によって|として)(?=[^、])"
    r"|\b(?:and|but|or|because|while|after|before|by|with|for|since|when|although|as|than|so|to)\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Coverage:
    """``share``: covered weight, 0 to 1. ``worst``: the least covered word and how far it is covered, 1.0 without words."""

    share: float
    worst: float
    worst_term: str
    weight: float
    """Total weight of the words that were looked for."""


class TermSpace:
    """Vectors and weights of words, remembered between calls."""

    def __init__(self, embed: Callable[[Sequence[str]], Vectors], frequencies: Mapping[str, int], total: int) -> None:
        self._embed = embed
        self._places: dict[str, int] = {}
        self._matrix: Vectors = np.zeros((0, 0), np.float32)
        self._frequencies = frequencies
        self._total = max(total, 1)

    def idf(self, key: str) -> float:
        """ln(1 + N / df), as BM25 weights words, over its largest value; a word nobody uses weighs as one used once."""
        return math.log(1 + self._total / max(self._frequencies.get(key, 0), 1)) / math.log(1 + self._total)

    def places(self, shown: Sequence[str]) -> list[int]:
        """Rows of the words' vectors, made where they are not known yet."""
        missing = [w for w in dict.fromkeys(shown) if w not in self._places]
        if missing:
            vectors = self._embed(missing)
            used = len(self._places)
            if used + len(missing) > len(self._matrix):
                grown = np.zeros((max(2 * (used + len(missing)), 1024), vectors.shape[1]), np.float32)
                if used:
                    grown[:used] = self._matrix[:used]
                self._matrix = grown
            self._matrix[used : used + len(missing)] = vectors
            self._places.update({w: used + i for i, w in enumerate(missing)})
        return [self._places[w] for w in shown]

    def vectors(self, shown: Sequence[str]) -> Vectors:
        if not shown:
            return np.zeros((0, 1), np.float32)
        places = self.places(shown)
        return self._matrix[places]

    def similarity(self, a: str, b: str) -> float:
        """How alike two words are, 0 to 1."""
        return self.similarities(a, [b])[0]

    def similarities(self, word: str, others: Sequence[str]) -> list[float]:
        """How alike a word and each of ``others`` are, 0 to 1."""
        if not others:
            return []
        rows = self.vectors([word, *others])
        alike = np.asarray(_scaled(rows[1:] @ rows[0]), np.float64)[None]
        by_meaning(alike, kinds_of([key_of(word)]), kinds_of_words(tuple(others)))
        return [1.0 if o == word else float(s) for o, s in zip(others, alike[0], strict=True)]

    def nearest(self, word: str, others: Sequence[str]) -> float:
        """How alike a word and the most alike of ``others`` are, 0 to 1; 0 without others."""
        if not others or word in others:
            return float(bool(others))
        return max(self.similarities(word, others))


class Likeness:
    """The words of one text held against the words of others; each pair of words is compared once."""

    def __init__(self, terms: Sequence[Term], space: TermSpace) -> None:
        self.terms = tuple(terms)
        self._space = space
        self._vectors = space.vectors([t.shown for t in terms])
        self._kinds = kinds_of(t.key for t in terms)
        self._places: dict[str, list[int]] = {}
        for i, term in enumerate(terms):
            self._places.setdefault(term.key, []).append(i)
        self._column: dict[tuple[str, str], int] = {}
        self._columns: Grid = np.zeros((len(terms), 0))
        self._of: dict[int, tuple[Facts, list[int]]] = {}

    def read(self, others: Iterable[Facts]) -> list[str]:
        """Compare the words of ``others`` at once; gives those that were not read before, as shown. ``grid`` reads by itself what was not."""
        new = [w for w in dict.fromkeys((t.key, t.shown) for o in others for t in o.terms) if w not in self._column]
        if new:
            shown = [word for _, word in new]
            alike = np.zeros((len(self.terms), len(new)))
            if self.terms:
                alike[:] = _scaled(self._vectors @ self._space.vectors(shown).T)
                by_meaning(alike, self._kinds, kinds_of(key for key, _ in new))
                for j, (key, _) in enumerate(new):
                    alike[self._places.get(key, []), j] = 1.0
            self._column.update({word: self._columns.shape[1] + j for j, word in enumerate(new)})
            self._columns = np.concatenate([self._columns, alike], axis=1)
            return shown
        return []

    def columns(self, other: Facts) -> list[int]:
        """Where each word of ``other`` stands among all that were read, in the order of reading."""
        known = self._of.get(id(other))
        if known is None:
            self.read([other])
            known = self._of[id(other)] = (other, [self._column[t.key, t.shown] for t in other.terms])
        return known[1]

    def grid(self, other: Facts) -> Grid:
        """(n_terms, n_other_terms) how well each word of ``other`` stands for each of the text's, 0 to 1; a copy."""
        places = self.columns(other)
        return self._columns[:, places]


class Aligner:
    """One text's content words, held against other texts; each other text is read once."""

    def __init__(self, facts: Facts, space: TermSpace, beyond: tuple[Span, ...] = ()) -> None:
        """``beyond``: parts of the text whose words do not count."""
        self.terms = tuple(t for t in facts.terms if not any(s.start <= t.start < s.end for s in beyond))
        self._facts = facts
        self._ids = [facts.term_ids.get(t.key, frozenset()) for t in self.terms]
        names = [n.span for n in facts.names]
        self._named = [any(n.start < t.end and t.start < n.end for n in names) for t in self.terms]
        self._space = space
        self._likeness = Likeness(self.terms, space)
        self._weights = np.array([space.idf(t.key) for t in self.terms])
        self._groups = [groups_of(t.key) for t in self.terms]
        self._rows: dict[int, tuple[Facts, Grid]] = {}
        self._parts: dict[tuple[Span, ...], Aligner] = {}

    def read(self, others: Iterable[Facts]) -> None:
        """Compare the words of all ``others`` at once, which is faster than one by one."""
        self._likeness.read(others)

    def back(self, other: Facts) -> float:
        """How much of ``other`` the text covers, 0 to 1."""
        if not other.terms:
            return 1.0
        best = self._likeness.grid(other).max(axis=0, initial=0.0)
        for j, term in enumerate(other.terms):
            if other.term_ids.get(term.key, frozenset()) & self._facts.ids:
                best[j] = 1.0
        weights = np.array([self._space.idf(t.key) for t in other.terms])
        return float(weights @ best / weights.sum())

    def without(self, beyond: tuple[Span, ...]) -> Aligner:
        """The same text, but for the words in some parts of it; made once."""
        if not beyond:
            return self
        if beyond not in self._parts:
            self._parts[beyond] = Aligner(self._facts, self._space, beyond)
        return self._parts[beyond]

    def row(self, other: Facts) -> Grid:
        """(n_terms,) how well ``other`` covers each word, 0 to 1."""
        known = self._rows.get(id(other))
        if known is not None:
            return known[1]
        out: Grid = self._likeness.grid(other).max(axis=1, initial=0.0)
        for i, ids in enumerate(self._ids):
            if ids and ids & other.ids:
                out[i] = 1.0
        self._rows[id(other)] = (other, out)
        return out

    def coverage(self, others: Sequence[Facts], *, without_names: bool = False) -> Coverage:
        """How much of the text the ``others`` cover together: each word by the one that covers it best.

        ``without_names`` leaves out the words of listed names: what is said of them then decides.
        """
        chosen = [i for i in range(len(self.terms)) if not (without_names and self._named[i])]
        if not chosen:
            return Coverage(1.0, 1.0, "", 0.0)
        best = (np.max([self.row(o) for o in others], axis=0) if others else np.zeros(len(self.terms)))[chosen]
        weights = self._weights[chosen]
        total = float(weights.sum())
        worst = int(np.argmax(weights * (1 - best)))
        return Coverage(float(weights @ best / total), float(best[worst]), self.terms[chosen[worst]].shown, total)

    def loose(self, others: Sequence[Facts]) -> dict[str, float]:
        """``same``: share of words that stand in the ``others`` to the letter; ``loose``: how many have no counterpart at all (at most 4,
        in fours); ``added``: their product, high where a claim copies its evidence but for a few words of its own."""
        if not self.terms or not others:
            return {"same": 0.0, "loose": 0.0, "added": 0.0}
        best = np.max([self.row(o) for o in others], axis=0)
        same = float((best >= 1.0).mean())
        loose = min(float((self._weights * (best < 0.25)).sum()), 4.0) / 4
        return {"same": same, "loose": loose, "added": same * loose}

    def rivals(self, others: Sequence[Facts]) -> float:
        """Words that the ``others`` do not have, but have another of their family instead (批准 for 署名), at most 2, in twos."""
        if not self.terms or not others:
            return 0.0
        best = np.max([self.row(o) for o in others], axis=0)
        told = {group for o in others for t in o.terms for group in groups_of(t.key)}
        families = {family for family, _ in told}
        away = [bool(own) and not own & told and any(family in families for family, _ in own) for own in self._groups]
        return min(float((self._weights * (best < 0.5) * np.array(away)).sum()), 2.0) / 2

    def weakest_part(self, others: Sequence[Facts], plain: str) -> float:
        """The cover of the least covered clause or phrase of ``plain``, the text itself, 0 to 1: an addition is one that nothing covers."""
        if not self.terms or not others:
            return 0.0
        best = np.max([self.row(o) for o in others], axis=0)
        cuts = [0, *(m.end() for m in _PARTS.finditer(plain)), len(plain)]
        shares = []
        for start, end in pairwise(cuts):
            inside = [i for i, t in enumerate(self.terms) if start <= t.start < end]
            if inside:
                shares.append(float(self._weights[inside] @ best[inside] / self._weights[inside].sum()))
        return min(shares, default=0.0)


def by_meaning(grid: Grid, kinds: Kinds, others: Kinds) -> None:
    """Raise in place what two words of one listed group are alike, (n_words, n_others), and lower what two of groups that exclude one another
    are. ``kinds``: each word's number in ``concepts.relations``."""
    if kinds.any() and others.any():
        kin = relations()[np.ix_(kinds, others)]
        np.maximum(grid, SAME, out=grid, where=kin > 0)
        np.minimum(grid, OTHER, out=grid, where=kin < 0)


def kinds_of(keys: Iterable[str]) -> Kinds:
    """(n,) each word's number in ``concepts.relations``, by its key."""
    return np.fromiter(map(kind_of, keys), np.intp)


@lru_cache(maxsize=4096)
def kinds_of_words(words: tuple[str, ...]) -> Kinds:
    """As ``kinds_of``, of words as shown; those of a sentence are asked for again and again."""
    out = kinds_of(map(key_of, words))
    out.setflags(write=False)
    return out


def _scaled(cosine: Any) -> Any:
    return np.round(np.clip((cosine - LOW) / (HIGH - LOW), 0.0, 1.0) * 0.95, 4)


def rounded(values: Mapping[str, Any]) -> dict[str, float]:
    """Features to four places, so that the order in which vectors were made leaves no trace."""
    return {name: round(float(value), 4) for name, value in values.items()}
