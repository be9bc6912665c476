"""A question about two who are called by one word, 「両国」 or "the two leaders" → the same question about each of them.

Who they are is named elsewhere in it, or else they are the two whom the documents name most. Works on the wording of both
languages; knows no document.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from assistant.answering.sides import EACH
from assistant.answering.understanding import Query
from assistant.text.names import Glossary
from assistant.values import Language

_BOTH: dict[Language, re.Pattern[str]] = {
    "ja": re.compile(r"(?<![一-龥])(?:(?P<lands>両国|双方|両政権|両政府|両体制)|(?P<persons>両首脳|両者|両氏|両人))|(?<=[。?？])(?P<those>それぞれ|各々)"),
    "en": re.compile(
        r"\b(?:the two|both|each(?: of the(?: two)?)?) (?:(?P<lands>countr(?:y|ies)|nations?|states?|regimes?|governments?|systems?|sides?|capitals?)"
        r"|(?P<persons>leaders?|men|presidents?|rulers?|heads? of state))\b",
        re.IGNORECASE,
    ),
}
"""What stands for two who are named elsewhere, or are the ones that the documents are about."""
_KINDS = {"lands": ("country",), "persons": ("person",), "those": ("country", "person")}
"""Kinds of names that each group of these words may stand for, those tried first before."""
_ONLY_NAMED = re.compile(r"(?:で|について|の場合)?[。.?？]?")
"""What is left behind those who are named in a sentence that says nothing else."""
_SENTENCE_BEFORE = re.compile(r"[。.?？]\s*$")
_WITH_NOUN = {"両政権", "両政府", "両体制"}
_POSSESSIVE = re.compile(r"^['’](?=\s)")


def of_pair(query: Query, plain: str, language: Language, glossary: Glossary, usual: Collection[str]) -> list[str]:
    """The question about each of two that it calls by one word: the two of that kind that it names, or else the usual ones.

    ``usual``: identities of the two countries and the two persons that the documents are about. None where each of them is not asked about.
    """
    both = _BOTH[language].search(plain)
    if both is None or not _of_each(both, plain):
        return []
    for kind in _KINDS[both.lastgroup or ""]:
        sides = list(dict.fromkeys(n.text for n in query.facts.names if n.kind == kind))
        if not sides and both.lastgroup != "those":
            sides = [form for i in usual if glossary.kind(i) == kind for form in glossary.translations([i], language, 1)]
        if len(sides) == 2:
            return [_instead(plain, both, side) for side in sides]
    return []


def _of_each(both: re.Match[str], plain: str) -> bool:
    """Whether each of the two is asked about, and not what they did together."""
    rest = f"{plain[: both.start()]} {plain[both.end() :]}".lower()
    return EACH.search(rest) is not None or both.group().lower().startswith("each") or both.lastgroup == "those"


def of_side(before: str, side: str, after: str, language: Language) -> str:
    """The question about one side, between what stands before all of them and after.

    Where both are only named behind it, 「両国の体制は? 北朝鮮とロシアで。」, the side stands in their place.

    >>> of_side("両国の体制はそれぞれどうか。", "ロシア", "で。", "ja")
    'ロシアの体制はそれぞれどうか。'
    """
    both = _BOTH[language].search(before)
    if both and _ONLY_NAMED.fullmatch(after) and _SENTENCE_BEFORE.search(before):
        return _instead(before, both, side)
    rest = after.removeprefix("、")
    both = _BOTH[language].match(rest)
    return before + side + (rest[both.end() :] if both else after)


def _instead(text: str, both: re.Match[str], side: str) -> str:
    """The text with one side in the place of the word for both."""
    said = both.group()
    noun = f"の{said[1:]}" if said in _WITH_NOUN else "は" if both.lastgroup == "those" else ""
    after = _POSSESSIVE.sub("'s", text[both.end() :])
    return f"{text[: both.start()]}{side}{noun}{after}"
