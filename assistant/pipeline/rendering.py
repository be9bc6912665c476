"""Sentences that no rendering is known of → renderings by the chat model, each held to the figures, dates and names of its original and stored."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace

from assistant.answering.chat import Chat, Turn, render
from assistant.answering.understanding import Query
from assistant.errors import ModelError
from assistant.ingestion.translations import append_tmx
from assistant.pipeline.collection import Collection, Current, Progress
from assistant.pipeline.replies import composed
from assistant.values import Citation, Claim, Document, Language, Reply, Sentence
from assistant.verification.checks import State
from assistant.verification.dates import check_dates
from assistant.verification.form import check_form
from assistant.verification.names import check_names
from assistant.verification.numbers import check_numbers

RENDERED = 3
"""Renderings made for one answer, at most."""


@dataclass(frozen=True, slots=True)
class Work:
    """What a chat model does over the documents of one digest, for a reply in one language."""

    current: Current
    digest: str
    language: Language
    turn: Turn

    def held(self) -> AbstractContextManager[Collection]:
        """The collection, as ``Current.held``. Raises Changed where its documents are others than those that the work was begun with."""
        return self.current.held(self.digest)


def missing_renderings(current: Current, chat: Chat, document: Document, progress: Progress | None = None) -> Iterator[bool]:
    """For each body sentence that has no rendering, whether the model made one that was kept; they end where the document is removed or changed.

    Raises ModelError when the model does not answer, DocumentError for a translation memory that is no TMX.
    """
    missing = [s for s in document.sentences if s.kind == "body" and s.rendering is None]
    for n, sentence in enumerate(missing, 1):
        yield rendering_of(current, chat.turn(), document, sentence) is not None
        if progress:
            progress("render", n, len(missing))
        if current.collection.by_name.get(document.doc) != document:  # what is left to render is another matter
            return


def rendering_of(current: Current, turn: Turn, document: Document, sentence: Sentence) -> str | None:
    """A rendering by the model that keeps the figures, dates and names of both sides, stored; None if it does not. Raises ModelError."""
    collection = current.collection
    if sentence.text in collection.made:
        return collection.made[sentence.text]
    target: Language = "en" if sentence.language == "ja" else "ja"
    glossary, config = collection.glossary, turn.chat.config
    names = [(n.text, *glossary.translations(n.ids[:1], target, 1)) for n in glossary.find(sentence.text)]
    text = render(turn, sentence.text, target, [(n[0], n[1]) for n in names if len(n) > 1])
    with current.held() as collection:
        if not text or not _keeps(collection, document, sentence.text, text) or check_form(text, target, [sentence.text]).state is State.CONFLICTS:
            return None
        pair = (sentence.text, text) if sentence.language == "ja" else (text, sentence.text)
        append_tmx(config.home / "translations.tmx", [(*pair, {"doc": document.doc, "by": config.model})])
        collection.made[sentence.text] = text
    return text


def _keeps(collection: Collection, document: Document, original: str, rendering: str) -> bool:
    """Whether neither of two texts holds a figure, a date or a name that the other does not."""
    source, made = collection.read(original, document), collection.read(rendering, document)
    checks = [
        check
        for a, b in ((source, made), (made, source))
        for check in (check_numbers(a, [b]), check_dates(a, [b], []), check_names(a, [b], [], collection.glossary))
    ]
    return all(check.fine for check in checks)


def rendered(work: Work, citations: tuple[Citation, ...]) -> tuple[Citation, ...]:
    """Citations with renderings made where there are none, a few an answer; the index learns of them when it is opened next."""
    out, made = [], 0
    for citation in citations:
        with work.held() as collection:
            document = collection.document(citation.doc)
        sentence = next((s for s in document.sentences if s.span.start == citation.start), None)
        if sentence and sentence.language != work.language and citation.rendering is None and made < RENDERED:
            made += 1
            try:
                citation = replace(citation, rendering=rendering_of(work.current, work.turn, document, sentence))
            except ModelError:
                made = RENDERED
        out.append(citation)
    return tuple(out)


def in_renderings(work: Work, reply: Reply, query: Query) -> Reply:
    """An embedded answer that had to show originals, in renderings that the model makes of them."""
    if "no_rendering" not in reply.notes:
        return reply
    rendered(work, reply.citations)
    with work.held() as collection:
        pairs = [(Claim(collection.made.get(c.text, c.text), c.verdict.evidence), c.verdict) for c in reply.claims]
        return composed(collection, pairs, query, work.language, reply.reason, reply.engine)
