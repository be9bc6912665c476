"""A question and its answer → questions to ask next, each asked here before it is offered."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from assistant.answering.rewriting import make_query
from assistant.answering.suggesting import Source, Suggestion, suggestions
from assistant.pipeline.asking import answer, checked_question
from assistant.pipeline.collection import Collection, Current, Key
from assistant.text.analysis import analyse
from assistant.text.orders import gives_orders
from assistant.values import Citation, Language, Question, Reply, Sentence

FOLLOW_UPS = 3
"""Questions offered after an answer."""
TRIED = 14
"""Proposed questions asked to find those, at most: a tenth of a second each."""
SAME_PATTERN = 2
"""Offered questions of one pattern, at most."""
COMMON = 0.2
"""An entity named in a larger share of the sentences is what the collection is about, and no question of its own."""

Place = tuple[str, int]
"""Where a citation stands: document and character."""


def follow_ups(current: Current, question: Question, reply: Reply, limit: int = FOLLOW_UPS) -> tuple[str, ...]:
    """Questions to ask next. Each was asked here, of the embedded engine, and answered from what it was made of and not yet shown.

    Takes up to a second or two, in turns with other questions: for after the answer is shown. No chat model is asked.
    """
    if reply.outcome == "small_talk" or reply.reason == "out_of_domain":
        return ()
    with current.held() as collection:
        if not collection.documents:
            return ()
        common = _common(collection)
        sources, spoken = _near(collection, question, reply)
    asked = {said.strip() for role, said in question.history if role == "user"} | {question.text.strip()}
    offered: list[Suggestion] = []
    answers = {_places(reply.citations)}
    tried = 0
    for proposed in suggestions(sources, reply.language, spoken, common):
        if len(offered) == limit or tried == TRIED:
            break
        if proposed.question in asked or _like_one(proposed, offered):
            continue
        tried += 1
        with current.held() as collection:
            shown = _shown_by(collection, proposed, reply.language)
        if shown and not any(shown <= other for other in answers):
            offered.append(proposed)
            answers.add(shown)
    return tuple(o.question for o in offered)


def _common(collection: Collection) -> frozenset[str]:
    """What the collection is about."""
    bound = COMMON * sum(len(d.sentences) for d in collection.documents)
    return frozenset(i for i, n in collection.mentions.items() if n > bound)


def _like_one(proposed: Suggestion, offered: Sequence[Suggestion]) -> bool:
    """Whether there is a question about the same already, or enough of the same pattern."""
    same_subject = any(proposed.subject and proposed.subject == o.subject for o in offered)
    return same_subject or sum(o.pattern == proposed.pattern for o in offered) >= SAME_PATTERN


def _near(collection: Collection, question: Question, reply: Reply) -> tuple[list[Source], frozenset[str]]:
    """Sentences that were retrieved for an answer and not used, and those beside the ones that were; and the entities spoken of already."""
    shown = _keys(collection, reply.citations)
    beside = [(doc, i + step) for doc, i in sorted(shown) for step in (1, -1, 2, -2)]
    trace = answer(collection, checked_question(question.text), question, reply.language)
    keys = dict.fromkeys([*beside, *(e.key for e in trace.evidence)])
    sources = [source for key in keys if key not in shown and (source := _source(collection, key, reply.language))]
    return sources, analyse(question.text, collection.glossary).ids | analyse(reply.answer, collection.glossary).ids


def _source(collection: Collection, key: Key, language: Language) -> Source | None:
    """A body sentence that a question can be made of; None where there is none, it has no text in this language, or gives orders."""
    document = collection.by_name.get(key[0])
    if document is None or not 0 <= key[1] < len(document.sentences):
        return None
    sentence = document.sentences[key[1]]
    text = sentence.text if sentence.language == language else sentence.rendering
    if sentence.kind != "body" or not text or gives_orders(sentence.text):
        return None
    facts = collection.read(text, document)
    author = document.section_of(sentence.span).author.get(language, "")
    return Source(key, facts, tuple(collection.glossary.find(facts.plain, terms=True)), author)


def _shown_by(collection: Collection, proposed: Suggestion, language: Language) -> frozenset[Place]:
    """Where the answer to a proposed question stands; empty where there is none, or none that shows what it has to."""
    again = make_query(proposed.question, (("user", proposed.question),), collection.glossary)
    if again.follow_up or again.pushback:  # its answer would depend on what was said before
        return frozenset()
    reply = answer(collection, proposed.question, Question(proposed.question, language), language).reply
    if reply.outcome != "answered" or reply.reason or reply.notes or not reply.claims:
        return frozenset()
    if proposed.pattern in {"why", "when"} and proposed.key not in _keys(collection, reply.citations):
        return frozenset()
    if proposed.subject and proposed.subject not in analyse(reply.claims[0].text, collection.glossary).ids:
        return frozenset()
    if not set(proposed.authors) <= {c.author for c in reply.citations}:
        return frozenset()
    return _places(reply.citations)


def _places(citations: Iterable[Citation]) -> frozenset[Place]:
    return frozenset((c.doc, c.start) for c in citations)


def _keys(collection: Collection, citations: Iterable[Citation]) -> set[Key]:
    return {(c.doc, s.index) for c in citations for s in _sentences_of(collection, c)}


def _sentences_of(collection: Collection, citation: Citation) -> list[Sentence]:
    document = collection.by_name.get(citation.doc)
    return [s for s in document.sentences if s.span.start == citation.start] if document else []
