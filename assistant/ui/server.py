"""Serving the page: address, headers, who may enter, health, and a clean stop.

Knows HTTP, nothing of answers. Everything Gradio sends passes ``Gate``, which adds the headers that keep the
page to itself, and refuses what the page never needs.
"""

from __future__ import annotations

import base64
import errno
import hashlib
import importlib.util
import logging
import re
import signal
import socket
import threading
import time
import webbrowser
from collections.abc import Awaitable, Callable, MutableMapping
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import gradio as gr
import uvicorn
from fastapi import FastAPI
from fastapi.responses import FileResponse, JSONResponse

from assistant.config import Config
from assistant.errors import ServerError
from assistant.ui.app import build_app
from assistant.ui.auth import Guard, read_auth_file
from assistant.ui.shell import MAX_FILE_MB

if TYPE_CHECKING:
    from assistant.pipeline import Assistant

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

log = logging.getLogger("assistant.server")

ASSETS = Path(__file__).parent / "assets"
MAX_BODY_BYTES = (MAX_FILE_MB * 4 // 3 + 4) * 2**20
"""A file of the largest size in base64, and room for the rest of the request."""

CLOSED = re.compile(
    r"/gradio_api/(?:upload|upload_progress|proxy=.*|file[=/].*|runs.*|run-history/.*|deep_link|component_server|stream/.*)$"
    r"|/(?:monitoring|login|logout|token)\b.*"
)
"""Gradio's routes that the page does not use: reading files, fetching addresses, uploads, its own login."""

_QUIET = re.compile(r"/(?:page|assets|static|health|theme\.css|svelte|favicon\.ico|gradio_api/(?:heartbeat|startup-events))\b")
"""Not worth a line in the log each time."""

LOCAL = {"127.0.0.1", "localhost", "::1"}

WARM_SECONDS = 3
"""How long stopping waits for what is made for the first question."""


def serve(
    assistant: Assistant,
    config: Config,
    *,
    host: str = "127.0.0.1",
    port: int = 7860,
    auth_file: Path | None = None,
    open_browser: bool = True,
    mcp: bool = False,
) -> None:
    """Serve until SIGTERM or SIGINT; prints the address when it is ready. Raises ServerError if it cannot begin."""
    _log_to_stderr()
    guard = Guard(read_auth_file(auth_file)) if auth_file else None
    listening = _listen(host, port)
    app = Gate(make_app(assistant, config, mcp=mcp), guard=guard, local=host in LOCAL)
    address = f"http://{f'[{host}]' if ':' in host else host}:{listening.getsockname()[1]}"
    for number in (signal.SIGINT, signal.SIGTERM):
        if threading.current_thread() is threading.main_thread():
            signal.signal(number, lambda *_: None)  # uvicorn raises the signal again once it has stopped
    settings = uvicorn.Config(app, log_level="warning", access_log=False, timeout_graceful_shutdown=2, server_header=False, date_header=False)
    warming = threading.Thread(target=assistant.warm, daemon=True)
    try:
        _Server(settings, address, open_browser, warming).run(sockets=[listening])
    finally:
        listening.close()
        if warming.is_alive():
            warming.join(WARM_SECONDS)
        assistant.close()


def make_app(assistant: Assistant, config: Config, *, mcp: bool = False) -> FastAPI:
    """The page at /, its files at /page, /health, and Gradio's API under /gradio_api."""
    if mcp and importlib.util.find_spec("mcp") is None:
        raise ServerError('The MCP server needs a package that is not installed. Install it with: pip install "mcp<2"')
    app = FastAPI(openapi_url=None, docs_url=None, redoc_url=None)

    @app.get("/health")
    async def health() -> JSONResponse:  # asked of the loop itself: it waits for no thread and no lock
        return JSONResponse({"status": "ok", "documents": len(assistant.documents)})

    @app.get("/page/{name}")
    def asset(name: str) -> FileResponse:
        found = {path.name: path for path in ASSETS.iterdir()}.get(name)
        if found is None:
            return JSONResponse({"detail": "Not found"}, 404)  # type: ignore[return-value]
        kind = {".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml"}.get(found.suffix, "application/octet-stream")
        return FileResponse(found, media_type=kind, headers={"Cache-Control": "no-cache"})

    mounted: FastAPI = gr.mount_gradio_app(
        app,
        build_app(assistant, config, mcp=mcp),
        path="/",
        footer_links=[],
        run_history=False,
        show_error=True,
        max_file_size=MAX_FILE_MB * 2**20,
        ssr_mode=False,
        pwa=False,
        enable_monitoring=False,
        mcp_server=mcp,
        theme=gr.themes.Base(font=["system-ui", "sans-serif"], font_mono=["ui-monospace", "monospace"]),
    )
    return mounted


class Gate:
    """ASGI wrapper: who may enter, how much they may send, and the headers of every response."""

    def __init__(self, app: App, *, guard: Guard | None = None, local: bool = True) -> None:
        self.app, self.guard, self.local = app, guard, local

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        began = time.monotonic()
        headers = {k.decode("latin-1").lower(): v.decode("latin-1") for k, v in scope["headers"]}
        refusal = self._refuse(scope, headers)
        status = 0

        async def counted(message: MutableMapping[str, Any]) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        out = _Headers(counted, page=scope["path"] == "/", language=page_language(headers.get("accept-language", "")))
        if refusal is not None:
            await _reply(out, *refusal)
        else:
            if scope["path"] == "/":
                scope["headers"] = [(k, v) for k, v in scope["headers"] if k.lower() != b"accept-encoding"]  # the page is rewritten on its way out
            try:
                await self.app(scope, _limited(receive), out)
            except _TooLarge:
                if not out.started:
                    await _reply(out, 413, b"The request is too large.")
        if not _QUIET.match(scope["path"]):
            log.info("%s %s %s %.0f ms", scope["method"], scope["path"], status, 1000 * (time.monotonic() - began))

    def _refuse(self, scope: Scope, headers: dict[str, str]) -> tuple[int, bytes] | None:
        host = headers.get("host", "")
        if self.local and (urlsplit(f"//{host}").hostname or "") not in LOCAL:
            return 421, b"This server answers to localhost only."
        if scope["path"] == "/health":
            return None
        if self.guard and not self.guard.admits(headers.get("authorization", "")):
            return 401, b"Sign in to use this page."
        origin = headers.get("origin")
        if scope["method"] not in {"GET", "HEAD", "OPTIONS"} and (
            headers.get("sec-fetch-site") == "cross-site" or (origin and urlsplit(origin).netloc != host)
        ):
            return 403, b"Requests from other sites are refused."
        if CLOSED.match(scope["path"]):
            return 404, b"Not found."
        length = headers.get("content-length", "0")
        if not length.isdigit() or int(length) > MAX_BODY_BYTES:
            return 413, b"The request is too large."
        return None


class _TooLarge(Exception):
    pass


def _limited(receive: Receive) -> Receive:
    seen = 0

    async def counted() -> MutableMapping[str, Any]:
        nonlocal seen
        message = await receive()
        seen += len(message.get("body", b""))
        if seen > MAX_BODY_BYTES:
            raise _TooLarge
        return message

    return counted


class _Headers:
    """Adds the headers on the way out; holds the page back until it is whole, to make it ours and to hash its scripts."""

    def __init__(self, send: Send, *, page: bool, language: str) -> None:
        self.send, self.page, self.language = send, page, language
        self.started = False
        self._start: MutableMapping[str, Any] = {}
        self._body = b""

    async def __call__(self, message: MutableMapping[str, Any]) -> None:
        self.started = True
        if message["type"] == "http.response.start":
            kept = [(k, v) for k, v in message.get("headers", []) if k.lower() not in _OURS]
            self._start = {**message, "headers": kept}
            html = any(k.lower() == b"content-type" and v.startswith(b"text/html") for k, v in kept)
            self.page = self.page and html
            if not self.page:
                await self.send({**self._start, "headers": kept + _security_headers(())})
        elif message["type"] == "http.response.body" and self.page:
            self._body += message.get("body", b"")
            if not message.get("more_body"):
                page = own_page(self._body.decode("utf-8"), self.language)
                body = page.encode()
                headers = [(k, v) for k, v in self._start["headers"] if k.lower() != b"content-length"]
                headers += [
                    (b"content-length", str(len(body)).encode()),
                    (b"cache-control", b"no-store"),
                    (b"vary", b"Accept-Language"),
                    *_security_headers(inline_hashes(page)),
                ]
                await self.send({**self._start, "headers": headers})
                await self.send({"type": "http.response.body", "body": body})
        else:
            await self.send(message)


_OURS = {
    b"content-security-policy",
    b"x-frame-options",
    b"x-content-type-options",
    b"referrer-policy",
    b"permissions-policy",
    b"server",
    b"cross-origin-opener-policy",
}


def _security_headers(hashes: tuple[str, ...]) -> list[tuple[bytes, bytes]]:
    return [
        (b"content-security-policy", content_security_policy(hashes).encode()),
        (b"x-frame-options", b"DENY"),
        (b"x-content-type-options", b"nosniff"),
        (b"referrer-policy", b"no-referrer"),
        (b"permissions-policy", b"camera=(), microphone=(), geolocation=(), payment=(), usb=()"),
        (b"cross-origin-opener-policy", b"same-origin"),
        (b"cross-origin-resource-policy", b"same-origin"),
    ]


def content_security_policy(hashes: tuple[str, ...]) -> str:
    """Scripts from this server and the page's own inline ones by hash; no other host for anything.

    No script from a string either, no event attributes, no ``javascript:`` addresses: text that slipped through could not run.
    """
    scripts = " ".join(["'self'", *hashes])
    return (
        f"default-src 'none'; script-src {scripts}; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; connect-src 'self'; "
        "manifest-src 'self'; worker-src 'none'; object-src 'none'; base-uri 'self'; form-action 'self'; frame-src 'none'; frame-ancestors 'none'"
    )


def inline_hashes(html: str) -> tuple[str, ...]:
    inline = re.findall(r"<script(?![^>]*\ssrc=)[^>]*>(.*?)</script>", html, re.DOTALL)
    return tuple(f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'" for script in inline)


def own_page(html: str, language: str) -> str:
    """Gradio's page made ours: its language, our files, none of its advertising, no script for being framed."""
    html = re.sub(r"<html\s+lang=\"\w+\"", f'<html lang="{language}"', html, count=1)
    html = re.sub(r"<meta\s+(?:property=\"og:|name=\"twitter:)[^>]*/>\s*", "", html)
    html = re.sub(r"<script>(?:(?!</script>).)*iframeResizer\.contentWindow.*?</script>", "", html, count=1, flags=re.DOTALL)
    html = re.sub(r'<link rel="manifest"[^>]*/>\s*', "", html)
    ours = (
        '<meta name="color-scheme" content="light dark"><meta name="referrer" content="no-referrer">'
        '<link rel="stylesheet" href="./page/style.css"><script type="module" src="./page/page.js"></script>'
    )
    return html.replace("</head>", ours + "</head>", 1)


def page_language(accept: str) -> str:
    """ja or en, as the header ranks them; English for readers of another language, Japanese where none is named.

    >>> page_language("en-GB,en;q=0.9,ja;q=0.8"), page_language("ja,en;q=0.5"), page_language("")
    ('en', 'ja', 'ja')
    """
    ranked = []
    for part in accept.split(","):
        tag, _, quality = part.strip().partition(";q=")
        name = tag.split("-")[0].lower()
        if name in {"ja", "en"}:
            try:
                ranked.append((float(quality or 1), name))
            except ValueError:
                continue
    return max(ranked, key=lambda r: r[0])[1] if ranked else ("en" if accept.strip(" *") else "ja")


async def _reply(send: Send, status: int, body: bytes) -> None:
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"content-length", str(len(body)).encode())]
    if status == 401:
        headers.append((b"www-authenticate", b'Basic realm="assistant", charset="UTF-8"'))
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})


def _log_to_stderr() -> None:
    """One line a request: method, path, status, time. Paths hold no question; bodies are never logged."""
    if not log.handlers:
        handler = logging.StreamHandler()
        handler.setFormatter(logging.Formatter("%(asctime)s %(message)s"))
        log.addHandler(handler)
        log.setLevel(logging.INFO)
        log.propagate = False


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
        listening.listen(128)
    except (OSError, OverflowError) as error:
        listening.close()
        if isinstance(error, OSError) and error.errno == errno.EADDRINUSE:
            raise ServerError(f"Port {port} on {host} is in use. Stop the program that uses it, or choose another port with --port.") from None
        raise ServerError(f"The page cannot be served at {host}:{port} ({error}). Choose another address with --host and --port.") from None
    return listening


class _Server(uvicorn.Server):
    def __init__(self, config: uvicorn.Config, address: str, open_browser: bool, warming: threading.Thread) -> None:
        super().__init__(config)
        self.address, self.open_browser, self.warming = address, open_browser, warming

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            print(self.address, flush=True)
            self.warming.start()
            if self.open_browser:
                threading.Thread(target=webbrowser.open, args=(self.address,), daemon=True).start()
