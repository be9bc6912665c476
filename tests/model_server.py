"""A scripted server that speaks the OpenAI chat protocol, with streaming, and can misbehave.

``replies`` are taken in turn; each is a text, or the name of a way to misbehave (``MISBEHAVIOURS``).
"""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

MISBEHAVIOURS = ("silence", "dribble", "429", "500", "401", "broken", "hang_up", "empty", "garbage", "endless")
PIECE = 7
"""Characters a streamed chunk."""


class ModelServer:
    """``address`` is the base URL; ``requests`` the bodies received, ``keys`` the Authorization headers."""

    def __init__(self) -> None:
        self.replies: list[str] = []
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
            reply = self.replies.pop(0) if self.replies else "empty"
        handler.close_connection = True
        if reply.isdigit():
            return _send(handler, int(reply), json.dumps({"error": {"message": "scripted sk-secret", "type": "scripted"}}))
        if reply == "silence":
            self.closed.wait(30)
            return None
        if reply == "hang_up":
            return handler.connection.close()
        if reply == "garbage":
            return _send(handler, 200, "\x00<html>this is no JSON", "text/event-stream" if body.get("stream") else "application/json")
        text = "" if reply == "empty" else "Russia and " * 3 if reply in {"broken", "dribble"} else reply
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


def _send(handler: BaseHTTPRequestHandler, status: int, body: str, kind: str = "application/json") -> None:
    data = body.encode()
    handler.send_response(status)
    handler.send_header("Content-Type", kind)
    handler.send_header("Content-Length", str(len(data)))
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
