"""What passed the gate → what the reader gets: an answer under its labels and notes, or a refusal with what comes nearest."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from assistant.answering import extractive
from assistant.answering.authors import persons, wrote
from assistant.answering.chat import repair_messages
from assistant.answering.evidence import VIEWS, Selection
from assistant.answering.imprint import Imprint
from assistant.answering.phrases import phrase
from assistant.answering.understanding import Query
from assistant.pipeline.collection import Collection, Key
from assistant.prompts import Messages
from assistant.text.language import marked
from assistant.text.telling import author_of
from assistant.values import Claim, Evidence, Language, RefusalReason, Reply, Verdict
from assistant.verification import wording as verdict_wording
from assistant.verification.conclude import as_told, cite, compose_answer, title_of

NEAREST = 2
"""Passages that a refusal names."""
COVERED, ALIKE = 0.75, 0.5
"""Cover of a question's words and likeness (USE) from which it is about what the documents deal with."""


def composed(
    collection: Collection, supported: Sequence[tuple[Claim, Verdict]], query: Query, language: Language, reason: RefusalReason, engine: str
) -> Reply:
    """Claims that passed as an answer with its citations; by author where views are asked for, under a line where a premise is wrong."""
    labelled = query.asked.kind in VIEWS or query.asked.several or _told_by_its_author(collection, supported[0], query)
    labelled = labelled or any(_leans_on_its_date(collection, told) for told in supported)
    sections = _views(collection, supported, language) if labelled else {}
    embedded = engine == extractive.ENGINE
    before_foreign = phrase("no_rendering", language) if embedded else ""
    answer, claims, citations = compose_answer(supported, collection.by_name, language, sections=sections, before_foreign=before_foreign)
    citations = tuple(replace(c, rendering=c.rendering or collection.made.get(c.quote)) for c in citations)
    notes: list[str] = []
    if embedded and any(collection.document(c.doc).language != language and c.rendering is None for c in citations):
        notes.append("no_rendering")
    lead = phrase(reason, language) if reason else phrase("stands", language) if query.pushback else ""
    if lead:
        answer = f"{lead}\n{answer}" if language == "ja" else f"{lead} {answer}"
    return Reply(answer, language, "answered", citations, claims, reason, engine, notes=tuple(notes))


def rests_on(claim: Claim, verdict: Verdict) -> tuple[Key, ...]:
    """The sentences that bear a claim out; those it names where the verdict names none."""
    return tuple(verdict.evidence or claim.evidence)


def _told_by_its_author(collection: Collection, told: tuple[Claim, Verdict], query: Query) -> bool:
    """Whether it is asked who says something, and the answer is whose text a sentence stands in, that gives no source itself."""
    document, sentence = collection.sentence(rests_on(*told)[0])
    return query.asks_who_says and not collection.read(sentence.text, document).modality.attributed


def _leans_on_its_date(collection: Collection, told: tuple[Claim, Verdict]) -> bool:
    """Whether a sentence says "this year" or "last August", of a text that has a date: a reader has to see from when it is."""
    document, sentence = collection.sentence(rests_on(*told)[0])
    return bool(document.section_of(sentence.span).date) and any(d.relative for d in collection.read(sentence.text, document).dates)


def _views(collection: Collection, supported: Sequence[tuple[Claim, Verdict]], language: Language) -> dict[int, str]:
    """By its position, whose view a claim is: the author with title and date, or the title where no author is known."""
    labels = {}
    for position, told in enumerate(supported):
        document, sentence = collection.sentence(rests_on(*told)[0])
        section = document.section_of(sentence.span)
        author = author_of(section, language)
        date = f", {section.date}" if section.date else ""
        if author:
            title = marked(title_of(document, language), language)
            labels[position] = phrase("views_of", language, author=marked(author, language), title=title, date=date)
        else:
            labels[position] = f"「{title_of(document, 'ja')}」" if language == "ja" else f"“{title_of(document, 'en')}”"
    return labels


def of_imprints(told: Sequence[Imprint], language: Language) -> Reply:
    """What documents say of themselves; a refusal where they say nothing of what is asked."""
    answer, claims, citations = as_told([(i.text, [(i.document, s) for s in i.spans]) for i in told], language)
    if not citations:
        return Reply(answer, language, "refused", reason="not_in_documents")
    return Reply(answer, language, "answered", citations, claims)


def refusal(collection: Collection, reason: RefusalReason, language: Language, evidence: Sequence[Evidence] = (), text: str = "") -> Reply:
    """Why there is no answer (``text`` where the reason alone does not say it), and the sentences that come nearest."""
    citations = cite([e.key for e in evidence[:NEAREST]], collection.by_name, language)
    answer = text or phrase(reason, language)
    if citations:
        space = "" if language == "ja" else " "
        answer += space + phrase("nearest", language) + space + "".join(f"[{c.n}]" for c in citations)
    return Reply(answer, language, "refused", citations, (), reason)


def inside(collection: Collection, query: Query, selection: Selection) -> bool:
    """Whether an unanswerable question is about what the documents deal with: it names what they are about, half of its words are their
    terms, or some sentence comes near it."""
    facts = query.facts
    named = bool(facts.name_ids & collection.subjects)
    named = named or any(wrote(section, persons(facts)) for document in collection.documents for section in document.sections)
    terms = [t for t in facts.terms if facts.term_ids.get(t.key, frozenset()) & collection.subjects]
    covered = max((e.features["cover_near"] for e in selection.evidence[:5]), default=0.0)
    alike = max((e.features["use"] for e in selection.evidence), default=0.0)
    return named or 0 < len(facts.terms) <= 2 * len(terms) or covered >= COVERED or alike >= ALIKE


def repair_request(asked: Messages, language: Language, failed: Sequence[tuple[Claim, Verdict]]) -> Messages:
    """What a model is asked after ``asked``: the sentences that did not pass again, each with the reason."""
    told = [(claim.text, " ".join(verdict_wording.reasons(verdict, (), language)) or str(verdict.label)) for claim, verdict in failed]
    return repair_messages(asked, told, language)


def digest_of(made_of: Sequence[Any]) -> str:
    """A short name for all that a reply was made of."""
    return hashlib.sha256(json.dumps(made_of, ensure_ascii=False).encode()).hexdigest()[:16]
