"""Two runs, item by item: what differs, and whether the difference is more than chance."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import NamedTuple

from assistant.evaluation.metrics import HIGHER_IS_BETTER
from assistant.evaluation.run import Record, Run
from assistant.evaluation.suites import Form

RESAMPLES = 2_000


class Difference(NamedTuple):
    """A metric over the items that both runs scored; ``low`` and ``high`` bound the difference with 95 %."""

    suite: Form
    metric: str
    n: int
    before: float
    after: float
    low: float
    high: float

    @property
    def change(self) -> float:
        return self.after - self.before

    @property
    def better(self) -> bool | None:
        """None while the interval holds zero."""
        if self.low <= 0 <= self.high:
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
            found = _difference(suite, metric, pairs)
            if found is not None:
                differences.append(found)
        gained += [b.id for a, b in pairs if a.faults and not b.faults]
        lost += [b.id for a, b in pairs if not a.faults and b.faults]
    return Comparison(differences, gained, lost)


def _difference(suite: Form, metric: str, pairs: Sequence[tuple[Record, Record]]) -> Difference | None:
    values = [(a, b) for one, other in pairs if (a := _value(one, metric)) is not None and (b := _value(other, metric)) is not None]
    if not values:
        return None
    low, high = bootstrap([b - a for a, b in values])
    n = len(values)
    return Difference(suite, metric, n, sum(a for a, _ in values) / n, sum(b for _, b in values) / n, low, high)


def _value(record: Record, metric: str) -> float | None:
    return record.scores[metric].value if metric in record.scores else None


def bootstrap(values: Sequence[float], *, resamples: int = RESAMPLES, seed: int = 0) -> tuple[float, float]:
    """95 % percentile interval of the mean, by drawing items with replacement. The same values give the same interval.

    Source: Efron and Tibshirani, An Introduction to the Bootstrap, 1993, chapter 13.
    """
    draw = random.Random(seed)
    means = sorted(sum(draw.choices(values, k=len(values))) / len(values) for _ in range(resamples))
    return means[int(0.025 * resamples)], means[min(resamples - 1, int(0.975 * resamples))]
