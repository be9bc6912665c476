"""A chat that never says more than its documents: ask, summarize, check, search."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from assistant.config import Config, read_config
    from assistant.pipeline import Assistant, open_assistant
    from assistant.values import Change, Checked, Citation, Hit, Question, Reply

__version__ = "0.1.0"
_HOMES = {
    "Assistant": "assistant.pipeline",
    "open_assistant": "assistant.pipeline",
    "Config": "assistant.config",
    "read_config": "assistant.config",
    "Question": "assistant.values",
    "Reply": "assistant.values",
    "Citation": "assistant.values",
    "Checked": "assistant.values",
    "Change": "assistant.values",
    "Hit": "assistant.values",
}
__all__ = ["Assistant", "Change", "Checked", "Citation", "Config", "Hit", "Question", "Reply", "open_assistant", "read_config"]


def __getattr__(name: str) -> Any:
    """Public names load when they are first used, so that ``assistant --help`` stays instant."""
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'assistant' has no attribute {name!r}")
