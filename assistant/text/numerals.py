"""Written numbers → values: digits of any width, 漢数字, English number words. Knows no units.

Every reader returns None for what it cannot read exactly; nothing is guessed.
"""

from __future__ import annotations

import re
from decimal import Decimal

KANJI_DIGITS = {c: n for n, c in enumerate("〇一二三四五六七八九")} | {"零": 0, "壱": 1, "弐": 2, "参": 3}
SMALL_UNITS = {"十": 10, "百": 100, "千": 1000, "拾": 10}
LARGE_UNITS = {"万": 10**4, "億": 10**8, "兆": 10**12, "京": 10**16}
MAX_DIGITS = 20
"""Longer numbers are not read: within 20 digits and a scale every product is exact in Decimal's 28."""

_UNDER_TWENTY = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth "
    "eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
ONES = {w: n for n, w in enumerate(_UNDER_TWENTY.split())}
TENS = {w: 10 * n for n, w in enumerate(_TENS.split(), 2)}
SCALES = {"hundred": 100, "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12, "dozen": 12}
ORDINALS = {w: n for n, w in enumerate(_ORDINALS.split(), 1)} | {f"{w[:-1]}ieth": n for w, n in TENS.items()}
ORDINALS |= {f"{tens}-{w}": ten + n for tens, ten in TENS.items() for w, n in ORDINALS.items() if n < 10}

_WORD = "|".join(sorted([*ONES, *TENS], key=len, reverse=True))
_SCALE_WORD = "hundred|thousand|million|billion|trillion"
NUMBER_WORDS = rf"(?:(?:{_WORD})\b(?:[\s-]+(?:(?:{_SCALE_WORD})\b(?:\s+and(?=\s+(?:{_WORD})\b))?|(?:{_WORD})\b))*+)"
"""Pattern of an English number in words, lower case; always the whole run of number words."""
DIGITS = r"(?:[0-9]{1,3}(?:,[0-9]{3})++|[0-9]++)(?:\.[0-9]++)?"
"""Pattern of a number in ASCII digits, with or without digit groups."""

_DIGITS = re.compile(DIGITS)
_SECTION = re.compile(r"([0-9,.]*)([〇零一二三四五六七八九壱弐参十拾百千]*)([万億兆京]?)")


def read_digits(text: str) -> Decimal | None:
    """ "1,234.5" → 1234.5; more than MAX_DIGITS digits, or groups that are none, are not read."""
    if len(text) > 2 * MAX_DIGITS or not _DIGITS.fullmatch(text):
        return None
    plain = text.replace(",", "")
    return Decimal(plain) if len(plain) <= MAX_DIGITS else None


def read_japanese(text: str) -> Decimal | None:
    """Digits and 漢数字, mixed as newspapers mix them.

    >>> [str(read_japanese(t)) for t in ("一億二千万", "1億2000万", "1.2億", "二〇二三", "百五", "3万5千")]
    ['120000000', '120000000', '120000000.0', '2023', '105', '35000']
    """
    if not text or len(text) > 2 * MAX_DIGITS:
        return None
    total = section = Decimal(0)
    last, floor = 10**20, 0
    at = 0
    while at < len(text):
        match = _SECTION.match(text, at)
        if not match or not match.group():
            return None
        digits, kanji, scale = match.groups()
        part, ends = _section(digits, kanji), match.end() == len(text)
        unit = LARGE_UNITS.get(scale, 1)
        if part is None or unit >= last or (floor and part >= floor) or ("." in digits and not (at == 0 and ends)):
            return None
        section += part
        floor = 0 if scale else SMALL_UNITS.get(kanji[-1:], 0)
        if scale or ends:
            if section >= 10**8 and not (at == 0 and ends):
                return None
            total, section, last = total + section * unit, Decimal(0), unit
        elif not floor:
            return None
        at = match.end()
    return total


def _section(digits: str, kanji: str) -> Decimal | None:
    """The part before 万, 億 …: at most a few thousand in words, any size in digits."""
    if not digits:
        return _kanji(kanji) if kanji else None
    number = read_digits(digits)
    if number is None or not kanji:
        return number
    if kanji[0] not in SMALL_UNITS:
        return None
    unit = SMALL_UNITS[kanji[0]]
    more = _kanji(kanji[1:]) if len(kanji) > 1 else Decimal(0)
    return None if more is None or more >= unit else number * unit + more


def _kanji(kanji: str) -> Decimal | None:
    if all(c in KANJI_DIGITS for c in kanji):
        if len(kanji) > MAX_DIGITS or (len(kanji) > 1 and KANJI_DIGITS[kanji[0]] == 0):
            return None
        return Decimal("".join(str(KANJI_DIGITS[c]) for c in kanji))
    total, last = 0, 10**4
    digit: int | None = None
    for char in kanji:
        if char in KANJI_DIGITS:
            if digit is not None:
                return None
            digit = KANJI_DIGITS[char]
        else:
            unit = SMALL_UNITS[char]
            if unit >= last or digit == 0:
                return None
            total += (1 if digit is None else digit) * unit
            digit, last = None, unit
    return Decimal(total + (digit or 0))


def read_english(text: str) -> Decimal | None:
    """Number words.

    >>> [str(read_english(t)) for t in ("two hundred and fifty", "one million", "twenty-five", "three two")]
    ['250', '1000000', '25', 'None']
    """
    if len(text) > 400:
        return None
    words = re.split(r"[\s-]+", text.strip().lower())
    total, current = 0, 0
    last_scale = 10**18
    previous = ""
    for word in words:
        if word == "and":
            if previous not in SCALES or previous == "dozen":
                return None
        elif word in ONES:
            if previous in ONES or (previous in TENS and not 0 < ONES[word] < 10) or (word == "zero" and len(words) > 1):
                return None
            current += ONES[word]
        elif word in TENS:
            if previous in TENS or previous in ONES:
                return None
            current += TENS[word]
        elif word == "hundred":
            if (previous and not 0 < current < 100) or previous == "and":
                return None
            current = (current or 1) * 100
        elif word in SCALES:
            scale = SCALES[word]
            if scale >= last_scale or (previous and not current):
                return None
            total += (current or 1) * scale
            current, last_scale = 0, scale
        else:
            return None
        previous = word
    return None if previous in {"", "and"} else Decimal(total + current)
