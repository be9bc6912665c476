"""Which language a text is in, and how it is made comparable."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.text.language import detect, has_japanese
from assistant.text.normalize import clean, compose, fold_katakana, normalize
from assistant.text.terms import bigrams, content_terms, count_tokens, stem, words


@pytest.mark.parametrize(
    ("text", "language"),
    [("QUADとは何ですか", "ja"), ("FOIPとは?", "ja"), ("Ankit Pandaは?", "ja"), ("北朝鮮", "ja"),
     ("What is 北朝鮮?", "en"), ("What does とは mean?", "en"), ("Kim Jong Un", "en"),
     ("Su-35戦闘機とSu-57戦闘機を生産する工場", "ja"), ("ﾐｻｲﾙ", "ja"),
     ("", "en"), ("!? 123", "en")],
)  # fmt: skip
def test_the_script_decides_the_language(text: str, language: str) -> None:
    assert detect(text) == language


def test_without_letters_the_default_decides() -> None:
    assert detect("!? 123", default="ja") == "ja"
    assert has_japanese("a 北") and not has_japanese("abc 123")


@pytest.mark.parametrize(
    ("text", "expected"),
    [("ＵＳＢ ㌔ “Рutin” 80％", 'usb キロ "putin" 80%'), ("①", "1"), ("a\u200bb\ufeff", "ab"), ("Kim–Putin — ‘yes’", "kim-putin - 'yes'"), ("Москва", "москва"),
     ("ｶﾞｽ", "ガス"), ("İ", "İ")],
)  # fmt: skip
def test_width_case_and_lookalikes_are_unified(text: str, expected: str) -> None:
    assert normalize(text) == expected


@pytest.mark.parametrize(
    ("a", "b"), [("プーティン", "プーチン"), ("ヴェトナム", "ベトナム"), ("コンピューター", "コンピュータ"), ("キム・ジョンウン", "キムジョンウン")]
)
def test_katakana_variants_are_one_word(a: str, b: str) -> None:
    assert fold_katakana(a) == fold_katakana(b)


@given(st.text())
def test_composing_and_normalizing_keep_step(text: str) -> None:
    assert len(compose(text)) == len(normalize(text))
    assert clean(clean(text)) == clean(text)
    assert detect(text) in {"ja", "en"}


def test_terms_carry_the_content_of_both_languages() -> None:
    assert bigrams("北朝鮮のKN-23 missiles") == ["北朝", "朝鮮", "鮮の", "kn-23", "missil"]
    assert [t.key for t in content_terms("Which treaty was ratified?")] == ["treati", "ratifi"]
    assert [t.key for t in content_terms("条約を批准した")] == ["条約", "批准"]
    assert "条約" in words("この条約は批准された") and "は" not in words("この条約は批准された")
    assert stem("missiles") == stem("missile's") == "missil"


@pytest.mark.parametrize("text", ["", "hello", "こんにちは", "<|endoftext|>", "\u200b"])
def test_tokens_are_counted_without_a_network(text: str) -> None:
    assert (count_tokens(text) > 0) == bool(text)


@given(st.text("あ亜アaA1 。.,-'ー・\u3000", max_size=60))
def test_terms_never_raise_and_stand_inside_the_text(text: str) -> None:
    for term in content_terms(text):
        assert 0 <= term.start < term.end <= len(normalize(text))
    words(text)
    bigrams(text)
