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
    r"^(?:[」』)）\"”]|国?(?:氏|大統領|委員長|総書記|首相|国防相|国防大臣|外相|主席|国家主席|教授|政府|政権|側|軍|両国|国内|当局|議長|長官|会長|社長|博士|自身|本人|国民|企業|外務省|報道官|の(?:指導者|大統領|首脳|政府|軍|外相|国防相|首相|最高指導者|兵士)|・?[A-Za-z・ァ-ヴー]+(?:氏|大統領))){0,4}"
    r"(?P<p>によって|により|に対して|に対し|に対する|に向けて|にとって|について|による|からの|への|との|から|より|へ|に|が|は|も|を|と|の|、)"
)
_JA_PASSIVE = re.compile(r"(?:され|られ|まれ|われ|かれ|たれ|なれ|ばれ|らわれ)(?:た|る|て|ている|ていた|、|ず|ない)")
_RECEIVE_JA = re.compile(r"受け(?:取|入|た|て|る|ら)|もら|得(?:た|る|て|よう)|購入|買|調達|輸入|入手|依存|頼")
_RECEIVE_EN = re.compile(r"\b(?:receiv\w*|obtain\w*|get(?:s|ting)?|got|buy\w*|bought|purchas\w*|acquir\w*|import\w*|procur\w*|secur\w*)\b")
_EN_PASSIVE = re.compile(r"\b(?:is|are|was|were|been|being|be)\s+(?:\w+ly\s+)?(?:\w+ed|given|sent|sold|held|made|shown|seen|told|met|paid|bought|taken|driven|built)\b")
_EN_VERB = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|would|may|might|could|can|should|must|did|does|do|said|says|gave|sent|sold|met|went|made|took|told|held|saw|sought|chose|left|won|lost|\w{3,}(?:ed|es|s))\b"
)


@lru_cache(maxsize=8192)
def roles(facts: Facts) -> dict[str, Role]:
    """Entity id → role, for entities with one clear role; those in several have none."""
    out: dict[str, set[Role]] = {}
    japanese = bool(JAPANESE.search(facts.plain)) and facts.language == "ja"
    for name in facts.names:
        if len(name.ids) > 2:
            continue
        role = _japanese(facts, name.span.start, name.span.end) if japanese else _english(facts, name.span.start, name.span.end)
        if role:
            out.setdefault(name.ids[0], set()).add(role)
    return {i: next(iter(r)) for i, r in out.items() if len(r) == 1}


def _japanese(facts: Facts, start: int, end: int) -> Role:
    rest = facts.plain[end : end + 40]
    match = _PARTICLE.match(rest)
    if not match:
        return ""
    clause = re.split(r"[、。]", facts.plain[end + match.end() :])
    tail = "、".join(clause[:3])
    passive, receive = bool(_JA_PASSIVE.search(tail)), bool(_RECEIVE_JA.search(tail))
    particle = match.group("p")
    if particle in {"が", "は", "も"}:
        return ("recipient" if receive else "patient" if passive and not re.search(r"と(?:報じ|言|い|見|み|評|さ)", tail) else "agent")
    if particle in {"に", "へ", "に対し", "に対して", "に向けて", "への", "に対する"}:
        return "agent" if passive and particle == "に" else "recipient"
    if particle in {"によって", "により", "による"}:
        return "agent"
    if particle in {"から", "より", "からの"}:
        return "agent" if passive or receive else "source"
    if particle == "を":
        return "patient"
    if particle in {"と", "との"}:
        return "with"
    return ""


def _english(facts: Facts, start: int, end: int) -> Role:
    before = facts.plain[max(start - 24, 0) : start].lower()
    preposition = re.search(r"\b(to|for|toward|towards|into|from|by|with|against|of|on|in|at)\s+(?:the\s+|president\s+|chairman\s+|mr\.?\s+|general secretary\s+|north korean\s+|russian\s+|leader\s+|prime minister\s+)*$", before)
    sentence_start = max(facts.plain.rfind(". ", 0, start) + 1, 0)
    verb = _EN_VERB.search(facts.plain, end)
    earlier = _EN_VERB.search(facts.plain, sentence_start, start)
    scope = facts.plain[sentence_start:].lower()
    passive, receive = bool(_EN_PASSIVE.search(scope)), bool(_RECEIVE_EN.search(scope))
    if preposition:
        word = preposition.group(1)
        if word == "by":
            return "agent" if passive else ""
        if word in {"to", "for", "toward", "towards", "into"}:
            return "recipient"
        if word == "from":
            return "agent" if receive or passive else "source"
        return "with" if word == "with" else "patient" if word == "against" else ""
    if facts.plain[end : end + 2] in {"'s", "’s"}:
        return ""
    if verb and not earlier:
        if receive:
            return "recipient"
        return "patient" if passive and " by " in scope else "agent"
    if earlier:
        return "patient"
    return ""


def check_roles(claim: Facts, evidence: Facts) -> Check:
    """CONFLICTS when two entities have each other's roles."""
    mine, theirs = roles(claim), roles(evidence)
    shared = sorted(set(mine) & set(theirs))
    for i, a in enumerate(shared):
        for b in shared[i + 1 :]:
            if mine[a] != mine[b] and _swapped(mine[a], mine[b], theirs[a], theirs[b]):
                return Check("roles", State.CONFLICTS, f"{a}:{mine[a]}", f"{a}:{theirs[a]}")
    return Check("roles", State.AGREES if shared else State.NOTHING)


def _swapped(mine_a: Role, mine_b: Role, theirs_a: Role, theirs_b: Role) -> bool:
    def side(role: Role) -> str:
        return "to" if role in {"recipient", "patient"} else role

    return side(mine_a) == side(theirs_b) and side(mine_b) == side(theirs_a) and side(mine_a) != side(theirs_a)
