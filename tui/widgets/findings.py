"""The pane of findings: the text of one case, its mentions and matches."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from tui.present.findings import Stop, TextLine, lay_out, paint_line
from tui.present.styled import reflowed
from tui.widgets.pane import Pane
from tui.widgets.scrolling import Scroll

if TYPE_CHECKING:
    from store import CasePage, Entry, Field
    from tui.present.styled import Line


class FindingsPane(Pane):
    """Shows a `CasePage`; scrolls by lines; goes from stop to stop."""

    def __init__(self, *, id: str) -> None:
        super().__init__(2, "Findings", id=id)
        self.page: CasePage | None = None
        self.scroll = Scroll()
        """`top` is the first line shown; the cursor plays no part."""
        self.empty: tuple[Line, ...] = ()
        self.stops: tuple[Stop, ...] = ()
        self.stop: int | None = None
        """The stop that `n` is at."""
        self._what = ""
        self._entry: Entry | None = None
        self._matches: Mapping[Field, Sequence[tuple[int, int]]] = {}
        self._lines: list[TextLine] = []
        self._painted_width = -1

    # --- values in

    def show(self, page: CasePage | None, *, entry: Entry | None = None, top: int = 0) -> None:
        """Show another case (None: nothing) with what the notebook holds on it, from line `top` on."""
        self.page = page
        self._entry = entry
        self.stops, self.stop, self._what, self._matches = (), None, "", {}
        self.note = ""
        self._painted_width = -1
        self._lay_out()
        self.scroll = Scroll(len(self._lines), max(1, self.body_height)).with_top(top)
        self.touch()

    def renew(self, page: CasePage) -> None:
        """The same text, read anew: all stays where it is."""
        self.page = page
        self.touch()

    def show_entry(self, entry: Entry | None) -> None:
        """The notebook holds something else on the same case."""
        if entry == self._entry:
            return
        self._entry = entry
        self._painted_width = -1
        self.fit()
        self.touch()

    def set_stops(
        self, stops: Sequence[Stop], what: str, *, matches: bool, go: bool = True, marked: Sequence[Stop] = ()
    ) -> None:
        """What `n` goes through: `what` is "match" or "mention"; matches, or else `marked`, stay marked in the text."""
        self.stops, self.stop, self._what = tuple(stops), None, what
        found: dict[Field, list[tuple[int, int]]] = {}
        if matches:
            for stop in marked or stops:
                found.setdefault(stop.field, []).append((stop.start, stop.end))
        self._matches = found
        self.note = ""
        if go and stops:
            self.go_to_stop(0)
        self.touch()

    def go_to_stop(self, index: int) -> None:
        """Go to a stop and say which of how many it is."""
        if not self.stops:
            return
        self.stop = index % len(self.stops)
        self.note = f"{self._what} {self.stop + 1} of {len(self.stops)}"
        stop = self.stops[self.stop]
        for number, line in enumerate(self._lines):
            if line.field == stop.field and line.start <= stop.start < max(line.end, line.start + 1):
                if not self.scroll.top <= number < self.scroll.top + self.scroll.page:
                    self.scroll = self.scroll.with_top(number - self.scroll.page // 3)
                break
        self.touch()

    @property
    def current_stop(self) -> Stop | None:
        """The match or mention that `n` is at."""
        return self.stops[self.stop] if self.stop is not None and self.stops else None

    # --- moving

    def by_lines(self, lines: int) -> None:
        """Scroll."""
        self.scroll = self.scroll.with_top(self.scroll.top + lines)
        self.touch()

    def by_pages(self, pages: float) -> None:
        """Scroll by pages, two lines of the last one stay."""
        rows = round(self.scroll.page * pages)
        self.by_lines(rows - 2 if pages == 1 else rows + 2 if pages == -1 else rows)

    @property
    def at_end(self) -> bool:
        """Whether the last line is in view."""
        return self.scroll.top + self.scroll.page >= len(self._lines)

    # --- painting

    def heading(self) -> str:
        """The title with how far one has read."""
        if self.page is None or len(self._lines) <= self.scroll.page:
            return self.title
        percent = round(100 * min(1.0, (self.scroll.top + self.scroll.page) / len(self._lines)))
        return f"{self.title} {percent}%"

    def fit(self) -> None:
        """The text is laid out anew; what stands at the top stays, and the end where that is in view."""
        before, top, at_end = self._lines, self.scroll.top, self.at_end
        self._lay_out()
        scroll = Scroll(len(self._lines), max(1, self.body_height)).with_top(top)
        if before is not self._lines and top:
            scroll = scroll.with_top(len(self._lines) if at_end else self._top_as_in(before, top))
        self.scroll = scroll

    def _top_as_in(self, before: Sequence[TextLine], top: int) -> int:
        """The line that shows what stood at the top; a heading goes with the text below it."""
        below = next((number for number in range(top, len(before)) if before[number].field is not None), None)
        if below is None:
            return top
        anchor = before[below]
        for number, line in enumerate(self._lines):
            if line.field == anchor.field and line.end > anchor.start:
                return number - (below - top)
        return top

    def _lay_out(self) -> None:
        if self.page is None:
            self._lines = []
        elif self.body_width and self.body_width != self._painted_width:
            self._lines = lay_out(self.page, self.body_width, self._entry)
            self._painted_width = self.body_width

    def paint_body(self, width: int, height: int) -> list[Line]:
        """The lines in view."""
        if self.page is None:
            return reflowed(self.empty, width)
        self._lay_out()
        top = self.scroll.top
        current = self.current_stop
        return [paint_line(line, width, self.page, self._matches, current) for line in self._lines[top : top + height]]
