"""What a message asks of the assistant itself, besides what it asks of the documents: another language, more of what was told, a summary."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.answering.extractive import opens_item
from assistant.answering.imprint import meant
from assistant.answering.rewriting import make_query
from assistant.answering.told import told_in
from assistant.answering.understanding import Query
from assistant.text.names import Glossary
from assistant.text.normalize import normalize
from assistant.text.quantities import read_quantities
from assistant.values import Document, Language, Sentence

Place = tuple[Document, Sentence]

_PLEASE = r"(?:お願い(?:します|できますか)?|ください|下さい|もらえますか|くれますか|ほしい(?:です)?|please|thanks|thank you)"
_ANSWER_JA = r"(?:答えて|回答して|返事して|言って|言い直して|説明して|書いて|訳して|もう一度|教えて)"
_IN_LANGUAGE: Mapping[Language, re.Pattern[str]] = {
    "en": re.compile(
        rf"^\W*(?:(?:今のを|それを|同じことを|同じ内容を|もう一度)\s*)?英語(?:で|に)(?:は|も)?\s*{_ANSWER_JA}?\s*{_PLEASE}?\W*$"
        r"|^\W*(?:(?:can|could|would) you (?:please )?)?(?:(?:say|answer|repeat|write|put|give|tell|translate)(?: me)?(?: (?:that|it|this|the answer))?(?: again)? )?(?:in|into) english(?:,? please)?\W*$"
    ),
    "ja": re.compile(
        rf"^\W*(?:(?:今のを|それを|同じことを|同じ内容を|もう一度)\s*)?日本語(?:で|に)(?:は|も)?\s*{_ANSWER_JA}?\s*{_PLEASE}?\W*$"
        r"|^\W*(?:(?:can|could|would) you (?:please )?)?(?:(?:say|answer|repeat|write|put|give|tell|translate)(?: me)?(?: (?:that|it|this|the answer))?(?: again)? )?(?:in|into) japanese(?:,? please)?\W*$"
    ),
}


def wanted_language(text: str) -> Language | None:
    """The language in which what was just told is wanted.

    >>> wanted_language("英語で答えてください"), wanted_language("In Japanese, please."), wanted_language("英語でも書かれた条約は?")
    ('en', 'ja', None)
    """
    plain = normalize(text)
    return next((language for language, pattern in _IN_LANGUAGE.items() if pattern.search(plain)), None)


_SPOKEN_IN = re.compile(
    rf"(?:^|[、。,.?？!！\s])\s*(?P<ja>英語|日本語)で(?:も)?\s*(?:{_ANSWER_JA}|短く)?\s*{_PLEASE}?[。!！]?\s*$"
    rf"|^\s*(?P<first_ja>英語|日本語)で(?:も)?\s*{_ANSWER_JA}{_PLEASE}?\s*[:：、,。]\s*"
    r"|(?:^|[.?!,:;]\s*|\s(?=please (?:answer|reply|respond)\b))(?:(?:please )?(?:answer|reply|respond) )?in (?P<en>english|japanese)(?:,? please)?[.!]?\s*$"
    r"|^\s*(?:(?:please )?(?:answer|reply|respond) )?in (?P<first_en>english|japanese)(?:,? please)?\s*[,:]\s*",
    re.IGNORECASE,
)
"""In which language a question wants its answer, said before or behind it."""


def spoken_in(text: str) -> tuple[str, Language | None]:
    """A question without the words that ask for its answer in one language, and that language.

    >>> spoken_in("要約して、英語で"), spoken_in("Who signed it? Answer in Japanese."), spoken_in("What is it called in Japanese?")
    (('要約して', 'en'), ('Who signed it?', 'ja'), ('What is it called in Japanese?', None))
    """
    found = _SPOKEN_IN.search(text)
    rest = f"{text[: found.start()]}{found.group()[:1] if found.group()[:1] in '?？。.!！' else ''}{text[found.end() :]}".strip() if found else ""
    if not found or not any(c.isalnum() for c in rest):
        return text, None
    said = next(g for g in found.groups() if g).lower()
    return rest, "en" if said in {"英語", "english"} else "ja"


_ORDINAL_JA = r"(?:[0-9一二三四五六七八九]+(?:つ|番|個|点)[目め]|第[0-9一二三四五六七八九]+|最初|最後)(?:の(?:点|もの|要因|理由|項目|やつ|方)?)?"
_ORDINAL_EN = r"(?:the )?(?:first|second|third|fourth|fifth|last|1st|2nd|3rd)(?: (?:one|point|factor|reason|item))?"
_MORE = re.compile(
    rf"^\W*(?:(?:{_ORDINAL_JA}|それ|これ|その点|そこ|今の(?:話|点)?)(?:について|に関して|を|は|のことを)?、?)?(?:もっと|もう少し|より|さらに)?(?:詳しく|くわしく|詳細に?|具体的に)(?:教えて|説明して|話して|述べて|知りたい|聞きたい|聞かせて)?(?:ください|下さい|ほしい|です|もらえますか|くれますか)*\W*$"
    rf"|^\W*(?:{_ORDINAL_JA})(?:について|に関して)(?:は|も)?(?:もっと|もう少し)?(?:詳しく)?(?:教えて|説明して|話して)?(?:ください|下さい)?\W*$"
    r"|^\W*(?:続き(?:を|は)?(?:教えて|見せて|読みたい)?|続けて)(?:ください|下さい)?\W*$"
    rf"|^\W*(?:(?:please|can you|could you|ok(?:ay)?|and|now),? )*(?:tell me|explain|say|give me|expand on|elaborate(?: on)?|go on|continue|go deeper)(?: me)?(?: (?:more|a (?:bit|little) more|some more))?(?: (?:about|on))?(?: (?:{_ORDINAL_EN}|it|that|this|what you said))?(?: (?:in|with) (?:more |greater )?(?:detail|depth))?(?: further| more)?(?: please)?\W*$"
    rf"|^\W*more (?:detail|details|information|info)?(?: (?:about|on) (?:{_ORDINAL_EN}|it|that|this))?(?: please)?\W*$"
)
_ONE_OF = re.compile(
    rf"^\W*(?:(?:じゃあ|では|で|それで|そのうち|その中(?:で|の)|うち)[、\s]*)*(?:{_ORDINAL_JA})(?:は|って|とは)?(?:何|なに|どれ|どういうもの|どんなもの)?(?:ですか|でしょうか|だっけ)?\W*$"
    rf"|^\W*(?:(?:and|so|then|ok(?:ay)?|what about|what is|what was|what's|which is|which was),? )*{_ORDINAL_EN}(?: (?:is|was) what)?\W*$"
)
MORE = 3
"""Sentences that are told then, at most."""


def wants_more(text: str) -> bool:
    """Whether no more is asked than to go on from what was told.

    >>> [wants_more(t) for t in ("もっと詳しく", "Explain the second one in more detail", "Tell me about the sanctions")]
    [True, True, False]
    """
    return _MORE.search(normalize(text)) is not None


def one_of(text: str, answers: Sequence[str], documents: Sequence[Document]) -> Sequence[Place]:
    """The first, second or last of the things that an answer told, where no more is asked than which that is; ``answers``: the last one first."""
    return _nth(text, answers, documents) if _ONE_OF.search(normalize(text)) else []


def more_of(text: str, answers: Sequence[str], documents: Sequence[Document]) -> list[Place]:
    """What stands behind what the last answer told, or behind the first, second or last of the things that one told: up to ``MORE`` sentences of the same
    sections. ``answers``: the last one first."""
    places = told_in(answers[0], documents)
    chosen = _nth(text, answers, documents) or places
    shown = {(document.doc, sentence.index) for document, sentence in places}
    out: list[Place] = []
    for document, sentence in chosen:
        section = document.section_of(sentence.span)
        for other in document.sentences[sentence.index + 1 : sentence.index + 1 + MORE]:
            if other.kind != "body" or not section.span.contains(other.span) or (document.doc, other.index) in shown or opens_item(other.text):
                break
            out.append((document, other))
            shown.add((document.doc, other.index))
    return out[:MORE]


def _nth(text: str, answers: Sequence[str], documents: Sequence[Document]) -> Sequence[Place]:
    """The one that a message means by its number, of what was told last in a row: the items of an enumeration, or else the sentences of the last answer."""
    plain = re.sub(r"(?<=[つ番個点])め", "目", normalize(text))
    ranks = [int(q.low) for q in read_quantities(plain) if q.unit in {"rank", "item"} and 0 < q.low < 10]
    last = re.search(r"最後|\blast\b", plain) is not None
    n = ranks[0] if ranks else 1 if re.search(r"最初|\bfirst\b", plain) else 0
    if not (n or last):
        return []
    told = [told_in(answer, documents) for answer in answers]
    rows = [items for places in told if len(items := [p for p in places if opens_item(p[1].text)]) > 1] + [places for places in told[:1] if len(places) > 1]
    return next(([row[-1]] if last else [row[n - 1]] for row in rows if last or n <= len(row)), [])


_SUMMARY = re.compile(
    r"要約|まとめて|概要|要点|要旨|あらすじ|かいつまんで|ざっくり|\bsummar(?:y|i[sz]e|ies)\b|\boverview\b|\bgist\b|\bkey points\b|\bmain points\b|\bin brief\b|\btl;?dr\b|\brecap\b"
)
_TEXTS = re.compile(
    r"文書|資料|記事|論考|論文|文章|寄稿|コラム|報告書|レポート|全部|全体|すべて|\b(?:documents?|articles?|essays?|pieces?|papers?|commentar(?:y|ies)|reports?|texts?|sources?|everything|them all|collection)\b"
)
_SHORT = re.compile(r"短く|簡単に|手短に|一言で|[1-3一二三]行で|[1-3一二三]文で|\b(?:brief(?:ly)?|short|in (?:one|two|three|a few) (?:sentences?|lines?|words))\b")
_DETAILED = re.compile(r"詳しく|詳細に|\b(?:in detail|detailed|long|at length)\b")
_HOW_IT_IS = re.compile(
    r"^(?:please|one|two|three|few|sentences?|lines?|words?|brief(?:ly)?|short(?:ly)?|long|detail(?:ed|s)?|length|main|key|points?|whole|all|give|make|write|want|need|have|your|"
    r"[一二三四五1-9]|文|行|点|短い|短く|簡単|簡潔|手短|全体|全部|各|詳しい|詳しく|お願い|願う|下さる|くださる|する|作る|ほしい|欲しい|収録|主|主な|内容|ポイント)$"
)
"""Words that tell how a summary is to be, and not of what."""


@dataclass(frozen=True, slots=True)
class SummaryWanted:
    """What is to be summarized: documents by name, none for all; how long."""

    documents: tuple[str, ...]
    length: str


def summary_wanted(text: str, history: Sequence[tuple[str, str]], documents: Sequence[Document], glossary: Glossary) -> SummaryWanted | None:
    """Documents, all or by name, that a message wants summarized; None for a summary of anything else."""
    plain = normalize(text)
    if not _SUMMARY.search(plain):
        return None
    query: Query = make_query(re.sub(_SUMMARY.pattern, "", text, flags=re.IGNORECASE), history, glossary)
    length = "short" if _SHORT.search(plain) else "long" if _DETAILED.search(plain) else ""
    named = tuple(dict.fromkeys(d.doc for d, _ in meant(query, plain, documents, glossary)))
    if named and len(named) < len(documents):
        return SummaryWanted(named, length or "medium")
    others = [t for t in query.focus.terms if not _TEXTS.search(t.shown.lower()) and not _HOW_IT_IS.search(t.shown.lower())]
    return None if others or query.focus.names or query.focus.unlisted else SummaryWanted((), length or "short")
