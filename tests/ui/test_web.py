"""The page in a real browser: what readers do, and what hostile text must not."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from conftest import Served, cite
from model_server import model_server

from assistant.config import MAX_FILE_CHARS, Config
from assistant.errors import UsageError
from assistant.ingestion.catalogue import make_document
from assistant.ingestion.translations import TranslationMemory
from assistant.pipeline import Assistant
from assistant.values import AnsweredClaim, Citation, Label, Question, Reason, Reply, Section, Span, Usage, Verdict

CHROMIUM = Path("/usr/bin/chromium")
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync"]

try:
    from playwright.sync_api import expect, sync_playwright
except ImportError:
    pytest.skip("browser tests need playwright: pip install playwright", allow_module_level=True)

expect.set_options(timeout=15_000)  # a busy machine is not a failure

pytestmark = [
    pytest.mark.web,
    pytest.mark.skipif(not CHROMIUM.exists(), reason="browser tests need /usr/bin/chromium: apt-get install chromium fonts-noto-cjk"),
]

JA, EN = "包括的戦略的パートナーシップ条約は何を定めていますか。", "What do Putin and Kim want from each other?"

Open = Callable[..., Any]


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=str(CHROMIUM), args=ARGUMENTS)
        yield running
        running.close()


@pytest.fixture
def open_page(served, open_at) -> Open:
    """Opens the page over the list-backed assistant."""
    return lambda *args, **options: open_at(served, *args, **options)


@pytest.fixture
def open_served(open_at, tmp_path) -> Iterator[Open]:
    """Opens the page over another assistant."""
    running: list[Served] = []

    def opened(assistant: Assistant, *args: Any, **options: Any) -> Any:
        running.append(Served(assistant, tmp_path / "home"))
        return open_at(running[-1], *args, **options)

    yield opened
    for served in running:
        served.stop()


@pytest.fixture
def open_at(browser) -> Iterator[Open]:
    """Opens the page; at the end, no request has left for another host, no script failed, no policy was broken."""
    contexts, wrong = [], []

    def opened(served: Served, locale: str = "ja-JP", width: int = 1360, height: int = 860, **options: Any) -> Any:
        context = browser.new_context(locale=locale, viewport={"width": width, "height": height}, **options)
        contexts.append(context)
        page = context.new_page()
        page.on("request", lambda r: wrong.append(f"request to {r.url}") if not r.url.startswith((served.url, "blob:", "data:")) else None)
        page.on("pageerror", lambda error: wrong.append(f"script error: {error}"))
        page.on("dialog", lambda dialog: (wrong.append(f"dialog: {dialog.message}"), dialog.dismiss()))
        page.on("console", lambda m: wrong.append(f"console: {m.text}") if "Content Security Policy" in m.text or "Content-Security-Policy" in m.text else None)
        page.goto(served.url)
        page.wait_for_selector("#app.ready")
        return page

    yield opened
    for context in contexts:
        context.close()
    assert wrong == []


def ask(page: Any, question: str) -> None:
    before = page.locator(".turn .foot").count()
    page.fill("#question", question)
    page.keyboard.press("Enter")
    expect(page.locator(".turn .foot")).to_have_count(before + 1)


def lit(page: Any) -> str:
    page.wait_for_selector("mark.lit")
    return "".join(page.locator("mark.lit").all_text_contents())


@pytest.mark.parametrize(("locale", "question"), [("ja-JP", JA), ("en-US", EN)])
def test_a_question_is_answered_in_its_language_and_its_citation_leads_to_the_lit_sentence(open_page, served, locale, question):
    page = open_page(locale)
    ask(page, question)
    assert page.locator(".answer").get_attribute("lang") == locale[:2]
    page.locator(".answer .mark").nth(1).click()
    shown = lit(page)
    citation = json.loads(page.locator(".reply").get_attribute("data-citations"))[1]
    document = next(d for d in served.assistant.documents if d.doc == citation["doc"])
    assert shown == citation["quote"] == document.text[citation["start"] : citation["end"]]
    box, panel = page.locator("mark.lit").first.bounding_box(), page.locator(".source .page").bounding_box()
    assert panel["y"] <= box["y"] < panel["y"] + panel["height"]
    assert page.locator(".rendering .lit").first.inner_text() == citation["rendering"]


def test_a_mark_lights_its_sentence_at_once(open_page):
    page = open_page()
    ask(page, JA)
    page.wait_for_timeout(500)
    took = [
        page.evaluate(
            """async (n) => { const began = performance.now(); document.querySelectorAll(".answer .mark")[n].click();
            while (!document.querySelector(`mark.lit[data-n~="${n + 1}"]`)) await new Promise(requestAnimationFrame); return performance.now() - began; }""",
            n,
        )
        for n in range(3)
    ]
    assert min(took) <= 150


SEEN = """() => { const page = document.querySelector(".source .page"), frame = page.getBoundingClientRect(), about = page.querySelector(".about");
  const covered = getComputedStyle(about).position === "sticky" ? about.getBoundingClientRect().bottom : frame.top;
  const inside = (e) => { const box = e.getBoundingClientRect(); return box.height > 0 && box.top >= covered - 1 && box.bottom <= frame.bottom + 1; };
  const lit = [...page.querySelectorAll("mark.lit")], room = frame.bottom - covered;
  const tall = lit.at(-1).getBoundingClientRect().bottom - lit[0].getBoundingClientRect().top;
  const words = (e) => e.textContent.replace(/\\s+/g, " ");
  const renderings = [...page.querySelectorAll(".rendering .lit, .gloss")];
  return [lit.every(inside), renderings.some(inside), tall, room, [...new Set(renderings.map(words))]]; }"""


@pytest.mark.parametrize(("width", "height"), [(1280, 800), (640, 400), (390, 844)], ids=["a laptop", "the same at 200 %", "a phone"])
def test_a_lit_sentence_and_its_rendering_are_both_in_view_and_covered_by_nothing(open_page, served, width, height):
    """Every sentence of the two documents with the longest paragraphs, one press on a mark each."""
    documents = [served.assistant.documents[n] for n in (0, 3)]
    cited = [cite(n, d, s, "en") for d in documents for n, s in enumerate([s for s in d.sentences if s.rendering][::6], 1)]
    page = open_page("en-US", width, height)
    for document in documents:
        own = tuple(c for c in cited if c.doc == document.doc)
        served.assistant.script = lambda _, own=own: Reply(" ".join(f"[{c.n}]" for c in own), "en", "answered", own)
        ask(page, document.doc)
        expect(page.locator(".turn[aria-busy]")).to_have_count(0)
        for citation in own:
            page.locator(".turn").last.locator(f'.answer .mark[data-n="{citation.n}"]').evaluate("(mark) => mark.click()")
            expect(page.locator(f'mark.lit[data-n="{citation.n}"]').first).to_be_attached()
            whole, rendered, tall, room, words = page.evaluate(SEEN)
            assert whole and rendered, (citation, tall, room)
            assert words == [" ".join(citation.rendering.split())]
            assert lit(page) == citation.quote
        page.click("[data-do=source-close]")


def test_next_and_previous_walk_through_the_sources_of_an_answer(open_page):
    page = open_page("en-US")
    ask(page, EN)
    page.locator(".answer .mark").first.click()
    first = lit(page)
    page.click("[data-do=next]")
    expect(page.locator(".source .position")).to_have_text("Source 2 of 3")
    assert lit(page) != first
    page.click("[data-do=previous]")
    expect(page.locator(".source .position")).to_have_text("Source 1 of 3")
    assert lit(page) == first


def test_enter_that_commits_a_conversion_never_sends(open_page, served):
    page = open_page()
    page.focus("#question")
    session = page.context.new_cdp_session(page)
    session.send("Input.imeSetComposition", {"text": "ろしあ", "selectionStart": 3, "selectionEnd": 3})
    session.send("Input.dispatchKeyEvent", {"type": "rawKeyDown", "key": "Enter", "code": "Enter", "windowsVirtualKeyCode": 229})
    session.send("Input.insertText", {"text": "ロシア"})
    session.send("Input.dispatchKeyEvent", {"type": "keyUp", "key": "Enter", "code": "Enter", "windowsVirtualKeyCode": 13})
    page.wait_for_timeout(300)
    assert (page.input_value("#question"), served.assistant.asked) == ("ロシア", [])
    page.keyboard.press("Enter")
    expect(page.locator(".turn .foot")).to_have_count(1)
    assert [q.text for q in served.assistant.asked] == ["ロシア"]


@pytest.mark.parametrize(
    "events",
    [
        [("compositionstart", {}), ("keydown", {"isComposing": True})],
        [("compositionstart", {}), ("keydown", {"keyCode": 229})],
        [("compositionstart", {}), ("keydown", {}), ("keypress", {})],
        [("compositionstart", {}), ("compositionend", {}), ("keydown", {}), ("keypress", {})],
    ],
    ids=["isComposing", "keyCode 229", "neither", "Safari: compositionend first"],
)
def test_enter_in_a_conversion_never_sends_in_whatever_order_a_browser_reports_it(open_page, served, events):
    page = open_page()
    page.fill("#question", "ロシア")
    page.evaluate(
        """(events) => { const field = document.querySelector("#question"); field.focus();
        for (const [kind, more] of events) field.dispatchEvent(kind.startsWith("key")
          ? new KeyboardEvent(kind, { key: "Enter", bubbles: true, cancelable: true, ...more })
          : new CompositionEvent(kind, { bubbles: true, data: "ロシア" })); }""",
        events,
    )
    page.wait_for_timeout(200)
    assert (page.input_value("#question"), served.assistant.asked) == ("ロシア", [])


def test_shift_enter_is_a_new_line(open_page, served):
    page = open_page()
    page.focus("#question")
    page.keyboard.type("一")
    page.keyboard.press("Shift+Enter")
    page.keyboard.type("二")
    assert (page.input_value("#question"), served.assistant.asked) == ("一\n二", [])


def test_the_page_follows_the_browser_and_switches_its_language_without_losing_the_conversation(open_page):
    page = open_page("en-GB")
    assert page.evaluate("document.documentElement.lang") == "en"
    ask(page, EN)
    answer = page.locator(".answer").inner_text()
    page.fill("#question", "half a quest")
    page.click("[data-do=language]")
    assert page.evaluate("document.documentElement.lang") == "ja"
    expect(page.locator("[data-do=view][data-view=chat]")).to_have_text("質問")
    expect(page.locator(".reply .sources summary")).to_have_text("出典 3")
    assert page.locator(".answer .mark").first.get_attribute("aria-label").startswith("出典1を開く：")
    assert (page.locator(".answer").inner_text(), page.input_value("#question")) == (answer, "half a quest")


def test_the_language_of_the_answer_can_be_chosen(open_page, served):
    page = open_page("en-GB")
    page.select_option("#answer-language", "ja")
    ask(page, EN)
    assert page.locator(".answer").get_attribute("lang") == "ja"
    assert served.assistant.asked[-1].language == "ja"


def test_a_conversation_survives_reload_and_restart_of_the_server(open_page, served, assistant, tmp_path):
    page = open_page()
    ask(page, JA)
    ask(page, "こんにちは")
    said = page.locator(".answer").all_inner_texts()
    served.stop()
    again = Served(assistant, tmp_path / "home", served.port)
    try:
        page.reload()
        expect(page.locator(".turn .foot")).to_have_count(2)
        assert page.locator(".answer").all_inner_texts() == said
        page.locator(".answer .mark").first.click()
        assert lit(page)
        ask(page, "それはなぜですか。")
        assert [role for role, _ in assistant.asked[-1].history] == ["user", "assistant"] * 2
    finally:
        again.stop()


def second_tab(page: Any) -> Any:
    """The same page in another tab, with the same conversation."""
    other = page.context.new_page()
    other.goto(page.url)
    other.wait_for_selector("#app.ready")
    return other


def test_two_tabs_on_one_conversation_keep_the_turns_of_both_in_order_of_time(open_page):
    first = open_page("en-US")
    ask(first, EN)
    second = second_tab(first)
    expect(second.locator(".turn .foot")).to_have_count(1)
    ask(second, "Hello")
    expect(first.locator(".question")).to_have_text([EN, "Hello"])
    ask(first, "What is the weather?")
    second.reload()
    for tab in (first, second):
        expect(tab.locator(".question")).to_have_text([EN, "Hello", "What is the weather?"])
        expect(tab.locator(".turn .foot")).to_have_count(3)


def test_two_tabs_that_ask_at_the_same_time_keep_both_answers(open_page, served):
    first = open_page("en-US")
    ask(first, EN)
    second = second_tab(first)
    expect(second.locator(".turn .foot")).to_have_count(1)
    served.assistant.pause_s = 1.0
    first.fill("#question", JA)
    first.keyboard.press("Enter")
    first.wait_for_selector(".turn:nth-child(2) .answer")
    ask(second, "Hello")
    for tab in (first, second):
        expect(tab.locator(".question")).to_have_text([EN, JA, "Hello"])
        expect(tab.locator(".turn .foot")).to_have_count(3)
    first.reload()
    expect(first.locator(".question")).to_have_text([EN, JA, "Hello"])


def test_a_question_edited_in_one_tab_does_not_come_back_from_another(open_page):
    first = open_page("en-US")
    ask(first, EN)
    second = second_tab(first)
    expect(second.locator(".turn .foot")).to_have_count(1)
    first.click("[data-do=edit]")
    first.fill("#question", "Hello")
    first.keyboard.press("Enter")
    expect(second.locator(".question")).to_have_text(["Hello"])
    ask(second, "What is the weather?")
    for tab in (first, second):
        expect(tab.locator(".question")).to_have_text(["Hello", "What is the weather?"])


def test_conversations_are_listed_renamed_deleted_and_put_back(open_page):
    page = open_page("en-US")
    ask(page, EN)
    page.click("[data-do=new]")
    ask(page, "Hello")
    titles = page.locator(".conversations .title")
    expect(titles).to_have_text(["Hello", EN])
    page.locator(".more summary").nth(1).click()
    page.locator("[data-do=rename]").nth(1).click()
    page.keyboard.type("Two leaders")
    page.keyboard.press("Enter")
    expect(titles).to_have_text(["Hello", "Two leaders"])
    page.locator(".more summary").first.click()
    page.locator("[data-do=delete]").first.click()
    expect(titles).to_have_text(["Two leaders"])
    page.click(".toast button")
    expect(titles).to_have_text(["Hello", "Two leaders"])
    titles.nth(1).click()
    expect(page.locator(".question")).to_have_text([EN])


def test_a_conversation_is_saved_with_quotations_and_no_path(open_page):
    page = open_page("en-US")
    ask(page, EN)
    page.click(".more summary")
    with page.expect_download() as download:
        page.click("[data-do=save-json]")
    saved = json.loads(Path(download.value.path()).read_text("utf-8"))
    assert saved["turns"][0]["citations"][0]["quote"]
    assert str(Path.home()) not in json.dumps(saved) and "/work" not in json.dumps(saved)
    page.click(".more summary")
    with page.expect_download() as download:
        page.click("[data-do=save-md]")
    assert Path(download.value.path()).read_text("utf-8").startswith(f"# {EN}\n\n## {EN}\n")


def test_an_answer_can_be_stopped_and_asked_for_again(open_page, served):
    page = open_page("en-US")
    served.assistant.pause_s = 1.0
    page.fill("#question", EN)
    page.keyboard.press("Enter")
    page.wait_for_selector(".turn .answer")
    page.click(".stop")
    expect(page.locator(".turn > .note")).to_have_text("Stopped. The sentences above have been checked.")
    served.assistant.pause_s = 0.01
    page.click("[data-do=retry]")
    expect(page.locator(".answer p")).to_have_count(3)
    expect(page.locator(".turn")).to_have_count(1)


def test_a_question_can_be_edited_and_sent_again(open_page):
    page = open_page("en-US")
    ask(page, EN)
    ask(page, "Hello")
    page.locator("[data-do=edit]").first.click()
    assert page.input_value("#question") == EN
    page.fill("#question", "What is the weather?")
    page.keyboard.press("Enter")
    expect(page.locator(".banner")).to_have_text("Outside the subject")
    expect(page.locator(".question")).to_have_text(["What is the weather?"])


def test_escape_ends_the_editing_of_a_question(open_page):
    page = open_page("en-US")
    ask(page, EN)
    page.click("[data-do=edit]")
    expect(page.locator(".editing")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(".editing")).to_be_hidden()
    assert page.input_value("#question") == ""
    ask(page, "Hello")
    expect(page.locator(".question")).to_have_text([EN, "Hello"])


def test_the_message_of_a_file_that_was_not_added_can_be_dismissed(open_page):
    page = open_page("en-US")
    page.click("[data-view=documents]")
    files = [("memo.txt", "会談は平壌で行われた。".encode()), ("scan.pdf", b"%PDF-1.7"), ("empty.txt", b"")]
    page.set_input_files(".drop input", [{"name": name, "mimeType": "text/plain", "buffer": data} for name, data in files])
    expect(page.locator(".changes .failed")).to_have_count(2)
    expect(page.locator(".changes [data-do=change-dismiss]")).to_have_count(2)
    page.locator(".changes [data-do=change-dismiss]").first.click()
    expect(page.locator(".changes li")).to_have_count(2)
    page.keyboard.press("Enter")
    expect(page.locator(".changes li")).to_contain_text(["Added memo.txt"])


def test_follow_ups_and_examples_are_asked_with_one_press(open_page):
    page = open_page("en-US")
    page.locator(".examples button").first.click()
    expect(page.locator(".turn .foot")).to_have_count(1)
    page.locator(".follow-ups button").first.click()
    expect(page.locator(".question")).to_have_text(["When was the Comprehensive Strategic Partnership Treaty ratified?", "What does Kim Jong Un gain?"])


def test_a_server_that_is_gone_is_said_and_the_question_kept(open_page, served):
    page = open_page("en-US")
    served.stop()
    page.fill("#question", EN)
    page.keyboard.press("Enter")
    expect(page.locator(".failed")).to_have_text(re.compile(r"The server cannot be reached\..* Answer again"))
    expect(page.locator(".question")).to_have_text(EN)


def test_a_vote_with_a_comment_is_written_to_the_home_folder(open_page, served):
    page = open_page("en-US")
    ask(page, EN)
    page.click("[data-do=bad]")
    page.fill("[name=comment]", "Wrong year")
    page.click(".feedback [type=submit]")
    expect(page.locator(".toast")).to_have_text("Saved.")
    line = json.loads((served.home / "feedback.jsonl").read_text("utf-8"))
    assert (line["vote"], line["comment"], line["question"]) == ("bad", "Wrong year", EN)


def test_good_and_bad_files_are_added_each_with_its_own_message_and_removed_again(open_page):
    page = open_page("en-US")
    page.click("[data-view=documents]")
    expect(page.locator("ul.documents > li")).to_have_count(5)
    files = [("memo (1).txt", "会談は平壌で行われた。".encode()), ("scan.pdf", b"%PDF-1.7"), ("empty.txt", b""), ("binary.txt", bytes(range(256)) * 9)]
    page.set_input_files(".drop input", [{"name": name, "mimeType": "text/plain", "buffer": data} for name, data in files])
    expect(page.locator("ul.documents > li")).to_have_count(6)
    states = page.locator(".changes li")
    expect(states).to_have_count(4)
    expect(states.nth(3)).to_contain_text("Added memo (1).txt")
    expect(states.nth(2)).to_contain_text("Save it as plain text")
    expect(states.nth(1)).to_contain_text("it holds no text")
    expect(states.nth(0)).to_contain_text("not a text file")
    page.locator("[data-do=remove]").nth(1).click()
    expect(page.locator("ul.documents > li")).to_have_count(5)
    page.click(".toast button")
    expect(page.locator("ul.documents > li")).to_have_count(6)


def test_adding_a_file_shows_how_far_it_is_and_can_be_undone(open_page, served):
    served.assistant.pause_s = 0.6
    page = open_page("en-US")
    page.click("[data-view=documents]")
    notes = [{"name": f"note{n}.txt", "mimeType": "text/plain", "buffer": "会談は平壌で行われた。".encode()} for n in (1, 2)]
    page.set_input_files(".drop input", notes)
    expect(page.locator(".changes .waiting")).to_have_text("Waiting: note2.txt")
    expect(page.locator(".changes .adding .indexed")).to_have_text("32 sentences and passages indexed")
    expect(page.locator("ul.documents > li")).to_have_count(7)
    served.assistant.pause_s = 0.01
    page.locator(".changes .link").first.click()
    expect(page.locator("ul.documents > li")).to_have_count(6)
    assert [d.doc for d in served.assistant.documents][-1] == "note1.txt"


def test_a_file_that_cannot_be_read_is_listed_with_its_reason_in_the_language_of_the_page(open_page, served):
    served.assistant.problems = ["old.txt is not a text file. Export its text as .txt (UTF-8) and add that."]
    page = open_page("ja-JP")
    page.click("[data-view=documents]")
    expect(page.locator(".problems li")).to_have_text(
        "読み込めません old.txtはテキストファイルではありません。文章をテキスト（.txt、UTF-8）に書き出して追加してください。"
    )
    page.evaluate(
        """() => { const input = document.querySelector(".drop input"), chosen = new DataTransfer();
        for (const [name, size] of [["scan.pdf", 4], ["big.txt", 20 * 2 ** 20 + 1]]) chosen.items.add(new File([new Uint8Array(size)], name));
        input.files = chosen.files; input.dispatchEvent(new Event("change", { bubbles: true })); }"""
    )
    shown = page.locator(".changes .why")
    expect(shown.nth(1)).to_have_text("scan.pdf：.pdf形式は読み込めません。テキスト（.txt）またはMarkdown（.md）で保存し直してください。")
    expect(shown.nth(0)).to_have_text("20MBを超えています。分割して追加してください。")
    page.click("[data-do=language]")
    expect(shown.nth(1)).to_have_text("scan.pdf: .pdf is not a format that can be read. Save it as plain text (.txt) or Markdown (.md).")
    expect(page.locator(".documents .state").first).to_have_text("In use")


def test_the_longest_file_that_is_taken_is_named_before_and_after(open_page):
    page = open_page("ja-JP")
    page.click("[data-view=documents]")
    expect(page.locator(".drop small")).to_have_text(f"テキスト（.txt）またはMarkdown（.md）、1件{MAX_FILE_CHARS:,}字まで")
    page.set_input_files(".drop input", [{"name": "long.txt", "mimeType": "text/plain", "buffer": "雨だ。".encode() * (MAX_FILE_CHARS // 3 + 1)}])
    said = page.locator(".changes .why")
    expect(said).to_have_text("long.txtは3,000,003字あります。1件3,000,000字までなので、分割して必要な部分を追加してください。")
    page.click("[data-do=language]")
    expect(said).to_have_text("long.txt holds 3,000,003 characters; one file may hold 3,000,000. Split it into parts and add those you need.")
    expect(page.locator(".drop small")).to_have_text(f"Plain text (.txt) or Markdown (.md), up to {MAX_FILE_CHARS:,} characters each")
    manual = (Path(__file__).parents[2] / "docs" / "page.md").read_text("utf-8")
    assert manual.count(f"{MAX_FILE_CHARS:,}") == 2


def test_a_mistake_is_said_in_the_language_of_the_page(open_page, served):
    def refuse(_: Question) -> Reply | None:
        raise UsageError("The question holds no word. Type a question in Japanese or English.")

    served.assistant.script = refuse
    page = open_page("ja-JP")
    page.fill("#question", "???")
    page.keyboard.press("Enter")
    expect(page.locator(".failed")).to_have_text("質問に言葉がありません。日本語か英語で入力してください。")
    expect(page.locator(".turn button")).to_have_count(0)
    page.click("[data-do=language]")
    expect(page.locator(".failed")).to_contain_text("The question holds no word.")


def test_an_answer_is_copied_with_its_sources(open_page):
    page = open_page("en-US", permissions=["clipboard-read", "clipboard-write"])
    ask(page, EN)
    page.click("[data-do=copy]")
    expect(page.locator(".toast")).to_have_text("Copied.")
    copied = page.evaluate("navigator.clipboard.readText()")
    citation = json.loads(page.locator(".reply").get_attribute("data-citations"))[0]
    assert copied.count("[1]") == 2 and f"[1] {citation['title']}" in copied and citation["quote"] in copied


def test_refusals_corrections_and_small_talk_do_not_look_like_answers(open_page, served):
    page = open_page("en-US")
    for text in (EN, "What is the weather?", "Hello"):
        ask(page, text)
    served.assistant.script = lambda _: Reply("It was not.", "en", "answered", reason="premise_contradicted")
    ask(page, "Why was it in 1999?")
    looks = page.evaluate(
        "[...document.querySelectorAll('.reply')].map((r) => [r.className, getComputedStyle(r).borderLeft, r.querySelector('.banner')?.textContent])"
    )
    assert [(look[0], look[2]) for look in looks] == [
        ("reply kind-answered", None),
        ("reply kind-refused", "Outside the subject"),
        ("reply kind-small-talk", None),
        ("reply kind-corrected", "The documents contradict the question’s premise"),
    ]
    assert len({look[1] for look in looks}) == 3


def test_what_a_chat_model_was_asked_stands_under_its_answer_and_stays_there(open_page, served):
    usage = Usage(requests=1, input_tokens=1810, output_tokens=95, cached=1)
    served.assistant.script = lambda _: Reply("It rained.", "en", "answered", engine="openai:some-model", seconds=2.25, usage=usage)
    page = open_page("en-US")
    ask(page, EN)
    expect(page.locator(".made")).to_have_text("openai:some-model 2.2 s 1,810 tokens in, 95 out an earlier reply reused")
    page.reload()
    expect(page.locator(".made")).to_contain_text("1,810 tokens in, 95 out")


def test_feedback_is_saved_as_items_of_a_suite(open_page):
    page = open_page("en-US")
    page.click("[data-view=documents]")
    page.click("[data-do=feedback-export]")
    expect(page.locator(".toast")).to_have_text("No feedback has been recorded yet.")
    page.click("[data-view=chat]")
    ask(page, EN)
    page.click("[data-do=good]")
    page.click(".feedback [type=submit]")
    expect(page.locator(".toast")).to_have_text("Saved.")
    page.click("[data-view=documents]")
    with page.expect_download() as download:
        page.click("[data-do=feedback-export]")
    assert json.loads(Path(download.value.path()).read_text("utf-8"))["question"] == EN


def test_a_summary_is_cited_and_saved(open_page):
    page = open_page("en-US")
    page.click("[data-view=summary]")
    page.locator(".choice").nth(1).click()
    page.locator(".choice").nth(2).click()
    page.click(".view.summary .primary")
    expect(page.locator(".view.summary .answer li")).to_have_count(2)
    page.locator(".view.summary .answer .mark").nth(1).click()
    assert lit(page)
    with page.expect_download() as download:
        page.click("[data-do=summary-save]")
    assert Path(download.value.path()).read_text("utf-8").count("> ") >= 2


@pytest.mark.parametrize(
    ("locale", "said"),
    [("en-US", "Stopped. The sentences above have been checked."), ("ja-JP", "停止しました。ここまでの文は確認済みです。")],
)
def test_a_stopped_summary_keeps_what_it_has_and_the_work_ends(open_page, served, locale, said):
    served.assistant.long_summary = True
    page = open_page(locale)
    page.click("[data-view=summary]")
    page.click(".view.summary .primary")
    expect(page.locator(".view.summary .answer li")).to_have_count(1)
    page.click("[data-do=summary-stop]")
    expect(page.locator(".view.summary .result .note")).to_have_text(said)
    expect(page.locator(".view.summary .answer li")).to_have_count(1)
    assert served.assistant.stopped.wait(5)
    page.locator(".view.summary .answer .mark").first.click()
    assert lit(page)


def test_a_draft_is_marked_sentence_by_sentence(open_page):
    page = open_page("en-US")
    page.click("[data-view=check]")
    page.fill("[name=draft]", "Kim went to Russia.\nHe went in 1999.\nIt snowed.")
    page.click(".view.check .primary")
    expect(page.locator(".checked .verdict")).to_have_text(["Supported", "Contradicted", "Not found"])
    page.locator(".checked .mark").nth(1).click()
    assert lit(page)


def test_everything_in_the_chat_is_done_with_the_keyboard_alone(open_page):
    page = open_page("en-US")
    page.keyboard.type(EN)
    page.keyboard.press("Enter")
    expect(page.locator(".turn .foot")).to_have_count(1)
    for _ in range(60):
        page.keyboard.press("Shift+Tab")
        if page.evaluate("document.activeElement.matches('.answer .mark')"):
            break
    name = page.evaluate("document.activeElement.ariaLabel")
    assert name.startswith("Open source ")
    page.keyboard.press("Enter")
    assert lit(page)
    assert page.evaluate("document.activeElement.matches('mark.lit')")
    page.keyboard.press("Escape")
    expect(page.locator("aside.source")).to_be_hidden()
    assert page.evaluate("document.activeElement.ariaLabel") == name


def tab_to(page: Any, selector: str) -> None:
    """Press Tab until an element has the focus."""
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.evaluate("(s) => document.activeElement.matches(s)", selector):
            return
    raise AssertionError(f"{selector} is not reached with Tab")


def test_every_other_view_is_worked_with_the_keyboard_alone(open_page):
    page = open_page("en-US")
    tab_to(page, "[data-view=summary]")
    page.keyboard.press("Enter")
    page.wait_for_selector(".boxes input")
    tab_to(page, ".boxes input")
    page.keyboard.press("Space")
    tab_to(page, "[name=length]")
    page.keyboard.press("ArrowRight")
    assert page.locator("[name=length][value=long]").is_checked()
    tab_to(page, ".view.summary .primary")
    page.keyboard.press("Enter")
    expect(page.locator(".view.summary .answer li")).to_have_count(1)
    page.keyboard.press("Shift+Tab")
    tab_to(page, "[data-view=check]")
    page.keyboard.press("Enter")
    tab_to(page, "[name=draft]")
    page.keyboard.type("Kim went to Russia.")
    tab_to(page, ".view.check .primary")
    page.keyboard.press("Enter")
    expect(page.locator(".checked .verdict")).to_have_text(["Supported"])
    tab_to(page, "[data-view=documents]")
    page.keyboard.press("Enter")
    page.wait_for_selector(".documents .read")
    tab_to(page, ".documents [data-do=remove]")
    page.keyboard.press("Enter")
    expect(page.locator("ul.documents > li")).to_have_count(4)
    tab_to(page, ".toast .link")
    page.keyboard.press("Enter")
    expect(page.locator("ul.documents > li")).to_have_count(5)


def test_a_phone_shows_everything_without_scrolling_sideways(open_page):
    page = open_page("ja-JP", 360, 740, has_touch=True, is_mobile=True)

    def too_wide() -> list[str]:
        return page.evaluate(
            """() => [...document.querySelectorAll("#app *")].filter((e) => e.checkVisibility() && !e.closest(".hidden, .skip, nav, svg")
            && (e.getBoundingClientRect().right > innerWidth + 1 || e.getBoundingClientRect().left < -1)).map((e) => e.outerHTML.slice(0, 120))"""
        )

    assert too_wide() == []
    ask(page, JA)
    assert too_wide() == []
    page.locator(".answer .mark").first.tap()
    assert lit(page) and too_wide() == []
    panel = page.locator("aside.source").bounding_box()
    assert panel["width"] == 360 and panel["y"] > 60
    page.tap("[data-do=source-close]")
    for view in ("summary", "check", "documents"):
        page.tap(f"[data-view={view}]")
        page.wait_for_timeout(300)
        assert too_wide() == []


def test_dark_and_light_follow_the_system_and_the_choice_stays(open_page):
    page = open_page(color_scheme="dark")
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    page.click("[data-do=theme]")
    page.reload()
    page.wait_for_selector("#app.ready")
    assert page.evaluate("document.documentElement.dataset.theme") == "light"


def test_a_conversation_is_printed_in_full_width_with_its_sources_unfolded_and_without_the_source_panel(open_page, served):
    document = served.assistant.documents[0]
    sources = tuple(cite(n, document, s, "en") for n, s in enumerate([s for s in document.sentences if s.rendering][:9], 1))
    served.assistant.script = lambda _: Reply("\n".join(f"{c.rendering} [{c.n}]" for c in sources), "en", "answered", sources)
    page = open_page("en-US", 1123, 794, color_scheme="dark")  # A4, landscape
    for question in (EN, JA):
        ask(page, question)
    page.locator(".answer .mark").first.click()
    lit(page)
    looks = "[...document.querySelectorAll('details.sources')].map((d) => d.open).join() + ' ' + document.documentElement.dataset.theme"
    assert page.evaluate(looks) == "false,false dark"
    page.evaluate(f"addEventListener('beforeprint', () => (window.printed = {looks}))")
    pages = page.pdf(format="A4", landscape=True).count(b"/Type /Page\n")
    assert page.evaluate("window.printed") == "true,true light"
    assert page.evaluate(looks) == "false,false dark"
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    width, height, shown = page.evaluate(
        """[document.querySelector('.reply').offsetWidth, document.documentElement.scrollHeight,
        [...document.querySelectorAll('#app :is(.cited, .source, .composer, .bar, .conversations)')]
          .filter((e) => e.checkVisibility()).map((e) => e.classList[0])]"""
    )
    assert width > 1000
    assert shown == ["cited"] * 18
    assert 2 <= pages <= height / 600 + 1


def test_text_has_the_contrast_that_guidelines_ask_for(open_page):
    for scheme in ("light", "dark"):
        page = open_page("en-US", color_scheme=scheme)
        ask(page, EN)
        page.locator(".answer .mark").first.click()
        lit(page)
        weak = page.evaluate(CONTRAST)
        assert weak == []


CONTRAST = """() => {
  const rgba = (text) => { const m = text.match(/[\\d.]+/g).map(Number); return m.length < 4 ? [...m, 1] : m; };
  const linear = (c) => (c /= 255) <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  const luminance = ([r, g, b]) => 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
  const behind = (e) => {
    for (; e; e = e.parentElement) { const c = rgba(getComputedStyle(e).backgroundColor); if (c[3] === 1) return c; }
    return [255, 255, 255];
  };
  const weak = [];
  for (const e of document.querySelectorAll("#app *")) {
    if (!e.checkVisibility() || e.closest(".other, .hidden, .skip") || ![...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim())) continue;
    const [a, b] = [luminance(rgba(getComputedStyle(e).color)), luminance(behind(e))].sort((x, y) => y - x);
    if ((a + 0.05) / (b + 0.05) < 4.5) weak.push(`${e.className || e.tagName} ${e.textContent.slice(0, 20)} ${((a + 0.05) / (b + 0.05)).toFixed(2)}`);
  }
  return weak;
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("locale", ["ja-JP", "en-US"])
def test_axe_finds_nothing_serious_in_any_view(open_page, served, locale, scheme):
    """The rules of axe-core (WCAG 2.2 A and AA and its own), over everything a view can show."""
    served.assistant.problems = ["old.txt is not a text file. Export its text as .txt (UTF-8) and add that."]
    page = open_page(locale, color_scheme=scheme)
    page.evaluate(axe_core())
    found = [serious(page, "welcome")]
    ask(page, JA if locale == "ja-JP" else EN)
    expect(page.locator(".follow-ups")).to_be_visible()
    for summary in page.locator(".reply details:not([open]) > summary").all():
        summary.click()
    page.click("[data-do=bad]")
    page.locator(".answer .mark").first.click()
    lit(page)
    found.append(serious(page, "answer with its source"))
    page.click("[data-do=source-close]")
    ask(page, "東京の天気は?" if locale == "ja-JP" else "What is the weather?")
    page.click(".more summary")
    found.append(serious(page, "refusal and menu"))
    page.click("[data-view=summary]")
    page.click(".view.summary .primary")
    page.wait_for_selector(".view.summary .answer")
    found.append(serious(page, "summary"))
    page.click("[data-view=check]")
    page.fill("[name=draft]", "Kim went to Russia.\nHe went in 1999.\nIt snowed.")
    page.click(".view.check .primary")
    page.wait_for_selector(".checked")
    found.append(serious(page, "draft"))
    page.click("[data-view=documents]")
    page.set_input_files(".drop input", [{"name": "scan.pdf", "mimeType": "text/plain", "buffer": b"%PDF"}])
    expect(page.locator(".changes .failed")).to_be_visible()
    found.append(serious(page, "documents"))
    page.locator(".documents .read").first.click()
    page.wait_for_selector(".source .text")
    found.append(serious(page, "a document"))
    page.set_viewport_size({"width": 360, "height": 740})
    page.keyboard.press("Escape")
    page.click("[data-do=menu]")
    found.append(serious(page, "drawer on a phone"))
    assert [f for view in found for f in view] == []


def axe_core() -> str:
    package = pytest.importorskip("axe_playwright_python", reason="the accessibility check needs: pip install axe-playwright-python")
    return Path(package.__file__).with_name("axe.min.js").read_text("utf-8")


def serious(page: Any, view: str) -> list[str]:
    """What axe calls serious or critical, a line each."""
    found = page.evaluate("async () => (await axe.run(document, {resultTypes: ['violations']})).violations")
    return [f"{view}: {v['id']} {n['html'][:160]} {n['failureSummary'][:200]}" for v in found if v["impact"] in {"serious", "critical"} for n in v["nodes"]]


HOSTILE = (
    "<img src=https://evil.example/a.png onerror=window.ran=1><script>window.ran=1</script> ![x](https://evil.example/b.png) "
    '[y](javascript:window.ran=1) <a href="javascript:window.ran=1">z</a> "\' onmouseover=window.ran=1 '
    "<svg onload=window.ran=1> &lt;b&gt; ${window.ran=1} {{window.ran=1}} <style>@import 'https://evil.example/c.css';</style>"
)


def test_hostile_documents_and_answers_stay_text_and_send_nothing(open_page, served):
    assistant = served.assistant
    name = "<img src=x onerror=window.ran=1>.txt"
    text = f"{HOSTILE}\n\n会談は平壌で行われた。{HOSTILE}"
    document = make_document(name, text, None, TranslationMemory(), "")
    sections = (Section(Span(0, len(text)), {"ja": HOSTILE, "en": HOSTILE}, HOSTILE),)
    document = replace(
        document, title={"ja": HOSTILE, "en": HOSTILE}, url="javascript:window.ran=1", publisher={"ja": HOSTILE, "en": HOSTILE}, sections=sections
    )
    assistant._documents.append(document)
    citation = Citation(1, name, HOSTILE, 0, len(HOSTILE), HOSTILE, HOSTILE, HOSTILE, HOSTILE)
    claim = AnsweredClaim(HOSTILE, (1,), Verdict(Label.SUPPORTED, (Reason(HOSTILE, HOSTILE, HOSTILE),), 1.0), HOSTILE)
    assistant.script = lambda _: Reply(f"{HOSTILE} [1]\n- {HOSTILE}", "en", "answered", (citation,), (claim,), engine=HOSTILE, follow_ups=(HOSTILE,))

    page = open_page("en-US")
    ask(page, HOSTILE)
    page.locator(".answer .mark").click()
    assert lit(page) == HOSTILE
    for summary in page.locator(".reply summary").all():
        summary.click()
    page.click("[data-do=language]")
    page.reload()
    expect(page.locator(".turn .foot")).to_have_count(1)
    for view in ("summary", "check", "documents"):
        page.click(f"[data-view={view}]")
        page.wait_for_timeout(300)
    page.set_input_files(".drop input", [{"name": "<img src=x onerror=window.ran=1>.md", "mimeType": "text/markdown", "buffer": HOSTILE.encode()}])
    expect(page.locator("ul.documents > li")).to_have_count(7)
    page.locator(".documents .read").nth(5).click()
    expect(page.locator(".source .page")).to_contain_text("window.ran")
    assert page.evaluate("window.ran") is None
    assert page.locator("#app :is(img, script, iframe, style, link, svg[onload])").count() == 0
    assert page.locator("#app a[href^=javascript]").count() == 0


def test_a_hostile_document_and_a_hostile_model_reach_the_reader_as_text_alone(open_served, tmp_path, monkeypatch):
    """The real pipeline over a document that holds markup and orders, and a model server that answers with the same."""
    monkeypatch.setenv("ASSISTANT_API_KEY", "none")
    said = "In 2021 the port of Rajin handled 340,000 tonnes of coal, the operator said."
    folder = tmp_path / "home" / "documents"
    folder.mkdir(parents=True)
    (folder / "<img src=x onerror=window.ran=1>.md").write_text(f"# {HOSTILE}\n\n{said}\n\nThe director is {HOSTILE} and nobody else.\n", "utf-8")
    with model_server() as server:
        server.replies = [f"{said} [1] {HOSTILE} [1]\n\n<img src=https://evil.example/d.png> ![x](https://evil.example/e.png) [1]"] * 6
        config = Config(tmp_path / "home", seeds=False, model="openai:scripted", base_url=server.address, timeout_s=5.0)
        page = open_served(Assistant.open(config), "en-US")
        ask(page, "How much coal did the port of Rajin handle in 2021?")
        expect(page.locator(".answer")).to_contain_text("340,000 tonnes")
        page.locator(".answer .mark").first.click()
        assert lit(page) == said
        page.click("[data-do=source-close]")
        ask(page, f"Who is the director? {HOSTILE}")
        for view in ("summary", "check", "documents"):
            page.click(f"[data-view={view}]")
            page.wait_for_timeout(200)
        page.locator(".documents .read").first.click()
        expect(page.locator(".source .page")).to_contain_text("window.ran")
        assert server.requests
        assert page.evaluate("window.ran") is None
        assert page.locator("#app :is(img, script, iframe, style, link, svg[onload])").count() == 0


def test_a_tampered_store_cannot_bring_markup_into_the_page(open_page):
    page = open_page("en-US")
    reply = {"answer": HOSTILE, "language": "en", "outcome": "answered", "citations": [], "claims": []}
    stored = [{"id": "1", "title": HOSTILE, "updated": 1, "turns": [{"question": HOSTILE, "reply": reply}]}]
    page.evaluate("(s) => { localStorage.setItem('assistant.conversations', s); localStorage.setItem('assistant.current', '1'); }", json.dumps(stored))
    page.reload()
    expect(page.locator(".turn .foot")).to_have_count(1)
    page.wait_for_timeout(300)
    assert page.evaluate("window.ran") is None
    assert page.locator("#app :is(img, script, iframe, style, link)").count() == 0


def test_the_page_can_be_used_within_three_seconds(browser, served):
    took = []
    for _ in range(3):  # each time with an empty cache; a busy machine may slow one of them
        context = browser.new_context()
        page = context.new_page()
        began = time.monotonic()
        page.goto(served.url)
        page.wait_for_selector("#app.ready")
        took.append(time.monotonic() - began)
        context.close()
    assert min(took) <= 3
