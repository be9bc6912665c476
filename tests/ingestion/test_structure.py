"""Text → titles, headings, sentences; what is no one's prose never becomes body."""

from __future__ import annotations

import pytest

from assistant.ingestion.structure import blocks_of, sentences_in
from assistant.values import Span


def parts(text: str, *, markdown: bool = False) -> list[tuple[str, str]]:
    return [(block.kind, span.of(text)) for block in blocks_of(text, markdown=markdown) for span in block.sentences]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "条約の批准\n\n背景\n\n両国は条約を結んだ。議会が批准した。\n",
            [("title", "条約の批准"), ("heading", "背景"), ("body", "両国は条約を結んだ。"), ("body", "議会が批准した。")],
        ),
        (
            "The treaty\n\nBackground\n\nIt was signed in Pyongyang. Parliament ratified it.\n",
            [("title", "The treaty"), ("heading", "Background"), ("body", "It was signed in Pyongyang."), ("body", "Parliament ratified it.")],
        ),
    ],
)
def test_a_title_opens_a_text_and_a_heading_a_part(text: str, expected: list[tuple[str, str]]):
    assert parts(text) == expected


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("渡し船、4年ぶりに再開　荷物が先行、乗客は夏から、運賃は据え置きの見通し、湖岸の町に期待広がる", "title"),
        ('"The Ferries Are a Promise Nobody Wants to Keep": An Interview with Ada Bell on Lakes, Fog and Fares', "title"),
        ("The ferries on the lake have been slow since the spring of last year, and nobody at the company knows why.", "body"),
        ("- Buy the milk today, and the bread for the ferry that leaves the harbour at noon, if it leaves at all that day", "body"),
        ("昨年の春から、湖の渡し船は遅れていて、その理由を知る者は会社にも湖岸の町にも一人もいないと人々は話している", "body"),
    ],
)
def test_a_long_first_line_above_an_empty_one_is_the_title(line: str, kind: str):
    after = "They are slow." if line.isascii() else "船は遅い。"
    assert blocks_of(f"{line}\n\n{after}\n")[0].kind == kind


@pytest.mark.parametrize("marker", ["- ", "* ", "・", "● ", "■", "1. ", "(2) ", "3) ", "> ", "– "])
@pytest.mark.parametrize("sentence", ["議会が批准した。", "Parliament ratified it."])
def test_a_list_marker_is_not_part_of_its_sentence(marker: str, sentence: str):
    if sentence.isascii() and marker in {"・", "■"}:
        marker += " "
    assert parts(f"{marker}{sentence}\n") == [("body", sentence)]


def test_every_list_item_is_a_paragraph_of_its_own():
    text = "- 第一に、軍事協力である。\n- 第二に、経済協力である。\n"
    assert [b.span.of(text) for b in blocks_of(text)] == ["- 第一に、軍事協力である。\n", "- 第二に、経済協力である。\n"]


@pytest.mark.parametrize(
    "paragraph",
    [
        "両国は長い交渉の末に二〇二四年の夏、平壌で包括的戦略的パートナー\nシップ条約に署名し、秋に批准した。",
        "ロシアと北朝鮮は二〇二四年六月に平壌で首脳会談を\n開き、その場で条約に署名した。",
        "The two countries signed a comprehensive treaty after long\nnegotiations in the summer of 2024, and ratified it that autumn.",
    ],
)
@pytest.mark.parametrize("above", ["", "# The treaty\n\n"])
def test_a_wrapped_line_goes_on_in_the_next(paragraph: str, above: str):
    text = above + paragraph + "\n"
    assert [said for kind, said in parts(text, markdown=True) if kind == "body"] == [paragraph]


@pytest.mark.parametrize(
    ("text", "heading"),
    [
        ("条約\n\n前文である。\n\n背景\n両国は条約を結んだ。\n", "背景"),
        ("条約\n\n前文である。\n\n朝鮮半島の安全保障をめぐる各国の思惑と対応\n両国は条約を結んだ。\n", "朝鮮半島の安全保障をめぐる各国の思惑と対応"),
        ("The pact\n\nA preface.\n\nWhat the two countries promised each other\nThey signed a treaty.\n", "What the two countries promised each other"),
    ],
)
def test_a_label_right_above_its_paragraph_is_still_a_heading(text: str, heading: str):
    assert [said for kind, said in parts(text) if kind == "heading"] == [heading]


@pytest.mark.parametrize(
    "line",
    [
        "https://example.com/2024/06/treaty",
        "www.example.com/treaty",
        "出典:https://example.com/a",
        "editor@example.com",
        "© 2024 Example. All rights reserved.",
        "無断転載を禁じます。",
        "関連記事",
        "シェアする",
        "会員登録はこちら",
        "Read more",
        "Subscribe to our newsletter",
        "Click here to accept all cookies.",
        "2024年6月19日",
        "June 19, 2024",
        "2024-06-19",
        "* * *",
        "――――――",
    ],
)
@pytest.mark.parametrize("sentence", ["両国は条約に署名した。", "The treaty was signed."])
def test_boilerplate_and_bare_addresses_are_never_body(line: str, sentence: str):
    text = f"{sentence}\n{line}\n\n{line}\n\n{sentence}\n"
    said = [said for _, said in parts(text)]
    if line.startswith("出典"):
        said = [s for s in said if not s.startswith("出典")]
    assert said == [sentence, sentence]


@pytest.mark.parametrize("sentence", ["全文は https://example.com で読める。", "The text is at https://example.com for all to read."])
def test_an_address_inside_a_sentence_stays_in_it(sentence: str):
    assert parts(f"{sentence}\n") == [("body", sentence)]


def test_markdown_is_read_without_its_marks():
    text = """\
---
title: not text
---
# 条約 #

## Background

両国は条約を結んだ。

```
code = "is no prose"
```

---

> It was signed in Pyongyang.

1. 第4条は相互援助を定める。
"""
    assert parts(text, markdown=True) == [
        ("title", "条約"),
        ("heading", "Background"),
        ("body", "両国は条約を結んだ。"),
        ("body", "It was signed in Pyongyang."),
        ("body", "第4条は相互援助を定める。"),
    ]


@pytest.mark.parametrize(
    ("table", "rows"),
    [
        ("| 年 | 出来事 |\n| --- | --- |\n| 2024 | 批准 |\n", [("| 2024 | 批准 |", "2024年:出来事 批准")]),
        (
            "| Year | Coal (tonnes) |\n|---|---:|\n| 2018 | 1,810 |\n| 2019 | – |\n",
            [("| 2018 | 1,810 |", "Year 2018: Coal 1,810 tonnes"), ("| 2019 | – |", "Year 2019: Coal (tonnes) –")],
        ),
        ("Port | Ships\n--- | ---\nRajin | **12**\n", [("Rajin | **12**", "Port Rajin: Ships 12")]),
    ],
)
def test_a_row_of_a_table_is_read_with_the_headings_of_its_columns(table: str, rows: list[tuple[str, str]]):
    text = f"# 年表\n\n両国の年表である。\n\n{table}\nここまでが表である。\n"
    told = [(span.of(text), block.told[n]) for block in blocks_of(text, markdown=True) for n, span in enumerate(block.sentences)]
    assert told[2:-1] == rows


def test_what_is_emphasized_is_read_without_its_marks():
    (block,) = blocks_of("**Safety.** Nine men died, as [the report](https://example.com) says.", markdown=True)
    assert block.told == ("Safety. Nine men died, as the report says.",)


@pytest.mark.parametrize("text", ["両国は条約を結んだ。\r\n\r\n議会が批准した。\r\n", "It was signed.\r\n\r\nParliament ratified it.\r\n"])
def test_spans_count_the_text_as_read(text: str):
    for block in blocks_of(text):
        for span in block.sentences:
            assert block.span.contains(span)
            assert span.of(text) in {"両国は条約を結んだ。", "議会が批准した。", "It was signed.", "Parliament ratified it."}


def test_sentences_inside_a_range_are_counted_from_the_start_of_the_text():
    text = "題名\n議会が批准した。It was ratified."
    assert sentences_in(text, Span(3, len(text))) == [Span(3, 11), Span(11, 27)]


@pytest.mark.parametrize("text", ["", "\n\n", "https://example.com\n"])
def test_where_there_is_no_prose_there_is_no_sentence(text: str):
    assert parts(text) == []
