"""The groups of words that say the same: laws of the list."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.text import concepts
from assistant.text.concepts import FAMILIES, groups_of, key_of, relation
from assistant.text.language import JAPANESE
from assistant.text.terms import content_terms

BOTH = {"死傷", "死傷者", "児童"}
"""Words that tell of two things which exclude one another: the dead and the injured, children and pupils."""


def test_every_line_is_a_family_of_its_own() -> None:
    lines = Path(concepts.__file__).with_name("concepts.txt").read_text("utf-8").splitlines()
    assert len(FAMILIES) == sum(bool(line) and not line.startswith("#") for line in lines)
    assert all(group and words == group.split() for groups in FAMILIES.values() for group in groups for words in [group.split(" ")])


def test_no_word_excludes_itself() -> None:
    twice = set()
    for groups in FAMILIES.values():
        keys = [(key_of(word), word) for group in groups for word in group.split()]
        twice |= {word for n, (key, word) in enumerate(keys) if key in {k for k, _ in keys[:n]}}
    assert twice == BOTH


def test_a_japanese_word_is_listed_as_it_is_read() -> None:
    words = {word for groups in FAMILIES.values() for group in groups for word in group.split() if JAPANESE.search(word)}
    assert [word for word in sorted(words) if [t.key for t in content_terms(word)] != [word]] == []


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("誘発", "provoke", 1), ("無駄", "futile", 1), ("故意", "accidental", -1), ("必然", "coincidence", -1), ("中心", "peripheral", -1),
        ("優先", "priority", 1),
        ("条約", "treaty", 1), ("条約", "雨", 0),
    ],
)  # fmt: skip
def test_words_of_the_two_languages_meet(one: str, other: str, expected: int) -> None:
    assert relation(groups_of(key_of(one)), groups_of(key_of(other))) == expected
