"""What a question asks: its kind, what would count as an answer, and what it takes for granted.

Works on the wording of both languages; knows no document.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Literal

from assistant.answering.authors import Called, persons
from assistant.answering.polar import asserts, is_polar
from assistant.text.analysis import Facts
from assistant.text.language import JAPANESE
from assistant.text.name_kinds import kind_wanted
from assistant.text.normalize import normalize

Kind = Literal["number", "date", "who", "where", "what", "list", "why", "how", "yes_no", "opinion", "compare", "summary"]


@dataclass(frozen=True, slots=True)
class Asked:
    """What would count as an answer.

    ``kind``: the form of the answer. ``unit``: for figures, the unit or counter asked for in the reader's words
    ("発", "shells", "percent", "hours", "money"; "length" may be one of time too). ``precision``: for dates, "day", "month", "year" or "".
    ``named``: a proper name is asked for ("what is the name of …", 名称は?).
    ``several``: more than one thing is asked for. ``noun``: the thing asked for, as the question calls it
    ("law", "city", 「都市」), or "".
    """

    kind: Kind
    unit: str = ""
    precision: str = ""
    named: bool = False
    several: bool = False
    noun: str = ""


_EN_SMALL = "two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty|hundred"
_EN_VERB = (
    "is|are|was|were|do|does|did|has|have|had|can|will|would|should|could|might|may|must|held|won|lost|took|gave|made|led|ran|built|bought|sold|wrote|sent|paid"
    "|kept|left|met|said|told|found|came|went|became|began|broke|brought|chose|drew|drove|fell|fought|grew|put|rose|saw|set|spoke|stood|struck|taught|belong|got|spent"
)
"""Words before which a noun phrase ends: auxiliaries, and verbs whose past does not end in -ed."""
_JA_WHICH = re.compile(r"(?:どの|どんな|どのような|どういう|何という|何の|いかなる|どこの)(?P<a>[一-龥ァ-ヴー々]{1,8})")
_JA_NOUN = re.compile(
    r"(?P<b>[一-龥ァ-ヴー々]{1,8}?)(?:の(?:名前|名称|タイトル|題名|名)|名)(?:は|って|を|も)"
    r"|(?P<c>[一-龥ァ-ヴー々]{1,8})(?:は|って|とは)(?:何(?![年月日人名回件本機発カか割%])|なに|どこ|いつ|いくら|いくつ|どれ|どの|どう|[?？]|$)"
    r"|(?P<e>[一-龥ァ-ヴー々]{1,8})(?:を|について|も)(?:教えて|知りたい|挙げ|示し)"
)
_EN_NOUN = re.compile(
    r"\b(?:what|which)(?:'s|\s+(?:is|are|was|were))?\s+(?:the\s+)?(?:official\s+|full\s+|exact\s+)?(?:name|title|names|titles)\s+of\s+(?:the\s+|that\s+|a\s+)?(?P<b>(?:[a-z-]+\s+){0,3}?[a-z-]+)(?=\s+(?:who|that|which|in|at|of|on|used|launched|sent|given|from|he|she|it)\b|[?,.]|$)"
    rf"|\b(?:what|which|whose)\s+(?:(?:\d+|{_EN_SMALL})\s+)?(?P<a>(?!is\b|are\b|was\b|were\b|do\b|does\b|did\b|has\b|have\b|will\b|would\b|can\b|could\b|should\b|made\b|makes\b)(?:[a-z'-]+\s+){{0,3}}?[a-z-]+)\s+(?:{_EN_VERB}|of|that|[a-z]+ed|[a-z]+s(?!\s+(?:{_EN_VERB}|of|that|[a-z]+ed)\b))\b"
    r"|\bwhat(?:'s|\s+(?:is|are|was|were))\s+(?:the\s+|its\s+|their\s+)(?P<c>(?:[a-z-]+\s+){0,2}?[a-z-]+)\s+(?:of|for|in|behind|between)\b"
)
_VAGUE_NOUNS = frozenset(["date", "day", "year", "month", "time", "日", "日付", "年月", "年月日", "年", "月", "時期", "年度", "kind", "sort", "type", "thing", "things", "way", "part", "form", "other", "one", "ones", "sense", "extent", "terms", "respect", "case", "reason", "view", "opinion", "difference", "main", "role", "方法", "理由", "こと", "もの", "違い", "見解", "意見", "主張", "立場", "内容", "人物", "要因", "関係", "目的"])


def asked_noun(text: str) -> str:
    """The thing a question asks for, as it calls it.

    >>> asked_noun("Which US law introduced the sanctions?"), asked_noun("初会談が開かれた都市は?"), asked_noun("When did it end?")
    ('law', '都市', '')
    """
    plain = normalize(text)
    match = _JA_WHICH.search(plain) or _JA_NOUN.search(plain) or _EN_NOUN.search(plain)
    found = next((g for g in match.groups() if g), "") if match else ""
    head = found.split()[-1] if found.isascii() and found else found
    return "" if head in _VAGUE_NOUNS else head


_JA_COUNTER = re.compile(
    r"何\s*(?!戦[争闘略線術役]|行[動為政事進列]|条[約件例]|社会|章典|層群|食[品料糧事]|通[信貨]|株式|曲線)(?P<unit>ポイント|ドル|[ァ-ヴー]{2,}|発|人|名|カ国|か国|ヶ国|ヵ国|箇国|国|回|度|件|本|隻|機|台|個|つ|割|分の|パーセント|%|パーミル|キロトン|メガトン|キロ|トン|メートル|兆円|億円|万円|円|ドル|兆|億|万|千|歳|才|カ月|か月|ヶ月|ヵ月|週間|日間|年間|時間|分間|秒|分|枚|冊|校|社|両|頭|羽|匹|"
    r"箇所|カ所|か所|ヶ所|項目|種類|段階|倍|票|議席|基|門|丁|艘|羽|歩|点|位|番|番目|条|章|代目|期|世紀|層|階|階建て|品目|作|話|部|口径|ミリ|センチ|平方キロ|平方メートル|ヘクタール"
    r"|世帯|軒|戸|棟|店|駅|社|団体|組|勝|敗|点|曲|列|着|通|試合|戦|泊|周|食|杯|袋|箱|粒|羽|頭|株|輪|畳|坪|町|村|字|行|ページ|頁)(?!も|かの)"
)
"""A counter after 何; 何度も and 何人か count nothing ("many times", "some people"), and 何戦争 asks which war."""
_JA_ASKED = r"(?:(?:は|って|とは|も|が|を|について|の(?:額|値)は)?(?:[、,]|およそ|約|全部で|合計で|全体で|計|現在|当時|平均で|平均|1人あたり|年間で?)*(?:いくら|どの(?:くらい|ぐらい|程度)|どれ|どう|何|なん|教え|知りた|示し|答え|[?？]|$))"
"""What follows a word that is asked for, and not only spoken of."""
_JA_UNIT_WORDS = re.compile(rf"(?:割合|比率|パーセンテージ|率){_JA_ASKED}")
_JA_AMOUNT = re.compile(rf"いくら(?!でも|も|かの|か[減増上下])|(?:総額|金額|費用|価格|値段|予算額|単価|代金|給料|月給|年収|報酬|賃金|料金|運賃|賞金|罰金|賠償金|寄付金|補助金額|家賃|売上高|収入|資産額|時価){_JA_ASKED}")
_JA_NUMBER = re.compile(r"いくつ|幾つ|どれくらいの(?:数|規模|量)|どれぐらいの(?:数|規模|量)|どのくらいの?(?:数|規模|量|割合|人数)?|どのぐらい|どれくらい|どれほど|どれだけ|人数|総数|件数|本数|回数|機数|台数|隻数|個数|の数は|数はどの|規模は|規模って|何程|面積|人口|標高|高さは|長さは|重さは|速さは|口径|距離は")
_LASTS = r"(?:間|もの|にわた|続|有効|前|後(?!半)|ぶり|持|もつ|もち|耐え|守れ|かか|掛か|過ご|滞在|待|以上|以内)"
_JA_DURATION = re.compile(
    r"(?:どれくらい|どのくらい|どれぐらい|どのぐらい)の?(?:期間|間|時間)|期間は|何か?月間|何ヶ月間|何時間|何分間|何週間|何世紀"
    rf"|何[年日]{_LASTS}|(?:最長|最大|最短|あと|延べ|まる|丸|合計|合わせて|少なくとも|せいぜい)(?:で|は)?何[年日]"
)
_JA_DATE = re.compile(rf"いつ|どの期間|何時(?!間)|何[年日](?!{_LASTS})|何月|" r"日付|年月日|時期|日はいつ|年は[?？]?$|年月は|何曜日|日取り|月日|(?:着いた|戻った|署名した|始まった|終わった|設立された|生まれた|開かれた|できた)(?:日|年|月)は")
_JA_WHO = re.compile(r"誰|だれ|どなた|何者|どの(?:人物|大統領|首相|外相|大臣|教授|研究者|専門家|報道官|指導者|学者|高官|作家|監督|選手|著者|筆者|論者|評論家|アナリスト|記者)|(?:人物|教授|研究者|報道官|大統領|首相|学者|著者|筆者|監督|選手|作者|スポークスマン|国防相|外相|閣僚|高官|議員|大臣|専門家|指導者|俳優|歌手|選手|創業者|初代|党首|司令官|教授|博士)は(?:誰|だれ|何|[?？]|$)")
_JA_WHERE = re.compile(r"どこ|どの(?:あたり|辺り?|方面|方角|方向)|何処|どちらで|どの(?:国|都市|町|街|地域|場所|県|州|施設|市|村|島|駅|空港|基地)(?!々)|(?:場所|会場|都市|開催地|所在地|首都|出身地|本社|行き先|街|町)は(?:どこ|何|どちら|[?？]|$)|何という(?:町|街|都市|場所|国)|開催都市")
_JA_NAME = re.compile(r"名前|名称|何と(?:いう|呼ば)|なんという|という名|題名|タイトル|機種|型式|型番|モデル名|正式名|愛称|書名|どの(?:機種|型|モデル|会社|団体|組織|企業|機関)|何という|どこの(?:会社|団体|組織|機関|調査)")
_JA_WHY = re.compile(r"なぜ|何故|なんで|何で(?![すし])|どうして|理由|わけ(?:は|を)|(?<![内翻通英和邦直意])訳(?:は|を)|原因|根拠は|何のため|何を目的|狙い|背景")
_JA_LIST = re.compile(r"列挙|全部(?!で)|内訳|すべて挙|一覧|挙げて|リスト|箇条書き|それぞれ|何と何|どんな(?:分野|項目|もの|国)|どのような(?:分野|品目|項目|もの|国|要因)|(?:要因|品目|参加国|項目|国々|メンバー|分野|理由|内容|条件|手段|措置)(?:は何|とは|には何|を教えて|について教えて|を挙げ)|[0-9０-９一二三四五]つの|主な")
_JA_COMPARE = re.compile(r"違い|違う|異な|比較|比べ|対比|相違|並べて|それぞれ(?:どう|どの)|どちらが|どっち|双方の|両方から|共通")
_JA_OPINION = re.compile(r"どう(?:考え|見て|みて|評価|述べ|思|論じ|予想|予測|捉え|とらえ)|何と(?:述べ|言|語|主張)|見解|意見|見方|主張|立場|評価して|(?:提言|提案|推奨|警告|懸念|批判)して|勧めて|どのように(?:考え|見て|評価|述べ|捉え)|見立て|によると|によれば")
_JA_SUMMARY = re.compile(r"要約|まとめて|概要|要点|要旨|あらすじ|かいつまんで|ざっくり")
_JA_HOW = re.compile(r"どのように|どうやって|どんな(?:方法|風|手段)|どういう(?:方法|風|手段)|どう(?!し|考|見|思|評|い)")

_EN_HOW_MANY = re.compile(rf"how many\s+(?:of\s+)?(?:(?:the|his|her|its|their|our|those|these|other|more|all|{_EN_SMALL}|\d[\d,]*)\s+)*(?P<unit>[a-z][a-z-]*(?:\s+[a-z][a-z-]*){{0,3}})?")
_EN_HOW_MUCH = re.compile(r"how much|(?:what|which) (?:\w+ )?(?:price|amount|sum|cost|salary|wage|fee|fine|charge|reward|budget|rent|fare|toll)s?\b|what (?:is|was|are|were) (?:the|his|her|its|their) (?:\w+ ){0,2}(?:price|cost|salary|wage|fee|fine|reward|budget|rent|fare)s?\b|what (?:did|does|do|will|would) (?:\w+\W+){1,6}(?:cost|charge)\b|(?:total|trade) (?:value|volume)|how (?:large|big|expensive|costly)|worth|budget(?:ed)?\b.*\bhow")
_EN_PERCENT = re.compile(r"(?:what|which) (?:percent\w*|share|proportion|fraction)|percent(?:age)? of|how many percent|what percent\w*|\bas a (?:share|percentage|proportion) of|(?:what|which) (?:was |is |were )?(?:the )?(?:\w+ )?(?:turnout|(?:interest|unemployment|inflation|approval|employment|mortality|literacy|growth) rate|rate of (?:interest|unemployment|inflation))")
_EN_DURATION = re.compile(r"how long|for how many (?:years|months|days|hours|weeks)|how many (?:years|months|days|hours|weeks|minutes|decades)|duration")
_EN_LENGTH = re.compile(
    r"\bhow long\b.*\bin (?P<unit>(?:kilo|centi|milli)?met(?:re|er)s?|miles|feet|yards|km)\b|^\W*(?:and |so |but )?how long (?:is|was|are|were) (?:the|an?|its|their|his|her|this|that|these|those)\b"
)
"""How long a thing is: a length, where the unit does not tell, or a time."""
_EN_NUMBER = re.compile(r"number of|how (?:far|fast|tall|high|deep|old|heavy|wide|thick|often)|(?:what|which) (?:caliber|calibre|size|number|figure|distance|area|population|height|yield|rate)\b|\bsize of|official resolution no|estimate\b|\bcount of|\byield")
_EN_DATE = re.compile(r"\bwhen\b|\b(?:over|during|in) (?:what|which) period\b|(?:what|which|whose|in what|in which|on what|on which) (?:day|date|month|year|decade|century|time)|\b(?:which|what|first|founding|release) year|date of|year\??$|\bdate\b")
_EN_WHO = re.compile(r"\bwho(?:se|m|'s)?\b|which of (?:the|these|those) (?:\w+ )?(?:authors|writers|experts|scholars|analysts|professors|commentators)\b|(?:which|what) (?!does\b|do\b|did\b|is\b|are\b|was\b|were\b)(?:[\w-]+ ){0,3}(?:president|leader|minister|scholar|professor|person|official|spokes\w+|expert|author|analyst|researcher|politician|general|director|commentator|academic|journalist|writer|chief|officials|captain|mayor|ambassador|owner|founder|inventor|architect|engineer)\b(?!-)(?!'s? )|name of (?:the )?(?:\w+ ){0,4}(?:president|minister|official|spokes\w+|leader|chief|professor|scholar|author|person|director|general)")
_EN_WHERE = re.compile(r"\bwhere\b|(?:which|what) (?:\w+ ){0,2}(?:city|town|place|venue|location|country|region|site|state|island|province|capital|spaceport|airport|river)\b|venue of|location of")
_EN_NAME = re.compile(r"what(?:'s| is| was| were| are)? (?:the )?(?:\w+ ){0,2}(?:name|title|model|designation|called)|name of|named\?|called\?|which (?:\w+ ){0,2}(?:model|company|law|act|organi[sz]ation|agency|firm|institute|type|version|outlet|newspaper)|what (?:\w+ ){0,2}(?:model|law|act|type of missile)\b|\btitle of|under which (?:law|act)")
_EN_WHY = re.compile(r"\bwhy\b|how come|what (?:made|makes|caused|drove|led|explains|motivat\w+|prompted|keeps|kept|stops|stopped|prevents|prevented|deters|deterred|held back|holds back|(?:is|was|lies|lay)(?: \w+ly)? behind|accounts for|accounted for|is the (?:reason|aim|purpose|point))|reason(?:s|ing)?\b|for what (?:purpose|reason)|what was (?:his|her|their|the) (?:reason|reasoning|motive|aim)|on what grounds|what's behind|cause of")
_EN_LIST = re.compile(r"\blist\b|enumerate|name (?:all|the|two|three|four|five|some)\b|what (?:are|were) (?:the|all)|which (?:\w+ ){0,3}(?:countries|goods|areas|factors|items|materials|categories|members|sectors|participants|reasons|fields|products|places|conditions|measures|steps|arguments)\b|\b(?:two|three|four|five|six|several) (?:\w+ )?(?:factors|reasons|things|ways|conditions|steps|points|kinds|types)|everything|what all|participants|what (?:\w+ ){0,2}(?:categories|goods|materials|areas|factors|kinds|types|things|items|fields|countries)\b")
_EN_COMPARE = re.compile(r"\bcompare\b|\bdiffer|difference|contrast|versus|\bvs\.?\b|as opposed to|both .* and .*\b(?:say|think|view|argue)|\bon the one hand|how do .* and .* (?:see|view|think|assess|judge|describe)|which (?:one|of the two)|use both")
_EN_OPINION = re.compile(r"\b(?<!is )(?<!are )(?<!was )(?<!were )(?:think|thinks|believe|believes|argue|argues|view|views|opinion|say|says|said|expect|expects|see|sees|assess|predict|predicts|consider|considers|judge|claim|claims|recommends?|proposes?|advises?|advocates?|suggests?|urges?|warns?|according to|in .* (?:view|words|opinion)|does .* (?:want|regard))\b")
_EN_SUMMARY = re.compile(r"\bsummar(?:y|i[sz]e|ies)|overview|outline|gist|key points|main points|in brief|tl;?dr|recap")
_EN_HOW = re.compile(r"^\W*(?:and |so |but |then )?how\b|in what way|by what means|what kind|what sort")
_THINKS = re.compile(r"考え(?:て|ます|ている)|と(?:見て|みて)|思っ|(?:予想|予測|評価)し|捉え|論じ|見立て|\b(?:think|believe|expect|argue|consider|predict|regard|reckon)s?\b|\bviews?\b(?=.*\bas\b)|\bin \w+'s (?:view|eyes|opinion)")
"""Whose view is asked for, where yes or no would answer."""


_NUMBERED = {
    "article 条": r"\barticles?\s*\d|第?\d+条",
    "clause 項": r"\bclauses?\s*\d|第?\d+項",
    "chapter 章": r"\bchapters?\s*\d|第?\d+章",
    "page ページ 頁": r"\bpages?\s*\d|\d+(?:ページ|頁)",
}
TOLD_BY_NUMBER = {noun: re.compile(number) for nouns, number in _NUMBERED.items() for noun in nouns.split()}
"""Things that are told by their number, and how that number is written."""


def is_a_name(facts: Facts) -> bool:
    """Whether a question has no words but a name ("Who is X?", 「Xとは」): it asks what X is, and no other name answers it. With two names it asks
    what they have to do with each other.

    >>> from assistant.text.analysis import analyse
    >>> from assistant.text.names import Glossary
    >>> [is_a_name(analyse(t, Glossary([]))) for t in ("Who is Ada Lovelace?", "Who met Ada Lovelace?", "Who came?")]
    [True, False, False]
    """
    spans = [n.span for n in facts.names if n.sure or n.kind == "person"] + [u.span for u in facts.unlisted]  # 訪朝 holds a name, and a deed
    apart = [s for s in spans if not any(o != s and o.start <= s.start and s.end <= o.end for o in spans)]
    return len(set(apart)) == 1 and all(any(s.start <= t.start and t.end <= s.end for s in spans) for t in facts.terms)


_ASKS_WHO = re.compile(
    r"(?:とは|って|は)(?:誰|だれ|何者|どんな人(?:物)?|どういう人(?:物)?)(?:なの|なん)?(?:です|でしょう|だ)?か?[。?？]*$|(?:とは|って)[。?？]*$|^\W*(?:who|what)(?:\s+is|\s+was|['’]s)\s",
    re.IGNORECASE,
)


def asks_who(plain: str) -> bool:
    """Whether a question that has no words but a name (see ``is_a_name``) asks who that is, and not what he does or where he is.

    >>> [asks_who(t) for t in ("エイダ・ベルとは誰ですか", "エイダ・ベルは何をしたか", "Who is Ada Bell?", "Where is Ada Bell?")]
    [True, False, True, False]
    """
    return _ASKS_WHO.search(plain.strip()) is not None


def read_question(text: str) -> Asked:
    """What a question asks.

    >>> read_question("北朝鮮は何発の砲弾を提供したか").unit, read_question("In which year was it signed?").precision
    ('発', 'year')
    """
    plain = normalize(text).strip()
    asked = _japanese(plain) if len(JAPANESE.findall(plain)) > len(re.findall(r"[a-z]{2,}", plain)) else _english(plain)
    noun = "" if asked.kind == "yes_no" else asked_noun(plain)
    names_one = asked.kind == "what" and bool(noun in TOLD_BY_NUMBER or kind_wanted(noun)) and _is_wanted(noun, plain)
    return replace(asked, noun=noun, named=asked.named or names_one)


def _is_wanted(noun: str, plain: str) -> bool:
    """Whether the noun is the thing asked for, and not what is told of: どの条約, 条約は何ですか; not どんな条約, 条約は何を定めるか."""
    if noun.isascii():
        return True
    which = rf"(?:どの|何という|どこの){re.escape(noun)}|{re.escape(noun)}(?:は|って|とは)(?:何|なに)(?:です|でしょう|という|か|[?？]|$)"
    return re.search(which, plain) is not None


def _of_statement(q: str, *, japanese: bool) -> Asked | None:
    """What is asked where a whole statement is: whether it is so, whether somebody thinks so, or what is the case where it only wants confirming."""
    if asserts(q, japanese=japanese):
        return Asked("what")
    return Asked("opinion" if _THINKS.search(q) else "yes_no") if is_polar(q, japanese=japanese) else None


def _japanese(q: str) -> Asked:
    several = _JA_LIST.search(q) is not None
    if _JA_SUMMARY.search(q):
        return Asked("summary", several=True)
    counter = _JA_COUNTER.search(q)
    if _JA_COMPARE.search(q) and not re.search(r"なぜ|何故|どうして", q) and not counter:
        return Asked("compare", several=True)
    to_confirm = _of_statement(q, japanese=True)
    if to_confirm:
        return to_confirm
    if _JA_WHY.search(q) and not counter:
        return Asked("why", several=several)
    if _JA_DURATION.search(q) and not _JA_DATE.search(_JA_DURATION.sub("", q)):
        return Asked("number", unit="duration")
    if counter and counter.group("unit") not in {"つの"}:
        unit = counter.group("unit")
        return Asked("number", unit=unit)
    if _JA_WHO.search(q):
        return Asked("who", named=True)
    if _JA_WHERE.search(q) and not re.search(r"どこの(?:会社|団体|組織|機関)", q):
        return Asked("where")
    if _JA_DATE.search(q):
        precision = "day" if re.search(r"何日|日付|年月日|日は|月日|日取り", q) else "month" if re.search(r"何月|年月", q) else "year" if re.search(r"何年|年は", q) else ""
        return Asked("date", precision=precision)
    if re.search(r"いくら(?!でも|も|かの|か[減増上下])", q):
        return Asked("number", unit="percent" if re.search(r"いくらを?占め", q) else "money")
    if several:
        return Asked("list", several=True)
    if _JA_UNIT_WORDS.search(q) and not re.search(r"(割合|比率)(?:的|が高い)", q):
        return Asked("number", unit="percent")
    if _JA_AMOUNT.search(q):
        return Asked("number", unit="money")
    if _JA_NAME.search(q):
        return Asked("what", named=True)
    if _JA_NUMBER.search(q):
        return Asked("number")
    if _JA_OPINION.search(q):
        return Asked("opinion")
    if re.search(r"何|なに|どんな|どのような|どういう|とは|どれ|どの", q):
        return Asked("what")
    if _JA_HOW.search(q):
        return Asked("how")
    return Asked("what")


def _english(q: str) -> Asked:
    several = _EN_LIST.search(q) is not None
    if _EN_SUMMARY.search(q):
        return Asked("summary", several=True)
    if _EN_COMPARE.search(q):
        return Asked("compare", several=True)
    to_confirm = _of_statement(q, japanese=False)
    if to_confirm:
        return to_confirm
    if _EN_PERCENT.search(q):
        return Asked("number", unit="percent")
    length = _EN_LENGTH.search(q)
    if length:
        return Asked("number", unit=length.group("unit") or "length")
    if _EN_DURATION.search(q):
        return Asked("number", unit="duration")
    many = _EN_HOW_MANY.search(q)
    if many:
        return Asked("number", unit=_head_noun(many.group("unit") or ""))
    if _EN_WHY.search(q):
        return Asked("why", several=several)
    if _EN_HOW_MUCH.search(q):
        return Asked("number", unit="money" if re.search(r"pa(?:y|id)\b|cost|price|worth|money|budget|spend|spent|trade|salary|wage|earn|fee\b|fine\b|charge|reward|rent\b|fare\b|toll\b|donat|fund", q) else "")
    if re.search(r"\bkilotons?\b|\bmegatons?\b", q):
        return Asked("number", unit="kilotons")
    if re.search(r"\bhow old\b|(?:what|which) age\b", q):
        return Asked("number", unit="age")
    first = _first_asking_word(q)
    who, where, when = _EN_WHO.search(q), _EN_WHERE.search(q), _EN_DATE.search(q)
    if who and (first in {"who", "whom", "whose", "name", ""} or (first in {"what", "which"} and who.group() not in {"who", "whom", "whose"})):
        return Asked("who", named=True)
    if where and (first in {"where", ""} or where.group() != "where"):
        return Asked("where")
    if when and (first in {"when", ""} or when.group() != "when"):
        precision = "day" if re.search(r"\bday\b|\bdate\b", q) else "month" if "month" in q else "year" if "year" in q else ""
        return Asked("date", precision=precision)
    number = re.search(r"\bnumber of\b(?P<unit>.*)", q)
    if number:
        return Asked("number", unit=_head_noun(number.group("unit")))
    if _EN_NUMBER.search(q):
        return Asked("number")
    if several:
        return Asked("list", several=True)
    if _EN_NAME.search(q):
        return Asked("what", named=True)
    if _EN_OPINION.search(q):
        return Asked("opinion")
    if _EN_HOW.search(q):
        return Asked("how")
    return Asked("what")


_AUXILIARY = r"(?:did|was|were|is|are|will|does|do|has|have|had|would|could|can|should|might|must|may)"
_ASKING = re.compile(rf"\b(?:(?P<w>what|which|why|how|who|whom|whose)|(?P<t>when|where)(?=\s+{_AUXILIARY}\b|\W*$|\s+exactly))\b")


def _first_asking_word(q: str) -> str:
    """The word that asks: not a relative "who", not a subordinate "when"."""
    for match in _ASKING.finditer(q):
        word = match.group("w") or match.group("t")
        before = q[: match.start()].rstrip()
        relative = word in {"who", "whom", "whose", "which"} and before and not re.search(r"(?:[,;:—–-]|\b(?:and|or|but|so|then|to|of|from|by|with|in|on|at|for|ok|okay|say|tell me|know))$", before)
        if not relative:
            return word
    return ""


_STOP_NOUN = re.compile(rf"\b(?:\w+ed|{_EN_VERB}|per|each|every|may|might|must|not|also|still|than|before|after|when|while|under|over|took|went|came|made|said|say|died|work|live|lived|belong|want|think|is|are|was|were|do|does|did|has|have|had|can|could|will|would|should|been|being|that|which|who|from|in|into|on|onto|upon|for|to|toward|towards|by|of|off|with|within|without|at|as|against|about|across|after|among|around|between|beyond|during|inside|outside|near|since|through|throughout|until|because|if|the|it|there|and|or)\b.*")


def _head_noun(phrase: str) -> str:
    """The noun counted: the last word before the verb or preposition ("North Korean soldiers were" → "soldiers")."""
    words = _STOP_NOUN.sub("", phrase).split()
    return words[-1] if words else ""


_ASKS = re.compile(r"何|なに|なん[でのと]|誰|だれ|どなた|どこ|いつ|なぜ|どう|どの|どんな|どれ|いくつ|いくら|理由|\b(?:who|whom|whose|what|when|where|why|which|how)\b|教えて|挙げて|要約|list|tell me|explain|summari[sz]e|describe")


def asks(text: str) -> bool:
    """Whether a word asks for something: 何, "who", 教えて."""
    return _ASKS.search(normalize(text)) is not None


_WRITERS = (
    r"著者|筆者|論者|論客|教授|研究者|研究員|専門家|学者|評論家|アナリスト|識者|記者|ジャーナリスト|作家|書き手|人|人物|方|コラムニスト|ブロガー|先生|博士|"
    r"authors?|writers?|professors?|scholars?|analysts?|experts?|researchers?|academics?|commentators?|columnists?|journalists?|specialists?|historians?|"
    r"economists?|bloggers?|essayists?|people|persons?|voices?|one"
)
"""Who may have written a text."""
_SAYS = re.compile(
    r"(?:と[^、。?？をが]{0,10}?|[そこ]う|[そこ]のように)(?:言|述べ|話し|語|論じ|主張|指摘|考え|書[いく]|見[てるら]|評|説[いく]|予[想測]|批判|警告|強調|訴え|断言|呼ん)|の(?:見方|見解|意見|主張|考え|指摘|説)(?:です|でしょう|なの|か|[?？。]|$)|"
    r"\b(?:(?:says?|saying|argu(?:es?|ed|ing)|claim(?:s|ed| that)|thinks?|thought|believ(?:es?|ed)|predict(?:s|ed)?|contend(?:s|ed)?|maintain(?:s|ed)|suggest(?:s|ed)?|"
    r"warn(?:s|ed)?|insist(?:s|ed)?|stress(?:es|ed)?|point(?:s|ed)? out|expect(?:s|ed)?|doubt(?:s|ed)?|reckon(?:s|ed)?|calls?|called|describ(?:es?|ed)|considers?|regards?|"
    r"(?:said|writes?|wrote)(?: that)?(?! (?:to|the|an?|his|her|this)\b))\b|according to whom\b|whose (?:view|opinion|argument|claim|judge?ment)\b)",
    re.IGNORECASE,
)
_OFFICE_ASKED = re.compile(
    rf"(?<![一-龥ァ-ヴー])(?![一-龥ァ-ヴー]*(?:{_WRITERS})の?は(?:誰|だれ|どなた))[一-龥ァ-ヴー]+は(?:誰|だれ|どなた)|"
    rf"\b(?:which|what|who(?:['’]s| is| was| were| are) the|name of the)\b(?!(?:\s+[\w'’-]+){{0,4}}?\s+(?:{_WRITERS})\b)",
    re.IGNORECASE,
)
"""It is asked which official it is, or anybody else who writes nothing."""


SPOKEN = 150
"""The most characters of the answer before that are read with a follow-up."""
_LABEL, _MARK, FIRST_SENTENCE = re.compile(r"^[^:：\n]{1,160}[)）][:：]\s*"), re.compile(r"\s*\[\d+\]"), re.compile(r".*?(?:[。!?！？]|[.](?=\s|$)|$)", re.DOTALL)
"""An author before what he says, a mark, and a text up to its first full stop."""


@dataclass(frozen=True, slots=True)
class Query:
    """A question made to stand alone."""

    text: str
    """What is searched for."""
    question: str
    """The question as typed."""
    facts: Facts
    """Of ``text``."""
    asked: Asked
    focus: Facts
    """Of what is asked now: ``facts`` unless a follow-up is only put behind the question it follows; then of the follow-up alone, with its pronoun
    standing for whom it points to."""
    follow_up: bool = False
    pushback: bool = False
    expansions: tuple[str, ...] = ()
    context: str = ""
    """The answer before, for what a follow-up points back to."""

    @property
    def joined(self) -> bool:
        """Whether a follow-up was only put behind the question it follows: where better words would help."""
        return self.focus is not self.facts

    @property
    def alone(self) -> Query:
        """What is asked now, without what was asked before."""
        return replace(self, facts=self.focus)

    @property
    def tells_anything(self) -> bool:
        """Whether what is asked now has a word of its own, besides what only asks."""
        return any(t.key not in _VAGUE_NOUNS for t in self.focus.terms)

    @property
    def spoken(self) -> str:
        """What is asked now, as the cross-encoder reads it: a follow-up without any word of its own ("When was that?", 「なぜ?」) behind what it is about,
        the beginning of the answer before."""
        if not self.joined or self.tells_anything:
            return self.focus.text
        first = FIRST_SENTENCE.match(_MARK.sub("", _LABEL.sub("", self.context)).strip())
        return f"{first.group()[:SPOKEN] if first else ''} {self.focus.text}".strip()

    @property
    def asks_who_says(self) -> bool:
        """Whether it is asked who says or writes something: a sentence that names nobody answers that, told with its author."""
        plain = self.focus.plain
        return self.asked.kind == "who" and _SAYS.search(plain) is not None and not _OFFICE_ASKED.search(plain)

    @property
    def voices(self) -> frozenset[Called]:
        """The persons whose views may be asked for: those named now, or else before."""
        return persons(self.focus) or persons(self.facts)
