"""Values in, HTML out: what the reader sees of an answer, a refusal, a source, a draft."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from assistant.ui import render, shell
from assistant.ui.shell import page
from assistant.ui.wording import WORDS, word
from assistant.values import AnsweredClaim, Change, Checked, Citation, Document, Label, Reason, Reply, Section, Sentence, Span, Verdict
from assistant.verification.wording import REASONS

TEXT = "前置き\n条約は2024年6月19日に署名された。雨だった。\nhttps://example.org/"
FIRST, SECOND = Span(4, 24), Span(24, 29)
DOCUMENT = Document(
    doc="treaty.txt",
    text=TEXT,
    language="ja",
    title={"ja": "条約", "en": "The treaty"},
    sections=(Section(Span(0, len(TEXT)), {"ja": "山田", "en": "Yamada"}, "2024-06-20"),),
    sentences=(
        Sentence(0, 0, FIRST, FIRST.of(TEXT), "ja", rendering="The treaty was signed on June 19, 2024."),
        Sentence(1, 0, SECOND, SECOND.of(TEXT), "ja"),
    ),
    url="https://example.org/treaty",
)
CITATION = Citation(1, "treaty.txt", "The treaty", *FIRST, FIRST.of(TEXT), "Yamada", "2024-06-20", "The treaty was signed on June 19, 2024.")
SUPPORTED = Verdict(Label.SUPPORTED, (Reason("quoted"),), 0.91)
ANSWER = Reply(
    "The treaty was signed on June 19, 2024. [1]", "en", "answered", (CITATION,), (AnsweredClaim("The treaty was signed on June 19, 2024.", (1,), SUPPORTED),)
)


class Text(HTMLParser):
    """The text of HTML, and its tags, as a browser reads them."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.text, self.tags, self.attributes = "", [], []  # type: ignore[var-annotated]
        self.feed(html)

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(tag, name, value or "") for name, value in attrs]


def test_a_mark_becomes_a_button_that_says_what_it_opens():
    assert render.marked("署名された。[1]", {1: CITATION}) == (
        '署名された<span class="held">。<button type="button" class="mark" data-do="source" data-n="1" '
        'data-w-label="mark" data-w-values="{&quot;n&quot;: 1, &quot;title&quot;: &quot;The treaty&quot;}" '
        'aria-label="出典1を開く：The treaty" title="出典1を開く：The treaty">1</button></span>'
    )


def test_brackets_that_cite_nothing_stay_text():
    assert render.marked("as in [7] and [2024]", {1: CITATION}) == "as in [7] and [2024]"


def test_an_answer_keeps_its_lists_and_the_names_of_its_authors():
    reply = Reply("Kelly:\n- It will fade. [1]\n- Soon.\n\nPanda: It helps both.", "en", "answered", (CITATION,), tuple(
        AnsweredClaim("x", (), SUPPORTED, section) for section in ("Kelly", "Panda")
    ))  # fmt: skip
    html = re.sub(r"<span.*?</span>", "·", render.answer(reply))
    assert html == '<h3 class="section">Kelly</h3><ul><li>It will ·</li><li>Soon.</li></ul><h3 class="section">Panda</h3><p>It helps both.</p>'


@pytest.mark.parametrize(
    ("reply", "kind", "banner"),
    [
        (ANSWER, "kind-answered", None),
        (Reply("x", "en", "refused", reason="out_of_domain"), "kind-refused", "kind.out_of_domain"),
        (Reply("x", "en", "refused", reason="not_in_documents"), "kind-refused", "kind.not_in_documents"),
        (Reply("x", "en", "answered", reason="premise_contradicted"), "kind-corrected", "kind.premise_contradicted"),
        (Reply("x", "en", "refused", reason="premise_contradicted"), "kind-corrected", "kind.premise_contradicted"),
        (Reply("x", "en", "small_talk"), "kind-small-talk", None),
    ],
)
def test_answers_refusals_corrections_and_small_talk_look_different(reply, kind, banner):
    html = render.turn("?", reply)
    assert f'class="reply {kind}"' in html
    assert re.findall(r'<p class="banner"><span data-w="([^"]+)"', html) == ([banner] if banner else [])


def test_the_citations_of_a_refusal_are_called_closest_passages_not_sources():
    refusal = Reply("The documents do not say. [1]", "en", "refused", (CITATION,), reason="not_in_documents")
    assert 'data-w="nearest"' in render.turn("?", refusal)
    assert 'data-w="sources"' not in render.turn("?", refusal)


def test_a_sentence_shows_why_it_was_accepted():
    shown = Text(render.turn("?", ANSWER)).text
    assert "裏づけありThe treaty was signed on June 19, 2024.1原文または訳文のとおりです。意味の一致度 0.91" in shown


def test_every_reason_of_a_check_has_its_sentence_on_the_page():
    assert {f"check.{name}" for name in REASONS} <= set(WORDS)
    assert Text(render.reason(Reason("numbers_conflicts", "3万", "30,000"))).text == "この文の数値は「3万」、出典では「30,000」です。"


def test_a_check_without_a_word_of_its_own_is_shown_by_name():
    assert Text(render.reason(Reason("<new>", "a"))).text == "<new> a"


@pytest.mark.parametrize("piece", [CITATION.start + 3, CITATION.start])
def test_the_cited_characters_and_no_others_are_marked(piece):
    citation = Citation(1, "treaty.txt", "t", piece, CITATION.end, TEXT[piece : CITATION.end])
    html = render.source(DOCUMENT, [citation])
    assert [Text(m).text for m in re.findall(r"<mark.*?</mark>", html)] == [citation.quote]


def test_overlapping_citations_share_the_characters_they_share():
    both = [Citation(1, "d", "t", 0, 4, "abcd"), Citation(2, "d", "t", 2, 6, "cdef")]
    marks = re.findall(r'<mark data-n="([\d ]+)" tabindex="-1">(\w+)</mark>', render.lit("abcdefgh", Span(0, 8), both))
    assert marks == [("1", "ab"), ("1 2", "cd"), ("2", "ef")]


def test_the_whole_document_is_in_the_source_panel_to_the_character():
    shown = Text(render.source(DOCUMENT, [CITATION])).text
    for line in TEXT.splitlines():
        assert line in shown
    assert CITATION.rendering in shown


def test_a_document_that_changed_shows_the_quotation_and_says_so():
    html = render.source(DOCUMENT, [Citation(1, "treaty.txt", "t", 4, 12, "別の文です。")])
    assert 'data-w="source.changed"' in html and "別の文です。" in html and "雨だった" not in html


def test_a_document_that_is_gone_shows_the_quotation_and_says_so():
    html = render.source(None, [CITATION])
    assert 'data-w="source.gone"' in html and CITATION.quote in html


def test_a_long_document_is_shown_around_its_citation():
    text = "序。" * 100_000
    document = Document("long.txt", text, "ja", {"ja": "長"}, (), tuple(Sentence(i, i, Span(2 * i, 2 * i + 2), "序。", "ja") for i in range(100_000)))
    html = render.source(document, [Citation(1, "long.txt", "長", 150_000, 150_002, "序。")])
    assert html.count("序。") < 40_000 and re.search(r'<mark data-n="1" tabindex="-1">序。</mark>', html)


@pytest.mark.parametrize(
    "url",
    ["javascript:alert(1)", "JAVASCRIPT:alert(1)", " javascript:alert(1)", "data:text/html,x", "//example.org", "java\nscript:x", "file:///etc/passwd", ""],
)
def test_only_web_addresses_become_links(url):
    assert render.safe_link(url) == ""


HOSTILE = '</span></p><script>alert(1)</script><img src="https://evil.example/x.png" onerror=alert(1)>"\' onmouseover=alert(1) x="&lt;b>'


def hostile_html() -> str:
    citation = Citation(1, HOSTILE, HOSTILE, 0, len(HOSTILE), HOSTILE, HOSTILE, HOSTILE, HOSTILE)
    verdict = Verdict(Label.CONTRADICTED, (Reason(HOSTILE, HOSTILE, HOSTILE),), 0.5)
    reply = Reply(HOSTILE + "[1]\n- " + HOSTILE, "en", "refused", (citation,), (AnsweredClaim(HOSTILE, (1,), verdict, HOSTILE),), engine=HOSTILE,
                  notes=(HOSTILE,), follow_ups=(HOSTILE,))  # fmt: skip
    section = Section(Span(0, len(HOSTILE)), {"ja": HOSTILE, "en": HOSTILE}, HOSTILE)
    sentence = Sentence(0, 0, Span(0, len(HOSTILE)), HOSTILE, "en", rendering=HOSTILE)
    document = Document(HOSTILE, HOSTILE, "en", {"ja": HOSTILE, "en": HOSTILE}, (section,), (sentence,), {"ja": HOSTILE}, "javascript:alert(1)")
    return "".join(
        [
            render.turn(HOSTILE, reply),
            render.summary(reply),
            render.source(document, [citation]),
            render.source(None, [citation]),
            render.checked([Checked(HOSTILE, Span(0, 1), verdict, (citation,), (HOSTILE,))]),
            render.documents([document]),
            render.choices([document]),
            render.change(Change(HOSTILE, "failed", HOSTILE)),
        ]
    )


def test_text_of_documents_and_models_is_never_markup():
    parsed = Text(hostile_html())
    assert not {"script", "img", "iframe", "a", "b", "style", "link"} & set(parsed.tags)
    assert not [name for _, name, _ in parsed.attributes if name.startswith("on") or name in {"src", "href", "style"}]
    assert "<script>alert(1)</script>" in parsed.text


def test_every_control_of_the_page_has_a_name():
    html = page()
    for start in re.finditer(r"<button[^>]*>(.*?)</button>", html):
        assert "aria-label" in start.group() or Text(start.group()).text.strip(), start.group()
    for field in re.findall(r"<textarea[^>]*>|<select[^>]*>", html):
        assert "data-w-label" in field or 'name="draft"' in field


def test_every_word_that_is_asked_for_exists_and_every_word_is_asked_for():
    folder = Path(shell.__file__).parent
    code = "".join(p.read_text("utf-8") for p in [*folder.glob("*.py"), *(folder / "assets").glob("*.js")] if p.name != "wording.py")
    calls = re.findall(r"""(?:\bw|\bword|spoken|named|again)\(\s*["'`]([a-z_.]+)["'`]""", code)
    attributes = re.findall(r'data-w(?:-label|-placeholder)?="([a-z_.]+)"', code)
    assert {*calls, *attributes} - {"key"} <= set(WORDS)
    by_name = ("kind.", "note.", "check.", "verdict.", "view.", "summary.", "documents.", "answer_language.", "error")  # put together at run time
    quoted = set(re.findall(r"""["'`]([a-z_]+(?:\.[a-z_]+)*)["'`]""", code))
    assert {key for key in WORDS if key not in {*calls, *attributes, *quoted} and not key.startswith(by_name)} == set()


@pytest.mark.parametrize("key", sorted(WORDS))
def test_each_word_is_written_in_both_languages_with_the_same_gaps(key):
    both = WORDS[key]
    assert both.ja.strip() and both.en.strip()
    assert set(re.findall(r"\{\w+\}", both.ja)) == set(re.findall(r"\{\w+\}", both.en))


def test_what_is_filled_in_is_never_read_as_a_template():
    assert word("mark", "en", n="{title}", title="T") == "Open source {title}: T"
