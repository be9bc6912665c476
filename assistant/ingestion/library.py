"""The collection on disk: the documents that come with the program and those the user added.

    home/documents/        the user's files, as added
    home/catalogue.yaml    what the user knows about them (optional, form of seeds/catalogue.yaml)
    home/translations.tmx  renderings of the user's documents (optional)

Every write is to a temporary name and then renamed: a killed process leaves the old file or the new one.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from assistant.errors import DocumentError, StorageError
from assistant.ingestion.catalogue import Entry, make_document, read_catalogue
from assistant.ingestion.readers import SUFFIXES, read_file
from assistant.ingestion.translations import TranslationMemory, read_tmx
from assistant.resources import resource
from assistant.values import Change, Document

FORM = 5
"""Raised when sentences or passages are made differently, so that every digest changes."""


class Library:
    """Documents by file name. ``seeds`` says whether those that come with the program belong to it."""

    def __init__(self, home: Path, *, seeds: bool = True) -> None:
        self.home = home
        self.seeds = seeds
        self.folder = home / "documents"
        self.removed = home / "removed"
        self.problems: list[str] = []

    def documents(self) -> list[Document]:
        """Every readable document, by name. A file that has become unreadable is skipped; ``problems`` names it."""
        problems: list[str] = []
        memory = self.memory()
        entries = self._entries()
        out = []
        for path in self._files():
            try:
                text = read_file(path)
            except DocumentError as error:
                problems.append(str(error))
                continue
            entry = entries.get(path.name)
            document = make_document(path.name, text, entry, memory)
            out.append(replace(document, digest=self._digest(document, entry)))
        self.problems = problems
        return out

    def add(self, paths: Iterable[Path]) -> Iterator[Change]:
        """Copy files (folders: every readable file in them) into the collection, one Change a file."""
        for path in paths:
            yield from (self._add_one(file) for file in self._expand(path))

    def remove(self, doc: str) -> Change:
        """Take a document out of the collection; its file is kept under ``home/removed`` until the next removal."""
        path = self.folder / Path(doc).name
        if path.is_file():
            self._make(self.removed)
            for old in self.removed.iterdir():
                old.unlink()
            path.replace(self.removed / path.name)
            return Change(doc, "removed")
        if doc in self._seed_names():
            hidden = sorted({*self._hidden(), doc})
            self._write(self.home / "hidden.json", json.dumps(hidden).encode())
            return Change(doc, "removed")
        return Change(doc, "failed", f"There is no document “{doc}”. `assistant documents list` names them all.")

    def restore(self, doc: str) -> Change:
        """Undo a removal."""
        kept = self.removed / Path(doc).name
        if kept.is_file():
            self._make(self.folder)
            kept.replace(self.folder / kept.name)
            return Change(doc, "added")
        if doc in self._hidden():
            self._write(self.home / "hidden.json", json.dumps([d for d in self._hidden() if d != doc]).encode())
            return Change(doc, "added")
        return Change(doc, "failed", f"“{doc}” was not removed lately, so it cannot be brought back. Add the file again.")

    def memory(self) -> TranslationMemory:
        own = read_tmx(self.home / "translations.tmx")
        return own | read_tmx(resource("seeds", "translations.tmx"))

    def _files(self) -> list[Path]:
        seeds = [resource("seeds", name) for name in self._seed_names() if name not in self._hidden()] if self.seeds else []
        own = [p for p in sorted(self.folder.iterdir()) if p.suffix.lower() in SUFFIXES and p.is_file()] if self.folder.is_dir() else []
        return seeds + own

    def _entries(self) -> dict[str, Entry]:
        return read_catalogue(resource("seeds", "catalogue.yaml")) | read_catalogue(self.home / "catalogue.yaml")

    @staticmethod
    def _seed_names() -> list[str]:
        return sorted(p.name for p in resource("seeds").glob("*.txt"))

    def _hidden(self) -> list[str]:
        file = self.home / "hidden.json"
        try:
            loaded = json.loads(file.read_text("utf-8")) if file.is_file() else []
        except (ValueError, OSError):
            return []
        return [name for name in loaded if isinstance(name, str)] if isinstance(loaded, list) else []

    @staticmethod
    def _digest(document: Document, entry: Entry | None) -> str:
        """A rendering more changes the digest of the documents that hold its sentence, and of no other."""
        known = json.dumps(entry or {}, ensure_ascii=False, sort_keys=True, default=str)
        renderings = json.dumps([s.rendering for s in document.sentences], ensure_ascii=False)
        return hashlib.sha256(f"{FORM}\x00{document.doc}\x00{known}\x00{renderings}\x00{document.text}".encode()).hexdigest()

    def _expand(self, path: Path) -> list[Path]:
        if path.is_dir():
            return [p for p in sorted(path.rglob("*")) if p.is_file() and p.suffix.lower() in SUFFIXES and not p.name.startswith(".")] or [path]
        return [path]

    def _add_one(self, path: Path) -> Change:
        if path.is_dir():
            return Change(path.name, "failed", f"{path.name} holds no text or Markdown file. Name a folder that does, or single files.")
        try:
            text = read_file(path)
        except DocumentError as error:
            return Change(path.name, "failed", str(error))
        name = path.name
        stem, suffix = Path(name).stem, Path(name).suffix
        number = 1
        while True:
            present = self._present(name)
            if present is None:
                break
            if present == text:
                return Change(name, "unchanged")
            number += 1
            name = f"{stem} ({number}){suffix}"
        self._make(self.folder)
        self._write(self.folder / name, path.read_bytes())
        return Change(name, "added")

    def _present(self, name: str) -> str | None:
        for file in (self.folder / name, *([resource("seeds", name)] if name in self._seed_names() else [])):
            if file.is_file():
                try:
                    return read_file(file)
                except DocumentError:
                    return ""
        return None

    @staticmethod
    def _make(folder: Path) -> None:
        make_folder(folder)

    @staticmethod
    def _write(path: Path, data: bytes) -> None:
        write_file(path, data)


def make_folder(folder: Path) -> None:
    """Raises StorageError, with a remedy, where the folder cannot be made or written to."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except (PermissionError, FileExistsError, NotADirectoryError, OSError) as error:
        raise storage_error(folder, error) from None
    if not os.access(folder, os.W_OK | os.X_OK):
        raise StorageError(f"{folder} cannot be written to. Give yourself permission, or name another folder with --home.")


def write_file(path: Path, data: bytes) -> None:
    """Replace a file whole or not at all. Raises StorageError when there is no room or no permission."""
    make_folder(path.parent)
    temporary = ""
    try:
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".new-")
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).replace(path)
    except OSError as error:
        if temporary:
            Path(temporary).unlink(missing_ok=True)
        raise storage_error(path, error) from None


def storage_error(path: Path, error: OSError) -> StorageError:
    import errno

    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        free = shutil.disk_usage(path.parent if path.parent.exists() else Path("/")).free // 2**20
        return StorageError(f"There is no room left for {path} ({free} MB free). Free some space, or name another folder with --home. Nothing was lost.")
    return StorageError(f"{path} cannot be written to ({error.strerror}). Give yourself permission, or name another folder with --home.")
