"""A text → its claims, with their place in the text."""

from __future__ import annotations

import re

from assistant.text.language import JAPANESE, LATIN_WORD
from assistant.text.markup import LIST_MARK, without_emphasis
from assistant.text.sentences import split_sentences
from assistant.values import Span

_HEADING = re.compile(r"#{1,6}\s+\S")
_LIST_MARK = re.compile(rf"{LIST_MARK}\s+(?=\S)")


def claims_in(text: str) -> list[Span]:
    """Spans of the sentences that say something, without marks of a list: headings of Markdown, bare links and numbers are none.

    >>> text = "# Trade\\n\\n- It **rose** by 4 %.\\n2024"
    >>> [s.of(text) for s in claims_in(text)]
    ['It **rose** by 4 %.']
    """
    out = []
    for span in split_sentences(text):
        mark = _LIST_MARK.match(span.of(text))
        said = Span(span.start + mark.end(), span.end) if mark else span
        if not _HEADING.match(span.of(text)) and (JAPANESE.search(said.of(text)) or len(LATIN_WORD.findall(said.of(text))) > 1):
            out.append(said)
    return out


def marks_of(sentence: str) -> tuple[str, list[int]]:
    """A sentence without its citation marks and marks of emphasis, and the numbers of the citations.

    >>> marks_of("It **rained** [1][3].")
    ('It rained.', [1, 3])
    """
    numbers = [int(n) for group in re.findall(r"[\[［]([\d\s,、]{1,20})[\]］]", sentence) for n in re.findall(r"\d{1,3}", group)]
    return without_emphasis(re.sub(r"\s*[\[［][\d\s,、]{1,20}[\]］]", "", sentence)).strip(), numbers
