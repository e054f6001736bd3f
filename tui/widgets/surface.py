"""A widget that paints lines and sends only what changed.

Textual emits every cell of a region that is refreshed. Over a slow line that is the difference between a list one can
hold a key in and one that lags, so a `Surface` compares what it would paint with what stands there and refreshes the
part of each row that differs. Many changes between two frames are painted once.
"""

from __future__ import annotations

from rich.cells import cell_len
from rich.segment import Segment
from textual.geometry import Region, Size
from textual.strip import Strip
from textual.widget import Widget

from store import assert_clean_line
from tui.abilities import TRUE
from tui.backlog import is_backlogged
from tui.palettes import Palette, palette_of
from tui.present.signs import UNICODE, Signs
from tui.present.styled import Line, Span, clip

_RETRY_SECONDS = 0.02


class Surface(Widget):
    """Paints the lines that `paint` returns; `touch` says that they may have changed."""

    DEFAULT_CSS = "Surface { background: transparent; }"

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._painted: list[Line] = []
        self._fitted = Size(0, 0)
        self._pending = False

    # --- for those who inherit

    def paint(self, width: int, height: int) -> list[Line]:
        """The lines of the whole widget; missing ones are blank, long ones are cut."""
        raise NotImplementedError

    def fit(self) -> None:
        """The widget has another size than when it was painted last."""

    def touch(self) -> None:
        """What is painted may have changed: compare and send the difference, once, when there is time."""
        if not self._pending:
            self._pending = True
            self.call_later(self._send_changes)

    # --- painting

    @property
    def palette(self) -> Palette:
        """The styles of the theme in force."""
        return palette_of(self.app.theme, getattr(self.app, "colours", TRUE), getattr(self.app, "ground", ""))

    @property
    def signs(self) -> Signs:
        """What the terminal can show."""
        return getattr(self.app, "signs", UNICODE)

    def _send_changes(self) -> None:
        if not self.is_attached:
            return
        if is_backlogged(self.app):
            self.set_timer(_RETRY_SECONDS, self._send_changes)
            return
        self._pending = False
        old, new = self._painted, self._all_lines()
        self._painted = new
        if len(old) != len(new):
            self.refresh()
            return
        regions = [
            Region(first, y, last - first, 1)
            for y, (before, after) in enumerate(zip(old, new, strict=True))
            if before != after
            for first, last in [_difference(before, after, self.size.width)]
        ]
        if regions:
            self.refresh(*regions)

    def _all_lines(self) -> list[Line]:
        width, height = self.size
        if width <= 0 or height <= 0:
            return []
        if self._fitted != self.size:
            self._fitted = self.size
            self.fit()
        lines = self.paint(width, height)[:height]
        return [*lines, *[()] * (height - len(lines))]

    def on_resize(self) -> None:
        """The size is another one: it has been painted in that size already, where it is in view."""
        self.touch()

    def repaint(self) -> None:
        """Paint everything anew, whatever stands there."""
        self._painted = self._all_lines()
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """One row of the screen as Textual wants it."""
        width = self.size.width
        if self._fitted != self.size:
            self._painted = self._all_lines()
        line = self._painted[y] if y < len(self._painted) else ()
        style = self.palette.style
        plain, shown = style(""), self.signs.shown
        segments = [Segment(shown(assert_clean_line(text), role), style(role)) for text, role in clip(line, width)]
        return Strip(segments).adjust_cell_length(width, plain).simplify()


def _difference(before: Line, after: Line, width: int) -> tuple[int, int]:
    """The columns (from, to) between which two lines differ."""
    first = _common(before, after)
    last = _common(tuple(reversed(before)), tuple(reversed(after)))
    same_width = sum(cell_len(text) for text, _ in before) == sum(cell_len(text) for text, _ in after)
    end = width if not same_width else sum(cell_len(text) for text, _ in after) - last
    return (first, end) if end > first else (0, width)


def _common(one: tuple[Span, ...], other: tuple[Span, ...]) -> int:
    """Cells of the spans that both begin with."""
    cells = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        cells += cell_len(a[0])
    return cells
