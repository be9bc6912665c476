"""Rankings → one ranking, by rank alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

RRF_K = 60


def fuse(rankings: Sequence[tuple[float, Sequence[str]]], *, k: int = RRF_K) -> list[tuple[str, float]]:
    """Merge rankings by reciprocal rank: rrf(p) = Σ weight / (k + rank of p), ranks from 1.

    Only ranks count, so cosine and BM25 need no common scale. Equal scores are ordered by id:
    one input, one list. Source: Cormack, Clarke and Büttcher, SIGIR 2009 (k = 60 is theirs).

    >>> fuse([(1.0, ["a", "b"]), (1.0, ["b"])])[0][0]
    'b'
    """
    scores: dict[str, float] = {}
    for weight, ranking in rankings:
        for rank, identity in enumerate(dict.fromkeys(ranking), 1):
            scores[identity] = scores.get(identity, 0.0) + weight / (k + rank)
    return sorted(scores.items(), key=lambda item: (-item[1], item[0]))


def best_first(scores: Mapping[str, float], k: int) -> list[str]:
    """Ids by score, best first, ties by id; scores of zero or less are no hits."""
    return [i for i, s in sorted(scores.items(), key=lambda item: (-item[1], item[0])) if s > 0][:k]
