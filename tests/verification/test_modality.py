"""Is a claim said as firmly as its evidence, with the same yes or no?"""

from __future__ import annotations

import pytest

from assistant.text.modality import firm_part, read_modality, reporting
from assistant.verification.checks import Check, State
from assistant.verification.gate import blocked
from assistant.verification.modality import check_firmness, check_polarity, clashes
from verification.said import SPACE, said


@pytest.mark.parametrize(
    ("claim", "source", "marker"),
    [
        ("北朝鮮は支援を求める。", "北朝鮮は支援を求めるかもしれない。", "かもしれな"),
        ("North Korea will seek help.", "North Korea may seek help.", "may"),
        ("北朝鮮は砲弾を提供した。", "北朝鮮は砲弾を提供したと報じられた。", "と報じ"),
        ("Kim agreed.", "Reuters reported that Kim agreed.", "reported"),
        ("North Korea seeks help.", "北朝鮮は支援を求める可能性がある。", "可能性"),
    ],
)
def test_a_flat_statement_of_what_is_hedged_or_reported_is_too_firm(claim: str, source: str, marker: str) -> None:
    assert check_firmness(said(claim), [said(source)]) == Check("firmness", State.WEAKER, "", marker)


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("北朝鮮は支援を求めるかもしれない。", "North Korea may seek help."),
        ("It may seek help.", "It seeks help."),
        ("報道によれば、北朝鮮は砲弾を提供した。", "北朝鮮は砲弾を提供したと報じられた。"),
        ("North Korea fired missiles.", "北朝鮮はミサイルを発射した。"),
    ],
)
def test_a_voice_no_firmer_than_its_evidence_agrees(claim: str, source: str) -> None:
    assert check_firmness(said(claim), [said(source)]) == Check("firmness", State.AGREES)


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("制裁は解除された。", "制裁は解除されなかった。"),
        ("中露は北朝鮮を信頼している。", "中露は北朝鮮を信頼していない。"),
        ("The sanctions were lifted.", "The sanctions were not lifted."),
        ("打ち上げは失敗した。", "打ち上げは成功した。"),
        ("Exports increased.", "Exports fell."),
        ("Exports fell.", "輸出が増加した。"),
        ("ロシアは決議に反対した。", "Russia supported the resolution."),
        ("北朝鮮は到着した場所と時刻を公表した。", "北朝鮮は到着した場所と時間に関する情報を提供しなかった。"),
        ("協議は成果を上げることができた。", "協議も成果を上げることができなかった。"),
        ("湖面は1970年代から広がり続けている。", "湖面は1970年代から縮み続けている。"),
        ("The warnings were heeded.", "The warnings were ignored."),
    ],
)
def test_a_yes_for_a_no_conflicts(claim: str, source: str) -> None:
    assert check_polarity(clashes(said(claim), said(source), SPACE)).state is State.CONFLICTS


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("制裁は解除されなかった。", "The sanctions were not lifted."),
        ("輸出が増加した。", "Exports increased."),
        ("打ち上げは成功しなかった。", "打ち上げは失敗した。"),
        ("The launch did not succeed.", "The launch failed."),
        ("北朝鮮はミサイルを発射した。", "北朝鮮はミサイルを発射したが、核実験は行わなかった。"),
        ("ロシアだけでなく中国も加わった。", "ロシアと中国が加わった。"),
        ("平壌は施設の解体を急ごうとはしなかった。", "北朝鮮は施設の完全な解体に急ぐことはなく、支援は止まった。"),
        ("経済は危機には陥らず、安定も崩れなかった。", "制裁は打撃を与えたが、危機や安定性の崩壊につながることはなかった。"),
    ],
)
def test_the_same_yes_or_no_in_other_words_agrees(claim: str, source: str) -> None:
    assert check_polarity(clashes(said(claim), said(source), SPACE)) == Check("polarity", State.AGREES)


def test_what_each_side_says_stands_in_the_check():
    assert check_polarity(clashes(said("打ち上げは失敗した。"), said("打ち上げは成功した。"), SPACE)) == Check("polarity", State.CONFLICTS, "失敗", "成功")
    assert check_polarity(clashes(said("Exports increased."), said("Exports fell."), SPACE)) == Check("polarity", State.CONFLICTS, "increased", "fell")


@pytest.mark.parametrize(
    ("text", "firm"),
    [
        ("研究者のルーキン氏(極東連邦大学)によると、北朝鮮は自立している。", "研究者のルーキン氏(極東連邦大学)"),
        ("最初の活動とされ、5月29日は記念日である。", "5月29日は記念日である。"),
        ("武器禁輸の下にあるという事実は、障害ではないようだ。", "武器禁輸の下にある"),
        ("相当の核兵器(おそらく200キロトン級)を保有している。", "相当の核兵器を保有している。"),
        ("北朝鮮は支援を求める可能性がある。", ""),
        ("砲弾を提供したと報じられた。", ""),
        ("She opposes the plan: a fee would shut families out.", "She opposes the plan"),
        ("Artyom Lukin of the Far Eastern University said that it depends on no one.", "Artyom Lukin of the Far Eastern University"),
        ("It may rain.", ""),
    ],
)
def test_what_a_hedged_sentence_says_outside_its_hedge(text, firm):
    assert firm_part(text) == firm


def test_a_claim_that_rests_on_the_firm_part_alone_is_not_too_firm():
    claim, source = said("ルーキン氏は極東連邦大学の研究者である。"), said("研究者のルーキン氏(極東連邦大学)によると、北朝鮮は自立している。")
    assert check_firmness(claim, [source]).state is State.WEAKER
    assert check_firmness(claim, [source], lambda _: True).state is State.AGREES


@pytest.mark.parametrize(
    ("claim", "source", "how"),
    [
        ("条約は批准された。", "条約は批准されなかった。", "verb"),
        ("The treaty was ratified.", "The treaty was not ratified.", "verb"),
        ("輸送は容易だ。", "輸送は困難だ。", "opposite"),
        ("Exports to China increased.", "Exports to China decreased.", "opposite"),
        ("条約は批准されなかった。", "条約は批准された。", "denied"),
    ],
)
def test_each_way_to_differ_in_yes_or_no_has_its_name(claim: str, source: str, how: str) -> None:
    assert how in {c.how for c in clashes(said(claim), said(source), SPACE)}


def test_a_denial_in_words_that_are_only_alike_is_no_conflict() -> None:
    """The first is what a careful reader would call the opposite; the second only has a 'not' of its own."""
    assert check_polarity(clashes(said("Delivery did not begin in May."), said("Delivery began in May."), SPACE)).state is State.CONFLICTS
    assert check_polarity(clashes(said("政府は制裁を緩めていない。"), said("政府は制裁を続けている。"), SPACE)).state is not State.CONFLICTS


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("禁止は続いている。", "禁止は解かれていない。"),
        ("The embargo continues to be felt.", "The embargo was not relaxed."),
    ],
)
def test_of_what_is_denied_a_claim_may_say_another_thing(claim: str, source: str) -> None:
    assert check_polarity(clashes(said(claim), said(source), SPACE)).state in {State.WEAKER, State.AGREES}


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("金正恩は会議を欠席した。", "金正恩は会議に出なかった。"),
        ("ロシアは今も承認していない。", "ロシアはいまだに承認を拒んでいる。"),
        ("Kim stayed away from the summit.", "Kim did not attend the summit."),
    ],
)
def test_a_word_that_denies_by_its_meaning_agrees_with_a_denial(claim: str, source: str) -> None:
    assert check_polarity(clashes(said(claim), said(source), SPACE)).state is State.AGREES


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("首相は撤退を求めた。", True),
        ("The poll puts support at half.", True),
        ("The union urged a rise.", True),
        ("雨が降った。", False),
        ("It rained in Seoul.", False),
    ],
)
def test_a_sentence_that_tells_of_words_or_wishes_is_known_by_any_of_its_verbs(text: str, told: bool) -> None:
    assert bool(reporting(text)) is told


@pytest.mark.parametrize(
    ("text", "attributed"),
    [("That said, it failed.", False), ("It left 111 states in the pact.", False), ("He said that it failed.", True)],
)
def test_words_that_only_look_like_saying_attribute_nothing(text: str, attributed: bool) -> None:
    assert read_modality(text).attributed is attributed


@pytest.mark.parametrize(
    ("claim", "source", "how"),
    [
        ("封じ込めだけで核保有を阻止できた。", "封じ込めだけでは核保有を阻止できなかった。", "verb"),
        ("市営バスは減便をしなかった。", "運転士の不足により、市営バスは3路線で減便した。", "verb"),
        ("貨物は前年より3%伸びた。", "貨物は前年より3%減少した。", "opposite"),
        ("Exports climbed by 3%.", "輸出は3%下がった。", "opposite"),
    ],
)
def test_a_word_that_denies_elsewhere_or_on_both_sides_hides_no_clash(claim: str, source: str, how: str) -> None:
    assert how in {c.how for c in clashes(said(claim), said(source), SPACE)}


@pytest.mark.parametrize(("claim", "source"), [("市は減便を避けた。", "市は減便しなかった。"), ("The city avoided cuts.", "The city did not make cuts.")])
def test_a_word_that_denies_beside_the_word_denied_is_no_clash(claim: str, source: str) -> None:
    assert "verb" not in {c.how for c in clashes(said(claim), said(source), SPACE)}


@pytest.mark.parametrize(
    ("claim", "source", "final"),
    [
        ("政府は、減ったのは拠出のためだとしている。", "政府によれば、拠出が減ったためである。", False),
        ("減ったのは拠出のためだ。", "政府によれば、拠出が減ったためである。", True),
        ("The chair urged a no vote.", "The chair urged a no vote, arguing that it was secret.", False),
        ("It was secret.", "The chair argued that it was secret.", True),
    ],
)  # fmt: skip
def test_a_report_is_final_but_where_the_claim_tells_of_words_itself(claim: str, source: str, final: bool) -> None:
    check = check_firmness(said(claim), [said(source)])
    assert check.state is State.WEAKER
    assert blocked([check]) is final
