"""A scripted server that speaks the OpenAI chat protocol, with streaming, and can misbehave.

``replies`` are taken in turn; each is a text, the name of a way to misbehave (``MISBEHAVIOURS``), an HTTP status with or
without the seconds to wait ("429", "429 0.2"), or a function that makes one of these of the request when it comes.
"""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import MappingProxyType
from typing import Any

MISBEHAVIOURS = ("silence", "dribble", "429", "500", "401", "broken", "hang_up", "empty", "garbage", "wrong_form", "endless", "breathless")
SECRET = "sk-secret"
"""What an error's body repeats, as some servers repeat the key they were sent."""
PIECE = 7
"""Characters a streamed chunk."""


class ModelServer:
    """``address`` is the base URL; ``requests`` the bodies received, ``keys`` the Authorization headers."""

    def __init__(self) -> None:
        self.replies: list[str | Callable[[dict[str, Any]], str]] = []
        self.always: Callable[[dict[str, Any]], str] | None = None
        """Answers when ``replies`` are used up."""
        self.requests: list[dict[str, Any]] = []
        self.keys: list[str] = []
        self.closed = threading.Event()
        self.lock = threading.Lock()
        outer = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self) -> None:
                outer.answer(self)

            def log_message(self, format: str, *args: object) -> None:
                """Quiet."""

        self.http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.http.daemon_threads = True
        self.address = f"http://127.0.0.1:{self.http.server_port}/v1"

    def answer(self, handler: BaseHTTPRequestHandler) -> None:
        body = json.loads(handler.rfile.read(int(handler.headers["Content-Length"])))
        with self.lock:
            self.requests.append(body)
            self.keys.append(handler.headers.get("Authorization", ""))
            made = self.replies.pop(0) if self.replies else self.always or "empty"
        reply = made if isinstance(made, str) else made(body)
        handler.close_connection = True
        status, _, wait = reply.partition(" ")
        if status.isdigit() and len(status) == 3:
            error = {"error": {"message": f"Incorrect key provided: {SECRET}", "type": "scripted"}}
            return _send(handler, int(status), json.dumps(error), headers={"Retry-After": wait} if wait else {})
        if reply == "silence":
            self.closed.wait(30)
            return None
        if reply == "hang_up":
            return handler.connection.close()
        if reply == "garbage":
            return _send(handler, 200, "\x00<html>this is no JSON", "text/event-stream" if body.get("stream") else "application/json")
        if reply == "wrong_form":
            lines = 'data: {"answer": ["It rained. [1]"]}\n\ndata: [DONE]\n\n'
            return _send(handler, 200, lines if body.get("stream") else '{"answer": []}', "text/event-stream" if body.get("stream") else "application/json")
        text = "" if reply in {"empty", "endless", "breathless"} else "Russia and " * 3 if reply in {"broken", "dribble"} else reply
        if not body.get("stream"):
            message = {"role": "assistant", "content": text}
            usage = {"prompt_tokens": 11, "completion_tokens": 7, "total_tokens": 18}
            choice = {"index": 0, "message": message, "finish_reason": "stop"}
            return _send(handler, 200, json.dumps({"id": "1", "object": "chat.completion", "model": "m", "choices": [choice], "usage": usage}))
        return self._stream(handler, reply, text)

    def _stream(self, handler: BaseHTTPRequestHandler, reply: str, text: str) -> None:
        handler.send_response(200)
        handler.send_header("Content-Type", "text/event-stream")
        handler.send_header("Connection", "close")
        handler.end_headers()
        try:
            for at in range(0, len(text), PIECE):
                _event(handler, {"delta": {"content": text[at : at + PIECE]}, "finish_reason": None})
            if reply == "broken":
                return
            while reply == "dribble" and not self.closed.wait(0.2):
                _event(handler, {"delta": {"content": "x"}, "finish_reason": None})
            while reply == "endless" and not self.closed.is_set():
                _event(handler, {"delta": {"content": "The same again. "}, "finish_reason": None})
            while reply == "breathless" and not self.closed.is_set():
                _event(handler, {"delta": {"content": "and again "}, "finish_reason": None})
            _event(handler, {"delta": {}, "finish_reason": "stop"})
            _event(handler, None, {"prompt_tokens": 11, "completion_tokens": 7, "total_tokens": 18})
            handler.wfile.write(b"data: [DONE]\n\n")
        except OSError:
            return


def _event(handler: BaseHTTPRequestHandler, choice: dict[str, Any] | None, usage: dict[str, int] | None = None) -> None:
    chunk: dict[str, Any] = {"id": "1", "object": "chat.completion.chunk", "created": int(time.time()), "model": "m"}
    chunk |= {"choices": [{"index": 0, **choice}] if choice else [], "usage": usage}
    handler.wfile.write(f"data: {json.dumps(chunk, ensure_ascii=False)}\n\n".encode())
    handler.wfile.flush()


def _send(
    handler: BaseHTTPRequestHandler, status: int, body: str, kind: str = "application/json", headers: Mapping[str, str] = MappingProxyType({})
) -> None:
    data = body.encode()
    handler.send_response(status)
    handler.send_header("Content-Type", kind)
    handler.send_header("Content-Length", str(len(data)))
    for name, value in headers.items():
        handler.send_header(name, value)
    handler.end_headers()
    handler.wfile.write(data)


@contextmanager
def model_server() -> Iterator[ModelServer]:
    server = ModelServer()
    thread = threading.Thread(target=server.http.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.closed.set()
        server.http.shutdown()
        server.http.server_close()
