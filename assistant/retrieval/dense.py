"""Text → vectors → nearest texts. Chroma lives here, embedded, with telemetry off.

Two collections a unit (passages, sentences) and model (e5, USE). The store is derived data: whatever
does not match the texts asked for is added or deleted when it is opened, and a store that cannot be
read is made anew.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from assistant.errors import StorageError
from assistant.retrieval.embedding import E5_ID, USE_ID, Vectors, e5_passages, use

Progress = Callable[[str, int, int], None]
BATCH = 32

MODELS: dict[str, tuple[str, Callable[[Sequence[str]], Vectors]]] = {"e5": (E5_ID, e5_passages), "use": (USE_ID, use)}


class VectorStore:
    """Vectors of texts by id, in a folder of its own. One process writes at a time."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._client = self._open()

    def _open(self) -> Any:
        import chromadb
        from chromadb.config import Settings

        try:
            return chromadb.PersistentClient(str(self.folder), settings=Settings(anonymized_telemetry=False, allow_reset=True))
        except PermissionError:
            raise StorageError(f"{self.folder} cannot be written to. Give yourself permission, or name another folder with --home.") from None

    def _collection(self, name: str) -> Any:
        return self._client.get_or_create_collection(name, embedding_function=None, configuration={"hnsw": {"space": "cosine", "ef_search": 200, "ef_construction": 200}})

    def sync(self, unit: str, model: str, texts: Mapping[str, str], progress: Progress | None = None) -> int:
        """Make the collection hold exactly ``texts``; returns how many vectors were made."""
        collection = self._collection(f"{unit}-{model}")
        present = set(collection.get(include=[])["ids"])
        stale = sorted(present - set(texts))
        for start in range(0, len(stale), 1000):
            collection.delete(ids=stale[start : start + 1000])
        missing = [i for i in texts if i not in present]
        embed = MODELS[model][1]
        for start in range(0, len(missing), BATCH):
            ids = missing[start : start + BATCH]
            collection.add(ids=ids, embeddings=embed([texts[i] for i in ids]))
            if progress:
                progress(f"{unit}-{model}", min(start + BATCH, len(missing)), len(missing))
        return len(missing)

    def nearest(self, unit: str, model: str, vector: Vectors, k: int) -> list[tuple[str, float]]:
        """(id, cosine similarity), best first, equal similarities by id."""
        collection = self._collection(f"{unit}-{model}")
        count = collection.count()
        if not count:
            return []
        found = collection.query(query_embeddings=[vector], n_results=min(k, count), include=["distances"])
        pairs = zip(found["ids"][0], found["distances"][0], strict=True)
        return sorted(((i, round(1.0 - float(d), 6)) for i, d in pairs), key=lambda p: (-p[1], p[0]))

    def vectors(self, unit: str, model: str, ids: Sequence[str]) -> Vectors:
        """(len(ids), dim) float32 in the order of ``ids``; all must be present."""
        if not ids:
            return np.zeros((0, 1), np.float32)
        got = self._collection(f"{unit}-{model}").get(ids=list(dict.fromkeys(ids)), include=["embeddings"])
        by_id = dict(zip(got["ids"], got["embeddings"], strict=True))
        return np.asarray([by_id[i] for i in ids], dtype=np.float32)

    def clear(self) -> None:
        """Drop everything, also when Chroma cannot read its own files any more."""
        from chromadb.api.shared_system_client import SharedSystemClient

        SharedSystemClient.clear_system_cache()
        shutil.rmtree(self.folder, ignore_errors=True)
        self._client = self._open()

    def close(self) -> None:
        from chromadb.api.shared_system_client import SharedSystemClient

        SharedSystemClient.clear_system_cache()
