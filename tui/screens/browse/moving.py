"""Moving: in a pane, between panes, from match to match."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.commands import CASES, ENTITIES, FINDINGS, CannotActError
from tui.screens.browse.state import BrowseState

if TYPE_CHECKING:
    from collections.abc import Callable

    from tui.widgets.pane import Pane
    from tui.widgets.scrolling import Scroll


_FAR = 1 << 40
"""Rows to the end of any list."""


class Moving(BrowseState):
    """Cursor keys, pages, panes and the mouse."""

    # --- in a pane

    def action_move(self, rows: int) -> None:
        """Move by rows (in the findings: scroll by lines)."""
        self._move(rows, lambda scroll: scroll.moved(rows), lambda: self.findings.by_lines(rows))

    def action_page(self, pages: float) -> None:
        """Move by pages or parts of one."""
        self._move(pages, lambda scroll: scroll.paged(pages), lambda: self.findings.by_pages(pages))

    def action_move_to_end(self, end: int) -> None:
        """Go to the first or the last row."""
        far = end * _FAR
        self._move(end, lambda scroll: scroll.moved(far), lambda: self.findings.by_lines(far))

    def _move(self, way: float, moved: Callable[[Scroll], Scroll], scroll_text: Callable[[], None]) -> None:
        """Move in the pane in force; where that leads nowhere, say so."""
        before = self._standing()
        if self.pane == CASES:
            self._go(moved(self.cases.scroll))
        elif self.pane == ENTITIES:
            self.entities.go(moved(self.entities.scroll))
            self.show_chrome()
        else:
            scroll_text()
        if self._standing() == before:
            self.say(self._why_not_further(way), "dim")

    def _standing(self) -> tuple[int, int]:
        scrolls = {CASES: self.cases.scroll, FINDINGS: self.findings.scroll, ENTITIES: self.entities.scroll}
        return scrolls[self.pane].cursor, scrolls[self.pane].top

    def _why_not_further(self, way: float) -> str:
        if self.pane == CASES:
            if not self.cases.numbers:
                return "There are no cases here."
            return "This is the last case." if way > 0 else "This is the first case."
        if self.page is None:
            return "There is no case here."
        if self.pane == ENTITIES:
            return "This is the last entity." if way > 0 else "This is the first entity."
        return "This is the end." if way > 0 else "This is the beginning."

    def _go(self, scroll: Scroll) -> None:
        if self.cases.go(scroll):
            self.want_page()
            self.show_chrome()

    # --- between panes

    def action_pane(self, step: int) -> None:
        """Go to the next pane on the left or right, around the end."""
        self.set_pane(self.ORDER[(self.ORDER.index(self.pane) + step) % len(self.ORDER)])

    def action_go_to_pane(self, pane: str) -> None:
        """Go to a pane."""
        if pane == self.pane:
            self.say(f"{self.current_pane.title} has the keys already.", "dim")
        self.set_pane(pane)

    def set_pane(self, pane: str) -> None:
        """Give the keys to a pane."""
        self.pane = pane
        for number, name in enumerate(self.ORDER):
            widget = (self.cases, self.findings, self.entities)[number]
            widget.active = name == pane
            widget.left_active = number > 0 and self.ORDER[number - 1] == pane
            widget.touch()
        self.replace_panes()
        if pane == FINDINGS:
            self.mark_as_read()
        self.show_chrome()

    def action_zoom(self) -> None:
        """Give the pane the whole screen, or take it back."""
        self.zoomed = not self.zoomed
        self.replace_panes()
        self.show_chrome()

    # --- matches and mentions

    def action_next_match(self, step: int) -> None:
        """Go to the next or previous match or mention in the findings."""
        findings = self.findings
        if self.page is None:
            raise CannotActError("There is no case to look through.")
        if self.pane == ENTITIES:
            self.show_mentions_of_current()
        elif not findings.stops:
            self.show_all_mentions()
        if not findings.stops:
            raise CannotActError("The text here names none of its entities.")
        stop = findings.stop
        findings.go_to_stop((0 if step > 0 else -1) if stop is None else stop + step)
        self.show_chrome()
        self.say(findings.note)

    # --- the mouse

    def on_pane_clicked(self, event: Pane.Clicked) -> None:
        """A click goes there, two open."""
        name = event.pane.id or CASES
        if self.top_layer is not None:
            return
        self.set_pane(name)
        if event.y < 0:
            return
        if name == CASES and self.cases.numbers:
            index = self.cases.index_at(event.y)
            if index < len(self.cases.numbers):
                self._go(self.cases.scroll.at(index))
        elif name == ENTITIES:
            row = self.entities.index_at(event.y)
            if row is not None:
                self.entities.go(self.entities.scroll.at(row))
                self.show_chrome()
        if event.twice and name != FINDINGS:
            self.run_action_named("open_case" if name == CASES else "open_entity")

    def on_pane_wheeled(self, event: Pane.Wheeled) -> None:
        """The wheel moves the pane under the pointer without giving it the keys."""
        if self.top_layer is not None:
            return
        if event.pane is self.findings:
            self.findings.by_lines(event.lines)
        elif event.pane is self.cases:
            self._go(self.cases.scroll.moved(event.lines // 3))
        else:
            self.entities.go(self.entities.scroll.moved(event.lines // 3))
            self.show_chrome()
