"""Documents → the sentences that carry their argument. No model, no network.

A summary is made of whole sentences of the documents, so that attributions stay with what is attributed. They are
chosen greedily under a budget of length: each next one covers most, for its length, of what the others leave uncovered
(Lin & Bilmes, ACL 2011), and counts more where it says what a text argues (its place, its cues, how central it is) or,
with a topic, how far it bears on it. A sentence is taken with what it cannot stand without (``leaning.py``). Original and rendering
are weighed together, so the Japanese and the English summary of one thing hold the same sentences. Knows no storage:
vectors come as functions. What is said around the sentences is in ``heading.py``.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt

from assistant.answering.leaning import lists_of, size, together
from assistant.text.language import JAPANESE, LATIN_WORD
from assistant.text.orders import gives_orders
from assistant.values import Document, Evidence, Section, Sentence

Vectors = npt.NDArray[np.float32]
Floats = npt.NDArray[np.float64]
Key = tuple[str, int]
Progress = Callable[[str, int, int], None]
Stop = Callable[[], bool]
Measure = Callable[[Sentence], float]

LENGTHS = ("short", "medium", "long")
SHORT, PARAGRAPHS = 3, {"medium": 1.0, "long": 2.1}
"""Sentences of a short summary; paragraphs' worth of text of the longer ones."""
SHARE_OF_TEXT, AT_LEAST = {"medium": 0.36, "long": 0.5}, 3
"""No more than this share of what is summarized, since a summary is shorter than its text; but so many sentences of however brief a one."""
VOICE, VOICES = 0.1, 6
"""What each further author adds to a paragraph, up to so many authors; a short summary has a sentence for each of so many."""
OF_ONE_TEXT = 0.5
"""No more than half of any one author's text, whatever else is summarized with it."""
OVER = 1.05
"""A last sentence may exceed the room by this much."""
OVERHEAD = 0.03
"""What each sentence costs the reader beyond its length (30 Japanese characters): without it the shortest ones win."""
SHARE, MOST_OF_ONE = 2.0, 0.25
"""No author takes more than so many even shares of a summary of several, or a quarter of a paragraph where that is more."""
RUN = 400
"""Sentences looked at together; a longer text is read run by run, so that memory does not grow with its square."""
POOL = 1_200
"""Sentences that are left for the last choice, whatever the length of the text."""
LONGEST = 600
"""Characters of a sentence that a summary can hold; what is longer is a table, or a text without full stops."""
FIRST_SHOWN = 800
"""Sentences of a long text after which a first, provisional choice is made; the next ones each time twice as many are read."""
BEARING = 60
"""Sentences on a topic that are considered, the most relevant ones."""


@dataclass(frozen=True, slots=True)
class Part:
    """What one author says in one document: its sentences in order, and which of them are told together (``leaning.lists_of``)."""

    document: Document
    section: Section
    sentences: tuple[Sentence, ...]
    lists: Mapping[int, tuple[int, ...]] = field(default_factory=dict)

    def key(self, sentence: Sentence) -> Key:
        return self.document.doc, sentence.index

    def together(self, at: int) -> list[int]:
        """Positions of the sentences that one is told with, itself among them; none where it is not to be told."""
        return together(self.sentences, at, self.lists)


@dataclass(frozen=True, slots=True)
class Chosen:
    """One sentence of a summary, with the part it comes from."""

    part: Part
    sentence: Sentence

    @property
    def key(self) -> Key:
        return self.part.key(self.sentence)


VectorsOf = Callable[[Document, Sequence[Sentence]], Vectors]
"""Sentences of a document → (n, dim) unit vectors, one a sentence, of original and rendering together."""
ConceptsOf = Callable[[Sentence], frozenset[str]]
"""The content words of a sentence and its rendering."""


# What a text offers

_ROW = re.compile(r"^\s*\||[\t|][^\t|]*[\t|]")
_LINK = re.compile(r"(?:https?://|www\.)\S+|\S+@\S+\.\S+")


def parts_of(document: Document) -> list[Part]:
    """The parts of a document by different authors, with the sentences a summary may hold; none where there is no prose.

    A row of a table is read as a sentence with the headings of its columns; it is none.
    """
    out = []
    for section in document.sections:
        body = [s for s in document.sentences if s.kind == "body" and section.span.contains(s.span)]
        kept = tuple(s for s in _without_byline(body, section) if is_prose(s.text) and not _ROW.search(s.span.of(document.text)) and not gives_orders(s.text))
        if kept:
            out.append(Part(document, section, kept, lists_of(document.text, kept)))
    return out


def is_prose(text: str) -> bool:
    """Whether a line is a sentence: a few words, no row of a table, no list of links, not endless.

    >>> is_prose("条約は10月24日に批准された。"), is_prose("| 2023 | 12 | 5 |"), is_prose("see https://example.org/a")
    (True, False, False)
    """
    if len(text) > LONGEST or _ROW.search(text):
        return False
    bare = _LINK.sub(" ", text)
    words = len(JAPANESE.findall(bare)) / 6 + len(LATIN_WORD.findall(bare)) / (2 if text.endswith(".") else 3)
    return words >= 1 and sum(c.isdigit() for c in bare) <= 0.4 * len(bare) and len(bare) >= 0.5 * len(text)


def in_order_of_date(parts: Sequence[Part]) -> list[Part]:
    """Documents by date, undated ones last; the parts of a document as they stand in it."""
    dated: dict[str, str] = {}
    for part in parts:
        dated[part.document.doc] = min(dated.get(part.document.doc, "~"), part.section.date or "~")
    return sorted(parts, key=lambda p: (dated[p.document.doc], p.document.doc, p.section.span.start))


def in_order_of_treatment(parts: Sequence[Part], relevance: Mapping[Key, float]) -> list[Part]:
    """Documents by how far they treat a topic, those that treat it alike (each half as far again, or more) by date; the parts of one together."""
    told: dict[str, list[float]] = {}
    for part in parts:
        told.setdefault(part.document.doc, []).extend(relevance.get(part.key(s), 0.0) for s in part.sentences)
    treated = {doc: sum(sorted(values)[-TELLING:]) for doc, values in told.items()}
    most = max(treated.values(), default=0.0)
    halvings = {doc: math.floor(math.log2(most / value) + 1e-9) if value > 0 else math.inf for doc, value in treated.items()}
    return sorted(in_order_of_date(parts), key=lambda p: halvings[p.document.doc])


def _without_byline(body: Sequence[Sentence], section: Section) -> list[Sentence]:
    """A last paragraph that opens with the author's name tells of the author, not of the subject."""
    names = tuple(n for n in (*section.author.values(), *section.names) if len(n) > 3)
    if body and names:
        last = [s for s in body if s.block == body[-1].block]
        if len(last) < len(body) and any((text or "").startswith(names) for text in (last[0].text, last[0].rendering)):
            return list(body[: -len(last)])
    return list(body)


# How much a sentence says of the argument

_CUES: tuple[tuple[float, str, str], ...] = (
    (1.0, r"^(?:つまり|要するに|結局|したがって|従って|以上|このように|まさに|簡単に言えば|言い換えれば|結論)",
     r"^(?:In (?:short|conclusion|sum|other words)|Therefore|Thus|To sum up|Ultimately|Simply put|In the end)\b"),
    (0.8, r"べきだ|べきで(?:あ|は)|必要(?:がある|である|だ)|不可欠|ねばならない|欠かせない|忘れてはならない",
     r"\b(?:must|should|needs? to|has to|have to|indispensable|essential)\b"),
    (0.6, r"最も|何よりも|最大の|特に注目|重要|明らか|意味する|示した|示して", r"\b(?:[Mm]ost|[Aa]bove all|important|clear that|crucial|key|shows?|showed|means that)\b"),
    (0.5, r"要因|理由|原因|背景|結果|ため(?:だ|である)|からだ|につなが", r"\b(?:factors?|reasons?|causes?|because|[Aa]s a result|consequences?|led to|due to)\b"),
    (0.5, r"可能性が高い|運命|だろう。?$|はずだ", r"\b(?:likely|destined|will probably|would)\b"),
    (0.4, r"^(?:しかし|だが|むしろ|一方|もっとも|ただ|他方)", r"^(?:However|But|Rather|Meanwhile|That said|Yet|Nevertheless)\b"),
    (0.4, r"^(?:まず|第一|第二|第三|最後に|[1-9１-９一二三四五]つ目)", r"^(?:The )?(?:[Ff]irst|[Ss]econd|[Tt]hird|[Ff]ourth|Finally|Lastly)\b"),
    (-0.8, r"^(?:例えば|たとえば|具体的|同様に|ここで)", r"^(?:For (?:example|instance)|Specifically|Similarly|Here\b)"),
    (-0.8, r"[?？]$|か。$", r"\?$"),
)  # fmt: skip
"""What a sentence does in an argument: weight, words in Japanese and in English. Conclusion, demand, weight, ground,
outlook, contrast, enumeration; example, question. Each row counts once, whichever language it is met in."""
_CUE_WORDS = tuple((weight, re.compile(f"{ja}|{en}")) for weight, ja, en in _CUES)
_DIGEST = re.compile(r"要点|概要|要旨|要約|まとめ|結論|おわりに|終わりに|\b(?:summary|key points|abstract|conclusions?|overview|takeaways)\b", re.IGNORECASE)


def cue(sentence: Sentence) -> float:
    """How far a sentence says what a text argues rather than tells or illustrates, from its own words, about -1 to 2."""
    texts = [t for t in (sentence.text, sentence.rendering) if t]
    found = sum(weight for weight, words in _CUE_WORDS if any(words.search(t) for t in texts))
    size = len(JAPANESE.findall(sentence.text)) + 2 * len(LATIN_WORD.findall(sentence.text))
    return max(min(found, 2.0), -1.0) - (0.6 if size < 25 else 0.3 if size > 200 else 0.0)


def place(part: Part, at: int) -> float:
    """How far a sentence stands where a text says what it is about: its beginning and end, its digest, the head of a paragraph; 0 to 1."""
    sentences = part.sentences
    sentence = sentences[at]
    found = 0.0
    if at == 0:
        found = 1.0
    elif at == len(sentences) - 1:
        found = 0.7
    elif sentence.block == sentences[-1].block:
        found = 0.4
    if at and sentence.heading != sentences[at - 1].heading:
        found = max(found, 0.4)
    elif at and sentence.block != sentences[at - 1].block:
        found = max(found, 0.3)
    heading = part.document.sentences[sentence.heading] if sentence.heading >= 0 else None
    if heading is not None and any(_DIGEST.search(t) for t in (heading.text, heading.rendering) if t):
        found = max(found, 0.9)
    return found


# Choosing


@dataclass(frozen=True, slots=True)
class Scales:
    """What counts how much in the choice: all of a text's meaning and all of its concepts are worth ``meaning`` and ``concepts``.

    The defaults lie in the middle of a plateau (open part of eval/summaries.jsonl, 12 other documents, 14 other topics):
    halving or doubling any of them costs less than two points of coverage.
    """

    meaning: float = 0.5
    concepts: float = 2.0
    depth: float = 0.6
    """How a concept's worth grows with the share of the text that tells of it."""
    place: float = 0.3
    cue: float = 0.02
    central: float = 0.1
    relevance: float = 0.1
    """With a topic, in the place of the three before."""
    least: int = 2
    """Sentences that tell of a concept before it counts."""
    same: float = 0.86
    """Likeness from which two sentences say the same thing."""
    floor: float = 0.07
    """Paragraphs' worth (70 Japanese characters) that the briefest sentence costs: what only announces ("there are three factors") is short."""


ON_TOPIC = Scales(concepts=0.5, depth=0.8, least=1, floor=0.0)


@dataclass(frozen=True, slots=True)
class Room:
    """How much a summary holds, what a sentence takes of it, how many sentences it holds even where they take more, and the share of
    any one author's text that it may take."""

    amount: float
    measure: Measure
    least: int = 0
    share: float = 1.0


def one(_: Sentence) -> float:
    """Every sentence counts the same."""
    return 1.0


def room_of(length: str, parts: Sequence[Part], *, on_topic: bool = False) -> Room:
    """The room of a summary of these parts: what a reader takes in at once, longer on several authors, and of a brief text a share.

    A short one has a sentence for each author up to VOICES; on a topic not everybody need be heard.
    """
    if length == "short":
        return Room(SHORT if on_topic else max(SHORT, min(len(parts), VOICES)), one)
    several = VOICE * (min(len(parts), VOICES) - 1) if length == "medium" else 0.0
    share = SHARE_OF_TEXT[length]
    text = sum(size(s) for p in parts for s in p.sentences)
    return Room(min(PARAGRAPHS[length] + several, share * text), size, AT_LEAST, OF_ONE_TEXT)


@dataclass(slots=True)
class Pool:
    """Sentences left to choose from. ``where``: (part, position in it); ``weight``: of the text each stands for; ``apt``: not only beside another one."""

    where: list[tuple[int, int]]
    vectors: Vectors
    weight: Floats
    prior: Floats
    apt: npt.NDArray[np.bool_]
    concepts: list[frozenset[str]]


def choose(parts: Sequence[Part], vectors_of: VectorsOf, concepts_of: ConceptsOf, room: Room, **more: Any) -> list[Chosen]:
    """The last of ``choices``: the one that rests on the whole text."""
    *_, last = choices(parts, vectors_of, concepts_of, room, **more)
    return last


def choices(
    parts: Sequence[Part],
    vectors_of: VectorsOf,
    concepts_of: ConceptsOf,
    room: Room,
    *,
    relevance: Mapping[Key, float] | None = None,
    progress: Progress | None = None,
    stop: Stop | None = None,
    scales: Scales | None = None,
) -> Iterator[list[Chosen]]:
    """Sentences of ``parts`` that fill ``room``, part by part, each in its own order; of a long text also those of what has been read so far.

    ``relevance``: how far a sentence bears on the topic, 0 to 1; only its sentences are considered. Without it every
    sentence counts, and every part has one as long as there is room. The same input gives the same sentences.
    ``stop`` is asked after each run of sentences; once it says so, what has been read is all there is.
    """
    scales = scales or (Scales() if relevance is None else ON_TOPIC)
    for pool in _pools(parts, vectors_of, concepts_of, relevance, progress, stop, scales):
        picked = _greedy(parts, pool, room, scales, every_part=relevance is None)
        yield [Chosen(parts[p], parts[p].sentences[at]) for p, at in sorted(picked)]


def _pools(
    parts: Sequence[Part],
    vectors_of: VectorsOf,
    concepts_of: ConceptsOf,
    relevance: Mapping[Key, float] | None,
    progress: Progress | None,
    stop: Stop | None,
    scales: Scales,
) -> Iterator[Pool]:
    """What is left after each run of sentences has been thinned to its share of POOL: of all parts, and before that each time twice as much is read."""
    total = sum(len(p.sentences) for p in parts)
    done, due = 0, FIRST_SHOWN
    pools: list[Pool] = []
    for number, part in enumerate(parts):
        for start in range(0, len(part.sentences), RUN):
            if pools and stop and stop():
                yield _joined(pools)
                return
            run = list(range(start, min(start + RUN, len(part.sentences))))
            done += len(run)
            if relevance is not None:
                bearing_on_it = [i for i in run if part.key(part.sentences[i]) in relevance]
                run = sorted({beside for i in bearing_on_it for beside in (i, *part.together(i))})
            if run:
                pool = _described(number, part, run, vectors_of, concepts_of, relevance, scales)
                keep = max(4, math.ceil(POOL * len(run) / total))
                pools.append(_thinned(parts, pool, keep, scales) if relevance is None and keep < len(run) else pool)
            if progress:
                progress("summary", done, total)
            if relevance is None and due <= done < total:
                due = 2 * done
                yield _joined(pools)
    yield _joined(pools)


def _joined(pools: Sequence[Pool]) -> Pool:
    if not pools:
        return Pool([], np.zeros((0, 1), np.float32), np.zeros(0), np.zeros(0), np.zeros(0, bool), [])
    return Pool(
        [w for p in pools for w in p.where],
        np.concatenate([p.vectors for p in pools]),
        np.concatenate([p.weight for p in pools]),
        np.concatenate([p.prior for p in pools]),
        np.concatenate([p.apt for p in pools]),
        [c for p in pools for c in p.concepts],
    )


def _described(
    number: int, part: Part, run: Sequence[int], vectors_of: VectorsOf, concepts_of: ConceptsOf, relevance: Mapping[Key, float] | None, scales: Scales
) -> Pool:
    """A run with what each sentence weighs. A part counts by the root of its length, so that a long text does not drown a short one."""
    sentences = [part.sentences[i] for i in run]
    vectors = vectors_of(part.document, sentences)
    if relevance is None:
        central = _spread(_apart(vectors).mean(axis=0))
        said = [scales.place * place(part, i) + scales.cue * cue(s) for i, s in zip(run, sentences, strict=True)]
        prior = np.array(said) + scales.central * central
        weight = np.full(len(run), 1 / math.sqrt(len(part.sentences)))
        apt = np.ones(len(run), bool)
    else:
        weight = np.array([relevance.get(part.key(s), 0.0) for s in sentences])
        prior = scales.relevance * weight
        apt = np.array([part.key(s) in relevance for s in sentences])
    return Pool([(number, i) for i in run], vectors, weight, prior, apt, [concepts_of(s) for s in sentences])


def _thinned(parts: Sequence[Part], pool: Pool, keep: int, scales: Scales) -> Pool:
    """``keep`` sentences of a run, each with the weight of those it stands for."""
    picked = set(_greedy(parts, pool, Room(keep, one), scales, every_part=False))
    rows = [i for i, where in enumerate(pool.where) if where in picked]
    if not rows:
        return Pool([], pool.vectors[:0], pool.weight[:0], pool.prior[:0], pool.apt[:0], [])
    nearest = np.argmax(pool.vectors @ pool.vectors[rows].T, axis=1)
    weight = np.bincount(nearest, weights=pool.weight, minlength=len(rows)).astype(np.float64)
    return Pool([pool.where[i] for i in rows], pool.vectors[rows], weight, pool.prior[rows], pool.apt[rows], [pool.concepts[i] for i in rows])


def _greedy(parts: Sequence[Part], pool: Pool, room: Room, scales: Scales, *, every_part: bool) -> list[tuple[int, int]]:
    """Units by gain for their length until the room is taken; equal gains in the order of the text.

    The gain is what a unit covers anew of the text (by meaning and by concepts) and its prior. With a topic the
    weights are relevance, so what is covered is what bears on the topic.
    """
    row = {where: i for i, where in enumerate(pool.where)}
    units = [u for u in (_unit(parts, row, where) for where, apt in zip(pool.where, pool.apt, strict=True) if apt) if u]
    if not units:
        return []
    takes = np.array([room.measure(parts[p].sentences[at]) for p, at in pool.where])
    likeness = np.round(np.clip(pool.vectors @ pool.vectors.T, 0.0, 1.0), 4)
    weight = pool.weight / max(float(pool.weight.sum()), 1e-9)
    near = np.clip(_apart(pool.vectors), 0.0, 1.0)
    held, worth = _concepts(pool, weight, scales)
    kernel = np.array([near[u].max(axis=0) for u in units])
    tells = np.array([held[u].max(axis=0) for u in units])
    part = np.array([pool.where[u[0]][0] for u in units])
    whole = room.share * np.array([sum(room.measure(s) for s in p.sentences) for p in parts]) if room.share < 1 else np.full(len(parts), np.inf)
    taken: list[int] = []
    used = 0.0
    told, covered = np.zeros(len(worth), np.float32), np.zeros(len(weight), np.float32)
    eligible = np.ones(len(units), dtype=bool)
    while used < room.amount or len(taken) < room.least:
        new = [[i for i in u if i not in taken] for u in units]
        cost = np.array([takes[f].sum() for f in new])
        many = np.array([len(f) for f in new])
        fits = eligible & (cost > 0) & ((used + cost <= room.amount * OVER) | (len(taken) + many <= room.least))
        filled = np.bincount([pool.where[i][0] for i in taken], weights=takes[taken], minlength=len(parts)) if taken else np.zeros(len(parts))
        fits &= (filled[part] + cost <= whole[part] * OVER) | (filled[part] == 0) | (len(taken) + many <= room.least)
        if every_part:
            fits &= filled[part] + cost <= max(SHARE * room.amount / len(parts), 1.0 if room.measure is one else MOST_OF_ONE)
            fits &= _unserved(part, {pool.where[i][0] for i in taken}, fits, cost, room.amount - used)
        if not fits.any():
            break
        prior = np.array([pool.prior[f].mean() if f else 0.0 for f in new])
        gain = scales.meaning * (np.maximum(kernel - covered, 0.0) @ weight) + scales.concepts * (np.maximum(tells - told, 0.0) @ worth) + prior
        best = int(np.argmax(np.where(fits, np.round(gain / (np.maximum(cost, scales.floor) + OVERHEAD), 9), -np.inf)))
        taken += new[best]
        used += float(cost[best])
        covered, told = np.maximum(covered, kernel[best]), np.maximum(told, tells[best])
        same = likeness[taken].max(axis=0) >= scales.same
        eligible &= np.array([not any(same[i] and i not in taken for i in u) for u in units])
    return [pool.where[i] for i in taken]


def _unserved(part: npt.NDArray[np.int_], served: set[int], fits: npt.NDArray[np.bool_], cost: Floats, left: float) -> npt.NDArray[np.bool_]:
    """Units of parts that have no sentence yet, once what is left is just enough for one of each; else every unit."""
    waiting = [p for p in dict.fromkeys(part[fits].tolist()) if p not in served]
    needed = sum(float(np.median(cost[fits & (part == p)])) for p in waiting)
    return np.isin(part, waiting) if waiting and needed >= left - float(cost[fits].min()) else np.ones(len(part), dtype=bool)


def _concepts(pool: Pool, weight: Floats, scales: Scales) -> tuple[Vectors, Floats]:
    """(n, concepts) 1 where a sentence tells of a concept, and what each is worth: more, the more of the text tells of it; together 1."""
    holders: dict[str, list[int]] = {}
    for i, concepts in enumerate(pool.concepts):
        for concept in concepts:
            holders.setdefault(concept, []).append(i)
    kept = [holders[c] for c in sorted(holders) if len(holders[c]) >= scales.least]
    tells = np.zeros((len(weight), len(kept)), np.float32)
    for column, rows in enumerate(kept):
        tells[rows, column] = 1.0
    worth = (weight @ tells) ** scales.depth
    return tells, worth / max(float(worth.sum()), 1e-9)


def _apart(vectors: Vectors) -> Vectors:
    """(n, n) likeness after most of what all sentences share is taken away: sentences of one text are all alike otherwise."""
    centred = vectors - 0.8 * vectors.mean(axis=0)
    centred /= np.maximum(np.linalg.norm(centred, axis=1, keepdims=True), 1e-6)
    return np.asarray(np.round(np.clip(centred @ centred.T, -1.0, 1.0), 4))


def _spread(values: npt.NDArray[np.floating]) -> Floats:
    """The same values from 0 to 1."""
    return np.asarray((values - values.min()) / max(float(np.ptp(values)), 1e-9), np.float64)


def _unit(parts: Sequence[Part], row: Mapping[tuple[int, int], int], where: tuple[int, int]) -> list[int]:
    """A sentence with what it is shown with; nothing where that is not to be had."""
    number, at = where
    places = [(number, beside) for beside in parts[number].together(at)]
    return [row[place] for place in places] if all(place in row for place in places) else []


# What bears on a topic

ANSWERED, COVERED, ALIKE, TREATED = 0.26, 0.42, 0.32, 0.61
NEAREST, FIRST = 10, 5
"""The best of the nearest sentences tell whether a topic is treated: one that happens to share its words does not make a treatment."""


def treats(evidence: Sequence[Evidence], answerable: float) -> bool:
    """Whether the documents treat a topic: the learned answerability, the cover of its words and the likeness of the best few sentences.

    ``evidence`` comes best first.

    A topic is no question, so its words and its meaning count beside the model. Weighed on 90 topics that the seeds treat
    and 28 that they do not; each left out in turn, 4 of the former are missed and 2 of the latter let through.
    """
    nearest = evidence[:NEAREST]
    best = [sorted((e.features.get(name, 0.0) for e in nearest), reverse=True)[:FIRST] for name in ("cover_near", "e5")]
    covered, alike = (sum(values) / max(len(values), 1) for values in best)
    return ANSWERED * answerable + COVERED * covered + ALIKE * alike >= TREATED


AROUND, FADING, ACROSS = 3, 0.8, 0.5
"""Sentences on either side that count for the relevance of a place, what each further one counts less, and one of another paragraph."""
ON_IT, AMONG_IT = 0.3, 0.4
"""How far a sentence, or the place where it stands, must bear on a topic, of how far the best ones do; what lies below says something else."""
HEARD, TELLS_OF_IT = 0.25, 0.6
"""An author is heard on a topic whose best sentence bears on it so far; otherwise a stray sentence stands for a text on something else. The
same where the author's best sentences treat it less than ON_IT of how far another's do, and none bears on it by so much of what the best do."""
TELLING = 5
"""The best sentences of an author that tell how far that author treats the topic."""


def bearing(evidence: Sequence[Evidence]) -> dict[Key, float]:
    """How far each of the BEARING most relevant sentences bears on a topic, 0 to 1; without those of authors who hardly treat it.

    Three things count alike, each by how far it stands out among the evidence: the sentence itself; the place where it stands, since what
    is said on a topic is said in one place and not every sentence there names it; and how far its author treats the topic at all, since one
    that shares the topic's words in a text on something else says little of it. Other shares of the three and other windows move the coverage
    of 258 key points of 34 topics by a point or so; without the third it falls by two and a half.
    """
    own = [_bears(e) for e in evidence]
    place, treatment = _place_of(evidence, own), _treatment(evidence, own)
    sums = sum((_standing_out(values) for values in (own, place, treatment)), np.zeros(len(own)))
    best = sorted(zip(sums.round(6).tolist(), (e.key for e in evidence), strict=True), key=lambda pair: (-pair[0], pair[1]))[:BEARING]
    least, most = (best[-1][0], best[0][0]) if best else (0.0, 0.0)
    relevance = {key: round((value - least) / max(most - least, 1e-9), 6) for value, key in best}
    author = {e.key: (e.doc, e.section.span.start) for e in evidence}
    heard = {author[key] for key, value in relevance.items() if value >= HEARD}
    top = float(np.mean(sorted(own)[-TELLING:])) if own else 0.0
    telling = {author[e.key] for e, here in zip(evidence, own, strict=True) if e.key in relevance and here >= TELLS_OF_IT * top}
    treated = dict(zip((e.key for e in evidence), treatment, strict=True))
    heard = {a for key, a in author.items() if a in heard and (a in telling or treated[key] >= ON_IT * max(treatment))}
    on_it = {e.key for e, here, around in zip(evidence, own, place, strict=True) if here >= ON_IT * top or around >= AMONG_IT * top}
    return {key: value for key, value in relevance.items() if author[key] in heard and key in on_it}


def _place_of(evidence: Sequence[Evidence], own: Sequence[float]) -> list[float]:
    """Mean relevance of each sentence and those around it by the same author, the nearest counting most."""
    at = {e.key: (e, value) for e, value in zip(evidence, own, strict=True)}
    out = []
    for e, value in zip(evidence, own, strict=True):
        total, weight = value, 1.0
        for step in (n for n in range(-AROUND, AROUND + 1) if n):
            other, beside = at.get((e.doc, e.sentence.index + step), (None, 0.0))
            if other is not None and other.section.span == e.section.span:
                counts = FADING ** abs(step) * (1.0 if other.sentence.block == e.sentence.block else ACROSS)
                total, weight = total + counts * beside, weight + counts
        out.append(total / weight)
    return out


def _treatment(evidence: Sequence[Evidence], own: Sequence[float]) -> list[float]:
    """How far the author of each sentence treats the topic: the mean relevance of that author's best ones in the document."""
    by_author: dict[tuple[str, int], list[float]] = {}
    for e, value in zip(evidence, own, strict=True):
        by_author.setdefault((e.doc, e.section.span.start), []).append(value)
    treated = {author: float(np.mean(sorted(values)[-TELLING:])) for author, values in by_author.items()}
    return [treated[e.doc, e.section.span.start] for e in evidence]


def _standing_out(values: Sequence[float]) -> Floats:
    """Standard deviations above the mean."""
    array = np.array(values, np.float64)
    return np.asarray((array - array.mean()) / max(float(array.std()), 1e-9)) if len(array) else array


def _bears(evidence: Evidence) -> float:
    score = min(max(evidence.score, 1e-4), 1 - 1e-4)
    features = evidence.features
    meant = 0.3 * features.get("cover", 0.0) + 0.3 * features.get("cover_near", 0.0) + 0.3 * features.get("use", 0.0) + 0.6 * features.get("e5", 0.0)
    return 0.5 * score + 0.0625 * math.log(score / (1 - score)) + meant
