"""Floors: figures a run must reach, kept in a TOML file.

[questions]                  # all questions
correct = 0.80               # at least 80 %
refused_wrongly = 0.10       # at most 10 %, because lower is better
[questions.lang.en]          # the same for a group: kind, lang, part or doc
correct = 0.75
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from assistant.errors import SuiteError
from assistant.evaluation.metrics import HIGHER_IS_BETTER
from assistant.evaluation.run import DIMENSIONS, Run, tabulate
from assistant.evaluation.suites import FILES


class Floor(NamedTuple):
    suite: str
    group: tuple[str, ...]
    """("all",) or a dimension and its value."""
    metric: str
    limit: float

    @property
    def name(self) -> str:
        return ".".join((self.suite, *(() if self.group == ("all",) else self.group), self.metric))


class Missed(NamedTuple):
    """A floor that was not reached; ``value`` is None where the run did not measure it."""

    floor: Floor
    value: float | None


def read_gate(path: Path) -> list[Floor]:
    """Raises SuiteError for a file that cannot be read, or names what there is no measure for."""
    try:
        loaded = tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        raise SuiteError(f"{path} does not exist. Check the name of the gate file.") from None
    except OSError as error:
        raise SuiteError(f"{path} cannot be read ({error.strerror}).") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SuiteError(f"{path.name} is not valid TOML ({error}).") from None
    floors = [floor for suite, table in loaded.items() for floor in _floors(path.name, suite, table)]
    if not floors:
        raise SuiteError(f"{path.name} sets no floor. eval/README.md shows how.")
    return floors


def _floors(name: str, suite: str, table: Any) -> Iterator[Floor]:
    if suite not in FILES or not isinstance(table, dict):
        raise SuiteError(f"{name}: [{suite}] is not a suite. Known: {', '.join(FILES)}.")
    for key, value in table.items():
        if key not in DIMENSIONS:
            yield _floor(name, suite, ("all",), key, value)
            continue
        for group, metrics in value.items() if isinstance(value, dict) else ():
            if not isinstance(metrics, dict):
                raise SuiteError(f"{name}: floors of a group stand under it, as in [{suite}.{key}.{group}].")
            for metric, limit in metrics.items():
                yield _floor(name, suite, (key, group), metric, limit)


def _floor(name: str, suite: str, group: tuple[str, ...], metric: str, limit: Any) -> Floor:
    if metric not in HIGHER_IS_BETTER:
        raise SuiteError(f"{name}: [{suite}] has no figure “{metric}”. Known: {', '.join(HIGHER_IS_BETTER)}.")
    if isinstance(limit, bool) or not isinstance(limit, int | float) or not 0 <= limit <= 1:
        raise SuiteError(f"{name}: {suite}.{metric} is a share from 0 to 1, not {limit!r}.")
    return Floor(suite, group, metric, float(limit))


def missed(run: Run, floors: list[Floor]) -> list[Missed]:
    """Floors the run does not reach; a figure that was not measured does not reach its floor."""
    tables = {suite: tabulate(run.of(suite)) for suite in run.suites()}
    out = []
    for floor in floors:
        table = tables.get(floor.suite, {})  # type: ignore[call-overload]
        for key in floor.group:
            table = table.get(key, {})
        value = table.get(floor.metric, {}).get("value")
        if value is None or (value < floor.limit if HIGHER_IS_BETTER[floor.metric] else value > floor.limit):
            out.append(Missed(floor, value))
    return out
