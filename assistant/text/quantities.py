"""Figures of both languages: value, unit, hedge, and what is counted.

8割 is 80 percent, 100万発以上 is "more than one million shells", 3万円 is ¥30,000. Dates are left to
``dates``; times of day, scores, versions and numbers inside names (Su-35, G20, COVID-19) are none.
Nor is what only points: 両国, "the two leaders", その一つ. Reads what is written and no more.

A text is walked once: at each place where a figure can begin, one reader takes what belongs to it
and says where to go on, so the time is linear in the length of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import Enum

from assistant.text.dates import date_spans
from assistant.text.language import JAPANESE
from assistant.text.numerals import DIGITS, LARGE_UNITS, NUMBER_WORDS, ORDINALS, SCALES, TENS, read_digits, read_english, read_japanese
from assistant.values import Span

HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure. ``low`` equals ``high`` unless a range was written. ``unit`` is canonical ("percent", "person", "USD",
    "year", "kiloton", "rank", …) or "" where none is written or known; ``hedge`` is one of "", "about", "over",
    "at_least", "under", "at_most", "almost"; ``noun`` is what is counted, in the words of the text, or "".

    A share of a small round whole (4分の3, "eight in ten", 8割) is a percentage. 数百 and "hundreds of" are
    ranges from two to nine hundred.
    """

    low: Decimal
    high: Decimal
    unit: str
    hedge: str
    noun: str
    span: Span
    text: str


class Agreement(Enum):
    EQUAL = "equal"
    ROUNDED = "rounded"
    """The claim says it coarser, and the source's figure meets it: over 11,000 for 11,400, nearly 20 % for 18 %, more than half for 52 %."""
    HEDGE_DROPPED = "hedge dropped"
    """The same figure, but the source says about, almost, over or under it and the claim does not."""
    HEDGE_OPPOSED = "hedge opposed"
    """Over in the one, under in the other."""
    VALUE_DIFFERS = "value differs"
    UNIT_DIFFERS = "unit differs"
    """The same number of something else, or on another scale."""
    UNRELATED = "unrelated"


def _units(forms: dict[str, str]) -> dict[str, str]:
    """Canonical name → its written forms, turned round."""
    return {form: unit for unit, written in forms.items() for form in written.split(", ")}


_UNITS_JA = _units(
    {
        "percent": "パーセント, %, ％, パーセンテージ",
        "permille": "パーミル",
        "point": "ポイント, パーセントポイント, %ポイント",
        "JPY": "円",
        "USD": "米ドル, ドル",
        "EUR": "ユーロ",
        "KRW": "ウォン",
        "CNY": "人民元, 元",
        "RUB": "ルーブル",
        "GBP": "英ポンド, ポンド",
        "AUD": "豪ドル, オーストラリアドル",
        "CAD": "カナダドル",
        "HKD": "香港ドル",
        "TWD": "台湾ドル",
        "SGD": "シンガポールドル",
        "CHF": "スイスフラン",
        "franc": "フラン",
        "INR": "インドルピー",
        "rupee": "ルピー",
        "rupiah": "ルピア",
        "peso": "ペソ",
        "lira": "リラ",
        "real": "レアル",
        "krona": "クローナ, クローネ",
        "baht": "バーツ",
        "dong": "ドン",
        "rand": "ランド",
        "mark": "マルク",
        "shilling": "シリング",
        "penny": "ペンス, ペニー",
        "cent": "セント",
        "person": "人, 名, 者",
        "country": "カ国, か国, ヶ国, ヵ国, ケ国, 箇国, 国",
        "item": "個, つ, 件, 本, 台, 機, 隻, 両, 校, 社, 冊, 枚, 基, 門, 点, 種類, 項目, 棟, 軒, 部屋, 頭, 匹, 羽, 曲, 作品, 作, 品目, 部, "
        "議席, 票, 試合, 店舗, 駅, カ所, か所, ヶ所, 箇所, 株, 世帯, 家族, "
        "戸, 世代, 組, 期, 通, 便, 艘, 艦, 代",
        "time": "回, 度, 遍",
        "round": "発, 弾",
        "year": "年間, 年, カ年, か年, ヶ年",
        "month": "カ月, か月, ヶ月, ヵ月, ケ月, 箇月, カ月間, か月間, ヶ月間",
        "week": "週間, 週",
        "day": "日間, 日",
        "hour": "時間",
        "minute": "分間, 分",
        "second": "秒間, 秒",
        "age": "歳, 才",
        "century": "世紀",
        "km": "キロメートル, km, キロ",
        "m": "メートル, m",
        "cm": "センチメートル, センチ, cm",
        "mm": "ミリメートル, ミリ, mm",
        "um": "マイクロメートル, ミクロン, μm, µm, um",
        "nmi": "海里, カイリ",
        "mile": "マイル",
        "ft": "フィート, フット",
        "inch": "インチ",
        "yard": "ヤード",
        "fathom": "尋",
        "knot": "ノット",
        "km2": "平方キロメートル, 平方キロ, km2, km²",
        "m2": "平方メートル, m2, m²",
        "km3": "立方キロメートル, 立方キロ, km3, km³",
        "cm2": "平方センチメートル, 平方センチ, cm2, cm²",
        "ha": "ヘクタール, ha",
        "acre": "エーカー",
        "sqft": "平方フィート",
        "mi2": "平方マイル",
        "tsubo": "坪",
        "m3": "立方メートル, m3, m³",
        "kg": "キログラム, kg",
        "g": "グラム, g",
        "mg": "ミリグラム, mg",
        "ug": "マイクログラム, μg, µg",
        "lb": "重量ポンド",
        "oz": "オンス",
        "ton": "トン, t",
        "kiloton": "キロトン, kt",
        "megaton": "メガトン, Mt",
        "liter": "リットル, l, L",
        "milliliter": "ミリリットル, ml, mL, cc",
        "kiloliter": "キロリットル, kl, kL",
        "gallon": "ガロン",
        "barrel": "バレル",
        "watt": "ワット",
        "kilowatt": "キロワット, kW",
        "megawatt": "メガワット, MW",
        "gigawatt": "ギガワット, GW",
        "kwh": "キロワット時, kWh",
        "mwh": "メガワット時, MWh",
        "gwh": "ギガワット時, GWh",
        "volt": "ボルト",
        "hertz": "ヘルツ, Hz",
        "decibel": "デシベル, dB",
        "hectopascal": "ヘクトパスカル, hPa",
        "calorie": "カロリー, cal",
        "kcal": "キロカロリー, kcal",
        "sievert": "シーベルト",
        "millisievert": "ミリシーベルト",
        "becquerel": "ベクレル",
        "ppm": "ppm",
        "byte": "バイト",
        "gigabyte": "ギガバイト, GB",
        "celsius": "℃, °C, 度C",
        "multiple": "倍",
        "page": "ページ, 頁",
        "rank": "位, 番目, 番艦, 番機, 番線, 番手, 番, 号, 周年, 度線",
        "article": "条",
        "chapter": "章",
        "floor": "階, 階建て",
        "step": "歩",
    }
)
_UNITS_EN = _units(
    {
        "percent": "percent, per cent, %, pct",
        "point": "percentage points, percentage point, points, point",
        "USD": "dollar, dollars, usd",
        "JPY": "yen, jpy",
        "EUR": "euro, euros, eur",
        "KRW": "won, krw",
        "CNY": "yuan, renminbi, rmb, cny",
        "RUB": "ruble, rubles, rouble, roubles, rub",
        "GBP": "pound, pounds, gbp",
        "AUD": "australian dollars, australian dollar, aud",
        "CAD": "canadian dollars, canadian dollar, cad",
        "HKD": "hong kong dollars, hong kong dollar, hkd",
        "TWD": "taiwan dollars, taiwan dollar, twd",
        "SGD": "singapore dollars, singapore dollar, sgd",
        "CHF": "swiss francs, swiss franc, chf",
        "franc": "francs, franc",
        "INR": "indian rupees, indian rupee, inr",
        "rupee": "rupees, rupee",
        "rupiah": "rupiah",
        "peso": "pesos, peso",
        "lira": "lira, liras",
        "real": "reais",
        "krona": "kronor, krona, kroner, krone",
        "baht": "baht",
        "dong": "dong",
        "rand": "rand",
        "mark": "deutschmarks, deutschmark",
        "shilling": "shillings, shilling",
        "penny": "pence",
        "cent": "cents",
        "person": "people, person, persons, men, women, soldiers, soldier, troops, personnel, residents, inhabitants, workers, employees, students, "
        "victims, visitors, passengers, leaders, officials, children, participants, lawmakers, prisoners, citizens, experts, civilians, "
        "diplomats, refugees, engineers, officers, monitors, staff, crew, teachers, pupils, doctors, nurses, scientists, researchers, members, voters, "
        "survivors, migrants, guests, fishermen, sailors, peacekeepers, volunteers, respondents, farmers, "
        "drivers, players, patients, adults, settlers, protesters, islanders, villagers, boys, girls",
        "item": "families, households",
        "country": "country, countries, nations, nation, states",
        "time": "times, time, occasions",
        "round": "shells, shell, rounds, round, missiles, missile, projectiles, munitions",
        "year": "year, years",
        "month": "month, months",
        "week": "week, weeks",
        "day": "day, days",
        "hour": "hour, hours",
        "minute": "minute, minutes",
        "second": "second, seconds",
        "decade": "decade, decades",
        "century": "century, centuries",
        "km": "kilometers, kilometres, kilometer, kilometre, km",
        "m": "meters, metres, meter, metre, m",
        "cm": "centimeters, centimetres, cm",
        "mm": "millimeters, millimetres, millimeter, millimetre, mm",
        "um": "micrometers, micrometres, micrometer, micrometre, microns, micron, μm, µm",
        "nmi": "nautical miles, nautical mile, nmi",
        "mile": "miles, mile",
        "ft": "feet, foot, ft",
        "inch": "inches, inch",
        "yard": "yards, yard",
        "fathom": "fathoms, fathom",
        "knot": "knots, knot",
        "km2": "square kilometers, square kilometres, km2, km², sq km",
        "m2": "square meters, square metres, m2, m²",
        "km3": "cubic kilometers, cubic kilometres, km3, km³",
        "cm2": "square centimeters, square centimetres, cm2, cm²",
        "ha": "hectares, hectare, ha",
        "acre": "acres, acre",
        "sqft": "square feet, square foot, sq ft",
        "mi2": "square miles, square mile, sq mi",
        "tsubo": "tsubo",
        "m3": "cubic meters, cubic metres, m3, m³",
        "kg": "kilograms, kilogram, kg, kilos",
        "g": "grams, gram, grammes, g",
        "mg": "milligrams, milligram, mg",
        "ug": "micrograms, microgram, μg, µg",
        "lb": "lb, lbs",
        "oz": "ounces, ounce, oz",
        "ton": "tons, ton, t, tonnes, tonne, metric tons, metric ton",
        "kiloton": "kilotons, kiloton, kilotonnes, kilotonne, kt",
        "megaton": "megatons, megaton, megatonnes, megatonne",
        "liter": "liters, litres, liter, litre, l",
        "milliliter": "milliliters, millilitres, milliliter, millilitre, ml, cc",
        "gallon": "gallons, gallon",
        "kiloliter": "kiloliters, kilolitres, kiloliter, kilolitre",
        "barrel": "barrels, barrel",
        "watt": "watts, watt",
        "kilowatt": "kilowatts, kilowatt, kw",
        "megawatt": "megawatts, megawatt, mw",
        "gigawatt": "gigawatts, gigawatt, gw",
        "kwh": "kilowatt-hours, kilowatt hours, kilowatt-hour, kwh",
        "mwh": "megawatt-hours, megawatt hours, megawatt-hour, mwh",
        "gwh": "gigawatt-hours, gigawatt hours, gigawatt-hour, gwh",
        "volt": "volts, volt",
        "hertz": "hertz, hz",
        "decibel": "decibels, decibel, db",
        "hectopascal": "hectopascals, hectopascal, hpa, millibars",
        "calorie": "calories, calorie",
        "kcal": "kilocalories, kcal",
        "sievert": "sieverts, sievert",
        "millisievert": "millisieverts, millisievert",
        "becquerel": "becquerels, becquerel",
        "ppm": "ppm, parts per million",
        "byte": "bytes, byte",
        "gigabyte": "gigabytes, gigabyte, gb",
        "celsius": "degrees celsius, °c, ℃",
        "degree": "degrees, degree",
        "age": "years old, year old, years of age",
        "page": "pages, page",
        "floor": "floors, stories, storeys",
    }
)
_CONVERT: dict[str, tuple[str, Decimal]] = {
    "km": ("length", Decimal(1000)), "m": ("length", Decimal(1)), "cm": ("length", Decimal("0.01")),
    "mm": ("length", Decimal("0.001")), "um": ("length", Decimal("0.000001")), "mile": ("length", Decimal("1609.344")), "nmi": ("length", Decimal(1852)),
    "ft": ("length", Decimal("0.3048")), "inch": ("length", Decimal("0.0254")), "yard": ("length", Decimal("0.9144")), "fathom": ("length", Decimal("1.8288")),
    "km2": ("area", Decimal(10**6)), "m2": ("area", Decimal(1)), "ha": ("area", Decimal(10**4)),
    "cm2": ("area", Decimal("0.0001")), "acre": ("area", Decimal("4046.856")), "sqft": ("area", Decimal("0.09290304")), "mi2": ("area", Decimal("2589988")),
    "tsubo": ("area", Decimal("3.30579")),
    "m3": ("volume", Decimal(1)), "km3": ("volume", Decimal(10**9)), "liter": ("volume", Decimal("0.001")), "milliliter": ("volume", Decimal("0.000001")),
    "kiloliter": ("volume", Decimal(1)), "gallon": ("volume", Decimal("0.00378541")),
    "kwh": ("energy", Decimal(1)), "mwh": ("energy", Decimal(1000)), "gwh": ("energy", Decimal(10**6)),
    "calorie": ("heat", Decimal(1)), "kcal": ("heat", Decimal(1000)),
    "sievert": ("dose", Decimal(1000)), "millisievert": ("dose", Decimal(1)),
    "byte": ("data", Decimal(1)), "gigabyte": ("data", Decimal(10**9)),
    "mg": ("mass", Decimal("0.000001")), "ug": ("mass", Decimal("0.000000001")), "lb": ("mass", Decimal("0.45359237")), "oz": ("mass", Decimal("0.0283495")),
    "kg": ("mass", Decimal(1)), "g": ("mass", Decimal("0.001")), "ton": ("mass", Decimal(1000)),
    "kiloton": ("mass", Decimal(10**6)), "megaton": ("mass", Decimal(10**9)),
    "watt": ("power", Decimal(1)), "kilowatt": ("power", Decimal(1000)), "megawatt": ("power", Decimal(10**6)), "gigawatt": ("power", Decimal(10**9)),
    "second": ("days", Decimal(1)), "minute": ("days", Decimal(60)), "hour": ("days", Decimal(3600)),
    "day": ("days", Decimal(86400)), "week": ("days", Decimal(604800)),
    "month": ("months", Decimal(1)), "year": ("months", Decimal(12)), "decade": ("months", Decimal(120)), "century": ("months", Decimal(1200)),
}  # fmt: skip
_ROUGH = {"mile", "nmi", "ft", "inch", "yard", "fathom", "acre", "sqft", "mi2", "tsubo", "gallon", "lb", "oz"}
"""Units that nobody converts exactly: 10 miles are 16.1 km."""
COUNTING = {"", "person", "country", "item", "time", "round", "page", "floor", "article", "chapter", "step"}
LABELS = {"rank", "article", "chapter", "page", "floor"}
"""Units that count in a line: the eighth is not eight."""
_LOOSE = {"", "round", "time", "page", "floor", "article", "chapter", "step"}
"""Counters that an unspecific one (3件, 3基) may stand for; people and countries are never items."""
_DURATIONS = {"second", "minute", "hour", "day", "week", "month", "year", "decade", "century"}
_CURRENCY = {"¥": "JPY", "$": "USD", "us$": "USD", "US$": "USD", "€": "EUR", "£": "GBP", "₩": "KRW", "₽": "RUB"}
_MONEY = {"JPY", "USD", "EUR", "KRW", "CNY", "RUB", "GBP", "AUD", "CAD", "HKD", "TWD", "SGD", "CHF", "INR"}
_MONEY |= {"franc", "rupee", "rupiah", "peso", "lira", "real", "krona", "baht", "dong", "rand", "mark", "shilling", "penny", "cent"}
_SHARES = {"percent", "permille", "point", "multiple"}
_MONTH_SECONDS = Decimal(2629746)
_CODES = {"usd": "USD", "jpy": "JPY", "eur": "EUR", "krw": "KRW", "cny": "CNY", "rub": "RUB", "gbp": "GBP"}
_WHOLES = {Decimal(n) for n in (2, 3, 4, 5, 10, 20, 100, 1000)}
"""8 of 10 is a share; 141 of 193 are two counts."""


# What both languages share

_HALF_WIDTH = {c: c - 0xFEE0 for c in range(0xFF01, 0xFF5F)} | {0x2212: "-", 0xFFE5: "¥"}
_WEB = re.compile(r"https?://[!-~]*|www\.[!-~]*|(?<![\w.+-])[\w.+-]++@[\w.-]*", re.ASCII)
_TOKEN = re.compile(r"[0-9A-Za-z](?:[-.,:/_⁄]?[0-9A-Za-z])*+")
_GLUED = re.compile(r"[A-Za-z]-?$|[#@_/\\=]$|[0-9A-Za-z⁄][.:,⁄]$|[0-9ァ-ヴー一-龥]-$")
_GOES_ON = re.compile(r"[.,:/⁄_-][0-9]|[A-Za-z°²³⁰-⁹¹⁄]|-[A-Za-z]")
_SIGN = re.compile(r"(?:^|[\s(「、。はがで])-$|(?:マイナス|零下|氷点下|\bminus\s)$", re.IGNORECASE)


def read_quantities(text: str) -> list[Quantity]:
    """Figures in order of the text; ``text[span]`` is each one's ``text``. Never raises, whatever the text.

    >>> [(str(q.low), q.unit, q.hedge) for q in read_quantities("日本人の8割、100万発以上、約75%")]
    [('80', 'percent', ''), ('1000000', 'round', 'at_least'), ('75', 'percent', 'about')]
    >>> [(str(q.low), q.unit, q.hedge, q.noun) for q in read_quantities("more than one million shells and three quarters")]
    [('1000000', 'round', 'over', 'shells'), ('75', 'percent', '', '')]
    """
    plain = text if text.isascii() else text.translate(_HALF_WIDTH)
    blocked = bytearray(len(plain) + 1)
    for start, end in [*date_spans(plain), *(m.span() for m in _WEB.finditer(plain) if m.end() - m.start() > 2)]:
        blocked[start:end] = b"\x01" * (end - start)
    if JAPANESE.search(plain):
        found = list(_walk_japanese(plain, blocked))
        if _LETTERS.search(plain):
            for q in found:
                blocked[q.span.start : q.span.end] = b"\x01" * (q.span.end - q.span.start)
            found = sorted([*found, *_walk_english(plain, blocked, digits=False)], key=lambda q: q.span)
    else:
        found = list(_walk_english(plain, blocked, digits=True))
    found = _compounds(found, plain)
    return found if plain is text else [replace(q, text=q.span.of(text)) for q in found]


_SMALLER = {("year", "month"): 12, ("hour", "minute"): 60, ("minute", "second"): 60, ("day", "hour"): 24, ("ft", "inch"): 12}
_AND = re.compile(r"と?|\s(?:and\s)?")


def _compounds(found: list[Quantity], plain: str) -> list[Quantity]:
    """1年7か月 is 19 months, "three hours and 50 minutes" 230 minutes."""
    out: list[Quantity] = []
    for q in found:
        last = out[-1] if out else None
        factor = _SMALLER.get((last.unit, q.unit)) if last else None
        if last and factor and last.low == last.high == last.low // 1 and q.low == q.high < factor and _AND.fullmatch(plain, last.span.end, q.span.start):
            value, span = last.low * factor + q.low, Span(last.span.start, q.span.end)
            out[-1] = replace(q, low=value, high=value, hedge=last.hedge or q.hedge, span=span, text=span.of(plain))
        else:
            out.append(q)
    return out


def agree(claim: Quantity, source: Quantity) -> Agreement:
    """Compare a figure of a claim with one of its source: value, scale and unit first, then the hedge.

    >>> [agree(*map(lambda t: read_quantities(t)[0], pair)).value for pair in (("over 11,000 men", "1万1400人"), ("over 900 men", "1万1400人"))]
    ['rounded', 'value differs']
    """
    claim = _either(claim, source)
    source = _either(source, claim)
    found = _compared(claim, source)
    return Agreement.ROUNDED if found in {Agreement.VALUE_DIFFERS, Agreement.UNIT_DIFFERS} and _meets(claim, source) else found


def comparable(a: Quantity, b: Quantity) -> bool:
    """Whether two figures measure on one scale: two sums of money, two lengths, two shares, two spans of time, two counts of people."""
    return a.unit == b.unit or _family(a.unit) == _family(b.unit) != ""


def _family(unit: str) -> str:
    if unit in _MONEY:
        return "money"
    if unit in _SHARES:
        return "share"
    kind = _CONVERT[unit][0] if unit in _CONVERT else ""
    return "time" if kind in {"days", "months"} else kind


def amount(q: Quantity) -> tuple[Decimal, Decimal]:
    """``low`` and ``high`` in the base unit of the kind, days and months alike in seconds; as they stand where nothing is to convert."""
    factor = _CONVERT[q.unit][1] if q.unit in _CONVERT else Decimal(1)
    if q.unit in _CONVERT and _CONVERT[q.unit][0] == "months":
        factor *= _MONTH_SECONDS
    return q.low * factor, q.high * factor


def ends(q: Quantity) -> tuple[Quantity, Quantity]:
    """The two ends of a range, each as a figure of its own."""
    return replace(q, high=q.low), replace(q, low=q.high)


def one_of(unit: str, text: str) -> bool:
    """Whether an English text has "a shilling", "each mile", or "per litre" of a unit."""
    forms = "|".join(re.escape(form) for form, u in _UNITS_EN.items() if u == unit and len(form) > 2)
    return bool(forms) and re.search(rf"(?<![a-z])(?:an?|one|per|each|every)\s+(?:{forms})(?![a-z])", text, re.IGNORECASE) is not None


FAIR = Decimal("0.15")
FAIR_BOUND, FAIR_POINTS = Decimal("0.2"), Decimal(3)
"""How far, in shares of the source's figure, a rounded one may lie from it; and one that is only a bound, which may lie so many percentage points away
besides (under a tenth, for 7 percent)."""
_SAME_SPAN = Decimal("0.035")
"""A month is 30 or 31 days, a year 52 weeks."""


def _meets(claim: Quantity, source: Quantity) -> bool:
    """Whether the source's figure meets what the claim says more coarsely: on the right side of its hedge, near it, and the claim's the rounder one."""
    if claim.unit in LABELS or claim.low != claim.high or not (comparable(claim, source) or (claim.unit in COUNTING and "" in {claim.unit, source.unit})):
        return False
    (said, _), (low, high) = amount(claim), amount(source)
    if _family(claim.unit) in {"money", "share"} and claim.unit != source.unit:
        return False
    if said <= 0 or low <= 0:
        return False
    spans = {_CONVERT[q.unit][0] for q in (claim, source) if q.unit in _CONVERT} == {"days", "months"}
    if spans and low == high and abs(said - low) <= _SAME_SPAN * low:
        return _hedges(claim, source) is Agreement.EQUAL
    up, down = claim.hedge in _UP, claim.hedge in _DOWN
    if (up and source.hedge in _DOWN) or (down and source.hedge in _UP):
        return False
    end = low if up else high
    if (up and (end < said or (end == said and low == high))) or (down and (end > said or (end == said and low == high))):
        return False
    if not (up or down) and (claim.hedge != "about" or source.hedge or low != high):
        return False
    if end == said:
        return True
    if _coarse(claim) and (up or down):
        return HALF_AT_LEAST <= end <= HALF_AT_MOST
    larger = claim.unit != source.unit and amount(replace(claim, low=Decimal(1)))[0] > amount(replace(source, low=Decimal(1)))[0]
    if not larger and not _rounder(claim, source, source.low if up else source.high):
        return False
    if up and end < said * 3 / 2 and ((larger and claim.low == 1) or claim.unit == "multiple"):
        return True  # over a month, for 43 days; more than double, for 2.5 times
    if (up or down) and claim.unit == "percent" and abs(said - end) <= FAIR_POINTS:
        return True
    return abs(said - end) <= (FAIR_BOUND if up or down else FAIR) * end


def _rounder(claim: Quantity, source: Quantity, end: Decimal) -> bool:
    """Whether a claim's figure is the coarser one: of fewer figures or, as a bound, of as many and higher ones (under 10 for 9) or a half (半年 for 7か月)."""
    mine, theirs = _figures(claim.low), _figures(end)
    if mine != theirs or claim.hedge not in _UP | _DOWN:
        return mine < theirs
    return claim.low.normalize().adjusted() > end.normalize().adjusted() or (not source.hedge and _HALF.search(claim.text) is not None)


_HALF = re.compile("半|half", re.IGNORECASE)


MAX_AGE = 120
HALF_AT_LEAST, HALF_AT_MOST = Decimal(25), Decimal(80)
"""What may be called less or more than half."""


def _coarse(q: Quantity) -> bool:
    """ "Half" and "a majority", which only say which side of the middle."""
    return q.unit == "percent" and q.low == 50 and not any(c.isdigit() for c in q.text)


def _figures(value: Decimal) -> int:
    """Significant figures: two for 11,000, three for 11,400."""
    return len(value.normalize().as_tuple().digits)


def _compared(claim: Quantity, source: Quantity) -> Agreement:
    mine, theirs = _CONVERT.get(claim.unit), _CONVERT.get(source.unit)
    if claim.unit == source.unit:
        same = _same(claim, source)
        if claim.unit in LABELS:
            return Agreement.EQUAL if same else Agreement.VALUE_DIFFERS
        return _hedges(claim, source) if same else Agreement.VALUE_DIFFERS
    number = claim.low == source.low and claim.high == source.high
    if mine and theirs and mine[0] == theirs[0]:
        a, b = claim.low * mine[1], source.low * theirs[1]
        close = (a, claim.high * mine[1]) == (b, source.high * theirs[1])
        close = close or (bool(_ROUGH & {claim.unit, source.unit}) and abs(a - b) <= abs(b) / HUNDRED)
        return _hedges(claim, source) if close else Agreement.UNIT_DIFFERS if number else Agreement.VALUE_DIFFERS
    if mine and theirs and {mine[0], theirs[0]} == {"days", "months"}:
        return Agreement.UNIT_DIFFERS if number else Agreement.VALUE_DIFFERS
    if {claim.unit, source.unit} == {"degree", "celsius"}:
        return _hedges(claim, source) if number else Agreement.VALUE_DIFFERS
    if claim.unit in COUNTING and source.unit in COUNTING:
        if not _same(claim, source):
            return Agreement.VALUE_DIFFERS
        unknown = "" in {claim.unit, source.unit} or ("item" in {claim.unit, source.unit} and {claim.unit, source.unit} & _LOOSE)
        return _hedges(claim, source) if unknown else Agreement.UNIT_DIFFERS
    return Agreement.UNIT_DIFFERS if number and "rank" not in {claim.unit, source.unit} else Agreement.UNRELATED


_EITHER = (
    (re.compile(r"twice$|times?$", re.IGNORECASE), {"multiple", "time"}),
    (re.compile(r"キロ$"), {"km", "kg"}),
    (re.compile(r"点$"), {"item", "point"}),
    (re.compile(r"年$|\byears?\b", re.IGNORECASE), {"year", "age"}),
)
"""Units in whose stead a written form may stand: "twice" is two times over or on two occasions, a house of 築40年 is 40 years old."""


def _either(q: Quantity, other: Quantity) -> Quantity:
    """A figure in the unit of the other side where its written unit may mean either."""
    if q.unit == other.unit or not any(form.search(q.text) and {q.unit, other.unit} == units for form, units in _EITHER):
        return q
    return replace(q, unit=other.unit)


def _same(claim: Quantity, source: Quantity) -> bool:
    if claim.low == source.low and claim.high == source.high:
        return True
    if claim.hedge in {"about", "almost"} and not source.hedge and claim.low == claim.high and source.low == source.high and _to_figures(source.low, claim.low):
        return True
    if claim.low != claim.high:  # 数百人 for 300 people says less, and nothing wrong
        return claim.hedge == "about" and claim.high * 2 == claim.low * 9 and claim.low <= source.low == source.high <= claim.high
    return claim.unit == source.unit == "percent" and source.low == source.high and (_rounds(claim.low, source.low) or _rounds(source.low, claim.low))


def _to_figures(exact: Decimal, rough: Decimal) -> bool:
    """ "About 9.67 billion" for 9,670,700,000: the exact value, rounded to the figures that the rough one gives (two at least)."""
    figures = len(rough.normalize().as_tuple().digits)
    if figures < 2 or not exact or not rough:
        return False
    return round(exact, figures - 1 - exact.adjusted()) == rough if exact.adjusted() == rough.adjusted() else False


def _rounds(short: Decimal, endless: Decimal) -> bool:
    """67 or 66.7 for two thirds: only a share that no decimal number can say may be rounded."""
    exponent = short.as_tuple().exponent
    return len(endless.as_tuple().digits) > 20 and isinstance(exponent, int) and -3 < exponent <= 0 and round(endless, -exponent) == short


_UP, _DOWN = {"over", "at_least"}, {"under", "at_most", "almost"}


def _hedges(claim: Quantity, source: Quantity) -> Agreement:
    a, b = claim.hedge, source.hedge
    if a == b or {a, b} <= _UP or {a, b} <= _DOWN or {a, b} <= {"about", "almost"}:
        return Agreement.EQUAL
    if (a in _UP and b in _DOWN) or (a in _DOWN and b in _UP):
        return Agreement.HEDGE_OPPOSED
    if not b:
        return Agreement.HEDGE_OPPOSED if a in {"under", "over"} else Agreement.EQUAL
    return Agreement.HEDGE_DROPPED


def _glued(plain: str, start: int) -> bool:
    """Whether digits at ``start`` are the tail of something: Su-35, v2, #5, 10:30, 1,23."""
    return _GLUED.search(plain[max(start - 2, 0) : start]) is not None


def _value(raw: str) -> Decimal | None:
    """100 万, as PDF text spaces it, is 100万."""
    return read_japanese(raw.replace(" ", ""))


def _goes_on(plain: str, end: int) -> bool:
    """Whether digits that end at ``end`` are the head of something: 1.2.3, 5G, 1e400, 10²."""
    return _GOES_ON.match(plain, end) is not None


def _skip(plain: str, start: int) -> int:
    token = _TOKEN.match(plain, start)
    return token.end() if token else start + 1


def _named(match: re.Match[str] | None) -> str:
    return match.lastgroup or "" if match else ""


def _vague(base: Decimal) -> tuple[Decimal, Decimal]:
    return base * 2, base * 9


# Japanese

_K = "〇零一二三四五六七八九十百千"
_N = rf"[0-9{_K}](?:[0-9{_K}万億兆京]|,(?=[0-9]{{3}}(?![0-9]))|\.(?=[0-9])| (?=[万億兆]))*+"
_UNIT_JA = "|".join(rf"{re.escape(u)}(?![A-Za-z0-9²³])" if u.isascii() and u.isalnum() else re.escape(u) for u in sorted(_UNITS_JA, key=len, reverse=True))
_START_JA = re.compile(
    rf"[0-9{_K}第]|(?<![一-龥])[数何幾](?=[十百千万億兆])|[数何幾](?=[十百千万億兆][^一-龥]|十|百|千)|過?半|四半世紀|(?<![数何幾])倍|初|最初の|US\$|[¥$€£₩₽]"
)
_NUMBER_JA = re.compile(_N)
_SINGLE_JA = re.compile(rf"(?P<n>{_N})(?P<over>(?:有)?余)?\s?(?P<u>{_UNIT_JA})?(?P<half>半)?(?P<ord>目)?")
_RANGE_JA = re.compile(
    rf"(?P<n1>{_N})\s?(?P<u1>{_UNIT_JA})?\s?(?P<sep>[~〜–—-]|から|ないし|乃至|または|あるいは|もしくは|か(?=[0-9{_K}])|[、,])\s?(?P<n2>{_N})\s?(?P<u2>{_UNIT_JA})(?P<ord>目)?"
)
_SHARE_JA = re.compile(rf"(?P<den>{_N})分の(?P<num>{_N})(?P<of>世紀)?")
_TIMES_JA = re.compile(rf"分の{_N}倍")
_SLASH_JA = re.compile(r"(?P<num>[0-9])/(?P<den>[2-9]|10)(?=の)")
_OUT_OF_JA = re.compile(rf"(?P<whole>{_N})(?P<u>人|名|件|社|校|回|台|発|隻|組|カ国|か国|つ|個)(?:中|のうち、?|に)(?P<part>{_N})(?P=u)")
_TENTHS_JA = re.compile(
    r"(?P<wari>[0-9一二三四五六七八九十](?:\.[0-9])?|10)割(?![れっかく合拠当譲る]|り[当切算])(?:(?P<bu>[0-9一二三四五六七八九])分(?!の)(?:(?P<rin>[0-9一二三四五六七八九])厘)?)?"
)
_SOME_JA = re.compile(rf"[数何幾](?P<base>[十百千]?[万億兆]?)(?P<u>{_UNIT_JA})?")
_TEENS_JA = re.compile(rf"(?P<n>{_N})(?:数|何)(?P<small>[十百千]?)(?P<large>[万億兆]?)(?P<u>{_UNIT_JA})?")
_RANK_JA = re.compile(rf"第\s?(?P<n>{_N})(?P<u>条|章|号|回|位|次|期|代|項|副)?")
_NO_RANK = re.compile(r"に(?!.?位)|者|線|歩|義|印象|級|声|人者|一|に、")
_WORDS_JA = re.compile(
    r"(?P<quarter>四半世紀)|(?P<fifty>半世紀)|(?P<six>半年)|(?P<more>過半数?)|(?P<half>半数|半分(?!の[0-9一二三四五])|半減|半額)|(?P<double>倍(?:増|加|に|の|以上|近く))|(?P<first>初めて|初の|最初の"
    r"|(?<![一-龥])初(?=[一-龥])(?![期旬頭夏秋冬春級心等歩潮耳動速志老台島]))"
)
_FIXED_JA = {
    "quarter": (Decimal(25), "year"), "fifty": (Decimal(50), "year"), "six": (Decimal(6), "month"), "more": (Decimal(50), "percent"),
    "half": (Decimal(50), "percent"),
    "double": (Decimal(2), "multiple"), "first": (Decimal(1), "rank"),
}  # fmt: skip
_MONEY_JA = re.compile(rf"(?P<cur>US\$|[¥$€£₩₽])\s?(?P<n>{_N})")
_CLOCK_JA = re.compile(rf"(?:[0-9]{{1,2}}|[{_K}]{{1,3}})時(?![間代点期速給刻限系価事局])(?:(?:[0-9]{{1,2}}|[{_K}]{{1,3}})分|半)?")
_PER_JA = re.compile(r"(?:1|一)(?:人|日|年|カ月|か月|時間|回|台|株|世帯|国)(?:当たり|あたり|当り|につき|(?<=日)(?=[0-9]))|[0-9]+対[0-9]+")
_NOT_NUMBER = re.compile(
    r"一(?:部|時(?!間)|度(?:も|に)|国(?:主義|に)|人(?:一人|ひとり|当|前|暮)|人者|元(?:化|的|管)|本(?:化|道|気)|歩|点(?:張|の曇|に)|日(?:も|一日|中)|回(?:り|る|っ)|枚岩|件落着|両日|石二鳥|匹狼|戸建|定|位一体|台(?!.?の)"
    r"|[人名つ件隻社台機回個本枚校]も(?!の)|つ(?!しか|だけ|のみ)|番(?!目)|社会|者|名(?:称|前|詞)|国際|発(?:逆転|触発)|株主)"
    r"|二(?:国間|の足|枚舌|人三脚|度と|元|次元|年生)|三(?:菱|井|重|田|角|国志|浦|島|木|陸|原|宮|日月|次元|人称|位一体)|四(?:国(?!会)|川|季|日市|万十|谷)|五(?:輪|月雨|島|反田|分五分)|六(?:本木|甲)|七(?:夕|尾|転八)|八(?:百屋|幡"
    r"|王子|戸|代|方)|九(?:州|龍|段)|十(?:分(?![の間])|字|勝|二指腸|人十色)|百(?:科|姓|貨|済|発百中|人一首)|千(?:葉|代|島|里|差万別)"
)
_ONE_COUNTERS = {
    "人", "名", "カ国", "か国", "ヶ国", "ヵ国", "年", "年間", "カ月", "か月", "ヶ月", "ヵ月", "カ月間", "週間", "日間", "時間", "分間", "秒間", "回", "件",
    "隻", "発", "社", "トン", "円", "ドル", "歳", "枚", "冊", "番目", "位", "票", "機", "割", "パーセント", "%", "倍", "つ", "世紀", "キロ", "メートル",
}  # fmt: skip
_SHORT_COUNTERS = {*"分本元度代期点部通便株戸両国名作歩弾遍条者基社日週位号章軒門", "分間"}
_ONE_OF = {"つ", "人", "カ国", "か国", "国", "件"}
_HAN = re.compile(r"[一-龥々]")
_FRONT = re.compile(r"[一-龥々ァ-ヴー]$")
_HEDGE_BEFORE_JA = re.compile(
    r"(?:(?P<about>約|およそ|おおよそ|概ね|ざっと|大体|だいたい|推定)|(?P<almost>ほぼ|ほとんど|もう少しで)|(?P<at_least>少なくとも|最低でも|最低)|(?P<at_most>最大で?|最高で?|多くとも|せいぜい)|計|全|総勢|合計|平均"
    r"|毎[年月週日])\s*(?:で\s*)?$"
)
_HEDGE_AFTER_JA = re.compile(
    r"(?P<at_least>以上|[はを]下らない|を下回らない|以内[にへ]は?(?:立ち)?(?:入ら|近[づ付]か|接近し)[なずぬ])|(?P<at_most>以下|以内|まで|を[超越]えない)"
    r"|(?P<under>未満|足らず|を?下回|に[はも]?(?:満た|届か|達し|及ば)[なずぬ]|を?割り込|[もを](?:経た|待た|た[たっ])[なずぬ])|(?P<over>超(?!大|音|党)|を[超越]え|を上回|余り|余(?!地|裕|分|波)"
    r"|あまり|強(?!化|い|く|力|調|制|硬|大|国|豪|敵|盗))"
    r"|(?P<almost>近く|に?近い|弱(?!い|体|点|者|ま|め|さ))|(?P<about>程度|前後|ほど|くらい|ぐらい|ばかり|内外|級|(?:相当の)?規模)"
)
_NOUN_JA = re.compile(r"(?:以上|以下|未満|程度|余り|近く|近い|ほど|前後|規模|超|級|弱|強)?+(?:もの|ものの|の)?+([一-龥ァ-ヴー々]{1,10})")
_LEAVES = re.compile(r"\s?[にへ]")
_SINCE_JA = re.compile(r"以[来降]|ぶり|後$")


def _walk_japanese(plain: str, blocked: bytearray) -> Iterator[Quantity]:
    pos = 0
    while m := _START_JA.search(plain, pos):
        start = m.start()
        if blocked[start]:
            pos = start + 1
            continue
        found, pos = _japanese(plain, start)
        for q in found:
            if not any(blocked[q.span.start : q.span.end]):
                yield q


def _japanese(plain: str, start: int) -> tuple[list[Quantity], int]:
    """What begins at ``start``, and where to go on."""
    char = plain[start]
    if char in "数何幾":
        return _some_japanese(plain, start)
    if char == "第":
        return _rank_japanese(plain, start)
    if char in "US¥$€£₩₽":
        m = _MONEY_JA.match(plain, start)
        value = _value(m.group("n")) if m else None
        if not m or value is None or _goes_on(plain, m.end()):
            return [], m.end() if m else start + 1
        return [_made(plain, value, value, _CURRENCY[m.group("cur")], start, m.end())], m.end()
    if char in "過半倍初最" or plain.startswith("四半世紀", start):
        return _word_japanese(plain, start)
    if char.isascii():
        if _glued(plain, start):
            return [], _skip(plain, start)
    elif (m := _NOT_NUMBER.match(plain, start)) or (char == "一" and plain[start - 1 : start] in set("唯統均単同随画専万真健憲純紳択逐")):
        return [], m.end() if m else start + 1
    if m := _PER_JA.match(plain, start) or _CLOCK_JA.match(plain, start):
        return [], m.end()
    number = _NUMBER_JA.match(plain, start)
    if number is None:
        return [], start + 1
    end = number.end()
    if end - start > 60:
        return [], end
    follows = plain[end : end + 1]
    if follows == "分" and (m := _SHARE_JA.match(plain, start)) and not _minutes_times(plain, start, end):
        return _share(plain, m.group("num"), m.group("den"), m.group("of"), start, m.end())
    if follows == "/" and (m := _SLASH_JA.match(plain, start)):
        return _share(plain, m.group("num"), m.group("den"), None, start, m.end())
    if follows == "割" and (m := _TENTHS_JA.match(plain, start)):
        tenths = _value(m.group("wari"))
        more = [_value(d) or Decimal(0) if d else Decimal(0) for d in m.group("bu", "rin")]
        if tenths is None or tenths > 10:
            return [], m.end()
        value = tenths * 10 + more[0] + more[1] / 10
        return [_made(plain, value, value, "percent", start, m.end())], m.end()
    if follows and follows in "数何" and (m := _TEENS_JA.match(plain, start)):
        return _teens(plain, m)
    if m := _OUT_OF_JA.match(plain, start):
        whole, part = _value(m.group("whole")), _value(m.group("part"))
        if whole in _WHOLES and part is not None and whole and part <= whole:
            value = part * HUNDRED / whole
            return [_made(plain, value, value, "percent", start, m.end())], m.end()
    if (m := _RANGE_JA.match(plain, start)) and (found := _range_japanese(plain, m)):
        return found, m.end()
    return _single_japanese(plain, start)


def _minutes_times(plain: str, start: int, end: int) -> bool:
    """Whether 35分の3倍 is three times 35 minutes; 4分の3倍 is three quarters as much."""
    value = _value(plain[start:end])
    return value is not None and value > max(_WHOLES_JA) and _TIMES_JA.match(plain, end) is not None


_WHOLES_JA = (2, 3, 4, 5, 10)


def _share(plain: str, num: str, den: str, of: str | None, start: int, end: int) -> tuple[list[Quantity], int]:
    top, bottom = _value(num), _value(den)
    if top is None or not bottom or top > bottom:
        return [], end
    value = top * HUNDRED / bottom
    return [_made(plain, value, value, "year" if of else "percent", start, end)], end


def _some_japanese(plain: str, start: int) -> tuple[list[Quantity], int]:
    m = _SOME_JA.match(plain, start)
    if not m or not m.group("base"):
        return [], start + 1
    base = m.group("base")
    number = _value(base if base[0] in "十百千" else f"一{base}")
    if number is None:
        return [], m.end()
    low, high = _vague(number)
    return [_made(plain, low, high, _UNITS_JA.get(m.group("u") or "", ""), start, m.end(), "about")], m.end()


def _teens(plain: str, m: re.Match[str]) -> tuple[list[Quantity], int]:
    """十数人 is 11 to 19, 百数十万 is 1.1 to 1.9 million."""
    number = _value(m.group("n"))
    small = _value(m.group("small")) if m.group("small") else Decimal(1)
    if number is None or small is None or number % (small * 10):
        return [], m.end()
    scale = LARGE_UNITS.get(m.group("large"), 1)
    low, high = (number + small) * scale, (number + small * 9) * scale
    return [_made(plain, low, high, _UNITS_JA.get(m.group("u") or "", ""), m.start(), m.end(), "about")], m.end()


def _rank_japanese(plain: str, start: int) -> tuple[list[Quantity], int]:
    m = _RANK_JA.match(plain, start)
    if not m:
        return [], start + 1
    number = _value(m.group("n"))
    if number is None or (not m.group("u") and (_NO_RANK.match(plain, m.end()) or plain.startswith("四半期", m.end() - 1))):
        return [], m.end()
    unit = {"条": "article", "章": "chapter"}.get(m.group("u") or "", "rank")
    return [_made(plain, number, number, unit, start, m.end())], m.end()


def _word_japanese(plain: str, start: int) -> tuple[list[Quantity], int]:
    m = _WORDS_JA.match(plain, start)
    if not m:
        return [], start + 1
    kind = _named(m)
    before = plain[start - 1 : start]
    if kind in {"half", "six"} and before and before in "前後大夜折過上下":
        return [], m.end()
    if kind == "first" and ((before and before in "当年月期週太") or _SINCE_JA.search(plain[max(start - 20, 0) : start])):
        return [], m.end()
    value, unit = _FIXED_JA[kind]
    end = m.start() + 1 if kind == "double" and m.group()[1] not in "増加" else m.end()
    return [_made(plain, value, value, unit, start, end, "over" if kind == "more" else "")], end


def _range_japanese(plain: str, m: re.Match[str]) -> list[Quantity]:
    low, high = _value(m.group("n1")), _value(m.group("n2"))
    unit1, unit2 = m.group("u1"), m.group("u2")
    if low is None or high is None or (unit1 and unit1 != unit2) or (plain[m.end() - 1].isascii() and _goes_on(plain, m.end()) and unit2 != "%"):
        return []
    scale = LARGE_UNITS.get(m.group("n2")[-1], 1)
    if scale > 1 and m.group("n1")[-1] not in LARGE_UNITS and low * scale < high and not unit1 and low < 1000:
        low *= scale
    if low >= high:
        return []
    start, end = m.span()
    unit = "rank" if m.group("ord") else _unit_japanese(plain, start, unit2, low)
    if m.group("sep") in "、,":
        step = high - low
        if unit1 or step not in {Decimal(1), Decimal(10), Decimal(100), Decimal(1000), Decimal(10000)} or low >= step * 10:
            return []
    elif m.group("sep") == "から" and _LEAVES.match(plain, end):
        return [_made(plain, low, low, unit, start, m.end("u1") if unit1 else m.end("n1")), _made(plain, high, high, unit, m.start("n2"), end)]
    if unit2 == "代" and not m.group("ord"):
        high, unit = high + 9, "age"
    return [_made(plain, low, high, unit, start, end)]


def _single_japanese(plain: str, start: int) -> tuple[list[Quantity], int]:
    """One number with its counter."""
    m = _SINGLE_JA.match(plain, start)
    if m is None:
        return [], start + 1
    raw, counter, end = m.group("n"), m.group("u") or "", m.end()
    value = _value(raw)
    if not counter:
        end = m.end("over") if m.group("over") else m.end("n")
    if value is None:
        return [], end
    if raw[0].isascii():
        if not counter and _goes_on(plain, end):
            return [], _skip(plain, start)
        if not counter and _FRONT.search(plain[max(start - 1, 0) : start]) and len(raw) < 4 and raw.isdigit() and not _counted_before(plain, start):
            rank = plain[:start].endswith("決議")
            return ([_made(plain, value, value, "rank", start, end)] if rank else []), end
        if not counter and re.match(r"\s?[A-Za-z]{2,}|\s?月|\s日", plain[end : end + 4]):
            return [], end  # an English word follows, the other reader's business; or 7月号
    elif not _kanji_counts(plain, start, raw, counter, end):
        return [], end
    if counter in {"分", "元"} and raw[0].isascii() and plain[end : end + 1] in {"の", "野", "割", "布", "裂", "析", "類", "化"} and not _minutes_times(
        plain, start, m.end("n")
    ):
        return [], end
    pointing = plain[max(start - 3, 0) : start].rstrip()[-2:]
    if (value == 1 and counter in _ONE_OF and pointing[-1:] in {"の", "う"}) or (value == 2 and counter == "人" and pointing in {"その", "この"}):
        return [], end  # その一つ, もう1人, その2人
    unit = _unit_japanese(plain, start, counter, value)
    if m.group("ord"):
        unit = "rank"
    high = value
    if counter == "代" and not m.group("ord"):
        if raw[0] in "数" or value % 10 or not 10 <= value <= 90:
            return [], end
        unit, high = "age", value + 9
    if plain[:start].endswith("決議") and not counter:
        unit = "rank"
    if m.group("half"):
        if unit in _DURATIONS or unit == "multiple":
            value = high = value + Decimal("0.5")
        else:
            end = m.end("u") if counter else m.end("n")
    return [_made(plain, value, high, unit, start, end, "over" if m.group("over") else "", signed=raw[0].isascii())], end


def _kanji_counts(plain: str, start: int, raw: str, counter: str, end: int) -> bool:
    """Whether a number in kanji is meant as one: 三人 and 百万 are, 一方, 健三 and 三浦 are not."""
    if any(c.isdigit() and c.isascii() for c in raw):
        return True
    after = plain[end : end + 1]
    scaled = any(c in LARGE_UNITS for c in raw)
    if raw in {"一", "十", "百", "千"} and len(raw) == 1 and not counter:
        return False
    if raw == "一" and counter not in _ONE_COUNTERS:
        return False
    if counter:
        return not (len(raw) == 1 and counter in _SHORT_COUNTERS and _HAN.match(after))
    if len(raw) == 1:
        return False
    if not scaled and _FRONT.search(plain[max(start - 1, 0) : start]) and not _before_japanese(plain, start):
        return False
    return scaled or not (len(raw) <= 2 and _HAN.match(after))


_WEIGHT = re.compile(r"重[さ量]|体重|質量|積載|[貨荷]物")


def _unit_japanese(plain: str, start: int, counter: str, value: Decimal) -> str:
    if counter == "度":
        before = plain[max(start - 6, 0) : start]
        if re.search(r"気温|水温|体温|摂氏|零下|氷点下", before):
            return "celsius"
        return "degree" if re.search(r"[緯経角]", before) or value >= 20 or value % 1 else "time"
    if counter == "キロ" and _WEIGHT.search(plain[max(start - 8, 0) : start]):
        return "kg"
    return _UNITS_JA.get(counter, "")


_HEAD_JA = re.compile(r"(?:賛成|反対|棄権|欠席|無効|可決|否決|死者|死亡|負傷|負傷者|行方不明|行方不明者|定員|残り|男性?|女性?|各)$")


def _counted_before(plain: str, start: int) -> re.Match[str] | None:
    """賛成13 and 約13 are figures; 火星13 is a name."""
    return _before_japanese(plain, start) or _HEAD_JA.search(plain[max(start - 5, 0) : start])


def _before_japanese(plain: str, start: int) -> re.Match[str] | None:
    return _HEDGE_BEFORE_JA.search(plain[max(start - 8, 0) : start])


def _made(plain: str, low: Decimal, high: Decimal, unit: str, start: int, end: int, hedge: str = "", *, signed: bool = False) -> Quantity:
    if signed and low == high and _SIGN.search(plain[max(start - 5, 0) : start]):
        low = high = -low
    said = hedge or _named(_HEDGE_AFTER_JA.match(plain, end))
    if not said or said == "about":
        said = _named(_before_japanese(plain, start)) or said
    noun = _NOUN_JA.match(plain, end)
    return Quantity(low, high, unit, said, noun.group(1) if noun else "", Span(start, end), plain[start:end])


# English

_LETTERS = re.compile(r"[A-Za-z]{3}")
_BOTTOMS = {"half": 2, "halve": 2, "third": 3, "quarter": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10, "hundredth": 100}
_MULTIPLE = {"twofold": 2, "doubl": 2, "tripl": 3, "threefold": 3, "quadrupl": 4, "fourfold": 4, "fivefold": 5, "tenfold": 10}
_PLURAL = {"tens": 10, "dozens": 10, "hundreds": 100, "thousands": 1000, "millions": 10**6, "billions": 10**9, "trillions": 10**12}
_SHORT_SCALE = {"k": 10**3, "m": 10**6, "mn": 10**6, "b": 10**9, "bn": 10**9, "tn": 10**12}
_ARTICLE = r"an?(?=\s+(?:hundred|thousand|million|billion|trillion|dozen|third|quarter|fifth|tenth|year|month|week|day|hour|decade|century|few|couple|half)\b)"
_START_EN = re.compile(
    rf"(?<![a-z0-9])(?:[0-9]|us\$|[$€£¥₩₽]|(?:{_ARTICLE}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen"
    rf"|seventeen|eighteen|nineteen|zero"
    r"|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|million|billion|trillion|dozen|half|halved|halving|majority|twice"
    r"|doubl(?:e|ed|es|ing)|tripl(?:e|ed|es|ing)|quadrupl(?:e|ed|es|ing)"
    r"|(?:two|three|four|five|ten)fold|tens|dozens|hundreds|thousands|millions|billions|trillions|decades|several|few|usd|jpy|eur|krw|cny|rub|gbp"
    r"|(?:twent|thirt|fort|fift|sixt|sevent|eight|ninet)ies|world\s+war|"
    + "|".join(w for w in ORDINALS if "-" not in w)
    + r"|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)-[a-z]{4,7})(?![a-z]))"
)
_UNIT_EN = "|".join(sorted((re.escape(u) for u in _UNITS_EN if u != "%"), key=len, reverse=True))
_SCALE_EN = r"(?:[\s-]?\s*(?:hundred|thousand|million|billion|trillion|dozen)(?![a-z]))"
_NUMBER_EN = re.compile(
    rf"(?:an?\s+)?(?P<halved>half\s+(?:an?\s+)?(?=million|billion|trillion|dozen|thousand"
    rf"|hundred))?(?:(?P<d>{DIGITS}(?:(?<![0-9]{{4}})(?:[ \u00a0\u202f][0-9]{{3}}(?![0-9,.]))+)?)|(?P<w>{NUMBER_WORDS})|(?P<bare>(?:hundred|thousand"
    rf"|million|billion|trillion|dozen)(?![a-z])))"
    rf"(?P<and>\s+and\s+a\s+half(?![a-z]))?(?P<s>{_SCALE_EN})?"
)
_FRACTION = re.compile(
    r"(?P<top>an?|one|two|three|four|five|six|seven|eight|nine|[1-9])[\s-](?P<bottom>half|halves|thirds?|quarters?|fifths?|sixths?|sevenths?|eighths?"
    r"|ninths?|tenths?|hundredths?)(?![a-z])(?P<of>\s+of\s+an?\s+(?P<whole>century|decade|year))?"
)
_SHARE_BEFORE_EN = re.compile(r"(?:by|to|than|over|nearly|about|almost|least|only|just|some|roughly|under|below)\s+$")
_SLASH_EN = re.compile(r"(?P<top>[1-9])/(?P<bottom>[2-9]|10)(?=\s+of\b)")
_OUT_OF_EN = re.compile(
    rf"(?P<part>[0-9]+|{NUMBER_WORDS})\s+(?:in|out\s+of)\s+(?:every\s+)?(?P<whole>[0-9]+|{NUMBER_WORDS})(?![a-z0-9,.%-]*[0-9%])(?!\s*(?:percent|per\s"
    rf"|hundred|million|billion|years?\b|months?\b|weeks?\b|days?\b|hours?\b|minutes?\b|decades?\b))"
)
_SOME_IN_TEN_EN = re.compile(
    rf"(?P<part>[0-9]|{NUMBER_WORDS})\s+[a-z]+\s+(?:in|out\s+of)\s+(?:every\s+)?(?P<whole>three|four|five|ten|twenty)(?![a-z-])(?!\s+(?:[a-z-]+\s+)?[a-z-]+s(?![a-z]))"
)
_SEVENTIES_EN = re.compile(r"(?P<t>twent|thirt|fort|fift|sixt|sevent|eight|ninet)ies(?![a-z])")
_HALVES = {"century": (50, "year"), "decade": (5, "year"), "year": (6, "month"), "hour": (30, "minute"), "day": (12, "hour"), "month": (15, "day")}
_HALF_EN = re.compile(
    r"half(?![a-z])(?:\s+an?\s+(?P<period>century|decade|year|hour|day|month)(?![a-z]))?(?!\s*-?(?:an?\s+)?(?:hundred|thousand|million|billion|trillion|dozen|hearted|way|brother|sister"
    r"|time|truth|measure))"
)
_PLURAL_EN = re.compile(
    r"(?P<a>tens|dozens|hundreds|thousands|millions|billions|trillions)(?:\s+of\s+(?P<b>thousands|millions|billions))?(?=\s+of(?![a-z]))"
    r"|(?P<decades>decades)(?![a-z])"
)
_SEVERAL_EN = re.compile(r"(?:several|(?:an?\s+)?few)\s+(?P<s>dozen|hundred|thousand|million|billion|trillion|decades)(?![a-z])")
_ORDINAL_EN = re.compile(r"(?:(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)-)?[a-z]+")
_HOUR_EN = re.compile(
    r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|1[0-2]|[1-9])\s+(?:(?P<clock>o'clock)|in\s+the\s+(?:morning|afternoon|evening))(?![a-z])"
)
_AT_EN = re.compile(r"\b(?:at|by|until|till|from|around|past|before|after|since)\s+$")
_WAR_EN = re.compile(r"world\s+war\s+(?P<n>ii|i|two|one|2|1)(?![a-z0-9])")
_NTH_EN = re.compile(r"(?P<n>[0-9]{1,4})(?:st|nd|rd|th)(?![a-z0-9])")
_CLOCK_EN = re.compile(
    r"[0-9]{1,2}(?:[:.][0-9]{2}){0,2}\s*(?:a\.?m(?![a-z])\.?|p\.?m(?![a-z])\.?|o'clock)|[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?(?![0-9])"
    r"|[0-9]{3,4}\s+hours\s+(?:local|gmt|utc)"
)
_PERCENT_EN = re.compile(
    r"[\s-]*(?:(?P<point>percentage[\s-]points?(?![a-z])|%\s?points?(?![a-z]))|(?P<percent>%|percent(?![a-z])|per\s+cent(?![a-z])|pct(?![a-z])))"
)
_DIRECT_EN = re.compile(rf"[\s-]*(?P<u>{_UNIT_EN})(?![a-z0-9²³])")
_OLD_EN = re.compile(r"[\s-]*years?[\s-](?:olds?|of[\s-]age)(?![a-z])")
_STRONG_EN = re.compile(r"-(?:strong|man|person|soldier)(?![a-z])")
_SHAPE_EN = re.compile(r"-(?:way|sided|faced|dimensional|star|bit|piece|handed|pronged|tier|track|step|party|point|plus-two)(?![a-z])")
_FOLD_EN = re.compile(r"-?fold(?![a-z])|\s+times\s+(?:as|the|that|more|larger|bigger|higher|greater|its|what|over|faster)(?![a-z])")
_ROUNDS_EN = re.compile(r"rounds?\s+of\s+(?:\w+\s+)?(?:talks|negotiation|meeting|consultation|dialogue|vot|sanction|test)")
_STOP_EN = (
    r"(?:of|and|or|in|to|the|at|on|by|for|with|as|that|is|are|was|were|from|since|than|if|but|an?|per|who|which|has|have|had|be|been|will|would|may|might|can|could"
    r"|out|into|over|under|when|while|during|after|before|until|against|its|their|his|her|it|they|he|she|we|not|all|each|every|said|so|more|less|fewer|chose|won"
    r"|ago|later|times?|years?|goes|went|go)(?![a-z])"
)
_NOUN_EN = re.compile(
    rf"(?:\s+(?:or\s+)?(?:more|less|fewer|additional|other)(?![a-z]))?[\s-]+(?:of\s+(?:the\s+|its\s+|their\s+|these\s+"
    rf"|those\s+)?(?:[0-9][0-9,]*\s+)?)?(?!{_STOP_EN})(?:(?P<p>(?:(?!{_STOP_EN})[a-z][a-z'.-]*\s+){{0,3}}?(?:[a-z]*(?:people|folk|women)|(?:[a-z]+s)?men|children|personnel|police"
    rf"|troops|won|yen|yuan|(?!{_STOP_EN})[a-z][a-z-]+(?<![uis])s))(?![a-z])|(?P<w>[a-z][a-z-]{{2,}}))"
)
_HEDGE_BEFORE_EN = re.compile(
    r"(?<![a-z])(?:(?P<at_least>at least|no (?:fewer|less|lower|smaller|shorter) than|an? minimum of|minimum of|not less than|not fewer than)"
    r"|(?P<at_most>at most|up to"
    r"|no (?:more|higher|greater|larger|longer|later) than|an? maximum of|maximum of|not more than|as many as|within|not exceeding)"
    r"|(?P<over>more than|over|above|in excess of|upwards of|exceeding|greater than|exceeded|exceeds?|surpass(?:es|ed|ing)?|beyond|better than)"
    r"|(?P<under>less than|fewer than|under|below|short of)"
    r"|(?P<almost>almost|nearly|close to|virtually|approaching|not quite)|(?P<about>about|around|approximately|roughly|some|circa|estimated"
    r"|in the region of|in the order of|on the order of|perhaps|probably|in the class of|c\.))"
    r"\s+(?:the\s+|an?\s+|its\s+|his\s+)?$"
)
_HEDGE_AFTER_EN = re.compile(
    r"\s*(?:[a-z]+\s+)?(?:[a-z]+\s+)?(?:(?P<at_least>or more(?![a-z])|(?:and|or) (?:above|over|older|up)(?![a-z])|[-]?plus(?![a-z])|\+)"
    r"|(?P<at_most>or (?:less|fewer|under)(?![a-z]))|(?P<about>or (?:so|thereabouts)(?![a-z])|-?ish(?![a-z])))"
)
_LABEL_EN = re.compile(
    r"(?<![a-z])(?:(?P<article>articles?)|(?P<age>aged?|age of)|(?P<chapter>chapter)|(?P<page>pages?)|(?P<rank>resolution|section|no\.|number|room"
    r"|office|bureau|unit|part"
    r"|phase|stage|level|lab)|(?P<name>type|version|model|flight|group of|boeing|airbus|route|article\s+no\.))\s+$"
)
_NUMBERS_EN = re.compile(r"(?:will|would|could|may|might|should|must|can|now|to|they|who|which|that)\s+number\s+$")
"""They number 30: a verb."""
_DUAL_EN = re.compile(
    r"\s+(?:\w+\s+)?(?:countries|nations|states|leaders|sides|powers|parties|part(?:n)?ers|neighbou?rs|koreas|governments|men|presidents|allies|capitals"
    r"|peoples|militaries|summits?)(?![a-z])"
)
_POINTS_EN = re.compile(r"(?<![a-z])(?:the|these|those|both|between)\s+$")
_CHANGE_EN = re.compile(
    r"(?:ris|ros|increas|f[ae]ll|drop|gr[eo]w|declin|w[ae]nt|go|jump|climb|cut|reduc|rais|expand|chang|soar|surg|plung|upgrad|shift|decreas|shr[aiu]nk"
    r"|doubl|lower)[a-z]*(?:\s+[a-z]+){0,5}?\s+from\s+$"
)
_FROM_EN = re.compile(r"(?<![a-z])from\s+$")
_BETWEEN_EN = re.compile(r"(?<![a-z])between\s+$")
_SEPARATOR_EN = re.compile(r"-?\s+(?P<word>to|or|and)\s+|(?P<dash>\s?[~〜–—-]\s?)")
_NOT_ONE = re.compile(r"(?<![a-z])(?:the|this|that|no|any|every|each|some|which|another|at|day|as|for)\s+$")
_ONLY_ONE = re.compile(r"(?<![a-z])(?:only|just|exactly|than|least|most)\s+$")
_SOME_WORD = re.compile(rf"\s+(?!{_STOP_EN})[a-z]{{3}}")
_IN_HIS_EN = re.compile(r"(?<![a-z])in\s+(?:his|her|their)\s+(?:early\s+|mid-?|late\s+)?$")
_AFTER_FIRST = re.compile(
    r"\s*(?:[,:;.]|$)|\s+(?:of all|and foremost|and\s+most|half|lady|name|place|glance|step|line|class|hand|come|things|in\b|with\b|as\b|if\b|when\b)"
    r"|-(?:class|hand|rate)"
)
_RECENT_EN = re.compile(r"[^.;]{0,50}?\b(?:since|in\s+(?:\w+\s+){0,3}(?:years|months|decades))\b")
_AFTER_SECOND = re.compile(r"\s+(?:later|after|ago|per|thought|thoughts|nature|hand|half|to none)(?![a-z])|-hand|-guess|-class")
_NOT_MULTIPLE = re.compile(r"[\s-]*(?:standards?|agents?|digits?|check|down|edged|talk|cross|track|as\b|bind|blow|life|meaning)")
_MORE_TWICE = re.compile(r"\s+(?:as|the|that|what|more|its|their|his)(?![a-z])")
_AFTER_A = re.compile(r"\s+(?:year|month|week|day|hour|decade|century)(?P<ago>\s+(?:ago|later|earlier|before|after|and a half))?(?![a-z])")


def _walk_english(plain: str, blocked: bytearray, *, digits: bool) -> Iterator[Quantity]:
    """``digits``: whether ASCII digits are read without an English word behind them (not so in a Japanese text)."""
    lowered = plain.lower() if plain.isascii() else "".join(low if len(low := c.lower()) == 1 else c for c in plain)
    pos = 0
    while m := _START_EN.search(lowered, pos):
        start = m.start()
        if blocked[start]:
            pos = start + 1
            continue
        if not digits and lowered[start].isascii() and lowered[start].isdigit():
            token = _NUMBER_EN.match(lowered, start)
            if not token or not re.match(r"[\s-]?[a-z]{2,}", lowered[token.end() : token.end() + 4]):
                pos = _skip(lowered, start)
                continue
        found, pos = _english(lowered, plain, start)
        pos = max(pos, start + 1)
        for q in found:
            if not any(blocked[q.span.start : q.span.end]):
                yield q


def _english(text: str, plain: str, start: int) -> tuple[list[Quantity], int]:
    """What begins at ``start`` of the lower-case ``text``, and where to go on."""
    char = text[start]
    if char.isascii() and char.isdigit():
        if _glued(text, start):
            return [], _skip(text, start)
        if m := _CLOCK_EN.match(text, start):
            return [], m.end()
        if hour := _hour(text, start):
            return [], hour
        if m := _NTH_EN.match(text, start):
            number = Decimal(m.group("n"))
            return [_said(text, plain, number, number, "rank", start, m.end())], m.end()
        if m := _SLASH_EN.match(text, start):
            value = Decimal(m.group("top")) * HUNDRED / Decimal(m.group("bottom"))
            return [_said(text, plain, value, value, "percent", start, m.end())], m.end()
    elif not char.isalpha() or text.startswith("us$", start):
        return _money(text, plain, start)
    elif start > 1 and text[start - 1] == "-" and text[start - 2].isalpha():
        return [], start + 1
    elif (word := _word_english(text, plain, start)) is not None:
        return word
    if (m := _FRACTION.match(text, start)) and (found := _fraction(text, plain, m)):
        return found
    if (m := _OUT_OF_EN.match(text, start) or _SOME_IN_TEN_EN.match(text, start)) and not _glued(text, start):
        part, whole = _plain_number(m.group("part")), _plain_number(m.group("whole"))
        if part is not None and whole in _WHOLES and whole and part <= whole:
            value = part * HUNDRED / whole
            return [_said(text, plain, value, value, "percent", start, m.end())], m.end()
    return _numbers(text, plain, start, "")


def _plain_number(raw: str) -> Decimal | None:
    return read_digits(raw) if raw[0].isdigit() else read_english(raw)


def _money(text: str, plain: str, start: int) -> tuple[list[Quantity], int]:
    sign = "us$" if text.startswith("us$", start) else text[start]
    at = start + len(sign)
    at += text[at : at + 1] == " "
    if not text[at : at + 1].isdigit() or not text[at].isascii():
        return [], at
    return _numbers(text, plain, at, _CURRENCY[sign], start)


def _hour(text: str, start: int) -> int:
    """Where an hour ends that begins here ("at six in the morning", "six o'clock"); 0 where none does: seven may be killed in the morning."""
    m = _HOUR_EN.match(text, start)
    return m.end() if m and (m.group("clock") or _AT_EN.search(text, max(start - 8, 0), start)) else 0


def _word_english(text: str, plain: str, start: int) -> tuple[list[Quantity], int] | None:
    """Figures that begin with a word which is no number of itself; None for plain number words."""
    char = text[start]
    if char in "otfsen" and (hour := _hour(text, start)):
        return [], hour
    if char in "hm":
        if m := _HALF_EN.match(text, start):
            return _half(text, plain, m)
        if text.startswith(("halved", "halving"), start):
            end = start + (6 if text[start + 4] == "e" else 7)
            return [_said(text, plain, Decimal(50), Decimal(50), "percent", start, end)], end
        if text.startswith("majority", start):
            vast = re.search(r"(?:vast|great|overwhelming|large|two-thirds)\s+$", text[max(start - 16, 0) : start])
            return ([] if vast else [_said(text, plain, Decimal(50), Decimal(50), "percent", start, start + 8, "over")]), start + 8
    if char in "tdhmb" and (m := _PLURAL_EN.match(text, start)):
        if m.group("decades"):
            low, high, unit = Decimal(20), Decimal(90), "year"
        else:
            low, high = _vague(Decimal(_PLURAL[m.group("a")]) * (_PLURAL[m.group("b")] if m.group("b") else 1))
            unit = ""
        return [_said(text, plain, low, high, unit, start, m.end(), "about")], m.end()
    if char in "asf" and (m := _SEVERAL_EN.match(text, start)):
        word = m.group("s")
        low, high = _vague(Decimal(10 if word in {"dozen", "decades"} else SCALES[word]))
        return [_said(text, plain, low, high, "year" if word == "decades" else "", start, m.end(), "about")], m.end()
    if char == "a":
        return _article(text, plain, start)
    if char in "tfsen" and (m := _SEVENTIES_EN.match(text, start)):
        if not _IN_HIS_EN.search(text[max(start - 20, 0) : start]):
            return [], m.end()
        low = Decimal(TENS[m.group("t") + "y"])
        return [_said(text, plain, low, low + 9, "age", start, m.end(), noun=False)], m.end()
    if char == "w" and (m := _WAR_EN.match(text, start)):
        number = Decimal(2 if m.group("n") in {"ii", "two", "2"} else 1)
        return [_said(text, plain, number, number, "rank", start, m.end())], m.end()
    if char in "ujekcrg" and text[start : start + 3] in _CODES:
        at = start + 3 + (text[start + 3 : start + 4] == " ")
        return _numbers(text, plain, at, _CODES[text[start : start + 3]], start) if text[at : at + 1] in set("0123456789") else ([], start + 3)
    word = m.group() if (m := _ORDINAL_EN.match(text, start)) else ""
    if word == "twice":
        unit = "multiple" if _MORE_TWICE.match(text, start + 5) else "time"
        return [_said(text, plain, Decimal(2), Decimal(2), unit, start, start + 5, noun=False)], start + 5
    if factor := Decimal(next((n for stem, n in _MULTIPLE.items() if word.startswith(stem)), 0)):
        end = start + len(word)
        return ([] if _NOT_MULTIPLE.match(text, end) else [_said(text, plain, factor, factor, "multiple", start, end, noun=False)]), end
    if word in ORDINALS:
        return _ordinal(text, plain, start, word)
    if word in {"few", "several", "decades", "world"} or word in _PLURAL:
        return [], start + len(word)
    return None


def _half(text: str, plain: str, m: re.Match[str]) -> tuple[list[Quantity], int]:
    start, end = m.span()
    period = m.group("period")
    if period:
        value, unit = _HALVES[period]
        return [_said(text, plain, Decimal(value), Decimal(value), unit, start, end, noun=False)], end
    before = text[max(start - 8, 0) : start]
    if re.search(r"(?:first|second|latter|other|better|and a)\s+$", before):
        return [], end
    return [_said(text, plain, Decimal(50), Decimal(50), "percent", start, end)], end


def _article(text: str, plain: str, start: int) -> tuple[list[Quantity], int] | None:
    """ "A year ago" and "a decade" are one of them; "a million" and "a third of" are read as numbers, the rest is an article."""
    after = start + (2 if text[start + 1 : start + 2] == "n" else 1)
    if m := _AFTER_A.match(text, after):
        word = text[after : m.start("ago") if m.group("ago") else m.end()].strip()
        if word in {"decade", "century"} or m.group("ago") or _named(_HEDGE_BEFORE_EN.search(text[max(start - 28, 0) : start])):
            end = after + text[after:].index(word) + len(word)
            half = Decimal("0.5") if (m.group("ago") or "").endswith("half") else Decimal(0)
            end = m.end() if half else end
            return [_said(text, plain, 1 + half, 1 + half, word, start, end, noun=False)], end
        return [], after
    if m := _FRACTION.match(text, start):
        return _fraction(text, plain, m) or ([], after)
    return None if _NUMBER_EN.match(text, start) else ([], after)


def _ordinal(text: str, plain: str, start: int, word: str) -> tuple[list[Quantity], int]:
    end = start + len(word)
    before = text[max(start - 10, 0) : start]
    if word == "first" and (_AFTER_FIRST.match(text, end) or before.endswith("at ") or _RECENT_EN.match(text, end)):
        return [], end
    if word == "second" and (_AFTER_SECOND.match(text, end) or re.search(r"(?:per|every|each|split|half a|on)[\s-]$", before)):
        return [], end
    if re.match(r"[\s-]+(?:part(?:y|ies)(?![a-z])|world(?!\s+war)|hand(?![a-z])|quarter|half)", text[end : end + 12]):
        return [], end
    number = Decimal(ORDINALS[word])
    return [_said(text, plain, number, number, "rank", start, end)], end


def _fraction(text: str, plain: str, m: re.Match[str]) -> tuple[list[Quantity], int] | None:
    top, bottom = m.group("top", "bottom")
    start, end = m.span()
    plural = bottom.endswith("s")
    if top in {"a", "an"}:
        share = m.group("of") or re.match(r"\s+(?:of|are|is|were|was|have|had)(?![a-z])|\s*(?:[,.;)]|$)", text[end : end + 6])
        if not share and not _SHARE_BEFORE_EN.search(text[max(start - 8, 0) : start]):
            return None  # a third test
    elif not plural and top not in {"one", "1"}:
        return None
    if top == "a" and bottom == "half" and text.endswith("and ", 0, start):
        return None
    part = Decimal(1) if top in {"a", "an"} else _plain_number(top)
    base = _BOTTOMS.get(bottom) or _BOTTOMS[bottom[:-1]]
    if part is None or part > base:
        return None
    value, unit = part * HUNDRED / base, "percent"
    if m.group("of"):
        value, unit = {"century": (value, "year"), "decade": (value / 10, "year"), "year": (value * 12 / HUNDRED, "month")}[m.group("whole")]
    return [_said(text, plain, value, value, unit, start, end)], end


@dataclass(frozen=True, slots=True)
class _Number:
    value: Decimal
    scale: int
    """The last scale word: 10**6 for "two million"."""
    end: int
    spelled: bool


def _number_at(text: str, start: int, *, money: bool) -> _Number | None:
    m = _NUMBER_EN.match(text, start)
    if m is None or m.end() - start > 400:
        return None
    digits, words, bare = m.group("d", "w", "bare")
    end = m.end()
    scale = SCALES[m.group("s").strip(" -\t\n").split()[-1]] if m.group("s") else 1
    if digits:
        value = read_digits(re.sub(r"[ \u00a0\u202f]", "", digits))
        short = _SHORT.match(text, end) if scale == 1 else None
        if short and (money or short.group() in {"bn", "mn", "tn"} or _UNIT_NEXT.match(text, short.end())) and value is not None:
            scale, end = _SHORT_SCALE[short.group()], short.end()
    elif words:
        value = read_english(words)
        if value is not None and scale == 1:
            last = re.split(r"[\s-]+", words)[-1]
            scale = SCALES.get(last, 1)
            value = value / scale
    else:
        value, scale = Decimal(1), SCALES[bare] * scale
    if value is None:
        return None
    if m.group("halved"):
        value /= 2
    if m.group("and"):
        value += Decimal("0.5")
    return _Number(value * scale, scale, end, not digits)


_UNIT_NEXT = re.compile(rf"\s+(?:{_UNIT_EN})(?![a-z])")
_SHORT = re.compile(r"(?:k|m|mn|b|bn|tn)(?![a-z0-9])")
_END_OF_RUN = re.compile(NUMBER_WORDS + rf"|{DIGITS}")


def _numbers(text: str, plain: str, start: int, currency: str, begin: int | None = None) -> tuple[list[Quantity], int]:
    """A number or a range at ``start`` with its unit; the span begins at ``begin`` where a currency sign does."""
    begin = start if begin is None else begin
    first = _number_at(text, start, money=bool(currency))
    if first is None:
        run = _END_OF_RUN.match(text, start)
        return [], max(run.end() if run else start + 1, _skip(text, start) if text[start].isdigit() else start)
    if text[first.end : first.end + 1] == "s" and _IN_HIS_EN.search(text[max(start - 20, 0) : start]):
        return [_said(text, plain, first.value, first.value + 9, "age", begin, first.end + 1, noun=False)], first.end + 1
    unit1, _, end1 = (currency, "", first.end) if currency else _unit_close(text, plain, first.end, spelled=first.spelled)
    if (sep := _SEPARATOR_EN.match(text, end1)) and (found := _range_english(text, plain, begin, first, unit1, end1, sep, currency)):
        return found, found[-1].span.end
    if not first.spelled:
        if sep and sep.group("dash") and "0" <= text[sep.end() : sep.end() + 1] <= "9" and sep.group("dash").strip() == sep.group("dash"):
            return [], _skip(text, sep.end())  # a score, a telephone number
        if not unit1 and not text[first.end - 1].isalpha() and _GOES_ON_EN.match(text, first.end) and not (_SHAPED.match(text, first.end)):
            return [], _skip(text, start)
    label = None if _NUMBERS_EN.search(text[max(start - 16, 0) : start]) else _LABEL_EN.search(text[max(start - 14, 0) : start])
    if label and not unit1 and not currency and first.value % 1 == 0:
        kind = label.lastgroup or "name"
        if kind == "age" and first.value > MAX_AGE:
            return [_with_unit(text, plain, first.value, first.value, begin, first, currency)], first.end
        return ([] if kind == "name" else [_said(text, plain, first.value, first.value, kind, begin, first.end, noun=False)]), first.end
    if first.spelled and not _counts(text, start, first, unit1):
        return [], first.end
    if _SHAPE_EN.match(text, first.end):
        return [], first.end
    return [_with_unit(text, plain, first.value, first.value, begin, first, currency)], max(first.end, end1)


_GOES_ON_EN = re.compile(r"[.,:/⁄_][0-9]|[a-z°²³⁰-⁹¹⁄]|-[0-9]")
_SHAPED = re.compile(r"(?:fold|ish|plus)(?![a-z])")


def _counts(text: str, start: int, number: _Number, unit: str) -> bool:
    """Whether a number in words is meant as one: "one of them", "the two leaders" and "no one" are not."""
    if number.value > 2 or number.scale > 1:
        return True
    before = text[max(start - 10, 0) : start]
    if number.value < 2:
        if unit:
            return unit == "percent" or not _NOT_ONE.search(before)
        return _ONLY_ONE.search(before) is not None and _SOME_WORD.match(text, number.end) is not None
    if number.value == 2 and _POINTS_EN.search(before):
        noun = _NOUN_EN.match(text, number.end)
        return not _DUAL_EN.match(text, number.end) and bool(unit or (noun and noun.group("p")))
    return True


def _unit_close(text: str, plain: str, end: int, *, spelled: bool) -> tuple[str, str, int]:
    """The unit written right behind a number: its canonical name, its words, where it ends."""
    if m := _PERCENT_EN.match(text, end):
        return ("point" if m.group("point") else "percent"), "", m.end()
    if m := _FOLD_EN.match(text, end):
        return "multiple", "", m.end() if "fold" in m.group() else end + len(" times")
    if m := _OLD_EN.match(text, end):
        return "age", "", m.end()
    if m := _STRONG_EN.match(text, end):
        return "person", "", m.end()
    m = _DIRECT_EN.match(text, end)
    if not m:
        return "", "", end
    word = m.group("u")
    if len(word) == 1 and (spelled or plain[m.start("u")] != word):
        return "", "", end
    if word == "second" and (text[m.start("u") - 1] != "-" and not text[: m.start("u")].endswith("one ")):
        return "", "", end
    if word.startswith("round") and _ROUNDS_EN.match(text, m.start("u")):
        return "time", word, m.end()
    return _UNITS_EN[word], word, m.end()


_PEOPLE = ("people", "folk", "women", "smen")


def _noun(text: str, end: int) -> tuple[str, str]:
    """Unit and head of the noun phrase behind a number: "North Korean troops" are people."""
    m = _NOUN_EN.match(text, end, min(end + 60, len(text)))
    if not m:
        return "", ""
    words = (m.group("p") or m.group("w")).split()
    unit = _UNITS_EN.get(words[-1]) or ("person" if words[-1].endswith(_PEOPLE) else "")
    return (unit if m.group("p") else ""), words[-1]


def _with_unit(text: str, plain: str, low: Decimal, high: Decimal, begin: int, number: _Number, currency: str) -> Quantity:
    unit, noun, end = (currency, "", number.end) if currency else _unit_close(text, plain, number.end, spelled=number.spelled)
    if not unit:
        unit, noun = _noun(text, number.end)
    elif not noun:
        noun = _noun(text, end)[1]
    return _said(text, plain, low, high, unit, begin, end, noun_is=noun)


def _range_english(text: str, plain: str, begin: int, first: _Number, unit1: str, end1: int, sep: re.Match[str], currency: str) -> list[Quantity]:
    at = sep.end()
    sign = _CURRENCY_AT.match(text, at)
    if sign:
        at = sign.end()
    if not (text[at : at + 1].isascii() and text[at : at + 1].isalnum()):
        return []
    dash = sep.group("dash") is not None
    word = sep.group("word")
    if dash and not (text[at].isdigit() and not first.spelled):
        return []
    second = _number_at(text, at, money=bool(currency))
    if second is None or (word == "and" and not _BETWEEN_EN.search(text[max(begin - 9, 0) : begin])):
        return []
    low, high = first.value, second.value
    if first.scale == 1 < second.scale and low < (100 if first.spelled else 1000) and low * second.scale < high and not (unit1 and unit1 != currency):
        low *= second.scale
    unit2, noun, end = (currency, "", second.end) if currency else _unit_close(text, plain, second.end, spelled=second.spelled)
    if not unit2:
        unit2, noun = _noun(text, second.end)
    if low >= high or (unit1 and unit1 != unit2) or not (unit2 or (noun and noun.endswith("s") and not dash) or second.scale > 1):
        return []
    if not second.spelled and not unit2 and _GOES_ON_EN.match(text, second.end):
        return []
    if word == "to" and _FROM_EN.search(text[max(begin - 6, 0) : begin]) and _CHANGE_EN.search(text[max(begin - 60, 0) : begin]):
        again = sign.start() if sign else at
        return [_said(text, plain, low, low, unit2, begin, end1, noun_is=noun), _said(text, plain, high, high, unit2, again, end, noun_is=noun)]
    return [_said(text, plain, low, high, unit2, begin, end, noun_is=noun)]


_CURRENCY_AT = re.compile(r"us\$|[$€£¥₩₽]")


def _said(
    text: str, plain: str, low: Decimal, high: Decimal, unit: str, start: int, end: int, hedge: str = "", *, noun: bool = True, noun_is: str | None = None
) -> Quantity:
    if low == high and _SIGN.search(text[max(start - 6, 0) : start]):
        low = high = -low
    said = hedge
    if not said or said == "about":
        before = _named(_HEDGE_BEFORE_EN.search(text[max(start - 28, 0) : start]))
        said = before or said or _named(_HEDGE_AFTER_EN.match(text, end, min(end + 30, len(text))))
    if noun_is is None:
        of, noun_is = _noun(text, end) if noun else ("", "")
        unit = unit or of
    return Quantity(low, high, unit, said, noun_is, Span(start, end), plain[start:end])
