"""`config`: the configuration file."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from tui.cli.declare import Command, argument
from tui.cli.guard import DONE, NOT_THERE

if TYPE_CHECKING:
    from tui.cli.terminal import Terminal


def _config(arguments: argparse.Namespace, terminal: Terminal) -> int:
    from store import config_path  # noqa: PLC0415
    from tui.keyboard import clashes  # noqa: PLC0415
    from tui.settings import example, read_configuration  # noqa: PLC0415

    path = config_path()
    if arguments.what == "init":
        from tui.writing import new_file  # noqa: PLC0415

        path.parent.mkdir(parents=True, exist_ok=True)
        with new_file(path, advice="Edit it, or move it away first.") as file:
            file.write(example())
        terminal.line(str(path))
        return DONE
    if arguments.what == "path":
        terminal.line(str(path))
        return DONE
    configuration = read_configuration(path)
    problems = [*configuration.problems, *clashes(configuration.keys)]
    for problem in problems:
        terminal.note(problem)
    if not problems:
        terminal.note(f"{path} is in order." if path.exists() else f"There is no {path}; the defaults hold.")
    return NOT_THERE if problems else DONE


COMMANDS = (
    Command(
        "config",
        "config init|check|path",
        "Make, check or find the configuration file",
        _config,
        (argument("what", choices=("init", "check", "path"), help="make it, check it, or tell where it is"),),
        details=(
            "The file sets the theme, signs in ASCII, keys, the columns of the list, kinds of entities, what is copied "
            "first, citation keys, where notes are written, and how names and journals are printed. What in it makes "
            "no sense is told and passed over."
        ),
        examples=(
            ("config init", "an example with every key that can be changed"),
            ("config check", "unknown names and keys that clash"),
        ),
    ),
)
