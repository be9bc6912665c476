"""Do the names of a claim stand in its evidence, in whatever script and spelling?"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.text.analysis import Facts
from assistant.text.language import JAPANESE
from assistant.text.names import Glossary, Name, katakana_names, sound
from assistant.text.terms import morphemes
from assistant.values import Span
from assistant.verification.checks import Check, State

SAME_KIND = {"person", "country", "place", "organisation", "media", "agreement", "weapon", "event", "group"}


def check_names(claim: Facts, evidence: Sequence[Facts], context: Sequence[Facts], glossary: Glossary) -> Check:
    """AGREES when every name stands in the evidence or, for what a sentence leaves unsaid, right around it.

    CONFLICTS when a name is nowhere and the evidence has another of its kind that the claim leaves out.
    """
    if not claim.names and not _unlisted(claim, glossary):
        return Check("names", State.NOTHING)
    here = frozenset(i for f in evidence for i in f.name_ids)
    near = here | frozenset(i for f in context for i in f.name_ids)
    parents = _with_metonyms(claim, evidence)
    for name in claim.names:
        if _located(claim, name) and not _meant(claim, name) & here:
            elsewhere = [n for f in evidence for n in f.names if _located(f, n) and not _meant(f, n) & claim.name_ids]
            if elsewhere:
                return Check("names", State.CONFLICTS, name.text, elsewhere[0].text)
        if _meant(claim, name) & near or (name.ids[0], True) in parents:
            continue
        spelt = name.text.lower()
        if any(spelt in f.plain.lower() for f in [*evidence, *context]):
            continue
        kind = glossary.kind(name.ids[0])
        rivals = [n for f in evidence for n in f.names if n.kind == kind and not set(n.ids) & claim.name_ids]
        if rivals and kind in SAME_KIND:
            return Check("names", State.CONFLICTS, name.text, rivals[0].text)
        return Check("names", State.MISSING, name.text)
    unmet = [u for u in _unlisted(claim, glossary) if not _met(u, [*evidence, *context])]
    if unmet:
        strange = unmet[0]
        others = [u for f in evidence for u in _unlisted(f, glossary) if not _met(u, [claim])]
        rival = next((r for r in others if r.text[:1].isascii() == strange.text[:1].isascii() and _alike(strange, r)), None)
        return Check("names", State.CONFLICTS, strange.text, rival.text) if rival else Check("names", State.MISSING, strange.text)
    only_near = [n.text for n in claim.names if not _meant(claim, n) & here] + [u.text for u in _unlisted(claim, glossary) if not _met(u, evidence)]
    return Check("names", State.WEAKER if only_near else State.AGREES, only_near[0] if only_near else "")


_LOCATED_JA = re.compile(
    r"^(?:市内?|郊外|空港|駅)?(?:で(?!あ|は?な|す|し|の)|にて|に(?:到着|着[いくけ]|戻|入[っりる]|滞在|立ち寄|ある(?!程度|種|意味|べ)|いる|おい)|を(?:訪|発[ちっつ]|離れ|後に)|へ(?:向|行|戻|飛|移))"
)
_LOCATED_EN = re.compile(
    r"\b(?:in|at|near|outside|around|through|visit(?:ed|s|ing)?(?: to)?|(?:arriv\w+|land\w+) in"
    r"|(?:travel\w*|fl(?:ew|y|ying)|went|go(?:es|ing)?|trip|journey|return\w*) to)\s+(?:(?:central|downtown|the)\s+)?$",
    re.IGNORECASE,
)
"""What stands behind and before a place at which something happens: there a capital does not stand for its government."""
_TOWARDS_EN = re.compile(
    r"\b(?:aim\w*|direct\w*|trust\w*|confidence|faith|interest\w*|belie\w+|anger\w*|pressure|invest\w*|disappoint\w*)\s+(?:in|at|around)\s+$", re.IGNORECASE
)
"""What stands before one at whom something is aimed."""


def _located(facts: Facts, name: Name) -> bool:
    """Whether a place is named as where something happens."""
    if name.kind != "place":
        return False
    before, after = facts.plain[max(name.span.start - 40, 0) : name.span.start], facts.plain[name.span.end :]
    if after[:2] in {"'s", "’s"} or _TOWARDS_EN.search(before):
        return False
    return _LOCATED_JA.match(after) is not None or _LOCATED_EN.search(before) is not None


def _meant(facts: Facts, name: Name) -> frozenset[str]:
    """What a name of several readings may mean where it stands: 「平壌で会談した」 tells of the city, 「平壌は求めた」 of the government."""
    return frozenset(name.ids[:1] if _located(facts, name) else name.ids)


def stands_in(claim: Facts, evidence: Sequence[Facts], author: Facts | None, speaking: frozenset[str]) -> bool:
    """Whether a listed name of the claim is not in the evidence, which has another of its kind that the claim leaves out: Putin for Kim, who
    both occur near by. Who is ``speaking``, or wrote the text, need not be named in what he says."""
    here = frozenset(i for f in evidence for i in f.name_ids) | (author.name_ids if author else frozenset())
    missing = {n.kind for n in claim.names if not set(n.ids) & here and n.ids[0] not in speaking}
    return bool({n.kind for f in evidence for n in f.names if not set(n.ids) & claim.name_ids} & missing & {"person", "country", "organisation", "place"})


@dataclass(frozen=True, slots=True)
class _Spelt:
    """A name outside the glossary: its parts, the family name last in a foreign one, and what kind of thing it is, where the text says so."""

    text: str
    parts: tuple[str, ...]
    kind: str


_PERSON_AFTER = re.compile(
    r"(?:前|元|新|現|副|故)?(?:さん|氏|君|様|容疑者|被告|首相|大統領|外相|財務相|国防相|内相|[一-龥]{1,2}相|総裁|党首|議員|知事|市長|町長|村長|教授|准教授|博士|監督|選手|社長|会長"
    r"|理事|代表|長官|事務局長|報道官|大使|将軍|大佐|少佐|神父|牧師|記者|研究員|判事|国王|女王|王子|[一-龥]{0,4}(?:部長|局長|課長|所長|団長|院長|区長))"
)
_ABBREVIATION = re.compile(r"[A-Z]{2,6}")
_PLACE_AFTER = re.compile(r"(?:市|町|村|区|州|県|郡|国|島|港|川|湖|山|海|湾|半島|地方|地区|共和国|連邦|王国|礁|岬|橋|駅|空港)(?![々])")
_PLACE_BEFORE = re.compile(r"(?:首都|都市|町|村|港町|島|本部は)$|\b(?:in|at|near|capital,?|city of|town of|port of|village of|island of)\s+$", re.IGNORECASE)
_GENERIC_WORDS = (
    "federation republic kingdom union party group committee council commission agency institute university association society bank company corporation "
    "fund foundation court ministry department office city county province river bridge line railway church school hospital port north south east west "
    "northern southern eastern western new great central national international united the of and for de la"
)
_GENERIC = frozenset(_GENERIC_WORDS.split())
"""What the other language translates where it spells the rest by its sound."""

_LOANED = frozenset(["tunnel", "dam", "stadium", "hotel", "festival", "project", "program", "programme", "state", "federal", "center", "centre"])
"""What Japanese spells by its sound too although it only says what kind of thing it is: any トンネル has it."""


@lru_cache(maxsize=8192)
def _unlisted(facts: Facts, glossary: Glossary) -> tuple[_Spelt, ...]:
    """Names outside the glossary, those in katakana as whole runs, known to the dictionary or not."""
    listed = [n.span for n in glossary.find(facts.plain, terms=True)]
    runs = [r for r in katakana_names(facts.plain) if not any(s.start < r.end and r.start < s.end for s in listed)]
    own = [u.span for u in facts.unlisted if not any(u.span.start < r.end and r.start < u.span.end for r in runs)]
    return tuple(_Spelt(t := span.of(facts.plain), _parts(t), _kind(facts.plain, span)) for span in sorted([*runs, *own], key=lambda s: s.start))


def _parts(text: str) -> tuple[str, ...]:
    words = tuple(w for w in re.split(r"[\s・＝=]+", _POSSESSIVE.sub("", text)) if w)
    return tuple(w for w in words if w.lower() not in _GENERIC) if text[:1].isascii() else words


_POSSESSIVE = re.compile(r"['’]s?(?=\s|$)")


def _kind(plain: str, span: Span) -> str:
    if _PERSON_AFTER.match(plain, span.end):
        return "person"
    if _ABBREVIATION.fullmatch(span.of(plain)):
        return "abbreviation"
    return "place" if _PLACE_AFTER.match(plain, span.end) or _PLACE_BEFORE.search(plain[max(span.start - 14, 0) : span.start]) else ""


def _alike(one: _Spelt, other: _Spelt) -> bool:
    """Whether two names may be of one kind of thing, as far as the texts say."""
    if "abbreviation" in {one.kind, other.kind}:
        return one.kind == other.kind
    return not one.kind or not other.kind or one.kind == other.kind


def _met(name: _Spelt, facts: Sequence[Facts]) -> bool:
    """Whether a name stands in one of the texts: whole, by its family name, or by its sound in the other script."""
    if not name.parts:
        return True  # "the Party": a common noun in the other language
    return any(name.text.lower() in f.plain.lower() or _spelt_in(name, f.plain) or _sounds_in(name, f) for f in facts)


def _spelt_in(name: _Spelt, plain: str) -> bool:
    lowered = plain.lower()
    if all(re.search(rf"(?<![a-z]){re.escape(p.lower())}" if p.isascii() else re.escape(p), lowered) for p in name.parts):
        return True
    last = name.parts[-1]
    if len(last) < 2 or (len(name.parts) == 1 and not HAN.fullmatch(last)):
        return False
    if HAN.fullmatch(last):  # 大河内 for 大河内剛
        return any(len(m.group()) > 1 and len(last) > 2 and last.startswith(m.group()) for m in _HAN_PERSON.finditer(plain))
    at = re.search(rf"(?<![{_WORD}]){re.escape(last)}(?![{_WORD}])", plain)
    return at is not None and not _GIVEN.search(plain[: at.start()])  # another given name is another person


HAN = re.compile(r"[一-龥々]+")
_HAN_PERSON = re.compile(r"[一-龥々]{2,3}?(?=さん|氏|教授|准教授|博士|首相|議員|社長|会長|市長|理事|代表|監督|選手)")
_WORD = "A-Za-zァ-ヴー"
_GIVEN = re.compile(r"(?:[ァ-ヴー][・＝]|(?<![.!?] )\b(?!(?:Mr|Mrs|Ms|Dr|Professor|President|Judge|Commander|Captain|The|Lady|Lord|Sir)\b)[A-Z][a-z]+\s)$")


def _sounds_in(name: _Spelt, facts: Facts) -> bool:
    """Whether the family name sounds like a word of a text in the other script; an r that katakana does not write may be wanting."""
    last = next((p for p in reversed(name.parts) if p.lower() not in _LOANED), name.parts[-1])
    if last.isascii() == (facts.language == "en"):
        return False
    own = _heard(_reading(last) or last)
    told = _sounds(facts.plain)
    if len(own) < 2:
        return own != "" and own in told
    bare = own.replace("r", "")
    return any(own == t or (len(bare) > 1 and bare == t.replace("r", "")) or _within(own, t) or _within(t, own) for t in told)


WITHIN = 0.6
"""How much of a sound another that lies in it must be: Stan is no Turkmenistan."""


def _within(short: str, long: str) -> bool:
    return len(short) > 2 and short in long and len(short) >= WITHIN * len(long)


def _heard(word: str) -> str:
    return re.sub("r+", "r", sound(word))


@lru_cache(maxsize=8192)
def _sounds(plain: str) -> frozenset[str]:
    """How each capitalized word, each word in katakana and each proper name in kanji sounds."""
    words = [*re.findall(r"[A-Z][A-Za-z\u00c0-\u024f-]+", plain), *re.findall(r"[ァ-ヴー]{2,}", plain)]
    words += [m.reading for m in morphemes(plain) if HAN.fullmatch(m.surface) and m.pos[1] == "固有名詞"] if JAPANESE.search(plain) else []
    return frozenset(s for w in words if (s := _heard(w)))


def _reading(text: str) -> str:
    return "".join(m.reading for m in morphemes(text)) if HAN.search(text) else ""


def _with_metonyms(claim: Facts, evidence: Sequence[Facts]) -> set[tuple[str, bool]]:
    """A capital in the claim where the evidence names the country, and the reverse."""
    told = {i for f in evidence for n in f.names for i in n.ids}
    return {(n.ids[0], True) for n in claim.names if set(n.ids) & told}
