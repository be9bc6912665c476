"""The passages that were written to learn reading from: every form is whole, and no label speaks against another."""

from __future__ import annotations

import json
from collections import Counter

from eval.reading.pairs import OWN, own

ITEMS = [json.loads(line) for file in sorted(OWN.glob("*.jsonl")) for line in file.read_text("utf-8").splitlines()]
SINGLE, TWINS, ASKED = (
    [i for i in ITEMS if set(i) == fields]
    for fields in (
        {"lang", "passage", "true", "false", "ask", "miss"},
        {"kind", "lang", "a", "b", "c", "claims_a", "claims_b", "ask_ab", "ask_c"},
        {"lang", "a", "c", "ask_a", "ask_c", "ask_none"},
    )
)


def test_every_entry_has_one_of_the_three_forms() -> None:
    assert (len(SINGLE), len(TWINS), len(ASKED)) == (2401, 4300, 10820)
    assert len(ITEMS) == 2401 + 4300 + 10820


def test_every_passage_is_there_once() -> None:
    passages = Counter(item[field] for item in ITEMS for field in ("passage", "a", "b", "c") if field in item)
    assert [p for p, n in passages.items() if n > 1] == []


def test_both_languages_are_asked_and_claimed_in() -> None:
    for field in ("true", "false", "ask", "miss"):
        languages = Counter(entry[0] for item in SINGLE for entry in item[field])
        assert set(languages) == {"ja", "en"} and min(languages.values()) > 0.4 * sum(languages.values())
    for item in [*TWINS, *ASKED]:
        for field in item.keys() & {"claims_a", "claims_b", "ask_ab", "ask_a", "ask_c", "ask_none"}:
            languages = Counter(language for language, _ in item[field])
            assert languages["ja"] == languages["en"] > 0


def test_nothing_is_right_and_wrong_of_one_passage() -> None:
    labels: dict[tuple[str, str, str], set[int]] = {}
    for pair in own():
        labels.setdefault((pair.task, pair.first, pair.second), set()).add(pair.label)
    assert [pair for pair, said in labels.items() if len(said) > 1] == []


def test_wording_that_gives_nothing_away_stands_with_both_labels() -> None:
    """What neither of two passages answers is the one thing asked of twins that shows by itself."""
    labels: dict[tuple[str, str], set[int]] = {}
    for pair in own():
        if pair.even or (pair.twin and pair.first not in NONE):
            labels.setdefault((pair.task, pair.first), set()).add(pair.label)
    assert [first for (_, first), said in labels.items() if len(said) == 1] == []


NONE = {text for item in ASKED for _, text in item["ask_none"]}
