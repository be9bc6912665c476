"""What a catalogue says of a document is believed; where it is silent, the text's own form decides."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.errors import DocumentError
from assistant.ingestion.catalogue import make_document, read_catalogue, read_glossary
from assistant.ingestion.translations import TranslationMemory

TEXT = "広告の行である。\n条約\n背景\n議会が批准した。両国は喜んだ。\n"
NOTHING = TranslationMemory()
MEMORY = TranslationMemory([("条約", "The treaty"), ("議会が批准した。", "Parliament ratified it.")])


def test_ranges_of_the_catalogue_decide_what_is_text():
    entry = {"titles": [[9, 11]], "headings": [[12, 14]], "body": [[15, 31]]}
    document = make_document("a.txt", TEXT, entry, MEMORY)
    assert [(s.kind, s.text, s.heading, s.rendering) for s in document.sentences] == [
        ("title", "条約", -1, "The treaty"),
        ("heading", "背景", -1, None),
        ("body", "議会が批准した。", 1, "Parliament ratified it."),
        ("body", "両国は喜んだ。", 1, None),
    ]


def test_title_author_and_date_of_the_catalogue():
    entry = {
        "title": {"ja": "露朝", "en": "Two countries"},
        "author": {"en": "A. Panda"},
        "date": "2023-09-15",
        "publisher": {"en": "FP"},
        "url": "https://example.com",
    }
    document = make_document("a.txt", TEXT, entry, NOTHING)
    section = document.section_of(document.sentences[-1].span)
    assert document.title == {"ja": "露朝", "en": "Two countries"}
    assert (section.author, section.date, section.names) == ({"en": "A. Panda"}, "2023-09-15", ("A. Panda",))
    assert (document.publisher, document.url) == ({"en": "FP"}, "https://example.com")


def test_each_section_has_its_own_author():
    sections = [{"range": [0, 9], "author": {"en": "Editor"}}, {"range": [9, 32], "author": {"en": "Panda"}}]
    document = make_document("a.txt", TEXT, {"sections": sections, "body": [[0, 9], [15, 31]]}, NOTHING)
    assert [document.section_of(s.span).author["en"] for s in document.sentences] == ["Editor", "Panda", "Panda"]


@pytest.mark.parametrize(
    ("name", "text", "title", "language"),
    [
        ("a.txt", "条約\n\n議会が批准した。\n", {"ja": "条約", "en": "The treaty"}, "ja"),
        ("a.txt", "The pact\n\nParliament ratified it.\n", {"en": "The pact"}, "en"),
        ("報告.txt", "議会が批准した。\n", {"ja": "報告"}, "ja"),
        ("report.txt", "Parliament ratified it.\n", {"en": "report"}, "en"),
        ("a.md", "# 条約\n\nParliament ratified it, and the two countries rejoiced.\n", {"ja": "条約", "en": "The treaty"}, "en"),
    ],
)
def test_without_a_catalogue_title_and_language_come_from_the_text(name: str, text: str, title: dict[str, str], language: str):
    document = make_document(name, text, None, MEMORY)
    assert (document.title, document.language) == (title, language)


def test_a_missing_or_empty_catalogue_knows_nothing(tmp_path: Path):
    (tmp_path / "empty.yaml").write_text("# nothing yet\n", "utf-8")
    assert read_catalogue(tmp_path / "none.yaml") == read_catalogue(tmp_path / "empty.yaml") == {}


@pytest.mark.parametrize("written", [b"a: [1, 2", b"\xff\xfe\x00", b"a: b: c"])
def test_a_broken_catalogue_is_told_in_one_line(tmp_path: Path, written: bytes):
    (tmp_path / "catalogue.yaml").write_bytes(written)
    with pytest.raises(DocumentError) as error:
        read_catalogue(tmp_path / "catalogue.yaml")
    assert str(error.value).startswith("catalogue.yaml is not readable YAML (")
    assert str(error.value).endswith("Mend or remove it.")
    assert "\n" not in str(error.value)


def test_a_glossary_that_is_not_there_names_no_one(tmp_path: Path):
    assert read_glossary(tmp_path / "glossary.yaml").find("プーチン大統領") == []
