"""A run: every item of the suites put to an assistant, each reply judged.

Asks through the same calls as the page and the command line, so what is measured is what people use.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any, Protocol

from assistant.errors import SuiteError
from assistant.evaluation import metrics
from assistant.evaluation.metrics import HIGHER_IS_BETTER, Share
from assistant.evaluation.suites import ClaimItem, Form, Item, QuestionItem, Suite, SummaryItem, check_sources, split_of
from assistant.values import Checked, Citation, Document, Language, Question, Reply

Progress = Callable[[str, int, int], None]
FORM = 1
"""Raised when the stored form of a run changes its meaning."""
DIMENSIONS = ("kind", "lang", "part", "doc")


class Answerer(Protocol):
    """Whatever can be asked; the baseline is one too."""

    @property
    def documents(self) -> tuple[Document, ...]: ...

    def ask(self, question: Question) -> Reply: ...


class Checker(Answerer, Protocol):
    """What suites of claims and summaries ask of beyond that."""

    def check_claim(self, claim: str) -> Checked: ...

    def summarize(self, documents: Sequence[str] = (), topic: str = "", language: Language | None = None, length: str = "medium") -> Reply: ...


@dataclass(frozen=True, slots=True)
class Record:
    """One item, what came back, and what it scored."""

    suite: Form
    id: str
    lang: str
    kind: str
    """Kind of the question, edit of the claim, length of the summary."""
    part: str
    docs: tuple[str, ...]
    asked: str
    answer: str
    outcome: str
    """answered, refused, small_talk; for a claim its verdict."""
    expected: str
    faults: tuple[str, ...]
    lost: str = ""
    """The stage that lost the answer: see ``lost_at``."""
    seconds: float = 0.0
    scores: dict[str, Share] = field(default_factory=dict)
    citations: tuple[dict[str, Any], ...] = ()
    history: tuple[tuple[str, str], ...] = ()

    def as_json(self) -> dict[str, Any]:
        return asdict(self) | {"scores": {name: [int(share.hits), share.n] for name, share in self.scores.items()}}


@dataclass(frozen=True, slots=True)
class Run:
    """Records, and what made them: engine, versions, suites, documents, date."""

    made: dict[str, Any]
    records: tuple[Record, ...]

    def of(self, suite: Form) -> list[Record]:
        return [r for r in self.records if r.suite == suite]

    def suites(self) -> list[Form]:
        return list(dict.fromkeys(r.suite for r in self.records))

    def as_json(self) -> dict[str, Any]:
        figures = {suite: tabulate(self.of(suite)) for suite in self.suites()}
        return {"form": FORM, **self.made, "figures": figures, "items": [r.as_json() for r in self.records]}


def run(
    answerer: Answerer,
    suites: Sequence[Suite],
    *,
    part: str = "all",
    kinds: Sequence[str] = (),
    limit: int = 0,
    made: Mapping[str, Any] | None = None,
    progress: Progress | None = None,
) -> Run:
    """Ask everything once, in order.

    ``part`` is open, held-out or all, ``kinds`` keeps those kinds (or edits) only, ``limit`` the first so many of
    each suite. Raises SuiteError when a suite does not fit the documents, or when nothing is left to ask.
    """
    documents = {d.doc: d for d in answerer.documents}
    chosen: list[Item] = []
    for suite in suites:
        check_sources(suite, documents)
        items = [i for i in suite.items if part in ("all", split_of(i)) and (not kinds or kind_of(i) in kinds)]
        chosen += items[: limit or None]
    if not chosen:
        known = sorted({kind_of(i) for s in suites for i in s.items})
        raise SuiteError(f"No item fits. Kinds in these suites: {', '.join(known)}; parts: open, held-out, all.")
    records = []
    for number, item in enumerate(chosen, 1):
        records.append(_record_of(answerer, item, documents))
        if progress:
            progress("evaluating", number, len(chosen))
    about = {
        "suites": [{"name": s.name, "form": s.form, "items": len(s.items), "digest": s.digest} for s in suites],
        "documents": {d.doc: d.digest[:16] for d in answerer.documents},
        "titles": {d.doc: dict(d.title) for d in answerer.documents if d.title},
    }
    return Run({**(made or {}), **about}, tuple(records))


def _record_of(answerer: Answerer, item: Item, documents: Mapping[str, Document]) -> Record:
    if isinstance(item, QuestionItem):
        return _question(answerer, item, documents)
    if not hasattr(answerer, "check_claim"):
        raise SuiteError("This engine answers questions only. Give it a suite of questions with --suite.")
    checker: Checker = answerer  # type: ignore[assignment]
    return _claim(checker, item, documents) if isinstance(item, ClaimItem) else _summary(checker, item, documents)


def _question(answerer: Answerer, item: QuestionItem, documents: Mapping[str, Document]) -> Record:
    began = time.perf_counter()
    trace: Traced | None = answerer.trace(item.asked()) if hasattr(answerer, "trace") else None
    reply = trace.reply if trace else answerer.ask(item.asked())
    seconds = time.perf_counter() - began
    faults = metrics.faults(item, reply)
    scores = metrics.judge_question(item, reply, documents)
    lost = lost_at(gold_keys(item, documents), trace) if trace and item.answerable and faults else ""
    facts = " + ".join(" | ".join(variants[:4]) for variants in item.facts)
    expected = facts if item.answerable else "small_talk" if item.kind == "chitchat" else "refused"
    return Record(
        "questions", item.id, item.lang, item.kind, split_of(item), _docs(item), item.question, reply.answer, reply.outcome, expected,
        tuple(faults), lost, seconds, scores, _cited(reply.citations), item.history,
    )  # fmt: skip


def _claim(checker: Checker, item: ClaimItem, documents: Mapping[str, Document]) -> Record:
    began = time.perf_counter()
    checked = checker.check_claim(item.claim)
    seconds = time.perf_counter() - began
    label = str(checked.verdict.label)
    return Record(
        "claims", item.id, item.lang, item.edit, split_of(item), _docs(item), item.claim, " ".join(checked.reasons), label, str(item.label),
        () if label == item.label else (label,), "", seconds, metrics.judge_claim(item, checked, documents), _cited(checked.citations),
    )  # fmt: skip


def _summary(checker: Checker, item: SummaryItem, documents: Mapping[str, Document]) -> Record:
    began = time.perf_counter()
    reply = checker.summarize(item.documents, item.topic, item.lang, item.length)
    seconds = time.perf_counter() - began
    missing = [variants[0] for variants, met in zip(item.facts, metrics.facts_met(item.facts, reply.answer), strict=True) if not met]
    asked = ", ".join(item.documents) + (f" – {item.topic}" if item.topic else "")
    return Record(
        "summaries", item.id, item.lang, item.length, split_of(item), item.documents, asked, reply.answer, reply.outcome, " + ".join(v[0] for v in item.facts),
        tuple(missing), "", seconds, metrics.judge_summary(item, reply, documents), _cited(reply.citations),
    )  # fmt: skip


def kind_of(item: Item) -> str:
    return item.kind if isinstance(item, QuestionItem) else item.edit if isinstance(item, ClaimItem) else item.length


def _docs(item: QuestionItem | ClaimItem) -> tuple[str, ...]:
    return tuple(sorted({s.doc for s in item.sources}))


def _cited(citations: Sequence[Citation]) -> tuple[dict[str, Any], ...]:
    return tuple({"n": c.n, "doc": c.doc, "start": c.start, "end": c.end, "quote": c.quote} for c in citations)


# Where an answer was lost

Key = tuple[str, int]


def gold_keys(item: QuestionItem, documents: Mapping[str, Document]) -> set[Key]:
    """The sentences (document, index) that the gold quotes lie in."""
    return {
        (source.doc, sentence.index)
        for source in item.sources
        for place in metrics.places(source, documents)
        for sentence in documents[source.doc].sentences
        if sentence.span.start < place.end and place.start < sentence.span.end
    }


class Traced(Protocol):
    """A reply and what the pipeline tells of its stages: keys of sentences after each."""

    @property
    def retrieved(self) -> Sequence[Key]: ...
    @property
    def selected(self) -> Sequence[Key]: ...
    @property
    def drafted(self) -> Sequence[Key]: ...
    @property
    def reply(self) -> Reply: ...


def lost_at(gold: set[Key], trace: Traced) -> str:
    """The first stage that no longer holds a gold sentence, or what became of one that all stages held.

    not_retrieved · not_selected · refused (nothing was drafted from it) · not_drafted · rejected (the gate took
    it out) · incomplete (the answer cites it and yet is wrong).
    """
    if not gold & set(trace.retrieved):
        return "not_retrieved"
    if not gold & set(trace.selected):
        return "not_selected"
    if not gold & set(trace.drafted):
        return "refused" if trace.reply.refused else "not_drafted"
    cited = {key for claim in trace.reply.claims for key in claim.verdict.evidence}
    return "incomplete" if trace.reply.outcome == "answered" and gold & cited else "rejected"


# Figures


def tabulate(records: Sequence[Record]) -> dict[str, Any]:
    """Figures of a suite: {"all": …, "kind": {value: …}, "lang": …, "part": …, "doc": …}, "seconds", "confusion"."""
    table: dict[str, Any] = {"items": len(records), "all": figures(records)}
    for dimension in DIMENSIONS:
        table[dimension] = {value: {"items": len(group), **figures(group)} for value, group in groups(records, dimension)}
    table["seconds"] = _times([r.seconds for r in records])
    if records and records[0].suite == "claims":
        table["confusion"] = confusion(records)
    return table


def _times(seconds: Sequence[float]) -> dict[str, Any]:
    """{"n", "p50": {"value", "low", "high"}, "p95": …}, in seconds."""
    out: dict[str, Any] = {"n": len(seconds)}
    for name, share in (("p50", 0.5), ("p95", 0.95)):
        low, high = metrics.percentile_interval(seconds, share)
        out[name] = {"value": round(metrics.percentile(seconds, share), 4), "low": round(low, 4), "high": round(high, 4)}
    return out


def figures(records: Sequence[Record]) -> dict[str, dict[str, Any]]:
    out = {}
    for name in HIGHER_IS_BETTER:
        share = metrics.sum_shares(r.scores[name] for r in records if name in r.scores)
        interval = share.interval()
        if interval is not None and share.value is not None:
            out[name] = {"value": round(share.value, 6), "hits": share.hits, "n": share.n, "low": round(interval[0], 6), "high": round(interval[1], 6)}
    return out


def groups(records: Sequence[Record], dimension: str) -> Iterator[tuple[str, list[Record]]]:
    """Records by one dimension, in order of appearance; one with two documents stands under both."""
    found: dict[str, list[Record]] = {}
    for r in records:
        for value in r.docs if dimension == "doc" else (str(getattr(r, dimension)),):
            found.setdefault(value, []).append(r)
    yield from sorted(found.items()) if dimension == "doc" else found.items()


def confusion(records: Sequence[Record]) -> dict[str, dict[str, int]]:
    """Claims by what they are (rows) and what the verdict was (columns)."""
    labels = ("supported", "contradicted", "not_found")
    return {label: {verdict: sum(r.expected == label and r.outcome == verdict for r in records) for verdict in labels} for label in labels}


# What made a run, and runs on disk


def made_by(model: str, *, command: str, today: str) -> dict[str, Any]:
    return {"engine": model or "embedded", "version": _version(), "commit": _commit(), "command": command, "date": today}


def _version() -> str:
    try:
        return version("russia-dprk-assistant")
    except PackageNotFoundError:
        return ""


def _commit() -> str:
    """Commit of the work tree the program runs from, "+" where it has changes; empty when it is installed."""
    import subprocess

    folder = Path(__file__).parents[2]
    if not (folder / ".git").exists():
        return ""
    try:
        named = subprocess.run(["git", "-C", str(folder), "describe", "--always", "--dirty=+", "--exclude=*"], capture_output=True, text=True, timeout=10)
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return named.stdout.strip()


def read_run(path: Path) -> Run:
    """A run as ``--report`` stored it. Raises SuiteError for anything else."""
    try:
        stored = json.loads(path.read_text("utf-8"))
        if stored["form"] != FORM:
            raise SuiteError(f"{path.name} was stored by another version of the program. Make the run again.")
        records = tuple(_record(item) for item in stored["items"])
    except FileNotFoundError:
        raise SuiteError(f"{path} does not exist. `assistant eval --report DIR` stores a run as DIR/run.json.") from None
    except OSError as error:
        raise SuiteError(f"{path} cannot be read ({error.strerror}). Name the run.json of a report.") from None
    except (ValueError, KeyError, TypeError):
        raise SuiteError(f"{path.name} is not a stored run. `assistant eval --report DIR` stores one as DIR/run.json.") from None
    return Run({k: v for k, v in stored.items() if k not in ("form", "figures", "items")}, records)


def _record(item: dict[str, Any]) -> Record:
    return Record(
        **item
        | {
            "docs": tuple(item["docs"]),
            "faults": tuple(item["faults"]),
            "citations": tuple(item["citations"]),
            "history": tuple((who, said) for who, said in item["history"]),
            "scores": {name: Share(*share) for name, share in item["scores"].items()},
        }
    )
