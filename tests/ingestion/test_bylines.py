"""Who wrote a text and when, as the text says itself."""

from __future__ import annotations

import pytest

from assistant.ingestion.bylines import read_byline
from assistant.ingestion.catalogue import make_document
from assistant.ingestion.translations import TranslationMemory

BODY_EN = "\n\nThe ferries on the lake have been slow since the spring of last year."
BODY_JA = "\n\n昨年の春から、湖の渡し船は遅れている。"


@pytest.mark.parametrize(
    ("line", "authors", "day"),
    [
        ("By Ada Bell", ["Ada Bell"], ""),
        ("By Ada Bell in Lund, 4 July 2024", ["Ada Bell"], "2024-07-04"),
        ("Ada Bell and Tomas O. Lind, Institute of Lake Studies, 4 July 2024", ["Ada Bell", "Tomas O. Lind"], "2024-07-04"),
        ("Lund Chronicle, 4 July 2024. By Ada Bell", ["Ada Bell"], "2024-07-04"),
        ("*Author: Ada Bell, senior fellow*", ["Ada Bell"], ""),
        ("Ada Bell\n4 July 2024", ["Ada Bell"], "2024-07-04"),
        ("Lund Chronicle, 4 July 2024", [], "2024-07-04"),
        ("Translated by Ada Bell, July 4, 2024", [], "2024-07-04"),
        ("湖東新報　2024年7月4日　社会部・江田亜紀", ["江田亜紀"], "2024-07-04"),
        ("江田亜紀(湖沼研究所 主任研究員) 令和6年7月4日", ["江田亜紀"], "2024-07-04"),
        ("アーダ・ベル（元湖沼庁長官）2024年7月4日付　訳・江田亜紀", ["アーダ・ベル"], "2024-07-04"),
        ("聞き手・構成 江田亜紀 2024年7月4日", [], "2024-07-04"),
        ("湖東新報　2024年7月4日", [], "2024-07-04"),
        ("執筆:江田亜紀", ["江田亜紀"], ""),
        ("執筆：江田亜紀", ["江田亜紀"], ""),
        ("執筆：江田亜紀・古村健", ["江田亜紀", "古村健"], ""),
        ("江田亜紀 著／古村健 訳", ["江田亜紀"], ""),
        ("By Ada Bell, Staff Writer, and Carl Dorn, Editor", ["Ada Bell", "Carl Dorn"], ""),
        ("By Dr. Ada Bell", ["Ada Bell"], ""),
        ("執筆：江田亜紀（主任研究員）、堀内健", ["江田亜紀", "堀内健"], ""),
        ("聞き手：江田亜紀　2024年7月4日", [], "2024-07-04"),
    ],
)
def test_a_byline_stands_between_title_and_text(line, authors, day):
    text = f"Slow Ferries\n{line}{BODY_EN}" if line.isascii() else f"遅い渡し船\n{line}{BODY_JA}"
    found = read_byline(text)
    assert ([s.of(text) for s in found.authors], found.day) == (authors, day)


def test_capitals_with_accents_are_capitals():
    text = f"Slow Ferries\nBy Åsa Öberg and Éva Nagy{BODY_EN}"
    assert [s.of(text) for s in read_byline(text).authors] == ["Åsa Öberg", "Éva Nagy"]


@pytest.mark.parametrize(
    "text",
    [
        "年表\n2000年2月9日 外相が訪朝\n2001年8月4日 列車で訪ロ\n",
        "Ferries\n4 July 2001 The first one sails\n5 July 2002 The second one sails\n",
        "遅い渡し船\n江田亜紀は2024年7月4日に湖を渡った。\n",
        "Slow Ferries\nAda Bell crossed the lake by the first ferry of the year, on 4 July 2024, and back.\n",
        "遅い渡し船",
        "",
        "Slow Ferries\nThe Ferry Question\nA note\n\nThey are slow.",
        "Slow Ferries\nKuala Lumpur and the fog, explained by nobody in particular\n\nThey are slow.",
    ],
)
def test_a_list_of_dates_or_a_sentence_is_no_byline(text):
    assert read_byline(text).authors == ()
    assert read_byline(text).day == ""


def test_markdown_says_it_above_the_text():
    text = "---\ntitle: Slow Ferries\nauthor: Ada Bell\ndate: 2024-07-04\n---\n# Slow Ferries\n\nThey are slow."
    found = read_byline(text)
    assert ([s.of(text) for s in found.authors], found.day, found.date.of(text)) == (["Ada Bell"], "2024-07-04", "2024-07-04")


def test_a_document_knows_its_author_and_its_date_and_makes_no_sentence_of_them():
    text = f"Slow Ferries\nAda Bell\n4 July 2024{BODY_EN}"
    document = make_document("ferries.txt", text, None, TranslationMemory())
    (section,) = document.sections
    assert (section.author, section.date, section.names) == ({"en": "Ada Bell"}, "2024-07-04", ("Ada Bell",))
    assert [s.of(text) for s in (*section.signed, section.dated)] == ["Ada Bell", "4 July 2024"]
    assert [s.text for s in document.sentences] == ["Slow Ferries", "The ferries on the lake have been slow since the spring of last year."]


@pytest.mark.parametrize("line", ["The Ferry Question\n4 July 2024", "Kuala Lumpur, 4 July 2024", "Ada Bell, Carl Dahl sign pact\n4 July 2024"])
def test_a_subtitle_or_a_dateline_is_no_author(line):
    text = f"Slow Ferries\n{line}{BODY_EN}"
    assert (read_byline(text).authors, read_byline(text).day) == ((), "2024-07-04")


def test_a_byline_that_runs_on_takes_no_sentence_with_it():
    text = "Slow Ferries\nSeptember 14, 2024. By Ada Bell Thompson\nThe ferries on the lake are slow and nobody\nmends them at all. The board says nothing."
    document = make_document("ferries.txt", text, None, TranslationMemory())
    assert [s.text for s in document.sentences][-1] == "The board says nothing."


def test_what_a_catalogue_says_is_found_where_the_text_says_it_too():
    text = f"遅い渡し船\n江田亜紀筆\n2024年7月4日\n『湖東』誌{BODY_JA}"
    entry = {"author": {"ja": "江田亜紀", "en": "Aki Eda"}, "date": "2024-07-04", "publisher": {"ja": "『湖東』誌", "en": "Koto"}}
    document = make_document("ferries.txt", text, entry, TranslationMemory())
    (section,) = document.sections
    assert [s.of(text) for s in (*section.signed, section.dated, document.published)] == ["江田亜紀", "2024年7月4日", "『湖東』誌"]
