"""The tour: five steps, each of which asks for real keys in the real app. What it says, as values."""

from __future__ import annotations

from collections.abc import Callable
from string import Formatter

from msgspec import Struct


class Step(Struct, frozen=True):
    """One thing to be tried."""

    name: str
    """What it is about; the screen knows by it how to notice that it was done."""
    text: str
    """What to press: names of commands in braces stand for their first keys. Two lines of 38 cells hold it."""


STEPS = (
    Step("move", "{move.down} goes down the list, and the findings follow. Press it."),
    Step("read", "{open.findings} reads; then {find.next} goes from one mention to the next."),
    Step("find", "{find.entity} finds by any name. Type cd246, then Enter: all ALK cases."),
    Step("copy", "{copy.vancouver} copies the citation; below it says where it went."),
    Step("keep", "{star} stars a case, and {undo} takes that back, like every change."),
)
ENDED = "That was all. {help} shows the keys of any place, {palette} finds any command."
"""What is said after the last step."""


def in_keys(text: str, keys_of: Callable[[str], str]) -> str:
    """`text` with the keys that run the commands it names."""
    parts = Formatter().parse(text)
    return "".join(before + (keys_of(name) if name else "") for before, name, _, _ in parts)
