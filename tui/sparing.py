"""What stands on the terminal, and the least that has to be sent to change it.

Textual paints whole regions: all of the screen when a layer opens or closes, twice at the start and for every new size,
each changed stretch of a row from the left edge of its widget. A slow line pays for every byte of it. Therefore the
app remembers what it has sent and sends what differs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from rich.cells import cell_len
from rich.console import Console
from rich.segment import Segment
from rich.style import Style
from textual._compositor import ChopsUpdate, CompositorUpdate, LayoutUpdate
from textual.strip import Strip

_GAP = 8
"""Cells that are sent although nothing changed in them, since moving the cursor over them costs as much."""
_CLEAR = "\x1b[0m\x1b[2J"
_PLAIN = Style.null()

Piece = tuple[int, int, Strip]
"""A row, a column, and what is to stand there."""


class _Row:
    """The cells of a row: a character each, and its style."""

    __slots__ = ("styles", "text")

    def __init__(self, text: str, styles: list[Style]) -> None:
        self.text = text
        self.styles = styles


class Picture:
    """What stands on the terminal, row by row; None for a row of which too little is known to change parts of it.

    Characters that are not one cell wide are such a case: not every terminal agrees with us on their width.
    """

    def __init__(self) -> None:
        self._rows: list[_Row | None] = []
        self._width = 0
        self._is_cleared = False

    def forget(self) -> None:
        """Something else may have written to the terminal: it is cleared and sent whole next time."""
        self._rows = []
        self._is_cleared = False

    def distrust(self) -> None:
        """The terminal has had another size, if only for a moment: what stands there now is for it to say."""
        self._rows = [None] * len(self._rows)

    @property
    def is_doubtful(self) -> bool:
        """Whether there are rows of which nothing is known."""
        return None in self._rows

    def change(self, update: CompositorUpdate, console: Console) -> Changes:
        """What has to be sent so that the update stands on the terminal, which it then is taken to do."""
        if not isinstance(update, (LayoutUpdate, ChopsUpdate)):
            return Changes(update.render_segments(console))
        lead = ""
        if isinstance(update, LayoutUpdate):
            lead = self._fit(update.region.width, update.region.height)
            pieces = _whole_rows(update)
        else:
            pieces = _stretches(update)
        return Changes(lead + "".join(part for piece in pieces for part in self._put(*piece, console)))

    def _fit(self, width: int, height: int) -> str:
        """Have a row for each of the terminal's; the sequence that clears it where it has not been cleared yet."""
        if (len(self._rows), self._width) == (height, width):
            return ""
        known, self._is_cleared, self._width = self._is_cleared, True, width
        if known:  # another size: what stands there now is for the terminal to say, and clearing it would flicker
            self._rows = [None] * height
            return ""
        self._rows = [_Row(" " * width, [_PLAIN] * width) for _ in range(height)]
        return _CLEAR

    def _put(self, y: int, x: int, strip: Strip, console: Console) -> Iterator[str]:
        row = self._rows[y] if y < len(self._rows) else None
        new = _cells(strip)
        if row is None or new is None or x + len(new.text) > self._width:
            yield _move(x, y) + strip.render(console)
            is_whole = x == 0 and strip.cell_length == self._width
            if y < len(self._rows):
                self._rows[y] = new if is_whole else None
            return
        end = x + len(new.text)
        for first, last in _differences(row.text[x:end], row.styles[x:end], new):
            yield _move(x + first, y) + _rendered(new, first, last, console)
        row.text = row.text[:x] + new.text + row.text[end:]
        row.styles[x:end] = new.styles


class Changes(CompositorUpdate):
    """What is sent to the terminal to change what stands there: escape sequences and text."""

    def __init__(self, text: str) -> None:
        self.text = text

    def render_segments(self, console: Console) -> str:
        """The escape sequences and text."""
        return self.text


def _whole_rows(update: LayoutUpdate) -> Iterator[Piece]:
    for y, strips in enumerate(update.strips, update.region.y):
        yield y, update.region.x, Strip.join(strips)


def _stretches(update: ChopsUpdate) -> Iterator[Piece]:
    """The parts of the update that lie within its spans."""
    for y, first, last in update.spans:
        for end, (start, strip) in zip(update.chop_ends[y], update.chops[y].items(), strict=False):
            if strip is None or start >= last or end <= first:
                continue
            left, right = max(start, first), min(end, last)
            yield y, left, strip if (left, right) == (start, end) else strip.crop(left - start, right - start)


def _cells(strip: Strip) -> _Row | None:
    """The cells of a strip; None where one of its characters is not one cell wide."""
    styles: list[Style] = []
    for text, style, _ in strip:
        if not text.isascii() and not all(map(_is_single, text)):
            return None
        styles += [_without_effect(style, text)] * len(text)
    return _Row(strip.text, styles)


def _without_effect(style: Style | None, text: str) -> Style:
    """The style, or none where spaces look the same without it."""
    if style is None or (text.isspace() and not shows_on_spaces(style)):
        return _PLAIN
    return style


def shows_on_spaces(style: Style) -> bool:
    """Whether spaces in this style look different from plain ones."""
    background = style.bgcolor
    return bool(
        style.underline or style.reverse or style.strike or (background is not None and not background.is_default)
    )


class _Widths(dict[str, bool]):
    """Characters with whether they are one cell wide, by themselves and whatever stands beside them."""

    def __missing__(self, character: str) -> bool:
        return self.setdefault(character, cell_len(character) == 1 and cell_len("a" + character) == 2)


_is_single = _Widths().__getitem__


def _differences(text: str, styles: list[Style], new: _Row) -> Iterator[tuple[int, int]]:
    """The stretches (from, to) in which a row differs from a new one; those near one another are one."""
    if text == new.text and styles == new.styles:
        return
    changed = [
        at
        for at, (old, one, old_style, style) in enumerate(zip(text, new.text, styles, new.styles, strict=True))
        if old != one or (old_style is not style and old_style != style)
    ]
    first = last = changed[0]
    for at in changed:
        if at - last > _GAP:
            yield first, last + 1
            first = at
        last = at
    yield first, last + 1


def _rendered(row: _Row, first: int, last: int, console: Console) -> str:
    """The cells from `first` to before `last` as the terminal wants them."""
    pieces: Iterable[tuple[Style, Iterator[int]]] = groupby(range(first, last), row.styles.__getitem__)
    segments = []
    at = first
    for style, cells in pieces:
        length = sum(1 for _ in cells)
        segments.append(Segment(row.text[at : at + length], style))
        at += length
    return Strip(segments).render(console)


def _move(x: int, y: int) -> str:
    return f"\x1b[{y + 1};{x + 1}H"
