"""Which module declares which command; a command line loads the module of its own command alone."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tui.cli.declare import Command

GROUPS: dict[str, dict[str, str]] = {
    "Look": {
        "list": "listing",
        "search": "listing",
        "show": "showing",
        "entities": "entities",
        "entity": "entities",
        "pairs": "pairing",
    },
    "Take with you": {"cite": "citing", "export": "exporting"},
    "Keep": {
        "star": "annotating",
        "unstar": "annotating",
        "tag": "annotating",
        "note": "annotating",
        "collection": "collecting",
        "undo": "undoing",
        "redo": "undoing",
        "notebook": "carrying",
    },
    "The library": {
        "import": "importing",
        "remove": "removing",
        "share": "sharing",
        "stats": "stats",
        "check": "checking",
        "doctor": "doctor",
    },
    "Set up": {"config": "configuring", "completion": "completing", "man": "manual"},
}
"""Commands and their modules, under the headings of the overview and the README, in their order."""


def names() -> tuple[str, ...]:
    """The names of all commands."""
    return tuple(name for group in GROUPS.values() for name in group)


def find_command(name: str) -> Command | None:
    """The command of that name, or None."""
    for group in GROUPS.values():
        if name in group:
            commands: tuple[Command, ...] = import_module(f"tui.cli.{group[name]}").COMMANDS
            return next(command for command in commands if command.name == name)
    return None


def all_commands() -> Iterator[Command]:
    """Every command, in order."""
    for name in names():
        command = find_command(name)
        assert command is not None
        yield command
