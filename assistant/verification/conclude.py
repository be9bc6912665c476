"""Verdicts → what the reader gets: an answer of supported claims with citations, or a refusal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from assistant.text.language import has_japanese
from assistant.text.telling import author_of
from assistant.values import AnsweredClaim, Citation, Claim, Document, Label, Language, Reason, Span, Verdict

Key = tuple[str, int]


def cite(keys: Sequence[Key], documents: Mapping[str, Document], language: Language, first: int = 1) -> tuple[Citation, ...]:
    """Citations of sentences, numbered in order; ``document.text[start:end] == quote`` by construction."""
    told = [(documents[doc], documents[doc].sentences[index]) for doc, index in dict.fromkeys(keys)]
    return tuple(replace(cite_at(d, s.span, language, n), rendering=s.rendering) for n, (d, s) in enumerate(told, first))


def cite_at(document: Document, span: Span, language: Language, n: int) -> Citation:
    """The citation of a stretch of a document, a sentence or not."""
    section = document.section_of(span)
    return Citation(n, document.doc, title_of(document, language), span.start, span.end, span.of(document.text), author_of(section, language), section.date)


def title_of(document: Document, language: Language) -> str:
    return document.title.get(language) or next(iter(document.title.values()), document.doc)


def as_told(told: Sequence[tuple[str, Sequence[tuple[Document, Span]]]], language: Language) -> tuple[str, tuple[AnsweredClaim, ...], tuple[Citation, ...]]:
    """As ``compose_answer``, of claims about documents themselves, each with the stretches that it was made from."""
    places = list(dict.fromkeys((document.doc, span) for _, spans in told for document, span in spans))
    documents = {document.doc: document for _, spans in told for document, _ in spans}
    citations = tuple(cite_at(documents[doc], span, language, n) for n, (doc, span) in enumerate(places, 1))
    claims = []
    for text, spans in told:
        marks = tuple(places.index((document.doc, span)) + 1 for document, span in spans)
        claims.append(AnsweredClaim(text, marks, Verdict(Label.SUPPORTED, (Reason("quoted"),), 1.0)))
    space = "" if language == "ja" else " "
    return space.join((c.text + space + "".join(f"[{n}]" for n in c.citations)).rstrip() for c in claims), tuple(claims), citations


def accepted(claims: Sequence[Claim], verdicts: Sequence[Verdict]) -> list[tuple[Claim, Verdict]]:
    """The claims that may reach the reader."""
    return [(c, v) for c, v in zip(claims, verdicts, strict=True) if v.label is Label.SUPPORTED]


def compose_answer(
    supported: Sequence[tuple[Claim, Verdict]],
    documents: Mapping[str, Document],
    language: Language,
    *,
    sections: Mapping[int, str] | None = None,
    before_foreign: str = "",
) -> tuple[str, tuple[AnsweredClaim, ...], tuple[Citation, ...]]:
    """The answer's text with marks, its claims, and its citations, numbered by first use.

    ``sections``: position of a claim → label that opens a new part (an author, a heading).
    A sentence in another script than the answer's stands in quotation marks, the first behind the line ``before_foreign``.
    """
    keys = list(dict.fromkeys(key for claim, verdict in supported for key in (verdict.evidence or claim.evidence)))
    citations = cite(keys, documents, language)
    number = {key: c.n for key, c in zip(keys, citations, strict=True)}
    parts: list[str] = []
    claims: list[AnsweredClaim] = []
    label = ""
    for position, (claim, verdict) in enumerate(supported):
        marks = tuple(number[k] for k in (verdict.evidence or claim.evidence))
        opened = (sections or {}).get(position)
        if opened is not None and opened != label:
            label = opened
            parts.append(("\n\n" if parts else "") + f"{label}:" + ("" if language == "ja" else " "))
        elif parts and language == "en":
            parts.append(" ")
        if before_foreign and is_foreign(claim.text, language):
            parts.append(("\n" if parts else "") + f"{before_foreign}\n")
            before_foreign = ""
        parts.append(sentence_text(claim.text, language) + ("" if language == "ja" else " ") + "".join(f"[{n}]" for n in marks))
        claims.append(AnsweredClaim(claim.text, marks, verdict, label))
    return "".join(parts), tuple(claims), citations


def is_foreign(text: str, language: Language) -> bool:
    """Whether a text is in another script than an answer in this language."""
    return has_japanese(text) if language == "en" else not has_japanese(text)


def sentence_text(text: str, language: Language) -> str:
    """A claim as it stands in the answer: closed by a full stop if by no other mark, in quotation marks when it is in the other language."""
    text = " ".join(text.split()) if language == "en" else text.strip()
    if is_foreign(text, language):
        return f"“{text}”" if language == "en" else f"「{text}」"
    if language == "ja":
        return text if text[-1:] in "。！？!?」』:：" else text + "。"
    return text if text[-1:] in ".!?:”\"’" else text + "."
