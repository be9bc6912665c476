"""Do the dates of a claim stand in its evidence?"""

from __future__ import annotations

import pytest

from assistant.verification.checks import Check, State
from assistant.verification.dates import check_dates
from verification.said import said


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("The Act came into force on 1 April 2024.", "本法は令和6年4月1日に施行された。"),
        ("本法は2024年4月に施行された。", "The Act came into force on April 1, 2024."),
        ("会談は2023年に行われた。", "会談は2023年9月13日に行われた。"),
        ("They met on September 13, 2023.", "両者は二〇二三年九月十三日に会談した。"),
        ("会談は９月１３日だった。", "会談は9月13日だった。"),
    ],
)
def test_a_date_agrees_however_it_is_written_and_may_be_coarser(claim: str, source: str) -> None:
    assert check_dates(said(claim), [said(source)], []) == Check("dates", State.AGREES)


@pytest.mark.parametrize(
    ("claim", "source", "mine", "theirs"),
    [
        ("The Act came into force on 1 April 2023.", "本法は令和6年4月1日に施行された。", "1 April 2023", "令和6年4月1日"),
        ("会談は2023年9月14日に行われた。", "会談は2023年9月13日に行われた。", "2023年9月14日", "2023年9月13日"),
        ("They met in October 2023.", "They met in September 2023.", "October 2023", "September 2023"),
    ],
)
def test_a_date_in_another_year_month_or_day_contradicts_its_source(claim: str, source: str, mine: str, theirs: str) -> None:
    assert check_dates(said(claim), [said(source)], []) == Check("dates", State.CONFLICTS, mine, theirs)


@pytest.mark.parametrize(
    ("claim", "source", "mine"),
    [
        ("会談は2023年9月に行われた。", "会談はボストーチヌイで行われた。", "2023年9月"),
        ("They met on 13 September 2023.", "They met in September 2023.", "13 September 2023"),
    ],
)
def test_a_date_or_a_day_that_the_evidence_does_not_give_is_missing(claim: str, source: str, mine: str) -> None:
    assert check_dates(said(claim), [said(source)], []) == Check("dates", State.MISSING, mine)


@pytest.mark.parametrize(
    ("claim", "source", "around"),
    [
        ("The two met on 13 September 2023.", "両者は9月13日に会談した。", "2023年の出来事を振り返る。"),
        ("両者は2023年9月13日に会談した。", "The two met on September 13.", "It was the year 2023."),
    ],
)
def test_the_year_may_come_from_around_the_sentence(claim: str, source: str, around: str) -> None:
    assert check_dates(said(claim), [said(source)], [said(around)]).state is State.AGREES
    assert check_dates(said(claim), [said(source)], []).state is State.MISSING


def test_a_date_that_stands_only_near_by_is_weaker():
    around = [said("2023年9月のことである。")]
    assert check_dates(said("会談は2023年9月に行われた。"), [said("両者は会談した。")], around) == Check("dates", State.WEAKER, "2023年9月")
    assert check_dates(said("They met in May 2024."), [said("They met.")], [said("It was May 2024.")]) == Check("dates", State.WEAKER, "May 2024")


@pytest.mark.parametrize("claim", ["北朝鮮はミサイルを発射した。", "North Korea may fire missiles."])
def test_a_claim_without_dates_holds_nothing_to_check(claim: str) -> None:
    assert check_dates(said(claim), [said("In May 2023 it fired.")], []) == Check("dates", State.NOTHING)
