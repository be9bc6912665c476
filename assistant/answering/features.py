"""Candidates → numbers between 0 and 1 that tell how far each bears on the query (see ``describe``)."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence

import numpy as np

from assistant.answering.authors import words_of, wrote
from assistant.answering.candidates import Candidate, Read, headings, surroundings, versions, years_of
from assistant.answering.closeness import Closeness, alike, name_sounds
from assistant.answering.expected import places, satisfies
from assistant.answering.understanding import Query
from assistant.text.alignment import Grid, TermSpace, rounded
from assistant.text.analysis import Facts
from assistant.text.dates import DateExpr
from assistant.text.names import Unlisted, sound
from assistant.text.quantities import Agreement, agree
from assistant.values import Section


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
        "counted_clash": float(closeness.counts_another(forms)),
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
    first: float = -math.inf if asked.bound == "until" else min(years_of(asked))
    last: float = math.inf if asked.bound == "since" else max(years_of(asked))
    return min(years_of(told)) <= last and first <= max(years_of(told))


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
