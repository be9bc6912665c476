"""A list-backed assistant with the API of the pipeline, and the page served over it in this process."""

from __future__ import annotations

import socket
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from assistant.config import Config
from assistant.errors import DocumentError
from assistant.ingestion.catalogue import make_document, read_catalogue
from assistant.ingestion.readers import read_file
from assistant.ingestion.translations import TranslationMemory, read_tmx
from assistant.pipeline import Assistant
from assistant.text.language import detect
from assistant.ui.auth import Guard
from assistant.values import (
    AnsweredClaim,
    Change,
    Checked,
    Citation,
    Document,
    Hit,
    Label,
    Language,
    Passage,
    Question,
    Reason,
    Reply,
    Sentence,
    Span,
    Verdict,
)

SEEDS = Path(__file__).parents[2] / "seeds"
PAUSE_S = 0.05


def seed_documents() -> list[Document]:
    catalogue, memory = read_catalogue(SEEDS / "catalogue.yaml"), read_tmx(SEEDS / "translations.tmx")
    return [make_document(path.name, read_file(path), catalogue.get(path.name), memory, "") for path in sorted(SEEDS.glob("*.txt"))]


def cite(n: int, document: Document, sentence: Sentence, language: Language) -> Citation:
    section = document.section_of(sentence.span)
    title = document.title.get(language) or next(iter(document.title.values()))
    author = section.author.get(language, "")
    return Citation(n, document.doc, title, sentence.span.start, sentence.span.end, sentence.text, author, section.date, sentence.rendering)


class ListAssistant:
    """Answers with the sentences that share most bigrams with the question. ``script`` replaces that for one question."""

    def __init__(self, documents: Sequence[Document]) -> None:
        self._documents = list(documents)
        self.script: Callable[[Question], Reply | None] = lambda _: None
        self.pause_s = PAUSE_S
        self.asked: list[Question] = []
        self.long_summary = False
        self.stopped = threading.Event()
        """Set when a summary that nobody waits for any more has ended."""
        self.problems: list[str] = []
        self._removed: dict[str, Document] = {}

    @property
    def documents(self) -> tuple[Document, ...]:
        return tuple(self._documents)

    def _best(self, text: str, k: int) -> list[tuple[Document, Sentence, float]]:
        def grams(words: str) -> set[str]:
            return {words[i : i + 2].lower() for i in range(len(words) - 1)}

        wanted = grams(text)
        scored = [
            (d, s, len(wanted & grams(s.text + (s.rendering or ""))) / (8 + len(s.text)) ** 0.3)
            for d in self._documents
            for s in d.sentences
            if s.kind == "body"
        ]
        return sorted(scored, key=lambda row: -row[2])[:k]

    def ask(self, question: Question) -> Reply:
        return list(self.stream(question))[-1]

    def stream(self, question: Question) -> Iterator[Reply]:
        self.asked.append(question)
        scripted = self.script(question)
        language = question.language or detect(question.text)
        if scripted is not None:
            time.sleep(self.pause_s)
            yield scripted
            return
        if any(word in question.text for word in ("天気", "weather")):
            text = (
                "この質問は、ロシアと北朝鮮の関係から外れています。" if language == "ja" else "This is outside the relationship between Russia and North Korea."
            )
            yield Reply(text, language, "refused", reason="out_of_domain")
            return
        if any(word in question.text for word in ("こんにちは", "Hello")):
            yield Reply("こんにちは。文書について質問してください。" if language == "ja" else "Hello. Ask me about the documents.", language, "small_talk")
            return
        claims: list[AnsweredClaim] = []
        citations: list[Citation] = []
        for n, (document, sentence, _) in enumerate(self._best(question.text, 3), 1):
            citations.append(cite(n, document, sentence, language))
            text = sentence.text if sentence.language == language else sentence.rendering or sentence.text
            reasons = (Reason("quoted"),)
            claims.append(AnsweredClaim(text, (n,), Verdict(Label.SUPPORTED, reasons, 0.93, ((document.doc, sentence.index),))))
            time.sleep(self.pause_s)
            yield self._reply(claims, citations, language)
        yield replace(self._reply(claims, citations, language), seconds=0.4)

    def follow_ups(self, question: Question, reply: Reply) -> tuple[str, ...]:
        del question
        if reply.outcome != "answered":
            return ()
        japanese = ("金正恩は何を得ますか。", "条約の第4条は何を定めていますか。")
        return japanese if reply.language == "ja" else ("What does Kim Jong Un gain?", "What does Article 4 provide?")

    def _reply(self, claims: list[AnsweredClaim], citations: list[Citation], language: Language) -> Reply:
        text = "\n".join(f"{c.text}[{c.citations[0]}]" for c in claims)
        return Reply(text, language, "answered", tuple(citations), tuple(claims), digest="d")

    def search(self, query: str, k: int = 10) -> list[Hit]:
        return [Hit(Passage(f"{d.doc}#{s.index}", d.doc, s.index, s.index, s.span, s.text, s.language), score) for d, s, score in self._best(query, k)]

    def check(self, text: str) -> list[Checked]:
        out, at = [], 0
        labels = [Label.SUPPORTED, Label.CONTRADICTED, Label.NOT_FOUND]
        for number, line in enumerate(text.splitlines()):
            document, sentence, _ = self._best(line, 1)[0]
            label = labels[number % 3]
            cited = () if label is Label.NOT_FOUND else (cite(1, document, sentence, detect(line)),)
            out.append(Checked(line, Span(at, at + len(line)), Verdict(label), cited, ("年が一致しません。",) if label is Label.CONTRADICTED else ()))
            at += len(line) + 1
        return out

    def summaries(self, *asked: Any, progress: Callable[[str, int, int], None], stop: Callable[[], bool]) -> Iterator[Reply]:
        whole = self.summarize(*asked)
        for n in range(1, len(whole.claims) + 1):
            if n > 1 and self.long_summary:  # long enough for somebody to stop it
                time.sleep(1.0)
            if stop():
                self.stopped.set()
                return
            progress("summary", n, len(whole.claims))
            yield replace(whole, answer="\n".join(whole.answer.split("\n")[:n]), claims=whole.claims[:n], citations=whole.citations[:n])

    def summarize(self, documents: Sequence[str] = (), topic: str = "", language: Language | None = None, length: str = "medium") -> Reply:
        del topic, length
        chosen = [d for d in self._documents if not documents or d.doc in documents]
        language = language or "ja"
        claims, citations = [], []
        for n, document in enumerate(chosen, 1):
            sentence = next(s for s in document.sentences if s.kind == "body")
            citations.append(cite(n, document, sentence, language))
            claims.append(AnsweredClaim(sentence.rendering or sentence.text if language == "en" else sentence.text, (n,), Verdict(Label.SUPPORTED, (), 1.0)))
        return Reply("\n".join(f"- {c.text} [{c.citations[0]}]" for c in claims), language, "answered", tuple(citations), tuple(claims))

    def add(self, paths: Sequence[Path], progress: Callable[[str, int, int], None] | None = None) -> list[Change]:
        changes = []
        for n in (16, 32) if progress else ():
            progress("passages-ja", n, 32)  # type: ignore[misc]
            time.sleep(self.pause_s)
        for path in paths:
            try:
                text = read_file(path)
            except DocumentError as error:
                changes.append(Change(path.name, "failed", str(error)))
                continue
            known = any(d.doc == path.name for d in self._documents)
            if not known:
                self._documents.append(make_document(path.name, text, None, TranslationMemory(), ""))
            changes.append(Change(path.name, "unchanged" if known else "added"))
        return changes

    def remove(self, doc: str) -> Change:
        self._removed = {d.doc: d for d in self._documents if d.doc == doc}
        self._documents = [d for d in self._documents if d.doc != doc]
        return Change(doc, "removed")

    def restore(self, doc: str) -> Change:
        self._documents.append(self._removed.pop(doc))
        return Change(doc, "added")

    def rebuild(self, progress: object = None) -> None:
        del progress

    def status(self) -> dict[str, object]:
        return {"engine": "embedded", "documents": len(self._documents), "problems": self.problems}

    def warm(self) -> None:
        print("warmed", file=sys.stderr)

    def close(self) -> None:
        pass


class Served:
    """The page on a free port of this machine, until ``stop``."""

    def __init__(self, assistant: ListAssistant | Assistant, home: Path, port: int = 0, *, mcp: bool = False, guard: Guard | None = None) -> None:
        import uvicorn

        from assistant.ui.server import Gate, make_app

        self.assistant = assistant
        self.home = home
        listening = socket.create_server(("127.0.0.1", port))
        self.port = listening.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}/"
        app = Gate(make_app(assistant, Config(home=home), mcp=mcp), guard=guard)  # type: ignore[arg-type]
        self._server = uvicorn.Server(uvicorn.Config(app, log_level="error", timeout_graceful_shutdown=1))
        self._thread = threading.Thread(target=self._server.run, kwargs={"sockets": [listening]}, daemon=True)
        self._thread.start()
        while not self._server.started:
            assert self._thread.is_alive(), "the server ended before it was ready"
            time.sleep(0.02)

    def stop(self) -> None:
        self._server.should_exit = True
        self._thread.join(10)


@pytest.fixture
def assistant() -> ListAssistant:
    return ListAssistant(seed_documents())


@pytest.fixture
def served(assistant: ListAssistant, tmp_path: Path) -> Iterator[Served]:
    running = Served(assistant, tmp_path / "home")
    yield running
    running.stop()
