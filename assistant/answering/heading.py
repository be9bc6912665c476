"""What stands around the sentences of a summary: whose text of what date it is, headings, paragraphs, who agrees with whom.

Takes the chosen sentences of ``summarizing.py``; chooses none itself.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Collection, Mapping, Sequence

import numpy as np

from assistant.answering.extractive import ENGINE
from assistant.answering.phrases import phrase
from assistant.answering.summarizing import Chosen, ConceptsOf, Part, VectorsOf
from assistant.text.language import marked
from assistant.values import Claim, Document, Draft, Language, Section

ONE_POINT, SHARED, COMMON = 0.65, 3, 0.3
"""Likeness from which two authors speak of one point, and words they share that no larger share of the sentences holds."""
NAMED = 8
"""Texts that the first line names; further ones are summed up."""
PARAGRAPH = 4
"""Sentences after which a long summary without headings opens a new paragraph where its source does."""


def draft(chosen: Sequence[Chosen], language: Language, topic: str = "", asked: Sequence[Part] = ()) -> Draft:
    """The chosen sentences as claims, each with the key of its evidence, led by whose texts they come from, and which of those ``asked`` for are not there."""
    parts = list({(c.part.document.doc, c.part.section.span.start): c.part for c in chosen}.values())
    return Draft(tuple(Claim(c.sentence.shown(language), (c.key,)) for c in chosen), language, ENGINE, lead(parts, language, topic, asked))


def lead(parts: Sequence[Part], language: Language, topic: str = "", asked: Sequence[Part] = ()) -> str:
    """Whose text of what date: author, title, publisher, date of each text; what is not known is said to be unknown.

    Then the titles of the documents ``asked`` for that none of the parts is of.
    """
    by_document: dict[str, list[Part]] = {}
    for part in parts:
        by_document.setdefault(part.document.doc, []).append(part)
    texts = [_source(group, language) for group in list(by_document.values())[:NAMED]]
    without = {p.document.doc: _title(p.document, language) for p in asked if p.document.doc not in by_document}
    left_out = phrase("summary_without", language, titles=_listed(list(without.values()), language)) if without else ""
    listed = _listed(texts, language, len(by_document))
    if topic:
        return phrase("summary_of_topic", language, topic=_quoted(topic, language), texts=listed) + left_out
    return phrase("summary_of", language, texts=listed) + left_out


def _listed(texts: Sequence[str], language: Language, of: int = 0) -> str:
    """The first NAMED ones; that there are further ones is said."""
    more = phrase("and_others", language) if max(of, len(texts)) > NAMED else ""
    return (";" if language == "ja" else "; ").join(texts[:NAMED]) + more


def label(part: Part, language: Language, *, with_title: bool) -> str:
    """Who speaks, for the head of a part: author, date, and the title where the author does not tell the parts apart."""
    author = _author(part.section, language)
    about = [_title(part.document, language)] if with_title else []
    about.append(day(part.section.date, language) or phrase("unknown_date", language))
    return f"{author}({'、'.join(about)})" if language == "ja" else f"{author} ({', '.join(about)})"


def labels(chosen: Sequence[Chosen], language: Language, length: str) -> dict[int, str]:
    """Position of a sentence → the head of the part it opens: authors where several speak, else, in a long summary, the document's headings."""
    parts = {(c.part.document.doc, c.part.section.span.start): c.part for c in chosen}
    if len(parts) > 1:
        authors = Counter(_author(p.section, language) for p in parts.values())
        unclear = {name for name, n in authors.items() if n > 1} | {phrase("unknown_author", language)}
        return {i: label(c.part, language, with_title=_author(c.part.section, language) in unclear) for i, c in enumerate(chosen)}
    if length != "long":
        return {}
    out = {}
    for i, c in enumerate(chosen):
        if c.sentence.heading >= 0:
            out[i] = marked(c.part.document.sentences[c.sentence.heading].shown(language), language).rstrip(":：")
    return out


def same_points(chosen: Sequence[Chosen], vectors_of: VectorsOf, concepts_of: ConceptsOf) -> list[tuple[int, int]]:
    """Positions of sentences by different authors that speak of the same thing, the most alike first, each sentence once.

    They are alike in meaning and share words that few of the others hold: two sentences about Russia are not yet one point.
    That tells what is spoken of, not whether the authors agree on it: neither likeness nor the gate can tell (of the 45 nearest
    pairs of the seeds none was supported by the other side, and the four contradictions were none). That is for the reader to see.
    """
    vectors = np.concatenate([vectors_of(c.part.document, [c.sentence]) for c in chosen]) if chosen else np.zeros((0, 1), np.float32)
    likeness = np.round(vectors @ vectors.T, 4)
    concepts = [concepts_of(c.sentence) for c in chosen]
    held = Counter(concept for found in concepts for concept in found)
    rare = [{c for c in found if held[c] <= max(COMMON * len(chosen), 2)} for found in concepts]
    pairs = [
        (i, j)
        for i in range(len(chosen))
        for j in range(i + 1, len(chosen))
        if chosen[i].part is not chosen[j].part and likeness[i, j] >= ONE_POINT and len(rare[i] & rare[j]) >= SHARED
    ]
    out: list[tuple[int, int]] = []
    for i, j in sorted(pairs, key=lambda p: (-likeness[p], p)):
        if not {i, j} & {n for pair in out for n in pair}:
            out.append((i, j))
    return out[:3]


def comparison(pairs: Sequence[tuple[int, int]], chosen: Sequence[Chosen], marks: Sequence[Sequence[int]], language: Language) -> str:
    """A last line that sets what different authors wrote on one point, and when, side by side, by their marks; empty without any."""
    between, after = ("と", ";") if language == "ja" else (" and ", "; ")
    listed = [between.join(_voice(chosen[i].part, language) + "".join(f"[{n}]" for n in marks[i]) for i in pair) for pair in pairs]
    return phrase("same_point", language, pairs=after.join(listed)) if listed else ""


def _voice(part: Part, language: Language) -> str:
    named = label(part, language, with_title=_of(part.section.author, language) == "")
    return named if language == "ja" else f"{named} "


def paragraphs(answer: str, texts: Sequence[str], chosen: Sequence[Chosen], heads: Collection[int]) -> str:
    """The answer with a blank line where its source opens a new paragraph and the last one has grown long.

    ``texts``: the sentences as they stand in the answer; ``heads``: positions that open a part anyway.
    """
    out, at, grown = [], 0, 0
    for i, (text, before, here) in enumerate(zip(texts, (None, *chosen), chosen, strict=False)):
        found = answer.find(text, at)
        if found < 0:
            continue
        fresh = before is not None and before.sentence.block != here.sentence.block
        if i in heads:
            grown = 0
        elif fresh and grown >= PARAGRAPH:
            out += [answer[at:found].rstrip(), "\n\n"]
            at, grown = found, 0
        grown += 1
        out.append(answer[at : found + len(text)])
        at = found + len(text)
    return "".join(out) + answer[at:]


def day(iso: str, language: Language) -> str:
    """A date in words.

    >>> day("2023-09-15", "ja"), day("2023-09-15", "en"), day("2023", "en")
    ('2023年9月15日', '15 September 2023', '2023')
    """
    try:
        date = dt.date.fromisoformat(iso)
    except ValueError:
        return iso
    if language == "ja":
        return f"{date.year}年{date.month}月{date.day}日"
    return f"{date.day} {_MONTHS[date.month - 1]} {date.year}"


_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")


def _source(group: Sequence[Part], language: Language) -> str:
    """One document in the first line: 'author, “title” (publisher, date)'; several authors each with a date."""
    document = group[0].document
    publisher = marked(_of(document.publisher, language), language) or phrase("unknown_publisher", language)
    title = _title(document, language)
    if len(group) == 1:
        who, date = _author(group[0].section, language), day(group[0].section.date, language) or phrase("unknown_date", language)
        return f"{who}{title}({publisher}、{date})" if language == "ja" else f"{who}, {title} ({publisher}, {date})"
    voices = [label(p, language, with_title=False) for p in group]
    return f"{'、'.join(voices)}{title}({publisher})" if language == "ja" else f"{' and '.join(voices)}, {title} ({publisher})"


def _author(section: Section, language: Language) -> str:
    return marked(_of(section.author, language), language) or phrase("unknown_author", language)


def _title(document: Document, language: Language) -> str:
    return _quoted(_of(document.title, language) or document.doc, language)


def _of(names: Mapping[Language, str], language: Language) -> str:
    return names.get(language) or next(iter(names.values()), "")


def _quoted(text: str, language: Language) -> str:
    return f"「{text}」" if language == "ja" else f"“{text}”"
