"""A question that asks several things at once → its parts, each a question of its own.

"How do A and B differ on X?" asks what A says of X and what B says of it; 「AとBの見方を並べて」 and two questions in one message likewise.
Each part keeps what all have in common and one of those who are named side by side. Works on the wording of both languages; knows no document.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from assistant.answering.rewriting import make_query
from assistant.answering.understanding import Query
from assistant.text.analysis import Facts
from assistant.text.language import detect
from assistant.text.names import Glossary
from assistant.text.terms import content_terms
from assistant.values import Language, Span

MOST_PARTS = 4
APART = 40
"""The most characters between two names that stand side by side."""
_VOICES, _LANDS = "voices", "lands"
_KINDS = {"person": _VOICES, "media": _VOICES, "organisation": _VOICES, "": _VOICES, "group": _VOICES, "country": _LANDS, "place": _LANDS}
"""Kinds of names that are compared with each other; a name of unknown kind may be a person."""
_EACH = re.compile(
    r"それぞれ|おのおの|各々|並べて|(?<!と)違い|違う|違っ|異な(?!り、)|比べ|比較|対比|(?:両方|双方|両者|二人|2人)(?:から|の見|の意見|の考|の説|の主張)|両者は|"
    r"\b(?:each(?! other)|both|respectively|side by side|compare[ds]?|contrast|differ\w*|disagree|versus|vs|on the one hand)\b"
)
_ONE_OF_THEM = re.compile(r"どっち|どちら|\bwhich (?:one|of)\b")
"""What asks for one of those named: their parts would tell of both."""
_BETWEEN: dict[Language, re.Pattern[str]] = {
    "ja": re.compile(r"[^はをに。、?？]{0,24}?(?P<and>(?:と|や|および|及び|並びに|ならびに|そして|・|対|、)、?)(?:[^はがを。、?？]{1,10}の)?"),
    "en": re.compile(
        r"(?:['’]s)?(?:\s+[\w'’-]+){0,4}?(?P<and>,?\s*\b(?:and|versus|vs\.?|or|as well as|as against|compared (?:with|to))\s+|,\s+)"
        r"(?:(?:the|that of|those of|by|from|in|under|for|of|mr|mrs|ms|dr|prof|professor|president|chairman)\.?\s+)*",
        re.IGNORECASE,
    ),
}
"""What may stand between two names that are joined."""
_BEFORE: dict[Language, re.Pattern[str]] = {
    "ja": re.compile(r"[^、。?？は]{1,20}(?<!をめぐ)(?<!に関す)(?<!に対す)(?<!におけ)(?:[たる]|(?<!について)(?<!で)(?<!へ)の)$"),
    "en": re.compile(r"(?:\b(?:the|mr|mrs|ms|dr|prof|professor|president|chairman)\.?\s+)+$", re.IGNORECASE),
}
"""What stands before a name and belongs to it."""
_BEFORE_BOTH = re.compile(r"\b(?P<word>under|by|from|in|for|of)\s+(?:the\s+)?$", re.IGNORECASE)
_COURTESY = re.compile(r"(?:側|氏|さん|様|(?:准|名誉|特任)?教授|助教|博士|大統領|首相|総書記|委員長|研究員|記者)")
_DO = "do|does|did|would|is|are|was|were"
_ON = "on|over|about|in|as to|regarding|when it comes to|from each other|with each other"
_DIFFER = r"(?:differ|disagree|diverge|compare|part ways|contrast)\b"
_SET_BESIDE = "(?:それぞれ|おのおの|各々|並べて|対比して|比較して|比べて|見比べて)(?:から)?(?:ほしい|ください|下さい|みて|教えて|説明して|示して)*"
_FRAME: dict[Language, list[tuple[re.Pattern[str], str]]] = {
    "ja": [
        (re.compile(r"の?(?:両方|双方|二人|2人|両者)(?=から|を|で|に|の|$)"), ""),
        (re.compile(r"、?(?:それぞれ|おのおの|各々)の(?=[一-龥])"), "の"),
        (re.compile(rf"[をはでが]?、?{_SET_BESIDE}"), "は"),
        (re.compile(r"(?<=もの|こと)を(?:見?比べ|比較し|対比し)(?:て(?:ほしい|みたい|ください)?|たい)"), "は何か"),
        (re.compile(r"の?(?:違い|相違点?|差異|異同|対比|比較)(?=は|を|が|に|って|$|[?？。])"), ""),
        (re.compile(r"(?:どう|どのように)(?:違|異な)(?:(?:い|り)ま(?:す|した)か|うか|るか|うのか|るのか|ったか)"), "どうですか"),
        (re.compile(r"(?:どう|どのように)(?:違|異な)(?:う|い|って|り|る|った)"), "どうだ"),
        (re.compile(r"[、。]は(?=[、。?？]|$)|は、は"), "は"),
    ],
    "en": [
        (re.compile(rf"\bhow (?:{_DO})\s+(?P<p>.+?)\s+{_DIFFER}\s+in\s+(?:their\s+)?(?P<n>[\w ]+?)(?=[,.?]|$)", re.IGNORECASE), r"what is the \g<n> of \g<p>"),
        (re.compile(rf"\bhow (?:{_DO})\s+(?P<p>.+?)\s+{_DIFFER}\s+(?:{_ON})\b", re.IGNORECASE), r"what does \g<p> say about"),
        (re.compile(rf"\bhow (?i:{_DO})\s+(?P<p>[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*)*)\s+{_DIFFER}"), r"what does \g<p> say"),
        (re.compile(rf"\bhow (?:{_DO})\s+(?P<p>.+?)\s+{_DIFFER}", re.IGNORECASE), r"what is said of \g<p>"),
        (re.compile(r"\b(?:please\s+)?(?:compare|contrast|put|set|place)\s+", re.IGNORECASE), ""),
        (re.compile(r"\b(?:the\s+)?(?:difference|differences|contrast)\s+(?:between|in)\s+", re.IGNORECASE), ""),
        (re.compile(r",?\s*\b(?:side by side|next to each other|respectively|in turn)\b", re.IGNORECASE), ""),
        (re.compile(r"\b(?:each|both) (?:of (?:them|the two|these)|one)\b|(?<=\bdoes )each\b|(?<=\bdid )each\b", re.IGNORECASE), "it"),
        (re.compile(r",?\s*\b(?:both|each|on the one hand|on the other(?: hand)?)\b", re.IGNORECASE), ""),
    ],
}
"""What only says that several are asked about, and what is left of it."""
_SENTENCE = re.compile(r"(?<=[?？。!！])\s*|(?<=\w\w[.])(?<!Prof\.)(?<!Dr\.)(?<!Mr\.)(?<!Mrs\.)(?<!Ms\.)\s+(?=[A-Z])")
_WH = rf"(?:what|how|who|why|which)\b|(?:when|where)\s+(?:{_DO}|has|have|had|will)\b"
_NEXT = re.compile(rf"[,;]?\s+(?:and|while|whereas|but)\s+(?={_WH})|[,;]\s+(?=(?:what|how|why)\s+(?:{_DO}|has|have|had|will|many|much)\b)", re.IGNORECASE)
"""Where another question begins; "who" and "which" behind a comma tell of whom or what came before."""
_WHOSE = re.compile(r",\s*\b(?:according to|per|in (?:the )?[\w'’. -]+?(?:view|words|opinion|eyes))\b[^,?]*\??$", re.IGNORECASE)


def parts(query: Query, glossary: Glossary, usual: Collection[str] = ()) -> tuple[Query, ...]:
    """The questions of which one consists, none where it asks one thing. Sentences that ask nothing are kept with each.

    ``usual``: identities of the two countries and the two persons that the documents are about, for 「両国」 and "the two leaders".

    >>> [part.text for part in parts(make_query("How do Ito and Weber differ on the new tax?", (), Glossary([])), Glossary([]))]
    ['what does Ito say about the new tax?', 'what does Weber say about the new tax?']
    """
    plain, language = query.facts.plain, detect(query.text)
    if query.follow_up or query.pushback or _ONE_OF_THEM.search(plain.lower()):
        return ()
    beside = _beside(query, plain, language) if _EACH.search(plain.lower()) else []
    if beside:
        start, stop = beside[0].start, beside[-1].end
        texts = [_of_side(plain[:start], plain[s.start : s.end], plain[stop:], language) for s in beside[:MOST_PARTS]]
    else:
        texts = _of_pair(query, plain, language, glossary, usual)
    if texts:
        return tuple(_view(make_query(_cleaned(text, language), (), glossary)) for text in texts)
    first, *others = _of_clauses(plain, language) or ("",)
    return (make_query(first, (), glossary), *(make_query(other, (("user", first),), glossary) for other in others)) if others else ()


_PAIR: dict[Language, re.Pattern[str]] = {
    "ja": re.compile(r"(?<![一-龥])(?:(?P<lands>両国|双方|両政権|両政府|両体制)|(?P<persons>両首脳|両者|両氏|両人))|(?<=[。?？])(?P<those>それぞれ|各々)"),
    "en": re.compile(
        r"\b(?:the two|both|each(?: of the(?: two)?)?) (?:(?P<lands>countr(?:y|ies)|nations?|states?|regimes?|governments?|systems?|sides?|capitals?)"
        r"|(?P<persons>leaders?|men|presidents?|rulers?|heads? of state))\b",
        re.IGNORECASE,
    ),
}
"""What stands for two who are named elsewhere, or are the ones that the documents are about."""
_KINDS_OF_PAIR = {"lands": "country", "persons": "person"}
_ONLY_NAMED = re.compile(r"(?:で|について|の場合)?[。.?？]?")


def _of_side(before: str, side: str, after: str, language: Language) -> str:
    """The question about one side. Where both are only named behind it, 「両国の体制は? 北朝鮮とロシアで。」, the side stands in their place."""
    pair = _PAIR[language].search(before)
    if pair and _ONLY_NAMED.fullmatch(after) and re.search(r"[。.?？]\s*$", before):
        return _instead(before, pair, side)
    pair = _PAIR[language].match(after.removeprefix("、"))
    return before + side + (after.removeprefix("、")[pair.end() :] if pair else after)


def _instead(text: str, pair: re.Match[str], side: str) -> str:
    said = pair.group()
    noun = f"の{said[1:]}" if said in {"両政権", "両政府", "両体制"} else "は" if pair.lastgroup == "those" else ""
    after = re.sub(r"^['’](?=\s)", "'s", text[pair.end() :])
    return f"{text[: pair.start()]}{side}{noun}{after}"


def _of_pair(query: Query, plain: str, language: Language, glossary: Glossary, usual: Collection[str]) -> list[str]:
    """The question about each of two that it calls by one word ("the two countries", 「両国」): the two of that kind that it names, or else the usual ones."""
    pair = _PAIR[language].search(plain)
    if pair is None:
        return []
    rest = f"{plain[: pair.start()]} {plain[pair.end() :]}".lower()
    if not (_EACH.search(rest) or pair.group().lower().startswith("each") or pair.lastgroup == "those"):
        return []
    for kind in ("country", "person") if pair.lastgroup == "those" else (_KINDS_OF_PAIR[pair.lastgroup or ""],):
        named = list(dict.fromkeys(n.text for n in query.facts.names if n.kind == kind))
        usually = [form for i in usual if glossary.kind(i) == kind for form in glossary.translations([i], language, 1)]
        sides = named or (usually if pair.lastgroup != "those" else [])
        if len(sides) == 2:
            return [_instead(plain, pair, side) for side in sides]
    return []


def _view(query: Query) -> Query:
    """What one of several says of something, is a view of his, however it is asked."""
    views = query.asked.kind in {"what", "how", "yes_no", "list", "compare"} and query.voices
    return replace(query, asked=replace(query.asked, kind="opinion")) if views else query


def _beside(query: Query, plain: str, language: Language) -> list[Span]:
    return _matched(_CLAUSES[language], plain) or _side_by_side(query, plain, language) or _matched(_NOUNS[language], plain)


_QUESTION_WORD = r"(?:何|なに|誰|だれ|どなた|どこ|いつ|なぜ|何故|どう|どの|どんな|どれ|いくつ|いくら)"
_INSIDE = re.compile(rf"{_QUESTION_WORD}[^、。?？]*?か(?=[をはがでのにも]|どうか)|{_QUESTION_WORD}(?:か|も)(?![?？。])")
"""A question inside a sentence (どうするかを), and どこか, 誰も."""
_ASKING: dict[Language, re.Pattern[str]] = {"ja": re.compile(_QUESTION_WORD), "en": re.compile(rf"\b(?:{_WH}|whom\b|whose\b)|[?？]\s*$", re.IGNORECASE)}


def _asking(text: str, language: Language) -> bool:
    """Whether something is asked here and now, and not told about a question."""
    return _ASKING[language].search(_INSIDE.sub("", text)) is not None


def _of_clauses(plain: str, language: Language) -> tuple[str, ...]:
    """One part for each thing that is asked, in sentences or clauses of their own."""
    sentences = [s.strip() for s in _SENTENCE.split(plain) if s.strip()]
    clauses = [clauses_of(s, language) if _asking(s, language) else [] for s in sentences]
    asking = [c for found in clauses for c in found if content_terms(c)]
    told = " ".join(s for s, found in zip(sentences, clauses, strict=True) if not found)
    return tuple(f"{told} {c}".strip() for c in asking[:MOST_PARTS]) if len(asking) > 1 else ()


def clauses_of(sentence: str, language: Language) -> list[str]:
    """The questions of one sentence, each with what comes before the first and whose view is asked for.

    >>> clauses_of("On coal, what does Ito say, and what does Weber write?", "en")
    ['On coal, what does Ito say', 'On coal, what does Weber write?']
    >>> clauses_of("石炭について、伊藤は何と言い、ウェーバーはどう書いたか。", "ja")
    ['石炭について、伊藤は何と言い', '石炭について、ウェーバーはどう書いたか。']
    """
    if language == "ja":
        pieces = [p for p in re.split(r"(?<=、)", sentence) if p]
        found: list[str] = []
        held = ""
        for piece in pieces:
            held += piece
            if _asking(piece, language) and not re.search(rf"(?:{_QUESTION_WORD}|[をはがに])、$", piece):
                found.append(held)
                held = ""
        first = found[0] if found else ""
        shared = first[: first.rfind("、", 0, -1) + 1]
        out = [found[0], *(shared + f for f in found[1:])] if len(found) > 1 and all(len(f) > 6 for f in found) else [sentence]
        return [f.removesuffix("、") if f is not out[-1] else f + held for f in out]
    begin = re.search(rf"\b(?:{_WH})", sentence, re.IGNORECASE)
    if begin is None:
        return [sentence]
    opening, rest = sentence[: begin.start()], sentence[begin.start() :]
    if opening and not re.search(r"[,:–—]\s*$", opening):
        return [sentence]
    whose = _WHOSE.search(rest)
    clauses = [c for c in _NEXT.split(rest) if c.strip()]
    if len(clauses) < 2 or not all(len(c.split()) > 2 for c in clauses):
        return [sentence]
    return [f"{opening}{c.strip(' ,;')}{whose.group().rstrip('?') if whose and c is not clauses[-1] else ''}" for c in clauses]


_NP = r"(?:(?![,.?;:]).){2,100}?"
_NOUNS: dict[Language, list[re.Pattern[str]]] = {
    "ja": [
        re.compile(
            r"(?P<a>[^、。?？はがをで]{1,24}?(?:[一-龥ァ-ヴー々A-Za-z0-9０-９ん]|[こご]ろ|とき))(?:と|や|および|及び|そして)"
            r"(?P<b>(?!い[うっわ]|し[てた]|述べ|言|見|考|思|され|で)[^、。?？はがを]{1,24}?)"
            r"(?=、|は|が(?:どう|どの|どれ|それぞれ)|を|と?で|の[^はがを、]{0,12}(?:違い|差|比較|両方|双方)|それぞれ)"
        )
    ],
    "en": [
        re.compile(rf"\bhow (?:do|does|did|is|are|was|were) (?P<a>{_NP}) (?:differ from|compared? (?:with|to)) (?P<b>{_NP})(?=[,.?;]|$)", re.IGNORECASE),
        re.compile(rf"\b(?:{_DO})\s+(?P<a>{_NP})\s+and\s+(?P<b>{_NP})(?=\s+(?:each|both|differ\w*|compare|disagree\w*)\b)", re.IGNORECASE),
        re.compile(rf"\b(?:compare|contrast|between|both)\s+(?P<a>{_NP})\s+(?:and|with|to)\s+(?P<b>{_NP})(?=[,.?;]|$)", re.IGNORECASE),
        re.compile(rf"(?P<a>{_NP})\s+(?:vs\.?|versus)\s+(?P<b>{_NP})(?=[,.?;]|$)", re.IGNORECASE),
    ],
}
"""Things that are compared, whatever they are called."""


_CLAUSES: dict[Language, list[re.Pattern[str]]] = {
    "ja": [re.compile(r"(?:^|[、。?？])(?P<a>[^、。?？]{3,40}(?:もの|こと|の))と、?(?P<b>[^。?？]{3,60}(?:もの|こと|の))(?=を(?:見?比べ|比較|対比|並べ))")],
    "en": [re.compile(rf"\b(?:compare|contrast)\s+(?P<a>the {_NP})\s+(?:with|to|and)\s+(?P<b>(?:the one|that|what|the) {_NP})(?=[.?]|$)", re.IGNORECASE)],
}
"""Things that are compared and told in clauses: "what Ito fears with what Weber hopes"."""


def _matched(patterns: Sequence[re.Pattern[str]], plain: str) -> list[Span]:
    """The spans of two things that are compared and have no names."""
    for pattern in patterns:
        found = pattern.search(plain)
        if found:
            own = found.group("b").find("の")
            shared = len(found.group("b")) - own if own > 0 and "の" not in found.group("a") else 0  # 「男性と女性の賛成の割合」
            return [Span(*found.span("a")), Span(found.start("b"), found.end("b") - shared)]
    return []


def _side_by_side(query: Query, plain: str, language: Language) -> list[Span]:
    """The spans of names that are joined by "and", each with what belongs to it: of those who can hold a view, or else of countries."""
    found = sorted({(start, end, _KINDS[kind]) for start, end, kind in _named(query.facts) if kind in _KINDS})
    found = [f for f in found if not any(o != f and o[0] <= f[0] and f[1] <= o[1] for o in found)]
    for kind in (_VOICES, _LANDS):
        runs: list[list[Span]] = [[]]
        for start, end, of in found:
            if of != kind:
                continue
            start, end = _whole(plain, start, end, kind) if language == "ja" else (start, end)
            joint = _joint(plain, runs[-1][-1].end, start, language) if runs[-1] else None
            if joint:
                runs[-1][-1] = Span(runs[-1][-1].start, joint.start)
                runs[-1].append(Span(joint.end, end))
            else:
                runs.append([Span(_begin(plain, start, language), end)])
        longest = _to_its_noun(max(runs, key=len), found, plain, language)
        if len(longest) > 1 and (kind == _VOICES or _apart(longest, plain)):
            return _with_both(longest, plain)
    return []


def _whole(plain: str, start: int, end: int, kind: str) -> tuple[int, int]:
    """A Japanese name with what is written together with it, and the office of whom it names: 元海将補, 北浜電材の社長."""
    before = _LETTERS.match(plain[:start][::-1])
    start -= before.end() if before else 0
    if courtesy := _COURTESY.match(plain, end):
        return start, courtesy.end()
    if letters := _LETTERS.match(plain, end):
        end = letters.end()
    office = _OFFICE.match(plain, end) if kind == _VOICES else None
    return start, office.end() if office else end


_LETTERS = re.compile(r"[一-龥々ァ-ヴーA-Za-z0-9]+")
_OFFICE = re.compile(r"の[一-龥ァ-ヴー]{0,6}(?:長|官|相|員|家|授|代表|監督|首脳)")


_NOUN_ENDS = re.compile(r"(?=[、。?？はを]|では|でそれぞれ|それぞれ|の(?:両方|双方|違い|差|比較))")


def _to_its_noun(spans: list[Span], names: list[tuple[int, int, str]], plain: str, language: Language) -> list[Span]:
    """「Aの話とBの見解」: where the first goes on behind its name to a noun, the last does, too."""
    if language != "ja" or len(spans) < 2:
        return spans
    name = max(end for _, end, _ in names if end <= spans[-2].end)
    if not plain[name : spans[-2].end].strip() or _COURTESY.fullmatch(plain, name, spans[-2].end):
        return spans
    end = _NOUN_ENDS.search(plain, spans[-1].end)
    return [*spans[:-1], Span(spans[-1].start, end.start())] if end else spans


def _named(facts: Facts) -> list[tuple[int, int, str]]:
    """Start, end and kind of each name; what is taken for one name, "Ito and Weber", may be two."""
    out = [(n.span.start, n.span.end, n.kind) for n in facts.names]
    for u in facts.unlisted:
        start = u.span.start
        for piece in re.split(r"(\s+and\s+)", facts.plain[start : u.span.end]):
            if piece.strip() != "and":
                out.append((start, start + len(piece), u.kind))
            start += len(piece)
    return out


def _apart(spans: list[Span], plain: str) -> bool:
    """Whether something is asked of each of those named, and not of what they did together: the sentence says so."""
    begin = max((m.end() for m in _SENTENCE.finditer(plain, 0, spans[0].start)), default=0)
    end = next((m.start() for m in _SENTENCE.finditer(plain, spans[-1].end)), len(plain))
    sentence = plain[begin:end]
    return _EACH.search(sentence.lower()) is not None and re.match(r"が(?!どう|どの|それぞれ)", plain[spans[-1].end :]) is None


def _joint(plain: str, end: int, start: int, language: Language) -> Span | None:
    """Where two names are joined."""
    between = _BETWEEN[language].fullmatch(plain, end, start) if end < start <= end + APART else None
    return Span(*between.span("and")) if between else None


def _begin(plain: str, start: int, language: Language) -> int:
    before = _BEFORE[language].search(plain[:start])
    return before.start() if before else start


def _with_both(spans: list[Span], plain: str) -> list[Span]:
    """"under A and under B": the word before the first belongs to it where the second has it too."""
    word = _BEFORE_BOTH.search(plain[: spans[0].start])
    if word and plain[spans[1].start :].lower().startswith(word.group("word").lower()):
        return [Span(word.start(), spans[0].end), *spans[1:]]
    return spans


def _cleaned(text: str, language: Language) -> str:
    for pattern, instead in _FRAME[language]:
        text = pattern.sub(instead, text)
    return re.sub(r"\s+([,.?!])", r"\1", re.sub(r"\s+", " ", text)).strip(" ,")
