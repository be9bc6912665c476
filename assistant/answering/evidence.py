"""Candidates → the sentences that bear on the query, each with why it was chosen, and whether they answer it.

Two small logistic models (``weights.py``) turn what a candidate is described by (``features.py``) into the probability that the sentence answers,
and that the question can be answered at all. Both also weigh what a cross-encoder says of the best sentences (``reading.py``).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.answering.authors import wrote
from assistant.answering.candidates import Candidate, Ranked, Read, about_its_author, headings, names_any, section_of, versions
from assistant.answering.closeness import form_words
from assistant.answering.features import describe_all
from assistant.answering.reading import cross_scores, reordered, to_cross, together_features
from assistant.answering.understanding import Asked, Query, asks_who, is_a_name
from assistant.answering.weights import Model, model, sigmoid
from assistant.text.alignment import TermSpace, rounded
from assistant.text.name_kinds import introductions
from assistant.values import Evidence, Language, Scorer


@dataclass(frozen=True, slots=True)
class Selection:
    """Candidates best first, with the probability that the question is answered by them."""

    evidence: tuple[Evidence, ...]
    answerable: float
    features: Mapping[str, float]


def rank(query: Query, candidates: Sequence[Candidate], space: TermSpace, read: Read, chooser: Model | None = None) -> list[Ranked]:
    """Candidates with their features and the logit of answering, best first; ties by place."""
    chooser = chooser or model("sentence")
    scored = [(c, f, round(chooser.logit(f), 4)) for c, f in zip(candidates, describe_all(query, candidates, space, read), strict=True)]
    return sorted(scored, key=lambda s: (-s[2], s[0].document.doc, s[0].sentence.index))


INTRODUCED = 24
"""Of how many sentences those come first that say who a person is."""


def _introduces(query: Query, candidate: Candidate, read: Read) -> int:
    """How fully a sentence says who the person is whom the question asks for (see ``introductions``)."""
    most = 0
    ids, sounds = query.facts.name_ids, {u.sound for u in query.facts.unlisted if len(u.sound) > 1}
    for facts in versions(candidate.sentence, candidate.document, read).values():
        spans = [n.span for n in facts.names if n.kind == "person" and ids & set(n.ids)] + [u.span for u in facts.unlisted if u.sound in sounds]
        most = max([most, *(introductions(facts.plain, span) for span in spans)])
    return most


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
        told = [r for r in ranked if not about_its_author(r[0], query.voices)] or [*ranked]
        writers = [voice for voice in query.voices if any(wrote(section_of(c), {voice}) for c, *_ in told)]
        return [r for r in told if not writers or wrote(section_of(r[0]), writers) or names_any(r[0], writers)]
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
    his = [f for c, f, _ in ranked if wrote(section_of(c), query.voices)]
    others = [f for c, f, _ in ranked if not wrote(section_of(c), query.voices)]
    if not (his and others):
        return False
    return all(max(f[name] for f in others) - max(f[name] for f in his) >= ELSEWHERE for name in ("cover", "use"))


POINTED = {"number", "date", "who", "where"}
"""Kinds of questions that one figure, date or name answers."""


def answer_features(asked: Asked, ranked: Sequence[tuple[object, Mapping[str, float], float]]) -> dict[str, float]:
    """What decides whether a question is answered: the best sentence, how far it stands out, and what was asked."""
    if not ranked:
        return {}
    best = ranked[0][1]
    out = {f"top_{name}": value for name, value in best.items()}
    out["top_score"] = sigmoid(ranked[0][2])
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
    out["top_score"] = sigmoid(best[2])
    second = ranked[1][2] if len(ranked) > 1 else best[2] - 5
    out["margin"] = min(max((best[2] - second) / 5, 0.0), 1.0)
    out["best_cover"] = max(f["cover_near"] for _, f, _ in ranked[:5])
    out["best_e5"], out["best_use"] = (max(f[name] for _, f, _ in ranked) for name in ("e5", "use"))
    return rounded(out)


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
            first = [((c, f | {"said": max(f["said"], float(n > 0))}, z), n) for (c, f, z), n in zip(ranked, told, strict=False)]
            ranked = [r for r, _ in sorted(first, key=lambda both: -both[1])] + ranked[INTRODUCED:]
            probability = 1.0 if any(told) and probability and all(len(n.ids) == 1 for n in query.facts.names) else probability
    elif ranked:
        features = topic_features(ranked)
        probability = 0.0 if _unnamed(query, ranked) else model("treated").probability(features)
    evidence = tuple(
        Evidence(c.document.doc, c.sentence, c.document.section_of(c.sentence.span), sigmoid(score), f) for c, f, score in ranked
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
    one asked about and no other day, not the first where the second was asked for, no other article of a treaty, and no count of another thing (shells for
    missiles). ``said``: the best word of the cross-encoder, -1 to 1, which stands for the figure or date where it is certain."""
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
    if all(f["counted_clash"] for f in close):
        return False
    return not (kind in {"yes_no", "date", "number"} and all(f["years_clash"] for f in close))


def _unnamed(query: Query, ranked: Sequence[tuple[Candidate, Mapping[str, float], float]]) -> bool:
    """Whether a topic has a proper name that no near sentence of its language has."""
    sentence = ranked[0][0].sentence
    readable = bool(sentence.rendering) or sentence.language == query.facts.language
    close = [f for _, f, score in ranked[:4] if score >= ranked[0][2] - 1.0]
    return bool(query.facts.unlisted) and readable and all(f["unlisted"] < FITTING for f in close)
