"""Documents, or what they say of a topic → a summary of verified, cited sentences, that grows while a long text is read.

The embedded engine chooses whole sentences of the documents; a chat model, where there is one, then writes the summary anew from
notes on its parts. Every sentence of either passes the gate.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from assistant.answering import heading, summarizing
from assistant.answering.chat import Chat, Numbered
from assistant.answering.evidence import Selection, select
from assistant.answering.leaning import size
from assistant.answering.phrases import phrase
from assistant.answering.portions import MOST_PORTIONS, SENTENCES, part_messages, portions, tokens, whole_messages, within
from assistant.answering.rewriting import make_query
from assistant.answering.summarizing import Chosen
from assistant.answering.understanding import Query
from assistant.answering.weights import stored
from assistant.errors import ModelError, UsageError
from assistant.pipeline.asking import candidates, checked_question
from assistant.pipeline.collection import Changed, Collection, Current, Progress, concepts
from assistant.pipeline.rendering import Work
from assistant.pipeline.replies import digest_of, inside, refusal, rests_on
from assistant.pipeline.verifying import verify
from assistant.pipeline.writing import passing
from assistant.prompts import Messages
from assistant.text.language import detect
from assistant.values import Claim, Document, Label, Language, Reply, Usage, Verdict
from assistant.verification.conclude import accepted, compose_answer, sentence_text, title_of

TOPIC_PASSAGES = 40
"""Passages read for a summary on a topic."""
TOPIC_DEPTH = 100
"""Passages among which those of the documents asked for are looked up."""
TOKENS_OF_PARAGRAPH = 1_130
"""Tokens that a paragraph takes in a prompt, at most, with its marks: 1,000 Japanese characters are about 1,000."""
NAMED_KINDS = {"person", "agreement", "weapon", "organisation"}
"""Kinds of names that the documents must hold, if a topic names one."""

Stop = Callable[[], bool]


@dataclass(frozen=True, slots=True)
class SummaryTask:
    """What is to be summarized: parts by author, and with a topic how far each of their sentences bears on it."""

    parts: tuple[summarizing.Part, ...]
    language: Language
    length: str
    topic: str = ""
    relevance: Mapping[summarizing.Key, float] | None = None

    @property
    def asked(self) -> tuple[summarizing.Part, ...]:
        """The parts that a reader expects to be there: on a topic those that say most of it are enough."""
        return self.parts if self.relevance is None else ()


def summaries(
    current: Current,
    chat: Chat | None,
    documents: Sequence[str] = (),
    topic: str = "",
    language: Language | None = None,
    length: str = "medium",
    progress: Progress | None = None,
    stop: Stop | None = None,
) -> Iterator[Reply]:
    """A growing summary, the last one complete; see ``Assistant.summarize``.

    Raises UsageError for a document or a length that does not exist, for a topic without words, and when the documents change meanwhile.
    """
    started = time.perf_counter()
    if length not in summarizing.LENGTHS:
        raise UsageError(f"There is no length “{length}”. Choose one of {', '.join(summarizing.LENGTHS)}.")
    with current.held() as collection:
        named = _named(collection, documents)
        about = checked_question(topic) if topic else ""
        language = language or (detect(about) if about else named[0].language if named else "en")
        task = _task(collection, named, about, language, length)
    model = chat.config.model if chat else ""
    digest = digest_of([collection.digest, "summary", [d.doc for d in named], about, language, length, model, stored()["version"]])
    try:
        for reply in [task] if isinstance(task, Reply) else _summarized(current, collection.digest, task, chat, progress, stop):
            notes = (*reply.notes, "stopped") if stop and stop() else reply.notes
            yield replace(reply, seconds=time.perf_counter() - started, digest=digest, notes=notes)
    except Changed:
        raise UsageError("The documents changed while the summary was being made. Ask again.") from None


# what is to be summarized


def _named(collection: Collection, documents: Sequence[str]) -> list[Document]:
    """The documents that are named, once each; all of them where none is. Raises UsageError for one that does not exist."""
    unknown = [doc for doc in documents if doc not in collection.by_name]
    if unknown:
        raise UsageError(f"There is no document “{unknown[0]}”. `assistant documents list` names them all.")
    return [collection.document(doc) for doc in dict.fromkeys(documents)] or list(collection.documents)


def _task(collection: Collection, named: Sequence[Document], topic: str, language: Language, length: str) -> SummaryTask | Reply:
    """What is to be summarized, or the refusal that says why nothing can be."""
    if not named:
        return refusal(collection, "not_in_documents", language, text=phrase("empty_collection", language))
    parts = summarizing.in_order_of_date([p for d in named for p in summarizing.parts_of(d)])
    if not parts:
        return refusal(collection, "not_in_documents", language, text=phrase("nothing_to_summarize", language))
    if not topic:
        return SummaryTask(tuple(parts), language, length)
    query, selection = _on_topic(collection, topic, {d.doc for d in named})
    if summarizing.treats(selection.evidence, selection.answerable) and _names_known(collection, query):
        told = {p.key(s) for p in parts for s in p.sentences}
        relevance = summarizing.bearing([e for e in selection.evidence if e.key in told])
        on_topic = [p for p in parts if any(p.key(s) in relevance for s in p.sentences)]
        return SummaryTask(tuple(summarizing.in_order_of_treatment(on_topic, relevance)), language, length, topic, relevance)
    if inside(collection, query, selection):
        return refusal(collection, "not_in_documents", language, selection.evidence, text=phrase("topic_not_treated", language))
    return refusal(collection, "out_of_domain", language)


def _on_topic(collection: Collection, topic: str, docs: Container[str]) -> tuple[Query, Selection]:
    """The sentences of these documents that bear on a topic, best first."""
    query = make_query(topic, (), collection.glossary)
    found = collection.index.search(query.text, TOPIC_DEPTH, expansions=query.expansions)
    hits = [h for h in found if h.passage.doc in docs][:TOPIC_PASSAGES]
    return query, select(query, candidates(collection, query, hits), collection.space, collection.read, None)


def _names_known(collection: Collection, query: Query) -> bool:
    """Whether every person, agreement or weapon that a topic names is named in the documents, and not only what could be short for it."""
    return all(n.ids[0] in collection.named for n in query.facts.names if n.kind in NAMED_KINDS)


# the embedded summary


def _summarized(
    current: Current, digest: str, task: SummaryTask, chat: Chat | None, progress: Progress | None, stop: Stop | None
) -> Iterator[Reply]:
    """The summary as it grows: of what has been read of the documents of ``digest``, then by a chat model, where there is one."""
    room = summarizing.room_of(task.length, task.parts, on_topic=task.relevance is not None)
    choices = summarizing.choices(task.parts, _unit_vectors(current), concepts, room, relevance=task.relevance, progress=progress, stop=stop)
    reply = None
    while True:
        with current.held(digest) as collection:
            chosen = next(choices, None)
            if chosen is None:
                break
            reply = _composed(collection, task, chosen)
        yield reply
    if chat and reply and reply.outcome == "answered" and not (stop and stop()):
        yield from _by_model(_Summary(current, digest, task, chat), reply, progress, stop)


def _unit_vectors(current: Current) -> summarizing.VectorsOf:
    """The vectors of sentences, from the index that is open when they are asked for."""
    return lambda document, sentences: current.collection.unit_vectors(document, sentences)


def _composed(collection: Collection, task: SummaryTask, chosen: Sequence[Chosen]) -> Reply:
    """The chosen sentences, verified, under the line that says whose texts they are."""
    language = task.language
    draft = heading.draft(chosen, language, task.topic, task.asked)
    verdicts = [verify(collection, claim) for claim in draft.claims]
    kept = [c for c, v in zip(chosen, verdicts, strict=True) if v.label is Label.SUPPORTED]
    if not kept:
        return refusal(collection, "not_in_documents", language, text=phrase("unsupported" if chosen else "nothing_to_summarize", language))
    heads = heading.labels(kept, language, task.length)
    answer, claims, citations = compose_answer(accepted(draft.claims, verdicts), collection.by_name, language, sections=heads)
    if task.length == "long":
        answer = heading.paragraphs(answer, [sentence_text(c.text, language) for c in claims], kept, heads)
    if task.length != "short":
        pairs = heading.same_points(kept, collection.unit_vectors, concepts)
        answer = "\n\n".join(t for t in (answer, heading.comparison(pairs, kept, [c.citations for c in claims], language)) if t)
    missing = any(collection.document(c.doc).language != language and c.rendering is None for c in citations)
    lead = f"{draft.intro}\n\n" + (f"{phrase('no_rendering', language)}\n" if missing else "")
    return Reply(lead + answer, language, "answered", citations, claims, "", draft.engine, notes=("no_rendering",) if missing else ())


# the summary by a chat model


def _by_model(summary: _Summary, embedded: Reply, progress: Progress | None, stop: Stop | None) -> Iterator[Reply]:
    """The summary as the model writes it, from notes on its parts; the embedded one, with a note, where none comes or none holds.

    What grows are the notes, then the whole; each sentence is verified before it is shown.
    """
    with summary.current.held(summary.digest) as collection:
        sentences = _to_be_read(collection, summary.task, summary.chat.config.context_tokens)
    try:
        yield from _written(summary, sentences, progress, stop)
    except ModelError:
        yield replace(embedded, usage=summary.usage, notes=(*embedded.notes, "model_unavailable"))
        return
    if not summary.passed:
        yield replace(embedded, usage=summary.usage, notes=(*embedded.notes, "model_rejected"))
        return
    yield replace(summary.reply(complete=True), notes=tuple(sorted(summary.notes)))


def _to_be_read(collection: Collection, task: SummaryTask, budget_tokens: int) -> list[Chosen]:
    """The sentences that a model reads: all that bear on the task, or the most telling ones where they are too many."""
    every = [Chosen(p, s) for p in task.parts for s in p.sentences if task.relevance is None or p.key(s) in task.relevance]
    room = MOST_PORTIONS * budget_tokens
    if sum(tokens(c, task.language) for c in every) <= room:
        return every
    taken = summarizing.Room(room / TOKENS_OF_PARAGRAPH, size)
    return summarizing.choose(task.parts, collection.unit_vectors, concepts, taken, relevance=task.relevance)


class _Summary:
    """A summary that a model is writing: the claims of it that have passed by now, and what they took."""

    def __init__(self, current: Current, digest: str, task: SummaryTask, chat: Chat) -> None:
        self.current, self.digest, self.task, self.chat = current, digest, task, chat
        self.passed: list[tuple[Claim, Verdict]] = []
        self.usage = Usage()
        self.notes: set[str] = set()

    def claims(self, numbered: Numbered, messages: Messages) -> Iterator[tuple[Claim, Verdict]]:
        """What passes of one reply of the model, as it does. What the reply took is counted at its end, or when nobody reads on."""
        turn = self.chat.turn()
        try:
            yield from passing(Work(self.current, self.digest, self.task.language, turn), messages, numbered, SENTENCES[self.task.length])
        finally:
            self.usage += turn.usage
            self.notes.update(["claims_dropped"] * bool(turn.dropped) + ["truncated"] * turn.cut)

    def reply(self, *, complete: bool = False) -> Reply:
        """The claims that have passed, under the line that says whose texts they rest on, and, once ``complete``, on whose they do not."""
        language = self.task.language
        with self.current.held(self.digest) as collection:
            answer, claims, citations = compose_answer(self.passed, collection.by_name, language)
        cited = {(c.doc, c.start) for c in citations}
        parts = [p for p in self.task.parts if any((p.document.doc, s.span.start) in cited for s in p.sentences)]
        lead = heading.lead(parts or self.task.parts, language, self.task.topic, self.task.asked if complete else ())
        return Reply(f"{lead}\n\n{answer}", language, "answered", citations, claims, "", self.chat.config.model, usage=self.usage)


def _written(summary: _Summary, sentences: Sequence[Chosen], progress: Progress | None, stop: Stop | None) -> Iterator[Reply]:
    """Notes on each portion of the sentences, as they grow; then, of several, the whole, from the sentences that the notes rest on."""
    task, budget = summary.task, summary.chat.config.context_tokens
    read = portions(sentences, task.language, budget)
    steps = len(read) + (len(read) > 1)
    for n, numbered in enumerate(read, 1):
        if n > 1 and stop and stop():
            break
        for told in summary.claims(numbered, _messages(task, numbered, len(read))):
            summary.passed.append(told)
            yield summary.reply()
            if stop and stop():
                break
        if progress:
            progress("writing", n, steps)
    if summary.passed and len(read) > 1 and not (stop and stop()):
        noted = [key for told in summary.passed for key in rests_on(*told)]
        numbered = portions(within(sentences, noted, task.language, budget), task.language, budget)[0]
        summary.passed = list(summary.claims(numbered, _messages(task, numbered, 1))) or summary.passed[: SENTENCES[task.length]]
        if progress:
            progress("writing", steps, steps)


def _messages(task: SummaryTask, numbered: Numbered, of: int) -> Messages:
    """What the model is asked of one of so many portions: notes on it, or the whole summary where it is the only one."""
    title = task.topic or "; ".join(dict.fromkeys(title_of(p.document, task.language) for p in task.parts))
    if of == 1:
        return whole_messages(numbered, title, task.language, task.length)
    return part_messages(numbered, title, task.language, task.length, of)
