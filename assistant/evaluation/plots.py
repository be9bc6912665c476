"""Plots as inline SVG, drawn by pure functions of figures.

Everything lies in percent of its box, so that a plot is as wide as the page leaves room for and its lines and dots
keep their size on a phone. What a plot shows stands beside it in words; it is hidden from screen readers.
"""

from __future__ import annotations

import html
from collections.abc import Mapping
from typing import Any

TICKS = (0, 25, 50, 75, 100)
Figure = Mapping[str, Any]
"""{"value", "low", "high", "hits", "n"}; the first three from 0 to 1."""


def strip(figure: Figure, other: Figure | None = None, *, good: bool = True) -> str:
    """A dot at the value within a band from low to high; a ring where ``other`` lies; on an axis from 0 to 100 %."""
    ring = f'<circle class="other" cx="{_at(other["value"])}" cy="50%" r="4"/>' if other else ""
    low, high = figure["low"], figure["high"]
    band = f'<rect class="band" x="{_at(low)}" y="25%" width="{_at(high - low)}" height="50%" rx="3"/>'
    dot = f'<circle class="dot" cx="{_at(figure["value"])}" cy="50%" r="4.5"/>'
    return _svg("strip good" if good else "strip bad", _grid() + band + ring + dot, told(figure))


def dumbbell(before: float, after: float, *, better: bool | None) -> str:
    """A ring before, a dot after, and the way between them."""
    way = f'<line class="way" x1="{_at(before)}" x2="{_at(after)}" y1="50%" y2="50%"/>'
    ends = f'<circle class="other" cx="{_at(before)}" cy="50%" r="4"/><circle class="dot" cx="{_at(after)}" cy="50%" r="4.5"/>'
    return _svg({None: "strip", True: "strip good", False: "strip bad"}[better], _grid() + way + ends)


def axis() -> str:
    """The numbers under which strips stand."""
    places = "".join(f'<text x="{tick}%" y="11">{tick}</text>' for tick in TICKS)
    return _svg("axis", places)


def bar(share: float) -> str:
    """A bar from the left, ``share`` of its box long."""
    return _svg("bar", f'<rect x="0" y="20%" width="{_at(share)}" height="60%" rx="2"/>')


def told(figure: Figure) -> str:
    """A figure in one line: value, interval, and how many of how many.

    >>> told({"value": 0.5, "low": 0.094, "high": 0.906, "hits": 1, "n": 2})
    '50.0 % (9.4–90.6), 1/2'
    """
    return f"{100 * figure['value']:.1f} % ({100 * figure['low']:.1f}–{100 * figure['high']:.1f}), {figure['hits']}/{figure['n']}"


def _at(share: float) -> str:
    """A place on the axis, to a hundredth of a percent.

    >>> _at(0.5), _at(1 / 3), _at(0)
    ('50%', '33.33%', '0%')
    """
    return f"{round(100 * share, 2):g}%"


def _grid() -> str:
    ticks = "".join(f'<line class="grid" x1="{tick}%" x2="{tick}%" y1="0" y2="100%"/>' for tick in TICKS)
    return f'<line class="grid" x1="0" x2="100%" y1="50%" y2="50%"/>{ticks}'


def _svg(name: str, content: str, title: str = "") -> str:
    shown = f"<title>{html.escape(title)}</title>" if title else ""
    return f'<svg class="{name}" aria-hidden="true">{shown}{content}</svg>'
