"""Learn the weights of the embedded engine and of the gate from the suites.

    python -m eval.learn [--home DIR] [--extra DIR …] [--jsquad DIR] [--write [--gate-only]]

Fits small logistic models (ridge, Newton's method) on the open part of ``eval/seeds.jsonl`` and
``eval/claims.jsonl`` and, where they are given, on more suites with documents of their own (``--extra``:
folders with docs/, questions.jsonl, claims.jsonl) and on public questions (``--jsquad``: passages and
queries in the form of JSQuAD dev). The held-out part is never read here. With ``--write`` the weights go to
assistant/answering/weights.json and assistant/verification/weights.json, with where they come from.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import tempfile
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from assistant.answering.evidence import holds_what_is_asked, rank, stored, summary_features
from assistant.answering.rewriting import make_query, small_talk
from assistant.config import Config
from assistant.pipeline import PASSAGES, WITNESSES, Assistant
from assistant.text.alignment import Aligner
from assistant.text.analysis import analyse
from assistant.text.language import detect
from assistant.verification import gate

ROOT = Path(__file__).resolve().parent.parent
RIDGE = 1.0
FALSE_YES_COST = 1.5
"""What a question answered wrongly counts in choosing the threshold, in questions refused wrongly."""
ACCEPTED_FALSE, FOLDS = 0.04, 5
"""Share of claims that are not supported which the gate may accept, each judged by weights learned without its fold; 0.05 is the promise."""
JSQUAD_SEED, JSQUAD_QUESTIONS = 7, 350

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


def fit(data: Data, names: Sequence[str], ridge: float = RIDGE) -> dict[str, Any]:
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


def questions(assistant: Assistant, items: Sequence[Mapping[str, Any]], sentence: Data, answer: Data, group: str, weight: float) -> None:
    """Rows of both answering models from questions with known answers, and from the same with the answer taken away."""
    for item in items:
        if small_talk(item["question"]) or item["kind"] in {"chitchat", "injection"}:
            continue
        query = make_query(item["question"], [tuple(t) for t in item.get("history") or []], assistant.glossary)
        hits = assistant.index.search(query.text, PASSAGES, expansions=query.expansions)
        candidates = assistant.candidates(query, hits)
        ranked = rank(query, candidates, assistant.space, assistant._read)
        if not ranked:
            continue
        gold = gold_keys(assistant, item) if item["answerable"] else set()
        if item["answerable"]:
            hit = [(c.document.doc, c.sentence.index) in gold for c, _, _ in ranked]
            for (_, features, _), good in zip(ranked, hit, strict=True):
                sentence.add(features, float(good), weight * (1.0 if good else 0.15), group)
            if any(hit):
                answer.add({**summary_features(ranked), "id": item["id"], "allowed": float(holds_what_is_asked(query, ranked))}, 1.0, weight, group)  # type: ignore[dict-item]
            places = {(c.document.doc, c.rank) for (c, _, _), good in zip(ranked, hit, strict=True) if good}
            left = [r for r in ranked if (r[0].document.doc, r[0].rank) not in places]
            if left and gold:
                answer.add(
                    {**summary_features(left), "id": f"{item['id']} without", "allowed": float(holds_what_is_asked(query, left))},
                    0.0,
                    0.5 * weight,
                    f"{group} without",
                )  # type: ignore[dict-item]
        else:
            answer.add({**summary_features(ranked), "id": item["id"], "allowed": float(holds_what_is_asked(query, ranked))}, 0.0, weight, group)  # type: ignore[dict-item]


@dataclass
class Held:
    """A claim held against every witness: its label, and features of each finding with whether a rule blocks it."""

    id: str
    group: str
    label: float
    findings: list[tuple[Row, bool, bool]]
    """(features, blocked, rests on a gold sentence)"""


def claims(assistant: Assistant, items: Sequence[Mapping[str, Any]], group: str) -> list[Held]:
    """Every claim held against its witnesses, as the gate does."""
    out = []
    for item in items:
        text = item["claim"]
        facts = analyse(text, assistant.glossary)
        ids = [i for n in assistant.glossary.find(facts.plain, terms=True) for i in n.ids[:1]]
        expansions = assistant.glossary.translations(ids, "en" if detect(text) == "ja" else "ja", 2)
        hits = assistant.index.search(text, PASSAGES, expansions=expansions)
        keys = [
            (h.passage.doc, i)
            for h in hits
            for i in range(h.passage.first, h.passage.last + 1)
            if assistant._document(h.passage.doc).sentences[i].kind == "body"
        ]
        witnesses = assistant._witnesses(text, keys, WITNESSES)
        aligner = Aligner(facts, assistant.space)
        gold = gold_keys(assistant, item)
        findings = [(f, bool(gold & set(f.keys))) for f in (gate.hold(facts, g, aligner, assistant.space, assistant.glossary) for g in gate.groups(witnesses))]
        out.append(
            Held(
                item["id"],
                f"{group} {item['edit']}",
                float(item["label"] == "supported"),
                [(dict(f.features), gate.blocked(f.checks), good) for f, good in findings],
            )
        )
    return out


SUPPORT_FEATURES = [
    "added",
    "apart",
    "back",
    "back_same",
    "cover",
    "cover_near",
    "cover_same",
    "dates_weaker",
    "e5",
    "exchanged",
    "loose",
    "loose_same",
    "names_missing",
    "names_unmet",
    "names_weaker",
    "near_weaker",
    "numbers_weaker",
    "one_sided",
    "part",
    "part_same",
    "roles_shift",
    "same",
    "same_language",
    "speakers_weaker",
    "two",
    "use",
    "worst",
    "worst_near",
]


def fit_support(held: Sequence[Held], rounds: int = 4) -> dict[str, Any]:
    """The model of the gate, on findings that no rule blocks: a true claim by its best gold finding, a false one by those
    the model itself believes most, in turns."""
    model: dict[str, Any] = {"bias": 0.0, "weights": {"cover": 1.0, "cover_near": 1.0, "use": 1.0, "e5": 1.0}}
    for _ in range(rounds):
        data = Data.empty()
        for h in held:
            free = [(f, good) for f, stopped, good in h.findings if not stopped]
            if h.label:
                free = [(f, good) for f, good in free if good]
            best = sorted(free, key=lambda pair: -predict(model, [pair[0]])[0])[: 1 if h.label else 3]
            for f, _good in best:
                data.add(f, h.label, 1 / len(best), h.group)
        model = fit(data, SUPPORT_FEATURES)
    return model


def believed(model: Mapping[str, Any], held: Sequence[Held]) -> np.ndarray:
    """How far the gate believes each claim."""
    return np.array([gate.believed([(float(predict(model, [f])[0]), stopped) for f, stopped, _ in h.findings]) for h in held])


def believed_unseen(held: Sequence[Held]) -> np.ndarray:
    """As ``believed``, each claim by a model that was fitted without its fold."""
    fold = np.array([zlib.crc32(h.id.encode()) % FOLDS for h in held])
    out = np.zeros(len(held))
    for k in range(FOLDS):
        model = fit_support([h for h, f in zip(held, fold, strict=True) if f != k])
        out[fold == k] = believed(model, [h for h, f in zip(held, fold, strict=True) if f == k])
    return out


def support_threshold(p: np.ndarray, labels: np.ndarray, accepted_false: float) -> float:
    """The lowest threshold under which no more than this share of false claims is accepted."""
    false = np.sort(p[labels == 0])[::-1]
    return float(np.round(false[int(len(false) * accepted_false)] + 0.001, 3))


def zipped(path: Path) -> list[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def jsquad(folder: Path, home: Path) -> tuple[Assistant, list[dict[str, Any]]]:
    """A collection of JSQuAD passages, each a file, and questions over them in the suites' form."""
    passages = zipped(folder / "jsquad_dev.passages.jsonl.gz")
    japanese = zipped(folder / "jsquad_dev.queries.jsonl.gz")
    english = zipped(folder / "jsquad_dev.queries_en.jsonl.gz")
    chooser = random.Random(JSQUAD_SEED)
    home.joinpath("documents").mkdir(parents=True, exist_ok=True)
    for p in passages:
        home.joinpath("documents", f"{p['pid']}.txt").write_text(f"{p['title']}\n\n{p['text']}", "utf-8")
    assistant = Assistant.open(Config(home=home))
    by_name = {d.doc: d for d in assistant.documents}
    out = []
    for q in [*chooser.sample(japanese, JSQUAD_QUESTIONS), *english]:
        document = by_name[f"{q['pid']}.txt"]
        holding = [s for s in document.sentences if s.kind == "body" and any(a in s.text for a in q["answers"])]
        if holding:
            out.append(
                {
                    "id": q["qid"],
                    "lang": q["lang"],
                    "kind": "what",
                    "question": q["question"],
                    "answerable": True,
                    "sources": [{"doc": document.doc, "quote": s.text} for s in holding],
                }
            )
    return assistant, out


def threshold_for(p: np.ndarray, labels: np.ndarray, weights: np.ndarray, cost_false_yes: float) -> float:
    """The threshold of least weighted error, a wrong yes counting ``cost_false_yes`` wrong noes."""
    best = min(
        np.unique(np.round(p, 3)),
        key=lambda t: float((weights * ((p >= t) & (labels == 0))).sum() * cost_false_yes + (weights * ((p < t) & (labels == 1))).sum()),
    )
    return float(best)


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


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--home", type=Path, default=None)
    parser.add_argument("--extra", type=Path, action="append", default=[])
    parser.add_argument("--jsquad", type=Path)
    parser.add_argument("--rows", type=Path, help="fit again on the rows of an earlier run")
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--gate-only", action="store_true", help="with --write: leave the answering weights as they are")
    args = parser.parse_args()
    home = args.home or Path(tempfile.mkdtemp())
    sentence, answer, held = load(args.rows) if args.rows else collect(args, home)
    free = [i for i, r in enumerate(answer.rows) if r["allowed"]]
    judged = Data([answer.rows[i] for i in free], [answer.labels[i] for i in free], [answer.weights[i] for i in free], [answer.groups[i] for i in free])
    models: dict[str, Any] = {"sentence": fit(sentence, names_of(sentence)), "answerable": fit(judged, names_of(judged))}
    p = predict(models["answerable"], answer.rows) * np.array([r["allowed"] for r in answer.rows])
    t = threshold_for(p[free], np.array(judged.labels), np.array(judged.weights), FALSE_YES_COST)
    conclude(args, sentence, answer, held, models, p, t)


def load(file: Path) -> tuple[Data, Data, list[Held]]:
    kept = json.loads(file.read_text("utf-8"))
    return Data(**kept["sentence"]), Data(**kept["answer"]), [Held(**h) for h in kept["held"]]


def collect(args: argparse.Namespace, home: Path) -> tuple[Data, Data, list[Held]]:
    """Rows of all suites, kept in ``home/rows.json``."""
    sentence, answer = Data.empty(), Data.empty()
    held: list[Held] = []
    seeds = Assistant.open(Config(home=home / "seeds"))
    questions(seeds, [i for i in read(ROOT / "eval" / "seeds.jsonl") if is_open(i)], sentence, answer, "seeds", 1.0)
    held += claims(seeds, [i for i in read(ROOT / "eval" / "claims.jsonl") if is_open(i)], "seeds")
    for folder in args.extra:
        place = home / folder.name
        (place / "documents").mkdir(parents=True, exist_ok=True)
        for file in sorted((folder / "docs").iterdir()):
            (place / "documents" / file.name).write_bytes(file.read_bytes())
        other = Assistant.open(Config(home=place, seeds=False))
        questions(other, read(folder / "questions.jsonl"), sentence, answer, folder.name, 1.0)
        held += claims(other, read(folder / "claims.jsonl"), folder.name)
    if args.jsquad:
        collection, items = jsquad(args.jsquad, home / "jsquad")
        questions(collection, items, sentence, answer, "jsquad", 0.4)
    Path(home / "rows.json").write_text(json.dumps({"sentence": vars(sentence), "answer": vars(answer), "held": [vars(h) for h in held]}), "utf-8")
    return sentence, answer, held


def conclude(args: argparse.Namespace, sentence: Data, answer: Data, held: list[Held], models: dict[str, Any], p: np.ndarray, t: float) -> None:
    """Report, and write the weights where that was asked for."""
    report("sentence", sentence, predict(models["sentence"], sentence.rows), 0.5)
    report("answerable", answer, p, t)
    supported = fit_support(held)
    q, truth = believed_unseen(held), np.array([h.label for h in held])
    s = support_threshold(q, truth, ACCEPTED_FALSE)
    report("supported", Data([{}] * len(held), list(truth), [1.0] * len(held), [h.group for h in held]), q, s)
    if args.write:
        provenance = {
            "made_by": "python -m eval.learn",
            "suites": [
                "eval/seeds.jsonl (open part)",
                "eval/claims.jsonl (open part)",
                *(f"{f.name} (not published)" for f in args.extra),
                *(["JSQuAD dev v1.3"] if args.jsquad else []),
            ],
            "rows": {"sentence": len(sentence.rows), "answerable": len(answer.rows), "supported": len(held)},
        }
        if not args.gate_only:
            write(
                ROOT / "assistant" / "answering" / "weights.json",
                {"version": version(models), "provenance": provenance, "thresholds": {"answerable": t}, "models": models},
            )
        old = gate.stored()["thresholds"]
        write(
            ROOT / "assistant" / "verification" / "weights.json",
            {"version": version(supported), "provenance": provenance, "thresholds": {**old, "supported": s}, "models": {"supported": supported}},
        )


def names_of(data: Data) -> list[str]:
    return sorted({n for r in data.rows for n in r} - {"id", "allowed"})


def version(models: object) -> str:
    return f"{zlib.crc32(json.dumps(models, sort_keys=True).encode()):08x}"


def write(path: Path, value: object) -> None:
    path.write_text(json.dumps(value, ensure_ascii=False, indent=1) + "\n", "utf-8")
    stored.cache_clear()


if __name__ == "__main__":
    main()
