"""A sentence told with the one who wrote it: what a text leaves unsaid of itself."""

from __future__ import annotations

from assistant.values import Language, Section


def author_of(section: Section, language: Language) -> str:
    """Who wrote a section, in a language where that is known; "" where nobody is."""
    return section.author.get(language) or next(iter(section.author.values()), "")


def with_author(text: str, author: str, language: Language) -> str:
    """A sentence as one that its author writes.

    >>> with_author("It may fade.", "Ada Bell", "en"), with_author("消えるだろう。", "エイダ・ベル", "ja")
    ('Ada Bell writes: It may fade.', 'エイダ・ベルは書いている。消えるだろう。')
    """
    return f"{author}は書いている。{text}" if language == "ja" else f"{author} writes: {text}"
