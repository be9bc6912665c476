"""Figures of both languages: value, unit, hedge, and what is counted.

8割 is 80 percent, 100万発以上 is "more than one million shells", 3万円 is ¥30,000. Dates are left to
``dates``; numbers inside names (Su-35, G20, COVID-19) are none. Reads what is written and no more.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import Enum

from assistant.text.dates import date_spans
from assistant.text.numerals import DIGITS, NUMBER_WORDS, ORDINALS, SCALES, read_digits, read_english, read_japanese
from assistant.values import Span

HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure. ``low`` equals ``high`` unless a range was written. ``unit`` is canonical ("percent", "person", "USD",
    "year", "kiloton", "rank", …) or "" where none is written or known; ``hedge`` is one of "", "about", "over",
    "at_least", "under", "at_most", "almost"; ``noun`` is what is counted, in the words of the text, or "".
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
    HEDGE_DROPPED = "hedge dropped"
    """The same figure, but the source says about, almost, over or under it and the claim does not."""
    HEDGE_OPPOSED = "hedge opposed"
    """Over in the one, under in the other."""
    VALUE_DIFFERS = "value differs"
    UNIT_DIFFERS = "unit differs"
    """The same number of something else, or on another scale."""
    UNRELATED = "unrelated"


_UNITS_JA: dict[str, str] = {
    **dict.fromkeys(["パーセント", "%", "％", "パーセンテージ"], "percent"), "パーミル": "permille", **dict.fromkeys(["ポイント", "パーセントポイント", "%ポイント"], "point"),
    "円": "JPY", "米ドル": "USD", "ドル": "USD", "ユーロ": "EUR", "ウォン": "KRW", "人民元": "CNY", "元": "CNY", "ルーブル": "RUB", "ポンド": "GBP",
    **dict.fromkeys(["人", "名", "者"], "person"), **dict.fromkeys(["カ国", "か国", "ヶ国", "ヵ国", "ケ国", "箇国", "国"], "country"),
    **dict.fromkeys(["個", "つ", "件", "本", "台", "機", "隻", "両", "校", "社", "冊", "枚", "基", "門", "点", "種類", "項目", "棟", "軒", "頭", "匹", "羽", "曲", "作品", "作", "品目", "部", "議席", "票", "試合", "店舗", "駅", "カ所", "か所", "ヶ所", "箇所", "株", "世帯", "戸", "通", "便", "艘", "艦"], "item"),
    **dict.fromkeys(["回", "度", "遍"], "time"), **dict.fromkeys(["発", "弾"], "round"),
    **dict.fromkeys(["年間", "年", "カ年", "か年", "ヶ年"], "year"), **dict.fromkeys(["カ月", "か月", "ヶ月", "ヵ月", "ケ月", "箇月", "カ月間", "か月間", "ヶ月間"], "month"), **dict.fromkeys(["週間", "週"], "week"),
    **dict.fromkeys(["日間", "日"], "day"), "時間": "hour", **dict.fromkeys(["分間"], "minute"), **dict.fromkeys(["秒間", "秒"], "second"), **dict.fromkeys(["歳", "才"], "age"), "世紀": "century",
    **dict.fromkeys(["キロメートル", "km", "キロ"], "km"), **dict.fromkeys(["メートル", "m"], "m"), **dict.fromkeys(["センチメートル", "センチ", "cm"], "cm"), **dict.fromkeys(["ミリメートル", "ミリ", "mm"], "mm"), "海里": "nmi", "マイル": "mile",
    **dict.fromkeys(["平方キロメートル", "平方キロ", "km2"], "km2"), **dict.fromkeys(["平方メートル", "m2"], "m2"), **dict.fromkeys(["ヘクタール", "ha"], "ha"), **dict.fromkeys(["立方メートル", "m3"], "m3"),
    **dict.fromkeys(["キログラム", "kg"], "kg"), **dict.fromkeys(["グラム", "g"], "g"), **dict.fromkeys(["トン", "t"], "ton"), **dict.fromkeys(["キロトン", "kt"], "kiloton"), **dict.fromkeys(["メガトン", "Mt"], "megaton"),
    **dict.fromkeys(["リットル"], "liter"), **dict.fromkeys(["バレル"], "barrel"), **dict.fromkeys(["ワット"], "watt"), **dict.fromkeys(["キロワット", "kW"], "kilowatt"), **dict.fromkeys(["メガワット", "MW"], "megawatt"), **dict.fromkeys(["ギガワット", "GW"], "gigawatt"),
    **dict.fromkeys(["℃", "°C", "度C"], "celsius"), "倍": "multiple", **dict.fromkeys(["ページ", "頁"], "page"), "位": "rank", "番目": "rank", "代": "rank", "期": "rank", "条": "article", "章": "chapter", "階": "floor", "階建て": "floor", "歩": "step",
}  # fmt: skip
_UNITS_EN: dict[str, str] = {
    **dict.fromkeys(["percent", "per cent", "%", "pct"], "percent"), **dict.fromkeys(["percentage points", "percentage point", "points", "point"], "point"),
    **dict.fromkeys(["dollar", "dollars", "usd"], "USD"), **dict.fromkeys(["yen", "jpy"], "JPY"), **dict.fromkeys(["euro", "euros", "eur"], "EUR"), **dict.fromkeys(["won", "krw"], "KRW"), **dict.fromkeys(["yuan", "renminbi", "rmb", "cny"], "CNY"),
    **dict.fromkeys(["ruble", "rubles", "rouble", "roubles", "rub"], "RUB"), **dict.fromkeys(["pound", "pounds", "gbp"], "GBP"),
    **dict.fromkeys(["people", "person", "persons", "men", "women", "soldiers", "soldier", "troops", "personnel", "residents", "inhabitants", "workers", "employees", "students", "members", "victims", "visitors", "passengers", "leaders", "officials", "children", "participants", "lawmakers", "prisoners", "citizens", "figures", "families"], "person"),
    **dict.fromkeys(["country", "countries", "nations", "nation", "states"], "country"), **dict.fromkeys(["times", "time", "occasions"], "time"), **dict.fromkeys(["shells", "shell", "rounds", "round", "missiles", "missile", "projectiles", "munitions"], "round"),
    **dict.fromkeys(["year", "years"], "year"), **dict.fromkeys(["month", "months"], "month"), **dict.fromkeys(["week", "weeks"], "week"), **dict.fromkeys(["day", "days"], "day"), **dict.fromkeys(["hour", "hours"], "hour"), **dict.fromkeys(["minute", "minutes"], "minute"), **dict.fromkeys(["second", "seconds"], "second"), **dict.fromkeys(["decade", "decades"], "decade"), **dict.fromkeys(["century", "centuries"], "century"),
    **dict.fromkeys(["kilometers", "kilometres", "kilometer", "kilometre", "km"], "km"), **dict.fromkeys(["meters", "metres", "meter", "metre", "m"], "m"), **dict.fromkeys(["centimeters", "centimetres", "cm"], "cm"), **dict.fromkeys(["millimeters", "millimetres", "millimeter", "mm"], "mm"), **dict.fromkeys(["miles", "mile"], "mile"),
    **dict.fromkeys(["square kilometers", "square kilometres", "km2", "sq km"], "km2"), **dict.fromkeys(["square meters", "square metres", "m2"], "m2"), **dict.fromkeys(["hectares", "hectare", "ha"], "ha"), **dict.fromkeys(["cubic meters", "cubic metres", "m3"], "m3"),
    **dict.fromkeys(["kilograms", "kilogram", "kg", "kilos"], "kg"), **dict.fromkeys(["grams", "gram", "g"], "g"), **dict.fromkeys(["tons", "ton", "tonnes", "tonne", "metric tons", "metric ton"], "ton"), **dict.fromkeys(["kilotons", "kiloton", "kt"], "kiloton"), **dict.fromkeys(["megatons", "megaton"], "megaton"),
    **dict.fromkeys(["liters", "litres", "liter", "litre"], "liter"), **dict.fromkeys(["barrels", "barrel"], "barrel"), **dict.fromkeys(["watts", "watt"], "watt"), **dict.fromkeys(["kilowatts", "kilowatt", "kw"], "kilowatt"), **dict.fromkeys(["megawatts", "megawatt", "mw"], "megawatt"), **dict.fromkeys(["gigawatts", "gigawatt", "gw"], "gigawatt"),
    **dict.fromkeys(["degrees celsius", "°c", "℃"], "celsius"), **dict.fromkeys(["pages", "page"], "page"), **dict.fromkeys(["floors", "stories", "storeys"], "floor"),
}  # fmt: skip
_CONVERT: dict[str, tuple[str, Decimal]] = {
    "km": ("length", Decimal(1000)), "m": ("length", Decimal(1)), "cm": ("length", Decimal("0.01")), "mm": ("length", Decimal("0.001")), "mile": ("length", Decimal("1609.344")), "nmi": ("length", Decimal(1852)),
    "km2": ("area", Decimal(10**6)), "m2": ("area", Decimal(1)), "ha": ("area", Decimal(10**4)),
    "kg": ("mass", Decimal(1)), "g": ("mass", Decimal("0.001")), "ton": ("mass", Decimal(1000)),
    "kiloton": ("yield", Decimal(1)), "megaton": ("yield", Decimal(1000)),
    "watt": ("power", Decimal(1)), "kilowatt": ("power", Decimal(1000)), "megawatt": ("power", Decimal(10**6)), "gigawatt": ("power", Decimal(10**9)),
    "second": ("seconds", Decimal(1)), "minute": ("seconds", Decimal(60)), "hour": ("seconds", Decimal(3600)), "day": ("days", Decimal(1)), "week": ("days", Decimal(7)),
    "month": ("months", Decimal(1)), "year": ("months", Decimal(12)), "decade": ("months", Decimal(120)), "century": ("months", Decimal(1200)),
}  # fmt: skip
COUNTING = {"", "person", "country", "item", "time", "round", "page", "floor", "article", "chapter", "step"}
_TIME = {"seconds", "days", "months"}

_JUNK_BEFORE = re.compile(r"[A-Za-z]-?$|[#@./_:]$")
_JA_NUM = r"(?:[0-9][0-9,]*(?:\.[0-9]+)?|[〇零一二三四五六七八九十百千])(?:[0-9〇零一二三四五六七八九十百千万億兆京]|,(?=[0-9]{3})|\.(?=[0-9]))*"
_UNIT_JA = "|".join(sorted((re.escape(u) for u in _UNITS_JA), key=len, reverse=True))
_HEDGE_BEFORE_JA = re.compile(r"(?:(?P<about>約|およそ|おおよそ|概ね|ざっと|大体|だいたい|推定)|(?P<almost>ほぼ|ほとんど|もう少しで)|(?P<over>超える?)|(?P<at_least>少なくとも|最低でも|最低)|(?P<at_most>最大で?|最高で?|多くとも|せいぜい))\s*(?:で\s*)?$")
_HEDGE_AFTER_JA = re.compile(
    r"^(?:(?P<at_least>以上|は下らない)|(?P<at_most>以下|以内|まで)|(?P<under>未満|弱|足らず|を?下回|に満たない|を?割り込)|(?P<over>超|を超え|を上回|余り|余(?!地|裕|分|波)|あまり|強(?!化|い|く|力|調|制|硬|大|国|豪|敵|盗)|以上)|(?P<almost>近く|近い|弱)|(?P<about>程度|前後|ほど|くらい|ぐらい|ばかり|内外|級|規模|ころ|頃))"
)
_JAPANESE = re.compile(
    rf"(?P<den>[0-9〇一二三四五六七八九十百千]+)分の(?P<num>[0-9〇一二三四五六七八九十百千]+)"
    rf"|(?P<of>{_JA_NUM})人(?:中|のうち|に)(?P<part>{_JA_NUM})人"
    rf"|(?P<wari>[0-9〇一二三四五六七八九十](?:[.][0-9])?|十)割(?:(?P<bu>[0-9一二三四五六七八九])分)?(?P<rin>[0-9一二三四五六七八九]厘)?(?!引|り|れ|る|っ|か|合|増)"
    rf"|(?P<half>半数|半分|過半数|過半|大半)"
    rf"|(?P<tens>数(?:十|百|千|万|億|兆)(?:万|億|兆)?)\s*(?P<tunit>{_UNIT_JA})?"
    rf"|第\s*(?P<rank>{_JA_NUM})(?P<runit>条|章|回|位|次|期|代|号|項)?"
    rf"|(?P<cur>[¥￥$€£]|US\$)\s*(?P<cnum>{_JA_NUM})"
    rf"|(?P<n1>{_JA_NUM})(?P<u1>{_UNIT_JA})?(?:\s*(?:[~〜～–-]|から|ないし|乃至|、|,|または|か(?!国|所|月|年))\s*)(?P<n2>{_JA_NUM})\s*(?P<u2>{_UNIT_JA})(?P<ord2>目)?"
    rf"|(?P<n>{_JA_NUM})\s*(?P<u>{_UNIT_JA})?(?P<ord>目)?"
)
_NOT_NUMBERS = re.compile(
    r"一方|一部|一般|一切|一環|一致|一貫|一層|一時(?!間)|一色|一因|一言|一旦|一緒|一気|一種|一定|一種|一連|一転|一見|一線|一様|一律|一括|一概|一新|一挙|一応|一番(?!目)|一堂|一丸|一助|一変|一員|一家|一帯|一端|一面|一握り|一族|一覧|一例|一段|一瞬|一体|一向|一際|一見|一度(?:も|に)|一途|一国(?:主義)?|唯一|統一|均一|単一|同一|随一|第一人者|"
    r"万一|万が一|万全|万能|万博|万人|千葉|千代|百科|百姓|百貨|三国志|三菱|三井|三重|三田|四国|四川|四季|九州|九龍|五輪|五月雨|六本木|七夕|八百屋|八幡|八王子|十分|十字|十二指腸|二の足|二国間|二枚舌|二次|一次|三次|二酸化|一酸化|二重|三重|両国|両者|両首脳|億劫|兆候|前兆|京都|東京|上京|京阪|北京|南京|"
    r"四日市|一宮|三宮|二条|五島|八戸|三陸|千島|二子|一橋|三原|四谷|五反田|九段|十勝|二階(?:堂)?|四万十|三浦|三島|三木|七尾|八代|百済|一郎|二郎|三郎|四郎|五郎|一平|一夫|健一|真一|憲一|[一-龥]三(?=氏|さん)"
)
_ONE_OF_JA = re.compile(r"^(?:つ|人|カ国|国|件|社|校|名|環)")
_EN_NUM = rf"(?:{DIGITS}|\b(?:an?\s+)?(?:half\s+(?:an?\s+)?)?(?:{NUMBER_WORDS}|hundred|thousand|million|billion|trillion|dozen)\b)"
_SCALE = r"(?:\s*(?:hundred|thousand|million|billion|trillion|dozen)\b|(?:k|m|bn|tn|mn)\b(?!\w))"
_UNIT_EN = "|".join(sorted((re.escape(u) for u in _UNITS_EN), key=len, reverse=True))
_ENGLISH = re.compile(
    rf"(?P<frac>\b(?:one|two|three|four|five|six|seven|eight|nine|a|[0-9])[\s-](?:half|third|thirds|quarter|quarters|fifth|fifths|sixth|sixths|seventh|sevenths|eighth|eighths|tenth|tenths)\b)(?!\s+(?:of\s+)?(?:(?:the\s+)?(?:year|century|month|week|day|time|place|factor)))"
    rf"|(?P<of1>\b(?:{NUMBER_WORDS}|[0-9]+))\s+(?:in|out\s+of)\s+(?:every\s+)?(?P<of2>(?:{NUMBER_WORDS}|[0-9]+)\b)(?!\s*(?:million|billion|percent|%))"
    r"|(?P<half>\bhalf\b(?!\s*-?(?:a\s+|an\s+)?(?:hour|million|dozen|year|century|hearted|way|brother|sister|of\s+(?:last|this|the\s+(?:year|century))))(?<!first half)(?<!second half)(?<!latter half)|\bmajority\b)"
    r"|(?P<mult>\b(?:twice|doubl(?:e|ed|es|ing)|tripl(?:e|ed|es|ing)|quadrupl(?:e|ed|es|ing)|threefold|twofold|fourfold|fivefold|tenfold)\b)"
    rf"|(?P<vague>\b(?:tens|dozens|hundreds|thousands|millions|billions|trillions)(?:\s+of\s+(?:thousands|millions|billions))?)\s+of\b|(?P<couple>\ba\s+couple\s+of\b)"
    rf"|(?P<ordn>\b[0-9]+(?:st|nd|rd|th)\b|\b(?:{'|'.join(ORDINALS)})\b)(?!\s+(?:hand|place\b.*\bfirst))"
    rf"|(?P<cur>US\$|[$€£¥￥])\s*(?P<cnum>{DIGITS})(?P<cscale>{_SCALE})?"
    rf"|(?P<n1>{_EN_NUM})(?P<s1>{_SCALE})?(?:(?<=[0-9])\s*[-–]\s*(?=[0-9])|\s+(?:to|or|and)\s+)(?P<n2>{_EN_NUM})(?P<s2>{_SCALE})?(?:[\s-]*(?P<u12>{_UNIT_EN})\b)"
    rf"|(?P<n>{_EN_NUM})(?P<s>{_SCALE})?(?:[\s-]*(?P<pu>%|percent\b|per\s+cent\b|percentage\s+points?\b))?",
    re.IGNORECASE,
)
_HEDGE_BEFORE_EN = re.compile(
    r"\b(?:(?P<at_least>at least|no fewer than|no less than|a minimum of|minimum of|not less than|not fewer than)|(?P<at_most>at most|up to|no more than|a maximum of|maximum of|not more than|as many as|within)|(?P<over>more than|over|above|in excess of|upwards of|exceeding|greater than|exceeded|exceeds|surpass\w*|beyond|better than)|"
    r"(?P<under>less than|fewer than|under|below|short of|just under)|(?P<almost>almost|nearly|close to|virtually|approaching|not quite)|(?P<about>about|around|approximately|roughly|some|circa|an estimated|estimated|or so|in the region of|in the order of|on the order of|perhaps|probably|in the class of|c\.))\s+(?:the\s+|a\s+|an\s+)?$",
    re.IGNORECASE,
)
_HEDGE_AFTER_EN = re.compile(r"^\s*(?:\w+\s+){0,2}?(?:(?P<at_least>or more\b|and above\b|and over\b|and up\b|-plus\b|plus\b|\+)|(?P<at_most>or less\b|or fewer\b|or under\b)|(?P<about>or so\b|or thereabouts\b))", re.IGNORECASE)
_ONE_PRONOUN = re.compile(r"\bone\b", re.IGNORECASE)
_NOUN_EN = re.compile(r"^[\s-]*(?:of\s+(?:the\s+|its\s+|their\s+)?)?((?:[a-z][a-z'-]*\s+){0,3}?[a-z][a-z-]{2,}s\b|[a-z][a-z-]{2,})", re.IGNORECASE)
_NOUN_JA = re.compile(r"^(?:以上|以下|未満|程度|余り|近く|ほど|超|級|弱)?(?:の|もの|ものの)?([一-龥ァ-ヴー々]{1,10})")


def read_quantities(text: str) -> list[Quantity]:
    """Figures in order of the text; ``text[span]`` is each one's ``text``. Never raises, whatever the text.

    >>> [(str(q.low), q.unit, q.hedge) for q in read_quantities("日本人の8割、100万発以上、約75%")]
    [('80', 'percent', ''), ('1000000', 'round', 'at_least'), ('75', 'percent', 'about')]
    >>> [(str(q.low), q.unit, q.hedge, q.noun) for q in read_quantities("more than one million shells and three quarters")]
    [('1000000', 'round', 'over', 'shells'), ('75', 'percent', '', '')]
    """
    plain = _half_width(text)
    taken = [*date_spans(plain), *(Span(m.start(), m.end()) for m in _NOT_NUMBERS.finditer(plain))]
    blocked = bytearray(len(plain) + 1)
    for span in taken:
        blocked[span.start : span.end] = b"\x01" * (span.end - span.start)
    found: list[Quantity] = []
    ends = -1
    for q in sorted([*_japanese(plain, blocked), *_english(plain, blocked)], key=lambda q: (q.span.start, -q.span.end)):
        if q.span.start >= ends:
            found.append(replace(q, text=q.span.of(text)))
            ends = q.span.end
    return found


def agree(claim: Quantity, source: Quantity) -> Agreement:
    """Compare a figure of a claim with one of its source: value, scale and unit first, then the hedge."""
    if claim.unit == source.unit == "rank" or (claim.unit in {"article", "chapter", "page", "floor"} and claim.unit == source.unit):
        return Agreement.EQUAL if claim.low == source.low else Agreement.VALUE_DIFFERS
    mine, theirs = _CONVERT.get(claim.unit), _CONVERT.get(source.unit)
    if mine and theirs:
        if mine[0] != theirs[0]:
            if mine[0] in _TIME and theirs[0] in _TIME:
                return Agreement.UNIT_DIFFERS if _same(claim, source) else Agreement.VALUE_DIFFERS
            return Agreement.UNIT_DIFFERS if _same(claim, source) else Agreement.UNRELATED
        scaled = replace(claim, low=claim.low * mine[1], high=claim.high * mine[1])
        other = replace(source, low=source.low * theirs[1], high=source.high * theirs[1])
        if _same(scaled, other) or (claim.unit != source.unit and _close(scaled, other)):
            return _hedges(claim, source)
        return Agreement.UNIT_DIFFERS if claim.unit != source.unit and _same(claim, source) else Agreement.VALUE_DIFFERS
    if not _comparable(claim.unit, source.unit):
        return Agreement.UNIT_DIFFERS if _same(claim, source) and claim.unit and source.unit and "rank" not in {claim.unit, source.unit} else Agreement.UNRELATED
    if not _same(claim, source):
        return Agreement.VALUE_DIFFERS
    if claim.unit != source.unit and {claim.unit, source.unit} <= {"person", "country", "round", "time"}:
        return Agreement.UNIT_DIFFERS
    return _hedges(claim, source)


def _comparable(a: str, b: str) -> bool:
    return a == b or (a in COUNTING and b in COUNTING)


def _same(a: Quantity, b: Quantity) -> bool:
    return a.low == b.low and a.high == b.high


def _close(a: Quantity, b: Quantity) -> bool:
    """Within 1 %: 10 miles are 16.1 km."""
    return bool(b.low) and abs(a.low - b.low) <= abs(b.low) / HUNDRED


_UP, _DOWN = {"over", "at_least"}, {"under", "at_most", "almost"}


def _hedges(claim: Quantity, source: Quantity) -> Agreement:
    a, b = claim.hedge, source.hedge
    if a == b or (a in _UP and b in _UP) or (a in _DOWN and b in _DOWN) or not b:
        return Agreement.EQUAL if b or not a or a == "about" else (Agreement.HEDGE_OPPOSED if a in {"under", "over"} else Agreement.EQUAL)
    if (a in _UP and b in _DOWN) or (a in _DOWN and b in _UP):
        return Agreement.HEDGE_OPPOSED
    if {a, b} <= {"about", "almost"}:
        return Agreement.EQUAL
    return Agreement.HEDGE_DROPPED


def _half_width(text: str) -> str:
    """Full-width digits, letters and marks made narrow, character by character, so that offsets hold."""
    return "".join(chr(ord(c) - 0xFEE0) if 0xFF01 <= ord(c) <= 0xFF5E else c for c in text)


def _free(blocked: bytearray, start: int, end: int) -> bool:
    return not any(blocked[start:end])


def _japanese(plain: str, blocked: bytearray) -> Iterator[Quantity]:
    for m in _JAPANESE.finditer(plain):
        start, end = m.start(), m.end()
        g = m.groupdict()
        if not _free(blocked, start, end) or (m.group()[0].isdigit() and _JUNK_BEFORE.search(plain[max(start - 2, 0) : start])):
            continue
        low = high = None
        unit, noun = "", ""
        hedge = ""
        if g["den"]:
            bottom, top = read_japanese(g["den"]), read_japanese(g["num"])
            low = high = top * HUNDRED / bottom if top is not None and bottom else None
            unit = "percent"
        elif g["of"]:
            whole, part = read_japanese(g["of"]), read_japanese(g["part"])
            low = high = part * HUNDRED / whole if part is not None and whole else None
            unit = "percent"
        elif g["wari"]:
            tenths = read_japanese(g["wari"])
            more = read_japanese(g["bu"]) if g["bu"] else Decimal(0)
            low = high = tenths * 10 + (more or 0) if tenths is not None and tenths <= 10 else None
            unit = "percent"
        elif g["half"]:
            low = high = Decimal(50)
            unit, hedge = "percent", "over" if g["half"] in {"過半数", "過半", "大半"} else ""
        elif g["tens"]:
            base = read_japanese("一" + g["tens"][1:]) or read_japanese(g["tens"][1:])
            low, high = (base * 2, base * 9) if base else (None, None)
            unit, hedge = _UNITS_JA.get(g["tunit"] or "", ""), "about"
        elif g["rank"]:
            low = high = read_japanese(g["rank"])
            unit = {"条": "article", "章": "chapter"}.get(g["runit"] or "", "rank")
        elif g["cur"]:
            low = high = read_japanese(g["cnum"].replace(",", ""))
            unit = _CURRENCY[g["cur"].upper()]
        elif g["n1"]:
            low, high = read_japanese(g["n1"].replace(",", "")), read_japanese(g["n2"].replace(",", ""))
            unit = _UNITS_JA[g["u2"]]
            if low is not None and high is not None and g["n2"][-1:] in "万億兆京" and g["n1"][-1:] not in "万億兆京" and low * _large(g["n2"]) <= high:
                low *= _large(g["n2"])
            if g["u1"] and g["u1"] != g["u2"]:
                low = None
            if low is not None and high is not None and low >= high:
                low = None
            if low is None:
                yield from _single(m, plain, blocked, start)
                continue
            if g["ord2"]:
                unit = "rank"
        else:
            yield from _single(m, plain, blocked, start)
            continue
        if low is None or high is None:
            continue
        yield _finish(low, high, unit, hedge, noun, plain, start, end)


def _single(m: re.Match[str], plain: str, blocked: bytearray, start: int) -> Iterator[Quantity]:
    """One number with its counter, also where a range was tried in vain."""
    number = re.compile(rf"(?P<n>{_JA_NUM})\s*(?P<u>{_UNIT_JA})?(?P<ord>目)?").match(plain, start)
    if number is None or not _free(blocked, number.start(), number.end()):
        return
    raw, counter, end = number.group("n").replace(",", ""), number.group("u") or "", number.end()
    value = read_japanese(raw)
    if value is None:
        return
    kanji = not any(c.isdigit() for c in raw)
    after = plain[end : end + 6]
    if not counter and (after[:1].isascii() and after[:1].isalpha()) and not kanji:
        return
    if counter in {"m", "t", "g"} and after[:1].isalnum():
        counter = ""
    if kanji and not counter and len(raw) == 1 and raw not in "百千万億兆":
        return
    if kanji and not counter and re.match(r"[\u4e00-\u9fff]", after) and len(raw) <= 2:
        return
    if counter in {"分間", "本", "元", "度", "代", "期", "点", "部", "通", "便", "株", "戸", "両", "国", "名", "作", "歩", "弾", "遍", "条", "者", "m", "基", "社", "日", "週"} and kanji and len(raw) == 1 and re.match(r"[\u4e00-\u9fff]", after):
        return
    if counter in {"つ", "人", "カ国", "国"} and re.search(r"の$", plain[max(start - 1, 0) : start]) and value == 1:
        return
    if counter == "度" and re.match(r"[もに]", after) and value == 1:
        return
    if counter == "代" and not number.group("ord"):
        counter, unit = "代", "age" if value % 10 == 0 and value >= 10 else "rank"
    else:
        unit = _UNITS_JA.get(counter, "")
    if number.group("ord"):
        unit = "rank"
    if not counter:
        end = start + len(plain[start:end].rstrip())
    yield _finish(value, value, unit, "", "", plain, start, end, counter)


def _large(raw: str) -> Decimal:
    return {"万": Decimal(10**4), "億": Decimal(10**8), "兆": Decimal(10**12), "京": Decimal(10**16)}[raw[-1]]


_CURRENCY = {"¥": "JPY", "￥": "JPY", "$": "USD", "US$": "USD", "€": "EUR", "£": "GBP"}


def _finish(low: Decimal, high: Decimal, unit: str, hedge: str, noun: str, plain: str, start: int, end: int, counter: str = "") -> Quantity:
    before = _HEDGE_BEFORE_JA.search(plain[max(start - 8, 0) : start])
    after = _HEDGE_AFTER_JA.match(plain[end : end + 6])
    said = hedge
    if after and not said:
        said = next(name for name, value in after.groupdict().items() if value)
    if before and (not said or said == "about"):
        said = next(name for name, value in before.groupdict().items() if value)
    if not noun:
        following = _NOUN_JA.match(plain[end : end + 20])
        noun = following.group(1) if following and counter not in {"つ"} else (following.group(1) if following else "")
    return Quantity(low, high, unit, said, noun, Span(start, end), plain[start:end])


def _english(plain: str, blocked: bytearray) -> Iterator[Quantity]:
    lowered = "".join(low if len(low := c.lower()) == 1 else c for c in plain)
    for m in _ENGLISH.finditer(lowered):
        start, end = m.start(), m.end()
        while start < end and lowered[start].isspace():
            start += 1
        g = m.groupdict()
        if not _free(blocked, start, end) or re.search(r"[a-z0-9]-?$|[#@/_.]$", lowered[max(start - 2, 0) : start]) or _japanese_around(plain, start, end):
            continue
        low = high = None
        unit = ""
        hedge = ""
        if g["frac"]:
            top, bottom = re.split(r"[\s-]", g["frac"], maxsplit=1)
            part = Decimal(1) if top == "a" else (read_english(top) or read_digits(top))
            low = high = part * HUNDRED / _DENOMINATOR[bottom.rstrip("s") if bottom != "half" else bottom] if part is not None else None
            unit = "percent"
        elif g["of1"]:
            part, whole = _value(g["of1"], None), _value(g["of2"], None)
            if part is None or not whole or part > whole:
                continue
            low = high = part * HUNDRED / whole
            unit = "percent"
        elif g["half"]:
            low = high = Decimal(50)
            unit, hedge = "percent", "over" if g["half"] == "majority" else ""
        elif g["mult"]:
            low = high = Decimal(next(n for key, n in _MULTIPLE.items() if g["mult"].startswith(key)))
            unit = "multiple"
        elif g["vague"]:
            words = g["vague"].split()
            base = Decimal(_VAGUE[words[0]]) * (Decimal(_VAGUE[words[2]]) if len(words) > 2 else 1)
            low, high, hedge = base * 2, base * 9, "about"
        elif g["couple"]:
            low = high = Decimal(2)
        elif g["ordn"]:
            said = g["ordn"]
            low = high = Decimal(re.match(r"[0-9]+", said).group()) if said[0].isdigit() and len(said) < 12 else Decimal(ORDINALS[said]) if said in ORDINALS else None  # type: ignore[union-attr]
            unit = "rank"
            if said in {"first", "second"} and re.match(r"\s+of\s+all|\s*,", lowered[end : end + 8]) and said == "first":
                continue
        elif g["cur"]:
            low = high = _value(g["cnum"], g["cscale"])
            unit = _CURRENCY[g["cur"].upper()]
        elif g["n1"]:
            scale2 = g["s2"]
            low, high = _value(g["n1"], g["s1"] or (scale2 if _value(g["n1"], None) is not None and (_value(g["n1"], None) or 0) < 1000 else None)), _value(g["n2"], scale2)
            unit = _UNITS_EN[g["u12"].lower()]
            if low is None or high is None or low >= high:
                low = high = _value(g["n1"], g["s1"])
                end = m.end("s1") if g["s1"] else m.end("n1")
                unit = ""
        else:
            if g["n"].strip() == "one" and not g["s"] and not g["pu"] and _one_is_pronoun(lowered, start, end):
                continue
            low = high = _value(g["n"], g["s"])
            unit = "percent" if g["pu"] and "point" not in g["pu"] else "point" if g["pu"] else ""
        if low is None or high is None:
            continue
        if lowered[end - 1].isdigit() and re.match(r"e[+-]?[0-9]|[a-z]{1,2}[0-9]|,[0-9]|\.[0-9]", lowered[end : end + 4]):
            continue
        noun = ""
        if not unit or unit in {"multiple"}:
            unit, noun, end = _unit_after(lowered, end, unit)
        yield _finish_english(low, high, unit, hedge, noun, lowered, plain, start, end)


def _japanese_around(plain: str, start: int, end: int) -> bool:
    """Digits inside Japanese text belong to the Japanese reader."""
    def japanese(char: str) -> bool:
        return bool(char) and ord(char) > 0x2FFF

    return plain[start].isdigit() and (japanese(plain[end : end + 1]) or (japanese(plain[start - 1 : start]) and not re.match(r"\s*(?:percent|[a-z]{3})", plain[end : end + 8])))


_DENOMINATOR = {"half": Decimal(2), "third": Decimal(3), "quarter": Decimal(4), "fifth": Decimal(5), "sixth": Decimal(6), "seventh": Decimal(7), "eighth": Decimal(8), "tenth": Decimal(10)}
_MULTIPLE = {"twice": 2, "doubl": 2, "twofold": 2, "tripl": 3, "threefold": 3, "quadrupl": 4, "fourfold": 4, "fivefold": 5, "tenfold": 10}
_VAGUE = {"tens": 10, "dozens": 12, "hundreds": 100, "thousands": 1000, "millions": 10**6, "billions": 10**9, "trillions": 10**12}
_SHORT_SCALE = {"k": 10**3, "m": 10**6, "mn": 10**6, "bn": 10**9, "tn": 10**12}


def _value(number: str, scale: str | None) -> Decimal | None:
    number = number.strip().lower()
    factor = Decimal(1)
    if number.startswith(("half a ", "half an ", "half ")):
        factor, number = Decimal("0.5"), re.sub(r"^half\s+(?:an?\s+)?", "", number)
    number = re.sub(r"^an?\s+", "", number)
    value = read_digits(number) if number[:1].isdigit() else (Decimal(SCALES[number]) if number in SCALES else read_english(number))
    if value is None:
        return None
    word = (scale or "").strip().lower()
    return value * factor * Decimal(SCALES.get(word) or _SHORT_SCALE.get(word) or 1)


def _one_is_pronoun(text: str, start: int, end: int) -> bool:
    before, after = text[max(start - 14, 0) : start], text[end : end + 14]
    if re.search(r"\b(?:the|this|that|no|any|every|each|some|which|another|only)\s+$", before) or re.match(r"\s*(?:of\b|another|'s|-sided|-way|\.|,|;|\?|!|$|could|can|would|should|must|may|might|has|is|was|who|that|which|sometimes|thing)", after):
        return True
    return not re.match(r"[\s-]+(?:" + _UNIT_EN + r"|hundred|[a-z]+)\b", after)


def _unit_after(text: str, end: int, unit: str) -> tuple[str, str, int]:
    direct = re.compile(rf"[\s-]*(?P<u>{_UNIT_EN})\b", re.IGNORECASE).match(text, end)
    if direct and not unit:
        name = direct.group("u").lower()
        return _UNITS_EN[name], name, direct.end()
    noun = _NOUN_EN.match(text[end : end + 60])
    if not noun:
        return unit, "", end
    words = noun.group(1).split()
    head = words[-1]
    if words[0] in {"of", "and", "or", "in", "to", "the", "at", "on", "by", "for", "with", "as", "that", "is", "are", "was", "were", "from", "since", "than", "if", "but"}:
        return unit, "", end
    return unit or _UNITS_EN.get(head, ""), head, end


def _finish_english(low: Decimal, high: Decimal, unit: str, hedge: str, noun: str, lowered: str, plain: str, start: int, end: int) -> Quantity:
    before = _HEDGE_BEFORE_EN.search(lowered[max(start - 28, 0) : start])
    after = _HEDGE_AFTER_EN.match(lowered[end : end + 24])
    said = hedge
    if before and (not said or said == "about"):
        said = next(name for name, value in before.groupdict().items() if value)
    elif after and not said:
        said = next(name for name, value in after.groupdict().items() if value)
    return Quantity(low, high, unit, said, noun, Span(start, end), plain[start:end])
