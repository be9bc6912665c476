"""Who does what to whom, in the claim and in its evidence."""

from __future__ import annotations

import pytest

from assistant.verification.checks import State
from assistant.verification.roles import check_roles, roles
from verification.said import said


@pytest.mark.parametrize(
    ("text", "russia", "north_korea"),
    [
        ("北朝鮮はロシアに砲弾を提供した。", "to", "agent"),
        ("ロシアは北朝鮮から砲弾を受け取った。", "to", "agent"),
        ("砲弾は北朝鮮によってロシアへ送られた。", "to", "agent"),
        ("ロシアは北朝鮮を支援した。", "agent", "to"),
        ("North Korea provided Russia with shells.", "to", "agent"),
        ("Russia received shells from North Korea.", "to", "agent"),
        ("Shells were sent to Russia by North Korea.", "to", "agent"),
        ("Russia supported North Korea.", "agent", "to"),
        ("Russia imports coal from North Korea.", "to", "agent"),
        ("Russia learned from North Korea.", "to", "agent"),
        ("ロシアは北朝鮮から学んだ。", "to", "agent"),
        ("North Korea taught Russia.", "to", "agent"),
        ("Russia, for its part, invited North Korea.", "agent", "to"),
        ("Russia's military support for North Korea grew.", "agent", "to"),
        ("北朝鮮へのロシアの軍事支援が増えた。", "agent", "to"),
    ],
)
def test_one_acts_and_the_other_is_acted_upon(text: str, russia: str, north_korea: str) -> None:
    assert roles(said(text)) == {"russia": russia, "north-korea": north_korea}


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("ロシアは北朝鮮に砲弾を提供した。", "北朝鮮はロシアに砲弾を提供した。"),
        ("Russia supplied shells to North Korea.", "North Korea supplied shells to Russia."),
        ("Russia supplied shells to North Korea.", "北朝鮮はロシアに砲弾を提供した。"),
        ("北朝鮮はロシアから砲弾を受け取った。", "Russia received shells from North Korea."),
    ],
)
def test_exchanged_roles_conflict(claim: str, source: str) -> None:
    check = check_roles(said(claim), said(source))
    assert (check.name, check.state) == ("exchange", State.CONFLICTS)


@pytest.mark.parametrize(
    ("claim", "source"),
    [("プーチンは砲弾を売った。", "キム・ジョンウンはプーチンに砲弾を売った。"), ("Putin sold shells.", "Kim Jong Un sold shells to Putin.")],
)
def test_another_one_who_acts_is_no_exchange(claim: str, source: str) -> None:
    check = check_roles(said(claim), said(source))
    assert (check.name, check.state) == ("roles", State.CONFLICTS)


@pytest.mark.parametrize(
    ("text", "putin"),
    [
        ("North Korea sent shells to Prime Minister Putin.", "to"),
        ("North Korea thanked Governor Putin.", "to"),
        ("It was the former colonel Putin who asked for shells.", "agent"),
        ("砲弾を求めたのはプーチン前首相だった。", "agent"),
    ],
)
def test_a_title_stands_between_the_deed_and_the_name(text: str, putin: str) -> None:
    assert roles(said(text))["putin"] == putin


@pytest.mark.parametrize("text", ["北朝鮮には計算がある。", "北朝鮮にも思惑があった。"])
def test_whose_a_thing_is_is_no_recipient(text: str) -> None:
    assert roles(said(text)) == {}


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("ロシアは北朝鮮から砲弾を受け取った。", "北朝鮮はロシアに砲弾を提供した。"),
        ("Russia received shells from North Korea.", "North Korea sent shells to Russia."),
        ("Shells were sent to Russia by North Korea.", "北朝鮮はロシアに砲弾を送った。"),
    ],
)
def test_the_same_deed_seen_from_the_other_side_agrees(claim: str, source: str) -> None:
    assert check_roles(said(claim), said(source)).state is State.AGREES


@pytest.mark.parametrize(("claim", "source"), [("雨が降った。", "北朝鮮は発射した。"), ("It rained.", "Russia agreed.")])
def test_nobody_in_common_is_nothing_to_check(claim: str, source: str) -> None:
    assert check_roles(said(claim), said(source)).state is State.NOTHING
