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
FARTHEST = 6
"""How far back the one who is meant by he or she is looked for, in sentences."""
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
        spoken_of = tells_of_someone(sentences[first])
        if not spoken_of and not leans(sentences[first]) and not _answers(sentences, first):
            break
        before = _who_is_meant(sentences, first) if spoken_of else first - 1 if _follows(sentences, first) else -1
        if len(out) > BEFORE or before < 0:
            return []
        out.insert(0, before)
    return out


def _opens(sentences: Sequence[Sentence], at: int) -> bool:
    return at == 0 or sentences[at].heading != sentences[at - 1].heading


def _follows(sentences: Sequence[Sentence], at: int) -> bool:
    """Whether nothing of the text was left out between a sentence and the one before it."""
    return at > 0 and sentences[at].index == sentences[at - 1].index + 1


# Pointing back

_POINTS_BACK = re.compile(
    r"^(?:.{0,15}この(?:両|点|件|ため)|この(?!ところ|ほど|[0-9０-９数])|その(?!他)|それ(?!ぞれ)|これ(?!まで|から)|こうし|そうし|そこで|前者|後者|両者|同様に|"
    r"同(?:日|年|月|国|社|紙|省|党|機関|委員会)|"
    r"(?:しかし|だが|ところが|また|さらに|そして|ただし?|つまり|むしろ|もっとも|とはいえ|なお|だから)、?"
    r"(?:これ|それ|(?:この(?!ところ|ほど)|その(?!他)|こうした|そうした)[^、はがを]{1,8})[はがを]|"
    r"This\b|These\b|Those\b|Such\b|That\b|Both\b(?!.*\band\b)|(?:Since|Until|By|Before|After) (?:then|this|that)\b|At (?:that|this) time\b|"
    r"The (?:former|latter) (?:is|was|has|had|would|will|can|may)\b|"
    r"(?:But|And|Yet|So|However|Still|Also|Moreover|Indeed|Instead|Then|Thus),? (?:this|these|those|such|it|they)\b|"
    r"(?:In|On|At|For|From|Under|Despite|Because of|As) (?:this|that|these|those|such)\b|(?:In|By|On|To|For|Of|At) (?:their|them|both)\b)"
)
"""What points to the sentence before: a thing, a day, several people. Inside a sentence it mostly points to that
one; behind "but" it does where it is what the sentence tells of (「しかし、この提携は」), and hardly where it only joins (「しかし、その結果」)."""
_GOES_ON = re.compile(r"^(?:しかし|だが|つまり|従って|したがって|むしろ|ただし|また|例えば|まず|一方|But\b|However|Therefore|Thus|Rather|For example|First\b)")


def leans(sentence: Sentence) -> bool:
    """Whether a sentence cannot stand without the one before it, in either language."""
    texts = texts_of(sentence)
    told = [_unquoted(t) for t in texts]
    if any(STRONG_LEAN.match(t) or _THEY_SAY.match(t) for t in told) or _POINTS_BACK.match(told[0]):
        return True
    return size(sentence) < BRIEF and any(_GOES_ON.match(t) for t in texts)


_QUOTED = re.compile(r"[\"“][^\"“”]*[\"”]|[「『][^「」『』]*[」』]と?")
_THEY_SAY = re.compile(r"they\b")
_HE = re.compile(r"\b(?:he|she|his|her|him|hers)\b", re.IGNORECASE)
_KARE = re.compile(r"彼(?:女|ら)?(?=[はがもをにのとへ])|同(?:氏|教授|議員|大統領|首相|外相|長官|委員長|総書記)(?=[はがもをにのとへ])")
_WORD = re.compile(r"[^\W\d_][\w'’.-]*")
_TOPIC = re.compile(r"[一-龠ァ-ヶー々A-Za-z)）][はがも]")
_PERSON = re.compile(
    r"(?:president|leader|minister|premier|chairman|secretar|official|envoy|diplomat|ambassador|author|writer|professor|lecturer|expert|researcher|analyst|scholar|"
    r"commander|officer|soldier|worker|builder|journalist|reporter|spokes|man$|men$|woman|women|father|mother|son$|daughter|person|people|who$|one$|someone|anyone|nobody)"
)
_NO_NAME = re.compile(
    r"(?:in|on|at|by|as|when|while|if|after|before|with|without|since|although|though|but|and|or|nor|yet|however|then|according|that|what|once|until|"
    r"because|instead|still|here|there|today|now|later|earlier|last|next|for|to|of|under|over|despite|even|only|perhaps|moreover|furthermore|also|"
    r"so|thus|therefore|finally|first|second|third|meanwhile|during|from|this|these|those|the|a|an|his|her|he|she|they|their|its|it|another|both|"
    r"not|rather|like|unlike|about|among|between|january|february|march|april|may|june|july|august|september|october|november|december|monday|"
    r"tuesday|wednesday|thursday|friday|saturday|sunday)$",
    re.IGNORECASE,
)
_TITLED = re.compile(r"[一-龠ァ-ヶー々](?:氏|さん|教授|博士|大統領|首相|外相|国防相|書記|委員長|議員|長官|次官|大臣|大使|研究員|報道官|大将|将軍)")
_TOLD_AFTER = re.compile(r"^[A-Z]\w+\b(?![^,]*\b(?:view|opinion|words|account|eyes|count|telling)\b)[^,]*, (?=[A-Z])(.*)")
"""An opening clause whose he or she is named after it: "In his speech, Putin …"; not "In her view, Russia …"."""
_PLACED = frozenset(["in", "at", "on", "since", "during", "near", "until", "into", "from", "across", "over"])


def tells_of_someone(sentence: Sentence) -> bool:
    """Whether a sentence says he, she, 彼 or 同氏 of somebody whom it does not name before, what it quotes set aside.

    >>> told = ["“A law is a law,” she says.", "Strand thinks so; she cites a figure.", "「橋は観光用だ」と彼は述べた。", "金正恩は彼を招いた。"]
    >>> [_unnamed(_unquoted(text)) for text in told]
    [True, False, True, False]
    """
    return any(_unnamed(_unquoted(t)) for t in texts_of(sentence))


def _unnamed(text: str) -> bool:
    en, ja = _HE.search(text), _KARE.search(text)
    if ja is not None and _TOPIC.search(text[: ja.start()]) is None:
        return True
    if en is None or _names_someone(text[: en.start()]):
        return False
    after = _TOLD_AFTER.match(text)
    return after is None or after.start(1) < en.end() or not _names_someone(after[1].split()[0])


def _names_someone(text: str) -> bool:
    """Whether English words name a person or speak of one; a name behind "in" or "at" is a place or a day."""
    words = _WORD.findall(text)
    for before, word in zip(["", *words], words, strict=False):
        opens = before == "" and word.endswith(("ing", "ed", "ly"))
        if _PERSON.match(word.lower()) or (word[0].isupper() and not _NO_NAME.match(word) and before.lower() not in _PLACED and not opens):
            return True
    return False


def _who_is_meant(sentences: Sequence[Sentence], at: int) -> int:
    """The nearest sentence before one that names whom it speaks of, and stands under the same heading; -1 where there is none.

    What lies between may speak of the same person; nothing of it is needed.
    """
    near = [n for n in range(at - 1, max(at - 1 - FARTHEST, -1), -1) if sentences[n].heading == sentences[at].heading and not tells_of_someone(sentences[n])]
    told = {n: _unquoted(sentences[n].text) for n in near}
    named = [n for n in near if _TITLED.search(told[n]) or _names_someone(told[n])]
    return next(iter(named or [n for n in near if _TOPIC.search(told[n])]), -1)


def _unquoted(text: str) -> str:
    return _QUOTED.sub("", text).strip(" ,、")


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
