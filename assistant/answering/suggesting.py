"""Questions to ask next: made of sentences of the documents by patterns of grammar, never written for one of them.

What comes from here is a proposal. The pipeline asks it, and offers it only where the sentence it was made of
answers it. A sentence that leans on others ("it", 「この」) makes no question, since the question must stand alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from assistant.text.analysis import Facts
from assistant.text.dates import DateExpr
from assistant.text.names import Name
from assistant.values import Language

Pattern = Literal["why", "when", "view", "differ", "said"]
Key = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Source:
    """A sentence as the reader reads it, with who wrote it; ``author`` is empty where nobody is known."""

    key: Key
    facts: Facts
    names: tuple[Name, ...]
    """What it names, terms of the subject too."""
    author: str = ""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A question and what its answer has to show: the sentence it was made of, or its subject in the words of ``authors``."""

    question: str
    pattern: Pattern
    key: Key
    subject: str = ""
    """Id of the entity or term asked about."""
    authors: tuple[str, ...] = ()


TEMPLATES: dict[Pattern, dict[Language, str]] = {
    "view": {"ja": "{author}は{subject}についてどう述べていますか。", "en": "What does {author} say about {subject}?"},
    "differ": {"ja": "{subject}について、{author}と{other}の見方はどう違いますか。", "en": "How do {author} and {other} differ on {subject}?"},
    "said": {"ja": "{subject}については何と書かれていますか。", "en": "What do the documents say about {subject}?"},
}


def suggestions(sources: Sequence[Source], language: Language, known: frozenset[str], common: frozenset[str]) -> Iterator[Suggestion]:
    """Questions in order of their sources, the most particular first. ``known`` entities were spoken of already, ``common`` ones are everywhere."""
    for source in sources:
        for pattern, question in of_sentence(source.facts, language):
            yield Suggestion(question, pattern, source.key)
    yield from _about(sources, language, known | common)


def of_sentence(facts: Facts, language: Language) -> list[tuple[Pattern, str]]:
    """The questions that a sentence answers by its grammar: why, where it gives a reason; when, where it gives a date.

    「AためBした。」 → 「Bしたのはなぜですか。」, "B was done because A." → "Why was B done?"; with a date likewise.
    """
    text = re.sub(r"\s*[(（][^()（）]*[)）]", "", _CONNECTIVE[language].sub("", facts.plain.strip()))
    if facts.language != language or _LEANING[language].search(text) or re.search(r"[「」“”\"『』:;：；—]", text):
        return []
    asked = [("why", _why(text, language))]
    asked += [("when", _when(text, date, language)) for date in facts.dates if _is_day(date)]
    return [(pattern, question) for pattern, question in asked if question]  # type: ignore[misc]


def _about(sources: Sequence[Source], language: Language, known: frozenset[str]) -> Iterator[Suggestion]:
    """Questions about what the sources name: what one author says of it, how two differ, what is said of it at all."""
    authors_of: dict[str, list[str]] = {}
    named = [(source, name) for source in sources for name in _subjects(source, language) if not set(name.ids) & known]
    for source, name in named:
        if source.author and source.author not in authors_of.setdefault(name.ids[0], []):
            authors_of[name.ids[0]].append(source.author)
    seen: set[str] = set()
    for source, name in named:
        subject, authors = name.ids[0], authors_of.get(name.ids[0], [])
        if subject in seen:
            continue
        seen.add(subject)
        words = {"subject": _called(source.facts, name, language)}
        if len(authors) > 1:
            question = TEMPLATES["differ"][language].format(**words, author=authors[0], other=authors[1])
            yield Suggestion(question, "differ", source.key, subject, tuple(authors[:2]))
        if source.author:
            yield Suggestion(TEMPLATES["view"][language].format(**words, author=source.author), "view", source.key, subject, (source.author,))
        yield Suggestion(TEMPLATES["said"][language].format(**words), "said", source.key, subject)


def _subjects(source: Source, language: Language) -> list[Name]:
    """What a sentence names, in the reader's language, where it says so surely and one may ask about it by that name."""
    if source.facts.language != language:
        return []
    plain = source.facts.plain
    return [n for n in source.names if n.sure and n.kind not in _NO_SUBJECT and _askable(n, language) and not plain[: n.span.start][-1:].isdigit()]


def _askable(name: Name, language: Language) -> bool:
    """Not every form of a word can be asked about: a term has to be a compound noun, a country or place no adjective."""
    if name.kind == "term":
        return bool(_COMPOUND[language].fullmatch(name.text))
    return language == "ja" or name.kind not in {"country", "place"} or not re.search(r"(?:[aeiou]n|ese|ish|nch)(?:'s)?$", name.text)


def _called(facts: Facts, name: Name, language: Language) -> str:
    """A name as the sentence writes it; in English with the article it takes there."""
    before = facts.plain[: name.span.start]
    if language == "ja" or name.kind == "person":  # in "the Joe Biden administration" the article is not his
        return name.text
    if name.kind == "term":
        determined = re.search(r"\b(?:the|an?|its|their|his|her|this|that|[\w-]+'s) (?:[a-z-]+ ){0,2}$", before, re.IGNORECASE)
        return f"the {name.text}" if determined and not name.text.endswith("s") else name.text
    return f"the {name.text}" if re.search(r"\b[Tt]he $", before) or _WITH_ARTICLE.match(name.text) else name.text


def _why(text: str, language: Language) -> str:
    found = _REASON[language].search(text)
    if not found:
        return ""
    what = next(g for g in found.groups() if g)
    if language == "en":
        return _inverted("Why", what)
    return _clefted(what, "なぜ")


def _when(text: str, date: DateExpr, language: Language) -> str:
    at = text.find(date.text)
    if at < 0:
        return ""
    before, after = text[:at], text[at + len(date.text) :]
    if language == "ja":
        rest = re.match(r"[にの]?、|に", after)
        clause = (before + after[rest.end() :]).rstrip("。") if rest and (before == "" or before[-1] in "は、が") else ""
        return _clefted(clause, "いつ") if clause.count("た") == 1 else ""  # a second verb might be the dated one
    if re.fullmatch(r"(?:On|In) ", before) and after.startswith(", "):
        return _inverted("When", after[2:].rstrip("."))
    on = re.search(r" (?:on|in) $", before)
    return _inverted("When", before[: on.start()]) if on and after == "." else ""


def _clefted(clause: str, asking: str) -> str:
    """「Aは…した」 → 「Aが…したのはなぜですか。」; what has no subject of its own, or is too long to read, makes no question."""
    clause = re.sub(r"(?<=[^でにとかも])は、?", "が", clause, count=1) if not re.search(r"[^、]が", clause) else clause
    whole = re.fullmatch(r"[^、]*(?:、[^、]*)?(?:た|ている|れる|える|なる|する)", clause)
    return f"{clause}のは{asking}ですか。" if whole and "は" not in clause and re.search(r"[^、]が", clause) and 8 <= len(clause) <= 60 else ""


def _inverted(asking: str, clause: str) -> str:
    """ "The treaty was signed" → "When was the treaty signed?"; only where the verb has an auxiliary to put first."""
    found = _CLAUSE.fullmatch(clause)
    if not found or len(clause) > 110 or "," in clause:
        return ""
    subject = found["subject"]
    if subject.split()[0] in {"The", "A", "An"}:
        subject = subject[0].lower() + subject[1:]
    return f"{asking} {found['auxiliary']} {subject} {found['rest']}?"


def _is_day(date: DateExpr) -> bool:
    """A point in time that a question may ask for: written with its year, not as a bound or a period."""
    return date.year is not None and date.precision in {"year", "month", "day"} and not (date.bound or date.end or date.relative)


_NO_SUBJECT = {"compound", "media"}
_COMPOUND: dict[Language, re.Pattern[str]] = {"ja": re.compile(r"[一-龥々ァ-ヴーA-Z]{4,}"), "en": re.compile(r"[a-z-]+(?: [a-z-]+)+")}
_WITH_ARTICLE = re.compile(r"(?:US|UK|UN|EU|USSR)$|United ")
_CLAUSE = re.compile(
    r"(?P<subject>(?:(?:[Tt]he|[Aa]n?) (?:[\w’'–-]+ ){0,4}|(?:[A-Z][\w’'–-]* ?){1,4})(?:[\w’'–-]+)?) (?P<auxiliary>is|are|was|were|has|have|had|will|would|can|could) (?P<rest>.+)"
)
_REASON: dict[Language, re.Pattern[str]] = {
    "ja": re.compile(r"^[^、]{4,}(?:、[^、]{2,})?(?:(?<=[たるい])ため(?:に)?|ことから|(?<=[たるい])ので)、(.+[^。])。$|^(.+)のは、?.{4,}(?:ため|から)(?:だ|である|です)。$"),
    "en": re.compile(r"^([^,]+?),? because (?!of\b).{8,}\.$|^Because (?!of\b)[^,]{8,}, ([^,]+)\.$"),
}
_CONNECTIVE: dict[Language, re.Pattern[str]] = {
    "ja": re.compile(r"^(?:しかし(?:ながら)?|また|さらに(?:は)?|一方(?:で)?|他方(?:で)?|そして|だが|つまり|それでも|実際(?:に)?|もちろん|特に|同様に|ただし|加えて|むしろ|結局)、?"),
    "en": re.compile(r"^(?:However|Moreover|Furthermore|In addition|On the other hand|And|But|In other words|Even so|In fact|Of course|Indeed|Still|Also|Thus|Therefore), "),
}
_LEANING: dict[Language, re.Pattern[str]] = {
    "ja": re.compile(r"こ(?:れ|の|こ|う|んな)|そ(?:れ|の|こ|う|んな)|あの|彼|同(?![盟様士意時情等一])|両(?:国|者|首脳|名)|前者|後者|我々|我が|私|僕|今(?:回|年|週|月|日)|上記|以下|二人|2人"),
    "en": re.compile(
        r"\b(?:it|its|they|them|their|(?<!War )(?-i:I)|me|my|he|him|his|she|her|we|our|ours|you|your)\b"
        r"|\b(?:this|these|those|here|such|both|the (?:two|same|former|latter|other|above))\b|\bthat\b(?! \w)",
        re.IGNORECASE,
    ),
}
