"""Slow, simple spellings of whole numbers: the reference the readers are held against."""

from __future__ import annotations

KANJI = "〇一二三四五六七八九"


def in_kanji(n: int) -> str:
    """A slow, simple spelling: 一億二千三百四十五万六千七百八十九."""
    if n == 0:
        return "〇"
    out = ""
    for unit, name in ((10**16, "京"), (10**12, "兆"), (10**8, "億"), (10**4, "万"), (1, "")):
        part, n = divmod(n, unit)
        if part:
            small = ""
            for ten, word in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
                digit, part = divmod(part, ten)
                if digit:
                    small += ("" if digit == 1 and word else KANJI[digit]) + word
            out += small + name
    return out


def mixed(n: int) -> str:
    """1億2000万 as newspapers write it."""
    out = ""
    for unit, name in ((10**16, "京"), (10**12, "兆"), (10**8, "億"), (10**4, "万"), (1, "")):
        part, n = divmod(n, unit)
        out += f"{part}{name}" if part else ""
    return out or "0"


_WORDS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen "
    "twenty thirty forty fifty sixty seventy eighty ninety"
)
SMALL_WORDS, TEN_WORDS = _WORDS.split()[:20], ["", "", *_WORDS.split()[20:]]


def in_english(n: int) -> str:
    """A slow, simple spelling: one hundred and twenty-three thousand."""
    if n < 20:
        return SMALL_WORDS[n]
    if n < 100:
        return TEN_WORDS[n // 10] + (f"-{SMALL_WORDS[n % 10]}" if n % 10 else "")
    if n < 1000:
        return f"{SMALL_WORDS[n // 100]} hundred" + (f" and {in_english(n % 100)}" if n % 100 else "")
    for unit, name in ((10**12, "trillion"), (10**9, "billion"), (10**6, "million"), (1000, "thousand")):
        if n >= unit:
            return f"{in_english(n // unit)} {name}" + (f" {in_english(n % unit)}" if n % unit else "")
    raise AssertionError(n)
