"""Hits → the sentences that bear on the query, each with why it was chosen.

Every candidate sentence is described by a few numbers between 0 and 1 (see ``describe``); two small
logistic models, learned by ``eval/learn.py`` and stored with their provenance in ``weights.json``,
turn them into the probability that the sentence answers, and that the question can be answered at all.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from assistant.answering.expected import satisfies
from assistant.answering.understanding import Query, is_a_name
from assistant.text.alignment import Aligner, TermSpace, rounded
from assistant.text.analysis import Facts
from assistant.text.dates import DateExpr
from assistant.text.quantities import Agreement, agree
from assistant.text.terms import stem
from assistant.values import Document, Evidence, Language, Section, Sentence

Read = Callable[[str, Document], Facts]
"""Text of a document → its facts, read against the document's date."""

NEIGHBOURS_BEFORE, NEIGHBOURS_AFTER = 3, 1


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence of a hit. ``similarity``: cosine with the query by model, the better of original and rendering."""

    document: Document
    sentence: Sentence
    rank: int
    """Of its passage, from 1."""
    similarity: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Selection:
    """Candidates best first, with the probability that the question is answered by them."""

    evidence: tuple[Evidence, ...]
    answerable: float
    features: Mapping[str, float]


def versions(sentence: Sentence, document: Document, read: Read) -> dict[Language, Facts]:
    """Facts of a sentence in each language it is to be had in."""
    out: dict[Language, Facts] = {sentence.language: read(sentence.text, document)}
    if sentence.rendering:
        out["en" if sentence.language == "ja" else "ja"] = read(sentence.rendering, document)
    return out


def surroundings(candidate: Candidate, language: str, read: Read) -> list[Facts]:
    """What a reader has in mind at a sentence: title, author, heading, the sentences around it in its section."""
    document, sentence = candidate.document, candidate.sentence
    section = document.section_of(sentence.span)
    texts = [" ".join([*document.title.values(), *section.author.values(), *document.publisher.values(), section.date])]
    around = document.sentences[max(sentence.index - NEIGHBOURS_BEFORE, 0) : sentence.index + NEIGHBOURS_AFTER + 1]
    near = [s for s in around if s.index != sentence.index and (s.index == sentence.heading or (s.kind == "body" and section.span.contains(s.span)))]
    if sentence.heading >= 0:
        near.append(document.sentences[sentence.heading])
    for other in near:
        texts.append(other.text if other.language == language or not other.rendering else other.rendering)
    return [read(t, document) for t in texts if t]


def describe(query: Query, candidate: Candidate, aligner: Aligner, space: TermSpace, read: Read) -> dict[str, float]:
    """The numbers by which a candidate is judged, each from 0 to 1."""
    facts = query.facts
    forms = versions(candidate.sentence, candidate.document, read)
    own = forms.get(facts.language) or next(iter(forms.values()))
    around = surroundings(candidate, facts.language, read)
    section = candidate.document.section_of(candidate.sentence.span)
    alone = aligner.coverage(list(forms.values()))
    within = aligner.coverage([*forms.values(), *around])
    rest, rest_near = aligner.coverage(list(forms.values()), without_names=True), aligner.coverage([*forms.values(), *around], without_names=True)
    here = frozenset(i for f in forms.values() for i in f.name_ids)
    near = here | frozenset(i for f in around for i in f.name_ids)
    figures = [*facts.quantities]
    matched = [any(agree(q, s) is Agreement.EQUAL for f in forms.values() for s in f.quantities) for q in figures]
    dates_here = [any(same_date(d, s) for f in forms.values() for s in f.dates) for d in facts.dates]
    dates_near = [any(same_date(d, s) for f in [*forms.values(), *around] for s in f.dates) for d in facts.dates]
    kind = query.asked.kind
    fits = satisfies(query, list(forms.values()), section, space)
    others = _other_speakers(query, section)
    out = {
        "e5": (candidate.similarity.get("e5", 0.0) - 0.75) / 0.2,
        "use": candidate.similarity.get("use", 0.0),
        "cover": alone.share,
        "cover_near": within.share,
        "worst_near": within.worst,
        "worst_here": alone.worst,
        "rest": rest.share,
        "rest_near": rest_near.share,
        "rest_worst": rest.worst,
        "rest_worst_near": rest_near.worst,
        "rest_gap": (1 - rest_near.share) * min(rest_near.weight / 4, 1.0),
        "names": _named(facts, here, others),
        "names_near": _named(facts, near, others),
        "unlisted": _unlisted(facts, [*forms.values(), *around]),
        "figures": _share(sum(matched), len(figures)),
        "dates": _share(sum(dates_here), len(facts.dates)),
        "years_clash": float(_years_clash(facts, list(forms.values()))),
        "dates_near": _share(sum(dates_near), len(facts.dates)),
        "fits": fits,
        "noun": _noun(query, list(forms.values()), space),
        "noun_near": _noun(query, [*forms.values(), *around[1:]], space),
        "misfit_number": float(kind == "number") * (1 - fits),
        "misfit_date": float(kind == "date") * (1 - fits),
        "misfit_name": float(kind in {"who", "where"} or query.asked.named) * (1 - fits),
        "misfit_why": float(kind == "why") * (1 - fits),
        "rank": 1 / candidate.rank,
        "author": float(bool(_authors(section) & _persons(query))),
        "short": float(len(own.terms) < 4),
        "question": float(own.text.rstrip().endswith(("?", "？", "か。", "か"))),
    }
    out["joint"] = out["rest"] * out["fits"] * out["names_near"] * out["dates_near"]
    out["noun_joint"] = out["noun"] * out["fits"]
    out["weakest"] = min(out["rest_near"], out["fits"], out["names_near"], out["dates_near"], out["unlisted"])
    return rounded({name: min(max(value, 0.0), 1.0) for name, value in out.items()})



def same_date(asked: DateExpr, source: DateExpr) -> bool:
    """Whether two dates agree in every field both give, and share at least one."""
    shared = [(a, b) for a, b in ((asked.year, source.year), (asked.month, source.month), (asked.day, source.day)) if a is not None and b is not None]
    return bool(shared) and all(a == b for a, b in shared)


def _noun(query: Query, others: Sequence[Facts], space: TermSpace) -> float:
    """How far the thing asked for is named; 1 where the question names none."""
    noun = query.asked.noun
    if not noun:
        return 1.0
    key = noun if not noun.isascii() else stem(noun)
    shown = [t for o in others for t in o.terms]
    if any(t.key == key or (not noun.isascii() and t.key in noun and len(t.key) > 1) for t in shown):
        return 1.0
    return space.nearest(noun, [t.shown for t in shown])


REQUIRED = {"person", "country", "place", "organisation", "media", "agreement", "weapon", "group", "compound"}
"""Kinds of names that the evidence must name too; an event is often described instead."""


def _other_speakers(query: Query, section: Section) -> frozenset[str]:
    """Who else is asked about where several people's views are: a text by one of them need not name the others."""
    persons = [n for n in query.facts.names if n.kind == "person"]
    if query.asked.kind not in {"compare", "opinion"} or len(persons) < 2 or not _authors(section) & _persons(query):
        return frozenset()
    own = _authors(section)
    return frozenset(n.ids[0] for n in persons if not {n.text.lower(), *n.text.lower().replace("・", " ").split()} & own)


def _named(facts: Facts, ids: frozenset[str], excused: frozenset[str]) -> float:
    """Share of the question's names that occur, whichever of its readings a name has."""
    wanted = [n for n in facts.names if n.kind in REQUIRED and n.ids[0] not in excused]
    return _share(sum(bool(set(n.ids) & ids) if n.kind != "compound" else set(n.ids) <= ids for n in wanted), len(wanted))


def _years_clash(facts: Facts, forms: Sequence[Facts]) -> bool:
    """Whether the question names a year and the sentence names only others."""
    asked = {y for d in facts.dates for y in (d.year, d.end.year if d.end else None) if y and d.precision in {"day", "month", "year"}}
    told = {y for f in forms for d in f.dates for y in (d.year, d.end.year if d.end else None) if y}
    spans = [(d.year, d.end.year) for f in forms for d in f.dates if d.end and d.year and d.end.year]
    return bool(asked and told) and not asked & told and not any(a <= y <= b for y in asked for a, b in spans)


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 1.0


def _unlisted(facts: Facts, others: Sequence[Facts]) -> float:
    """Share of the question's unlisted names that occur, by spelling or by sound."""
    if not facts.unlisted:
        return 1.0
    texts = [o.plain.lower() for o in others]
    sounds = {u.sound for o in others for u in o.unlisted if len(u.sound) > 1}
    hits = sum(
        any(u.text.lower() in t for t in texts) or any(w.lower() in t for t in texts for w in u.text.split() if len(w) > 3) or u.sound in sounds
        for u in facts.unlisted
    )
    return hits / len(facts.unlisted)


def _authors(section: Section) -> frozenset[str]:
    return frozenset(part.lower() for name in section.names for part in (name, *name.replace("・", " ").split()) if len(part) > 1)


def _persons(query: Query) -> frozenset[str]:
    names = [n.text for n in query.facts.names if n.kind == "person"] + [u.text for u in query.facts.unlisted]
    return frozenset(part.lower() for name in names for part in (name, *name.replace("・", " ").split()))


@dataclass(frozen=True, slots=True)
class Model:
    """A logistic model: weights by feature name, and a bias."""

    bias: float
    weights: Mapping[str, float]

    def logit(self, features: Mapping[str, float]) -> float:
        return self.bias + sum(w * features.get(name, 0.0) for name, w in self.weights.items())

    def probability(self, features: Mapping[str, float]) -> float:
        return 1 / (1 + math.exp(-max(min(self.logit(features), 30.0), -30.0)))


@cache
def stored(file: Path | None = None) -> dict[str, Any]:
    """The learned weights with their provenance."""
    loaded: dict[str, Any] = json.loads((file or Path(__file__).with_name("weights.json")).read_text("utf-8"))
    return loaded


def model(name: str) -> Model:
    entry = stored()["models"][name]
    return Model(entry["bias"], entry["weights"])


def rank(query: Query, candidates: Sequence[Candidate], space: TermSpace, read: Read) -> list[tuple[Candidate, dict[str, float], float]]:
    """Candidates with their features and the logit of answering, best first; ties by place."""
    chooser, aligner = model("sentence"), Aligner(query.facts, space)
    scored = [(c, f, round(chooser.logit(f), 4)) for c in candidates for f in (describe(query, c, aligner, space, read),)]
    return sorted(scored, key=lambda s: (-s[2], s[0].document.doc, s[0].sentence.index))


def summary_features(ranked: Sequence[tuple[Candidate, Mapping[str, float], float]]) -> dict[str, float]:
    """What decides answerability: the best sentence, and how far it stands out."""
    if not ranked:
        return {}
    best = ranked[0]
    out = {f"top_{name}": value for name, value in best[1].items()}
    out["top_score"] = 1 / (1 + math.exp(-max(min(best[2], 30), -30)))
    second = ranked[1][2] if len(ranked) > 1 else best[2] - 5
    out["margin"] = min(max((best[2] - second) / 5, 0.0), 1.0)
    out["best_cover"] = max(f["cover_near"] for _, f, _ in ranked[:5])
    out["best_e5"] = max(f["e5"] for _, f, _ in ranked)
    out["best_use"] = max(f["use"] for _, f, _ in ranked)
    return rounded(out)


def select(query: Query, candidates: Sequence[Candidate], space: TermSpace, read: Read, *, topic: bool = False) -> Selection:
    """The evidence for a query, best first, and whether it answers.

    Where a question consists of a name ("Who is X?", 「Xとは」), only sentences that hold it can say what it is; of a ``topic`` others tell too.
    """
    ranked = rank(query, candidates, space, read)
    if is_a_name(query.facts) and not topic:
        ranked = [r for r in ranked if r[1]["names"] > 0] or ranked
    features = summary_features(ranked)
    probability = model("answerable").probability(features) if ranked else 0.0
    if not holds_what_is_asked(query, ranked):
        probability = 0.0
    evidence = tuple(
        Evidence(c.document.doc, c.sentence, c.document.section_of(c.sentence.span), 1 / (1 + math.exp(-max(min(score, 30), -30))), f) for c, f, score in ranked
    )
    return Selection(evidence, probability, features)


FITTING = 0.3
"""From here a sentence counts as holding a figure, date or name of the kind asked for (see ``expected``)."""
NAMED_NOUN = 0.35
"""From here a sentence counts as speaking of the thing whose name is asked for."""


def holds_what_is_asked(query: Query, ranked: Sequence[tuple[Candidate, Mapping[str, float], float]]) -> bool:
    """Conditions without which no probability helps: a figure for "how many", a date for "when", a name for "who";
    no other year than the one asked about; no proper name that the evidence lacks."""
    asked = query.asked
    close = [f for _, f, score in ranked[:4] if score >= ranked[0][2] - 1.0]
    if (asked.kind in {"number", "date", "who", "where"} or asked.named) and not any(f["fits"] >= FITTING for f in close):
        return False
    if asked.named and asked.kind == "what" and asked.noun and not any(f["noun_near"] >= NAMED_NOUN for f in close):
        return False
    if asked.kind in {"yes_no", "date", "number"} and all(f["years_clash"] for f in close):
        return False
    same_language = query.facts.language in {ranked[0][0].sentence.language, *(["ja", "en"] if ranked[0][0].sentence.rendering else [])}
    return not (query.facts.unlisted and same_language and all(f["unlisted"] < FITTING for f in close))
