"""How fast and how large the program is on this machine: ``python -m assistant.evaluation.bench``.

Measures what a reader waits for, on the suites that come with the program and in fresh temporary homes.
Never part of a test: a figure of a busy machine is no failure.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import math
import os
import platform
import signal
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path
from typing import Any, TypeVar

from assistant.config import Config
from assistant.evaluation.suites import FILES, ClaimItem, QuestionItem, read_suite
from assistant.pipeline import Assistant
from assistant.resources import resource
from assistant.values import Question

WARM_UP = ("平壌はどこにありますか。", "Where is Pyongyang?", "モスクワは首都です。")
"""Not in the suites: what was asked once is partly remembered."""
HELP_RUNS = 7
START_LIMIT_S = 600
OPEN = """
import sys
from pathlib import Path
from assistant.config import Config
from assistant.pipeline import Assistant
Assistant.open(Config(home=Path(sys.argv[1]))).close()
"""

AT_ONCE = 10
OPENED = 5
LIT = 10
"""Questions of each language whose marks are pressed."""
CHROMIUM = Path("/usr/bin/chromium")
PRESS_MARKS = """async () => {
  const took = [];
  for (const mark of document.querySelectorAll(".turn:last-child .answer .mark")) {
    const began = performance.now();
    mark.click();
    while (!document.querySelector(`mark.lit[data-n~="${mark.dataset.n}"]`)) await new Promise(requestAnimationFrame);
    took.push(performance.now() - began);
    document.querySelector("[data-do=source-close]").click();
    for (const lit of document.querySelectorAll(".lit")) lit.classList.remove("lit");
  }
  return took;
}"""
"""Milliseconds for each mark of the last answer, the panel closed in between."""

ItemT = TypeVar("ItemT", QuestionItem, ClaimItem)


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest value that at least ``share`` of the values do not exceed (nearest rank).

    >>> percentile([10, 20, 30, 40], 0.5), percentile([10, 20, 30, 40], 0.95), percentile([7], 0.5)
    (20, 40, 7)
    """
    return sorted(values)[max(0, math.ceil(share * len(values)) - 1)]


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="python -m assistant.evaluation.bench", description=__doc__.partition("\n")[0] if __doc__ else None)
    parser.add_argument("--n", type=int, default=0, help="questions and claims of each language (default: all of the suites)")
    parser.add_argument("--no-start", action="store_true", help="leave out the starting times, which take a minute or two")
    parser.add_argument("--part", choices=tuple(PARTS), help="one part alone; otherwise each runs in a process of its own, so that none finds another's caches")
    options = parser.parse_args(arguments)
    if options.part:
        PARTS[options.part](options.n)
        return
    print(f"{_machine()}\n")
    _row("What", "p50", "p95", "n")
    _row("---", "---:", "---:", "---:")
    for part in PARTS:
        if part != "start" or not options.no_start:
            subprocess.run([sys.executable, "-m", "assistant.evaluation.bench", "--part", part, "--n", str(options.n)], check=True)


def _start(_: int) -> None:
    _row("`assistant --help`", *_seconds([_timed([*_command(), "--help"]) for _ in range(HELP_RUNS)]))
    _starts("index opened, own process", lambda home: _timed([sys.executable, "-c", OPEN, home]))
    _starts("`assistant chat` ready", _chat_ready)


def _assistant(n: int) -> None:
    """Every question and claim once, as a reader would ask it; models are loaded by ones that are not in the suites."""
    with tempfile.TemporaryDirectory() as home, _opened(Config(home=Path(home))) as assistant:
        for text in WARM_UP:
            assistant.ask(Question(text))
            assistant.check_claim(text)
        _by_language("question → answer", _questions(n), lambda item: assistant.ask(item.asked()))
        _by_language("claim → verdict", _claims(n), lambda item: assistant.check_claim(item.claim))
        _row("peak memory, index built and all of the above", f"{_peak_mb():.0f} MB", "", "")


def _baseline(n: int) -> None:
    """The same questions through the plain chain; whether its answers are right is not asked here."""
    from assistant.evaluation.baseline import Baseline

    with tempfile.TemporaryDirectory() as home:
        config = Config(home=Path(home))
        with _opened(config) as assistant:
            plain = Baseline(assistant.documents, config)
        for text in WARM_UP:
            plain.ask(Question(text))
        _by_language("plain LangChain chain, question → passage", _questions(n), lambda item: plain.ask(item.asked()))


def _page(n: int) -> None:
    """What people at the page wait for: ten of them at once, and one in a browser where there is Chromium."""
    with tempfile.TemporaryDirectory() as home, _chat(home) as url:
        _people(url, n)
        _browser(url)


def _people(url: str, n: int) -> None:
    for text in WARM_UP:
        _asked_at(url, text)
    questions = [item.question for item in _questions(n or 5 * AT_ONCE) if not item.history]
    rounds = [questions[at : at + AT_ONCE] for at in range(0, len(questions) - AT_ONCE + 1, AT_ONCE)]
    with ThreadPoolExecutor(AT_ONCE) as people:
        seconds = [s for texts in rounds for s in people.map(lambda text: _asked_at(url, text), texts)]
    _row(f"{AT_ONCE} people at once, question → whole answer", *_milliseconds(seconds))


def _browser(url: str) -> None:
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        return
    if CHROMIUM.exists():
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox", "--disable-gpu"])
            _in_browser(browser, url)
            browser.close()


def _asked_at(url: str, text: str) -> float:
    """Seconds until the whole answer to a question is there, over the HTTP API. Raises SystemExit where none comes."""
    began = time.perf_counter()
    request = urllib.request.Request(f"{url}/gradio_api/call/ask", json.dumps({"data": [text, "auto", []]}).encode(), {"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=60) as response:
        event = json.load(response)["event_id"]
    with urllib.request.urlopen(f"{url}/gradio_api/call/ask/{event}", timeout=60) as response:
        if b"event: complete" not in response.read():
            raise SystemExit(f"{text!r} was not answered.")
    return time.perf_counter() - began


def _in_browser(browser: Any, url: str) -> None:
    """The page opened with an empty cache, and every mark of an answer pressed in turn."""
    opened: list[float] = []
    for _ in range(OPENED):
        context = browser.new_context(locale="en-GB")
        page = context.new_page()
        began = time.perf_counter()
        page.goto(url)
        page.wait_for_selector("#app.ready")
        opened.append(time.perf_counter() - began)
        context.close()
    _row("page opened → ready for a question", *_milliseconds(opened))
    lit: list[float] = []
    page = browser.new_page(locale="en-GB")
    page.goto(url)
    page.wait_for_selector("#app.ready")
    for item in [i for i in _questions(LIT) if i.answerable and not i.history]:
        before = page.locator(".turn .foot").count()
        page.fill("#question", item.question)
        page.keyboard.press("Enter")
        page.wait_for_function("n => document.querySelectorAll('.turn .foot').length > n", arg=before)
        page.wait_for_timeout(500)  # as long as a reader needs to find the mark
        lit += [ms / 1000 for ms in page.evaluate(PRESS_MARKS)]
    _row("mark pressed → sentence lit", *_milliseconds(lit))


PARTS = {"start": _start, "assistant": _assistant, "page": _page, "baseline": _baseline}


def _by_language(what: str, items: Sequence[ItemT], work: Callable[[ItemT], object]) -> None:
    for language in ("ja", "en"):
        seconds = []
        for item in items:
            if item.lang == language:
                began = time.perf_counter()
                work(item)
                seconds.append(time.perf_counter() - began)
        _row(f"{what}, {language}", *_milliseconds(seconds))


def _questions(n: int) -> list[QuestionItem]:
    return _evenly([i for i in read_suite(resource("eval", FILES["questions"])).items if isinstance(i, QuestionItem)], n)


def _claims(n: int) -> list[ClaimItem]:
    return _evenly([i for i in read_suite(resource("eval", FILES["claims"])).items if isinstance(i, ClaimItem)], n)


def _evenly(items: list[ItemT], n: int) -> list[ItemT]:
    """The first ``n`` of each language, in the order of the suite; all for 0."""
    return [i for lang in ("ja", "en") for i in [j for j in items if j.lang == lang][: n or None]]


@contextmanager
def _opened(config: Config) -> Iterator[Assistant]:
    assistant = Assistant.open(config)
    try:
        yield assistant
    finally:
        assistant.close()


def _starts(what: str, start: Callable[[str], float]) -> None:
    """The first start in a fresh home makes the index; the second finds it."""
    with tempfile.TemporaryDirectory() as home:
        for when in ("first", "second"):
            _row(f"{what}, {when} start", f"{start(home):.1f} s", "", "1")


def _chat_ready(home: str) -> float:
    """Seconds until the page's address stands on stdout."""
    began = time.perf_counter()
    with _chat(home):
        return time.perf_counter() - began


@contextmanager
def _chat(home: str) -> Iterator[str]:
    """The page in a process of its own, from when its address stands on stdout. The process is ours and is ended here."""
    command = [*_command(), "chat", "--no-browser", "--port", "0", "--home", home]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, start_new_session=True) as process:
        assert process.stdout is not None
        try:
            address = next((line.strip() for line in process.stdout if line.startswith("http://")), "")
            if not address:
                raise SystemExit("`assistant chat` ended without printing its address. Run it by hand to see why.")
            yield address
        finally:
            process.send_signal(signal.SIGTERM)
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()


def _command() -> list[str]:
    beside = Path(sys.executable).with_name("assistant")
    return [str(beside)] if beside.is_file() else [sys.executable, "-m", "assistant"]


def _timed(command: Sequence[str]) -> float:
    began = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=START_LIMIT_S)
    return time.perf_counter() - began


def _peak_mb() -> float:
    import resource as usage

    peak = usage.getrusage(usage.RUSAGE_SELF).ru_maxrss
    return peak / (2**20 if sys.platform == "darwin" else 2**10)


def _milliseconds(seconds: Sequence[float]) -> tuple[str, str, str]:
    if not seconds:
        return "–", "–", "0"
    return f"{percentile(seconds, 0.5) * 1000:.0f} ms", f"{percentile(seconds, 0.95) * 1000:.0f} ms", str(len(seconds))


def _seconds(seconds: Sequence[float]) -> tuple[str, str, str]:
    return f"{statistics.median(seconds):.2f} s", f"{max(seconds):.2f} s", str(len(seconds))


def _row(*cells: str) -> None:
    print(f"| {' | '.join(cells)} |", flush=True)


def _machine() -> str:
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return (
        f"russia-dprk-assistant {version('russia-dprk-assistant')} · embedded engine · {dt.datetime.now(dt.UTC):%Y-%m-%d} · "
        f"Python {platform.python_version()} · {platform.system()} {platform.machine()} · {cores} cores"
    )


if __name__ == "__main__":
    main()
