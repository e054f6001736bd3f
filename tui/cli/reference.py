"""The parts of the README that follow from the declarations of the commands.

`python -m tui.cli.reference --write README.md` renews what stands between `<!-- commands -->` and `<!-- /commands -->`
and between the other markers named in `GENERATED`; with `--check` it only says whether that is needed (exit code 1).
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from store import grammar_page
from tui.cli.declare import Command
from tui.cli.registry import GROUPS, all_commands
from tui.commands.sheet import key_table


def command_table() -> str:
    """A table of all commands."""
    commands = {command.name: command for command in all_commands()}
    lines = ["| command | what it does |", "| --- | --- |", "| `rounds [--library FILE]` | opens the app |"]
    for group in GROUPS.values():
        lines += [_table_row(commands[name]) for name in group]
    return "\n".join(lines)


def _table_row(command: Command) -> str:
    options = [item.names[0] for item in command.arguments if item.is_option]
    if command.shape:
        options.append("--json")
    shown = f"; {' '.join(f'`{option}`' for option in options)}" if options else ""
    synopsis = command.synopsis.replace("|", "\\|")
    return f"| `rounds {synopsis}` | {command.summary[0].lower()}{command.summary[1:]}{shown} |"


def json_shapes() -> str:
    """What `--json` prints, commands with the same shape together."""
    shapes: dict[str, list[str]] = {}
    for command in all_commands():
        if command.shape:
            shapes.setdefault(command.shape, []).append(command.name)
    parts = []
    for shape, names in shapes.items():
        parts.append(f"{', '.join(f'`{name}`' for name in names)}\n\n```json\n{shape}\n```")
    return "\n\n".join(parts)


GENERATED = {"keys": key_table, "grammar": grammar_page, "commands": command_table, "json": json_shapes}
"""Names of the markers and what makes the text between them."""


def renewed(text: str) -> str:
    """`text` with everything between the markers made anew; raises `ValueError` where a marker is missing."""
    for name, make in GENERATED.items():
        opening, closing = f"<!-- {name} -->\n", f"\n<!-- /{name} -->"
        before, found, rest = text.partition(opening)
        _, ended, after = rest.partition(closing)
        if not (found and ended):
            raise ValueError(f"the markers <!-- {name} --> and <!-- /{name} --> are missing")
        text = f"{before}{opening}\n{make()}\n{closing}{after}"
    return text


def main() -> int:
    """Renew or check the file that the command line names."""
    parser = argparse.ArgumentParser(description="Renew the parts of the README that are made from the code.")
    parser.add_argument("--write", action="store_true", help="write the file where it is stale")
    parser.add_argument("--check", action="store_true", help="only say whether it is stale")
    parser.add_argument("file", type=Path)
    arguments = parser.parse_args()
    text = arguments.file.read_text(encoding="utf-8")
    fresh = renewed(text)
    if fresh == text:
        return 0
    if arguments.write:
        arguments.file.write_text(fresh, encoding="utf-8")
        return 0
    print(f"{arguments.file} is stale: python -m tui.cli.reference --write {arguments.file}", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
