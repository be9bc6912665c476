"""What passes between the stages: plain values, made whole and never changed.

Knows nothing of files, models, pages or settings.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, fields
from enum import StrEnum
from typing import Any, Literal, NamedTuple

Language = Literal["ja", "en"]


class Span(NamedTuple):
    """Characters ``[start, end)`` of the document as it was read."""

    start: int
    end: int

    def of(self, text: str) -> str:
        return text[self.start : self.end]

    def contains(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Section:
    """A stretch of a document by one author, dated by its own date.

    Most documents have one section; a page that wraps a translated article in a preface has two.
    ``names`` are the names the author goes by in either language, ``date`` is ISO 8601 or empty. ``signed`` and ``dated`` are where
    the text itself gives them, if it does. ``spoken``: its author answers there in an interview that another put down.
    """

    span: Span
    author: dict[Language, str] = field(default_factory=dict)
    date: str = ""
    names: tuple[str, ...] = ()
    signed: tuple[Span, ...] = ()
    dated: Span | None = None
    spoken: bool = False


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence (or title, heading, list item, row of a table) of a document.

    ``text`` is what is read: the source itself, but for marks of Markdown; a row of a table stands in it with the headings of its columns.
    ``index`` counts the sentences of the document, ``block`` its paragraphs.
    ``heading`` is the index of the heading it stands under, or -1.
    """

    index: int
    block: int
    span: Span
    text: str
    language: Language
    kind: Literal["title", "heading", "body"] = "body"
    heading: int = -1
    rendering: str | None = None

    def shown(self, language: Language) -> str:
        """As a reader of ``language`` sees it: itself, its rendering, or the original where there is none."""
        return self.text if language == self.language or not self.rendering else self.rendering


@dataclass(frozen=True, slots=True)
class Document:
    """A file as read: the text is never altered, everything else points into it."""

    doc: str
    """File name; the name by which citations call it."""
    text: str
    language: Language
    title: dict[Language, str]
    sections: tuple[Section, ...]
    sentences: tuple[Sentence, ...]
    publisher: dict[Language, str] = field(default_factory=dict)
    published: Span | None = None
    """Where the text names its publisher, if it does."""
    url: str = ""
    digest: str = ""
    """SHA-256 of the text and of what is known about it (catalogue, renderings)."""

    def section_of(self, span: Span) -> Section:
        for section in self.sections:
            if section.span.contains(span):
                return section
        return Section(Span(0, len(self.text)))


@dataclass(frozen=True, slots=True)
class Passage:
    """The unit retrieval returns: whole sentences of one document, in order.

    ``language`` is that of ``text``; a passage made of renderings points at the original sentences.
    """

    id: str
    doc: str
    first: int
    last: int
    """Sentence indices, both included."""
    span: Span
    text: str
    language: Language


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage in a ranking. ``score`` is the one its ranking names: similarity, bm25, rrf or relevance."""

    passage: Passage
    score: float


Scorer = Callable[[str, Sequence[str]], Sequence[float]]
"""A question or a claim, and texts → the log-odds of each text answering or supporting it, by a cross-encoder."""


@dataclass(frozen=True, slots=True)
class Question:
    text: str
    language: Language | None = None
    """Language of the answer; None follows the question."""
    history: tuple[tuple[str, str], ...] = ()
    """Pairs of ("user" | "assistant", text), oldest first."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """One source sentence that bears on a query."""

    doc: str
    sentence: Sentence
    section: Section
    score: float
    features: dict[str, float] = field(default_factory=dict)

    @property
    def key(self) -> tuple[str, int]:
        return self.doc, self.sentence.index


class Label(StrEnum):
    """What a check says of a claim."""

    SUPPORTED = "supported"
    CONTRADICTED = "contradicted"
    NOT_FOUND = "not_found"


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a verdict is what it is: a check's name and the two sides in the words of the texts.

    The page puts it into a sentence in the reader's language.
    """

    check: str
    claim: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    label: Label
    reasons: tuple[Reason, ...] = ()
    support: float = 0.0
    """Probability-like semantic support, 0 to 1."""
    evidence: tuple[tuple[str, int], ...] = ()
    """Keys (doc, sentence index) of the evidence the verdict rests on."""


@dataclass(frozen=True, slots=True)
class Claim:
    """One checkable statement of a draft, with the evidence keys it names."""

    text: str
    evidence: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """Unverified text: claims in order, as an engine wrote them."""

    claims: tuple[Claim, ...]
    language: Language
    engine: str
    intro: str = ""


@dataclass(frozen=True, slots=True)
class Citation:
    n: int
    doc: str
    title: str
    start: int
    end: int
    quote: str
    author: str = ""
    date: str = ""
    rendering: str | None = None

    def as_json(self) -> dict[str, Any]:
        out: dict[str, Any] = {"n": self.n, "doc": self.doc, "title": self.title}
        if self.author:
            out["author"] = self.author
        if self.date:
            out["date"] = self.date
        out |= {"start": self.start, "end": self.end, "quote": self.quote}
        if self.rendering is not None:
            out["rendering"] = self.rendering
        return out


@dataclass(frozen=True, slots=True)
class AnsweredClaim:
    """A sentence of an answer as the reader sees it (without marks), with its citations and verdict."""

    text: str
    citations: tuple[int, ...]
    verdict: Verdict
    section: str = ""
    """Whose view it is, where an answer sets several authors side by side; a heading in a long summary."""


@dataclass(frozen=True, slots=True)
class Usage:
    """What a chat model was asked for one answer. Tokens are the server's count, or cl100k_base's where it gives none."""

    requests: int = 0
    input_tokens: int = 0
    output_tokens: int = 0
    cached: int = 0
    """Replies that were at hand from an earlier answer."""

    def __add__(self, other: Usage) -> Usage:
        return Usage(*(getattr(self, f.name) + getattr(other, f.name) for f in fields(self)))

    def as_json(self) -> dict[str, int]:
        return {"requests": self.requests, "input_tokens": self.input_tokens, "output_tokens": self.output_tokens, "cached": self.cached}


Outcome = Literal["answered", "refused", "small_talk"]
RefusalReason = Literal["out_of_domain", "not_in_documents", "premise_contradicted", ""]


@dataclass(frozen=True, slots=True)
class Reply:
    """What the reader gets: an answer, a refusal or small talk, and what made it.

    ``answer`` is the whole text with marks [1]. ``reason`` tells the kinds of refusal apart; an answer
    that corrects the question carries "premise_contradicted". A refusal's citations are the nearest
    passages, not support. ``notes`` are codes that the page puts into words (see ui/wording.py), such
    as "no_rendering" or "model_unavailable".
    """

    answer: str
    language: Language
    outcome: Outcome
    citations: tuple[Citation, ...] = ()
    claims: tuple[AnsweredClaim, ...] = ()
    reason: RefusalReason = ""
    engine: str = "embedded"
    seconds: float = 0.0
    notes: tuple[str, ...] = ()
    follow_ups: tuple[str, ...] = ()
    digest: str = ""
    """Of documents, question and settings: the same digest means the same bytes from the embedded engine."""
    usage: Usage | None = None
    """What a chat model was asked for this answer; None when none was."""

    @property
    def refused(self) -> bool:
        return self.outcome == "refused"

    def as_json(self, id: str | int | None = None) -> dict[str, Any]:
        out: dict[str, Any] = {} if id is None else {"id": id}
        out |= {"answer": self.answer, "language": self.language, "outcome": self.outcome, "refused": self.refused}
        if self.reason:
            out["reason"] = self.reason
        out["citations"] = [c.as_json() for c in self.citations]
        out["claims"] = [{"text": c.text, "citations": list(c.citations), "verdict": str(c.verdict.label)} for c in self.claims]
        out |= {"engine": self.engine, "seconds": round(self.seconds, 3)}
        if self.notes:
            out["notes"] = list(self.notes)
        if self.usage is not None:
            out["usage"] = self.usage.as_json()
        return out


@dataclass(frozen=True, slots=True)
class Checked:
    """A sentence of a reader's draft with its verdict; ``span`` counts characters of the draft."""

    claim: str
    span: Span
    verdict: Verdict
    citations: tuple[Citation, ...] = ()
    reasons: tuple[str, ...] = ()
    """The verdict's reasons in words, in the language of the claim."""

    def as_json(self, id: str | int | None = None) -> dict[str, Any]:
        out: dict[str, Any] = {} if id is None else {"id": id}
        return out | {
            "claim": self.claim,
            "verdict": str(self.verdict.label),
            "reasons": list(self.reasons),
            "citations": [c.as_json() for c in self.citations],
        }


@dataclass(frozen=True, slots=True)
class Change:
    """What adding or removing did to one file: "added", "unchanged", "removed" or "failed"."""

    doc: str
    what: Literal["added", "unchanged", "removed", "failed"]
    message: str = ""
