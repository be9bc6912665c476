"""The cross-encoders' network as it learns: the layers of the bundled e5 with a low-rank change to each matrix, in PyTorch, and how it is stored.

The program reads what is stored here with ``assistant/retrieval/cross_encoder.py``, which needs no PyTorch. The matrices themselves take no gradient;
numbers are bfloat16 where the processor multiplies them as such, which is twice as fast, and float32 elsewhere, where bfloat16 took ten times as long.
"""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from assistant.retrieval.cross_encoder import ADAPTERS, part_of
from assistant.retrieval.cross_encoder import Task as Read
from assistant.retrieval.e5_network import AWAY, MATRICES
from assistant.retrieval.e5_weights import E5Weights

RANK = 32
"""Of each change."""
NUMBER = torch.bfloat16 if torch.cpu._is_avx512_bf16_supported() or torch.cpu._is_amx_tile_supported() else torch.float32
HEADS = {"answers": 0, "supports": 1, "leaves_open": 2, "contradicts": 3}


class Changed(nn.Module):
    """A matrix of e5 with its change."""

    def __init__(self, weight: np.ndarray, bias: np.ndarray) -> None:
        super().__init__()
        self.weight, self.bias = torch.from_numpy(weight).to(NUMBER), torch.from_numpy(bias.copy()).to(NUMBER)
        self.a = nn.Parameter(torch.randn(RANK, weight.shape[1]) / weight.shape[1] ** 0.5)
        self.b = nn.Parameter(torch.zeros(weight.shape[0], RANK))

    def forward(self, x: Tensor) -> Tensor:
        return functional.linear(x, self.weight, self.bias) + functional.linear(functional.linear(x, self.a.to(NUMBER)), self.b.to(NUMBER))


class Layer(nn.Module):
    def __init__(self, base: E5Weights, number: int) -> None:
        super().__init__()
        self.heads = base.heads
        self.parts = nn.ModuleDict()
        for name, stored in MATRICES.items():
            width = base.inner if name == "fo" else base.hidden
            self.parts[name] = Changed(base.matrix(f"l{number}.{stored}.w", width), base.vector(f"l{number}.{stored}.b"))
        self.norms = {n: [torch.from_numpy(base.vector(f"l{number}.{n}.{p}").copy()).to(NUMBER) for p in "wb"] for n in ("aln", "oln")}
        self.epsilon = base.epsilon

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        n, t, hidden = x.shape

        def heads(name: str) -> Tensor:
            split: Tensor = self.parts[name](x).view(n, t, self.heads, -1).transpose(1, 2).reshape(n * self.heads, t, -1)
            return split

        near = torch.bmm(heads("q"), heads("k").transpose(1, 2)) * (hidden // self.heads) ** -0.5
        shares = torch.softmax((near.view(n, self.heads, t, t) + mask).view(n * self.heads, t, t), -1)
        seen = torch.bmm(shares, heads("v")).view(n, self.heads, t, -1).transpose(1, 2).reshape(n, t, hidden)
        x = self._norm("aln", x + self.parts["o"](seen))
        return self._norm("oln", x + self.parts["fo"](functional.gelu(self.parts["fi"](x))))

    def _norm(self, name: str, x: Tensor) -> Tensor:
        return functional.layer_norm(x, x.shape[-1:], *self.norms[name], self.epsilon)


class Reader(nn.Module):
    """Embeddings as they are, the changed layers, a head for the pair and one for the answer's first and last token."""

    def __init__(self, base: E5Weights) -> None:
        super().__init__()
        self.base = base
        self.layers = nn.ModuleList(Layer(base, i) for i in range(base.layers))
        self.finds = True
        """Whether it learns to find the answer's characters as well; their head is not stored."""
        self.side = nn.Parameter(torch.zeros(2, base.hidden))
        self.head, self.span = nn.Linear(2 * base.hidden, len(HEADS)), nn.Linear(base.hidden, 2)
        nn.init.normal_(self.head.weight, std=0.02)
        nn.init.zeros_(self.head.bias)

    def keep(self, layers: int) -> None:
        """Let the first layers, and what tells the two texts apart, stay as they are: a step takes a fourth less time with four of twelve."""
        self.side.requires_grad_(False)
        for layer in self.layers[:layers]:
            layer.requires_grad_(False)

    def forward(self, tokens: np.ndarray, side: Tensor, there: Tensor) -> tuple[Tensor, Tensor]:
        base = self.base
        fixed = base.words(tokens) + base.vector("emb.pos").reshape(-1, base.hidden)[: tokens.shape[1]] + base.vector("emb.type")[: base.hidden]
        norm = [torch.from_numpy(base.vector(f"emb.ln.{p}").copy()) for p in "wb"]
        x = functional.layer_norm(torch.from_numpy(fixed) + self.side[side], (base.hidden,), *norm, base.epsilon).to(NUMBER)
        mask = torch.zeros(len(tokens), 1, 1, tokens.shape[1], dtype=NUMBER).masked_fill_(~there[:, None, None, :], AWAY)
        for layer in self.layers:
            x = layer(x, mask)
        x, share = x.float(), there.float()[:, :, None]
        return self.head(torch.cat([x[:, 0], (x * share).sum(1) / share.sum(1)], 1)), self.span(x)


ROWS: dict[Read, list[int]] = {"answers": [HEADS["answers"]], "supports": [HEADS["supports"], HEADS["leaves_open"], HEADS["contradicts"]]}
"""Rows of the head that are stored: what speaks for it, and after it what speaks against."""


def adapter(reader: Reader, task: Read, provenance: dict[str, Any]) -> dict[str, np.ndarray]:
    """What is stored: the changes in 8-bit rows with their scales, and the head of the task; the rest only helped to learn."""
    out: dict[str, np.ndarray] = {"provenance": np.frombuffer(json.dumps(provenance, ensure_ascii=False).encode("utf-8"), np.uint8)}
    for i, layer in enumerate(reader.layers):
        for name, part in layer.parts.items():
            for side in ("a", "b"):
                rows = getattr(part, side).detach().numpy()
                scale = np.maximum(np.abs(rows).max(1), 1e-9) / 127
                out[f"l{i}.{name}.{side}"] = np.rint(rows / scale[:, None]).astype(np.int8)
                out[f"l{i}.{name}.{side}.scale"] = scale.astype(np.float32)
    head = {"head": reader.head.weight[ROWS[task]].detach().numpy(), "bias": reader.head.bias[ROWS[task]].detach().numpy()}
    return out | head | {"side": reader.side.detach().numpy()}


def restore(reader: Reader, task: Read) -> Any:
    """Set the changes, and the head of the task, to what is stored; gives its provenance."""
    with np.load(ADAPTERS[task]) as stored, torch.no_grad():
        for i, layer in enumerate(reader.layers):
            for name, part in layer.parts.items():
                for side in ("a", "b"):
                    getattr(part, side).copy_(torch.from_numpy(part_of(stored, f"l{i}.{name}.{side}")))
        reader.side.copy_(torch.from_numpy(stored["side"]))
        reader.head.weight[ROWS[task]] = torch.from_numpy(np.atleast_2d(stored["head"]).astype(np.float32))
        reader.head.bias[ROWS[task]] = torch.from_numpy(np.atleast_1d(stored["bias"]).astype(np.float32))
        return json.loads(bytes(stored["provenance"]).decode("utf-8"))


def halfway(reader: Reader, other: Reader) -> None:
    """Move every number half the way to the other's: what was learned, and what was known before, in one network."""
    with torch.no_grad():
        for mine, its in zip(reader.parameters(), other.parameters(), strict=True):
            mine.add_(its).div_(2)
