"""Who is named in a question, and who of them wrote what."""

from __future__ import annotations

import pytest

from assistant.answering.authors import words_of, wrote
from assistant.values import Section, Span

SECTION = Section(Span(0, 100), names=("Ada B. Lindé", "アーダ・リンデ", "古村治彦"))


@pytest.mark.parametrize("name", ["Lindé", "Dr. Lindé", "Ada B. Lindé", "リンデ", "リンデ氏", "リンデ教授", "アーダ・リンデさん", "古村", "古村氏", "古村治彦"])
def test_an_author_is_named_whole_or_in_part_and_with_any_courtesy(name: str) -> None:
    assert wrote(SECTION, {words_of(name)})


@pytest.mark.parametrize("name", ["Lind", "B.", "Adam", "Ada Bell", "リンデン氏", "リン氏", "治彦氏", "古", "氏", "Dr. Bell", "Bank of Lindé"])
def test_what_only_looks_like_a_part_of_a_name_is_nobody_s(name: str) -> None:
    assert not wrote(SECTION, {words_of(name)})


def test_nobody_named_wrote_nothing() -> None:
    assert not wrote(SECTION, frozenset())
    assert not wrote(Section(Span(0, 1)), {words_of("リンデ")})


@pytest.mark.parametrize(
    ("author", "named", "his"),
    [("Viktor Malyshev", "マルイシェフ氏", True), ("ペトロフ", "Petrov", True), ("Viktor Malyshev", "マリノフ", False), ("Robert Kelly", "コール", False)],
)
def test_a_name_in_the_other_script_is_known_by_its_sound(author: str, named: str, his: bool) -> None:
    assert wrote(Section(Span(0, 1), names=(author,)), {words_of(named)}) is his
