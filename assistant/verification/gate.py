"""The gate: one function from a claim and its evidence to a verdict with reasons.

Each check looks at one thing (figures, dates, names, roles, polarity, firmness); what they say and how
far the evidence covers the claim's words become a few numbers, and a small logistic model, learned by
``eval/learn_gate.py`` and stored with its provenance, says which evidence is likeliest to support the claim. That is read together with the
claim by a cross-encoder, whose word a second model weighs beside the first. Some findings
are final whatever the models say: a conflicting figure is never supported.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from assistant.text.alignment import Aligner, TermSpace, rounded
from assistant.text.analysis import Facts, analyse
from assistant.text.language import has_japanese
from assistant.text.modality import firm_part, reporting, softly
from assistant.text.names import Glossary
from assistant.text.telling import with_author
from assistant.values import Label, Reason, Scorer, Verdict
from assistant.verification.checks import Check, State
from assistant.verification.dates import check_dates
from assistant.verification.exchange import check_designations, exchanged
from assistant.verification.extent import check_extent
from assistant.verification.modality import check_firmness, check_polarity, clashes, one_sided
from assistant.verification.names import check_names, stands_in
from assistant.verification.numbers import check_numbers, check_places
from assistant.verification.roles import actors, apart, check_roles, mutual
from assistant.verification.speakers import check_speakers, frame, speakers, written_by

ADDS = 0.3
"""How much better a second sentence must cover a word of the claim for the claim to rest on it too."""
RIVAL, NEAR = 0.8, 0.5
"""How much a blocked finding takes from the best free one, for each unit of log-odds that it comes nearer than NEAR below it."""
SAME_DEED = 0.75
"""Cover of a claim's words, names aside, from which two names with each other's roles are a contradiction: less may tell of another deed."""
FINAL = frozenset({"numbers", "dates", "designations", "exchange"})
"""Checks whose conflicts are final."""
READ, OVERRULES, SURE = 1, 1.0, 5.0
"""Findings that the cross-encoder reads, at most; the log-odds from which it overrules a doubt, and from which its word counts in full."""
NEAREST = 6
"""Witnesses that are also held together with the sentence after them."""
FIRM = 0.97
"""Share of the cover that must remain without the hedged part of a sentence for a claim not to rest on that part."""


@dataclass(frozen=True, slots=True)
class Witness:
    """One source sentence as a check sees it: in each language it is to be had in, with what stands around it."""

    key: tuple[str, int]
    forms: tuple[Facts, ...]
    """The sentence itself first."""
    around: tuple[Facts, ...]
    e5: float = 0.0
    use: float = 0.0
    """Cosine with the claim, the better of original and rendering."""
    author: Facts | None = None
    """Whose text it stands in, in both languages."""
    writer: str = ""
    """The same in the language of the sentence, to be read with it."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A claim held against one witness, or two that stand together."""

    keys: tuple[tuple[str, int], ...]
    checks: tuple[Check, ...]
    features: Mapping[str, float]
    support: float
    """By the checks, and once findings were read by both; 0 where it was left unread."""
    related: float
    """How far the witness speaks of the same thing at all, 0 to 1."""
    said: float | None = None
    """Log-odds of supporting the claim by the cross-encoder; None where it was not read."""

    @property
    def stopped(self) -> bool:
        """Whether it supports nothing, however much is alike: a rule blocks it, or speaks against it and what was read does not overrule that."""
        return blocked(self.checks) or (doubted(self.checks) and (self.said is None or self.said < OVERRULES))


def blocked(checks: Sequence[Check]) -> bool:
    """Findings that nothing can overrule: another figure, date or designation, or one that the evidence lacks; two names exchanged; a firmer voice
    than that of the evidence, of which the cross-encoder hears too little."""
    return any(
        (c.state is State.CONFLICTS and c.name in FINAL)
        or (c.state is State.MISSING and c.name in {"numbers", "dates"})
        or (c.name == "firmness" and c.state is State.WEAKER and not softly(c.source) and not c.claim)
        for c in checks
    )


def doubted(checks: Sequence[Check]) -> bool:
    """Findings that only the cross-encoder can overrule: what the evidence denies in so many words. What is less sure (names, roles, speakers, words that
    are only alike) is left to the model."""
    return any(c.name == "polarity" and c.state is State.CONFLICTS for c in checks)


def judge(claim: Facts, witnesses: Sequence[Witness], space: TermSpace, glossary: Glossary, scorer: Scorer) -> Verdict:
    """Supported, contradicted or not found, with the reasons and the witnesses it rests on. ``scorer``: of texts supporting the claim.

    A claim that repeats a sentence or its rendering to the letter is supported by it; one without content is not found.
    """
    quoted = quotation(claim, witnesses)
    if quoted:
        return quoted
    found = findings(claim, witnesses, space, glossary)
    read, enough = read_together(claim, found, witnesses, scorer), stored()["thresholds"]["supported"]
    best = max(read, key=lambda f: (not f.stopped, f.support, f.related, -len(f.keys), f.keys), default=None)
    sure = believed([(f.support, f.stopped) for f in read])
    if best is not None and sure >= enough and not best.stopped:
        best = _alone(best, read, lambda f: f.support >= enough and not f.stopped)
        return Verdict(Label.SUPPORTED, (Reason("covered"),), round(sure, 3), best.keys)
    return turned_away(found, [r if r.stopped or r.said is not None else f for f, r in zip(found, read, strict=True)])


def quotation(claim: Facts, witnesses: Sequence[Witness]) -> Verdict | None:
    """The verdict on a claim that repeats a sentence or its rendering to the letter."""
    return next((Verdict(Label.SUPPORTED, (Reason("quoted"),), 1.0, (w.key,)) for w in witnesses if repeats(claim, w.forms)), None)


def findings(claim: Facts, witnesses: Sequence[Witness], space: TermSpace, glossary: Glossary) -> list[Finding]:
    """The claim held against every witness; nothing for a claim without content."""
    if not (claim.terms or claim.names or claim.unlisted or claim.quantities or claim.dates):
        return []
    aligner = Aligner(claim, space)
    aligner.read(f for w in witnesses for f in (*w.forms, *w.around))
    return [hold(claim, group, aligner, space, glossary) for group in groups(witnesses)]


def turned_away(found: Sequence[Finding], read: Sequence[Finding]) -> Verdict:
    """The verdict on a claim that is not supported, by the finding that comes nearest by the checks: contradicted or not found. ``read``: the same, as
    far as they were read."""
    if not found:
        return Verdict(Label.NOT_FOUND, (Reason("nothing"),))
    nearest = max(zip(found, read, strict=True), key=lambda both: (both[0].related, both[0].support, both[0].keys))[1]
    near, against = stored()["thresholds"]["contradicted"], conflicts(nearest)
    if nearest.related >= near and against:
        nearest = _alone(nearest, read, lambda f: f.related >= near and against <= conflicts(f))
        return Verdict(Label.CONTRADICTED, _reasons(nearest, conflicts_only=True), round(nearest.support, 3), nearest.keys)
    return Verdict(Label.NOT_FOUND, _reasons(nearest, conflicts_only=False), round(nearest.support, 3), nearest.keys)


def to_read(found: Sequence[Finding], most: int = READ) -> list[Finding]:
    """What the cross-encoder reads together with the claim: the likeliest of the findings that no rule blocks, and where two sentences stand together
    each of them alone."""
    free = [f for f in found if not blocked(f.checks)]
    first = sorted(free, key=lambda f: (-f.support, -f.related, len(f.keys), f.keys))[:most]
    paired = {key for f in first if len(f.keys) > 1 for key in f.keys}
    return first + [f for f in free if len(f.keys) == 1 and f.keys[0] in paired and f not in first]


def texts_of(claim: Facts, found: Sequence[Finding], witnesses: Sequence[Witness]) -> list[str]:
    """What is read for each finding: a sentence in its own language, two as they stand; with its author, where the claim names him and it gives no source."""
    by_key, named = {w.key: w for w in witnesses}, frozenset(key for key, _ in actors(claim))
    out = []
    for f in found:
        told = [by_key[key] for key in f.keys]
        text, first = joined([w.forms[0].text for w in told]), told[0]
        his = first.author is not None and bool(named & written_by(first.author)) and not any(w.forms[0].modality.attributed for w in told)
        out.append(with_author(text, first.writer, first.forms[0].language) if his and first.writer else text)
    return out


def read_together(claim: Facts, found: Sequence[Finding], witnesses: Sequence[Witness], scorer: Scorer) -> list[Finding]:
    """What was found, with what the cross-encoder says of the likeliest and its support anew; what is neither read nor stopped supports nothing."""
    first = to_read(found)
    said = dict(zip((f.keys for f in first), scorer(claim.text, texts_of(claim, first, witnesses)) if first else (), strict=True))
    model = stored()["models"]["read"]

    def anew(f: Finding) -> Finding:
        f = replace(f, said=said.get(f.keys))
        if f.stopped:
            return f
        return replace(f, support=0.0 if f.said is None else _logistic(model, read_features(f.support, f.said)))

    return [anew(f) for f in found]


def read_features(support: float, said: float) -> dict[str, float]:
    """What decides when a finding was read: how far the checks support the claim, in log-odds, and the cross-encoder's yes and its no, 0 to 1."""
    word = min(max(said, -SURE), SURE) / SURE
    return rounded({"checks": _logit(support) / SURE, "yes": max(word, 0.0), "no": max(-word, 0.0)})


def joined(texts: Sequence[str]) -> str:
    """Sentences that stand together as one text."""
    return ("" if has_japanese(texts[0]) else " ").join(texts)


def conflicts(finding: Finding) -> frozenset[str]:
    """The checks by which it speaks against the claim; a denial that was overruled is none."""
    return frozenset(c.name for c in finding.checks if c.state is State.CONFLICTS and (c.name != "polarity" or finding.stopped))


def _alone(finding: Finding, findings: Sequence[Finding], enough: Callable[[Finding], bool]) -> Finding:
    """The one of two sentences that is enough by itself, if one is: a reader is shown no more than the verdict rests on."""
    own = [f for f in findings if len(f.keys) == 1 and len(finding.keys) > 1 and f.keys[0] in finding.keys and enough(f)]
    return max(own, key=lambda f: (f.support, f.keys), default=finding)


def believed(findings: Sequence[tuple[float, bool]]) -> float:
    """How far a claim is believed, 0 to 1, from (support, blocked) of each finding: the best free one, less what a blocked one speaks against it.

    Evidence that says the same thing otherwise, a figure, a denial or a role apart, makes a looser likeness elsewhere a coincidence.
    """
    best = max((support for support, stopped in findings if not stopped), default=0.0)
    rival = max((support for support, stopped in findings if stopped), default=0.0)
    if not best or not rival:
        return best
    z, against = _logit(best), _logit(rival)
    return 1 / (1 + math.exp(-(z - RIVAL * max(against - z + NEAR, 0.0))))


def _logit(p: float) -> float:
    p = min(max(p, 1e-9), 1 - 1e-9)
    return math.log(p / (1 - p))


def repeats(claim: Facts, forms: Sequence[Facts]) -> bool:
    """Whether a claim is one of these texts, but for spaces and punctuation."""
    return any(_letters(claim.plain) == _letters(f.plain) for f in forms)


def groups(witnesses: Sequence[Witness]) -> list[tuple[Witness, ...]]:
    """Each witness alone, and each of the nearest with the sentence that follows it in its document."""
    by_key = {w.key: w for w in witnesses}
    out: list[tuple[Witness, ...]] = [(w,) for w in witnesses]
    for w in witnesses[:NEAREST]:
        doc, index = w.key
        if (doc, index + 1) in by_key:
            out.append((w, by_key[doc, index + 1]))
    return out


def hold(claim: Facts, group: Sequence[Witness], aligner: Aligner, space: TermSpace, glossary: Glossary) -> Finding:
    """Hold a claim against a witness: every check, and the numbers the model reads."""
    forms = [f for w in group for f in w.forms]
    own = [f for f in forms if f.language == claim.language] or forms
    around = [f for w in group for f in w.around]
    main = max(own, key=lambda f: (aligner.coverage([f]).share, f.text))
    back = max(map(aligner.back, own))
    author = next((w.author for w in group if main in w.forms), None)
    said = check_speakers(claim, main, [f for f in forms if f is not main], around, author, glossary)
    signed = [author] if author and said.state is State.AGREES and speakers(claim) & written_by(author) else []
    if said.state is State.AGREES or (said.state is State.NOTHING and not speakers(main)):
        aligner = aligner.without(frame(claim))
    roles = check_roles(claim, main, speakers(claim) | speakers(main))
    if roles.name == "exchange" and (mutual(claim) or mutual(main) or aligner.coverage([main], without_names=True).share < SAME_DEED):
        roles = Check("roles", State.CONFLICTS, roles.claim, roles.source)
    beside, swapped = apart(claim, main, space, glossary)
    told = [f for f in own if f.language == main.language]
    if not swapped and len(group) > 1 and len({k for k, _ in actors(claim)} & {k for f in told for k, _ in actors(f)}) > 1:
        swapped = apart(claim, analyse(" ".join(f.plain for f in told), glossary), space, glossary)[1]
    if swapped and claim.language == main.language and roles.state is not State.CONFLICTS:
        roles = Check("roles", State.CONFLICTS)
    rests_on = [main, *(f for f in own if f is not main and _adds(aligner, main, f))]
    differ = clashes(claim, main, space)
    checks = (
        check_numbers(claim, forms),
        check_places(claim, forms, space),
        check_dates(claim, forms, around),
        check_names(claim, [*forms, *signed], around, glossary),
        roles,
        check_polarity(differ),
        check_firmness(claim, rests_on, lambda f: _firmly(aligner, f, glossary)),
        check_designations(claim, [*forms, *around]),
        check_extent(claim, forms),
        said,
    )
    cover = _cover(claim, forms, own, around, aligner)
    features = rounded(
        {
            **cover,
            "back": back,
            **_told_by(checks),
            **{f"clash_{c.how}": 1.0 for c in differ},
            **_firmness(claim, checks[6], any(f.modality.hedge == checks[6].source for f in rests_on if f.modality.hedged)),
            "e5": min(max((max(w.e5 for w in group) - 0.75) / 0.2, 0.0), 1.0),
            "use": min(max(max(w.use for w in group), 0.0), 1.0),
            "names_unmet": float(checks[3].state is State.MISSING and not cover["same_language"]),
            "two": float(len(group) > 1),
            "exchanged": float(exchanged(claim, [f for f in forms if f.language == claim.language], glossary)),
            "swapped": float(swapped),
            "one_sided": one_sided(claim, rests_on),
            "near_weaker": float(check_firmness(claim, [f for f in around if f.language == claim.language and _adds(aligner, main, f)]).state is State.WEAKER),
            "apart": beside,
            "stand_in": float(stands_in(claim, forms, author, speakers(claim))),
        }
    )
    features = crossed(features)
    support = _logistic(stored()["models"]["checks"], features)
    related = (features["cover_near"] + features["cover"] + features["use"]) / 3
    return Finding(tuple(w.key for w in group), checks, features, support, related)


def _cover(claim: Facts, forms: Sequence[Facts], own: Sequence[Facts], around: Sequence[Facts], aligner: Aligner) -> dict[str, float]:
    """How far the evidence says what the claim says."""
    alone, within = aligner.coverage(forms), aligner.coverage([*forms, *around])
    return {
        "cover": alone.share,
        "cover_near": within.share,
        "worst": alone.worst,
        "worst_near": within.worst,
        "same_language": float(any(f.language == claim.language for f in forms)),
        **aligner.loose(own),
        "part": aligner.weakest_part(own, claim.plain),
        "rivals": aligner.rivals(own),
    }


def _told_by(checks: Sequence[Check]) -> dict[str, float]:
    """1 for each check that is not fine, by its name and state."""
    return {f"{c.name}_{c.state.value}": 1.0 for c in checks if not c.fine}


def _firmness(claim: Facts, check: Check, hedged: bool) -> dict[str, float]:
    """How the claim is firmer than its evidence: than a hedge, a reckoning, or a report; and whether it tells of somebody's words itself."""
    if check.state is not State.WEAKER:
        return {}
    how = "reckoning" if softly(check.source) else "hedge" if hedged else "report"
    return {f"firmer_{how}": 1.0, "firmer_reporting": float(bool(reporting(claim.plain)))}


SAME = ("back", "cover", "loose", "part", "worst")
LITERAL = (
    "clash_affirmed", "clash_denied", "clash_like", "clash_opposite", "clash_other", "clash_verb",
    "firmer_hedge", "firmer_report", "names_conflicts", "roles_conflicts", "stand_in", "swapped",
)


def crossed(features: Mapping[str, float]) -> dict[str, float]:
    """The features with products of some: of covers within one language, and of what goes against a claim with how much of it is copied
    (a denied word in a copy is a changed claim, in a paraphrase it may be another way to say it)."""
    out = dict(features)
    if features["same_language"]:
        out |= {f"{name}_same": features[name] for name in SAME}
    return out | {f"{name}_copied": round(features[name] * features["same"], 4) for name in LITERAL if features.get(name)}


def _firmly(aligner: Aligner, evidence: Facts, glossary: Glossary) -> bool:
    """Whether what a hedged sentence says outside its hedge covers the claim as well as the whole of it does."""
    firm = firm_part(evidence.plain)
    return bool(firm) and aligner.coverage([analyse(firm, glossary)]).share >= FIRM * aligner.coverage([evidence]).share


def _adds(aligner: Aligner, main: Facts, other: Facts) -> bool:
    """Whether the other sentence says something of the claim that ``main`` does not."""
    return bool((aligner.row(other) - aligner.row(main) > ADDS).any())


def _logistic(entry: Mapping[str, Any], features: Mapping[str, float]) -> float:
    z = entry["bias"] + sum(w * features.get(name, 0.0) for name, w in entry["weights"].items())
    return 1 / (1 + math.exp(-max(min(z, 30.0), -30.0)))


def _reasons(finding: Finding, *, conflicts_only: bool) -> tuple[Reason, ...]:
    bad = [c for c in finding.checks if c.state is State.CONFLICTS] or ([] if conflicts_only else [c for c in finding.checks if not c.fine])
    return tuple(Reason(f"{c.name}_{c.state.value}", c.claim, c.source) for c in bad) or (Reason("uncovered"),)


@lru_cache(maxsize=16_384)
def _letters(plain: str) -> str:
    return "".join(c for c in plain if c.isalnum())


@cache
def stored(file: Path | None = None) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((file or Path(__file__).with_name("weights.json")).read_text("utf-8"))
    return loaded
