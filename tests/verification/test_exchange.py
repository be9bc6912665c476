"""Designations, and names that would read better exchanged."""

import pytest

from assistant.verification.checks import State
from assistant.verification.exchange import check_designations, exchanged
from assistant.verification.roles import apart
from tests.verification.said import GLOSSARY, SPACE, said


@pytest.mark.parametrize(
    ("claim", "source", "state"),
    [
        ("北朝鮮はSu-25を求めている。", "北朝鮮はSu-35を求めている。", State.CONFLICTS),
        ("North Korea wants the Su-25.", "北朝鮮はSu-35を求めている。", State.CONFLICTS),
        ("North Korea wants the Su 35 or SU-35.", "North Korea wants the Su-35.", State.AGREES),
        ("North Korea wants fighters.", "North Korea wants the Su-35.", State.NOTHING),
    ],
)
def test_a_designation_must_be_the_sources_own(claim, source, state):
    assert check_designations(said(claim), [said(source)]).state is state


@pytest.mark.parametrize(
    ("claim", "source", "told"),
    [
        ("ロシアは北朝鮮に砲弾の提供を求めた。", "北朝鮮はロシアに砲弾の提供を求めた。", True),
        ("北朝鮮はロシアに砲弾の提供を求めた。", "北朝鮮はロシアに砲弾の提供を求めた。", False),
        ("Russia asked North Korea for shells.", "North Korea asked Russia for shells.", True),
        ("North Korea asked Russia for shells.", "North Korea asked Russia for shells.", False),
    ],
)
def test_two_names_exchanged(claim, source, told):
    assert exchanged(said(claim), [said(source)], GLOSSARY) is told


@pytest.mark.parametrize(
    ("claim", "source", "share", "swapped"),
    [
        ("日本は肉の関税を下げ、中国は酒の枠を設けた。", "中国は肉の関税を下げ、日本は酒の枠を設けた。", 1.0, True),
        ("Japan cut the duty on wine, and China opened a quota for lamb.", "China cut the duty on wine, and Japan opened a quota for lamb.", 1.0, True),
        ("Japan cut the duty on wine, and China opened a quota for lamb.", "Japan cut the duty on wine, and China opened a quota for lamb.", 0.0, False),
        ("Japan cut the duty on wine.", "The duty on wine was cut.", 0.0, False),
        # moved, but to no one's place
        ("日本の周辺では中国とロシアの合同演習が行われた。", "中露合同演習が日本周辺で行われ、ロシアは提案もした。", 2 / 3, False),
    ],
)
def test_two_names_changed_places_when_each_has_the_others_words(claim, source, share, swapped):
    assert apart(said(claim), said(source), SPACE, GLOSSARY) == (share, swapped)
