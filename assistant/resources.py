"""Where the files that come with the program are: beside the package when installed, at the repository's top otherwise."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def resource(*parts: str) -> Path:
    """Path of a packaged file or folder, such as ``resource("seeds", "glossary.yaml")``."""
    installed = _PACKAGE.joinpath("data", *parts)
    return installed if installed.exists() else _PACKAGE.parent.joinpath(*parts)
