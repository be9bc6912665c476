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


@pytest.mark.parametrize(
    ("claim", "source", "around"),
    [
        ("鐘は1975年に引き揚げられた。", "The bell was raised the next year.", "Divers found the wreck in 1974."),
        ("The bell was raised in 1975.", "鐘は翌年引き揚げられた。", "沈没船は1974年に見つかった。"),
    ],
)
def test_a_year_told_from_the_one_before_is_worked_out(claim: str, source: str, around: str) -> None:
    assert check_dates(said(claim), [said(around), said(source)], []) == Check("dates", State.AGREES)
    assert check_dates(said(claim), [said(source)], [said(around)]) == Check("dates", State.AGREES)
    assert check_dates(said(claim.replace("1975", "1976")), [said(source)], [said(around)]).state is not State.AGREES


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("拠出は2022年から2024年にかけて減った。", "拠出は2022年の3億ドルから2024年は1億ドルに減った。"),
        ("Funds fell from 2022 to 2024.", "拠出は2022年の3億ドルから2024年は1億ドルに減った。"),
    ],
)
def test_a_span_of_years_may_be_told_by_its_ends(claim: str, source: str) -> None:
    assert check_dates(said(claim), [said(source)], []) == Check("dates", State.AGREES)
    assert check_dates(said(claim.replace("2024", "2025")), [said(source)], []).state is State.CONFLICTS


@pytest.mark.parametrize(
    ("claim", "source", "state"),
    [
        ("The three met in August 2023.", "昨年8月に三者が会談した。", State.WEAKER),
        ("三者は2023年8月に会談した。", "The three met in August last year.", State.WEAKER),
        ("三者は2023年7月に会談した。", "The three met in August last year.", State.CONFLICTS),
        ("三者は2022年8月に会談した。", "In 2024 it was told that the three met in August last year.", State.CONFLICTS),
        ("1.4 times the previous year's figure.", "前期の1.4倍に増えた。", State.WEAKER),
        ("三者は昨年8月に会談した。", "The three met in August this year.", State.CONFLICTS),
    ],
)
def test_a_year_said_from_an_untold_one_is_weaker(claim: str, source: str, state: State) -> None:
    assert check_dates(said(claim), [said(source)], []).state is state


def test_a_date_that_the_claim_gives_already_is_no_rival_of_another():
    claim = said("沈没は1969年、発見は1974年のことだ。")
    assert check_dates(claim, [said("Divers found the wreck in 1974.")], []) == Check("dates", State.MISSING, "1969年")


@pytest.mark.parametrize(("claim", "source"), [("2024年の春に始まった。", "It began in early 2024."), ("It began in spring 2024.", "2024年初めに始まった。")])
def test_a_season_lies_in_its_half_of_the_year(claim: str, source: str) -> None:
    assert check_dates(said(claim), [said(source)], []).state is not State.CONFLICTS
    assert check_dates(said(claim), [said(source.replace("early", "late").replace("初め", "末"))], []).state is State.CONFLICTS
