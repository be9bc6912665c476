"""A sentence told with the one who wrote it, and with what it points back to: what a text leaves unsaid of itself."""

from __future__ import annotations

import re

from assistant.values import Document, Language, Section, Sentence

STRONG_LEAN = re.compile(
    r"^(?:これ(?!まで)|それ(?!でも)|この(?:よう|こと|点|関係|細)|その(?:制限|ため|一環|結果|中|際|よう)|こうした|そうした|そのような|このような|彼ら|彼は|彼女"
    r"|This\b|These\b|Those\b|Such\b|They\b|He\b|She\b|That is|It\b)"
)
_GOES_ON = re.compile(r"^(?:また|さらに|しかも|そして)、[^はが]*$")
"""A sentence that goes on from the one before it and leaves out of whom."""


def author_of(section: Section, language: Language) -> str:
    """Who wrote a section, in a language where that is known; "" where nobody is."""
    return section.author.get(language) or next(iter(section.author.values()), "")


def with_author(text: str, author: str, language: Language) -> str:
    """A sentence as one that its author writes.

    >>> with_author("It may fade.", "Ada Bell", "en"), with_author("消えるだろう。", "エイダ・ベル", "ja")
    ('Ada Bell writes: It may fade.', 'エイダ・ベルは書いている。消えるだろう。')
    """
    return f"{author}は書いている。{text}" if language == "ja" else f"{author} writes: {text}"


def points_back(text: str) -> bool:
    """Whether a sentence begins with what points to the one before it.

    >>> points_back("It will be long."), points_back("このような橋は長い。"), points_back("The bridge will be long.")
    (True, True, False)
    """
    return STRONG_LEAN.match(text) is not None or _GOES_ON.match(text) is not None


def with_before(sentence: Sentence, document: Document, language: Language) -> str:
    """A sentence behind the one of its paragraph that it points back to, in a language in which it is to be had; alone where there is none."""
    before = document.sentences[sentence.index - 1] if sentence.index and STRONG_LEAN.match(sentence.text) else None
    told = before is not None and before.kind == "body" and before.block == sentence.block and before.language == sentence.language
    if before is None or not told or (language != before.language and not before.rendering):
        return sentence.shown(language)
    return f"{before.shown(language)}{'' if language == 'ja' else ' '}{sentence.shown(language)}"
