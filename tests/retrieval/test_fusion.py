import pytest

from assistant.retrieval.fusion import Signal, calibrate, fuse


def test_weights_times_scores_are_added():
    dense = Signal("e5", "ja", {"a": 0.9, "b": 0.8})
    words = Signal("words", "ja", {"b": 0.5})
    assert fuse([(0.5, dense), (0.5, words)], {"a": ["ja"], "b": ["ja"]}) == [("b", 0.65), ("a", 0.45)]


def test_a_rendering_is_a_second_chance_and_not_a_second_vote():
    original = Signal("e5", "ja", {"rendered": 0.8, "japanese only": 0.9})
    rendering = Signal("e5", "en", {"rendered": 0.7})
    assert fuse([(1.0, original), (1.0, rendering)], {"rendered": ["ja", "en"], "japanese only": ["ja"]}) == [("japanese only", 0.9), ("rendered", 0.8)]


def test_a_place_beyond_the_depth_of_a_list_scores_as_the_last_of_it():
    dense = Signal("e5", "ja", {"near": 0.9}, floor=0.4)
    words = Signal("words", "ja", {"far": 0.2})
    assert fuse([(1.0, dense), (1.0, words)], {"near": ["ja"], "far": ["ja"]}) == [("near", 0.9), ("far", 0.6)]


def test_the_floor_of_one_language_is_not_given_to_places_of_the_other():
    japanese = Signal("e5", "ja", {"a": 0.9}, floor=0.4)
    english = Signal("e5", "en", {"b": 0.1})
    assert fuse([(1.0, japanese), (1.0, english)], {"a": ["ja"], "b": ["en"]}) == [("a", 0.9), ("b", 0.1)]


def test_equal_scores_are_ordered_by_name():
    signal = Signal("words", "ja", {"b": 0.5, "a": 0.5})
    assert [place for place, _ in fuse([(1.0, signal)], {"a": ["ja"], "b": ["ja"]})] == ["a", "b"]


def test_what_scores_zero_is_no_hit():
    assert fuse([(1.0, Signal("words", "ja", {"a": 0.0}))], {"a": ["ja"]}) == []


@pytest.mark.parametrize(("question", "passage", "unrelated"), [("ja", "ja", 0.769), ("en", "en", 0.744), ("en", "ja", 0.702), ("ja", "en", 0.724)])
def test_an_unrelated_passage_counts_zero_in_every_language_pair(question, passage, unrelated):
    assert calibrate("e5", unrelated, question, passage) == 0.0
    assert calibrate("e5", unrelated + 0.15, question, passage) == pytest.approx(1.0)
