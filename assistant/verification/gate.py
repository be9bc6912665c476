"""The gate: one function from a claim and its evidence to a verdict with reasons.

Each check looks at one thing (figures, dates, names, roles, polarity, firmness); what they say and how
far the evidence covers the claim's words become a few numbers, and a small logistic model, learned by
``eval/learn.py`` and stored with its provenance, says whether the claim is supported. Some findings
are final whatever the model says: a conflicting figure is never supported.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from assistant.text.alignment import Aligner, TermSpace, coverage, rounded
from assistant.text.analysis import Facts, analyse
from assistant.text.modality import firm_part
from assistant.text.names import Glossary
from assistant.values import Label, Reason, Verdict
from assistant.verification.checks import Check, State
from assistant.verification.dates import check_dates
from assistant.verification.exchange import check_designations, exchanged
from assistant.verification.extent import check_extent
from assistant.verification.modality import check_firmness, check_polarity, one_sided
from assistant.verification.names import check_names
from assistant.verification.numbers import check_numbers, check_places
from assistant.verification.roles import apart, check_roles
from assistant.verification.speakers import check_speakers, frame, speakers

ADDS = 0.3
"""How much better a second sentence must cover a word of the claim for the claim to rest on it too."""
RIVAL, NEAR = 0.8, 0.5
"""How much a blocked finding takes from the best free one, for each unit of log-odds that it comes nearer than NEAR below it."""
FIRM = 0.97
"""Share of the cover that must remain without the hedged part of a sentence for a claim not to rest on that part."""


@dataclass(frozen=True, slots=True)
class Witness:
    """One source sentence as a check sees it: in each language it is to be had in, with what stands around it."""

    key: tuple[str, int]
    forms: tuple[Facts, ...]
    around: tuple[Facts, ...]
    e5: float = 0.0
    use: float = 0.0
    """Cosine with the claim, the better of original and rendering."""
    author: Facts | None = None
    """Whose text it stands in, in both languages."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A claim held against one witness, or two that stand together."""

    keys: tuple[tuple[str, int], ...]
    checks: tuple[Check, ...]
    features: Mapping[str, float]
    support: float
    related: float
    """How far the witness speaks of the same thing at all, 0 to 1."""


def blocked(checks: Sequence[Check]) -> bool:
    """Findings that no model can overrule: any conflict; a figure, date or denial that the evidence lacks; a firmer voice than its own."""
    final = {("numbers", State.MISSING), ("dates", State.MISSING), ("polarity", State.MISSING), ("firmness", State.WEAKER)}
    return any(c.state is State.CONFLICTS or (c.name, c.state) in final for c in checks)


def judge(claim: Facts, witnesses: Sequence[Witness], space: TermSpace, glossary: Glossary) -> Verdict:
    """Supported, contradicted or not found, with the reasons and the witnesses it rests on.

    A claim that repeats a sentence or its rendering to the letter is supported by it; one without content is not found.
    """
    for w in witnesses:
        if repeats(claim, w.forms):
            return Verdict(Label.SUPPORTED, (Reason("quoted"),), 1.0, (w.key,))
    aligner = Aligner(claim, space)
    says = claim.terms or claim.names or claim.unlisted or claim.quantities or claim.dates
    findings = [hold(claim, group, aligner, space, glossary) for group in groups(witnesses)] if says else []
    if not findings:
        return Verdict(Label.NOT_FOUND, (Reason("nothing"),))
    entry = stored()
    best = max(findings, key=lambda f: (not blocked(f.checks), f.support, f.related, -len(f.keys), f.keys))
    sure = believed([(f.support, blocked(f.checks)) for f in findings])
    if sure >= entry["thresholds"]["supported"] and not blocked(best.checks):
        return Verdict(Label.SUPPORTED, (Reason("covered"),), round(sure, 3), best.keys)
    nearest = max(findings, key=lambda f: (f.related, f.support, f.keys))
    if nearest.related >= entry["thresholds"]["contradicted"] and any(c.state is State.CONFLICTS for c in nearest.checks):
        return Verdict(Label.CONTRADICTED, _reasons(nearest, conflicts_only=True), round(nearest.support, 3), nearest.keys)
    return Verdict(Label.NOT_FOUND, _reasons(nearest, conflicts_only=False), round(nearest.support, 3), nearest.keys)


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
    """Each witness alone, and each two that follow one another in a document."""
    by_key = {w.key: w for w in witnesses}
    out: list[tuple[Witness, ...]] = [(w,) for w in witnesses]
    for w in witnesses[:6]:
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
    author = next((w.author for w in group if main in w.forms), None)
    said = check_speakers(claim, main, [f for f in forms if f is not main], around, author, glossary)
    if said.state is State.AGREES or (said.state is State.NOTHING and not speakers(main)):
        aligner = aligner.without(frame(claim))
    alone, within = aligner.coverage(forms), aligner.coverage([*forms, *around])
    polarity, roles = check_polarity(claim, main, space), check_roles(claim, main, speakers(claim) | speakers(main))
    told = analyse(" ".join(f.plain for f in own if f.language == main.language), glossary) if len(group) > 1 else main
    beside, swapped = apart(claim, main, space, glossary)
    swapped = swapped or (told is not main and apart(claim, told, space, glossary)[1])
    if swapped and claim.language == main.language and roles.state is not State.CONFLICTS:
        roles = Check("roles", State.CONFLICTS)
    rests_on = [main, *(f for f in own if f is not main and _adds(aligner, main, f))]
    checks = (
        check_numbers(claim, forms),
        check_places(claim, forms, space),
        check_dates(claim, forms, around),
        check_names(claim, forms, around, glossary),
        roles,
        polarity,
        check_firmness(claim, rests_on, lambda f: _firmly(aligner, f, glossary)),
        check_designations(claim, [*forms, *around]),
        check_extent(claim, forms),
        said,
    )
    state = {c.name: c.state for c in checks}
    features = rounded(
        {
            "cover": alone.share,
            "cover_near": within.share,
            "worst": alone.worst,
            "worst_near": within.worst,
            "back": max(coverage(f, [claim], space).share for f in own),
            "e5": min(max((max(w.e5 for w in group) - 0.75) / 0.2, 0.0), 1.0),
            "use": min(max(max(w.use for w in group), 0.0), 1.0),
            "same_language": float(any(f.language == claim.language for f in forms)),
            **{
                f"{name}_{what.value}": float(state[name] is what)
                for name in ("numbers", "dates", "names")
                for what in (State.WEAKER, State.MISSING, State.CONFLICTS)
            },
            "polarity": float(state["polarity"] is State.CONFLICTS),
            "roles": float(state["roles"] is State.CONFLICTS),
            "roles_shift": float(state["roles"] is State.WEAKER),
            "weaker": float(state["firmness"] is State.WEAKER),
            "names_unmet": float(state["names"] is State.MISSING and not any(f.language == claim.language for f in forms)),
            "two": float(len(group) > 1),
            "exchanged": float(exchanged(claim, [f for f in forms if f.language == claim.language], glossary)),
            "speakers_weaker": float(state["speakers"] is State.WEAKER),
            "one_sided": one_sided(claim, rests_on),
            "near_weaker": float(check_firmness(claim, [f for f in around if f.language == claim.language and _adds(aligner, main, f)]).state is State.WEAKER),
            **aligner.loose(own),
            "part": aligner.weakest_part(own, claim.plain),
            "apart": beside,
        }
    )
    if features["same_language"]:
        features |= {f"{name}_same": features[name] for name in ("cover", "back", "loose", "part")}
    entry = stored()["models"]["supported"]
    support = _logistic(entry, features)
    related = (features["cover_near"] + features["cover"] + features["use"]) / 3
    return Finding(tuple(w.key for w in group), checks, features, support, related)


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


def _letters(plain: str) -> str:
    return "".join(c for c in plain if c.isalnum())


@cache
def stored(file: Path | None = None) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((file or Path(__file__).with_name("weights.json")).read_text("utf-8"))
    return loaded
