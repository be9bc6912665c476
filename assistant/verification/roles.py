"""Who did what to whom: are two names exchanged between the claim and its evidence?

Roles are read from particles in Japanese and from word order and prepositions in English; passives
and verbs of receiving are turned round. Only names that stand on both sides are compared.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

from assistant.text.analysis import Facts
from assistant.text.language import JAPANESE
from assistant.verification.checks import Check, State

Role = Literal["agent", "patient", "recipient", "source", "with", "topic", ""]

_PARTICLE = re.compile(
    r"^(?:[」』)）\"”]|国?(?:氏|大統領|委員長|総書記|首相|国防相|国防大臣|外相|主席|国家主席|教授|政府|政権|側|軍|両国|国内|当局|議長|長官|会長|社長|博士|自身|本人|国民|企業|外務省|報道官|のほう|の方|の(?:指導者|大統領|首脳|政府|軍|外相|国防相|首相|最高指導者|兵士)|・?[A-Za-z・ァ-ヴー]+(?:氏|大統領))){0,4}"
    r"(?P<p>によって|により|に対して|に対し|に対する|に向けて|にとって|について|による|からの|への|との|から|より|へ|に|が|は|も|を|と|の|、)"
)
_JA_PASSIVE = re.compile(r"(?:され|られ|まれ|われ|かれ|たれ|なれ|ばれ|らわれ)(?:た|る|て|ている|ていた|、|ず|ない)")
_RECEIVE_JA = re.compile(r"受け(?:取|入|続|た|て|る|ら)|もら|得(?:た|る|て|よう)|購入|買|調達|輸入|入手|依存|頼")
_RECEIVE_EN = re.compile(r"\b(?:receiv\w*|obtain\w*|get(?:s|ting)?|got|buy\w*|bought|purchas\w*|acquir\w*|import(?:s|ed|ing)?\b|procur\w*|secur\w*)\b")
_REPORTED_JA = re.compile(r"(?:と|が|を)?(?:いうことが)?(?:報じ|報道さ|伝え|言わ|いわ|見|み|評さ|考え|思わ|とさ|みなさ|知|指摘さ)(?:られ|れ)(?:た|る|て|ている|ており)")
_EN_PASSIVE = re.compile(r"\b(?:is|are|was|were|been|being|be)\s+(?:\w+ly\s+)?(?:\w+ed|given|sent|sold|held|made|shown|seen|told|met|paid|bought|taken|driven|built)\b(?!\s+(?:that|to have))")
_EN_SUBJECT = re.compile(
    r"\s+(?:(?:also|still|now|already|later|then|itself|himself|herself|themselves|alone|\w+ly)\s+)*(?:is|are|was|were|has|have|had|will|would|may|might|could|can|should|must|did|does|do|"
    r"gave|gives|sent|sends|sold|sells|met|meets|went|goes|made|makes|took|takes|told|tells|held|holds|saw|sees|sought|seeks|chose|left|won|lost|bought|said|says|wants|needs|asks|hopes|fears|"
    r"\w{3,}ed|\w{3,}(?:izes|ises|ates|ides|ures|ends|ucts|ports|ests|ects|ains|ives|ovides|plies|uses|ues))\b"
)
_EN_RELATIVE = re.compile(r"\s*,?\s+(?:that|who|which)\s+\w+")
_EN_OBJECT = re.compile(r"\b(?:\w+ing|\w{3,}ed|give|gave|send|sent|sell|sold|provide|supply|supplies|provides|ask|asks|help|helps|support|supports|urge|urges|tell|told|meet|met|visit|visits|pressure|condemn|condemns|accuse|accuses|force|forces)\s+(?:the\s+|president\s+|chairman\s+|mr\.?\s+)*$")


@lru_cache(maxsize=8192)
def roles(facts: Facts) -> dict[str, str]:
    """Entity id → "agent", "to" (patient or recipient), "source" or "with", for entities with one clear role."""
    out: dict[str, set[str]] = {}
    japanese = bool(JAPANESE.search(facts.plain)) and facts.language == "ja"
    for name in facts.names:
        if len(name.ids) > 2:
            continue
        role = _japanese(facts, name.span.end) if japanese else _english(facts, name.span.start, name.span.end)
        if role:
            out.setdefault(name.ids[0], set()).add("to" if role in {"patient", "recipient"} else role)
    return {i: next(iter(r)) for i, r in out.items() if len(r) == 1}


def _japanese(facts: Facts, end: int) -> Role:
    match = _PARTICLE.match(facts.plain[end : end + 40])
    if not match:
        return ""
    tail = _REPORTED_JA.sub("", "、".join(re.split(r"[、。]", facts.plain[end + match.end() :])[:3]))
    passive, receive = bool(_JA_PASSIVE.search(tail)), bool(_RECEIVE_JA.search(tail))
    particle = match.group("p")
    if particle in {"が", "は", "も"}:
        return "recipient" if receive else "patient" if passive else "agent"
    if particle in {"に", "へ", "に対し", "に対して", "に向けて", "への", "に対する"}:
        return "agent" if passive and particle == "に" else "recipient"
    if particle in {"によって", "により", "による"}:
        return "agent"
    if particle in {"から", "より", "からの"}:
        return "agent" if passive or receive else "source"
    if particle == "を":
        return "patient"
    return "with" if particle in {"と", "との"} else ""


def _english(facts: Facts, start: int, end: int) -> Role:
    before = facts.plain[max(start - 30, 0) : start].lower()
    after = facts.plain[end : end + 40].lower()
    if after[:2] in {"'s", "’s"}:
        return ""
    sentence_start = max(facts.plain.rfind(". ", 0, start) + 1, 0)
    scope = facts.plain[sentence_start:].lower()
    passive, receive = bool(_EN_PASSIVE.search(scope)), bool(_RECEIVE_EN.search(scope))
    preposition = re.search(r"\b(to|for|toward|towards|into|from|by|with|against|of|on|in|at)\s+(?:the\s+|president\s+|chairman\s+|mr\.?\s+|general secretary\s+|leader\s+|prime minister\s+)*$", before)
    if preposition and not (_EN_SUBJECT.match(after) and preposition.group(1) not in {"by", "to", "from"}):
        word = preposition.group(1)
        if word == "by":
            return "agent" if passive else ""
        if word in {"to", "for", "toward", "towards", "into"}:
            return "recipient"
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


def check_roles(claim: Facts, evidence: Facts) -> Check:
    """CONFLICTS when two entities have each other's roles; WEAKER when one that acts there is acted upon here, or the reverse."""
    mine, theirs = roles(claim), roles(evidence)
    shared = sorted(set(mine) & set(theirs))
    sides = {"agent", "to"}
    for i, a in enumerate(shared):
        for b in shared[i + 1 :]:
            if mine[a] != mine[b] and mine[a] == theirs[b] and mine[b] == theirs[a]:
                return Check("roles", State.CONFLICTS, f"{a}: {mine[a]}", f"{a}: {theirs[a]}")
    shifted = [a for a in shared if {mine[a], theirs[a]} == sides]
    if shifted:
        return Check("roles", State.WEAKER, f"{shifted[0]}: {mine[shifted[0]]}", f"{shifted[0]}: {theirs[shifted[0]]}")
    return Check("roles", State.AGREES if shared else State.NOTHING)
