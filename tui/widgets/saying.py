"""What was said, where the line of the footer has no room for it or a layer covers that line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.present.styled import wrap, wrapped
from tui.widgets.surface import Surface

if TYPE_CHECKING:
    from tui.present.styled import Line

_LEFT = 3
"""Lines that are left of the screen, however much is said."""


class Saying(Surface):
    """Lines at the foot of the screen, above everything else; a rule sets a sentence of several lines apart."""

    DEFAULT_CSS = "Saying { layer: said; position: absolute; }"

    def __init__(self) -> None:
        super().__init__(id="said")
        self._text = ""
        self._role = ""

    def put(self, text: str, role: str, width: int, height: int) -> None:
        """Say `text` in the lowest of so many lines of the screen."""
        self._text, self._role = text, role
        lines = min(len(wrap(text, width - 2)), max(1, height - _LEFT))
        rows = lines + 1 if lines > 1 else 1
        self.styles.width, self.styles.height, self.styles.offset = width, rows, (0, height - rows)
        self.touch()

    def paint(self, width: int, height: int) -> list[Line]:
        """The rule and the sentence; of one that is too long the beginning."""
        shown = wrapped(self._text, width - 2, height - 1)
        lines: list[Line] = [((f" {text}", self._role),) for text in shown]
        return [(("─" * width, "rule"),), *lines] if height > 1 else lines
