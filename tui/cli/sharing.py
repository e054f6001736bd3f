"""`share`: a snapshot of the library that others can open."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from tui.cli.declare import Command, argument, file_name, words

if TYPE_CHECKING:
    from tui.cli.terminal import Terminal


def _share(arguments: argparse.Namespace, terminal: Terminal) -> int:
    from store import share  # noqa: PLC0415
    from tui.cli.libraries import quoted, to_read  # noqa: PLC0415
    from tui.wording import counted  # noqa: PLC0415

    with to_read(arguments, terminal) as library:
        shared = share(library, Path(arguments.folder), name=arguments.name)
    if arguments.json:
        terminal.document(
            {
                "library": str(shared.path),
                "cases": shared.cases,
                "command": shared.command,
                "obstacles": list(shared.obstacles),
            }
        )
        return 0
    terminal.note(f"{counted(shared.cases, 'case')} are in {quoted(shared.path)}. Others open them with:")
    terminal.line(shared.command)
    if not shared.obstacles:
        terminal.note("Everybody on this machine may read it, and nobody else may change it.")
        return 0
    terminal.note("Others cannot open it yet:")
    for obstacle in shared.obstacles:
        terminal.note(f"  {obstacle}")
    terminal.note("Or share into a folder that others reach already.")
    return 0


COMMANDS = (
    Command(
        "share",
        "share DIR",
        "Write a read-only snapshot of the library that others can open",
        _share,
        (
            argument("folder", type=file_name, metavar="DIR", help="the folder for it; made where it is not there"),
            argument("--name", type=words, metavar="NAME", help="what it is called, else as the library"),
        ),
        details=(
            "The permissions of every folder on the way are looked at, and what keeps others out is said with the "
            "command that lets them in. The command to send to them is printed. An older snapshot is not overwritten."
        ),
        examples=(
            ("share /srv/cases", "for everybody on this machine"),
            ("share /srv/cases --name tumour-board", "under another name"),
        ),
        shape="""{
  "library": "/srv/cases/library.db",
  "cases": 18,
  "command": "rounds --library /srv/cases/library.db",
  "obstacles": ["others may not enter this folder: chmod o+x /srv"]
}""",
    ),
)
