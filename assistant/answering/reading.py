"""What a cross-encoder says of the best candidates, which it reads together with the question."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from assistant.answering.authors import words_of, wrote
from assistant.answering.candidates import Candidate, Ranked, Read, about_its_author, section_of, versions
from assistant.answering.expected import may_say
from assistant.answering.understanding import Query, is_a_name
from assistant.text.dates import with_years
from assistant.text.telling import author_of, with_author, with_before
from assistant.values import Language, Scorer

T = TypeVar("T")
CROSSED, CLOSE, SURE = 6, 2.5, 5.0
"""The most sentences that the cross-encoder reads, how far they may lie behind the first (in log-odds of answering), and the log-odds from which
its word counts in full."""
FARTHER, DOUBT = 5.0, 0.5
"""How far behind the first it goes on reading where none of those says as much."""


def cross_scores(query: Query, ranked: Sequence[Ranked], read: Read, scorer: Scorer) -> list[float]:
    """What the cross-encoder says of the best sentences, -1 (does not answer, surely) to 1."""
    said = said_of(query, [c for c, _, _ in to_cross(ranked)], read, scorer)
    return said + said_of(query, [c for c, _, _ in to_cross_after(ranked, said)], read, scorer)


def said_of(query: Query, candidates: Sequence[Candidate], read: Read, scorer: Scorer) -> list[float]:
    """What the cross-encoder says of sentences, each read by itself: in its own language, which says more than a rendering does; and where it is rendered into
    the language of the question, so too, and the mean taken: what one of the two readings gets wrong, the other seldom does."""
    texts = [as_read(query, c, read, c.sentence.language) for c in candidates]
    rendered = [i for i, c in enumerate(candidates) if c.sentence.rendering and c.sentence.language != query.facts.language]
    texts += [as_read(query, candidates[i], read, query.facts.language) for i in rendered]
    said = [sure(z) for z in scorer(query.spoken, texts)]
    for i, z in zip(rendered, said[len(candidates) :], strict=True):
        said[i] = round((said[i] + z) / 2, 4)
    return said[: len(candidates)]


def as_read(query: Query, candidate: Candidate, read: Read, language: Language) -> str:
    """A sentence as the cross-encoder reads it, in a language in which it is to be had. Where it is asked who says something, or what its author says, and not
    who he is, a sentence that gives no source is read with its author; where it is asked about a year, with the year of its dates; and what points back, behind
    the sentence that it points to."""
    sentence, section = candidate.sentence, section_of(candidate)
    facts = versions(sentence, candidate.document, read)[language]
    dated = any(d.year for d in query.facts.dates) and any(d.year for d in facts.dates)
    text = with_years(facts.plain, facts.dates) if dated else with_before(sentence, candidate.document, language)
    author = author_of(section, language)
    if not author or is_a_name(query.facts) or not (may_say(query, section) or wrote(section, query.voices)):
        return text
    if about_its_author(candidate, query.voices):
        return text if any(word in text.lower() for word in words_of(author)) else f"{author}: {text}"
    return text if facts.modality.attributed else with_author(text, author, language)


def to_cross(ranked: Sequence[tuple[T, dict[str, float], float]]) -> list[tuple[T, dict[str, float], float]]:
    """The sentences that the cross-encoder reads: the best, and those that come close. What it says of these decides whether a question is answered."""
    return [r for r in ranked[:CROSSED] if r[2] >= ranked[0][2] - CLOSE]


def to_cross_after(ranked: Sequence[tuple[T, dict[str, float], float]], said: Sequence[float]) -> list[tuple[T, dict[str, float], float]]:
    """Those it reads then, to find what answers best, where of none of the first enough was ``said``. They speak for no answer: the more is read, the likelier
    something seems to answer what nothing does."""
    return [] if max(said) >= DOUBT else [r for r in ranked[len(said) : CROSSED] if r[2] >= ranked[0][2] - FARTHER]


def together_features(said: Sequence[float]) -> dict[str, float]:
    """What the cross-encoder's best word adds to what decides whether a question is answered: its yes and its no, each from 0 to 1."""
    best = max(said)
    return {"together_yes": max(best, 0.0), "together_no": max(-best, 0.0)}


def sure(logit: float) -> float:
    """Log-odds between -1 and 1.

    >>> sure(2.5), sure(-70.0)
    (0.5, -1.0)
    """
    return round(min(max(logit, -SURE), SURE) / SURE, 4)


def reordered(ranked: Sequence[Ranked], said: Sequence[float], weight: float) -> list[Ranked]:
    """Sentences ordered anew by what the cross-encoder says of the first, with the logits they had; the others answer no better, it is taken,
    than the worst of these."""
    rest = [min(said)] * (len(ranked) - len(said))
    told = [(c, f | {"said": z}, logit) for (c, f, logit), z in zip(ranked, [*said, *rest], strict=True)]
    return sorted(told, key=lambda r: -round(r[2] + weight * r[1]["said"], 4))
