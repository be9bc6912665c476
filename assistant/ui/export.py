"""Conversations as files: Markdown for people, JSON for programs; quotations and offsets, no local path."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence

from assistant.ui.wording import word
from assistant.values import Citation, Language, Reply

Turns = Sequence[tuple[str, Reply]]


def as_json(title: str, turns: Turns) -> str:
    return json.dumps({"title": title, "turns": [{"question": q, **r.as_json()} for q, r in turns]}, ensure_ascii=False, indent=2) + "\n"


def as_markdown(title: str, turns: Turns, language: Language) -> str:
    parts = [f"# {plain(title)}"]
    for question, reply in turns:
        parts += [f"## {plain(question)}", summary_markdown(reply, language)]
    return "\n\n".join(parts) + "\n"


def summary_markdown(reply: Reply, language: Language) -> str:
    parts = [f"*{word(f'kind.{reply.reason}', language)}*"] if reply.reason else []
    parts.append("\n\n".join(plain(line) for line in reply.answer.splitlines() if line.strip()))
    parts += [_citation(c, language) for c in reply.citations]
    return "\n\n".join(parts)


def _citation(citation: Citation, language: Language) -> str:
    where = word("export.characters", language, start=citation.start, end=citation.end)
    facts = " · ".join(plain(f) for f in (citation.title, citation.author, citation.date, citation.doc, where) if f)
    quoted = "\n".join(f"> {plain(line)}" for line in citation.quote.splitlines() or [""])
    rendering = f"\n>\n> {plain(citation.rendering)}" if citation.rendering else ""
    return f"[{citation.n}] {facts}\n\n{quoted}{rendering}"


def plain(text: str) -> str:
    """Text that stays text in any Markdown reader: no tag, image or link comes of it, and it keeps to one line.

    >>> print(plain("![x](http://example.org/a.png) <b>1</b> [2]"))
    !\\[x](http://example.org/a.png) &lt;b>1&lt;/b> [2]
    """
    text = " ".join(text.split())
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace("`", "\\`")
    text = re.sub(r"\[(?!\d{1,3}\](?![(:\[]))", r"\\[", text)
    return re.sub(r"^([#>*+=-]|\d+[.)])", r"\\\1", text)
