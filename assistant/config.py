"""The one reader of settings: defaults, then ``assistant.toml``, then ``ASSISTANT_*``, then flags."""

from __future__ import annotations

import os
import sys
import tomllib
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

from assistant.errors import ConfigError

MAX_QUESTION_CHARS = 2_000
"""A longer question is refused with a message: people paste documents; those belong to ``documents add``."""
MAX_FILE_CHARS = 3_000_000
"""About ten books; at 7 passages a second, what one file may ask of the index is then under half an hour. Less than 20 MB in any encoding that is read."""


@dataclass(frozen=True, slots=True)
class Config:
    home: Path
    model: str = ""
    """What ``init_chat_model`` takes, such as ``openai:gpt-5-mini``; empty is the embedded engine."""
    base_url: str = ""
    """Address of an OpenAI-compatible server, for models that are not the provider's own."""
    seeds: bool = True
    """Whether the documents that come with the program belong to the collection."""
    timeout_s: float = 60.0
    """Longest wait for one reply of a chat model."""
    context_tokens: int = 3_000
    """Budget for evidence in a prompt, counted with cl100k_base."""


def default_home() -> Path:
    """The user data folder of the platform, as XDG, macOS and Windows have it."""
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    elif sys.platform == "darwin":
        base = Path.home() / "Library" / "Application Support"
    else:
        base = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
    return base / "russia-dprk-assistant"


def model_key() -> str:
    """The key for a model behind ``base_url``, from ASSISTANT_API_KEY. Never part of Config, so that nothing shows or stores it."""
    return os.environ.get("ASSISTANT_API_KEY", "")


def read_config(flags: dict[str, Any] | None = None, environ: dict[str, str] | None = None) -> Config:
    """Settings of this run. Flags that are None count as not given.

    Raises ConfigError for an unknown setting or a value of the wrong type, naming where it stands.
    """
    env = dict(os.environ if environ is None else environ)
    flags = {k: v for k, v in (flags or {}).items() if v is not None}
    home = Path(flags.get("home") or env.get("ASSISTANT_HOME") or default_home()).expanduser()
    config = Config(home=home)
    file = home / "assistant.toml"
    try:
        stored = tomllib.loads(file.read_text("utf-8")) if file.is_file() else {}
    except PermissionError:
        raise ConfigError(f"{file} cannot be read. Give yourself permission to it, or name another folder with --home.") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"{file} is not valid TOML ({error}). Mend or remove it.") from None
    config = _apply(config, stored, str(file))
    from_env = {k[len("ASSISTANT_") :].lower(): v for k, v in env.items() if k.startswith("ASSISTANT_") and k != "ASSISTANT_HOME"}
    known = {f.name for f in fields(Config)}
    config = _apply(config, {k: v for k, v in from_env.items() if k in known}, "the environment (ASSISTANT_*)")
    return _apply(config, {k: v for k, v in flags.items() if k != "home"}, "the command line")


def _apply(config: Config, values: dict[str, Any], where: str) -> Config:
    known = {f.name: type(getattr(config, f.name)) for f in fields(Config)}
    changes: dict[str, Any] = {}
    for name, value in values.items():
        if name not in known or name == "home":
            raise ConfigError(f"{where}: there is no setting “{name}”. Known: {', '.join(sorted(set(known) - {'home'}))}.")
        changes[name] = _typed(name, value, known[name], where)
    return replace(config, **changes)


def _typed(name: str, value: Any, kind: type, where: str) -> Any:
    if kind is bool:
        if isinstance(value, bool):
            return value
        if str(value).lower() in {"1", "true", "yes", "on"}:
            return True
        if str(value).lower() in {"0", "false", "no", "off"}:
            return False
        raise ConfigError(f"{where}: {name} is true or false, not “{value}”.")
    try:
        return kind(value)
    except (TypeError, ValueError):
        raise ConfigError(f"{where}: {name} is a {kind.__name__}, not “{value}”.") from None
