from __future__ import annotations

import pytest
from told import RIGHT, WHEN, Told


@pytest.fixture
def told() -> Told:
    """Right about the treaty, silent about all else."""
    return Told({WHEN.question: RIGHT}, retrieved=[("a.txt", 0)])
