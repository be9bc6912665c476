"""The embedded engine: an answer made of sentences of the documents. No model, no network.

Takes the evidence in the order of ``evidence.select`` and keeps the shortest set of sentences that
answers: one or two for a fact, the items of a list, one part an author for a comparison or a view.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence

from assistant.answering.authors import wrote
from assistant.answering.understanding import Query
from assistant.answering.weights import logit, model
from assistant.text.language import JAPANESE, LATIN_WORD
from assistant.text.markup import LIST_MARK
from assistant.text.telling import points_back
from assistant.values import Claim, Document, Draft, Evidence, Language, Sentence

ENGINE = "embedded"
FACT_CHARS, FACT_WORDS = 300, 120
LONG_CHARS, LONG_WORDS = 700, 280
"""Room of an answer in Japanese characters and English words."""
HOLDING = {"number", "date", "who", "where"}
"""Kinds for which a second sentence must hold a figure, date or name of the kind asked for, too."""
SECOND, SECOND_FITS = 0.25, 0.5
"""How good a second sentence of a fact must be by itself, and in holding the kind of thing asked for."""
LEAST = 0.1
"""How good any further sentence must be."""
BEHIND_FACT, BEHIND, BESIDE, BEHIND_SIDE, BEHIND_PART = 7.5, 7.5, 1.5, 8.0, 12.0
"""How far a further sentence may stand behind the best, in log-odds (see ``_near``): of a fact, of anything longer (BESIDE more within two sentences of the
best), of one author's part or one party's, of a part of a question."""
CERTAIN, CERTAIN_SHARE = 0.6, 0.4
"""From which word of the cross-encoder on the best is certain, and what share of these bounds then holds. By them 1,382 questions to learn from are answered in
2.0 sentences, 1,099 of them rightly; with bounds for the features and the cross-encoder apart it was 2.1 and 1,087."""
FOLLOW_UP_ROOM = 0.85
"""Room of the answer to a follow-up, in fact answers."""
PART_READ, PART_MORE = 4, 2
"""Of how many sentences those beside the best of a part are taken, and how many."""
_ITEM = re.compile(
    r"^(?:(?:まず|第一に|第1に|一つ目|1つ目|ひとつ目|最初に|もう一つ|次に|第二に|第2に|二つ目|2つ目|第三に|第3に|三つ目|3つ目|第四に|四つ目|4つ目|最後に|また、)|(?:First|Second|Third|Fourth|Fifth|Finally|Lastly|Another|The (?:first|second|third|fourth|fifth|last|final|other))\b)"
)
CONTRASTS = re.compile(r"^(?:対照的|一方|これに対し|それに対し|逆に|反対に|他方|しかし|In contrast|By contrast|On the other hand|Meanwhile|Conversely|However|But\b|Whereas)")
"""A sentence that begins so sets something against the one before it."""
AGAINST = re.compile(r"^(?:対照的|一方|これに対し|それに対し|逆に|反対に|他方|In contrast|By contrast|On the other hand|Conversely)")
"""One that begins so tells of the other side."""
EXPLAINS = re.compile(r"(?:から|ため|の|わけ)(?:だ|である|です)[。」]?$|なぜなら|というのも|恐れ|理由|\b(?:because|since|fear\w*|afraid|reason|so that|in order to|due to|therefore)\b", re.IGNORECASE)
"""Marks of a sentence that gives a reason."""
CONCLUDES = re.compile(r"^(?:従って|したがって|だから|よって|故に|ゆえに|そのため|このため|それゆえ|Therefore|Thus|Hence|Consequently|As a result|That is why|For (?:this|these|that) reasons?)")
GROUNDS = 2
"""A sentence that begins so has its reasons before it; how many are told."""
_ANNOUNCES = re.compile(r"[0-9〇一二三四五六七八九十]+(?:つ|点|項目)(?:の|が|ある|に)|(?:two|three|four|five|six|seven|several|[2-9])\s+(?:\w+\s+){0,2}(?:factors|reasons|points|ways|conditions|elements|causes|steps|aspects|things|problems|arguments)", re.IGNORECASE)


def draft(query: Query, evidence: Sequence[Evidence], documents: Mapping[str, Document], language: Language) -> Draft:
    """Sentences that answer ``query``, each a claim with the key of its evidence, in ``language`` where rendered.

    ``evidence`` comes best first and is not empty.
    """
    kind = query.asked.kind
    if kind == "opinion" and not (query.facts.names or query.facts.unlisted):
        kind = "what"
    headed = [e for e in evidence if e.features.get("headed")]
    if headed:
        chosen = _within(headed, _room(query), language)
    elif kind == "compare" or (kind == "opinion" and (query.asked.several or any(wrote(e.section, query.voices) for e in evidence))):
        chosen = _side_by_side(query, evidence, documents, language)
    elif kind in {"list", "why", "opinion", "summary"} or query.asked.several:
        chosen = _long(query, evidence, documents, language)
    else:
        chosen = _fact(query, evidence, documents, language)
    return Draft(tuple(Claim(e.sentence.shown(language), (e.key,)) for e in _with_lists(chosen, documents, evidence, language)), language, ENGINE)


def _within(found: Sequence[Evidence], room: float, language: Language) -> list[Evidence]:
    """As many as there is room for, one at least."""
    out: list[Evidence] = []
    for e in found:
        room -= size(e.sentence.shown(language), language)
        if out and room < 0:
            break
        out.append(e)
    return out


def draft_of_parts(asked: Sequence[tuple[Query, Sequence[Evidence]]], documents: Mapping[str, Document], language: Language) -> Draft:
    """As ``draft``, of a question in several parts: what answers each, in their order. Of an author his own text is taken."""
    chosen: list[Evidence] = []
    room = LONG_CHARS / FACT_CHARS
    for query, evidence in asked:
        own = [e for e in evidence if wrote(e.section, query.voices)] or list(evidence)
        best = own[0]
        more = [e for e in own[1:PART_READ] if e.section == best.section and e.score >= LEAST and _near(e, best, BEHIND_PART)]
        around = (_leans_on(best, documents, evidence), _other_side(best, documents, evidence), best, _set_against(best, documents, evidence))
        for e in [o for o in (*around, *more[:PART_MORE]) if o is not None]:
            cost = size(e.sentence.shown(language), language)
            if e.key not in {c.key for c in chosen} and (cost <= room or not chosen):
                chosen.append(e)
                room -= cost
    return Draft(tuple(Claim(e.sentence.shown(language), (e.key,)) for e in chosen), language, ENGINE)


def _room(query: Query) -> float:
    """Of an answer that may be long: a follow-up is answered in short, its context is known."""
    return FOLLOW_UP_ROOM if query.follow_up else LONG_CHARS / FACT_CHARS


def _near(e: Evidence, best: Evidence, bound: float) -> bool:
    """Whether a sentence stands no further behind the best than this, in log-odds of answering, with what the cross-encoder says of both: as they are
    ordered. Where it is certain of the best, little stands beside that; and nothing of another year than the one asked about, where the best is of that."""
    if e.features.get("years_clash", 0.0) > best.features.get("years_clash", 0.0):
        return False
    together = model("sentence").weights["together"]
    here, there = (logit(o.score) + together * o.features.get("said", 0.0) for o in (e, best))
    return there - here <= bound * (CERTAIN_SHARE if best.features.get("said", 0.0) >= CERTAIN else 1.0)


def opens_item(text: str) -> bool:
    """Whether a sentence opens one of several things that are told one after another: "The second …", 三つ目は ….

    >>> opens_item("The second factor is money."), opens_item("2つ目の要因は金だ。"), opens_item("Money is a factor.")
    (True, True, False)
    """
    return _ITEM.match(text) is not None


def _dangles(e: Evidence, chosen: Sequence[Evidence]) -> bool:
    """Whether a sentence points back ("Such aid", この点で) to one that is not shown before it."""
    return points_back(e.sentence.text) and (e.doc, e.sentence.index - 1) not in {c.key for c in chosen}


def size(text: str, language: Language) -> float:
    """Share of a fact answer's room that a text takes: characters of a Japanese answer, be they of an English original; words of an English one."""
    if language == "ja":
        return sum(not c.isspace() for c in text) / FACT_CHARS
    return len(JAPANESE.findall(text)) / FACT_CHARS + len(LATIN_WORD.findall(text)) / FACT_WORDS


def _fact(query: Query, evidence: Sequence[Evidence], documents: Mapping[str, Document], language: Language) -> list[Evidence]:
    best = evidence[0]
    room = 1.0 - size(best.sentence.shown(language), language)
    chosen = [best]
    before = _leans_on(best, documents, evidence)
    if before is not None and size(before.sentence.shown(language), language) <= room:
        chosen.insert(0, before)
        room -= size(before.sentence.shown(language), language)
    for other in evidence[1:3]:
        cost = size(other.sentence.shown(language), language)
        apt = query.asked.kind not in HOLDING or other.features.get("fits", 1.0) >= SECOND_FITS
        apt = apt and (not query.asks_who_says or other.features.get("said", 0.0) > 0)
        good = other.score >= SECOND and _near(other, best, BEHIND_FACT) and not _dangles(other, chosen)
        if other.key not in {e.key for e in chosen} and apt and good and cost <= room and len(chosen) < 3:
            chosen.append(other)
            room -= cost
    return chosen


def _long(query: Query, evidence: Sequence[Evidence], documents: Mapping[str, Document], language: Language) -> list[Evidence]:
    best = evidence[0]
    items = _items_after(best, documents, evidence) if query.asked.kind in {"list", "what", "summary", "why"} else []
    items = items or (_items_beside(best, documents, evidence) if query.asked.kind == "list" else [])
    chosen = [best, *items]
    room = _room(query) - sum(size(e.sentence.shown(language), language) for e in chosen)
    before = _leans_on(best, documents, evidence)
    if before is not None:
        chosen.insert(0, before)
        room -= size(before.sentence.shown(language), language)
    limit = 0 if items else 5 if query.asked.several else 4
    if query.asked.kind == "why":
        grounds = _grounds(best, documents, evidence)
        chosen = [*(e for e in grounds if e.key not in {c.key for c in chosen}), *chosen]
        room -= sum(size(e.sentence.shown(language), language) for e in grounds)
        for after in () if grounds else (_neighbour(best, 1, documents, evidence), _neighbour(best, -1, documents, evidence)):
            if after is not None and EXPLAINS.search(after.sentence.shown(after.sentence.language)) and after.key not in {e.key for e in chosen}:
                chosen.append(after)
                room -= size(after.sentence.shown(language), language)
                break
    for other in evidence[1:8]:
        cost = size(other.sentence.shown(language), language)
        near = other.doc == best.doc and abs(other.sentence.index - best.sentence.index) <= 2
        good = other.score >= LEAST and _near(other, best, BEHIND + BESIDE * near) and not _dangles(other, chosen)
        if other.key not in {e.key for e in chosen} and good and cost <= room and len(chosen) < limit:
            chosen.append(other)
            room -= cost
    return _in_order(chosen, best)


def _side_by_side(query: Query, evidence: Sequence[Evidence], documents: Mapping[str, Document], language: Language) -> list[Evidence]:
    """One part an author: the best two sentences of each section that was asked about or that bears on the question. Where those who are
    asked about did not write the texts, the best two sentences of each that names them."""
    parts: dict[tuple[str, int], list[Evidence]] = {}
    for e in evidence:
        parts.setdefault((e.doc, e.section.span.start), []).append(e)
    named = [p for p in parts.values() if wrote(p[0].section, query.voices)]
    if len(named) == 1 and query.asked.several:
        written = {e.key for part in named for e in part}
        others = _sides(query, [e for e in evidence if e.key not in written], QUOTED)
        named += [side for side in others if side[0].score >= QUOTED_SHARE * evidence[0].score]
    elif not named and len(sides := _sides(query, evidence, PARTIES)) > 1:
        named = sides
    wanted = named or [p for p in parts.values() if p[0].score >= 0.25 * evidence[0].score]
    chosen: list[Evidence] = []
    room = _room(query)
    each = 2 if len(wanted) > 1 else 4
    for part in wanted[:3]:
        taken = {c.key for c in chosen}
        for e in [o for o in part if o.key not in taken][:each]:
            pair = [o for o in (_other_side(e, documents, evidence), e) if o is not None and o.key not in {c.key for c in chosen}]
            cost = sum(size(o.sentence.shown(language), language) for o in pair)
            if cost <= room and (e is part[0] or (_near(e, part[0], BEHIND_SIDE) and not _dangles(e, chosen))):
                chosen += pair
                room -= cost
    return _in_order(chosen or [evidence[0]], evidence[0])


PARTIES, QUOTED = {"person", "organisation", "media", ""}, {"organisation", "media", "group"}
"""Kinds of names that may hold a view: where nobody asked about wrote a text, and beside somebody who did ("" where the kind is not known)."""
QUOTED_SHARE = 0.1
"""How good what a quoted party says must be, beside the best."""


def _sides(query: Query, evidence: Sequence[Evidence], kinds: Collection[str]) -> list[list[Evidence]]:
    """For each party of the question that evidence names, of these kinds: that evidence, what names no other of them first."""
    unlisted = [part for u in query.facts.unlisted if u.kind in kinds for part in u.text.split(" and ")]
    names = [n.text for n in query.facts.names if n.kind in kinds] + unlisted
    names = [n for n in dict.fromkeys(names) if not any(n != other and n in other for other in names)]
    told = {name: [e for e in evidence if _mentions(name, e)] for name in names}
    return [sorted(side, key=lambda e: sum(e in other for other in told.values())) for side in told.values() if side]


def _mentions(name: str, e: Evidence) -> bool:
    written = rf"\b{re.escape(name)}\b" if name.isascii() else re.escape(name)
    return any(re.search(written, t, re.IGNORECASE) for t in (e.sentence.text, e.sentence.rendering or ""))


def _other_side(e: Evidence, documents: Mapping[str, Document], evidence: Sequence[Evidence]) -> Evidence | None:
    """The sentence that one which begins with "in contrast" is set against."""
    return _neighbour(e, -1, documents, evidence) if CONTRASTS.match(e.sentence.text) else None


def _set_against(e: Evidence, documents: Mapping[str, Document], evidence: Sequence[Evidence]) -> Evidence | None:
    """The sentence that sets the other side against one."""
    after = _neighbour(e, 1, documents, evidence)
    return after if after is not None and AGAINST.match(after.sentence.text) else None


def _in_order(chosen: Sequence[Evidence], best: Evidence) -> list[Evidence]:
    """What stands together with the best first, then the rest, the best's document first, each document in its own order; all of an enumeration in that."""
    ordered = sorted(chosen, key=lambda e: (e.doc != best.doc, e.doc, e.sentence.index))
    if sum(_ITEM.match(e.sentence.text) is not None for e in chosen if e.doc == best.doc) > 1:
        return ordered  # first, second and third
    at = [e.sentence.index for e in ordered if e.doc == best.doc]
    first = last = best.sentence.index
    while first - 1 in at:
        first -= 1
    while last + 1 in at:
        last += 1
    return sorted(ordered, key=lambda e: not (e.doc == best.doc and first <= e.sentence.index <= last))


def _grounds(e: Evidence, documents: Mapping[str, Document], evidence: Sequence[Evidence]) -> list[Evidence]:
    """What stands right before a sentence that draws a conclusion ("Therefore …", 従って…), in its paragraph: the reasons for it."""
    if not CONCLUDES.match(e.sentence.text):
        return []
    before = [_neighbour(e, -step, documents, evidence) for step in range(GROUNDS, 0, -1)]
    return [b for b in before if b is not None]


def _leans_on(e: Evidence, documents: Mapping[str, Document], evidence: Sequence[Evidence]) -> Evidence | None:
    """The sentence before one that begins with これ, "This", 彼ら …, in the same paragraph."""
    if not points_back(e.sentence.text):
        return None
    return _neighbour(e, -1, documents, evidence)


def _items_after(e: Evidence, documents: Mapping[str, Document], evidence: Sequence[Evidence]) -> list[Evidence]:
    """After a sentence that announces several things: the sentences that open each of them."""
    if not _ANNOUNCES.search(e.sentence.text):
        return []
    document = documents[e.doc]
    out = []
    for sentence in document.sentences[e.sentence.index + 1 : e.sentence.index + 60]:
        if not e.section.span.contains(sentence.span):
            break
        if sentence.kind == "body" and _ITEM.match(sentence.text):
            out.append(_as_evidence(e, sentence, evidence))
        if len(out) == 6:
            break
    return out if len(out) >= 2 else []


def _items_beside(e: Evidence, documents: Mapping[str, Document], evidence: Sequence[Evidence]) -> list[Evidence]:
    """Where a sentence opens one of several things that one before it announces: those that open the others."""
    if not _ITEM.match(e.sentence.text):
        return []
    for sentence in reversed(documents[e.doc].sentences[max(e.sentence.index - 60, 0) : e.sentence.index]):
        if not e.section.span.contains(sentence.span):
            break
        items = _items_after(_as_evidence(e, sentence, evidence), documents, evidence) if sentence.kind == "body" else []
        if e.key in {o.key for o in items}:
            return [o for o in items if o.key != e.key]
    return []


_LIST_MARK = re.compile(rf"^\s*{LIST_MARK}\s*$")
MOST_LISTED = 6


def _with_lists(chosen: Sequence[Evidence], documents: Mapping[str, Document], evidence: Sequence[Evidence], language: Language) -> list[Evidence]:
    """What was chosen, a sentence that opens a list ("three steps:") with the things that are listed under it, as far as there is room."""
    out: list[Evidence] = []
    room = LONG_CHARS / FACT_CHARS - sum(size(e.sentence.shown(language), language) for e in chosen)
    for e in chosen:
        out += [e] if e.key not in {o.key for o in out} else []
        for item in _listed_under(e, documents, evidence):
            cost = size(item.sentence.shown(language), language)
            if cost <= room and item.key not in {o.key for o in (*chosen, *out)}:
                out.append(item)
                room -= cost
    return out


def _listed_under(e: Evidence, documents: Mapping[str, Document], evidence: Sequence[Evidence]) -> list[Evidence]:
    """After a sentence that ends in a colon: the sentences that open the marked paragraphs below it."""
    if not e.sentence.text.rstrip().endswith((":", "：")):
        return []
    document, block = documents[e.doc], e.sentence.block
    out: list[Evidence] = []
    for sentence in document.sentences[e.sentence.index + 1 :]:
        marked = _LIST_MARK.match(document.text[document.text.rfind("\n", 0, sentence.span.start) + 1 : sentence.span.start])
        if sentence.kind != "body" or (sentence.block != block and not marked) or len(out) == MOST_LISTED:
            break
        out += [_as_evidence(e, sentence, evidence)] if sentence.block != block else []
        block = sentence.block
    return out


def _neighbour(e: Evidence, step: int, documents: Mapping[str, Document], evidence: Sequence[Evidence]) -> Evidence | None:
    index = e.sentence.index + step
    sentences = documents[e.doc].sentences
    if not 0 <= index < len(sentences):
        return None
    sentence = sentences[index]
    if sentence.kind != "body" or sentence.block != e.sentence.block:
        return None
    return _as_evidence(e, sentence, evidence)


def _as_evidence(e: Evidence, sentence: Sentence, evidence: Sequence[Evidence]) -> Evidence:
    return next((o for o in evidence if o.key == (e.doc, sentence.index)), Evidence(e.doc, sentence, e.section, e.score / 2))
