"""Pairs with two names or figures exchanged: what holds of the one passage does not hold of the other."""

from __future__ import annotations

from collections import Counter

import pytest

from assistant.ingestion.catalogue import read_glossary
from assistant.resources import resource
from eval.reading.exchanges import exchanged
from eval.reading.pairs import Pair, own

GLOSSARY = read_glossary(resource("seeds", "glossary.yaml"))
MINE = "The mine closed in 1958, and the road was paved in 1964."
HOWITZERS = "Denmark gave nine of its howitzers; Norway gave all of them."


def said(first: str, passage: str) -> dict[tuple[str, str], bool]:
    """Text and passage of each of the four pairs → whether it holds."""
    return {(p.first, p.second): p.holds for p in exchanged([Pair("supports", first, passage, 0)], 1, 1, GLOSSARY)}


@pytest.mark.parametrize(
    ("first", "passage", "other", "instead"),
    [
        ("The mine was shut in 1958.", MINE, "The mine was shut in 1964.", "The mine closed in 1964, and the road was paved in 1958."),
        ("鉱山は1958年に閉山した。", MINE, "鉱山は1964年に閉山した。", "The mine closed in 1964, and the road was paved in 1958."),
        ("Norway has none left.", HOWITZERS, "Denmark has none left.", "Norway gave nine of its howitzers; Denmark gave all of them."),
        ("ノルウェーには一門も残っていない。", HOWITZERS, "デンマークには一門も残っていない。", "Norway gave nine of its howitzers; Denmark gave all of them."),
        ("県平均の83.0%を下回る。", "組織率は78.5%、県平均は83.0%である。", "県平均の78.5%を下回る。", "組織率は83.0%、県平均は78.5%である。"),
        ("The vote was on June 20.", "市議会は6月20日に採決し、9月3日に公表した。", "The vote was on June 3.", "市議会は6月3日に採決し、9月20日に公表した。"),
    ],
)
def test_of_the_exchanged_passage_the_exchanged_text_is_right(first: str, passage: str, other: str, instead: str) -> None:
    assert said(first, passage) == {(first, passage): True, (first, instead): False, (other, instead): True, (other, passage): False}


@pytest.mark.parametrize(
    ("first", "passage"),
    [
        ("Norway gave howitzers.", "Denmark and Norway gave howitzers."),
        ("ノルウェーは榴弾砲を渡した。", "デンマークとノルウェーが榴弾砲を渡した。"),
        ("It ran from 1958.", "The line ran from 1958 to 1964."),
        ("Norway met Denmark in Oslo.", "Norway invited Denmark to talks in Oslo."),
        ("日本はロシアと協力した。", "日本はロシアに技術を渡した。"),
        ("There were 19 stations.", "There are 19 stations and 24 trains."),
        ("Norway gave howitzers.", "Norway gave howitzers in 1958."),
    ],
)
def test_what_might_change_nothing_is_left_alone(first: str, passage: str) -> None:
    """Side by side, a range, what two do with each other, figures of two units, and nothing to exchange with."""
    assert said(first, passage) == {}


def test_every_text_and_every_passage_stands_with_both_labels() -> None:
    made = exchanged([p for p in own()[::40] if p.task == "answers"], 60, 3, GLOSSARY)
    assert len(made) > 100 and all(p.even and p.twin for p in made)
    for field in ("first", "second"):
        labels = Counter((p.entry, getattr(p, field), p.label) for p in made)
        assert all(labels[entry, text, 0] == labels[entry, text, 1] for entry, text, _ in labels)


def test_the_same_pairs_are_exchanged_whenever_asked() -> None:
    some = own()[::200]
    assert exchanged(some, 10, 5, GLOSSARY) == exchanged(some, 10, 5, GLOSSARY) != exchanged(some, 10, 6, GLOSSARY)
