"""Dates of both languages, with eras, decades, ranges and what is said relative to the text.

Reads what is written and no more: 9月13日 has no year, 昨年 is resolved only against a reference.
Times of day and durations (3年間, 2000年前) are no dates, nor is a count of 2000 soldiers.

A text is walked from one place where a date can begin to the next, so the time is linear in its length.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from functools import lru_cache
from typing import Literal

from assistant.text.language import has_japanese
from assistant.text.numerals import ORDINALS, read_japanese
from assistant.values import Span

ERAS = {"明治": (1868, 45), "大正": (1912, 15), "昭和": (1926, 64), "平成": (1989, 31), "令和": (2019, 99)}
_JUCHE = 1911
"""主体1年 is 1912."""
MONTH_NAMES = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december")
MONTHS = {name: n for n, name in enumerate(MONTH_NAMES, 1)} | {name[:3]: n for n, name in enumerate(MONTH_NAMES, 1)} | {"sept": 9}


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


def read_dates(text: str, reference: dt.date | None = None, context_year: int | None = None) -> list[DateExpr]:
    """Dates in order of the text; ``text[span]`` is each one's ``text``. Never raises, whatever the text.

    ``reference`` resolves 昨年 and "last year"; 同年 and "the same year" take the last year written before
    them in the text, else ``context_year``.

    >>> [(d.year, d.month, d.day) for d in read_dates("令和6年4月1日と9月13日")]
    [(2024, 4, 1), (None, 9, 13)]
    >>> [(d.year, d.month, d.part) for d in read_dates("in late November 2023, and in the 1990s")]
    [(2023, 11, 'late'), (1990, None, '')]
    """
    found = _found(text)
    if not found:
        return []
    lowered = _lower(text)
    out: list[DateExpr] = []
    last_year = context_year
    for _, date in found:
        if date is None:
            continue
        date = _resolved(date, reference, last_year)
        if date.year is not None and date.precision in {"year", "month", "day"}:
            last_year = date.year
        out.append(_bounded(date, text, lowered))
    return _ranges(out, text, lowered)


def date_spans(text: str) -> list[Span]:
    """Where dates stand, impossible ones too, for readers of figures that must leave them alone."""
    return [span for span, _ in _found(text)]


def dates_agree(claim: DateExpr, source: DateExpr) -> DateAgreement:
    """Compare field by field; a range by both its ends, a year also with the decade or century it lies in, a month with "late 2023"."""
    if claim.end is not None:
        pairs = [dates_agree(replace(claim, end=None), replace(source, end=None))]
        pairs += [dates_agree(claim.end, source.end)] if source.end else [DateAgreement.MORE_PRECISE]
        return min(pairs, key=_rank)
    if source.end is not None:
        best = max((dates_agree(claim, replace(source, end=None)), dates_agree(claim, source.end)), key=_rank)
        return DateAgreement.LESS_PRECISE if best is DateAgreement.AGREE else best
    if claim.precision in _PERIODS or source.precision in _PERIODS:
        return _periods_agree(claim, source)
    if not any(claim.fields) or not any(source.fields):
        return DateAgreement.AGREE if claim.relative and claim.relative == source.relative else DateAgreement.UNRELATED
    pairs_ = list(zip(claim.fields, source.fields, strict=True))
    shared = [(a, b) for a, b in pairs_ if a is not None and b is not None]
    if not shared:
        return DateAgreement.UNRELATED
    years = {claim.relative, source.relative} if claim.year is None is source.year else set()
    if any(a != b for a, b in shared) or not _parts_meet(claim, source) or (len(years & set(_YEARS_FROM)) == 2):
        return DateAgreement.DIFFERS
    if any(a is not None and b is None for a, b in pairs_) or (claim.part and not source.part and not _finer(source, claim)):
        return DateAgreement.MORE_PRECISE
    if any(a is None and b is not None for a, b in pairs_) or (source.part and not claim.part):
        return DateAgreement.LESS_PRECISE
    return DateAgreement.AGREE


_PERIODS = {"century": 100, "decade": 10}
_YEARS_FROM = {"last_year": -1, "this_year": 0, "next_year": 1, "year_before_last": -2}


def year_shift(date: DateExpr) -> int | None:
    """Years from the year that a date is said from (昨年, "the next year"); None where it is not said from one, or known already."""
    if date.year is not None:
        return None
    chained = date.relative.removeprefix("chained:")
    return int(chained) if chained != date.relative else _YEARS_FROM.get(date.relative)


def completed(dates: Sequence[DateExpr], year: int | None) -> tuple[DateExpr, ...]:
    """Dates that leave out their year, or are told from one (同年8月), with it: ``year`` is what was last told before them.

    >>> [d.fields for d in completed(read_dates("It began in May, and in June of the following year it ended."), 2023)]
    [(2023, 5, None), (2024, 6, None)]
    """
    out: list[DateExpr] = []
    for date in dates:
        shift = year_shift(date)
        if date.year is None and year is not None and (shift is not None or date.month is not None):
            date = replace(date, year=year + (shift or 0))
        if date.year is not None and date.precision not in _PERIODS:
            year = date.end.year if date.end and date.end.year else date.year
        out.append(date)
    return tuple(out)


def with_years(text: str, dates: Sequence[DateExpr]) -> str:
    """A text whose dates say their year.

    >>> said = "11月に始まり、同年8月に終わった。"
    >>> with_years(said, completed(read_dates(said), 2023))
    '2023年11月に始まり、2023年8月に終わった。'
    """
    for date in sorted(dates, key=lambda d: -d.span.start):
        said = text[date.span.start : date.span.end]
        if date.year is None or str(date.year) in said or date.precision in _PERIODS or _YEAR_SAID.search(said):
            continue
        if has_japanese(said):
            said = f"{date.year}年{_RELATIVE_YEAR.sub('', said)}"
        else:
            said = f"{said} ({date.year})"
        text = text[: date.span.start] + said + text[date.span.end :]
    return text


_MONTHS_OF = {
    "early": range(1, 7),
    "mid": range(4, 10),
    "late": range(7, 13),
    "spring": range(2, 7),
    "summer": range(5, 10),
    "autumn": range(8, 13),
    "winter": (11, 12, 1, 2, 3),
}
_SEASONAL = {"spring", "summer", "autumn", "winter"}
_DAYS_OF = {"early": range(1, 16), "mid": range(8, 24), "late": range(15, 32)}


def _periods_agree(claim: DateExpr, source: DateExpr) -> DateAgreement:
    """At least one of the two is a decade or a century."""
    a, b = claim.year, source.year
    if a is None or b is None:
        return DateAgreement.UNRELATED
    if claim.precision == source.precision:
        if a != b or (claim.part and source.part and claim.part != source.part):
            return DateAgreement.DIFFERS
        return DateAgreement.AGREE if claim.part == source.part else DateAgreement.LESS_PRECISE if source.part else DateAgreement.MORE_PRECISE
    wide, fine = (claim, source) if _PERIODS.get(claim.precision, 1) > _PERIODS.get(source.precision, 1) else (source, claim)
    first, length = wide.year or 0, _PERIODS[wide.precision]
    if wide.precision == "century":
        first = (first - 1) * 100 + (1 if fine.precision != "decade" else 0) if first > 0 else first * 100
    offset = (fine.year or 0) - first
    third = {"early": (0, 0.5), "mid": (0.3, 0.7), "late": (0.5, 1)}.get(wide.part, (0, 1))
    if not third[0] * length <= offset < third[1] * length:
        return DateAgreement.DIFFERS
    return DateAgreement.LESS_PRECISE if wide is claim else DateAgreement.MORE_PRECISE


def _parts_meet(claim: DateExpr, source: DateExpr) -> bool:
    """Late 2023 holds November 2023, late November holds no 3rd."""
    if claim.part and source.part and claim.part != source.part and claim.precision == source.precision:
        a, b = _MONTHS_OF[claim.part], _MONTHS_OF[source.part]
        return (claim.part in _SEASONAL) != (source.part in _SEASONAL) and bool(set(a) & set(b))  # spring lies in the first half
    for vague, exact in ((claim, source), (source, claim)):
        months, days = _MONTHS_OF.get(vague.part), _DAYS_OF.get(vague.part)
        if vague.month is None and exact.month is not None and months and exact.month not in months:
            return False
        if vague.month is not None and vague.day is None and exact.day is not None and days and exact.day not in days:
            return False
    return True


def _finer(date: DateExpr, than: DateExpr) -> bool:
    return (than.month is None and date.month is not None) or (than.day is None and date.day is not None)


def _rank(agreement: DateAgreement) -> int:
    order = (DateAgreement.UNRELATED, DateAgreement.DIFFERS, DateAgreement.MORE_PRECISE, DateAgreement.LESS_PRECISE, DateAgreement.AGREE)
    return order.index(agreement)


# Japanese

_K = "〇零一二三四五六七八九十"
_DIGIT = "〇零一二三四五六七八九"
_NUM = rf"(?:[0-9]{{1,2}}(?![0-9])|[{_K}]{{1,3}})"
_DASH = r"(?:[~〜–-])"
_PART_JA = (
    r"(?:の(?=[初春夏秋冬末半終前後]))?"
    r"(?:初頭|初め|はじめ|上旬|前半|上半期|序盤|中旬|半ば|中頃|中盤|下旬|後半|下半期|終盤|末|終わり|暮れ|年末|年始|頃|ごろ|春|夏|秋|冬)"
)


def _month_day(p: str) -> str:
    return rf"(?P<{p}m>{_NUM}) ?月(?![間号面雨])(?: ?(?P<{p}d>{_NUM})(?:日?{_DASH}(?P<{p}e>{_NUM}))? ?日(?!間))?"


_RELATIVE_JA = {
    "昨年": ("last_year", -1),
    "去年": ("last_year", -1),
    "今年": ("this_year", 0),
    "本年": ("this_year", 0),
    "来年": ("next_year", 1),
    "一昨年": ("year_before_last", -2),
    "おととし": ("year_before_last", -2),
}
_CHAINED_JA = {"同年": 0, "その年": 0, "この年": 0, "前々年": -2, "前年": -1, "前の年": -1, "翌々年": 2, "翌年": 1, "次の年": 1}
_YEAR_SAID = re.compile(r"[0-9〇一二三四五六七八九十元]年|(?<![0-9])[12][0-9]{3}(?![0-9])")
_RELATIVE_YEAR = re.compile(rf"^(?:{'|'.join(sorted([*_RELATIVE_JA, *_CHAINED_JA], key=len, reverse=True))})度?の?")
_RELATIVE_MONTH = {"先月": "last_month", "前月": "last_month", "今月": "this_month", "同月": "same_month", "来月": "next_month", "翌月": "next_month"}
_RELATIVE_MONTH |= {"先週": "last_week", "今週": "this_week", "来週": "next_week"}
_ERA = "|".join([*ERAS, "主体"])
_START_JA = re.compile(rf"[0-9{_K}千]|{_ERA}|紀元前|{'|'.join([*_RELATIVE_JA, *_CHAINED_JA, *_RELATIVE_MONTH])}")
_RUN_JA = re.compile(rf"[0-9{_K}百千万億.,]+")
_JA = re.compile(
    rf"(?P<century>(?:紀元前 ?)?(?:[0-9]{{1,2}}|[{_K}]{{1,3}}))世紀(?!にわた|間|以上|近く|ぶり|もの)(?P<cpart>{_PART_JA})?"
    rf"|(?P<decade>[0-9]{{3}}0|[1-9]0|[{_DIGIT}]{{3}}〇|[一-九]〇)年代(?P<dpart>{_PART_JA})?"
    rf"|(?P<bce>紀元前 ?(?:[0-9]{{1,4}}|[{_K}百千]{{1,7}}))年"
    rf"|(?P<ya>[12][0-9]{{3}}){_DASH}(?P<yb>[12][0-9]{{3}}|[0-9]{{2}})年(?!間)"
    rf"|(?:(?P<era>{_ERA})(?P<ey>元|[0-9]{{1,3}}|[{_K}百]{{1,5}})|(?P<year>[0-9]{{4}}|[{_DIGIT}]{{4}}|[一二]?千[{_K}百]{{1,7}}|(?<![第数])[0-9]{{2}}(?=年{_NUM}月)))"
    rf" ?年度?(?: ?の(?= ?{_NUM} ?月))?(?: ?{_month_day('y')})?(?P<ypart>{_PART_JA})?(?:(?:から|{_DASH})(?P<y2>[0-9]{{2}})年(?![間前後0-9]))?"
    rf"|(?P<rel>{'|'.join([*_RELATIVE_JA, *_CHAINED_JA])})(?![度同]?比|同期|同月|割れ|代|齢|配|輩)度?"
    rf"(?:の(?={_NUM}月))?(?:{_month_day('r')})?(?P<rpart>{_PART_JA})?"
    rf"|(?P<relmonth>{'|'.join(_RELATIVE_MONTH)})(?!比|同期)(?:の(?={_NUM}日))?(?:(?P<mday>{_NUM})日(?!間))?"
    rf"|(?<![0-9.,{_K}万億第数かヶカ]){_month_day('o')}(?P<opart>{_PART_JA})?"
    rf"|(?<![0-9.,{_K}万億月第数])(?:(?P<from>{_NUM})日?{_DASH})?(?P<lone>{_NUM})日(?![間本米前後程分目付系中月当も数0-9{_K}]|以[上内下前]|未満|で|ほど|余|に達[しす]|に及[ばびぶぼん]|まで(?:延び|伸び|縮ま)|を[超越要]|おき|連続|ぶり|か[けか]|に[0-9一]|にわた|あた|ごと|平均|近く|足らず)"
)
_DURATION = re.compile(r"間|前(?![半期後])|もの|余|以上|にわた|近く|ぶり|分|生き|後(?![半期])|ほど|くらい|かけて|を超え|超")
_BOUND_AFTER_JA = re.compile(r"(?:頃|ごろ)?(?:(?P<since>以降|以来|から|より(?!も?前))|(?P<until>まで|以前|よりも?前))")


def _japanese(text: str) -> Iterator[tuple[Span, DateExpr | None]]:
    """Dates, and with None what has the form of a date and is none (平成32年, 13月): no figure either."""
    pos = 0
    while start := _START_JA.search(text, pos):
        m = _JA.match(text, start.start())
        if not m or text.endswith("分の", 0, m.start()):
            run = _RUN_JA.match(text, start.start())
            pos = run.end() if run else start.end()
            continue
        pos = m.end()
        read = _japanese_date(text, m)
        if read is not False:
            yield Span(m.start(), m.end()), read
        else:
            run = _RUN_JA.match(text, start.start())
            pos = run.end() if run else start.end()


def _japanese_date(text: str, m: re.Match[str]) -> DateExpr | Literal[False] | None:
    """The date of a match; None for an impossible one, False for what is no date but may be a figure."""
    span, said, g = Span(m.start(), m.end()), m.group(), m.groupdict()
    if g["century"]:
        number = _int(g["century"].removeprefix("紀元前").strip())
        return DateExpr(-number if said[0] == "紀" else number, None, None, "century", span, said, _part(g["cpart"])) if number else None
    if g["decade"]:
        year = _int(g["decade"]) or 0
        return DateExpr(year + 1900 if year < 100 else year, None, None, "decade", span, said, _part(g["dpart"]))
    if g["bce"]:
        year = _int(g["bce"].removeprefix("紀元前").strip()) or 0
        return DateExpr(-year, None, None, "year", span, said) if year else None
    if g["ya"]:
        return _years(int(g["ya"]), g["yb"], span, said)
    if g["era"] or g["year"]:
        return _japanese_year(text, m)
    if g["rel"]:
        word = g["rel"]
        relative = _RELATIVE_JA[word][0] if word in _RELATIVE_JA else f"chained:{_CHAINED_JA[word]}"
        return _calendar(None, g["rm"], g["rd"], g["re"], span, said, _part(g["rpart"]), relative)
    if g["relmonth"]:
        day = _int(g["mday"])
        return DateExpr(None, None, day, "month", span, said, "", _RELATIVE_MONTH[g["relmonth"]]) if day is None or 1 <= day <= 31 else None
    if g["om"]:
        return _calendar(None, g["om"], g["od"], g["oe"], span, said, _part(g["opart"]))
    first, last = _int(g["from"]), _int(g["lone"])
    if not last or last > 31 or g["lone"] == "一" or (first is not None and not 0 < first < last):
        return False
    date = DateExpr(None, None, first or last, "day", span, said)
    return replace(date, end=replace(date, day=last)) if first else date


def _japanese_year(text: str, m: re.Match[str]) -> DateExpr | Literal[False] | None:
    g = m.groupdict()
    year: int | None
    if g["era"]:
        number = 1 if g["ey"] == "元" else _int(g["ey"])
        first, length = ERAS.get(g["era"], (_JUCHE + 1, 199))
        if not number or number > length:
            return None
        if text.startswith("代", m.end()):
            return None  # 昭和40年代 is no decade of the calendar
        year = first + number - 1
    else:
        year = _int(g["year"])
        if year is None:
            return False
        if year < 100:
            year += 2000 if year < 50 else 1900
        spelled = "千" in g["year"]
        if not 1000 <= year <= 2999 or (spelled and year % 100 == 0) or (not g["ym"] and not g["ypart"] and _DURATION.match(text, m.end())):
            return False
        if m.start() and text[m.start() - 1] in "0123456789.,第":
            return False
    if g["y2"]:
        return _years(year, g["y2"], Span(m.start(), m.end()), m.group())
    return _calendar(year, g["ym"], g["yd"], g["ye"], Span(m.start(), m.end()), m.group(), _part(g["ypart"]))


def _calendar(
    year: int | None, month: str | None, day: str | None, last: str | None, span: Span, said: str, part: str = "", relative: str = ""
) -> DateExpr | None:
    m, d, e = _int(month), _int(day), _int(last)
    if not _valid(m, d) or not _valid(None, e):
        return None
    date = DateExpr(year, m, d, _precision(m, d), span, said, part, relative)
    return replace(date, end=replace(date, day=e)) if e and d and e > d else date


def _years(first: int, second: str, span: Span, said: str) -> DateExpr | None:
    last = int(second) if len(second) == 4 else first // 100 * 100 + int(second)
    if last <= first:
        return None
    date = DateExpr(first, None, None, "year", span, said)
    return replace(date, end=replace(date, year=last))


# English

_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_DAY = r"(?:3[01]|[12][0-9]|0?[1-9])"
_NTH = r"(?:st|nd|rd|th)?(?![a-z0-9])"
_CENTURIES = [word for word, n in ORDINALS.items() if n < 30 and (n <= 20 or "-" in word)]
_WHEN = (
    r"last year|this year|next year|the same year|that year|the previous year|the following year|the year before|the next year|(?:a|one) year later|"
    r"the year after(?=\s*(?:[,.;:?!]|$))"
)
_TAIL = rf"(?:,?\s+(?:of\s+|in\s+)?(?:(?P<%s>[12][0-9]{{3}})(?![0-9a-z]|[,.][0-9])|(?P<%s>{_WHEN})(?![a-z])))?"
_TO = r"(?:\s*[–-]\s*|\s+(?:to|through|and)\s+)"
_SPELLED_DAY = "|".join(sorted((word for word, n in ORDINALS.items() if n <= 31), key=len, reverse=True))
_START_EN = re.compile(
    rf"(?<![a-z0-9])(?:[0-9]|['’](?=[0-9]0s)|fy(?=\s?[12])|(?:{_MONTH}|{_WHEN}|(?:last|this|next) (?:month|week)|spring|summer|autumn|fall"
    rf"|winter)(?![a-z])|(?:{'|'.join(sorted(_CENTURIES, key=len, reverse=True))})(?=[\s-]centur)"
    rf"|(?:{_SPELLED_DAY})\s+of\s+(?={_MONTH}))"
)
_NUMERIC = re.compile(
    r"(?P<iy>[12][0-9]{3})(?P<sep>[-/.])(?P<im>0?[1-9]|1[0-2])(?P=sep)(?P<id>3[01]|[12][0-9]|0?[1-9])(?![0-9]|-[0-9])"
    r"|(?P<x>[0-3]?[0-9])(?P<xsep>[./])(?P<y>[0-3]?[0-9])(?P=xsep)(?P<xy>[12][0-9]{3})(?![0-9])"
    rf"|(?P<day>{_DAY}){_NTH}(?:{_TO}(?P<day2>{_DAY}){_NTH})?\s+(?:of\s+)?(?P<month>{_MONTH})(?![a-z])\.?{_TAIL % ('year', 'rel')}"
    r"|(?P<century>[0-9]{1,2})(?:st|nd|rd|th)[\s-]centur(?:y|ies)(?![a-z])(?P<cbc>\s+b\.?c)?"
    r"|(?P<decade>[12][0-9]{2}0)['’]?s(?![a-z])"
    r"|(?P<bc>[0-9]{1,4})\s+b\.?c(?![a-z])"
    r"|(?P<ya>[12][0-9]{3})[-–](?P<yb>[12][0-9]{3}|[0-9]{2})(?![0-9a-z]|-[0-9])"
    r"|(?<![ぁ-鿿])(?P<lone>1[5-9][0-9]{2}|20[0-9]{2})(?![0-9a-z]|\s?[ぁ-鿿]|[,.:/][0-9]|\s*%|-(?:[0-9]|km|mm|kg|ton|strong|man)|\s?(?:km|kg|mm|m|t)(?![a-z]))"
    rf"|(?P<nth>{_DAY})(?:st|nd|rd|th)(?![a-z0-9])"
)
_NAMED = re.compile(
    rf"(?P<month>{_MONTH})(?![a-z])\.?(?:\s+(?:the\s+)?(?P<day>{_DAY}){_NTH}(?![,.]?[0-9]"
    rf"|\s*%)(?:{_TO}(?:the\s+)?(?P<day2>{_DAY}){_NTH}(?!\s+(?:{_MONTH})))?)?{_TAIL % ('year', 'rel')}"
    rf"|(?P<spelled>{_SPELLED_DAY})\s+of\s+(?P<of>{_MONTH})(?![a-z])\.?{_TAIL % ('oyear', 'orel')}"
    r"|(?P<season>spring|summer|autumn|fall|winter)\s+(?:of\s+|in\s+)?(?P<syear>[12][0-9]{3})(?![0-9a-z])"
    rf"|(?P<when>{_WHEN})(?![a-z])"
    r"|(?P<period>(?:last|this|next) (?:month|week))(?![a-z])"
    r"|(?P<cword>[a-z]+(?:-[a-z]+)?)[\s-]centur(?:y|ies)(?![a-z])(?P<cbc>\s+b\.?c)?"
    r"|['’](?P<short>[0-9]0)s(?![a-z])"
    r"|fy\s?(?P<fiscal>[12][0-9]{3})(?![0-9a-z])"
)
_PART_EN = re.compile(
    r"(?<![a-z])(?P<part>early|mid|middle of|late|beginning of|start of|end of|first half of|second half of|latter half of"
    r"|first part of)(?:[\s-]+)(?:in\s+)?(?:the\s+)?(?:year\s+)?$"
)
_CHAINED_EN = {"the same year": 0, "that year": 0, "the previous year": -1, "the year before": -1, "the following year": 1, "the next year": 1}
_CHAINED_EN |= {"the year after": 1, "a year later": 1, "one year later": 1}
_RELATIVE_EN = {"last year": "last_year", "this year": "this_year", "next year": "next_year"}
_SEASONS = {"spring": "spring", "summer": "summer", "autumn": "autumn", "fall": "autumn", "winter": "winter"}
_VERBS = {"may", "march", "mar"}
"""Month names that are also verbs: alone, or in lower case, they need a preposition."""
_MONTH_PREPOSITION = re.compile(
    r"(?<![a-z])(?:in|since|until|till|by|during|last|this|next|of|on|from|early|late|mid|to|through|between|and|every|before|after)[\s-]+(?:the\s+)?$"
)
_GLUED = re.compile(r"(?<!mid)(?<!early)(?<!late)(?<!post)(?<!pre)(?<!end)(?<=[0-9a-z])-$|[0-9a-z][.,:/_⁄]$|[$€£¥₩#@_/=]\s?$|[0-9a-z]$")
_LABEL = re.compile(r"(?<![a-z])(?:resolutions?|no\.|number|article|room|page|flight|unit|office|section|type|model|boeing|line)\s+$")
_COUNT_BEFORE = re.compile(
    r"(?<![a-z])(?:more than|fewer than|less than|at least|at most|up to|as many as|nearly|almost|some|over|exactly|estimated|(?P<loose>about|around"
    r"|approximately|roughly))\s+$"
)
_YEAR_BEFORE = re.compile(r"(?<![a-z])(?:in|since|until|till|during|year|years|late|early|mid|through|spring|summer|autumn|winter)[\s-]+$")
_COUNTED = (
    r"percent|per\s+cent|people|persons|soldiers|troops|personnel|men|women|children|civilians|workers|employees|members|residents|students|refugees"
    r"|prisoners|shells|rounds|missiles|rockets|tanks|vehicles|aircraft|drones|ships|"
    r"containers|copies|votes|units|dollars|yen|won|rubles|euros|pounds|million|billion|thousand|hundred|years|days|hours|weeks|months|miles|meters"
    r"|metres|kilometers|kilometres|tons|tonnes|barrels|kilograms|times|points|cases|deaths|casualties"
)
_COUNTED_NEXT = re.compile(rf"[\s-]+(?:{_COUNTED})(?![a-z])")
_COUNTED_SOON = re.compile(
    rf"(?:\s+(?!(?:the|in|and|to|of|that|was|were|is|are|had|has|with|by|for|when|after|as|on)\s)[a-z-]+){{1,2}}\s+(?:{_COUNTED})(?![a-z])"
)
_THE = re.compile(r"(?:(?<![a-z])(?:the|a|an|its|their|his|that|this)|['’]s?)\s+$")
_ON_THE = re.compile(r"(?<![a-z])(?:on|until|till|since|by|from|to)\s+the\s+$")
_DAY_ENDS = re.compile(r"\s*(?:[,.;:)!?]|$)|\s+(?:and|of\s+(?:th|last|next)|at|in|when|he|she|they|it|to)(?![a-z])")
_BOUND_BEFORE_EN = re.compile(
    r"(?<![a-z])(?:(?P<since>since|after|from|starting(?: in| on)?|as of)|(?P<until>until|till|by|before|through|up to|to))\s+(?:the\s+|in\s+|on\s+)?$"
)


def _english(lowered: str, text: str) -> Iterator[tuple[Span, DateExpr | None]]:
    pos = 0
    while start := _START_EN.search(lowered, pos):
        at = start.start()
        numeric = lowered[at] in "0123456789"
        date = None
        if not (numeric and _GLUED.search(lowered[max(at - 6, 0) : at])):
            m = (_NUMERIC if numeric else _NAMED).match(lowered, at)
            date = (_numeric_date if numeric else _named_date)(lowered, text, m) if m else None
        if date is None:
            pos = max(_TOKEN.match(lowered, at).end(), at + 1) if numeric else start.end()  # type: ignore[union-attr]
            continue
        pos = date.span.end
        if part := _PART_EN.search(lowered[max(at - 32, 0) : at]):
            span = Span(max(at - 32, 0) + part.start(), date.span.end)
            date = replace(date, span=span, text=span.of(text), part=_part(part.group("part")))
        yield date.span, date


_TOKEN = re.compile(r"[0-9]*(?:[-.,:/_]?[0-9a-z])*+")


def _numeric_date(lowered: str, text: str, m: re.Match[str]) -> DateExpr | None:
    span, said, g = Span(m.start(), m.end()), text[m.start() : m.end()], m.groupdict()
    if g["iy"]:
        return DateExpr(int(g["iy"]), int(g["im"]), int(g["id"]), "day", span, said)
    if g["xy"]:
        return _slashed(int(g["x"]), int(g["y"]), int(g["xy"]), g["xsep"] == ".", span, said)
    if g["day"]:
        if not text[m.start("month")].isupper() and (len(g["month"]) < 5 and g["month"] not in {"june", "july"}) and not g["year"]:
            return None
        return _month_date(g, span, said)
    if g["century"]:
        number = int(g["century"])
        return DateExpr(-number if g["cbc"] else number, None, None, "century", span, said) if number else None
    if g["decade"]:
        return DateExpr(int(g["decade"]), None, None, "decade", span, said)
    if g["bc"]:
        return DateExpr(-int(g["bc"]), None, None, "year", span, said) if int(g["bc"]) else None
    if g["ya"]:
        return _years(int(g["ya"]), g["yb"], span, said)
    before = lowered[max(m.start() - 16, 0) : m.start()]
    if g["nth"]:
        return DateExpr(None, None, int(g["nth"]), "day", span, said) if _ON_THE.search(before) and _DAY_ENDS.match(lowered, m.end()) else None
    return None if _is_count(lowered, before, m.end()) else DateExpr(int(g["lone"]), None, None, "year", span, said)


def _slashed(x: int, y: int, year: int, dotted: bool, span: Span, said: str) -> DateExpr | None:
    """13/9/2023 and 9/13/2023 are one day; of 9/10/2023 only the year is sure. Dots are day first."""
    if dotted or x > 12:
        day, month = x, y
    elif y > 12 or x == y:
        day, month = y, x
    else:
        return DateExpr(year, None, None, "year", span, said)
    return DateExpr(year, month, day, "day", span, said) if 1 <= month <= 12 and 1 <= day <= 31 else None


def _is_count(lowered: str, before: str, end: int) -> bool:
    """Whether 2000 counts something: "2000 soldiers", "more than 2000", "Resolution 1718"."""
    if _LABEL.search(before):
        return True
    hedge = _COUNT_BEFORE.search(before)
    if hedge and not hedge.group("loose"):
        return True
    if _YEAR_BEFORE.search(before):
        return False
    if _COUNTED_NEXT.match(lowered, end):
        return True
    return not _THE.search(before) and _COUNTED_SOON.match(lowered, end) is not None


def _named_date(lowered: str, text: str, m: re.Match[str]) -> DateExpr | None:
    span, said, g = Span(m.start(), m.end()), text[m.start() : m.end()], m.groupdict()
    if g["month"]:
        capital, exact = text[m.start()].isupper(), g["day"] or g["year"] or g["rel"]
        before = lowered[max(m.start() - 16, 0) : m.start()]
        name = g["month"]
        if name in _VERBS and not (capital and exact) and not ((capital or g["year"]) and (_MONTH_PREPOSITION.search(before) or _PART_EN.search(before))):
            return None
        if not capital and (not exact or (len(name) < 4 and name != "may")):
            return None
        if not exact:
            if name not in MONTH_NAMES:
                return None
            span = Span(m.start(), m.start() + len(name))
        return _month_date(g, span, span.of(text))
    if g["spelled"]:
        return _month_date({"month": g["of"], "day": str(ORDINALS[g["spelled"]]), "day2": None, "year": g["oyear"], "rel": g["orel"]}, span, said)
    if g["season"]:
        return DateExpr(int(g["syear"]), None, None, "year", span, said, _SEASONS[g["season"]])
    if g["when"]:
        return DateExpr(None, None, None, "year", span, said, "", _relative(g["when"]))
    if g["period"]:
        return DateExpr(None, None, None, "month", span, said, "", g["period"].replace(" ", "_"))
    if g["cword"]:
        number = ORDINALS.get(g["cword"])
        return DateExpr(-number if g["cbc"] else number, None, None, "century", span, said) if number else None
    if g["short"]:
        return DateExpr(1900 + int(g["short"]), None, None, "decade", span, said)
    return DateExpr(int(g["fiscal"]), None, None, "year", span, said) if g["fiscal"] else None


def _month_date(g: dict[str, str | None], span: Span, said: str) -> DateExpr | None:
    month, day, last = MONTHS[g["month"] or ""], _int(g["day"]), _int(g["day2"])
    if not _valid(month, day):
        return None
    date = DateExpr(_int(g["year"]), month, day, _precision(month, day), span, said, "", _relative(g["rel"]))
    return replace(date, end=replace(date, day=last)) if last and day and day < last <= 31 else date


def _relative(said: str | None) -> str:
    if not said:
        return ""
    return _RELATIVE_EN.get(said) or f"chained:{_CHAINED_EN[said]}"


# Both


def _lower(text: str) -> str:
    """Lower case, character by character, so that offsets hold."""
    return text.lower() if text.isascii() else "".join(low if len(low := c.lower()) == 1 else c for c in text)


_WIDE = {c: c - 0xFEE0 for c in range(0xFF01, 0xFF5F)} | {0x2212: "-"}
_WEB = re.compile(r"https?://[!-~]*|www\.[!-~]*|(?<![\w.+-])[\w.+-]++@[\w.-]*", re.ASCII)


@lru_cache(maxsize=512)
def _found(text: str) -> tuple[tuple[Span, DateExpr | None], ...]:
    """What has the form of a date, in order, never overlapping; figures and dates of one sentence ask twice."""
    plain = text if text.isascii() else text.translate(_WIDE)
    web = [m.span() for m in _WEB.finditer(plain)] if "@" in plain or "//" in plain or "www." in plain else []
    out: list[tuple[Span, DateExpr | None]] = []
    for span, date in sorted([*_japanese(plain), *_english(_lower(plain), plain)], key=lambda f: (f[0].start, -f[0].end)):
        if (out and span.start < out[-1][0].end) or any(start < span.end and span.start < end for start, end in web):
            continue
        if date and plain is not text:
            date = replace(date, text=span.of(text), end=replace(date.end, text=span.of(text)) if date.end else None)
        out.append((span, date))
    return tuple(out)


def _resolved(date: DateExpr, reference: dt.date | None, last_year: int | None) -> DateExpr:
    if date.year is not None or not date.relative:
        return date
    if date.relative.startswith("chained:"):
        year = last_year + int(date.relative.split(":")[1]) if last_year is not None else None
    elif reference is None:
        return date
    elif date.relative in _YEARS_FROM:
        year = reference.year + _YEARS_FROM[date.relative]
    elif date.relative in (months := {"last_month": -1, "this_month": 0, "next_month": 1}):
        index = reference.year * 12 + reference.month - 1 + months[date.relative]
        return replace(date, year=index // 12, month=index % 12 + 1, precision="day" if date.day else "month")
    else:
        return date
    return replace(date, year=year, end=replace(date.end, year=year) if date.end else None)


def _bounded(date: DateExpr, text: str, lowered: str) -> DateExpr:
    said = _BOUND_AFTER_JA.match(text, date.span.end) or _BOUND_BEFORE_EN.search(lowered[max(date.span.start - 24, 0) : date.span.start])
    return replace(date, bound=said.lastgroup or "") if said else date


_JOIN = re.compile(r"\s*(?:から|~|〜|～|-|–|—|to|through|until|and|till)\s*(?:the\s+)?")
_BETWEEN = re.compile(r"between\s+(?:the\s+)?$")


def _ranges(dates: list[DateExpr], text: str, lowered: str) -> list[DateExpr]:
    """Two dates joined by から, – or to (after from, between or a date) are one range; what the one leaves out the other says."""
    out: list[DateExpr] = []
    i = 0
    while i < len(dates):
        first, second = dates[i], dates[i + 1] if i + 1 < len(dates) else None
        if second and not first.end and not second.end and _joined(first, second, lowered):
            if first.month and second.month is None and second.day and second.year is None:
                second = replace(second, month=first.month)
            if first.month and second.month:
                later = second.month < first.month
                if second.year is None and first.year is not None:
                    second = replace(second, year=first.year + later)
                elif first.year is None and second.year is not None and "から" not in text[first.span.end : second.span.start]:
                    first = replace(first, year=second.year - later)
            span = Span(first.span.start, second.span.end)
            out.append(replace(first, span=span, text=span.of(text), bound="", end=replace(second, bound="")))
            i += 2
        else:
            out.append(first)
            i += 1
    return out


def _joined(first: DateExpr, second: DateExpr, lowered: str) -> bool:
    if second.span.start - first.span.end > 16 or not _JOIN.fullmatch(lowered, first.span.end, second.span.start):
        return False
    between = lowered[first.span.end : second.span.start].strip()
    return not between.startswith("and") or _BETWEEN.search(lowered[max(first.span.start - 16, 0) : first.span.start]) is not None


def _precision(month: int | None, day: int | None) -> str:
    return "day" if day else "month" if month else "year"


def _valid(month: int | None, day: int | None) -> bool:
    return (month is None or 1 <= month <= 12) and (day is None or 1 <= day <= 31)


def _int(text: str | None) -> int | None:
    value = read_japanese(text) if text else None
    if value is None and text and text.isascii() and text.isdigit():
        value = read_japanese(text.lstrip("0") or "0")
    return int(value) if value is not None and value < 10**6 else None


_PARTS = (
    (re.compile(r"初|はじめ|上旬|前半|上半期|序盤|年始|early|beginning|start|first"), "early"),
    (re.compile(r"中|半ば|mid"), "mid"),
    (re.compile(r"下旬|後半|下半期|終|末|暮|late|end|second|latter"), "late"),
    (re.compile(r"春"), "spring"), (re.compile(r"夏"), "summer"), (re.compile(r"秋"), "autumn"), (re.compile(r"冬"), "winter"),
)  # fmt: skip


def _part(said: str | None) -> str:
    return next((name for pattern, name in _PARTS if said and pattern.search(said)), "")
