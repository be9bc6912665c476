"""Names and terms of both languages: what a text calls whom.

The glossary (``seeds/glossary.yaml``) joins the forms of one entity across languages and spellings.
Names outside it are told by part of speech in Japanese and by capitals in English, and compared by
their sound when the scripts differ. Knows nothing of documents or questions.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from assistant.text.language import JAPANESE
from assistant.text.name_kinds import kind_beside
from assistant.text.normalize import fold_katakana, normalize
from assistant.text.terms import STOPWORDS, morphemes
from assistant.values import Language, Span

KATAKANA = re.compile(r"[\u30a0-\u30ff]")


@dataclass(frozen=True, slots=True)
class Entity:
    id: str
    kind: str
    forms: Mapping[Language, tuple[str, ...]]
    short: Mapping[Language, tuple[str, ...]]
    metonyms: Mapping[Language, tuple[str, ...]]
    parts: tuple[str, ...] = ()
    """Ids of the entities a compound such as 露朝 names."""


@dataclass(frozen=True, slots=True)
class Name:
    """A name in a text. ``ids``: the entities it may stand for, surest first; all of them for a compound."""

    span: Span
    text: str
    ids: tuple[str, ...]
    kind: str
    sure: bool = True
    """False for a form that names its entity only in context (金氏, the North, 平壌 for the government)."""


class Glossary:
    """Surface forms → entities, longest form first.

    >>> g = Glossary([{"id": "putin", "kind": "person", "ja": ["プーチン"], "en": ["Putin"]}])
    >>> [n.ids for n in g.find("プーティン大統領")], [n.text for n in g.find("Mr. Putin said")]
    ([('putin',)], ['Putin'])
    """

    def __init__(self, rows: Iterable[Mapping[str, Any]] = ()) -> None:
        self.entities: dict[str, Entity] = {}
        self._starts: dict[str, list[tuple[str, str, str, bool]]] = {}
        for row in rows:
            entity = Entity(
                row["id"],
                row["kind"],
                {"ja": tuple(row.get("ja") or ()), "en": tuple(row.get("en") or ())},
                {"ja": tuple(row.get("short_ja") or ()), "en": tuple(row.get("short_en") or ())},
                {"ja": tuple(row.get("metonym_ja") or ()), "en": tuple(row.get("metonym_en") or ())},
                tuple(row.get("of") or ()),
            )
            self.entities[entity.id] = entity
            for strength, table in (("sure", entity.forms), ("metonym", entity.metonyms), ("short", entity.short)):
                for forms in table.values():
                    for form in forms:
                        key = _form_key(form, fold_case=entity.kind == "term")
                        if key:
                            self._starts.setdefault(key[:2], []).append((key, entity.id, strength, entity.kind == "term"))
        for forms_ in self._starts.values():
            forms_.sort(key=lambda f: (-len(f[0]), {"sure": 0, "metonym": 1, "short": 2}[f[2]], f[1]))

    def find(self, text: str, *, terms: bool = False) -> list[Name]:
        """Names in ``text`` in order, never overlapping; the longest form wins. Terms only on request."""
        return list(_find(self, text, terms))

    def translations(self, name_ids: Iterable[str], language: Language, limit: int = 2) -> list[str]:
        """Preferred forms of entities in ``language``."""
        out: list[str] = []
        for identity in name_ids:
            entity = self.entities.get(identity)
            if entity:
                parts = [self.entities[p] for p in entity.parts if p in self.entities] or [entity]
                out += [form for part in parts for form in part.forms[language][:limit]]
        return list(dict.fromkeys(out))

    def other_names(self, text: str, language: Language) -> tuple[str, ...]:
        """What the names and terms of a text in ``language`` are called besides: in the other language, and in both where a place may stand for
        its country."""
        other: Language = "en" if language == "ja" else "ja"
        out: list[str] = []
        for name in self.find(text, terms=True):
            parts = name.ids if name.kind == "compound" else () if name.kind == "person" and not name.sure and len(name.ids) > 1 else name.ids[:1]
            stood_for = [i for i in name.ids[1:] if name.kind == "place" and self.kind(i) == "country"]
            out += [*self.translations([*parts, *stood_for], other), *self.translations(stood_for, language)]
        return tuple(dict.fromkeys(out))

    def kind(self, identity: str) -> str:
        entity = self.entities.get(identity)
        return entity.kind if entity else ""


def _form_key(form: str, *, fold_case: bool) -> str:
    form = form.replace("’", "'")
    return fold_katakana(form) if JAPANESE.search(form) else (form.lower() if fold_case else form)


@lru_cache(maxsize=16_384)
def _find(glossary: Glossary, text: str, terms: bool) -> tuple[Name, ...]:
    folded, back = _fold_with_offsets(text)
    lowered = folded.lower()
    found: list[Name] = []
    starts = glossary._starts
    i = 0
    while i < len(folded):
        best: list[tuple[str, str, str]] = []
        pair, low = folded[i : i + 2], lowered[i : i + 2]
        starting = [*starts.get(pair, ()), *(starts.get(low, ()) if low != pair else ()), *(starts.get(pair[:1], ()) if len(pair) == 2 else ())]
        for key, identity, strength, is_term in starting:
            if is_term and not terms:
                continue
            if best and len(key) < len(best[0][0]):
                continue
            haystack = lowered if is_term else folded
            if haystack.startswith(key, i) and _bounded(folded, i, i + len(key), key):
                if best and len(key) > len(best[0][0]):
                    best = []
                best.append((key, identity, strength))
        if best:
            rank = {"sure": 0, "metonym": 1, "short": 2}
            best.sort(key=lambda b: rank[b[2]])
            entity = glossary.entities[best[0][1]]
            ids = entity.parts or tuple(dict.fromkeys(b[1] for b in best))
            end = i + len(best[0][0])
            if best[0][2] != "sure":  # "North Korean soldiers" names North Korea too
                within = [
                    f
                    for f in starting
                    if f[2] == "sure" and not f[3] and len(f[0]) < end - i and folded.startswith(f[0], i) and _bounded(folded, i, i + len(f[0]), f[0])
                ]
                ids = tuple(dict.fromkeys((*ids, *(f[1] for f in within[:1]))))
            span = Span(back[i], back[end - 1] + 1)
            found.append(Name(span, span.of(text), ids, entity.kind, sure=best[0][2] == "sure" and len({b[1] for b in best if b[2] == "sure"}) == 1))
            i = end
        else:
            i += 1
    return tuple(found)


def _fold_with_offsets(text: str) -> tuple[str, list[int]]:
    """Katakana spelling variants folded, with the original offset of every character."""
    out: list[str] = []
    back: list[int] = []
    for match in re.finditer(r"[\u30a0-\u30ff]+|[^\u30a0-\u30ff]", text):
        piece = match.group()
        folded = fold_katakana(piece) if KATAKANA.match(piece) and len(piece) > 1 else piece.replace("’", "'").replace("–", "-")
        for j, char in enumerate(folded):
            out.append(char)
            back.append(match.start() + min(round(j * len(piece) / max(len(folded), 1)), len(piece) - 1))
        if folded and len(folded) < len(piece):
            back[-1] = match.end() - 1
    return "".join(out), back


def _bounded(text: str, start: int, end: int, key: str) -> bool:
    before, after = text[start - 1 : start], text[end : end + 1]
    if key[0].isascii() and key[0].isalnum() and (before.isascii() and before.isalnum()):
        return False
    if key[-1].isascii() and key[-1].isalnum():
        return not (after.isascii() and after.isalnum())
    if KATAKANA.match(key[0]) and before and KATAKANA.match(before) and before != "・":
        return False
    if KATAKANA.match(key[-1]) and after and KATAKANA.match(after):
        return False
    if len(key) == 2 and key[-1] == "ロ" and after == "シ":
        return False
    if len(key) == 1 and JAPANESE.match(key):
        return bool(re.match(r"[国側軍政大主首両外]", after)) and not re.match(r"[\u4e00-\u9fff\u30a0-\u30ff0-9]", before or " ")
    return not (len(key) == 2 and key[0] == "日" and before != "" and (before.isdigit() or before in "一二三四五六七八九十末"))


@dataclass(frozen=True, slots=True)
class Unlisted:
    """A name that is not in the glossary, with the sound by which it can be met in the other script."""

    span: Span
    text: str
    sound: str
    kind: str = ""
    """See ``name_kinds``."""


_LATIN = "A-Za-z0-9\u00c0-\u024f"
_BIG = "A-Z\u00c0-\u00de"
_CAPITALS = re.compile(
    rf"(?<![{_LATIN}_])(?:[{_BIG}][{_LATIN}’'&.-]*[{_LATIN}]|[{_BIG}])(?:\s+(?:(?:of|de|la|the|for|and|von|van|al)\s+)?[{_BIG}][{_LATIN}’'-]*[{_LATIN}])*"
)
_POSSESSIVE = re.compile(r"['’]s?$")
_INSTITUTION = re.compile(
    r"(?<=[a-z] )(?:University|Institute|College|School|Academy|Bank|Agency|Museum|Hospital|Council|Commission|Committee|Foundation|Corporation|Party"
    r"|Times|Post|Treaty|Agreement)\b"
)
"""What makes a run of capitals one name of its own: Moscow State University is not Moscow."""
_TITLE_WORDS = (
    "mr mrs ms dr prof president chairman general secretary minister professor sir king queen prince emperor pope governor senator january february march "
    "judge justice commander captain colonel major lieutenant sergeant admiral marshal reverend rev father sister brother lord lady dame baron baroness count "
    "countess duke duchess chancellor ambassador mayor chief inspector detective representative congressman deputy vice coach nurse "
    "april may june july august september october november december monday tuesday wednesday thursday friday saturday sunday i"
)
_TITLES = frozenset(_TITLE_WORDS.split())
_ALSO_SURNAMES = frozenset(["見方", "助教"])
"""Common words that Sudachi takes for surnames wherever they stand."""


@lru_cache(maxsize=16_384)
def unlisted_names(glossary: Glossary, text: str) -> tuple[Unlisted, ...]:
    """Proper names outside the glossary: Sudachi's proper nouns, and capitalized English words not at a sentence start."""
    covered = [n.span for n in glossary.find(text, terms=True)]
    out: list[Unlisted] = []

    def free(span: Span) -> bool:
        return not any(c.start < span.end and span.start < c.end for c in covered)

    if JAPANESE.search(text):
        pending: list[Any] = []
        for m in [*morphemes(text), None]:
            unknown = m is not None and m.pos[1] == "普通名詞" and not m.reading and len(m.surface) >= 3
            proper = m is not None and (m.pos[1] == "固有名詞" or (unknown and re.fullmatch(r"[\u30a1-\u30fa\u30fc・]+", m.surface)))
            proper = proper and m is not None and m.surface not in _ALSO_SURNAMES
            if proper and (not pending or pending[-1].end == m.start) and JAPANESE.search(m.surface):  # type: ignore[union-attr]
                pending.append(m)
                continue
            if pending:
                span = Span(pending[0].start, pending[-1].end)
                if free(span) and len(span.of(text)) > 1:
                    kind = kind_beside(text, span, pending[-1].pos)
                    out.append(Unlisted(span, span.of(text), sound("".join(p.reading for p in pending)), kind))
                pending = []
            if proper and JAPANESE.search(m.surface):  # type: ignore[union-attr]
                pending = [m]
    for match in _CAPITALS.finditer(text):
        start = match.start()
        body = _INSTITUTION.search(match.group())
        if body and not any(c.start <= start + body.start() and start + body.end() <= c.end for c in covered):
            covered = [c for c in covered if c.end <= match.start() or match.end() <= c.start]
        words = match.group().split()
        at_start = not text[:start].strip() or re.search(r"[.!?。:：\"“]\s*$", text[:start]) is not None
        if at_start and (words[0].lower() in STOPWORDS or (len(words) == 1 and not words[0].isupper())):
            start += len(words[0]) + 1
            words = words[1:]
        while words and (words[0].lower().rstrip(".") in _TITLES or words[0].lower() in STOPWORDS):
            start = text.find(words[0], start) + len(words[0]) + 1
            words = words[1:]
        if not words:
            continue
        owner = _POSSESSIVE.search(match.group())
        span = Span(start, match.end() - (len(owner.group()) if owner else 0))
        piece = span.of(text).strip()
        if piece and free(span) and piece.lower() not in _TITLES and re.search("[A-Za-z]", piece):
            out.append(Unlisted(span, piece, sound(piece), kind_beside(text, span)))
    return tuple(sorted(out, key=lambda u: u.span.start))


_RUN = re.compile(r"[ァ-ヴー]+(?:[・＝=][ァ-ヴー]+)*")


@lru_cache(maxsize=16_384)
def katakana_names(text: str) -> tuple[Span, ...]:
    """Runs of katakana that hold a proper name or a word of no dictionary; the parts of a full name together.

    >>> [s.of(t) for t in ("カルデナの首都はヘリコプターで", "ノア・キンボール外相") for s in katakana_names(t)]
    ['カルデナ', 'ノア・キンボール']
    """
    runs = [Span(m.start(), m.end()) for m in _RUN.finditer(text) if m.end() - m.start() > 1]
    if not runs:
        return ()
    telling = [m for m in morphemes(text) if (m.unknown or m.pos[1] == "固有名詞") and KATAKANA.search(m.surface)]
    return tuple(r for r in runs if any(m.start < r.end and r.start < m.end for m in telling))


_KANA = {
    "ア": "a", "イ": "i", "ウ": "u", "エ": "e", "オ": "o", "カ": "ka", "キ": "ki", "ク": "ku", "ケ": "ke", "コ": "ko",
    "サ": "sa", "シ": "shi", "ス": "su", "セ": "se", "ソ": "so", "タ": "ta", "チ": "chi", "ツ": "tsu", "テ": "te", "ト": "to",
    "ナ": "na", "ニ": "ni", "ヌ": "nu", "ネ": "ne", "ノ": "no", "ハ": "ha", "ヒ": "hi", "フ": "fu", "ヘ": "he", "ホ": "ho",
    "マ": "ma", "ミ": "mi", "ム": "mu", "メ": "me", "モ": "mo", "ヤ": "ya", "ユ": "yu", "ヨ": "yo", "ラ": "ra", "リ": "ri",
    "ル": "ru", "レ": "re", "ロ": "ro", "ワ": "wa", "ヲ": "o", "ン": "n", "ガ": "ga", "ギ": "gi", "グ": "gu", "ゲ": "ge",
    "ゴ": "go", "ザ": "za", "ジ": "ji", "ズ": "zu", "ゼ": "ze", "ゾ": "zo", "ダ": "da", "ヂ": "ji", "ヅ": "zu", "デ": "de",
    "ド": "do", "バ": "ba", "ビ": "bi", "ブ": "bu", "ベ": "be", "ボ": "bo", "パ": "pa", "ピ": "pi", "プ": "pu", "ペ": "pe",
    "ポ": "po", "ヴ": "vu", "ー": "", "ッ": "", "・": " ",
}  # fmt: skip
_SMALL = {"ァ": "a", "ィ": "i", "ゥ": "u", "ェ": "e", "ォ": "o", "ャ": "a", "ュ": "u", "ョ": "o", "ヮ": "a"}


def romanize(kana: str) -> str:
    """Katakana → Latin letters, Hepburn without long vowels.

    >>> romanize("プーチン"), romanize("キソガワ"), romanize("シャ")
    ('puchin', 'kisogawa', 'sha')
    """
    out = ""
    for char in kana:
        if char in _SMALL:
            y = char in "ャュョ"
            stem = out[:-1]
            out = stem + ("" if not y or stem.endswith(("sh", "ch", "j")) else "y") + _SMALL[char]
        else:
            out += _KANA.get(char, char.lower() if char.isascii() else "")
    return out


_SOUNDS = (
    ("tch", "t"), ("sch", "s"), ("sh", "s"), ("ch", "t"), ("ts", "t"), ("ti", "t"), ("ph", "f"), ("th", "s"), ("ck", "k"), ("qu", "k"),
    ("x", "ks"), ("dg", "j"),
)  # fmt: skip


def sound(name: str) -> str:
    """A rough key of how a name sounds: consonants only, those that katakana does not tell apart made one.

    >>> sound("プーチン"), sound("Putin"), sound("Ruhr"), sound("ルール")
    ('ptn', 'ptn', 'rr', 'rr')
    """
    text = normalize(name)
    if KATAKANA.search(text):
        text = romanize(fold_katakana(text))
    text = re.sub(r"[^a-z ]", "", text)
    for a, b in _SOUNDS:
        text = text.replace(a, b)
    text = text.translate(str.maketrans("lvfcqzjgdm", "rbbkkssktn", "w"))
    return re.sub(r"(.)\1+", lambda m: m.group(1) if m.group(1) != "r" else m.group(), re.sub(r"[aeiouyh ]", "", text))
