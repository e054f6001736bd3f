"""Which keys belong to which command where: a table of the commands and a person's own wishes, no terminal needed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from tui.commands import COMMANDS, Command
from tui.commands.keynames import shown


def table_of(
    wishes: Mapping[str, tuple[str, ...]], commands: Iterable[Command] = COMMANDS
) -> tuple[dict[tuple[str, str], Command], list[tuple[str, Command, Command]]]:
    """The table for the default keys and the wishes, and the keys that two commands want in one place.

    The table gives the command for (place, keys). Where two want a key, the one with a wish gets it, else the one
    declared first.
    """
    table: dict[tuple[str, str], Command] = {}
    taken_twice: list[tuple[str, Command, Command]] = []
    ordered = sorted(commands, key=lambda command: command.id not in wishes)
    for command in ordered:
        for keys in wishes.get(command.id, command.keys):
            for place in sorted(command.where):
                holder = table.setdefault((place, keys), command)
                if holder is not command and (keys, holder, command) not in taken_twice:
                    taken_twice.append((keys, holder, command))
    return table, taken_twice


def clashes(wishes: Mapping[str, tuple[str, ...]]) -> list[str]:
    """A sentence for each key that two commands want in one place, and for each chord that a single key hides."""
    table, twice = table_of(wishes)
    told = [f"{shown(keys)} is {holder.id}, so {other.id} does not get it." for keys, holder, other in twice]
    for (place, keys), command in table.items():
        first, _, second = keys.partition(" ")
        shadow = table.get((place, first)) if second else None
        if shadow is not None:
            told.append(f"{shown(first)} is {shadow.id}, so {shown(keys)} never comes to {command.id}.")
    return list(dict.fromkeys(told))
