"""Suites: JSON Lines files of questions, claims or summaries with what a good reply holds.

One file, one form. Reading is strict, because a misspelt field would quietly score as a failure (or a success)
of the assistant: whatever is wrong is a SuiteError that names file, line and field.
"""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, cast

from assistant.errors import SuiteError
from assistant.resources import resource
from assistant.values import Document, Label, Language, Question

Part = Literal["open", "held-out"]
Form = Literal["questions", "claims", "summaries"]

KINDS = (
    "number", "date", "who", "where", "what", "list", "why", "opinion", "compare", "multi_doc", "follow_up",
    "false_premise", "unanswerable", "out_of_domain", "injection", "chitchat",
)  # fmt: skip
LENGTHS = ("short", "medium", "long")

FILES: dict[Form, str] = {"questions": "seeds.jsonl", "claims": "claims.jsonl", "summaries": "summaries.jsonl"}


@dataclass(frozen=True, slots=True)
class Gold:
    """Where the documents say it: words of a document, to the character."""

    doc: str
    quote: str


@dataclass(frozen=True, slots=True)
class QuestionItem:
    id: str
    lang: Language
    kind: str
    question: str
    answerable: bool
    facts: tuple[tuple[str, ...], ...] = ()
    must_not: tuple[str, ...] = ()
    sources: tuple[Gold, ...] = ()
    history: tuple[tuple[str, str], ...] = ()
    pair: str = ""
    note: str = ""
    line: int = 0

    def asked(self) -> Question:
        return Question(self.question, None, self.history)


@dataclass(frozen=True, slots=True)
class ClaimItem:
    id: str
    lang: Language
    label: Label
    edit: str
    claim: str
    sources: tuple[Gold, ...] = ()
    pair: str = ""
    note: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class SummaryItem:
    id: str
    lang: Language
    documents: tuple[str, ...] = ()
    topic: str = ""
    length: str = "medium"
    facts: tuple[tuple[str, ...], ...] = ()
    must_not: tuple[str, ...] = ()
    pair: str = ""
    note: str = ""
    line: int = 0


Item = QuestionItem | ClaimItem | SummaryItem


@dataclass(frozen=True, slots=True)
class Suite:
    name: str
    """File name; paths are of one machine."""
    form: Form
    items: tuple[Item, ...]
    digest: str


def split_of(item: Item) -> Part:
    """A third of the items is held out of every tuning; both languages of a pair stand on the same side."""
    return "held-out" if zlib.crc32((item.pair or item.id).encode()) % 3 == 0 else "open"


def default_suites() -> list[Path]:
    """The suites that come with the program; one that is not there is not asked for."""
    return [path for path in (resource("eval", name) for name in FILES.values()) if path.is_file()]


def read_suite(path: Path) -> Suite:
    """Raises SuiteError for a file that is missing, empty, not UTF-8, or whose lines do not follow their form."""
    try:
        data = path.read_bytes()
        text = data.decode("utf-8-sig")
    except FileNotFoundError:
        raise SuiteError(f"{path} does not exist. Check the name of the suite.") from None
    except UnicodeDecodeError as error:
        raise SuiteError(f"{path.name} is not UTF-8 (byte {error.start}). Save it as UTF-8.") from None
    except OSError as error:
        raise SuiteError(f"{path} cannot be read ({error.strerror}).") from None
    items: list[Item] = []
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            items.append(_Line(path.name, number, line).item())
    if not items:
        raise SuiteError(f"{path.name} holds no item. eval/README.md shows how to write one.")
    form = form_of(items[0])
    seen: dict[str, int] = {}
    for item in items:
        if form_of(item) != form:
            raise SuiteError(f"{path.name}, line {item.line}: an item of {form_of(item)} among {form}. Give each form a file of its own.")
        if item.id in seen:
            raise SuiteError(f"{path.name}, line {item.line}: the id “{item.id}” stands in line {seen[item.id]} already. Ids are unique.")
        seen[item.id] = item.line
    return Suite(path.name, form, tuple(items), hashlib.sha256(data).hexdigest()[:16])


def form_of(item: Item) -> Form:
    return "questions" if isinstance(item, QuestionItem) else "claims" if isinstance(item, ClaimItem) else "summaries"


def check_sources(suite: Suite, documents: Mapping[str, Document]) -> None:
    """Raises SuiteError for a gold quote that is not in its document, or a document that is not there."""
    for item in suite.items:
        named = item.documents if isinstance(item, SummaryItem) else tuple(s.doc for s in item.sources)
        for doc in named:
            if doc not in documents:
                raise SuiteError(f"{suite.name}, line {item.line}: the document “{doc}” is not in the collection. Add it, or use a home folder that has it.")
        for source in () if isinstance(item, SummaryItem) else item.sources:
            if source.quote not in documents[source.doc].text:
                start = source.quote[:20]
                raise SuiteError(f"{suite.name}, line {item.line}: “{start}…” is not in {source.doc} to the character. Copy the quote from the document.")


class _Line:
    """One line being read; knows where it stands, for the messages."""

    def __init__(self, name: str, number: int, line: str) -> None:
        self.name, self.number = name, number
        try:
            loaded = json.loads(line)
        except (ValueError, RecursionError):
            raise self.error("is not JSON") from None
        if not isinstance(loaded, dict):
            raise self.error("is not an object")
        self.fields: dict[str, Any] = loaded

    def error(self, what: str) -> SuiteError:
        return SuiteError(f"{self.name}, line {self.number}: {what}. eval/README.md shows the form of an item.")

    def item(self) -> Item:
        if "question" in self.fields:
            return self._question()
        if "claim" in self.fields:
            return self._claim()
        if "documents" in self.fields or "topic" in self.fields:
            return self._summary()
        raise self.error("has neither “question” nor “claim” nor “documents”")

    def _question(self) -> QuestionItem:
        self._known("id", "pair", "lang", "kind", "history", "question", "answerable", "facts", "must_not", "sources", "note")
        answerable = self.fields.get("answerable")
        if not isinstance(answerable, bool):
            raise self.error("“answerable” is true or false")
        facts, sources = self._facts(), self._sources()
        if answerable and not (facts and sources):
            raise self.error("an answerable question has at least one fact and one source")
        if not answerable and facts:
            raise self.error("a question that the documents do not answer has no facts")
        return QuestionItem(
            self._text("id"), self._language(), self._one_of("kind", KINDS), self._text("question"), answerable, facts,
            self._texts("must_not"), sources, self._history(), self._text("pair", ""), self._text("note", ""), self.number,
        )  # fmt: skip

    def _claim(self) -> ClaimItem:
        self._known("id", "pair", "lang", "label", "edit", "claim", "sources", "note")
        label = Label(self._one_of("label", [str(label) for label in Label]))
        sources = self._sources()
        if label == Label.SUPPORTED and not sources:
            raise self.error("a supported claim has at least one source")
        return ClaimItem(
            self._text("id"),
            self._language(),
            label,
            self._text("edit"),
            self._text("claim"),
            sources,
            self._text("pair", ""),
            self._text("note", ""),
            self.number,
        )

    def _summary(self) -> SummaryItem:
        self._known("id", "pair", "lang", "documents", "topic", "length", "facts", "must_not", "note")
        facts = self._facts()
        if not facts:
            raise self.error("a summary has at least one fact")
        length = self._one_of("length", LENGTHS) if "length" in self.fields else "medium"
        return SummaryItem(
            self._text("id"), self._language(), self._texts("documents"), self._text("topic", ""), length, facts,
            self._texts("must_not"), self._text("pair", ""), self._text("note", ""), self.number,
        )  # fmt: skip

    def _known(self, *names: str) -> None:
        for name in self.fields:
            if name not in names:
                raise self.error(f"there is no field “{name}” (known: {', '.join(names)})")

    def _text(self, name: str, default: str | None = None) -> str:
        value = self.fields.get(name, default)
        if not isinstance(value, str) or (default is None and not value.strip()):
            raise self.error(f"“{name}” is missing" if name not in self.fields else f"“{name}” is a text that is not empty")
        return value

    def _one_of(self, name: str, allowed: Iterable[str]) -> str:
        value = self._text(name)
        if value not in allowed:
            raise self.error(f"“{name}” is one of {', '.join(allowed)}, not “{value}”")
        return value

    def _language(self) -> Language:
        return cast(Language, self._one_of("lang", ("ja", "en")))

    def _texts(self, name: str) -> tuple[str, ...]:
        return self._strings(self.fields.get(name, []), name)

    def _strings(self, value: object, name: str) -> tuple[str, ...]:
        if not isinstance(value, list) or not all(isinstance(v, str) and v.strip() for v in value):
            raise self.error(f"“{name}” is a list of texts that are not empty")
        return tuple(value)

    def _facts(self) -> tuple[tuple[str, ...], ...]:
        value = self.fields.get("facts", [])
        if not isinstance(value, list) or not all(isinstance(v, list) and v for v in value):
            raise self.error("“facts” is a list of lists: for each fact, the ways to say it")
        return tuple(self._strings(v, "facts") for v in value)

    def _sources(self) -> tuple[Gold, ...]:
        value = self.fields.get("sources", [])
        whole = isinstance(value, list) and all(
            isinstance(v, dict) and v.keys() == {"doc", "quote"} and all(isinstance(t, str) and t for t in v.values()) for v in value
        )
        if not whole:
            raise self.error('“sources” is a list of {"doc", "quote"}')
        return tuple(Gold(v["doc"], v["quote"]) for v in value)

    def _history(self) -> tuple[tuple[str, str], ...]:
        value = self.fields.get("history", [])
        whole = isinstance(value, list) and all(isinstance(v, list) and len(v) == 2 and v[0] in ("user", "assistant") and isinstance(v[1], str) for v in value)
        if not whole:
            raise self.error('“history” is a list of ["user" or "assistant", text]')
        return tuple((v[0], v[1]) for v in value)
