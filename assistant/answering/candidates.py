"""Sentences that may answer, and what a reader knows at each: its facts in both languages, what stands around and above it, whose it is."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from assistant.answering.authors import Called, wrote
from assistant.text.analysis import Facts
from assistant.text.dates import DateExpr, completed
from assistant.text.name_kinds import introduced
from assistant.values import Document, Language, Section, Sentence, Span

Read = Callable[[str, Document], Facts]
"""Text of a document → its facts, read against the document's date."""
NEIGHBOURS_BEFORE, NEIGHBOURS_AFTER = 3, 1


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence of a hit. ``similarity``: cosine with the query by model, the better of original and rendering."""

    document: Document
    sentence: Sentence
    rank: int
    """Of its passage, from 1."""
    similarity: Mapping[str, float]


Ranked = tuple[Candidate, dict[str, float], float]
"""A candidate, its features and the logit of answering."""
YEAR_BEFORE = 4
"""How many sentences back the year of a date is looked for that leaves it out."""


def versions(sentence: Sentence, document: Document, read: Read) -> dict[Language, Facts]:
    """Facts of a sentence in each language it is to be had in, its dates with the year that was told before it."""
    out: dict[Language, Facts] = {sentence.language: read(sentence.text, document)}
    if sentence.rendering:
        out["en" if sentence.language == "ja" else "ja"] = read(sentence.rendering, document)
    if all(d.year is not None for facts in out.values() for d in facts.dates):
        return out
    year = _year_before(sentence, document, read)
    return {language: replace(facts, dates=completed(facts.dates, year)) for language, facts in out.items()}


def _year_before(sentence: Sentence, document: Document, read: Read) -> int | None:
    """The year that was told last, in the same section and not far before."""
    section = document.section_of(sentence.span)
    for other in reversed(document.sentences[max(sentence.index - YEAR_BEFORE, 0) : sentence.index]):
        if other.kind == "body" and section.span.contains(other.span):
            years = [y for d in read(other.text, document).dates if d.precision in {"year", "month", "day"} for y in years_of(d)]
            if years:
                return years[-1]
    return None


def years_of(date: DateExpr) -> tuple[int, ...]:
    """Its year, and that of its other end."""
    return tuple(y for y in (date.year, date.end.year if date.end else None) if y)


def surroundings(candidate: Candidate, language: Language, read: Read) -> list[Facts]:
    """What a reader has in mind at a sentence: title, author, heading, the sentences around it in its section."""
    document, sentence = candidate.document, candidate.sentence
    section = document.section_of(sentence.span)
    texts = [" ".join([*document.title.values(), *section.author.values(), *document.publisher.values(), section.date])]
    around = document.sentences[max(sentence.index - NEIGHBOURS_BEFORE, 0) : sentence.index + NEIGHBOURS_AFTER + 1]
    near = [s for s in around if s.index != sentence.index and (s.index == sentence.heading or (s.kind == "body" and section.span.contains(s.span)))]
    if sentence.heading >= 0:
        near.append(document.sentences[sentence.heading])
    for other in near:
        texts.append(other.shown(language))
    return [read(t, document) for t in texts if t]


def headings(candidate: Candidate, read: Read) -> list[Facts]:
    """The heading that a sentence stands under, in each language it is to be had in: it often asks what the sentences under it answer."""
    document, at = candidate.document, candidate.sentence.heading
    return [read(t, document) for t in (document.sentences[at].text, document.sentences[at].rendering) if t] if at >= 0 else []


def section_of(candidate: Candidate) -> Section:
    """The section of its document in which a candidate stands."""
    return candidate.document.section_of(candidate.sentence.span)


def names_any(candidate: Candidate, persons: Sequence[Called]) -> bool:
    """Whether a candidate has a word of the name of one of these persons."""
    text = f"{candidate.sentence.text} {candidate.sentence.rendering or ''}".lower()
    return any(word in text for words in persons for word in words)


def about_its_author(candidate: Candidate, asked: Collection[Called]) -> bool:
    """Whether a sentence, or the one that opens its paragraph, says who the very author is whose view is asked for: a note on an author tells no view."""
    document, sentence = candidate.document, candidate.sentence
    section = document.section_of(sentence.span)
    words = {word for named in asked if wrote(section, {named}) for word in named}
    opening = next(s for s in document.sentences if s.block == sentence.block)
    texts = [t for s in (sentence, opening) for t in (s.text, s.rendering) if t]
    return any(introduced(t, Span(*m.span())) for t in texts for word in words for m in re.finditer(re.escape(word), t, re.IGNORECASE))
