"""The layers of the bundled e5 as a network of ONNX Runtime, as they are or changed.

Matrices are multiplied in whole numbers, tokens in 8 bits and weights in 7, each row with a scale of its own: the same on every processor, and several
times faster than the package's own engine (8 ms for a question where that takes 37). Vectors differ from the engine's by a cosine of 0.0012.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from assistant.retrieval.e5_weights import PAD, E5Weights, Floats

AWAY = -1e4
"""Added to what attention gives to padding."""
MOST, MIDDLE, MOST_WEIGHT = 127, 128, 63
"""Largest whole number of a token's row, what is added to it, and the largest of a weight: with 63 no processor's sums of two products overflow 16 bits."""
MATRICES = {"q": "q", "k": "k", "v": "v", "o": "ao", "fi": "fi", "fo": "fo"}
"""Matrices of a layer: their names here and in the package's file."""
Change = Callable[[str], Floats | float]
"""Name of a layer's matrix ("l3.fi") → what is added to it."""


def unchanged(_name: str) -> float:
    return 0.0


class E5Network:
    """Tokens → the states of the last layer. ``side``: (2, hidden), added to the embeddings of a text's first part and of its second."""

    def __init__(self, base: E5Weights, change: Change = unchanged, side: Floats | None = None) -> None:
        self._base = base
        self._side = np.zeros((2, base.hidden), np.float32) if side is None else side
        self._session = _session(_described(base, change))

    def states(self, texts: Sequence[tuple[Sequence[int], Sequence[int]]]) -> tuple[Floats, npt.NDArray[np.bool_]]:
        """Tokens of the first part and of the second of each text → states (n, width, hidden), and where there is a token (n, width)."""
        base, width = self._base, max(len(a) + len(b) for a, b in texts)
        tokens, side, there = np.full((len(texts), width), PAD), np.ones((len(texts), width), np.intp), np.zeros((len(texts), width), bool)
        for i, (a, b) in enumerate(texts):
            tokens[i, : len(a) + len(b)] = [*a, *b]
            side[i, : len(a)] = 0
            there[i, : len(a) + len(b)] = True
        x = base.words(tokens) + base.vector("emb.pos").reshape(-1, base.hidden)[:width] + base.vector("emb.type")[: base.hidden] + self._side[side]
        x = (x - x.mean(-1, keepdims=True)) / np.sqrt(x.var(-1, keepdims=True) + base.epsilon) * base.vector("emb.ln.w") + base.vector("emb.ln.b")
        mask = np.where(there, 0, AWAY).astype(np.float32)[:, None, None, :]
        (y,) = self._session.run(None, {"x": x.astype(np.float32).reshape(-1, base.hidden), "mask": mask})
        return y.reshape(x.shape), there


def mean_state(states: Floats, there: npt.NDArray[np.bool_]) -> Floats:
    """(n, width, hidden) → (n, hidden): the mean over a text's tokens."""
    out: Floats = (states * there[:, :, None]).sum(1) / there.sum(1, keepdims=True)
    return out


def _described(base: E5Weights, change: Change) -> bytes:
    """The layers as an ONNX model: x (n · t, hidden) and mask (n, 1, 1, t) → (n · t, hidden)."""
    from onnx import TensorProto, helper, numpy_helper

    nodes, weights = [], []

    def stored(name: str, value: npt.NDArray[Any] | np.generic) -> str:
        weights.append(numpy_helper.from_array(np.ascontiguousarray(value) if value.ndim else np.array(value), name))
        return name

    def node(kind: str, inputs: Sequence[str], out: str, **options: Any) -> str:
        nodes.append(helper.make_node(kind, inputs, [out], domain="com.microsoft" if kind in {"Gelu", "MatMulIntegerToFloat"} else "", **options))
        return out

    whole: dict[str, tuple[str, str]] = {}
    most, least, one = stored("most", np.float32(MOST)), stored("least", np.float32(1e-9)), stored("one", np.float32(1))
    zero, zeros, flat = stored("zero", np.uint8(MIDDLE)), stored("zeros", np.array([MIDDLE], np.uint8)), stored("flat", np.array([-1]))

    def rounded(x: str) -> tuple[str, str]:
        """Rows in whole numbers around MIDDLE, and their scales (rows, 1)."""
        if x not in whole:
            peak = node("ReduceMax", [node("Abs", [x], f"{x}.size")], f"{x}.peak", axes=[-1], keepdims=1)
            scale = node("Div", [node("Max", [peak, least], f"{x}.top"), most], f"{x}.scale")
            each = node("Reshape", [scale, flat], f"{x}.each")
            around = node("Expand", [zeros, node("Shape", [each], f"{x}.rows")], f"{x}.around")
            whole[x] = node("QuantizeLinear", [x, each, around], f"{x}.whole", axis=0), scale
        return whole[x]

    def linear(x: str, layer: int, name: str, width: int, share: float = 1.0) -> str:
        """``share``: what the outcome is multiplied by."""
        own = f"l{layer}.{name}"
        w = base.matrix(f"l{layer}.{MATRICES[name]}.w", width) + change(own)
        by = np.abs(w).max(1, keepdims=True) / MOST_WEIGHT
        tokens, scale = rounded(x)
        matrix, sizes = stored(f"{own}.w", np.rint(w / by).astype(np.int8).T), stored(f"{own}.by", (share * by[:, 0]).astype(np.float32))
        product = node("MatMulIntegerToFloat", [tokens, matrix, one, sizes, zero], f"{own}.product")
        sized = node("Mul", [product, scale], f"{own}.sized")
        return node("Add", [sized, stored(f"{own}.bias", (share * base.vector(f"l{layer}.{MATRICES[name]}.b")).astype(np.float32))], own)

    def norm(x: str, y: str, own: str) -> str:
        both = node("Add", [x, y], f"{own}.sum")
        inputs = [both, stored(f"{own}.w", base.vector(f"{own}.w")), stored(f"{own}.bias", base.vector(f"{own}.b"))]
        return node("LayerNormalization", inputs, own, epsilon=base.epsilon)

    length = node("Slice", [node("Shape", ["mask"], "sizes"), stored("third", np.array([3])), stored("fourth", np.array([4]))], "length")
    split = node("Concat", [flat, length, stored("heads", np.array([base.heads, base.hidden // base.heads]))], "split", axis=0)
    joined = stored("joined", np.array([-1, base.hidden]))
    query_share = (base.hidden // base.heads) ** -0.5
    x = "x"
    for i in range(base.layers):
        heads = {}
        for name, order, share in (("q", [0, 2, 1, 3], query_share), ("k", [0, 2, 3, 1], 1.0), ("v", [0, 2, 1, 3], 1.0)):
            cut = node("Reshape", [linear(x, i, name, base.hidden, share), split], f"l{i}.{name}.cut")
            heads[name] = node("Transpose", [cut], f"l{i}.{name}.heads", perm=order)
        near = node("MatMul", [heads["q"], heads["k"]], f"l{i}.near")
        shares = node("Softmax", [node("Add", [near, "mask"], f"l{i}.masked")], f"l{i}.shares", axis=-1)
        seen = node("Transpose", [node("MatMul", [shares, heads["v"]], f"l{i}.seen")], f"l{i}.turned", perm=[0, 2, 1, 3])
        x = norm(x, linear(node("Reshape", [seen, joined], f"l{i}.context"), i, "o", base.hidden), f"l{i}.aln")
        inside = node("Gelu", [linear(x, i, "fi", base.hidden)], f"l{i}.inside")
        x = norm(x, linear(inside, i, "fo", base.inner), f"l{i}.oln")
    value = helper.make_tensor_value_info
    graph = helper.make_graph(
        nodes,
        "e5",
        [value("x", TensorProto.FLOAT, ["rows", base.hidden]), value("mask", TensorProto.FLOAT, ["n", 1, 1, "t"])],
        [value(x, TensorProto.FLOAT, ["rows", base.hidden])],
        weights,
    )
    opsets = [helper.make_opsetid("", 17), helper.make_opsetid("com.microsoft", 1)]
    model: bytes = helper.make_model(graph, opset_imports=opsets, ir_version=9).SerializeToString()
    return model


def _session(model: bytes) -> Any:
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = min(os.cpu_count() or 1, 4)
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")  # waiting must not cost other programs their cores
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
