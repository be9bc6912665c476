"""A question that asks several things at once → its parts, each a question of its own.

"How do A and B differ on X?" asks what A says of X and what B says of it (``sides.py``); so do 「両国」 and "the two leaders"
(``pairs.py``), and two questions in one message (``clauses.py``). Each part keeps what all have in common. Works on the wording of
both languages; knows no document.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import replace

from assistant.answering.clauses import AUXILIARY, of_clauses
from assistant.answering.pairs import of_pair, of_side
from assistant.answering.rewriting import make_query
from assistant.answering.sides import EACH, sides_of
from assistant.answering.understanding import Query
from assistant.text.language import detect
from assistant.text.names import Glossary
from assistant.values import Language

MOST_PARTS = 4
_WHICH_OF_THEM = re.compile(r"どっち|どちら|\bwhich (?:one|of)\b")
"""What asks for one of those named: their parts would tell of both."""
_VIEWS = {"what", "how", "yes_no", "list", "compare"}
"""Kinds of questions that ask for a view where they ask what somebody says of something."""
_ABOUT = "on|over|about|in|as to|regarding|when it comes to|from each other|with each other"
_DIFFER = r"(?:differ|disagree|diverge|compare|part ways|contrast)\b"
_SET_BESIDE = "(?:それぞれ|おのおの|各々|並べて|対比して|比較して|比べて|見比べて)(?:から)?(?:ほしい|ください|下さい|みて|教えて|説明して|示して)*"
_FRAME: dict[Language, list[tuple[re.Pattern[str], str]]] = {
    "ja": [
        (re.compile(r"の?(?:両方|双方|二人|2人|両者)(?=から|を|で|に|の|$)"), ""),
        (re.compile(r"、?(?:それぞれ|おのおの|各々)の(?=[一-龥])"), "の"),
        (re.compile(rf"[をはでが]?、?{_SET_BESIDE}"), "は"),
        (re.compile(r"(?<=もの|こと)を(?:見?比べ|比較し|対比し)(?:て(?:ほしい|みたい|ください)?|たい)"), "は何か"),
        (re.compile(r"の?(?:違い|相違点?|差異|異同|対比|比較)(?=は|を|が|に|って|$|[?？。])"), ""),
        (re.compile(r"(?:どう|どのように)(?:違|異な)(?:(?:い|り)ま(?:す|した)か|うか|るか|うのか|るのか|ったか)"), "どうですか"),
        (re.compile(r"(?:どう|どのように)(?:違|異な)(?:う|い|って|り|る|った)"), "どうだ"),
        (re.compile(r"[、。]は(?=[、。?？]|$)|は、は"), "は"),
    ],
    "en": [
        (re.compile(rf"\bhow (?:{AUXILIARY})\s+(?P<p>.+?)\s+{_DIFFER}\s+in\s+(?:their\s+)?(?P<n>[\w ]+?)(?=[,.?]|$)", re.IGNORECASE), r"what is the \g<n> of \g<p>"),
        (re.compile(rf"\bhow (?:{AUXILIARY})\s+(?P<p>.+?)\s+{_DIFFER}\s+(?:{_ABOUT})\b", re.IGNORECASE), r"what does \g<p> say about"),
        (re.compile(rf"\bhow (?i:{AUXILIARY})\s+(?P<p>[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*)*)\s+{_DIFFER}"), r"what does \g<p> say"),
        (re.compile(rf"\bhow (?:{AUXILIARY})\s+(?P<p>.+?)\s+{_DIFFER}", re.IGNORECASE), r"what is said of \g<p>"),
        (re.compile(r"\b(?:please\s+)?(?:compare|contrast|put|set|place)\s+", re.IGNORECASE), ""),
        (re.compile(r"\b(?:the\s+)?(?:difference|differences|contrast)\s+(?:between|in)\s+", re.IGNORECASE), ""),
        (re.compile(r",?\s*\b(?:side by side|next to each other|respectively|in turn)\b", re.IGNORECASE), ""),
        (re.compile(r"\b(?:each|both) (?:of (?:them|the two|these)|one)\b|(?<=\bdoes )each\b|(?<=\bdid )each\b", re.IGNORECASE), "it"),
        (re.compile(r",?\s*\b(?:both|each|on the one hand|on the other(?: hand)?)\b", re.IGNORECASE), ""),
    ],
}
"""What only says that several are asked about, and what is left of it."""


def parts(query: Query, glossary: Glossary, usual: Collection[str] = ()) -> tuple[Query, ...]:
    """The questions of which one consists, none where it asks one thing. Sentences that ask nothing are kept with each.

    ``usual``: identities of the two countries and the two persons that the documents are about, for 「両国」 and "the two leaders".

    >>> [part.text for part in parts(make_query("How do Ito and Weber differ on the new tax?", (), Glossary([])), Glossary([]))]
    ['what does Ito say about the new tax?', 'what does Weber say about the new tax?']
    """
    plain, language = query.facts.plain, detect(query.text)
    if query.follow_up or query.pushback or _WHICH_OF_THEM.search(plain.lower()):
        return ()
    texts = _of_sides(query, plain, language) or of_pair(query, plain, language, glossary, usual)
    if texts:
        return tuple(_view(make_query(_without_frame(text, language), (), glossary)) for text in texts)
    asked = of_clauses(plain, language)[:MOST_PARTS]
    return tuple(make_query(text, (("user", asked[0]),) if n else (), glossary) for n, text in enumerate(asked))


def _of_sides(query: Query, plain: str, language: Language) -> list[str]:
    """The question about each of those who are set side by side."""
    sides = sides_of(query, plain, language) if EACH.search(plain.lower()) else []
    return [of_side(plain[: sides[0].start], s.of(plain), plain[sides[-1].end :], language) for s in sides[:MOST_PARTS]]


def _view(query: Query) -> Query:
    """What one of several says of something, is a view of his, however it is asked."""
    views = query.asked.kind in _VIEWS and query.voices
    return replace(query, asked=replace(query.asked, kind="opinion")) if views else query


def _without_frame(text: str, language: Language) -> str:
    """The question about one, without what said that several are asked about."""
    for pattern, instead in _FRAME[language]:
        text = pattern.sub(instead, text)
    return re.sub(r"\s+([,.?!])", r"\1", re.sub(r"\s+", " ", text)).strip(" ,")
