"""Do the dates of a claim stand in its evidence?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.text.analysis import Facts
from assistant.text.dates import DateAgreement, DateExpr, dates_agree, year_shift
from assistant.verification.checks import Check, State

FITTING = {DateAgreement.AGREE, DateAgreement.LESS_PRECISE}


def check_dates(claim: Facts, evidence: Sequence[Facts], context: Sequence[Facts]) -> Check:
    """AGREES when every date of the claim is that of the evidence, or coarser; a year may come from around the sentence.

    CONFLICTS when the evidence dates the same thing otherwise; MISSING when it gives no such date; WEAKER when the date stands
    only around it, or when one of the two is said from a year that neither tells (昨年, "the year before").
    """
    if not claim.dates:
        return Check("dates", State.NOTHING)
    here = [d for f in evidence for d in f.dates]
    near = [d for f in context for d in f.dates]
    worst = Check("dates", State.AGREES)
    for date in claim.dates:
        state = _state(date, here, near)
        if state is State.MISSING and date.end is not None:  # 2022年から2024年 for two years told apart
            state = max((_state(end, here, near) for end in (replace(date, end=None), date.end)), key=_ORDER.index)
        if state is State.MISSING:
            left = [d for d in here if not any(o is not date and dates_agree(o, d) in FITTING for o in claim.dates)]
            rival = next((d for d in left if dates_agree(date, d) is DateAgreement.DIFFERS), None)
            if rival is not None:
                return Check("dates", State.CONFLICTS, date.text, rival.text)
        if _ORDER.index(state) > _ORDER.index(worst.state):
            worst = Check("dates", state, date.text)
    return worst


_ORDER = (State.AGREES, State.WEAKER, State.MISSING)


def _state(date: DateExpr, here: Sequence[DateExpr], near: Sequence[DateExpr]) -> State:
    results = [dates_agree(date, d) for d in here]
    if any(r in FITTING for r in results):
        return State.AGREES
    if any(r is DateAgreement.MORE_PRECISE for r in results) and _year_from_around(date, here, near):
        return State.AGREES
    years = [d.year for d in [*here, *near] if d.year is not None]
    said_from = [d for d in here if _apart_from_year(date, d)]
    if any(date.year == year + (year_shift(d) or 0) for d in said_from if d.relative.startswith("chained") for year in years):
        return State.AGREES
    if any(dates_agree(date, d) in FITTING for d in near) or (said_from and date.year is not None and date.year >= max(years, default=0)):
        return State.WEAKER  # 昨年 of a text without a date, but no earlier than the years it speaks of
    return State.WEAKER if date.relative and not any(date.fields) and not any(d.relative for d in here) else State.MISSING


def _apart_from_year(date: DateExpr, source: DateExpr) -> bool:
    """Whether a source date said from an untold year (昨年8月) may be the claim's (2023年8月)."""
    if date.year is None or year_shift(source) is None:
        return False
    return dates_agree(date, replace(source, year=date.year)) in FITTING


def _year_from_around(date: DateExpr, here: Sequence[DateExpr], near: Sequence[DateExpr]) -> bool:
    """The evidence says 9月13日, the claim 13 September 2023: fine when 2023 is the year spoken of around it."""
    if date.year is None:
        return False
    matching = [d for d in here if d.year is None and d.month == date.month and (date.day is None or d.day == date.day)]
    return bool(matching) and any(d.year == date.year for d in near)
