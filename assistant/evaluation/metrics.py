"""Metrics: pure functions of an item and what came back. Nothing here reads a file or asks a model.

Every metric gives a ``Share``: how many of how many. Shares add up, so a figure for any group of items is the
sum of theirs; a metric that does not apply to an item gives 0 of 0.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import accumulate
from typing import NamedTuple

from assistant.evaluation.suites import ClaimItem, Gold, QuestionItem, SummaryItem
from assistant.text.dates import DateAgreement, DateExpr, dates_agree, read_dates
from assistant.text.language import JAPANESE, LATIN_WORD, detect
from assistant.text.quantities import Agreement, Quantity, agree, read_quantities
from assistant.values import Checked, Citation, Document, Label, Language, Reply, Span

HIGHER_IS_BETTER: dict[str, bool] = {
    "correct": True,
    "cited": True,
    "coverage": True,
    "faithful": True,
    "exact": True,
    "refused_right": True,
    "refused_wrongly": False,
    "answered_wrongly": False,
    "figures_wrong": False,
    "language": True,
    "label_right": True,
    "accepted_unsupported": False,
    "rejected_true": False,
}
"""Every metric there is, and which way is up; a floor of ``--gate`` is a ceiling where lower is better."""

SHORT_KINDS = {"number", "date", "who", "where", "what", "follow_up", "false_premise"}
LONGEST = {"short": {"ja": 320, "en": 130}, "long": {"ja": 900, "en": 360}}
"""Japanese characters or English words. A longer answer is a dump of passages, whatever it contains."""

Z_95 = 1.959964
TAIL = 0.025


class Share(NamedTuple):
    """``hits`` of ``n``.

    >>> Share(3, 4) + Share(0, 1), sum_shares([Share(1, 1), Share(0, 0)])
    (Share(hits=3, n=5), Share(hits=1, n=1))
    """

    hits: int
    n: int

    @property
    def value(self) -> float | None:
        return self.hits / self.n if self.n else None

    def interval(self) -> tuple[float, float] | None:
        return wilson(self.hits, self.n) if self.n else None

    def __add__(self, other: object) -> Share:
        if not isinstance(other, Share):
            return NotImplemented
        return Share(self.hits + other.hits, self.n + other.n)


NOT_APPLICABLE = Share(0, 0)


def sum_shares(shares: Iterable[Share]) -> Share:
    return sum(shares, NOT_APPLICABLE)


def wilson(hits: int, n: int, z: float = Z_95) -> tuple[float, float]:
    """The score interval of a share. Source: Wilson, JASA 22 (1927); good for small n and for shares near 0 and 1.

    >>> [round(x, 4) for x in wilson(8, 10)]
    [0.4902, 0.9433]
    """
    p = hits / n
    centre = p + z * z / (2 * n)
    spread = z * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n))
    scale = 1 + z * z / n
    return max(0.0, (centre - spread) / scale), min(1.0, (centre + spread) / scale)


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest value that at least ``share`` of the values do not exceed (nearest rank).

    >>> percentile([4.0, 1.0, 3.0, 2.0], 0.5), percentile([4.0, 1.0, 3.0, 2.0], 0.95)
    (2.0, 4.0)
    """
    return sorted(values)[max(0, math.ceil(share * len(values)) - 1)]


def percentile_interval(values: Sequence[float], share: float) -> tuple[float, float]:
    """95 % bounds of a percentile: values of the sample, by how many of n lie below it, which is binomial.

    Nothing is supposed of how the values are spread. Where n is too small for a bound it is the least or the greatest
    value. Source: Conover, Practical Nonparametric Statistics, 3rd edition, 1999, section 3.2.

    >>> percentile_interval([float(n) for n in range(1, 11)], 0.5)
    (2.0, 9.0)
    """
    n = len(values)
    logs = [math.lgamma(n + 1) - math.lgamma(k + 1) - math.lgamma(n - k + 1) + k * math.log(share) + (n - k) * math.log1p(-share) for k in range(n + 1)]
    below = list(accumulate(math.exp(log) for log in logs))  # at place k: the chance that at most k values lie below
    low = max((rank for rank in range(1, n + 1) if below[rank - 1] <= TAIL), default=1)
    high = min((rank for rank in range(1, n + 1) if 1 - below[rank - 1] <= TAIL), default=n)
    ordered = sorted(values)
    return ordered[low - 1], ordered[high - 1]


# What an answer says


def without_marks(answer: str) -> str:
    """The answer as it is read aloud: marks such as [1] or [2][3] go, with the space before them.

    >>> without_marks("It was signed in Pyongyang [1][2]. It holds [3].")
    'It was signed in Pyongyang. It holds.'
    """
    return re.sub(r"\s*\[\d+\]", "", answer)


def folded(text: str) -> str:
    """One form for comparing facts: NFKC, lower case, no comma between groups of digits.

    >>> folded("１,０００,０００発 and Su-35")
    '1000000発 and su-35'
    """
    return re.sub(r"(?<=\d),(?=\d{3}(?!\d))", "", unicodedata.normalize("NFKC", text).lower())


def facts_met(facts: Sequence[Sequence[str]], answer: str) -> list[bool]:
    """For each fact, whether one of its variants occurs in the answer."""
    said = folded(without_marks(answer))
    return [any(_occurs(folded(variant), said) for variant in variants) for variants in facts]


def _occurs(variant: str, said: str) -> bool:
    """A number is met by that number alone: 50 is not in 150, and 8割 not in 18割."""
    before = r"(?<![\d.])" if variant[:1].isdigit() else ""
    after = r"(?!\.?\d)" if variant[-1:].isdigit() else ""
    return re.search(before + re.escape(variant) + after, said) is not None


def length(text: str, language: Language) -> int:
    """Characters without white space of a Japanese text, words of an English one."""
    return len(re.sub(r"\s", "", text)) if language == "ja" else len(text.split())


def is_dump(answer: str, kind: str, language: Language) -> bool:
    limit = LONGEST["short" if kind in SHORT_KINDS else "long"][language]
    return length(without_marks(answer), language) > limit


_QUOTED = re.compile(r"「[^「」]*(?:「[^「」]*」[^「」]*)*」|『[^『』]*』|“[^“”]*”|\"[^\"]*\"")
_ENGLISH_SENTENCE = re.compile(rf"(?:{LATIN_WORD.pattern}[ ,]+){{7,}}{LATIN_WORD.pattern}")


def in_language(text: str, language: Language) -> bool:
    """Whether a text keeps to a language outside marked quotations.

    English holds no Japanese character; Japanese may name NBC or Su-35 but holds no English sentence (eight words).
    """
    bare = _QUOTED.sub("", without_marks(text))
    if language == "en":
        return not JAPANESE.search(bare) and bool(LATIN_WORD.search(text))
    return detect(bare, default="ja") == "ja" and bool(JAPANESE.search(text)) and not _ENGLISH_SENTENCE.search(bare)


# Citations


def places(gold: Gold, documents: Mapping[str, Document]) -> list[Span]:
    """Every place where the quote stands in its document; none if the document is not there."""
    text = documents[gold.doc].text if gold.doc in documents else ""
    return [Span(m.start(), m.end()) for m in re.finditer(re.escape(gold.quote), text)]


def cites(citations: Sequence[Citation], sources: Sequence[Gold], documents: Mapping[str, Document]) -> bool:
    """Whether one citation shares characters with one gold quote, in the same document."""
    return any(c.doc == gold.doc and c.start < place.end and place.start < c.end for gold in sources for place in places(gold, documents) for c in citations)


def exact(citations: Sequence[Citation], documents: Mapping[str, Document]) -> Share:
    """Citations whose quote is the document's text at their place, to the character."""
    return Share(sum(c.doc in documents and bool(c.quote) and documents[c.doc].text[c.start : c.end] == c.quote for c in citations), len(citations))


def figures_without_source(answer: str, citations: Sequence[Citation]) -> list[str]:
    """Figures and dates of an answer, as written, that no cited sentence gives in the original or in its rendering.

    A figure must agree in value, scale and unit; a date may say less than its source. What a source says relative
    to its own date (今年) counts as said, and so does that date.
    """
    quantities: list[Quantity] = []
    dates: list[DateExpr] = []
    for citation in citations:
        for text in (citation.quote, citation.rendering or "", citation.title):
            quantities += read_quantities(text)
            dates += read_dates(text, reference=_day(citation.date))
        dates += read_dates(citation.date)
    sentences = re.split(r"(?:\s*\[\d+\])+", answer)  # 同年 points within its own sentence, as it does in the document
    lost = [q.text for said in sentences for q in read_quantities(said) if not any(agree(q, given) in _SAME_FIGURE for given in quantities)]
    return lost + [d.text for said in sentences for d in read_dates(said) if not any(dates_agree(d, given) in _SAME_DATE for given in dates)]


_SAME_FIGURE = {Agreement.EQUAL, Agreement.HEDGE_DROPPED}
_SAME_DATE = {DateAgreement.AGREE, DateAgreement.LESS_PRECISE}


def _day(iso: str) -> date | None:
    try:
        return date.fromisoformat(iso)
    except ValueError:
        return None


# An item and its reply


def faults(item: QuestionItem, reply: Reply) -> list[str]:
    """What is wrong with a reply to a question, by name; nothing for a good one.

    For an answerable question: refused, small_talk, fact_missing, must_not, language, too_long. For one
    that the documents do not answer: answered, small_talk, must_not, language.
    """
    found = []
    if item.answerable:
        corrected = item.kind == "false_premise" and reply.reason == "premise_contradicted"
        if reply.outcome != "answered" and not corrected:
            found.append("refused" if reply.refused else "small_talk")
        elif not all(facts_met(item.facts, reply.answer)):
            found.append("fact_missing")
        if is_dump(reply.answer, item.kind, item.lang):
            found.append("too_long")
    elif reply.outcome == "answered":
        found.append("answered")
    elif reply.outcome == "small_talk" and item.kind != "chitchat":
        found.append("small_talk")
    said = folded(without_marks(reply.answer))
    if any(_occurs(folded(banned), said) for banned in item.must_not):
        found.append("must_not")
    if not in_language(reply.answer, item.lang):
        found.append("language")
    return found


def judge_question(item: QuestionItem, reply: Reply, documents: Mapping[str, Document]) -> dict[str, Share]:
    wrong = faults(item, reply)
    answered = reply.outcome == "answered"
    scores = _of_any_reply(reply, item.lang, documents)
    if item.answerable:
        met = facts_met(item.facts, reply.answer) if answered else [False] * len(item.facts)
        scores["correct"] = Share(not wrong, 1)
        scores["refused_wrongly"] = Share("refused" in wrong, 1)
        scores["coverage"] = Share(sum(met), len(met))
        if not wrong:
            scores["cited"] = Share(cites(reply.citations, item.sources, documents), 1)
    else:
        scores["refused_right"] = Share(not {"answered", "small_talk", "must_not"} & set(wrong), 1)
        if item.kind != "chitchat":
            scores["answered_wrongly"] = Share(answered, 1)
    return _applicable(scores)


def judge_summary(item: SummaryItem, reply: Reply, documents: Mapping[str, Document]) -> dict[str, Share]:
    """Coverage is the share of the facts a good summary of these documents holds; nothing is said of style."""
    met = facts_met(item.facts, reply.answer)
    banned = any(_occurs(folded(b), folded(reply.answer)) for b in item.must_not)
    scores = _of_any_reply(reply, item.lang, documents)
    scores["coverage"] = Share(sum(met), len(met))
    scores["cited"] = Share(sum(bool(c.citations) for c in reply.claims), len(reply.claims))
    scores["correct"] = Share(reply.outcome == "answered" and all(met) and not banned and in_language(reply.answer, item.lang), 1)
    scores["refused_wrongly"] = Share(reply.refused, 1)
    return _applicable(scores)


def judge_claim(item: ClaimItem, checked: Checked, documents: Mapping[str, Document]) -> dict[str, Share]:
    label = checked.verdict.label
    scores = {"label_right": Share(label == item.label, 1), "exact": exact(checked.citations, documents)}
    if item.label == Label.SUPPORTED:
        scores["rejected_true"] = Share(label != Label.SUPPORTED, 1)
    else:
        scores["accepted_unsupported"] = Share(label == Label.SUPPORTED, 1)
    if label == Label.SUPPORTED and item.sources:
        scores["cited"] = Share(cites(checked.citations, item.sources, documents), 1)
    return _applicable(scores)


def _applicable(scores: dict[str, Share]) -> dict[str, Share]:
    return {name: share for name, share in scores.items() if share.n}


def _of_any_reply(reply: Reply, language: Language, documents: Mapping[str, Document]) -> dict[str, Share]:
    scores = {"exact": exact(reply.citations, documents), "language": Share(in_language(reply.answer, language), 1)}
    if reply.outcome == "answered":
        scores["figures_wrong"] = Share(bool(figures_without_source(reply.answer, reply.citations)), 1)
        scores["faithful"] = Share(sum(c.verdict.label == Label.SUPPORTED and bool(c.citations) for c in reply.claims), len(reply.claims))
    return scores
