"""Names across scripts: 豊岡 and Toyooka, 享保 and Kyōhō, and what is written alike in both languages.

An English question about Japanese places, people and terms spells them in Latin letters; the Japanese
text spells them in kanji. Sudachi knows how the kanji are read, and Hepburn romanisation, with the
ways of writing long vowels folded together, makes both one key. Knows nothing of rankings.
"""

from __future__ import annotations

import re
import unicodedata

from assistant.text import terms
from assistant.text.language import JAPANESE
from assistant.text.normalize import normalize

SHORTEST_NAME = 3
SHORTEST_WORD = 5
"""Letters of a reading that may stand for a proper noun, or for another noun: 鮫 (same) and 穴 (ana) are also English."""

_LATIN = re.compile(r"[a-z\u00df-\u024f]+(?:'[a-z]+)*|[0-9](?:[0-9.,]*[0-9])?")
_KATAKANA = re.compile(r"[\u30a1-\u30ff]+")
_ROWS = {
    "": "アイウエオ", "k": "カキクケコ", "s": "サシスセソ", "t": "タチツテト", "n": "ナニヌネノ", "h": "ハヒフヘホ",
    "m": "マミムメモ", "r": "ラリルレロ", "g": "ガギグゲゴ", "z": "ザジズゼゾ", "d": "ダヂヅデド", "b": "バビブベボ", "p": "パピプペポ",
}  # fmt: skip
_KANA = {kana: row + vowel for row, line in _ROWS.items() for kana, vowel in zip(line, "aiueo", strict=True)}
_KANA |= {"シ": "shi", "チ": "chi", "ツ": "tsu", "フ": "fu", "ジ": "ji", "ヂ": "ji", "ヅ": "zu", "ヴ": "vu"}
_KANA |= {"ヤ": "ya", "ユ": "yu", "ヨ": "yo", "ワ": "wa", "ヰ": "i", "ヱ": "e", "ヲ": "o", "ン": "n"}
_SMALL = {"ャ": "a", "ュ": "u", "ョ": "o", "ァ": "a", "ィ": "i", "ゥ": "u", "ェ": "e", "ォ": "o"}


def romanize(kana: str) -> str:
    """Hepburn romanisation of katakana, long vowels written out, ー left out.

    >>> romanize("トヨオカ"), romanize("キョウホウ"), romanize("ハッチョウボリ"), romanize("シンジュク")
    ('toyooka', 'kyouhou', 'hatchoubori', 'shinjuku')
    """
    out: list[str] = []
    doubled = False
    for i, sign in enumerate(kana):
        if sign == "ッ":
            doubled = True
            continue
        small = _SMALL.get(kana[i + 1 : i + 2], "")
        sound = _KANA.get(sign, "")
        if not sound:
            continue
        if small:
            onset = sound[:-1]
            glide = "y" if kana[i + 1] in "ャュョ" and onset and onset not in {"sh", "ch", "j"} else ""
            sound = onset + glide + small
        out.append(("t" if sound.startswith("ch") else sound[0]) + sound if doubled else sound)
        doubled = False
    return "".join(out)


def fold_latin(word: str) -> str:
    """One spelling for the ways a Japanese name is romanised: macrons, doubled vowels, m for n before b, m and p.

    >>> fold_latin("Kyōhō"), fold_latin("kyouhou"), fold_latin("Toyooka"), fold_latin("Shimbashi"), fold_latin("shinbashi")
    ('kyoho', 'kyoho', 'toyoka', 'shimbashi', 'shimbashi')
    """
    letters = "".join(c for c in unicodedata.normalize("NFD", word.lower()) if c.isascii() and c.isalpha())
    letters = re.sub(r"n(?=[bmp])", "m", letters)
    letters = re.sub(r"o(?:[uo]|h(?![aeiouy]))", "o", letters)
    return re.sub(r"([aeiu])\1", r"\1", letters)


def crossing_terms(text: str) -> list[str]:
    """Terms that a text of one language can share with a text of the other.

    Numbers and words in Latin letters stand in Japanese texts too (``=``); a Japanese noun in kanji or
    hiragana is its reading, an English word may be such a reading (``~``).

    >>> crossing_terms("豊岡市のJICA"), crossing_terms("JICA in Toyooka")
    (['=jica', '~toyoka'], ['=jica', '~jica', '=toyooka', '~toyoka'])
    """
    normal = normalize(text)
    japanese = JAPANESE.search(normal) is not None
    out: list[str] = []
    for match in _LATIN.finditer(normal):
        word = match.group().removesuffix("'s")
        if word[0].isdigit():
            out.append("=" + word.replace(",", ""))
        elif word not in terms.STOPWORDS:
            out.append("=" + terms.stem(word))
            folded = fold_latin(word)
            if not japanese and len(folded) >= SHORTEST_NAME:
                out.append("~" + folded)
    if japanese:
        for morpheme in terms.morphemes(normal, long_units=False):
            if morpheme.pos[0] != "名詞" or not JAPANESE.search(morpheme.surface) or _KATAKANA.fullmatch(morpheme.surface):
                continue
            reading = fold_latin(romanize(morpheme.reading))
            if len(reading) >= (SHORTEST_NAME if morpheme.pos[1] == "固有名詞" else SHORTEST_WORD):
                out.append("~" + reading)
    return out
