"""Sentences as the checks see them, read with the glossary that comes with the program."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

import numpy as np

from assistant.ingestion.catalogue import read_glossary
from assistant.resources import resource
from assistant.retrieval.embedding import e5_passages, e5_query, use
from assistant.text.alignment import TermSpace
from assistant.text.analysis import Facts, analyse
from assistant.verification.gate import Witness

GLOSSARY = read_glossary(resource("seeds", "glossary.yaml"))
SPACE = TermSpace(use, {}, 1)


def said(text: str) -> Facts:
    return analyse(text, GLOSSARY)


def witness(claim: str, source: str, rendering: str = "", *, around: Sequence[str] = (), index: int = 0) -> Witness:
    """A source sentence, and its rendering where it has one, with its likeness to the claim."""
    forms = [t for t in (source, rendering) if t]
    e5 = max(float(e5_query(claim) @ _passage(f)) for f in forms)
    near = max(float(use([claim])[0] @ use([f])[0]) for f in forms)
    return Witness(("note.txt", index), tuple(said(f) for f in forms), tuple(said(t) for t in around), e5, near)


@cache
def _passage(text: str) -> np.ndarray:
    return np.asarray(e5_passages([text])[0])


def holes(text: str) -> set[str]:
    """The {placeholders} of a phrase."""
    return set(re.findall(r"\{(\w+)\}", text))
