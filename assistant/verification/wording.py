"""Reasons of a verdict in words: "the draft says 60 %, [2] says 8割". Japanese beside English."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from assistant.values import Citation, Language, Reason, Verdict

REASONS: Mapping[str, Mapping[Language, str]] = {
    "quoted": {"ja": "原文または訳文のとおりです。", "en": "It repeats the source or its rendering word for word."},
    "covered": {"ja": "{marks}の記述と一致します。", "en": "It agrees with {marks}."},
    "nothing": {"ja": "文書に関連する記述が見当たりません。", "en": "The documents hold nothing on this."},
    "uncovered": {"ja": "文書に、これを裏づける記述が見当たりません。", "en": "Nothing in the documents bears this out."},
    "numbers_conflicts": {"ja": "下書きでは「{claim}」、{marks}では「{source}」です。", "en": "The draft says “{claim}”; {marks} says “{source}”."},
    "numbers_missing": {"ja": "「{claim}」という数値は文書にありません。", "en": "The figure “{claim}” is not in the documents."},
    "numbers_weaker": {"ja": "{marks}では「{source}」と幅を持たせていますが、下書きは「{claim}」と言い切っています。", "en": "{marks} gives “{source}” as approximate or as a bound; the draft says “{claim}” flatly."},
    "numbers_derived": {"ja": "「{claim}」という数値は、そのままの形では文書にありません。", "en": "The documents do not give the figure “{claim}” in so many words."},
    "dates_conflicts": {"ja": "下書きの日付は「{claim}」、{marks}では「{source}」です。", "en": "The draft dates it “{claim}”; {marks} says “{source}”."},
    "dates_missing": {"ja": "「{claim}」という日付は、該当する記述にありません。", "en": "The date “{claim}” is not given there."},
    "dates_weaker": {"ja": "「{claim}」という日付は、前後の文にしかありません。", "en": "The date “{claim}” stands only in a sentence near by."},
    "names_conflicts": {"ja": "下書きでは「{claim}」、{marks}では「{source}」です。", "en": "The draft names “{claim}”; {marks} names “{source}”."},
    "names_missing": {"ja": "「{claim}」は、該当する記述に出てきません。", "en": "“{claim}” does not occur there."},
    "names_weaker": {"ja": "「{claim}」は、前後の文にしか出てきません。", "en": "“{claim}” occurs only in a sentence near by."},
    "exchange_conflicts": {"ja": "{marks}とは、誰が誰に対してしたことかが逆です。", "en": "{marks} has it the other way round: who did it and to whom are exchanged."},
    "roles_conflicts": {"ja": "誰が何をしたかが、{marks}とは異なります。", "en": "Who does what is told otherwise in {marks}."},
    "roles_weaker": {"ja": "{marks}とは、誰が誰に対してしたことかが異なる可能性があります。", "en": "Who does what to whom may differ from {marks}."},
    "speakers_conflicts": {"ja": "下書きでは「{claim}」の発言や見方とされていますが、{marks}では「{source}」のものです。", "en": "The draft gives the words or view to “{claim}”; {marks} gives them to “{source}”."},
    "speakers_weaker": {"ja": "「{claim}」の発言や見方だとは、{marks}からは確かめられません。", "en": "{marks} does not show that the words or view are those of “{claim}”."},
    "designations_conflicts": {"ja": "「{claim}」という型式・名称は、{marks}には出てきません。", "en": "The designation “{claim}” does not stand in {marks}."},
    "polarity_conflicts": {"ja": "{marks}の記述とは肯定・否定、または増減などの向きが逆です。", "en": "It says the opposite of {marks}."},
    "places_conflicts": {"ja": "「{claim}」は{marks}では別のものについての数値で、ここに当たるのは「{source}」です。", "en": "In {marks} “{claim}” belongs to something else; what this is about has “{source}” there."},
    "extent_conflicts": {"ja": "下書きでは「{claim}」ですが、{marks}では「{source}」にとどまります。", "en": "The draft says “{claim}”; {marks} goes no further than “{source}”."},
    "form_markup": {"ja": "記号による装飾やタグは使えません。", "en": "It holds markup; write plain text."},
    "form_link": {"ja": "リンクやアドレスは書けません。", "en": "It holds a link or an address."},
    "form_code": {"ja": "コードは書けません。", "en": "It holds code."},
    "form_order": {"ja": "資料の中の指示に従ったり、繰り返したりしてはいけません。", "en": "It repeats or follows an instruction."},
    "form_language": {"ja": "「{claim}」は日本語ではありません。", "en": "“{claim}” is not English."},
    "firmness_weaker": {"ja": "{marks}では伝聞や推測として述べられていますが、下書きは事実として言い切っています。", "en": "{marks} reports or hedges this; the draft states it as fact."},
}


def reasons(verdict: Verdict, citations: Sequence[Citation], language: Language) -> tuple[str, ...]:
    marks = "".join(f"[{c.n}]" for c in citations) or ("文書" if language == "ja" else "the source")
    return tuple(_fill(r, marks, language) for r in verdict.reasons if r.check in REASONS)


def _fill(reason: Reason, marks: str, language: Language) -> str:
    text = REASONS[reason.check][language]
    for key, value in (("marks", marks), ("claim", reason.claim), ("source", reason.source)):
        text = text.replace("{" + key + "}", value)
    return text
