"""Figures that a text does not give but that follow from those it gives: 41 of 87 is fewer than half, from 1945 to 1951 it is six years."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import combinations

from assistant.text.analysis import Facts
from assistant.text.dates import DateExpr
from assistant.text.quantities import COUNTING, LABELS, Agreement, Quantity, agree, amount, comparable

MET = {Agreement.EQUAL, Agreement.ROUNDED, Agreement.HEDGE_DROPPED}
NEAR_SHARE = Decimal(1)
"""Percentage points by which a share that was worked out may be rounded."""
HUNDRED, MONTHS = Decimal(100), Decimal(12)
SPANS = {"year": MONTHS, "month": Decimal(1), "decade": 10 * MONTHS}
"""Units of time that two dates tell, in months."""
MOST = 40
"""Figures and dates of the evidence that are looked at, each."""


def follows(q: Quantity, evidence: Sequence[Facts]) -> bool:
    """Whether a figure could come of the evidence's, taken together: what is left of a hundred percent, a share of a whole, so many times over,
    a difference or a sum, the time between two dates. What counts in a line (article 8, page 12) comes of nothing."""
    if q.low != q.high or q.unit in LABELS:
        return False
    for language in {f.language for f in evidence}:
        told = [f for f in evidence if f.language == language]
        figures = [s for f in told for s in f.quantities if s.low == s.high > 0 and s.unit not in LABELS]
        dates = [d for f in told for d in f.dates if d.year and d.precision in {"day", "month", "year"}]
        if any(_met(q, value) for value in _worked_out(q, figures[:MOST], dates[:MOST])):
            return True
    return False


def _met(q: Quantity, value: Quantity) -> bool:
    near = q.unit == value.unit == "percent" and abs(q.low - value.low) <= NEAR_SHARE and q.hedge in {"", "about"}
    return near or agree(q, value) in MET


def _worked_out(q: Quantity, figures: Sequence[Quantity], dates: Sequence[DateExpr]) -> Iterator[Quantity]:
    """Figures in the unit of ``q``; what is left of a hundred percent only where it is no bound: "less than half" of the one says nothing of the rest."""
    base = amount(replace(q, low=Decimal(1), high=Decimal(1)))[0]

    def made(value: Decimal, *of: Quantity) -> Quantity:
        return replace(q, low=value, high=value, hedge="about" if any(s.hedge for s in of) else "", text=str(value))

    if q.unit == "percent" and q.hedge in {"", "about"}:
        yield from (made(HUNDRED - s.low, s) for s in figures if s.unit == "percent" and s.low < HUNDRED)
    for a, b in combinations(figures, 2):
        one, other = _alike(a, b)
        if one is None or other is None:
            continue
        first, second = amount(one)[0], amount(other)[0]
        if q.unit == "percent":
            if one.unit != "percent":
                yield made(min(first, second) * HUNDRED / max(first, second), a, b)
        elif q.unit == "multiple":
            if first < second:  # "tripled", from 60 to 180; not from 180 to 60
                yield made(second / first, a, b)
        elif comparable(q, one) or (q.unit in COUNTING and one.unit in COUNTING and "" in {q.unit, one.unit}):
            yield from (made(value / base, a, b) for value in (abs(first - second), first + second) if value)
    if q.unit in SPANS:
        for x, y in combinations(dates, 2):
            years = Decimal((x.year or 0) - (y.year or 0))
            apart = years * MONTHS + x.month - y.month if x.month and y.month else years * MONTHS
            if apart:
                yield made(abs(apart) / SPANS[q.unit])


def _alike(a: Quantity, b: Quantity) -> tuple[Quantity, Quantity] | tuple[None, None]:
    """Two figures of one thing, in units that can be compared: a bare one takes the other's; counts are of the same noun, or of none."""
    if not b.unit and not b.noun and a.unit:
        b = replace(b, unit=a.unit)
    if a.unit != b.unit and (a.unit in COUNTING or b.unit in COUNTING):
        return None, None
    nouns = {a.noun.lower(), b.noun.lower()} - {""}
    if not comparable(a, b) or (a.unit in COUNTING and len(nouns) > 1):
        return None, None
    return a, b
