"""Readers' votes: one JSON object a line under the home folder, never sent anywhere."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from assistant.errors import StorageError, UsageError
from assistant.text.language import detect
from assistant.values import Question, Reply

FILE = "feedback.jsonl"
MAX_COMMENT_CHARS = 2_000


def record(home: Path, vote: str, comment: str, question: Question, reply: Reply) -> None:
    """Append a vote ("good" or "bad") with what it was about. Raises StorageError where the folder cannot be written."""
    if vote not in {"good", "bad"}:
        raise UsageError(f"A vote is good or bad, not “{vote}”.")
    line = {
        "time": datetime.now(UTC).isoformat(timespec="seconds"),
        "vote": vote,
        "comment": comment[:MAX_COMMENT_CHARS],
        "question": question.text,
        "history": [list(pair) for pair in question.history],
        "digest": reply.digest,
        "reply": reply.as_json(),
    }
    try:
        home.mkdir(parents=True, exist_ok=True)
        with (home / FILE).open("a", encoding="utf-8") as file:
            file.write(json.dumps(line, ensure_ascii=False) + "\n")
    except OSError as error:
        raise StorageError(f"{FILE} cannot be written ({error.strerror}). Free some room or check the permissions of the home folder.") from None


def as_suite(home: Path) -> str:
    """The votes as items of an evaluation suite, JSONL; facts are for a person to fill in.

    A good answer's sources are those it cited; a bad one keeps none, since what it cited is in doubt.
    """
    items = []
    for number, vote in enumerate(_read(home / FILE), 1):
        reply = vote["reply"]
        good = vote["vote"] == "good"
        item = {
            "id": f"feedback-{number}",
            "lang": detect(vote["question"]),
            "kind": "feedback",
            "history": vote["history"],
            "question": vote["question"],
            "answerable": not reply["refused"] if good else None,
            "facts": [],
            "must_not": [],
            "sources": [{"doc": c["doc"], "quote": c["quote"]} for c in reply["citations"]] if good else [],
            "note": f"{vote['vote']}: {vote['comment']}".rstrip(": "),
        }
        items.append(json.dumps(item, ensure_ascii=False))
    return "".join(f"{item}\n" for item in items)


def _read(path: Path) -> list[dict[str, Any]]:
    try:
        lines = path.read_text("utf-8").splitlines()
    except FileNotFoundError:
        return []
    out = []
    for line in lines:
        try:
            out.append(json.loads(line))
        except json.JSONDecodeError:
            continue  # a line cut short when the machine went down
    return out
