"""Who may use the page: a file of ``user:hash`` lines, hashed with scrypt.

``python -m assistant.ui.auth NAME`` asks for a password and prints the line for the file.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import os
from pathlib import Path

from assistant.errors import ServerError

_N, _R, _P = 2**14, 8, 1
"""About 50 ms and 16 MB a guess (RFC 7914, section 2)."""


def auth_line(user: str, password: str, salt: bytes | None = None) -> str:
    salt = os.urandom(16) if salt is None else salt
    return f"{user}:scrypt${_N}${_R}${_P}${_b64(salt)}${_b64(_derive(password, salt, _N, _R, _P))}"


def read_auth_file(path: Path) -> dict[str, str]:
    """User → hash. Raises ServerError naming the line that is wrong; the file must hold at least one user."""
    try:
        lines = path.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise ServerError(f"The auth file {path.name} cannot be read ({error}). Check its path and permissions.") from None
    users: dict[str, str] = {}
    for number, line in enumerate(lines, 1):
        if not line.strip() or line.startswith("#"):
            continue
        user, _, hashed = line.strip().partition(":")
        if not user or not _readable(hashed):
            raise ServerError(f"{path.name}, line {number} is not user:hash. Make it with: python -m assistant.ui.auth NAME")
        users[user] = hashed
    if not users:
        raise ServerError(f"{path.name} names no user. Make a line with: python -m assistant.ui.auth NAME")
    return users


class Guard:
    """Checks a ``Authorization: Basic`` header; a password once found right is remembered by its digest."""

    def __init__(self, users: dict[str, str]) -> None:
        self._users = users
        self._key = os.urandom(32)
        self._right: set[bytes] = set()
        self._nobody = auth_line("", "").partition(":")[2]

    def admits(self, header: str) -> bool:
        scheme, _, encoded = header.partition(" ")
        if scheme.lower() != "basic":
            return False
        try:
            user, colon, password = base64.b64decode(encoded, validate=True).decode("utf-8").partition(":")
        except (binascii.Error, UnicodeDecodeError):
            return False
        seen = hmac.digest(self._key, encoded.encode(), "sha256")
        if seen in self._right:
            return True
        right = verify(password, self._users.get(user, self._nobody)) and user in self._users and bool(colon)
        if right:
            self._right.add(seen)
        return right


def verify(password: str, hashed: str) -> bool:
    _, n, r, p, salt, expected = hashed.split("$")
    return hmac.compare_digest(_derive(password, base64.b64decode(salt), int(n), int(r), int(p)), base64.b64decode(expected))


def _derive(password: str, salt: bytes, n: int, r: int, p: int) -> bytes:
    return hashlib.scrypt(password.encode(), salt=salt, n=n, r=r, p=p, maxmem=256 * 2**20)


def _readable(hashed: str) -> bool:
    parts = hashed.split("$")
    try:
        return (
            len(parts) == 6
            and parts[0] == "scrypt"
            and 2 <= int(parts[1]) <= 2**17
            and all(int(x) > 0 for x in parts[2:4])
            and all(base64.b64decode(x, validate=True) for x in parts[4:])
        )
    except (ValueError, binascii.Error):
        return False


def _b64(data: bytes) -> str:
    return base64.b64encode(data).decode()


if __name__ == "__main__":
    import getpass
    import sys

    if len(sys.argv) != 2 or ":" in sys.argv[1]:
        sys.exit("usage: python -m assistant.ui.auth NAME")
    print(auth_line(sys.argv[1], getpass.getpass()))
