"""Whom a question names, and who of them wrote what."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import lru_cache

from assistant.text.analysis import Facts
from assistant.text.language import has_japanese
from assistant.text.name_kinds import without_courtesy
from assistant.text.names import sound
from assistant.values import Section

Called = frozenset[str]
"""The words of a name, in small letters, without initials and what is said with it."""
_TITLES = frozenset(["mr", "mrs", "ms", "dr", "prof", "professor", "sir", "president", "chairman"])
_HAN = re.compile(r"[一-龥々]{2,}")
SHORTEST_SOUND = 2
"""Consonants that a name must have more of to be known by its sound."""


@lru_cache(maxsize=4096)
def words_of(name: str) -> Called:
    """See ``Called``.

    >>> sorted(words_of("Dr. Robert E. Kelly")), sorted(words_of("アンキット・パンダ氏")), sorted(words_of("氏"))
    (['kelly', 'robert'], ['アンキット', 'パンダ'], [])
    """
    words = re.split(r"[\s・･]+", without_courtesy(name.strip()).lower())
    return frozenset(w for w in words if len(w) > 1 and not w.endswith(".") and w not in _TITLES)


def persons(facts: Facts) -> frozenset[Called]:
    """The persons that a question names; whom no glossary lists may be no person."""
    named = [n.text for n in facts.names if n.kind == "person"] + [u.text for u in facts.unlisted if u.kind in {"person", ""}]
    return frozenset(words for name in named if (words := words_of(name)))


def wrote(section: Section, named: Collection[Called]) -> bool:
    """Whether one of those named is an author of a section: every word of the name is one of the author's, or it is a family name in kanji with which
    the author's begins; or, where the author's name is only known in the other script, every word sounds like one of it."""
    authors = [words_of(author) for author in section.names]
    scripts = {_latin(author) for author in authors}
    return any(_is(words, author) or (_latin(words) not in scripts and _sounds(words, author)) for author in authors for words in named)


def _is(named: Called, author: Called) -> bool:
    family = next(iter(named)) if len(named) == 1 else ""
    return bool(named) and (named <= author or (_HAN.fullmatch(family) is not None and any(w.startswith(family) for w in author)))


def _sounds(named: Called, author: Called) -> bool:
    keys = {sound(word) for word in author}
    return bool(named) and all(len(key) > SHORTEST_SOUND and key in keys for key in map(sound, named))


def _latin(name: Called) -> bool:
    return not any(has_japanese(word) for word in name)
