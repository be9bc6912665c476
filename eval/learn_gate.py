"""Learn the weights of the gate from claims.

    python -m eval.learn_gate [--home DIR] [--rows FILE] [--write]

Reads the open part of ``eval/claims.jsonl`` and the collections in ``eval/learning/`` (documents of their own with claims about
them); the held-out part is never read here. Every claim is held against its witnesses as the gate does it; a logistic model (ridge,
Newton's method) learns from what the checks say. The threshold is chosen on claims judged by weights that were learned
without the collection, or the fifth of the suite, they belong to. With ``--write`` weights and provenance go to
assistant/verification/weights.json. ``--rows`` fits again on the rows of an earlier run (``home/claims.json``).
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
from assistant.text.alignment import Aligner
from assistant.text.analysis import analyse
from assistant.verification import gate
from eval.fitting import ROOT, Data, Row, collections, fit, fold_of, gold_keys, is_open, learned_from, predict, read, report, version, write

ACCEPTED_FALSE = 0.05
"""Share of claims that are not supported which the gate may accept, each judged by weights learned without its fold: the promise."""
RIDGE, ROUNDS, LEAST = 0.1, 4, 8
"""Shrinkage; how often the findings to learn from are chosen anew; claims that a feature must mark before it is learned from."""


@dataclass
class Held:
    """A claim held against every witness: its label, and features of each finding with whether a rule blocks it."""

    id: str
    lang: str
    group: str
    edit: str
    label: float
    findings: list[tuple[Row, bool, bool]]
    """(features, blocked, rests on a gold sentence)"""


def claims(assistant: Assistant, items: Sequence[Mapping[str, Any]], group: str) -> list[Held]:
    """Every claim held against its witnesses, as the gate does."""
    out = []
    for item in items:
        facts = analyse(item["claim"], assistant.glossary)
        aligner = Aligner(facts, assistant.space)
        gold = gold_keys(assistant, item)
        found = [gate.hold(facts, g, aligner, assistant.space, assistant.glossary) for g in gate.groups(assistant.witnesses_of(item["claim"]))]
        rows = [(dict(f.features), gate.blocked(f.checks), bool(gold & set(f.keys))) for f in found]
        out.append(Held(item["id"], item["lang"], group, item["edit"], float(item["label"] == "supported"), rows))
    return out


def features_of(held: Sequence[Held]) -> list[str]:
    """The features that mark enough claims to learn a weight."""
    counts = Counter(name for h in held for name in {n for f, stopped, _ in h.findings if not stopped for n, value in f.items() if value})
    return sorted(name for name, n in counts.items() if n >= LEAST)


def fit_support(held: Sequence[Held]) -> dict[str, Any]:
    """The model of the gate, on findings that no rule blocks: a true claim by its best gold finding, a false one by those
    the model itself believes most, in turns."""
    model: dict[str, Any] = {"bias": 0.0, "weights": {"cover": 1.0, "cover_near": 1.0, "use": 1.0, "e5": 1.0}}
    names = features_of(held)
    for _ in range(ROUNDS):
        data = Data.empty()
        for h in held:
            free = [f for f, stopped, good in h.findings if not stopped and (good or not h.label)]
            best = sorted(free, key=lambda f: -predict(model, [f])[0])[: 1 if h.label else 3]
            for f in best:
                data.add(f, h.label, 1 / len(best), h.group)
        model = fit(data, names, RIDGE)
    return model


def believed(model: Mapping[str, Any], held: Sequence[Held]) -> np.ndarray:
    """(n_claims,) how far the gate believes each claim, 0 to 1."""
    return np.array([gate.believed([(float(predict(model, [f])[0]), stopped) for f, stopped, _ in h.findings]) for h in held])


def believed_unseen(held: Sequence[Held]) -> np.ndarray:
    """As ``believed``, each claim by a model that was fitted without its fold: its collection, or its fifth of the suite."""
    fold = np.array([fold_of({"id": h.id}, h.group) for h in held])
    out = np.zeros(len(held))
    for k in sorted(set(fold)):
        model = fit_support([h for h, f in zip(held, fold, strict=True) if f != k])
        out[fold == k] = believed(model, [h for h, f in zip(held, fold, strict=True) if f == k])
    return out


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
    p, truth = believed_unseen(held), np.array([h.label for h in held])
    t = threshold_at(p, truth, ACCEPTED_FALSE)
    for key in ("group", "lang", "edit"):
        report(f"supported, unseen, by {key}", Data([{}] * len(held), list(truth), [1.0] * len(held), [str(getattr(h, key)) for h in held]), p, t)
    if args.write:
        model = fit_support(held)
        provenance = {
            "made_by": "python -m eval.learn_gate --write",
            "suites": learned_from("claims.jsonl"),
            "rows": {"supported": len(held)},
        }
        old = gate.stored()["thresholds"]
        write(
            ROOT / "assistant" / "verification" / "weights.json",
            {"version": version(model), "provenance": provenance, "thresholds": {**old, "supported": t}, "models": {"supported": model}},
        )


if __name__ == "__main__":
    main()
