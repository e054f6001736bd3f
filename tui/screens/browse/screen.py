"""The browse screen put together: its layout, and what header and footer say."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from textual import events
from textual.app import ComposeResult
from textual.geometry import Offset
from textual.message import Message
from textual.widget import Widget

from tui import layers
from tui.commands import CASES, ENTITIES, FINDINGS
from tui.present.styled import fit
from tui.screens.browse.copying import Copying
from tui.screens.browse.files import Files
from tui.screens.browse.helping import Helping
from tui.screens.browse.layout import Arrangement, arrange
from tui.screens.browse.library import Watching
from tui.screens.browse.moving import Moving
from tui.screens.browse.notebook import Notebooking
from tui.screens.browse.pairs import Pairs
from tui.screens.browse.pressing import Pressing
from tui.screens.browse.touring import Touring
from tui.wording import counted

if TYPE_CHECKING:
    from store import Library, Marks, Notebook
    from tui.beginning import Beginning
    from tui.keymap import Keymap
    from tui.present.bars import Fact
    from tui.present.styled import Span
    from tui.shelf import Shelf
    from tui.work import Lane

T = TypeVar("T")
_NAMING = 60
"""From so many columns on the footer says what would be copied."""


class BrowseScreen(Pressing, Moving, Pairs, Copying, Notebooking, Files, Watching, Helping, Touring, whole=True):
    """Three panes and the layers above them."""

    def __init__(
        self,
        shelf: Shelf,
        keymap: Keymap,
        beginning: Beginning,
        lane: Callable[[str], Lane[Library]],
        notebook_lane: Callable[[], Lane[Notebook]],
    ) -> None:
        super().__init__(shelf, keymap, beginning, lane)
        self.keeping = notebook_lane()
        self.panes = Widget(self.cases, self.findings, self.entities, id="panes")
        self.arrangement = Arrangement()

    def compose(self) -> ComposeResult:
        """Header, panes, footer."""
        self.cases.columns = self.configuration.columns
        self.entities.kinds = self.configuration.kinds
        self.place_panes()  # before the first layout, so that nothing is drawn twice
        yield self.header
        yield self.panes
        yield self.footer

    def on_mount(self) -> None:
        """Show what has been read by now; the first frame waits for it but a moment."""
        self.set_pane(self.pane)
        self.begin()

    def warm_up(self) -> None:
        """Watch the library; load what the first keys may ask for, in lanes: layers, and what cases are read from."""
        self.watch_library()
        self.fetch(lambda _: layers.load_all(), lambda _: None)
        self.reading.submit(lambda _: None, lambda _: None, lambda _: None, replace=False)

    async def _dispatch_message(self, message: Message) -> None:
        """A fault in a timer, in painting, under the mouse costs that alone."""
        try:
            await super()._dispatch_message(message)
        except Exception as error:
            if not self.app.survives(error):  # type: ignore[attr-defined]
                raise

    # --- layout

    def on_resize(self, event: events.Resize) -> None:
        """Another size, or the same again: panes side by side, stacked, or one."""
        if event.size == self.size and self.app.picture.is_doubtful:  # type: ignore[attr-defined]
            self.refresh()  # Textual finds nothing to paint
        self.place_panes()
        for layer in self.open_layers:
            self.put_layer(layer)
        self.show_chrome()

    def place_panes(self) -> None:
        """Place the panes."""
        width, height = self.app.size
        if self.tour_bar is not None:
            self.tour_bar.styles.height = self.tour_bar.rows(width)
            height -= self.tour_bar.rows(width)
        arrangement = arrange(width, height, self.pane, zoomed=self.zoomed)
        if arrangement == self.arrangement:
            return
        self.arrangement = arrangement
        panes = self.panes
        panes.styles.layout = "horizontal" if arrangement.side_by_side else "vertical"
        self.footer.styles.height = arrangement.footer
        for name, widget in ((CASES, self.cases), (FINDINGS, self.findings), (ENTITIES, self.entities)):
            place = arrangement.panes.get(name)
            widget.display = place is not None
            if place is not None:
                widget.styles.width, widget.styles.height = place.width, place.height
                widget.edge = place.edge
        self.footer.joints = arrangement.joints

    def replace_panes(self) -> None:
        """The pane in force decides who gets how much room."""
        if self.is_mounted and self.size.width:
            self.place_panes()

    # --- header and footer

    def show_chrome(self) -> None:
        """Header, footer and rules say what is in force."""
        if not self.is_attached:
            return
        self.header.left = self._headline()
        self.header.facts = self._facts()
        self.header.touch()
        self.footer.hints = self._hints()
        self.footer.touch()
        self.show_said()
        self.cases.note = self._position()
        self.current_pane.touch()
        self.cases.touch()
        self.look_at_tour()

    def _headline(self) -> tuple[Span, ...]:
        words = self.found.words if self.found.request.query.strip() else "all cases"
        return (("Rounds", "head"), ("  ", ""), (words, ""))

    def _facts(self) -> list[Fact]:
        found = self.found
        facts: list[Fact] = []
        if self.asked is not None:
            facts.append(("searching …",))
        facts.append((counted(found.total, "case"),))
        if self.library_is_readonly:
            facts.append(self.library_words)
        facts.append((self.sort_words(),))
        if found.looked is not None and found.looked.looked < found.looked.of:
            looked, of = f"{found.looked.looked:,}", f"{found.looked.of:,}"
            doing = "reading:" if found.looked.unfinished else "in the"
            facts.append((f"{doing} newest {looked} of {of}", f"of {looked}/{of} read"))
        if self.marked:
            facts.append((f"{len(self.marked):,} marked",))
        if "year:" in found.request.query and found.undated:
            facts.append((f"{found.undated:,} have no date",))
        if self.library_words and not self.library_is_readonly:
            facts.append(self.library_words)
        return facts

    def _hints(self) -> list[tuple[str, str]]:
        if self.top_layer is not None:
            return []
        place, acts = self.place(), self._what_acts()
        hints = list(self.keymap.hints(place, acts))
        if place == ENTITIES and self.entities.current is not None:
            name = f" {fit(self.entities.current.name, 16)}" if self.app.size.width >= _NAMING else ""
            hints.insert(1, ("y", f"copy{name}"))
        elif place in (CASES, FINDINGS) and acts["open.findings"]:
            hints.insert(1, ("y", "copy"))
        return hints

    def _what_acts(self) -> dict[str, bool]:
        """Which commands that the footer offers can act here and now, of those that cannot always."""
        case = self.cases.current is not None
        entity = self.pane == ENTITIES and self.entities.current is not None
        return {
            "open.findings": case,
            "mark": case,
            "open.fulltext": case,
            "field.complete": self.filter_field is not None,
            "find.text": self.page is not None,
            "find.next": self.pane == FINDINGS and self.page is not None,
            "open.mention": self.findings.current_stop is not None,
            "open.entity": entity,
            "pairs": entity or self.found.paired,
            "narrow": entity,
            "exclude": entity,
            "trail.back": self.trail.at > 0,
        }

    def _position(self) -> str:
        total = len(self.cases.numbers)
        return f"{self.cases.scroll.cursor + 1:,} of {total:,}" if total > self.cases.scroll.page else ""

    def action_status(self) -> None:
        """Say where one stands: which case of how many, found by what, in which order."""
        scroll = self.cases.scroll
        place = f"case {scroll.cursor + 1:,} of {scroll.count:,}" if scroll.count else "no case"
        self.say(" · ".join((place, self.found.words or "all cases", self.sort_words())))

    def put_cursor(self) -> None:
        """The hardware cursor is to stand on the current row or in the field, for screen readers and magnifiers."""
        if self.top_layer is not None:
            self.app.cursor_position = self.top_layer.cursor_place
            return
        if self.header.field is not None:
            self.app.cursor_position = Offset(2 + self.header.field.column(self.size.width), 0)
            return
        pane = self.current_pane
        row = 1
        if pane is self.cases:
            row += (self.cases.scroll.cursor - self.cases.scroll.top) * self.cases.row_height
        elif pane is self.entities:
            row += self.entities.scroll.cursor - self.entities.scroll.top
        self.app.cursor_position = Offset(pane.region.x + (1 if pane.edge else 0), pane.region.y + row)

    # --- the app around it

    def write_to_terminal(self, data: bytes) -> None:
        """Send bytes that are no picture (OSC 52) to the terminal, between frames."""
        self.app.write_bytes(data)  # type: ignore[attr-defined]

    def run_aside(self, work: Callable[[], T], done: Callable[[T], None]) -> None:
        """Run `work` in a thread, then `done` on the event loop."""

        async def aside() -> None:
            done(await asyncio.to_thread(work))

        self.run_worker(aside(), exclusive=False)

    def marks_for_queries(self) -> Marks | None:
        """What `is:marked` and the notebook's fields look up."""
        return self.notebook_marks()

    @property
    def is_settled(self) -> bool:
        """Whether everything that was asked for is shown."""
        lanes = (self.searching, self.reading, self.fetching, self.finding, self.keeping)
        waiting = (
            bool(self.keys_held_for) or self.asked is not None or self.asked_page is not None or self.chord is not None
        )
        return (
            not waiting
            and not any(lane.is_busy for lane in lanes)
            and (self.top_layer is None or self.top_layer.settled)
        )
