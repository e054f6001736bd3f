"""A text of several lines being typed, as a value."""

from __future__ import annotations

from typing import Self

from msgspec.structs import replace

from store import clean
from tui.present.styled import Line, wrap
from tui.widgets.field import Field


class Paragraphs(Field, frozen=True):
    """A `Field` whose text may hold line feeds; Home and End go to the ends of a line."""

    @staticmethod
    def cleaned(text: str) -> str:
        """A text as it may stand in the field: its line feeds stay."""
        return clean(text)

    def typed(self, text: str) -> Self:
        """With `text` put in at the cursor; what is pasted keeps its lines."""
        return self.of(self.text[: self.cursor] + text, self.text[self.cursor :])

    def edited(self, key: str) -> Self | None:
        """After an editing key; None for a key that does not edit."""
        start = self.text.rfind("\n", 0, self.cursor) + 1
        end = self.text.find("\n", self.cursor)
        end = len(self.text) if end < 0 else end
        match key:
            case "home" | "ctrl+a":
                return replace(self, cursor=start)
            case "end" | "ctrl+e":
                return replace(self, cursor=end)
            case "ctrl+u":
                return self.of(self.text[:start], self.text[self.cursor :])
            case "ctrl+k":
                return self.of(self.text[: self.cursor], self.text[end:])
        return super().edited(key)

    def moved(self, rows: int, width: int) -> Self:
        """The cursor some rows further down or up, as the text is broken at `width` cells."""
        breaks = wrap(self.text, width)
        row = self.row(width)
        there = max(0, min(len(breaks) - 1, row + rows))
        column = self.cursor - breaks[row][0]
        start, end = breaks[there]
        return replace(self, cursor=min(end, start + column))

    def row(self, width: int) -> int:
        """The row of the cursor, from 0."""
        breaks = wrap(self.text, width)
        return max(number for number, (start, _) in enumerate(breaks) if start <= self.cursor or not number)

    def lines(self, width: int) -> list[Line]:
        """The text in lines of at most `width` cells, the cursor shown in its line."""
        here = self.row(width)
        lines: list[Line] = []
        for number, (start, end) in enumerate(wrap(self.text, width)):
            if number != here:
                lines.append(((self.text[start:end], "field"),))
                continue
            line = Field(self.text[start : max(end, self.cursor)], self.cursor - start)
            lines.append(line.painted(width + 1))
        return lines

    def column(self, width: int) -> int:
        """The cell of the cursor in its row."""
        start = wrap(self.text, width)[self.row(width)][0]
        return Field(self.text[start : self.cursor], self.cursor - start).column(width)
