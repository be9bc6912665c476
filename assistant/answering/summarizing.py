"""Documents → the sentences that carry their argument, and the line that says whose text it is. No model, no network.

A summary is made of whole sentences of the documents, so that attributions stay with what is attributed. They are
chosen greedily: each next one covers most of what the others leave uncovered (facility location; Lin & Bilmes,
ACL 2011), and counts more where it says what a text argues (its place, its cues, its title). A sentence that leans
on the one before is taken with it. Original and rendering are weighed together, so the Japanese and the English
summary of one thing hold the same sentences. Knows no storage: vectors come as functions.
"""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from assistant.answering.extractive import ENGINE, STRONG_LEAN, shown
from assistant.answering.phrases import phrase
from assistant.text.language import JAPANESE, LATIN_WORD, has_japanese
from assistant.text.orders import gives_orders
from assistant.values import Claim, Document, Draft, Language, Section, Sentence

Vectors = npt.NDArray[np.float32]
Floats = npt.NDArray[np.float64]
Key = tuple[str, int]
Progress = Callable[[str, int, int], None]

ROOM: Mapping[str, int] = {"short": 3, "medium": 9, "long": 22}
"""Sentences of a summary."""
RUN = 400
"""Sentences looked at together; a longer text is read run by run, so that memory does not grow with its square."""
POOL = 1_200
"""Sentences that are left for the last choice, whatever the length of the text."""
LONGEST = 600
"""Characters of a sentence that a summary can hold; what is longer is a table, or a text without full stops."""
TREATED = 0.81
"""Cover of a topic's words by one sentence from which the documents treat it."""
LIKELY = 0.7
"""Mean of cover and of the learned model from which they treat it as well."""
ONE_POINT = 0.68
"""Likeness from which two authors speak of one point; on the seeds what lies above reads as a pair."""
BEARING = 30
"""Sentences on a topic that are considered, the most relevant ones."""
NAMED = 8
"""Texts that the first line names; further ones are summed up."""
PARAGRAPH = 4
"""Sentences after which a long summary without headings opens a new paragraph where its source does."""


@dataclass(frozen=True, slots=True)
class Part:
    """What one author says in one document: its sentences in order."""

    document: Document
    section: Section
    sentences: tuple[Sentence, ...]

    def key(self, sentence: Sentence) -> Key:
        return self.document.doc, sentence.index


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

_LINK = re.compile(r"(?:https?://|www\.)\S+|\S+@\S+\.\S+")


def parts_of(document: Document) -> list[Part]:
    """The parts of a document by different authors, with the sentences a summary may hold; none where there is no prose."""
    out = []
    for section in document.sections:
        body = [s for s in document.sentences if s.kind == "body" and section.span.contains(s.span)]
        kept = tuple(s for s in _without_byline(body, section) if is_prose(s.text) and not gives_orders(s.text))
        if kept:
            out.append(Part(document, section, kept))
    return out


def is_prose(text: str) -> bool:
    """Whether a line is a sentence: a few words, no row of a table, no list of links, not endless.

    >>> is_prose("条約は10月24日に批准された。"), is_prose("| 2023 | 12 | 5 |"), is_prose("see https://example.org/a")
    (True, False, False)
    """
    if len(text) > LONGEST or text.lstrip().startswith("|") or text.count("\t") + text.count("|") > 1:
        return False
    bare = _LINK.sub(" ", text)
    words = len(JAPANESE.findall(bare)) / 6 + len(LATIN_WORD.findall(bare)) / 3
    return words >= 1 and sum(c.isdigit() for c in bare) <= 0.4 * len(bare) and len(bare) >= 0.5 * len(text)


def in_order_of_date(parts: Sequence[Part]) -> list[Part]:
    """Documents by date, undated ones last; the parts of a document as they stand in it."""
    dated: dict[str, str] = {}
    for part in parts:
        dated[part.document.doc] = min(dated.get(part.document.doc, "~"), part.section.date or "~")
    return sorted(parts, key=lambda p: (dated[p.document.doc], p.document.doc, p.section.span.start))


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
    """What counts how much in the choice; found on the open part of eval/summaries.jsonl."""

    concepts: float = 4.0
    depth: float = 0.6
    """How a concept's worth grows with the share of the text that tells of it."""
    prior: float = 1.5
    near: float = 0.2
    """Share of nearness in the text against likeness of meaning, when one sentence stands for another."""
    place: float = 1.2
    cue: float = 0.1
    repeats: float = 0.6
    """With a topic: what likeness to a chosen sentence costs, against relevance."""
    fresh: float = 0.01
    """With a topic: what each concept gains that no chosen sentence tells of."""
    same: float = 0.86
    """Likeness from which two sentences say the same thing."""


def treats(answerable: float, cover: float) -> bool:
    """Whether the documents treat a topic, from what the learned model says and how much of its words one sentence covers.

    A topic is no question, so the words count as much as the model. On 32 topics of the seeds and 18 strangers to
    them (COVID-19 vaccines, Kim Yo Jong, Indian oil trade) this lets through all of the former and one of the latter
    ("abduction issue").
    """
    return cover >= TREATED or (answerable + cover) / 2 >= LIKELY


@dataclass(slots=True)
class _Pool:
    """Sentences left to choose from. ``where``: (part, position in it); ``weight``: of the text each stands for."""

    where: list[tuple[int, int]]
    vectors: Vectors
    weight: Floats
    prior: Floats
    concepts: list[frozenset[str]]


def choose(
    parts: Sequence[Part],
    vectors_of: VectorsOf,
    concepts_of: ConceptsOf,
    room: int = ROOM["medium"],
    *,
    relevance: Mapping[Key, float] | None = None,
    progress: Progress | None = None,
    scales: Scales | None = None,
) -> list[Chosen]:
    """At most ``room`` sentences of ``parts``, part by part, each in its own order.

    ``relevance``: how far a sentence bears on the topic, 0 to 1; only its sentences are considered. Without it every
    sentence counts, and every part has one as long as there is room. The same input gives the same sentences.
    """
    scales = scales or Scales()
    pool = _pooled(parts, vectors_of, concepts_of, relevance, progress, scales)
    picked = _greedy(parts, pool, room, scales, about=relevance is not None, every_part=relevance is None)
    return [Chosen(parts[p], parts[p].sentences[at]) for p, at in sorted(picked)]


def room_of(length: str, parts: Sequence[Part]) -> int:
    """How many sentences a summary holds; a paragraph on several authors has one more."""
    return ROOM[length] + (length == "medium" and len(parts) > 1)


def _pooled(
    parts: Sequence[Part], vectors_of: VectorsOf, concepts_of: ConceptsOf, relevance: Mapping[Key, float] | None, progress: Progress | None, scales: Scales
) -> _Pool:
    """What is left of all parts after each run of sentences has been thinned to its share of POOL."""
    total = sum(len(p.sentences) for p in parts)
    done = 0
    pools: list[_Pool] = []
    for number, part in enumerate(parts):
        for start in range(0, len(part.sentences), RUN):
            run = list(range(start, min(start + RUN, len(part.sentences))))
            done += len(run)
            if relevance is not None:
                run = [i for i in run if part.key(part.sentences[i]) in relevance]
            if run:
                pool = _described(number, part, run, vectors_of, concepts_of, relevance, scales)
                keep = max(4, math.ceil(POOL * len(run) / total))
                pools.append(_thinned(parts, pool, keep, scales) if relevance is None and keep < len(run) else pool)
            if progress:
                progress("summary", done, total)
    if not pools:
        return _Pool([], np.zeros((0, 1), np.float32), np.zeros(0), np.zeros(0), [])
    return _Pool(
        [w for p in pools for w in p.where],
        np.concatenate([p.vectors for p in pools]),
        np.concatenate([p.weight for p in pools]),
        np.concatenate([p.prior for p in pools]),
        [c for p in pools for c in p.concepts],
    )


def _described(
    number: int, part: Part, run: Sequence[int], vectors_of: VectorsOf, concepts_of: ConceptsOf, relevance: Mapping[Key, float] | None, scales: Scales
) -> _Pool:
    """A run with what each sentence weighs. A part counts by the root of its length, so that a long text does not drown a short one."""
    sentences = [part.sentences[i] for i in run]
    if relevance is None:
        prior = np.array([scales.place * place(part, i) + scales.cue * cue(s) for i, s in zip(run, sentences, strict=True)])
    else:
        prior = np.array([relevance[part.key(s)] for s in sentences])
    weight = np.full(len(run), 1 / math.sqrt(len(part.sentences)))
    return _Pool([(number, i) for i in run], vectors_of(part.document, sentences), weight, prior, [concepts_of(s) for s in sentences])


def _thinned(parts: Sequence[Part], pool: _Pool, keep: int, scales: Scales) -> _Pool:
    """``keep`` sentences of a run, each with the weight of those it stands for."""
    picked = set(_greedy(parts, pool, keep, scales, about=False, every_part=False))
    rows = [i for i, where in enumerate(pool.where) if where in picked]
    if not rows:
        return _Pool([], pool.vectors[:0], pool.weight[:0], pool.prior[:0], [])
    nearest = np.argmax(pool.vectors @ pool.vectors[rows].T, axis=1)
    weight = np.bincount(nearest, weights=pool.weight, minlength=len(rows)).astype(np.float64)
    return _Pool([pool.where[i] for i in rows], pool.vectors[rows], weight, pool.prior[rows], [pool.concepts[i] for i in rows])


def _greedy(parts: Sequence[Part], pool: _Pool, room: int, scales: Scales, *, about: bool, every_part: bool) -> list[tuple[int, int]]:
    """Units by gain a sentence until the room is taken; equal gains in the order of the text.

    Without a topic the gain is what a unit covers anew of the text (by meaning and by concepts) and its prior; with
    one (``about``) it is relevance less likeness to what is chosen (maximal marginal relevance; Carbonell &
    Goldstein, SIGIR 1998).
    """
    row = {where: i for i, where in enumerate(pool.where)}
    units = [u for u in (_unit(parts, row, where) for where in pool.where) if u]
    if not units:
        return []
    likeness = np.round(np.clip(pool.vectors @ pool.vectors.T, 0.0, 1.0), 4)
    weight = pool.weight / pool.weight.sum()
    held, worth = _concepts(pool, weight, scales, least=1 if about else 2)
    near = _apart(pool.vectors) if about else _stands_for(parts, pool, likeness, room, scales)
    kernel = np.array([near[u].max(axis=0) for u in units])
    tells = np.array([held[u].max(axis=0) for u in units])
    part = np.array([pool.where[u[0]][0] for u in units])
    taken: list[int] = []
    told, covered = np.zeros(len(worth), np.float32), np.zeros(len(weight), np.float32)
    eligible = np.ones(len(units), dtype=bool)
    while len(taken) < room and eligible.any():
        new = [[i for i in u if i not in taken] for u in units]
        cost = np.array([len(f) for f in new])
        fits = eligible & (cost > 0) & (cost <= room - len(taken))
        unserved = np.isin(part, list({pool.where[i][0] for i in taken}), invert=True)
        if every_part and len(set(part[fits & unserved])) >= room - len(taken):
            fits &= unserved
        if not fits.any():
            break
        prior = np.array([pool.prior[f].mean() if f else 0.0 for f in new])
        fresh = np.maximum(tells - told, 0.0)
        if about:
            repeats = np.array([near[np.ix_(f, taken)].max() if f and taken else 0.0 for f in new])
            gain = prior - scales.repeats * repeats + scales.fresh * fresh.sum(axis=1) / np.maximum(cost, 1)
        else:
            gain = (np.maximum(kernel - covered, 0.0) @ weight + scales.concepts * (fresh @ worth)) / np.maximum(cost, 1) + scales.prior / room * prior
        best = int(np.argmax(np.where(fits, np.round(gain, 9), -np.inf)))
        taken += new[best]
        covered, told = np.maximum(covered, kernel[best]), np.maximum(told, tells[best])
        same = likeness[taken].max(axis=0) >= scales.same
        eligible &= np.array([not any(same[i] and i not in taken for i in u) for u in units])
    return [pool.where[i] for i in taken]


def _stands_for(parts: Sequence[Part], pool: _Pool, likeness: Vectors, room: int, scales: Scales) -> Floats:
    """(n, n): how far one sentence stands for another, by meaning and, within a part, by nearness: an argument goes step by step."""
    number = np.array([p for p, _ in pool.where])
    at = np.array([a for _, a in pool.where], dtype=np.float64)
    reach = np.array([max(len(parts[p].sentences) / (2 * room), 2.0) for p, _ in pool.where])
    near = np.exp(-np.abs(at[:, None] - at[None, :]) / reach[:, None]) * (number[:, None] == number[None, :])
    return np.asarray((1 - scales.near) * likeness + scales.near * near)


def _concepts(pool: _Pool, weight: Floats, scales: Scales, least: int) -> tuple[Vectors, Floats]:
    """(n, concepts) 1 where a sentence tells of a concept, and what each is worth: more, the more of the text tells of it; together 1."""
    holders: dict[str, list[int]] = {}
    for i, concepts in enumerate(pool.concepts):
        for concept in concepts:
            holders.setdefault(concept, []).append(i)
    kept = [holders[c] for c in sorted(holders) if len(holders[c]) >= least]
    tells = np.zeros((len(weight), len(kept)), np.float32)
    for column, rows in enumerate(kept):
        tells[rows, column] = 1.0
    worth = (weight @ tells) ** scales.depth
    return tells, worth / max(float(worth.sum()), 1e-9)


def _apart(vectors: Vectors) -> Vectors:
    """(n, n) likeness after most of what all sentences share is taken away: sentences on one topic are all alike otherwise."""
    centred = vectors - 0.8 * vectors.mean(axis=0)
    centred /= np.maximum(np.linalg.norm(centred, axis=1, keepdims=True), 1e-6)
    return np.asarray(np.round(np.clip(centred @ centred.T, -1.0, 1.0), 4))


def _unit(parts: Sequence[Part], row: Mapping[tuple[int, int], int], where: tuple[int, int]) -> list[int]:
    """A sentence with what it leans on, at most two before it; nothing where that is not to be had."""
    number, at = where
    out = [at]
    while leans(parts[number].sentences[out[0]]):
        before = out[0] - 1
        if before < 0 or len(out) == 3 or (number, before) not in row or parts[number].sentences[before].index != parts[number].sentences[out[0]].index - 1:
            return []
        out.insert(0, before)
    return [row[number, a] for a in out]


def leans(sentence: Sentence) -> bool:
    """Whether a sentence cannot stand without the one before it, in either language."""
    return any(STRONG_LEAN.match(t) for t in (sentence.text, sentence.rendering) if t)


# Saying whose text it is


def draft(chosen: Sequence[Chosen], language: Language, topic: str = "") -> Draft:
    """The chosen sentences as claims, each with the key of its evidence, led by whose texts they come from."""
    parts = list({(c.part.document.doc, c.part.section.span.start): c.part for c in chosen}.values())
    return Draft(tuple(Claim(shown(c.sentence, language), (c.key,)) for c in chosen), language, ENGINE, lead(parts, language, topic))


def lead(parts: Sequence[Part], language: Language, topic: str = "") -> str:
    """Whose text of what date: author, title, publisher, date of each text; what is not known is said to be unknown."""
    by_document: dict[str, list[Part]] = {}
    for part in parts:
        by_document.setdefault(part.document.doc, []).append(part)
    texts = [_source(group, language) for group in list(by_document.values())[:NAMED]]
    more = phrase("and_others", language) if len(by_document) > NAMED else ""
    listed = (";" if language == "ja" else "; ").join(texts) + more
    if topic:
        return phrase("summary_of_topic", language, topic=_quoted(topic, language), texts=listed)
    return phrase("summary_of", language, texts=listed)


def label(part: Part, language: Language, *, with_title: bool) -> str:
    """Who speaks, for the head of a part: author, title where there are several documents, date."""
    author = _author(part.section, language)
    about = [_title(part.document, language)] if with_title else []
    about.append(day(part.section.date, language) or phrase("unknown_date", language))
    return f"{author}({'、'.join(about)})" if language == "ja" else f"{author} ({', '.join(about)})"


def labels(chosen: Sequence[Chosen], language: Language, length: str) -> dict[int, str]:
    """Position of a sentence → the head of the part it opens: authors where several speak, else, in a long summary, the document's headings."""
    parts = {(c.part.document.doc, c.part.section.span.start) for c in chosen}
    documents = {doc for doc, _ in parts}
    if len(parts) > 1:
        return {i: label(c.part, language, with_title=len(documents) > 1) for i, c in enumerate(chosen)}
    if length != "long":
        return {}
    out = {}
    for i, c in enumerate(chosen):
        if c.sentence.heading >= 0:
            out[i] = _in_language(shown(c.part.document.sentences[c.sentence.heading], language), language).rstrip(":：")
    return out


def same_points(chosen: Sequence[Chosen], vectors_of: VectorsOf) -> list[tuple[int, int]]:
    """Positions of sentences by different authors that speak of the same thing, the most alike first, each sentence once.

    Likeness tells that two authors treat one point, not whether they agree on it: that is for the reader to see.
    """
    vectors = np.concatenate([vectors_of(c.part.document, [c.sentence]) for c in chosen]) if chosen else np.zeros((0, 1), np.float32)
    likeness = np.round(vectors @ vectors.T, 4)
    pairs = [(i, j) for i in range(len(chosen)) for j in range(i + 1, len(chosen)) if chosen[i].part is not chosen[j].part and likeness[i, j] >= ONE_POINT]
    out: list[tuple[int, int]] = []
    for i, j in sorted(pairs, key=lambda p: (-likeness[p], p)):
        if not {i, j} & {n for pair in out for n in pair}:
            out.append((i, j))
    return out[:3]


def comparison(pairs: Sequence[tuple[int, int]], marks: Sequence[Sequence[int]], language: Language) -> str:
    """A last line that sets the sentences of different authors on one point side by side, by their marks; empty without any."""
    listed = [" – ".join("".join(f"[{n}]" for n in marks[i]) for i in pair) for pair in pairs]
    return phrase("same_point", language, pairs=(";" if language == "ja" else "; ").join(listed)) if listed else ""


def paragraphs(answer: str, texts: Sequence[str], chosen: Sequence[Chosen], heads: Collection[int]) -> str:
    """The answer with a blank line where its source opens a new paragraph and the last one has grown long.

    ``texts``: the sentences as they stand in the answer; ``heads``: positions that open a part anyway.
    """
    out, at, grown = [], 0, 0
    for i, (text, before, here) in enumerate(zip(texts, (None, *chosen), chosen, strict=False)):
        found = answer.find(text, at)
        if found < 0:
            continue
        fresh = before is not None and before.sentence.block != here.sentence.block
        if i in heads:
            grown = 0
        elif fresh and grown >= PARAGRAPH:
            out += [answer[at:found].rstrip(), "\n\n"]
            at, grown = found, 0
        grown += 1
        out.append(answer[at : found + len(text)])
        at = found + len(text)
    return "".join(out) + answer[at:]


def day(iso: str, language: Language) -> str:
    """A date in words.

    >>> day("2023-09-15", "ja"), day("2023-09-15", "en"), day("2023", "en")
    ('2023年9月15日', '15 September 2023', '2023')
    """
    try:
        date = dt.date.fromisoformat(iso)
    except ValueError:
        return iso
    if language == "ja":
        return f"{date.year}年{date.month}月{date.day}日"
    return f"{date.day} {_MONTHS[date.month - 1]} {date.year}"


_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")


def _source(group: Sequence[Part], language: Language) -> str:
    """One document in the first line: 'author, “title” (publisher, date)'; several authors each with a date."""
    document = group[0].document
    publisher = _in_language(_of(document.publisher, language), language) or phrase("unknown_publisher", language)
    title = _title(document, language)
    if len(group) == 1:
        who, date = _author(group[0].section, language), day(group[0].section.date, language) or phrase("unknown_date", language)
        return f"{who}{title}({publisher}、{date})" if language == "ja" else f"{who}, {title} ({publisher}, {date})"
    voices = [label(p, language, with_title=False) for p in group]
    return f"{'、'.join(voices)}{title}({publisher})" if language == "ja" else f"{' and '.join(voices)}, {title} ({publisher})"


def _author(section: Section, language: Language) -> str:
    return _in_language(_of(section.author, language), language) or phrase("unknown_author", language)


def _title(document: Document, language: Language) -> str:
    return _quoted(_of(document.title, language) or document.doc, language)


def _of(names: Mapping[Language, str], language: Language) -> str:
    return names.get(language) or next(iter(names.values()), "")


def _quoted(text: str, language: Language) -> str:
    return f"「{text}」" if language == "ja" else f"“{text}”"


def _in_language(text: str, language: Language) -> str:
    """A name in the other script stands in quotation marks in an English text."""
    return f"“{text}”" if language == "en" and has_japanese(text) else text
