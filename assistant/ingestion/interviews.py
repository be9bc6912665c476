"""Interviews: whose the answers are, where questions and answers are marked (Q: and A:, 問 and 答) and the lines above them say who was asked."""

from __future__ import annotations

import re

from assistant.text.markup import SPEAKER_MARK
from assistant.values import Span

_TITLES_EN = r"(?:(?:Drs?|Prof(?:essor)?|Mr|Mrs|Ms|Amb(?:assador)?|Gen(?:eral)?|Sir|Dame)\.?\s+)*"
_NAME_EN = r"[A-Z][\w'’-]+(?: (?:[A-Z]\.|[A-Z][\w'’-]+|(?:de|da|van|von|der|bin|al|el|la|le)\b)){1,3}"
_ASKED_EN = re.compile(
    rf"\b(?:[Ii]nterview(?:ed)?(?: with)?|[Cc]onversation with|[Qq]uestions (?:to|for)|Q ?& ?A with|(?:talks?|spoke|speaks?) (?:to|with)) "
    rf"{_TITLES_EN}(?P<name>{_NAME_EN})"
)
_NAME_JA = r"(?:[一-龥々]{1,4}[ 　]?[一-龥々ぁ-んァ-ヴー]{1,4}|[ァ-ヴー]{2,}(?:[・＝=][A-Zァ-ヴー.]+)+)"
_OFFICE_JA = r"(?:氏|さん|先生|博士|名誉教授|特任教授|准教授|教授|主任研究員|主席研究員|上席研究員|研究員|所長|代表|元?[^\s、。「」]{0,6}(?:大使|長官|大臣))"
_ASKED_JA = re.compile(
    rf"(?P<name>{_NAME_JA}?)[ 　]?{_OFFICE_JA}(?:に(?:聞く|聞いた|きく|訊く|インタビュー)|への?(?:インタビュー|質問)|[ 　]?インタビュー)"
)
LEAST = 2
"""Answers marked as such, or questions behind a dash, that make an interview."""


def answered_by(text: str) -> tuple[int, Span] | None:
    """Where the marked questions and answers of an interview begin, and where who answers is named above them.

    >>> text = "An Interview with Dr Ada Bell\\n\\nQ: Are they slow?\\n\\nA: They are.\\n\\nQ: Why?\\n\\nA: Fog."
    >>> start, name = answered_by(text)
    >>> text[start:start + 2], name.of(text)
    ('Q:', 'Ada Bell')
    >>> start, name = answered_by("江田亜紀教授に聞く\\n問:船は遅いですか。\\n答:遅い。\\n問:なぜですか。\\n答:霧です。")
    >>> start, tuple(name)
    (10, (0, 4))
    >>> answered_by("An Interview with Ada Bell\\nShe spoke of fog.")
    """
    marked = list(SPEAKER_MARK.finditer(text))
    if max(sum(m.group("who") in {"A", "答"} for m in marked), sum(bool(m.group("asks")) for m in marked)) < LEAST:
        return None
    start = marked[0].start()
    named = _ASKED_EN.search(text, 0, start) or _ASKED_JA.search(text, 0, start)
    return (start, Span(*named.span("name"))) if named and named.group("name") else None
