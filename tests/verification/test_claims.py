"""A text → its claims and the marks on them."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.verification.claims import claims_in, marks_of


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("ミサイルが発射された。制裁は続いた。", ["ミサイルが発射された。", "制裁は続いた。"]),
        ("Missiles were fired. Sanctions went on.", ["Missiles were fired.", "Sanctions went on."]),
        ("U.S. officials met Mr. Kim. It rained.", ["U.S. officials met Mr. Kim.", "It rained."]),
        ("彼は「行く。待て。」と言った。", ["彼は「行く。待て。」と言った。"]),
        ("雨だ。\nIt rained.", ["雨だ。", "It rained."]),
        ("12345", []), ("[1]", []), ("***", []), ("", []),
    ],
)  # fmt: skip
def test_sentences_that_say_something_are_claims(text: str, claims: list[str]) -> None:
    assert [span.of(text) for span in claims_in(text)] == claims


@pytest.mark.parametrize(
    ("sentence", "plain", "numbers"),
    [
        ("It rained [1][3].", "It rained.", [1, 3]),
        ("It rained. [1, 2]", "It rained.", [1, 2]),
        ("雨が降った。[1][2]", "雨が降った。", [1, 2]),
        ("雨が降った［１、２］。", "雨が降った。", [1, 2]),
        ("雨が降った。", "雨が降った。", []),
        ("The resolution [sic] passed.", "The resolution [sic] passed.", []),
    ],
)
def test_marks_are_taken_off(sentence: str, plain: str, numbers: list[int]) -> None:
    assert marks_of(sentence) == (plain, numbers)


@given(st.text())
def test_claims_lie_in_the_text_in_order(text: str) -> None:
    spans = claims_in(text)
    assert all(0 <= s.start < s.end <= len(text) for s in spans)
    assert all(a.end <= b.start for a, b in pairwise(spans))


@given(st.text(alphabet="a雨。.[1］,、 ９"))
def test_taking_off_marks_never_raises(text: str) -> None:
    assert all(n >= 0 for n in marks_of(text)[1])
