"""The pairs that the cross-encoder learns from."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

FILES = sorted((Path(__file__).resolve().parents[2] / "eval" / "reading" / "written").glob("*.jsonl"))
ITEMS = [json.loads(line) for file in FILES for line in file.read_text("utf-8").splitlines()]


def test_every_passage_is_there_once_with_right_and_wrong_of_both_sorts() -> None:
    assert max(Counter(item["passage"] for item in ITEMS).values()) == 1
    assert all(item["true"] and item["false"] and item["ask"] and item["miss"] for item in ITEMS)


def test_both_languages_are_asked_and_claimed_in() -> None:
    for field in ("true", "false", "ask", "miss"):
        languages = Counter(entry[0] for item in ITEMS for entry in item[field])
        assert languages.keys() == {"ja", "en"} and min(languages.values()) > 2000


def test_no_claim_is_right_and_wrong_of_one_passage() -> None:
    for item in ITEMS:
        assert not {text for _, text in item["true"]} & {text for *_, text in item["false"]}
        assert not {text for _, text in item["ask"]} & {text for _, text in item["miss"]}
