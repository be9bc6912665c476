"""Small collections for the tests of retrieval: real Chroma, real models, texts of one line."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from assistant.retrieval.index import Index, open_index
from assistant.values import Language, Passage, Span

Texts = Mapping[tuple[str, Language], str]
"""(document, language) → text; the same document in two languages is an original and its rendering."""


def passages_of(texts: Texts) -> list[Passage]:
    return [Passage(f"{doc}:0-0:{lang}", f"{doc}.txt", 0, 0, Span(0, len(text)), text, lang) for (doc, lang), text in texts.items()]


def sentences_of(texts: Texts) -> dict[str, str]:
    return {f"{doc}:0:{lang}": text for (doc, lang), text in texts.items()}


Opener = Callable[[Texts], Index]


@pytest.fixture
def open_texts(tmp_path: Path) -> Iterator[Opener]:
    """Opens an index of texts in one folder; opening again brings the same folder up to date."""
    opened: list[Index] = []

    def opener(texts: Texts) -> Index:
        while opened:
            opened.pop().store.close()
        opened.append(open_index(tmp_path / "index", passages_of(texts), sentences_of(texts)))
        return opened[-1]

    yield opener
    while opened:
        opened.pop().store.close()
