"""The index of a collection: opened against documents, it always matches them.

Everything here is derived from the documents. The manifest says with which models and settings it was
made; another manifest, or a store that cannot be read, means: make it anew.
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable, Mapping, Sequence
from importlib.metadata import version
from pathlib import Path

import numpy as np

from assistant.retrieval.dense import MODELS, Progress, VectorStore
from assistant.retrieval.embedding import Vectors, e5_query, use_query
from assistant.retrieval.fusion import OTHER_LANGUAGE, SAME_LANGUAGE, Method, Signal, Weights, calibrate, fuse
from assistant.retrieval.lexical import Bm25, Scores
from assistant.retrieval.readings import crossing_terms
from assistant.retrieval.storage import read_json, storage_error, write_json
from assistant.text import terms
from assistant.text.language import detect, has_japanese
from assistant.values import Hit, Language, Passage

FORM = 2
"""Raised when what is stored changes its meaning."""
DEPTH = 100
"""Passages or sentences asked of each method and language; Recall@5 on JSQuAD dev is flat from 50 on."""
REMEMBERED = 10_000
"""Vectors of sentences kept in memory for each model, 35 MB in all: asking the store for fifty takes 9 ms."""
LANGUAGES: tuple[Language, Language] = ("ja", "en")
DENSE: dict[Method, tuple[str, str]] = {
    "e5": ("passages", "e5"),
    "use": ("passages", "use"),
    "e5_sentences": ("sentences", "e5"),
    "use_sentences": ("sentences", "use"),
}
"""Each method's unit and model. A long passage is about many things; its best sentence says whether it answers."""

FIELDS: dict[Method, Callable[[str], list[str]]] = {"words": terms.words, "bigrams": terms.bigrams, "crossing": crossing_terms}
"""How each lexical method cuts a text into terms."""

TermLists = Mapping[str, Mapping[str, list[str]]]


class Index:
    """Passages and sentences with their vectors and terms; see ``open_index``."""

    def __init__(self, store: VectorStore, passages: Sequence[Passage], sentences: Mapping[str, str], term_lists: TermLists) -> None:
        self.store = store
        self.passages = {p.id: p for p in passages}
        self.weights: dict[bool, Weights] = {True: SAME_LANGUAGE, False: OTHER_LANGUAGE}
        self._unit_of = {i: _unit("sentences", language_of(i, text)) for i, text in sentences.items()}
        self._languages: dict[str, list[Language]] = {}
        self._place_of: dict[str, str] = {}
        for passage in passages:
            place = place_of(passage.id)
            self._languages.setdefault(place, []).append(passage.language)
            self._place_of[passage.id] = place
            document = passage.id.split(":", 1)[0]
            self._place_of |= {f"{document}:{i}:{passage.language}": place for i in range(passage.first, passage.last + 1)}
        self._places: dict[Language, list[str]] = {lang: [place_of(p.id) for p in passages if p.language == lang] for lang in LANGUAGES}
        self._vectors: dict[str, dict[str, Vectors]] = {}
        self._bm25 = {(field, lang): Bm25([term_lists[p.id][field] for p in passages if p.language == lang]) for field in FIELDS for lang in LANGUAGES}

    def search(self, query: str, k: int = 10, *, expansions: Sequence[str] = ()) -> list[Hit]:
        """Passages for a query, best first; score is relevance (see fusion.py). One hit a place, in the query's language if it can be.

        ``expansions`` are other names of what the query names, mostly in the other language; they are searched by words.
        """
        language = detect(query)
        ranked = fuse([(self._weight(s, language), s) for s in self.signals(query, expansions=expansions)], self._languages)
        return [Hit(self._passage(place, language), relevance) for place, relevance in ranked[:k]]

    def signals(self, query: str, *, expansions: Sequence[str] = ()) -> list[Signal]:
        """What every method that counts says of the places of each language."""
        language = detect(query)
        vectors: dict[str, Vectors] = {"e5": e5_query(query), "use": use_query(query)}
        out: list[Signal] = []
        for lang in LANGUAGES:
            if not self._places[lang]:
                continue
            weights = self.weights[lang == language]
            out += [self._dense(method, lang, language, vectors) for method in DENSE if weights.of(method)]
            if lang == language:
                out.append(self._lexical("words", lang, self._bm25["words", lang].coverage(terms.words(query))))
                out.append(self._lexical("bigrams", lang, self._bm25["bigrams", lang].coverage(terms.bigrams(query))))
            else:
                out.append(self._lexical("crossing", lang, self._bm25["crossing", lang].rarity(crossing_terms(query))))
            said = [e for e in expansions if has_japanese(e) == (lang == "ja")]
            if said:
                out.append(self._lexical("expansions", lang, self._bm25["words", lang].rarity(terms.words("\n".join(said)))))
        return out

    def _dense(self, method: Method, lang: Language, language: Language, vectors: Mapping[str, Vectors]) -> Signal:
        unit, model = DENSE[method]
        near = self.store.nearest(_unit(unit, lang), model, vectors[model], DEPTH)
        scores: dict[str, float] = {}
        for identity, cosine in near:
            place = self._place_of.get(identity)
            if place is not None:
                scores.setdefault(place, calibrate(model, cosine, language, lang))
        floor = calibrate(model, near[-1][1], language, lang) if len(near) == DEPTH else 0.0
        return Signal(method, lang, scores, floor)

    def _lexical(self, method: Method, lang: Language, scores: Scores) -> Signal:
        """The best DEPTH places that have any term of the query."""
        by_score = sorted(((float(scores[i]), self._places[lang][i]) for i in scores.nonzero()[0]), key=lambda pair: (-pair[0], pair[1]))
        out: dict[str, float] = {}
        for score, place in by_score[:DEPTH]:
            out.setdefault(place, score)
        return Signal(method, lang, out)

    def _weight(self, signal: Signal, language: Language) -> float:
        return self.weights[signal.language == language].of(signal.method)

    def _passage(self, place: str, language: Language) -> Passage:
        own = self.passages.get(f"{place}:{language}")
        return own or self.passages[f"{place}:{'en' if language == 'ja' else 'ja'}"]

    def sentence_vectors(self, model: str, ids: Sequence[str]) -> Vectors:
        """(len(ids), dim) float32 in the order of ``ids``; what was asked for lately is remembered."""
        known = self._vectors.setdefault(model, {})
        found = {i: known[i] for i in ids if i in known}
        missing = [i for i in dict.fromkeys(ids) if i not in found]
        for unit in dict.fromkeys(self._unit_of[i] for i in missing):
            own = [i for i in missing if self._unit_of[i] == unit]
            found.update(zip(own, self.store.vectors(unit, model, own), strict=True))
        if len(known) + len(missing) > REMEMBERED:
            known = self._vectors[model] = {}
        if len(missing) <= REMEMBERED:
            known.update((i, found[i]) for i in missing)
        return np.asarray([found[i] for i in ids], np.float32) if ids else np.zeros((0, 1), np.float32)


def open_index(folder: Path, passages: Sequence[Passage], sentences: Mapping[str, str], progress: Progress | None = None) -> Index:
    """The index of these passages and sentences (id → text), brought up to date in ``folder``.

    A passage id is ``document:first-last:language``, a sentence id ``document:index:language``. Only texts that are
    new or changed are embedded. Raises StorageError when the folder cannot be written to or another program uses it.
    """
    manifest = {"form": FORM, "models": sorted(m[0] for m in MODELS.values())}
    file = folder / "manifest.json"
    try:
        if folder.exists() and read_json(file) != manifest:
            shutil.rmtree(folder)
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise storage_error(folder, error) or error from None
    units = _units(passages, sentences)
    if read_json(file) != manifest:
        write_json(file, manifest)
    store = _filled(folder, units, progress)
    return Index(store, passages, sentences, _term_lists(folder / "terms.json", passages))


def place_of(identity: str) -> str:
    return identity.rsplit(":", 1)[0]


def language_of(identity: str, text: str) -> Language:
    """As the id says; ids that do not say are read."""
    said = identity.rsplit(":", 1)[-1]
    return "ja" if said == "ja" else "en" if said == "en" else detect(text)


def _unit(kind: str, language: Language) -> str:
    return f"{kind}-{language}"


def _units(passages: Sequence[Passage], sentences: Mapping[str, str]) -> dict[str, dict[str, str]]:
    units: dict[str, dict[str, str]] = {_unit(kind, lang): {} for kind in ("passages", "sentences") for lang in LANGUAGES}
    for passage in passages:
        units[_unit("passages", passage.language)][passage.id] = passage.text
    for identity, text in sentences.items():
        units[_unit("sentences", language_of(identity, text))][identity] = text
    return units


def _filled(folder: Path, units: Mapping[str, Mapping[str, str]], progress: Progress | None) -> VectorStore:
    """The store with exactly these texts. What Chroma cannot read is dropped and made anew: the texts are at hand."""
    store = None
    try:
        store = VectorStore(folder / "chroma")
        _fill(store, folder / "texts.json", units, progress)
        return store
    except BaseException as error:  # Chroma raises many kinds for a damaged store, a Rust panic among them, which is no Exception
        if isinstance(error, (KeyboardInterrupt, SystemExit, GeneratorExit, MemoryError)):
            raise
        mendable = storage_error(folder, error)
        if mendable:
            raise mendable from None
    if store is None:
        shutil.rmtree(folder / "chroma", ignore_errors=True)
        store = VectorStore(folder / "chroma")
    else:
        store.clear()
    try:
        _fill(store, folder / "texts.json", units, progress)
    except Exception as error:
        raise storage_error(folder, error) or error from None
    return store


def _fill(store: VectorStore, file: Path, units: Mapping[str, Mapping[str, str]], progress: Progress | None) -> None:
    """Bring every collection up to date.

    ``file`` remembers which text each id stood for. It is written between deleting what does not match and adding what
    is missing, so a killed process never leaves a vector under an id that the file gives to another text.
    """
    known = read_json(file)
    before = known if isinstance(known, dict) else {}
    now = {i: _digest(text) for texts in units.values() for i, text in texts.items()}
    if store.sealed and before == now and all(store.holds(unit, model, texts) for model in MODELS for unit, texts in units.items()):
        return
    trusted = store.sealed or store.empty
    for model in MODELS:
        for unit, texts in units.items():
            store.prune(unit, model, {i for i in texts if before.get(i) == now[i]})
    if before != now:
        write_json(file, now)
    for model in ("use", "e5"):
        for unit, texts in units.items():
            store.add(unit, model, texts, progress)
            if not trusted:
                store.check(unit, model, texts)
    if not store.sealed:
        store.seal()


def _digest(text: str) -> str:
    return hashlib.blake2b(text.encode(), digest_size=12).hexdigest()


def _term_lists(file: Path, passages: Sequence[Passage]) -> dict[str, dict[str, list[str]]]:
    """Words, bigrams and crossing terms of each passage. Sudachi is slow, so what it said is kept, by text."""
    made_with = [FORM, version("sudachidict_core"), version("sudachipy")]
    known = read_json(file)
    stored = known["terms"] if isinstance(known, dict) and known.get("made_with") == made_with and isinstance(known.get("terms"), dict) else {}
    digests = {p.id: _digest(p.text) for p in passages}
    fresh = {}
    for passage in passages:
        digest = digests[passage.id]
        kept = stored.get(digest)
        fresh[digest] = kept if isinstance(kept, dict) and kept.keys() == FIELDS.keys() else {field: cut(passage.text) for field, cut in FIELDS.items()}
    if fresh != stored:
        write_json(file, {"made_with": made_with, "terms": fresh})
    return {p.id: fresh[digests[p.id]] for p in passages}
