"""The key table of the README, made of the commands."""

from __future__ import annotations

from itertools import groupby

from tui.commands.command import CASES, ENTITIES, FIELD, FINDINGS, LIST, PANES, Command
from tui.commands.keynames import shown
from tui.commands.table import COMMANDS

_PLACES = {CASES: "Cases", FINDINGS: "Findings", ENTITIES: "Entities", LIST: "layers", FIELD: "fields"}


def key_table() -> str:
    """Every command with its keys, where they work, and the name under which they can be given other ones."""
    lines = ["| keys | what they do | where | name |", "| --- | --- | --- | --- |"]
    for group, commands in groupby(COMMANDS, key=lambda command: command.group):
        lines.append(f"| | **{group}** | | |")
        lines += [_row(command) for command in commands]
    return "\n".join(lines)


def _row(command: Command) -> str:
    keys = " ".join(f"`{shown(keys)}`" for keys in command.keys).replace("|", "\\|")
    return f"| {keys} | {command.title} | {_where(command)} | `{command.id}` |"


def _where(command: Command) -> str:
    if command.where >= PANES:
        rest = sorted(_PLACES[place] for place in command.where - PANES)
        return ", ".join(["panes", *rest])
    return ", ".join(name for place, name in _PLACES.items() if place in command.where)
