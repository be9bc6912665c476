"""Readers' votes: one JSON object a line under the home folder, never sent anywhere."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

from assistant.errors import StorageError, UsageError
from assistant.evaluation.drafts import draft_items
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


def as_items(home: Path) -> str:
    """The votes as draft items of an evaluation suite, JSONL, for a person to finish; empty where there are none."""
    if not (home / FILE).is_file():
        return ""
    return "".join(json.dumps(item, ensure_ascii=False) + "\n" for item in draft_items(home / FILE))
