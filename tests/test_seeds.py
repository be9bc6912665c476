"""The documents that come with the program: untouched, described within bounds, and rendered whole."""

from __future__ import annotations

import hashlib
import re
import xml.etree.ElementTree as ET
from collections import Counter
from itertools import pairwise

import pytest

from assistant.ingestion.catalogue import read_catalogue
from assistant.ingestion.library import Library
from assistant.ingestion.translations import read_tmx
from assistant.resources import resource
from assistant.text.dates import read_dates
from assistant.text.language import has_japanese
from assistant.text.quantities import Quantity, read_quantities

SEEDS = resource("seeds")
NAMES = sorted(p.name for p in SEEDS.glob("*.txt"))
CATALOGUE = read_catalogue(SEEDS / "catalogue.yaml")
PAIRS = read_tmx(SEEDS / "translations.tmx").pairs


@pytest.fixture(scope="module")
def documents(tmp_path_factory):
    return {d.doc: d for d in Library(tmp_path_factory.mktemp("home")).documents()}


def test_there_are_five_documents_and_the_catalogue_knows_each(documents):
    assert len(NAMES) == 5
    assert list(CATALOGUE) == NAMES == sorted(documents)


@pytest.mark.parametrize("name", NAMES)
def test_a_document_is_the_bytes_that_sources_md_names(name):
    sources = (SEEDS / "SOURCES.md").read_text("utf-8")
    chapter = sources.partition(f"## {name}\n")[2].partition("\n## ")[0]
    assert re.findall(r"`([0-9a-f]{64})`", chapter) == [hashlib.sha256((SEEDS / name).read_bytes()).hexdigest()]


@pytest.mark.parametrize("name", NAMES)
def test_the_text_of_a_document_is_its_file_to_the_character(name, documents):
    assert documents[name].text == (SEEDS / name).read_bytes().decode("utf-8")


@pytest.mark.parametrize("name", NAMES)
def test_catalogue_ranges_lie_inside_the_text_and_apart(name, documents):
    length, entry = len(documents[name].text), CATALOGUE[name]
    content = sorted([*entry.get("titles", []), *entry.get("headings", []), *entry["body"]])
    sections = sorted(s["range"] for s in entry.get("sections", []))
    for ranges in (content, sections):
        assert all(0 <= start < end <= length for start, end in ranges)
        assert all(before[1] <= after[0] for before, after in pairwise(ranges))


@pytest.mark.parametrize("name", NAMES)
def test_a_sentence_is_its_span_and_lies_in_one_catalogued_range(name, documents):
    document, entry = documents[name], CATALOGUE[name]
    ranges = [*entry.get("titles", []), *entry.get("headings", []), *entry["body"]]
    for sentence in document.sentences:
        assert sentence.span.of(document.text) == sentence.text == sentence.text.strip()
        assert any(start <= sentence.span.start and sentence.span.end <= end for start, end in ranges)


@pytest.mark.parametrize("name", NAMES)
def test_nothing_in_a_body_range_is_left_out_but_space_and_list_marks(name, documents):
    document = documents[name]
    covered = {i for s in document.sentences for i in range(*s.span)}
    lost = {i for start, end in CATALOGUE[name]["body"] for i in range(start, end)} - covered
    assert {document.text[i] for i in lost if not document.text[i].isspace()} <= set("-※■")


@pytest.mark.parametrize("name", NAMES)
def test_every_title_heading_and_body_sentence_has_a_rendering(name, documents):
    assert [s.text for s in documents[name].sentences if not s.rendering] == []
    assert documents[name].title.keys() == {"ja", "en"}


@pytest.mark.parametrize("name", NAMES)
def test_segmentation_and_translation_memory_agree(name, documents):
    units = []
    for unit in ET.parse(SEEDS / "translations.tmx").getroot().iter("tu"):
        props = {p.get("type"): p.text for p in unit.iter("prop")}
        segments = {v.get("{http://www.w3.org/XML/1998/namespace}lang"): v.findtext("seg") for v in unit.iter("tuv")}
        if props["x-doc"] == name:
            units.append((int(props["x-sentence"]), segments["ja"], segments["en"]))
    assert units == [(s.index, s.text, s.rendering) for s in documents[name].sentences]


def test_a_rendering_is_english_and_an_original_japanese():
    assert [en for _, en in PAIRS if has_japanese(en)] == []
    assert [ja for ja, _ in PAIRS if not has_japanese(ja)] == []


SIDES = {"over": "more", "at_least": "more", "under": "less", "at_most": "less", "almost": "about"}
"""100万発以上 is "more than one million shells": the bound is a figure of speech in both languages."""

SAID_WITHOUT_A_FIGURE = [
    (r"両国|両者|両首脳|双方", r"two"),
    (r"初|以来", r"first"),
    (r"まず", r"first"),
    (r"数十年", r"decades"),
    (r"大半", r"most"),
    (r"1 つは", r"one of"),
    (r"6(?:者|カ国)", r"six"),
    (r"第一の", r"foremost"),
    (r"こともあった", r"one time"),
    (r"次々と", r"one after another"),
    (r"倍増", r"double"),
]
"""What one language says with a number word and the other without; allowed where both sides say it."""


def figures(text: str) -> list[tuple[tuple[object, ...], Quantity]]:
    return [((q.low, q.high, SIDES.get(q.hedge, q.hedge)), q) for q in read_quantities(text)]


def unmatched(these: list[tuple[tuple[object, ...], Quantity]], those: list[tuple[tuple[object, ...], Quantity]]) -> list[Quantity]:
    left = Counter(key for key, _ in those)
    left.subtract(key for key, _ in these)
    return [q for key, q in these if left[key] < 0]


@pytest.mark.parametrize(("japanese", "english"), PAIRS, ids=range(len(PAIRS)))
def test_both_sides_of_a_rendering_say_the_same_figures(japanese, english):
    here, there = figures(japanese), figures(english)
    idioms = [(ja, en) for ja, en in SAID_WITHOUT_A_FIGURE if re.search(ja, japanese) and re.search(en, english, re.IGNORECASE)]
    assert [q.text for q in unmatched(here, there) if not any(re.match(ja, japanese[q.span.start :]) for ja, _ in idioms)] == []
    assert [q.text for q in unmatched(there, here) if not any(re.match(en, english[q.span.start :], re.IGNORECASE) for _, en in idioms)] == []
    for key in {key for key, _ in here} & {key for key, _ in there}:
        units = [{q.unit for k, q in side if k == key} - {"", "item", "time"} for side in (here, there)]
        assert not all(units) or units[0] & units[1]


@pytest.mark.parametrize(("japanese", "english"), PAIRS, ids=range(len(PAIRS)))
def test_both_sides_of_a_rendering_say_the_same_dates(japanese, english):
    left, right = (Counter(d.fields for d in read_dates(side)) for side in (japanese, english))
    assert left == right
