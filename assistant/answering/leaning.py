"""What a sentence of a text is shown with, so that it can be understood without the rest: what it points to, the question it answers,
the others of its list.

Strings and sentences in, positions out. What is worth showing is for ``summarizing.py`` to weigh.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

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


def together(sentences: Sequence[Sentence], at: int, lists: Mapping[int, tuple[int, ...]] | None = None) -> list[int]:
    """Positions that a sentence is shown with, itself among them, in order; none where it is not to be shown.

    ``sentences`` are those of one author in order, some left out; ``lists`` what ``lists_of`` says of them. A question is shown only
    for the sake of its answer, and what shows "the table below" not at all. What opens a text or stands first under a heading points to
    its title, not to the sentence before.
    """
    if is_question(sentences[at]) or any(_TO_LOOK_AT.search(t) for t in texts_of(sentences[at])):
        return []
    out: set[int] = set()
    waiting, pointed = [at], 0
    while waiting:
        n = waiting.pop()
        whole = (lists or {}).get(n, (n,))
        if n not in whole:
            return []
        out.add(n)
        waiting += [other for other in whole if other not in out]
        if n == whole[0] and _points_back(sentences, n):
            before = _pointed_to(sentences, n)
            pointed += before not in out
            if before < 0 or pointed > BEFORE:
                return []
            waiting += [before] if before not in out else []
    return sorted(out)


def _points_back(sentences: Sequence[Sentence], at: int) -> bool:
    sentence = sentences[at]
    if is_question(sentence) or _opens(sentences, at):
        return False
    return tells_of_someone(sentence) or leans(sentence) or _answers(sentences, at)


def _pointed_to(sentences: Sequence[Sentence], at: int) -> int:
    """The sentence that one points to; -1 where it was left out."""
    if tells_of_someone(sentences[at]):
        return _who_is_meant(sentences, at)
    return at - 1 if _follows(sentences, at) else -1


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
_TO_LOOK_AT = re.compile(
    r"\b(?:table|figure|chart|graph|diagram|map)s? (?:below|above)\b|\b(?:following|accompanying) (?:table|figure|chart|graph|diagram|map)s?\b|"
    r"(?:次|以下|上|下)の(?:表|図|グラフ)|(?:下|上)(?:表|図)[はのに]"
)
"""What is not there when a sentence is shown alone."""
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


# Lists

MOST_ITEMS = 6
"""Things of a list that is shown whole or not at all; of a longer one each stands for itself, and the line before them is not shown."""
_MARK = re.compile(r"\s*(?:[-*+•・◦–]\s*|[0-9０-９]{1,2}[.)．、]\s*|[(（][0-9０-９]{1,2}[)）]|[①-⑳])")
_STATES = re.compile(
    r"^\w[^.!?]*(?<!that)(?<!which)(?<!who) (?:is|are|was|were|has|have|had|will|would|may|might|can|cannot|could|did|does)\b|"
    r"[一-龠ァ-ヶー々A-Za-z)）][はが].*。$"
)
_ANNOUNCES = re.compile(
    r"(?:[2-9２-９二三四五六]|いくつか|複数)(?:つ|点|項目)?の?(?:要因|理由|点|論点|条件|段階|要素|原因|課題|提言|方法|側面)|"
    r"\b(?:two|three|four|five|six|several|[2-6])\s+(?:\w+\s+){0,2}(?:factors|reasons|points|ways|conditions|elements|causes|steps|aspects|things|problems|arguments)\b",
    re.IGNORECASE,
)
_FIRST_TO_LAST = tuple(
    re.compile(
        rf"^(?:第[{n}](?:に|は|、|の[^、。]{{1,8}}は)|[{n}](?:つ目|点目|番目)|{also}(?:The )?{en}(?:ly)?"
        r"(?:,|(?! (?:world|half|time|day|lady|deputy|vice)\b)(?: \w+){0,4} (?:is|was|are|were|concerns|lies)\b))",
        re.IGNORECASE,
    )
    for n, en, also in (
        ("一1１", "First", "まず(?:[、は]|最も)|一つには|"),
        ("二2２", "Second", "次に|"),
        ("三3３", "Third", ""),
        ("四4４", "Fourth", ""),
        ("五5５", "Fifth", ""),
        ("六6６", "Sixth", ""),
    )
)


def lists_of(text: str, sentences: Sequence[Sentence]) -> dict[int, tuple[int, ...]]:
    """Position of each sentence that announces several things or tells of one of them → all that are shown together, in order.

    Announced by a line that ends in a colon, told in lines with a mark before them ("-", "1.", ・), or counted off by first, second,
    第三に. A marked line that is not brief, or says what something is or does, tells enough alone. Where what a colon announces is not
    there, or is too much, its line stands for nothing and is not shown.
    """
    out: dict[int, tuple[int, ...]] = {}
    for at, sentence in enumerate(sentences):
        colon = sentence.text.rstrip("*_ ").endswith((":", "："))
        if not colon and not _ANNOUNCES.search(sentence.text):
            continue
        items = _marked(text, sentences, at)
        if 0 < len(items) <= MOST_ITEMS:
            out |= dict.fromkeys((at, *(n for n in items if not _tells_enough(sentences[n]))), (at, *items))
        elif colon and not items and at + 1 < len(sentences) and _follows(sentences, at + 1) and not _opens(sentences, at + 1):
            out |= dict.fromkeys((at, at + 1), (at, at + 1))
        elif colon:
            out[at] = ()
    for counted in _counted(sentences):
        if not out.keys() & set(counted):
            out |= dict.fromkeys(counted, counted)
    return out


def _tells_enough(sentence: Sentence) -> bool:
    """Whether a line of a list says something without what announces it: it is long, or says of something what that does or is."""
    return size(sentence) >= BRIEF or any(_STATES.search(t) for t in texts_of(sentence))


def _marked(text: str, sentences: Sequence[Sentence], at: int) -> list[int]:
    """The sentences that open the lines of a list behind one."""
    out: list[int] = []
    line = 0
    for n in range(at + 1, len(sentences)):
        start = text.rfind("\n", 0, sentences[n].span.start + 1) + 1
        if _opens(sentences, n) or not _MARK.match(text[start : sentences[n].span.end]):
            break
        if start != line and start > sentences[at].span.start:
            out.append(n)
        line = start
    return out


def _counted(sentences: Sequence[Sentence]) -> list[tuple[int, ...]]:
    """Sentences that count off, from the first, with the one that says how many there are where it stands shortly before.

    A first without a second is no list, nor is a third without the first two.
    """
    runs: list[list[int]] = []
    for at, sentence in enumerate(sentences):
        n = next((n for n, counts in enumerate(_FIRST_TO_LAST) if any(counts.match(t) for t in texts_of(sentence))), -1)
        if n == 0:
            runs.append([at])
        elif n > 0 and runs and len(runs[-1]) == n:
            runs[-1].append(at)
    out = []
    for run in runs:
        announced = [n for n in range(max(run[0] - 3, 0), run[0]) if any(_ANNOUNCES.search(t) for t in texts_of(sentences[n]))]
        if len(run) > 1:
            out.append((*announced[-1:], *run))
    return out
