"""Questions and passages read together, by the real network."""

from __future__ import annotations

import numpy as np
import pytest

from assistant.retrieval.cross_encoder import MATRICES, _network, _session, answering
from assistant.retrieval.e5_weights import BLOCK_BYTES, END, START, dequantised, e5_weights
from assistant.retrieval.embedding import e5_query

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


def test_a_score_does_not_depend_on_what_is_read_beside_it() -> None:
    question, passages = "ノルドハーフェンはリンデを何年に買収したか。", [DEAL, FLOOD, "短い文。", FLOOD * 4]
    assert answering(question, passages) == pytest.approx([answering(question, [p])[0] for p in passages], abs=0.02)


@pytest.mark.parametrize("odd", ["", " ", "\u200b\u200d", "九" * 10_000, "\x00\x1f", "🚀" * 300, "a" * 10_000])
def test_odd_texts_are_read_without_an_error(odd: str) -> None:
    assert all(np.isfinite(answering(odd, [DEAL, odd])))


def test_nothing_to_read_has_no_score() -> None:
    assert answering("何年か。", []) == []


@pytest.mark.parametrize("text", ["北朝鮮とロシアの条約はいつ署名されたか。", "When was the treaty signed?"])
def test_the_layers_without_a_change_are_those_of_the_bundled_e5(text: str) -> None:
    """The mean of the last layer, as e5 embeds a query, up to what eight and seven bits lose."""
    base = e5_weights()
    change: dict[str, np.ndarray] = {}
    for i in range(base.layers):
        for name in MATRICES:
            rows, width = (base.inner if name == "fi" else base.hidden), (base.inner if name == "fo" else base.hidden)
            change |= {f"l{i}.{name}.a": np.zeros((1, width), np.int8), f"l{i}.{name}.a.scale": np.ones(1, np.float32)}
            change |= {f"l{i}.{name}.b": np.zeros((rows, 1), np.int8), f"l{i}.{name}.b.scale": np.ones(rows, np.float32)}
    tokens = np.array([[START, *base.tokens(f"query: {text}"), END]])
    x = base.words(tokens) + base.vector("emb.pos").reshape(-1, base.hidden)[: tokens.shape[1]] + base.vector("emb.type")[: base.hidden]
    x = (x - x.mean(-1, keepdims=True)) / np.sqrt(x.var(-1, keepdims=True) + base.epsilon) * base.vector("emb.ln.w") + base.vector("emb.ln.b")
    (y,) = _session(_network(base, change)).run(None, {"x": x[0].astype(np.float32), "mask": np.zeros((1, 1, 1, tokens.shape[1]), np.float32)})
    mean = y.mean(0)
    assert float(mean / np.linalg.norm(mean) @ e5_query(text)) > 0.98


def test_four_bit_blocks_are_read_as_their_format_says() -> None:
    """One block: the scale 0.5, then 16 bytes whose low halves are the first 16 weights and whose high halves the other 16, each less 8."""
    block = np.frombuffer(np.float16(0.5).tobytes() + bytes([0x80 + i for i in range(16)]), np.uint8).reshape(1, 1, BLOCK_BYTES)
    assert dequantised(block)[0].tolist() == [0.5 * (i - 8) for i in range(16)] + [0.0] * 16
