"""What the README says of the commands is made from the commands."""

from __future__ import annotations

import json
import shlex
from pathlib import Path

import pytest

from tui.cli import reference
from tui.cli.declare import Command
from tui.cli.parser import make_parser, parse
from tui.cli.registry import all_commands, find_command

README = Path(__file__).resolve().parents[2] / "README.md"
COMMANDS = list(all_commands())


def test_the_readme_is_fresh() -> None:
    """The table of commands and the JSON shapes in the README are what the declarations give."""
    text = README.read_text(encoding="utf-8")

    assert reference.renewed(text) == text, f"run: python -m tui.cli.reference --write {README.name}"


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_every_shape_is_json(command: Command) -> None:
    """The example of what `--json` prints is JSON itself, and a command has `--json` if and only if it has one."""
    assert not command.shape or json.loads(command.shape)
    assert ("--json" in make_parser(command).format_help()) == bool(command.shape)


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_every_example_parses(command: Command) -> None:
    """Each example of a `--help` is a command line that its command takes."""
    for line, what in command.examples:
        first = line.partition(" | ")[0].partition(" > ")[0].partition(" < ")[0]
        name, *words = shlex.split(first)
        found = find_command(name)

        assert found is not None, line
        assert parse(found, words) is not None, line
        assert what


def test_a_stale_file_is_renewed(tmp_path: Path) -> None:
    """Between the markers everything is made anew, outside nothing is touched."""
    stale = "".join(f"before {name}\n<!-- {name} -->\nstale\n<!-- /{name} -->\n" for name in reference.GENERATED)
    fresh = reference.renewed(stale)

    assert all(f"before {name}\n<!-- {name} -->\n" in fresh for name in reference.GENERATED)
    assert "stale" not in fresh
    assert reference.renewed(fresh) == fresh
    with pytest.raises(ValueError, match="markers"):
        reference.renewed("nothing")
