"""Learn the weights of the embedded engine from questions.

    python -m eval.learn [--home DIR] [--rows FILE] [--jsquad DIR] [--write]

Reads the open parts of ``eval/seeds.jsonl``, ``eval/typed.jsonl``, ``eval/yes_no.jsonl`` and ``eval/compound.jsonl``, the collections in
``eval/learning/`` (documents of their own with questions about them, many of these once more as people type them), every second question of a
collection once more, asked of the seeds, which do not answer it, and, where they are given, public questions (``--jsquad``: passages and queries in
the form of JSQuAD dev; questions about half of its articles, each with its passage there and with it taken away). The held-out part is never read
here. Two logistic models (ridge, Newton's method) learn to order sentences and to tell whether the best one answers; what the cross-encoder says
weighs in the order as much as it should beside weights that were learned without the question's collection, or its fifth of the suite; on questions
so judged the threshold is chosen. The cross-encoder itself learns from other pairs (``eval/reading/learn.py``). With ``--write`` weights and
provenance go to assistant/answering/weights.json. ``--rows`` fits again on the rows of an earlier run (``home/questions.json``).
"""

from __future__ import annotations

import argparse
import json
import random
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np

from assistant.answering.evidence import answer_features, eligible, holds_what_is_asked, told_elsewhere
from assistant.answering.features import describe_all
from assistant.answering.parts import parts
from assistant.answering.reading import CROSSED, said_of, to_cross, to_cross_after, together_features
from assistant.answering.rewriting import make_query, small_talk
from assistant.answering.understanding import Asked
from assistant.answering.weights import Model, model, stored
from assistant.config import Config
from assistant.pipeline import PASSAGES, Assistant
from assistant.retrieval.cross_encoder import answering
from eval import refusals
from eval.fitting import ROOT, Data, Row, collections, fit, fold_of, gold_keys, is_open, learned_from, names_of, read, report, version, write

REFUSED_WRONGLY = 0.08
"""Share of answerable questions that may be refused, each judged by weights learned without its fold."""
SHARES = (0.02, 0.04, 0.06, 0.08, 0.1, 0.15, 0.2)
"""Shares refused wrongly for which the report tells what is refused rightly."""
TOPIC_MODELS = ("bearing", "treated")
"""For a summary's topic: made by an earlier program on a collection that is lost, and kept."""
SUITES = ("seeds.jsonl", "typed.jsonl", "yes_no.jsonl", "compound.jsonl")
OF_SEEDS = " of the seeds"
JSQUAD, JSQUAD_SEED, JSQUAD_QUESTIONS, JSQUAD_WEIGHT = "jsquad", 7, 400, 0.3


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
    together: list[float | None]
    """What the cross-encoder says of each sentence, -1 to 1; None of those that no weights put among the first."""
    elsewhere: bool = False
    """Whether what an author is asked about is told by others only."""

    def ranked(self, model: Mapping[str, Any]) -> list[tuple[int, Row, float]]:
        """As ``evidence.rank``: places, features and logits, best first."""
        logits = [round(model["bias"] + sum(v * r.get(n, 0.0) for n, v in model["weights"].items()), 4) for r in self.rows]
        return sorted(((i, r, z) for i, (r, z) in enumerate(zip(self.rows, logits, strict=True))), key=lambda entry: (-entry[2], entry[0]))

    def said(self, ranked: Sequence[tuple[int, Row, float]]) -> list[float]:
        """As ``reading.cross_scores``; of the few that were not read, as little as of the worst."""
        close = self._said(to_cross(ranked))
        return close + self._said(to_cross_after(ranked, close))

    def _said(self, read: Sequence[tuple[int, Row, float]]) -> list[float]:
        known = [z for z in self.together if z is not None]
        return [min(known) if (z := self.together[i]) is None else z for i, _, _ in read]

    def judged(self, chooser: Mapping[str, Any]) -> tuple[Row, bool]:
        """As ``evidence.select``: what decides whether the question is answered, and whether what is asked is held at all."""
        ranked, asked = self.ranked(chooser), Asked(**self.asked)
        close = self._said(to_cross(ranked))
        return answer_features(asked, ranked) | together_features(close), holds_what_is_asked(asked, ranked, max(close)) and not self.elsewhere


def questions(assistant: Assistant, items: Sequence[Mapping[str, Any]], group: str, weight: float) -> list[Posed]:
    """Questions with known answers, or known to have none; those that ask one thing, since others are answered part by part. Folds: a collection,
    and a fifth of the pairs of the seeds."""
    chooser, out = model("sentence"), []
    for item in items:
        query = make_query(item["question"], [tuple(t) for t in item.get("history") or []], assistant.glossary)
        if small_talk(item["question"]) or item["kind"] in {"chitchat", "injection"} or parts(query, assistant.glossary, assistant.collection.most_named):
            continue
        hits = [h for h in assistant.index.search(query.text, PASSAGES + 4, expansions=query.expansions) if h.passage.doc != item.get("without")][:PASSAGES]
        found = sorted(assistant.candidates(query, hits), key=lambda c: (c.document.doc, c.sentence.index))
        gold = gold_keys(assistant, item) if item["answerable"] else set()
        whole = [(c, row, 0.0) for c, row in zip(found, describe_all(query, found, assistant.space, assistant.collection.read), strict=True)]
        described = eligible(query, whole)
        hit = [(c.document.doc, c.sentence.index) in gold for c, *_ in described]
        if found and (any(hit) or not item["answerable"]):
            rows = [row for _, row, _ in described]
            first = sorted(range(len(rows)), key=lambda i: -chooser.logit(rows[i]))[: CROSSED + 4]
            said = dict(zip(first, said_of(query, [described[i][0] for i in first], assistant.collection.read, answering), strict=True))
            fold, together = fold_of(item, group.removesuffix(OF_SEEDS)), [said.get(i) for i in range(len(rows))]
            out.append(Posed(item["id"], group, fold, weight, item["answerable"], asdict(query.asked), rows, hit, together, told_elsewhere(query, whole)))
    return out


ELSEWHERE = 1.0
"""Weight of a question asked of documents that are about something else: it must be refused whatever it asks for."""
SENTENCE_WEIGHT = 0.15
"""Of a sentence that does not answer, beside one that does."""
ANSWER_FEATURES = [
    *(f"asked_{kind}" for kind in ("compare", "date", "how", "list", "named", "noun", "number", "opinion", "unit", "what", "where", "who", "why", "yes_no")),
    *("fit_near", "lead_cover", "pointed_predicate"),
    *("top_apart", "top_beside", "top_dates_near", "top_figures", "top_joint", "top_kin_clash", "top_lost_here", "top_misfit_number", "top_misfit_why"),
    *("top_near", "top_nowhere_doc", "top_predicate_near", "top_rank_clash", "top_rival", "top_same", "top_score", "top_spot", "top_told_otherwise"),
    *("top_unlisted_here", "top_years_clash"),
]
"""Those that carried over to collections left out; with all of them more is learned by heart."""
TOGETHER_FEATURES = ["together_yes", "together_no"]
"""What the cross-encoder says."""


def fit_sentence(posed: Sequence[Posed]) -> dict[str, Any]:
    """The model that orders sentences."""
    data = Data.empty()
    for q in posed:
        if q.answerable and q.group != JSQUAD:
            for row, good in zip(q.rows, q.gold, strict=True):
                data.add(row, float(good), q.weight * (1.0 if good else SENTENCE_WEIGHT), q.group)
    return fit(data, names_of(data))


def choosers_without(posed: Sequence[Posed]) -> dict[str, Any]:
    """By fold, the model that orders sentences, fitted without it."""
    return {fold: fit_sentence([q for q in posed if q.fold != fold]) for fold in sorted({q.fold for q in posed})}


def fit_order(posed: Sequence[Posed], choosers: Mapping[str, Any]) -> float:
    """The weight of what the cross-encoder says in the order of sentences, beside choosers that were fitted without the question's fold."""
    data = Data.empty()
    for q in posed:
        if q.answerable and q.group != JSQUAD:
            ranked = q.ranked(choosers[q.fold])
            for (i, _, z), together in zip(ranked, q.said(ranked), strict=False):
                data.add({"features": z, "together": together}, float(q.gold[i]), q.weight * (1.0 if q.gold[i] else SENTENCE_WEIGHT), q.group)
    return relative(data)


def relative(data: Data) -> float:
    """The weight of ``together`` where that of ``features`` is 1."""
    weights = fit(data, ["features", "together"])["weights"]
    return round(weights["together"] / weights["features"], 3)


def fit_answerable(posed: Sequence[Posed], chooser: Mapping[str, Any], names: Sequence[str]) -> dict[str, Any]:
    """The model that says whether the best sentence answers."""
    data = Data.empty()
    for q in posed:
        data.add(q.judged(chooser)[0], float(q.answerable), q.weight, q.group)
    return fit(data, names)


def unseen(posed: Sequence[Posed], choosers: Mapping[str, Any], names: Sequence[str]) -> np.ndarray:
    """How far each question is believed to be answered (n,), by models that were fitted without its fold."""
    answerable = {fold: Model(**fit_answerable([q for q in posed if q.fold != fold], chooser, names)) for fold, chooser in choosers.items()}
    judged = ((q.judged(choosers[q.fold]), answerable[q.fold]) for q in posed)
    return np.array([judge.probability(features) if held else 0.0 for (features, held), judge in judged])


def answer_threshold(p: np.ndarray, refused_wrongly: float) -> float:
    """The threshold under which this share of answerable questions, believed as far as ``p`` says, lies."""
    believed = np.sort(p)
    return float(np.round(believed[int(len(believed) * refused_wrongly)], 3))


def jsquad(folder: Path, home: Path) -> tuple[Assistant, list[dict[str, Any]]]:
    """A collection of JSQuAD passages, each a file, and questions on the articles to learn from, in the suites' form: each with its passage, and without."""
    assistant = refusals.collection(folder, home)
    japanese, english = ([q for q in refusals.read(folder / name) if refusals.to_learn_from(q["pid"])] for name in (refusals.JAPANESE, refusals.ENGLISH))
    by_name = {d.doc: d for d in assistant.documents}
    out = []
    for q in [*random.Random(JSQUAD_SEED).sample(japanese, JSQUAD_QUESTIONS), *english]:
        document = by_name[f"{q['pid']}.txt"]
        holding = [s for s in document.sentences if s.kind == "body" and any(a in s.text for a in q["answers"])]
        if holding:
            item = {"id": q["qid"], "pair": refusals.article(q["pid"]), "lang": q["lang"], "kind": "what", "question": q["question"]}
            out.append(item | {"answerable": True, "sources": [{"doc": document.doc, "quote": s.text} for s in holding]})
            out.append(item | {"answerable": False, "without": document.doc})
    return assistant, out


def typed(folder: Path) -> list[dict[str, Any]]:
    """Questions of a collection once more, as people type them."""
    asked = {item["id"]: item for item in read(folder / "questions.jsonl")}
    return [asked[item["of"]] | {"id": f"{item['of']}_typed", "question": item["question"]} for item in read(folder / "typed.jsonl")]


def collect(home: Path, public: Path | None) -> list[Posed]:
    """All questions to learn from, with what was read for them; kept in ``home/questions.json``."""
    seeds = Assistant.open(Config(home=home / "seeds"))
    posed = questions(seeds, [i for suite in SUITES for i in read(ROOT / "eval" / suite) if is_open(i)], "seeds", 1.0)
    for folder, other in collections(home):
        items, group = [*read(folder / "questions.jsonl"), *typed(folder)], f"collection {folder.name}"
        posed += questions(other, items, group, 1.0)
        posed += questions(seeds, [item | {"answerable": False, "sources": []} for item in items[::2]], group + OF_SEEDS, ELSEWHERE)
    if public:
        collection, items = jsquad(public, home / "jsquad")
        posed += questions(collection, items, JSQUAD, JSQUAD_WEIGHT)
    (home / "questions.json").write_text(json.dumps([vars(q) for q in posed]), "utf-8")
    return posed


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--home", type=Path, default=None)
    parser.add_argument("--jsquad", type=Path)
    parser.add_argument("--rows", type=Path, help="fit again on the rows of an earlier run")
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    posed = [Posed(**q) for q in json.loads(args.rows.read_text("utf-8"))] if args.rows else collect(args.home or Path(tempfile.mkdtemp()), args.jsquad)
    choosers = choosers_without(posed)
    order = fit_order(posed, choosers)
    print(f"the cross-encoder's word weighs {order} in the order of sentences")
    p, alone = (unseen(posed, choosers, names) for names in (ANSWER_FEATURES + TOGETHER_FEATURES, ANSWER_FEATURES))
    answerable, own = (np.array([of(q) for q in posed]) for of in (lambda q: q.answerable, lambda q: q.group != JSQUAD))
    t = answer_threshold(p[own & answerable], REFUSED_WRONGLY)
    report("answerable", Data([{}] * len(posed), [float(a) for a in answerable], [1.0] * len(posed), [q.group for q in posed]), p, t)
    for name, part in (("own", own), ("jsquad", ~own)):
        for share in SHARES if part.any() else ():
            rightly = [np.mean(q[part & ~answerable] < answer_threshold(q[part & answerable], share)) for q in (p, alone)]
            print(f"  {name}: refused wrongly {share:.0%}: refused rightly {rightly[0]:.1%} (without the cross-encoder {rightly[1]:.1%})")
    if args.write:
        chooser = fit_sentence(posed)
        models = {"sentence": chooser, "answerable": fit_answerable(posed, chooser, ANSWER_FEATURES + TOGETHER_FEATURES)}
        models["sentence"]["weights"]["together"] = order
        models |= {name: stored()["models"][name] for name in TOPIC_MODELS}
        public = any(q.group == JSQUAD for q in posed)
        provenance = {
            "made_by": f"python -m eval.learn {'--jsquad DIR ' if public else ''}--write",
            "suites": [*learned_from(*SUITES), *(["JSQuAD dev v1.3, half of its articles"] if public else [])],
            "rows": {"sentence": sum(len(q.rows) for q in posed if q.answerable and q.group != JSQUAD), "answerable": len(posed)},
            "threshold": f"refuses {REFUSED_WRONGLY:.0%} of the answerable questions of our own, each judged by weights learned without its fold",
            "topics": stored()["provenance"]["topics"],
        }
        entry = {"version": version(models), "provenance": provenance, "thresholds": {"answerable": t}, "models": models}
        write(ROOT / "assistant" / "answering" / "weights.json", entry)


if __name__ == "__main__":
    main()
