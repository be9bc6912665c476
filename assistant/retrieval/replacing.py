"""An index made beside the one in use, whose place it takes in one step.

    index         the one in use
    index.next    the one being made
    index.before  the one it has replaced, on its way out
    index.lock    held by whoever changes documents or index, one at a time, threads and processes alike

A killed process leaves the one before or the one after: only a complete index is renamed, and ``settle`` finishes what was begun.
"""

from __future__ import annotations

import fcntl
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from assistant.errors import StorageError
from assistant.retrieval.dense import VectorStore
from assistant.retrieval.storage import storage_error


@contextmanager
def changing(folder: Path, *, wait: bool = True) -> Iterator[bool]:
    """The right to change this index and its documents, once whoever has it is done; without ``wait`` only if nobody has it: False says so."""
    try:
        lock = _beside(folder, "lock").open("a")
    except OSError as error:
        raise _mendable(folder, error) from None
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        except BlockingIOError:
            yield False
            return
        except OSError as error:
            raise _mendable(folder, error) from None
        yield True


def settle(folder: Path) -> None:
    """Finish or undo a replacement that was cut short; for before the index is opened."""
    left = [_beside(folder, "next"), _beside(folder, "before")]
    if not any(place.exists() for place in left):
        return
    with changing(folder, wait=not folder.exists()) as mine:
        if mine:
            for place in left:
                if not folder.exists() and place.exists():
                    place.rename(folder)
                shutil.rmtree(place, ignore_errors=True)


def begun(folder: Path, *, empty: bool = False) -> Path:
    """Where the next index is made: a copy of the one in use, whose vectors need not be made again, or an empty folder.

    For whoever is ``changing`` the index, while nobody asks it.
    """
    place = _beside(folder, "next")
    shutil.rmtree(place, ignore_errors=True)
    try:
        if folder.exists() and not empty:
            shutil.copytree(folder, place)
        else:
            place.mkdir(parents=True)
    except (OSError, shutil.Error) as error:
        shutil.rmtree(place, ignore_errors=True)
        raise _mendable(place, error) from None
    return place


def replace(folder: Path, old: VectorStore, new: VectorStore) -> None:
    """Put the next index in the place of the one in use, while nobody asks either; the old store is closed, the new one open. See ``clear``."""
    old.close()
    new.close()
    before = _beside(folder, "before")
    shutil.rmtree(before, ignore_errors=True)
    try:
        if folder.exists():
            folder.rename(before)
        _beside(folder, "next").rename(folder)
    except OSError as error:
        if before.exists() and not folder.exists():
            before.rename(folder)
        old.reopen(old.folder)
        raise _mendable(folder, error) from None
    new.reopen(folder / new.folder.name)


def clear(folder: Path) -> None:
    """Remove what was replaced, or what was begun and given up."""
    for name in ("next", "before"):
        shutil.rmtree(_beside(folder, name), ignore_errors=True)


def _beside(folder: Path, what: str) -> Path:
    return folder.with_name(f"{folder.name}.{what}")


def _mendable(path: Path, error: OSError) -> StorageError:
    return storage_error(path, error) or StorageError(f"{path} cannot be written to ({error.strerror or error}).")
