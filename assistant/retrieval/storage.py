"""Small files of the index, written whole or not at all, and what the machine says when it cannot write."""

from __future__ import annotations

import errno
import json
import os
import shutil
import tempfile
from pathlib import Path

from assistant.errors import StorageError

_NO_ROOM = ("disk is full", "no space left", "disk quota")
_NO_PERMISSION = ("readonly database", "read-only", "permission denied", "unable to open database", "operation not permitted")
_IN_USE = ("database is locked", "database table is locked")


def read_json(file: Path) -> object:
    """What a file holds, or None where it is missing or no JSON: all of it can be made again."""
    try:
        return json.loads(file.read_text("utf-8"))
    except (OSError, ValueError):
        return None


def write_json(file: Path, value: object) -> None:
    """Replace a file whole or not at all. Raises StorageError."""
    temporary = ""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=file.parent, prefix=".new-")
        with os.fdopen(handle, "w", encoding="utf-8") as out:
            json.dump(value, out, ensure_ascii=False)
            out.flush()
            os.fsync(out.fileno())
        Path(temporary).replace(file)
    except OSError as error:
        if temporary:
            Path(temporary).unlink(missing_ok=True)
        raise storage_error(file, error) or StorageError(f"{file} cannot be written to ({error.strerror}).") from None


CROWDED_BYTES = 1 << 20
"""With less than this free, an error that Chroma words its own way is taken for a full disk."""


def _crowded(path: Path) -> bool:
    place = next((p for p in (path, *path.parents) if p.exists()), Path("/"))
    return shutil.disk_usage(place).free < CROWDED_BYTES


def storage_error(path: Path, error: BaseException) -> StorageError | None:
    """The error as something the user can mend, if it is one: no room, no permission, or in use by another program."""
    code = error.errno if isinstance(error, OSError) else None
    said = str(error).lower()
    if code in {errno.ENOSPC, errno.EDQUOT} or any(s in said for s in _NO_ROOM) or (code is None and _crowded(path)):
        return StorageError(f"There is no room left for the index in {path}. Free some space, or name another folder with --home. Your documents are safe.")
    if code in {errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOTDIR, errno.EEXIST} or any(s in said for s in _NO_PERMISSION):
        return StorageError(f"{path} cannot be written to. Give yourself permission, or name another folder with --home.")
    if any(s in said for s in _IN_USE):
        return StorageError(f"The index in {path} is in use by another program. Close it and try again, or name another folder with --home.")
    return None
