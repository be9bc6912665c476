"""Writes the pictures of the documentation: docs/chat-ja.png, chat-en.png, dark.png, phone.png, report-ja.png, report-en.png.

    python docs/screenshots.py [--home DIR] [--report]

Asks the real assistant over the documents that come with it, and opens docs/report.html; needs /usr/bin/chromium and
playwright.
"""

from __future__ import annotations

import argparse
import socket
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import uvicorn
from playwright.sync_api import sync_playwright

from assistant.config import Config
from assistant.pipeline import Assistant
from assistant.ui.server import Gate, make_app

FOLDER = Path(__file__).parent
CHROMIUM = "/usr/bin/chromium"
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync"]
MAX_BYTES = 300 * 1024
PATIENCE_MS = 180_000

DESKTOP = {"viewport": {"width": 1280, "height": 800}}
PHONE = {"viewport": {"width": 360, "height": 740}, "device_scale_factor": 2, "is_mobile": True, "has_touch": True}
PICTURES: dict[str, tuple[str, dict[str, Any]]] = {
    "chat-ja.png": ("北朝鮮はロシアに何発の砲弾を提供したと報じられましたか。", {"locale": "ja-JP", **DESKTOP}),
    "chat-en.png": ("What did North Korea want from Russia in return for shells and soldiers?", {"locale": "en-GB", **DESKTOP}),
    "dark.png": ("プーチンが国内の中産階級を動員したがらないのはなぜですか。", {"locale": "ja-JP", "color_scheme": "dark", **DESKTOP}),
    "phone.png": ("包括的戦略的パートナーシップ条約はいつ批准されましたか。", {"locale": "ja-JP", **PHONE}),
}
REPORTS = {"report-ja.png": "ja", "report-en.png": "en"}
REPORT_WIDTH = 1180


@contextmanager
def served(assistant: Assistant, config: Config) -> Iterator[str]:
    listening = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(Gate(make_app(assistant, config)), log_level="error", timeout_graceful_shutdown=1))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    while not server.started and thread.is_alive():
        time.sleep(0.05)
    try:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}/"
    finally:
        server.should_exit = True
        thread.join()


def picture(browser: Any, url: str, question: str, options: dict[str, Any], file: Path) -> None:
    context = browser.new_context(**options)
    context.set_default_timeout(PATIENCE_MS)
    page = context.new_page()
    page.goto(url)
    page.wait_for_selector("#app.ready")
    page.fill("#question", question)
    page.keyboard.press("Enter")
    page.wait_for_selector(".turn .foot")
    page.wait_for_load_state("networkidle")  # the questions to ask next come after the answer
    page.locator(".answer .mark").first.click()
    page.wait_for_selector("mark.lit")
    page.wait_for_timeout(500)
    page.screenshot(path=str(file))
    context.close()
    told(file)


def report(browser: Any, language: str, file: Path) -> None:
    """The beginning of docs/report.html, to the end of its first plots."""
    page = browser.new_page(viewport={"width": REPORT_WIDTH, "height": 800})
    page.goto((FOLDER / "report.html").as_uri())
    page.locator(f"#show-{language}").check(force=True)
    plots = page.locator(".all").first.bounding_box()
    page.screenshot(path=str(file), full_page=True, clip={"x": 0, "y": 0, "width": REPORT_WIDTH, "height": plots["y"] + plots["height"] + 40})
    page.close()
    told(file)


def told(file: Path) -> None:
    if file.stat().st_size > MAX_BYTES:
        sys.exit(f"{file.name} has {file.stat().st_size // 1024} KB, more than {MAX_BYTES // 1024}. Make its window smaller.")
    print(f"{file.name}: {file.stat().st_size // 1024} KB")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--home", type=Path, help="folder of the index (default: a new one, thrown away)")
    parser.add_argument("--report", action="store_true", help="the pictures of docs/report.html alone")
    given = parser.parse_args()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        for name, language in REPORTS.items():
            report(browser, language, FOLDER / name)
        if not given.report:
            chats(browser, given.home)
        browser.close()


def chats(browser: Any, home: Path | None) -> None:
    with tempfile.TemporaryDirectory() as temporary:
        config = Config(home=home or Path(temporary))
        assistant = Assistant.open(config)
        with served(assistant, config) as url:
            for name, (question, options) in PICTURES.items():
                picture(browser, url, question, options, FOLDER / name)
        assistant.close()


if __name__ == "__main__":
    main()
