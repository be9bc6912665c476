"""Written numbers → values: digits of any width, 漢数字, English number words. Knows no units.

Every reader returns None for what it cannot read exactly; nothing is guessed.
"""

from __future__ import annotations

import re
from decimal import Decimal

KANJI_DIGITS = {c: n for n, c in enumerate("〇一二三四五六七八九")} | {"零": 0, "壱": 1, "弐": 2, "参": 3, "両": 2}
SMALL_UNITS = {"十": 10, "百": 100, "千": 1000, "拾": 10}
LARGE_UNITS = {"万": 10**4, "億": 10**8, "兆": 10**12, "京": 10**16}
MAX_DIGITS = 30

ONES = {
    w: n
    for n, w in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
    )
}
TENS = {w: 10 * n for n, w in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)}
SCALES = {"hundred": 100, "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12, "dozen": 12}
ORDINALS = {
    w: n
    for n, w in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth".split(), 1
    )
} | {"twentieth": 20, "thirtieth": 30}

_WORD = "|".join(sorted([*ONES, *TENS], key=len, reverse=True))
NUMBER_WORDS = rf"(?:(?:{_WORD})(?:[\s-]+(?:and[\s-]+)?(?:{_WORD}|hundred|thousand|million|billion|trillion))*)"
"""Pattern of an English number in words, lower case."""
DIGITS = r"(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?"
"""Pattern of a number in ASCII digits, with or without digit groups."""
KANJI_NUMBER = r"(?:[〇零一二三四五六七八九十百千]+)"


def read_digits(text: str) -> Decimal | None:
    """ "1,234.5" → 1234.5; more than MAX_DIGITS digits are not read."""
    plain = text.replace(",", "")
    if len(plain) > MAX_DIGITS or not re.fullmatch(r"[0-9]+(?:\.[0-9]+)?", plain):
        return None
    return Decimal(plain)


def read_japanese(text: str) -> Decimal | None:
    """Digits and 漢数字, mixed as newspapers mix them.

    >>> [str(read_japanese(t)) for t in ("一億二千万", "1億2000万", "1.2億", "二〇二三", "百五", "3万5千")]
    ['120000000', '120000000', '120000000.0', '2023', '105', '35000']
    """
    if not text or len(text) > 2 * MAX_DIGITS:
        return None
    total = Decimal(0)
    last = 10**20
    rest = text
    while rest:
        match = re.match(r"([0-9,.]*[0-9]|)([〇零一二三四五六七八九十百千]*)([万億兆京]?)", rest)
        if not match or not match.group():
            return None
        part = _section(match.group(1), match.group(2))
        unit = LARGE_UNITS.get(match.group(3), 1)
        if part is None:
            return None
        if unit >= last:
            return None
        total += part * unit
        last = unit
        rest = rest[match.end() :]
        if unit == 1 and rest:
            return None
    return total


def _section(digits: str, kanji: str) -> Decimal | None:
    """The part before 万, 億 …: at most a few thousand in words, any size in digits."""
    if digits and not kanji:
        return read_digits(digits)
    if digits:
        number = read_digits(digits)
        if number is None or any(c in KANJI_DIGITS for c in kanji[:1]):
            return None
        head, tail = kanji[0], kanji[1:]
        more = _section("", tail) if tail else Decimal(0)
        return None if more is None else number * SMALL_UNITS[head] + more
    if not kanji:
        return Decimal(1) if digits == kanji == "" else None
    if all(c in KANJI_DIGITS for c in kanji):
        return Decimal("".join(str(KANJI_DIGITS[c]) for c in kanji))
    total, digit, last = 0, 0, 10**4
    pending = False
    for char in kanji:
        if char in KANJI_DIGITS:
            if pending:
                return None
            digit, pending = KANJI_DIGITS[char], True
        else:
            unit = SMALL_UNITS[char]
            if unit >= last:
                return None
            total += (digit if pending else 1) * unit
            digit, pending, last = 0, False, unit
    return Decimal(total + digit)


def read_english(text: str) -> Decimal | None:
    """Number words.

    >>> [str(read_english(t)) for t in ("two hundred and fifty", "one million", "twenty-five", "three two")]
    ['250', '1000000', '25', 'None']
    """
    words = [w for w in re.split(r"[\s-]+", text.lower()) if w and w != "and"]
    if not words:
        return None
    total, current = Decimal(0), Decimal(0)
    last_scale = Decimal(10**18)
    fresh = True
    previous = ""
    for word in words:
        if word in ONES:
            if not fresh and (previous in ONES or (previous in TENS and not 0 < ONES[word] < 10)):
                return None
            current += ONES[word]
        elif word in TENS:
            if previous in TENS or previous in ONES:
                return None
            current += TENS[word]
        elif word == "hundred":
            if not 0 < current < 100:
                return None
            current *= 100
        elif word in SCALES:
            scale = Decimal(SCALES[word])
            if scale >= last_scale:
                return None
            total += (current or 1) * scale
            current, last_scale = Decimal(0), scale
        else:
            return None
        fresh, previous = False, word
    return total + current
