"""A question about several → the places of those who are named or told side by side in it: "A and B", 「AとBの見方」.

Works on the wording of both languages; knows no document.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from assistant.answering.clauses import AUXILIARY, SENTENCE_END
from assistant.answering.understanding import Query
from assistant.text.analysis import Facts
from assistant.values import Language, Span

APART = 40
"""The most characters between two names that stand side by side."""
EACH = re.compile(
    r"それぞれ|おのおの|各々|並べて|(?<!と)違い|違う|違っ|異な(?!り、)|比べ|比較|対比|(?:両方|双方|両者|二人|2人)(?:から|の見|の意見|の考|の説|の主張)|両者は|"
    r"\b(?:each(?! other)|both|respectively|side by side|compare[ds]?|contrast|differ\w*|disagree|versus|vs|on the one hand)\b"
)
"""What says that each of several is asked about."""
_VOICES, _LANDS = "voices", "lands"
_COMPARED_AS = {"person": _VOICES, "media": _VOICES, "organisation": _VOICES, "": _VOICES, "group": _VOICES, "country": _LANDS, "place": _LANDS}
"""Kinds of names that are compared with each other; a name of unknown kind may be a person."""

_JOINED_BY: dict[Language, re.Pattern[str]] = {
    "ja": re.compile(r"[^はをに。、?？]{0,24}?(?P<and>(?:と|や|および|及び|並びに|ならびに|そして|・|対|、)、?)(?:[^はがを。、?？]{1,10}の)?"),
    "en": re.compile(
        r"(?:['’]s)?(?:\s+[\w'’-]+){0,4}?(?P<and>,?\s*\b(?:and|versus|vs\.?|or|as well as|as against|compared (?:with|to))\s+|,\s+)"
        r"(?:(?:the|that of|those of|by|from|in|under|for|of|mr|mrs|ms|dr|prof|professor|president|chairman)\.?\s+)*",
        re.IGNORECASE,
    ),
}
"""What may stand between two names that are joined."""
_BELONGS_BEFORE: dict[Language, re.Pattern[str]] = {
    "ja": re.compile(r"[^、。?？は]{1,20}(?<!をめぐ)(?<!に関す)(?<!に対す)(?<!におけ)(?:[たる]|(?<!について)(?<!で)(?<!へ)の)$"),
    "en": re.compile(r"(?:\b(?:the|mr|mrs|ms|dr|prof|professor|president|chairman)\.?\s+)+$", re.IGNORECASE),
}
"""What stands before a name and belongs to it."""
_PREPOSITION = re.compile(r"\b(?P<word>under|by|from|in|for|of)\s+(?:the\s+)?$", re.IGNORECASE)
_COURTESY = re.compile(r"(?:側|氏|さん|様|(?:准|名誉|特任)?教授|助教|博士|大統領|首相|総書記|委員長|研究員|記者)")
_LETTERS = re.compile(r"[一-龥々ァ-ヴーA-Za-z0-9]+")
_OFFICE = re.compile(r"の[一-龥ァ-ヴー]{0,6}(?:長|官|相|員|家|授|代表|監督|首脳)")
_NOUN_ENDS = re.compile(r"(?=[、。?？はを]|では|でそれぞれ|それぞれ|の(?:両方|双方|違い|差|比較))")
_DONE_TOGETHER = re.compile(r"が(?!どう|どの|それぞれ)")
"""What stands behind those who are asked about as one."""
_PHRASE = r"(?:(?![,.?;:]).){2,100}?"
_COMPARED_NOUNS: dict[Language, list[re.Pattern[str]]] = {
    "ja": [
        re.compile(
            r"(?P<a>[^、。?？はがをで]{1,24}?(?:[一-龥ァ-ヴー々A-Za-z0-9０-９ん]|[こご]ろ|とき))(?:と|や|および|及び|そして)"
            r"(?P<b>(?!い[うっわ]|し[てた]|述べ|言|見|考|思|され|で)[^、。?？はがを]{1,24}?)"
            r"(?=、|は|が(?:どう|どの|どれ|それぞれ)|を|と?で|の[^はがを、]{0,12}(?:違い|差|比較|両方|双方)|それぞれ)"
        )
    ],
    "en": [
        re.compile(rf"\bhow (?:do|does|did|is|are|was|were) (?P<a>{_PHRASE}) (?:differ from|compared? (?:with|to)) (?P<b>{_PHRASE})(?=[,.?;]|$)", re.IGNORECASE),
        re.compile(rf"\b(?:{AUXILIARY})\s+(?P<a>{_PHRASE})\s+and\s+(?P<b>{_PHRASE})(?=\s+(?:each|both|differ\w*|compare|disagree\w*)\b)", re.IGNORECASE),
        re.compile(rf"\b(?:compare|contrast|between|both)\s+(?P<a>{_PHRASE})\s+(?:and|with|to)\s+(?P<b>{_PHRASE})(?=[,.?;]|$)", re.IGNORECASE),
        re.compile(rf"(?P<a>{_PHRASE})\s+(?:vs\.?|versus)\s+(?P<b>{_PHRASE})(?=[,.?;]|$)", re.IGNORECASE),
    ],
}
"""Things that are compared, whatever they are called."""
_COMPARED_CLAUSES: dict[Language, list[re.Pattern[str]]] = {
    "ja": [re.compile(r"(?:^|[、。?？])(?P<a>[^、。?？]{3,40}(?:もの|こと|の))と、?(?P<b>[^。?？]{3,60}(?:もの|こと|の))(?=を(?:見?比べ|比較|対比|並べ))")],
    "en": [re.compile(rf"\b(?:compare|contrast)\s+(?P<a>the {_PHRASE})\s+(?:with|to|and)\s+(?P<b>(?:the one|that|what|the) {_PHRASE})(?=[.?]|$)", re.IGNORECASE)],
}
"""Things that are compared and told in clauses: "what Ito fears with what Weber hopes"."""


class _Named(NamedTuple):
    """A name in a question, and those of what sort it is compared with."""

    start: int
    end: int
    sort: str


def sides_of(query: Query, plain: str, language: Language) -> list[Span]:
    """The places of those who are asked about side by side, in order; none where there are not several.

    ``plain`` is the question's text as it was read, ``query.facts.plain``, in which the spans count characters.
    """
    return _compared(_COMPARED_CLAUSES[language], plain) or _joined_names(query.facts, plain, language) or _compared(_COMPARED_NOUNS[language], plain)


def _compared(patterns: Sequence[re.Pattern[str]], plain: str) -> list[Span]:
    """The places of two things that are compared and have no names."""
    for pattern in patterns:
        found = pattern.search(plain)
        if found:
            own = found.group("b").find("の")
            shared = len(found.group("b")) - own if own > 0 and "の" not in found.group("a") else 0  # 「男性と女性の賛成の割合」
            return [Span(*found.span("a")), Span(found.start("b"), found.end("b") - shared)]
    return []


# names that are joined by "and"


def _joined_names(facts: Facts, plain: str, language: Language) -> list[Span]:
    """The places of joined names, each with what belongs to it: of those who can hold a view, or else of countries."""
    names = _comparable(facts)
    for sort in (_VOICES, _LANDS):
        own = [name for name in names if name.sort == sort]
        longest = max(_runs(own, plain, language), key=len, default=[])
        if language == "ja":
            longest = _to_its_noun(longest, names, plain)
        if len(longest) > 1 and (sort == _VOICES or _apart(longest, plain)):
            return _with_prepositions(longest, plain)
    return []


def _comparable(facts: Facts) -> list[_Named]:
    """The names that can be compared with others, in order; none that stands inside another."""
    named = sorted({_Named(start, end, _COMPARED_AS[kind]) for start, end, kind in _names(facts) if kind in _COMPARED_AS})
    return [n for n in named if not any(o != n and o.start <= n.start and n.end <= o.end for o in named)]


def _names(facts: Facts) -> list[tuple[int, int, str]]:
    """Start, end and kind of each name; what is taken for one name, "Ito and Weber", may be two."""
    out = [(n.span.start, n.span.end, n.kind) for n in facts.names]
    for u in facts.unlisted:
        start = u.span.start
        for piece in re.split(r"(\s+and\s+)", facts.plain[start : u.span.end]):
            if piece.strip() != "and":
                out.append((start, start + len(piece), u.kind))
            start += len(piece)
    return out


def _runs(names: Sequence[_Named], plain: str, language: Language) -> list[list[Span]]:
    """Names of one sort in runs of those that are joined to each other, each with what belongs to it."""
    runs: list[list[Span]] = []
    for name in names:
        start, end = _whole(plain, name) if language == "ja" else (name.start, name.end)
        joint = _joint(plain, runs[-1][-1].end, start, language) if runs else None
        if joint:
            runs[-1][-1] = Span(runs[-1][-1].start, joint.start)
            runs[-1].append(Span(joint.end, end))
        else:
            before = _BELONGS_BEFORE[language].search(plain[:start])
            runs.append([Span(before.start() if before else start, end)])
    return runs


def _whole(plain: str, name: _Named) -> tuple[int, int]:
    """A Japanese name with what is written together with it, and the office of whom it names: 元海将補, 北浜電材の社長."""
    before = _LETTERS.match(plain[: name.start][::-1])
    start, end = name.start - (before.end() if before else 0), name.end
    if courtesy := _COURTESY.match(plain, end):
        return start, courtesy.end()
    if letters := _LETTERS.match(plain, end):
        end = letters.end()
    office = _OFFICE.match(plain, end) if name.sort == _VOICES else None
    return start, office.end() if office else end


def _joint(plain: str, end: int, start: int, language: Language) -> Span | None:
    """What joins the name that ends at ``end`` to the one that begins at ``start``; None where they are not joined."""
    between = _JOINED_BY[language].fullmatch(plain, end, start) if end < start <= end + APART else None
    return Span(*between.span("and")) if between else None


def _to_its_noun(spans: list[Span], names: Sequence[_Named], plain: str) -> list[Span]:
    """「Aの話とBの見解」: where the first goes on behind its name to a noun, the last does, too."""
    if len(spans) < 2:
        return spans
    name = max(n.end for n in names if n.end <= spans[-2].end)
    if not plain[name : spans[-2].end].strip() or _COURTESY.fullmatch(plain, name, spans[-2].end):
        return spans
    end = _NOUN_ENDS.search(plain, spans[-1].end)
    return [*spans[:-1], Span(spans[-1].start, end.start())] if end else spans


def _apart(spans: Sequence[Span], plain: str) -> bool:
    """Whether something is asked of each of those named, and not of what they did together: the sentence says so."""
    begin = max((m.end() for m in SENTENCE_END.finditer(plain, 0, spans[0].start)), default=0)
    end = next((m.start() for m in SENTENCE_END.finditer(plain, spans[-1].end)), len(plain))
    sentence = plain[begin:end]
    return EACH.search(sentence.lower()) is not None and _DONE_TOGETHER.match(plain, spans[-1].end) is None


def _with_prepositions(spans: list[Span], plain: str) -> list[Span]:
    """"under A and under B": the word before the first belongs to it where the second has it too."""
    word = _PREPOSITION.search(plain[: spans[0].start])
    if word and plain[spans[1].start :].lower().startswith(word.group("word").lower()):
        return [Span(word.start(), spans[0].end), *spans[1:]]
    return spans
