"""Work that takes its time: what it is doing, and a key that stops it."""

from __future__ import annotations

from collections.abc import Callable

from store import clean_line
from tui.layers.layer import Layer
from tui.present.styled import Line, fit


class ProgressLayer(Layer):
    """Shows the last line that the work said."""

    def __init__(self, heading: str) -> None:
        super().__init__()
        self._heading = clean_line(heading)
        self._said = "starting …"
        self.stop: Callable[[], None] | None = None
        """Stops the work; what was done is kept."""

    def wanted_size(self, width: int, height: int) -> tuple[int, int]:
        """Three lines."""
        return min(80, width - 4), 3

    def heading(self) -> str:
        """What is done."""
        return self._heading

    def footing(self) -> str:
        """What keys do here."""
        return f"{self.key('out')} stops, what came in is kept"

    def say(self, text: str) -> None:
        """Show another line."""
        self._said = clean_line(text)
        self.touch()

    def paint_inside(self, width: int, height: int) -> list[Line]:
        """The line."""
        return [((fit(self._said, width), ""),)]

    def action_out(self) -> None:
        """Stop; the layer goes when the work has ended."""
        if self.stop is not None:
            self._said = "stopping, what came in is kept …"
            self.stop()
            self.touch()

    def action_quit_layer(self) -> None:
        """Stop."""
        self.action_out()
