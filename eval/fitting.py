"""What learning the weights shares: rows of features, small logistic models, the items and collections to learn from."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from assistant.config import Config
from assistant.pipeline import Assistant

ROOT = Path(__file__).resolve().parent.parent
COLLECTIONS = ROOT / "eval" / "learning"
FOLDS, IN_FOLDS = 5, ("seeds", "jsquad")
"""Parts of the suite, and of JSQuAD, that are judged by weights learned without them; a collection is a part of its own."""

Row = dict[str, float]


@dataclass
class Data:
    """Rows of features with labels and weights, by the group they come from."""

    rows: list[Row]
    labels: list[float]
    weights: list[float]
    groups: list[str]

    @classmethod
    def empty(cls) -> Data:
        return cls([], [], [], [])

    def add(self, row: Mapping[str, float], label: float, weight: float, group: str) -> None:
        self.rows.append(dict(row))
        self.labels.append(label)
        self.weights.append(weight)
        self.groups.append(group)


def is_open(item: Mapping[str, Any]) -> bool:
    return zlib.crc32((item.get("pair") or item["id"]).encode()) % 3 != 0


def fit(data: Data, names: Sequence[str], ridge: float = 1.0) -> dict[str, Any]:
    """Ridge logistic regression by Newton's method; the bias is not shrunk."""
    x = np.array([[1.0, *(r.get(n, 0.0) for n in names)] for r in data.rows])
    y, w = np.array(data.labels), np.array(data.weights)
    beta = np.zeros(x.shape[1])
    penalty = np.diag([1e-6] + [ridge] * len(names))
    for _ in range(60):
        p = 1 / (1 + np.exp(-np.clip(x @ beta, -30, 30)))
        gradient = x.T @ (w * (p - y)) + penalty @ beta
        hessian = (x * (w * p * (1 - p) + 1e-9)[:, None]).T @ x + penalty
        step = np.linalg.solve(hessian, gradient)
        beta -= step
        if np.abs(step).max() < 1e-8:
            break
    return {"bias": round(float(beta[0]), 4), "weights": {n: round(float(b), 4) for n, b in zip(names, beta[1:], strict=True)}}


def predict(model: Mapping[str, Any], rows: Iterable[Mapping[str, float]]) -> np.ndarray:
    z = np.array([model["bias"] + sum(v * r.get(n, 0.0) for n, v in model["weights"].items()) for r in rows])
    return 1 / (1 + np.exp(-np.clip(z, -30, 30)))


def gold_keys(assistant: Assistant, item: Mapping[str, Any]) -> set[tuple[str, int]]:
    """Sentences that a source quote of the item overlaps."""
    out = set()
    by_name = {d.doc: d for d in assistant.documents}
    for source in item.get("sources") or []:
        document = by_name.get(source["doc"])
        at = document.text.find(source["quote"]) if document else -1
        if document and at >= 0:
            out |= {(document.doc, s.index) for s in document.sentences if s.span.start < at + len(source["quote"]) and at < s.span.end and s.kind == "body"}
    return out


def report(name: str, data: Data, p: np.ndarray, t: float) -> None:
    print(f"{name}: n = {len(data.rows)}, threshold {t:.3f}")
    for group in sorted(set(data.groups)):
        mask = np.array([g == group for g in data.groups])
        y = np.array(data.labels)[mask]
        yes = p[mask] >= t
        shares = [
            f"{label} {int(yes[y == value].sum())}/{int((y == value).sum())}"
            for value, label in ((1, "yes of true"), (0, "yes of false"))
            if (y == value).any()
        ]
        print(f"  {group:28s} {'  '.join(shares)}")


def read(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()] if path.is_file() else []


def names_of(data: Data) -> list[str]:
    return sorted({n for r in data.rows for n in r} - {"id", "allowed"})


def version(models: object) -> str:
    return f"{zlib.crc32(json.dumps(models, sort_keys=True).encode()):08x}"


def write(path: Path, value: object) -> None:
    path.write_text(json.dumps(value, ensure_ascii=False, indent=1) + "\n", "utf-8")


def fold_of(item: Mapping[str, Any], group: str) -> str:
    """The part of an item that is left out together: its collection, or its fifth of a larger set."""
    return f"{group} {zlib.crc32((item.get('pair') or item['id']).encode()) % FOLDS}" if group in IN_FOLDS else group


def collections(home: Path) -> Iterator[tuple[Path, Assistant]]:
    """Each collection with its documents opened, without those that come with the program."""
    for folder in sorted(f for f in COLLECTIONS.iterdir() if f.is_dir()):
        place = home / folder.name
        (place / "documents").mkdir(parents=True, exist_ok=True)
        for file in sorted((folder / "docs").iterdir()):
            (place / "documents" / file.name).write_bytes(file.read_bytes())
        yield folder, Assistant.open(Config(home=place, seeds=False))


def learned_from(*suites: str) -> list[str]:
    """What the weights were learned from, for their provenance."""
    return [*(f"eval/{suite} (open part)" for suite in suites), *(f"eval/learning/{f.name}" for f in sorted(COLLECTIONS.iterdir()) if f.is_dir())]
