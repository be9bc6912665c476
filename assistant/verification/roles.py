"""Who did what to whom: are two names exchanged between the claim and its evidence, or is one put in another's place?

Roles are read from particles in Japanese and from word order and prepositions in English; passives
and verbs of receiving are turned round. Names outside the glossary count as well, by their sound across scripts.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from typing import Literal

from assistant.text.alignment import TermSpace
from assistant.text.analysis import Facts
from assistant.text.language import JAPANESE
from assistant.text.name_kinds import HONOURED_JA, TITLES_EN
from assistant.text.names import Glossary
from assistant.values import Span
from assistant.verification.checks import Check, State

APART = 0.5
"""Share of words told beside another name than in the evidence from which two names may be taken to have changed places."""
LIKE = 0.6
"""Likeness from which two words are taken for the same, when it is told beside which name they stand."""
BESIDE = {"source", "with"}
"""Parts that go with acting: whom a treaty was made with may be said to have made it, too."""
Role = Literal["agent", "patient", "recipient", "source", "with", "topic", ""]

_PARTICLE = re.compile(
    r"^(?:[」』)）\"”]|国?(?:氏|大統領|委員長|総書記|首相|国防相|国防大臣|外相|主席|国家主席|教授|政府|政権|側|軍|両国|国内|当局|議長|長官|会長|社長|博士|自身|本人|国民|企業|外務省|報道官|のほう|の方|の側|の(?:指導者|大統領|首脳|政府|軍|外相|国防相|首相|最高指導者|兵士)|・?[A-Za-z・ァ-ヴー]+(?:氏|大統領)|[一-龯々]{1,6})){0,4}"
    r"(?P<p>によって|により|に対して|に対し|に対する|に向けて|にとって|について|による|からの|への|との|から|より|へ|に|が|は|も|を|と|の|、)"
)
_JA_PASSIVE = re.compile(r"(?:され|られ|まれ|われ|かれ|たれ|なれ|ばれ|らわれ)(?:た|る|て|ている|ていた|、|ず|ない)")
_BY_JA = re.compile(r"(?:から|により|によって)(?![^、。]*。)")
_RECEIVE_JA = re.compile(r"受け(?:取|入|続|た|て|る|ら)|もら|得(?:た|る|て|よう)|購入|買|調達|輸入|入手|学(?:ん|び|ぶ)|教わ")
_RECEIVE_EN = re.compile(r"\b(?:receiv\w*|obtain\w*|get(?:s|ting)?|got|buy\w*|bought|purchas\w*|acquir\w*|import(?:s|ed|ing)?\b|procur\w*|secur\w*|learn\w*)\b")
_REPORTED_JA = re.compile(r"(?:と(?:[^、。]{0,8}に)?|が|を)?(?:いうことが)?(?:報じ|報道さ|伝え|言わ|いわ|見|み|評さ|考え|思わ|とさ|みなさ|知|指摘さ)(?:られ|れ)(?:た|る|て|ている|ており)")
_EN_PASSIVE = re.compile(r"\b(?:is|are|was|were|been|being|be)\s+(?:\w+ly\s+)?(?:\w+ed|given|sent|sold|held|made|shown|seen|told|met|paid|bought|taken|driven|built)\b(?!\s+(?:that|to have))")
_EN_SUBJECT = re.compile(
    r"(?:,[^,.;]{1,40},)?\s+(?:(?:also|still|now|already|later|then|itself|himself|herself|themselves|alone|\w+ly)\s+)*(?:is|are|was|were|has|have|had|will|would|may|might|could|can|should|must|did|does|do|"
    r"gave|gives|sent|sends|sold|sells|met|meets|went|goes|made|makes|took|takes|told|tells|held|holds|saw|sees|sought|seeks|chose|left|won|lost|bought|said|says|wants|needs|asks|hopes|fears|"
    r"imports|exports|owes|taught|teaches|learns|learnt|invites|accepts|thanks|warns|pays|paid|lends|lent|offers|helps|hosts|visits|joins|backs|arms|feeds|fed|trains|hires|leads|led|"
    r"beat|fights|fought|attacks|welcomes|receives|gets|got|keeps|kept|builds|built|brings|brought|calls|follows|leaves|shows|supports|trusts|refuses|agrees|plans|threatens|blames|praises|"
    r"\w{3,}ed|\w{3,}(?:izes|ises|ates|ides|ures|ends|ucts|ports|ests|ects|ains|ives|ovides|plies|uses|ues))\b"
)
_BETWEEN = re.compile(r"\bbetween\s+(?:[\w.'’-]+\s+){1,6}?and\s+(?:the\s+)?$")
"""Before the second of two between whom something is: what follows ("…, which Parliament ratified") is said of that."""
_EN_RELATIVE = re.compile(r"\s*,?\s+(?:that|who|which)\s+\w+")
_EN_OBJECT = re.compile(rf"\b(?:\w+ing|\w{{3,}}ed|give|gave|send|sent|sell|sold|provide|supply|supplies|provides|ask|asks|help|helps|support|supports|urge|urges|tell|told|meet|met|visit|visits|pressure|condemn|condemns|accuse|accuses|force|forces|teach|teaches|taught|pay|pays|paid|lend|lends|lent|owe|owes|thank|thanks|warn|warns|invite|invites|arm|arms|feed|feeds|fed|train|trains|back|backs|host|hosts|beat|fight|fights|fought|attack|attacks|welcome|welcomes|trust|trusts|blame|blames|praise|praises|offer|offers|join|joins|see|sees|saw)\s+{TITLES_EN}$")

_DEED_NOUN = (
    r"support|aid|help|assistance|attacks?|assault|invasion|visits?|invitation|sales?|deliver(?:y|ies)|suppl(?:y|ies)|shipments?|exports?|transfers?|loans?|pressure"
    r"|criticism|opposition|warnings?|threats?|gifts?|promises?|offers?|requests?|thanks|trust|sanctions"
)
_DEED_OF_EN = re.compile(rf"['’]s? (?:[a-z]+ ){{0,2}}(?:{_DEED_NOUN}) (?:for|to|on|upon|against|towards?)\b")
"""After the one who does it: Russia's support for …"""
_DEED_OF_JA = re.compile(r"^の[^、。のはがを]{0,6}(?:支援|援助|攻撃|侵攻|訪問|招待|提供|供与|供給|輸出|派遣|依存|圧力|批判|非難|反対|警告|脅迫|要請|約束|信頼|制裁|支持|協力|送金|投資|融資)")
_BEFALLS = re.compile(rf"\b(?:impos\w+|{_DEED_NOUN})\s+(?:on|upon)\s+{TITLES_EN}$")
"""Before the one whom a deed befalls. Who relies on whom has no part: the same is told as a supply, the other way round."""


_THERE_IS = re.compile(r"(?:は|も)(?:[^、。]{0,16}(?:が|も|は))?(?:ある|あった|あり|いる|いない|いた|ない|なかった|なく)(?=[。、]|$|と|が|の)")
"""北朝鮮には計算がある: whose it is, not to whom it goes."""
_CLEFT_JA = re.compile(rf"[」』)）]?(?:{HONOURED_JA}|側|政府|外務省|当局)?(?:だ|である|であった|だった|です|でした)(?:[。、と]|$)")
CLEFT_EN = re.compile(rf"\b(?:it|this) (?:is|was) {TITLES_EN}$", re.I)


@lru_cache(maxsize=8192)
def roles(facts: Facts) -> dict[str, str]:
    """Entity id → "agent", "to" (patient or recipient), "source" or "with", for entities with one clear role."""
    out: dict[str, set[str]] = {}
    japanese = bool(JAPANESE.search(facts.plain)) and facts.language == "ja"
    for key, span in actors(facts):
        role = _japanese(facts, span.start, span.end) if japanese else _english(facts, span.start, span.end)
        if role:
            out.setdefault(key, set()).add("to" if role in {"patient", "recipient"} else role)
    return {i: next(iter(r)) for i, r in out.items() if len(r) == 1}


@lru_cache(maxsize=8192)
def actors(facts: Facts) -> tuple[tuple[str, Span], ...]:
    """Names that can act, listed and unlisted, each with the key by which it is met in another text and in another script."""
    listed = [(n.ids[0], n.span) for n in facts.names if len(n.ids) <= 4]
    unlisted = [(f"~{u.sound}" if len(u.sound) > 1 else u.text.lower(), u.span) for u in facts.unlisted]
    return tuple(sorted([*listed, *unlisted], key=lambda pair: pair[1].start))


def _japanese(facts: Facts, start: int, end: int) -> Role:
    if _CLEFT_JA.match(facts.plain[end : end + 30]) and re.search(r"(?:の|こと|もの)は[、,]?[^、。]{0,24}$", facts.plain[:end]):
        return "agent"
    if _DEED_OF_JA.match(facts.plain[end:]) and re.search(r"(?:への|に対する)$", facts.plain[:start]):
        return "agent"
    match = _PARTICLE.match(facts.plain[end : end + 40])
    if not match:
        return ""
    tail = _REPORTED_JA.sub("", "、".join(re.split(r"[、。]", facts.plain[end + match.end() :])[:3]))
    passive, receive = bool(_JA_PASSIVE.search(tail)), bool(_RECEIVE_JA.search(tail))
    particle = match.group("p")
    if particle in {"が", "は", "も"}:
        return "recipient" if receive else "patient" if passive else "agent"
    if particle == "に" and _THERE_IS.match(facts.plain[end + match.end() :]):
        return ""
    if particle in {"に", "へ", "に対し", "に対して", "に向けて", "への", "に対する"}:
        return "agent" if passive and particle == "に" and not _BY_JA.search(facts.plain[:end]) else "recipient"
    if particle in {"によって", "により", "による"}:
        return "agent"
    if particle in {"から", "より", "からの"}:
        return "agent" if passive or receive else "source"
    if particle == "を":
        return "patient"
    return "with" if particle in {"と", "との"} else ""


def _english(facts: Facts, start: int, end: int) -> Role:
    before = facts.plain[max(start - 60, 0) : start].lower()
    after = facts.plain[end : end + 40].lower()
    if _BETWEEN.search(before):
        return ""
    if after[:2] in {"'s", "’s"}:
        return "agent" if _DEED_OF_EN.match(after) else ""
    if CLEFT_EN.search(before) and re.match(r",?\s+(?:who|that)\b", after):
        return "agent"
    sentence_start = max(facts.plain.rfind(". ", 0, start) + 1, 0)
    scope = facts.plain[sentence_start:].lower()
    passive, receive = bool(_EN_PASSIVE.search(scope)), bool(_RECEIVE_EN.search(scope))
    preposition = re.search(rf"\b(to|for|toward|towards|into|from|by|with|against|of|on|in|at)\s+{TITLES_EN}$", before)
    if preposition and not (_EN_SUBJECT.match(after) and preposition.group(1) not in {"by", "to", "from"}):
        word = preposition.group(1)
        if word == "by":
            return "agent" if passive else ""
        if word in {"to", "for", "toward", "towards", "into"}:
            return "recipient"
        if word == "on":
            return "patient" if _BEFALLS.search(before) else ""
        if word == "from":
            return "agent" if receive or passive else "source"
        return "with" if word == "with" else "patient" if word == "against" else ""
    if _EN_SUBJECT.match(after) or _EN_RELATIVE.match(after):
        clause = re.split(r"[,;]|\b(?:that|which|who|and|but|because)\b", after + facts.plain[end + 40 : end + 120].lower())[0]
        if _RECEIVE_EN.search(clause):
            return "recipient"
        return "patient" if _EN_PASSIVE.search(clause) else "agent"
    if _EN_OBJECT.search(before):
        return "patient"
    return ""


def check_roles(claim: Facts, evidence: Facts, speaking: frozenset[str] = frozenset()) -> Check:
    """An "exchange" that CONFLICTS when two names have each other's roles; roles that CONFLICT when a name acts in the claim that the evidence gives
    another part, while the one that acts in the evidence has no such part in the claim; WEAKER ones when one that acts there is acted upon
    here. Who is ``speaking`` has no part in what is told."""
    mine, theirs = ({k: r for k, r in roles(f).items() if k not in speaking} for f in (claim, evidence))
    shared = sorted(set(mine) & set(theirs))
    for i, a in enumerate(shared):
        for b in shared[i + 1 :]:
            if mine[a] != mine[b] and mine[a] == theirs[b] and mine[b] == theirs[a]:
                return Check("exchange", State.CONFLICTS, f"{a}: {mine[a]}", f"{a}: {theirs[a]}")
    acts, acted = ({k for k, role in r.items() if role == "agent"} for r in (mine, theirs))
    displaced = [a for a in shared if a in acts - acted and theirs[a] not in BESIDE and acted and not acts & acted]
    displaced += [a for a in shared if a in acted - acts and mine[a] not in BESIDE and acts and not acts & acted]
    if displaced:
        return Check("roles", State.CONFLICTS, f"{displaced[0]}: {mine[displaced[0]]}", f"{displaced[0]}: {theirs[displaced[0]]}")
    shifted = [a for a in shared if {mine[a], theirs[a]} == {"agent", "to"}]
    if shifted:
        return Check("roles", State.WEAKER, f"{shifted[0]}: {mine[shifted[0]]}", f"{shifted[0]}: {theirs[shifted[0]]}")
    return Check("roles", State.AGREES if shared else State.NOTHING)


_MUTUAL = re.compile(
    r"会[いうえっ談見]|面会|協力|協議|接近|近づ|対話|交渉|結婚|戦[いうっ争]|争[いうっ]|提携|同盟|友好|隣|国境|似|比べ"
    r"|\b(?:me[e]?ts?|meeting|talk\w*|cooperat\w*|negotiat\w*|border\w*|marr\w+|fight\w*|fought|all(?:y|ied|iance)|partner\w*|resembl\w*|differ\w*|closer"
    r"|friend\w*|neighbou?r\w*|work\w* together)\b",
    re.IGNORECASE,
)


def mutual(facts: Facts) -> bool:
    """Whether a sentence tells of what two do with each other, so that either may be named first: to meet, 協力."""
    return _MUTUAL.search(facts.plain) is not None


def apart(claim: Facts, evidence: Facts, space: TermSpace, glossary: Glossary) -> tuple[float, bool]:
    """How far what is said beside a name is said beside another name there, 0 to 1, and whether two names have changed places.

    Each word that both sides have goes with the nearest of the names they share; the first is the share of such words that
    go with another name in the evidence than in the claim. Two names of a kind have changed places when words, or names of
    another kind, went from the one to the other and from the other to the one. (0, False) with fewer than two shared names or words.
    """
    mine, theirs = actors(claim), actors(evidence)
    shared = {k for k, _ in mine} & {k for k, _ in theirs}
    if len(shared) < 2:
        return 0.0, False
    here, there = [(k, s) for k, s in mine if k in shared], [(k, s) for k, s in theirs if k in shared]
    met: Counter[tuple[str, str]] = Counter()
    for term in claim.terms:
        if any(s.start < term.end and term.start < s.end for _, s in mine):
            continue
        alike = space.similarities(term.shown, [t.shown for t in evidence.terms])
        likeness, match = max(
            ((1.0 if t.key == term.key else score, t) for t, score in zip(evidence.terms, alike, strict=True)), key=lambda pair: pair[0], default=(0.0, None)
        )
        if match is None or (match.key != term.key and likeness < LIKE):
            continue
        met[_nearest(here, term.start, claim.plain), _nearest(there, match.start, evidence.plain)] += 1
    away = sum(n for (a, b), n in met.items() if a != b)
    share = away / met.total() if met.total() >= 2 else 0.0
    kinds = {k: glossary.kind(k) for k in shared}
    swapped = share >= APART and any(a < b and (b, a) in met and kinds[a] == kinds[b] for a, b in met)
    return share, swapped or _repaired(here, there, kinds, claim.plain, evidence.plain)


def _repaired(here: Sequence[tuple[str, Span]], there: Sequence[tuple[str, Span]], kinds: dict[str, str], mine: str, theirs: str) -> bool:
    """Whether two names of a kind have each other's companions: Kim of Pusan and Lee of Seoul for Lee of Pusan and Kim of Seoul."""
    first = {k: next(s for key, s in there if key == k) for k in kinds}
    for kind in set(kinds.values()):
        held = [pair for pair in here if kinds[pair[0]] == kind]
        holds = [pair for pair in there if kinds[pair[0]] == kind]
        if len({k for k, _ in held}) < 2:
            continue
        met = {(_nearest(held, span.start, mine), _nearest(holds, first[k].start, theirs)) for k, span in here if kinds[k] != kind}
        if any(a != b and (b, a) in met for a, b in met):
            return True
    return False


def _nearest(names: Sequence[tuple[str, Span]], at: int, plain: str) -> str:
    """The key of the name closest to a place, each comma between them counting as much as 12 characters."""

    def distance(span: Span) -> int:
        low, high = (span.end, at) if span.end <= at else (at, span.start)
        return high - low + 12 * sum(plain.count(c, low, high) for c in "、,;")

    return min(names, key=lambda pair: (distance(pair[1]), pair[0]))[0]
