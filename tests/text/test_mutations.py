"""The readers as the gate uses them: a sentence, its honest re-spellings, and the ways a figure gets altered on the way.

An altered sentence must never agree with its source; a re-spelling, in either language, must.
"""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator

from assistant.text.dates import MONTH_NAMES, DateAgreement, dates_agree, read_dates
from assistant.text.quantities import Agreement, agree, read_quantities

from .spelling import in_english, in_kanji, mixed


def figures_hold(claim: str, source: str) -> bool:
    """Whether every figure of the claim stands in the source, as the gate asks it."""
    told = read_quantities(source)
    return all(any(agree(q, s) is Agreement.EQUAL for s in told) for q in read_quantities(claim))


def dates_hold(claim: str, source: str) -> bool:
    told = read_dates(source)
    fine = {DateAgreement.AGREE, DateAgreement.LESS_PRECISE}
    return all(any(dates_agree(d, s) in fine for s in told) for d in read_dates(claim))


def holds(claim: str, source: str) -> bool:
    return figures_hold(claim, source) and dates_hold(claim, source)


# (Japanese, English) templates around {figure}, with the units that fit: (Japanese counter, English noun).
COUNTS = [
    ("北朝鮮は{}をロシアに送った。", "North Korea sent {} to Russia.",
     [("人", " soldiers", "名", " people"), ("発", " shells", "発", " rounds")]),
    ("国連の報告書によると、{}が確認された。", "According to the UN report, {} were confirmed.",
     [("人", " people", "人", " people"), ("発", " missiles", "発", " rounds")]),
    ("制裁には{}が加わった。", "The sanctions were joined by {}.",
     [("カ国", " countries", "か国", " nations")]),
    ("輸出額は{}だった。", "Exports were worth {}.",
     [("ドル", " dollars", "米ドル", " US dollars"), ("円", " yen", "円", " yen"), ("ルーブル", " rubles", "ルーブル", " rubles")]),
    ("貨物は{}に上った。", "The freight came to {}.",
     [("トン", " tons", "トン", " tonnes"), ("バレル", " barrels", "バレル", " barrels")]),
    ("圧力は{}続いた。", "The pressure lasted {}.",
     [("年間", " years", "年", " years"), ("カ月間", " months", "か月", " months"), ("日間", " days", "日間", " days")]),
]  # fmt: skip
HEDGES_JA = {"": "{}", "about": "約{}", "over": "{}超", "at_least": "少なくとも{}", "under": "{}足らず"}
HEDGES_EN = {"": "{}", "about": "about {}", "over": "more than {}", "at_least": "at least {}", "under": "fewer than {}"}
OTHER_UNIT = {
    "人": "発", "発": "回", "カ国": "人", "ドル": "円", "円": "ドル", "ルーブル": "ドル", "トン": "キロ", "バレル": "トン",
    "年間": "カ月間", "カ月間": "年間", "日間": "年間",
}  # fmt: skip


def number(random_: random.Random, small: bool) -> int:
    if small:
        return random_.randint(2, 90)
    return random_.choice(
        [
            random_.randint(2, 99),
            random_.randint(100, 9_999),
            random_.randint(1, 99) * 1_000,
            random_.randint(2, 99) * 10_000,
            random_.randint(2, 999) * 1_000_000,
            random_.randint(2, 90) * 10**9,
        ]
    )


def english_scale(n: int) -> str:
    for unit, word in ((10**9, "billion"), (10**6, "million")):
        if n >= unit and n * 10 % unit == 0:
            return f"{n / unit:g} {word}"
    return f"{n:,}"


def spellings_ja(n: int) -> list[str]:
    return [mixed(n), in_kanji(n), f"{n:,}", str(n).translate(str.maketrans("0123456789", "０１２３４５６７８９"))]


def spellings_en(n: int) -> list[str]:
    return [f"{n:,}", english_scale(n), in_english(n)]


def figure_cases() -> Iterator[tuple[str, str, bool, str]]:
    """(claim, source, true, what was done)."""
    r = random.Random(7)
    for ja, en, units in COUNTS * 9:
        for counter, noun, counter2, noun2 in units:
            n = number(r, counter in {"年間", "カ月間", "日間", "カ国"})
            hedge = r.choice(list(HEDGES_JA))

            def write_ja(value: int, unit: str = counter, how: str = hedge, spelled: int = 0, template: str = ja) -> str:
                return template.format(HEDGES_JA[how].format(spellings_ja(value)[spelled] + unit))

            def write_en(value: int, unit: str = noun, how: str = hedge, spelled: int = 0, template: str = en) -> str:
                return template.format(HEDGES_EN[how].format(spellings_en(value)[spelled] + unit))

            sources = [write_ja(n), write_en(n)]
            for k in range(4):
                yield write_ja(n, counter2, spelled=k), r.choice(sources), True, "re-spelt"
            for k in range(3):
                yield write_en(n, noun2, spelled=k), r.choice(sources), True, "re-spelt"
            for value, what in ((n + 1, "+1"), (n - 1, "-1"), (n * 10, "×10"), (n * 10_000, "万↔億"), (n * 1_000, "million↔billion")):
                if value > 1 and value < 10**15:
                    yield write_ja(value), r.choice(sources), False, what
                    yield write_en(value), r.choice(sources), False, what
            if len(set(str(n))) > 1:
                digits = list(str(n))
                at = r.randrange(len(digits))
                digits[at] = str((int(digits[at]) + r.randint(1, 8)) % 9 + 1 if digits[at] != "9" else 4)
                changed = int("".join(digits))
                if changed != n and changed > 1:
                    yield write_ja(changed), r.choice(sources), False, "one digit"
            yield write_ja(n, OTHER_UNIT[counter]), sources[0], False, "another unit"
            opposite = {"over": "under", "at_least": "under", "under": "over", "about": "over", "": "over"}[hedge]
            yield write_ja(n, how=opposite), r.choice(sources), False, "hedge flipped"
            yield write_en(n, how=opposite), r.choice(sources), False, "hedge flipped"
            if hedge:
                yield write_en(n, how=""), r.choice(sources), False, "hedge dropped"


SHARES = [
    ("8割", "80%", "80 percent", "four fifths", "eight in ten", 80), ("7割", "70％", "70 percent", "seven out of ten", "seventy percent", 70),
    ("4分の3", "75%", "75 percent", "three quarters", "75 per cent", 75), ("半数", "5割", "50 percent", "half", "one in two", 50),
    ("三分の一", "3分の1", "a third", "one third", "one-third", 33),
]  # fmt: skip


def share_cases() -> Iterator[tuple[str, str, bool, str]]:
    for *said, percent in SHARES:
        texts = [
            f"日本人の{s}が反対している。" if ord(s[-1]) > 0x2FFF or (s[0].isdigit() and s[-1] in "%％") else f"{s} of the Japanese are opposed." for s in said
        ]
        for claim in texts:
            for source in texts:
                yield claim, source, True, "re-spelt"
        for source in texts:
            for wrong in (percent // 10, percent + 1, percent - 10, percent + 5):
                yield f"日本人の{wrong}%が反対している。", source, False, "another share"
                yield f"{wrong} percent of the Japanese are opposed.", source, False, "another share"
            yield f"日本人の{percent}ポイントが反対している。", source, False, "percent for points"
            yield f"日本人の{percent}人が反対している。", source, False, "percent for people"
            yield f"日本人の{percent // 10 - 1}割が反対している。", source, False, "another share"


MONTHS = [name.capitalize() for name in MONTH_NAMES]


def date_ja(day: dt.date, spelled: int) -> str:
    if spelled == 0:
        return f"{day.year}年{day.month}月{day.day}日"
    if spelled == 1 and day.year > 2019:
        return f"令和{day.year - 2018}年{day.month}月{day.day}日"
    return f"{''.join('〇一二三四五六七八九'[int(c)] for c in str(day.year))}年{in_kanji(day.month)}月{in_kanji(day.day)}日"


def date_en(day: dt.date, spelled: int) -> str:
    month = MONTHS[day.month - 1]
    return [f"{month} {day.day}, {day.year}", f"{day.day} {month} {day.year}", f"{month[:3]}. {day.day}, {day.year}"][spelled]


def date_cases() -> Iterator[tuple[str, str, bool, str]]:
    r = random.Random(11)
    ja, en = "両首脳は{}に会談し、共同声明を出した。", "The leaders met on {} and issued a joint statement."
    for _ in range(60):
        day = dt.date(r.randint(1950, 2025), r.randint(1, 12), r.randint(1, 28))
        sources = [ja.format(date_ja(day, 0)), en.format(date_en(day, r.randrange(3)))]
        for k in range(3):
            yield ja.format(date_ja(day, k)), r.choice(sources), True, "re-spelt"
            yield en.format(date_en(day, k)), r.choice(sources), True, "re-spelt"
        yield f"両首脳は{day.year}年{day.month}月に会談した。", r.choice(sources), True, "coarser"
        yield f"The leaders met in {day.year}.", r.choice(sources), True, "coarser"
        wrong = [day.replace(year=day.year + r.choice([-10, -1, 1, 10])), day.replace(month=day.month % 12 + 1), day.replace(day=day.day % 28 + 1)]
        for other in wrong:
            yield ja.format(date_ja(other, r.randrange(3))), r.choice(sources), False, "another date"
            yield en.format(date_en(other, r.randrange(3))), r.choice(sources), False, "another date"
        yield f"両首脳は{day.year + 1}年に会談した。", r.choice(sources), False, "another year"
        yield f"The leaders met in {MONTHS[day.month % 12]} {day.year}.", r.choice(sources), False, "another month"
    for decade in range(1950, 2020, 10):
        sources = [f"{decade}年代後半に緩和された。", f"It was eased in the late {decade}s."]
        for source in sources:
            for claim in [f"{decade}年代後半のことだ。", f"That was in the late {decade}s.", f"{decade}年代のことだ。", f"That was in the {decade}s."]:
                yield claim, source, True, "re-spelt"
            for claim in [
                f"{decade + 10}年代後半のことだ。",
                f"That was in the early {decade}s.",
                f"{decade}年代初頭のことだ。",
                f"That was in the {decade - 10}s.",
                f"{decade + 3}年のことだ。",
            ]:
                yield claim, source, False, "another decade"


CASES = [*figure_cases(), *share_cases(), *date_cases()]


def test_altered_figures_and_dates_are_caught() -> None:
    altered = [(claim, source, what) for claim, source, true, what in CASES if not true]
    missed = [case for case in altered if holds(case[0], case[1])]
    assert len(altered) >= 1000
    assert {what for _, _, what in altered} >= {
        "+1",
        "-1",
        "×10",
        "万↔億",
        "million↔billion",
        "one digit",
        "another unit",
        "hedge flipped",
        "hedge dropped",
        "another share",
        "another date",
    }
    assert len(missed) <= len(altered) // 100, (len(missed), missed[:10])


def test_honest_respellings_pass_in_both_languages() -> None:
    honest = [(claim, source) for claim, source, true, _ in CASES if true]
    refused = [case for case in honest if not holds(*case)]
    assert len(honest) >= 500
    assert len(refused) <= len(honest) // 100, (len(refused), refused[:10])


def test_every_case_is_about_something() -> None:
    assert [claim for claim, _, _, _ in CASES if not read_quantities(claim) and not read_dates(claim)] == []
