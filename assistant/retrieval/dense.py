"""Text → vectors → nearest texts. Chroma lives here, embedded, with telemetry off.

One collection a unit (passages or sentences of one language) and model (e5, USE). The store is derived
data: whatever does not match the texts asked for is added or deleted when it is opened. Its files are
sealed when they are complete; a broken seal means they are not what was written, and they are not opened.
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable, Mapping, Sequence, Set
from pathlib import Path
from typing import Any

import numpy as np

from assistant.errors import StorageError
from assistant.retrieval.embedding import E5_ID, USE_ID, Vectors, e5_passages, use
from assistant.retrieval.storage import read_json, storage_error, write_json

Progress = Callable[[str, int, int], None]
BATCH = 32
_HNSW = {"space": "cosine", "ef_search": 200, "ef_construction": 200, "num_threads": 1}
"""One thread, so that the same texts give the same graph."""

MODELS: dict[str, tuple[str, Callable[[Sequence[str]], Vectors]]] = {"e5": (E5_ID, e5_passages), "use": (USE_ID, use)}


class VectorStore:
    """Vectors of texts by id, in a folder of its own. One process writes at a time."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._seal = folder.with_name(f"{folder.name}.seal.json")
        self._collections: dict[str, Any] = {}
        if folder.exists() and not self._whole():
            self._remove()
        self._client = self._open()

    def _open(self) -> Any:
        import chromadb
        from chromadb.config import Settings

        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            return chromadb.PersistentClient(str(self.folder), settings=Settings(anonymized_telemetry=False))
        except OSError as error:
            raise storage_error(self.folder, error) or StorageError(f"{self.folder} cannot be used ({error.strerror}).") from None
        except BaseException:
            _forget()
            raise

    def _collection(self, name: str) -> Any:
        if name not in self._collections:
            self._collections[name] = self._client.get_or_create_collection(name, embedding_function=None, configuration={"hnsw": _HNSW})
        return self._collections[name]

    @property
    def empty(self) -> bool:
        return not self._client.count_collections()

    def holds(self, unit: str, model: str, texts: Mapping[str, str]) -> bool:
        """Whether a sealed collection still answers for these texts; raises what Chroma raises when it cannot."""
        collection = self._collection(f"{unit}-{model}")
        first = next(iter(texts), None)
        if collection.count() != len(texts) or first is None:
            return not texts and not collection.count()
        near = self.nearest(unit, model, self.vectors(unit, model, [first])[0], 1)
        return bool(near) and near[0][1] > 0.99

    def prune(self, unit: str, model: str, keep: Set[str]) -> None:
        """Delete every vector whose id is not in ``keep``."""
        collection = self._collection(f"{unit}-{model}")
        stale = sorted(set(collection.get(include=[])["ids"]) - keep)
        if stale:
            self._unseal()
        for start in range(0, len(stale), 1000):
            collection.delete(ids=stale[start : start + 1000])

    def add(self, unit: str, model: str, texts: Mapping[str, str], progress: Progress | None = None) -> int:
        """Embed the texts whose ids have no vector yet; returns how many that were."""
        collection = self._collection(f"{unit}-{model}")
        present = set(collection.get(include=[])["ids"])
        missing = [i for i in texts if i not in present]
        if missing:
            self._unseal()
        embed = MODELS[model][1]
        for start in range(0, len(missing), BATCH):
            ids = missing[start : start + BATCH]
            collection.add(ids=ids, embeddings=embed([texts[i] for i in ids]))
            if progress:
                progress(f"{unit}-{model}", min(start + BATCH, len(missing)), len(missing))
        return len(missing)

    def check(self, unit: str, model: str, texts: Mapping[str, str]) -> None:
        """Raises ValueError when a stored vector is not one the model made: what a killed process may leave."""
        found = self._collection(f"{unit}-{model}").get(include=["embeddings"])
        if not found["ids"] and not texts:
            return
        vectors = np.asarray(found["embeddings"], np.float32).reshape(len(found["ids"]), -1)
        odd = [i for i, fine in zip(found["ids"], np.abs(np.linalg.norm(vectors, axis=1) - 1) < 0.01, strict=True) if not fine]
        if set(found["ids"]) != set(texts) or (odd and np.abs(MODELS[model][1]([texts[i] for i in odd])).max() > 0):
            raise ValueError(f"{unit}-{model}: {len(odd)} vectors are damaged")

    def nearest(self, unit: str, model: str, vector: Vectors, k: int) -> list[tuple[str, float]]:
        """(id, cosine similarity), best first, equal similarities by id."""
        found = self._collection(f"{unit}-{model}").query(query_embeddings=[vector], n_results=k, include=["distances"])
        pairs = zip(found["ids"][0], found["distances"][0], strict=True)
        return sorted(((i, round(1.0 - float(d), 6)) for i, d in pairs), key=lambda p: (-p[1], p[0]))

    def vectors(self, unit: str, model: str, ids: Sequence[str]) -> Vectors:
        """(len(ids), dim) float32 in the order of ``ids``; all must be present."""
        if not ids:
            return np.zeros((0, 1), np.float32)
        got = self._collection(f"{unit}-{model}").get(ids=list(dict.fromkeys(ids)), include=["embeddings"])
        by_id = dict(zip(got["ids"], got["embeddings"], strict=True))
        return np.asarray([by_id[i] for i in ids], dtype=np.float32)

    @property
    def sealed(self) -> bool:
        return self._seal.is_file()

    def seal(self) -> None:
        """Say that everything is written, and what the files looked like."""
        write_json(self._seal, self._prints())

    def _unseal(self) -> None:
        self._seal.unlink(missing_ok=True)

    def _whole(self) -> bool:
        """Whether the files are those that were sealed; without a seal, whether they can be opened at all."""
        database = self.folder / "chroma.sqlite3"
        if not database.is_file() or not database.stat().st_size:
            return False
        return not self.sealed or read_json(self._seal) == self._prints()

    def _prints(self) -> dict[str, str]:
        """Fingerprints of the graphs on disk. Chroma rewrites them only after something was added or deleted."""
        out = {}
        for folder in sorted(p.parent for p in self.folder.glob("*/index_metadata.pickle")):
            for file in sorted(folder.iterdir()):
                out[f"{folder.name}/{file.name}"] = hashlib.blake2b(file.read_bytes(), digest_size=16).hexdigest()
        return out

    def clear(self) -> None:
        """Drop everything, also when Chroma cannot read its own files any more."""
        self.close()
        _forget()
        self._remove()
        self._client = self._open()

    def _remove(self) -> None:
        try:
            self._unseal()
            if self.folder.exists():
                shutil.rmtree(self.folder)
        except OSError as error:
            raise storage_error(self.folder, error) or StorageError(f"{self.folder} cannot be removed ({error.strerror}).") from None

    def reopen(self, folder: Path) -> None:
        """Go on, once closed, in a folder that the files have been moved to."""
        self.folder = folder
        self._seal = folder.with_name(f"{folder.name}.seal.json")
        self._client = self._open()

    def close(self) -> None:
        """Let go of the files."""
        self._collections.clear()
        self._client.close()


def _forget() -> None:
    """Chroma hands out one system a folder while anyone holds it, a damaged one too; after this it opens the folder anew."""
    from chromadb.api.shared_system_client import SharedSystemClient

    SharedSystemClient.clear_system_cache()
