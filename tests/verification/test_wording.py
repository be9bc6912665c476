"""Reasons and phrases in words, Japanese beside English."""

from __future__ import annotations

import pytest

from assistant.answering.phrases import PHRASES, phrase
from assistant.ui.wording import WORDS
from assistant.values import Citation, Label, Reason, Verdict
from assistant.verification.wording import REASONS, UNCOVERED_NEAR, reasons
from verification.said import holes

CITATIONS = (Citation(1, "a.txt", "A", 0, 1, "x"), Citation(2, "a.txt", "A", 2, 3, "y"))


@pytest.mark.parametrize("texts", [*REASONS.values(), UNCOVERED_NEAR, *PHRASES.values()], ids=[*REASONS, "uncovered_near", *PHRASES])
def test_both_languages_say_it_with_the_same_placeholders(texts):
    assert set(texts) == {"ja", "en"}
    assert all(texts.values())
    assert holes(texts["ja"]) == holes(texts["en"])


def test_the_page_has_words_for_every_reason():
    assert {f"check.{reason}" for reason in REASONS} <= set(WORDS)


@pytest.mark.parametrize(
    ("language", "words"), [("en", "The draft says “60%”; [1][2] say “8割”."), ("ja", "下書きでは「60%」、[1][2]では「8割」です。")]
)
def test_a_conflict_shows_both_sides(language, words):
    verdict = Verdict(Label.CONTRADICTED, (Reason("numbers_conflicts", "60%", "8割"),))
    assert reasons(verdict, CITATIONS, language) == (words,)


@pytest.mark.parametrize(("language", "words"), [("en", "The nearest passage supports it."), ("ja", "最も近い記述が裏づけています。")])
def test_without_citations_the_source_is_named_in_words(language, words):
    assert reasons(Verdict(Label.SUPPORTED, (Reason("covered"),)), (), language) == (words,)


@pytest.mark.parametrize(
    ("n", "words"),
    [
        (0, "Nothing in the documents supports it."),
        (1, "[1] comes nearest, but does not clearly support all of it."),
        (2, "[1][2] come nearest, but do not clearly support all of it."),
    ],
)
def test_what_stands_near_is_no_nothing_and_the_verb_goes_with_it(n, words):
    assert reasons(Verdict(Label.NOT_FOUND, (Reason("uncovered"),)), CITATIONS[:n], "en") == (words,)


def test_a_reason_without_words_is_left_out():
    assert reasons(Verdict(Label.NOT_FOUND, (Reason("unheard_of"), Reason("nothing"))), (), "en") == ("The documents hold nothing on this.",)


@pytest.mark.parametrize(("language", "words"), [("en", "A summary of {topic}."), ("ja", "次の文書の要約です:{topic}。")])
def test_values_are_put_in_as_they_are(language, words):
    assert phrase("summary_of", language, texts="{topic}") == words
