"""Which sentences of the documents an answer before consists of."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.values import Document, Sentence

SHORTEST = 5
"""Characters from which a text is looked for in an answer: what is shorter stands in others by chance."""


def told_in(answer: str, documents: Sequence[Document]) -> list[tuple[Document, Sentence]]:
    """The sentences that an answer tells, in its order; line breaks of the documents are spaces in it."""
    whole = " ".join(answer.split())
    told = [(at, d, s) for d in documents for s in d.sentences if s.kind == "body" and (at := _at(s, whole)) >= 0]
    return [(d, s) for _, d, s in sorted(told, key=lambda t: (t[0], t[1].doc, t[2].index))]


def _at(sentence: Sentence, answer: str) -> int:
    texts = [" ".join(t.split()) for t in (sentence.text, sentence.rendering) if t]
    return max((answer.find(t) for t in texts if len(t) >= SHORTEST), default=-1)
