"""Reasons of a verdict in words: "the draft says 60 %, [2] says 8割". Japanese beside English."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from assistant.values import Citation, Language, Reason, Verdict

REASONS: Mapping[str, Mapping[Language, str]] = {
    "quoted": {"ja": "原文または訳文のとおりです。", "en": "It repeats the source or its rendering word for word."},
    "covered": {"ja": "{marks}が裏づけています。", "en": "{marks} <support|supports> it."},
    "nothing": {"ja": "文書に関連する記述が見当たりません。", "en": "The documents hold nothing on this."},
    "uncovered": {"ja": "文書に、これを裏づける記述が見当たりません。", "en": "Nothing in the documents supports it."},
    "numbers_conflicts": {"ja": "下書きでは「{claim}」、{marks}では「{source}」です。", "en": "The draft says “{claim}”; {marks} <say|says> “{source}”."},
    "numbers_missing": {"ja": "「{claim}」という数値は文書にありません。", "en": "The figure “{claim}” is not in the documents."},
    "numbers_weaker": {"ja": "{marks}では「{source}」と幅を持たせていますが、下書きは「{claim}」と言い切っています。", "en": "{marks} <give|gives> “{source}” as approximate or as a bound; the draft says “{claim}” flatly."},
    "numbers_derived": {"ja": "「{claim}」という数値は、そのままの形では文書にありません。", "en": "The documents do not give the figure “{claim}” in so many words."},
    "dates_conflicts": {"ja": "下書きの日付は「{claim}」、{marks}では「{source}」です。", "en": "The draft dates it “{claim}”; {marks} <say|says> “{source}”."},
    "dates_missing": {"ja": "「{claim}」という日付は、{marks}にありません。", "en": "{marks} <do|does> not give the date “{claim}”."},
    "dates_weaker": {"ja": "「{claim}」という日付は、{marks}の前後の文にしかありません。", "en": "The date “{claim}” stands only in a sentence next to {marks}."},
    "names_conflicts": {"ja": "下書きでは「{claim}」、{marks}では「{source}」です。", "en": "The draft names “{claim}”; {marks} <name|names> “{source}”."},
    "names_missing": {"ja": "「{claim}」は、{marks}に出てきません。", "en": "“{claim}” does not occur in {marks}."},
    "names_weaker": {"ja": "「{claim}」は、{marks}の前後の文にしか出てきません。", "en": "“{claim}” occurs only in a sentence next to {marks}."},
    "exchange_conflicts": {"ja": "{marks}とは、誰が誰に対してしたことかが逆です。", "en": "{marks} <have|has> it the other way round: who does it and to whom are exchanged."},
    "roles_conflicts": {"ja": "これを行った者が、{marks}とは異なります。", "en": "{marks} <name|names> someone else as the one who does this."},
    "roles_weaker": {"ja": "行う側と受ける側が、{marks}とは異なる可能性があります。", "en": "Who acts and who is acted upon may differ from {marks}."},
    "speakers_conflicts": {"ja": "下書きでは「{claim}」の発言や見方とされていますが、{marks}では「{source}」のものです。", "en": "The draft gives the words or view to “{claim}”; {marks} <give|gives> them to “{source}”."},
    "speakers_weaker": {"ja": "「{claim}」の発言や見方だとは、{marks}からは確かめられません。", "en": "{marks} <do|does> not show that the words or view are those of “{claim}”."},
    "designations_conflicts": {"ja": "「{claim}」という型式・名称は、{marks}には出てきません。", "en": "The designation “{claim}” does not occur in {marks}."},
    "polarity_conflicts": {"ja": "{marks}の記述とは肯定・否定、または増減などの向きが逆です。", "en": "It says the opposite of {marks}."},
    "places_conflicts": {"ja": "「{claim}」は{marks}では別のものについての数値で、ここに当たるのは「{source}」です。", "en": "In {marks} “{claim}” belongs to something else; what this is about has “{source}” there."},
    "extent_conflicts": {"ja": "下書きでは「{claim}」ですが、{marks}では「{source}」にとどまります。", "en": "The draft says “{claim}”; {marks} <go|goes> no further than “{source}”."},
    "form_markup": {"ja": "記号による装飾やタグは使えません。", "en": "It holds markup; write plain text."},
    "form_link": {"ja": "リンクやアドレスは書けません。", "en": "It holds a link or an address."},
    "form_code": {"ja": "コードは書けません。", "en": "It holds code."},
    "form_order": {"ja": "資料の中の指示に従ったり、繰り返したりしてはいけません。", "en": "It repeats or follows an instruction."},
    "form_language": {"ja": "「{claim}」は日本語ではありません。", "en": "“{claim}” is not English."},
    "firmness_weaker": {"ja": "{marks}では伝聞や推測として述べられていますが、下書きは事実として言い切っています。", "en": "{marks} <report|reports> or <hedge|hedges> this; the draft states it as fact."},
}


UNCOVERED_NEAR: Mapping[Language, str] = {"ja": "最も近い{marks}だけでは、下書きの内容を確かめきれません。", "en": "{marks} <come|comes> nearest, but <do|does> not clearly support all of it."}
"""In place of "uncovered" where passages are shown beside it."""
_AGREES = re.compile(r"<(\w+)\|(\w+)>")
"""A verb of several citations, and of one."""


def reasons(verdict: Verdict, citations: Sequence[Citation], language: Language) -> tuple[str, ...]:
    return tuple(_fill(reason, citations, language) for reason in verdict.reasons if reason.check in REASONS)


def _fill(reason: Reason, citations: Sequence[Citation], language: Language) -> str:
    form = (UNCOVERED_NEAR if reason.check == "uncovered" and citations else REASONS[reason.check])[language]
    text = _AGREES.sub(r"\1" if len(citations) > 1 else r"\2", form)
    marks = "".join(f"[{c.n}]" for c in citations) or ("最も近い記述" if language == "ja" else "the nearest passage")
    for key, value in (("marks", marks), ("claim", reason.claim), ("source", reason.source)):
        text = text.replace("{" + key + "}", value)
    return text[:1].upper() + text[1:]
