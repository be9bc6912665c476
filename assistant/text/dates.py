"""Dates of both languages, with eras, decades, ranges and what is said relative to the text.

Reads what is written and no more: 9月13日 has no year, 昨年 is resolved only against a reference.
Times of day are no dates.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import Enum

from assistant.text.numerals import ONES, read_english, read_japanese
from assistant.values import Span

ERAS = {"明治": (1868, 45), "大正": (1912, 15), "昭和": (1926, 64), "平成": (1989, 31), "令和": (2019, 99)}
MONTHS = {
    name: number
    for number, names in enumerate(
        [("january", "jan"), ("february", "feb"), ("march", "mar"), ("april", "apr"), ("may",), ("june", "jun"), ("july", "jul"), ("august", "aug"), ("september", "sept", "sep"), ("october", "oct"), ("november", "nov"), ("december", "dec")],
        1,
    )
    for name in names
}


@dataclass(frozen=True, slots=True)
class DateExpr:
    """A date as far as it is written. ``year`` of a decade is its first year, of a century its number.

    ``part``: "early", "mid", "late", "" · ``relative``: how it was said when it needs a reference, such as
    "last_year", kept also when resolved · ``bound``: "since", "until" or "" · ``end``: the other end of a range.
    """

    year: int | None
    month: int | None
    day: int | None
    precision: str
    span: Span
    text: str
    part: str = ""
    relative: str = ""
    bound: str = ""
    end: DateExpr | None = None

    @property
    def fields(self) -> tuple[int | None, int | None, int | None]:
        return self.year, self.month, self.day


class DateAgreement(Enum):
    AGREE = "agree"
    LESS_PRECISE = "less precise"
    """The claim says less than the source: fine."""
    MORE_PRECISE = "more precise"
    """The claim gives a year, month or day that the source does not."""
    DIFFERS = "differs"
    UNRELATED = "unrelated"


_K = "〇零一二三四五六七八九十"
_NUM = rf"(?:[0-9]{{1,2}}|[{_K}]{{1,3}})"
_YEAR = rf"(?:(?<![0-9])[0-9]{{4}}|(?<![{_K}])[{_K[:2]}一二三四五六七八九]{{4}}|(?:{'|'.join(ERAS)})(?:元|{_NUM}))"
_PART_JA = r"(?:初頭|初め|はじめ|上旬|前半|序盤|中旬|半ば|中頃|中盤|下旬|後半|終盤|末|終わり|暮れ|年末|年始|頃|ごろ|春|夏|秋|冬)"
_JA = re.compile(
    rf"(?P<century>(?:紀元前)?(?:[0-9]{{1,2}}|[{_K}]{{1,3}})世紀)(?P<cpart>{_PART_JA})?"
    rf"|(?P<decade>(?:[0-9]{{4}}|[0-9]{{2}}|[{_K[:2]}一二三四五六七八九]{{4}}))年代(?P<dpart>{_PART_JA})?"
    rf"|(?P<year>{_YEAR})年度?(?:の(?={_NUM}月))?(?:(?P<month>{_NUM})月(?:(?P<day>{_NUM})日(?!間))?)?(?P<part>{_PART_JA})?"
    rf"|(?P<rel>昨年|去年|今年|本年|来年|一昨年|おととし|同年|その年|この年|前年|翌年)(?:の(?={_NUM}月))?(?:(?P<rmonth>{_NUM})月(?:(?P<rday>{_NUM})日(?!間))?)?(?P<rpart>{_PART_JA})?"
    rf"|(?P<relmonth>先月|今月|来月|同月|前月|翌月|先週|今週|来週)(?:の)?(?:(?P<mday>{_NUM})日(?!間))?"
    rf"|(?<![0-9.,{_K}万億第])(?P<omonth>{_NUM})月(?:(?P<oday>{_NUM})日(?!間))?(?P<opart>{_PART_JA})?"
    rf"|(?<![0-9.,{_K}万億月第])(?P<lone>{_NUM})日(?![間本米前後程分])"
)
_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_FULL_MONTH = "january|february|march|april|may|june|july|august|september|october|november|december|sept"
_PART_EN = r"(?:(?P<{0}>early|mid|middle of|late|beginning of|start of|end of|the end of|first half of|second half of|latter half of|first part of)[\s-]+(?:the\s+)?(?:in\s+)?)?"
_EN = re.compile(
    rf"(?P<iso>(?<![0-9./-])(?P<iy>[12][0-9]{{3}})(?P<sep>[-/.])(?P<im>0?[1-9]|1[0-2])(?P=sep)(?P<id>0?[1-9]|[12][0-9]|3[01])(?![0-9-]))"
    r"|(?P<dmy>(?<![0-9./-])(?P<dd>0?[1-9]|[12][0-9]|3[01])(?P<dsep>[./])(?P<dm>0?[1-9]|1[0-2])(?P=dsep)(?P<dy>[12][0-9]{3})(?![0-9]))"
    rf"|{_PART_EN.format('p1')}(?:the\s+)?(?P<eday>[0-3]?[0-9])(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<emonth>{_MONTH})\b\.?(?:,?\s+(?:of\s+)?(?P<eyear>[12][0-9]{{3}})\b|(?P<erel>,?\s+(?:of\s+)?(?:last|this|next|the same|that) year))?"
    rf"|{_PART_EN.format('p2')}\b(?P<amonth>{_MONTH})\b\.?\s+(?:the\s+)?(?P<aday>[0-3]?[0-9])(?:st|nd|rd|th)?\b(?![,.]?[0-9])(?:(?:\s*(?:–|-|to|through|and)\s*)(?P<aday2>[0-3]?[0-9])(?:st|nd|rd|th)?\b(?![0-9]))?(?:,?\s+(?:of\s+)?(?P<ayear>[12][0-9]{{3}})\b|(?P<arel>,?\s+(?:of\s+)?(?:last|this|next|the same|that) year))?"
    rf"|{_PART_EN.format('p3')}\b(?P<mmonth>{_FULL_MONTH})\b,?\s+(?:of\s+)?(?:(?P<myear>[12][0-9]{{3}})\b|(?P<mrel>(?:last|this|next|the same|that) year))"
    rf"|{_PART_EN.format('p4')}(?P<edecade>\b[12][0-9]{{2}}0|['’][0-9]0)['’]?s\b"
    rf"|{_PART_EN.format('p5')}(?:the\s+)?(?P<ecentury>[0-9]{{1,2}}(?:st|nd|rd|th)|(?:twenty[- ])?(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)|tenth|eleventh|twelfth|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth)[\s-]+centur(?:y|ies)\b"
    rf"|{_PART_EN.format('p6')}\b(?P<relyear>last year|this year|next year|the same year|that year|the previous year|the following year|the year before|the next year)\b"
    rf"|\b(?P<erelmonth>last month|this month|next month|last week|this week|next week)\b"
    rf"|{_PART_EN.format('p7')}(?<![0-9.,$€£¥:/-])\b(?P<byear>1[5-9][0-9]{{2}}|20[0-9]{{2}})\b(?![,.]?[0-9]|\s*(?:percent|%|km|kg|tons?|people|soldiers|troops|shells|dollars|yen|million|billion|thousand|years|days|hours|meters|metres|miles|km2|votes|units|copies|employees|workers|members))"
    rf"|{_PART_EN.format('p8')}\b(?P<lmonth>{_FULL_MONTH})\b"
)
_RELATIVE_JA = {"昨年": ("last_year", -1), "去年": ("last_year", -1), "今年": ("this_year", 0), "本年": ("this_year", 0), "来年": ("next_year", 1), "一昨年": ("year_before_last", -2), "おととし": ("year_before_last", -2)}
_CHAINED_JA = {"同年": 0, "その年": 0, "この年": 0, "前年": -1, "翌年": 1}
_RELATIVE_EN = {"last year": ("last_year", -1), "this year": ("this_year", 0), "next year": ("next_year", 1)}
_CHAINED_EN = {"the same year": 0, "that year": 0, "the previous year": -1, "the year before": -1, "the following year": 1, "the next year": 1}
_RELATIVE_MONTH = {"先月": "last_month", "今月": "this_month", "来月": "next_month", "同月": "same_month", "前月": "last_month", "翌月": "next_month", "先週": "last_week", "今週": "this_week", "来週": "next_week"}
_PARTS = (
    (re.compile(r"初|はじめ|上旬|前半|序盤|年始|early|beginning|start|first"), "early"),
    (re.compile(r"中|半ば|mid"), "mid"),
    (re.compile(r"下旬|後半|終|末|暮|late|end|second|latter"), "late"),
    (re.compile(r"春"), "spring"), (re.compile(r"夏"), "summer"), (re.compile(r"秋"), "autumn"), (re.compile(r"冬"), "winter"),
)  # fmt: skip
_BOUND_AFTER_JA = re.compile(r"^(?P<since>(?:頃|ごろ)?(?:以降|以来|から|より|後))|^(?P<until>(?:頃|ごろ)?(?:まで|以前|までに))")
_BOUND_BEFORE_EN = re.compile(r"(?P<since>since|after|from|starting(?: in| on)?|as of)\s+(?:the\s+|in\s+|on\s+)?$|(?P<until>until|till|by|before|through|up to|to)\s+(?:the\s+)?(?:end of\s+)?$", re.IGNORECASE)
_JOIN = re.compile(r"^\s*(?:から|~|〜|～|-|–|—|to|through|until|and|till)\s*(?:the\s+)?$", re.IGNORECASE)


def read_dates(text: str, reference: dt.date | None = None, context_year: int | None = None) -> list[DateExpr]:
    """Dates in order of the text; ``text[span]`` is each one's ``text``.

    ``reference`` resolves 昨年 and "last year"; 同年 and "the same year" take the last year written before
    them in the text, else ``context_year``.

    >>> [(d.year, d.month, d.day) for d in read_dates("令和6年4月1日と9月13日")]
    [(2024, 4, 1), (None, 9, 13)]
    >>> [(d.year, d.month, d.part) for d in read_dates("in late November 2023, and in the 1990s")]
    [(2023, 11, 'late'), (1990, None, '')]
    """
    lowered = "".join(low if len(low := c.lower()) == 1 else c for c in text)
    found = sorted([*_japanese(text), *_english(lowered, text)], key=lambda d: (d.span.start, -d.span.end))
    out: list[DateExpr] = []
    last_year = context_year
    for date in found:
        if out and date.span.start < out[-1].span.end:
            continue
        date = _resolved(date, reference, last_year)
        if date.year is not None and date.precision in {"year", "month", "day"}:
            last_year = date.year
        out.append(_bounded(date, text))
    return _ranges(out, text)


def date_spans(text: str) -> list[Span]:
    """Where dates stand, for readers of figures that must leave them alone."""
    lowered = "".join(low if len(low := c.lower()) == 1 else c for c in text)
    return [d.span for d in [*_japanese(text), *_english(lowered, text)]]


def dates_agree(claim: DateExpr, source: DateExpr) -> DateAgreement:
    """Compare field by field; a range also by its other end, a year also with the decade it lies in."""
    if source.end is not None and claim.end is None:
        inner = dates_agree(claim, replace(source, end=None))
        return inner if inner in {DateAgreement.AGREE, DateAgreement.LESS_PRECISE} else max((inner, dates_agree(claim, source.end)), key=_rank)
    if claim.end is not None:
        pairs = [dates_agree(replace(claim, end=None), replace(source, end=None))]
        pairs += [dates_agree(claim.end, source.end)] if source.end else [DateAgreement.MORE_PRECISE]
        return min(pairs, key=_rank)
    kinds = {claim.precision, source.precision}
    if kinds & {"decade", "century"}:
        if claim.precision == source.precision:
            same = claim.year == source.year
            return (DateAgreement.AGREE if not claim.part or claim.part == source.part else DateAgreement.MORE_PRECISE if not source.part else DateAgreement.DIFFERS) if same else DateAgreement.DIFFERS
        if "decade" in kinds and claim.year is not None and source.year is not None and "century" not in kinds:
            inside = claim.year // 10 == source.year // 10
            if not inside:
                return DateAgreement.DIFFERS
            return DateAgreement.LESS_PRECISE if claim.precision == "decade" else DateAgreement.MORE_PRECISE
        return DateAgreement.UNRELATED
    if not any(claim.fields) or not any(source.fields):
        if claim.relative and claim.relative == source.relative:
            return DateAgreement.AGREE
        return DateAgreement.UNRELATED
    shared = [(a, b) for a, b in zip(claim.fields, source.fields, strict=True) if a is not None and b is not None]
    if not shared:
        return DateAgreement.UNRELATED
    if any(a != b for a, b in shared):
        return DateAgreement.DIFFERS
    if claim.part and source.part and claim.part != source.part:
        return DateAgreement.DIFFERS
    if any(a is not None and b is None for a, b in zip(claim.fields, source.fields, strict=True)) or (claim.part and not source.part and source.day is None):
        return DateAgreement.MORE_PRECISE
    if any(a is None and b is not None for a, b in zip(claim.fields, source.fields, strict=True)):
        return DateAgreement.LESS_PRECISE
    return DateAgreement.AGREE


def _rank(agreement: DateAgreement) -> int:
    return [DateAgreement.UNRELATED, DateAgreement.DIFFERS, DateAgreement.MORE_PRECISE, DateAgreement.LESS_PRECISE, DateAgreement.AGREE].index(agreement)


def _japanese(text: str) -> Iterator[DateExpr]:
    for m in _JA.finditer(text):
        span, said = Span(m.start(), m.end()), m.group()
        if m.group("century"):
            number = _int(re.sub(r"紀元前|世紀", "", m.group("century")))
            if number:
                yield DateExpr(-number if said.startswith("紀元前") else number, None, None, "century", span, said, _part(m.group("cpart")))
        elif m.group("decade"):
            year = _int(m.group("decade"))
            if year is not None:
                yield DateExpr(year + 1900 if year < 100 else year, None, None, "decade", span, said, _part(m.group("dpart")))
        elif m.group("year"):
            year = _year(m.group("year"))
            month, day = _int(m.group("month")), _int(m.group("day"))
            if year is None or not _valid(month, day):
                continue
            if not month and re.match(r"間|前|後|以上|ぶり|にわた|生", text[m.end() :]) and not re.match(r"後半", text[m.end() :]) and year < 1000:
                continue
            yield DateExpr(year, month, day, _precision(month, day), span, said, _part(m.group("part")))
        elif m.group("rel"):
            month, day = _int(m.group("rmonth")), _int(m.group("rday"))
            if _valid(month, day):
                word = m.group("rel")
                relative = _RELATIVE_JA[word][0] if word in _RELATIVE_JA else f"chained:{_CHAINED_JA[word]}"
                yield DateExpr(None, month, day, _precision(month, day), span, said, _part(m.group("rpart")), relative)
        elif m.group("relmonth"):
            yield DateExpr(None, None, _int(m.group("mday")), "month", span, said, "", _RELATIVE_MONTH[m.group("relmonth")])
        elif m.group("omonth"):
            month, day = _int(m.group("omonth")), _int(m.group("oday"))
            if month and _valid(month, day) and not re.match(r"[間号]", text[m.end() :]):
                yield DateExpr(None, month, day, _precision(month, day), span, said, _part(m.group("opart")))
        elif m.group("lone"):
            day = _int(m.group("lone"))
            if day and day <= 31 and not re.search(r"[0-9一二三四五六七八九十]$", text[: m.start()]):
                yield DateExpr(None, None, day, "day", span, said)


def _english(lowered: str, text: str) -> Iterator[DateExpr]:
    for m in _EN.finditer(lowered):
        span, said = Span(m.start(), m.end()), text[m.start() : m.end()]
        part = _part(next((m.group(f"p{i}") for i in range(1, 9) if m.group(f"p{i}")), ""))
        g = m.groupdict()
        if g["iso"]:
            yield DateExpr(int(g["iy"]), int(g["im"]), int(g["id"]), "day", span, said)
        elif g["dmy"]:
            yield DateExpr(int(g["dy"]), int(g["dm"]), int(g["dd"]), "day", span, said)
        elif g["emonth"] or g["amonth"]:
            month, day = MONTHS[g["emonth"] or g["amonth"]], int(g["eday"] or g["aday"])
            if not _valid(month, day) or (g["emonth"] == "may" and not text[m.start("emonth")].isupper()):
                continue
            relative = _relative_in(g["erel"] or g["arel"])
            year = int(g["eyear"] or g["ayear"]) if (g["eyear"] or g["ayear"]) else None
            date = DateExpr(year, month, day, "day", span, said, part, relative)
            if g["aday2"] and int(g["aday2"]) <= 31:
                date = replace(date, end=replace(date, day=int(g["aday2"])))
            yield date
        elif g["mmonth"]:
            if text[m.start("mmonth")].isupper():
                yield DateExpr(int(g["myear"]) if g["myear"] else None, MONTHS[g["mmonth"]], None, "month", span, said, part, _relative_in(g["mrel"]))
        elif g["edecade"]:
            year = int(g["edecade"].strip("'’"))
            yield DateExpr(year + 1900 if year < 100 else year, None, None, "decade", span, said, part)
        elif g["ecentury"]:
            number = _ordinal(g["ecentury"])
            if number:
                yield DateExpr(number, None, None, "century", span, said, part)
        elif g["relyear"]:
            word = g["relyear"]
            relative = _RELATIVE_EN[word][0] if word in _RELATIVE_EN else f"chained:{_CHAINED_EN[word]}"
            yield DateExpr(None, None, None, "year", span, said, part, relative)
        elif g["erelmonth"]:
            yield DateExpr(None, None, None, "month", span, said, "", g["erelmonth"].replace(" ", "_"))
        elif g["byear"]:
            yield DateExpr(int(g["byear"]), None, None, "year", span, said, part)
        elif g["lmonth"]:
            start = m.start("lmonth")
            if not text[start].isupper() or (g["lmonth"] in {"may", "march"} and not re.search(r"\b(?:in|since|until|by|during|last|this|next|of|from|early|late|mid|to|through|between|and)\s+$", lowered[:start]) and not part):
                continue
            tail = re.match(r"\s+(?:last|this|of last|of this|of the same|the same) year", lowered[m.end() :])
            if tail:
                span = Span(m.start(), m.end() + tail.end())
                yield DateExpr(None, MONTHS[g["lmonth"]], None, "month", span, text[span.start : span.end], part, _relative_in(tail.group()))
            else:
                yield DateExpr(None, MONTHS[g["lmonth"]], None, "month", span, said, part)


def _relative_in(said: str | None) -> str:
    if not said:
        return ""
    return "last_year" if "last" in said else "this_year" if "this" in said else "next_year" if "next" in said else "chained:0"


def _resolved(date: DateExpr, reference: dt.date | None, last_year: int | None) -> DateExpr:
    if date.year is not None or not date.relative:
        return date
    if date.relative.startswith("chained:"):
        shift = int(date.relative.split(":")[1])
        return replace(date, year=last_year + shift) if last_year is not None else date
    if reference is None:
        return date
    shifts = {"last_year": -1, "this_year": 0, "next_year": 1, "year_before_last": -2}
    if date.relative in shifts:
        return replace(date, year=reference.year + shifts[date.relative])
    months = {"last_month": -1, "this_month": 0, "next_month": 1}
    if date.relative in months:
        index = reference.year * 12 + reference.month - 1 + months[date.relative]
        return replace(date, year=index // 12, month=index % 12 + 1, precision="day" if date.day else "month")
    return date


def _bounded(date: DateExpr, text: str) -> DateExpr:
    after = _BOUND_AFTER_JA.match(text[date.span.end : date.span.end + 6])
    if after:
        return replace(date, bound="since" if after.group("since") else "until")
    before = _BOUND_BEFORE_EN.search(text[max(date.span.start - 24, 0) : date.span.start])
    if before:
        return replace(date, bound="since" if before.group("since") else "until")
    return date


def _ranges(dates: list[DateExpr], text: str) -> list[DateExpr]:
    """Two dates joined by から, – or to (after from, between or a date) are one range."""
    out: list[DateExpr] = []
    i = 0
    while i < len(dates):
        first = dates[i]
        second = dates[i + 1] if i + 1 < len(dates) else None
        between = text[first.span.end : second.span.start] if second else ""
        joined = second is not None and first.end is None and second.end is None and _JOIN.match(between)
        word = between.strip().lower()
        if joined and second and (word != "and" or re.search(r"between\s+(?:the\s+)?$", text[: first.span.start].lower())):
            if second.year is not None and first.year is None and second.month is not None and first.month is not None and not re.search(r"から", between):
                first = replace(first, year=second.year)
            span = Span(first.span.start, second.span.end)
            out.append(replace(first, span=span, text=span.of(text), bound="", end=replace(second, bound="")))
            i += 2
        else:
            out.append(first)
            i += 1
    return out


def _precision(month: int | None, day: int | None) -> str:
    return "day" if day else "month" if month else "year"


def _valid(month: int | None, day: int | None) -> bool:
    return (month is None or 1 <= month <= 12) and (day is None or 1 <= day <= 31)


def _int(text: str | None) -> int | None:
    if not text:
        return None
    value = read_japanese(text)
    return int(value) if value is not None and value == value.to_integral_value() and value < Decimal(10**6) else None


def _year(text: str) -> int | None:
    for era, (first, length) in ERAS.items():
        if text.startswith(era):
            number = 1 if text[len(era) :] == "元" else _int(text[len(era) :])
            return first + number - 1 if number and number <= length else None
    return _int(text)


def _part(said: str | None) -> str:
    return next((name for pattern, name in _PARTS if said and pattern.search(said)), "")


def _ordinal(said: str) -> int | None:
    digits = re.match(r"\d+", said)
    if digits:
        return int(digits.group())
    words = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth".split()
    said = said.replace("-", " ")
    if said.startswith("twenty "):
        return 20 + words.index(said.split()[1]) + 1
    return words.index(said) + 1 if said in words else None


def years_in_words(said: str) -> int | None:
    value = read_english(said)
    return int(value) if value is not None and said.split()[0] in ONES else None
