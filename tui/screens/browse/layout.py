"""Where the panes stand: side by side, stacked, or one at a time. Pure arithmetic on the size of the terminal."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct, field

from tui.commands import CASES, ENTITIES, FINDINGS

WIDE, STACKED = 110, 60
"""From this many columns on the panes stand side by side, or above one another."""
_STACKED_ROWS = 17
"""Fewer rows than this hold one pane at a time."""


class PanePlace(Struct, frozen=True):
    """The size of a pane in cells, and whether it has an edge on its left."""

    width: int
    height: int
    edge: bool = False


class Arrangement(Struct, frozen=True):
    """The panes that are shown with their sizes."""

    panes: Mapping[str, PanePlace] = field(default_factory=dict)
    side_by_side: bool = True
    footer: int = 1
    """Lines of the footer: 2 with the rule above it."""
    joints: tuple[int, ...] = ()
    """Columns of the edges, for the joints in the lower rule."""


def arrange(width: int, height: int, active: str, *, zoomed: bool = False) -> Arrangement:
    """The arrangement for a terminal of this size with `active` as the pane that has the keys."""
    if zoomed or width < STACKED or (width < WIDE and height < _STACKED_ROWS):
        return Arrangement({active: PanePlace(width, max(1, height - 2))})
    if width >= WIDE:
        footer = 2 if height >= 20 else 1
        cases = max(38, min(64, width * 35 // 100))
        entities = max(29, min(46, width * 245 // 1000))
        rows = height - 1 - footer
        places = {
            CASES: PanePlace(cases, rows),
            FINDINGS: PanePlace(width - cases - entities, rows, edge=True),
            ENTITIES: PanePlace(entities, rows, edge=True),
        }
        return Arrangement(places, True, footer, (cases, width - entities))
    rows = height - 2
    least = {CASES: max(4, rows * 26 // 100), FINDINGS: max(5, rows * 34 // 100), ENTITIES: max(4, rows * 22 // 100)}
    rest = rows - sum(least.values())
    least[FINDINGS] += rest if active == FINDINGS else rest * 2 // 5
    least[active] += 0 if active == FINDINGS else rest - rest * 2 // 5
    return Arrangement({name: PanePlace(width, lines) for name, lines in least.items()}, False)
