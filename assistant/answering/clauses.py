"""A message → the things it asks in sentences or clauses of their own. Works on the wording of both languages; knows no document."""

from __future__ import annotations

import re

from assistant.text.terms import content_terms
from assistant.values import Language

AUXILIARY = "do|does|did|would|is|are|was|were"
SENTENCE_END = re.compile(r"(?<=[?？。!！])\s*|(?<=\w\w[.])(?<!Prof\.)(?<!Dr\.)(?<!Mr\.)(?<!Mrs\.)(?<!Ms\.)\s+(?=[A-Z])")
_ASKS = rf"(?:what|how|who|why|which)\b|(?:when|where)\s+(?:{AUXILIARY}|has|have|had|will)\b"
"""How an English question begins."""
_FIRST_QUESTION = re.compile(rf"\b(?:{_ASKS})", re.IGNORECASE)
_NEXT_QUESTION = re.compile(
    rf"[,;]?\s+(?:and|while|whereas|but)\s+(?={_ASKS})|[,;]\s+(?=(?:what|how|why)\s+(?:{AUXILIARY}|has|have|had|will|many|much)\b)", re.IGNORECASE
)
"""Where another question begins; "who" and "which" behind a comma tell of whom or what came before."""
_OPENING_ENDS = re.compile(r"[,:–—]\s*$")
"""How that ends which stands before the first question and belongs to all of them."""
_WHOSE_VIEW = re.compile(r",\s*\b(?:according to|per|in (?:the )?[\w'’. -]+?(?:view|words|opinion|eyes))\b[^,?]*\??$", re.IGNORECASE)
_QUESTION_WORD = r"(?:何|なに|誰|だれ|どなた|どこ|いつ|なぜ|何故|どう|どの|どんな|どれ|いくつ|いくら)"
_ASKED_INSIDE = re.compile(rf"{_QUESTION_WORD}[^、。?？]*?か(?=[をはがでのにも]|どうか)|{_QUESTION_WORD}(?:か|も)(?![?？。])")
"""A question inside a sentence (どうするかを), and どこか, 誰も."""
_ASKING: dict[Language, re.Pattern[str]] = {"ja": re.compile(_QUESTION_WORD), "en": re.compile(rf"\b(?:{_ASKS}|whom\b|whose\b)|[?？]\s*$", re.IGNORECASE)}
_GOES_ON = re.compile(rf"(?:{_QUESTION_WORD}|[をはがに])、$")
"""A piece that ends so is no clause yet."""
SHORTEST_CHARS, SHORTEST_WORDS = 7, 3
"""A Japanese and an English clause of less asks nothing by itself."""


def of_clauses(plain: str, language: Language) -> tuple[str, ...]:
    """One text for each thing that is asked, each behind the sentences that ask nothing; none where one thing is asked."""
    sentences = [s.strip() for s in SENTENCE_END.split(plain) if s.strip()]
    clauses = [clauses_of(s, language) if _asking(s, language) else [] for s in sentences]
    asking = [c for found in clauses for c in found if content_terms(c)]
    told = " ".join(s for s, found in zip(sentences, clauses, strict=True) if not found)
    return tuple(f"{told} {c}".strip() for c in asking) if len(asking) > 1 else ()


def _asking(text: str, language: Language) -> bool:
    """Whether something is asked here and now, and not told about a question."""
    return _ASKING[language].search(_ASKED_INSIDE.sub("", text)) is not None


def clauses_of(sentence: str, language: Language) -> list[str]:
    """The questions of one sentence, each with what comes before the first and whose view is asked for.

    >>> clauses_of("On coal, what does Ito say, and what does Weber write?", "en")
    ['On coal, what does Ito say', 'On coal, what does Weber write?']
    >>> clauses_of("石炭について、伊藤は何と言い、ウェーバーはどう書いたか。", "ja")
    ['石炭について、伊藤は何と言い', '石炭について、ウェーバーはどう書いたか。']
    """
    return _japanese(sentence) if language == "ja" else _english(sentence)


def _japanese(sentence: str) -> list[str]:
    found: list[str] = []
    held = ""
    for piece in re.split(r"(?<=、)", sentence):
        held += piece
        if _asking(piece, "ja") and not _GOES_ON.search(piece):
            found.append(held)
            held = ""
    if len(found) < 2 or min(map(len, found)) < SHORTEST_CHARS:
        return [sentence]
    first, *others, last = found
    shared = first[: first.rfind("、", 0, -1) + 1]
    return [*(c.removesuffix("、") for c in (first, *(shared + o for o in others))), shared + last + held]


def _english(sentence: str) -> list[str]:
    begin = _FIRST_QUESTION.search(sentence)
    if begin is None:
        return [sentence]
    opening, rest = sentence[: begin.start()], sentence[begin.start() :]
    clauses = [c for c in _NEXT_QUESTION.split(rest) if c.strip()]
    if (opening and not _OPENING_ENDS.search(opening)) or len(clauses) < 2 or min(len(c.split()) for c in clauses) < SHORTEST_WORDS:
        return [sentence]
    found = _WHOSE_VIEW.search(rest)
    whose = found.group().rstrip("?") if found else ""
    return [*(f"{opening}{c.strip(' ,;')}{whose}" for c in clauses[:-1]), f"{opening}{clauses[-1].strip(' ,;')}"]
