"""Questions about a document itself: who wrote it, when, where it appeared, which is the latest.

Its byline is no passage, so no search finds it; what the text says there of itself answers, cited like any other sentence. A question is taken so
only where it asks for one of these of a text that it names: by its author, by where it appeared, by its title, or by what was told from it before.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from assistant.answering.authors import persons, wrote
from assistant.answering.heading import day
from assistant.answering.phrases import phrase
from assistant.answering.told import told_in
from assistant.answering.understanding import Query
from assistant.text.analysis import Facts, analyse
from assistant.text.language import marked
from assistant.text.names import Glossary
from assistant.text.normalize import normalize
from assistant.text.telling import author_of
from assistant.values import Document, Language, Section, Span

Detail = Literal["author", "date", "publisher"]
DETAILS: tuple[Detail, ...] = ("author", "date", "publisher")

_TEXT_JA = r"(?:記事|論考|論文|論説|文書|文章|寄稿|コラム|報告書|レポート|資料|エッセイ|評論|インタビュー|テキスト)"
_TEXT_EN = r"(?:articles?|essays?|pieces?|papers?|commentar(?:y|ies)|documents?|reports?|op-?eds?|columns?|anal(?:ysis|yses)|texts?|briefs?|interviews?|sources?)"
_WHICH_TEXT = re.compile(rf"{_TEXT_JA}|\b{_TEXT_EN}\b")
_ASKS: dict[Detail, re.Pattern[str]] = {
    "author": re.compile(
        r"(?:誰|だれ|どなた)(?:が|の手で|によって)[^、。]{0,12}(?:書|執筆)|(?:書いた|執筆した)(?:の|人|方)は(?:誰|だれ|どなた|[?？]|$)|(?:著者|筆者|書き手|執筆者|作者)(?:は|って|の名前は)(?:誰|だれ|どなた|何と|[?？]|$)"
        r"|(?:著者|筆者|書き手|執筆者|作者)(?:名)?を(?:教え|知り)"
        r"|\bwho (?:wrote|authored|penned|has written|is behind)\b|\bwho(?:['’]s| is| was| are| were) the (?:authors?|writers?)\b|\b(?:written|authored) by whom\b|\bby whom\b[^.]*\bwritten\b"
        r"|\b(?:name|tell me) the authors?\b"
    ),
    "date": re.compile(
        r"(?:いつ|何年|何月|何日)[^、。]{0,14}(?:書か|書い|掲載|公開|発表|出た|出され|発行|執筆|付け|のもの|の(?:記事|論考|論文|文書|文章))|(?:日付|年月日|発行日|公開日|掲載日|執筆時期)(?:は|を|って)"
        r"|\b(?:when (?:was|were|did|is|has|had|does)|what (?:date|day|month|year))\b[^.]*\b(?:publish\w*|writ(?:e|ten)|wrote|c[oa]me out|appear(?:ed)?|posted|released|issued|dated)\b|\bdated when\b"
        r"|\b(?:what is|what's|tell me) the (?:publication )?date of\b|\bhow (?:old|recent) (?:is|are)\b"
    ),
    "publisher": re.compile(
        r"(?:どこ|どの(?:媒体|雑誌|新聞|誌|紙|サイト))(?:に|で|から)[^、。]{0,10}(?:掲載|載っ|発表|公開|出た|出され)|(?:掲載元|掲載誌|掲載紙|掲載媒体|媒体|発行元|出版元)(?:は|を|って)"
        r"|\bwhere\b[^.]*\b(?:published|appear(?:ed)?|c[oa]me out)\b|\b(?:which|what) (?:journal|magazine|outlet|newspaper|site|publication|publisher|medium)\b[^.]*\b(?:publish\w*|carr\w+|ran|appear\w*)\b"
        r"|\bwho published\b|\bpublisher of\b"
    ),
}
_ORDER = {
    "latest": re.compile(rf"(?:最新|(?:一番|いちばん|最も|もっとも)新しい)[のが]?[^、。]{{0,4}}{_TEXT_JA}|{_TEXT_JA}(?:の(?:中|うち)[でに]?)?(?:は|が|で)?[^、。]{{0,8}}(?:最新|(?:一番|いちばん|最も|もっとも)新しい)|\b(?:latest|newest|most recent)\b(?: of (?:the|these|your))?(?: \w+)? {_TEXT_EN}\b|\b{_TEXT_EN}\b (?:is|was|are) (?:the )?(?:latest|newest|most recent)\b"),
    "oldest": re.compile(rf"(?:一番|いちばん|最も|もっとも)古い[^、。]{{0,4}}{_TEXT_JA}|{_TEXT_JA}(?:の(?:中|うち)[でに]?)?(?:は|が|で)?[^、。]{{0,8}}(?:一番|いちばん|最も|もっとも)古い|\b(?:oldest|earliest)\b(?: of (?:the|these|your))?(?: \w+)? {_TEXT_EN}\b|\b{_TEXT_EN}\b (?:is|was|are) (?:the )?(?:oldest|earliest)\b"),
}
_ORDER_WORDS = re.compile(
    r"^(?:latest|newest|recent|most|oldest|earliest|date[ds]?|written|publish\w*|wrote|collection|have|最新|新しい|新し|古い|古|一番|いちばん|最も|もっとも|収録|本|もの|中|うち|[0-9一二三四五六七八九十]+本?|書く|書い\w*)$"
)
"""Words that ask for the latest or the oldest, and for nothing else."""
_ALL = re.compile(rf"\b(?:these|your|all(?: of)?(?: the| your)?|each of the) {_TEXT_EN}\b|(?:これらの|各|すべての|全ての|収録(?:されている)?){_TEXT_JA}|{_TEXT_JA}(?:は|の[^、。]{{1,6}}は)それぞれ")
_POINTS_BACK = re.compile(rf"(?:その|この|上の|先の){_TEXT_JA}|\b(?:that|this|the) {_TEXT_EN}\b(?! (?:by|in|from|of|about|on|titled|called|entitled|that|which)\b)")
_WROTE_THAT = re.compile(
    r"^\W*(?:(?:and|so|but) )?who (?:wrote|authored) (?:that|this|it|these|them)\W*$"
    r"|^\W*(?:で、?)?(?:それ|これ|今の(?:文|話)?)?(?:は|を)?(?:誰|だれ|どなた)が書い(?:た|ている|てる)(?:の|ん|もの|文章)?(?:です|だ|でしょう)?か?\W*$|^\W*(?:それ|これ)を書いたのは(?:誰|だれ|どなた)(?:です)?か?\W*$"
)
"""A follow-up that asks who wrote what was just told."""
_GENERIC = re.compile(r"[『』「」\"“”]|\s*(?:誌|紙|クラブ)$|\s+(?:club|journal|magazine|review|times)$")
TITLE_COVERED, TITLE_WORDS = 0.5, 2
"""Share of a title's words, names of countries and persons aside, that a question must have to mean that text, and how many."""
COMMON_KINDS = {"country", "person"}
_TOO: dict[Detail, re.Pattern[str]] = {"date": re.compile(r"\b(?:and|or) when\b|\bwhen\W*$|いつ"), "publisher": re.compile(r"\b(?:and|or) where\b|\bwhere\W*$|どこ(?:で|に)")}
"""What is asked beside, in fewer words."""


@dataclass(frozen=True, slots=True)
class Imprint:
    """What a text says of itself, in the words of an answer; ``spans`` is where. Without spans it does not say it."""

    document: Document
    text: str
    spans: tuple[Span, ...]


def imprints(query: Query, documents: Sequence[Document], glossary: Glossary, language: Language) -> list[Imprint]:
    """The answer to a question about a document itself; empty for any other."""
    plain = normalize(query.question)
    asked = [detail for detail in DETAILS if _ASKS[detail].search(plain)]
    order = next((name for name, pattern in _ORDER.items() if pattern.search(plain)), "")
    if order:
        dated = [(d, s) for d in documents for s in d.sections if s.dated] if _asks_no_more(query, documents) else []
        his = [(d, s) for d, s in dated if wrote(s, persons(query.focus))]
        dated = his or dated
        chosen = (max if order == "latest" else min)(dated, key=lambda t: (t[1].date, t[0].doc), default=None)
        if chosen:
            return [_ordered(*chosen, order, language)]
    if not asked:
        return []
    before = _told_of(query.context, documents) if query.follow_up else []
    if not _WHICH_TEXT.search(plain) and not before and not (query.follow_up and _WROTE_THAT.search(plain)):
        return []
    asked += [detail for detail, pattern in _TOO.items() if detail not in asked and pattern.search(plain)]
    return [_told(document, section, asked, language) for document, section in meant(query, plain, documents, glossary) or before]


def _asks_no_more(query: Query, documents: Sequence[Document]) -> bool:
    """Whether a question about the latest or the oldest text has no words and names besides, but those of an author."""
    named = persons(query.focus)
    if (query.focus.names or query.focus.unlisted) and not any(wrote(s, named) for d in documents for s in d.sections):
        return False
    own = {word for name in named for word in name}
    return all(t.shown.lower() in own or _WHICH_TEXT.search(t.shown.lower()) or _ORDER_WORDS.search(t.shown.lower()) for t in query.focus.terms)


def _told_of(answer: str, documents: Sequence[Document]) -> list[tuple[Document, Section]]:
    """The text that an answer was about which told of a text itself: its title opens it."""
    opens = normalize(answer).lstrip("「“\"'")
    return [(d, _titled(d)) for d in documents if any(opens.startswith(normalize(title)) for title in d.title.values())][:1]


def meant(query: Query, plain: str, documents: Sequence[Document], glossary: Glossary) -> list[tuple[Document, Section]]:
    """The texts that a question is about: all of them, those of an author or a publisher, the one whose title it gives, or the one told from before."""
    texts = [(d, s) for d in documents for s in d.sections if s == _written(d, s)]
    if _ALL.search(plain):
        return texts
    named = persons(query.focus)
    his = [(d, _written(d, s)) for d in documents for s in d.sections if wrote(s, named)]
    there = [(d, s) for d, s in texts if d.published and s.span.contains(d.published) and any(_names(plain, name) for name in d.publisher.values())]
    covered = {d.doc: _covered(query.focus, plain, d, glossary) for d in documents}
    best = max(covered.values(), default=0.0)
    titled = [(d, _titled(d)) for d in documents if covered[d.doc] == best >= TITLE_COVERED]
    found = [t for t in his if t in there or t in titled] or his or there or titled
    if found or not query.follow_up or not (_POINTS_BACK.search(plain) or _WROTE_THAT.search(plain)):
        return found
    sections = [(d, _written(d, d.section_of(s.span))) for d, s in told_in(query.context, documents)]
    return [t for n, t in enumerate(sections) if t not in sections[:n]]


def _names(plain: str, publisher: str) -> bool:
    name = _GENERIC.sub("", _GENERIC.sub("", normalize(publisher))).strip()
    return len(name) > 3 and name in plain


def _covered(asked: Facts, plain: str, document: Document, glossary: Glossary) -> float:
    """How far a question gives a document's title, 0 to 1: whole, or the share of its words that are no mere names."""
    out, keys = 0.0, {t.key for t in asked.terms}
    for title in {*document.title.values(), *(t for s in document.sentences if s.kind == "title" for t in (s.text, s.rendering) if t)}:
        if len(title) > 5 and normalize(title) in plain:
            return 1.0
        told = analyse(title, glossary)
        own = [t for t in told.terms if not any(glossary.kind(i) in COMMON_KINDS for i in told.term_ids.get(t.key, ()))]
        met = [t for t in own if t.key in keys or told.term_ids.get(t.key, frozenset()) & asked.ids]
        if len(met) >= TITLE_WORDS:
            out = max(out, len(met) / len(own))
    return out


def _titled(document: Document) -> Section:
    """The text that a document's title is of: where the title stands, or else the longest."""
    title = next((s for s in document.sentences if s.kind == "title"), None)
    return document.section_of(title.span) if title else max(document.sections, key=lambda s: s.span.end - s.span.start)


def _written(document: Document, section: Section) -> Section:
    """The text that a section belongs to: all of an interview is by who put it down."""
    return _titled(document) if any(s.spoken for s in document.sections) else section


def _value(document: Document, section: Section, detail: Detail, language: Language) -> tuple[str, tuple[Span, ...]]:
    """What a text says of itself, and where."""
    if detail == "author":
        return marked(author_of(section, language), language), section.signed
    if detail == "date":
        return day(section.date, language), (section.dated,) if section.dated else ()
    publisher = document.publisher.get(language) or next(iter(document.publisher.values()), "")
    here = document.published is not None and section.span.contains(document.published)
    return marked(publisher.strip("『』"), language), (document.published,) if here and document.published else ()


def _told(document: Document, section: Section, asked: Sequence[Detail], language: Language) -> Imprint:
    values = {detail: _value(document, section, detail, language) for detail in asked}
    known = {detail: value for detail, (value, spans) in values.items() if value and spans}
    what = _title(document, section, language, author="" if "author" in known else _signed(section, language))
    told = [phrase(f"imprint_{detail}", language, value=value) for detail, value in known.items()]
    silent = [phrase(f"imprint_no_{detail}", language) for detail in asked if detail not in known]
    form = "imprint" if not silent else "imprint_partly" if told else "imprint_silent"
    text = phrase(form, language, text=what, told=_listed(told or silent, language), silent=_listed(silent, language))
    return Imprint(document, text, tuple(span for detail in known for span in values[detail][1]))


def _listed(parts: Sequence[str], language: Language) -> str:
    return ("、" if language == "ja" else " and ").join(parts)


def _ordered(document: Document, section: Section, order: str, language: Language) -> Imprint:
    author = _signed(section, language)
    text = phrase(f"imprint_{order}", language, text=_title(document, section, language, author=author), value=day(section.date, language))
    return Imprint(document, text, tuple(s for s in (section.dated, *section.signed) if s))


def _signed(section: Section, language: Language) -> str:
    return marked(author_of(section, language), language) if section.signed else ""


def _title(document: Document, section: Section, language: Language, author: str) -> str:
    title = document.title.get(language) or next(iter(document.title.values()), document.doc)
    quoted = f"「{title}」" if language == "ja" else f"“{title}”"
    if len(document.sections) > 1 and section != _titled(document):
        quoted = phrase("imprint_beside", language, text=quoted)
    return quoted + (f"({author})" if language == "ja" else f" ({author})") if author else quoted
