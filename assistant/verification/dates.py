"""Do the dates of a claim stand in its evidence?"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.text.analysis import Facts
from assistant.text.dates import DateAgreement, DateExpr, dates_agree
from assistant.verification.checks import Check, State


def check_dates(claim: Facts, evidence: Sequence[Facts], context: Sequence[Facts]) -> Check:
    """AGREES when every date of the claim is that of the evidence, or coarser; a year may come from around the sentence.

    CONFLICTS when the evidence dates the same thing otherwise; MISSING when it gives no such date.
    """
    if not claim.dates:
        return Check("dates", State.NOTHING)
    here = [d for f in evidence for d in f.dates]
    near = [d for f in context for d in f.dates]
    worst = Check("dates", State.AGREES)
    for date in claim.dates:
        results = [dates_agree(date, d) for d in here]
        if any(r in {DateAgreement.AGREE, DateAgreement.LESS_PRECISE} for r in results):
            continue
        if any(r is DateAgreement.MORE_PRECISE for r in results) and _year_from_around(date, here, near):
            continue
        if any(dates_agree(date, d) in {DateAgreement.AGREE, DateAgreement.LESS_PRECISE} for d in near):
            worst = Check("dates", State.WEAKER, date.text)
            continue
        rival = next((d for d, r in zip(here, results, strict=True) if r is DateAgreement.DIFFERS), None)
        if rival is not None:
            return Check("dates", State.CONFLICTS, date.text, rival.text)
        worst = Check("dates", State.MISSING, date.text)
    return worst


def _year_from_around(date: DateExpr, here: Sequence[DateExpr], near: Sequence[DateExpr]) -> bool:
    """The evidence says 9月13日, the claim 13 September 2023: fine when 2023 is the year spoken of around it."""
    if date.year is None:
        return False
    matching = [d for d in here if d.year is None and d.month == date.month and (date.day is None or d.day == date.day)]
    return bool(matching) and any(d.year == date.year for d in near)
