"""What kind of thing a name that no glossary lists belongs to: read from its own words and from what stands beside it.

Data about the two languages; knows no document. What cannot be told stays "".
"""

from __future__ import annotations

import re
from functools import lru_cache

from assistant.values import Span

_LAST_WORDS = {
    "country": "republic kingdom federation emirate emirates sultanate commonwealth",
    "place": (
        "city town village county province prefecture district region island islands peninsula valley river lake sea ocean gulf bay strait straits"
        " mountain mountains mount hills desert cape port harbour harbor airport station street road avenue square park bridge canal coast basin cosmodrome"
    ),
    "organisation": (
        "university institute college school academy bank agency ministry department office bureau company corporation corp inc ltd plc gmbh group holdings"
        " party committee commission council association federation union foundation society board authority museum hospital library court parliament assembly"
        " congress senate army navy police service institution centre center observatory press news times post journal herald tribune gazette guardian daily"
        " nations league organisation organization forum fund trust club team"
    ),
    "agreement": "treaty agreement pact accord accords act law convention protocol charter declaration memorandum bill constitution code resolution",
}
_KIND_OF_WORD = {word: kind for kind, words in _LAST_WORDS.items() for word in words.split()}
_CALLINGS = (
    r"president|chairman|chairwoman|secretary|minister|premier|chancellor|professor|king|queen|prince|princess|emperor|pope|governor|senator|judge|justice|captain"
    r"|colonel|major|lieutenant|general|admiral|marshal|ambassador|mayor|director|analyst|researcher|economist|historian|engineer|architect|founder|spokes\w+"
    r"|commentator|journalist|lawyer|scientist|archaeologist|biologist|curator|leader|chief|inspector|fisherman|farmer|teacher|scholar|expert|author|writer"
    r"|negotiator|diplomat|envoy|lawmaker|activist|officer|coach|owner|manager|resident|fellow|lecturer|head"
)
_COURTESY = "mr|mrs|ms|dr|prof|sir"
_TITLE_BEFORE = re.compile(rf"\b(?:{_COURTESY}|{_CALLINGS})\.?,?\s*$", re.IGNORECASE)
TITLES_EN = rf"(?:(?:(?:{_COURTESY})\.?|the|an?|former|then|prime|foreign|defen[cs]e|deputy|vice|{_CALLINGS})\s+)*"
"""What may stand before a person's name and belongs to it, in small letters: "the former prime minister "."""
_PERSON_AFTER = re.compile(
    rf"^(?:, (?:\d{{2}},|who\b|(?:an?|the|its|their|former|chief)\s+(?:[\w'’-]+\s+){{0,3}}(?:{_CALLINGS})\b)"
    r"|\s(?:argues|argued|thinks|believes|recalled|recalls)\b)"
)
HONOURED_JA = (
    r"(?:前|元|新|現|副|故)?(?:さん|氏|君|様|首相|大統領|外相|[一-龥]{1,2}相|総裁|党首|議長|委員長|書記長|総書記|書記|国家主席|主席|大臣|長官|次官|大使|公使|特使|知事|市長|町長|村長|議員|社長|会長|専務"
    r"|取締役|理事|所長|館長|園長|学長|部長|課長|室長|局長|事務局長|名誉教授|教授|准教授|助教|講師|博士|研究員|学芸員|記者|編集長|監督|選手|医師|弁護士|技師|船長|駅長|代表|報道官|将軍|大将|大佐|少将|中将)"
)
"""What is said after a person's name and belongs to it."""
_NO_TITLE = r"(?![館府団権選室邸庁車机]|会[見議談]|官邸|就任|職|制)"
"""What makes of a title another thing: 大使館 is no ambassador."""
_PERSON_AFTER_JA = re.compile(rf"^[」』]?(?:[(（][^)）]{{0,24}}[)）])?[・･]?{HONOURED_JA}{_NO_TITLE}")
_POLITE_AFTER_JA = re.compile(r"^[」』]?(?:さん|氏|君|様)")
_ENDS_JA = {
    "place": r"市|町|村|県|州|省都|島|川|湖|山|湾|港|駅|区|郡|海峡|海|半島|空港|橋|峠|街道|平野|盆地|諸島|岬|宇宙基地|運河",
    "country": r"国|共和国|王国|連邦|首長国",
    "organisation": (
        r"社|大学|省|庁|局|銀行|党|軍|会|協会|委員会|機構|研究所|新聞|通信|放送|病院|博物館|美術館|図書館|組合|財団|工業|重工|製作所|鉄道|電力"
        r"|政府|議会|裁判所|機関|連盟|同盟"
    ),
    "agreement": r"条約|協定|法|合意|議定書|憲章|宣言|規約",
}
_AFTER_JA = [(kind, re.compile(rf"^[」』]?(?:{ends})(?![一-龥])")) for kind, ends in _ENDS_JA.items()]
_WITHIN_JA = [(kind, re.compile(rf"(?:{ends})$")) for kind, ends in _ENDS_JA.items()]
_SUDACHI = {"人名": "person", "地名": "place"}
_COUNTRY = "国"


_OFFICES_JA = (
    r"(?:指導者|大統領|首相|総書記|書記|委員長|主席|長官|報道官|教授|博士|研究員|専門家|記者|議長|大臣|外相|国防相|代表|局長|所長|社長|会長|大使|作家|学者)"
)
_OFFICE_BEFORE = re.compile(
    rf"(?<!, )\b(?!(?:judge|general|head|chief|fellow|author|expert)\b)(?:{_CALLINGS})\s+$|{_OFFICES_JA}(?:である|の)?$", re.IGNORECASE
)
_OFFICE_AFTER = re.compile(
    rf"^(?:,|\s+(?:is|was))\s+(?:(?:an?|the|its|their|his|her|former|then)\s+)?(?:[\w'’&-]+\s+){{0,4}}(?:{_CALLINGS})\b"
    rf"|^:\s+(?!(?:the|an?|its|their|his|her|our|my)\s)(?:[\w'’&-]+\s+){{0,3}}(?:{_CALLINGS})(?=[,.;(]|$|\s+(?:at|of|in|for|on|with)\b)"
    rf"|^(?:{HONOURED_JA})?(?:は|[::])[^。]*{_OFFICES_JA}(?:である|です|だ|であった|だった)?(?:。|$)|^[一-龥]{{0,10}}?(?!さん|氏|君|様){HONOURED_JA}{_NO_TITLE}",
    re.IGNORECASE,
)


def introduced(text: str, span: Span) -> bool:
    """Whether a text says beside a person's name who that is: an office, a calling, "X is a …".

    >>> told = ("the minister Ada Bell left", "Ada Bell, the former mayor of Lund, left", "Ada Bell was the first to leave", "By Ada Bell, the two sides met")
    >>> [introduced(t, Span(t.index("Ada"), t.index("Ada") + 8)) for t in told]
    [True, True, False, False]
    >>> told = ("Ada Bell: Senior Fellow in Lund", "Ada Bell: the mayor was right", "Ada Bell: Mayor Cole was right")
    >>> [introduced(t, Span(0, 8)) for t in told]
    [True, False, False]
    >>> told = ("最高指導者であるエイダが", "エイダ党総書記は", "エイダ氏は大学の教授です。", "エイダ氏は、11日に帰る予定だ。", "エイダ・習主席の会談")
    >>> [introduced(t, Span(t.index("エイダ"), t.index("エイダ") + 3)) for t in told]
    [True, True, True, False, False]
    """
    return introductions(text, span) > 0


def introductions(text: str, span: Span) -> int:
    """How often a text says so beside the name: before it, after it, or both.

    >>> told = ("the minister Ada Bell, the former mayor of Lund, left", "the minister Ada Bell left", "Ada Bell left")
    >>> [introductions(t, Span(t.index("Ada"), t.index("Ada") + 8)) for t in told]
    [2, 1, 0]
    """
    return bool(_OFFICE_BEFORE.search(text[: span.start])) + bool(_OFFICE_AFTER.match(text[span.end :]))


def without_courtesy(name: str) -> str:
    """A Japanese name without what is said with it.

    >>> without_courtesy("ケリー教授"), without_courtesy("古村氏"), without_courtesy("Kelly")
    ('ケリー', '古村', 'Kelly')
    """
    return re.sub(rf"(?<=.){HONOURED_JA}$", "", name)


@lru_cache(maxsize=16_384)
def kind_beside(text: str, span: Span, pos: tuple[str, ...] = ()) -> str:
    """The kind of a name: "person", "country", "place", "organisation", "agreement", or "" where nothing tells.

    ``pos`` is Sudachi's part of speech of its last morpheme, for Japanese.

    >>> kind_beside("said Minister Ada Bell", Span(14, 22)), kind_beside("the Lund Accord of 1970", Span(4, 15)), kind_beside("at Foo", Span(3, 6))
    ('person', 'agreement', '')
    >>> kind_beside("ダンカン氏は", Span(0, 4)), kind_beside("カルデナ共和国は", Span(0, 4)), kind_beside("フロンテラ社は", Span(0, 5))
    ('person', 'country', 'organisation')
    """
    name, before, after = span.of(text), text[: span.start], text[span.end :]
    if re.search(r"[A-Za-z]", name):
        words = name.lower().split()
        if _TITLE_BEFORE.search(before) or _POLITE_AFTER_JA.match(after):
            return "person"
        kind = _KIND_OF_WORD.get(words[-1].rstrip("."), "") if len(words) > 1 else ""
        kind = kind or (next((k for w in words if (k := _KIND_OF_WORD.get(w))), "") if "of" in words else "")
        return kind or ("person" if _PERSON_AFTER.match(after) else "")
    told = _SUDACHI.get(pos[2], "") if len(pos) > 2 else ""
    if (_POLITE_AFTER_JA if told == "place" else _PERSON_AFTER_JA).match(after):
        return "person"
    if told == "person":
        return told
    beside = next((k for k, ends in _AFTER_JA if ends.match(after)), "") or next((k for k, ends in _WITHIN_JA if len(name) > 2 and ends.search(name)), "")
    if beside:
        return beside
    if told:
        return "country" if len(pos) > 3 and pos[3] == _COUNTRY else told
    return "person" if "・" in name else ""


_PRINTED = (
    "courier chronicle review observer mail standard star telegraph mirror echo bulletin digest report paper brief briefing policy research studies affairs"
    " column commentary analysis opinion editorial guide working series issue volume programme program project online media magazine weekly"
)
_NO_PERSON = frozenset(_PRINTED.split()) | _KIND_OF_WORD.keys()
_NO_PERSON_JA = re.compile(r"(?:新聞|新報|日報|時報|通信|放送|事典|辞典|年鑑|白書|雑誌|ペーパー|レポート|コラム|社説|論説|特集|号|版|部)$")


def organised(name: str) -> bool:
    """Whether a name has a word that no person's has.

    >>> organised("Ellerby Chronicle"), organised("Institute of Lund"), organised("Ada Bell"), organised("湖東新報"), organised("江田亜紀")
    (True, True, False, True, False)
    """
    words = {w.strip(".").removesuffix("s") for w in name.lower().split()} | set(name.lower().split())
    return bool(words & _NO_PERSON) or bool(_NO_PERSON_JA.search(name)) or any(len(name) > 2 and ends.search(name) for _, ends in _WITHIN_JA)


WANTED = {
    "person": "person man woman leader minister president official expert scholar author writer 人物 人 人間 誰 著者 筆者 専門家 高官 大臣 首脳",
    "country": "country nation state 国 国家 国名",
    "place": (
        "city town place village capital port island river region province location venue site base spaceport airport station district 都市 町 街 村 場所 市"
        " 島 川 地域 州 県 首都 港 会場 開催地 基地 空港 駅 拠点 地区"
    ),
    "organisation": (
        "organisation organization company firm agency institution institute party group newspaper outlet university ministry body bank think-tank broadcaster"
        " magazine paper weekly journal pollster union association 組織 団体 会社 企業 機関 政党 新聞 新聞社 大学 省庁 銀行 通信社 報道機関"
        " シンクタンク 雑誌 週刊誌 週刊紙 紙 研究所"
        " 調査会社 放送局 メーカー 媒体"
    ),
    "agreement": "treaty law act agreement pact convention accord 条約 法律 協定 法 合意 議定書",
    "weapon": "weapon missile rocket gun tank aircraft 兵器 ミサイル ロケット 武器 機種 戦車",
}
_KIND_WANTED = {word: kind for kind, words in WANTED.items() for word in words.split()}


def may_be(kind: str, wanted: str) -> bool:
    """Whether a name of this kind can be what is wanted; of an unknown kind it can be anything.

    >>> may_be("media", "organisation"), may_be("", "person"), may_be("place", "person")
    (True, True, False)
    """
    if not wanted or not kind:
        return True
    return kind in {"organisation": {"organisation", "media", "group"}, "place": {"place", "country"}}.get(wanted, {wanted})


def kind_wanted(noun: str) -> str:
    """The kind of name that answers "which …?", or "" where any may.

    >>> kind_wanted("newspaper"), kind_wanted("都市"), kind_wanted("song"), kind_wanted("報道機関")
    ('organisation', 'place', '', 'organisation')
    """
    if noun in _KIND_WANTED:
        return _KIND_WANTED[noun]
    if noun.isascii():
        single = noun.removesuffix("s") if not noun.endswith("ies") else noun.removesuffix("ies") + "y"
        return _KIND_WANTED.get(single, "")
    return next((_KIND_WANTED[noun[start:]] for start in range(1, len(noun)) if noun[start:] in _KIND_WANTED and len(noun) - start > 1), "")
