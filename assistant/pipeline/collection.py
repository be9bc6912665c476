"""The documents with all that is made of them: index, glossary, term space, and what is known of the names in them.

A ``Collection`` is made whole by ``open`` and never changed; other documents mean another collection. ``Current`` holds the one
that is open now, and the lock under which its index is asked. Knows nothing of questions.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from threading import RLock
from typing import Any

import numpy as np

from assistant.ingestion.catalogue import read_glossary
from assistant.ingestion.chunking import chunk
from assistant.ingestion.library import Library, make_folder, write_file
from assistant.resources import resource
from assistant.retrieval.embedding import Vectors, use
from assistant.retrieval.index import Index, open_index
from assistant.retrieval.replacing import settle
from assistant.text.alignment import TermSpace
from assistant.text.analysis import Facts, analyse
from assistant.text.names import Glossary, Name
from assistant.text.terms import content_terms
from assistant.values import Document, Hit, Language, Sentence

Progress = Callable[[str, int, int], None]
"""Told of long work as it goes on: the stage, how much of it is done, and how much there is."""
Key = tuple[str, int]
"""A sentence: the file name of its document and its index there."""

PASSAGES = 8
"""Passages read for evidence; recall on the open suite is flat beyond 8."""
SUBJECT = 3
"""Times that a document names what it is about, at least."""


@dataclass(frozen=True, eq=False)
class Collection:
    """Documents, and what was made of them when they were opened.

    Documents, glossary and what is known of names can be read at any time. ``hits``, ``similarities`` and ``unit_vectors`` ask the
    index, which serves one thread at a time; see ``Current``.
    """

    documents: tuple[Document, ...]
    index: Index
    glossary: Glossary
    space: TermSpace
    made: dict[str, str] = field(default_factory=dict)
    """Renderings made and stored since, by the sentence they render: neither documents nor index hold them yet."""

    @classmethod
    def open(cls, library: Library, progress: Progress | None = None, folder: Path | None = None) -> Collection:
        """The collection of a library; its index, in ``folder`` or where the library has it, is brought up to date first.

        Raises StorageError when the home folder cannot be used, DocumentError for a catalogue that cannot be read.
        """
        home = library.home
        make_folder(home)
        if folder is None:
            folder = index_of(home)
            settle(folder)
        documents = library.documents()
        glossary = read_glossary(resource("seeds", "glossary.yaml"), home / "glossary.yaml")
        passages = [p for d in documents for p in chunk(d)]
        index = open_index(folder, passages, _sentence_texts(documents), progress)
        return cls(tuple(documents), index, glossary, TermSpace(use, *_frequencies(folder / "frequencies.json", documents)))

    # documents

    @cached_property
    def by_name(self) -> dict[str, Document]:
        return {d.doc: d for d in self.documents}

    @cached_property
    def digest(self) -> str:
        """The same for the same documents with the same renderings, and for no others."""
        return hashlib.sha256("".join(d.digest for d in self.documents).encode()).hexdigest()

    def document(self, doc: str) -> Document:
        return self.by_name[doc]

    def sentence(self, key: Key) -> tuple[Document, Sentence]:
        """A sentence, and the document it stands in."""
        document = self.by_name[key[0]]
        return document, document.sentences[key[1]]

    def read(self, text: str, document: Document) -> Facts:
        """What a text of a document says: its dates are read from the document's own, its short names as the document uses them."""
        return analyse(text, self.glossary, _reference(document), self.named_in_full.get(document.doc, frozenset()))

    # the index

    def hits(self, text: str, k: int) -> list[Hit]:
        """Passages for a text, best first, by its words and by the other names of what it names."""
        facts = analyse(text, self.glossary)
        return self.index.search(text, k, expansions=self.glossary.other_names(facts.plain, facts.language))

    def similarities(self, vectors: Mapping[str, Vectors], sentences: Sequence[tuple[Document, Sentence]]) -> list[dict[str, float]]:
        """For each sentence the cosine with each model's vector, of original or rendering, whichever is nearer."""
        ids = [(i, _sentence_id(d, s, lang)) for i, (d, s) in enumerate(sentences) for lang in _languages(s)]
        out: list[dict[str, float]] = [{} for _ in sentences]
        for model, vector in vectors.items() if ids else ():
            cosines = self.index.sentence_vectors(model, [identity for _, identity in ids]) @ vector
            for (i, _), cosine in zip(ids, cosines, strict=True):
                out[i][model] = max(out[i].get(model, -1.0), round(float(cosine), 5))
        return out

    def unit_vectors(self, document: Document, sentences: Sequence[Sentence]) -> Vectors:
        """(n, 512) unit vectors of sentences, the mean of original and rendering: the same whichever is read."""
        ids = [(i, _sentence_id(document, s, lang)) for i, s in enumerate(sentences) for lang in _languages(s)]
        rows = self.index.sentence_vectors("use", [identity for _, identity in ids])
        out = np.zeros((len(sentences), rows.shape[1]), np.float32)
        np.add.at(out, [i for i, _ in ids], rows)
        unit: Vectors = out / np.maximum(np.linalg.norm(out, axis=1, keepdims=True), 1e-6)
        return unit

    # names

    @cached_property
    def mentions(self) -> Counter[str]:
        """In how many sentences of the collection each entity or term is named."""
        return Counter(i for d in self.documents for s in d.sentences for i in {i for n in self.glossary.find(s.text, terms=True) for i in n.ids})

    @cached_property
    def most_named(self) -> tuple[str, ...]:
        """The two countries and the two persons that the documents name most: who 「両国」 and "the two leaders" are."""
        named = sorted(self.mentions.items(), key=lambda entry: (-entry[1], entry[0]))
        return tuple(i for kind in ("country", "person") for i in [i for i, _ in named if self.glossary.kind(i) == kind][:2])

    @cached_property
    def named_in_full(self) -> dict[str, frozenset[str]]:
        """By document, the persons that it names by a form that is theirs alone."""
        return {d.doc: frozenset(i for n in self._persons_in(d) if n.sure for i in n.ids) for d in self.documents}

    @cached_property
    def persons(self) -> frozenset[str]:
        """The persons that some document names, in full or not."""
        named = ((set(n.ids), self.named_in_full[d.doc]) for d in self.documents for n in self._persons_in(d))
        return frozenset(i for ids, full in named for i in (ids & full or ids))

    @cached_property
    def subjects(self) -> frozenset[str]:
        """Entities and terms that some document names at least three times: what the documents are about."""
        counts = (Counter(i for s in d.sentences for n in self.glossary.find(s.text, terms=True) for i in n.ids) for d in self.documents)
        return frozenset(i for counted in counts for i, n in counted.items() if n >= SUBJECT)

    @cached_property
    def named(self) -> frozenset[str]:
        """Entities that the documents name; where a form may stand for several, the first."""
        texts = (t for d in self.documents for s in d.sentences for t in (s.text, s.rendering) if t)
        return frozenset(n.ids[0] for t in texts for n in self.glossary.find(t))

    def _persons_in(self, document: Document) -> list[Name]:
        texts = [t for s in document.sentences for t in (s.text, s.rendering) if t]
        texts += [*document.title.values(), *(t for s in document.sections for t in s.author.values())]
        return [n for t in texts for n in self.glossary.find(t) if n.kind == "person"]


class Changed(Exception):
    """The documents are no longer those that some work was begun with."""


class Current:
    """The collection that is open now, and the lock under which its index is asked."""

    def __init__(self, collection: Collection) -> None:
        self.collection = collection
        self.lock = RLock()

    @contextmanager
    def held(self, digest: str = "") -> Iterator[Collection]:
        """The collection, which nobody asks or replaces meanwhile. Raises Changed where ``digest`` is given and is not its own.

        Digests are compared, not objects: work goes on over an index that was made anew of the same documents, and whoever does
        it takes the collection from here each time, for the store of the one before is closed.
        """
        with self.lock:
            if digest and self.collection.digest != digest:
                raise Changed
            yield self.collection


def index_of(home: Path) -> Path:
    """Where a home folder has its index."""
    return home / "index"


def concepts(sentence: Sentence) -> frozenset[str]:
    """The content words of a sentence and of its rendering."""
    return frozenset(term.key for text in (sentence.text, sentence.rendering) if text for term in content_terms(text))


def _languages(sentence: Sentence) -> tuple[Language, ...]:
    """The languages in which a sentence can be read, its own first."""
    other: Language = "en" if sentence.language == "ja" else "ja"
    return (sentence.language, other) if sentence.rendering else (sentence.language,)


def _sentence_id(document: Document, sentence: Sentence, language: Language) -> str:
    """What the index calls a sentence; another text of the document makes it another sentence."""
    return f"{document.digest[:16]}:{sentence.index}:{language}"


def _sentence_texts(documents: Iterable[Document]) -> dict[str, str]:
    """The body sentences and their renderings, by what the index calls them."""
    return {
        _sentence_id(document, sentence, language): sentence.text if language == sentence.language else sentence.rendering or ""
        for document in documents
        for sentence in document.sentences
        if sentence.kind == "body"
        for language in _languages(sentence)
    }


def _reference(document: Document) -> dt.date | None:
    """The date against which a document's 昨年 is read: its own, where it is known."""
    for section in document.sections:
        if section.date:
            try:
                return dt.date.fromisoformat(section.date)
            except ValueError:
                continue
    return None


def _frequencies(file: Path, documents: Sequence[Document]) -> tuple[dict[str, int], int]:
    """In how many texts each content word occurs, and how many sentences there are; remembered in ``file``, by document."""
    try:
        loaded = json.loads(file.read_text("utf-8"))
    except (OSError, ValueError):
        loaded = None
    kept: dict[str, Any] = loaded if isinstance(loaded, dict) else {}
    counted = {d.digest: kept[d.digest] if isinstance(kept.get(d.digest), dict) else _counted(d) for d in documents}
    if counted.keys() != kept.keys():
        write_file(file, json.dumps(counted, ensure_ascii=False).encode())
    merged: Counter[str] = Counter()
    for entry in counted.values():
        merged.update(entry["df"])
    return merged, sum(entry["n"] for entry in counted.values())


def _counted(document: Document) -> dict[str, Any]:
    body = [s for s in document.sentences if s.kind == "body"]
    texts = (t for s in body for t in (s.text, s.rendering) if t)
    return {"n": len(body), "df": Counter(term.key for text in texts for term in content_terms(text))}
