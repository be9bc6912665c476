"""Readers' votes on the page → draft items of a suite, for a person to finish."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from assistant.errors import SuiteError
from assistant.text.language import detect


def draft_items(path: Path) -> list[dict[str, Any]]:
    """One item a voted question, the last vote on it counting.

    What only a person knows is left open: ``kind`` is empty and ``answerable`` null, so a suite that still holds
    a draft is not accepted. An answer found good brings its citations as sources; of one found bad nothing is
    kept but what was said. Raises SuiteError for a file that cannot be read, naming a line that is no vote.
    """
    try:
        text = path.read_text("utf-8")
    except FileNotFoundError:
        raise SuiteError(f"{path} does not exist. The page writes feedback.jsonl into the home folder with the first vote.") from None
    except (OSError, UnicodeDecodeError) as error:
        raise SuiteError(f"{path} cannot be read ({error}).") from None
    votes: dict[tuple[str, str], dict[str, Any]] = {}
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        try:
            vote = json.loads(line)
            votes[vote["question"], json.dumps(vote.get("history", []))] = _item(vote)
        except (ValueError, KeyError, TypeError, AttributeError):
            raise SuiteError(f"{path.name}, line {number}: not a vote as the page writes them. Remove the line.") from None
    return [{"id": f"draft-{number:03}", **item} for number, item in enumerate(votes.values(), 1)]


def _item(vote: dict[str, Any]) -> dict[str, Any]:
    reply = vote["reply"]
    good = vote["vote"] == "good"
    said = f"voted {vote['vote']}; answered: {reply['answer']}" + (f"; comment: {vote['comment']}" if vote.get("comment") else "")
    sources = [{"doc": c["doc"], "quote": c["quote"]} for c in reply["citations"]] if good and not reply["refused"] else []
    return {
        "lang": detect(vote["question"]),
        "kind": "",
        "history": vote.get("history", []),
        "question": vote["question"],
        "answerable": None,
        "facts": [],
        "must_not": [],
        "sources": sources,
        "note": said,
    }
