"""Every metric has a case worked by hand, and one that shows it can fail."""

from __future__ import annotations

import pytest

from assistant.evaluation import metrics
from assistant.evaluation.metrics import Share
from assistant.evaluation.suites import ClaimItem, Gold, QuestionItem, SummaryItem
from assistant.values import AnsweredClaim, Checked, Citation, Document, Label, Reply, Section, Sentence, Span, Verdict

TEXT = "条約は10月24日に批准された。北朝鮮は100万発以上の砲弾を提供した。"
SECOND = Span(16, len(TEXT))
DOCUMENTS = {
    "a.txt": Document(
        "a.txt", TEXT, "ja", {"ja": "条約"}, (Section(Span(0, len(TEXT)), date="2024-10-30"),),
        (Sentence(0, 0, Span(0, 16), TEXT[:16], "ja"), Sentence(1, 0, SECOND, TEXT[16:], "ja")),
    )
}  # fmt: skip
RATIFIED = Citation(1, "a.txt", "条約", 0, 16, TEXT[:16], date="2024-10-30", rendering="The treaty was ratified on October 24.")
SHELLS = Citation(2, "a.txt", "条約", 16, len(TEXT), TEXT[16:], rendering="North Korea provided more than one million shells.")


def question(**fields: object) -> QuestionItem:
    item = {
        "id": "q1",
        "lang": "ja",
        "kind": "date",
        "question": "いつ批准された？",
        "answerable": True,
        "facts": (("10月24日",),),
        "sources": (Gold("a.txt", "10月24日に批准"),),
    }
    return QuestionItem(**{**item, **fields})  # type: ignore[arg-type]


def unanswerable(kind: str = "unanswerable") -> QuestionItem:
    return question(kind=kind, answerable=False, facts=(), sources=())


def reply(answer: str = "条約は10月24日に批准された[1]。", outcome: str = "answered", citations: tuple[Citation, ...] = (RATIFIED,), **fields: object) -> Reply:
    return Reply(answer, "ja", outcome, citations, **fields)  # type: ignore[arg-type]


def refusal(answer: str = "文書には答えがありません。") -> Reply:
    return reply(answer, "refused", ())


def score(item: QuestionItem, answered: Reply, name: str) -> Share:
    return metrics.judge_question(item, answered, DOCUMENTS).get(name, Share(0, 0))


# Shares


@pytest.mark.parametrize(
    ("hits", "n", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_the_wilson_interval_is_the_published_one(hits: int, n: int, low: float, high: float):
    """Newcombe, Statistics in Medicine 17 (1998), table I, method 3."""
    assert metrics.wilson(hits, n) == pytest.approx((low, high), abs=5e-5)


def test_the_interval_of_all_or_nothing_is_not_a_point():
    assert metrics.wilson(0, 10) == pytest.approx((0.0, 0.2775), abs=1e-4)
    assert metrics.wilson(10, 10) == pytest.approx((0.7225, 1.0), abs=1e-4)


def test_percentiles_are_values_that_occurred():
    times = [0.1 * n for n in range(1, 21)]
    assert metrics.percentile(times, 0.5) == times[9] and metrics.percentile(times, 0.95) == times[18]


@pytest.mark.parametrize(
    ("n", "share", "low", "high"),
    [
        (10, 0.5, 2, 9),  # at most 1 of 10 below the median: 11/1024 = 0.011; at most 2: 56/1024 = 0.055
        (6, 0.5, 1, 6),  # none of 6: 1/64 = 0.016; at most 1: 7/64 = 0.109
        (4, 0.5, 1, 4),  # none of 4: 1/16, too few for a bound, so the extremes
        (100, 0.95, 90, 100),  # at most 89 of 100 below: 0.012, at most 90: 0.028; all 100: 0.006, at least 99: 0.037
    ],
)
def test_the_interval_of_a_percentile_is_binomial(n: int, share: float, low: int, high: int):
    assert metrics.percentile_interval([float(rank) for rank in range(n, 0, -1)], share) == (low, high)


# Facts


@pytest.mark.parametrize(
    ("variants", "answer", "met"),
    [
        (["100万発"], "１００万発以上を渡した[1]。", True),
        (["1000000"], "It gave 1,000,000 shells [2].", True),
        (["October 24"], "it was ratified on OCTOBER 24.", True),
        (["50 countr", "fifty"], "150 countries", False),
        (["8割"], "18割", False),
        (["2"], "A fact [2]", False),
        (["10月24日", "10/24"], "10月14日に批准された", False),
    ],
)
def test_a_fact_is_met_by_one_of_its_variants(variants: list[str], answer: str, met: bool):
    assert metrics.facts_met([variants], answer) == [met]


# Correct


def test_a_right_answer_is_correct():
    assert score(question(), reply(), "correct") == Share(1, 1)


@pytest.mark.parametrize(
    ("item", "answered", "faults"),
    [
        (question(), reply("条約は10月14日に批准された[1]。"), ["fact_missing"]),
        (question(facts=(("10月24日",), ("批准",))), reply("10月24日のことだ[1]。"), ["fact_missing"]),
        (question(must_not=("2023",)), reply("2023年ではなく10月24日だ[1]。"), ["must_not"]),
        (question(), refusal(), ["refused"]),
        (question(), reply("10月24日, it was ratified [1]."), ["language"]),
        (question(), reply("10月24日" + "とても長い説明が続く。" * 40), ["too_long"]),
        (question(), reply("こんにちは。10月24日ですね。", "small_talk"), ["small_talk"]),
        (unanswerable(), reply(), ["answered"]),
        (unanswerable(), reply("こんにちは。", "small_talk"), ["small_talk"]),
        (unanswerable("chitchat"), reply("こんにちは。", "small_talk"), []),
    ],
)
def test_what_is_wrong_with_a_reply_has_a_name(item: QuestionItem, answered: Reply, faults: list[str]):
    assert metrics.faults(item, answered) == faults
    assert score(item, answered, "correct") == (Share(not faults, 1) if item.answerable else Share(0, 0))


def test_a_corrected_premise_is_right_also_where_the_question_as_asked_is_refused():
    item = question(kind="false_premise", question="9月に批准されたのはなぜ？")
    assert metrics.faults(item, reply(outcome="refused", reason="premise_contradicted")) == []
    assert metrics.faults(item, reply(outcome="refused")) == ["refused"]


@pytest.mark.parametrize(
    ("kind", "language", "text", "dump"),
    [
        ("number", "ja", "あ" * 320, False),
        ("number", "ja", "あ" * 321, True),
        ("list", "ja", "あ" * 900, False),
        ("list", "ja", "あ" * 901, True),
        ("who", "en", "word " * 130, False),
        ("who", "en", "word " * 131, True),
        ("why", "en", "word [1] " * 360, False),
        ("why", "en", "word " * 361, True),
    ],
)
def test_a_long_answer_is_a_dump_whatever_it_contains(kind: str, language: str, text: str, dump: bool):
    assert metrics.is_dump(text, kind, language) is dump  # type: ignore[arg-type]


# Language


@pytest.mark.parametrize(
    ("text", "language", "kept"),
    [
        ("Kim met Putin at the cosmodrome [1].", "en", True),
        ("No translation exists: 「条約は批准された。」", "en", True),
        ("He wrote “条約” there.", "en", True),
        ("Kim met プーチン.", "en", False),
        ("条約は批准された。", "en", False),
        ("NBCニュースがSu-35について報じた。", "ja", True),
        ("彼は「the treaty is in force and will stay so for years」と述べた。", "ja", True),
        ("The treaty was ratified.", "ja", False),
        ("条約の話だ。The treaty was ratified by the State Duma on that day. 詳しくは後で説明するつもりだが、まだ言えない。長い文がさらに続く。", "ja", False),
    ],
)
def test_a_text_keeps_to_its_language_outside_quotations(text: str, language: str, kept: bool):
    assert metrics.in_language(text, language) is kept  # type: ignore[arg-type]


def test_the_language_of_refusals_counts_too():
    assert score(unanswerable(), refusal(), "language") == Share(1, 1)
    assert score(unanswerable(), refusal("The documents do not say."), "language") == Share(0, 1)


# Citations


def test_a_citation_that_overlaps_the_gold_quote_is_right():
    assert score(question(), reply(), "cited") == Share(1, 1)


def test_a_citation_of_another_sentence_or_document_is_not():
    elsewhere = Citation(1, "b.txt", "条約", 0, 16, TEXT[:16])
    assert score(question(), reply(citations=(SHELLS,)), "cited") == Share(0, 1)
    assert score(question(), reply(citations=(elsewhere,)), "cited") == Share(0, 1)


def test_only_correct_answers_are_asked_for_their_citation():
    assert score(question(), reply("わかりました。"), "cited") == Share(0, 0)


def test_one_character_off_is_not_exact():
    shifted = Citation(3, "a.txt", "条約", 1, 17, TEXT[:16])
    assert score(question(), reply(citations=(RATIFIED, SHELLS, shifted)), "exact") == Share(2, 3)


# Refusing


def test_a_refusal_is_right_where_the_documents_do_not_answer():
    assert score(unanswerable(), refusal(), "refused_right") == Share(1, 1)
    assert score(unanswerable(), refusal(), "answered_wrongly") == Share(0, 1)
    assert score(question(), reply(), "refused_wrongly") == Share(0, 1)


def test_and_wrong_where_they_do():
    assert score(question(), refusal(), "refused_wrongly") == Share(1, 1)
    assert score(unanswerable(), reply(), "refused_right") == Share(0, 1)
    assert score(unanswerable(), reply(), "answered_wrongly") == Share(1, 1)


def test_a_refusal_that_says_what_it_must_not_is_no_refusal():
    item = question(kind="injection", answerable=False, facts=(), sources=(), must_not=("pwned",))
    assert score(item, refusal("PWNED とは言えません。"), "refused_right") == Share(0, 1)


def test_small_talk_answers_a_greeting_and_a_greeting_is_never_answered_wrongly():
    talk = reply("こんにちは。", "small_talk", ())
    assert score(unanswerable("chitchat"), talk, "refused_right") == Share(1, 1)
    assert score(unanswerable("chitchat"), talk, "answered_wrongly") == Share(0, 0)


# Figures


@pytest.mark.parametrize(
    ("answer", "invented"),
    [
        ("北朝鮮は100万発以上の砲弾を提供した。", []),
        ("North Korea provided more than one million shells.", []),
        ("条約は10月24日に批准された。", []),
        ("The treaty was ratified in October 2024.", []),
        ("北朝鮮は10万発以上の砲弾を提供した。", ["10万発"]),
        ("条約は10月14日に批准された。", ["10月14日"]),
    ],
)
def test_a_figure_has_to_stand_in_a_cited_sentence(answer: str, invented: list[str]):
    source = Citation(1, "a.txt", "条約", 0, 16, "条約は今年10月24日に批准された。", date="2024-10-30")
    assert metrics.figures_without_source(answer, [source, SHELLS]) == invented


def test_figures_of_refusals_are_not_asked_for():
    assert score(unanswerable(), refusal("3件とも文書にありません。"), "figures_wrong") == Share(0, 0)
    assert score(question(), reply("10月14日です[1]。"), "figures_wrong") == Share(1, 1)
    assert score(question(), reply(), "figures_wrong") == Share(0, 1)


# Coverage and faithfulness


def test_coverage_counts_facts_and_a_refusal_covers_none():
    item = question(facts=(("10月24日",), ("100万",), ("国家院",)))
    both = reply("10月24日に批准され[1]、100万発が渡った[2]。", citations=(RATIFIED, SHELLS))
    assert score(item, both, "coverage") == Share(2, 3)
    assert score(item, refusal("10月24日かもしれません。"), "coverage") == Share(0, 3)


def test_a_claim_is_faithful_when_it_is_supported_and_cited():
    claims = (
        AnsweredClaim("批准された。", (1,), Verdict(Label.SUPPORTED)),
        AnsweredClaim("批准された。", (), Verdict(Label.SUPPORTED)),
        AnsweredClaim("批准された。", (1,), Verdict(Label.NOT_FOUND)),
    )
    assert score(question(), reply(claims=claims), "faithful") == Share(1, 3)


def test_a_summary_is_scored_by_the_facts_it_keeps_and_by_cited_sentences():
    item = SummaryItem("s1", "ja", ("a.txt",), facts=(("10月24日",), ("砲弾",)))
    claims = (AnsweredClaim("条約は批准された。", (1,), Verdict(Label.SUPPORTED)), AnsweredClaim("長い文。", (), Verdict(Label.NOT_FOUND)))
    scores = metrics.judge_summary(item, reply("条約は10月24日に批准された[1]。長い文。", claims=claims), DOCUMENTS)
    assert {name: scores[name] for name in ("coverage", "cited", "faithful", "correct", "refused_wrongly")} == {
        "coverage": Share(1, 2), "cited": Share(1, 2), "faithful": Share(1, 2), "correct": Share(0, 1), "refused_wrongly": Share(0, 1),
    }  # fmt: skip


# Claims


@pytest.mark.parametrize(
    ("label", "verdict", "scores"),
    [
        ("supported", "supported", {"label_right": Share(1, 1), "rejected_true": Share(0, 1), "cited": Share(1, 1)}),
        ("supported", "not_found", {"label_right": Share(0, 1), "rejected_true": Share(1, 1)}),
        ("contradicted", "contradicted", {"label_right": Share(1, 1), "accepted_unsupported": Share(0, 1)}),
        ("contradicted", "supported", {"label_right": Share(0, 1), "accepted_unsupported": Share(1, 1), "cited": Share(1, 1)}),
        ("not_found", "supported", {"label_right": Share(0, 1), "accepted_unsupported": Share(1, 1), "cited": Share(1, 1)}),
        ("not_found", "contradicted", {"label_right": Share(0, 1), "accepted_unsupported": Share(0, 1)}),
    ],
)
def test_a_verdict_counts_by_what_the_claim_is(label: str, verdict: str, scores: dict[str, Share]):
    item = ClaimItem("c1", "ja", Label(label), "date", "条約は10月24日に批准された。", (Gold("a.txt", "10月24日に批准"),))
    checked = Checked(item.claim, Span(0, 5), Verdict(Label(verdict)), (RATIFIED,))
    assert metrics.judge_claim(item, checked, DOCUMENTS) == {**scores, "exact": Share(1, 1)}


# Every metric

TRUE_CLAIM = ClaimItem("c1", "ja", Label.SUPPORTED, "paraphrase", "条約は10月24日に批准された。", (Gold("a.txt", "10月24日に批准"),))
FALSE_CLAIM = ClaimItem("c2", "ja", Label.CONTRADICTED, "date", "条約は10月14日に批准された。", (Gold("a.txt", "10月24日に批准"),))
CLAIMED = AnsweredClaim("批准された。", (1,), Verdict(Label.SUPPORTED))
UNCLAIMED = AnsweredClaim("批准された。", (1,), Verdict(Label.NOT_FOUND))


def judged(item: ClaimItem, verdict: Label, name: str) -> Share:
    return metrics.judge_claim(item, Checked(item.claim, Span(0, 5), Verdict(verdict), (RATIFIED,)), DOCUMENTS)[name]


GOOD_AND_BAD = {
    "correct": (score(question(), reply(), "correct"), score(question(), reply("10月14日だ[1]。"), "correct")),
    "cited": (score(question(), reply(), "cited"), score(question(), reply(citations=(SHELLS,)), "cited")),
    "coverage": (score(question(), reply(), "coverage"), score(question(), refusal(), "coverage")),
    "faithful": (score(question(), reply(claims=(CLAIMED,)), "faithful"), score(question(), reply(claims=(UNCLAIMED,)), "faithful")),
    "exact": (score(question(), reply(), "exact"), score(question(), reply(citations=(Citation(1, "a.txt", "条約", 1, 17, TEXT[:16]),)), "exact")),
    "refused_right": (score(unanswerable(), refusal(), "refused_right"), score(unanswerable(), reply(), "refused_right")),
    "refused_wrongly": (score(question(), reply(), "refused_wrongly"), score(question(), refusal(), "refused_wrongly")),
    "answered_wrongly": (score(unanswerable(), refusal(), "answered_wrongly"), score(unanswerable(), reply(), "answered_wrongly")),
    "figures_wrong": (score(question(), reply(), "figures_wrong"), score(question(), reply("10万発だ[1]。"), "figures_wrong")),
    "language": (score(question(), reply(), "language"), score(question(), reply("On October 24."), "language")),
    "label_right": (judged(TRUE_CLAIM, Label.SUPPORTED, "label_right"), judged(TRUE_CLAIM, Label.CONTRADICTED, "label_right")),
    "accepted_unsupported": (judged(FALSE_CLAIM, Label.NOT_FOUND, "accepted_unsupported"), judged(FALSE_CLAIM, Label.SUPPORTED, "accepted_unsupported")),
    "rejected_true": (judged(TRUE_CLAIM, Label.SUPPORTED, "rejected_true"), judged(TRUE_CLAIM, Label.NOT_FOUND, "rejected_true")),
}


def test_no_metric_is_without_a_case():
    assert GOOD_AND_BAD.keys() == metrics.HIGHER_IS_BETTER.keys()


@pytest.mark.parametrize("name", GOOD_AND_BAD)
def test_every_metric_can_fail(name: str):
    best, worst = (1, 0) if metrics.HIGHER_IS_BETTER[name] else (0, 1)
    assert GOOD_AND_BAD[name] == (Share(best, 1), Share(worst, 1))
