"""`undo` and `redo`: every change of the notebook, and the deletion of cases."""

from __future__ import annotations

import argparse
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

from tui.cli.declare import Command

if TYPE_CHECKING:
    from store import Library, Step
    from tui.cli.terminal import Terminal


def _undo(arguments: argparse.Namespace, terminal: Terminal) -> int:
    from tui.cli.notebooks import opened  # noqa: PLC0415

    with opened(arguments) as notebook, _library_of(notebook.next_undo(), arguments) as library:
        step = notebook.undo(library)
    return _say(step, "undo", "undone", arguments, terminal)


def _redo(arguments: argparse.Namespace, terminal: Terminal) -> int:
    from tui.cli.notebooks import opened  # noqa: PLC0415

    with opened(arguments) as notebook, _library_of(notebook.next_redo(), arguments) as library:
        step = notebook.redo(library)
    return _say(step, "redo", "redone", arguments, terminal)


def _library_of(step: Step | None, arguments: argparse.Namespace) -> Library | nullcontext[None]:
    """The library that a step changed, unless the command line says where that is now."""
    if step is None or step.library is None:
        return nullcontext()
    from store import Library  # noqa: PLC0415

    return Library.open(Path(arguments.library or step.library))


def _say(step: Step | None, verb: str, done: str, arguments: argparse.Namespace, terminal: Terminal) -> int:
    if arguments.json:
        terminal.document({done: step.what if step else None, "at": step.at if step else None})
    elif step is None:
        terminal.note(f"There is nothing to {verb}.")
    else:
        terminal.line(f"{done}: {step.what}")
    return 0


COMMANDS = (
    Command(
        "undo",
        "undo",
        "Undo the last change of the notebook, or the last removal of cases",
        _undo,
        details="Goes back step by step, also through changes of earlier days; redo goes forth again.",
        examples=(
            ("remove PMC12893846", "a case is removed"),
            ("undo", "and is back"),
        ),
        shape='{"undone": "star 3 cases", "at": "2026-11-22T12:00:00Z"}',
    ),
    Command(
        "redo",
        "redo",
        "Do again what was undone last",
        _redo,
        examples=(("redo", "forth again after one undo too many"),),
        shape='{"redone": "star 3 cases", "at": "2026-11-22T12:00:00Z"}',
    ),
)
