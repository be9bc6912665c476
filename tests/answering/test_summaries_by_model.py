"""Summaries that a chat model writes, over real HTTP: parts, then the whole, every sentence through the same gate."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from model_server import SECRET, ModelServer, model_server

from assistant.answering.chat import Chat
from assistant.answering.portions import headline, portions, tokens, within
from assistant.answering.summarizing import Chosen, parts_of
from assistant.config import Config
from assistant.errors import UsageError
from assistant.pipeline import Assistant, Collection
from assistant.pipeline.collection import Current
from assistant.pipeline.summaries import summaries
from assistant.text.terms import count_tokens

NOTE = """11月には、北朝鮮がロシアに対し、同年8月以降100万発以上の砲弾を提供したということが報じられた。
さらには11月下旬北朝鮮は軍事偵察衛星の打ち上げに成功している。
長距離試験は近隣の領空を横断する。
北朝鮮は慢性的な食糧不安に苦しんでいる。
"""
SHELLS = "11月には、北朝鮮がロシアに対し、同年8月以降100万発以上の砲弾を提供したということが報じられた。"
FOOD = "北朝鮮は慢性的な食糧不安に苦しんでいる。"
ENGLISH = "North Korea suffers from chronic food insecurity. [4]"
WRONG = "北朝鮮は、ロシアに1000万発の砲弾を提供した。[1]"


@pytest.fixture(scope="module")
def embedded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    home = tmp_path_factory.mktemp("home")
    (home / "documents").mkdir()
    (home / "documents" / "note.txt").write_text(NOTE, "utf-8")
    opened = Assistant.open(Config(home, seeds=False))
    yield opened
    opened.close()


@pytest.fixture
def server() -> Iterator[ModelServer]:
    with model_server() as running:
        yield running


@pytest.fixture
def asked(embedded: Assistant, server: ModelServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Assistant:
    monkeypatch.setenv("ASSISTANT_API_KEY", SECRET)
    return scripted(embedded, server, tmp_path)


def scripted(embedded: Assistant, server: ModelServer, tmp_path: Path, **settings: int) -> Assistant:
    """The collection with the scripted model and an empty cache."""
    config = replace(embedded.config, model="openai:scripted", base_url=server.address, timeout_s=5.0, **settings)
    with_model = Assistant(config, embedded.library, embedded.documents, embedded.index, embedded.glossary, embedded.space)
    with_model.chat = Chat(config, tmp_path / "cache")
    return with_model


def sent(server: ModelServer, request: int = -1) -> str:
    return "\n".join(m["content"] for m in server.requests[request]["messages"])


def test_a_short_text_is_written_in_one_request_under_the_line_that_says_whose_it_is(asked, server):
    server.replies = [f"{SHELLS}[1]{FOOD}[4]"]
    reply = asked.summarize(language="ja")
    assert reply.answer == f"次の文書の要約です:筆者不明「note」(掲載元不明、日付不明)。\n\n{SHELLS}[1]{FOOD}[2]"
    assert (reply.engine, reply.usage.requests) == ("openai:scripted", 1)
    assert [c.quote for c in reply.citations] == [SHELLS, FOOD]


@pytest.mark.parametrize(("language", "told"), [("ja", "多くても3文"), ("en", "at most 3 plain English sentences")])
def test_the_model_is_told_how_many_sentences_in_the_language_of_the_summary(asked, server, language, told):
    server.replies = [f"{SHELLS}[1]"]
    asked.summarize(language=language, length="short")
    assert told in sent(server, 0)


def test_a_sentence_that_the_source_does_not_bear_out_is_repaired_or_left_out(asked, server):
    server.replies = [f"{WRONG}{FOOD}[4]", WRONG]
    reply = asked.summarize(language="ja")
    assert "1000万" not in reply.answer and [c.quote for c in reply.citations] == [FOOD]
    assert reply.notes == ("claims_dropped",)


def test_a_long_text_is_noted_part_by_part_and_then_written_whole_from_the_sentences_noted(embedded, server, tmp_path, monkeypatch):
    monkeypatch.setenv("ASSISTANT_API_KEY", SECRET)
    asked = scripted(embedded, server, tmp_path, context_tokens=110)
    server.replies = [f"{SHELLS}[1]", f"{FOOD}[2]", f"{FOOD}[2]"]
    steps: list[tuple[str, int, int]] = []
    grown = list(asked.summaries(language="ja", progress=lambda *step: steps.append(step)))
    assert [s for s in steps if s[0] == "writing"] == [("writing", 1, 3), ("writing", 2, 3), ("writing", 3, 3)]
    assert SHELLS in sent(server, 2) and FOOD in sent(server, 2) and "長距離試験" not in sent(server, 2)
    assert [r.engine for r in grown] == ["embedded", "openai:scripted", "openai:scripted", "openai:scripted"]
    assert [c.quote for c in grown[-1].citations] == [FOOD] and grown[-1].usage.requests == 3


def test_stopping_keeps_the_notes_that_were_verified(embedded, server, tmp_path, monkeypatch):
    monkeypatch.setenv("ASSISTANT_API_KEY", SECRET)
    asked = scripted(embedded, server, tmp_path, context_tokens=110)
    server.replies = [f"{SHELLS}[1]", f"{FOOD}[2]"]
    reply = asked.summarize(language="ja", stop=lambda: len(server.requests) > 0)
    assert [c.quote for c in reply.citations] == [SHELLS]
    assert "stopped" in reply.notes and len(server.requests) == 1


@pytest.mark.parametrize(("script", "note"), [(["500", "500"], "model_unavailable"), (["empty"], "model_unavailable"), ([WRONG, WRONG], "model_rejected")])
def test_without_a_usable_reply_the_embedded_summary_stands_with_a_note(asked, embedded, server, script, note):
    server.replies = list(script)
    reply, own = asked.summarize(language="ja"), embedded.summarize(language="ja")
    assert (reply.answer, reply.citations, reply.engine) == (own.answer, own.citations, "embedded")
    assert note in reply.notes


def test_an_english_summary_of_a_japanese_text_is_held_against_the_japanese(asked, server):
    server.replies = [ENGLISH]
    reply = asked.summarize(language="en")
    assert reply.claims[0].text == "North Korea suffers from chronic food insecurity." and [c.quote for c in reply.citations] == [FOOD]


def test_portions_keep_to_the_budget_and_hold_every_sentence_in_order(embedded):
    part = parts_of(embedded.documents[0])[0]
    chosen = [Chosen(part, s) for s in part.sentences]
    split = portions(chosen, "ja", 90)
    assert [key for p in split for key in p.keys] == [c.key for c in chosen]
    assert all(count_tokens(p.text) <= 90 or len(p.keys) == 1 for p in split) and len(split) > 1
    room = count_tokens(headline(chosen[0], "ja")) + tokens(chosen[2], "ja")
    assert within(chosen, {chosen[2].key, chosen[3].key}, "ja", room) == [chosen[2]]


def test_documents_that_are_removed_before_the_model_is_asked_are_told_of(asked, server):
    server.always = lambda _: f"{FOOD}[4]"
    current = Current(asked.collection)
    growing = summaries(current, asked.chat, language="ja")
    assert next(growing).engine == "embedded"
    current.collection = Collection((), asked.index, asked.glossary, asked.space)
    with pytest.raises(UsageError, match="The documents changed while the summary was being made"):
        next(growing)
    assert server.requests == []
