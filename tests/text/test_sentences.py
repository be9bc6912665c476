"""Text → sentences, to the character."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.text.sentences import split_sentences


def cut(text: str) -> list[str]:
    return [s.of(text) for s in split_sentences(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []), (" \n\t", []), ("雨だ。", ["雨だ。"]), ("雨だ。晴れだ。", ["雨だ。", "晴れだ。"]), ("本当か？本当だ！", ["本当か？", "本当だ！"]),
        ("「行く。」と言った。帰った。", ["「行く。」と言った。", "帰った。"]), ("彼は「行く」。帰った", ["彼は「行く」。", "帰った"]),
        ("見出し\n本文だ。", ["見出し", "本文だ。"]), ("(注。)本文。", ["(注。)本文。"]), ("３．５％だ。次。", ["３．５％だ。", "次。"]),
        ("やった!!次", ["やった!!", "次"]), ("閉じない「かっこ。次の文。", ["閉じない「かっこ。", "次の文。"]),
        ("It rained. It stopped.", ["It rained.", "It stopped."]),
        ("He left at 5 p.m. on Dr. No's boat. It sank.", ["He left at 5 p.m. on Dr. No's boat.", "It sank."]),
        ("Is it? Yes! Good.", ["Is it?", "Yes!", "Good."]), ("It grew 3.5 percent. Then 1.2.", ["It grew 3.5 percent.", "Then 1.2."]),
        ("The U.S. and the U.K. agreed. Fine.", ["The U.S. and the U.K. agreed.", "Fine."]),
        ("He lives in the U.S. He likes it.", ["He lives in the U.S.", "He likes it."]), ("See e.g. Kim. Next.", ["See e.g. Kim.", "Next."]),
        ("“Go.” He went.", ["“Go.” He went."]), ("J. Smith came. Bye.", ["J. Smith came.", "Bye."]),
        ("It rained. 雨だった。It stopped.", ["It rained.", "雨だった。", "It stopped."]), ("Wait... what? Yes.", ["Wait... what?", "Yes."]),
    ],
)  # fmt: skip
def test_sentences_end_where_a_reader_ends_them(text: str, expected: list[str]) -> None:
    assert cut(text) == expected


@settings(max_examples=300, deadline=None)
@given(
    st.text()
    | st.text("あいうABab。！？!?.．「」『』()（）\"'”“ \n\r\u3000\u2028\u200b\ud800123U.S")
    | st.lists(st.sampled_from(["雨だ。", "「行く。」", "U.S. ", "It rained. ", "Dr. ", "\n", " ", "(", ")", "」", "5.3", "!?"])).map("".join)
)
def test_spans_are_in_order_disjoint_trimmed_and_lose_no_character(text: str) -> None:
    end, kept = 0, ""
    for span in split_sentences(text):
        piece = text[span.start : span.end]
        assert end <= span.start < span.end <= len(text)
        assert piece == piece.strip() != ""
        assert not text[end : span.start].strip()
        kept += piece
        end = span.end
    assert not text[end:].strip()
    assert "".join(kept.split()) == "".join(text.split())


@pytest.mark.parametrize(
    "text",
    [
        "。" * 50_000,
        "「" * 50_000,
        "」" * 50_000,
        "「」" * 25_000,
        "." * 50_000,
        ". " * 25_000,
        "U.S. " * 10_000,
        "a" * 50_000,
        "a." * 25_000,
        "!" * 50_000,
        "(" * 50_000,
        "('" * 25_000,
        '?"' * 25_000,
        "あ！" * 25_000,
        "\n" * 50_000,
        " " * 50_000,
    ],
    ids=lambda t: repr(t[:4]),
)
def test_adversarial_repetition_finishes(text: str) -> None:
    split_sentences(text)


@pytest.mark.parametrize(
    ("run", "cut"),
    [("あ" * 4_000, [1_334, 1_333, 1_333]), ("北朝鮮とロシア、" * 300, [1_200, 1_200]), ("word " * 700, [1_164, 1_164, 1_169])],
)
def test_a_run_without_an_end_is_cut(run: str, cut: list[int]) -> None:
    spans = split_sentences(run)
    assert [s.end - s.start for s in spans] == cut
    assert "".join("".join(s.of(run).split()) for s in spans) == "".join(run.split())
