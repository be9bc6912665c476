"""Whose words are they: does the claim put them into the mouth of the one the evidence names?

A speaker is a name that a verb of saying or thinking has for its subject, that "according to" or 〜によると
names, or whose view it is said to be. Where the evidence names none, its author speaks, or whoever spoke just before.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache

from assistant.text.analysis import Facts
from assistant.text.name_kinds import HONOURED_JA, TITLES_EN, without_courtesy
from assistant.text.names import Glossary, sound
from assistant.values import Span
from assistant.verification.checks import Check, State
from assistant.verification.roles import CLEFT_EN, actors

_SAYS_EN = (
    r"(?:say|said|says|state[sd]?|claim(?:s|ed)?|argue[sd]?|told|tells|note[sd]?|write[s]?|wrote|add(?:s|ed)?|think[s]?|thought|believe[sd]?|maintain(?:s|ed)?|contend(?:s|ed)?"
    r"|warn(?:s|ed)?|explain(?:s|ed)?|declare[sd]?|point(?:s|ed)? out|suggest(?:s|ed)?|confirm(?:s|ed)?|predict(?:s|ed)?|expect(?:s|ed)?|consider(?:s|ed)?|see[s]?|saw|describe[sd]?|report(?:s|ed)?"
    r"|announce[sd]?|emphasi[sz]e[sd]?|stress(?:es|ed)?|insist(?:s|ed)?|conclude[sd]?|estimate[sd]?|judge[sd]?|regard(?:s|ed)?|counter(?:s|ed)?|reject(?:s|ed)?|den(?:y|ies|ied)|doubt(?:s|ed)?|hold[s]?|held|admit(?:s|ted)?|acknowledge[sd]?|observe[sd]?|call(?:s|ed)?|dismiss(?:es|ed)?"
    r"|infer(?:s|red)?|reckon(?:s|ed)?|foresee[s]?|foresaw|anticipate[sd]?|liken(?:s|ed)?|portray(?:s|ed)?|depict(?:s|ed)?|recommend(?:s|ed)?|urge[sd]?"
    r"|assert(?:s|ed)?|identif(?:y|ies|ied)|cite[sd]?|highlight(?:s|ed)?|underline[sd]?|allege[sd]?|caution(?:s|ed)?|remark(?:s|ed)?|comment(?:s|ed)?|speculate[sd]?|puts? it"
    r"|(?:fear(?:s|ed)?|hope[sd]?|worr(?:y|ies|ied)|(?:dis)?agree[sd]?(?: with [A-Z]\w+)?|assume[sd]?"
    r"|(?:is|was|are|were|remain(?:s|ed)?) (?:\w+ )?(?:convinced|sure|certain|confident|sceptical|skeptical|doubtful|optimistic|pessimistic|adamant|of the (?:view|opinion)))(?=\s+that\b))"
)
_TEXT_EN = r"article|essay|text|commentary|analysis|piece|paper|report|summary|study|column"
_IN_OR_BY = re.compile(rf"(?:^|[,;]\s)(?:in|by)\s+{TITLES_EN}$", re.I)
_VIEW_EN = re.compile(r"['’]s? (?:own )?(?:view|eyes|opinion|account|reading|judge?ment|words|analysis|assessment|estimate|estimation|telling)\s*(?:,|\.|$)", re.I)
"""Before and after whose view it is: "In Kim's view, …", "…, in Kim's view."."""
_VIEW_IS_EN = re.compile(
    r"['’]s? (?:\w+ )?(?:view|opinion|argument|point|claim|thesis|conclusion|assessment|belief|position|contention|hope|fear|worry|prediction|expectation|explanation"
    r"|answer|advice|warning|judge?ment|verdict|theory)\s+(?:(?:is|was|remains)\s+)?that\b",
    re.I,
)
"""After whose view it is: "Kim's view is that …", "It is Kim's belief that …"."""
_SAID_EN = (
    r"(?:sa(?:id|ys)|argue[sd]|wrote|writes|note[sd]|add(?:s|ed)|warn(?:s|ed)|explain(?:s|ed)|declare[sd]|announce[sd]|stress(?:es|ed)|insist(?:s|ed)|conclude[sd]"
    r"|observe[sd]|claim(?:s|ed)|state[sd]|maintain(?:s|ed)|believe[sd]|suggest(?:s|ed)|report(?:s|ed)|predict(?:s|ed))"
)
"""Verbs that stand before who says it: "…, said Kim"."""
_AFTER_EN = re.compile(
    rf"(?:['’]s (?:(?:\w+ ){{0,2}}(?:spokes\w+|officials?|statement|ministry|news agency|state media|envoy|embassy)|(?P<text>{_TEXT_EN})))?(?:\s*[,(][^,()]{{1,80}}[,)])?\s*,?\s+(?:(?:also|has|had|have|itself|himself|herself|later|then|not|do(?:es)?(?:n['’]t)?|did(?:n['’]t)?|(?-i:[a-z]+ly))\s+)*(?P<verb>{_SAYS_EN})\b",
    re.I,
)
_BEFORE_EN = re.compile(
    rf"(?:according to\s+(?:[a-z-]+\s+){{0,4}}|in the (?:view|words|opinion|account) of\s+(?:[a-z-]+\s+){{0,3}}|(?:[,”\"]|[,.!?]['’])\s*{_SAID_EN}\s+{TITLES_EN})$",
    re.I,
)
_HONORIFIC = rf"[」』)）]?(?:\([^)]{{0,40}}\)|{HONOURED_JA}|外務省|国防省|政府|当局|通信|紙|側|の(?:{HONOURED_JA}|広報官|高官|当局者|記事|論考|論評|論文|見方|考え|見解|分析|話)(?:では)?){{0,4}}"
_SAYING_JA = (
    r"述べ|語(?:ら(?!れ)|っ|る|り)|話(?:さ(?!れ)|し|す)|報じ|主張|指摘|強調|論じ|書(?:い|く|か)|記(?:し|す)|説明|宣言|表明|警告|みて|見て|みる|見る|考え|信じ|分析|批判|答え|報告|訴え|非難|示唆|予想|予測|伝え|認め|否定|発表|表現|評(?:し|す|価)|反論"
    r"|言(?:わ(?!れ)|っ|う|い|及|明)|い(?:う(?=[。、]|$)|っ)"
)
_THINKING_JA = r"疑(?:っ|う|い|問視)|懸念|恐れ|危惧|確信|断言|断じ|結論|推測|推定|捉え|とらえ|見なし|みなし|回想|振り返|予見|想定|約束|明らかに"
_VIEW_JA = r"(?:見方|考え|見解|懸念|意向|認識|不満|期待|方針|立場|疑念|疑い|自信)"
_SAYS_JA = rf"(?:{_SAYING_JA}|{_THINKING_JA}|している|する|した|し(?=、))"
_ACCORDING_JA = re.compile(rf"{_HONORIFIC}(?:に)?(?:よると|よれば|よりますと|とって|言わせれば|では、|いわく|曰く|が言うには|から(?:すれば|すると|見れば|みれば)|よる(?:分析|見方|論考|推計|報告)(?:では|によると))")
_BY_JA = re.compile(rf"{_HONORIFIC}(?:に)?(?:よると|よれば|よりますと|言わせれば)")
_SUBJECT_JA = re.compile(rf"{_HONORIFIC}(?:は|が|も)")
_QUOTES_JA = re.compile(
    rf"(?:(?<!よう)と[はも]?、?(?:[^、。とをはが]{{0,6}}[くにてし])?{_SAYS_JA}|(?<=[ぁ-ん」』])(?<!よう)(?:と[はも]?、?[^、。とをはが]{{1,12}}?(?:{_SAYING_JA}|{_THINKING_JA})"
    rf"|との?{_VIEW_JA}を[^、。を]{{0,4}}(?:{_SAYING_JA}|示[しす])))(?!さ?[わら]?れ)[^、。]{{0,14}}(?:、|。|$)"
)
"""How what is said ends: …と述べた, …と強く述べた, …との見方を示した; between と and its verb other words stand only where と follows a clause.
…ようとしている tells what somebody tries."""
_FIRST_WORD = re.compile(rf"(?P<name>[A-Z][a-z]+)(?=\s+(?:(?:also|has|had|later|then)\s+)*{_SAYS_EN}\b)")
_GENERAL = re.compile(r"(?:He|She|They|It|We|You|Who|This|That|These|Those|Some|Many|Most|One|Others|Critics|There|Nobody|Everyone)$|.*s$")
_TELLS_EN = re.compile(r"(?:says?|said|stated?|states|claim\w*|argue\w*|note[sd]?|writes?|wrote|thinks?|thought|believe[sd]?|maintain\w*|contend\w*|explain\w*|suggest\w*|conclude\w*|point\w* out|insist\w*|observe[sd]?|holds|sees|infer(?:s|red)?|reckon(?:s|ed)?)$", re.I)
_TELLS_JA = re.compile(r"(?P<before>(?:と|とも)、?[^、。]{0,12}?)(?P<verb>(?:述べ|語|話|主張|指摘|論じ|書い|記|説明|みて|見て|みる|見る|考え|分析|予想|予測|言明|言って|言う|説)[^、。]{0,14}|(?<=と)(?:している|する|した))。?$")
"""Verbs that tell only that it was said; 否定した or "denied" tell more."""
_DENIES_EN = re.compile(r"(?:den|reject|dismiss|counter|disagree|fear|hope|worr)|.*(?:doubt|s[ck]eptic|pessimis|optimis)", re.I)
_THAT = re.compile(r"\s+that\b")
_TOLD_JA = re.compile(r"(?<!による)(?<!よります)(?:と|とも)、?$")
_TELLER_JA = re.compile(rf"{_HONORIFIC}(?:は|が|も)[^、。と]{{0,8}}?(?:{_SAYING_JA})(?!さ?[わら]?れ)")
_QUOTED_JA, _NAMED_LAST_JA = re.compile(r"[ぁ-ん」』]と、?$"), re.compile(rf"{_HONORIFIC}。?$")
"""Around a name that stands after its words without a verb: 「…」とケリー。"""
_VIEW_IS_JA = re.compile(
    rf"{_HONORIFIC}の(?:見方|考え|主張|意見|見解|立場|分析|指摘|結論|読み|見立て|予想|予測|説明|言い分|持論|懸念|期待)(?:は[^。]*という(?:もの|こと|点)(?:[だで]|に(?:ある|尽きる)|。|$)|(?:だ|である|です|だった|であった|でした)(?=[。、と]|$))"
)
"""After whose view it is: ケリーの見方は…というものだ, …というのがケリーの見方だ."""
_WORK_EN = r"(?:the|this|its) (?:author|writer|article|commentary|text|paper|essay|report|document|piece)"
_WORK = (
    re.compile(rf"^(?:according to {_WORK_EN}\b,?|{_WORK_EN} (?!that)(?:also )?{_SAYS_EN}\b(?:\s+that\b)?)", re.I),
    re.compile(r"^(?:この|同|本)?(?:論評|記事|論考|論文|文書|筆者|著者|本文)(?:によると|によれば|では|は)、?"),
)
"""Whose words they are, where that is no name: whoever wrote the text."""
_TOGETHER = re.compile(rf",? and {TITLES_EN}|{_HONORIFIC}(?:と|や|および|及び)", re.I)
_FIRST_OF_TWO = re.compile(rf"(?:^|[,;:、。]|\bboth|\baccording to|\bthat|\bbut)\s*{TITLES_EN}$", re.I)
"""Between two who are named together, and what stands before the first."""
REACH_JA = 400
"""Characters after a name in which its verb of saying is looked for."""
_CLEFT_JA = re.compile(rf"{_HONORIFIC}(?:だ|である|であった|だった|です)")


@lru_cache(maxsize=8192)
def speakers(facts: Facts) -> frozenset[str]:
    """Keys of the names (``roles.actors``) that speak, think or report in a sentence."""
    named = [(key, span) for key, span in actors(facts) if not _in_brackets(facts.plain, span)]
    if facts.language != "ja":
        first = _FIRST_WORD.match(facts.plain)
        lone = first is not None and not _GENERAL.match(first.group("name")) and not any(span.start == 0 for _, span in named)
        alone = {f"~{sound(first.group('name'))}"} if first and lone else set()
        spoken = _spoken(facts.plain, named, lambda span: "says" if _speaks_en(facts.plain, span) else "")
        return frozenset(alone).union(*(together for together, _ in spoken))
    found = _spoken(facts.plain, named, lambda span: _speaks_ja(facts.plain, span))
    by_how = {how: [together for together, of in found if of == how] for how in ("told", "says", "は", "が")}
    return frozenset().union(*(by_how["told"] or [*by_how["says"], *(by_how["は"] or by_how["が"])[:1]]))


def _spoken(plain: str, named: Sequence[tuple[str, Span]], how: Callable[[Span], str]) -> list[tuple[frozenset[str], str]]:
    """Who speaks, in order, each with how (see ``_speaks_ja``); together with one of whom ``how`` tells it, those named beside: "Ann and Bob say"."""
    out: list[tuple[frozenset[str], str]] = []
    later: tuple[frozenset[str], str, Span] | None = None
    for key, span in reversed(named):
        if later and _TOGETHER.fullmatch(plain[span.end : later[2].start]) and _FIRST_OF_TWO.search(plain[max(span.start - 60, 0) : span.start]):
            together, told = later[0] | {key}, later[1]
            out[-1] = (together, told)
        else:
            together, told = frozenset([key]), how(span)
            out += [(together, told)] if told else []
        later = (together, told, span) if told else None
    return out[::-1]


def _in_brackets(plain: str, span: Span) -> bool:
    return plain.rfind("(", 0, span.start) > plain.rfind(")", 0, span.start) and ")" in plain[span.end :]


def _speaks_en(plain: str, span: Span) -> bool:
    before, after = plain[max(span.start - 60, 0) : span.start], plain[span.end : span.end + 130]
    if _VIEW_IS_EN.match(after):
        return True
    if CLEFT_EN.search(before):
        return re.match(rf",?\s+(?:who|that)\s+(?:\w+\s+)?{_SAYS_EN}\b", after, re.I) is not None
    return any((_AFTER_EN.match(after), _BEFORE_EN.search(before), _in_the_view_of(plain, span)))


def _in_the_view_of(plain: str, span: Span) -> bool:
    return _IN_OR_BY.search(plain[: span.start]) is not None and _VIEW_EN.match(plain[span.end :]) is not None


def _speaks_ja(plain: str, span: Span) -> str:
    """"says" for a speaker by 〜によると, キムの見方は or a cleft, "told" for one named after his words (〜とキムは述べた, 「…」とキム), "は" or "が" for the
    subject of a verb of saying, "" for no speaker."""
    after = plain[span.end : span.end + REACH_JA]
    before = plain[max(span.start - 8, 0) : span.start]
    if (_TOLD_JA.search(before) and _TELLER_JA.match(after)) or (_QUOTED_JA.search(before) and _NAMED_LAST_JA.match(after)):
        return "told"
    if _ACCORDING_JA.match(after) or _VIEW_IS_JA.match(after):
        return "says"
    subject = _SUBJECT_JA.match(after)
    if subject:
        rest = re.sub(r"「[^」]*」|『[^』]*』", "「」", after[subject.end() :]).split("。")[0]
        return "" if not _QUOTES_JA.search(rest) else "は" if subject.group().endswith(("は", "も")) else "が"
    cleft = _CLEFT_JA.match(after) and re.search(rf"と(?:[^、。]{{0,12}})?{_SAYS_JA}[^、。]{{0,8}}のは[、,]?[^、。]{{0,24}}$", plain[: span.start])
    return "says" if cleft else ""


@lru_cache(maxsize=8192)
def frame(facts: Facts) -> tuple[Span, ...]:
    """The parts of a sentence that say only who says it: "According to Kim", "In Kim's view", "Kim believes that", キムは…と述べた.

    Not what is said of the speaker ("Kim, a judge,"), nor verbs that tell more than that it was said ("denied").
    """
    plain, said = facts.plain, speakers(facts)
    spans = [span for key, span in actors(facts) if key in said]
    work = _WORK[facts.language == "ja"].match(plain)
    out = [Span(*work.span())] if work and not said else []
    if facts.language == "ja":
        ends = _TELLS_JA.search(plain)
        out += [span for span in spans if _BY_JA.match(plain[span.end :])]
        if ends and (work or spans):
            out += [Span(ends.start("verb"), ends.end()), *(span for span in spans[:1])]
        return tuple(sorted(set(out), key=lambda span: span.start))
    for span in spans:
        after = _AFTER_EN.match(plain[span.end :])
        that = _THAT.match(plain, span.end + after.end()) if after else None
        verb = after.group("verb") if after else ""
        if after and verb.islower() and not _DENIES_EN.match(verb) and (that or _TELLS_EN.match(verb)):
            said_from = 0 if after.group("text") else after.start("verb")
            out += [span, Span(span.end + said_from, that.end() if that else span.end + after.end())]
        view = _VIEW_EN.match(plain[span.end :])
        if view and _in_the_view_of(plain, span):
            out += [span, Span(span.end, span.end + view.end())]
        named = _VIEW_IS_EN.match(plain[span.end :])
        if named:
            out += [span, Span(span.end, span.end + named.end())]
        before = re.search(r"\baccording to [a-z ]*$", plain[: span.start], re.I)
        if before:
            out += [span, Span(before.start(), before.start() + len("according to"))]
    return tuple(sorted(set(out), key=lambda span: span.start))


def check_speakers(claim: Facts, main: Facts, others: Sequence[Facts], before: Sequence[Facts], author: Facts | None, glossary: Glossary) -> Check:
    """CONFLICTS when the sentence the claim rests on has a named speaker and the claim names another of the kind;
    WEAKER when they are of different kinds (a president, his country), or when the sentence has none and neither its author nor whoever spoke right before is named.

    ``main`` is that sentence, ``others`` its renderings and what stands with it, ``before`` the sentences around.
    """
    said = speakers(claim)
    if not said:
        return Check("speakers", State.NOTHING)
    told = speakers(main)
    wrote = written_by(author) if author else frozenset()
    named = _as_named([claim, main, *others, *before, *([author] if author else [])])
    both = _met(said, told, named)
    if told:
        kinds = {_kind(k, glossary) for k in said} & {_kind(k, glossary) for k in told}
        rivals = not _met(said, wrote, named) and any(not {k for k in both if _kind(k, glossary) == kind} for kind in kinds)
        if both and not rivals:
            added = {k for k in said - both - _met(said, wrote, named) if _kind(k, glossary) in kinds}
            return Check("speakers", State.WEAKER if added else State.AGREES, *_shown(claim, frozenset(added)))
        return Check("speakers", State.CONFLICTS if rivals else State.WEAKER, *_shown(claim, said), *_shown(main, told))
    near = frozenset(k for f in [*others, *before] for k in speakers(f)) | wrote
    here = frozenset(k for f in [main, *others] for k, _ in actors(f))
    return Check("speakers", State.AGREES if _met(said, near | here, named) else State.WEAKER, *_shown(claim, said))


_WORDS = re.compile(r"[\s・･＝=]+")


def _as_named(texts: Sequence[Facts]) -> dict[str, tuple[str, ...]]:
    """Key of each unlisted name → the words by which it is called."""
    out: dict[str, tuple[str, ...]] = {}
    for facts in texts:
        names = {key: span.of(facts.plain) for key, span in actors(facts) if key.startswith("~")}
        first = _FIRST_WORD.match(facts.plain)
        names |= {f"~{sound(first.group('name'))}": first.group("name")} if first else {}
        out |= {key: tuple(w for w in _WORDS.split(without_courtesy(name)) if w) for key, name in names.items()}
    return out


def _met(keys: frozenset[str], others: frozenset[str], named: Mapping[str, tuple[str, ...]]) -> frozenset[str]:
    """Those of the keys that are among the others, or that name the same unlisted person by the surname alone, or in full."""
    return frozenset(k for k in keys if k in others or any(_one_person(named.get(k, ()), named.get(o, ())) for o in others))


def _one_person(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether the one name is the other's surname: its last word by sound, or the kanji with which it begins."""
    short, full = sorted((one, other), key=lambda words: (len(words), sum(map(len, words))))
    if len(short) != 1:
        return False
    if len(full) == 1:
        return _KANJI.fullmatch(short[0]) is not None and _KANJI.fullmatch(full[0]) is not None and full[0].startswith(short[0])
    return len(sound(short[0])) > 1 and sound(short[0]) == sound(full[-1])


_KANJI = re.compile(r"[一-龥々]{2,}")


def written_by(author: Facts) -> frozenset[str]:
    """Keys of those whom the line of a text's authors names: they speak in it, and need not be named there."""
    return frozenset(key for key, _ in actors(author))


def _kind(key: str, glossary: Glossary) -> str:
    return glossary.kind(key) or "person"


def _shown(facts: Facts, keys: frozenset[str]) -> tuple[str]:
    first = _FIRST_WORD.match(facts.plain)
    alone = first.group("name") if first and f"~{sound(first.group('name'))}" in keys else ""
    return (next((span.of(facts.plain) for key, span in actors(facts) if key in keys), alone),)
