"""Is a sentence plain text in the answer's language? No markup, link, code, order, or other script.

Looks at the sentence as the model wrote it, before citation marks are taken off. What is found is final.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from assistant.text.language import HAN, JAPANESE, KANA, LATIN_WORD, detect
from assistant.text.normalize import clean
from assistant.text.orders import gives_orders
from assistant.values import Language
from assistant.verification.checks import Check, State

_MARKUP = re.compile(r"[<>‹›]|&(?:#\w+|[a-z]{2,8});|!\[|\]\s*\(|\]\s*\[(?!\d)|^\s*\[[^\]]*\]\s*:|\||\bon(?:error|load|click|toggle)\s*=", re.IGNORECASE)
_LINK = re.compile(
    r"[a-z][a-z0-9+.-]*\s*:\s*//|//\s*[\w-]+\.|\b(?:www|ftp)\.|\b(?:data|javascript|vbscript|mailto|file|tel)\s*:\s*\S|"
    r"[\w.+-]+\s*@\s*[\w-]+|(?<![\d.])\d{1,3}(?:\.\d{1,3}){3}(?![\d.])|\[\.\]|\(dot\)|"
    r"(?<![\w.])[a-z0-9-]{2,}(?:\.[a-z0-9-]{2,})*\.(?:com|net|org|info|biz|io|dev|app|xyz|example|test|invalid|local|jp|kp|kr|ru|cn|uk|de|fr|us|eu|me|co|ai|gov|edu|mil)(?![a-z])|"
    r"[a-z0-9-]{2,}\.[a-z]{2,}/\w|[A-Za-z0-9+/=_-]{40,}|%[0-9a-f]{2}%[0-9a-f]{2}",
    re.IGNORECASE,
)
_CODE = re.compile(r"`|[{}\\]|=>|\$\(|\w\(\s*[\"']|\);|\bdocument\.cookie\b|\b(?:curl|wget|rm -rf|sudo|import \w+$|select .+ from .+ where)\b", re.IGNORECASE)
_QUOTED = re.compile(r"「[^」]*」|『[^』]*』|“[^”]*”|\"[^\"]*\"|\([^)]*\)|([A-Za-z'’.-]+(?:\s+[A-Za-z'’.-]+){4,})")
_ENGLISH = frozenset(
    """a an the this that these those and or but nor so if then than as of at by for from into on onto to with without about over under between
    among through during before after since until against per is are was were be been being does did has have had will would shall should can
    could may might must not it its he his him she her they them their who which what when where while because also both only first there""".split()  # noqa: SIM905
)
_FOREIGN = frozenset(
    """le la les des du et est une un dans pour pas ne que qui sur avec au aux sont ses el los las y en del por para su se es al lo
    und der das nicht ist ein eine mit von zu den dem auf im di il che della dei na da em os um uma
    wa ga o ni de mo kara desu masu shita shite inai iru suru yang dan tidak dengan untuk""".split()  # noqa: SIM905
)


def check_form(sentence: str, language: Language, sources: Sequence[str]) -> Check:
    """CONFLICTS with what is wrong in ``claim`` and the kind of it in ``name`` (form_markup, form_link, form_code, form_order, form_language).

    ``sources`` are the texts of the evidence: foreign words quoted from them may stand.
    """
    plain = unicodedata.normalize("NFKC", sentence)
    if clean(sentence) != sentence or any(unicodedata.category(c) in {"Cc", "Cf", "Co", "Cn", "Cs"} for c in sentence):
        return Check("form_markup", State.CONFLICTS)
    for name, pattern in (("form_markup", _MARKUP), ("form_link", _LINK), ("form_code", _CODE)):
        match = pattern.search(plain)
        if match:
            return Check(name, State.CONFLICTS, match.group())
    if gives_orders(sentence):
        return Check("form_order", State.CONFLICTS)
    alien = _foreign(plain, language, " ".join(unicodedata.normalize("NFKC", s) for s in sources))
    return Check("form_language", State.CONFLICTS, alien) if alien else Check("form", State.AGREES)


def _foreign(plain: str, language: Language, sources: str) -> str:
    """The first word or character that does not belong to ``language``, or nothing."""
    if detect(plain, language) != language:
        return plain[:20]
    own = _QUOTED.sub(lambda m: " " if m.group().strip("「」『』“”\"()") in sources else m.group(), plain)
    for char in own:
        if char.isalpha() and not JAPANESE.match(char) and not unicodedata.name(char, "").startswith(("LATIN", "MASCULINE", "FEMININE")):
            return char
    if language == "en":
        japanese = JAPANESE.search(own)
        return japanese.group() if japanese else _not_english(own)
    for char in own:
        if HAN.match(char) and not _japanese_character(char) and char not in sources:
            return char
    han = HAN.findall(own)
    if not KANA.search(own) and len(han) > 7:
        return "".join(han[:4])
    run = re.search(r"[A-Za-z'’]+(?:\s+[A-Za-z'’]+){4,}", own)
    if run:
        return run.group()
    return ""


def _not_english(text: str) -> str:
    words = [w.lower() for w in LATIN_WORD.findall(text)]
    if len(words) < 4:
        return ""
    english = sum(w in _ENGLISH for w in words)
    foreign = [w for w in words if w in _FOREIGN]
    shared = words.count("in")  # English, German, Dutch and Italian
    if len(foreign) > english or (foreign and not english) or (len(words) >= 8 and english + shared < len(words) / 12):
        return str(foreign[0] if foreign else words[0])
    return ""


def _japanese_character(char: str) -> bool:
    """Whether a character is in use in Japan: simplified Chinese ones are not in its character sets."""
    try:
        char.encode("cp932")
    except UnicodeEncodeError:
        return False
    return True
