"""Replies as the browser keeps them, and back.

The browser stores data, never HTML: what comes back is read field by field, so that an edited or
outdated store gives a ``UsageError`` and nothing else. ``as_json`` of a value is for other programs and
leaves out what only the page shows (reasons, follow-ups, sections); this keeps all of it.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any, cast, get_args

from assistant.errors import UsageError
from assistant.values import AnsweredClaim, Citation, Label, Language, Outcome, Question, Reason, RefusalReason, Reply, Usage, Verdict

SHOWN_CHARS = 40
"""So much of a value that cannot be used stands in the message."""


def pack(reply: Reply) -> dict[str, Any]:
    return asdict(reply)


def unpack(stored: Any) -> Reply:
    try:
        return Reply(
            answer=str(stored["answer"]),
            language=_one_of(stored["language"], Language),
            outcome=_one_of(stored["outcome"], Outcome),
            citations=unpack_citations(stored.get("citations", ())),
            claims=tuple(_claim(c) for c in stored.get("claims", ())),
            reason=_one_of(stored.get("reason", ""), RefusalReason),
            engine=str(stored.get("engine", "")),
            seconds=float(stored.get("seconds", 0)),
            notes=tuple(str(n) for n in stored.get("notes", ())),
            follow_ups=tuple(str(f) for f in stored.get("follow_ups", ())),
            digest=str(stored.get("digest", "")),
            usage=_usage(stored.get("usage")),
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise UsageError(f"A stored reply cannot be read ({error!r}). Ask the question again.") from None


def unpack_citations(stored: Any) -> tuple[Citation, ...]:
    try:
        return tuple(
            Citation(
                n=int(c["n"]),
                doc=str(c["doc"]),
                title=str(c["title"]),
                start=int(c["start"]),
                end=int(c["end"]),
                quote=str(c["quote"]),
                author=str(c.get("author") or ""),
                date=str(c.get("date") or ""),
                rendering=None if c.get("rendering") is None else str(c["rendering"]),
            )
            for c in stored
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise UsageError(f"A stored citation cannot be read ({error!r}). Ask the question again.") from None


def read_question(text: Any, language: Any, history: Any) -> Question:
    """A question as a request names it; ``language`` is ja, en or auto, ``history`` pairs of role and text."""
    wanted = read_language(language)
    try:
        pairs = tuple((role, said) for role, said in history or ())
    except (TypeError, ValueError):
        pairs = ((None, None),)
    if any(role not in ("user", "assistant") or not isinstance(said, str) for role, said in pairs):
        raise UsageError('history is a list of pairs ["user" or "assistant", text]. Leave it out for the first question.')
    return Question(read_text(text, "question"), wanted, pairs)


def read_language(language: Any) -> Language | None:
    """ja or en; None for auto, or where nothing is named."""
    if language not in ("ja", "en", "auto", "", None):
        raise UsageError(f"lang is ja, en or auto, not {_shown(language)}.")
    return cast(Language, language) if language in ("ja", "en") else None


def read_text(value: Any, name: str) -> str:
    if not isinstance(value, str):
        raise UsageError(f"{name} is a text, not {_shown(value)}. Give it in quotation marks.")
    return value


def read_count(value: Any, name: str, most: int) -> int:
    """A whole number from 1 to ``most``."""
    whole = not isinstance(value, bool) and (isinstance(value, int) or (isinstance(value, float) and value.is_integer()))
    if not whole or not 1 <= value <= most:
        raise UsageError(f"{name} is a whole number from 1 to {most}, not {_shown(value)}.")
    return int(value)


def read_names(value: Any, name: str) -> list[str]:
    if value is not None and (not isinstance(value, list) or not all(isinstance(item, str) for item in value)):
        raise UsageError(f'{name} is a list of file names, ["a.txt", "b.txt"], not {_shown(value)}. Leave it empty for all documents.')
    return list(value or ())


def read_choice(value: Any, name: str, choices: tuple[str, ...]) -> str:
    if value not in choices:
        raise UsageError(f"{name} is {', '.join(choices[:-1])} or {choices[-1]}, not {_shown(value)}.")
    return str(value)


def _shown(value: Any) -> str:
    """A value as it stood in the request, cut where it is long."""
    said = json.dumps(value, ensure_ascii=False, default=str)
    return said if len(said) <= SHOWN_CHARS else said[:SHOWN_CHARS] + "…"


def _claim(stored: Any) -> AnsweredClaim:
    verdict = stored["verdict"]
    return AnsweredClaim(
        text=str(stored["text"]),
        citations=tuple(int(n) for n in stored["citations"]),
        verdict=Verdict(
            label=Label(verdict["label"]),
            reasons=tuple(Reason(str(r["check"]), str(r.get("claim", "")), str(r.get("source", ""))) for r in verdict.get("reasons", ())),
            support=float(verdict.get("support", 0)),
            evidence=_keys(verdict.get("evidence", ())),
        ),
        section=str(stored.get("section", "")),
    )


def _usage(stored: Any) -> Usage | None:
    names = ("requests", "input_tokens", "output_tokens", "cached")
    return None if stored is None else Usage(*(int(stored.get(name, 0)) for name in names))


def _keys(stored: Sequence[Any]) -> tuple[tuple[str, int], ...]:
    return tuple((str(doc), int(index)) for doc, index in stored)


def _one_of(value: Any, kind: Any) -> Any:
    if value not in get_args(kind):
        raise ValueError(f"{value!r} is not one of {get_args(kind)}")
    return value
