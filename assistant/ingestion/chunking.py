"""Documents → passages that never cut a sentence, under a token budget."""

from __future__ import annotations

from assistant.text.terms import count_tokens
from assistant.values import Document, Language, Passage, Sentence, Span

BUDGET_TOKENS = 400
"""cl100k_base tokens a passage; about 350 Japanese characters, what the embedding model reads whole."""


def chunk(document: Document, budget_tokens: int = BUDGET_TOKENS) -> list[Passage]:
    """Passages of a document: whole sentences under one heading, in the original and in its rendering.

    Paragraphs are kept together while they fit; a sentence longer than the budget is a passage by itself.
    The text begins with title and heading, which name what the sentences often leave unsaid.
    """
    groups: list[list[Sentence]] = []
    tokens = 0
    for sentence in document.sentences:
        if sentence.kind != "body":
            continue
        cost = count_tokens(sentence.text)
        fresh = not groups or groups[-1][-1].heading != sentence.heading or document.section_of(groups[-1][-1].span) != document.section_of(sentence.span)
        if fresh or tokens + cost > budget_tokens:
            groups.append([])
            tokens = 0
        groups[-1].append(sentence)
        tokens += cost
    passages = []
    for group in groups:
        span = Span(group[0].span.start, group[-1].span.end)
        texts: dict[Language, str] = {document.language: _joined([s.text for s in group], document.language)}
        other: Language = "en" if document.language == "ja" else "ja"
        renderings = [s.rendering for s in group]
        if all(renderings):
            texts[other] = _joined([r for r in renderings if r], other)
        for language, text in texts.items():
            head = heading_of(document, group[0], language)
            identity = f"{document.digest[:16]}:{group[0].index}-{group[-1].index}:{language}"
            passages.append(Passage(identity, document.doc, group[0].index, group[-1].index, span, f"{head}\n{text}" if head else text, language))
    return passages


def heading_of(document: Document, sentence: Sentence, language: Language) -> str:
    """Title, author and heading above a sentence, in ``language`` where they exist in it: what a reader knows when reading it."""
    author = document.section_of(sentence.span).author
    parts = [document.title.get(language) or next(iter(document.title.values()), ""), author.get(language) or next(iter(author.values()), "")]
    if sentence.heading >= 0:
        heading = document.sentences[sentence.heading]
        parts.append(heading.shown(language))
    return " – ".join(dict.fromkeys(p for p in parts if p))


def _joined(sentences: list[str], language: Language) -> str:
    return ("" if language == "ja" else " ").join(sentences)
