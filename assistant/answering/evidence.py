"""Hits → the sentences that bear on the query, each with why it was chosen.

Every candidate sentence is described by a few numbers between 0 and 1 (see ``describe``); two small
logistic models, learned by ``eval/learn.py`` and stored with their provenance in ``weights.json``,
turn them into the probability that the sentence answers, and that the question can be answered at all.
Both also weigh what a cross-encoder says of the best sentences, which it reads together with the question.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import numpy as np

from assistant.answering.authors import Called, words_of, wrote
from assistant.answering.closeness import Closeness, alike, form_words, name_sounds
from assistant.answering.expected import may_say, places, satisfies
from assistant.answering.understanding import Asked, Query, asks_who, is_a_name
from assistant.text.alignment import Grid, TermSpace, rounded
from assistant.text.analysis import Facts
from assistant.text.dates import DateExpr, completed, with_years
from assistant.text.name_kinds import introduced
from assistant.text.names import Unlisted, sound
from assistant.text.quantities import Agreement, agree
from assistant.text.telling import author_of, with_author, with_before
from assistant.values import Document, Evidence, Language, Scorer, Section, Sentence, Span

Read = Callable[[str, Document], Facts]
"""Text of a document → its facts, read against the document's date."""

NEIGHBOURS_BEFORE, NEIGHBOURS_AFTER = 3, 1
CROSSED, CLOSE, SURE = 6, 2.5, 5.0
"""The most sentences that the cross-encoder reads, how far they may lie behind the first (in log-odds of answering), and the log-odds from which
its word counts in full."""
FARTHER, DOUBT = 5.0, 0.5
"""How far behind the first it goes on reading where none of those says as much."""


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


YEAR_BEFORE = 4
"""How many sentences back the year of a date is looked for that leaves it out."""


def versions(sentence: Sentence, document: Document, read: Read) -> dict[Language, Facts]:
    """Facts of a sentence in each language it is to be had in, its dates with the year that was told before it."""
    out: dict[Language, Facts] = {sentence.language: read(sentence.text, document)}
    if sentence.rendering:
        out["en" if sentence.language == "ja" else "ja"] = read(sentence.rendering, document)
    if all(d.year is not None for facts in out.values() for d in facts.dates):
        return out
    year = _year_before(sentence, document, read)
    return {language: replace(facts, dates=completed(facts.dates, year)) for language, facts in out.items()}


def _year_before(sentence: Sentence, document: Document, read: Read) -> int | None:
    """The year that was told last, in the same section and not far before."""
    section = document.section_of(sentence.span)
    for other in reversed(document.sentences[max(sentence.index - YEAR_BEFORE, 0) : sentence.index]):
        if other.kind == "body" and section.span.contains(other.span):
            years = [y for d in read(other.text, document).dates if d.precision in {"year", "month", "day"} for y in _years(d)]
            if years:
                return years[-1]
    return None


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


def headings(candidate: Candidate, read: Read) -> list[Facts]:
    """The heading that a sentence stands under, in each language it is to be had in: it often asks what the sentences under it answer."""
    document, at = candidate.document, candidate.sentence.heading
    return [read(t, document) for t in (document.sentences[at].text, document.sentences[at].rendering) if t] if at >= 0 else []


def describe_all(query: Query, candidates: Sequence[Candidate], space: TermSpace, read: Read) -> list[dict[str, float]]:
    """Every candidate described. A follow-up that is only put behind the question it follows is described so and alone, and the mean of both taken:
    what answers the question before has all its words."""
    if not query.joined:
        return _described(query, candidates, space, read)
    both = (_described(q, candidates, space, read) for q in (query, query.alone))
    return [{name: round((row[name] + own[name]) / 2, 4) for name in row} for row, own in zip(*both, strict=True)]


def _described(query: Query, candidates: Sequence[Candidate], space: TermSpace, read: Read) -> list[dict[str, float]]:
    closeness = Closeness(query, space)
    told = [(list(versions(c.sentence, c.document, read).values()), surroundings(c, query.facts.language, read)) for c in candidates]
    above = [headings(c, read) for c in candidates]
    closeness.read(facts for forms, around in told for facts in (*forms, *around))
    rows = np.array([closeness.row(forms) for forms, _ in told]).reshape(len(told), len(closeness.terms))
    rows_near = np.array([closeness.row([*forms, *around]) for forms, around in told]).reshape(rows.shape)
    covers = _covers(closeness, rows, rows_near)
    out = [
        describe(query, c, forms, around, above[i], {name: float(values[i]) for name, values in covers.items()}, closeness, space)
        for i, (c, (forms, around)) in enumerate(zip(candidates, told, strict=True))
    ]
    whole = rows.max(axis=0, initial=0.0)
    places_of: dict[str, list[int]] = {}
    for i, c in enumerate(candidates):
        places_of.setdefault(c.document.doc, []).append(i)
    total = sum(1 / rank for rank in {c.rank for c in candidates})
    for inside in places_of.values():
        of_all = rows[inside].max(axis=0)
        of_document = {
            "doc_cover": closeness.share(of_all),
            "doc_rank": sum(1 / rank for rank in {candidates[i].rank for i in inside}) / total,
            "nowhere": closeness.lost(whole) / 3,
            "nowhere_doc": closeness.lost(of_all) / 3,
        }
        for i in inside:
            out[i] |= rounded({name: min(max(value, 0.0), 1.0) for name, value in of_document.items()})
    return out


def _covers(closeness: Closeness, here: Grid, near: Grid) -> dict[str, Grid]:
    """What the words alone say of all candidates: each (n_candidates,), from how far each word is covered ``here`` and with its surroundings."""
    rest, names = ~closeness.named, closeness.named | closeness.unlisted
    every = np.ones(len(rest), bool)
    rest_near = closeness.share(near, rest)
    return {
        "cover": closeness.share(here),
        "cover_near": closeness.share(near),
        "rest": closeness.share(here, rest),
        "rest_near": rest_near,
        "rest_worst": closeness.worst(here, rest),
        "rest_worst_near": closeness.worst(near, rest),
        "rest_gap": (1 - rest_near) * min(float(closeness.weights @ rest) / 4, 1.0),
        "same": closeness.share((here >= 1.0).astype(float)),
        "worst_here": closeness.worst(here, every),
        "worst_near": closeness.worst(near, every),
        "lost_here": closeness.lost(here) / 4,
        "lost_near": closeness.lost(near) / 4,
        "own_words": closeness.share(here, ~names),
        "predicate": closeness.of(here, closeness.predicate),
        "predicate_near": closeness.of(near, closeness.predicate),
    }


def describe(
    query: Query,
    candidate: Candidate,
    forms: Sequence[Facts],
    around: Sequence[Facts],
    above: Sequence[Facts],
    covers: Mapping[str, float],
    closeness: Closeness,
    space: TermSpace,
) -> dict[str, float]:
    """The numbers by which a candidate is judged, each from 0 to 1: from its ``forms`` (see ``versions``), what stands ``around`` it, the heading
    ``above`` it, and how far it ``covers`` the question's words."""
    facts = query.facts
    own = next((f for f in forms if f.language == facts.language), forms[0])
    section = candidate.document.section_of(candidate.sentence.span)
    ids_here = frozenset(i for f in forms for i in f.name_ids)
    ids_near = ids_here | frozenset(i for f in around for i in f.name_ids)
    asked, kind = query.asked, query.asked.kind
    fits = satisfies(query, forms, section, space)
    spots = [(f, places(query, f, space)) for f in forms]
    beside = max((closeness.beside(f, found) for f, found in spots if found), default=0.0)
    others = _other_speakers(query, section)
    kin, clash = closeness.kinship(forms)
    pointed = kind in {"number", "date", "who", "where", "why"} or asked.named
    out = {
        "e5": (candidate.similarity.get("e5", 0.0) - UNRELATED[True]) / 0.2,
        "near": (candidate.similarity.get("e5", 0.0) - UNRELATED[own.language == facts.language]) / 0.2,
        "use": candidate.similarity.get("use", 0.0),
        **covers,
        "told_otherwise": float(closeness.told_otherwise(forms)),
        "kin": kin,
        "kin_clash": clash,
        "kin_near": closeness.kinship([*forms, *around])[0],
        "beside": beside if pointed else covers["cover"] * BESIDE_SHARE,
        "apart": float(pointed) * max(covers["cover"] - beside, 0.0),
        "spot": float(not pointed or any(found for _, found in spots)),
        "names": _named(facts, ids_here, others),
        "names_near": _named(facts, ids_near, others),
        "unlisted_here": _unlisted(facts, forms),
        "unlisted": _unlisted(facts, [*forms, *around]),
        "rival": _rival(facts, forms, ids_here),
        "figures": _figures(facts, forms),
        "figures_near": _figures(facts, [*forms, *around]),
        "rank_clash": _rank_clash(facts, forms),
        "part_clash": _part_clash(facts, [*forms, *around]),
        "dates": _dates(facts, forms),
        "dates_near": _dates(facts, [*forms, *around]),
        "date_clash": float(bool(facts.dates) and any(f.dates for f in forms) and _dates(facts, forms) == 0.0),
        "years_clash": float(years_clash(facts, forms)),
        "day_clash": float(any(d.precision == "day" for d in facts.dates) and any(f.dates for f in forms) and _dates(facts, forms) == 0.0),
        "fits": fits,
        "noun": closeness.noun(forms),
        "noun_near": closeness.noun([*forms, *around[1:]]),
        "misfit_number": float(kind == "number") * (1 - fits),
        "misfit_date": float(kind == "date") * (1 - fits),
        "misfit_name": float(kind in {"who", "where"} or asked.named) * (1 - fits),
        "misfit_why": float(kind == "why") * (1 - fits),
        "rank": 1 / candidate.rank,
        "author": float(wrote(section, query.voices)),
        "short": float(len(own.terms) < 4),
        "question": float(own.text.rstrip().endswith(("?", "？", "か。", "か"))),
        "unfinished": float(not FINISHED.search(candidate.sentence.text)),
        "cross": float(own.language != facts.language),
    }
    out["heading"] = closeness.share(closeness.row(above)) if above else 0.0
    out["joint"] = out["rest"] * out["fits"] * out["names_near"] * out["dates_near"]
    out["noun_joint"] = out["noun"] * out["fits"]
    out["weakest"] = min(out["rest_near"], out["fits"], out["names_near"], out["dates_near"], out["unlisted"])
    out["cross_cover"], out["cross_use"], out["cross_e5"] = (out["cross"] * out[n] for n in ("cover", "use", "near"))
    return rounded({name: min(max(value, 0.0), 1.0) for name, value in out.items()})


UNRELATED = {True: 0.75, False: 0.69}
"""About the e5 cosine of a question and an unrelated sentence, in one language or in two."""
BESIDE_SHARE = 0.5
"""What part of the cover counts as standing near the answer, where the question asks for no figure, date or name."""
FINISHED = re.compile(r"[。．.!?！？」』”\")）…][\s]*$")
"""How a sentence ends; a heading or a line of names and dates does not."""


def _figures(facts: Facts, others: Sequence[Facts]) -> float:
    """Share of the question's figures that occur."""
    return _share(sum(any(agree(q, s) is Agreement.EQUAL for f in others for s in f.quantities) for q in facts.quantities), len(facts.quantities))


def _rank_clash(facts: Facts, forms: Sequence[Facts]) -> float:
    """Whether the question asks for the second and the sentence tells of the first, or of all."""
    asked = {q.low for q in facts.quantities if q.unit == "rank"}
    told = {q.low for f in forms for q in f.quantities if q.unit == "rank"}
    return 0.0 if not asked or asked & told else 1.0 if told else 0.5


PARTS = {"article", "chapter"}
"""Units of what numbers the parts of a text."""


def _part_clash(facts: Facts, others: Sequence[Facts]) -> float:
    """Whether the question asks about an article or a chapter by its number, and neither the sentence nor what stands around it is about that."""
    asked, told = ({(q.unit, q.low) for f in texts for q in f.quantities if q.unit in PARTS} for texts in ([facts], others))
    return float(bool(asked) and not asked & told)


def _dates(facts: Facts, others: Sequence[Facts]) -> float:
    """Share of the question's dates that occur."""
    return _share(sum(any(same_date(d, s) for f in others for s in f.dates) for d in facts.dates), len(facts.dates))


def _rival(facts: Facts, forms: Sequence[Facts], ids: frozenset[str]) -> float:
    """Whether the sentence lacks a name of the question and has another, listed ones of the same kind."""
    missing = {n.kind for n in facts.names if n.kind in REQUIRED and not set(n.ids) & ids}
    if missing & {n.kind for f in forms for n in f.names if not set(n.ids) & facts.ids}:
        return 1.0
    if _unlisted(facts, forms) < 1.0:
        told = facts.plain.lower()
        return 1.0 if any(u.text.lower() not in told for f in forms for u in f.unlisted) else 0.5
    return 0.0


def same_date(asked: DateExpr, source: DateExpr) -> bool:
    """Whether two dates agree in every field both give, and share at least one."""
    shared = [(a, b) for a, b in ((asked.year, source.year), (asked.month, source.month), (asked.day, source.day)) if a is not None and b is not None]
    return bool(shared) and all(a == b for a, b in shared)


REQUIRED = {"person", "country", "place", "organisation", "media", "agreement", "weapon", "group", "compound"}
"""Kinds of names that the evidence must name too; an event is often described instead."""


def _other_speakers(query: Query, section: Section) -> frozenset[str]:
    """Who else is asked about where several people's views are: a text by one of them need not name the others."""
    named = [n for n in query.facts.names if n.kind == "person"]
    if query.asked.kind not in {"compare", "opinion"} or len(named) < 2 or not wrote(section, query.voices):
        return frozenset()
    return frozenset(n.ids[0] for n in named if not wrote(section, {words_of(n.text)}))


def _named(facts: Facts, ids: frozenset[str], excused: frozenset[str]) -> float:
    """Share of the question's names that occur, whichever of its readings a name has."""
    wanted = [n for n in facts.names if n.kind in REQUIRED and n.ids[0] not in excused]
    return _share(sum(bool(set(n.ids) & ids) if n.kind != "compound" else set(n.ids) <= ids for n in wanted), len(wanted))


def years_clash(facts: Facts, forms: Sequence[Facts]) -> bool:
    """Whether the question names a year and the sentence names only others; before or since a year all earlier or later ones will do."""
    asked = [d for d in facts.dates if d.year and d.precision in {"day", "month", "year"}]
    told = [d for f in forms for d in f.dates if d.year]
    return bool(asked and told) and not any(_year_meets(a, t) for a in asked for t in told)


def _year_meets(asked: DateExpr, told: DateExpr) -> bool:
    """Whether a year that is told lies where one is asked about."""
    first: float = -math.inf if asked.bound == "until" else min(_years(asked))
    last: float = math.inf if asked.bound == "since" else max(_years(asked))
    return min(_years(told)) <= last and first <= max(_years(told))


def _years(date: DateExpr) -> tuple[int, ...]:
    """Its year, and that of its other end."""
    return tuple(y for y in (date.year, date.end.year if date.end else None) if y)


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 1.0


def _unlisted(facts: Facts, others: Sequence[Facts]) -> float:
    """Share of the question's unlisted names that occur, by spelling or by sound."""
    if not facts.unlisted:
        return 1.0
    texts = [o.plain.lower() for o in others]
    sounds = {u.sound for o in others for u in o.unlisted if len(u.sound) > 1}
    foreign = {s for o in others if o.language != facts.language for t in o.terms for s in name_sounds(t.shown)}

    def occurs(name: Unlisted) -> bool:
        if any(name.text.lower() in t for t in texts) or any(w.lower() in t for t in texts for w in name.text.split() if len(w) > 3) or name.sound in sounds:
            return True
        parts = re.split(r"[\s・]+", name.text)
        heard = [sound(p) for p in parts] if len(parts) > 1 or name.text.isascii() else [name.sound]
        return any(alike(h, s) for h in heard if len(h) > 1 for s in foreign)

    return sum(map(occurs, facts.unlisted)) / len(facts.unlisted)


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


T = TypeVar("T")
Ranked = tuple[Candidate, dict[str, float], float]
"""A candidate, its features and the logit of answering."""


def rank(query: Query, candidates: Sequence[Candidate], space: TermSpace, read: Read, chooser: Model | None = None) -> list[Ranked]:
    """Candidates with their features and the logit of answering, best first; ties by place."""
    chooser = chooser or model("sentence")
    scored = [(c, f, round(chooser.logit(f), 4)) for c, f in zip(candidates, describe_all(query, candidates, space, read), strict=True)]
    return sorted(scored, key=lambda s: (-s[2], s[0].document.doc, s[0].sentence.index))


def cross_scores(query: Query, ranked: Sequence[Ranked], read: Read, scorer: Scorer) -> list[float]:
    """What the cross-encoder says of the best sentences, -1 (does not answer, surely) to 1."""
    said = [sure(z) for z in scorer(query.spoken, [as_read(query, c, read) for c, _, _ in to_cross(ranked)])]
    return said + [sure(z) for z in scorer(query.spoken, [as_read(query, c, read) for c, _, _ in to_cross_after(ranked, said)])]


def as_read(query: Query, candidate: Candidate, read: Read) -> str:
    """A sentence as the cross-encoder reads it: in its own language whatever the question's, since a rendering loses more than reading across languages
    does. Where it is asked who says something, or what its author says, and not who he is, a sentence that gives no source is read with its author; where it
    is asked about a year, with the year of its dates; and what points back, behind the sentence that it points to."""
    sentence, section = candidate.sentence, _section(candidate)
    facts = versions(sentence, candidate.document, read)[sentence.language]
    dated = any(d.year for d in query.facts.dates) and any(d.year for d in facts.dates)
    text = with_years(facts.plain, facts.dates) if dated else with_before(sentence, candidate.document)
    author = author_of(section, sentence.language)
    if not author or is_a_name(query.facts) or not (may_say(query, section) or wrote(section, query.voices)):
        return text
    if _about_its_author(candidate, query.voices):
        return text if any(word in text.lower() for word in words_of(author)) else f"{author}: {text}"
    return text if facts.modality.attributed else with_author(text, author, sentence.language)


def to_cross(ranked: Sequence[tuple[T, dict[str, float], float]]) -> list[tuple[T, dict[str, float], float]]:
    """The sentences that the cross-encoder reads: the best, and those that come close. What it says of these decides whether a question is answered."""
    return [r for r in ranked[:CROSSED] if r[2] >= ranked[0][2] - CLOSE]


def to_cross_after(ranked: Sequence[tuple[T, dict[str, float], float]], said: Sequence[float]) -> list[tuple[T, dict[str, float], float]]:
    """Those it reads then, to find what answers best, where of none of the first enough was ``said``. They speak for no answer: the more is read, the likelier
    something seems to answer what nothing does."""
    return [] if max(said) >= DOUBT else [r for r in ranked[len(said) : CROSSED] if r[2] >= ranked[0][2] - FARTHER]


def together_features(said: Sequence[float]) -> dict[str, float]:
    """What the cross-encoder's best word adds to what decides whether a question is answered: its yes and its no, each from 0 to 1."""
    best = max(said)
    return {"together_yes": max(best, 0.0), "together_no": max(-best, 0.0)}


def sure(logit: float) -> float:
    """Log-odds between -1 and 1.

    >>> sure(2.5), sure(-70.0)
    (0.5, -1.0)
    """
    return round(min(max(logit, -SURE), SURE) / SURE, 4)


def reordered(ranked: Sequence[Ranked], said: Sequence[float], weight: float) -> list[Ranked]:
    """Sentences ordered anew by what the cross-encoder says of the first, with the logits they had; the others answer no better, it is taken,
    than the worst of these."""
    rest = [min(said)] * (len(ranked) - len(said))
    told = [(c, f | {"said": z}, logit) for (c, f, logit), z in zip(ranked, [*said, *rest], strict=True)]
    return sorted(told, key=lambda r: -round(r[2] + weight * r[1]["said"], 4))


INTRODUCED = 8
"""Of how many sentences those come first that say who a person is."""


def _introduces(query: Query, candidate: Candidate, read: Read) -> bool:
    """Whether a sentence says who the person is whom the question asks for."""
    ids, sounds = query.facts.name_ids, {u.sound for u in query.facts.unlisted if len(u.sound) > 1}
    for facts in versions(candidate.sentence, candidate.document, read).values():
        spans = [n.span for n in facts.names if n.kind == "person" and ids & set(n.ids)] + [u.span for u in facts.unlisted if u.sound in sounds]
        if any(introduced(facts.plain, span) for span in spans):
            return True
    return False


VIEWS = {"compare", "opinion"}
"""Kinds of questions that ask what somebody thinks: who an author is, is no view of his."""


def eligible(query: Query, ranked: Sequence[Ranked]) -> list[Ranked]:
    """Those that can answer, in their order, or all where none could. What was told before, is not told again. Where a question consists of a name
    ("Who is X?", 「Xとは」), only sentences that hold it can say what it is; what an author thinks is said in what he wrote, or where he is named, and not
    where he is introduced."""
    ranked = _not_told(query, ranked)
    if is_a_name(query.facts):
        return [r for r in ranked if r[1]["names"] > 0] or [*ranked]
    if query.asked.kind in VIEWS:
        told = [r for r in ranked if not _about_its_author(r[0], query.voices)] or [*ranked]
        writers = [voice for voice in query.voices if any(wrote(_section(c), {voice}) for c, *_ in told)]
        return [r for r in told if not writers or wrote(_section(r[0]), writers) or _names(r[0], writers)]
    return [*ranked]


TOLD = 2
"""How many sentences an answer may have for it to be clear that a follow-up asks beyond them."""
BESIDE_TOLD, BESIDE = 2.0, 3
"""What speaks for a reason that stands beside what was told, in log-odds, and how near that is, in sentences."""


def _beside(candidate: Candidate, told: Candidate) -> bool:
    return candidate.document is told.document and abs(candidate.sentence.index - told.sentence.index) <= BESIDE


def _not_told(query: Query, ranked: Sequence[Ranked]) -> Sequence[Ranked]:
    """A follow-up is not answered with what the answer before has shown, unless a figure, date or name in it may be meant. "Who says so?" asks about
    nothing else."""
    if not query.follow_up or query.pushback or not query.context:
        return ranked
    told = [r for r in ranked if any(t and t in query.context for t in (r[0].sentence.text, r[0].sentence.rendering))]
    if query.asks_who_says and not query.tells_anything:
        return told or ranked
    whole = not query.joined and query.asked.kind != "why"  # another name or year is asked about: the same sentence may tell of it
    if whole or query.asked.kind in POINTED or not 0 < len(told) <= TOLD:
        return ranked
    rest = [r for r in ranked if r not in told]
    if query.asked.kind == "why" and not query.tells_anything:
        rest = sorted(((c, f, z + BESIDE_TOLD * any(_beside(c, t[0]) for t in told)) for c, f, z in rest), key=lambda r: -r[2])
    return rest or ranked


HEADED, HEADED_KINDS, HEADED_LEAD, HEADED_SURE = 0.95, {"why", "how"}, 4, 0.5
"""Share of a question's words from which a heading is that question, and for which kinds (what is asked with "what" stands anywhere under it); how many
sentences under it are its answer, and how far that is believed."""


def under_its_heading(query: Query, ranked: Sequence[Ranked], read: Read) -> list[Ranked]:
    """The first sentences under a heading that asks, or names, what the question asks ("Why Russia turned to North Korea"), in their order; none where no
    heading does, or where it says more than that."""
    if query.asked.kind not in HEADED_KINDS or query.joined or is_a_name(query.facts):
        return []
    most = len([t for t in query.facts.terms if t.key not in form_words()])
    found = [r for r in ranked if most > 1 and r[1].get("heading", 0.0) >= HEADED and _as_short(r[0], most, query.facts.language, read)]
    under = {(r[0].document.doc, r[0].sentence.heading) for r in found}
    if len(under) != 1:
        return []
    first = sorted(found, key=lambda r: r[0].sentence.index)[:HEADED_LEAD]
    return [(c, f | {"headed": 1.0}, z) for c, f, z in first]


def _as_short(candidate: Candidate, most: int, language: Language, read: Read) -> bool:
    """Whether the heading above a sentence has no more than one word more than the question."""
    above = headings(candidate, read)
    own = next((f for f in above if f.language == language), above[0])
    return len([t for t in own.terms if t.key not in form_words()]) <= most + 1


ELSEWHERE = 0.1
"""How much better others must cover the question's words, and how much nearer they must be to it, than the author who is asked about: of the 106 questions to
learn from that ask about an author none with an answer is so, and of eight that ask one about what another wrote of, three."""


def told_elsewhere(query: Query, ranked: Sequence[Ranked]) -> bool:
    """Whether what an author is asked about is told by others only."""
    his = [f for c, f, _ in ranked if wrote(_section(c), query.voices)]
    others = [f for c, f, _ in ranked if not wrote(_section(c), query.voices)]
    if not (his and others):
        return False
    return all(max(f[name] for f in others) - max(f[name] for f in his) >= ELSEWHERE for name in ("cover", "use"))


def _section(candidate: Candidate) -> Section:
    return candidate.document.section_of(candidate.sentence.span)


def _names(candidate: Candidate, persons: Sequence[Called]) -> bool:
    text = f"{candidate.sentence.text} {candidate.sentence.rendering or ''}".lower()
    return any(word in text for words in persons for word in words)


def _about_its_author(candidate: Candidate, asked: Collection[Called]) -> bool:
    """Whether a sentence, or the one that opens its paragraph, says who the very author is whose view is asked for: a note on an author tells no view."""
    document, sentence = candidate.document, candidate.sentence
    section = document.section_of(sentence.span)
    words = {word for named in asked if wrote(section, {named}) for word in named}
    opening = next(s for s in document.sentences if s.block == sentence.block)
    texts = [t for s in (sentence, opening) for t in (s.text, s.rendering) if t]
    return any(introduced(t, Span(*m.span())) for t in texts for word in words for m in re.finditer(re.escape(word), t, re.IGNORECASE))


POINTED = {"number", "date", "who", "where"}
"""Kinds of questions that one figure, date or name answers."""


def answer_features(asked: Asked, ranked: Sequence[tuple[object, Mapping[str, float], float]]) -> dict[str, float]:
    """What decides whether a question is answered: the best sentence, how far it stands out, and what was asked."""
    if not ranked:
        return {}
    best = ranked[0][1]
    out = {f"top_{name}": value for name, value in best.items()}
    out["top_score"] = _probability(ranked[0][2])
    others = [f["cover"] for _, f, _ in ranked[1:]] or [0.0]
    out["lead_cover"] = min(max(best["cover"] - sum(others) / len(others), 0.0), 1.0)
    out["fit_near"] = best["near"] * best["fits"]
    out["pointed_predicate"] = best["predicate"] if asked.kind in POINTED or asked.named else 1.0
    out[f"asked_{asked.kind}"] = 1.0
    out["asked_named"], out["asked_noun"], out["asked_unit"] = float(asked.named), float(bool(asked.noun)), float(bool(asked.unit))
    return rounded(out)


def topic_features(ranked: Sequence[tuple[Candidate, Mapping[str, float], float]]) -> dict[str, float]:
    """What decides whether a topic is treated: the best sentence, and how near any comes."""
    best = ranked[0]
    out = {f"top_{name}": value for name, value in best[1].items()}
    out["top_score"] = _probability(best[2])
    second = ranked[1][2] if len(ranked) > 1 else best[2] - 5
    out["margin"] = min(max((best[2] - second) / 5, 0.0), 1.0)
    out["best_cover"] = max(f["cover_near"] for _, f, _ in ranked[:5])
    out["best_e5"], out["best_use"] = (max(f[name] for _, f, _ in ranked) for name in ("e5", "use"))
    return rounded(out)


def _probability(logit: float) -> float:
    return 1 / (1 + math.exp(-max(min(logit, 30.0), -30.0)))


def logit(probability: float) -> float:
    p = min(max(probability, 1e-6), 1 - 1e-6)
    return math.log(p / (1 - p))


def select(query: Query, candidates: Sequence[Candidate], space: TermSpace, read: Read, scorer: Scorer | None) -> Selection:
    """The evidence for a query, best first, and whether it answers. Without a ``scorer`` the query is a topic, and its best evidence what treats it.

    Of a question only ``eligible`` sentences are evidence. Who somebody is, a sentence says that introduces him, and then it is answered; where none holds
    the name of which a question consists, it is not.
    Whether another question is answered is told by the sentence that the features put first: the one the cross-encoder prefers flatters it.
    """
    ranked = rank(query, candidates, space, read, model("bearing" if scorer is None else "sentence"))
    probability, features = 0.0, {}
    if scorer is not None and ranked:
        elsewhere = told_elsewhere(query, ranked)
        ranked = ranked if elsewhere else eligible(query, ranked)  # then what others tell is the nearest there is
        said = cross_scores(query, ranked, read, scorer)
        close = said[: len(to_cross(ranked))]
        features = answer_features(query.asked, ranked) | together_features(close)
        named = not is_a_name(query.facts) or any(f["names"] > 0 and f["unlisted_here"] > 0 for _, f, _ in ranked)
        held = named and not elsewhere and holds_what_is_asked(query.asked, ranked, max(close))
        probability = model("answerable").probability(features) if held else 0.0
        ranked = reordered(ranked, said, model("sentence").weights["together"])
        lead = under_its_heading(query, ranked, read) if probability else []
        if lead:
            ranked = [*lead, *(r for r in ranked if r[0] not in [c for c, *_ in lead])]
            probability = max(probability, HEADED_SURE)
        if is_a_name(query.facts) and asks_who(query.facts.plain):
            told = [_introduces(query, r[0], read) for r in ranked[:INTRODUCED]]
            first = [((c, f | {"said": max(f["said"], float(told))}, z), told) for (c, f, z), told in zip(ranked, told, strict=False)]
            ranked = [r for r, _ in sorted(first, key=lambda both: not both[1])] + ranked[INTRODUCED:]
            probability = 1.0 if any(told) and probability and all(len(n.ids) == 1 for n in query.facts.names) else probability
    elif ranked:
        features = topic_features(ranked)
        probability = 0.0 if _unnamed(query, ranked) else model("treated").probability(features)
    evidence = tuple(
        Evidence(c.document.doc, c.sentence, c.document.section_of(c.sentence.span), _probability(score), f) for c, f, score in ranked
    )
    return Selection(evidence, probability, features)


FAR = (0.15, 0.2)
"""Below these two likenesses (the features ``near`` and ``use``) a sentence is about something else: none that answers one of 1,060 questions lies there, but
the best for 112 of 672 questions about other documents do."""
FITTING = 0.3
"""From here a sentence counts as holding a figure or date of the kind asked for (see ``expected``)."""


CERTAIN = 0.8
"""From this word of the cross-encoder on no figure or date needs to be found: of 300 questions that seemed to find none in any near sentence it says as much
of 10 of the 18 that are answered all the same (a distance of R + h, an article 240b), and of one of the others."""


def holds_what_is_asked(asked: Asked, ranked: Sequence[tuple[object, Mapping[str, float], float]], said: float) -> bool:
    """Conditions without which no probability helps: something that is alike at all, a figure for "how many", a date for "when", no other year than the
    one asked about and no other day, not the first where the second was asked for, and no other article of a treaty. ``said``: the best word of the
    cross-encoder, -1 to 1, which stands for the figure or date where it is certain."""
    kind = asked.kind
    close = [f for _, f, score in ranked[:4] if score >= ranked[0][2] - 1.0]
    if all(f["near"] < FAR[0] and f["use"] < FAR[1] for f in close):
        return False
    if kind in {"number", "date"} and said < CERTAIN and not any(f["fits"] >= FITTING for f in close):
        return False
    if kind in {"number", "date", "who", "where"} and ranked[0][1]["rank_clash"] == 1.0:
        return False
    if all(f["part_clash"] for f in close):
        return False
    if all(f["day_clash"] for f in close):
        return False
    return not (kind in {"yes_no", "date", "number"} and all(f["years_clash"] for f in close))


def _unnamed(query: Query, ranked: Sequence[tuple[Candidate, Mapping[str, float], float]]) -> bool:
    """Whether a topic has a proper name that no near sentence of its language has."""
    sentence = ranked[0][0].sentence
    readable = bool(sentence.rendering) or sentence.language == query.facts.language
    close = [f for _, f, score in ranked[:4] if score >= ranked[0][2] - 1.0]
    return bool(query.facts.unlisted) and readable and all(f["unlisted"] < FITTING for f in close)
