"""A question in a conversation → a question that stands alone; and what is no question at all."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from assistant.answering.polar import asserts, is_polar
from assistant.answering.understanding import FIRST_SENTENCE, Asked, Query, asks, is_a_name, read_question
from assistant.text.analysis import Facts, analyse
from assistant.text.dates import read_dates, year_shift
from assistant.text.language import detect, has_japanese
from assistant.text.names import Glossary
from assistant.text.normalize import compose, normalize
from assistant.text.terms import content_terms

Talk = Literal["greeting", "thanks", "farewell", "about", "apology", "instruction", ""]

_GREETING = re.compile(
    r"^\W*(?:こんにち[はわ]|こんばん[はわ]|おはよう(?:ございます)?|はじめまして|初めまして|やあ|どうも|もしもし|お疲れ様(?:です)?|よろしく(?:お願いします|お願いいたします|ね)?|ハロー|hello|hi|hey|good (?:morning|afternoon|evening|day)|greetings|nice to meet you|howdy|"
    r"(?:元気|お元気)(?:ですか)?|how are you(?: doing)?(?: today)?|what's up)(?:[\s,、。!！?？~〜]|there|everyone|assistant|how are you(?: doing)?(?: today)?|nice to meet you|はじめまして|よろしくお願いします|皆さん)*$"
)
_THANKS = re.compile(
    r"^\W*(?:どうも)?(?:本当に)?(?:ありがとう|有難う|有り難う|サンキュー|助かりました|助かった|感謝(?:します|です)|thank(?:s| you)|thx|cheers|much appreciated|great,? thanks|perfect|"
    r"that(?:'s| is| was) (?:great|helpful|useful|very helpful)|なるほど|了解(?:です|しました)?|わかりました|分かりました|ok|okay|got it|i see)"
    r"(?:[\s,、。!！~〜]|ございます|ございました|ね|so much|very much|a lot|again|thank you|thanks|for (?:your|the) (?:help|answer|information)|that was helpful|参考になりました|助かりました|とても|大変)*$"
)
_FAREWELL = re.compile(r"^\W*(?:さようなら|さよなら|じゃあね|またね|また明日|失礼します|バイバイ|good ?bye|bye(?: bye)?|see you(?: later| soon)?|good night|おやすみ(?:なさい)?)[\s。!！.]*$")
_ABOUT = re.compile(
    r"(?:あなた|君|きみ|このチャット|このアシスタント|このボット|このアプリ|このプログラム|そちら)(?:は|って|には|で)?.{0,12}(?:誰|何者|何が?でき|できること|どんな|何を|使い方|機能|名前|仕組み|何です|知って|ai|人工知能|どうやって)|^\W*(?:何|なに)が?でき(?:る|ます)|使い方(?:を|は|について)?(?:教えて)?|^\W*自己紹介|"
    r"(?:who|what) are you\b|what can you do|what do you (?:do|know)|how (?:do|does|can) (?:i use (?:you|this)|you work|this work|this (?:chat|assistant|tool|app))|what is this (?:chat|assistant|tool|app|site)|your (?:name|capabilities|sources)\b|are you (?:an? )?(?:ai|bot|human|robot|chatgpt|real)|"
    r"(?:which|what) (?:documents|sources|files) (?:do you (?:have|use|know|hold)|are (?:there|available|loaded))|(?:どの|どんな|何の)(?:文書|資料|ドキュメント|記事)(?:が|を)(?:あり|入|収録|使|持|参照)|introduce yourself|help me use"
)
_ABOUT_SOURCES = re.compile(
    r"^\W*(?:are|is) (?:all )?(?:of )?your (?:sources?|documents?|texts?|answers?|translations?|renderings?)\b(?:\W+\w+){0,2}?\W+(?:in|from|english|japanese|russian|reliable|translated|up to date|official)\b"
    r"|\bwho (?:translat\w+|made the (?:translations?|renderings?)|renders)\b.*\b(?:you|your)\b|^\W*where do (?:your|you get your) (?:sources?|answers?|translations?|documents?|information)\b"
    r"|(?:あなた|そちら|この(?:チャット|アシスタント))の(?:出典|資料|文書|情報源|翻訳|訳|回答)は(?:何語|どこ|誰|信頼|日本語|英語|翻訳)|(?:表示される|引用の|出てくる|画面の)(?:日本語|英)?(?:訳|翻訳)は(?:誰|だれ|どこ|機械|公式)"
)
"""Of what the assistant rests on: in what language it is, and who translated it."""
_INSTRUCTION = re.compile(
    r"(?:ignore|disregard|forget|override|bypass|drop|skip|set aside|put aside|never mind|without (?:using|looking at)|don'?t (?:use|look at|rely on)|instead of (?:using )?)\W+(?:\w+\W+){0,5}(?:instruction|rule|prompt|document|source|restriction|guideline|limit|constraint|file|corpus|context|above|previous)|"
    r"(?:reveal|show|print|repeat|output|display|leak|tell|give|dump|recite|quote)\W+(?:\w+\W+){0,6}(?:system prompt|hidden prompt|initial prompt|your prompt|your instructions|hidden instructions|system message|developer message|api key|password|environment variable)|"
    r"system prompt|developer mode|jailbreak|\bdan mode\b|you are now\b|from now on,? you|pretend (?:to be|you|that)|act as (?:an?|if)|role-?play|as an unrestricted|no restrictions|"
    r"(?:from|using|with|use|based on|rely on) (?:your|ur) (?:own|general|training|background|world|prior|internal|pre-?trained)\W+(?:\w+\W+){0,3}(?:knowledge|data|memory|training)|own (?:training )?knowledge|"
    r"<\s*(?:script|img|iframe|svg|system|/?s)\b|\[/?inst\]|<\|im_|###\s*(?:system|instruction)|^\s*(?:system|assistant|developer)\s*:|write (?:me )?(?:an? )?(?:html|javascript|limerick|poem|song|haiku|story|joke)|respond only with|reply only with|(?:^|[.;:!?,]\s*|\b(?:please|and|then|just|must|to|now)\s+)(?:say|output) only\b|"
    r"(?:treat|consider|accept|take) (?:the following|this|it)\W+(?:\w+\W+){0,6}(?:as (?:an?|the|true|fact)|document|source)|add (?:the following|this) (?:to|as)|"
    r"(?:これまで|今まで|以前|上記|前|すべて|全て|最初|システム|元)の?.{0,6}(?:指示|命令|ルール|プロンプト|制約|設定|制限).{0,8}(?:無視|忘れ|破棄|解除|取り消|上書き|従わ)|(?:指示|命令|ルール|プロンプト|制約|制限|文書|資料|出典).{0,6}(?:無視|忘れて|破棄|解除|使わず|使わない|頼らず|見ず|読まず)|"
    r"(?:システム|内部|隠された|初期)\s*(?:プロンプト|メッセージ|指示|命令).{0,12}(?:表示|教え|見せ|出力|公開|開示|書き出|そのまま)|プロンプトを.{0,8}(?:表示|教え|見せ|出力|公開|開示)|"
    r"(?:自分|あなた自身|あなた|一般|手持ち|学習|事前学習|独自)の?(?:の)?(?:知識|学習データ|記憶|常識)(?:で|から|だけ|を使|に基づ|をもと)|(?:ふりをして|なりきって|になったつもり|として振る舞)|制限のない|開発者モード|脱獄|"
    r"(?:次|以下|下記)の(?:文|文章|内容|情報|記述)を.{0,12}(?:資料|文書|事実|出典|前提)(?:として|に加え|に追加|とみなし|と見なし)|html(?:で|タグ|として)|ポエム|俳句|詩を(?:書|作)|(?:とだけ|のみ)(?:答え|出力|返|回答)"
)
_PUSHBACK = re.compile(
    r"^\W*(?:いや|いいえ|違(?:う|い|います|うでしょ|くない)|ちがう|本当(?:に|です)|ほんと|間違|まちが|嘘|うそ|おかしい|そんなはず|それは(?:違|間違|誤)|誤り|確か(?:です|ですか)?|no\b|nope|wrong|incorrect|that(?:'s| is| was)(?: \w+)? (?:wrong|incorrect|not (?:right|true|correct))|"
    r"you(?:'re| are) (?:wrong|mistaken|incorrect)|are you sure|really\?|i (?:don't|do not) (?:think|believe)|i(?:'m| am) (?:pretty |quite |fairly )?(?:sure|certain|positive)|i (?:thought|read|heard)|actually,? (?:it|that|i)|hmm,? no|but i (?:read|heard|thought)|not true|でも、?.{0,20}(?:はず|では|じゃ|でしょ)|しかし、?.{0,20}はず)"
)
_PUSHBACK_ANY = re.compile(r"(?:だった|の|な|である)?はずです|はずだ[。!！]?$|(?:じゃ|では)(?:ない|ありません)(?:です)?か[?？]?$|でしょう?[。?？!！]?$|のはず|と聞きました|と思いますが|i(?:'m| am) (?:pretty |quite )?(?:sure|certain)|you(?:'re| are) (?:wrong|mistaken)|\bincorrect\b|that(?:'s| is) wrong|間違って|間違い(?:です|だ|では)|違うでしょ|違います")
_POINTING = re.compile(
    r"(?:その|この|あの|それ|これ|あれ|そこ|そんな|彼(?!女)|彼女|彼ら|同氏|同国|同地|同年|当時|そのとき|その時|前者|後者|上記|両者)|\b(?:it|its|they|them|their|theirs|he|him|his|she|her|that|this|those|these|there|then|the (?:former|latter|same|first|second|other)|such|one)\b"
)
_OPENING = re.compile(r"^\W*(?:(?:and|what about|how about|but what|ok(?:ay)?(?:,? and)?|so|also|then)\b|じゃあ|では|それでは|それじゃ|ちなみに|あと|他に|ほかに|さらに|で、|一方|なら|それなら|次に|もう一つ)")


def small_talk(text: str) -> Talk:
    """Greetings, thanks, questions about the assistant itself, and attempts to give it other rules."""
    plain = normalize(text).strip()
    if _INSTRUCTION.search(plain):
        return "instruction"
    for kind, pattern in (("greeting", _GREETING), ("thanks", _THANKS), ("farewell", _FAREWELL)):
        if pattern.match(plain):
            return kind  # type: ignore[return-value]
    if (len(plain) < 60 and _ABOUT.search(plain)) or (len(plain) < 120 and _ABOUT_SOURCES.search(plain)):
        return "about"
    parts = [p for p in re.split(r"[。!！.,、\s]+", plain) if p]
    if 1 < len(parts) <= 4 and all(_GREETING.match(p) or _THANKS.match(p) for p in parts):
        return "greeting"
    return ""


def make_query(text: str, history: Sequence[tuple[str, str]], glossary: Glossary) -> Query:
    """The question made to stand alone by the conversation before it.

    A pushback ("you are wrong, it was 2023") asks the question before it again: what it asserts is no evidence.
    A follow-up is joined with the question it follows; where it only exchanges a name ("And Russia?"), the name
    is exchanged in that question.
    """
    typed, text = text, without_frame(text)
    focus = analyse(text, glossary)
    joined = False
    chain = _last_questions(history)
    if any(q.unit == "rank" for q in focus.quantities):  # "And the third?" after "And the second?"
        chain = chain[:1]
    before = " ".join(chain)
    answers = [said for role, said in reversed(history) if role == "assistant"]
    context = answers[0] if answers else ""
    whole, asked, follow_up, pushback = text, read_question(text), False, False
    if before:
        plain = normalize(text).strip()
        if (_PUSHBACK.match(plain) or (_PUSHBACK_ANY.search(plain) and not asks(plain))) and len(plain) < 160 and not _asks_new(plain):
            whole, pushback = before, True
            asked = read_question(whole)
        elif _depends(plain, text, focus.ids) or _names_nothing(plain, focus):
            follow_up = True
            exchanged, of = _exchanged(chain, text, focus, glossary)
            pointed = _pointed_out(text, answers, before, glossary)
            if exchanged:
                whole, asked = exchanged, read_question(of)
            elif pointed != text and not _POINTING.search(normalize(pointed)):
                whole, asked = pointed, read_question(pointed)
            else:
                joined, whole = True, f"{before} {text}"
                focus = analyse(pointed, glossary)
                asked = _the_rest(plain) or (asked if asks(plain) else read_question(before))
    facts = analyse(whole, glossary)
    if asked.kind == "who" and is_a_name(facts):
        asked = replace(asked, kind="what", named=False)
    expansions = glossary.other_names(facts.plain, detect(whole))
    return Query(whole, typed, facts, asked, focus if joined else facts, follow_up, pushback, expansions, context if follow_up or pushback else "")


_FRAME = re.compile(
    r"(?:,\s*)?\b(?:according to|based on|judging by) (?:the|your|these|those) (?:documents?|sources?|texts?|articles?|collection|material)\b,?"
    r"|(?:^|(?<=[、。]))(?:収録|この|これらの|手元の)?(?:文書|資料|文献|記事)(?:に(?:よると|よれば|よりますと|基づ(?:いて|くと|けば))|では|の中では)、?",
    re.IGNORECASE,
)
"""What only says that the documents are asked, which all questions do."""


def without_frame(text: str) -> str:
    """A question without the words that only say whom it asks.

    >>> without_frame("What should Lund do according to the documents?"), without_frame("資料によると、ルンドは何をすべきか")
    ('What should Lund do?', 'ルンドは何をすべきか')
    """
    plain = _FRAME.sub("", text).strip()
    return re.sub(r"\s+([?!.,])", r"\1", plain) if content_terms(plain) else text


_REST = re.compile(r"残り|(?:他|ほか)に(?:は|も)?(?:[?？。]|何|なに|誰|どんな|あり|$)|それ以外|\b(?:any|what|who|which|the|two|three|four) (?:\w+ )?others?\b|\b(?:the rest|what else|who else|anything else|anyone else|remaining)\b")


def _the_rest(plain: str) -> Asked | None:
    """A follow-up that asks what else there is, asks for a list."""
    return Asked("list", several=True) if _REST.search(plain) else None


_HIM = re.compile(r"(?:(?:その|この|あの)(?:人(?!たち|達|々|[口物権生類])|人物|先生|教授|博士|研究者|専門家|学者|記者|筆者|著者|論者|指導者|方(?=は|が|の|に))|彼女(?!ら|たち)|彼(?![ら女])|同氏)|\b(?:he|she|him|his|her)\b(?!['’])", re.IGNORECASE)


_THERE = re.compile(r"(?:そこ|その(?:場所|地(?!域)|会場|町|街|都市|施設|基地))(?=[がはでにをへ、?？]|から|まで)|\b(?<!is )(?<!are )(?<!was )(?<!were )there\b(?!['’]s| (?:is|are|was|were|will|has|have|any)\b)|\bth(?:at|is) (?:site|place|venue|location|city|town|spot)\b", re.IGNORECASE)


def _pointed_out(text: str, answers: Sequence[str], before: str, glossary: Glossary) -> str:
    """A follow-up with whom or what place it points to in place of the first pronoun, unless it names a person itself before that.

    The person is the first whom the question before names, and where that asked for somebody, or names nobody, the first whom an answer names, the last one
    first; the place is the one that the answer names next to its verb: the first in English, the last in Japanese. ``answers``: the last one first.

    >>> _pointed_out("Has he written any books?", ["Ada Bell said so."], "Who said so of Carl Dahl?", Glossary([]))
    'Has Ada Bell written any books?'
    """
    him, there = _HIM.search(text), _THERE.search(text)
    if him and not any(start < him.start() for start, _ in _named(text, {"person"}, glossary)):
        asked = read_question(before)
        asked_of = [] if asked.kind == "who" or asked.named else _named(before, {"person"}, glossary)
        answered = next((found for answer in answers if (found := _named(answer, {"person", ""}, glossary))), [])
        told = asked_of or answered or _named(before, {"person", ""}, glossary)
        owner = "'s" if him.group().lower() == "his" or re.match(r"her [a-z]", text[him.start() :], re.IGNORECASE) else ""
        return f"{text[: him.start()]}{min(told)[1]}{owner}{text[him.end() :]}" if told else text
    first = FIRST_SENTENCE.match(answers[0]) if answers else None
    if there and first and (told := _named(first.group(), {"place"}, glossary) or _named(answers[0], {"place"}, glossary)):
        nearest = max(told) if detect(answers[0]) == "ja" else min(told)
        return f"{text[: there.start()]}{nearest[1]}{text[there.end() :]}"
    return text


def _named(text: str, kinds: set[str], glossary: Glossary) -> list[tuple[int, str]]:
    """Where names of these kinds stand, and how they are written; "": names that may be of any kind."""
    facts = analyse(text, glossary)
    return [(n.span.start, n.text) for n in facts.names if n.kind in kinds] + [(u.span.start, u.text) for u in facts.unlisted if u.kind in kinds]


MOST_NEW_WORDS = 0.25
"""Share of words in a rewritten question that the conversation may lack: "of", as it were, but in content words."""
_FIGURE = re.compile(r"\d+(?:\.\d+)?|[一二三四五六七八九十百千万億兆]{2,}")


def admit(rewritten: str, query: Query, history: Sequence[tuple[str, str]], glossary: Glossary) -> Query | None:
    """A follow-up in the words of a model, where they stand alone and add nothing to the conversation; None where they do not.

    Names, figures and dates come from the conversation, those of the follow-up itself are all there, what is asked for is the
    same, and it is a question in the same language: neither an answer nor an order.
    """
    own, said = query.question, " ".join([query.question, *(text for _, text in history)])
    if not rewritten or len(rewritten) > 2 * len(own) + 200 or "\n" in rewritten or small_talk(rewritten) or detect(rewritten) != detect(own):
        return None
    told, source = analyse(rewritten, glossary), analyse(said, glossary)
    plain, whole = normalize(rewritten).strip(), normalize(said)
    if not (told.ids <= source.ids and query.focus.name_ids <= told.ids and all(normalize(u.text) in whole for u in told.unlisted)):
        return None
    if not (set(_FIGURE.findall(normalize(own))) <= set(_FIGURE.findall(plain)) <= set(_FIGURE.findall(whole))):
        return None
    known = {term.key for term in source.terms}
    if not told.terms or sum(term.key not in known for term in told.terms) > MOST_NEW_WORDS * len(told.terms):
        return None
    if _depends(plain, rewritten, told.ids) or not (asks(plain) or re.search(r"[?？]$|か。?$", plain)):
        return None
    asked = read_question(rewritten)
    if asked.kind != query.asked.kind:
        return None
    return replace(query, text=rewritten, facts=told, focus=told, asked=asked, expansions=glossary.other_names(told.plain, told.language))


def _last_questions(history: Sequence[tuple[str, str]]) -> list[str]:
    """The last question of the user that stands by itself, with the follow-up after it."""
    asked = [said for role, said in history if role == "user" and said.strip()]
    chain: list[str] = []
    for said in reversed(asked):
        plain = normalize(said).strip()
        if _PUSHBACK.match(plain) and not _asks_new(plain):
            continue
        chain.insert(0, said)
        if not _depends(plain, said, frozenset()) or len(chain) == 2:
            break
    return chain


_ASKS_STILL = re.compile(r"を(?:聞|訊|尋ね|質問し)|と(?:聞いて|訊いて)(?:い|る)|\b(?:i(?:['’]m| am| was) asking|my question|i asked|i meant|what about)\b")
"""What says that something else was asked."""
_CHECKS = re.compile(r"^(?:is that|are you|really|right|sure|本当|ほんと|そう(?:です|なの)|確か).{0,12}$")
"""What only doubts."""


def _asks_new(plain: str) -> bool:
    """Whether what begins like a pushback goes on to ask something of its own."""
    rest = _PUSHBACK.sub("", plain, count=1)
    if _ASKS_STILL.search(rest):
        return True
    *_, last = [s.strip() for s in re.split(r"(?<=[?？。.!])", rest) if s.strip(" ?？。.!")] or [""]
    if not last or last[-1] not in "?？" or _CHECKS.search(last):
        return False
    japanese, long = has_japanese(last), len(last) > 12
    return not asserts(last, japanese=japanese) and ((asks(last) and (long or len(rest) > 25)) or (long and is_polar(last, japanese=japanese)))


def _depends(plain: str, text: str, ids: frozenset[str]) -> bool:
    words = content_terms(text)
    if _OPENING.match(plain) and len(words) <= 8:
        return True
    if _POINTING.search(plain) and len(words) <= 9 and not _self_contained(plain, words, ids):
        return True
    whole = len(words) == 2 and asks(plain) and (len(ids) >= 2 or re.search(r"\d", plain) is not None)  # "What did Russia say of the soldiers?"
    return len(words) <= 2 and not whole


_ELLIPTIC = re.compile(r"(?:は|って|について|に関して)[?？]?$|^\W*(?:and|but|as|how|what) (?:for|about|of)\b")
MOST_UNNAMED = 8
"""Content words from which a question says of itself what it is about."""


def _names_nothing(plain: str, facts: Facts) -> bool:
    """Whether a question in a conversation tells neither a name nor a figure nor a date: what it is about was said before. 「自衛隊については?」 has a name, and no
    predicate."""
    if len(facts.terms) > MOST_UNNAMED:
        return False
    return not (facts.names or facts.unlisted or facts.dates or facts.quantities) or (_ELLIPTIC.search(plain) is not None and not asks(plain))


def _self_contained(plain: str, words: Sequence[object], ids: frozenset[str]) -> bool:
    """「この条約」 after the treaty was named, "that" as a conjunction: enough names to stand alone."""
    strong = re.search(r"(?:その|それ|この|これ|あの|彼|同氏|同国|そのとき)|\b(?:it|they|them|their|he|him|his|she|her|those|these|there)\b|\bthat\W*$", plain)
    return not strong or (len(ids) >= 3 and len(words) >= 6)


def _exchanged(chain: Sequence[str], text: str, told: Facts, glossary: Glossary) -> tuple[str, str]:
    """The last of the questions before in which the follow-up exchanges a name or a year, so exchanged, and as it was."""
    for before in reversed(chain):
        exchanged = _exchange(before, text, glossary) or _exchange_date(before, text, told)
        if exchanged:
            return exchanged, before
    return "", ""


def _exchange_date(before: str, text: str, told: Facts) -> str:
    """The question before with another year, if a year is all the follow-up says ("And in 2019?", 「その次の年は?」).

    >>> from assistant.text.names import Glossary
    >>> _exchange_date("Where did they meet in 2018?", "And the year after?", analyse("And the year after?", Glossary([])))
    'Where did they meet in 2019?'
    """
    plain = compose(before)
    old = [d for d in read_dates(plain) if d.year and d.precision in {"month", "year"} and not d.end]
    new = [d for d in told.dates if d.precision == "year" and not d.end and all(d.span.start <= t.start and t.end <= d.span.end for t in told.terms)]
    new = [d for d in new if d.year or d.relative.startswith("chained:")]
    if not (old and len(new) == len(told.dates) == 1) or asks(_OPENING.sub("", normalize(text).strip())):
        return ""
    shift = year_shift(new[0])
    year = new[0].year if shift is None else (old[-1].year or 0) + shift
    return f"{plain[: old[-1].span.start]}{year}{'年' if told.language == 'ja' else ''}{plain[old[-1].span.end :]}" if year else ""


def _exchange(before: str, text: str, glossary: Glossary) -> str:
    """The question before with one name exchanged, if that is all the follow-up says ("And Russia?", 「ロシアは?」)."""
    new = glossary.find(text)
    words = content_terms(text)
    if is_polar(normalize(text).strip(), japanese=False):
        return ""
    if not new or asks(_OPENING.sub("", normalize(text).strip())) or len(words) > 3 * len(new):
        return ""
    old = [n for n in glossary.find(before) if n.ids != new[0].ids and glossary.kind(n.ids[0]) == glossary.kind(new[0].ids[0])]
    if not old:
        return ""
    return before[: old[-1].span.start] + new[0].text + before[old[-1].span.end :]
