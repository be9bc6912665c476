"""Questions or claims and passages read together, by the real networks."""

from __future__ import annotations

import numpy as np
import pytest

from assistant.retrieval.cross_encoder import answering, supporting

DEAL = "造船大手のノルドハーフェンは1987年、経営難に陥った帆布会社リンデを買収し、従業員の九割を引き継いだ。仲介したのは地元の信用金庫だった。"
FLOOD = "The dam above Terano gave way on the night of 4 March, and 212 people drowned. Engineers had warned the council twice that the spillway was blocked."


@pytest.mark.parametrize(
    ("passage", "answered", "not_answered"),
    [
        (DEAL, "ノルドハーフェンがリンデを買い取ったのは何年か。", "ノルドハーフェンはリンデの買収にいくら払ったか。"),
        (DEAL, "Who brokered the takeover of the sailcloth maker?", "Who was running Linde when it was bought?"),
        (FLOOD, "How many people died when the dam failed?", "How many houses were destroyed when the dam failed?"),
        (FLOOD, "テラノのダムが決壊したのはいつか。", "テラノのダムが建設されたのはいつか。"),
    ],
)
def test_what_a_passage_answers_stands_above_what_it_only_speaks_of(passage: str, answered: str, not_answered: str) -> None:
    assert answering(answered, [passage])[0] > answering(not_answered, [passage])[0] + 2


@pytest.mark.parametrize(
    ("passage", "true", "false"),
    [
        (DEAL, "帆布会社は造船会社に買収された。", "帆布会社は造船会社に買収されなかった。"),
        (DEAL, "Nordhafen bought Linde, which was in trouble.", "Nordhafen did not buy Linde."),
        (DEAL, "A local credit union brokered the takeover.", "A local credit union opposed the takeover."),
        (FLOOD, "More than two hundred people lost their lives.", "Nobody lost their life."),
        (FLOOD, "技師は議会に警告していた。", "技師は議会に警告していなかった。"),
    ],
)
def test_what_a_passage_supports_stands_above_what_it_denies(passage: str, true: str, false: str) -> None:
    assert supporting(true, [passage])[0] > supporting(false, [passage])[0] + 0.25


def test_a_score_does_not_depend_on_what_is_read_beside_it() -> None:
    question, passages = "ノルドハーフェンはリンデを何年に買収したか。", [DEAL, FLOOD, "短い文。", FLOOD * 4]
    assert answering(question, passages) == pytest.approx([answering(question, [p])[0] for p in passages], abs=0.02)


@pytest.mark.parametrize("odd", ["", " ", "\u200b\u200d", "九" * 10_000, "\x00\x1f", "🚀" * 300, "a" * 10_000])
def test_odd_texts_are_read_without_an_error(odd: str) -> None:
    assert all(np.isfinite([*answering(odd, [DEAL, odd]), *supporting(odd, [DEAL, odd])]))


def test_nothing_to_read_has_no_score() -> None:
    assert answering("何年か。", []) == []
