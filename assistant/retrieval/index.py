"""The index of a collection: opened against documents, it always matches them.

Everything here is derived from the documents. The manifest says with which models and settings it was
made; another manifest, or a store that cannot be read, means: make it anew.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from assistant.retrieval.dense import MODELS, Progress, VectorStore
from assistant.retrieval.embedding import Vectors, e5_query, use
from assistant.retrieval.fusion import best_first, fuse
from assistant.retrieval.lexical import Bm25
from assistant.text import terms
from assistant.text.language import detect
from assistant.values import Hit, Language, Passage

FORM = 1
"""Raised when what is stored changes its meaning."""
DEPTH = 100
"""Passages asked of each ranking; Recall@5 is flat beyond 50 on JSQuAD dev."""


@dataclass(frozen=True, slots=True)
class Weights:
    """What each ranking counts in the fusion, by whether question and passage share their language."""

    e5: float = 1.0
    use: float = 0.5
    bigrams: float = 1.0
    words: float = 1.0


SAME_LANGUAGE = Weights()
OTHER_LANGUAGE = Weights(e5=1.0, use=1.0, bigrams=0.0, words=0.0)


class Index:
    """Passages and sentences with their vectors and terms; see ``open_index``."""

    def __init__(self, store: VectorStore, passages: Sequence[Passage], term_lists: Mapping[str, list[str]]) -> None:
        self.store = store
        self.passages = {p.id: p for p in passages}
        self._by_language: dict[Language, list[Passage]] = {"ja": [], "en": []}
        for passage in passages:
            self._by_language[passage.language].append(passage)
        self._words = {lang: Bm25([term_lists[p.id] for p in ps]) for lang, ps in self._by_language.items()}
        self._bigrams = {lang: Bm25([terms.bigrams(p.text) for p in ps]) for lang, ps in self._by_language.items()}

    def search(self, query: str, k: int = 10, *, expansions: Sequence[str] = ()) -> list[Hit]:
        """Passages for a query, best first; score is rrf. One hit a place: an original and its rendering are one.

        ``expansions`` are names and terms of the query in the other language; they are searched by words only.
        """
        language = detect(query)
        vectors: dict[str, Vectors] = {"e5": e5_query(query), "use": use([query])[0]}
        rankings: list[tuple[float, list[str]]] = []
        for model, vector in vectors.items():
            near = self.store.nearest("passages", model, vector, DEPTH)
            for lang in ("ja", "en"):
                weight = getattr(SAME_LANGUAGE if lang == language else OTHER_LANGUAGE, model)
                rankings.append((weight, [self._place(i) for i, _ in near if self.passages[i].language == lang]))
        for lang, passages in self._by_language.items():
            weights = SAME_LANGUAGE if lang == language else OTHER_LANGUAGE
            text = query if lang == language else " ".join(expansions)
            for weight, bm25, query_terms in (
                (weights.words, self._words[lang], terms.words(text)),
                (weights.bigrams, self._bigrams[lang], terms.bigrams(text)),
            ):
                if weight and query_terms:
                    scores = bm25.scores(query_terms)
                    rankings.append((weight, best_first({self._place(p.id): float(s) for p, s in zip(passages, scores, strict=True)}, DEPTH)))
        fused = fuse([(w, r) for w, r in rankings if w > 0])
        return [Hit(self._passage(place, language), score) for place, score in fused[:k]]

    def _place(self, identity: str) -> str:
        return identity.rsplit(":", 1)[0]

    def _passage(self, place: str, language: Language) -> Passage:
        own = self.passages.get(f"{place}:{language}")
        return own or self.passages[f"{place}:{'en' if language == 'ja' else 'ja'}"]

    def sentence_vectors(self, model: str, ids: Sequence[str]) -> Vectors:
        return self.store.vectors("sentences", model, ids)


def open_index(folder: Path, passages: Sequence[Passage], sentences: Mapping[str, str], progress: Progress | None = None) -> Index:
    """The index of these passages and sentences (id → text), brought up to date in ``folder``."""
    manifest = {"form": FORM, "models": sorted(m[0] for m in MODELS.values())}
    file = folder / "manifest.json"
    if _read(file) != manifest and folder.exists():
        shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True, exist_ok=True)
    store = VectorStore(folder / "chroma")
    wanted = {"passages": {p.id: p.text for p in passages}, "sentences": dict(sentences)}
    try:
        _fill(store, wanted, progress)
    except Exception:  # Chroma raises many kinds for a damaged store; texts are at hand, so it is made anew
        store.clear()
        _fill(store, wanted, progress)
    term_lists = _term_lists(folder / "terms.json", passages)
    _write(file, manifest)
    return Index(store, passages, term_lists)


def _fill(store: VectorStore, wanted: Mapping[str, Mapping[str, str]], progress: Progress | None) -> None:
    for model in ("use", "e5"):
        for unit, texts in wanted.items():
            store.sync(unit, model, texts, progress)
    for unit, texts in wanted.items():
        probe = list(texts)[:1]
        if probe and not np.isfinite(store.vectors(unit, "e5", probe)).all():
            raise ValueError("damaged vectors")


def _term_lists(file: Path, passages: Sequence[Passage]) -> dict[str, list[str]]:
    known = _read(file)
    stored = known if isinstance(known, dict) else {}
    lists = {p.id: stored[p.id] if isinstance(stored.get(p.id), list) else terms.words(p.text) for p in passages}
    if lists.keys() != stored.keys():
        _write(file, lists)
    return lists


def _read(file: Path) -> object:
    try:
        return json.loads(file.read_text("utf-8"))
    except (OSError, ValueError):
        return None


def _write(file: Path, value: object) -> None:
    temporary = file.with_suffix(".new")
    temporary.write_text(json.dumps(value, ensure_ascii=False), "utf-8")
    temporary.replace(file)
