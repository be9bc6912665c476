"""A text → its claims, with their place in the text."""

from __future__ import annotations

import re

from assistant.text.language import JAPANESE, LATIN_WORD
from assistant.text.sentences import split_sentences
from assistant.values import Span

_MARK = re.compile(r"\s*[\[［](\d{1,3})(?:\s*[,、]\s*(\d{1,3}))*[\]］]")


def claims_in(text: str) -> list[Span]:
    """Spans of the sentences that say something: headings marks, bare links and numbers are none."""
    return [s for s in split_sentences(text) if JAPANESE.search(s.of(text)) or len(LATIN_WORD.findall(s.of(text))) > 1]


def marks_of(sentence: str) -> tuple[str, list[int]]:
    """A sentence without its citation marks, and their numbers.

    >>> marks_of("It rained [1][3].")
    ('It rained.', [1, 3])
    """
    numbers = [int(n) for group in re.findall(r"[\[［]([\d\s,、]{1,20})[\]］]", sentence) for n in re.findall(r"\d{1,3}", group)]
    return re.sub(r"\s*[\[［][\d\s,、]{1,20}[\]］]", "", sentence).strip(), numbers
