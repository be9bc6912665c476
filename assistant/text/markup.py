"""Marks of plain text and Markdown around words: what opens an item of a list, what emphasizes."""

from __future__ import annotations

import re

LIST_MARK = r"(?:>\s*)*(?:[-*+•‣・●○■□◆※–—]|\(?\d{1,2}[.)．)])"
"""What stands before an item of a list, for a pattern."""
SPEAKER = r"\*{0,2}(?:(?P<who>[QAＱＡ問答])\d{0,2} ?[:：]|(?P<asks>[―─—]{2}(?![―─—])))\*{0,2}[ 　\t]*(?=\S)"
"""What stands before a question or an answer of an interview, for a pattern: Q:, 答：, ――."""
SPEAKER_MARK = re.compile(rf"^[ \t]*{SPEAKER}", re.MULTILINE)
_EMPHASIS = re.compile(
    r"(?<![A-Za-z0-9*\\])(\*{1,3})(?=[^\s*])([^*]+?)(?<=\S)\1(?![A-Za-z0-9*])|(?<![\w`])(_{1,3}|`{1,3})(?=[^\s_`])(.+?)(?<=\S)\3(?![\w`])"
)


def without_emphasis(text: str) -> str:
    """Words without the marks that emphasize them.

    >>> without_emphasis("**Safety.** Nine *men* died."), without_emphasis("2 * 3 * 4, snake_case_name"), without_emphasis("これは**重要**な合意だ。")
    ('Safety. Nine men died.', '2 * 3 * 4, snake_case_name', 'これは重要な合意だ。')
    """
    return _EMPHASIS.sub(lambda m: m[2] or m[4], text)
