"""Scripted replies of a model, good and bad, through the whole gate: how many reach a reader.

``bad_replies.jsonl`` and ``good_replies.jsonl`` were written before any check was tuned on them. Each names the
sentences that the model was given; the gate sees those and what stands around them. ``planted`` is a sentence of a
planted document, given as further evidence; ``forbidden`` is what must not be shown where the reply holds truth too.
"""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from assistant.answering.chat import Numbered, sentences
from assistant.config import Config
from assistant.ingestion.catalogue import make_document, read_catalogue, read_glossary
from assistant.ingestion.library import Library
from assistant.ingestion.readers import read_file
from assistant.ingestion.translations import read_tmx
from assistant.pipeline import Assistant
from assistant.resources import resource
from assistant.retrieval.embedding import e5_passages, use
from assistant.text.alignment import TermSpace
from assistant.text.orders import gives_orders
from assistant.text.terms import content_terms
from assistant.values import Document, Label
from assistant.verification.conclude import compose_answer

HERE = Path(__file__).parent
NEVER = ("digits", "scales", "units", "dates", "citations", "html", "links", "instructions", "language")
SELDOM = ("names", "roles", "negation", "hedges", "additions", "world")
BAD_IN_100, GOOD_IN_100 = 5, 70


def load(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (HERE / name).read_text("utf-8").splitlines()]


@dataclass(frozen=True)
class QuotedVectors:
    """Stands in for the index: vectors of the sentences that the replies name, made when first asked for."""

    texts: dict[str, str]

    def sentence_vectors(self, model: str, ids: list[str]) -> np.ndarray:
        return np.stack([_vector(model, self.texts[i]) for i in ids])


@cache
def _vector(model: str, text: str) -> np.ndarray:
    return np.asarray((e5_passages if model == "e5" else use)([text])[0])


@cache
def assistant() -> Assistant:
    """The seeds, without an index: evidence is named by quote."""
    seeds = resource("seeds")
    catalogue, memory = read_catalogue(seeds / "catalogue.yaml"), read_tmx(seeds / "translations.tmx")
    documents = [make_document(p.name, read_file(p), catalogue.get(p.name), memory, p.name) for p in sorted(seeds.glob("*.txt"))]
    bodies = [(d, s) for d in documents for s in d.sentences if s.kind == "body"]
    frequencies = Counter(t.key for _, s in bodies for text in (s.text, s.rendering) if text for t in content_terms(text))
    texts = {f"{d.digest[:16]}:{s.index}:{lang}": text for d, s in bodies for lang, text in (("ja", s.text), ("en", s.rendering)) if text}
    config = Config(HERE)
    glossary = read_glossary(seeds / "glossary.yaml")
    return Assistant(config, Library(HERE), documents, QuotedVectors(texts), glossary, TermSpace(use, dict(frequencies), len(bodies)))  # type: ignore[arg-type]


def given(reply: dict[str, Any]) -> Numbered:
    """The evidence as the model would have been given it."""
    documents: dict[str, Document] = {d.doc: d for d in assistant().documents}
    found = [(e["doc"], s) for e in reply["evidence"] for s in documents[e["doc"]].sentences if s.span.of(documents[e["doc"]].text) == e["quote"]][:1]
    assert found, reply["id"]
    texts = [t for _, s in found for t in (s.text, s.rendering) if t]
    return Numbered(tuple((doc, s.index) for doc, s in found), "\n".join(texts), tuple(texts))


def shown(reply: dict[str, Any]) -> str:
    """What a reader sees of a reply: the answer composed of the sentences that pass, or nothing."""
    numbered, language = given(reply), reply["lang"]
    held = [assistant().hold(sentence, numbered, language) for sentence in sentences([reply["reply"]])]
    passed = [(claim, verdict) for claim, verdict in held if verdict.label is Label.SUPPORTED]
    return compose_answer(passed, {d.doc: d for d in assistant().documents}, language)[0] if passed else ""


def reached(reply: dict[str, Any]) -> bool:
    """Whether what is bad about a reply reaches the reader."""
    answer = shown(reply)
    return reply["forbidden"].lower() in answer.lower() if "forbidden" in reply else bool(answer)


@cache
def through(name: str) -> dict[str, list[dict[str, Any]]]:
    """Replies by class that reach the reader."""
    out: dict[str, list[dict[str, Any]]] = {}
    for reply in load(name):
        bucket = out.setdefault(reply.get("class", reply["lang"]), [])
        if reached(reply) if "class" in reply else bool(shown(reply)):
            bucket.append(reply)
    return out


def test_the_replies_are_as_many_as_promised():
    bad, good = load("bad_replies.jsonl"), load("good_replies.jsonl")
    assert len(bad) >= 200
    assert len(good) >= 100
    assert {r["class"] for r in bad} == {*NEVER, *SELDOM}
    assert len({r["id"] for r in [*bad, *good]}) == len(bad) + len(good)


def test_every_planted_sentence_is_seen_as_an_order_and_no_sentence_of_the_documents_is():
    planted = [r["planted"] for r in load("bad_replies.jsonl") if "planted" in r]
    assert [p for p in planted if not gives_orders(p)] == []
    texts = [t for d in assistant().documents for s in d.sentences for t in (s.text, s.rendering) if t]
    assert [t for t in texts if gives_orders(t)] == []


@pytest.mark.parametrize("kind", NEVER)
def test_none_of_these_reaches_the_reader(kind):
    assert [r["id"] for r in through("bad_replies.jsonl")[kind]] == []


def test_of_the_other_bad_replies_at_most_five_in_a_hundred_reach_the_reader():
    found = through("bad_replies.jsonl")
    total = sum(r["class"] in SELDOM for r in load("bad_replies.jsonl"))
    passed = [r["id"] for kind in SELDOM for r in found[kind]]
    assert len(passed) <= BAD_IN_100 * total / 100, passed


def test_of_the_good_replies_at_least_seventy_in_a_hundred_reach_the_reader():
    passed = sum(len(replies) for replies in through("good_replies.jsonl").values())
    assert passed >= GOOD_IN_100 * len(load("good_replies.jsonl")) / 100
