"""The assistant as command line, page and evaluation call it: what is open, and every way to ask it or to change its documents."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from pathlib import Path
from typing import Any

from assistant.answering import extractive
from assistant.answering.candidates import Candidate
from assistant.answering.chat import Chat, Numbered
from assistant.answering.requests import spoken_in, summary_wanted
from assistant.answering.understanding import Query
from assistant.answering.weights import stored
from assistant.config import MAX_QUESTION_CHARS, Config
from assistant.errors import UsageError
from assistant.ingestion.library import Library, make_folder
from assistant.pipeline import asking, verifying
from assistant.pipeline.asking import Trace, checked_question, repeated
from assistant.pipeline.collection import Changed, Collection, Current, Progress, index_of
from assistant.pipeline.follow_ups import FOLLOW_UPS, follow_ups
from assistant.pipeline.rendering import missing_renderings
from assistant.pipeline.replies import digest_of
from assistant.pipeline.summaries import summaries
from assistant.pipeline.writing import rewritten, written
from assistant.retrieval import replacing
from assistant.retrieval.cross_encoder import answering, supporting
from assistant.retrieval.index import Index
from assistant.text.alignment import TermSpace
from assistant.text.language import detect
from assistant.text.names import Glossary
from assistant.text.normalize import clean
from assistant.values import Change, Checked, Claim, Document, Hit, Language, Question, Reply, Span, Usage, Verdict
from assistant.verification.claims import claims_in
from assistant.verification.gate import Witness

WARMING = "何か"
"""A question that asks nothing, in Japanese so that its dictionary is read too; see ``Assistant.warm``."""


class Assistant:
    """The collection, its index and its engines, open for questions. Safe to call from several threads."""

    def __init__(self, config: Config, library: Library, documents: Sequence[Document], index: Index, glossary: Glossary, space: TermSpace) -> None:
        self.config = config
        self.library = library
        self.chat = Chat(config, config.home / "cache") if config.model else None
        self._current = Current(Collection(tuple(documents), index, glossary, space))

    @classmethod
    def open(cls, config: Config, progress: Progress | None = None) -> Assistant:
        """Open the collection at ``config.home``; the index is brought up to date first.

        Raises StorageError when the home folder cannot be used, DocumentError for a catalogue that cannot be read.
        """
        library = Library(config.home, seeds=config.seeds)
        opened = Collection.open(library, progress)
        return cls(config, library, opened.documents, opened.index, opened.glossary, opened.space)

    def warm(self) -> None:
        """Make the networks and read the tables for which the first question would wait; a question asked meanwhile waits for the rest of it."""
        with self._current.held() as collection:
            if collection.documents:
                for read in (answering, supporting):
                    read(WARMING, [h.passage.text for h in collection.hits(WARMING, 1)])
        collection.named_in_full, collection.persons  # noqa: B018 (made when first used)

    # what is open

    @property
    def collection(self) -> Collection:
        """The documents with all that is made of them, as they are now; adding or removing one opens another collection."""
        return self._current.collection

    @property
    def documents(self) -> tuple[Document, ...]:
        return self.collection.documents

    @property
    def index(self) -> Index:
        return self.collection.index

    @property
    def glossary(self) -> Glossary:
        return self.collection.glossary

    @property
    def space(self) -> TermSpace:
        return self.collection.space

    def status(self) -> dict[str, Any]:
        """What is open: engine, model, counts."""
        collection = self.collection
        sentences = [s for d in collection.documents for s in d.sentences if s.kind == "body"]
        return {
            "engine": "chat model" if self.config.model else "embedded",
            "model": self.config.model or None,
            "model_problem": self.chat.problem if self.chat else "",
            "documents": len(collection.documents),
            "sentences": len(sentences),
            "renderings": sum(s.rendering is not None for s in sentences),
            "passages": len(collection.index.passages),
            "problems": list(self.library.problems),
        }

    # asking

    def ask(self, question: Question) -> Reply:
        """The answer to a question: cited, verified, or a refusal that says why. Raises UsageError for no question at all."""
        return self.trace(question).reply

    def stream(self, question: Question) -> Iterator[Reply]:
        """Growing replies, each sentence verified before it is shown; the last one is complete."""
        for reply in (trace.reply for trace in self._traces(question)):
            if reply.engine == extractive.ENGINE and reply.outcome == "answered":
                for n in range(1, len(reply.claims)):
                    yield replace(reply, answer=asking.cut(reply, n), claims=reply.claims[:n])
            yield reply

    def trace(self, question: Question) -> Trace:
        """An answer with what each stage made of it."""
        *_, last = self._traces(question)
        return last

    def _traces(self, question: Question) -> Iterator[Trace]:
        """Growing answers, the last one complete. The embedded one is made first: it decides whether there is an answer, and stands in for a model."""
        started = time.perf_counter()
        question = repeated(question)
        text, wanted = spoken_in(checked_question(question.text))
        language = question.language or wanted or detect(text)
        summary = summary_wanted(text, question.history, self.collection.documents, self.collection.glossary)
        if summary and self.collection.documents:
            yield from map(asking.untraced, self.summaries(summary.documents, "", language, summary.length))
            return
        turn = self.chat.turn() if self.chat else None
        query = rewritten(self.collection, text, question, turn) if turn else None

        def embedded(collection: Collection) -> Trace:
            trace = asking.answer(collection, text, question, language, query)
            made_of = [collection.digest, question.text, question.language, question.history, self.config.model, stored()["version"]]
            return replace(trace, reply=replace(trace.reply, digest=digest_of(made_of)))

        def whole(trace: Trace, digest: str, *notes: str) -> Trace:
            reply, usage = trace.reply, turn.usage if turn and turn.usage != Usage() else None
            return replace(trace, reply=replace(reply, seconds=time.perf_counter() - started, digest=digest, usage=usage, notes=(*reply.notes, *notes)))

        with self._current.held() as collection:
            trace = embedded(collection)
        try:
            for grown in written(self._current, collection.digest, trace, language, turn):
                yield whole(grown, trace.reply.digest)
        except Changed:
            with self._current.held() as collection:
                trace = embedded(collection)
            yield whole(trace, trace.reply.digest, "documents_changed")

    def follow_ups(self, question: Question, reply: Reply, limit: int = FOLLOW_UPS) -> tuple[str, ...]:
        """Questions to ask next. Each was asked here, of the embedded engine, and answered from what it was made of and not yet shown.

        Takes up to a second or two, in turns with other questions: for after the answer is shown. No chat model is asked.
        """
        return follow_ups(self._current, question, reply, limit)

    def search(self, query: str, k: int = 10) -> list[Hit]:
        """Passages for a query, best first."""
        text = checked_question(query)
        with self._current.held() as collection:
            return collection.hits(text, k)

    def candidates(self, query: Query, hits: Sequence[Hit]) -> list[Candidate]:
        """The body sentences of the hits, each with its similarity to the query; orders planted for a program are no evidence."""
        with self._current.held() as collection:
            return asking.candidates(collection, query, hits)

    # summarizing

    def summarize(
        self,
        documents: Sequence[str] = (),
        topic: str = "",
        language: Language | None = None,
        length: str = "medium",
        progress: Progress | None = None,
        stop: Callable[[], bool] | None = None,
    ) -> Reply:
        """A summary of documents (none named: all of them), or of what they say of a topic; every sentence cited and verified.

        ``stop`` is asked now and then; once it says so, the summary is of what has been read by then, with the note "stopped".
        Raises UsageError for a document or a length that does not exist, for a topic without words, and when the documents change meanwhile.
        """
        *_, last = self.summaries(documents, topic, language, length, progress, stop)
        return last

    def summaries(
        self,
        documents: Sequence[str] = (),
        topic: str = "",
        language: Language | None = None,
        length: str = "medium",
        progress: Progress | None = None,
        stop: Callable[[], bool] | None = None,
    ) -> Iterator[Reply]:
        """The same, of a long text also of what has been read so far; the last one is complete. Whoever stops listening keeps what came."""
        return summaries(self._current, self.chat, documents, topic, language, length, progress, stop)

    # verifying

    def verify(self, claim: Claim) -> Verdict:
        """Hold a draft's claim against the evidence it names."""
        with self._current.held() as collection:
            return verifying.verify(collection, claim)

    def hold(self, sentence: str, numbered: Numbered, language: Language) -> tuple[Claim, Verdict]:
        """A model's sentence as a claim, with the gate's verdict: against the evidence it names, or all of it where it names none."""
        with self._current.held() as collection:
            return verifying.hold(collection, sentence, numbered, language)

    def check_claim(self, claim: str) -> Checked:
        """Whether the documents support, contradict or do not mention a claim."""
        return self._check(checked_question(claim), Span(0, len(claim)))

    def check(self, text: str) -> list[Checked]:
        """A whole draft, sentence by sentence; spans count characters of ``text``."""
        if not clean(text).strip():
            raise UsageError("There is nothing to check. Give a text of at least one sentence.")
        return [self._check(span.of(text)[:MAX_QUESTION_CHARS], span) for span in claims_in(text)]

    def _check(self, sentence: str, span: Span) -> Checked:
        with self._current.held() as collection:
            return verifying.check(collection, sentence, span)

    def witnesses_of(self, claim: str) -> list[Witness]:
        """The sentences of the collection that a free claim is held against, the most similar first."""
        with self._current.held() as collection:
            return verifying.witnesses_of(collection, claim)

    # the documents

    def add(self, paths: Sequence[Path], progress: Progress | None = None) -> list[Change]:
        """Add files and folders to the collection and index them; one Change a file, failures told, nothing lost.

        As every change: questions are answered from the documents before until the index of those after is whole, and changes wait for one another.
        """
        with self._changing():
            changes = list(self.library.add(paths))
            if any(c.what == "added" for c in changes):
                self._renew(progress)
            return changes

    def remove(self, doc: str) -> Change:
        """Take a document out of the collection; ``restore`` brings it back."""
        return self._changed(lambda: self.library.remove(doc))

    def restore(self, doc: str) -> Change:
        """Undo the removal of a document."""
        return self._changed(lambda: self.library.restore(doc))

    def _changed(self, change: Callable[[], Change]) -> Change:
        with self._changing():
            made = change()
            if made.what != "failed":
                self._renew()
            return made

    def render_missing(self, doc: str, progress: Progress | None = None) -> int:
        """Have the model render every sentence of a document that has no rendering; how many passed the gates and were kept.

        They are stored in ``home/translations.tmx``, each as it is made. Raises UsageError without a model or for an unknown document, ModelError
        when it does not answer, DocumentError for a translation memory that is no TMX.
        """
        if self.chat is None:
            raise UsageError("There is no chat model to render with. Name one with --model; see docs/models.md.")
        document = self.collection.by_name.get(doc)
        if document is None:
            raise UsageError(f"There is no document “{doc}”. `assistant documents list` names them all.")
        made = 0
        try:
            for kept in missing_renderings(self._current, self.chat, document, progress):
                made += kept
        finally:
            if made:
                with self._changing():
                    self._renew()
        return made

    def rebuild(self, progress: Progress | None = None) -> None:
        """Make the index anew from the documents."""
        with self._changing():
            self._renew(progress, empty=True)

    def _changing(self) -> AbstractContextManager[bool]:
        make_folder(self.library.home)
        return replacing.changing(index_of(self.library.home))

    def _renew(self, progress: Progress | None = None, *, empty: bool = False) -> None:
        """Make the collection of the documents as they are now, beside the one that is asked meanwhile, and put it in its place."""
        folder = index_of(self.library.home)
        try:
            with self._current.held():
                beside = replacing.begun(folder, empty=empty)
            made = Collection.open(self.library, progress, beside)
            try:
                with self._current.held() as old:
                    replacing.replace(folder, old.index.store, made.index.store)
                    self._current.collection = made
            except BaseException:
                made.index.store.close()
                raise
        finally:
            replacing.clear(folder)

    def close(self) -> None:
        self.index.store.close()


def open_assistant(config: Config, progress: Progress | None = None) -> Assistant:
    """The assistant over the collection at ``config.home``; see ``Assistant.open``."""
    return Assistant.open(config, progress)
