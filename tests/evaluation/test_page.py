from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from dataclasses import replace

import pytest
from told import CLAIMS, DOCUMENT, HOW_MANY, QUESTIONS, RIGHT, WHEN, Told

from assistant.evaluation import plots
from assistant.evaluation.metrics import HIGHER_IS_BETTER, Share
from assistant.evaluation.page import HEADLINES, PANELS, page
from assistant.evaluation.report import COLUMNS
from assistant.evaluation.run import Record, Run, run
from assistant.evaluation.suites import FILES, KINDS, read_suite
from assistant.evaluation.wording import COUNTED, DEFINITIONS, FAULT_WORDS, KIND_WORDS, WORDS
from assistant.resources import resource


@pytest.fixture
def made(told: Told) -> Run:
    return run(told, [QUESTIONS, CLAIMS], made={"engine": "embedded", "date": "2026-11-21"})


def parsed(page: str) -> ET.Element:
    return ET.fromstring(re.sub(r"<(meta|input)([^>]*?)( checked)?>", lambda m: f"<{m[1]}{m[2]}/>", page.removeprefix("<!doctype html>")))


def text(element: ET.Element) -> str:
    return " ".join("".join(element.itertext()).split())


# What it is


def test_the_page_is_well_formed_and_holds_all_it_shows(made: Run):
    html = page(made, "en", earlier=made, plain=made)
    tags = {element.tag for element in parsed(html).iter()}
    assert {"svg", "table", "details"} <= tags and not tags & {"script", "link", "img", "iframe", "object", "base", "form"}
    assert not re.search(r"https?://|url\(|@import|src=|javascript:", html)
    assert "default-src 'none'" in html


@pytest.mark.parametrize("language", ["ja", "en"])
def test_both_languages_are_on_the_page_and_the_readers_own_is_chosen(made: Run, language: str):
    root = parsed(page(made, language))  # type: ignore[arg-type]
    chosen = {e.get("id") for e in root.iter("input")}
    assert root.get("lang") == language and chosen == {"show-ja", "show-en"}
    assert re.findall(r'id="(show-\w+)" checked', page(made, language)) == [f"show-{language}"]  # type: ignore[arg-type]
    spoken = [(e.get("class"), e.get("lang")) for e in root.iter("span") if e.get("class") in ("ja", "en")]
    assert spoken.count(("ja", "ja")) == spoken.count(("en", "en")) == len(spoken) / 2


def test_every_figure_kind_and_stage_has_words_in_both_languages():
    words = WORDS | KIND_WORDS | FAULT_WORDS
    edits = {item.edit for item in read_suite(resource("eval", FILES["claims"])).items}  # type: ignore[union-attr]
    assert HIGHER_IS_BETTER.keys() == DEFINITIONS.keys()
    assert HIGHER_IS_BETTER.keys() | set(KINDS) | edits <= words.keys()
    assert {name for names in HEADLINES.values() for name in names} == COUNTED.keys()
    assert {name for names in (*PANELS.values(), *COLUMNS.values()) for name in names} <= HIGHER_IS_BETTER.keys()
    assert [key for key, both in (words | DEFINITIONS | COUNTED).items() if not both.ja or not both.en] == []


# What it shows


def test_every_figure_stands_there_with_its_interval_and_its_counts(made: Run):
    rows = [[text(cell) for cell in row] for row in parsed(page(made, "en")).iter("tr")]
    assert ["正答correct", "50.0 % (9.5–90.5), 1/2", "50.0 %", "9.5–90.5", "1 / 2"] in rows
    assert not [row for row in rows if "true rejected" in row[0]]  # the only claim is not a true one


def test_the_first_screen_says_the_main_figures_in_sentences(made: Run):
    said = text(parsed(page(made, "ja")).find(".//ul"))  # type: ignore[arg-type]
    assert "文書に答えがある質問2件のうち、1件に正しく答えた。" in said and "Of 2 questions that the documents answer, 1 were answered correctly." in said


def test_groups_are_kinds_languages_parts_and_documents_by_title(made: Run):
    html = page(made, "en")
    assert [text(h).split("別")[-1] for h in parsed(html).iter("h3")][:4] == ["By kind", "By language", "By part", "By document"]
    assert f'{DOCUMENT.title["ja"]} <small>a.txt</small>' in html


def test_a_failure_is_folded_with_what_was_asked_answered_and_expected_and_where_it_was_lost(made: Run):
    shown = text(next(d for d in parsed(page(made, "en")).iter("details") if d.get("class") == "stage"))
    assert "検索で見つからなかったnot retrieved" in shown and "砲弾は何発？" in shown and "文書には答えがありません。" in shown and "100万" in shown


def test_the_plain_chain_stands_beside(made: Run):
    chain = run(Told({HOW_MANY.question: replace(RIGHT, answer="条約の全文。")}), [QUESTIONS], made={"engine": "baseline"})
    html = page(made, "en", plain=chain)
    failed = next(d for d in parsed(html).iter("details") if d.get("class") == "stage")
    assert "条約の全文。" in text(failed)
    assert '<td class="chain"><data value="0/2">0.0 %</data></td>' in html and 'id="beside"' in html
    assert 'id="beside"' not in page(made, "en")


def test_an_earlier_run_is_compared_item_by_item(made: Run):
    html = page(made, "en", earlier=run(Told({}), [QUESTIONS], made={"engine": "older"}))
    section = next(s for s in parsed(html).iter("section") if s.get("id") == "compared")
    assert "older" in text(section) and "+50.0" in text(section)
    both = next(d for d in section.iter("details") if d.get("class") == "item")
    assert "文書には答えがありません。" in text(both) and "条約は10月24日に批准された" in text(both)


# What people and models wrote

EVIL = '</span></style><script>alert(1)</script><img src=x onerror=alert(1)>" onload="x'


def test_what_people_documents_and_models_wrote_is_text_on_it():
    cited = {"n": EVIL, "doc": EVIL, "start": 0, "end": 9, "quote": EVIL}
    history = (("user", EVIL), (EVIL, EVIL))
    scores = {"correct": Share(0, 1)}
    record = Record("questions", EVIL, EVIL, EVIL, EVIL, (EVIL,), EVIL, EVIL, EVIL, EVIL, (EVIL,), EVIL, 0.1, scores, (cited,), history)
    told = dict.fromkeys(("engine", "version", "commit", "date", "command"), EVIL)
    about = {"suites": [{"name": EVIL, "items": 1, "digest": EVIL}], "documents": {EVIL: EVIL}, "titles": {EVIL: {"ja": EVIL, "en": "x" + EVIL}}}
    evil = Run(told | about, (record, replace(record, suite="claims"), replace(record, suite="summaries")))
    better = Run(evil.made, tuple(replace(r, faults=()) for r in evil.records))
    root = parsed(page(evil, "ja", earlier=better, plain=better))
    assert not {e.tag for e in root.iter()} & {"script", "img"}
    assert not [e for e in root.iter() if {name for name in e.attrib if name.startswith("on")}]
    assert "".join(root.itertext()).count("<script>alert(1)</script>") > 50


def test_a_question_with_markup_reads_as_it_was_written():
    item = replace(WHEN, question="<b>いつ</b> & どこで？")
    made = run(Told({}), [replace(QUESTIONS, items=(item,))])
    assert "<b>いつ</b> & どこで？" in text(parsed(page(made, "ja")))


# Plots


def test_a_strip_is_a_dot_in_its_interval_with_the_other_as_a_ring():
    figure = {"value": 0.5, "low": 0.1, "high": 0.8, "hits": 4, "n": 8}
    drawn = ET.fromstring(plots.strip(figure, {"value": 0.25}, good=False))
    band = drawn.find("rect")
    assert band is not None and (band.get("x"), band.get("width")) == ("10%", "70%")
    assert [(c.get("class"), c.get("cx")) for c in drawn.iter("circle")] == [("other", "25%"), ("dot", "50%")]
    assert drawn.get("class") == "strip bad" and drawn.findtext("title") == "50.0 % (10.0–80.0), 4/8"


def test_a_dumbbell_goes_from_before_to_after():
    drawn = ET.fromstring(plots.dumbbell(0.06, 0.86, better=True))
    way = next(line for line in drawn.iter("line") if line.get("class") == "way")
    assert (way.get("x1"), way.get("x2"), drawn.get("class")) == ("6%", "86%", "strip good")
    assert ET.fromstring(plots.dumbbell(0.5, 0.5, better=None)).get("class") == "strip"


def test_the_longest_bar_fills_its_box_and_the_axis_names_its_ends():
    assert ET.fromstring(plots.bar(1.0))[0].get("width") == "100%"
    assert [(t.get("x"), t.text) for t in ET.fromstring(plots.axis())] == [("0%", "0"), ("25%", "25"), ("50%", "50"), ("75%", "75"), ("100%", "100")]
