"""A note being written: several lines of Markdown."""

from __future__ import annotations

from collections.abc import Callable

from textual.geometry import Offset
from textual.timer import Timer

from tui.commands import CannotActError
from tui.layers.layer import Layer
from tui.present.styled import Line, reflowed
from tui.widgets.field import Field
from tui.widgets.paragraphs import Paragraphs

_WRITTEN_DOWN_AFTER = 1.0
"""Seconds that what is typed waits: the most that is lost where the machine stops."""


class NoteLayer(Layer):
    """Asks for a note. Enter keeps it; what was typed when it is left otherwise is handed to `left` as a draft, and to
    `paused` while it is typed.
    """

    def __init__(
        self,
        heading: str,
        text: str,
        *,
        kept: Callable[[str], None],
        paused: Callable[[str], None],
        left: Callable[[str], None],
        in_editor: Callable[[str], None],
    ) -> None:
        super().__init__()
        self.field = Paragraphs.of(text)
        self._heading = heading
        self._before = text
        """What stood here at first."""
        self._written = text
        """What was handed on last."""
        self._timer: Timer | None = None
        self._kept = kept
        self._paused = paused
        self._left = left
        self._in_editor = in_editor
        self._top = 0

    @property
    def _note(self) -> Paragraphs:
        assert isinstance(self.field, Paragraphs)
        return self.field

    def typed(self, field: Field) -> None:
        """Something was typed: soon it is written down."""
        super().typed(field)
        if self._timer is None:
            self._timer = self.set_timer(_WRITTEN_DOWN_AFTER, self._pause)

    def _pause(self) -> None:
        self._timer = None
        if self._note.text != self._written:
            self._written = self._note.text
            self._paused(self._written)

    def wanted_size(self, width: int, height: int) -> tuple[int, int]:
        """Room for a paragraph or two."""
        return min(92, width - 4), min(14, height - 4)

    def heading(self) -> str:
        """Of what it is a note."""
        return self._heading

    def footing(self) -> str:
        """What keys do here."""
        keep, line, editor = self.key("layer.accept"), self.key("field.complete"), self.key("field.editor")
        return f"{keep} keep · {line} new line · {editor} your editor · {self.key('out')} close"

    @property
    def _room(self) -> int:
        return max(8, self.size.width - 5)

    @property
    def cursor_place(self) -> Offset:
        """The hardware cursor stands where one types."""
        x, y = self._corner
        return Offset(x + 2 + self._note.column(self._room), y + 1 + self._note.row(self._room) - self._top)

    def paint_inside(self, width: int, height: int) -> list[Line]:
        """The text, the row of the cursor in view."""
        lines = self._note.lines(width - 1)
        row = self._note.row(width - 1)
        self._top = max(row - height + 1, min(self._top, row), 0)
        if not self._note.text:
            lines += reflowed([(("Markdown; an empty note is taken away.", "dim"),)], width)
        return lines[self._top : self._top + height]

    def action_move(self, rows: int) -> None:
        """Up and down in the text."""
        moved = self._note.moved(rows, self._room)
        if moved == self._note:
            raise CannotActError("This is the end of the note." if rows > 0 else "This is where the note begins.")
        self.typed(moved)

    def action_page(self, pages: float) -> None:
        """Up and down by several rows."""
        self.action_move(round(8 * pages))

    def action_complete(self) -> None:
        """A new line."""
        self.typed(self._note.typed("\n"))

    def action_accept(self) -> None:
        """Keep it."""
        self._kept(self._taken())

    def action_edit_outside(self) -> None:
        """Go on in the person's own editor."""
        self._in_editor(self._taken())

    def _taken(self) -> str:
        """Go, and leave the text to whoever asked."""
        self._before = self._written = self._note.text
        self.close()
        return self._before

    def hand_on(self) -> None:
        """What was typed and not kept is a draft."""
        if not self._before == self._written == self._note.text:
            self._left(self._note.text)

    def close(self) -> None:
        """Go; what was typed and not kept is handed on."""
        super().close()
        self.hand_on()
