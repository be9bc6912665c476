"""Sentences to be summarized by a chat model → portions under a token budget, and what the model is asked of each.

Parts first, then the whole: from each portion the model notes what it says, and from the sentences that its notes rest on it
writes the summary. So the whole is written from the documents' own sentences, never from what the model made of them. Knows
nothing of the gate.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence

from assistant.answering.chat import Numbered
from assistant.answering.summarizing import Chosen, Key
from assistant.prompts import Messages, material, prompt
from assistant.text.terms import count_tokens
from assistant.values import Language

SENTENCES: Mapping[str, int] = {"short": 3, "medium": 9, "long": 16}
"""Sentences that a model is asked for, and that are read of its reply."""
MOST_PORTIONS = 8
"""Portions of one summary; of a longer text the most telling sentences are read that fill so many."""
MARK_TOKENS = 6


def tokens(chosen: Chosen, language: Language) -> int:
    """Tokens of cl100k_base that a sentence takes with its number."""
    return count_tokens(material(chosen.sentence.shown(language))) + MARK_TOKENS


def portions(chosen: Iterable[Chosen], language: Language, budget_tokens: int) -> list[Numbered]:
    """The sentences in order, in as few portions as the budget allows; each part of a document stands under its author and date."""
    out: list[list[Chosen]] = []
    left = 0
    above = ""
    for c in chosen:
        cost = tokens(c, language)
        head = headline(c, language)
        needed = cost + (count_tokens(head) if head != above or not out else 0)
        if not out or needed > left:
            out.append([])
            left, needed = budget_tokens, cost + count_tokens(head)
        out[-1].append(c)
        left, above = left - needed, head
    return [_numbered(group, language) for group in out]


def headline(chosen: Chosen, language: Language) -> str:
    """Whose text of what date the following sentences are, as the model sees it."""
    part = chosen.part
    told = [table.get(language) or next(iter(table.values()), "") for table in (part.document.title, part.section.author)]
    listed = [material(t).replace("[", "［") for t in (*told, part.section.date) if t]
    return f"({'、'.join(listed) if language == 'ja' else ', '.join(listed)})"


def part_messages(numbered: Numbered, title: str, language: Language, length: str, of: int) -> Messages:
    """What is asked of one of so many portions: together half as many sentences again as the summary will have."""
    most = max(2, math.ceil(1.5 * SENTENCES[length] / of))
    return prompt("summarize_part", language).fill(title=material(title), evidence=numbered.text, sentences=str(most))


def whole_messages(numbered: Numbered, title: str, language: Language, length: str) -> Messages:
    return prompt("summarize_whole", language).fill(title=material(title), evidence=numbered.text, sentences=str(SENTENCES[length]))


def within(chosen: Sequence[Chosen], noted: Iterable[Key], language: Language, budget_tokens: int) -> list[Chosen]:
    """The sentences that notes rest on, in order; under the budget, those noted first of each portion."""
    wanted = set(noted)
    return list(_fitting((c for c in chosen if c.key in wanted), language, budget_tokens))


def _fitting(chosen: Iterable[Chosen], language: Language, budget_tokens: int) -> Iterator[Chosen]:
    left = budget_tokens
    above = ""
    for c in chosen:
        head = headline(c, language)
        left -= tokens(c, language) + (count_tokens(head) if head != above else 0)
        above = head
        if left < 0:
            return
        yield c


def _numbered(group: Sequence[Chosen], language: Language) -> Numbered:
    lines: list[str] = []
    above = ""
    for n, c in enumerate(group, 1):
        head = headline(c, language)
        if head != above:
            lines.append(head)
            above = head
        lines.append(f"[{n}] {material(c.sentence.shown(language))}")
    sources = tuple(t for c in group for t in (c.sentence.text, c.sentence.rendering) if t)
    return Numbered(tuple(c.key for c in group), "\n".join(lines), sources)
