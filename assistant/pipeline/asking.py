"""A question → an answer of the embedded engine: retrieve, select, draft, verify, conclude, with a trace of it."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, replace

from assistant.answering import extractive
from assistant.answering.authors import wrote
from assistant.answering.candidates import Candidate
from assistant.answering.evidence import Selection, select
from assistant.answering.imprint import imprints
from assistant.answering.parts import parts
from assistant.answering.phrases import phrase
from assistant.answering.premises import contradicted_premise
from assistant.answering.requests import more_of, one_of, wanted_language, wants_more
from assistant.answering.rewriting import make_query, small_talk
from assistant.answering.understanding import Query
from assistant.answering.weights import stored
from assistant.config import MAX_QUESTION_CHARS
from assistant.errors import UsageError
from assistant.pipeline.collection import PASSAGES, Collection, Key
from assistant.pipeline.replies import composed, inside, of_imprints, refusal
from assistant.pipeline.verifying import verify
from assistant.retrieval.cross_encoder import answering
from assistant.retrieval.embedding import e5_query, use_query
from assistant.text.normalize import clean
from assistant.text.orders import gives_orders
from assistant.values import Claim, Document, Draft, Evidence, Hit, Language, Question, RefusalReason, Reply, Sentence
from assistant.verification.conclude import accepted, title_of

SHORTEST = 2
"""Letters and digits that a question has at least."""
AUTHOR_SENTENCES = 150
"""Sentences of a named author that are read beside the hits."""
PART_DOUBTED = 0.5
"""Of the threshold from which a question is answered: a part of one need not be surer than that, beside another."""


@dataclass(frozen=True, slots=True)
class Trace:
    """Where an answer came from, stage by stage: keys (doc, sentence index) retrieved, selected, drafted."""

    retrieved: tuple[Key, ...]
    selected: tuple[Key, ...]
    drafted: tuple[Key, ...]
    answerable: float
    features: Mapping[str, float]
    reply: Reply
    query: Query | None = None
    evidence: tuple[Evidence, ...] = ()
    """What was selected, best first."""


def checked_question(text: str) -> str:
    """The text of a question, claim or topic without what cannot be seen. Raises UsageError where it is empty, too long, or holds no word."""
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


def repeated(question: Question) -> Question:
    """The question before, where no more is asked than to answer it in another language; else the question itself."""
    wanted = wanted_language(question.text)
    asked = [n for n, (role, said) in enumerate(question.history) if role == "user" and said.strip() and not wanted_language(said)]
    return Question(question.history[asked[-1]][1], wanted, question.history[: asked[-1]]) if wanted and asked else question


def answer(collection: Collection, text: str, question: Question, language: Language, query: Query | None = None) -> Trace:
    """The answer to a question whose checked text is ``text``, in ``language``. ``query``: the question as it was rewritten, where it was."""
    talk = small_talk(text)
    if talk == "instruction":
        return untraced(refusal(collection, "out_of_domain", language, text=phrase("instruction", language)))
    if talk:
        return untraced(Reply(phrase(talk, language, titles=_titles(collection, language)), language, "small_talk"))
    if not collection.documents:
        return untraced(refusal(collection, "not_in_documents", language, text=phrase("empty_collection", language)))
    query = query or make_query(text, question.history, collection.glossary)
    meant = _told_before(collection, text, question)
    if meant:
        return untraced(_as_told(collection, query, meant, language))
    if _says_nothing(query):
        return untraced(refusal(collection, "out_of_domain", language, text=phrase("says_nothing", language)))
    about_texts = imprints(query, collection.documents, collection.glossary, language)
    if about_texts:
        return untraced(of_imprints(about_texts, language))
    selection, retrieved = _selected(collection, query)
    of_parts = [(part, _selected(collection, part)[0]) for part in parts(query, collection.glossary, collection.most_named)]
    reply, drafted = _conclude(collection, query, selection, language, of_parts)
    evidence = _with_parts(selection.evidence, [found.evidence for _, found in of_parts], drafted)
    return Trace(retrieved, tuple(e.key for e in evidence[:5]), drafted, selection.answerable, selection.features, reply, query, evidence)


def _says_nothing(query: Query) -> bool:
    """Whether a message is a single figure or letter, or, with nothing before it, has neither a word with a meaning nor a name, figure or date."""
    if sum(c.isalnum() for c in query.question) < SHORTEST:
        return True
    facts = query.facts
    return not (query.follow_up or query.pushback or facts.terms or facts.names or facts.unlisted or facts.dates or facts.quantities)


def _told_before(collection: Collection, text: str, question: Question) -> Sequence[tuple[Document, Sentence]]:
    """What a message means that only asks for more of what was told, or for one of the things that were."""
    answers = [said for role, said in reversed(question.history) if role == "assistant"]
    if answers and wants_more(text):
        return more_of(text, answers, collection.documents)
    return one_of(text, answers, collection.documents)


def _as_told(collection: Collection, query: Query, told: Sequence[tuple[Document, Sentence]], language: Language) -> Reply:
    """Sentences of the documents as an answer."""
    claims = [Claim(sentence.shown(language), ((document.doc, sentence.index),)) for document, sentence in told]
    supported = accepted(claims, [verify(collection, claim) for claim in claims])
    return composed(collection, supported, query, language, "", extractive.ENGINE) if supported else refusal(collection, "not_in_documents", language)


def _titles(collection: Collection, language: Language) -> str:
    titles = [title_of(d, language) for d in collection.documents]
    return "、".join(f"「{title}」" for title in titles) if language == "ja" else "; ".join(titles)


def untraced(reply: Reply) -> Trace:
    return Trace((), (), (), 0.0, {}, reply)


# evidence


def _selected(collection: Collection, query: Query) -> tuple[Selection, tuple[Key, ...]]:
    """The evidence for a question, and all that was retrieved."""
    hits = collection.index.search(query.text, PASSAGES, expansions=query.expansions)
    found = candidates(collection, query, hits)
    selection = select(query, found, collection.space, collection.read, answering)
    if any(n.kind == "person" and n.sure and not collection.persons & set(n.ids) for n in query.facts.names):
        selection = replace(selection, answerable=0.0)  # of whom no document names nothing is told
    return selection, tuple((c.document.doc, c.sentence.index) for c in found)


def candidates(collection: Collection, query: Query, hits: Sequence[Hit]) -> list[Candidate]:
    """The body sentences of the hits, each with its similarity to the query; orders planted for a program are no evidence."""
    rank: dict[Key, int] = {}
    for position, hit in enumerate(hits, 1):
        for index in range(hit.passage.first, hit.passage.last + 1):
            rank.setdefault((hit.passage.doc, index), position)
    found = [(*collection.sentence(key), position) for key, position in rank.items()]
    found += [(document, sentence, len(hits) + 1) for document, sentence in _of_named_authors(collection, query, rank)]
    found = [f for f in found if f[1].kind == "body" and not gives_orders(f[1].text)]
    vectors = {"e5": e5_query(query.text), "use": use_query(query.text)}
    near = collection.similarities(vectors, [(d, s) for d, s, _ in found])
    return [Candidate(d, s, position, similarity) for (d, s, position), similarity in zip(found, near, strict=True)]


def _of_named_authors(collection: Collection, query: Query, known: Container[Key]) -> list[tuple[Document, Sentence]]:
    """For a question that names who wrote something: the other sentences of the sections that person wrote."""
    out: list[tuple[Document, Sentence]] = []
    voices = query.voices
    for document in collection.documents:
        for section in document.sections:
            if wrote(section, voices):
                own = [s for s in document.sentences if s.kind == "body" and section.span.contains(s.span) and (document.doc, s.index) not in known]
                out += [(document, s) for s in own[:AUTHOR_SENTENCES]]
    return out


def _with_parts(whole: tuple[Evidence, ...], of_parts: Sequence[Sequence[Evidence]], drafted: Container[Key]) -> tuple[Evidence, ...]:
    """What was found for a question, what its parts were answered with before the rest: a chat model is shown all sides, too."""
    told = {e.key: e for evidence in of_parts for e in evidence if e.key in drafted}
    return (*told.values(), *(e for e in whole if e.key not in told))


# the answer


def _conclude(
    collection: Collection, query: Query, selection: Selection, language: Language, of_parts: Sequence[tuple[Query, Selection]]
) -> tuple[Reply, tuple[Key, ...]]:
    """The reply, and the sentences that its draft was made of: by parts where one of them is answered, or else as a whole, or a refusal."""
    enough = stored()["thresholds"]["answerable"]
    if any(found.answerable >= enough for _, found in of_parts):
        answered = [(part, found.evidence) for part, found in of_parts if found.answerable >= enough * PART_DOUBTED]
        return _verified(collection, extractive.draft_of_parts(answered, collection.by_name, language), query, language, "")
    premise = contradicted_premise(query.alone, selection, collection.read, collection.by_name) if selection.evidence else None
    if premise is None and selection.answerable < enough:
        if inside(collection, query, selection):
            return refusal(collection, "not_in_documents", language, selection.evidence), ()
        return refusal(collection, "out_of_domain", language), ()
    draft = extractive.draft(query, premise or selection.evidence, collection.by_name, language)
    return _verified(collection, draft, query, language, "premise_contradicted" if premise else "")


def _verified(collection: Collection, draft: Draft, query: Query, language: Language, reason: RefusalReason) -> tuple[Reply, tuple[Key, ...]]:
    drafted = tuple(key for claim in draft.claims for key in claim.evidence)
    supported = accepted(draft.claims, [verify(collection, claim) for claim in draft.claims])
    if not supported:
        return refusal(collection, "not_in_documents", language, text=phrase("unsupported", language)), drafted
    return composed(collection, supported, query, language, reason, draft.engine), drafted


def cut(reply: Reply, n: int) -> str:
    """The answer up to its n-th claim: the text before the next claim begins."""
    at = 0
    for claim in reply.claims[: n + 1]:
        found = reply.answer.find(claim.text[:20], at)
        if claim is reply.claims[n]:
            return reply.answer[: found if found > 0 else len(reply.answer)].rstrip("「“ ")
        at = max(found, at) + 1
    return reply.answer
