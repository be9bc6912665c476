"""The passages that were written to learn reading from: every form is whole, and no label speaks against another."""

from __future__ import annotations

import json
import random
from collections import Counter
from fnmatch import fnmatch
from pathlib import Path

import pytest

from eval.reading import pairs
from eval.reading.pairs import ASKED as ASKED_OF_PUBLIC
from eval.reading.pairs import CHANGED, OWN, PUBLIC, TOLD, Pair, asked, changed, own, side_by_side, told

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


OF_PUBLIC = [json.loads(line) for file in sorted(ASKED_OF_PUBLIC.glob("*.jsonl")) for line in file.read_text("utf-8").splitlines()]


def test_questions_about_public_passages_name_these_and_hold_none_of_their_text() -> None:
    assert len(OF_PUBLIC) == 2390
    for item in OF_PUBLIC:
        assert set(item) == {"set", "a", "c", "ask_a", "ask_c", "in_a", "in_c"} and any(fnmatch(item["set"], pattern) for pattern in PUBLIC)
        for side in "ac":
            article, paragraph, start, end = item[side]
            assert min(article, paragraph, start) >= 0 and end > start
            assert Counter(language for language, _ in item[f"ask_{side}"]) in ({"ja": 1, "en": 2}, {"ja": 2, "en": 1})
            assert len(item[f"in_{side}"]) == 3 and all(places == sorted(set(places)) and min(places, default=1) > 0 for places in item[f"in_{side}"])


def test_nearly_every_question_about_a_public_passage_is_answered_by_one_sentence() -> None:
    sentences = Counter(len(places) for item in OF_PUBLIC for side in "ac" for places in item[f"in_{side}"])
    assert sentences == {1: 14220, 2: 114, 0: 4, 3: 2}


def test_a_question_about_a_public_passage_stands_with_both_passages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = "The bridge was opened in 1932. It is 503 metres long."
    (tmp_path / "set.json").write_text(json.dumps({"data": [{"title": "Old_bridge", "paragraphs": [{"context": text}]}]}), "utf-8")
    (tmp_path / "asked").mkdir()
    entry = {"set": "set.json", "a": [0, 0, 0, 30], "c": [0, 0, 31, 53], "ask_a": [["ja", "その橋はいつ開通したか。"]], "ask_c": [["en", "How long is it?"]]}
    (tmp_path / "asked" / "q1.jsonl").write_text(json.dumps(entry, ensure_ascii=False) + "\n", "utf-8")
    monkeypatch.setattr(pairs, "ASKED", tmp_path / "asked")
    found = [(p.first, p.second.removeprefix("Old bridge。"), p.label) for p in asked(tmp_path, 1)]
    opened, long, when = text[:30], text[31:], "その橋はいつ開通したか。"
    assert found == [(when, opened, 1), (when, long, 0), ("How long is it?", long, 1), ("How long is it?", opened, 0)]


def test_the_sentence_that_answers_stands_beside_one_of_its_own_passage_and_one_of_the_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = "The bridge was opened in 1932. It is 503 metres long. The mill burned down."
    (tmp_path / "set.json").write_text(json.dumps({"data": [{"title": "T", "paragraphs": [{"context": text}]}]}), "utf-8")
    (tmp_path / "asked").mkdir()
    entry = {"set": "set.json", "a": [0, 0, 0, 53], "c": [0, 0, 54, 75], "ask_a": [["en", "How long?"]], "ask_c": [["ja", "何が焼けたか。"]]}
    (tmp_path / "asked" / "q1.jsonl").write_text(json.dumps(entry | {"in_a": [[2]], "in_c": [[]]}, ensure_ascii=False) + "\n", "utf-8")
    monkeypatch.setattr(pairs, "ASKED", tmp_path / "asked")
    opened, long, mill, rights = text[:30], text[31:53], text[54:], set()
    for seed in range(12):
        (p, q), (r, other) = side_by_side(asked(tmp_path, seed))
        assert {p.first, q.first, r.first, other.first} == {"How long?"} and (p.label, q.label, r.label, other.label) == (1, 0, 1, 0)
        assert (q.second.removeprefix("T。"), other.second.removeprefix("T。")) == (opened, mill)
        rights |= {p.second.removeprefix("T。"), r.second.removeprefix("T。")}
    assert rights == {long, text[:53]}


def test_a_place_that_a_passage_does_not_have_is_an_error() -> None:
    with pytest.raises(ValueError, match="has 2 sentences, not 3"):
        list(pairs._cut("One. Two.", "Other.", [3], random.Random(1)))


def test_changed_sentences_have_claims_of_every_kind_in_both_languages() -> None:
    entries = [json.loads(line) for file in sorted(CHANGED.glob("*.jsonl")) for line in file.read_text("utf-8").splitlines()]
    assert len(entries) == 1574
    for item in entries:
        assert set(item) == {"set", "a", "kind", "edit", "claims_a", "claims_b", "both", "neither"} and any(fnmatch(item["set"], p) for p in PUBLIC)
        assert item["edit"] and all(0 <= first <= last for first, last, _ in item["edit"]) and item["a"][3] > item["a"][2]
        assert [[language for language, _ in item[claims]] for claims in ("claims_a", "claims_b", "both", "neither")] == [["ja", "en"]] * 4
    assert len({text for item in entries for claims in ("claims_a", "claims_b", "both", "neither") for _, text in item[claims]}) == 8 * 1574


def test_a_claim_that_is_right_of_a_sentence_is_wrong_of_the_changed_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = "Peru invited Chile. Chile declined."
    (tmp_path / "set.json").write_text(json.dumps({"data": [{"title": "T", "paragraphs": [{"context": text}]}]}), "utf-8")
    (tmp_path / "changed").mkdir()
    entry = {"set": "set.json", "a": [0, 0, 0, 19], "kind": "role", "edit": [[0, 4, "Bolivia"], [13, 18, "Peru"]]}
    claims = {"claims_a": [["ja", "ペルーが招いた。"]], "claims_b": [["ja", "ペルーが招かれた。"]]}
    claims |= {"both": [["en", "Someone was invited."]], "neither": [["en", "Peru declined."]]}
    (tmp_path / "changed" / "c1.jsonl").write_text(json.dumps(entry | claims, ensure_ascii=False) + "\n", "utf-8")
    monkeypatch.setattr(pairs, "CHANGED", tmp_path / "changed")
    found = [[(p.first, p.second.removeprefix("T。"), p.holds) for p in unit] for unit in side_by_side(changed(tmp_path, 1))]
    a, b, inviting, invited = "Peru invited Chile.", "Bolivia invited Peru.", "ペルーが招いた。", "ペルーが招かれた。"
    assert found == [
        [(inviting, a, True), (inviting, b, False)],
        [("Someone was invited.", a, True), ("Peru declined.", a, False)],
        [(invited, b, True), (invited, a, False)],
        [("Someone was invited.", b, True), ("Peru declined.", b, False)],
    ]


def test_a_change_that_does_not_fit_its_sentence_is_an_error() -> None:
    for places in ([(18, 25, "x")], [(4, 7, "x"), (0, 3, "y")]):
        with pytest.raises(ValueError, match="no places in order of 'the one and the other'"):
            pairs._edited("the one and the other", places)


def test_what_holds_stands_beside_what_does_not() -> None:
    """橋 is right of one passage and wrong of the other; of two that hold and one that does not, one is left alone."""
    a, b = Pair("supports", "橋", "一", 0, beside="橋"), Pair("supports", "橋", "二", 1, beside="橋")
    one, two, three = (Pair("answers", text, "p", label, beside="p") for text, label in (("who?", 1), ("when?", 1), ("why?", 0)))
    alone = Pair("entails", "x", "y", 2)
    assert side_by_side([b, one, two, alone, three, a]) == [(alone,), (a, b), (one, three), (two,)]


def test_side_by_side_loses_nothing() -> None:
    every = own()[::100]
    assert Counter(pair for unit in side_by_side(every) for pair in unit) == Counter(every)


def test_a_detail_that_goes_is_asked_and_claimed_of_the_sentence_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = "The bridge was opened in 1932."
    (tmp_path / "set.json").write_text(json.dumps({"data": [{"title": "T", "paragraphs": [{"context": text}]}]}), "utf-8")
    (tmp_path / "told").mkdir()
    entry = {"set": "set.json", "a": [0, 0, 0, 30], "lost": "when", "won": "who", "edit": [[22, 29, "by the mayor"]]}
    questions = {"ask_a": [["ja", "開通はいつか。"]], "ask_b": [["en", "Who opened the bridge?"]]}
    questions |= {"ask_none": [["ja", "長さは。"], ["en", "What did it cost?"]]}
    claims = {"claims_a": [["en", "It opened in 1932."]], "claims_b": [["ja", "市長が開通させた。"]]}
    (tmp_path / "told" / "d1.jsonl").write_text(json.dumps(entry | questions | claims, ensure_ascii=False) + "\n", "utf-8")
    monkeypatch.setattr(pairs, "TOLD", tmp_path / "told")
    found = {(p.task, p.first, p.second.removeprefix("T。"), p.holds) for p in told(tmp_path, 1)}
    a, b, when, who = text, "The bridge was opened by the mayor.", "開通はいつか。", "Who opened the bridge?"
    assert found == {
        *(("answers", *row) for row in ((when, a, True), (when, b, False), (who, b, True), (who, a, False))),
        *(("answers", *row) for row in (("長さは。", a, False), ("What did it cost?", b, False))),
        *(("supports", *row) for row in (("It opened in 1932.", a, True), ("It opened in 1932.", b, False))),
        *(("supports", *row) for row in (("市長が開通させた。", b, True), ("市長が開通させた。", a, False))),
    }


def test_sentences_of_which_a_detail_goes_have_questions_and_claims_in_both_languages() -> None:
    entries = [json.loads(line) for file in sorted(TOLD.glob("*.jsonl")) for line in file.read_text("utf-8").splitlines()]
    texts = ("ask_a", "ask_b", "ask_none", "claims_a", "claims_b")
    assert len(entries) == 2144
    for item in entries:
        assert set(item) == {"set", "a", "lost", "won", "edit", *texts} and any(fnmatch(item["set"], p) for p in PUBLIC)
        assert item["lost"] != item["won"] and item["edit"] and item["a"][3] > item["a"][2]
        assert [[language for language, _ in item[field]] for field in texts] == [["ja", "en"]] * 5


def test_a_claim_of_fever_stands_with_a_sentence_that_supports_it_and_one_that_refutes_it(tmp_path: Path) -> None:
    rows = [("SUPPORTS", "The city -LRB- old -RRB- has a port ."), ("REFUTES", "The city has no port .")]
    lines = (json.dumps({"claim": "The city has a port .", "evidence": evidence, "gold_label": label}) for label, evidence in rows)
    (tmp_path / "f.jsonl").write_text("\n".join(lines), "utf-8")
    [(right, wrong)] = side_by_side(list(pairs.fever_symmetric(tmp_path / "f.jsonl", random.Random(1))))
    assert (right.second, wrong.second, right.first) == ("The city (old) has a port.", "The city has no port.", "The city has a port.")
