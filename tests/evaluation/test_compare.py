from __future__ import annotations

from dataclasses import replace

import pytest
from told import HOW_MANY, QUESTIONS, RIGHT, WHEN, Told

from assistant.evaluation.compare import bootstrap, compare
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


def test_a_difference_counts_when_its_interval_does_not_hold_zero():
    assert bootstrap([0.0] * 10) == (0.0, 0.0)
    low, high = bootstrap([1.0] * 30 + [0.0] * 10)  # 0.75 ± 1.96 · sqrt(0.75 · 0.25 / 40) = 0.616 to 0.884
    assert low == pytest.approx(0.616, abs=0.03) and high == pytest.approx(0.884, abs=0.03)
    low, high = bootstrap([1.0, -1.0] * 20)
    assert low < 0 < high


def test_fewer_is_better_where_lower_is_better(told: Told):
    many = replace(QUESTIONS, items=tuple(replace(WHEN, id=f"q{n}") for n in range(20)))
    silent, right = run(Told({}), [many]), run(told, [many])
    better = {d.metric: d.better for d in compare(silent, right).differences}
    worse = {d.metric: d.better for d in compare(right, silent).differences}
    assert (better["refused_wrongly"], worse["refused_wrongly"], better["correct"], worse["correct"], better["language"]) == (True, False, True, False, None)


def test_the_same_runs_give_the_same_intervals(told: Told):
    one, other = run(told, [QUESTIONS]), run(Told(ALL_RIGHT), [QUESTIONS])
    assert compare(one, other) == compare(one, other)
