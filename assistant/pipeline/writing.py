"""An embedded answer → the answer as the chat model writes it, sentence by verified sentence; and a follow-up in words that stand alone.

The embedded answer decides whether there is one, and stands in for a model that does not answer or whose sentences do not pass.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial

from assistant.answering.chat import MAX_SENTENCES, Numbered, Turn, ask_messages, number, rewrite, write
from assistant.answering.expected import satisfies
from assistant.answering.rewriting import admit, make_query, small_talk
from assistant.answering.understanding import Query
from assistant.errors import ModelError
from assistant.pipeline.asking import Trace
from assistant.pipeline.collection import Collection, Current, Key
from assistant.pipeline.rendering import Work, in_renderings, rendered
from assistant.pipeline.replies import composed, repair_request, rests_on
from assistant.pipeline.verifying import hold
from assistant.prompts import Messages
from assistant.text.language import detect
from assistant.values import Claim, Language, Question, Reply, Verdict

FACT_SENTENCES = 6
"""Sentences read of a model's reply to a question that one or two answer."""
FACTS = {"number", "date", "who", "where", "yes_no"}
"""What such a question asks for."""
BEARS = 0.1
"""A sentence of an answer rests on evidence at least so good, relative to the best; of 61 right answers 57 lie above."""


def rewritten(collection: Collection, text: str, question: Question, turn: Turn) -> Query | None:
    """A follow-up as the model makes it stand alone; None where it needs no model, or where what the model says is not admitted."""
    if not question.history or small_talk(text) or not collection.documents:
        return None
    query = make_query(text, question.history, collection.glossary)
    if not query.joined:
        return None
    try:
        with turn.part():
            told = rewrite(turn, text, question.history, detect(text))
    except ModelError:
        return None
    return admit(told, query, question.history, collection.glossary)


def written(current: Current, digest: str, embedded: Trace, language: Language, turn: Turn | None) -> Iterator[Trace]:
    """The answer as the model behind ``turn`` writes it, growing by verified sentences; the embedded one where none comes or none holds.

    Raises Changed when the documents are no longer those of ``digest``.
    """
    query = embedded.query
    if turn is None or query is None or embedded.reply.outcome != "answered":
        yield embedded
        return
    work = Work(current, digest, language, turn)
    passed: list[tuple[Claim, Verdict]] = []
    note = "model_rejected"
    try:
        for told in _on_the_question(work, embedded, query):
            passed.append(told)
            yield replace(embedded, reply=_composed(work, passed, embedded, query))
    except ModelError:
        passed, note = [], "model_unavailable"
    with work.held() as collection:
        answered = _holds_what_is_asked(collection, query, passed, embedded)
    yield _finished(work, passed, embedded, query) if answered else _embedded_instead(work, embedded, query, note)


def passing(work: Work, messages: Messages, numbered: Numbered, most: int) -> Iterator[tuple[Claim, Verdict]]:
    """The claims of a model's reply that pass the gate, each as soon as it does; those that fail are repaired once.

    ``most``: sentences that are read of the reply. Raises ModelError when there is none, Changed when the documents are others.
    """

    def held(sentence: str) -> tuple[Claim, Verdict]:
        with work.held() as collection:
            return hold(collection, sentence, numbered, work.language)

    return write(work.turn, messages, partial(repair_request, messages, work.language), held, most)


def _on_the_question(work: Work, embedded: Trace, query: Query) -> Iterator[tuple[Claim, Verdict]]:
    """What the model says that passes and rests on evidence that bears on the question."""
    with work.held() as collection:
        numbered = number(embedded.evidence, collection.by_name, work.language, work.turn.chat.config.context_tokens)
    bearing = _bearing(embedded)
    most = FACT_SENTENCES if query.asked.kind in FACTS else MAX_SENTENCES
    for claim, verdict in passing(work, ask_messages(query.text, numbered, work.language), numbered, most):
        if bearing.intersection(rests_on(claim, verdict)[:1]):  # or else it is true, but of something else
            yield claim, verdict


def _bearing(embedded: Trace) -> set[Key]:
    """Evidence that bears on the question: what the embedded engine draws on, and what comes near it."""
    best = embedded.evidence[0].score if embedded.evidence else 0.0
    return {*embedded.drafted, *(e.key for e in embedded.evidence if e.score >= BEARS * best)}


def _composed(work: Work, passed: Sequence[tuple[Claim, Verdict]], embedded: Trace, query: Query) -> Reply:
    with work.held() as collection:
        return composed(collection, passed, query, work.language, embedded.reply.reason, work.turn.chat.config.model)


def _finished(work: Work, passed: Sequence[tuple[Claim, Verdict]], embedded: Trace, query: Query) -> Trace:
    """The whole answer of the model, with renderings of what it cites and notes on what it lacks."""
    notes = (*(["claims_dropped"] if work.turn.dropped else []), *(["truncated"] if work.turn.cut else []))
    reply = _composed(work, passed, embedded, query)
    reply = replace(reply, citations=rendered(work, reply.citations), notes=(*reply.notes, *notes))
    return replace(embedded, drafted=tuple(key for told in passed for key in rests_on(*told)), reply=reply)


def _embedded_instead(work: Work, embedded: Trace, query: Query, note: str) -> Trace:
    """The embedded answer with a note on the model; one that answers, though not well enough, may still make renderings for it."""
    reply = in_renderings(work, embedded.reply, query) if note == "model_rejected" else embedded.reply
    return replace(embedded, reply=replace(reply, notes=(*reply.notes, note)))


def _holds_what_is_asked(collection: Collection, query: Query, passed: Sequence[tuple[Claim, Verdict]], embedded: Trace) -> bool:
    """Whether sentences hold the figure, date, person or place asked for, about as well as the embedded answer does."""

    def best(claims: Sequence[tuple[str, Sequence[Key]]]) -> float:
        return max((_satisfies(collection, query, text, keys[0]) for text, keys in claims if keys), default=0.0)

    own = best([(claim.text, claim.verdict.evidence) for claim in embedded.reply.claims])
    return bool(passed) and best([(claim.text, rests_on(claim, verdict)) for claim, verdict in passed]) >= own / 2


def _satisfies(collection: Collection, query: Query, text: str, key: Key) -> float:
    document, sentence = collection.sentence(key)
    return satisfies(query, [collection.read(text, document)], document.section_of(sentence.span), collection.space)
