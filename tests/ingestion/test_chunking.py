"""Documents → passages: whole sentences, under the budget, each under its title and heading."""

from __future__ import annotations

import pytest

from assistant.ingestion.catalogue import make_document
from assistant.ingestion.chunking import BUDGET_TOKENS, chunk
from assistant.ingestion.library import Library
from assistant.ingestion.translations import TranslationMemory
from assistant.text.terms import count_tokens

NOTHING = TranslationMemory()


@pytest.fixture(scope="module")
def seeds(tmp_path_factory):
    return Library(tmp_path_factory.mktemp("home")).documents()


@pytest.mark.parametrize("budget", [1, 60, BUDGET_TOKENS])
def test_no_passage_cuts_a_sentence_and_none_is_left_out(seeds, budget: int):
    for document in seeds:
        passages = [p for p in chunk(document, budget) if p.language == document.language]
        covered = [i for p in passages for i in range(p.first, p.last + 1) if document.sentences[i].kind == "body"]
        assert covered == [s.index for s in document.sentences if s.kind == "body"]
        for passage in passages:
            assert passage.span == (document.sentences[passage.first].span.start, document.sentences[passage.last].span.end)


@pytest.mark.parametrize("budget", [60, BUDGET_TOKENS])
def test_only_a_single_sentence_exceeds_the_budget(seeds, budget: int):
    for document in seeds:
        for passage in chunk(document, budget):
            cost = sum(count_tokens(s.text) for s in document.sentences[passage.first : passage.last + 1] if s.kind == "body")
            assert cost <= budget or passage.first == passage.last


def test_passages_have_names_of_their_own(seeds):
    names = [p.id for d in seeds for p in chunk(d)]
    assert len(names) == len(set(names))


def test_a_passage_stands_under_one_heading_which_it_names():
    document = make_document("a.md", "# 条約\n\n## 背景\n\n両国は近づいた。\n\n## 批准\n\n議会が批准した。両国は喜んだ。\n", None, NOTHING)
    assert [p.text for p in chunk(document)] == ["条約 – 背景\n両国は近づいた。", "条約 – 批准\n議会が批准した。両国は喜んだ。"]


def test_an_english_passage_joins_its_sentences_with_spaces():
    document = make_document("a.md", "# The pact\n\nIt was signed. It was ratified.\n", None, NOTHING)
    assert [(p.text, p.language) for p in chunk(document)] == [("The pact\nIt was signed. It was ratified.", "en")]


def test_a_passage_is_rendered_only_where_all_its_sentences_are():
    memory = TranslationMemory([("条約", "The pact"), ("議会が批准した。", "Parliament ratified it.")])
    whole = make_document("a.md", "# 条約\n\n議会が批准した。\n", None, memory)
    half = make_document("b.md", "# 条約\n\n議会が批准した。両国は喜んだ。\n", None, memory)
    assert [p.text for p in chunk(whole)] == ["条約\n議会が批准した。", "The pact\nParliament ratified it."]
    assert [p.text for p in chunk(half)] == ["条約\n議会が批准した。両国は喜んだ。"]


def test_a_document_without_prose_has_no_passage():
    assert chunk(make_document("a.txt", "https://example.com\n", None, NOTHING)) == []


def test_a_sentence_longer_than_the_budget_is_a_passage_by_itself():
    long = "両国は" + "とても" * 400 + "喜んだ。"
    document = make_document("a.txt", f"議会が批准した。\n\n{long}\n\n条約が発効した。\n", None, NOTHING)
    assert [(p.first, p.last) for p in chunk(document)] == [(0, 0), (1, 1), (2, 2)]
