"""The keys of a place, and the palette: commands by name. Type to filter, Enter runs one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import groupby

from msgspec import Struct

from store import fold
from tui.commands import Command
from tui.keymap import Keymap
from tui.layers.layer import ListLayer
from tui.present.styled import Line, fit, pad
from tui.widgets.field import Field


class _Row(Struct, frozen=True):
    """A command with its keys, or the heading of a group."""

    heading: str
    command: Command | None = None
    keys: str = ""


class KeysLayer(ListLayer[_Row]):
    """Lists commands of a place by group."""

    lists_at_once = True

    def __init__(
        self, keymap: Keymap, commands: Sequence[Command], run: Callable[[Command], None], heading: str
    ) -> None:
        super().__init__(field=Field())
        self._heading = heading
        self._run = run
        self._rows = [
            _Row(command.group, command, " ".join(keymap.shown(keys) for keys in keymap.keys(command)))
            for command in commands
        ]
        self._fill("")

    def heading(self) -> str:
        """Whose keys these are."""
        return self._heading

    def footing(self) -> str:
        """What keys do here."""
        return f"type to filter · {self.key('layer.accept')} runs it · {self.key('out')} close"

    def typed(self, field: Field) -> None:
        """Filter."""
        super().typed(field)
        self._fill(field.text)

    def _fill(self, typed: str) -> None:
        wanted = fold(typed).split()
        rows: list[_Row] = []
        fitting = [row for row in self._rows if self._fits(row, typed, wanted)]
        for heading, members in groupby(fitting, key=lambda row: row.heading):
            rows += [_Row(heading), *members]
        self.show(rows)

    def _fits(self, row: _Row, typed: str, wanted: list[str]) -> bool:
        if row.command is None:
            return False
        if typed in row.keys.split(" "):
            return True
        text = fold(f"{row.command.title} {row.heading} {row.command.id}")
        return all(word in text for word in wanted)

    def selectable(self, item: _Row) -> bool:
        """Headings cannot be run."""
        return item.command is not None

    def item_line(self, item: _Row, width: int, cursor: bool) -> Line:
        """Keys and what they do."""
        if item.command is None:
            return ((fit(item.heading.upper(), width), "head"),)
        keys = pad(item.keys, 14)
        return ((f"  {keys}", "key"), (fit(item.command.title, width - 16), "cursor.title" if cursor else ""))

    def empty_lines(self, width: int) -> list[Line]:
        """No command fits."""
        return [(("No command is called that.", "dim"),)]

    def chosen(self, item: _Row) -> None:
        """Run it, where it was asked for."""
        if item.command is not None:
            self.close()
            self._run(item.command)
