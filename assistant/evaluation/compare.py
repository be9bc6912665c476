"""Two runs, item by item: what differs, and whether the difference is more than chance."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from assistant.evaluation.metrics import HIGHER_IS_BETTER, Share, sum_shares
from assistant.evaluation.run import Run
from assistant.evaluation.suites import Form

RESAMPLES = 2_000
LEVEL = 0.05

Pair = tuple[Share, Share]
"""What one item scored before and after."""


class Difference(NamedTuple):
    """A metric over the items that both runs scored; ``low`` and ``high`` bound the difference with 95 %."""

    suite: Form
    metric: str
    n: int
    """Items, also where a figure counts facts or citations: it is items that are drawn."""
    before: float
    after: float
    low: float
    high: float
    p: float | None = None
    """Of the exact McNemar test, for a figure that counts every item once."""

    @property
    def change(self) -> float:
        return self.after - self.before

    @property
    def better(self) -> bool | None:
        """None while chance explains the difference: the interval holds zero, or p is not below 0.05."""
        if self.low <= 0 <= self.high or (self.p is not None and self.p >= LEVEL):
            return None
        return (self.change > 0) == HIGHER_IS_BETTER[self.metric]


class Comparison(NamedTuple):
    differences: list[Difference]
    gained: list[str]
    lost: list[str]
    """Ids of items right in one run only."""


def compare(before: Run, after: Run) -> Comparison:
    """Paired differences of every metric, after minus before. Items that only one run has are left out."""
    differences, gained, lost = [], [], []
    for suite in after.suites():
        old = {r.id: r for r in before.of(suite)}
        pairs = [(old[r.id], r) for r in after.of(suite) if r.id in old]
        for metric in HIGHER_IS_BETTER:
            scored = [(a.scores[metric], b.scores[metric]) for a, b in pairs if metric in a.scores and metric in b.scores]
            if scored:
                differences.append(difference(suite, metric, scored))
        gained += [b.id for a, b in pairs if a.faults and not b.faults]
        lost += [b.id for a, b in pairs if not a.faults and b.faults]
    return Comparison(differences, gained, lost)


def difference(suite: Form, metric: str, pairs: Sequence[Pair]) -> Difference:
    before, after = sum_shares(a for a, _ in pairs), sum_shares(b for _, b in pairs)
    once = all(a.n == b.n == 1 for a, b in pairs)
    p = mcnemar(sum(b.hits > a.hits for a, b in pairs), sum(b.hits < a.hits for a, b in pairs)) if once else None
    return Difference(suite, metric, len(pairs), before.hits / before.n, after.hits / after.n, *bootstrap(pairs), p)


def bootstrap(pairs: Sequence[Pair], *, resamples: int = RESAMPLES, seed: int = 0) -> tuple[float, float]:
    """95 % percentile interval of the difference, by drawing items with replacement; both replies to an item stay together.

    A figure of a draw is its hits over its n, so that an item with many facts weighs as much as it does in the
    table. The same pairs give the same interval. Source: Efron and Tibshirani, An Introduction to the Bootstrap,
    1993, chapter 13.
    """
    n = len(pairs)
    drawn = np.random.default_rng(seed).multinomial(n, np.full(n, 1 / n), resamples)
    """(resamples, n): how often each item is in each draw."""
    hits_before, n_before, hits_after, n_after = (drawn @ np.array([(*a, *b) for a, b in pairs])).T
    low, high = np.percentile(hits_after / n_after - hits_before / n_before, [2.5, 97.5])
    return round(float(low), 6), round(float(high), 6)


def mcnemar(gained: int, lost: int) -> float:
    """Two-sided p of the exact test: were gains and losses equally likely, how often would they be as uneven as this?

    Items that are the same in both runs say nothing. Source: McNemar, Psychometrika 12 (1947), with the binomial
    distribution in place of its approximation.

    >>> mcnemar(5, 0), mcnemar(3, 3), mcnemar(0, 0)
    (0.0625, 1.0, 1.0)
    """
    n = gained + lost
    tail: float = sum(math.comb(n, k) for k in range(min(gained, lost) + 1)) / 2**n
    return min(1.0, 2 * tail)
