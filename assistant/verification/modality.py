"""Is the claim said as firmly as its evidence, in the same voice, with the same yes or no?"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.text.alignment import TermSpace
from assistant.text.analysis import Facts
from assistant.text.modality import ANTONYMS, denies, negation_places, poles, reporting, softly, weak_negations, weakly_negated
from assistant.text.terms import Term
from assistant.verification.checks import Check, State

COUNTERPART = 0.55
"""Likeness from which two words are taken to speak of the same thing."""
_LIGHT = frozenset({"longer", "onli", "mere", "simpli", "necessarili", "ani", "yet"})


def check_firmness(claim: Facts, evidence: Sequence[Facts], firm: Callable[[Facts], bool] = lambda _: False) -> Check:
    """WEAKER when the evidence hedges or reports what the claim states as fact.

    ``firm``: whether a hedged sentence says outside its hedge all that the claim takes from it. Where the evidence only reports, the check's ``claim`` is the
    word by which the claim tells of somebody's words or wishes itself, if it does.
    """
    if claim.modality.hedged or claim.modality.attributed:
        return Check("firmness", State.AGREES)
    weaker = [f.modality for f in evidence if (f.modality.hedged or f.modality.attributed) and not firm(f)]
    if not weaker:
        return Check("firmness", State.AGREES)
    found = [m.hedge or m.attribution for m in weaker]
    told = "" if any(m.hedged for m in weaker) else reporting(claim.plain)
    return Check("firmness", State.WEAKER, told, next((w for w in found if not softly(w)), found[0]))


@dataclass(frozen=True, slots=True)
class Clash:
    """One way in which a claim and its evidence differ in their yes or no, with the two words it shows in.

    ``how``: "verb" a word denied on one side and said on the other, the same or on one side of a pair of opposites; "like" the same of words
    that are only alike;
    "opposite" the two sides of a pair of opposites; "affirmed" the evidence denies and the claim has no word of denial; "other" the same, but
    of what is denied the claim has only what it is denied of; "denied" the claim denies and the evidence has none.
    """

    how: str
    claim: str
    source: str = ""


def clashes(claim: Facts, evidence: Facts, space: TermSpace) -> tuple[Clash, ...]:
    """Every way in which the two differ in their yes or no, at most one a kind.

    What only one side speaks of decides nothing: a claim may leave a denied half of its source out. But where the
    evidence denies a thing and the claim, speaking of the same thing, has no word of denial at all, they clash.
    """
    out: dict[str, Clash] = {}
    for here, there, mine in ((claim, evidence, True), (evidence, claim, False)):
        other = {t.key for scope in negated_terms(there, wide=True) for t in scope}
        for scope in negated_terms(here):
            best_of = [(t, counterpart(t, there, space)) for t in scope]
            met = [(t, best) for t, best in best_of if best[0] >= COUNTERPART and not _denied_by_a_word(best[1], there, here)]
            if met and met[0][0] is scope[0] and not any(best[1] in other for _, best in met) and not _opposite(scope[0].shown, met[0][1][2]):
                a, b = met[0][0].shown, met[0][1][2]
                how = "verb" if met[0][1][0] == 1.0 else "like"
                out.setdefault(how, Clash(how, *((a, b) if mine else (b, a))))
    sides, others = poles(claim.plain), poles(evidence.plain)
    for n in (n for n, side in sides.items() if side and others.get(n) == -side):
        up, down = ANTONYMS[n]
        mine_, theirs = (up, down) if sides[n] > 0 else (down, up)
        if _denied(mine_, claim) == _denied(theirs, evidence):
            a_, b_ = mine_.search(claim.plain.lower()), theirs.search(evidence.plain.lower())
            out.setdefault("opposite", Clash("opposite", a_.group() if a_ else "", b_.group() if b_ else ""))
    affirmed = _affirmed(claim, evidence, space)
    if affirmed:
        out[affirmed.how] = affirmed
    if claim.modality.negations and not denies(evidence.plain):
        out["denied"] = Clash("denied", claim.modality.negation)
    return tuple(out.values())


SHADE = {"ja": (0, 14), "en": (40, 40)}
"""How far a word such as 避ける or "refuse" reaches, in characters after and before it; in Japanese it follows what it denies."""


def _denied_by_a_word(key: str, facts: Facts, other: Facts) -> bool:
    """Whether a word that denies by its meaning (avoid, 避ける) stands near the word ``key``, so that grammar alone does not tell;
    one that both texts have denies in neither."""
    told = other.plain.lower()
    after, before = SHADE[facts.language]
    places = [(start, end) for start, end, word in weak_negations(facts.plain) if word not in told]
    return any(0 <= t.start - end <= after or 0 <= start - t.end <= before for t in facts.terms if t.key == key for start, end in places)


def _affirmed(claim: Facts, evidence: Facts, space: TermSpace) -> Clash | None:
    """What the evidence denies and the claim, which holds no denial, says; before what it is denied of."""
    other = None
    if not claim.modality.negative and not weakly_negated(claim.plain):
        for scope in negated_terms(evidence):
            for place, denied in enumerate(scope[:2]):
                score, _, shown = counterpart(denied, claim, space)
                if score >= COUNTERPART and place and scope[0].kind == "verb":
                    other = other or Clash("other", shown, denied.shown)
                elif score >= COUNTERPART:
                    return Clash("affirmed", shown, denied.shown)
    if not denies(claim.plain):
        for scope in negated_terms(evidence, wide=True):
            reached = {t.key for t in scope}
            shared = sum(t.key in reached for t in claim.terms)
            if shared > 1 and 2 * shared >= len(claim.terms):
                return Clash("affirmed", claim.terms[-1].shown, scope[0].shown)
    return other


_STATES = {
    "verb": State.CONFLICTS, "opposite": State.CONFLICTS, "affirmed": State.CONFLICTS, "like": State.WEAKER, "other": State.WEAKER, "denied": State.MISSING,
}  # fmt: skip
"""What each clash comes to, the first one counting."""


def check_polarity(found: Sequence[Clash]) -> Check:
    """What ``clashes`` come to: CONFLICTS when one side denies what the other says in the same word, or says the opposite, or when
    the claim has no word for what the evidence denies; WEAKER when that shows in words that are only alike, or in what a thing is denied of; MISSING when
    only the claim denies."""
    by_kind = {c.how: c for c in found}
    for how, state in _STATES.items():
        if how in by_kind:
            return Check("polarity", state, by_kind[how].claim, by_kind[how].source)
    return Check("polarity", State.AGREES)


def counterpart(term: Term, facts: Facts, space: TermSpace) -> tuple[float, str, str]:
    """The word of ``facts`` that speaks of the same thing: the same word, one on the same side of a pair of opposites, or the most alike."""
    if not facts.terms:
        return 0.0, "", ""
    alike = space.similarities(term.shown, [t.shown for t in facts.terms])
    return max((1.0 if t.key == term.key or _one_side(term, t) else score, t.key, t.shown) for t, score in zip(facts.terms, alike, strict=True))


@lru_cache(maxsize=8192)
def _sides(shown: str) -> frozenset[tuple[int, int]]:
    forms = (shown, shown.rstrip("るうくぐすつぬぶむい"))
    return frozenset((n, side) for n, (up, down) in enumerate(ANTONYMS) for side, pattern in ((1, up), (-1, down)) if any(map(pattern.fullmatch, forms)))


def _opposite(a: str, b: str) -> bool:
    """Whether two words are the two sides of a pair of opposites: to deny the one is to affirm the other."""
    mine, theirs = _sides(a.lower()), _sides(b.lower())
    return any((n, -side) in theirs for n, side in mine)


def _one_side(a: Term, b: Term) -> bool:
    return bool(_sides(a.shown.lower()) & _sides(b.shown.lower()))


def _denied(pattern: re.Pattern[str], facts: Facts) -> bool:
    return any(pattern.search(t.shown) for scope in negated_terms(facts) for t in scope)


@lru_cache(maxsize=8192)
def negated_terms(facts: Facts, *, wide: bool = False) -> tuple[tuple[Term, ...], ...]:
    """For each grammatical negation the content words it reaches, nearest first, up to three in its clause (``wide``: all of them):
    in Japanese those before ない, in English those after "not"."""
    out = []
    most, far = (20, 80) if wide else (3, 16)
    for start, end in negation_places(facts.plain):
        if facts.language == "ja":
            clause = max(facts.plain.rfind(c, 0, start) for c in "、。「」")
            near = [t for t in reversed(facts.terms) if clause < t.start < start and start - t.end <= far][:most]
            if near:  # a word said before stands in ``terms`` where it was said first
                between = facts.plain[near[0].end : start]
                again = [t for t in facts.terms if t.kind == "verb" and t not in near and t.shown[:-1] and t.shown[:-1] in between]
                near = [*again[-1:], *near][:most]
        else:
            stop = re.search(r"[,.;:]|\b(?:but|and|because|while|although)\b", facts.plain[end:])
            limit = end + stop.start() if stop else len(facts.plain)
            near = [t for t in facts.terms if end <= t.start < limit and t.key not in _LIGHT][:most]
        if near:
            out.append(tuple(near))
    return tuple(out)


def one_sided(claim: Facts, evidence: Sequence[Facts]) -> float:
    """How many words of the claim are one side of a pair of opposites that the evidence does not name, in thirds, at most 1.

    Opposites are told in like words, so likeness says nothing of them: only the same side does.
    """
    named = [poles(f.plain) for f in evidence]
    bare = {t.key for f in evidence for t in f.terms}
    unmet = 0
    for n, side in poles(claim.plain).items():
        pattern = ANTONYMS[n][0 if side > 0 else 1]
        words = [t for t in claim.terms if pattern.search(t.shown)]
        if side and not any(p.get(n) in {side, 0} for p in named) and not any(t.key in bare for t in words):
            unmet += 1
    return min(unmet, 3) / 3
