"""Long summaries that somebody stops: what has been read by then is kept, on the command line and on the page."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable, Iterator

import pytest

from assistant.cli import _until_stopped
from assistant.ui.app import _growing
from assistant.values import Reply

PART, WHOLE = Reply("砲弾が送られた。[1]", "ja", "answered"), Reply("砲弾が送られた。[1]条約は批准された。[2]", "ja", "answered")


def reading(stop: Callable[[], bool], presses: int) -> Iterator[Reply]:
    """A summary that grows; the reader presses Ctrl-C after the first part."""
    yield PART
    for _ in range(presses):
        os.kill(os.getpid(), signal.SIGINT)
    yield PART if stop() else WHOLE


def test_nobody_stops_and_the_whole_summary_comes():
    assert _until_stopped(lambda stop: reading(stop, 0)) == (WHOLE, False)


def test_ctrl_c_once_lets_the_work_end_with_what_it_has():
    assert _until_stopped(lambda stop: reading(stop, 1)) == (PART, True)


def test_ctrl_c_twice_takes_what_came_and_says_that_it_was_stopped():
    reply, stopped = _until_stopped(lambda stop: reading(stop, 2))
    assert (reply.answer, reply.notes, stopped) == (PART.answer, ("stopped",), True)


def test_ctrl_c_twice_before_anything_came_ends_the_program():
    def silent(_: Callable[[], bool]) -> Iterator[Reply]:
        os.kill(os.getpid(), signal.SIGINT)
        os.kill(os.getpid(), signal.SIGINT)
        yield WHOLE

    with pytest.raises(KeyboardInterrupt):
        _until_stopped(silent)


def test_ctrl_c_means_what_it_meant_before_once_the_summary_is_there():
    before = signal.getsignal(signal.SIGINT)
    _until_stopped(lambda stop: reading(stop, 1))
    assert signal.getsignal(signal.SIGINT) is before


def test_the_page_is_told_how_far_the_reading_is_and_each_reply():
    def work(progress: Callable[[str, int, int], None], _: Callable[[], bool]) -> Iterator[Reply]:
        progress("summary", 400, 1_600)
        yield PART
        progress("summary", 1_600, 1_600)
        yield WHOLE

    assert list(_growing(work)) == [25, PART, 100, WHOLE]


def test_a_page_that_stops_listening_stops_the_work():
    ended = threading.Event()

    def work(_: Callable[[str, int, int], None], stop: Callable[[], bool]) -> Iterator[Reply]:
        while not stop():
            yield PART
        ended.set()

    steps = _growing(work)
    assert next(steps) == PART
    steps.close()
    assert ended.wait(10)


def test_an_error_of_the_work_reaches_the_page():
    def work(_: Callable[[str, int, int], None], __: Callable[[], bool]) -> Iterator[Reply]:
        yield PART
        raise ValueError("no such document")

    with pytest.raises(ValueError, match="no such document"):
        list(_growing(work))
