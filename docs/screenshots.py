"""Writes the pictures of the documentation: docs/chat-ja.png, chat-en.png, dark.png, phone.png.

    python docs/screenshots.py [--home DIR]

Asks the real assistant over the documents that come with it; needs /usr/bin/chromium and playwright.
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
    page.locator(".answer .mark").first.click()
    page.wait_for_selector("mark.lit")
    page.wait_for_timeout(500)
    page.screenshot(path=str(file))
    context.close()
    if file.stat().st_size > MAX_BYTES:
        sys.exit(f"{file.name} has {file.stat().st_size // 1024} KB, more than {MAX_BYTES // 1024}. Make its window smaller.")
    print(f"{file.name}: {file.stat().st_size // 1024} KB")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--home", type=Path, help="folder of the index (default: a new one, thrown away)")
    given = parser.parse_args().home
    with tempfile.TemporaryDirectory() as temporary:
        config = Config(home=given or Path(temporary))
        assistant = Assistant.open(config)
        with served(assistant, config) as url, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
            for name, (question, options) in PICTURES.items():
                picture(browser, url, question, options, FOLDER / name)
            browser.close()
        assistant.close()


if __name__ == "__main__":
    main()
