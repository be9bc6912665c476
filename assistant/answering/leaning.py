"""What a sentence of a text is shown with, so that it can be understood without the rest: what it points to, the question it answers.

Strings and sentences in, positions out. What is worth showing is for ``summarizing.py`` to weigh.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.text.language import JAPANESE
from assistant.text.telling import STRONG_LEAN
from assistant.values import Sentence

PARAGRAPH_CHARS, PARAGRAPH_WORDS = 1_000, 430
"""A long paragraph in Japanese characters and in English words: what an editor needs for six to eight points, each with its ground."""
BRIEF = 0.04
"""Paragraphs' worth of a sentence (40 Japanese characters) that, going on from the one before, says too little without it."""
BEFORE = 2
"""Sentences, at most, that are shown before one for its sake; what needs more is not shown."""


def size(sentence: Sentence) -> float:
    """Paragraphs that a sentence fills, the mean of its Japanese and its English form: the same choice in both languages."""
    filled = [
        len(text) / PARAGRAPH_CHARS if len(JAPANESE.findall(text)) > 0.2 * len(text) else len(text.split()) / PARAGRAPH_WORDS for text in texts_of(sentence)
    ]
    return sum(filled) / len(filled)


def texts_of(sentence: Sentence) -> list[str]:
    """A sentence and its rendering, where it has one."""
    return [t for t in (sentence.text, sentence.rendering) if t]


def together(sentences: Sequence[Sentence], at: int) -> list[int]:
    """Positions that a sentence is shown with, itself among them, in order; none where it is not to be shown.

    ``sentences`` are those of one author in order, some left out. A question is shown only for the sake of its answer. What opens a
    text or stands first under a heading points to its title, not to the sentence before.
    """
    if is_question(sentences[at]):
        return []
    out = [at]
    while not is_question(sentences[out[0]]) and not _opens(sentences, out[0]):
        first = out[0]
        if not leans(sentences[first]) and not _answers(sentences, first):
            break
        if len(out) > BEFORE or not _follows(sentences, first):
            return []
        out.insert(0, first - 1)
    return out


def _opens(sentences: Sequence[Sentence], at: int) -> bool:
    return at == 0 or sentences[at].heading != sentences[at - 1].heading


def _follows(sentences: Sequence[Sentence], at: int) -> bool:
    """Whether nothing of the text was left out between a sentence and the one before it."""
    return at > 0 and sentences[at].index == sentences[at - 1].index + 1


# Pointing back

_POINTS_BACK = re.compile(
    r"^(?:.{0,15}この(?:両|点|件|ため)|この|その(?!他)|それ|これ(?!まで)|こうし|そうし|そこで|前者|後者|同様に|This\b|These\b|Those\b|Such\b|That\b)"
)
_GOES_ON = re.compile(r"^(?:しかし|だが|つまり|従って|したがって|むしろ|ただし|また|例えば|まず|一方|But\b|However|Therefore|Thus|Rather|For example|First\b)")


def leans(sentence: Sentence) -> bool:
    """Whether a sentence cannot stand without the one before it, in either language."""
    texts = texts_of(sentence)
    if any(STRONG_LEAN.match(t) for t in texts) or _POINTS_BACK.match(sentence.text):
        return True
    return size(sentence) < BRIEF and any(_GOES_ON.match(t) for t in texts)


# Question and answer

_ASKS = re.compile(
    r"[?？]$|(?<!ない)(?<!ないの)(?<!ないだろう)(?<!ないでしょう)(?<!なかろう)(?<!まい)(?<!わず)(?<!確)か。?$|"
    r"(?:なぜ|何|どう|どこ|どの|いつ|誰|いくら|どんな|どちら)(?!.{0,4}も|より)[^。]*の?でしょう。?$"
)
_ANSWERS = re.compile(r"^(?:はい|いいえ|いや|もちろん|Yes|No|Not|Of course|Certainly|Because)\b|(?:から|ため|の|わけ)(?:だ|です|である)。$")


def is_question(sentence: Sentence) -> bool:
    """Whether a sentence asks and tells nothing; 「…ではないか。」 tells.

    >>> asked = ["条約はいつ結ばれたのですか。", "何が変わったのでしょう。", "脅威は去ったのではないか。", "誰もが驚くでしょう。"]
    >>> [bool(_ASKS.search(text)) for text in asked]
    [True, True, False, False]
    """
    return any(_ASKS.search(t.strip()) for t in texts_of(sentence))


def _answers(sentences: Sequence[Sentence], at: int) -> bool:
    """Whether a sentence says too little without the question that it follows: it is brief, says yes or no, or gives a reason."""
    if not _follows(sentences, at) or not is_question(sentences[at - 1]):
        return False
    return size(sentences[at]) < BRIEF or any(_ANSWERS.search(t) for t in texts_of(sentences[at]))
