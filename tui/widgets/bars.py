"""Header and footer: one painted line each (and the rule above the footer where there is room)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from store import clean_line
from tui.present.bars import Fact, bottom_rule, footer_line, header_line
from tui.widgets.surface import Surface

if TYPE_CHECKING:
    from tui.present.styled import Line, Span
    from tui.widgets.field import Field


class Header(Surface):
    """Says what is shown: the query in force, or the one being typed, and how many cases that is."""

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self.left: Sequence[Span] = ()
        self.facts: Sequence[Fact] = ()
        self.field: Field | None = None
        self.mistake: int | None = None
        """Column of the typed query from which on it makes no sense (yet)."""

    def paint(self, width: int, height: int) -> list[Line]:
        """One line."""
        left = self.left
        if self.field is not None:
            left = (("/", "accent"), *self.field.painted(max(10, width * 3 // 5), mistake=self.mistake))
        return [header_line(left, self.facts, width)]


class Footer(Surface):
    """Says what keys do here, and on the right what was done last."""

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self.hints: Sequence[tuple[str, str]] = ()
        self.said = ""
        self.said_role = "accent"
        self.said_above = False
        """Whether what was said stands above it as a whole, for want of room here."""
        self.joints: Sequence[int] = ()

    def say(self, text: str, role: str = "accent") -> None:
        """Show a sentence; it may quote the name of a file, which can hold anything."""
        self.said, self.said_role = clean_line(text), role
        self.touch()

    def paint(self, width: int, height: int) -> list[Line]:
        """The rule where there is room for it, and the line."""
        line = footer_line(self.hints, "" if self.said_above else self.said, self.said_role, width)
        return [bottom_rule(width, self.joints), line] if height > 1 else [line]
