"""Learn the weights of the gate from claims.

    python -m eval.learn_gate [--home DIR] [--rows FILE] [--write]

Reads the open part of ``eval/claims.jsonl`` and the collections in ``eval/learning/`` (documents of their own with claims about
them); the held-out part is never read here. Every claim is held against its witnesses as the gate does it; a logistic model (ridge,
Newton's method) learns from what the checks say, a second one how that weighs beside what the cross-encoder says of the likeliest findings, as they
are judged by a first one that has not seen the claim's fold. The threshold is chosen on claims judged by weights that were learned
without the collection, or the fifth of the suite, they belong to. The cross-encoder itself learns from other claims
(``eval/reading/learn.py``). With ``--write`` weights and provenance go to assistant/verification/weights.json.
``--rows`` fits again on the rows of an earlier run (``home/claims.json``).
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np

from assistant.config import Config
from assistant.pipeline import Assistant
from assistant.retrieval.cross_encoder import supporting
from assistant.text.analysis import analyse
from assistant.verification import gate
from eval.fitting import ROOT, Data, Row, collections, fit, fold_of, gold_keys, is_open, learned_from, predict, read, report, version, write

ACCEPTED_FALSE = 0.045
"""Share of claims that are not supported which the gate may accept, each judged by weights learned without its fold. The promise is 0.05; of claims
that nothing was chosen on a little more is accepted than in the folds."""
RIDGE, ROUNDS, LEAST = 0.1, 4, 8
"""Shrinkage; how often the findings to learn from are chosen anew; claims that a feature must mark before it is learned from."""
MORE = 3
"""Findings read besides those the gate reads: other weights may put them among the first."""


@dataclass
class Held:
    """A claim held against every witness: its label, and features of each finding with whether a rule blocks it."""

    id: str
    lang: str
    group: str
    edit: str
    label: float
    findings: list[tuple[Row, str, bool, float | None]]
    """(features, whether a rule "blocked" or "doubted" it, or "", rests on a gold sentence, what the cross-encoder says; None of those that no weights
    put among the first)"""
    alone: list[list[int]]
    """By finding, the places of the two that hold its sentences alone; none of a single one."""


def claims(assistant: Assistant, items: Sequence[Mapping[str, Any]], group: str) -> list[Held]:
    """Every claim held against its witnesses, as the gate does."""
    out = []
    for item in items:
        facts = analyse(item["claim"], assistant.glossary)
        gold, witnesses = gold_keys(assistant, item), assistant.witnesses_of(item["claim"])
        found = gate.findings(facts, witnesses, assistant.space, assistant.glossary)
        first = gate.to_read(found, gate.READ + MORE)
        said = dict(zip((f.keys for f in first), supporting(facts.text, gate.texts_of(facts, first, witnesses)), strict=True))
        rules = ["blocked" if gate.blocked(f.checks) else "doubted" if gate.doubted(f.checks) else "" for f in found]
        rows = [(dict(f.features), rule, bool(gold & set(f.keys)), said.get(f.keys)) for f, rule in zip(found, rules, strict=True)]
        alone = [[i for i, one in enumerate(found) if len(f.keys) > len(one.keys) and one.keys[0] in f.keys] for f in found]
        out.append(Held(item["id"], item["lang"], group, item["edit"], float(item["label"] == "supported"), rows, alone))
    return out


def features_of(held: Sequence[Held]) -> list[str]:
    """The features that mark enough claims to learn a weight."""
    counts = Counter(name for h in held for name in {n for f, rule, _, _ in h.findings if rule != "blocked" for n, value in f.items() if value})
    return sorted(name for name, n in counts.items() if n >= LEAST)


Free = list[tuple[Row, bool]]
"""Findings that no rule blocks, for one claim: (features, rests on a gold sentence)."""


def fit_in_turns(claims: Sequence[tuple[Held, Free]], names: Sequence[str], begin: Mapping[str, float]) -> dict[str, Any]:
    """A model that learns from a true claim by its best gold finding, from a false one by those it believes most itself, in turns."""
    model: dict[str, Any] = {"bias": 0.0, "weights": begin}
    for _ in range(ROUNDS):
        data = Data.empty()
        for h, found in claims:
            free = [f for f, good in found if good or not h.label]
            best = sorted(free, key=lambda f: -predict(model, [f])[0])[: 1 if h.label else 3]
            for f in best:
                data.add(f, h.label, 1 / len(best), h.group)
        model = fit(data, names, RIDGE)
    return model


def fit_checks(held: Sequence[Held]) -> dict[str, Any]:
    """The model of what the checks say, on findings that no rule blocks."""
    free = [(h, [(f, good) for f, rule, good, _ in h.findings if rule != "blocked"]) for h in held]
    return fit_in_turns(free, features_of(held), {"cover": 1.0, "cover_near": 1.0, "use": 1.0, "e5": 1.0})


def fit_read(held: Sequence[Held], checks: Mapping[str, Any]) -> dict[str, Any]:
    """The model of what was read, beside ``checks``: by fold, a model of the checks that was fitted without it."""
    told = [(h, [(f, good) for f, good in read_of(h, checks[fold(h)])]) for h in held]
    return fit_in_turns(told, ["checks", "yes", "no"], {"checks": 5.0})


def weighed(held: Held, checks: Mapping[str, Any]) -> list[tuple[Row, bool, bool, float]]:
    """As ``gate.read_together``: (features, rests on a gold sentence, is stopped, support by the checks) of what is read or stopped; of the few that
    were not read, as little was said as of the worst."""
    known = [said for *_, said in held.findings if said is not None]
    support = predict(checks, [f for f, *_ in held.findings])
    free = sorted((i for i, (_, rule, _, _) in enumerate(held.findings) if rule != "blocked"), key=lambda i: -support[i])
    read = set(free[: gate.READ]) | {i for j in free[: gate.READ] for i in held.alone[j] if i in free}
    out = []
    for i, (_, rule, good, told) in enumerate(held.findings):
        said = min(known, default=0.0) if told is None else told
        stopped = rule == "blocked" or (rule == "doubted" and (i not in read or said < gate.OVERRULES))
        if i in read or stopped:
            out.append((gate.read_features(float(support[i]), said), good, stopped, float(support[i])))
    return out


def read_of(held: Held, checks: Mapping[str, Any]) -> Free:
    """Features of the findings that are read and not stopped."""
    return [(f, good) for f, good, stopped, _ in weighed(held, checks) if not stopped]


def believed(checks: Mapping[str, Any], model: Mapping[str, Any], held: Sequence[Held]) -> np.ndarray:
    """(n_claims,) how far the gate believes each claim, 0 to 1."""

    def of(h: Held) -> float:
        return gate.believed([(support if stopped else float(predict(model, [f])[0]), stopped) for f, _, stopped, support in weighed(h, checks)])

    return np.array([of(h) for h in held])


def checks_without(held: Sequence[Held]) -> dict[str, Any]:
    """By fold, the model of the checks, fitted without it."""
    return {k: fit_checks([h for h in held if fold(h) != k]) for k in sorted({fold(h) for h in held})}


def believed_unseen(held: Sequence[Held], checks: Mapping[str, Any]) -> np.ndarray:
    """As ``believed``, each claim by a model of the checks that was fitted without its fold (its collection, or its fifth of the suite), and a model of
    what was read that was fitted without it too, beside those of the checks for the other folds, which have seen it."""
    out = np.zeros(len(held))
    for k in checks:
        mine = np.array([fold(h) == k for h in held])
        model = fit_read([h for h in held if fold(h) != k], checks)
        out[mine] = believed(checks[k], model, [h for h in held if fold(h) == k])
    return out


def fold(held: Held) -> str:
    return fold_of({"id": held.id}, held.group)


def threshold_at(p: np.ndarray, labels: np.ndarray, accepted_false: float) -> float:
    """The lowest threshold under which no more than this share of false claims is accepted."""
    false = np.sort(p[labels == 0])[::-1]
    return float(np.round(false[int(len(false) * accepted_false)] + 0.001, 3))


def collect(home: Path) -> list[Held]:
    """All claims to learn from, held against their documents; kept in ``home/claims.json``."""
    seeds = Assistant.open(Config(home=home / "seeds"))
    held = claims(seeds, [i for i in read(ROOT / "eval" / "claims.jsonl") if is_open(i)], "seeds")
    for folder, other in collections(home):
        held += claims(other, read(folder / "claims.jsonl"), f"collection {folder.name}")
    (home / "claims.json").write_text(json.dumps([asdict(h) for h in held]), "utf-8")
    return held


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--home", type=Path, default=None)
    parser.add_argument("--rows", type=Path, help="fit again on the rows of an earlier run")
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    held = [Held(**h) for h in json.loads(args.rows.read_text("utf-8"))] if args.rows else collect(args.home or Path(tempfile.mkdtemp()))
    checks = checks_without(held)
    p, truth = believed_unseen(held, checks), np.array([h.label for h in held])
    t = threshold_at(p, truth, ACCEPTED_FALSE)
    for key in ("group", "lang", "edit"):
        report(f"supported, unseen, by {key}", Data([{}] * len(held), list(truth), [1.0] * len(held), [str(getattr(h, key)) for h in held]), p, t)
    if args.write:
        models = {"checks": fit_checks(held), "read": fit_read(held, checks)}
        provenance = {
            "made_by": "python -m eval.learn_gate --write",
            "suites": learned_from("claims.jsonl"),
            "rows": {"supported": len(held)},
        }
        old = gate.stored()["thresholds"]
        write(
            ROOT / "assistant" / "verification" / "weights.json",
            {"version": version(models), "provenance": provenance, "thresholds": {**old, "supported": t}, "models": models},
        )


if __name__ == "__main__":
    main()
