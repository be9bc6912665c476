from __future__ import annotations

from dataclasses import replace

import pytest
from told import HOW_MANY, QUESTIONS, RIGHT, WHEN, Told

from assistant.evaluation.compare import Pair, bootstrap, compare, difference, mcnemar
from assistant.evaluation.metrics import Share
from assistant.evaluation.run import Run, run

ALL_RIGHT = {WHEN.question: RIGHT, HOW_MANY.question: replace(RIGHT, answer="100万発以上の砲弾だ[1]。")}


def test_differences_are_after_minus_before_over_the_same_items(told: Told):
    found = compare(run(told, [QUESTIONS]), run(Told(ALL_RIGHT), [QUESTIONS]))
    by_name = {d.metric: d for d in found.differences}
    assert (by_name["correct"].n, by_name["correct"].before, by_name["correct"].after, by_name["correct"].change) == (2, 0.5, 1.0, 0.5)
    assert by_name["refused_wrongly"].change == -0.5
    assert (found.gained, found.lost) == (["q2"], [])


def test_what_was_right_and_is_wrong_now_is_named(told: Told):
    assert compare(run(Told(ALL_RIGHT), [QUESTIONS]), run(told, [QUESTIONS])).lost == ["q2"]


def test_items_of_one_run_only_are_left_out(told: Told):
    whole = run(told, [QUESTIONS])
    assert compare(Run({}, whole.records[:1]), whole).differences[0].n == 1
    assert compare(Run({}, ()), whole).differences == []


SAME, GAINED, LOST = (Share(1, 1), Share(1, 1)), (Share(0, 1), Share(1, 1)), (Share(1, 1), Share(0, 1))


def test_the_interval_of_a_difference_is_near_the_one_worked_by_hand():
    low, high = bootstrap([GAINED] * 30 + [SAME] * 10)  # 0.75 ± 1.96 · sqrt(0.75 · 0.25 / 40) = 0.616 to 0.884
    assert low == pytest.approx(0.616, abs=0.03) and high == pytest.approx(0.884, abs=0.03)
    low, high = bootstrap([GAINED, LOST] * 20)  # 0 ± 1.96 / sqrt(40) = −0.310 to 0.310
    assert low == pytest.approx(-0.31, abs=0.03) and high == pytest.approx(0.31, abs=0.03)
    assert bootstrap([SAME] * 10) == (0.0, 0.0)


def test_an_item_with_many_facts_weighs_as_much_as_in_the_table():
    found = difference("questions", "coverage", [(Share(0, 9), Share(9, 9)), (Share(1, 1), Share(0, 1))])
    assert (found.before, found.after, found.n, found.p) == (0.1, 0.9, 2, None)


@pytest.mark.parametrize(
    ("gained", "lost", "p"),
    [
        (0, 0, 1.0),
        (3, 3, 1.0),  # more than 1 by the sum, and a probability is not
        (5, 0, 0.0625),  # 2 · 1/32
        (6, 0, 0.03125),  # 2 · 1/64
        (9, 1, 0.021484375),  # 2 · (1 + 10)/1024
        (1, 9, 0.021484375),
    ],
)
def test_the_exact_test_of_gains_against_losses(gained: int, lost: int, p: float):
    assert mcnemar(gained, lost) == p


@pytest.mark.parametrize(
    ("pairs", "better"),
    [
        ([GAINED] * 6 + [SAME] * 94, True),
        ([LOST] * 6 + [SAME] * 94, False),
        ([GAINED] * 5 + [SAME] * 95, None),  # the interval does not hold zero; five gains of five are chance all the same
        ([GAINED, LOST] * 20, None),
        ([SAME] * 10, None),
    ],
)
def test_a_difference_is_one_when_chance_does_not_explain_it(pairs: list[Pair], better: bool | None):
    assert difference("questions", "correct", pairs).better is better
    assert difference("questions", "refused_wrongly", pairs).better is (None if better is None else not better)


def test_fewer_is_better_where_lower_is_better(told: Told):
    many = replace(QUESTIONS, items=tuple(replace(WHEN, id=f"q{n}") for n in range(20)))
    silent, right = run(Told({}), [many]), run(told, [many])
    better = {d.metric: d.better for d in compare(silent, right).differences}
    worse = {d.metric: d.better for d in compare(right, silent).differences}
    assert (better["refused_wrongly"], worse["refused_wrongly"], better["correct"], worse["correct"], better["language"]) == (True, False, True, False, None)


def test_the_same_runs_give_the_same_intervals(told: Told):
    one, other = run(told, [QUESTIONS]), run(Told(ALL_RIGHT), [QUESTIONS])
    assert compare(one, other) == compare(one, other)
