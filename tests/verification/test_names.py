"""Do the names of a claim stand in its evidence, in whatever script and spelling?"""

from __future__ import annotations

import pytest

from assistant.verification.checks import Check, State
from assistant.verification.names import check_names, stands_in
from assistant.verification.speakers import speakers
from verification.said import GLOSSARY, said


def names(claim: str, source: str, *around: str) -> Check:
    return check_names(said(claim), [said(source)], [said(t) for t in around], GLOSSARY)


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("Putin met Kim Jong Un.", "プーチン大統領は金正恩総書記と会談した。"),
        ("プーティン氏は訪朝した。", "Vladimir Putin visited North Korea."),
        ("The DPRK signed it.", "朝鮮民主主義人民共和国は署名した。"),
        ("露朝は接近している。", "Russia and North Korea are drawing closer."),
        ("小泉悠は指摘した。", "小泉悠はそう指摘した。"),
        ("平壌は援助を求めた。", "北朝鮮は援助を求めた。"),
        ("Pyongyang asked for aid.", "北朝鮮は援助を求めた。"),
        ("Sanctions aimed at Pyongyang were lifted.", "Sanctions aimed at North Korea were lifted in New York."),
    ],
)
def test_a_name_agrees_in_either_script(claim: str, source: str) -> None:
    assert names(claim, source) == Check("names", State.AGREES)


@pytest.mark.parametrize(
    ("claim", "source", "mine", "theirs"),
    [
        ("Lavrov visited Pyongyang.", "Shoigu visited Pyongyang.", "Lavrov", "Shoigu"),
        ("ラブロフ外相が訪朝した。", "Shoigu visited North Korea.", "ラブロフ", "Shoigu"),
        ("中国は砲弾を提供した。", "北朝鮮は砲弾を提供した。", "中国", "北朝鮮"),
        ("China provided shells.", "北朝鮮は砲弾を提供した。", "China", "北朝鮮"),
        ("二人は平壌で会談した。", "二人はモスクワで北朝鮮の国旗の前に立った。", "平壌", "モスクワ"),
        ("The two met in Pyongyang.", "The two met in Moscow and spoke of North Korea.", "Pyongyang", "Moscow"),
    ],
)
def test_another_name_of_the_same_kind_conflicts(claim: str, source: str, mine: str, theirs: str) -> None:
    assert names(claim, source) == Check("names", State.CONFLICTS, mine, theirs)


@pytest.mark.parametrize(
    ("claim", "source", "mine"),
    [("ロシアは条約に署名した。", "条約は署名された。", "ロシア"), ("Putin signed the treaty.", "The treaty was signed.", "Putin")],
)
def test_a_name_with_no_rival_is_missing(claim: str, source: str, mine: str) -> None:
    assert names(claim, source) == Check("names", State.MISSING, mine)


@pytest.mark.parametrize(
    ("claim", "source", "around", "mine"),
    [
        ("ショイグは平壌を訪問した。", "同氏は平壌を訪問した。", "ショイグ国防相が動いた。", "ショイグ"),
        ("Shoigu visited Pyongyang.", "He visited Pyongyang.", "Shoigu was busy.", "Shoigu"),
    ],
)
def test_a_name_that_stands_only_near_by_is_weaker(claim: str, source: str, around: str, mine: str) -> None:
    assert names(claim, source, around) == Check("names", State.WEAKER, mine)


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("The Lund Tunnel is the longest.", "2016年にゴーレ基底トンネルが開通した。"),
        ("He works at Lund State University.", "彼はゴーレ・ステート大学で働く。"),
        ("Bill Lund donated it.", "Melinda Lund donated it."),
        ("General Lake led the army.", "General Ford led the army."),
        ("The Royal Fleet sent a ship.", "The fleet sent a ship."),
    ],
)
def test_what_a_thing_is_called_by_its_kind_is_no_name(claim: str, source: str) -> None:
    assert names(claim, source).state in {State.MISSING, State.CONFLICTS}


@pytest.mark.parametrize("claim", ["ミサイルが発射された。", "Missiles were fired."])
def test_a_claim_without_names_holds_nothing_to_check(claim: str) -> None:
    assert names(claim, "北朝鮮はミサイルを発射した。") == Check("names", State.NOTHING)


def test_a_name_outside_the_glossary_is_met_by_its_sound():
    assert names("They spoke with Tanaka Kenji.", "彼らは田中健二と話した。").state is State.AGREES
    assert names("They spoke with Anna Petrenko.", "They spoke with Olga Sidorova.") == Check("names", State.CONFLICTS, "Anna Petrenko", "Olga Sidorova")


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("Judge Llorente's panel met in spring.", "An independent panel under the retired judge Beatriz Llorente met."),
        ("オカフォー教授は攻撃を疑う。", "Hannah Okafor, a professor, doubts the attack."),
        ("The exit of Calloway was a shock.", "キャロウェイの脱退は衝撃だった。"),
        ("Greg Hammond of a Perth institute was hopeful.", "パースの研究所のグレッグ・ハモンド部長は期待した。"),
        ("The mediating Santero Federation sent him.", "仲介役のサンテロ連邦が彼を送った。"),
        ("大河内氏が反論した。", "元陸上自衛官の大河内剛氏が反論した。"),
        ("大河内剛氏が反論した。", "大河内氏が反論した。"),
        ("The IGRA puts it at 110.", "IGRAは民間団体の推計より少ない110とみる。"),
        ("ヴォルナ首相は反対しない。", "ハンナ・ヴォルナ首相は反対しない。"),
    ],
)
def test_a_name_is_met_without_its_title_by_the_family_name_or_by_its_sound(claim: str, source: str) -> None:
    assert names(claim, source) == Check("names", State.AGREES)


@pytest.mark.parametrize(
    ("claim", "source", "mine", "theirs"),
    [
        ("会談はカルデナの首都アルメラで開かれた。", "会談はトレヴィアの首都リンデールで開かれた。", "カルデナ", "トレヴィア"),
        ("オルガ・ペトレンコ氏が署名した。", "アンナ・ペトレンコ氏が署名した。", "オルガ・ペトレンコ", "アンナ・ペトレンコ"),
        ("Olga Petrenko signed it.", "It was Anna Petrenko who signed it.", "Olga Petrenko", "Anna Petrenko"),
    ],
)
def test_another_name_outside_the_glossary_conflicts(claim: str, source: str, mine: str, theirs: str) -> None:
    assert names(claim, source) == Check("names", State.CONFLICTS, mine, theirs)


@pytest.mark.parametrize(
    ("claim", "source", "mine"),
    [
        ("ハルーン氏によれば首相は反対しない。", "首都リンデールで首相は反対しなかった。", "ハルーン"),
        ("The IGRA puts it lower.", "The World Hunger Monitor puts it higher.", "IGRA"),
    ],
)
def test_a_person_is_no_rival_of_a_place_nor_an_abbreviation_of_a_full_name(claim: str, source: str, mine: str) -> None:
    assert names(claim, source) == Check("names", State.MISSING, mine)


def test_the_speaker_of_the_sentence_before_is_no_conflict():
    check = names("ハルーン氏によればヴォルナ首相は反対しない。", "ハンナ・ヴォルナ首相は反対しない。", "ハルーン氏はこう書く。")
    assert check == Check("names", State.WEAKER, "ハルーン")


@pytest.mark.parametrize(
    ("claim", "source", "expected"),
    [
        ("プーチンは潜水艦の技術を求めた。", "金正恩は潜水艦の技術を求めた。", True),
        ("Putin asked for submarines.", "Kim Jong Un asked for submarines.", True),
        ("金正恩は潜水艦の技術を求めた。", "金正恩とプーチンは潜水艦の技術を求めた。", False),
        ("Putin said that Kim Jong Un asked for submarines.", "Kim Jong Un asked for submarines.", False),
    ],
)
def test_a_name_stands_in_for_another_of_its_kind(claim: str, source: str, expected: bool) -> None:
    assert stands_in(said(claim), [said(source)], None, speakers(said(claim))) is expected
