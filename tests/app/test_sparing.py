"""What is sent of a change of the screen."""

from __future__ import annotations

import io

import pyte
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console
from rich.segment import Segment
from rich.style import Style
from textual._compositor import ChopsUpdate
from textual.strip import Strip

from tui.sparing import SparingUpdate

_PANES = (0, 7, 16)
_WIDTH = 24
_ROWS = 3


def _console() -> Console:
    return Console(file=io.StringIO(), force_terminal=True, color_system="truecolor", width=_WIDTH)


def _update(texts: list[str], spans: list[tuple[int, int, int]]) -> ChopsUpdate:
    ends = [*_PANES[1:], _WIDTH]
    style = Style(bold=True)
    chops = [
        {start: Strip([Segment(text[start:end], style)]) for start, end in zip(_PANES, ends, strict=True)}
        for text in texts
    ]
    return ChopsUpdate(chops, spans, [ends for _ in texts])


def _shown(*sent: str) -> list[str]:
    screen = pyte.Screen(_WIDTH, _ROWS)
    stream = pyte.Stream(screen)
    for text in sent:
        stream.feed(text)
    return list(screen.display)


_row = st.text("ab ", min_size=_WIDTH, max_size=_WIDTH)


@given(st.lists(st.tuples(_row, _row), min_size=_ROWS, max_size=_ROWS))
def test_a_sparing_update_shows_what_the_whole_one_shows(rows: list[tuple[str, str]]) -> None:
    """Whatever changes in whichever panes, the screen is the same afterwards, for no more bytes."""
    before, after = [row[0] for row in rows], [row[1] for row in rows]
    spans = []
    for y, (old, new) in enumerate(rows):
        places = [x for x in range(_WIDTH) if old[x] != new[x]]
        if places:
            spans.append((y, places[0], places[-1] + 1))
    if not spans:
        return
    everything = [(y, 0, _WIDTH) for y in range(_ROWS)]
    first = _update(before, everything).render_segments(_console()).replace("\n", "")
    whole = _update(after, spans)
    sparing = SparingUpdate.of(whole).render_segments(_console())

    assert _shown(first, sparing) == after
    assert len(sparing) <= len(whole.render_segments(_console()))


def test_only_the_changed_stretch_is_sent() -> None:
    """A sign at the end of a long row costs that sign and a move of the cursor."""
    update = SparingUpdate.of(_update(["-" * _WIDTH, "-" * 21 + "5--", "-" * _WIDTH], [(1, 21, 22)]))

    assert update.render_segments(_console()) == "\x1b[2;22H\x1b[1m5\x1b[0m"
