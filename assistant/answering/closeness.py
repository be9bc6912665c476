"""How near a sentence comes to a question, word by word: which of the question's words it holds, and how near they stand to
the figure, date or name that would answer it. Works on what was read of both; knows no model and no document.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt

from assistant.answering.understanding import Query
from assistant.text.alignment import Grid, Likeness, TermSpace, kinds_of
from assistant.text.analysis import Facts
from assistant.text.concepts import groups_of, key_of, relation, relations
from assistant.text.names import sound
from assistant.text.terms import Term, stem
from assistant.values import Span

REACH = {"ja": 16.0, "en": 45.0}
"""Characters over which a word's bearing on a figure falls to 1/e: a clause, about."""
LOST = 0.3
"""Below this a word has no counterpart."""
_FORM_WORDS = (
    "percentage percent share proportion fraction number amount total sum figure year month date day time name title kind type sort reason way exactly"
    " approximately roughly many much old long"
)
_FORM_WORDS_JA = (
    "割合 比率 パーセント 数 人数 件数 総数 金額 総額 年 月 日 日付 時期 年月日 名前 名称 名 種類 理由 原因 わけ 期間 回数"
    " 具体的 正確 合計 全部 凡そ 約 教える 挙げる 誰 どこ いつ 何"
)


@lru_cache(maxsize=1)
def form_words() -> frozenset[str]:
    """Words that say what form an answer has, not what it is about: a sentence that answers has the thing itself instead."""
    return frozenset(stem(w) for w in _FORM_WORDS.split()) | frozenset(_FORM_WORDS_JA.split())


class Closeness:
    """A question's words, held against sentences; each is read once."""

    def __init__(self, query: Query, space: TermSpace) -> None:
        facts = query.facts
        kept = tuple(t for t in facts.terms if t.key not in form_words())
        self.terms: tuple[Term, ...] = kept or facts.terms
        self.language = facts.language
        names = [n.span for n in facts.names]
        unlisted = [u.span for u in facts.unlisted]
        self.named = np.array([any(s.start < t.end and t.start < s.end for s in names) for t in self.terms], bool)
        self.unlisted = np.array([any(s.start < t.end and t.start < s.end for s in unlisted) for t in self.terms], bool)
        self.weights = np.array([space.idf(t.key) for t in self.terms])
        self._ids = [facts.term_ids.get(t.key, frozenset()) for t in self.terms]
        self._sounds = [sound(t.shown) if u else "" for t, u in zip(self.terms, self.unlisted, strict=True)]
        self._kinds = kinds_of(t.key for t in self.terms)
        self._space = space
        self._likeness = Likeness(self.terms, space)
        self.predicate = predicate(query)
        grouped = [t.key for t, kind in zip(self.terms, self._kinds, strict=True) if kind]
        self._predicate_at = grouped.index(self.predicate) if self.predicate in grouped else None
        self._counted = groups_of(counted(query))
        self._asked = query.asked.noun
        self._asked_likeness: list[float] = []
        """How like the thing asked for each word read so far is."""
        self._grids: dict[int, tuple[Facts, Grid]] = {}
        self._rows: dict[int, tuple[Facts, Grid]] = {}
        self._kins: dict[int, tuple[Facts, npt.NDArray[np.bool_]]] = {}
        self._nouns: dict[int, tuple[Facts, float]] = {}

    def read(self, others: Iterable[Facts]) -> None:
        """Hold all words of ``others`` against the question's at once, which is faster than one by one."""
        new = self._likeness.read(others)
        if self._asked:
            self._asked_likeness += self._space.similarities(self._asked, new)

    def grid(self, other: Facts) -> Grid:
        """(n_terms, n_other_terms) how well each word of ``other`` stands for each of the question's, 0 to 1."""
        known = self._grids.get(id(other))
        if known is not None:
            return known[1]
        self.read([other])
        out = self._likeness.grid(other)
        ids = [(j, other.term_ids[t.key]) for j, t in enumerate(other.terms) if t.key in other.term_ids]
        cross = other.language != self.language
        heard = [name_sounds(t.shown) for t in other.terms] if cross and any(self._sounds) else []
        for i, own in enumerate(self._ids):
            for j, theirs in ids if own else ():
                if own & theirs:
                    out[i, j] = 1.0
            if heard and self._sounds[i]:
                for j, sounds in enumerate(heard):
                    if any(alike(self._sounds[i], s) for s in sounds):
                        out[i, j] = 1.0
        self._grids[id(other)] = (other, out)
        return out

    def row(self, others: Sequence[Facts]) -> Grid:
        """(n_terms,) how well the ``others`` cover each word together."""
        rows = [self._row(o) for o in others if o.terms]
        return np.max(rows, axis=0) if rows else np.zeros(len(self.terms))

    def _row(self, other: Facts) -> Grid:
        known = self._rows.get(id(other))
        if known is None:
            known = self._rows[id(other)] = (other, self.grid(other).max(axis=1))
        return known[1]

    def share(self, rows: Grid, mask: npt.NDArray[np.bool_] | None = None) -> Any:
        """(…, n_terms) → (…): the covered weight of the words, or of those that ``mask`` chooses; 1 where there are none."""
        chosen = self.weights if mask is None else self.weights * mask
        total = float(chosen.sum())
        return rows @ chosen / total if total > 0 else np.ones(rows.shape[:-1])

    def worst(self, rows: Grid, mask: npt.NDArray[np.bool_]) -> Any:
        """(…, n_terms) → (…): how far the least covered of the chosen words is covered, by its weight; 1 where there are none."""
        if not mask.any():
            return np.ones(rows.shape[:-1])
        chosen = rows[..., mask]
        least = np.argmax(self.weights[mask] * (1 - chosen), axis=-1)
        return np.take_along_axis(chosen, least[..., None], axis=-1)[..., 0]

    def lost(self, rows: Grid) -> Any:
        """(…, n_terms) → (…): weight of the words that have no counterpart at all."""
        return (rows < LOST) @ self.weights

    def kinship(self, others: Sequence[Facts]) -> tuple[float, float]:
        """Of the question's words that have a group (see ``concepts``): the share that meets its own, and that meets only others of its family."""
        rows = [self._kin(o) for o in others]
        if not rows or not rows[0].shape[1]:
            return 1.0, 0.0
        met, other = np.logical_or.reduce(rows)
        return float(np.count_nonzero(met)) / len(met), float(np.count_nonzero(other & ~met)) / len(met)

    def _kin(self, other: Facts) -> npt.NDArray[np.bool_]:
        """(2, n grouped words): which meet a word of their own group, and of another group of the family."""
        known = self._kins.get(id(other))
        if known is None:
            grouped = self._kinds[self._kinds > 0]
            kin = relations()[np.ix_(grouped, kinds_of(t.key for t in other.terms))]
            known = self._kins[id(other)] = (other, np.array([(kin > 0).any(axis=1), (kin < 0).any(axis=1)]))
        return known[1]

    def told_otherwise(self, others: Sequence[Facts]) -> bool:
        """Whether another word of the family of what the question says is done occurs, and no word of its own group (批准 for 署名)."""
        if self._predicate_at is None or not others:
            return False
        met, other = np.logical_or.reduce([self._kin(o) for o in others])[:, self._predicate_at]
        return bool(other and not met)

    def counts_another(self, forms: Sequence[Facts]) -> bool:
        """Whether a figure of a sentence counts another thing of the family of what the question counts (shells for missiles), which it does not name."""
        if not self._counted:
            return False
        told = [relation(self._counted, groups_of(t.key)) for f in forms for t in f.terms]
        return not any(r > 0 for r in told) and any(relation(self._counted, groups_of(t.key)) < 0 for f in forms for t in _beside_figures(f))

    def noun(self, others: Sequence[Facts]) -> float:
        """How far the thing asked for is named in the best of ``others``, 0 to 1; 1 where the question names none."""
        return max((self._noun(o) for o in others), default=0.0) if self._asked else 1.0

    def _noun(self, other: Facts) -> float:
        known = self._nouns.get(id(other))
        if known is None:
            self.read([other])
            key = key_of(self._asked)
            if any(t.key == key or (not key.isascii() and t.key in key and len(t.key) > 1) for t in other.terms):
                near = 1.0
            else:
                near = max((self._asked_likeness[place] for place in self._likeness.columns(other)), default=0.0)
            known = self._nouns[id(other)] = (other, near)
        return known[1]

    def of(self, rows: Grid, key: str) -> Any:
        """(…, n_terms) → (…): how far the word ``key`` is covered; 1 where it is none of the question's."""
        place = next((i for i, t in enumerate(self.terms) if t.key == key), None)
        return np.ones(rows.shape[:-1]) if place is None else rows[..., place]

    def beside(self, facts: Facts, spans: Sequence[Span]) -> float:
        """How far the question's words stand near the nearest of ``spans``, places of ``facts.plain``: 0 to 1, 0 without any."""
        if not spans or not facts.terms or not self.terms:
            return 0.0
        grid, reach = self.grid(facts), REACH[facts.language]
        best = 0.0
        for span in spans:
            gaps = np.array([max(t.start - span.end, span.start - t.end, 0) for t in facts.terms])
            best = max(best, float(self.share((grid * np.exp(-gaps / reach)).max(axis=1))))
        return best


@lru_cache(maxsize=16_384)
def name_sounds(word: str) -> tuple[str, ...]:
    """How a word sounds if it can be a foreign name: one in katakana, or in Latin letters.

    >>> name_sounds("カルデナ"), name_sounds("条約")
    (('krtn',), ())
    """
    return tuple(s for part in re.findall(r"[ァ-ヴー]{2,}|[A-Za-z]{3,}", word) for s in (sound(part),) if len(s) > 1)


def alike(a: str, b: str) -> bool:
    """Whether two sounds can be one name: the same, or one an inflected form of the other.

    >>> alike("krtn", "krtnn"), alike("trb", "trbn"), alike("ptn", "pkn")
    (True, True, False)
    """
    if a == b:
        return len(a) > 1
    short, long_ = sorted((a, b), key=len)
    return len(short) > 2 and len(long_) - len(short) <= 2 and long_.startswith(short)


FIGURE_GAP = 3
"""Characters between a figure and what it counts: 以上の砲弾."""


def _beside_figures(facts: Facts) -> list[Term]:
    """The words in a figure or right behind it, or right before one in Japanese: 100万発以上の*砲弾*, "a million *shells*", *兵士*1万人."""
    spans, before = [q.span for q in facts.quantities], facts.language == "ja"
    return [t for t in facts.terms if any(s.start <= t.start <= s.end + FIGURE_GAP or (before and 0 <= s.start - t.end <= 1) for s in spans)]


_HOW_MANY_JA = re.compile(r"[をはがも、って]*(?:何|いくつ|どれ(?:くらい|ぐらい|だけ|ほど))(?P<after>[^、。?？のをはが]{1,6}の)?")


def counted(query: Query) -> str:
    """The key of the thing that is counted in a question for a number; "" where it is not told.

    >>> from assistant.answering.rewriting import make_query
    >>> from assistant.text.names import Glossary
    >>> asked = ("How many missiles were sent?", "ミサイルを何発送ったか", "何発の弾道ミサイルを送ったか", "何発送ったか", "How many tanks and ships came?")
    >>> [counted(make_query(t, [], Glossary([]))) for t in asked]
    ['missil', 'ミサイル', 'ミサイル', '', '']
    """
    facts, asked = query.facts, query.asked
    if asked.kind != "number":
        return ""
    if facts.language != "ja":
        several = re.search(rf"\b{re.escape(asked.unit)} (?:and|or)\b", facts.plain, re.IGNORECASE)
        return "" if several else key_of(asked.unit.lower())
    found = _HOW_MANY_JA.search(facts.plain)
    if not found:
        return ""
    if found.group("after"):
        at, thing = found.end(), ""
        for term in facts.terms:
            if term.start == at:
                at, thing = term.end, term.key
        return thing
    return next((t.key for t in facts.terms if t.end == found.start()), "")


def predicate(query: Query) -> str:
    """The word for what is done, as far as the wording tells: the last verb of a Japanese question, the verb of an English one.

    >>> from assistant.answering.rewriting import make_query
    >>> from assistant.text.names import Glossary
    >>> asked = ("条約はいつ署名されましたか。", "When was the treaty signed?", "What did Ann give Bob?", "When did the two sides sell the shop?", "Who?")
    >>> [predicate(make_query(t, [], Glossary([]))) for t in asked]
    ['署名', 'sign', 'give', 'sell', '']
    """
    facts = query.facts
    if facts.language == "ja":
        doing = [t for t in facts.terms if t.key not in form_words() and (t.kind == "verb" or re.match(r"[しさすせ]", facts.plain[t.end : t.end + 1]))]
        return doing[-1].key if doing else ""
    passive = _PASSIVE.search(facts.plain)
    if passive:
        start = passive.start("verb")
        return next((t.key for t in facts.terms if t.start == start), "")
    return _after_auxiliary(query) or _participle(query)


_IRREGULAR = (
    "built|held|made|sold|sent|written|won|taken|given|born|founded|found|bought|led|lost|begun|broken|brought|caught|chosen|cut|drawn|driven|fought|frozen|hit|hurt|kept"
    "|known|laid|left|lent|met|paid|put|read|run|said|seen|set|shot|shown|shut|spent|spoken|stolen|struck|sank|sunk|sworn|taught|told|thrown|torn|worn|hidden|felt|got|gotten"
)
_PASSIVE = re.compile(rf"\b(?:was|were|is|are|been|be|being|gets?|got)\s+(?:\w+ly\s+)?(?P<verb>(?:{_IRREGULAR})|[a-z]{{3,}}ed)\b", re.IGNORECASE)
_NO_VERB = "is|are|was|were|did|does|do|has|have|had|will|would|can|could|should|else"
_HASTE = r"(?:(?:\w+ly|first|last|ever|also|then)\s+)*"
_ASKS_WHO = re.compile(
    rf"^\W*(?:who\s+{_HASTE}(?P<verb>(?!(?:{_NO_VERB})\b)[a-z]+)"
    rf"|(?:which|what)\s+(?:[a-z-]+\s+){{1,3}}?{_HASTE}(?P<other>(?!(?:{_NO_VERB})\b)(?:(?:{_IRREGULAR})|[a-z]{{2,}}(?:ed|[^su]s)))(?=\s+\w))\b",
    re.IGNORECASE,
)
_AUXILIARY = re.compile(r"\b(?:did|does|do|will|would|can|could|should|must|(?<!in )(?<!of )may(?! ?\d)|might|shall)\s+(?:not\s+)?")
_DETERMINER = re.compile(r"\b(?:the|a|an|this|that|these|those|his|her|its|their|our|any|some|all|both|each|every|two|three|no)\b")
_DETERMINERS = re.compile(rf"(?:{_DETERMINER.pattern}\s*)+")
_ENDS_PHRASE = re.compile(
    r"\b(?:in|on|at|for|to|from|by|with|during|of|as|about|against|when|while|after|before|because|if|since|until|into|over|under|than|per|through|between|among|toward|towards)\b|[?,;:]"
)


def _after_auxiliary(query: Query) -> str:
    """The verb after did, will and the like, or after the who, which or what that acts: "When did the two sides sign it?", "Who signed it?" → sign."""
    facts = query.facts
    plain = facts.plain
    at = next((m.end() for m in _AUXILIARY.finditer(plain.lower())), None)
    if at is None:
        who = _ASKS_WHO.search(plain)
        start = max(who.start("verb"), who.start("other")) if who else -1
        return next((t.key for t in facts.terms if t.start == start), "")
    lower = plain.lower()
    own = _DETERMINERS.match(lower, at)
    cut = min((m.start() for pattern in (_ENDS_PHRASE, _DETERMINER) for m in [pattern.search(lower, own.end() if own else at)] if m), default=len(plain))
    named = [n.span for n in facts.names] + [u.span for u in facts.unlisted]
    inside = [t for t in facts.terms if at <= t.start < cut]
    bare = [t for t in inside if not any(s.start < t.end and t.start < s.end for s in named) and t.key not in form_words()]
    if own:
        last = bare[-1] if len(inside) > 1 and bare else None
        return last.key if last and not re.search(r"[a-z]", lower[last.end : cut]) else ""
    if inside and bare and (inside[0] not in bare or re.match(r"(?:he|she|it|they|we|you|people|there)\b", lower[at:])):
        return bare[0].key
    return bare[1].key if len(bare) > 1 else bare[0].key if bare and len(inside) == 1 else ""


def _participle(query: Query) -> str:
    facts = query.facts
    for t in facts.terms:
        word = facts.plain[t.start : t.end].lower()
        before = facts.plain[: t.start].lower().rstrip()
        done = (word.endswith("ed") and len(word) > 4) or re.fullmatch(_IRREGULAR, word)
        if done and t.key not in form_words() and not re.search(r"\b(?:the|a|an|of|his|her|its|their)$", before):
            return t.key
    return ""
