"""What is sent of a change of the screen."""

from __future__ import annotations

import io
import random

import pyte
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console
from rich.segment import Segment
from rich.style import Style
from textual._compositor import ChopsUpdate, CompositorUpdate, LayoutUpdate
from textual.geometry import Region
from textual.strip import Strip

from tui.app import RoundsApp
from tui.sparing import Picture

_PANES = (0, 7, 16)
_ENDS = (7, 16, 24)
_WIDTH, _ROWS = 24, 3
_STYLES = [Style(), Style(bold=True), Style.parse("red on blue"), Style(underline=True), Style.parse("dim")]

Cells = list[tuple[str, int]]


def _console() -> Console:
    return Console(file=io.StringIO(), force_terminal=True, color_system="truecolor", width=_WIDTH)


def _strip(cells: Cells) -> Strip:
    return Strip([Segment(text, _STYLES[style]) for text, style in cells])


def _chops(rows: list[Cells]) -> list[dict[int, Strip | None]]:
    return [{start: _strip(row[start:end]) for start, end in zip(_PANES, _ENDS, strict=True)} for row in rows]


def _layout(rows: list[Cells]) -> LayoutUpdate:
    return LayoutUpdate([[_strip(row)] for row in rows], Region(0, 0, _WIDTH, _ROWS))


class _Terminal:
    """A terminal that is shown updates as the app shows them."""

    def __init__(self) -> None:
        self._screen = pyte.Screen(_WIDTH, _ROWS)
        self._stream = pyte.Stream(self._screen)
        self.picture = Picture()

    def show(self, update: CompositorUpdate) -> int:
        """Show it; how many characters that took."""
        sent = self.picture.change(update, _console()).text
        self._stream.feed(sent)
        return len(sent)

    def cells(self) -> list[list[object]]:
        """What stands there, spaces without the colour of a text."""
        return [
            [
                one._replace(fg="") if one.data == " " else one
                for one in (self._screen.buffer[y][x] for x in range(_WIDTH))
            ]
            for y in range(_ROWS)
        ]


_cell = st.tuples(st.sampled_from("ab  é"), st.integers(0, len(_STYLES) - 1))
_rows = st.lists(st.lists(_cell, min_size=_WIDTH, max_size=_WIDTH), min_size=_ROWS, max_size=_ROWS)
_spans = st.lists(st.tuples(st.integers(0, _ROWS - 1), st.integers(0, _WIDTH - 1), st.integers(1, _WIDTH)), max_size=4)


@given(st.lists(st.tuples(_rows, _spans), min_size=2, max_size=5))
def test_the_terminal_shows_what_was_painted(pictures: list[tuple[list[Cells], list[tuple[int, int, int]]]]) -> None:
    """Whole screens and parts of them, one after another, stand there as if they had been sent whole."""
    sparing = _Terminal()
    painted = pictures[0][0]
    sparing.show(_layout(painted))
    for rows, spans in pictures[1:]:
        if spans:
            parts = sorted((y, x, min(_WIDTH, x + length)) for y, x, length in spans)
            sparing.show(ChopsUpdate(_chops(rows), parts, [list(_ENDS)] * _ROWS))
            painted = [list(row) for row in painted]
            for y, first, last in parts:
                painted[y][first:last] = rows[y][first:last]
        else:
            sparing.show(_layout(rows))
            painted = rows
    whole = _Terminal()
    whole.show(_layout(painted))

    assert whole.cells() == sparing.cells()


def test_only_what_differs_is_sent() -> None:
    """The same again costs nothing, one sign costs that sign and a move of the cursor, whatever was painted for it."""
    rows: list[Cells] = [[("-", 1)] * _WIDTH for _ in range(_ROWS)]
    terminal = _Terminal()
    terminal.show(_layout(rows))
    rows[1] = [*rows[1][:21], ("5", 1), *rows[1][22:]]
    sent = terminal.picture.change(_layout(rows), _console()).text

    assert sent == "\x1b[2;22H\x1b[1m5\x1b[0m"
    assert terminal.show(_layout(rows)) == 0


def test_characters_of_doubtful_width_are_sent_with_their_rows() -> None:
    """Terminals differ on how wide they are, so that nothing beside them is left standing."""
    strange: list[Cells] = [[("a", 0)] * (_WIDTH - 2) + [("字", 0)], *([("a", 0)] * _WIDTH for _ in range(_ROWS - 1))]
    plain: list[Cells] = [[("a", 0)] * _WIDTH for _ in range(_ROWS)]
    terminal = _Terminal()
    terminal.show(_layout(strange))

    assert terminal.picture.change(_layout(plain), _console()).text == "\x1b[1;1H" + "a" * _WIDTH


def test_what_was_forgotten_is_sent_again() -> None:
    """After another program has used the terminal, it is cleared and sent whole."""
    rows: list[Cells] = [[("a", 0)] * _WIDTH for _ in range(_ROWS)]
    terminal = _Terminal()
    first = terminal.show(_layout(rows))
    terminal.picture.forget()

    assert first == terminal.show(_layout(rows)) > _WIDTH * _ROWS


_KEYS = ["j", "k", "2", "3", "1", "z", "n", "e", "F", "g", "G", "p", "slash", "t", "u", "m", "colon", "question_mark"]
_KEYS += ["pagedown", "enter", "escape", "left_square_bracket"]
_SIZES = [(80, 24), (120, 40), (40, 12), (100, 30)]


@pytest.mark.parametrize("seed", range(4))
async def test_the_terminal_follows_the_app(tour, monkeypatch: pytest.MonkeyPatch, seed: int) -> None:
    """After any layers, searches, moves and new sizes the terminal shows what the app paints."""
    terminal = pyte.Screen(120, 40)
    stream = pyte.Stream(terminal)

    def display(app: RoundsApp, screen: object, update: CompositorUpdate | None) -> None:
        if update is not None and not app._batch_count:
            stream.feed(app.picture.change(update, app.console).text)

    monkeypatch.setattr(RoundsApp, "_display", display)
    chance = random.Random(seed)
    async with tour() as person:
        for _ in range(12):
            await person.press(*chance.choices(_KEYS, k=4))
            if chance.random() < 0.4:
                width, height = chance.choice(_SIZES)
                terminal.resize(height, width)
                await person.resize(width, height)

            assert person.lines == [row.rstrip() for row in terminal.display]
