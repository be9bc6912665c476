"""Answers follow the documents, not the world: over a copy with names and figures exchanged, with and without a model that knows better."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from exchanged import Asked, build, exchange, follows, pair, questions, right, stubborn
from model_server import model_server

from assistant.answering.chat import Chat
from assistant.config import Config
from assistant.pipeline import Assistant
from assistant.values import Question

DOCS = ("004_29d63e146f479c49.txt",)
"""One document is enough here; tests/exchanged.py asks all of them."""
ASKED = questions(DOCS)


@pytest.fixture(scope="module")
def embedded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    home = tmp_path_factory.mktemp("exchanged")
    build(home, DOCS)
    opened = Assistant.open(Config(home, seeds=False))
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def knowing(embedded: Assistant, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """The copy, with a model that answers every question out of the other world, in the very words of its documents."""
    with model_server() as server:
        server.always = stubborn(ASKED)
        config = replace(embedded.config, model="openai:stubborn", base_url=server.address)
        asked = Assistant(config, embedded.library, embedded.documents, embedded.index, embedded.glossary, embedded.space)
        asked.chat = Chat(config, tmp_path_factory.mktemp("cache"))
        yield asked
        assert server.requests


@pytest.mark.parametrize(
    ("here", "there"),
    [
        ("In November 2023, Putin spoke of 9 billion.", "In December 2003, Kim spoke of 1 billion."),
        ("北朝鮮は2023年9月13日、90億円を得た。", "ロシアは2003年10月14日、10億円を得た。"),
        ("露朝関係と日朝関係、朝鮮半島", "朝露関係と日露関係、朝鮮半島"),
        ("Russia and the North Koreans in Moscow", "North Korea and the Russians in Pyongyang"),
    ],
)
def test_names_and_figures_change_places(here, there):
    assert exchange(here) == there


def test_a_figure_is_one_figure_on_both_sides():
    assert pair("砲弾は100万発以上、8月以降。", "More than one million shells since August.") == (
        "砲弾は200万発以上、9月以降。",
        "More than 2 million shells since September.",
    )


def test_the_copy_is_whole(embedded):
    bodies = [s for d in embedded.documents for s in d.sentences if s.kind == "body"]
    assert len(bodies) == 44
    assert all(s.rendering for s in bodies)
    assert all(a.there.sources[0].quote in embedded.documents[0].text for a in ASKED)
    changed = [a for a in ASKED if a.there.facts != a.here.facts or a.there.question != a.here.question]
    assert len(changed) > 50, "of the rest, which ask for views and reasons, no name or figure is exchanged"


@pytest.mark.parametrize("asked", ASKED, ids=[a.here.id for a in ASKED])
def test_the_embedded_engine_follows_the_copy(embedded, asked: Asked):
    assert follows(asked, embedded.ask(asked.there.asked())) == []


@pytest.mark.parametrize("asked", ASKED, ids=[a.here.id for a in ASKED])
def test_a_model_that_knows_better_follows_the_copy_or_is_not_heard(knowing, asked: Asked):
    assert follows(asked, knowing.ask(asked.there.asked())) == []


def test_most_questions_are_answered_in_the_other_world_too(embedded):
    replies = [(a, embedded.ask(a.there.asked())) for a in ASKED]
    assert sum(right(a, reply) for a, reply in replies) >= 0.7 * len(ASKED)


def test_a_question_about_the_other_world_is_answered_from_this_one(embedded):
    reply = embedded.ask(Question("How many shells was Russia reported to have given North Korea?"))
    assert "2 million" in reply.answer
    assert "one million" not in reply.answer
