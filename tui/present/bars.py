"""The line above the panes and the line below them."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len

from tui.present.styled import Line, Span, fit, spread

Fact = tuple[str, ...]
"""Something that the header tells, in as many wordings as there are, the longest first."""


def header_line(left: Sequence[Span], facts: Sequence[Fact], width: int) -> Line:
    """What is shown on the left; facts on the right, as many of them whole as fit, in the longest wording that does."""
    room = width - 4 - min(sum(cell_len(text) for text, _ in left), width * 2 // 3)
    shown: list[str] = []
    for fact in facts:
        fitting = next((wording for wording in fact if cell_len(" · ".join([*shown, wording])) <= room), None)
        if fitting is not None:
            shown.append(fitting)
    return ((" ", ""), *spread(tuple(left), ((" · ".join(shown), "dim"),) if shown else (), width - 2))


def footer_line(hints: Sequence[tuple[str, str]], said: str, said_role: str, width: int) -> Line:
    """What was said last, and whole hints only, as many as fit beside it: a long one hides none that follow."""
    said = fit(said, room_for_said(width))
    room = width - 2 - (cell_len(said) + 2 if said else 0)
    spans: list[Span] = []
    used = 0
    for key, text in hints:
        size = cell_len(key) + 1 + cell_len(text) + (2 if spans else 0)
        if used + size > room:
            continue
        spans += [("  ", "")] if spans else []
        spans += [(key, "key"), (f" {text}", "dim")]
        used += size
    return ((" ", ""), *spread(tuple(spans), ((said, said_role),) if said else (), width - 2))


def room_for_said(width: int) -> int:
    """The longest sentence, in cells, that the line has room for."""
    return width - 4


def bottom_rule(width: int, joints: Sequence[int]) -> Line:
    """The rule below the panes with a joint under every edge."""
    characters = ["─"] * width
    for column in joints:
        if 0 <= column < width:
            characters[column] = "┴"
    return (("".join(characters), "rule"),)
