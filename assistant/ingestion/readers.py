"""Files → text, one function a format. Knows what can be wrong with a file, nothing of sentences."""

from __future__ import annotations

import codecs
from pathlib import Path

from assistant.config import MAX_FILE_CHARS
from assistant.errors import DocumentError

MAX_BYTES = 50 * 1024 * 1024
SUFFIXES = {".txt": "text", ".text": "text", ".md": "markdown", ".markdown": "markdown"}

_BOMS = [
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
]


def read_file(path: Path) -> str:
    """The text of a file, line ends as they are, without a byte order mark.

    Raises DocumentError, saying what to do, for a file that is missing, a folder, empty, too large,
    of an unknown kind, without read permission, binary, or in no encoding that fits.
    """
    if path.suffix.lower() not in SUFFIXES:
        raise DocumentError(f"{path.name}: {path.suffix or 'no suffix'} is not a format that can be read. Save it as plain text (.txt) or Markdown (.md).")
    try:
        if path.stat().st_size > MAX_BYTES:
            raise DocumentError(f"{path.name} is larger than {MAX_BYTES // 2**20} MB. Split it into parts and add those.")
        data = path.read_bytes()
    except FileNotFoundError:
        raise DocumentError(f"{path} does not exist. Check the name.") from None
    except IsADirectoryError:
        raise DocumentError(f"{path} is a folder. Name the files in it, or add the folder itself.") from None
    except PermissionError:
        raise DocumentError(f"{path.name} cannot be read: no permission. Give yourself read permission and add it again.") from None
    except OSError as error:
        raise DocumentError(f"{path.name} cannot be read ({error.strerror}). Copy it to another folder and add the copy.") from None
    return decode(data, path.name)


def decode(data: bytes, name: str) -> str:
    """Bytes → text: by byte order mark, else UTF-8, else Shift-JIS or EUC-JP where only one of them fits."""
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            try:
                return _checked(data[len(mark) :].decode(encoding), name)
            except UnicodeDecodeError:
                raise _undecodable(name) from None
    try:
        return _checked(data.decode("utf-8"), name)
    except UnicodeDecodeError:
        pass
    if b"\x00" in data:
        raise DocumentError(f"{name} is not a text file. Export its text as .txt (UTF-8) and add that.")
    fits = {}
    for encoding in ("cp932", "euc_jp"):
        try:
            fits[encoding] = data.decode(encoding)
        except UnicodeDecodeError:
            continue
    good = [text for text in fits.values() if _looks_japanese(text)]
    if len(good) == 1:
        return _checked(good[0], name)
    raise _undecodable(name)


def _undecodable(name: str) -> DocumentError:
    return DocumentError(f"{name} is in no encoding that can be told with certainty. Save it as UTF-8 and add it again.")


def _checked(text: str, name: str) -> str:
    if not text.strip():
        raise DocumentError(f"{name} is empty: it holds no text. Add a file that has some.")
    if len(text) > MAX_FILE_CHARS:
        raise DocumentError(f"{name} holds {len(text):,} characters; one file may hold {MAX_FILE_CHARS:,}. Split it into parts and add those you need.")
    controls = sum(1 for c in text if (ord(c) < 32 and c not in "\t\n\r\f\v") or c == "\x7f")
    if "\x00" in text or controls > len(text) // 50:
        raise DocumentError(f"{name} is not a text file. Export its text as .txt (UTF-8) and add that.")
    return text


def _looks_japanese(text: str) -> bool:
    """Real Japanese has many kana; the wrong one of Shift-JIS and EUC-JP gives half-width kana and rare characters."""
    letters = [c for c in text if ord(c) > 0x7F]
    kana = sum("\u3040" <= c <= "\u30ff" for c in letters)
    odd = sum("\uff61" <= c <= "\uff9f" or "\ue000" <= c <= "\uf8ff" for c in letters)
    return bool(letters) and kana > len(letters) * 0.2 and odd < len(letters) * 0.1
