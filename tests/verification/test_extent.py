"""All, most or some: a claim may not go further than its evidence."""

import pytest

from assistant.verification.checks import Check, State
from assistant.verification.extent import check_extent
from tests.verification.said import said


@pytest.mark.parametrize(
    ("claim", "source", "mine", "theirs"),
    [
        ("All of the animals recover.", "Most of the animals recover.", "all", "most"),
        ("Most critics were kind.", "Some critics were kind.", "most", "some"),
        ("住民は全員が反対した。", "住民の大半が反対した。", "全員", "大半"),
        ("すべての国が加わった。", "A few countries joined.", "すべて", "a few"),
    ],
)
def test_a_claim_about_more_than_the_evidence_conflicts(claim, source, mine, theirs):
    assert check_extent(said(claim), [said(source)]) == Check("extent", State.CONFLICTS, mine, theirs)


@pytest.mark.parametrize(
    ("claim", "source", "state"),
    [
        ("Most of the animals recover.", "All of the animals recover.", State.AGREES),
        ("ほぼすべての手段が使われた。", "Almost every instrument has been used.", State.AGREES),
        ("必ずしも全員が賛成したわけではない。", "Some of them disagreed.", State.AGREES),
        ("All of them left.", "They left.", State.AGREES),
        ("They left.", "Some of them left.", State.NOTHING),
    ],
)
def test_a_claim_about_no_more_than_the_evidence_agrees(claim, source, state):
    assert check_extent(said(claim), [said(source)]).state is state
