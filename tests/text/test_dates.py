"""Dates of both languages; each example shows the whole reading: year-month-day, part, relation, bound, range."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.text.dates import ERAS, DateAgreement, DateExpr, date_spans, dates_agree, read_dates

from .spelling import KANJI, in_kanji


def brief(d: DateExpr) -> str:
    """2023-09-13 · 2023-09 late · 1990s · 21st century as C21 · ?-09-13 without a year · ranges as a..b."""
    if d.precision == "century":
        core = f"C{d.year}"
    elif d.precision == "decade":
        core = f"{d.year}s"
    else:
        core = "-".join("?" if f is None else f"{f:02}" for f in d.fields)
        core = core.removesuffix("-?").removesuffix("-?") if core != "?-?-?" else "?"
    text = " ".join(x for x in (d.bound, core, d.part, d.relative) if x)
    return f"{text}..{brief(d.end)}" if d.end else text


def read(text: str, **context: object) -> list[str]:
    return [brief(d) for d in read_dates(text, **context)]  # type: ignore[arg-type]


JAPANESE = [
    ("2023年9月13日", "2023-09-13"), ("２０２３年９月１３日", "2023-09-13"), ("二〇二三年九月十三日", "2023-09-13"), ("二千二十三年九月", "2023-09"),
    ("千九百四十五年八月十五日", "1945-08-15"),
    ("令和6年4月1日", "2024-04-01"), ("令和元年五月一日", "2019-05-01"), ("平成31年", "2019"),
    ("昭和20年8月15日", "1945-08-15"), ("昭和二十年", "1945"), ("大正12年9月1日", "1923-09-01"), ("明治元年", "1868"), ("主体112年", "2023"),
    ("2023年", "2023"),
    ("2023年9月", "2023-09"), ("2023年の9月", "2023-09"), ("2023年度", "2023"), ("9月13日", "?-09-13"), ("九月十三日", "?-09-13"), ("9月", "?-09"),
    ("13日", "?-?-13"),
    ("23年9月", "2023-09"), ("西暦2023年", "2023"), ("2023/9/13", "2023-09-13"), ("2023-09-13", "2023-09-13"), ("2023.9.13", "2023-09-13"),
    ("2023年 9月 13日", "2023-09-13"),
    ("1990年代", "1990s"), ("90年代", "1990s"), ("一九九〇年代", "1990s"), ("1980年代後半", "1980s late"), ("1990年代初頭", "1990s early"),
    ("21世紀", "C21"), ("二十一世紀", "C21"),
    ("21世紀初頭", "C21 early"), ("紀元前3世紀", "C-3"), ("紀元前300年", "-300"),
    ("2024年初頭", "2024 early"), ("2024年初め", "2024 early"), ("11月下旬", "?-11 late"), ("2023年11月上旬", "2023-11 early"),
    ("2023年11月中旬", "2023-11 mid"),
    ("2023年末", "2023 late"), ("2023年9月末", "2023-09 late"), ("2023年半ば", "2023 mid"), ("2023年前半", "2023 early"), ("2023年後半", "2023 late"),
    ("2023年上半期", "2023 early"), ("2023年春", "2023 spring"), ("2023年の夏", "2023 summer"),
    ("昨年", "? last_year"), ("昨年9月", "?-09 last_year"), ("昨年八月", "?-08 last_year"), ("今年10月24日", "?-10-24 this_year"), ("来年", "? next_year"),
    ("一昨年", "? year_before_last"), ("同年8月", "?-08 chained:0"), ("翌年", "? chained:1"), ("前年", "? chained:-1"), ("次の年", "? chained:1"),
    ("前の年", "? chained:-1"), ("先月", "? last_month"),
    ("昨年末", "? late last_year"),
    ("2022年以降", "since 2022"), ("2019年以来", "since 2019"), ("1950年代から", "since 1950s"), ("2025年まで", "until 2025"), ("2000年以前", "until 2000"),
    ("2006年から2017年にかけて", "2006..2017"), ("2006年から2017年まで", "2006..2017"), ("2018〜2019年", "2018..2019"), ("2018年〜2019年", "2018..2019"),
    ("2022年から23年", "2022..2023"), ("9月から10月にかけて", "?-09..?-10"), ("2023年9月から10月", "2023-09..2023-10"), ("9月13〜17日", "?-09-13..?-09-17"),
    ("2023年9月13日から17日", "2023-09-13..2023-09-17"), ("1990年代から2000年代にかけて", "1990s..2000s"),
    ("1980年代後半から1990年代初頭にかけて", "1980s late..1990s early"),
]  # fmt: skip

ENGLISH = [
    ("September 13, 2023", "2023-09-13"), ("13 September 2023", "2023-09-13"), ("Sept. 13, 2023", "2023-09-13"), ("Sep 13 2023", "2023-09-13"),
    ("the 13th of September, 2023", "2023-09-13"), ("September 13th, 2023", "2023-09-13"), ("2023-09-13", "2023-09-13"), ("2023/09/13", "2023-09-13"),
    ("13.9.2023", "2023-09-13"), ("9/13/2023", "2023-09-13"), ("13/9/2023", "2023-09-13"), ("9/9/2023", "2023-09-09"), ("9/10/2023", "2023"),
    ("September 2023", "2023-09"), ("September of 2023", "2023-09"), ("Oct. 2023", "2023-10"), ("September 13", "?-09-13"), ("13 September", "?-09-13"),
    ("May 5", "?-05-05"), ("in May", "?-05"), ("in March", "?-03"), ("in September", "?-09"), ("the September summit", "?-09"), ("in 2023", "2023"),
    ("the 2019 summit", "2019"), ("the 2018 talks", "2018"), ("the year 2000", "2000"), ("FY2023", "2023"), ("on the 13th",
    "?-?-13"), ("the tenth of September", "?-09-10"), ("the twenty-first of May, 2023", "2023-05-21"),
    ("the 1990s", "1990s"), ("the late 1980s", "1980s late"), ("the '90s", "1990s"), ("early in the 1990s", "1990s early"), ("the 21st century", "C21"),
    ("the twenty-first century", "C21"), ("the nineteenth century", "C19"), ("the 3rd century BC", "C-3"), ("300 BC", "-300"), ("early 2024", "2024 early"),
    ("in mid-2023", "2023 mid"), ("the end of 2023", "2023 late"), ("late November 2023", "2023-11 late"), ("the middle of 2023", "2023 mid"),
    ("the first half of 2023", "2023 early"), ("the second half of 2023", "2023 late"), ("spring 2023", "2023 spring"),
    ("the summer of 2023", "2023 summer"),
    ("last year", "? last_year"), ("this year", "? this_year"), ("September last year", "?-09 last_year"), ("October 24 of this year", "?-10-24 this_year"),
    ("in August of the same year", "?-08 chained:0"), ("the following year", "? chained:1"), ("the previous year", "? chained:-1"),
    ("a year later", "? chained:1"), ("the year after", "? chained:1"),
    ("last month", "? last_month"),
    ("since 2022", "since 2022"), ("since the 1950s", "since 1950s"), ("until 2025", "until 2025"), ("by the end of 2025", "until 2025 late"),
    ("from 2006 to 2017", "2006..2017"), ("between 2006 and 2017", "2006..2017"), ("2018–2019", "2018..2019"), ("2018-19", "2018..2019"),
    ("from September to October 2023", "2023-09..2023-10"), ("September 13–17, 2023", "2023-09-13..2023-09-17"),
    ("13–17 September 2023", "2023-09-13..2023-09-17"), ("September 13 to 17", "?-09-13..?-09-17"),
    ("from the late 1980s to the early 1990s", "1980s late..1990s early"), ("the 1990s to the 2000s", "1990s..2000s"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), JAPANESE, ids=[t for t, _ in JAPANESE])
def test_a_japanese_date_is_read_whole(text: str, expected: str) -> None:
    assert read(text) == [expected]
    assert read(f"それは{text}の話だ。") == [expected]


@pytest.mark.parametrize(("text", "expected"), ENGLISH, ids=[t for t, _ in ENGLISH])
def test_an_english_date_is_read_whole(text: str, expected: str) -> None:
    assert read(text) == [expected]
    assert read(f"He says so {text}.") == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "3年間", "75年", "2年前", "2000年前", "2000年間", "1000年以上", "3日間", "3日で", "3日以上", "10日ほど", "3か月", "40日", "13月", "2023年13月",
        "平成32年", "大正16年", "9時30分",
        "3世紀にわたって", "一日も早く", "1日3回", "前年比", "前年同期比", "同年代", "五月雨", "三日月", "4分の3世紀", "2023人", "1990台", "5日本",
        "第3月", "月", "年", "日",
        "He may 5 times", "may come", "They march 5 miles", "march on", "march 10 abreast", "Theresa May said", "May I go", "2000 soldiers", "1945 people",
        "2000 North Korean soldiers", "more than 2000 tanks", "2,023 shells", "$2023", "2023 km", "1800 tons", "Resolution 1718", "1:2023", "three years",
        "second", "9/11", "1.2.3", "10:30", "5 p.m.", "03-1234-5678", "the 38th parallel", "KN-2023", "v2023", "https://example.com/2023/09/13",
        "9" * 10_000, "sept", "seconds", "marched", "augustus", "mayor", "decade", "the first half",
    ],
)  # fmt: skip
def test_what_only_looks_like_a_date_is_none(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("令和6年4月1日と9月13日", ["2024-04-01", "?-09-13"]),
        ("2023年9月に始まり、同年11月に終わり、翌年再開した。", ["2023-09", "2023-11 chained:0", "2024 chained:1"]),
        ("It began in September 2023, ended in November of the same year and resumed the following year.", ["2023-09", "2023-11 chained:0",
        "2024 chained:1"]),
        ("2016年と2017年の措置", ["2016", "2017"]),
        ("in 2016 and 2017", ["2016", "2017"]),
        ("2018年のシンガポール、2019年のハノイ", ["2018", "2019"]),
        ("9月10日、2000人の兵士が到着した。", ["?-09-10"]),
        ("In 2000, 2000 soldiers arrived.", ["2000"]),
        ("On May 5 he may, in March, march on.", ["?-05-05", "?-03"]),
        ("1950年代から75年", ["since 1950s"]),
        ("午前9時、9月9日", ["?-09-09"]),
        ("10日に着き、11〜12日に会談した。", ["?-?-10", "?-?-11..?-?-12"]),
        ("昭和40年代の話", []),
    ],
)  # fmt: skip
def test_a_sentence_gives_its_dates_in_order(text: str, expected: list[str]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("昨年8月", "2023-08 last_year"), ("今年10月24日", "2024-10-24 this_year"), ("一昨年", "2022 year_before_last"), ("先月", "2023-12 last_month"),
    ("来月5日", "2024-02-05 next_month"), ("last year", "2023 last_year"), ("in August last year", "2023-08 last_year"),
    ("next month", "2024-02 next_month"),
    ("last week", "? last_week")],
)  # fmt: skip
def test_what_is_said_relative_to_the_text_needs_its_date(text: str, expected: str) -> None:
    assert read(text, reference=dt.date(2024, 1, 15)) == [expected]


def test_the_same_year_can_come_from_the_context() -> None:
    assert read("同年8月以降", context_year=2023) == ["since 2023-08 chained:0"]
    assert read("同年8月以降") == ["since ?-08 chained:0"]


def compare(claim: str, source: str) -> DateAgreement:
    (a,), (b,) = read_dates(claim), read_dates(source)
    return dates_agree(a, b)


A, LESS, MORE, DIFF, NONE = DateAgreement.AGREE, DateAgreement.LESS_PRECISE, DateAgreement.MORE_PRECISE, DateAgreement.DIFFERS, DateAgreement.UNRELATED


@pytest.mark.parametrize(
    ("claim", "source", "expected"),
    [
        ("2023年9月13日", "September 13, 2023", A), ("令和5年9月13日", "13 Sept. 2023", A), ("昭和20年", "1945", A),
        ("September 2023", "2023年9月13日", LESS),
        ("2023年", "2023年9月13日", LESS), ("9月13日", "2023年9月13日", LESS), ("2023年9月13日", "9月13日", MORE), ("2023年9月", "2023年", MORE),
        ("2023年9月14日", "September 13, 2023", DIFF),
        ("2023年8月", "2023年9月", DIFF), ("2022", "2023年9月", DIFF), ("令和6年", "2023", DIFF), ("9月", "2023年", NONE), ("1990年代", "the 1990s", A),
        ("the 1980s", "1990年代", DIFF), ("the late 1980s", "1980年代後半", A), ("the early 1980s", "1980年代後半", DIFF),
        ("the 1980s", "1980年代後半", LESS),
        ("1980年代後半", "the 1980s", MORE), ("1995年", "the 1990s", MORE), ("the 1990s", "1995年", LESS), ("the 1990s", "2005年", DIFF),
        ("21世紀", "the twenty-first century", A), ("20世紀", "the 21st century", DIFF), ("20世紀", "1995年", LESS), ("21世紀", "1995年", DIFF),
        ("1995年", "20世紀", MORE), ("2024年初頭", "early 2024", A), ("late 2024", "2024年初頭", DIFF), ("2024", "2024年初頭", LESS),
        ("2024年初頭", "2024", MORE),
        ("11月下旬", "late November", A), ("in early November", "11月下旬", DIFF), ("early November", "November 3", LESS),
        ("late November", "November 3", DIFF),
        ("2023年前半", "2023年11月", DIFF), ("2023年後半", "2023年11月", LESS), ("2023年後半", "2023年7月", LESS), ("2023年初頭", "2023年1月", LESS),
        ("2006年から2017年", "from 2006 to 2017", A), ("from 2006 to 2018", "2006年から2017年", DIFF), ("2005年から2017年", "from 2006 to 2017", DIFF),
        ("2006年", "2006年から2017年", LESS), ("2017", "2006年から2017年", LESS), ("2010", "2006年から2017年", DIFF), ("2006年から2017年", "2006年", MORE),
        ("last year", "昨年", A), ("this year", "昨年", NONE), ("9月13〜17日", "September 13 to 17", A), ("9月13〜18日", "September 13 to 17", DIFF),
    ],
)  # fmt: skip
def test_dates_agree_field_by_field(claim: str, source: str, expected: DateAgreement) -> None:
    assert compare(claim, source) is expected


# Laws

DAYS = st.dates(dt.date(1900, 1, 1), dt.date(2099, 12, 31))
NAMES = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"]


def spellings(day: dt.date) -> list[str]:
    y, m, d = day.year, day.month, day.day
    wide = f"{y}年{m}月{d}日".translate(str.maketrans("0123456789", "０１２３４５６７８９"))
    digits = "".join(KANJI[int(c)] for c in str(y))
    month = NAMES[m - 1]
    suffix = "th" if 10 < d < 14 else {1: "st", 2: "nd", 3: "rd"}.get(d % 10, "th")
    eras = [f"{era}{y - first + 1}年{m}月{d}日" for era, (first, length) in ERAS.items() if 1 < y - first + 1 <= length]
    return [
        f"{y}年{m}月{d}日",
        wide,
        f"{digits}年{in_kanji(m)}月{in_kanji(d)}日",
        f"{y}-{m:02}-{d:02}",
        f"{y}/{m}/{d}",
        f"{month} {d}, {y}",
        f"{d} {month} {y}",
        f"{month} {d}{suffix}, {y}",
        f"the {d}{suffix} of {month} {y}",
        f"{month[:3]}. {d}, {y}",
        *eras,
    ]


@given(DAYS)
def test_one_day_reads_the_same_in_every_spelling(day: dt.date) -> None:
    expected = [(day.year, day.month, day.day)]
    assert {s: [d.fields for d in read_dates(s)] for s in spellings(day)} == dict.fromkeys(spellings(day), expected)


@given(DAYS, DAYS)
def test_two_days_agree_when_they_are_the_same(a: dt.date, b: dt.date) -> None:
    for left, right in ((spellings(a)[0], spellings(b)[5]), (spellings(a)[6], spellings(b)[2])):
        assert (compare(left, right) is A) == (a == b)


ALPHABET = (
    "0123456789０９〇一二三四五六七八九十百千年月日世紀代度末初頭上旬下後半前昨今来同翌先週令和平成昭大正明治元から〜、-–/.,' MaySeptJunelryfoh\u200b\ud800\n②٣"
)
_WORDS = (
    "early late mid the of in May may September Sept. 13 13th 2023 1990s 21st century last year "
    "from to and since 2023年 9月 13日 昨年 同年 1990年代 から 初頭 - – / ,"
)
WORDS = st.sampled_from([*_WORDS.split(), " ", " ", " "])


@settings(max_examples=300, deadline=None)
@given(st.text() | st.text(ALPHABET) | st.lists(WORDS).map("".join) | st.lists(WORDS).map(" ".join))
def test_any_text_gives_dates_whose_spans_give_back_the_text(text: str) -> None:
    end = 0
    for d in read_dates(text, dt.date(2024, 1, 15)):
        assert end <= d.span.start < d.span.end <= len(text)
        assert d.text == text[d.span.start : d.span.end]
        assert d.month is None or 1 <= d.month <= 12
        assert d.day is None or 1 <= d.day <= 31
        assert dates_agree(d, d) in {A, NONE}
        end = d.span.end
    for span in date_spans(text):
        assert 0 <= span.start < span.end <= len(text)


@pytest.mark.parametrize(
    "text",
    [
     "一" * 50_000, "1" * 50_000, "1月" * 25_000, "1日" * 25_000, "年" * 50_000, "昨年" * 25_000, "同年" * 25_000, "2023年" * 10_000, "2023年から" * 8_000,
     "May " * 12_000, "May 1 " * 8_000, "1 May " * 8_000, "early " * 8_000, "the " * 12_000, "2023 " * 10_000, "2023-" * 10_000, "1/" * 25_000,
     "from 2001 to " * 4_000, "90年代" * 12_000, "the end of " * 4_000, "令和" * 25_000, " " * 50_000, "first half of " * 3_500, "二千" * 25_000,
     "between " * 6_000],
    ids=lambda t: repr(t[:8]),
)  # fmt: skip
def test_adversarial_repetition_finishes(text: str) -> None:
    for d in read_dates(text):
        assert d.text == text[d.span.start : d.span.end]
