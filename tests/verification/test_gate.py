"""A claim and its evidence → a verdict with reasons."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from assistant.retrieval.cross_encoder import supporting
from assistant.values import Label, Reason, Verdict
from assistant.verification.checks import Check, State
from assistant.verification.gate import READ, Finding, Witness, _alone, believed, blocked, groups, judge, read_together
from assistant.verification.strict import judge_written
from verification.said import GLOSSARY, SPACE, said, witness

SHELLS = "11月には、北朝鮮がロシアに対し、同年8月以降100万発以上の砲弾を提供したということが報じられた。"
SHELLS_EN = "In November it was reported that North Korea had provided Russia with more than one million shells since August of that year."
TRUST = "中露は全面的に北朝鮮を信頼してはいない。"
TRUST_EN = "China and Russia do not fully trust North Korea."
SUMMIT = "プーチン大統領と金正恩総書記は、2023年9月13日にボストーチヌイ宇宙基地で会談した。"
SUMMIT_EN = "President Putin and General Secretary Kim Jong Un met at the Vostochny Cosmodrome on September 13, 2023."


def judged(claim: str, *sources: tuple[str, str]) -> Verdict:
    return judge(said(claim), [witness(claim, a, b, index=2 * i) for i, (a, b) in enumerate(sources)], SPACE, GLOSSARY, supporting)


def written(claim: str, *sources: tuple[str, str]) -> Verdict:
    return judge_written(said(claim), [witness(claim, a, b, index=2 * i) for i, (a, b) in enumerate(sources)], SPACE, GLOSSARY)


@pytest.mark.parametrize("claim", [SUMMIT, SUMMIT_EN, SUMMIT.replace("。", ""), "２０２３年".join(SUMMIT.split("2023年"))])
def test_a_claim_that_repeats_the_sentence_or_its_rendering_is_supported(claim: str) -> None:
    assert judged(claim, (TRUST, TRUST_EN), (SUMMIT, SUMMIT_EN)) == Verdict(Label.SUPPORTED, (Reason("quoted"),), 1.0, (("note.txt", 2),))


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("北朝鮮がロシアに100万発以上の砲弾を提供したと報じられた。", (SHELLS, SHELLS_EN)),
        ("In November it was reported that North Korea had provided Russia with over 1 million shells.", (SHELLS, SHELLS_EN)),
        ("プーチン大統領と金正恩総書記は2023年9月に会談した。", (SUMMIT, SUMMIT_EN)),
        ("Putin and Kim Jong Un met at the Vostochny Cosmodrome on 13 September 2023.", (SUMMIT, SUMMIT_EN)),
    ],
)
def test_a_true_paraphrase_is_supported_in_either_language(claim: str, source: tuple[str, str]) -> None:
    assert judged(claim, source).label is Label.SUPPORTED
    assert written(claim, source).label is Label.SUPPORTED


@pytest.mark.parametrize(
    ("claim", "source", "reason"),
    [
        ("北朝鮮がロシアに1000万発以上の砲弾を提供したと報じられた。", (SHELLS, SHELLS_EN), "numbers_conflicts"),
        ("It was reported that North Korea provided Russia with over 10 million shells.", (SHELLS, SHELLS_EN), "numbers_conflicts"),
        ("プーチン大統領と金正恩総書記は2022年9月13日に会談した。", (SUMMIT, SUMMIT_EN), "dates_conflicts"),
        ("Putin and Kim Jong Un met at the Vostochny Cosmodrome on 13 September 2022.", (SUMMIT, SUMMIT_EN), "dates_conflicts"),
        ("習近平国家主席と金正恩総書記は、2023年9月13日にボストーチヌイ宇宙基地で会談した。", (SUMMIT, SUMMIT_EN), "names_conflicts"),
        ("中露は全面的に北朝鮮を信頼している。", (TRUST, TRUST_EN), "polarity_conflicts"),
        ("China and Russia fully trust North Korea.", (TRUST, TRUST_EN), "polarity_conflicts"),
        ("ロシアが北朝鮮に対し100万発以上の砲弾を提供したと報じられた。", (SHELLS, SHELLS_EN), "exchange_conflicts"),
        ("It was reported that Russia had provided North Korea with more than one million shells.", (SHELLS, SHELLS_EN), "exchange_conflicts"),
    ],
)
def test_a_falsehood_is_contradicted_and_the_reason_named(claim: str, source: tuple[str, str], reason: str) -> None:
    for verdict in (judged(claim, source), written(claim, source)):
        assert verdict.label is Label.CONTRADICTED
        assert reason in {r.check for r in verdict.reasons}


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("Kim Jong Un met Putin in Vladivostok.", ("Putin met Kim Jong Un in Vladivostok.", "プーチンはウラジオストクで金正恩に会った。")),
        ("金正恩はプーチンに会った。", ("プーチンは金正恩に会った。", "Putin met Kim Jong Un.")),
        ("Russia asked North Korea for shells.", ("North Korea sent Russia shells.", "北朝鮮はロシアに砲弾を送った。")),
    ],
)
def test_what_two_do_with_each_other_or_another_deed_is_no_exchange(claim: str, source: tuple[str, str]) -> None:
    assert "exchange_conflicts" not in {r.check for r in judged(claim, source).reasons}


@pytest.mark.parametrize(
    "claim", ["来年の桜は三月に咲く。", "The cherry trees will bloom in March.", "日本銀行は金利を引き上げた。", "The Bank of Japan raised interest rates."]
)
def test_a_claim_on_something_else_is_not_found(claim: str) -> None:
    assert judged(claim, (SHELLS, SHELLS_EN), (SUMMIT, SUMMIT_EN)).label is Label.NOT_FOUND
    assert written(claim, (SHELLS, SHELLS_EN), (SUMMIT, SUMMIT_EN)).label is Label.NOT_FOUND


@pytest.mark.parametrize("claim", ["雨が降った。", "It rained.", ""])
def test_no_evidence_supports_nothing(claim: str) -> None:
    assert judge(said(claim), [], SPACE, GLOSSARY, supporting) == Verdict(Label.NOT_FOUND, (Reason("nothing"),))
    assert judge_written(said(claim), [], SPACE, GLOSSARY) == Verdict(Label.NOT_FOUND, (Reason("nothing"),))


@pytest.mark.parametrize("claim", ["北朝鮮はロシアに100万発以上の砲弾を提供した。", "North Korea provided Russia with more than one million shells."])
def test_what_was_only_reported_is_not_supported_as_fact(claim: str) -> None:
    for verdict in (judged(claim, (SHELLS, SHELLS_EN)), written(claim, (SHELLS, SHELLS_EN))):
        assert verdict.label is Label.NOT_FOUND
        assert "firmness_weaker" in {r.check for r in verdict.reasons}


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("ロシアはSu-25を供与した。", ("ロシアはSu-35を供与した。", "Russia supplied the Su-35.")),
        ("Russia supplied the Su-25.", ("ロシアはSu-35を供与した。", "Russia supplied the Su-35.")),
    ],
)
def test_what_a_model_writes_may_bring_no_designation_of_its_own(claim: str, source: tuple[str, str]) -> None:
    assert written(claim, source).label is not Label.SUPPORTED


@pytest.mark.parametrize(
    ("checks", "final"),
    [
        ([Check("exchange", State.CONFLICTS)], True), ([Check("numbers", State.CONFLICTS)], True), ([Check("roles", State.CONFLICTS)], False),
        ([Check("numbers", State.MISSING)], True), ([Check("numbers", State.DERIVED)], False), ([Check("dates", State.MISSING)], True),
        ([Check("polarity", State.CONFLICTS)], False), ([Check("firmness", State.WEAKER)], True), ([Check("names", State.CONFLICTS)], False),
        ([Check("names", State.MISSING)], False), ([Check("dates", State.WEAKER)], False), ([], False),
    ],
)  # fmt: skip
def test_some_findings_are_final(checks: list[Check], final: bool) -> None:
    assert blocked(checks) is final
    assert Finding((("note.txt", 0),), tuple(checks), {}, 0.9, 0.9, said=9.0).stopped is final


@pytest.mark.parametrize(("said", "stopped"), [(None, True), (-2.0, True), (0.9, True), (1.0, False), (4.0, False)])
def test_a_doubt_is_overruled_only_by_what_was_read(said: float | None, stopped: bool) -> None:
    assert Finding((("note.txt", 0),), (Check("polarity", State.CONFLICTS),), {}, 0.9, 0.9, said).stopped is stopped


def test_what_is_neither_read_nor_stopped_supports_nothing() -> None:
    claim, there = said(SUMMIT), [Witness(("note.txt", i), (said(f"{i + 1}月に雨が降った。"),), ()) for i in range(0, 2 * READ + 2, 2)]
    found = [Finding((w.key,), (), {}, 0.9 - 0.1 * n, 0.5) for n, w in enumerate(there)]
    anew = read_together(claim, found, there, lambda _, texts: [3.0] * len(texts))
    assert [f.said for f in anew] == [3.0] * READ + [None]
    assert [f.support > 0 for f in anew] == [True] * READ + [False]


def test_a_sentence_stands_alone_and_with_the_one_after_it():
    witnesses = [Witness((doc, i), (said("雨だ。"),), ()) for doc, i in (("a", 0), ("a", 1), ("b", 2))]
    assert [[w.key for w in g] for g in groups(witnesses)] == [[("a", 0)], [("a", 1)], [("b", 2)], [("a", 0), ("a", 1)]]


UNRELATED = ("長距離試験は近隣の領空を横断する。", "The long-range tests cross the airspace of neighbouring countries.")
BITS = (
    "九九九九兆", "1e400", "-1e-400", "１２３４５６７８９０" * 3, "𝟙𝟘𝟘", "½", "令和九九年", "13月45日", "31 February 2023", "㍻", "㌔", "以上", "約", "%", "$",
    "Рutin", "Ｋｉｍ", "ﾌﾟｰﾁﾝ", "ﾐｻｲﾙ", "北朝鮮", "Russia", "\u200b", "\u202e", "\ufeff", "\x00", "\x1b[31m", "not", "ない",
    "[1]", "<b>", "・", "ー", "。", "!", "\n",
)  # fmt: skip
CLAIMS = st.text(max_size=80) | st.lists(st.sampled_from(BITS) | st.text(max_size=8), max_size=12).map("".join)


@settings(max_examples=150, deadline=None)
@given(CLAIMS)
@example("1e400発")
@example("九九九九兆円")
@example("")
def test_no_text_raises_or_is_borne_out_by_a_sentence_on_something_else(claim: str) -> None:
    there = [Witness(("note.txt", 0), tuple(said(t) for t in UNRELATED), ())]
    for verdict in (judge(said(claim), there, SPACE, GLOSSARY, supporting), judge_written(said(claim), there, SPACE, GLOSSARY)):
        assert verdict.label is not Label.SUPPORTED
        assert 0 <= verdict.support <= 1


@settings(max_examples=40, deadline=None)
@given(st.integers(0, len(UNRELATED[0])), st.sampled_from(["\u200b", "\u200d", "\ufeff", "\u00ad"]))
def test_an_invisible_character_hides_no_quotation(place: int, invisible: str) -> None:
    claim = UNRELATED[0][:place] + invisible + UNRELATED[0][place:]
    there = [Witness(("note.txt", 0), tuple(said(t) for t in UNRELATED), ())]
    assert judge(said(claim), there, SPACE, GLOSSARY, supporting).reasons == (Reason("quoted"),)


@pytest.mark.parametrize(
    ("findings", "least", "most"),
    [
        ([(0.9, False)], 0.9, 0.9),
        ([(0.9, False), (0.2, True)], 0.899, 0.901),
        ([(0.9, False), (0.95, True)], 0.5, 0.85),
        ([(0.9, True)], 0.0, 0.0),
        ([], 0.0, 0.0),
    ],
)
def test_a_nearer_sentence_that_says_otherwise_takes_from_belief(findings, least, most):
    assert least <= believed(findings) <= most


def test_a_claim_that_one_sentence_bears_out_is_shown_with_that_one_alone() -> None:
    """Two sentences that stand together are cited together only where neither is enough."""
    one, two = ("note.txt", 0), ("note.txt", 1)
    alone, pair = Finding((one,), (), {}, 0.9, 0.9), Finding((one, two), (), {}, 0.95, 0.95)
    assert _alone(pair, [alone, pair], lambda f: f.support >= 0.85) is alone
    assert _alone(pair, [alone, pair], lambda f: f.support >= 0.92) is pair
