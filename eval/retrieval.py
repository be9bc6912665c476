"""Measure retrieval on any collection of passages with questions.

    python -m eval.retrieval PASSAGES.jsonl[.gz] QUERIES.jsonl[.gz] [QUERIES …] [--out RUN.jsonl] [--suite SUITE.jsonl]

PASSAGES has one object a line, {"pid", "title", "text"}; each becomes a file (title, blank line, text) in a collection of
its own, beside the documents that come with the program, and goes the way a user's file goes. QUERIES has {"qid",
"question", "pid"}, where pid is one id or a list. Recall@1/5/10, MRR@10 and nDCG@10 are means over all questions of a
language with a 95 % bootstrap interval over questions; a document counts once, at its best passage. RUN gets one
{"qid", "pids"} a line. SUITE is a suite of eval/: a source is found when a passage that holds its quote is.
"""

from __future__ import annotations

import argparse
import gzip
import json
import math
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, cast, get_args

import numpy as np

from assistant.config import Config
from assistant.errors import AssistantError, UsageError
from assistant.ingestion.library import Library
from assistant.pipeline import Assistant
from assistant.retrieval.fusion import Method
from assistant.retrieval.index import Index
from assistant.text.language import detect
from assistant.values import Hit, Span

DEPTH = 100
METRICS = ("R@1", "R@5", "R@10", "MRR@10", "nDCG@10")
METHODS: tuple[Method, ...] = get_args(Method)
RRF_K = 60

Search = Callable[[str, int], list[Hit]]


def rows(path: Path, *fields: str) -> Iterator[dict[str, Any]]:
    """The objects of a file, each with ``fields``. Raises UsageError, naming the line that is wrong."""
    try:
        with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as file:
            for number, line in enumerate(file, 1):
                if line.strip():
                    yield _row(f"{path.name}, line {number}", line, fields)
    except FileNotFoundError:
        raise UsageError(f"{path} does not exist. Check the name of the file.") from None
    except (OSError, EOFError, UnicodeDecodeError) as error:
        raise UsageError(f"{path} cannot be read ({error}). It is UTF-8, and gzip where its name ends in .gz.") from None


def _row(where: str, line: str, fields: Sequence[str]) -> dict[str, Any]:
    try:
        row = json.loads(line)
    except ValueError:
        raise UsageError(f"{where}: not JSON. Each line is one object.") from None
    missing = [name for name in fields if not isinstance(row, dict) or row.get(name) in (None, "", [])]
    if missing:
        raise UsageError(f"{where}: {', '.join(f'“{name}”' for name in missing)} missing. Each line is one object with {', '.join(fields)}.")
    return cast(dict[str, Any], row)


def asked(path: Path, pids: Collection[str]) -> list[dict[str, Any]]:
    """The queries of a file. Raises UsageError where a right passage is not among the passages: it could never be found."""
    queries = list(rows(path, "qid", "question", "pid"))
    for query in queries:
        unknown = sorted(gold(query) - set(pids))
        if unknown:
            raise UsageError(f"{path.name}, query {query['qid']}: there is no passage “{unknown[0]}”. Give the passages these queries belong to.")
    if not queries:
        raise UsageError(f"{path.name} holds no query.")
    return queries


def gold(query: Mapping[str, Any]) -> set[str]:
    """The right passages of a query: "pid" is one or a list.

    >>> sorted(gold({"pid": ["b", 7]})), gold({"pid": "a"})
    (['7', 'b'], {'a'})
    """
    return {str(pid) for pid in (query["pid"] if isinstance(query["pid"], list) else [query["pid"]])}


def score(ranking: Sequence[str], gold: set[str]) -> tuple[float, ...]:
    """The METRICS of one question.

    >>> [round(x, 3) for x in score(["a", "b", "c"], {"b"})]
    [0.0, 1.0, 1.0, 0.5, 0.631]
    """
    ranks = [rank for rank, pid in enumerate(dict.fromkeys(ranking), 1) if pid in gold]
    recall = [sum(rank <= k for rank in ranks) / len(gold) for k in (1, 5, 10)]
    reciprocal = 1 / ranks[0] if ranks and ranks[0] <= 10 else 0.0
    gain = sum(1 / math.log2(rank + 1) for rank in ranks if rank <= 10)
    ideal = sum(1 / math.log2(rank + 1) for rank in range(1, min(len(gold), 10) + 1))
    return (*recall, reciprocal, gain / ideal)


def interval(values: Sequence[float], resamples: int = 1000) -> tuple[float, float]:
    """95 % percentile bootstrap of the mean."""
    rng = np.random.default_rng(0)
    sample = np.asarray(values)
    means = [sample[rng.integers(0, len(sample), len(sample))].mean() for _ in range(resamples)]
    low, high = np.percentile(means, [2.5, 97.5])
    return float(low), float(high)


def opened(passages: Path, home: Path, *, seeds: bool, titles: bool) -> tuple[Assistant, dict[str, str]]:
    """The collection of these passages, and the pid of each file."""
    files = home / "files"
    files.mkdir(parents=True, exist_ok=True)
    pids = {}
    for number, row in enumerate(rows(passages, "pid", "text")):
        name = f"p{number:06d}.txt"
        pids[name] = str(row["pid"])
        (files / name).write_text(f"{row['title']}\n\n{row['text']}\n" if titles and row.get("title") else f"{row['text']}\n", "utf-8")
    failed = [c.message for c in Library(home, seeds=seeds).add([files]) if c.what == "failed"]
    if failed:
        raise UsageError(f"{len(failed)} passages could not be added; the first: {failed[0]}")
    return Assistant.open(Config(home, seeds=seeds), _progress), pids


def by_rank(index: Index) -> Search:
    """Reciprocal rank fusion of the same signals, to compare: one list a method and language, every list alike."""

    def search(query: str, k: int) -> list[Hit]:
        language = detect(query)
        scores: dict[str, float] = {}
        for signal in index.signals(query):
            if index.weights[signal.language == language].of(signal.method):
                for rank, (place, _) in enumerate(sorted(signal.scores.items(), key=lambda item: (-item[1], item[0])), 1):
                    scores[place] = scores.get(place, 0.0) + 1 / (RRF_K + rank)
        by_place = {identity.rsplit(":", 1)[0]: passage for identity, passage in index.passages.items()}
        return [Hit(by_place[place], s) for place, s in sorted(scores.items(), key=lambda item: (-item[1], item[0]))[:k]]

    return search


def measure(search: Search, queries: Sequence[dict[str, Any]], pids: dict[str, str], out: dict[str, list[str]]) -> None:
    """Print one line a language, and keep the rankings in ``out``."""
    for language in sorted({q.get("lang") or detect(q["question"]) for q in queries}):
        own = [q for q in queries if (q.get("lang") or detect(q["question"])) == language]
        results, seconds = [], []
        for query in own:
            started = time.perf_counter()
            hits = search(query["question"], DEPTH)
            seconds.append(time.perf_counter() - started)
            ranking = list(dict.fromkeys(pids.get(hit.passage.doc, hit.passage.doc) for hit in hits))
            out[str(query["qid"])] = ranking[:20]
            results.append(score(ranking, gold(query)))
        cells = []
        for name, values in zip(METRICS, zip(*results, strict=True), strict=True):
            low, high = interval(values)
            cells.append(f"{name} {statistics.fmean(values):.4f} [{low:.4f}, {high:.4f}]")
        print(f"{language} n={len(own)}  " + "  ".join(cells) + f"  search {1000 * statistics.median(seconds):.0f} ms", flush=True)


def measure_suite(assistant: Assistant, search: Search, suite: Path) -> None:
    """Recall of the sources of a suite's questions that stand alone, as a mean over questions."""
    texts = {d.doc: d.text for d in assistant.documents}
    found: dict[tuple[str, str], list[tuple[float, float]]] = {}
    for row in rows(suite):
        if not row.get("sources") or row.get("history"):
            continue
        hits = search(row["question"], 8)
        ranks = []
        for source in row["sources"]:
            start = texts[source["doc"]].find(source["quote"])
            quote = Span(start, start + len(source["quote"]))
            ranks.append(next((rank for rank, hit in enumerate(hits, 1) if hit.passage.doc == source["doc"] and _meet(hit.passage.span, quote)), 99))
        one = "one source" if len(ranks) == 1 else "several sources"
        found.setdefault((row["lang"], one), []).append((statistics.fmean(r <= 5 for r in ranks), statistics.fmean(r <= 8 for r in ranks)))
    for (language, kind), values in sorted(found.items()):
        five, eight = (statistics.fmean(column) for column in zip(*values, strict=True))
        print(f"{suite.name} {language}, {kind}: n={len(values)}  R@5 {five:.4f}  R@8 {eight:.4f}")


def _meet(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _progress(unit: str, done: int, total: int) -> None:
    if sys.stderr.isatty():
        print(f"\r{unit} {done}/{total}    ", end="\n" if done == total else "", file=sys.stderr, flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m eval.retrieval", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("passages", type=Path)
    parser.add_argument("queries", type=Path, nargs="+")
    parser.add_argument("--out", type=Path, help="write the rankings here")
    parser.add_argument("--suite", type=Path, help="measure a suite of eval/ in the same collection too")
    parser.add_argument("--home", type=Path, help="keep the collection here; without it a temporary folder is used, and everything is embedded again")
    parser.add_argument("--no-seeds", action="store_true", help="leave the documents that come with the program out")
    parser.add_argument("--no-titles", action="store_true", help="leave titles out")
    parser.add_argument("--only", metavar="METHOD,…", help=f"rank by these methods alone: {', '.join(METHODS)}")
    parser.add_argument("--without", metavar="METHOD,…", help="leave these methods out")
    parser.add_argument("--rrf", action="store_true", help="fuse by rank instead of by score")
    args = parser.parse_args()
    dropped = set(METHODS) - set(args.only.split(",")) if args.only else set((args.without or "").split(",")) - {""}
    if args.out and len(args.queries) > 1:
        parser.error("--out takes the run of one QUERIES file")
    if dropped - set(METHODS):
        parser.error(f"there is no method {', '.join(sorted(dropped - set(METHODS)))}")
    known = {str(row["pid"]) for row in rows(args.passages, "pid", "text")}
    queries = [asked(file, known) for file in args.queries]
    with tempfile.TemporaryDirectory() as temporary:
        assistant, pids = opened(args.passages, args.home or Path(temporary), seeds=not args.no_seeds, titles=not args.no_titles)
        weights = assistant.index.weights
        if args.only:  # what is asked for counts, also where it usually does not
            weights = {same: replace(w, **{m: w.of(m) or 0.1 for m in METHODS}) for same, w in weights.items()}
        assistant.index.weights = {same: replace(w, **dict.fromkeys(dropped, 0.0)) for same, w in weights.items()}
        search: Search = by_rank(assistant.index) if args.rrf else assistant.search
        run: dict[str, list[str]] = {}
        for own in queries:
            measure(search, own, pids, run)
        if args.suite:
            measure_suite(assistant, search, args.suite)
        assistant.close()
    if args.out:
        args.out.write_text("".join(json.dumps({"qid": qid, "pids": ranking}) + "\n" for qid, ranking in run.items()), "utf-8")


if __name__ == "__main__":
    try:
        main()
    except AssistantError as error:
        sys.exit(f"eval.retrieval: {error}")
