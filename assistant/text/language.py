"""Japanese or English, by script. Knows nothing of other languages."""

from __future__ import annotations

import re

from assistant.values import Language

KANA = re.compile(r"[\u3040-\u30ff\u31f0-\u31ff\uff66-\uff9f]")
HAN = re.compile(r"[\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
JAPANESE = re.compile(r"[\u3005\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f]")
LATIN_WORD = re.compile(r"[A-Za-z\u00c0-\u024f]+(?:['’-][A-Za-z\u00c0-\u024f]+)*")

FEW = 3
"""Latin words that a Japanese question may consist of, but for its particles."""
_ENDS_IN_HIRAGANA = re.compile(r"[\u3041-\u3096][\W_]*$")


def detect(text: str, default: Language = "en") -> Language:
    """The language of a text.

    A Japanese character weighs as much as a Latin word divided by two: "What does 北朝鮮 mean?" is English. A few Latin words
    and hiragana behind them are Japanese: 「QUADとは?」.

    >>> detect("QUADとは?"), detect("What is 北朝鮮?"), detect("!?", default="ja")
    ('ja', 'en', 'ja')
    """
    japanese = len(JAPANESE.findall(text))
    words = len(LATIN_WORD.findall(text))
    if not japanese and not words:
        return default
    return "ja" if japanese > 2 * words or (words <= FEW and _ENDS_IN_HIRAGANA.search(text)) else "en"


def has_japanese(text: str) -> bool:
    return JAPANESE.search(text) is not None


def marked(text: str, language: Language) -> str:
    """A name as it stands in a text: in quotation marks where an English text gives it in Japanese.

    >>> marked("江田亜紀", "en"), marked("江田亜紀", "ja"), marked("Ada Bell", "ja")
    ('“江田亜紀”', '江田亜紀', 'Ada Bell')
    """
    return f"“{text}”" if language == "en" and has_japanese(text) else text
