"""What a single check says: a state, and the two sides in the words of the texts."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class State(Enum):
    NOTHING = "nothing"
    """The claim holds nothing of this kind."""
    AGREES = "agrees"
    WEAKER = "weaker"
    """The evidence says it less firmly than the claim."""
    DERIVED = "derived"
    """The evidence does not say it in so many words, but what it says lets it be worked out."""
    MISSING = "missing"
    """The evidence is silent on it."""
    CONFLICTS = "conflicts"


@dataclass(frozen=True, slots=True)
class Check:
    name: str
    state: State
    claim: str = ""
    source: str = ""

    @property
    def fine(self) -> bool:
        return self.state in {State.NOTHING, State.AGREES}
