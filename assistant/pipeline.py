"""The stages, joined once: rewrite → retrieve → select → draft → verify → conclude.

Command line, page and evaluation call this, so what people use is what is measured.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import time
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from threading import RLock
from typing import Any

import numpy as np

from assistant.answering import extractive, heading, summarizing
from assistant.answering.authors import persons, wrote
from assistant.answering.chat import MAX_SENTENCES, Chat, Numbered, Turn, ask_messages, number, render, repair_messages, rewrite, write
from assistant.answering.evidence import Candidate, Selection, select, stored
from assistant.answering.expected import satisfies
from assistant.answering.imprint import Imprint, imprints
from assistant.answering.parts import parts
from assistant.answering.phrases import phrase
from assistant.answering.portions import MOST_PORTIONS, SENTENCES, part_messages, portions, tokens, whole_messages, within
from assistant.answering.premises import contradicted_premise
from assistant.answering.rewriting import admit, make_query, small_talk
from assistant.answering.suggesting import Source, Suggestion, suggestions
from assistant.answering.understanding import Query
from assistant.config import MAX_QUESTION_CHARS, Config
from assistant.errors import ModelError, UsageError
from assistant.ingestion.catalogue import read_glossary
from assistant.ingestion.chunking import chunk
from assistant.ingestion.library import Library, make_folder, write_file
from assistant.ingestion.translations import append_tmx
from assistant.prompts import Messages
from assistant.resources import resource
from assistant.retrieval.cross_encoder import answering, supporting
from assistant.retrieval.embedding import e5_query, use, use_query
from assistant.retrieval.index import Index, open_index
from assistant.text.alignment import TermSpace
from assistant.text.analysis import Facts, analyse
from assistant.text.language import detect, marked
from assistant.text.names import Glossary, Name
from assistant.text.normalize import clean
from assistant.text.orders import gives_orders
from assistant.text.telling import author_of
from assistant.text.terms import content_terms
from assistant.values import (
    Change,
    Checked,
    Citation,
    Claim,
    Document,
    Draft,
    Evidence,
    Hit,
    Label,
    Language,
    Passage,
    Question,
    Reason,
    RefusalReason,
    Reply,
    Sentence,
    Span,
    Usage,
    Verdict,
)
from assistant.verification import wording as verdict_wording
from assistant.verification.checks import State
from assistant.verification.claims import claims_in, marks_of
from assistant.verification.conclude import accepted, as_told, cite, compose_answer, sentence_text, title_of
from assistant.verification.dates import check_dates
from assistant.verification.form import check_form
from assistant.verification.gate import Witness, judge, repeats
from assistant.verification.names import check_names
from assistant.verification.numbers import check_numbers
from assistant.verification.strict import judge_written

Progress = Callable[[str, int, int], None]
PASSAGES = 8
"""Passages read for evidence; recall on the open suite is flat beyond 8."""
AUTHOR_SENTENCES = 150
"""Sentences of a named author that are read beside the hits."""
TOPIC_PASSAGES = 40
"""Passages read for a summary on a topic."""
TOPIC_DEPTH = 100
"""Passages among which those of the documents asked for are looked up."""
NEAREST = 2
"""Passages that a refusal names."""
COVERED, ALIKE = 0.75, 0.5
"""Cover of a question's words and likeness (USE) from which it is about what the documents deal with."""
FACT_SENTENCES = 6
"""Sentences read of a model's reply to a question that one or two answer."""
BEARS = 0.1
"""A sentence of an answer rests on evidence at least so good, relative to the best; of 61 right answers 57 lie above."""
RENDERED = 3
"""Renderings made for one answer, at most."""
FOLLOW_UPS = 3
"""Questions offered after an answer."""
TRIED = 14
"""Proposed questions asked to find those, at most: a tenth of a second each."""
SAME_PATTERN = 2
"""Offered questions of one pattern, at most."""
COMMON = 0.2
"""An entity named in a larger share of the sentences is what the collection is about, and no question of its own."""
WITNESSES = 10
"""Sentences a free claim is held against."""
WARMING = "何か"
"""A question that asks nothing, in Japanese so that its dictionary is read too; see ``Assistant.warm``."""

TOKENS_OF_PARAGRAPH = 1_130
"""Tokens that a paragraph takes in a prompt, at most, with its marks: 1,000 Japanese characters are about 1,000."""
NAMED_KINDS = {"person", "agreement", "weapon", "organisation"}
"""Kinds of names that the documents must hold, if a topic names one."""


@dataclass(frozen=True, slots=True)
class SummaryTask:
    """What is to be summarized: parts by author, and with a topic how far each of their sentences bears on it."""

    parts: tuple[summarizing.Part, ...]
    language: Language
    length: str
    topic: str = ""
    relevance: Mapping[tuple[str, int], float] | None = None


@dataclass(frozen=True, slots=True)
class Trace:
    """Where an answer came from, stage by stage: keys (doc, sentence index) retrieved, selected, drafted."""

    retrieved: tuple[tuple[str, int], ...]
    selected: tuple[tuple[str, int], ...]
    drafted: tuple[tuple[str, int], ...]
    answerable: float
    features: Mapping[str, float]
    reply: Reply
    query: Query | None = None
    evidence: tuple[Evidence, ...] = ()
    """What was selected, best first."""


PART_DOUBTED = 0.5
"""Of the threshold from which a question is answered: a part of one need not be surer than that, beside another."""


class _Changed(Exception):
    """The documents changed while a model was writing."""


class Assistant:
    """The collection, its index and its engines, open for questions. Safe to call from several threads."""

    def __init__(self, config: Config, library: Library, documents: Sequence[Document], index: Index, glossary: Glossary, space: TermSpace) -> None:
        self.config = config
        self.library = library
        self.documents = tuple(documents)
        self.index = index
        self.glossary = glossary
        self.space = space
        self.chat = Chat(config, config.home / "cache") if config.model else None
        self._made: dict[str, str] = {}
        """Renderings stored since the documents were read."""
        self._lock = RLock()

    @classmethod
    def open(cls, config: Config, progress: Progress | None = None) -> Assistant:
        """Open the collection at ``config.home``; the index is brought up to date first.

        Raises StorageError when the home folder cannot be used, DocumentError for a catalogue that cannot be read.
        """
        make_folder(config.home)
        library = Library(config.home, seeds=config.seeds)
        documents = library.documents()
        glossary = read_glossary(resource("seeds", "glossary.yaml"), config.home / "glossary.yaml")
        passages = [p for d in documents for p in chunk(d)]
        index = open_index(config.home / "index", passages, _sentence_texts(documents), progress)
        frequencies, total = _frequencies(config.home / "index" / "frequencies.json", documents)
        return cls(config, library, documents, index, glossary, TermSpace(use, frequencies, total))

    def warm(self) -> None:
        """Make the networks and read the tables for which the first question would wait; a question asked meanwhile waits for the rest of it."""
        with self._lock:
            if self.documents:
                for read in (answering, supporting):
                    read(WARMING, [h.passage.text for h in self._hits(WARMING, 1)])
            self._named_in_full, self._persons  # noqa: B018 (made when first used)

    # asking

    def ask(self, question: Question) -> Reply:
        """The answer to a question: cited, verified, or a refusal that says why. Raises UsageError for no question at all."""
        return self.trace(question).reply

    def stream(self, question: Question) -> Iterator[Reply]:
        """Growing replies, each sentence verified before it is shown; the last one is complete."""
        for reply in (trace.reply for trace in self._traces(question)):
            if reply.engine == extractive.ENGINE and reply.outcome == "answered":
                for n in range(1, len(reply.claims)):
                    yield replace(reply, answer=_cut(reply, n), claims=reply.claims[:n])
            yield reply

    def trace(self, question: Question) -> Trace:
        """An answer with what each stage made of it."""
        *_, last = self._traces(question)
        return last

    def _traces(self, question: Question) -> Iterator[Trace]:
        """Growing answers, the last one complete. The embedded one is made first: it decides whether there is an answer, and stands in for a model."""
        started = time.perf_counter()
        text = _checked_question(question.text)
        language = question.language or detect(text)
        turn = self.chat.turn() if self.chat else None
        query = self._rewritten(text, question, turn) if turn else None

        def whole(trace: Trace, *notes: str) -> Trace:
            reply, usage = trace.reply, turn.usage if turn and turn.usage != Usage() else None
            return replace(trace, reply=replace(reply, seconds=time.perf_counter() - started, digest=digest, usage=usage, notes=(*reply.notes, *notes)))

        with self._lock:
            trace, digest, collection = self._answer(text, question, language, query), self._digest(question), self._collection_digest
        try:
            for grown in self._written(trace, language, turn, collection):
                yield whole(grown)
        except _Changed:
            with self._lock:
                trace, digest = self._answer(text, question, language, query), self._digest(question)
            yield whole(trace, "documents_changed")

    def _answer(self, text: str, question: Question, language: Language, query: Query | None = None) -> Trace:
        talk = small_talk(text)
        if talk == "instruction":
            return _untraced(self._refusal("out_of_domain", language, (), text=phrase("instruction", language)))
        if talk:
            titles = "、".join(f"「{title_of(d, 'ja')}」" for d in self.documents) if language == "ja" else "; ".join(title_of(d, "en") for d in self.documents)
            return _untraced(Reply(phrase(talk, language, titles=titles), language, "small_talk"))
        if not self.documents:
            return _untraced(self._refusal("not_in_documents", language, (), text=phrase("empty_collection", language)))
        query = query or make_query(text, question.history, self.glossary)
        about_texts = imprints(query, self.documents, self.glossary, language)
        if about_texts:
            return _untraced(self._of_imprints(about_texts, language))
        selection, retrieved = self._select(query)
        of_parts = [(part, self._select(part)[0]) for part in parts(query, self.glossary, self._usual)]
        reply, drafted = self._conclude(query, selection, language, of_parts)
        evidence = _with_parts(selection.evidence, [found.evidence for _, found in of_parts], drafted)
        return Trace(retrieved, tuple(e.key for e in evidence[:5]), drafted, selection.answerable, selection.features, reply, query, evidence)

    def _of_imprints(self, told: Sequence[Imprint], language: Language) -> Reply:
        """What documents say of themselves; a refusal where they say nothing of what is asked."""
        answer, claims, citations = as_told([(i.text, [(i.document, s) for s in i.spans]) for i in told], language)
        if not citations:
            return Reply(answer, language, "refused", reason="not_in_documents")
        return Reply(answer, language, "answered", citations, claims)

    def _select(self, query: Query) -> tuple[Selection, tuple[tuple[str, int], ...]]:
        """The evidence for a question, and all that was retrieved."""
        hits = self.index.search(query.text, PASSAGES, expansions=query.expansions)
        candidates = self.candidates(query, hits)
        selection = select(query, candidates, self.space, self._read, answering)
        if any(n.kind == "person" and n.sure and not self._persons & set(n.ids) for n in query.facts.names):
            selection = replace(selection, answerable=0.0)  # of whom no document names nothing is told
        return selection, tuple((c.document.doc, c.sentence.index) for c in candidates)

    def candidates(self, query: Query, hits: Sequence[Hit]) -> list[Candidate]:
        """The body sentences of the hits, each with its similarity to the query; orders planted for a program are no evidence."""
        rank: dict[tuple[str, int], int] = {}
        for position, hit in enumerate(hits, 1):
            for index in range(hit.passage.first, hit.passage.last + 1):
                rank.setdefault((hit.passage.doc, index), position)
        found = [(self._document(doc), self._document(doc).sentences[index], position) for (doc, index), position in rank.items()]
        found += self._of_named_authors(query, set(rank), len(hits) + 1)
        found = [f for f in found if f[1].kind == "body" and not gives_orders(f[1].text)]
        vectors = {"e5": e5_query(query.text), "use": use_query(query.text)}
        near = self._similarities(vectors, [(d, s) for d, s, _ in found])
        return [Candidate(d, s, position, similarity) for (d, s, position), similarity in zip(found, near, strict=True)]

    def _of_named_authors(self, query: Query, known: set[tuple[str, int]], position: int) -> list[tuple[Document, Sentence, int]]:
        """For a question about what someone says: the other sentences of the sections that person wrote."""
        if query.asked.kind not in {"compare", "opinion"}:
            return []
        out, named = [], query.voices
        for document in self.documents:
            for section in document.sections:
                if wrote(section, named):
                    inside = [s for s in document.sentences if s.kind == "body" and section.span.contains(s.span) and (document.doc, s.index) not in known]
                    out += [(document, s, position) for s in inside[:AUTHOR_SENTENCES]]
        return out

    def _similarities(self, vectors: Mapping[str, Any], sentences: Sequence[tuple[Document, Sentence]]) -> list[dict[str, float]]:
        ids = [(i, _sentence_id(d, s, lang)) for i, (d, s) in enumerate(sentences) for lang in _languages(s)]
        out: list[dict[str, float]] = [{} for _ in sentences]
        for model, vector in vectors.items():
            cosines = self.index.sentence_vectors(model, [identity for _, identity in ids]) @ vector if ids else []
            for (i, _), cosine in zip(ids, cosines, strict=True):
                out[i][model] = max(out[i].get(model, -1.0), round(float(cosine), 5))
        return out

    def _conclude(
        self, query: Query, selection: Selection, language: Language, of_parts: Sequence[tuple[Query, Selection]] = ()
    ) -> tuple[Reply, tuple[tuple[str, int], ...]]:
        thresholds = stored()["thresholds"]
        answered = [(part, found.evidence) for part, found in of_parts if found.answerable >= thresholds["answerable"] * PART_DOUBTED]
        if any(found.answerable >= thresholds["answerable"] for _, found in of_parts):
            draft = extractive.draft_of_parts(answered, self._documents, language)
            return self._verified(draft, query, language, ""), tuple(key for claim in draft.claims for key in claim.evidence)
        premise = contradicted_premise(query.alone, selection, self._read, self._documents) if selection.evidence else None
        if premise is None and selection.answerable < thresholds["answerable"]:
            inside = self._inside(query, selection)
            return self._refusal("not_in_documents" if inside else "out_of_domain", language, selection.evidence if inside else ()), ()
        evidence = premise or selection.evidence
        draft = extractive.draft(query, evidence, self._documents, language)
        reply = self._verified(draft, query, language, "premise_contradicted" if premise else "")
        return reply, tuple(key for claim in draft.claims for key in claim.evidence)

    def _verified(self, draft: Draft, query: Query, language: Language, reason: RefusalReason) -> Reply:
        verdicts = [self.verify(claim) for claim in draft.claims]
        supported = accepted(draft.claims, verdicts)
        if not supported:
            return self._refusal("not_in_documents", language, (), text=phrase("unsupported", language))
        return self._composed(supported, query, language, reason, draft.engine)

    def _composed(self, supported: Sequence[tuple[Claim, Verdict]], query: Query, language: Language, reason: RefusalReason, engine: str) -> Reply:
        labelled = query.asked.kind in {"compare", "opinion"} or query.asked.several or self._told_by_its_author(supported[0], query)
        sections = self._views(supported, language) if labelled else {}
        answer, claims, citations = compose_answer(supported, self._documents, language, sections=sections)
        citations = tuple(replace(c, rendering=c.rendering or self._made.get(c.quote)) for c in citations)
        notes: list[str] = []
        if engine == extractive.ENGINE and any(self._document(c.doc).language != language and c.rendering is None for c in citations):
            notes.append("no_rendering")
            answer = f"{phrase('no_rendering', language)}\n{answer}"
        lead = phrase(reason, language) if reason else phrase("stands", language) if query.pushback else ""
        if lead:
            answer = f"{lead}\n{answer}" if language == "ja" else f"{lead} {answer}"
        return Reply(answer, language, "answered", citations, claims, reason, engine, notes=tuple(notes))

    # asking on

    def follow_ups(self, question: Question, reply: Reply, limit: int = FOLLOW_UPS) -> tuple[str, ...]:
        """Questions to ask next. Each was asked here, of the embedded engine, and answered from what it was made of and not yet shown.

        Takes up to a second or two, in turns with other questions: for after the answer is shown. No chat model is asked.
        """
        if reply.outcome == "small_talk" or reply.reason == "out_of_domain" or not self.documents:
            return ()
        language = reply.language
        common = frozenset(i for i, n in self._mentions.items() if n > COMMON * sum(len(d.sentences) for d in self.documents))
        asked = {said.strip() for role, said in question.history if role == "user"} | {question.text.strip()}
        with self._lock:
            sources, spoken = self._near(question, reply)
        out: dict[str, Suggestion] = {}
        answers: set[frozenset[tuple[str, int]]] = {frozenset((c.doc, c.start) for c in reply.citations)}
        tried = 0
        for proposed in suggestions(sources, language, spoken, common):
            if len(out) == limit or tried == TRIED:
                break
            if proposed.question in asked or any(proposed.subject and proposed.subject == s.subject for s in out.values()):
                continue
            if sum(s.pattern == proposed.pattern for s in out.values()) >= SAME_PATTERN:
                continue
            tried += 1
            with self._lock:
                shown = self._shown_by(proposed, language)
            if shown and not any(shown <= other for other in answers):
                out[proposed.question] = proposed
                answers.add(shown)
        return tuple(out)

    def _near(self, question: Question, reply: Reply) -> tuple[list[Source], frozenset[str]]:
        """Sentences that were retrieved for an answer and not used, and those beside the ones that were; and the entities spoken of already."""
        shown = {(c.doc, s.index) for c in reply.citations for s in self._sentences_of(c)}
        beside = [(doc, i + step) for doc, i in sorted(shown) for step in (1, -1, 2, -2)]
        trace = self._answer(_checked_question(question.text), question, reply.language)
        sources = []
        for doc, index in dict.fromkeys([*beside, *(e.key for e in trace.evidence)]):
            sentences = self._document(doc).sentences if doc in self._documents else ()
            if (doc, index) in shown or not 0 <= index < len(sentences) or sentences[index].kind != "body":
                continue
            document, sentence = self._document(doc), sentences[index]
            text = sentence.text if sentence.language == reply.language else sentence.rendering
            if text and not gives_orders(sentence.text):
                facts = self._read(text, document)
                author = document.section_of(sentence.span).author.get(reply.language, "")
                sources.append(Source((doc, index), facts, tuple(self.glossary.find(facts.plain, terms=True)), author))
        return sources, analyse(question.text, self.glossary).ids | analyse(reply.answer, self.glossary).ids

    def _sentences_of(self, citation: Citation) -> list[Sentence]:
        document = self._documents.get(citation.doc)
        return [s for s in document.sentences if s.span.start == citation.start] if document else []

    def _shown_by(self, proposed: Suggestion, language: Language) -> frozenset[tuple[str, int]]:
        """Where the answer to a proposed question stands; empty where there is none, or none that shows what it has to."""
        again = make_query(proposed.question, (("user", proposed.question),), self.glossary)
        if again.follow_up or again.pushback:  # its answer would depend on what was said before
            return frozenset()
        reply = self._answer(proposed.question, Question(proposed.question, language), language).reply
        if reply.outcome != "answered" or reply.reason or reply.notes or not reply.claims:
            return frozenset()
        keys = frozenset((c.doc, s.index) for c in reply.citations for s in self._sentences_of(c))
        if proposed.pattern in {"why", "when"} and proposed.key not in keys:
            return frozenset()
        if proposed.subject and not all(proposed.subject in analyse(c.text, self.glossary).ids for c in reply.claims[:1]):
            return frozenset()
        if not set(proposed.authors) <= {c.author for c in reply.citations}:
            return frozenset()
        return frozenset((c.doc, c.start) for c in reply.citations)

    @cached_property
    def _mentions(self) -> Counter[str]:
        """In how many sentences of the collection each entity or term is named."""
        return Counter(i for d in self.documents for s in d.sentences for i in {i for n in self.glossary.find(s.text, terms=True) for i in n.ids})

    @cached_property
    def _named_in_full(self) -> dict[str, frozenset[str]]:
        """By document, the persons that it names by a form that is theirs alone."""
        return {d.doc: frozenset(i for n in self._persons_in(d) if n.sure for i in n.ids) for d in self.documents}

    @cached_property
    def _usual(self) -> tuple[str, ...]:
        """The two countries and the two persons that the documents name most: who 「両国」 and "the two leaders" are."""
        named = sorted(self._mentions.items(), key=lambda entry: (-entry[1], entry[0]))
        return tuple(i for kind in ("country", "person") for i in [i for i, _ in named if self.glossary.kind(i) == kind][:2])

    @cached_property
    def _persons(self) -> frozenset[str]:
        """The persons that some document names, in full or not."""
        named = ((set(n.ids), self._named_in_full[d.doc]) for d in self.documents for n in self._persons_in(d))
        return frozenset(i for ids, full in named for i in (ids & full or ids))

    def _persons_in(self, document: Document) -> list[Name]:
        texts = [t for s in document.sentences for t in (s.text, s.rendering) if t]
        texts += [*document.title.values(), *(t for s in document.sections for t in s.author.values())]
        return [n for t in texts for n in self.glossary.find(t) if n.kind == "person"]

    # writing with a chat model

    def _rewritten(self, text: str, question: Question, turn: Turn) -> Query | None:
        """A follow-up as the model makes it stand alone; None where it needs no model, or where what the model says is not admitted."""
        if not question.history or small_talk(text) or not self.documents:
            return None
        query = make_query(text, question.history, self.glossary)
        if not query.joined:
            return None
        try:
            with turn.part():
                told = rewrite(turn, text, question.history, detect(text))
        except ModelError:
            return None
        return admit(told, query, question.history, self.glossary)

    def _written(self, embedded: Trace, language: Language, turn: Turn | None, collection: str) -> Iterator[Trace]:
        """The answer as the configured model writes it, growing by verified sentences; the embedded one where none comes or none holds.

        Raises _Changed when the documents are no longer those of ``collection``.
        """
        query = embedded.query
        if turn is None or query is None or embedded.reply.outcome != "answered":
            yield embedded
            return
        passed: list[tuple[Claim, Verdict]] = []
        with self._unchanged(collection):
            numbered = number(embedded.evidence, self._documents, language, self.config.context_tokens)
        messages = ask_messages(query.text, numbered, language)

        def hold(sentence: str) -> tuple[Claim, Verdict]:
            with self._unchanged(collection):
                return self.hold(sentence, numbered, language)

        def repair(failed: Sequence[tuple[Claim, Verdict]]) -> Messages:
            told = [(claim.text, " ".join(verdict_wording.reasons(verdict, (), language)) or str(verdict.label)) for claim, verdict in failed]
            return repair_messages(messages, told, language)

        bearing, note = _bearing(embedded), "model_rejected"
        most = FACT_SENTENCES if query.asked.kind in {"number", "date", "who", "where", "yes_no"} else MAX_SENTENCES
        try:
            for claim, verdict in write(turn, messages, repair, hold, most):
                if not bearing.intersection((verdict.evidence or claim.evidence)[:1]):  # true, but of something else
                    continue
                passed.append((claim, verdict))
                with self._unchanged(collection):
                    reply = self._composed(passed, query, language, embedded.reply.reason, self.config.model)
                yield replace(embedded, reply=reply)
        except ModelError:
            passed, note = [], "model_unavailable"
        with self._unchanged(collection):
            answered = self._holds_what_is_asked(query, [(c.text, v.evidence or c.evidence) for c, v in passed], embedded)
        if not answered:
            reply = self._in_renderings(embedded.reply, query, language, turn, collection) if note == "model_rejected" else embedded.reply
            yield replace(embedded, reply=replace(reply, notes=(*reply.notes, note)))
            return
        notes = (*(["claims_dropped"] if turn.dropped else []), *(["truncated"] if turn.cut else []))
        with self._unchanged(collection):
            reply = self._composed(passed, query, language, embedded.reply.reason, self.config.model)
        citations = self._rendered(reply.citations, language, turn, collection)
        keys = tuple(k for claim, verdict in passed for k in (verdict.evidence or claim.evidence))
        yield replace(embedded, drafted=keys, reply=replace(reply, citations=citations, notes=(*reply.notes, *notes)))

    def _holds_what_is_asked(self, query: Query, said: Sequence[tuple[str, Sequence[tuple[str, int]]]], embedded: Trace) -> bool:
        """Whether sentences hold the figure, date, person or place asked for, about as well as the embedded answer does."""

        def best(claims: Sequence[tuple[str, Sequence[tuple[str, int]]]]) -> float:
            return max((self._satisfies(query, text, keys[0]) for text, keys in claims if keys), default=0.0)

        own = best([(claim.text, claim.verdict.evidence) for claim in embedded.reply.claims])
        return bool(said) and best(said) >= own / 2

    def _satisfies(self, query: Query, text: str, key: tuple[str, int]) -> float:
        document = self._document(key[0])
        return satisfies(query, [self._read(text, document)], document.section_of(document.sentences[key[1]].span), self.space)

    @contextmanager
    def _unchanged(self, collection: str) -> Iterator[None]:
        """Hold the documents as they are. Raises _Changed where they are no longer those of ``collection``."""
        with self._lock:
            if self._collection_digest != collection:
                raise _Changed
            yield

    def hold(self, sentence: str, numbered: Numbered, language: Language) -> tuple[Claim, Verdict]:
        """A model's sentence as a claim, with the gate's verdict: against the evidence it names, or all of it where it names none."""
        plain, numbers = marks_of(sentence)
        named = tuple(dict.fromkeys(numbered.keys[n - 1] for n in numbers if 1 <= n <= len(numbered.keys)))
        claim = Claim(plain, named or numbered.keys)
        form = check_form(sentence, language, numbered.sources)
        if form.state is State.CONFLICTS:
            return claim, Verdict(Label.NOT_FOUND, (Reason(form.name, form.claim),))
        return claim, judge_written(analyse(plain, self.glossary), self._witnesses(plain, claim.evidence), self.space, self.glossary)

    def render_missing(self, doc: str, progress: Progress | None = None) -> int:
        """Have the model render every sentence of a document that has no rendering; how many passed the gates and were kept.

        They are stored in ``home/translations.tmx``, each as it is made. Raises UsageError without a model or for an unknown document, ModelError
        when it does not answer, DocumentError for a translation memory that is no TMX.
        """
        if self.chat is None:
            raise UsageError("There is no chat model to render with. Name one with --model; see docs/models.md.")
        document = self._documents.get(doc)
        if document is None:
            raise UsageError(f"There is no document “{doc}”. `assistant documents list` names them all.")
        missing = [s for s in document.sentences if s.kind == "body" and s.rendering is None]
        made = 0
        try:
            for n, sentence in enumerate(missing, 1):
                made += self._render(sentence, document, self.chat.turn()) is not None
                if progress:
                    progress("render", n, len(missing))
                if self._documents.get(doc) != document:  # removed or changed meanwhile: what is left to render is another matter
                    break
        finally:
            if made:
                with self._lock:
                    self._reopen(None)
        return made

    def _in_renderings(self, reply: Reply, query: Query, language: Language, turn: Turn, collection: str) -> Reply:
        """An embedded answer that had to show originals, in renderings that the model makes of them."""
        if "no_rendering" not in reply.notes:
            return reply
        self._rendered(reply.citations, language, turn, collection)
        with self._unchanged(collection):
            pairs = [(Claim(self._made.get(c.text, c.text), c.verdict.evidence), c.verdict) for c in reply.claims]
            return self._composed(pairs, query, language, reply.reason, reply.engine)

    def _rendered(self, citations: tuple[Citation, ...], language: Language, turn: Turn, collection: str) -> tuple[Citation, ...]:
        """Citations with renderings made where there are none, a few an answer; the index learns of them when it is opened next."""
        out, made = [], 0
        for citation in citations:
            with self._unchanged(collection):
                document = self._document(citation.doc)
            sentence = next((s for s in document.sentences if s.span.start == citation.start), None)
            if sentence and sentence.language != language and citation.rendering is None and made < RENDERED:
                made += 1
                try:
                    citation = replace(citation, rendering=self._render(sentence, document, turn))
                except ModelError:
                    made = RENDERED
            out.append(citation)
        return tuple(out)

    def _render(self, sentence: Sentence, document: Document, turn: Turn) -> str | None:
        """A rendering by the model that keeps the figures, dates and names of both sides, stored; None if it does not."""
        if sentence.text in self._made:
            return self._made[sentence.text]
        target: Language = "en" if sentence.language == "ja" else "ja"
        names = [(n.text, *self.glossary.translations(n.ids[:1], target, 1)) for n in self.glossary.find(sentence.text)]
        text = render(turn, sentence.text, target, [(n[0], n[1]) for n in names if len(n) > 1])
        with self._lock:
            source, made = self._read(sentence.text, document), self._read(text, document)
            pairs = ((source, made), (made, source))
            checks = [c for a, b in pairs for c in (check_numbers(a, [b]), check_dates(a, [b], []), check_names(a, [b], [], self.glossary))]
            if not text or not all(c.fine for c in checks) or check_form(text, target, [sentence.text]).state is State.CONFLICTS:
                return None
            pair = (sentence.text, text) if sentence.language == "ja" else (text, sentence.text)
            append_tmx(self.config.home / "translations.tmx", [(*pair, {"doc": document.doc, "by": self.config.model})])
            self._made[sentence.text] = text
        return text

    def _told_by_its_author(self, told: tuple[Claim, Verdict], query: Query) -> bool:
        """Whether it is asked who says something, and the answer is whose text a sentence stands in, that gives no source itself."""
        claim, verdict = told
        doc, index = (verdict.evidence or claim.evidence)[0]
        document = self._document(doc)
        return query.asks_who_says and not self._read(document.sentences[index].text, document).modality.attributed

    def _views(self, supported: Sequence[tuple[Claim, Verdict]], language: Language) -> dict[int, str]:
        """A label for each claim where more than one author speaks, or a named author alone."""
        labels = {}
        for position, (claim, verdict) in enumerate(supported):
            doc, index = (verdict.evidence or claim.evidence)[0]
            document = self._document(doc)
            section = document.section_of(document.sentences[index].span)
            author = author_of(section, language)
            date = f", {section.date}" if section.date else ""
            if author:
                title = marked(title_of(document, language), language)
                labels[position] = phrase("views_of", language, author=marked(author, language), title=title, date=date)
            else:
                labels[position] = f"「{title_of(document, 'ja')}」" if language == "ja" else f"“{title_of(document, 'en')}”"
        return labels

    def _refusal(self, reason: RefusalReason, language: Language, evidence: Sequence[Evidence], text: str = "") -> Reply:
        keys = [e.key for e in evidence[:NEAREST]]
        citations = cite(keys, self._documents, language)
        answer = text or phrase(reason, language)
        if citations:
            answer += (
                ("" if language == "ja" else " ") + phrase("nearest", language) + ("" if language == "ja" else " ") + "".join(f"[{c.n}]" for c in citations)
            )
        return Reply(answer, language, "refused", citations, (), reason)

    def _inside(self, query: Query, selection: Selection) -> bool:
        """Whether an unanswerable question is about what the documents deal with: it names what they are about, half of its words are their
        terms, or some sentence comes near it."""
        facts = query.facts
        subject = frozenset().union(*self._subjects.values())
        named = bool(facts.name_ids & subject) or any(wrote(section, persons(facts)) for document in self.documents for section in document.sections)
        terms = [t for t in facts.terms if facts.term_ids.get(t.key, frozenset()) & subject]
        covered = max((e.features["cover_near"] for e in selection.evidence[:5]), default=0.0)
        alike = max((e.features["use"] for e in selection.evidence), default=0.0)
        return named or 0 < len(facts.terms) <= 2 * len(terms) or covered >= COVERED or alike >= ALIKE

    @cached_property
    def _subjects(self) -> dict[str, frozenset[str]]:
        """Entities and terms that a document names at least three times: what it is about."""
        out = {}
        for document in self.documents:
            counts: dict[str, int] = {}
            for sentence in document.sentences:
                for name in self.glossary.find(sentence.text, terms=True):
                    for identity in name.ids:
                        counts[identity] = counts.get(identity, 0) + 1
            out[document.doc] = frozenset(i for i, n in counts.items() if n >= 3)
        return out

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
        started = time.perf_counter()
        if length not in summarizing.LENGTHS:
            raise UsageError(f"There is no length “{length}”. Choose one of {', '.join(summarizing.LENGTHS)}.")
        with self._lock:
            unknown = [doc for doc in documents if doc not in self._documents]
            if unknown:
                raise UsageError(f"There is no document “{unknown[0]}”. `assistant documents list` names them all.")
            named = [self._document(doc) for doc in dict.fromkeys(documents)] or list(self.documents)
            about = _checked_question(topic) if topic else ""
            language = language or (detect(about) if about else named[0].language if named else "en")
            task = self._summary_task(named, about, language, length)
        made_of = [self._collection_digest, "summary", [d.doc for d in named], about, language, length, self.config.model, stored()["version"]]
        digest = hashlib.sha256(json.dumps(made_of, ensure_ascii=False).encode()).hexdigest()[:16]
        for reply in [task] if isinstance(task, Reply) else self._summarized(task, progress, stop):
            notes = (*reply.notes, "stopped") if stop and stop() else reply.notes
            yield replace(reply, seconds=time.perf_counter() - started, digest=digest, notes=notes)

    def _summary_task(self, named: Sequence[Document], topic: str, language: Language, length: str) -> SummaryTask | Reply:
        """What is to be summarized, or the refusal that says why nothing can be."""
        if not named:
            return self._refusal("not_in_documents", language, (), text=phrase("empty_collection", language))
        parts = summarizing.in_order_of_date([p for d in named for p in summarizing.parts_of(d)])
        if not parts:
            return self._refusal("not_in_documents", language, (), text=phrase("nothing_to_summarize", language))
        if not topic:
            return SummaryTask(tuple(parts), language, length)
        query, selection = self._on_topic(topic, {d.doc for d in named})
        if summarizing.treats(selection.evidence, selection.answerable) and self._names_known(query):
            relevance = summarizing.bearing(selection.evidence)
            return SummaryTask(tuple(p for p in parts if any(p.key(s) in relevance for s in p.sentences)), language, length, topic, relevance)
        inside = self._inside(query, selection)
        text = phrase("topic_not_treated", language) if inside else ""
        return self._refusal("not_in_documents" if inside else "out_of_domain", language, selection.evidence if inside else (), text=text)

    def _summarized(self, task: SummaryTask, progress: Progress | None, stop: Callable[[], bool] | None) -> Iterator[Reply]:
        room = summarizing.room_of(task.length, len(task.parts))
        choices = summarizing.choices(task.parts, self._unit_vectors, _concepts, room, relevance=task.relevance, progress=progress, stop=stop)
        collection = self._collection_digest
        reply = None
        while True:
            with self._summary_lock(collection):
                chosen = next(choices, None)
                if chosen is None:
                    break
                reply = self._composed_summary(task, chosen)
            yield reply
        if self.chat and reply and reply.outcome == "answered" and not (stop and stop()):
            yield from self._summary_by_model(task, reply, progress, stop)

    def _summary_by_model(self, task: SummaryTask, embedded: Reply, progress: Progress | None, stop: Callable[[], bool] | None) -> Iterator[Reply]:
        """The summary as the configured model writes it, from notes on its parts; the embedded one, with a note, where none comes or none holds.

        What grows are the notes, then the whole; each sentence is verified before it is shown.
        """
        collection, language, budget = self._collection_digest, task.language, self.config.context_tokens
        with self._summary_lock(collection):
            sentences = self._to_be_read(task, budget)
        read = portions(sentences, language, budget)
        title = task.topic or "; ".join(dict.fromkeys(title_of(p.document, language) for p in task.parts))
        passed: list[tuple[Claim, Verdict]] = []
        usage, notes = Usage(), set[str]()

        def written(numbered: Numbered, messages: Messages) -> Iterator[tuple[Claim, Verdict]]:
            def hold(sentence: str) -> tuple[Claim, Verdict]:
                with self._summary_lock(collection):
                    return self.hold(sentence, numbered, language)

            def repair(failed: Sequence[tuple[Claim, Verdict]]) -> Messages:
                told = [(claim.text, " ".join(verdict_wording.reasons(verdict, (), language)) or str(verdict.label)) for claim, verdict in failed]
                return repair_messages(messages, told, language)

            nonlocal usage
            turn = self.chat.turn() if self.chat else None
            try:
                yield from write(turn, messages, repair, hold, SENTENCES[task.length]) if turn else ()
            finally:
                if turn:
                    usage += turn.usage
                    notes.update(["claims_dropped"] * bool(turn.dropped) + ["truncated"] * turn.cut)

        def composed() -> Reply:
            with self._summary_lock(collection):
                return replace(self._composed_written(task, passed), usage=usage)

        try:
            for n, numbered in enumerate(read, 1):
                if n > 1 and stop and stop():
                    break
                whole = whole_messages(numbered, title, language, task.length)
                for said in written(numbered, whole if len(read) == 1 else part_messages(numbered, title, language, task.length, len(read))):
                    passed.append(said)
                    yield composed()
                    if stop and stop():
                        break
                if progress:
                    progress("writing", n, len(read) + (len(read) > 1))
            if passed and len(read) > 1 and not (stop and stop()):
                noted = [k for claim, verdict in passed for k in (verdict.evidence or claim.evidence)]
                numbered = portions(within(sentences, noted, language, budget), language, budget)[0]
                final = list(written(numbered, whole_messages(numbered, title, language, task.length)))
                passed = final or passed[: SENTENCES[task.length]]
                if progress:
                    progress("writing", len(read) + 1, len(read) + 1)
        except ModelError:
            yield replace(embedded, usage=usage, notes=(*embedded.notes, "model_unavailable"))
            return
        if not passed:
            yield replace(embedded, usage=usage, notes=(*embedded.notes, "model_rejected"))
            return
        yield replace(composed(), notes=tuple(sorted(notes)))

    def _to_be_read(self, task: SummaryTask, budget_tokens: int) -> list[summarizing.Chosen]:
        """The sentences that a model reads: all that bear on the task, or the most telling ones where they are too many."""
        every = [summarizing.Chosen(p, s) for p in task.parts for s in p.sentences if task.relevance is None or p.key(s) in task.relevance]
        room = MOST_PORTIONS * budget_tokens
        if sum(tokens(c, task.language) for c in every) <= room:
            return every
        taken = summarizing.Room(room / TOKENS_OF_PARAGRAPH, summarizing.size)
        return summarizing.choose(task.parts, self._unit_vectors, _concepts, taken, relevance=task.relevance)

    def _composed_written(self, task: SummaryTask, passed: Sequence[tuple[Claim, Verdict]]) -> Reply:
        """Sentences of a model that passed, under the line that says whose texts they rest on."""
        language = task.language
        answer, claims, citations = compose_answer(passed, self._documents, language)
        cited = {(c.doc, c.start) for c in citations}
        parts = [p for p in task.parts if any((p.document.doc, s.span.start) in cited for s in p.sentences)]
        lead = heading.lead(parts or task.parts, language, task.topic)
        return Reply(f"{lead}\n\n{answer}", language, "answered", citations, claims, "", self.config.model)

    @contextmanager
    def _summary_lock(self, collection: str) -> Iterator[None]:
        """Hold the documents as they are. Raises UsageError where they are no longer those the summary was begun with."""
        with self._lock:
            if self._collection_digest != collection:
                raise UsageError("The documents changed while the summary was being made. Ask again.")
            yield

    def _composed_summary(self, task: SummaryTask, chosen: Sequence[summarizing.Chosen]) -> Reply:
        """The chosen sentences, verified, under the line that says whose texts they are."""
        language = task.language
        draft = heading.draft(chosen, language, task.topic)
        verdicts = [self.verify(claim) for claim in draft.claims]
        supported = accepted(draft.claims, verdicts)
        kept = [c for c, v in zip(chosen, verdicts, strict=True) if v.label is Label.SUPPORTED]
        if not kept:
            return self._refusal("not_in_documents", language, (), text=phrase("unsupported" if chosen else "nothing_to_summarize", language))
        heads = heading.labels(kept, language, task.length)
        answer, claims, citations = compose_answer(supported, self._documents, language, sections=heads)
        if task.length == "long":
            answer = heading.paragraphs(answer, [sentence_text(c.text, language) for c in claims], kept, heads)
        if task.length != "short":
            pairs = heading.same_points(kept, self._unit_vectors, _concepts)
            answer = "\n\n".join(t for t in (answer, heading.comparison(pairs, kept, [c.citations for c in claims], language)) if t)
        missing = any(self._document(c.doc).language != language and c.rendering is None for c in citations)
        lead = f"{draft.intro}\n\n" + (f"{phrase('no_rendering', language)}\n" if missing else "")
        return Reply(lead + answer, language, "answered", citations, claims, "", draft.engine, notes=("no_rendering",) if missing else ())

    def _names_known(self, query: Query) -> bool:
        """Whether every person, agreement or weapon that a topic names is named in the documents, and not only what could be short for it."""
        return all(n.ids[0] in self._named for n in query.facts.names if n.kind in NAMED_KINDS)

    @cached_property
    def _named(self) -> frozenset[str]:
        """Entities that the documents name; where a form may stand for several, the first."""
        texts = (t for d in self.documents for s in d.sentences for t in (s.text, s.rendering) if t)
        return frozenset(n.ids[0] for t in texts for n in self.glossary.find(t))

    def _on_topic(self, topic: str, docs: Collection[str]) -> tuple[Query, Selection]:
        """The sentences of these documents that bear on a topic, best first."""
        query = make_query(topic, (), self.glossary)
        hits = [h for h in self.index.search(query.text, TOPIC_DEPTH, expansions=query.expansions) if h.passage.doc in docs][:TOPIC_PASSAGES]
        return query, select(query, self.candidates(query, hits), self.space, self._read, None)

    def _unit_vectors(self, document: Document, sentences: Sequence[Sentence]) -> Any:
        """(n, 512) unit vectors of sentences, the mean of original and rendering: the same whichever is read."""
        ids = [(i, _sentence_id(document, s, lang)) for i, s in enumerate(sentences) for lang in _languages(s)]
        rows = self.index.sentence_vectors("use", [identity for _, identity in ids])
        out = np.zeros((len(sentences), rows.shape[1]), np.float32)
        np.add.at(out, [i for i, _ in ids], rows)
        return out / np.maximum(np.linalg.norm(out, axis=1, keepdims=True), 1e-6)

    # verifying

    def verify(self, claim: Claim) -> Verdict:
        """Hold a draft's claim against the evidence it names."""
        facts = analyse(claim.text, self.glossary)
        return judge(facts, self._witnesses(claim.text, claim.evidence), self.space, self.glossary, supporting)

    def check_claim(self, claim: str) -> Checked:
        """Whether the documents support, contradict or do not mention a claim."""
        text = _checked_question(claim)
        return self._check(text, Span(0, len(claim)))

    def check(self, text: str) -> list[Checked]:
        """A whole draft, sentence by sentence; spans count characters of ``text``."""
        if not clean(text).strip():
            raise UsageError("There is nothing to check. Give a text of at least one sentence.")
        return [self._check(span.of(text)[:MAX_QUESTION_CHARS], span) for span in claims_in(text)]

    def _check(self, sentence: str, span: Span) -> Checked:
        plain, _ = marks_of(sentence)
        language = detect(plain)
        if not plain or not self.documents:
            return Checked(sentence, span, Verdict(Label.NOT_FOUND), (), ())
        with self._lock:
            verdict = judge(analyse(plain, self.glossary), self.witnesses_of(plain), self.space, self.glossary, supporting)
        citations = cite(verdict.evidence, self._documents, language) if verdict.label is not Label.NOT_FOUND or verdict.support > 0.2 else ()
        return Checked(sentence, span, verdict, citations, verdict_wording.reasons(verdict, citations, language))

    def witnesses_of(self, claim: str) -> list[Witness]:
        """The sentences of the collection that a free claim is held against, the most similar first."""
        keys = [
            (h.passage.doc, i)
            for h in self._hits(claim, PASSAGES)
            for i in range(h.passage.first, h.passage.last + 1)
            if self._document(h.passage.doc).sentences[i].kind == "body"
        ]
        return self._witnesses(claim, keys, WITNESSES)

    def _witnesses(self, claim: str, keys: Sequence[tuple[str, int]], limit: int | None = None) -> list[Witness]:
        """Source sentences as the gate sees them, the most similar first when there are more than ``limit``."""
        places = [(self._document(doc), self._document(doc).sentences[index]) for doc, index in dict.fromkeys(keys)]
        if not places:
            return []
        told = [tuple(self._read(t, document) for t in (sentence.text, sentence.rendering) if t) for document, sentence in places]
        facts = analyse(claim, self.glossary)
        order = [i for i, forms in enumerate(told) if repeats(facts, forms)]
        near: Sequence[Mapping[str, float]] = [{}] * len(places)
        if not order:  # what repeats its source needs no likeness
            near = self._similarities({"e5": e5_query(claim), "use": use_query(claim)}, places)
            order = sorted(range(len(places)), key=lambda i: (-(near[i].get("e5", 0) + near[i].get("use", 0)), i))[:limit]
        out = []
        for i in order:
            (document, sentence), forms = places[i], told[i]
            section = document.section_of(sentence.span)
            written_by = " ".join(section.author.values())
            author = self._read(written_by, document) if written_by else None
            around, key = tuple(self._around(document, sentence)), (document.doc, sentence.index)
            out.append(Witness(key, forms, around, near[i].get("e5", 0.0), near[i].get("use", 0.0), author, author_of(section, sentence.language)))
        return out

    def _around(self, document: Document, sentence: Sentence) -> list[Facts]:
        """Title and author, and the sentences around: where a reader looks for what a sentence leaves unsaid."""
        section = document.section_of(sentence.span)
        texts = [" ".join([*document.title.values(), *section.author.values(), *document.publisher.values(), section.date])]
        for other in document.sentences[max(sentence.index - 3, 0) : sentence.index + 2]:
            if other.index != sentence.index and section.span.contains(other.span):
                texts += [t for t in (other.text, other.rendering) if t]
        return [self._read(t, document) for t in texts]

    # the rest

    def search(self, query: str, k: int = 10) -> list[Hit]:
        """Passages for a query, best first."""
        text = _checked_question(query)
        with self._lock:
            return self._hits(text, k)

    def _hits(self, text: str, k: int) -> list[Hit]:
        facts = analyse(text, self.glossary)
        return self.index.search(text, k, expansions=self.glossary.other_names(facts.plain, facts.language))

    def add(self, paths: Sequence[Path], progress: Progress | None = None) -> list[Change]:
        """Add files and folders to the collection and index them; one Change a file, failures told, nothing lost."""
        with self._lock:
            changes = list(self.library.add(paths))
            if any(c.what == "added" for c in changes):
                self._reopen(progress)
            return changes

    def remove(self, doc: str) -> Change:
        with self._lock:
            change = self.library.remove(doc)
            if change.what == "removed":
                self._reopen(None)
            return change

    def restore(self, doc: str) -> Change:
        """Undo the removal of a document."""
        with self._lock:
            change = self.library.restore(doc)
            if change.what == "added":
                self._reopen(None)
            return change

    def rebuild(self, progress: Progress | None = None) -> None:
        """Make the index anew from the documents."""
        with self._lock:
            self.index.store.clear()
            self._reopen(progress)

    def _reopen(self, progress: Progress | None) -> None:
        fresh = Assistant.open(self.config, progress)
        self._made.clear()
        self.documents, self.index, self.space, self.glossary = fresh.documents, fresh.index, fresh.space, fresh.glossary
        for name in ("_documents", "_subjects", "_mentions", "_usual", "_named_in_full", "_persons", "_named", "_collection_digest"):
            self.__dict__.pop(name, None)

    def status(self) -> dict[str, Any]:
        """What is open: engine, model, counts."""
        sentences = [s for d in self.documents for s in d.sentences if s.kind == "body"]
        return {
            "engine": "chat model" if self.config.model else "embedded",
            "model": self.config.model or None,
            "model_problem": self.chat.problem if self.chat else "",
            "documents": len(self.documents),
            "sentences": len(sentences),
            "renderings": sum(s.rendering is not None for s in sentences),
            "passages": len(self.index.passages),
            "problems": list(self.library.problems),
        }

    def close(self) -> None:
        self.index.store.close()

    @cached_property
    def _documents(self) -> dict[str, Document]:
        return {d.doc: d for d in self.documents}

    def _document(self, doc: str) -> Document:
        return self._documents[doc]

    def _read(self, text: str, document: Document) -> Facts:
        return analyse(text, self.glossary, _reference(document), self._named_in_full.get(document.doc, frozenset()))

    @cached_property
    def _collection_digest(self) -> str:
        return hashlib.sha256("".join(d.digest for d in self.documents).encode()).hexdigest()

    def _digest(self, question: Question) -> str:
        made_of = [self._collection_digest, question.text, question.language, question.history, self.config.model, stored()["version"]]
        return hashlib.sha256(json.dumps(made_of, ensure_ascii=False).encode()).hexdigest()[:16]


def open_assistant(config: Config, progress: Progress | None = None) -> Assistant:
    return Assistant.open(config, progress)


def _bearing(embedded: Trace) -> set[tuple[str, int]]:
    """Evidence that bears on the question: what the embedded engine draws on, and what comes near it."""
    best = embedded.evidence[0].score if embedded.evidence else 0.0
    return {*embedded.drafted, *(e.key for e in embedded.evidence if e.score >= BEARS * best)}


def _with_parts(whole: tuple[Evidence, ...], of_parts: Sequence[Sequence[Evidence]], drafted: Collection[tuple[str, int]]) -> tuple[Evidence, ...]:
    """What was found for a question, what its parts were answered with before the rest: a chat model is shown all sides, too."""
    told = {e.key: e for evidence in of_parts for e in evidence if e.key in drafted}
    return (*told.values(), *(e for e in whole if e.key not in told))


def _untraced(reply: Reply) -> Trace:
    return Trace((), (), (), 0.0, {}, reply)


def _checked_question(text: str) -> str:
    plain = clean(text).strip()
    if not plain:
        raise UsageError("The question is empty. Type a question in Japanese or English.")
    if len(plain) > MAX_QUESTION_CHARS:
        raise UsageError(
            f"The question has {len(plain):,} characters; {MAX_QUESTION_CHARS:,} are the most. Shorten it, or add a long text with `assistant documents add`."
        )
    if not any(c.isalnum() for c in plain):
        raise UsageError("The question holds no word. Type a question in Japanese or English.")
    return plain


def _cut(reply: Reply, n: int) -> str:
    """The answer up to its n-th claim: the text before the next claim begins."""
    at = 0
    for claim in reply.claims[: n + 1]:
        found = reply.answer.find(claim.text[:20], at)
        if claim is reply.claims[n]:
            return reply.answer[: found if found > 0 else len(reply.answer)].rstrip("「“ ")
        at = max(found, at) + 1
    return reply.answer


def _concepts(sentence: Sentence) -> frozenset[str]:
    """The content words of a sentence and of its rendering."""
    return frozenset(term.key for text in (sentence.text, sentence.rendering) if text for term in content_terms(text))


def _languages(sentence: Sentence) -> tuple[Language, ...]:
    other: Language = "en" if sentence.language == "ja" else "ja"
    return (sentence.language, other) if sentence.rendering else (sentence.language,)


def _sentence_id(document: Document, sentence: Sentence, language: Language) -> str:
    return f"{document.digest[:16]}:{sentence.index}:{language}"


def _sentence_texts(documents: Sequence[Document]) -> dict[str, str]:
    out: dict[str, str] = {}
    for document in documents:
        for sentence in document.sentences:
            if sentence.kind == "body":
                for language in _languages(sentence):
                    out[_sentence_id(document, sentence, language)] = sentence.text if language == sentence.language else sentence.rendering or ""
    return out


def _reference(document: Document) -> dt.date | None:
    """The date against which a document's 昨年 is read: its own, where it is known."""
    for section in document.sections:
        if section.date:
            try:
                return dt.date.fromisoformat(section.date)
            except ValueError:
                continue
    return None


def _frequencies(file: Path, documents: Sequence[Document]) -> tuple[dict[str, int], int]:
    """In how many sentences each content word occurs, remembered by document."""
    try:
        kept = json.loads(file.read_text("utf-8"))
    except (OSError, ValueError):
        kept = {}
    fresh: dict[str, Any] = {}
    for document in documents:
        entry = kept.get(document.digest) if isinstance(kept, dict) else None
        if not isinstance(entry, dict):
            counts: dict[str, int] = {}
            texts = [t for s in document.sentences if s.kind == "body" for t in (s.text, s.rendering) if t]
            for text in texts:
                for term in content_terms(text):
                    counts[term.key] = counts.get(term.key, 0) + 1
            entry = {"n": sum(s.kind == "body" for s in document.sentences), "df": counts}
        fresh[document.digest] = entry
    if fresh.keys() != (kept.keys() if isinstance(kept, dict) else set()):
        write_file(file, json.dumps(fresh, ensure_ascii=False).encode())
    total = sum(e["n"] for e in fresh.values())
    merged: dict[str, int] = {}
    for entry in fresh.values():
        for key, n in entry["df"].items():
            merged[key] = merged.get(key, 0) + n
    return merged, total


__all__ = ["Assistant", "Citation", "Passage", "Trace", "open_assistant"]
