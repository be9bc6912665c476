"""What a sentence is shown with: what it points to, the question it answers."""

from __future__ import annotations

import pytest

from assistant.answering.leaning import leans, together
from assistant.values import Sentence, Span


def shown(*texts: str) -> list[list[str]]:
    """Each sentence of a text with what it is shown with."""
    sentences = [Sentence(i, 0, Span(i, i + 1), text, "ja" if "。" in text else "en") for i, text in enumerate(texts)]
    return [[texts[n] for n in together(sentences, at)] for at in range(len(texts))]


# pointing back


@pytest.mark.parametrize(
    ("ja", "en", "leaning"),
    [
        ("この提携は続かない。", "The partnership will not last.", True),
        ("北朝鮮はこの両面で有用だった。", "North Korea was useful on both fronts.", True),
        ("しかし推測は可能だ。", "But one can guess.", True),
        ("しかし、ロシアは核技術の供与には慎重であり続けるとみられ、両国の立場の隔たりは今後も埋まらないだろう。", None, False),
        ("条約は批准された。", "The treaty was ratified.", False),
    ],
)
def test_what_points_back_or_barely_goes_on_does_not_stand_alone(ja, en, leaning):
    assert leans(Sentence(1, 0, Span(0, len(ja)), ja, "ja", rendering=en)) is leaning


# question and answer


def test_a_question_is_shown_only_with_its_answer():
    asked, answer = "ソ連が北朝鮮を承認したのはいつですか。", "昭和二十三年十月十二日です。"
    assert shown(asked, answer) == [[], [asked, answer]]
    asked, answer = "Can the two positions be reconciled?", "Strand doubts it."
    assert shown(asked, answer) == [[], [asked, answer]]


@pytest.mark.parametrize(
    ("asked", "answer"),
    [
        ("条約はいつ結ばれたのでしょう。", "七月六日に金日成がモスクワで相互援助条約に署名し、五日後には北京で中国とも同じような条約を結びました。"),
        ("Why did the talks fail?", "The talks in Hanoi failed when the two leaders could not agree on which sanctions were to be lifted first."),
    ],
)
def test_an_answer_that_says_all_stands_without_its_question(asked, answer):
    assert shown(asked, answer) == [[], [answer]]


def test_a_reason_is_shown_with_the_question_it_answers():
    asked = "Why does Moscow hire them?"
    answer = "Because the war has emptied the labour market of the Far East, and nobody else would build its bridges and its ports at that price."
    assert shown(asked, answer)[1] == [asked, answer]


@pytest.mark.parametrize("told", ["同盟はやがて薄れていくのではないか。", "誰もが驚くでしょう。", "残された時間はわずか。", "“Who will pay?” he asked."])
def test_what_only_sounds_like_a_question_tells_something(told):
    assert shown("条約は批准された。", told)[1] == [told]
