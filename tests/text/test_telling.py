"""What a sentence leaves unsaid of itself."""

from __future__ import annotations

import pytest

from assistant.ingestion.catalogue import make_document
from assistant.ingestion.translations import TranslationMemory
from assistant.text.telling import points_back, with_before


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("橋は長い。これは石の橋だ。", "橋は長い。これは石の橋だ。"),
        ("The bridge is long. It is of stone.", "The bridge is long. It is of stone."),
        ("橋は長い。石の橋だ。", "石の橋だ。"),
        ("The bridge is long. Stone was cheap.", "Stone was cheap."),
        ("The bridge is long.\n\nIt is of stone.", "It is of stone."),
        ("It is of stone.", "It is of stone."),
    ],
)
def test_what_points_back_is_read_behind_the_sentence_before_it_in_its_paragraph(text: str, read: str) -> None:
    document = make_document("bridge.md", f"# Bridge 橋\n\n{text}\n", None, TranslationMemory())
    assert with_before(document.sentences[-1], document, document.language) == read


@pytest.mark.parametrize(
    ("text", "expected"),
    [("This is so.", True), ("そのため、止まった。", True), ("また、橋は止まった。", False), ("さらに、止めた。", True), ("Thus it ended.", False)],
)
def test_a_sentence_points_back_by_how_it_begins(text: str, expected: bool) -> None:
    assert points_back(text) is expected
