"""The examples in docstrings, ``>>>``, do what they say."""

from __future__ import annotations

import doctest
import re
from importlib import import_module
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
EXAMPLE = re.compile(r"^ *>>> ", re.MULTILINE)
WITH_EXAMPLES = {
    ".".join(path.relative_to(ROOT).with_suffix("").parts).removeprefix("tests."): len(EXAMPLE.findall(path.read_text("utf-8")))
    for folder in ("assistant", "eval", "tests")
    for path in sorted((ROOT / folder).rglob("*.py"))
    if EXAMPLE.search(path.read_text("utf-8"))
}
"""How many examples each module gives. The others are not imported: some of them need what only learning needs."""


@pytest.mark.parametrize("module", WITH_EXAMPLES)
def test_every_example_in_a_docstring_does_what_it_says(module: str):
    result = doctest.testmod(import_module(module))
    assert (result.failed, result.attempted) == (0, WITH_EXAMPLES[module])
