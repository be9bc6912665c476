"""Claims → verdicts: a draft's claim against the evidence it names, a reader's against what the collection holds of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from assistant.answering.chat import Numbered
from assistant.pipeline.collection import PASSAGES, Collection, Key
from assistant.retrieval.cross_encoder import supporting
from assistant.retrieval.embedding import e5_query, use_query
from assistant.text.analysis import Facts, analyse
from assistant.text.language import detect
from assistant.text.telling import author_of
from assistant.values import Checked, Claim, Document, Label, Language, Reason, Sentence, Span, Verdict
from assistant.verification import wording as verdict_wording
from assistant.verification.checks import State
from assistant.verification.claims import marks_of
from assistant.verification.conclude import cite
from assistant.verification.form import check_form
from assistant.verification.gate import Witness, judge, repeats
from assistant.verification.strict import judge_written

WITNESSES = 10
"""Sentences a free claim is held against."""
CITED = 0.2
"""Support from which the sentences are shown that come nearest to a claim of which nothing is found."""


def verify(collection: Collection, claim: Claim) -> Verdict:
    """Hold a draft's claim against the evidence it names."""
    facts = analyse(claim.text, collection.glossary)
    return judge(facts, _witnesses(collection, claim.text, claim.evidence), collection.space, collection.glossary, supporting)


def hold(collection: Collection, sentence: str, numbered: Numbered, language: Language) -> tuple[Claim, Verdict]:
    """A model's sentence as a claim, with the gate's verdict: against the evidence it names, or all of it where it names none."""
    plain, numbers = marks_of(sentence)
    named = tuple(dict.fromkeys(numbered.keys[n - 1] for n in numbers if 1 <= n <= len(numbered.keys)))
    claim = Claim(plain, named or numbered.keys)
    form = check_form(sentence, language, numbered.sources)
    if form.state is State.CONFLICTS:
        return claim, Verdict(Label.NOT_FOUND, (Reason(form.name, form.claim),))
    witnesses = _witnesses(collection, plain, claim.evidence)
    return claim, judge_written(analyse(plain, collection.glossary), witnesses, collection.space, collection.glossary)


def check(collection: Collection, sentence: str, span: Span) -> Checked:
    """Whether the documents support, contradict or do not mention a sentence; ``span`` is where it stands in its text."""
    plain, _ = marks_of(sentence)
    if not plain or not collection.documents:
        return Checked(sentence, span, Verdict(Label.NOT_FOUND), (), ())
    language = detect(plain)
    verdict = judge(analyse(plain, collection.glossary), witnesses_of(collection, plain), collection.space, collection.glossary, supporting)
    shown = verdict.label is not Label.NOT_FOUND or verdict.support > CITED
    citations = cite(verdict.evidence, collection.by_name, language) if shown else ()
    return Checked(sentence, span, verdict, citations, verdict_wording.reasons(verdict, citations, language))


def witnesses_of(collection: Collection, claim: str) -> list[Witness]:
    """The sentences of the collection that a free claim is held against, the most similar first."""
    keys = [
        (h.passage.doc, i)
        for h in collection.hits(claim, PASSAGES)
        for i in range(h.passage.first, h.passage.last + 1)
        if collection.document(h.passage.doc).sentences[i].kind == "body"
    ]
    return _witnesses(collection, claim, keys, WITNESSES)


def _witnesses(collection: Collection, claim: str, keys: Sequence[Key], limit: int | None = None) -> list[Witness]:
    """Source sentences as the gate sees them, the most similar first when there are more than ``limit``."""
    places = [collection.sentence(key) for key in dict.fromkeys(keys)]
    if not places:
        return []
    told = [tuple(collection.read(t, document) for t in (sentence.text, sentence.rendering) if t) for document, sentence in places]
    facts = analyse(claim, collection.glossary)
    order = [i for i, forms in enumerate(told) if repeats(facts, forms)]
    near: Sequence[Mapping[str, float]] = [{}] * len(places)
    if not order:  # what repeats its source needs no likeness
        near = collection.similarities({"e5": e5_query(claim), "use": use_query(claim)}, places)
        order = sorted(range(len(places)), key=lambda i: (-(near[i].get("e5", 0) + near[i].get("use", 0)), i))[:limit]
    return [_witness(collection, *places[i], told[i], near[i]) for i in order]


def _witness(collection: Collection, document: Document, sentence: Sentence, forms: tuple[Facts, ...], near: Mapping[str, float]) -> Witness:
    section = document.section_of(sentence.span)
    written_by = " ".join(section.author.values())
    author = collection.read(written_by, document) if written_by else None
    around = tuple(_around(collection, document, sentence))
    key = (document.doc, sentence.index)
    return Witness(key, forms, around, near.get("e5", 0.0), near.get("use", 0.0), author, author_of(section, sentence.language))


def _around(collection: Collection, document: Document, sentence: Sentence) -> list[Facts]:
    """Title and author, and the sentences around: where a reader looks for what a sentence leaves unsaid."""
    section = document.section_of(sentence.span)
    texts = [" ".join([*document.title.values(), *section.author.values(), *document.publisher.values(), section.date])]
    for other in document.sentences[max(sentence.index - 3, 0) : sentence.index + 2]:
        if other.index != sentence.index and section.span.contains(other.span):
            texts += [t for t in (other.text, other.rendering) if t]
    return [collection.read(t, document) for t in texts]
