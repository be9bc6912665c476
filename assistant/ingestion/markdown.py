"""Markdown as it is read: a row of a table told with the headings of its columns, words without marks of emphasis.

What is cited is the source, to the character; only what is read is put into words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.text.language import has_japanese
from assistant.text.markup import without_emphasis
from assistant.text.quantities import read_quantities

_RULE = re.compile(r"\s*\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?\s*")
_UNIT = re.compile(r"^(?P<name>.*?\S)\s*[(（](?P<unit>[^()（）]{1,40})[)）]$")
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_FIGURE = re.compile(r"[-+−]?[0-9０-９][0-9０-９,.]*")
_IMAGE_OR_LINK = re.compile(r"!?\[([^\]]*)\]\([^)\s]*(?:\s+\"[^\"]*\")?\)")
_OPENED = re.compile(r"^[*_`]{1,3}(?=\w)")
"""What is opened at the beginning of a line whose end was cut off with its marks."""


def is_rule(line: str) -> bool:
    """Whether a line is the rule between a table's headings and its rows: |---|---:|."""
    return "|" in line and _RULE.fullmatch(line) is not None


def cells(line: str) -> list[str]:
    """The cells of a row.

    >>> cells("| 2018 | **34.1** | |")
    ['2018', '34.1', '']
    """
    return [plain(cell.strip()) for cell in re.split(r"(?<!\\)\|", line.strip().removeprefix("|").removesuffix("|"))]


def row_told(headings: Sequence[str], row: Sequence[str]) -> str:
    """A row of a table in words, each cell under its heading, a unit in the heading beside its figure.

    >>> row_told(["Year", "Trade (million dollars)", "Coal"], ["2018", "34.1", ""])
    'Year 2018: Trade 34.1 million dollars'
    >>> row_told(["年", "貿易額(百万ドル)", "相手国"], ["2018", "34.1", "ロシア"])
    '2018年:貿易額34.1百万ドル、相手国 ロシア'
    >>> row_told(["国", "2018(億円)", "輸出(2)"], ["日本", "34", "5"])
    '国 日本:2018 34億円、輸出(2) 5'
    >>> row_told(["Country", "Workers (estimate)", "Share (%)"], ["Japan", "20", "4"])
    'Country Japan: Workers (estimate) 20, Share 4%'
    """
    japanese = has_japanese("".join([*headings, *row]))
    told = [_cell(heading, cell, japanese=japanese) for heading, cell in zip(headings, [*row, *[""] * len(headings)], strict=False) if cell]
    first, rest = told[0] if told else "", told[1:]
    if not rest:
        return first
    return first + (":" if japanese else ": ") + ("、" if japanese else ", ").join(rest)


def _cell(heading: str, cell: str, *, japanese: bool) -> str:
    unit = _UNIT.match(heading) if _FIGURE.fullmatch(cell) else None
    if unit and _is_unit(unit.group("unit")):
        gap = "" if japanese or unit.group("unit") == "%" else " "
        apart = "" if japanese and has_japanese(unit.group("name")[-1]) else " "
        return f"{unit.group('name')}{apart}{cell}{gap}{unit.group('unit')}"
    if japanese and heading in {"年", "年度"} and _YEAR.fullmatch(cell):
        return f"{cell}{heading}"
    return f"{heading} {cell}".strip()


def _is_unit(text: str) -> bool:
    """Whether words in brackets behind a heading are a unit or a scale, and no number or note."""
    if re.match(r"[0-9０-９]", text):
        return False
    return text == "%" or any(q.unit or q.low != 1 for q in read_quantities(f"1 {text}"))


def plain(text: str) -> str:
    """Words without marks of emphasis, links as what they are called.

    >>> plain("**Safety.** Nine *men* died, `see` [the report](https://example.com/a).")
    'Safety. Nine men died, see the report.'
    >>> plain("2 * 3 * 4, snake_case_name"), plain("*Brief No. 4"), plain("これは**重要**な合意だ。")
    ('2 * 3 * 4, snake_case_name', 'Brief No. 4', 'これは重要な合意だ。')
    """
    return _OPENED.sub("", without_emphasis(_IMAGE_OR_LINK.sub(r"\1", text)))
