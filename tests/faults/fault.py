"""What a fault is, and what came of trying it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from random import Random

Round = Callable[[Random, Path], str]
"""Tries a fault once in an empty folder, with dice that decide where it strikes. Returns the outcome in a few words;
raises `AssertionError` where a promise is broken and `Unavailable` where this machine cannot try it."""


class Unavailable(Exception):
    """This machine lacks something that a fault needs; the text names it."""


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault that Rounds is to survive."""

    name: str
    what: str
    """What happens, as the table says it."""
    round: Round
    tries: int = 20
    """In a whole campaign."""
    tests: int = 1
    """In the test suite."""


def expect(holds: object, what: str) -> None:
    """Raise `AssertionError` with `what` was broken unless a promise holds."""
    if not holds:
        raise AssertionError(what)
