"""Any chat model as a writer of drafts: messages in, sentences out. LangChain lives here, imported at first use.

Knows nothing of the gate: whoever calls ``write`` holds each sentence against its evidence. Every reply of the
model is read in a thread of its own, so that no server, however it behaves, keeps the reader waiting longer
than ``Config.timeout_s``.
"""

from __future__ import annotations

import hashlib
import json
import math
import os
import queue
import re
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from email.utils import parsedate_to_datetime
from functools import cached_property
from pathlib import Path
from typing import Any

from assistant.config import Config, model_key
from assistant.errors import ModelError
from assistant.prompts import Messages, material, prompt
from assistant.text.language import JAPANESE, LATIN_WORD
from assistant.text.orders import gives_orders
from assistant.text.sentences import split_sentences
from assistant.text.telling import STRONG_LEAN
from assistant.text.terms import count_tokens
from assistant.values import Claim, Document, Evidence, Label, Language, Sentence, Usage, Verdict

MAX_REPLY_CHARS, MAX_REPLY_TOKENS = 8_000, 2_000
"""A reply is read no further: a model that repeats itself does so without end."""
MAX_SENTENCE_BYTES = 1_200
"""A sentence that has not ended after so much never will: some 400 Japanese characters."""
MAX_SENTENCES, MAX_REPAIRS = 16, 8
MAX_TOLD = 3
"""A reply that says one sentence so often has lost its way: it is read no further."""
MAX_WAIT_S, MAX_REST_S = 5.0, 600.0
"""A server that asks to wait (HTTP 429) is waited for once, if it is for so short; else it is left alone until then, at most so long."""
MAX_CONVERSATION, MAX_SAID = 4, 600
"""Turns of a conversation that a follow-up is read with, and characters of each."""
MOST_EVIDENCE, WITH_NEIGHBOURS, LEAST_EVIDENCE = 16, 3, 5
"""Sentences given to the model, how many of the best bring the sentences beside them, and how many are given however they score."""
WORTH = 0.02
"""Evidence below this share of the best one's score only makes the model read longer; of 61 right answers 59 lie above."""
MAX_CACHED = 500
_FORM = 1
"""Raised when cached replies of an older form must not be read."""

Key = tuple[str, int]
Hold = Callable[[str], tuple[Claim, Verdict]]
"""A sentence as the model wrote it → the claim without its marks, and what the gate says of it."""


# evidence for the model


@dataclass(frozen=True, slots=True)
class Numbered:
    """Evidence as the model sees it: ``keys[n - 1]`` is what it calls [n]."""

    keys: tuple[Key, ...]
    text: str
    sources: tuple[str, ...]
    """The sentences and their renderings."""


def number(evidence: Sequence[Evidence], documents: Mapping[str, Document], language: Language, budget_tokens: int) -> Numbered:
    """The best evidence under a budget of cl100k_base tokens, in the order of its documents, each document under its title.

    The best few bring the sentences beside them, for what those leave unsaid. Sentences that give orders to
    a program are left out: they are no evidence of anything.
    """
    chosen: dict[Key, Sentence] = {}
    room = budget_tokens
    for doc, sentence in _wanted(evidence, documents):
        cost = count_tokens(material(sentence.shown(language))) + 6
        cost += 0 if any(doc == d for d, _ in chosen) else count_tokens(_heading(documents[doc], sentence, language))
        if (doc, sentence.index) in chosen or cost > room or gives_orders(sentence.text) or gives_orders(sentence.rendering or ""):
            continue
        chosen[doc, sentence.index] = sentence
        room -= cost
    order = {doc: n for n, doc in enumerate(dict.fromkeys(doc for doc, _ in chosen))}
    keys = tuple(sorted(chosen, key=lambda k: (order[k[0]], k[1])))
    lines: list[str] = []
    heading = ""
    for n, key in enumerate(keys, 1):
        above = _heading(documents[key[0]], chosen[key], language)
        if above != heading:
            heading = above
            lines.append(heading)
        lines.append(f"[{n}] {material(chosen[key].shown(language))}")
    return Numbered(keys, "\n".join(lines), tuple(t for k in keys for t in (chosen[k].text, chosen[k].rendering) if t))


def _wanted(evidence: Sequence[Evidence], documents: Mapping[str, Document]) -> Iterator[tuple[str, Sentence]]:
    worth = WORTH * evidence[0].score if evidence else 0.0
    best = [e for n, e in enumerate(evidence[:MOST_EVIDENCE]) if n < LEAST_EVIDENCE or e.score >= worth]
    for e in best[:WITH_NEIGHBOURS]:
        yield e.doc, e.sentence
        for index in (e.sentence.index - 1, e.sentence.index + 1):
            sentences = documents[e.doc].sentences
            if 0 <= index < len(sentences) and sentences[index].kind == "body" and e.section.span.contains(sentences[index].span):
                yield e.doc, sentences[index]
    for e in best[WITH_NEIGHBOURS:]:
        yield e.doc, e.sentence


def _heading(document: Document, sentence: Sentence, language: Language) -> str:
    section = document.section_of(sentence.span)
    parts = [table.get(language) or next(iter(table.values()), "") for table in (document.title, section.author)]
    told = [material(p).replace("[", "［") for p in (*parts, section.date) if p]
    return f"({'、'.join(told) if language == 'ja' else ', '.join(told)})"


# the model


class Chat:
    """The configured chat model. ``folder`` keeps its replies, so that the same request is made once."""

    def __init__(self, config: Config, folder: Path) -> None:
        self.config = config
        self.cache = Cache(folder)
        self.problem = ""
        """What kept the model from answering the last time, for ``doctor``; empty when it answered."""
        self.rests_until = 0.0
        """Until when (``time.monotonic``) the server asked to be left alone."""

    @cached_property
    def provider(self) -> str:
        known, _, rest = self.config.model.partition(":")
        return known if rest and re.fullmatch(r"[a-z_]+", known) else "openai" if self.config.base_url else ""

    @cached_property
    def model(self) -> Any:
        """Raises ModelError when the provider's package is missing or the name says nothing to it."""
        try:
            from langchain.chat_models import init_chat_model

            name = self.config.model
            if self.provider and not name.startswith(f"{self.provider}:"):
                name = f"{self.provider}:{name}"
            return init_chat_model(name, **self._settings())
        except ImportError as error:
            extra = self.provider or "openai"
            raise ModelError(
                f"The package for “{self.config.model}” is not installed ({error.name}). Install it: pip install 'russia-dprk-assistant[{extra}]'."
            ) from None
        except Exception as error:  # providers check their settings each in their own way
            raise ModelError(
                f"The model “{self.config.model}” cannot be used ({type(error).__name__}). "
                "Check its name and that its key is in the environment; see docs/models.md."
            ) from None

    def _settings(self) -> dict[str, Any]:
        config = self.config
        settings: dict[str, Any] = {"temperature": 0}
        if self.provider == "ollama":
            settings |= {"num_predict": MAX_REPLY_TOKENS, "client_kwargs": {"timeout": config.timeout_s}}
        else:
            settings |= {"max_tokens": MAX_REPLY_TOKENS, "timeout": config.timeout_s, "max_retries": 0}
        if config.base_url:
            settings["base_url"] = config.base_url
        if config.base_url and self.provider == "openai":
            # The provider's own key stays with the provider: another address gets its own key, or none.
            settings |= {"api_key": model_key() or "none", "stream_usage": True}
        return settings

    def turn(self) -> Turn:
        """Room for one answer: its requests share one deadline, which runs from the first of them, and one count of tokens."""
        return Turn(self)


@dataclass(slots=True)
class Turn:
    """The requests behind one answer. ``dropped`` counts sentences that did not pass."""

    chat: Chat
    deadline: float = math.inf
    usage: Usage = field(default_factory=Usage)
    dropped: int = 0
    cut: bool = False
    """Whether the model was stopped before it had finished."""
    enough: bool = False
    """Set by who reads a reply: it is read no further."""

    @property
    def seconds_left(self) -> float:
        return min(self.deadline - time.monotonic(), self.chat.config.timeout_s)

    def begin(self) -> Any:
        """The model. Loading its package takes seconds the first time and is no fault of its server: time runs from here. Raises ModelError."""
        model = self.chat.model
        self.deadline = min(self.deadline, time.monotonic() + self.chat.config.timeout_s)
        return model

    @contextmanager
    def part(self, share: float = 1 / 3) -> Iterator[None]:
        """What is asked inside has a share of the time that is left. Raises ModelError."""
        self.begin()
        whole = self.deadline
        self.deadline = time.monotonic() + share * self.seconds_left
        try:
            yield
        finally:
            self.deadline = whole

    def stream(self, messages: Messages) -> Iterator[str]:
        """The reply in pieces as they arrive. Raises ModelError when it does not come whole and in time, or is empty."""
        self.enough = False
        kept = self.chat.cache.get(self._name(messages))
        if kept:
            self.cut = bool(kept.get("cut"))
            self.usage = replace(self.usage, cached=self.usage.cached + 1)
            yield str(kept["text"])
            return
        try:
            self.begin()
            self._wait_if_asked()
            try:
                text = yield from self._fetch(messages)
            except ModelError:
                if not self._wait_if_asked():
                    raise
                text = yield from self._fetch(messages)
        except ModelError as error:
            self.chat.problem = str(error)
            raise
        self.chat.problem = ""
        self.chat.cache.put(self._name(messages), {"text": text, "cut": self.cut})

    def _wait_if_asked(self) -> bool:
        """Wait where the server asked for it and it is short; whether there was anything to wait for. Raises ModelError where it is long."""
        wait = self.chat.rests_until - time.monotonic()
        if wait <= 0:
            return False
        if wait > MAX_WAIT_S or wait > self.seconds_left / 2:
            raise ModelError(f"The model's server asked to be left alone for another {wait:.0f} s (HTTP 429).", retry=True)
        time.sleep(wait)
        return True

    def _fetch(self, messages: Messages) -> Generator[str, None, str]:
        model = self.begin()
        chunks: queue.Queue[Any] = queue.Queue()
        stop = threading.Event()
        threading.Thread(target=_pump, args=(model, messages, self._bounds(), chunks, stop), daemon=True, name="chat-model").start()
        text, finish, tokens = "", "", [0, 0]
        try:
            while True:
                try:
                    chunk = chunks.get(timeout=max(self.seconds_left, 0.001)) if self.seconds_left > 0 else None
                except queue.Empty:
                    chunk = None
                if chunk is None:
                    raise ModelError(f"The model did not answer within {self.chat.config.timeout_s:g} s. Raise timeout_s, or use a faster model.", retry=True)
                if isinstance(chunk, BaseException):
                    self.chat.rests_until = time.monotonic() + _asked_to_wait(chunk)
                    raise _worded(chunk)
                if chunk is _END:
                    break
                metadata = chunk.response_metadata or {}
                finish = str(next((metadata[k] for k in _FINISHES if metadata.get(k)), finish))
                counted = chunk.usage_metadata or {}
                tokens = [tokens[0] + counted.get("input_tokens", 0), tokens[1] + counted.get("output_tokens", 0)]
                piece = str(chunk.text)
                if piece:
                    text += piece
                    yield piece
                if self.enough:
                    break
                if len(text) > MAX_REPLY_CHARS or len(_unended(text).encode()) > MAX_SENTENCE_BYTES:
                    self.cut = True
                    break
        finally:
            stop.set()
            said = "".join(t for _, t in messages)
            self.usage = replace(
                self.usage,
                requests=self.usage.requests + 1,
                input_tokens=self.usage.input_tokens + (tokens[0] or count_tokens(said)),
                output_tokens=self.usage.output_tokens + (tokens[1] or count_tokens(text)),
            )
        self.cut = self.cut or finish in {"length", "max_tokens"}
        if not text.strip():
            raise ModelError("The model sent an empty reply. Try another model.", retry=True)
        if not finish and not self.cut and not self.enough and self.chat.provider == "openai":
            raise ModelError("The model's reply broke off. Try again, or look at the server's log.", retry=True)
        return text

    def _bounds(self) -> dict[str, Any]:
        """The time that is left, told to the provider's client too: a request that nobody waits for must not keep a small server busy."""
        return {"timeout": max(self.seconds_left, 0.001)} if self.chat.provider in {"openai", "anthropic"} else {}

    def _name(self, messages: Messages) -> str:
        config = self.chat.config
        return hashlib.sha256(json.dumps([_FORM, config.model, config.base_url, messages], ensure_ascii=False).encode()).hexdigest()


_END = object()
_FINISHES = ("finish_reason", "stop_reason", "done_reason", "stopReason")


def _pump(model: Any, messages: Messages, bounds: Mapping[str, Any], chunks: queue.Queue[Any], stop: threading.Event) -> None:
    """Read a reply into a queue until it ends, fails, or nobody waits for it. Nothing is traced to anywhere."""
    try:
        from langsmith import tracing_context

        with tracing_context(enabled=False):
            for chunk in model.stream(list(messages), **bounds):
                if stop.is_set():
                    return
                chunks.put(chunk)
        chunks.put(_END)
    except Exception as error:  # each provider raises its own kinds; all mean that there is no reply
        chunks.put(error)


def _asked_to_wait(error: BaseException) -> float:
    """Seconds that a server asks to be left alone for (Retry-After: seconds or a date), 0 where it does not. RFC 9110, 10.2.3."""
    response = getattr(error, "response", None)
    if getattr(response, "status_code", None) not in {429, 503}:
        return 0.0
    asked = str(response.headers.get("retry-after") or "") if response is not None else ""
    try:
        wait = float(asked)
    except ValueError:
        try:
            wait = parsedate_to_datetime(asked).timestamp() - time.time()
        except ValueError:
            return 0.0
    return min(max(wait, 0.0), MAX_REST_S) if math.isfinite(wait) else 0.0


def _worded(error: BaseException) -> ModelError:
    """What a provider's error means. Its own text is left out: it may hold a key or parts of documents."""
    status = getattr(error, "status_code", None) or getattr(getattr(error, "response", None), "status_code", None)
    kind = type(error).__name__
    if status in {401, 403}:
        return ModelError(f"The model's server did not accept the key (HTTP {status}). Check the key in the environment; see docs/models.md.")
    if status == 429:
        return ModelError("The model's server asks to wait: too many requests or no quota left (HTTP 429).", retry=True)
    if status:
        return ModelError(f"The model's server answered HTTP {status}.", retry=int(status) >= 500)
    if "timeout" in kind.lower():
        return ModelError("The model did not answer in time. Raise timeout_s, or use a faster model.", retry=True)
    if "connect" in kind.lower():
        return ModelError("The model's server cannot be reached. Is it running, and is base_url right?", retry=True)
    return ModelError(f"The model's reply could not be read ({kind}).", retry=True)


class Cache:
    """Replies by the digest of their request, one small file each, readable by the user alone; the oldest go first.

    Only what the model wrote is kept: it passes the gate anew each time. A cache that cannot be written is done without.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def get(self, name: str) -> dict[str, Any] | None:
        try:
            kept = json.loads((self.folder / f"{name}.json").read_text("utf-8"))
        except (OSError, ValueError):
            return None
        return kept if isinstance(kept, dict) and isinstance(kept.get("text"), str) else None

    def put(self, name: str, value: Mapping[str, Any]) -> None:
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            handle, temporary = tempfile.mkstemp(dir=self.folder, prefix=".new-")
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                json.dump(value, file, ensure_ascii=False)
            Path(temporary).replace(self.folder / f"{name}.json")
            files = sorted(self.folder.glob("*.json"), key=lambda p: (p.stat().st_mtime_ns, p.name))
            for old in files[: max(len(files) - MAX_CACHED, 0)]:
                old.unlink(missing_ok=True)
        except OSError:
            return


# sentences


def _unended(text: str) -> str:
    """What stands after the last end of a sentence."""
    return text[1 + max(text.rfind(mark) for mark in "。.!?！？\n") :]


_MARKS = re.compile(r"^(?:[\s,、]*[\[［【][\d\s,、]{1,20}[\]］】])+")
_MAY_BE_MARKS = re.compile(r"^[,、\s]*(?:[\[［【][\d\s,、\[\]［］【】]*)?$")
_LIST_SIGN = re.compile(r"^\s*(?:[-*•・>]+\s+|・|\d{1,2}[.)、．]\s*(?=\D))")


def sentences(pieces: Iterable[str]) -> Iterator[str]:
    """The sentences of a reply as soon as each is whole, with the citation marks that follow it; list signs and emphasis taken off.

    >>> list(sentences(["It rained. [1", "] It sno", "wed.[2][3]"]))
    ['It rained. [1]', 'It snowed.[2][3]']
    """
    waiting = ""
    for piece in pieces:
        waiting += piece
        whole, waiting = _take(waiting)
        yield from whole
    yield from _take(waiting + "\n")[0]


def _take(text: str) -> tuple[list[str], str]:
    """Whole sentences of ``text``, and the rest that may still grow. A line break ends what stands before it."""
    if text.lstrip().startswith("<think>"):
        _, end, after = text.partition("</think>")
        if not end:
            return [], text
        text = after
    lines = text.split("\n")
    out = [s for line in lines[:-1] for s in _of_line(line)]
    pieces = _of_line(lines[-1], raw=True)
    if len(pieces) > 1 and _MAY_BE_MARKS.match(pieces[-1]):
        pieces[-2:] = [f"{pieces[-2]} {pieces[-1]}"]
    if len(pieces) < 2:
        return out, lines[-1]
    return [*out, *(s for piece in pieces[:-1] for s in _tidy(piece))], pieces[-1] + lines[-1][len(lines[-1].rstrip()) :]


def _of_line(line: str, *, raw: bool = False) -> list[str]:
    """A line cut into sentences; marks at the head of one belong to the one before."""
    out: list[str] = []
    if not raw and re.match(r"\s*(?:#|```|---|\*\*\*)", line):
        return out
    for span in split_sentences(line):
        text = span.of(line)
        marks = _MARKS.match(text)
        if marks and out:
            out[-1] += (" " if line[span.start - 1 : span.start].isspace() else "") + marks.group().strip(" ,、")
            text = text[marks.end() :].strip()
        if text:
            out.append(text)
    return out if raw else [t for s in out for t in _tidy(s)]


def _tidy(sentence: str) -> list[str]:
    """A sentence without list signs and emphasis; nothing for what says nothing ("1.", "Here is the answer:")."""
    text = re.sub(r"\*\*|__", "", _LIST_SIGN.sub("", sentence)).strip()
    text = re.sub(r"[【［]([\d\s,、]{1,20})[】］]", r"[\1]", text)
    says = JAPANESE.search(text) or len(LATIN_WORD.findall(text)) > 1
    return [text] if says and not text.endswith((":", "：")) else []


# drafts


def ask_messages(question: str, numbered: Numbered, language: Language) -> Messages:
    return prompt("answer", language).fill(evidence=numbered.text, question=material(question))


def repair_messages(asked: Messages, failed: Sequence[tuple[str, str]], language: Language) -> Messages:
    """``asked`` goes on with the sentences that failed and the reason each did not pass.

    The same opening as before, to the character: servers keep what they have read, and need not read the evidence again.
    """
    told = "\n".join(f"- {material(sentence)} ({material(reason)})" for sentence, reason in failed)
    (_, orders), (role, request) = prompt("repair", language).fill(failed=told)
    return (*asked, ("assistant", "\n".join(sentence for sentence, _ in failed)), (role, f"{orders}\n\n{request}"))


def write(
    turn: Turn, messages: Messages, repair: Callable[[Sequence[tuple[Claim, Verdict]]], Messages], hold: Hold, most: int = MAX_SENTENCES
) -> Iterator[tuple[Claim, Verdict]]:
    """Claims of the model's reply that passed, each as soon as it did; those that failed are repaired once, at the end.

    ``most``: sentences that are read of a reply. A repair is asked for where the time that is left may do for it: at least
    half of what the reply took. Raises ModelError when there is no reply; a repair that does not come is done without.
    """
    failed: list[tuple[Claim, Verdict]] = []
    told: Counter[str] = Counter()
    began = turn.seconds_left
    yield from _passed(turn, turn.stream(messages), hold, failed, told, most)
    if not failed:
        return
    turn.dropped = len(failed)
    if turn.seconds_left < (began - turn.seconds_left) / 2:
        return
    for claim, _ in failed:
        del told[claim.text]
    try:
        for repaired in _passed(turn, turn.stream(repair(failed[:MAX_REPAIRS])), hold, [], told, most):
            turn.dropped = max(turn.dropped - 1, 0)
            yield repaired
    except ModelError:
        return


def _passed(
    turn: Turn, pieces: Iterable[str], hold: Hold, failed: list[tuple[Claim, Verdict]], told: Counter[str], most: int
) -> Iterator[tuple[Claim, Verdict]]:
    """Claims that passed; the others go to ``failed``. ``told`` counts how often each was said."""
    before_passed = True
    for count, sentence in enumerate(sentences(pieces)):
        if turn.enough or (turn.cut and sentence[-1:] not in "。.!！?？]」”"):
            continue
        if count >= most:
            turn.enough = turn.cut = True
            continue
        claim, verdict = hold(sentence)
        told[claim.text] += 1
        if told[claim.text] > 1:
            turn.enough = told[claim.text] >= MAX_TOLD
            continue
        before_passed = verdict.label is Label.SUPPORTED and (before_passed or not STRONG_LEAN.match(claim.text))
        if before_passed:
            yield claim, verdict
        else:
            failed.append((claim, verdict))


def rewrite(turn: Turn, question: str, history: Sequence[tuple[str, str]], language: Language) -> str:
    """A follow-up as the model makes it stand alone, unchecked, on one line. Raises ModelError."""
    told = "\n".join(f"- {material(said)[:MAX_SAID]}" for _, said in history[-MAX_CONVERSATION:])
    reply = "".join(turn.stream(prompt("rewrite", language).fill(conversation=told, question=material(question))))
    lines = [line.strip() for line in re.sub(r"(?s)^\s*<think>.*?</think>", "", reply).splitlines() if line.strip()]
    return unquoted(lines[0]) if lines else ""


def render(turn: Turn, sentence: str, target: Language, names: Sequence[tuple[str, str]]) -> str:
    """One sentence in ``target``, as the model renders it, unchecked. ``names``: (as in the sentence, in ``target``)."""
    told = "; ".join(f"{material(a)} = {material(b)}" for a, b in names) or "–"
    reply = "".join(turn.stream(prompt("render", target).fill(names=told, sentence=material(sentence))))
    return unquoted(" ".join(re.sub(r"(?s)^\s*<think>.*?</think>", "", reply).split()))


def unquoted(text: str) -> str:
    """A text without the pair of quotation marks that a model puts around the whole of it.

    >>> unquoted("“It rained.”"), unquoted("「雨」と「雪」"), unquoted('He said “no”')
    ('It rained.', '「雨」と「雪」', 'He said “no”')
    """
    text = text.strip()
    for opening, closing in ("“”", "「」", '""'):
        inside = text[1:-1]
        if len(text) > 2 and text[0] == opening and text[-1] == closing and opening not in inside and closing not in inside:
            return inside.strip()
    return text
