import math
from collections import Counter

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.retrieval.lexical import K1, B, Bm25

CORPUS = [["円山", "川", "豊岡"], ["木曽", "川"], ["豊岡", "豊岡", "市"]]


def slow_bm25(corpus: list[list[str]], query: list[str]) -> list[float]:
    """Robertson & Zaragoza 2009 with Lucene's idf, term by term."""
    mean = sum(map(len, corpus)) / len(corpus)
    out = []
    for terms in corpus:
        counts, score = Counter(terms), 0.0
        for term in dict.fromkeys(query):
            df = sum(term in other for other in corpus)
            idf = math.log(1 + (len(corpus) - df + 0.5) / (df + 0.5))
            score += idf * counts[term] / (counts[term] + K1 * (1 - B + B * len(terms) / mean)) if counts[term] else 0.0
        out.append(score)
    return out


def test_a_passage_without_any_term_of_the_query_scores_zero():
    assert Bm25(CORPUS).scores(["木曽"]).nonzero()[0].tolist() == [1]


def test_a_query_of_unknown_terms_and_an_empty_collection_find_nothing():
    assert Bm25(CORPUS).scores(["東京"]).tolist() == [0.0, 0.0, 0.0]
    assert Bm25([]).scores(["東京"]).tolist() == []
    assert Bm25([[], []]).coverage([]).tolist() == [0.0, 0.0]


def test_words_that_occur_nowhere_lower_the_coverage():
    bm25 = Bm25(CORPUS)
    assert bm25.coverage(["木曽", "川"])[1] > 0.6
    assert bm25.coverage(["木曽", "川", "運河", "水門"])[1] < 0.4


def test_one_rare_name_found_is_about_one():
    bm25 = Bm25([["木曽", "川"], *[["東京", "川"]] * 1000])
    assert bm25.rarity(["木曽"])[0] == pytest.approx(0.58, abs=0.01)  # idf 6.5 of 7.6, saturated by k1
    assert bm25.rarity(["川"])[0] < 0.001


@settings(deadline=None, max_examples=30)
@given(
    st.lists(st.lists(st.sampled_from("abcdefg"), min_size=1, max_size=8), min_size=2, max_size=6),
    st.lists(st.sampled_from("abcxyz"), min_size=1, max_size=5),
)
def test_the_fast_scores_are_those_of_the_formula(corpus, query):
    bm25 = Bm25(corpus)
    assert np.allclose(bm25.scores(query), slow_bm25(corpus, query), atol=1e-4)
    assert bm25.coverage(query).max() <= 1.0
