"""Headers, who may enter, limits, health, the HTTP API, and a clean stop."""

from __future__ import annotations

import asyncio
import base64
import json
import os
import re
import signal
import socket
import subprocess
import sys
import textwrap
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import httpx
import pytest

from assistant.errors import ServerError
from assistant.text.language import has_japanese
from assistant.ui.auth import Guard, auth_line, read_auth_file
from assistant.ui.server import inline_hashes, own_page
from assistant.ui.wording import recognised, word

HERE = Path(__file__).parent


def test_every_response_keeps_the_page_to_itself(served):
    for path in ("", "page/page.js", "health", "gradio_api/info", "nowhere"):
        headers = httpx.get(served.url + path).headers
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["x-frame-options"] == "DENY"
        assert headers["referrer-policy"] == "no-referrer"
        policy = headers["content-security-policy"]
        assert "frame-ancestors 'none'" in policy and "default-src 'none'" in policy
        assert "http:" not in policy and "https:" not in policy
        assert not re.search(r"'unsafe-\w+'", re.search(r"script-src ([^;]*)", policy)[1])


def test_the_page_names_no_other_host_that_a_browser_would_ask(served):
    html = httpx.get(served.url, headers={"Accept-Language": "en-GB"}).text
    assert '<html lang="en"' in html.replace("\n\t", " ").replace("<html  ", "<html ")
    assert "og:image" not in html and "iframeResizer.contentWindow" not in html
    assert not re.findall(r'(?:src|href)="(?:https?:)?//', html)


def test_inline_scripts_are_named_by_their_hash():
    assert inline_hashes("<script>alert(1)</script><script src='x'></script>") == ("'sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI='",)


def test_the_page_is_made_ours():
    html = '<html\n\tlang="en"><head><meta property="og:image" content="https://x/y.jpg" /></head>'
    assert own_page(html, "ja").startswith('<html lang="ja"><head><meta name="color-scheme"')


def test_health_tells_that_the_documents_are_there(served):
    assert httpx.get(served.url + "health").json() == {"status": "ok", "documents": 5}


@pytest.mark.parametrize(
    "path", ["gradio_api/upload", "gradio_api/file=/etc/passwd", "gradio_api/proxy=https://example.org/", "monitoring", "login", "page/../app.py"]
)
def test_what_the_page_never_needs_is_closed(served, path):
    assert httpx.request("POST" if "upload" in path or path == "login" else "GET", served.url + path).status_code in {404, 405}


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Host": "rebound.example"}, 421),
        ({"Origin": "https://evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Content-Length": str(10**9)}, 413),
    ],
)
def test_requests_from_elsewhere_and_huge_ones_are_refused(served, headers, status):
    with socket.create_connection(("127.0.0.1", served.port)) as line:
        sent = {"Host": f"127.0.0.1:{served.port}", "Content-Length": "0", **headers}
        line.sendall(b"POST /gradio_api/call/ask HTTP/1.1\r\n" + "".join(f"{k}: {v}\r\n" for k, v in sent.items()).encode() + b"\r\n")
        assert line.recv(4096).split()[1] == str(status).encode()


def call(url: str, name: str, *data: object, **options: object) -> object:
    event = httpx.post(f"{url}gradio_api/call/{name}", json={"data": data}, timeout=30, **options).json()["event_id"]  # type: ignore[arg-type]
    body = httpx.get(f"{url}gradio_api/call/{name}/{event}", timeout=30, **options).text  # type: ignore[arg-type]
    event, value = re.findall(r"event: (\w+)\ndata: (.*)", body)[-1]
    return json.loads(value)[0] if event == "complete" else {event: json.loads(value)}


def test_the_http_api_answers_with_the_json_of_the_command_line(served):
    reply = call(served.url, "ask", "When was the treaty signed?", "ja", [])
    assert reply["language"] == "ja" and reply["outcome"] == "answered"
    for citation in reply["citations"]:
        text = next(d.text for d in served.assistant.documents if d.doc == citation["doc"])
        assert text[citation["start"] : citation["end"]] == citation["quote"]
    assert call(served.url, "check", "It rained.")[0]["verdict"] == "supported"
    assert set(call(served.url, "search", "treaty", 3)[0]) == {"doc", "start", "end", "text", "score"}
    assert len(call(served.url, "summarize", ["001_ee1c34b77318a478.txt"], "", "en", "short")["citations"]) == 1


def test_gradio_client_speaks_the_same_api(served):
    from gradio_client import Client

    client = Client(served.url, verbose=False, analytics_enabled=False)
    assert client.predict("条約はいつ署名されましたか。", api_name="/ask")["language"] == "ja"
    assert client.predict("treaty", 2, api_name="/search")[1]["doc"].endswith(".txt")
    named = set(client.view_api(return_format="dict", print_info=False)["named_endpoints"])
    assert named == {"/ask", "/summarize", "/check", "/search"}


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("ask", ["", "auto", []], "The question is empty. Type a question in Japanese or English."),
        ("ask", ["a" * 2001, "auto", []], "A question has at most 2000 characters, this one 2001. Add longer texts under Documents."),
        ("ask", ["a", "fr", []], 'lang is ja, en or auto, not "fr".'),
        ("ask", ["a", ["ja"], []], 'lang is ja, en or auto, not ["ja"].'),
        ("ask", [None, "auto", []], "question is a text, not null. Give it in quotation marks."),
        ("ask", [5, "auto", []], "question is a text, not 5. Give it in quotation marks."),
        ("ask", [], "question is a text, not null. Give it in quotation marks."),
        ("ask", ["a", "auto", [["user", None]]], 'history is a list of pairs ["user" or "assistant", text]. Leave it out for the first question.'),
        ("ask", ["a", "auto", "said"], 'history is a list of pairs ["user" or "assistant", text]. Leave it out for the first question.'),
        ("check", [None], "text is a text, not null. Give it in quotation marks."),
        ("check", [7], "text is a text, not 7. Give it in quotation marks."),
        ("search", [None, 3], "query is a text, not null. Give it in quotation marks."),
        *(
            ("search", ["treaty", k], f"k is a whole number from 1 to 100, not {json.dumps(k)}.")
            for k in (0, -1, 1.5, 100_000, "x", None, True, [1])
        ),
        (
            "summarize",
            ["001_ee1c34b77318a478.txt", "", "en", "short"],
            'documents is a list of file names, ["a.txt", "b.txt"], not "001_ee1c34b77318a478.txt". Leave it empty for all documents.',
        ),
        ("summarize", [[1], "", "en", "short"], 'documents is a list of file names, ["a.txt", "b.txt"], not [1]. Leave it empty for all documents.'),
        ("summarize", [[], 5, "en", "short"], "topic is a text, not 5. Give it in quotation marks."),
        ("summarize", [[], "", "fr", "short"], 'lang is ja, en or auto, not "fr".'),
        ("summarize", [[], "", "en", None], "length is short, medium or long, not null."),
    ],
)
def test_a_request_that_cannot_be_served_says_why_in_both_languages(served, name, data, said):
    assert call(served.url, name, *data)["error"]["error"] == said
    key, values = recognised(said)
    assert has_japanese(word(key, "ja", **values)) and word(key, "en", **values) == said


def test_values_left_out_of_a_request_are_the_defaults(served):
    assert call(served.url, "ask", "Did it rain?")["outcome"] == "answered"
    assert len(call(served.url, "search", "treaty")) == 10
    assert len(call(served.url, "summarize")["citations"]) == 5


@pytest.mark.parametrize("password", ["", "secret"], ids=["for everybody", "behind a password"])
def test_an_mcp_client_finds_four_tools_and_is_answered_with_json(assistant, tmp_path, password):
    """As a desktop program would use them: a real client, over the wire."""
    pytest.importorskip("mcp", reason='the MCP server needs: pip install "mcp<2"')
    from conftest import Served

    guard = Guard(dict([auth_line("anna", password).split(":", 1)])) if password else None
    headers = {"Authorization": "Basic " + base64.b64encode(f"anna:{password}".encode()).decode()} if password else {}
    running = Served(assistant, tmp_path / "home", mcp=True, guard=guard)
    try:
        assert httpx.get(running.url).status_code == (401 if password else 200)
        tools, said = asyncio.run(use_tools(f"{running.url}gradio_api/mcp/", headers))
    finally:
        running.stop()
    assert {name: sorted(schema["properties"]) for name, schema in tools.items()} == {
        "ask": ["history", "lang", "question"],
        "summarize": ["documents", "lang", "length", "topic"],
        "check": ["text"],
        "search": ["k", "query"],
    }
    assert all(described["description"] for schema in tools.values() for described in schema["properties"].values())
    assert (json.loads(said["ask"])["language"], json.loads(said["ask"])["citations"][0]["n"]) == ("ja", 1)
    assert len(json.loads(said["summarize"])["citations"]) == 5
    assert json.loads(said["check"])[0]["verdict"] == "supported"
    assert [set(hit) for hit in json.loads(said["search"])] == [{"doc", "start", "end", "text", "score"}] * 2
    assert "The question is empty." in said["nothing"]


async def use_tools(url: str, headers: dict[str, str]) -> tuple[dict[str, dict[str, Any]], dict[str, str]]:
    from mcp import ClientSession
    from mcp.client.streamable_http import streamablehttp_client

    asked = {
        "ask": ("ask", {"question": "条約はいつ署名されましたか。"}),
        "summarize": ("summarize", {"lang": "en", "length": "short"}),
        "check": ("check", {"text": "It rained."}),
        "search": ("search", {"query": "treaty", "k": 2}),
        "nothing": ("ask", {"question": ""}),
    }
    async with streamablehttp_client(url, headers=headers) as (read, write, _), ClientSession(read, write) as session:
        await session.initialize()
        tools = {tool.name: tool.inputSchema for tool in (await session.list_tools()).tools}
        return tools, {key: (await session.call_tool(*call)).content[0].text for key, call in asked.items()}  # type: ignore[union-attr]


def test_ten_people_asking_at_once_are_all_answered(served):
    with ThreadPoolExecutor(10) as pool:
        replies = list(pool.map(lambda n: call(served.url, "ask", f"What does Putin want? {n}", "en", []), range(10)))
    assert [r["outcome"] for r in replies] == ["answered"] * 10


def test_a_line_of_the_auth_file_admits_its_user_and_nobody_else(tmp_path):
    file = tmp_path / "users"
    file.write_text("# staff\n" + auth_line("花子", "秘密") + "\n", "utf-8")
    guard = Guard(read_auth_file(file))

    def header(user: str, password: str) -> str:
        return "Basic " + base64.b64encode(f"{user}:{password}".encode()).decode()

    assert guard.admits(header("花子", "秘密")) and guard.admits(header("花子", "秘密"))
    for wrong in (header("花子", "x"), header("x", "秘密"), header("", ""), "Basic !", "Bearer x", ""):
        assert not guard.admits(wrong)
    assert "秘密" not in file.read_text("utf-8")


@pytest.mark.parametrize("line", ["anna", "anna:secret", ":scrypt$2$1$1$eA==$eA==", "anna:scrypt$a$8$1$x$y", ""])
def test_an_auth_file_that_is_wrong_is_an_error_with_a_remedy(tmp_path, line):
    (tmp_path / "users").write_text(line)
    with pytest.raises(ServerError, match=r"python -m assistant\.ui\.auth"):
        read_auth_file(tmp_path / "users")


PROGRAM = """
    import sys
    from pathlib import Path
    sys.path.insert(0, {here!r})
    from conftest import ListAssistant, seed_documents
    from assistant.config import Config
    from assistant.errors import ServerError
    from assistant.ui.server import serve
    try:
        serve(ListAssistant(seed_documents()), Config(home=Path({home!r})), port={port}, auth_file={auth!r} and Path({auth!r}), open_browser=False, mcp={mcp})
    except ServerError as error:
        sys.exit(f"error: {{error}}")
"""


def start(home: Path, *, port: int = 0, auth: str = "", mcp: bool = False) -> subprocess.Popen[str]:
    program = textwrap.dedent(PROGRAM).format(here=str(HERE), home=str(home), port=port, auth=auth, mcp=mcp)
    environment = {**os.environ, "PYTHONPATH": str(HERE.parents[1])}
    return subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment)


def test_the_address_is_printed_when_ready_and_sigterm_stops_cleanly(tmp_path):
    (tmp_path / "users").write_text(auth_line("anna", "secret") + "\n")
    program = start(tmp_path, auth=str(tmp_path / "users"))
    try:
        assert program.stdout
        url = program.stdout.readline().strip()
        assert httpx.get(url + "/health").status_code == 200
        assert httpx.get(url).status_code == 401
        assert httpx.get(url + "/page/page.js").status_code == 401
        assert call(url + "/", "ask", "ひみつの質問ですか。", "auto", [], auth=("anna", "secret"))["language"] == "ja"
        for data in (["ひみつの質問ですか。"], ["ひみつ", None, 3], [["ひみつ"]], [{"path": "ひみつ"}], ["ひみつ", "auto", [], "more"], "ひみつ", None):
            sent = httpx.post(url + "/gradio_api/call/ask", json={"data": data}, auth=("anna", "secret"))
            if sent.is_success:
                httpx.get(f"{url}/gradio_api/call/ask/{sent.json()['event_id']}", auth=("anna", "secret"))
        program.send_signal(signal.SIGTERM)
        out, err = program.communicate(timeout=10)
    finally:
        program.kill()
    assert program.returncode == 0
    assert "warmed" in err
    assert "Traceback" not in err and "ひみつ" not in out + err
    assert re.search(r"POST /gradio_api/call/ask 200 \d+ ms", err) and re.search(r"GET / 401", err)


def test_a_port_in_use_is_an_error_with_a_remedy(served, tmp_path):
    program = start(tmp_path, port=served.port)
    _, err = program.communicate(timeout=30)
    assert program.returncode == 1
    assert err.strip().splitlines()[-1] == (
        f"error: Port {served.port} on 127.0.0.1 is in use. Stop the program that uses it, or choose another port with --port."
    )
