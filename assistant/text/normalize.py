"""Width, case and spelling variants: for comparing, never for showing.

Normalizing may change the number of characters; offsets always count the original.
"""

from __future__ import annotations

import re
import unicodedata

_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufe00-\ufe0f]")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_DASHES = re.compile("[\u2010-\u2015\u2212\uff0d]")
_QUOTES = {ord(c): "'" for c in "‘’‛′＇"} | {ord(c): '"' for c in "“”„″＂"}
# Letters of other scripts that look like Latin ones, where they stand beside Latin letters.
_LOOKALIKE = dict(zip("АВЕЅІЈКМНОРСТХУаеіјорсухѕΑΒΕΖΗΙΚΜΝΟΡΤΥΧο", "ABESIJKMHOPCTXYaeijopcyxsABEZHIKMNOPTYXo", strict=True))
_MIXED_WORD = re.compile(r"[A-Za-z\u0370-\u03ff\u0400-\u04ff]+")
# ヴェトナム and ベトナム, プーティン and プーチン are one word each.
_KATAKANA_VARIANTS = [
    ("ヴァ", "バ"), ("ヴィ", "ビ"), ("ヴェ", "ベ"), ("ヴォ", "ボ"), ("ヴ", "ブ"), ("ティ", "チ"), ("ディ", "ジ"),
    ("ファ", "ハ"), ("フェ", "ヘ"), ("イェ", "エ"), ("ウェ", "ウエ"), ("ヰ", "イ"), ("ヱ", "エ"), ("ヂ", "ジ"), ("ヅ", "ズ"),
]  # fmt: skip


def clean(text: str) -> str:
    """Invisible and control characters removed, lone surrogates replaced, nothing else changed."""
    return _SURROGATE.sub("\ufffd", _CONTROL.sub("", _INVISIBLE.sub("", text)))


def compose(text: str) -> str:
    """NFKC without invisible characters; as long as ``normalize(text)``, so that offsets of one hold in the other."""
    return unicodedata.normalize("NFKC", clean(text))


def normalize(text: str) -> str:
    """NFKC, invisible characters and look-alikes removed, dashes and quotes unified, lower case.

    >>> normalize("ＵＳＢ ㌔ “Рutin” 80％")
    'usb キロ "putin" 80%'
    """
    text = compose(text).translate(_QUOTES)
    text = _DASHES.sub("-", text)
    text = _MIXED_WORD.sub(_latinize, text)
    return "".join(low if len(low := c.lower()) == 1 else c for c in text)


def _latinize(match: re.Match[str]) -> str:
    word = match.group()
    if word.isascii() or not any(c.isascii() for c in word):
        return word
    return "".join(_LOOKALIKE.get(c, c) for c in word)


def fold_katakana(text: str) -> str:
    """One spelling for katakana variants: small differences of transcription and a final long mark go.

    >>> fold_katakana("プーティン"), fold_katakana("プーチン"), fold_katakana("ヴェトナム"), fold_katakana("コンピューター")
    ('プーチン', 'プーチン', 'ベトナム', 'コンピュータ')
    """
    for variant, plain in _KATAKANA_VARIANTS:
        text = text.replace(variant, plain)
    return re.sub(r"(?<=[\u30a0-\u30ff]{3})ー(?![\u30a0-\u30ff])", "", text).replace("・", "")
