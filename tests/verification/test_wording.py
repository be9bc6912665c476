"""Reasons and phrases in words, Japanese beside English."""

from __future__ import annotations

import pytest

from assistant.answering.phrases import PHRASES, phrase
from assistant.ui.wording import WORDS
from assistant.values import Citation, Label, Reason, Verdict
from assistant.verification.wording import REASONS, reasons
from verification.said import holes

CITATIONS = (Citation(1, "a.txt", "A", 0, 1, "x"), Citation(2, "a.txt", "A", 2, 3, "y"))


@pytest.mark.parametrize("texts", [*REASONS.values(), *PHRASES.values()], ids=[*REASONS, *PHRASES])
def test_both_languages_say_it_with_the_same_placeholders(texts):
    assert set(texts) == {"ja", "en"}
    assert all(texts.values())
    assert holes(texts["ja"]) == holes(texts["en"])


def test_the_page_has_words_for_every_reason():
    assert {f"check.{reason}" for reason in REASONS} <= set(WORDS)


@pytest.mark.parametrize(
    ("language", "words"), [("en", "The draft says “60%”; [1][2] says “8割”."), ("ja", "下書きでは「60%」、[1][2]では「8割」です。")]
)
def test_a_conflict_shows_both_sides(language, words):
    verdict = Verdict(Label.CONTRADICTED, (Reason("numbers_conflicts", "60%", "8割"),))
    assert reasons(verdict, CITATIONS, language) == (words,)


@pytest.mark.parametrize(("language", "words"), [("en", "It agrees with the source."), ("ja", "文書の記述と一致します。")])
def test_without_citations_the_source_is_named_in_words(language, words):
    assert reasons(Verdict(Label.SUPPORTED, (Reason("covered"),)), (), language) == (words,)


def test_a_reason_without_words_is_left_out():
    assert reasons(Verdict(Label.NOT_FOUND, (Reason("unheard_of"), Reason("nothing"))), (), "en") == ("The documents hold nothing on this.",)


@pytest.mark.parametrize(("language", "words"), [("en", "A summary of {topic}."), ("ja", "次の文書の要約です:{topic}。")])
def test_values_are_put_in_as_they_are(language, words):
    assert phrase("summary_of", language, texts="{topic}") == words
