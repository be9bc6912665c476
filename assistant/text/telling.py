"""A sentence told with the one who wrote it: what a text leaves unsaid of itself."""

from __future__ import annotations

from assistant.values import Language


def with_author(text: str, author: str, language: Language) -> str:
    """A sentence as one that its author writes.

    >>> with_author("It may fade.", "Ada Bell", "en"), with_author("消えるだろう。", "エイダ・ベル", "ja")
    ('Ada Bell writes: It may fade.', 'エイダ・ベルは書いている。消えるだろう。')
    """
    return f"{author}は書いている。{text}" if language == "ja" else f"{author} writes: {text}"
