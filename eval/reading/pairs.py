"""The pairs that the cross-encoder learns from: a question or a claim, a passage, and what the one says of the other.

Public sets are read from checkouts of the repositories that hold them, side by side in one folder (see ``PUBLIC``); the pairs written for this
project are in ``eval/reading/written``, and in ``eval/reading/asked`` the questions written about passages of the public sets. Of a question, the
passage that answers it is set beside others of the same article that share its words; of a claim, what is given.
"""

from __future__ import annotations

import json
import random
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from itertools import pairwise
from pathlib import Path
from typing import Any, Literal
from xml.etree import ElementTree

from assistant.text.language import has_japanese
from eval.fitting import ROOT

Task = Literal["answers", "entails", "supports"]
"""``answers``: 1 or 0. ``entails``: 0 supports, 1 leaves open, 2 contradicts. ``supports``: 0 supports, 1 does not."""
OWN = ROOT / "eval" / "reading" / "written"
ROOM_JA, ROOM_EN = 130, 330
"""Characters of a passage."""
LABELS = {"entailment": 0, "neutral": 1, "contradiction": 2}
_ENDS_JA, _ENDS_EN = re.compile(r"(?<=[。！？\n])"), re.compile(r"(?<=[.!?])\s+(?=[A-Z\"“(\[])")


@dataclass(frozen=True, slots=True)
class Pair:
    """``answer``: characters of the passage that answer, where that is known. ``twin``: one of two passages on the same matter, which is read twice.
    ``even``: the first text is right of one passage and wrong of another, so that its wording gives nothing away; of which ``entry`` it is one.
    ``beside``: what it shares with pairs of the other label, which are read side by side with it; "" for a pair that stands alone."""

    task: Task
    first: str
    second: str
    label: int
    answer: tuple[int, int] | None = None
    twin: bool = False
    even: bool = False
    entry: str = ""
    beside: str = ""

    @property
    def holds(self) -> bool:
        return self.label == 1 if self.task == "answers" else self.label == 0


# questions


def squad(file: Path, rng: random.Random) -> Iterator[Pair]:
    """A set in the form of SQuAD: each question with its answer's surroundings and with like passages of its article that lack the answer."""
    for article in json.loads(file.read_text("utf-8"))["data"]:
        title = article["title"].replace("_", " ")
        texts = [p["context"] for p in article["paragraphs"]]
        windows = [(n, a, b) for n, text in enumerate(texts) for a, b in _windows(text)]
        for number, paragraph in enumerate(article["paragraphs"]):
            for item in paragraph["qas"]:
                yield from _posed(item, number, title, texts, windows, rng)


def _posed(
    item: Mapping[str, Any], number: int, title: str, texts: Sequence[str], windows: Sequence[tuple[int, int, int]], rng: random.Random
) -> Iterator[Pair]:
    question, answers = item["question"], item["answers"]
    named = f"{title}。" if rng.random() < TITLED else ""

    def beside(n: int, a: int, b: int) -> Pair:
        return Pair("answers", question, named + texts[n][a:b], 0, beside=question)

    like = sorted(windows, key=lambda w: -_shared(question, texts[w[0]][w[1] : w[2]]))
    if item.get("is_impossible"):
        yield from (beside(*w) for w in [w for w in like if w[0] == number][:2])
    elif answers:
        start, told = answers[0]["answer_start"], answers[0]["text"]
        a, b = _around(texts[number], start, start + len(told), rng)
        if b - a < 3 * _room(texts[number]):
            yield Pair("answers", question, named + texts[number][a:b], 1, (len(named) + start - a, len(named) + start - a + len(told)), beside=question)
        others = [w for w in like if not any(x["text"] in texts[w[0]][w[1] : w[2]] for x in answers)]
        if others:
            yield beside(*others[rng.choice([0, 0, 1, 2]) if len(others) > 2 else 0])
            if rng.random() < 0.5:
                yield beside(*rng.choice(others[:8]))


TITLED = 0.4
"""How often a passage is led by its article's title."""


def _room(text: str) -> int:
    return ROOM_JA if has_japanese(text) else ROOM_EN


def _sentences(text: str) -> list[tuple[int, int]]:
    ends = _ENDS_JA if has_japanese(text) else _ENDS_EN
    cuts = [0, *(m.end() for m in ends.finditer(text)), len(text)]
    return [(a, b) for a, b in pairwise(cuts) if text[a:b].strip()]


def _windows(text: str) -> list[tuple[int, int]]:
    """A text cut into passages of whole sentences."""
    out: list[tuple[int, int]] = []
    for a, b in _sentences(text):
        if out and b - out[-1][0] <= _room(text):
            out[-1] = (out[-1][0], b)
        else:
            out.append((a, b))
    return out


def _around(text: str, start: int, end: int, rng: random.Random) -> tuple[int, int]:
    """The sentences that hold a span, and some or none of those around."""
    sentences = _sentences(text)
    inside = [i for i, (a, b) in enumerate(sentences) if a < end and start < b]
    first, last = inside[0], inside[-1]
    room = rng.choice([0.0, 0.5, 1.0]) * _room(text)
    while True:
        grown = [(f, g) for f, g in ((first - 1, last), (first, last + 1)) if f >= 0 and g < len(sentences) and sentences[g][1] - sentences[f][0] <= room]
        if not grown:
            return sentences[first][0], sentences[last][1]
        first, last = rng.choice(grown)


def _shared(question: str, passage: str) -> float:
    """Share of a question's terms, pairs of characters or words, that a passage has."""
    asked = _terms(question)
    return len(asked & _terms(passage)) / max(len(asked), 1)


def _terms(text: str) -> set[str]:
    return {text[i : i + 2] for i in range(len(text) - 1)} if has_japanese(text) else set(re.findall(r"[a-z0-9]+", text.lower()))


# claims


def snli(file: Path, rng: random.Random) -> Iterator[Pair]:
    """Premise, hypothesis and label a line."""
    rows = [cells for line in file.read_text("utf-8").splitlines() if len(cells := line.split("\t")) == 3]
    rng.shuffle(rows)
    for premise, hypothesis, label in rows[:SNLI]:
        yield Pair("entails", _joined(hypothesis), _joined(premise), int(label))


SNLI = 7000
"""Lines of each of its two files."""


def jsick(file: Path, rng: random.Random) -> Iterator[Pair]:
    """Japanese pairs, and the same with one of the two in English."""
    across = []
    for line in file.read_text("utf-8").splitlines()[1:]:
        cells = line.split("\t")
        english, japanese = cells[2:5], cells[8:11]
        if japanese[2] in LABELS:
            yield Pair("entails", japanese[1], japanese[0], LABELS[japanese[2]])
            if english[2] == japanese[2]:
                first, second = (english[1], japanese[0]) if rng.random() < 0.5 else (japanese[1], english[0])
                across.append(Pair("entails", first, second, LABELS[japanese[2]]))
    rng.shuffle(across)
    yield from across[:5000]


def jnli(file: Path, _rng: random.Random) -> Iterator[Pair]:
    for line in file.read_text("utf-8").splitlines():
        item = json.loads(line)
        if item.get("label") in LABELS:
            yield Pair("entails", item["sentence2"], item["sentence1"], LABELS[item["label"]])


def janli(file: Path, _rng: random.Random) -> Iterator[Pair]:
    """What follows from who did what to whom, and from what is joined, denied or only possible, in Japanese. What its authors set aside (720 of
    14,400) stays unread."""
    for line in file.read_text("utf-8").splitlines()[1:]:
        _, premise, hypothesis, label, *_, split = line.split("\t")
        if split == "train":
            yield Pair("supports", hypothesis, premise, int(label != "entailment"), beside=hypothesis)


def jnli_denied(file: Path, _rng: random.Random) -> Iterator[Pair]:
    """Pairs of JNLI, and the same with one of the two denied."""
    for line in file.read_text("utf-8").splitlines():
        item = json.loads(line) if line.strip() else {}
        if item.get("gold_label") in LABELS:
            first, second = item["sentence2"]["sentence"], item["sentence1"]["sentence"]
            yield Pair("entails", first, second, LABELS[item["gold_label"]], beside=str(item["jnli_sentence_pair_id"]))


def jsem(file: Path, rng: random.Random) -> Iterator[Pair]:
    """What follows from sentences by particles, adverbs, conjunctions, modality; of what does follow, half."""
    labels = {"yes": 0, "unknown": 1, "no": 2}
    for problem in ElementTree.fromstring(file.read_text("utf-8")).iter("problem"):
        label, hypothesis = labels.get(problem.get("answer", "")), _script(problem.find("h"))
        premise = "".join(map(_script, problem.findall("p")))
        if label is not None and premise and hypothesis and problem.get("inference_type") == "entailment" and (label or rng.random() < 0.5):
            yield Pair("entails", hypothesis, premise, label)


def fever_symmetric(file: Path, _rng: random.Random) -> Iterator[Pair]:
    """Claims of FEVER, each with a sentence that supports it and one that refutes it, written so that the claim alone tells nothing."""
    for line in file.read_text("utf-8").splitlines():
        item = json.loads(line)
        claim, evidence = _joined(item["claim"]), _joined(item["evidence"])
        yield Pair("supports", claim, evidence, int(item["gold_label"] != "SUPPORTS"), even=True, beside=claim)


def _script(sentence: ElementTree.Element | None) -> str:
    return "".join((sentence.findtext("script") or "").split()) if sentence is not None else ""


_CUT = (
    *(("-LRB- ", "("), (" -RRB-", ")"), (" -- ", " – "), ("`` ", '"'), (" ``", '"'), (" ''", '"')),
    *((" ,", ","), (" .", "."), (" 's", "'s"), (" n't", "n't"), ("( ", "("), (" )", ")"), (" ;", ";"), (" :", ":")),
)
"""How words were cut apart, and how they are written."""


def _joined(text: str) -> str:
    """A text that was cut into words, as it is written."""
    for cut, whole in _CUT:
        text = text.replace(cut, whole)
    return text[:1].upper() + text[1:]


PUBLIC: dict[str, Callable[[Path, random.Random], Iterator[Pair]]] = {
    "JaQuAD/data/train/*.json": squad,
    "cs224n_squad_2/data/dev-v2.0.json": squad,
    "guide_train_MRC_transformers/train-v2.0.json": squad,
    "rmib/data/snli/*.txt": snli,
    "JSICK/jsick/jsick.tsv": jsick,
    "JGLUE/datasets/jnli-v1.3/valid-v1.3.json": jnli,
    "JGLUE/datasets/jnli-v1.3/test-v1.3.json": jnli,
    "JaNLI/janli.tsv": janli,
    "JNLI-Neg/data/jnli-neg-v1.1/jnli-neg-train-v1.1.jsonl": jnli_denied,
    "JSeM/data/v1.0/*.xml": jsem,
    "FeverSymmetric/symmetric_v0.2/*.jsonl": fever_symmetric,
}
"""Files of public repositories (SkelterLabsInc/JaQuAD, SebastianHurubaru/cs224n_squad_2 with half of SQuAD 2.0 dev,
PhongNTDo/guide_train_MRC_transformers with ten
articles of its train part, chenxingphh/rmib with SNLI, verypluming/JSICK and JaNLI, yahoojapan/JGLUE, asahi-y/JNLI-Neg, DaisukeBekki/JSeM,
TalSchuster/FeverSymmetric) and how they are read. All are CC BY or CC BY-SA, JSeM is under a BSD licence."""


def public(folder: Path, seed: int) -> list[Pair]:
    """All public pairs. Raises FileNotFoundError where a set is missing."""
    out: list[Pair] = []
    for pattern, parse in PUBLIC.items():
        found = sorted(folder.glob(pattern))
        if not found:
            raise FileNotFoundError(f"{folder} holds no {pattern}")
        for file in found:
            out += parse(file, random.Random(f"{seed} {file.name}"))
    return out


def own() -> list[Pair]:
    """The pairs written for this project."""
    out: list[Pair] = []
    for file in sorted(OWN.glob("*.jsonl")):
        for line in file.read_text("utf-8").splitlines():
            item = json.loads(line)
            out += _single(item) if "passage" in item else _twins(item) if "b" in item else _asked_of_twins(item)
    return out


def _single(item: Mapping[str, Any]) -> Iterator[Pair]:
    passage = item["passage"]
    yield from (Pair("supports", text, passage, 0, entry=passage, beside=passage) for _, text in item["true"])
    yield from (Pair("supports", text, passage, 1, entry=passage, beside=passage) for _, _, text in item["false"])
    yield from (Pair("answers", text, passage, 1, entry=passage, beside=passage) for _, text in item["ask"])
    yield from (Pair("answers", text, passage, 0, entry=passage, beside=passage) for _, text in item["miss"])


def _twins(item: Mapping[str, Any]) -> Iterator[Pair]:
    """Two passages that one thing sets apart, and a third on the same matter."""

    def pair(task: Task, text: str, passage: str, label: int) -> Pair:
        return Pair(task, text, item[passage], label, twin=True, even=True, entry=item["a"], beside=text)

    for passage, right, wrong in (("a", "claims_a", "claims_b"), ("b", "claims_b", "claims_a")):
        for claims, label in ((right, 0), (wrong, 1)):
            yield from (pair("supports", text, passage, label) for _, text in item[claims])
        yield pair("supports", item[right][0][1], "c", 1)
        yield from (pair("answers", text, passage, 1) for _, text in item["ask_ab"])
    yield from (pair("answers", text, "c", 0) for _, text in item["ask_ab"])
    for passage, (_, text) in zip("ab", item["ask_c"], strict=True):
        yield from (pair("answers", text, "c", 1), pair("answers", text, passage, 0))


def _asked_of_twins(item: Mapping[str, Any]) -> Iterator[Pair]:
    """Two passages on the same matter, each with questions that the other does not answer, and questions that neither does: these show by their wording."""
    for passage, right, wrong in (("a", "ask_a", "ask_c"), ("c", "ask_c", "ask_a")):
        for questions, label in ((right, 1), (wrong, 0), ("ask_none", 0)):
            yield from (Pair("answers", text, item[passage], label, twin=True, entry=item["a"], beside=text) for _, text in item[questions])


ASKED = ROOT / "eval" / "reading" / "asked"
"""Questions with the places of their passages in the public sets; the passages stay there."""


def asked(folder: Path, seed: int) -> list[Pair]:
    """The questions written for this project about passages of public sets, two of an article at a time; of each three questions the other passage
    answers none. Where it is known which sentences (as ``_sentences`` cuts them, from 1) answer a question, these are set beside another sentence of their
    passage, and beside one of the other passage: the program reads sentence by sentence. Elsewhere the whole passages are."""
    rng, out = random.Random(f"{seed} asked"), []
    for item, passage_at in _of_public(ASKED, folder):
        passages = {side: passage_at(item[side]) for side in "ac"}
        for right, wrong in ("ac", "ca"):
            answered_in = item.get(f"in_{right}", [None] * len(item[f"ask_{right}"]))
            for (_, text), places in zip(item[f"ask_{right}"], answered_in, strict=True):
                named = f"{passages['a'][0]}。" if rng.random() < TITLED else ""
                mine, other = passages[right][1], passages[wrong][1]
                read = [(mine, 1), (other, 0)] if places is None else _cut(mine, other, places, rng)
                out += [Pair("answers", text, named + told, label, twin=True, even=True, entry=passages["a"][1], beside=text) for told, label in read]
    return out


def _of_public(entries: Path, folder: Path) -> Iterator[tuple[Mapping[str, Any], Callable[[Sequence[int]], tuple[str, str]]]]:
    """What is written about passages of public sets, entry by entry, with what finds title and passage at a place of its set."""
    articles = cache(lambda name: json.loads((folder / name).read_text("utf-8"))["data"])
    for file in sorted(entries.glob("*.jsonl")):
        for line in file.read_text("utf-8").splitlines():
            item = json.loads(line)
            yield item, partial(_told, articles(item["set"]))


def _edited_of_public(entries: Path, folder: Path, seed: int) -> Iterator[tuple[Mapping[str, Any], str, tuple[str, str]]]:
    """Of such entries about one sentence: the entry, the sentence, and it and what its edits make of it, led by the title or not."""
    rng = random.Random(f"{seed} {entries.name}")
    for item, passage_at in _of_public(entries, folder):
        title, sentence = passage_at(item["a"])
        named = f"{title}。" if rng.random() < TITLED else ""
        yield item, sentence, (named + sentence, named + _edited(sentence, item["edit"]))


CHANGED = ROOT / "eval" / "reading" / "changed"
"""Claims with the places of their sentences in the public sets, and what is changed in these; the sentences stay there."""


def changed(folder: Path, seed: int) -> list[Pair]:
    """The claims written for this project about sentences of public sets. A sentence stands beside what it becomes with one thing changed: a claim that is
    right of the one is wrong of the other. Of claims that are right of both, or of neither, one is read beside another on the same sentence.
    Raises ValueError for a change that does not fit its sentence."""
    out: list[Pair] = []
    for item, sentence, passages in _edited_of_public(CHANGED, folder, seed):
        for own, (right, wrong) in (("a", passages), ("b", passages[::-1])):
            for _, text in item[f"claims_{own}"]:
                out += [Pair("supports", text, p, label, twin=True, even=True, entry=sentence, beside=text) for p, label in ((right, 0), (wrong, 1))]
            for claims, label in (("both", 0), ("neither", 1)):
                out += [Pair("supports", text, right, label, twin=True, entry=sentence, beside=own + lang) for lang, text in item[claims]]
    return out


TOLD = ROOT / "eval" / "reading" / "told"
"""Questions and claims with the places of their sentences in the public sets, and how these come to tell of something else; the sentences stay there."""


def told(folder: Path, seed: int) -> list[Pair]:
    """The questions and claims written for this project about sentences of public sets of which one detail goes and another comes. What asks for the one,
    or holds it, is answered or supported by the sentence alone, the other by what becomes of it; two more questions ask for what neither tells.
    Raises ValueError for a change that does not fit its sentence."""
    out: list[Pair] = []
    for item, sentence, passages in _edited_of_public(TOLD, folder, seed):
        for own, (holds, lacks) in (("a", passages), ("b", passages[::-1])):
            for task, texts in (("answers", item[f"ask_{own}"]), ("supports", item[f"claims_{own}"])):
                yes = int(task == "answers")
                for _, text in texts:
                    out += [Pair(task, text, p, label, twin=True, even=True, entry=sentence, beside=text) for p, label in ((holds, yes), (lacks, 1 - yes))]
        out += [Pair("answers", text, passage, 0, twin=True, entry=sentence) for (_, text), passage in zip(item["ask_none"], passages, strict=True)]
    return out


def _edited(sentence: str, edits: Sequence[tuple[int, int, str]]) -> str:
    """A sentence with each (first character, last, what stands there instead) made. Raises ValueError where places overlap or lie outside."""
    bounds = [0, *(place for first, last, _ in edits for place in (first, last)), len(sentence)]
    if bounds != sorted(bounds):
        raise ValueError(f"{bounds[1:-1]} are no places in order of {sentence[:40]!r}")
    for first, last, text in reversed(edits):
        sentence = sentence[:first] + text + sentence[last:]
    return sentence


def _cut(answering: str, other: str, places: Sequence[int], rng: random.Random) -> Iterator[tuple[str, int]]:
    """Pairs of (text, label): the sentences that answer, sometimes with a neighbour, and after them one that does not, first of the same passage, where it
    has another, then of the other passage. Yields nothing where ``places`` is empty. Raises ValueError for a place that the passage does not have."""
    mine, theirs = ([text[a:b].strip() for a, b in _sentences(text)] for text in (answering, other))
    if not places:
        return
    if max(places) > len(mine):
        raise ValueError(f"{answering[:40]!r} has {len(mine)} sentences, not {max(places)}")
    first, last, between = min(places) - 1, max(places), "" if has_japanese(answering) else " "
    rest = [sentence for n, sentence in enumerate(mine) if not first <= n < last]
    for wrong in ([rng.choice(rest)] if rest else []) + [rng.choice(theirs)]:
        before, after = rng.choices(((0, 0), (1, 0), (0, 1)), (7, 2, 1))[0]
        yield between.join(mine[max(first - before, 0) : last + after]), 1
        yield wrong, 0


def _told(articles: Sequence[Mapping[str, Any]], at: Sequence[int]) -> tuple[str, str]:
    """Title and passage at (article, paragraph, first character, last)."""
    article, paragraph, start, end = at
    return articles[article]["title"].replace("_", " "), articles[article]["paragraphs"][paragraph]["context"][start:end].strip()


def side_by_side(pairs: Sequence[Pair]) -> list[tuple[Pair, ...]]:
    """The pairs, each that holds with one after it that does not and shares its text or its passage (see ``Pair``); those that find none, alone."""
    held: dict[tuple[str, str, str], tuple[list[Pair], list[Pair]]] = defaultdict(lambda: ([], []))
    out: list[tuple[Pair, ...]] = []
    for pair in pairs:
        if pair.beside:
            held[pair.task, pair.entry, pair.beside][pair.holds].append(pair)
        else:
            out.append((pair,))
    for against, for_it in held.values():
        out += list(zip(for_it, against, strict=False))
        n = min(len(for_it), len(against))
        out += [(pair,) for pair in (*for_it[n:], *against[n:])]
    return out
