"""The step of the tour that one is at: lines above the footer, which take no key away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len

from tui.present.styled import fit, wrap
from tui.widgets.surface import Surface

if TYPE_CHECKING:
    from tui.present.styled import Line

ONE_LINE_FROM = 76
"""From this many columns on a step needs one line."""


class TourBar(Surface):
    """A rule that says which step it is and how to go on or leave, and what to press."""

    def __init__(self) -> None:
        super().__init__(id="tour")
        self.heading = ""
        self.footing = ""
        self.text = ""

    @staticmethod
    def rows(width: int) -> int:
        """How many lines it takes on a screen of this width."""
        return 2 if width >= ONE_LINE_FROM else 3

    def paint(self, width: int, height: int) -> list[Line]:
        """The rule, then the text."""
        heading, footing = fit(self.heading, width - 4), self.footing
        rule = width - cell_len(heading) - cell_len(footing) - 7
        if rule < 1:
            footing, rule = "", width - cell_len(heading) - 4
        top: Line = (("━ ", "rule.focus"), (heading, "head"), (" " + "━" * max(0, rule), "rule.focus"))
        if footing:
            top = (*top, (f" {footing}", "dim"), (" ━━", "rule.focus"))
        return [top, *(((" ", ""), (self.text[start:end], "title")) for start, end in wrap(self.text, width - 2))]
