"""Sentences of who did what to whom: the passages of a claim differ in nothing but where two names stand."""

from __future__ import annotations

import json
from collections import Counter
from string import Formatter

from verification.said import said

from assistant.text.language import has_japanese
from assistant.verification.checks import State
from assistant.verification.modality import check_firmness
from eval.reading.deeds import PARTS, asked_of_deeds, deeds

WAYS = json.loads(PARTS.read_text("utf-8"))
PAIRS = deeds(400, 7)
QUESTIONS = asked_of_deeds(400, 7)


def test_a_claim_is_right_of_one_passage_and_wrong_of_the_other() -> None:
    for right, wrong in zip(PAIRS[::2], PAIRS[1::2], strict=True):
        assert (right.label, wrong.label) == (0, 1) and right.first == wrong.first and right.second != wrong.second


def test_a_question_is_answered_by_one_passage_and_not_by_the_other() -> None:
    for right, wrong in zip(QUESTIONS[::2], QUESTIONS[1::2], strict=True):
        assert (right.label, wrong.label) == (1, 0) and right.first == wrong.first and right.second != wrong.second
        assert right.first.endswith(("か", "?")) and "{" not in right.first


def test_nothing_but_two_names_sets_the_passages_apart() -> None:
    names = [name for kind in ("countries", "persons", "firms") for pair in WAYS[kind] for name in pair]
    for right, wrong in [*zip(PAIRS[::2], PAIRS[1::2], strict=True), *zip(QUESTIONS[::2], QUESTIONS[1::2], strict=True)]:
        there = sorted((n for n in names if n.lower() in right.second.lower()), key=len, reverse=True)
        assert _without(right.second, there) == _without(wrong.second, there)


def test_both_languages_are_told_claimed_and_asked_in() -> None:
    for pairs in (PAIRS, QUESTIONS):
        tongues = Counter((has_japanese(p.first), has_japanese(p.second)) for p in pairs)
        assert len(tongues) == 4 and min(tongues.values()) > len(pairs) / 8


def test_the_same_seed_gives_the_same_sentences() -> None:
    assert deeds(50, 7) == PAIRS[:100] and deeds(50, 8) != PAIRS[:100]
    assert asked_of_deeds(50, 7) == QUESTIONS[:100]


def test_every_way_to_tell_a_deed_names_both_sides() -> None:
    for deed in [*WAYS["towards"], *WAYS["hands_over"]]:
        fields = {"x", "y"} | ({"z"} if deed in WAYS["hands_over"] else set())
        for language in ("ja", "en"):
            assert len(set(deed[language])) == len(deed[language]) >= 2
            for way in deed[language]:
                assert _fields(way) == fields, way


def test_a_question_names_whom_it_is_about_and_asks_for_the_other_or_whether_it_is_so() -> None:
    """Where one who stands last behind the other settles a question both ways (to surpass, to arrive first), whether is not asked."""
    kinds = [{"y", "q"}, {"x", "q"}, {"x", "y"}]
    for deed in [*WAYS["towards"], *WAYS["hands_over"]]:
        for language, ways in deed.get("asked", {}).items():
            assert all(_fields(way) - {"z"} in kinds for way in ways) and len(ways) == len(deed["asked"]["ja"]), (language, ways)


def _fields(way: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(way) if name}


def _without(text: str, names: list[str]) -> str:
    """A text without these names, whatever case they begin with."""
    for name in names:
        for written in (name, name[:1].upper() + name[1:]):
            text = text.replace(written, "")
    return text


def test_nothing_around_a_deed_says_that_it_is_only_reported() -> None:
    """A passage that only reports a deed does not support it; with such passages the network once learned that it does."""
    for language, deed, stop in ((0, "ペルーはチリを助けた", "。"), (1, "Peru helped Chile", ".")):
        for before in ("", *(frame[language] for frame in WAYS["before"])):
            for after in (stop, *(frame[language] for frame in WAYS["after"])):
                assert check_firmness(said(deed + stop), [said(before + deed + after)]).state is not State.WEAKER, before + deed + after
