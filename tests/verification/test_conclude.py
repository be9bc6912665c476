"""Supported claims → the answer with its marks and citations."""

from __future__ import annotations

import pytest

from assistant.ingestion.catalogue import make_document
from assistant.ingestion.translations import TranslationMemory
from assistant.values import AnsweredClaim, Claim, Label, Verdict
from assistant.verification.conclude import accepted, cite, compose_answer, sentence_text

MEMORY = TranslationMemory([("雨が降った。", "It rained."), ("風が吹いた。", "The wind blew.")])
WEATHER = make_document(
    "weather.txt",
    "雨が降った。風が吹いた。雪は降らなかった。",
    {"title": {"ja": "天気", "en": "Weather"}, "author": {"ja": "山田", "en": "Yamada"}, "date": "2024-05-01"},
    MEMORY,
)
SUN = make_document("sun.txt", "The sun came out.", None, MEMORY)
DOCUMENTS = {"weather.txt": WEATHER, "sun.txt": SUN}


def supported(*keys: tuple[str, int]) -> Verdict:
    return Verdict(Label.SUPPORTED, evidence=keys)


RAIN = (Claim("It rained.", (("weather.txt", 0),)), supported(("weather.txt", 0)))
WIND = (Claim("The wind blew", (("weather.txt", 1),)), supported(("weather.txt", 1), ("weather.txt", 0)))
SHINE = (Claim("The sun came out.", (("sun.txt", 0),)), supported(("sun.txt", 0)))


def test_marks_are_numbered_by_first_use():
    text, claims, citations = compose_answer([RAIN, SHINE, WIND], DOCUMENTS, "en")
    assert text == "It rained. [1] The sun came out. [2] The wind blew. [3][1]"
    assert [c.citations for c in claims] == [(1,), (2,), (3, 1)]
    assert [(c.n, c.quote) for c in citations] == [(1, "雨が降った。"), (2, "The sun came out."), (3, "風が吹いた。")]


def test_a_japanese_answer_needs_no_spaces():
    claims = [(Claim("雨が降った。"), supported(("weather.txt", 0))), (Claim("風が吹いた"), supported(("weather.txt", 1)))]
    assert compose_answer(claims, DOCUMENTS, "ja")[0] == "雨が降った。[1]風が吹いた。[2]"


def test_each_author_opens_a_part():
    text, claims, _ = compose_answer([RAIN, WIND, SHINE], DOCUMENTS, "en", sections={0: "Yamada", 1: "Yamada", 2: "Smith"})
    assert text == "Yamada: It rained. [1] The wind blew. [2][1]\n\nSmith: The sun came out. [3]"
    assert claims[2] == AnsweredClaim("The sun came out.", (3,), SHINE[1], "Smith")


def test_a_label_stands_flush_in_japanese():
    assert compose_answer([(Claim("雨が降った。"), supported(("weather.txt", 0)))], DOCUMENTS, "ja", sections={0: "山田"})[0] == "山田:雨が降った。[1]"


def test_nothing_supported_is_an_empty_answer():
    assert compose_answer([], DOCUMENTS, "en") == ("", (), ())


@pytest.mark.parametrize(("language", "title", "author"), [("ja", "天気", "山田"), ("en", "Weather", "Yamada")])
def test_a_citation_quotes_the_document_letter_for_letter(language, title, author):
    (citation,) = cite([("weather.txt", 1)], DOCUMENTS, language, first=4)
    assert WEATHER.text[citation.start : citation.end] == citation.quote == "風が吹いた。"
    assert (citation.n, citation.title, citation.author, citation.date, citation.rendering) == (4, title, author, "2024-05-01", "The wind blew.")


def test_a_sentence_cited_twice_is_one_citation():
    assert [(c.n, c.doc) for c in cite([("sun.txt", 0), ("weather.txt", 2), ("sun.txt", 0)], DOCUMENTS, "en")] == [(1, "sun.txt"), (2, "weather.txt")]


def test_only_supported_claims_reach_the_reader():
    claims = [Claim("a"), Claim("b"), Claim("c")]
    verdicts = [Verdict(Label.NOT_FOUND), Verdict(Label.SUPPORTED), Verdict(Label.CONTRADICTED)]
    assert accepted(claims, verdicts) == [(claims[1], verdicts[1])]


@pytest.mark.parametrize(
    ("text", "language", "shown"),
    [
        ("雨が降った", "ja", "雨が降った。"), ("雨が降ったか?", "ja", "雨が降ったか?"), ("It rained", "en", "It rained."),
        ("Did it  rain?", "en", "Did it rain?"),
        ("It rained.", "ja", "「It rained.」"), ("雨が降った。", "en", "“雨が降った。”"),
    ],
)  # fmt: skip
def test_a_sentence_ends_and_one_in_the_other_language_is_quoted(text, language, shown):
    assert sentence_text(text, language) == shown
