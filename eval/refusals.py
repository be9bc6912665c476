"""How well questions are refused when their passage is taken away, on public questions.

    python -m eval.refusals --data DIR [--home DIR] [--questions N]

Takes JSQuAD dev in the form of its retrieval data (``jsquad_dev.passages.jsonl.gz``, ``jsquad_dev.queries.jsonl.gz``,
``jsquad_dev.queries_en.jsonl.gz``), adds each passage as a file, and asks each question twice: with every passage there, and
with the passage that answers it taken out of what the search brings. Prints, for thresholds of the decision whether to answer,
the share refused of each: the whole curve, and the place the program works at. The questions are those about articles that no weight
of ``eval.learn`` was learned from (``to_learn_from``).
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import tempfile
import zlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from assistant.answering.evidence import select
from assistant.answering.rewriting import make_query
from assistant.answering.weights import stored
from assistant.config import Config
from assistant.pipeline import PASSAGES, Assistant
from assistant.retrieval.cross_encoder import answering

SEED = 11
PASSAGES_FILE, JAPANESE, ENGLISH = "jsquad_dev.passages.jsonl.gz", "jsquad_dev.queries.jsonl.gz", "jsquad_dev.queries_en.jsonl.gz"


def article(passage: str) -> str:
    """Of a passage's id.

    >>> article("a10336p0")
    'a10336'
    """
    return passage.partition("p")[0]


def to_learn_from(passage: str) -> bool:
    """Whether its article is one of those that ``eval.learn --jsquad`` may read; the others are kept for measuring."""
    return zlib.crc32(article(passage).encode()) % 2 == 0


def read(path: Path) -> list[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def collection(data: Path, home: Path) -> Assistant:
    """The passages as documents, each a file of its title and its text."""
    folder = home / "documents"
    folder.mkdir(parents=True, exist_ok=True)
    for p in read(data / PASSAGES_FILE):
        folder.joinpath(f"{p['pid']}.txt").write_text(f"{p['title']}\n\n{p['text']}", "utf-8")
    return Assistant.open(Config(home=home))


def beliefs(assistant: Assistant, question: str, gold: str) -> tuple[float, float]:
    """The probability that the question can be answered, with its passage and without."""
    query = make_query(question, [], assistant.glossary)
    hits = assistant.index.search(query.text, PASSAGES + 4, expansions=query.expansions)
    out = []
    for kept in (hits[:PASSAGES], [h for h in hits if h.passage.doc != gold][:PASSAGES]):
        out.append(select(query, assistant.candidates(query, kept), assistant.space, assistant.collection.read, answering).answerable)
    return out[0], out[1]


def curve(with_it: Sequence[float], without: Sequence[float]) -> list[tuple[float, float, float]]:
    """(threshold, share refused of those without their passage, share refused of those with it), by threshold.

    >>> curve([0.9, 0.2], [0.1, 0.3])[1]
    (0.25, 0.5, 0.5)
    """
    there, away = np.array(with_it), np.array(without)
    return [(t, float((away < t).mean()), float((there < t).mean())) for t in (0.1, 0.25, 0.4, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.93, 0.95, 0.97, 0.98, 0.99)]


def best(points: Sequence[tuple[float, float]], wrongly: float) -> float:
    """The largest share refused rightly under a bound on those refused wrongly, any threshold; ``points``: (with, without)."""
    there, away = (np.array([p[i] for p in points]) for i in (0, 1))
    return max(float((away < t).mean()) for t in np.unique(np.concatenate([there, [0.0]])) if (there < t).mean() <= wrongly)


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--home", type=Path, help="where the index is kept; a new one each time without")
    parser.add_argument("--questions", type=int, default=300, help="how many of the Japanese ones; of the English ones all that are kept for measuring")
    args = parser.parse_args(arguments)
    assistant = collection(args.data, args.home or Path(tempfile.mkdtemp()))
    japanese, english = ([q for q in read(args.data / name) if not to_learn_from(q["pid"])] for name in (JAPANESE, ENGLISH))
    sets: Mapping[str, list[dict[str, Any]]] = {"Japanese": random.Random(SEED).sample(japanese, args.questions), "English": english}
    working = float(stored()["thresholds"]["answerable"])
    for name, questions in sets.items():
        points = [beliefs(assistant, q["question"], f"{q['pid']}.txt") for q in questions]
        there, away = [a for a, _ in points], [b for _, b in points]
        print(f"{name}, n = {len(points)}")
        print("threshold  refused without its passage  refused with it")
        for t, right, wrong in [(working, *curve_at(there, away, working)), *curve(there, away)]:
            print(f"{t:9.3f}  {right:27.3f}  {wrong:15.3f}{'  as it works' if t == working else ''}")
        print(f"refused without its passage, at most 0.10 refused with it: {best(points, 0.10):.3f}\n")


def curve_at(there: Sequence[float], away: Sequence[float], t: float) -> tuple[float, float]:
    return float((np.array(away) < t).mean()), float((np.array(there) < t).mean())


if __name__ == "__main__":
    main()
