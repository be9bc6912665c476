"""The locks pin what pyproject.toml asks for, by hash and from nowhere in particular."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
RUN, DEV = ((ROOT / name).read_text("utf-8") for name in ("requirements.lock", "requirements-dev.lock"))
PIN = re.compile(
    r"^(?P<name>[a-z0-9][a-z0-9._-]*)==(?P<version>\S+)(?: ; (?P<marker>.+?))? \\\n"
    r"(?P<hashes>(?:    --hash=sha256:[0-9a-f]{64}(?: \\)?\n)+)",
    re.MULTILINE,
)
TO_RUN = [*PROJECT["project"]["dependencies"], *PROJECT["dependency-groups"]["build"]]
TO_TEST = PROJECT["dependency-groups"]["dev"]


def versions(lock: str, name: str) -> list[str]:
    return [m["version"] for m in PIN.finditer(lock) if m["name"] == canonicalize_name(name)]


def test_a_lock_is_pins_with_hashes_and_nothing_else():
    assert PIN.sub("", RUN) == ""
    assert PIN.sub("", DEV) == "-r requirements.lock\n"


@pytest.mark.parametrize("asked", [*TO_RUN, *TO_TEST])
def test_what_the_project_asks_for_is_locked_at_a_version_that_will_do(asked):
    requirement = Requirement(asked)
    found = versions(RUN if asked in TO_RUN else RUN + DEV, requirement.name)
    assert found
    assert all(requirement.specifier.contains(version) for version in found)


def test_nothing_is_locked_twice_for_the_same_machine():
    pins = [(m["name"], m["marker"]) for m in PIN.finditer(RUN + DEV)]
    assert len(set(pins)) == len(pins)
