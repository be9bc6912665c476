"""How a sentence says what it says: hedged, in whose words, denied or not."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.evaluation.suites import ClaimItem, read_suite
from assistant.resources import resource
from assistant.text.modality import _DENIED_BEFORE, ANTONYMS, poles, read_modality
from assistant.text.normalize import normalize

PLAIN = [
    "北朝鮮はミサイルを発射した。",
    "ロシアと北朝鮮は条約に調印した。",
    "North Korea fired missiles.",
    "The two sides signed a treaty in May 2023.",
    "He arrived on May 5.",
    "They were held between May and December.",
    "The ferry stops at the so-called old port.",
    "The price is expressed in tenge.",
]


@pytest.mark.parametrize("text", PLAIN)
def test_a_plain_statement_is_neither_hedged_nor_attributed_nor_denied(text: str) -> None:
    said = read_modality(text)
    assert (said.hedged, said.attributed, said.negations, said.negative) == (False, False, 0, False)


@pytest.mark.parametrize(
    ("text", "hedge"),
    [
        ("北朝鮮は支援を求めるかもしれない。", "かもしれな"), ("砲弾を提供したとみられる。", "とみられ"), ("保有していると推定される。", "推定"),
        ("その可能性がある。", "可能性"), ("支援するだろう。", "だろう"), ("成功したらしい。", "らしい"),
        ("It may seek help.", "may"), ("They might leave.", "might"), ("It is believed to have warheads.", "is believed"),
        ("It probably failed.", "probably"), ("Reportedly, he left.", "reportedly"), ("They are unlikely to agree.", "unlikely"),
    ],
)  # fmt: skip
def test_a_hedge_is_seen(text: str, hedge: str) -> None:
    said = read_modality(text)
    assert (said.hedged, said.hedge) == (True, hedge)


@pytest.mark.parametrize(
    ("text", "attribution"),
    [
        ("ロイター通信によると、列車が出発した。", "によると"), ("金氏は訪問すると述べた。", "と述べ"), ("同紙は提供があったと報じた。", "と報じ"),
        ("政府は合意を発表した。", "を発表"), ("専門家によれば難しい。", "によれば"),
        ("According to Reuters, a train left.", "according to"), ("He said that it was over.", "said"), ("Seoul announced a deal.", "announced"),
        ("Kelly argues the opposite.", "argues"), ("State media reported a launch.", "reported"),
    ],
)  # fmt: skip
def test_an_attribution_is_seen(text: str, attribution: str) -> None:
    said = read_modality(text)
    assert (said.attributed, said.attribution) == (True, attribution)


@pytest.mark.parametrize(
    ("text", "negations"),
    [
        ("制裁は解除されなかった。", 1), ("支援していない。", 1), ("行きません。", 1), ("行かずに残った。", 1), ("Sanctions were not lifted.", 1),
        ("Nobody came, and it never ended.", 2), ("He didn't go.", 1), ("It cannot be denied.", 1), ("No one came.", 1),
        ("支援を求めるかもしれない。", 0), ("参加せざるを得ない。", 0), ("支援しなければならない。", 0), ("ロシアだけでなく中国も加わった。", 0),
        ("それは間違いない。", 0), ("一例に過ぎない。", 0), ("He not only went but stayed.", 0), ("There is no doubt that he went.", 0),
        ("定員は今より60人少ない。", 0), ("努力目標でしかない。", 0), ("水は朝までしかもたない。", 0), ("協力が欠かせない。", 0), ("3割に満たなかった。", 0),
        ("半年もたたずに戻った。", 0), ("誰もいなかったので、行かなかった。", 2),
        ("Work did not begin until 1971.", 0), ("Work did not begin in 1971.", 1),
        ("しかしロシアは同意しなかった。", 1), ("合意に達しなかった。", 1), ("手紙は届かなかった。", 1), ("A is not larger than B.", 1),
        ("They will not be lifted until then.", 1),
        ("知らないことはない。", 2), ("It is not that nobody never knew; it is not true.", 4),
    ],
)  # fmt: skip
def test_grammatical_negations_are_counted(text: str, negations: int) -> None:
    assert read_modality(text).negations == negations


@pytest.mark.parametrize("text", ["参加を拒否した。", "実現は困難だ。", "計画は失敗した。", "He refused to go.", "Kim denied it.", "The plan failed."])
def test_a_word_can_be_negative_without_grammar(text: str) -> None:
    said = read_modality(text)
    assert (said.negative, said.negations) == (True, 0)


@pytest.mark.parametrize(
    ("up", "down"),
    [
        ("輸出が増加した", "輸出が減少した"), ("Exports increased", "Exports fell"), ("制裁が強化された", "sanctions were relaxed"),
        ("ロシアは支持した", "Russia opposed it"), ("実現可能だ", "実現は不可能だ"), ("it is possible", "it is impossible"),
        ("会談に参加した", "会談に不参加だった"), ("文書を公開した", "文書は非公開だ"), ("打ち上げは成功した", "the launch failed"),
        ("関係が改善した", "relations deteriorated"), ("会談が始まった", "the talks ended"),
        ("拠出は4割増えた", "拠出は4割減り"), ("協力を強めた", "he scaled back cooperation"), ("intake went up", "intake went down"),
        ("間柄は温かい", "関係は冷え込んだ"),
        ("専門家はその可能性を重視する", "analysts downplay it"), ("橋は建設された", "the bridge was demolished"), ("he was appointed", "彼は更迭された"),
    ],
)  # fmt: skip
def test_opposites_stand_on_opposite_poles(up: str, down: str) -> None:
    above, below = poles(up), poles(down)
    assert any(above[k] * below[k] == -1 for k in above.keys() & below.keys())


@pytest.mark.parametrize(
    ("ja", "en"),
    [
        ("輸出が増加した", "Exports increased"),
        ("制裁を緩和した", "Sanctions were eased"),
        ("ロシアは支持した", "Russia supported it"),
        ("関係が悪化した", "Relations worsened"),
        ("計画は失敗した", "The plan failed"),
    ],
)
def test_a_translation_stands_on_the_same_poles(ja: str, en: str) -> None:
    above, below = poles(ja), poles(en)
    assert above.keys() & below.keys()
    assert all(above[k] == below[k] for k in above.keys() & below.keys())


def test_poles_are_those_of_every_word_tried_at_every_place() -> None:
    """The quick way agrees with the plain one, on the claims of the suite."""

    def says(pattern: re.Pattern[str], plain: str) -> bool:
        return any(not _DENIED_BEFORE.search(plain[: m.start()]) for m in pattern.finditer(plain))

    for item in read_suite(resource("eval", "claims.jsonl")).items:
        assert isinstance(item, ClaimItem)
        plain = normalize(item.claim)
        sides = [(says(up, plain), says(down, plain)) for up, down in ANTONYMS]
        assert dict(poles(item.claim)) == {n: above - below for n, (above, below) in enumerate(sides) if above or below}, item.claim


def test_both_poles_cancel_and_words_inside_words_do_not_count() -> None:
    assert poles("増加と減少") == {0: 0}
    assert poles("a rainy weekend in the northeast") == {}
    assert poles("雨が降った") == {}
    assert poles("moving goods to the mainland") == {}


def test_a_pole_that_is_denied_is_not_taken() -> None:
    (pair,) = poles("It is difficult.").keys() & poles("It is easy.").keys()
    assert pair not in poles("It poses little difficulty, without great difficulty.") | poles("It is not difficult.")


def test_buying_and_selling_tell_of_one_deed() -> None:
    assert not any(poles("London sold it to Tokyo").get(n) == -side for n, side in poles("東京はロンドンから買い取った").items())


@given(st.text())
def test_no_text_raises(text: str) -> None:
    assert read_modality(text).negations >= 0
    assert set(poles(text).values()) <= {-1, 0, 1}
