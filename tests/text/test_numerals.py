"""Written numbers, read as they are written or not at all."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.text.numerals import read_digits, read_english, read_japanese

from .spelling import KANJI, in_english, in_kanji, mixed


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("0", "0"), ("12", "12"), ("1,234", "1234"), ("12,345,678", "12345678"), ("1.25", "1.25"), ("1,234.5", "1234.5"),
        ("二〇二四", "2024"), ("一九四五", "1945"), ("十", "10"), ("十二", "12"), ("二十", "20"), ("百五", "105"), ("三百六十五", "365"),
        ("一万二千三百", "12300"), ("百万", "1000000"), ("二千万", "20000000"), ("一億二千万", "120000000"), ("九九九九兆", "9999000000000000"),
        ("1億2000万", "120000000"), ("1億2,000万", "120000000"), ("3万5千", "35000"), ("3万5000", "35000"), ("1.2兆", "1200000000000"),
        ("1.2億", "120000000"),
        ("2千", "2000"), ("5百万", "5000000"), ("3千5百", "3500"), ("1,234万", "12340000"), ("1兆2億3万4", "1000200030004"), ("壱万弐千", "12000"),
    ],
)  # fmt: skip
def test_digits_and_kanji_are_read_alone_and_mixed(written: str, value: str) -> None:
    assert read_japanese(written) == Decimal(value)


@pytest.mark.parametrize(
    "written",
    ["", "万", "千千", "万億", "1万2億", "1億2億", "十百", "二十三百", "百千", "1,2", "1,23", "12,34,567", "1.2.3", "1,", ",1", ".5", "1e400",
     "〇〇万", "〇五", "1.5億2千万", "一1",
     "1一", "abc", "②", "٣", "१२", "1\u200b2", "\ud800", "9" * 10_000, "一" * 10_000, "1億" * 5_000],
)  # fmt: skip
def test_what_is_no_whole_number_is_not_read(written: str) -> None:
    assert read_japanese(written) is None


@pytest.mark.parametrize("written", ["1,2", "1,2345", "0x10", "1e400", "٣", "1 2", "", "9" * 40])
def test_digit_groups_must_be_groups(written: str) -> None:
    assert read_digits(written) is None


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("zero", 0), ("one", 1), ("Twelve", 12), ("twenty-five", 25), ("two hundred and fifty", 250), ("hundred", 100), ("one million", 1_000_000),
        ("three hundred thousand", 300_000), ("two dozen", 24), ("twelve hundred", 1200),
        ("one million two hundred thirty-four thousand five hundred and sixty-seven", 1_234_567), ("five billion", 5_000_000_000),
    ],
)  # fmt: skip
def test_english_words_are_read(written: str, value: int) -> None:
    assert read_english(written) == value


@pytest.mark.parametrize(
    "written",
    [
        "",
        "and",
        "three two",
        "nineteen eighty-four",
        "twenty twelve",
        "one one one",
        "five six",
        "two and three",
        "hundred hundred",
        "thousand million",
        "twenty-ten",
        "zero five",
        "blue",
        "one " * 12_000,
    ],
)
def test_words_that_make_no_number_are_not_read(written: str) -> None:
    assert read_english(written) is None


@given(st.integers(0, 10**19))
def test_every_japanese_spelling_reads_back(n: int) -> None:
    assert read_japanese(in_kanji(n)) == n
    assert read_japanese(mixed(n)) == n
    assert read_japanese(f"{n:,}") == n
    assert read_japanese("".join(KANJI[int(d)] for d in str(n))) == n


@given(st.integers(0, 10**15 - 1))
def test_every_english_spelling_reads_back(n: int) -> None:
    assert read_english(in_english(n)) == n
    assert read_digits(f"{n:,}") == read_digits(str(n)) == n


@given(st.text() | st.text("0123456789,.〇一二三十百千万億兆京 onetwhudr-\ud800\u200b②٣"))
def test_no_text_raises(text: str) -> None:
    for read in (read_digits, read_japanese, read_english):
        value = read(text)
        assert value is None or value.is_finite()
