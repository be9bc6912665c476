"""Learn the weights of the embedded engine and of the gate from the suites.

    python -m eval.learn [--home DIR] [--extra DIR …] [--seed-questions FILE] [--jsquad DIR] [--write [--gate-only | --answering-only]]

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
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np

from assistant.answering.evidence import answer_features, describe_all, holds_what_is_asked, stored
from assistant.answering.rewriting import make_query, small_talk
from assistant.answering.understanding import Asked
from assistant.config import Config
from assistant.pipeline import PASSAGES, WITNESSES, Assistant
from assistant.text.alignment import Aligner
from assistant.text.analysis import analyse
from assistant.text.language import detect
from assistant.verification import gate

ROOT = Path(__file__).resolve().parent.parent
RIDGE = 1.0
REFUSED_WRONGLY = 0.06
"""Share of answerable questions that may be refused, each judged by weights learned without its fold."""
SHARES = (0.02, 0.04, 0.06, 0.08, 0.1, 0.15, 0.2)
"""Shares refused wrongly for which the report tells what is refused rightly."""
TOPIC_MODELS = ("bearing", "treated")
"""For a summary's topic: made by an earlier program on a collection that is lost, and kept."""
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


@dataclass
class Posed:
    """A question with the features of every sentence that was read for it, and which of them answer it."""

    id: str
    group: str
    fold: str
    weight: float
    answerable: bool
    asked: dict[str, Any]
    rows: list[Row]
    gold: list[bool]

    def ranked(self, model: Mapping[str, Any]) -> list[tuple[int, Row, float]]:
        """As ``evidence.rank``: places, features and logits, best first."""
        logits = [round(model["bias"] + sum(v * r.get(n, 0.0) for n, v in model["weights"].items()), 4) for r in self.rows]
        return sorted(((i, r, z) for i, (r, z) in enumerate(zip(self.rows, logits, strict=True))), key=lambda entry: (-entry[2], entry[0]))


def questions(assistant: Assistant, items: Sequence[Mapping[str, Any]], group: str, weight: float) -> list[Posed]:
    """Questions with known answers, or known to have none. Folds: a collection, and a fifth of the pairs of the seeds."""
    out = []
    for item in items:
        if small_talk(item["question"]) or item["kind"] in {"chitchat", "injection"}:
            continue
        query = make_query(item["question"], [tuple(t) for t in item.get("history") or []], assistant.glossary)
        hits = assistant.index.search(query.text, PASSAGES, expansions=query.expansions)
        found = sorted(assistant.candidates(query, hits), key=lambda c: (c.document.doc, c.sentence.index))
        gold = gold_keys(assistant, item) if item["answerable"] else set()
        hit = [(c.document.doc, c.sentence.index) in gold for c in found]
        if found and (any(hit) or not item["answerable"]):
            fold = f"seeds {zlib.crc32((item.get('pair') or item['id']).encode()) % FOLDS}" if group in {"seeds", "dev"} else group.split()[0]
            rows = describe_all(query, found, assistant.space, assistant._read)
            out.append(Posed(item["id"], group, fold, weight, item["answerable"], asdict(query.asked), rows, hit))
    return out


ELSEWHERE = 1.0
"""Weight of a question asked of documents that are about something else: it must be refused whatever it asks for."""
SENTENCE_WEIGHT = 0.15
"""Of a sentence that does not answer, beside one that does."""
ANSWER_FEATURES = [
    *(f"asked_{kind}" for kind in ("compare", "date", "how", "list", "named", "noun", "number", "opinion", "unit", "what", "where", "who", "why", "yes_no")),
    "best_near",
    "fit_near",
    "lead_cover",
    "pointed_predicate",
    *("top_apart", "top_cross_use", "top_dates_near", "top_figures", "top_joint", "top_kin_clash", "top_lost_here", "top_misfit_name", "top_misfit_number"),
    *("top_misfit_why", "top_names_near", "top_near", "top_nowhere_doc", "top_predicate_near", "top_rank_clash", "top_same", "top_score", "top_spot"),
    *("top_unfinished", "top_unlisted_here", "top_years_clash"),
]
"""Those that carried over to collections left out; with all of them more is learned by heart."""


def fit_sentence(posed: Sequence[Posed]) -> dict[str, Any]:
    """The model that orders sentences."""
    data = Data.empty()
    for q in posed:
        if q.answerable:
            for row, good in zip(q.rows, q.gold, strict=True):
                data.add(row, float(good), q.weight * (1.0 if good else SENTENCE_WEIGHT), q.group)
    return fit(data, names_of(data))


def fit_answerable(posed: Sequence[Posed], chooser: Mapping[str, Any]) -> dict[str, Any]:
    """The model that says whether the best sentence answers."""
    data = Data.empty()
    for q in posed:
        data.add(answer_features(Asked(**q.asked), q.ranked(chooser)), float(q.answerable), q.weight, q.group)
    return fit(data, ANSWER_FEATURES)


def believed_answered(posed: Sequence[Posed], models: Mapping[str, Any]) -> np.ndarray:
    """How far the engine believes each question answered."""
    out = []
    for q in posed:
        ranked, asked = q.ranked(models["sentence"]), Asked(**q.asked)
        out.append(float(predict(models["answerable"], [answer_features(asked, ranked)])[0]) if holds_what_is_asked(asked, ranked) else 0.0)
    return np.array(out)


def fit_answering(posed: Sequence[Posed]) -> dict[str, Any]:
    """Both answering models."""
    chooser = fit_sentence(posed)
    return {"sentence": chooser, "answerable": fit_answerable(posed, chooser)}


def answered_unseen(posed: Sequence[Posed]) -> np.ndarray:
    """As ``believed_answered``, each question by models that were fitted without its fold."""
    out = np.zeros(len(posed))
    for fold in sorted({q.fold for q in posed}):
        models = fit_answering([q for q in posed if q.fold != fold])
        inside = [i for i, q in enumerate(posed) if q.fold == fold]
        out[inside] = believed_answered([posed[i] for i in inside], models)
    return out


def answer_threshold(p: np.ndarray, answerable: np.ndarray, refused_wrongly: float) -> float:
    """The threshold under which this share of answerable questions lies."""
    believed = np.sort(p[answerable])
    return float(np.round(believed[int(len(believed) * refused_wrongly)], 3))


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
    parser.add_argument("--seed-questions", type=Path, help="further questions about the seeds")
    parser.add_argument("--jsquad", type=Path)
    parser.add_argument("--rows", type=Path, help="fit again on the rows of an earlier run")
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--gate-only", action="store_true", help="with --write: leave the answering weights as they are")
    parser.add_argument("--answering-only", action="store_true", help="leave the gate as it is, and read no claims")
    args = parser.parse_args()
    home = args.home or Path(tempfile.mkdtemp())
    posed, held = load(args.rows) if args.rows else collect(args, home)
    models = fit_answering(posed)
    p, answerable = answered_unseen(posed), np.array([q.answerable for q in posed])
    t = answer_threshold(p, answerable, REFUSED_WRONGLY)
    conclude(args, posed, held, models, p, t)


def load(file: Path) -> tuple[list[Posed], list[Held]]:
    kept = json.loads(file.read_text("utf-8"))
    return [Posed(**q) for q in kept["posed"]], [Held(**h) for h in kept["held"]]


def collect(args: argparse.Namespace, home: Path) -> tuple[list[Posed], list[Held]]:
    """Rows of all suites, kept in ``home/rows.json``."""
    posed: list[Posed] = []
    held: list[Held] = []
    seeds = Assistant.open(Config(home=home / "seeds"))
    posed += questions(seeds, [i for i in read(ROOT / "eval" / "seeds.jsonl") if is_open(i)], "seeds", 1.0)
    if args.seed_questions:
        posed += questions(seeds, read(args.seed_questions), "dev", 1.0)
    held += [] if args.answering_only else claims(seeds, [i for i in read(ROOT / "eval" / "claims.jsonl") if is_open(i)], "seeds")
    for folder in args.extra:
        place = home / folder.name
        (place / "documents").mkdir(parents=True, exist_ok=True)
        for file in sorted((folder / "docs").iterdir()):
            (place / "documents" / file.name).write_bytes(file.read_bytes())
        other = Assistant.open(Config(home=place, seeds=False))
        posed += questions(other, read(folder / "questions.jsonl"), folder.name, 1.0)
        strange = [item | {"answerable": False, "sources": []} for item in read(folder / "questions.jsonl")[::2]]
        posed += questions(seeds, strange, f"{folder.name} of the seeds", ELSEWHERE)
        held += [] if args.answering_only else claims(other, read(folder / "claims.jsonl"), folder.name)
    if args.jsquad:
        collection, items = jsquad(args.jsquad, home / "jsquad")
        posed += questions(collection, items, "jsquad", 0.4)
    Path(home / "rows.json").write_text(json.dumps({"posed": [vars(q) for q in posed], "held": [vars(h) for h in held]}), "utf-8")
    return posed, held


def conclude(args: argparse.Namespace, posed: list[Posed], held: list[Held], models: dict[str, Any], p: np.ndarray, t: float) -> None:
    """Report, and write the weights where that was asked for."""
    told = Data([{}] * len(posed), [float(q.answerable) for q in posed], [1.0] * len(posed), [q.group for q in posed])
    report("answerable", told, p, t)
    answerable = np.array([q.answerable for q in posed])
    for share in SHARES:
        threshold = answer_threshold(p, answerable, share)
        print(f"  refused wrongly {share:.0%}: threshold {threshold:.3f}, refused rightly {np.mean(p[~answerable] < threshold):.1%}")
    if args.write and not args.gate_only:
        kept = {name: stored()["models"][name] for name in TOPIC_MODELS}
        suites = ["eval/seeds.jsonl (open part)", *(f"{f.name} (not published)" for f in [args.seed_questions, *args.extra] if f)]
        provenance = {
            "made_by": "python -m eval.learn",
            "suites": [*suites, *(["JSQuAD dev v1.3"] if args.jsquad else [])],
            "rows": {"sentence": sum(len(q.rows) for q in posed if q.answerable), "answerable": len(posed)},
            "threshold": f"refuses {REFUSED_WRONGLY:.0%} of the answerable questions, each judged by weights learned without its fold",
            "topics": stored()["provenance"]["topics"],
        }
        entry = {"version": version(models | kept), "provenance": provenance, "thresholds": {"answerable": t}, "models": models | kept}
        write(ROOT / "assistant" / "answering" / "weights.json", entry)
    if args.answering_only:
        return
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
            "rows": {"supported": len(held)},
        }
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
