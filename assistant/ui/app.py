"""Gradio wiring: the page, the endpoints it calls, and the endpoints other programs call.

A handler is one call to the pipeline and one call to ``render``. Endpoints whose names begin with ``page_``
serve the page and may change with it; ``ask``, ``summarize``, ``check`` and ``search`` are the HTTP API.
"""

from __future__ import annotations

import base64
import binascii
import functools
import inspect
import json
import os
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from queue import SimpleQueue
from threading import Event
from typing import TYPE_CHECKING, Any

os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"

import gradio as gr
from gradio.events import api as endpoint

from assistant.config import MAX_QUESTION_CHARS, Config
from assistant.errors import AssistantError, DocumentError, UsageError
from assistant.ui import export, feedback, render
from assistant.ui.shell import MAX_FILE_MB, page
from assistant.ui.transfer import pack, read_choice, read_count, read_language, read_names, read_question, read_text, unpack, unpack_citations
from assistant.ui.wording import recognised
from assistant.values import Change, Language, Question, Reply

if TYPE_CHECKING:
    from assistant.pipeline import Assistant, Progress

PARALLEL = 10
"""Requests of one kind worked on at a time; more wait their turn."""

MAX_DRAFT_CHARS = 20_000
MAX_HITS = 100


def build_app(assistant: Assistant, config: Config, *, mcp: bool = False) -> gr.Blocks:
    """The page with its endpoints; with ``mcp`` the functions of the HTTP API are tools as well, which answer with JSON text."""
    app: gr.Blocks
    with _Blocks(title="Russia–DPRK Assistant", analytics_enabled=False, fill_width=True, fill_height=True) as app:
        # gr.HTML would compile its template from a string, which no policy without 'unsafe-eval' lets it; the page's text is ours and needs no sanitizing.
        gr.Markdown(page(), elem_id="page", sanitize_html=False, latex_delimiters=[], container=False)
        for function in _api(assistant) if mcp else ():  # before the endpoints of the same names, so that the tools have the names
            # Without the queue a tool is called as it is; with it Gradio would ask its own server over HTTP, and be turned away where a password is needed.
            endpoint(_told(_as_text(function)), api_name=f"mcp_{function.__name__}", queue=False)
        for function in _api(assistant):
            function.__dict__["_mcp_type"] = "endpoint"  # no tool: Gradio would send its answer as the repr of a dict
            endpoint(_told(function), api_name=function.__name__, concurrency_limit=PARALLEL)
        for function in _page(assistant, config):
            limit = 1 if function.__name__ == "follow_ups" else PARALLEL
            endpoint(_told(function, for_page=True), api_name=f"page_{function.__name__}", api_visibility="undocumented", concurrency_limit=limit)
    app.queue(default_concurrency_limit=PARALLEL, max_size=200)
    return app


class _Blocks(gr.Blocks):
    """Gradio's, but values left out at the end of a request are the defaults: it would write the request, question and all, into the log."""

    def validate_inputs(self, block_fn: Any, inputs: list[Any]) -> None:
        inputs += [getattr(block, "value", None) for block in block_fn.inputs[len(inputs) :]]


def _api(assistant: Assistant) -> list[Callable[..., Any]]:
    """What other programs call; each answers with the JSON of the command line."""

    def ask(question: str, lang: str = "auto", history: list[Any] | None = None) -> dict[str, Any]:
        """Answer a question from the documents, every sentence cited, or refuse and name the nearest passages.

        Args:
            question: the question, in Japanese or English
            lang: language of the answer: ja, en, or auto for that of the question
            history: earlier turns, oldest first: pairs of "user" or "assistant" and what was said
        """
        return assistant.ask(_short(read_question(question, lang, history))).as_json()

    def summarize(documents: list[str] | None = None, topic: str = "", lang: str = "auto", length: str = "medium") -> dict[str, Any]:
        """Summarize documents, or what they say of a topic, every sentence cited.

        Args:
            documents: file names of documents; none means all of them
            topic: summarize only what is said of this
            lang: language of the summary: ja, en, or auto
            length: short, medium or long
        """
        return assistant.summarize(*_summary(documents, topic, lang, length)).as_json()

    def check(text: str) -> list[dict[str, Any]]:
        """Compare every sentence of a draft with the documents: supported, contradicted or not_found, with reasons and citations.

        Args:
            text: the draft, in Japanese or English
        """
        return [c.as_json() for c in assistant.check(_draft(text))]

    def search(query: str, k: int = 10) -> list[dict[str, Any]]:
        """Find the passages nearest to a query, best first, in both languages.

        Args:
            query: what to look for, in Japanese or English
            k: how many passages, 1 to 100
        """
        hits = assistant.search(read_text(query, "query"), read_count(k, "k", MAX_HITS))
        return [{"doc": h.passage.doc, "start": h.passage.span.start, "end": h.passage.span.end, "text": h.passage.text, "score": h.score} for h in hits]

    return [ask, summarize, check, search]


def _page(assistant: Assistant, config: Config) -> list[Callable[..., Any]]:
    """What the page calls; each answers with HTML, and with the data the browser keeps."""

    def ask(question: str, lang: str, history: list[Any]) -> Iterator[dict[str, Any]]:
        asked = _short(read_question(question, lang, history))
        reply = None
        for reply in assistant.stream(asked):
            yield {"html": render.turn(asked.text, reply, done=False), "reply": pack(reply)}
        if reply is not None:
            yield {"html": render.turn(asked.text, reply), "reply": pack(reply)}

    def follow_ups(question: str, lang: str, history: list[Any], reply: dict[str, Any]) -> dict[str, Any]:
        """Asked for once the answer is shown; one reader's at a time, so that they never crowd out answers."""
        questions = assistant.follow_ups(read_question(question, lang, history), unpack(reply))
        return {"html": render.follow_ups(questions), "questions": list(questions)}

    def turns(stored: list[Any]) -> list[str]:
        return [render.turn(str(t["question"]), unpack(t["reply"])) for t in stored]

    def sources(citations: list[Any]) -> dict[str, str]:
        by_name = {d.doc: d for d in assistant.documents}
        read = unpack_citations(citations)
        return {doc: render.source(by_name.get(doc), [c for c in read if c.doc == doc]) for doc in dict.fromkeys(c.doc for c in read)}

    def read(doc: str) -> str:
        return render.source(next((d for d in assistant.documents if d.doc == doc), None), ())

    def summarize(documents: list[str], topic: str, lang: str, length: str) -> Iterator[dict[str, Any]]:
        """How far the reading is, and the summary as it grows; whoever stops listening stops the work."""
        asked = _summary(documents, topic, lang, length)
        for step in _growing(lambda progress, stop: assistant.summaries(*asked, progress=progress, stop=stop)):
            yield {"read": step} if isinstance(step, int) else {"html": render.summary(step), "reply": pack(step)}

    def check(text: str) -> str:
        return render.checked(assistant.check(_draft(text)))

    def documents() -> dict[str, str]:
        problems = assistant.status().get("problems", ())
        return {"list": render.documents(assistant.documents, problems), "choices": render.choices(assistant.documents)}

    def add(name: str, data: str) -> Iterator[dict[str, Any]]:
        for step in _told_of(lambda progress: _add(assistant, name, data, progress)):
            yield {"indexed": step} if isinstance(step, int) else _changed(step)

    def remove(doc: str) -> dict[str, str]:
        return _changed([assistant.remove(doc)])

    def restore(doc: str) -> dict[str, str]:
        return _changed([assistant.restore(doc)])

    def vote(vote: str, comment: str, question: str, history: list[Any], reply: dict[str, Any]) -> bool:
        feedback.record(config.home, vote, comment, read_question(question, "auto", history), unpack(reply))
        return True

    def votes() -> str:
        return feedback.as_items(config.home)

    def save(title: str, turns: list[Any], form: str, language: str) -> str:
        read = [(str(t["question"]), unpack(t["reply"])) for t in turns]
        return export.as_json(title, read) if form == "json" else export.as_markdown(title, read, read_language(language) or "ja")

    return [ask, follow_ups, turns, sources, read, summarize, check, documents, add, remove, restore, vote, votes, save]


def _changed(changes: list[Change]) -> dict[str, str]:
    return {"html": "".join(render.change(c) for c in changes), "what": changes[-1].what if changes else "failed"}


def _told(function: Callable[..., Any], *, for_page: bool = False) -> Callable[..., Any]:
    """The same function, whose errors reach the caller as one line instead of a traceback in the log."""

    def line(error: AssistantError) -> gr.Error:
        """The message; for the page its key and values, so that it is read in the page's language."""
        known = recognised(str(error)) if for_page else None
        return gr.Error(json.dumps(known) if known else str(error), print_exception=False)

    if inspect.isgeneratorfunction(function):

        @functools.wraps(function)
        def streaming(*args: Any, **kwargs: Any) -> Iterator[Any]:
            try:
                yield from function(*args, **kwargs)
            except AssistantError as error:
                raise line(error) from None

        return streaming

    @functools.wraps(function)
    def once(*args: Any, **kwargs: Any) -> Any:
        try:
            return function(*args, **kwargs)
        except AssistantError as error:
            raise line(error) from None

    return once


def _as_text(function: Callable[..., Any]) -> Callable[..., str]:
    """The same function, answering with its JSON as text."""

    @functools.wraps(function)
    def text(*args: Any, **kwargs: Any) -> str:
        return json.dumps(function(*args, **kwargs), ensure_ascii=False)

    return text


def _short(question: Question) -> Question:
    if not question.text.strip():
        raise UsageError("The question is empty. Type a question in Japanese or English.")
    if len(question.text) > MAX_QUESTION_CHARS:
        raise UsageError(f"A question has at most {MAX_QUESTION_CHARS} characters, this one {len(question.text)}. Add longer texts under Documents.")
    return question


def _draft(text: str) -> str:
    read_text(text, "text")
    if len(text) > MAX_DRAFT_CHARS:
        raise UsageError(f"A draft has at most {MAX_DRAFT_CHARS} characters, this one {len(text)}. Check it in parts.")
    return text


def _summary(documents: Any, topic: Any, lang: Any, length: Any) -> tuple[list[str], str, Language | None, str]:
    """What a request for a summary asks for."""
    return (
        read_names(documents, "documents"),
        read_text(topic if topic is not None else "", "topic"),
        read_language(lang),
        read_choice(length, "length", ("short", "medium", "long")),
    )


def _told_of(work: Callable[[Progress], list[Change]]) -> Iterator[int | list[Change]]:
    """Do long work in a thread of its own: how many texts it has indexed so far, again and again, then what it returned."""
    steps: SimpleQueue[int | None] = SimpleQueue()
    done: dict[str, int] = {}

    def progress(stage: str, n: int, _: int) -> None:
        done[stage] = n
        steps.put(sum(done.values()))

    with ThreadPoolExecutor(1) as thread:
        future = thread.submit(work, progress)
        future.add_done_callback(lambda _: steps.put(None))
        while (step := steps.get()) is not None:
            yield step
    yield future.result()


def _growing(work: Callable[[Progress, Callable[[], bool]], Iterator[Reply]]) -> Iterator[int | Reply]:
    """Do long work in a thread of its own: the share done so far in percent and the replies as they grow. Closing it asks the work to stop."""
    steps: SimpleQueue[int | Reply | None] = SimpleQueue()
    stopped = Event()

    def run() -> None:
        try:
            for reply in work(lambda _, n, total: steps.put(100 * n // max(total, 1)), stopped.is_set):
                steps.put(reply)
        finally:
            steps.put(None)

    with ThreadPoolExecutor(1) as thread:
        future = thread.submit(run)
        try:
            while (step := steps.get()) is not None:
                yield step
        finally:
            stopped.set()
    future.result()


def _add(assistant: Assistant, name: str, data: str, progress: Progress) -> list[Change]:
    """Add one file given by name and base64; only the last part of the name counts, whatever a browser sends."""
    name = Path(name.replace("\\", "/")).name.replace("\x00", "")
    if not name or name in {".", ".."}:
        raise UsageError("The file has no name. Give it one and add it again.")
    try:
        content = base64.b64decode(data, validate=True)
    except binascii.Error:
        raise UsageError(f"{name} did not arrive whole. Add it again.") from None
    if len(content) > MAX_FILE_MB * 2**20:
        return [Change(name, "failed", f"{name} is larger than {MAX_FILE_MB} MB. Split it into parts and add those.")]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        try:
            path.write_bytes(content)
            return assistant.add([path], progress)
        except OSError:
            return [Change(name, "failed", "The file name cannot be used. Rename the file and add it again.")]
        except DocumentError as error:
            return [Change(name, "failed", str(error))]
