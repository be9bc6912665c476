"""The translation memory: a sentence → its rendering in the other language, kept as TMX 1.4.

One memory serves both directions. Keys are sentences with white space squeezed, nothing else changed.
Source of the format: Translation Memory eXchange 1.4b, LISA OSCAR, 2005.
"""

from __future__ import annotations

import hashlib
import os
import re
import tempfile
import xml.etree.ElementTree as ET
from collections.abc import Iterable, Mapping
from pathlib import Path

from assistant.errors import DocumentError
from assistant.values import Language

_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


class TranslationMemory:
    """Sentence pairs, Japanese beside English.

    >>> memory = TranslationMemory([("雨だ。", "It is raining.")])
    >>> memory.rendering("雨だ。", "ja"), memory.rendering("It  is raining.", "en"), memory.rendering("雪だ。", "ja")
    ('It is raining.', '雨だ。', None)
    """

    def __init__(self, pairs: Iterable[tuple[str, str]] = ()) -> None:
        self.pairs: list[tuple[str, str]] = []
        self._to_english: dict[str, str] = {}
        self._to_japanese: dict[str, str] = {}
        for japanese, english in pairs:
            self.add(japanese, english)

    def add(self, japanese: str, english: str) -> None:
        if _key(japanese) not in self._to_english:
            self.pairs.append((japanese, english))
        self._to_english.setdefault(_key(japanese), english)
        self._to_japanese.setdefault(_key(english), japanese)

    def rendering(self, sentence: str, language: Language) -> str | None:
        """The sentence in the other language than ``language``, or None if the memory does not hold it."""
        table = self._to_english if language == "ja" else self._to_japanese
        return table.get(_key(sentence))

    def digest(self) -> str:
        return hashlib.sha256("\x00".join(f"{a}\x01{b}" for a, b in self.pairs).encode()).hexdigest()

    def __or__(self, other: TranslationMemory) -> TranslationMemory:
        return TranslationMemory([*self.pairs, *other.pairs])

    def __len__(self) -> int:
        return len(self.pairs)


def read_tmx(path: Path) -> TranslationMemory:
    """Raises DocumentError for a file that is not TMX; units without both languages are left out."""
    try:
        root = ET.parse(path).getroot()
    except FileNotFoundError:
        return TranslationMemory()
    except (ET.ParseError, OSError) as error:
        raise DocumentError(f"{path.name} is not a readable TMX file ({error}). Mend it in a translation editor or remove it.") from None
    memory = TranslationMemory()
    for unit in root.iter("tu"):
        sides: dict[str, str] = {}
        for variant in unit.iter("tuv"):
            language = (variant.get(_LANG) or variant.get("lang") or "").lower()[:2]
            segment = variant.find("seg")
            if segment is not None:
                sides[language] = "".join(segment.itertext())
        if sides.get("ja") and sides.get("en"):
            memory.add(sides["ja"], sides["en"])
    return memory


def write_tmx(path: Path, units: Iterable[tuple[str, str, Mapping[str, str]]], *, source: Language = "ja") -> None:
    """Units are (Japanese, English, properties); the file is replaced whole or not at all."""
    root = ET.Element("tmx", version="1.4")
    ET.SubElement(
        root,
        "header",
        {"creationtool": "russia-dprk-assistant", "creationtoolversion": "1", "segtype": "sentence", "o-tmf": "none"}
        | {"adminlang": "en", "srclang": source, "datatype": "plaintext"},
    )
    _extend(ET.SubElement(root, "body"), units)
    _replace(path, root)


def append_tmx(path: Path, units: Iterable[tuple[str, str, Mapping[str, str]]]) -> None:
    """Add units to a memory and leave what it holds as it is; a missing file is made. Raises DocumentError for a file that is not TMX."""
    try:
        root = ET.parse(path).getroot()
    except FileNotFoundError:
        return write_tmx(path, units)
    except (ET.ParseError, OSError) as error:
        raise DocumentError(f"{path.name} is not a readable TMX file ({error}). Mend it in a translation editor or remove it.") from None
    body = root.find("body")
    _extend(ET.SubElement(root, "body") if body is None else body, units)
    return _replace(path, root)


def _extend(body: ET.Element, units: Iterable[tuple[str, str, Mapping[str, str]]]) -> None:
    for number, (japanese, english, properties) in enumerate(units, len(body.findall("tu")) + 1):
        unit = ET.SubElement(body, "tu", tuid=str(number))
        for name, value in properties.items():
            ET.SubElement(unit, "prop", type=f"x-{name}").text = value
        for language, segment in (("ja", japanese), ("en", english)):
            variant = ET.SubElement(unit, "tuv", {"xml:lang": language})
            ET.SubElement(variant, "seg").text = segment


def _replace(path: Path, root: ET.Element) -> None:
    ET.indent(root, space=" ")
    data = b'<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="utf-8") + b"\n"
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent)
    with os.fdopen(handle, "wb") as file:
        file.write(data)
    Path(temporary).chmod(0o644)
    Path(temporary).replace(path)


def _key(sentence: str) -> str:
    return re.sub(r"\s+", " ", sentence).strip()
