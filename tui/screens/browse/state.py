"""What all parts of the browse screen share: the widgets, the lanes, where one stands, and how to say something."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, ClassVar, TypeVar

from textual.screen import Screen
from textual.timer import Timer

from store import RoundsError
from tui.asking import Found, Request
from tui.commands import CASES, ENTITIES, FINDINGS, CannotActError, Command
from tui.trail import Trail
from tui.widgets.bars import Footer, Header
from tui.widgets.cases import CasesPane
from tui.widgets.entities import EntitiesPane
from tui.widgets.findings import FindingsPane
from tui.work import Awaited

if TYPE_CHECKING:
    from store import CasePage, Entry, Library, LibraryInfo, Marks, Notebook, Snapshot, Sort
    from tui.beginning import Beginning
    from tui.configuration import Configuration
    from tui.copies import Clip
    from tui.keymap import Keymap
    from tui.layers.layer import Layer
    from tui.shelf import Shelf
    from tui.widgets.pane import Pane
    from tui.widgets.tour import TourBar
    from tui.work import Lane

T = TypeVar("T")


class BrowseState(Screen[None]):
    """The base of the parts of the browse screen."""

    ORDER: ClassVar = (CASES, FINDINGS, ENTITIES)

    def __init_subclass__(cls, *, whole: bool = False) -> None:
        """Have Textual prepare the `whole` screen alone: its parts are many, and never made by themselves."""
        if whole:
            super().__init_subclass__()

    def __init__(
        self, shelf: Shelf, keymap: Keymap, beginning: Beginning, lane: Callable[[str], Lane[Library]]
    ) -> None:
        super().__init__()
        self.shelf = shelf
        self.beginning = beginning
        self.keymap = keymap
        self.header = Header(id="header")
        self.footer = Footer(id="footer")
        self.cases = CasesPane(id="cases")
        self.findings = FindingsPane(id="findings")
        self.entities = EntitiesPane(id="entities")
        self.searching = beginning.lane
        """Searches of cases and of entities: the newest one counts."""
        self.reading = lane("read")
        """The case under the cursor: the newest one counts."""
        self.finding = lane("find")
        """What the finder asks: the newest one counts."""
        self.fetching = lane("fetch")
        """Rows of lists, citations, facets: everything asked for is answered."""

        self.pane = CASES
        self.zoomed = False
        self.trail = Trail()
        self.found = Found(Request())
        self.asked: Request | None = Request()
        """The search whose answer is awaited; at first the one that the last session ended with."""
        self.asked_page: int | None = None
        """The case whose page is awaited."""
        self.keys_held_for = Awaited()
        """Answers that are awaited before any further key may act."""
        self.marks_on_the_way = Awaited()
        """Changes of marks that are shown and that the notebook has not answered yet."""
        self.marked: list[str] = []
        """Ids of the marked cases in the order of marking."""
        self.snapshot: Snapshot | None = None
        """What stands in the notebook now; None until it has been read."""
        self.drafts: dict[str, str] = {}
        """Case ids with what was typed as a note and is not written down in the notebook yet."""
        self.open_layers: list[Layer] = []
        self.clip: Clip | None = None
        """What was copied last."""
        self.last_copy = "vancouver"
        self.page_timer: Timer | None = None

    @property
    def configuration(self) -> Configuration:
        """What a person wants otherwise."""
        return self.app.configuration  # type: ignore[attr-defined,no-any-return]

    # --- where one stands

    @property
    def current_pane(self) -> Pane:
        """The pane that has the keys."""
        return {CASES: self.cases, FINDINGS: self.findings, ENTITIES: self.entities}[self.pane]

    @property
    def top_layer(self) -> Layer | None:
        """The layer that has the keys."""
        return self.open_layers[-1] if self.open_layers else None

    @property
    def page(self) -> CasePage | None:
        """The case that is being read."""
        return self.findings.page

    def case_number(self) -> int:
        """The document number of the case under the cursor; refuses where there is none."""
        number = self.cases.current
        if number is None:
            raise CannotActError("There is no case under the cursor.")
        return number

    def case_id(self) -> str:
        """The id of the case under the cursor; refuses where there is none."""
        row = self.cases.current_row
        if row is None:
            raise CannotActError("There is no case under the cursor.")
        return row.id

    def marks_for_queries(self) -> Marks | None:
        """What `is:marked` and the notebook's fields look up."""
        raise NotImplementedError

    # --- saying

    def say(self, text: str, role: str = "accent") -> None:
        """Say something in the footer."""
        self.footer.say(text, role)
        self.show_said()
        self.look_at_tour()

    def say_error(self, error: RoundsError) -> None:
        """Say what went wrong."""
        self.footer.say(str(error), "error")
        self.show_said()

    def key(self, name: str) -> str:
        """The first key of the command with this id, as people read it: for sentences that name a key."""
        return self.keymap.keys_of(name)

    @contextmanager
    def refusals_said(self) -> Iterator[None]:
        """What cannot be done says why."""
        try:
            yield
        except CannotActError as refusal:
            self.say(str(refusal), "warn")
        except RoundsError as error:
            self.say_error(error)

    # --- asking

    def fetch(self, work: Callable[[Library], T], done: Callable[[T], None]) -> None:
        """Ask for something that is answered in any case."""
        self.fetching.submit(work, done, self.say_error, replace=False)

    # --- between the parts

    def open_layer(self, layer: Layer) -> None:
        """Put a layer on top."""
        raise NotImplementedError

    tour_bar: TourBar | None = None
    """What is shown of the tour; None where none is under way."""

    def action_tour(self) -> None:
        """Begin the tour, or skip a step of it."""
        raise NotImplementedError

    def look_at_tour(self) -> None:
        """Something was done: the tour may go on."""
        raise NotImplementedError

    def leave_tour(self) -> bool:
        """End the tour where one is under way; whether there was one."""
        raise NotImplementedError

    def place(self) -> str:
        """Where keys are looked up now: a pane, a list, a field."""
        raise NotImplementedError

    def show_said(self) -> None:
        """What was said is shown as a whole."""
        raise NotImplementedError

    def show_chrome(self) -> None:
        """Header, footer and rules say what is in force."""
        raise NotImplementedError

    def search(self, request: Request) -> None:
        """Ask for another list of cases."""
        raise NotImplementedError

    def go_to_list(self, query: str, *, sort: Sort | None = None, follow: str | None = None) -> None:
        """Go to another list, as a new place of the trail."""
        raise NotImplementedError

    def want_page(self) -> None:
        """The cursor is on another case: its page is wanted."""
        raise NotImplementedError

    def set_pane(self, pane: str) -> None:
        """Give the keys to a pane."""
        raise NotImplementedError

    def copy_text(self, clip: Clip) -> None:
        """Send a text to the clipboard and say what is known of it."""
        raise NotImplementedError

    def remember_session(self) -> None:
        """What the next start should know has changed."""
        raise NotImplementedError

    def end_session(self) -> None:
        """The app ends: what is being typed is kept for the next start."""
        raise NotImplementedError

    def run_command_soon(self, command: Command) -> None:
        """Run a command that was chosen in a layer."""
        raise NotImplementedError

    def place_panes(self) -> None:
        """Which panes are shown, and how large."""
        raise NotImplementedError

    def targets(self) -> list[str]:
        """The cases that a command is for: the marked ones, else the one under the cursor."""
        raise NotImplementedError

    def show_marks(self) -> None:
        """Show which cases are marked."""
        raise NotImplementedError

    def action_mark_none(self) -> None:
        """Take all marks off."""
        raise NotImplementedError

    def draw_anew(self) -> None:
        """Draw everything anew."""
        raise NotImplementedError

    def kept_list_changed(self) -> None:
        """What the notebook says of cases is another thing: a list that asks for that may be another one."""
        raise NotImplementedError

    def greet(self) -> None:
        """What is said first of all."""
        raise NotImplementedError

    def refresh_list(self) -> None:
        """Ask for the present list again and stay where we are."""
        raise NotImplementedError

    library_is_readonly = False
    """Whether the library that is shown cannot be changed."""

    def keep(
        self,
        work: Callable[[Notebook], T],
        done: Callable[[T], None] | None = None,
        failed: Callable[[RoundsError], None] | None = None,
        *,
        holds_keys: bool = False,
        marks: bool = False,
    ) -> None:
        """Do something with the notebook, off the event loop."""
        raise NotImplementedError

    def step_back_or_forth(self, which: str) -> None:
        """Undo or redo (`which`) in the notebook."""
        raise NotImplementedError

    def delete_cases(self, ids: list[str], answer: str) -> None:
        """Delete cases from the library where the answer to the question was "yes"."""
        raise NotImplementedError

    def refresh_library(self) -> None:
        """The library may be another one, or hold other cases."""
        raise NotImplementedError

    def entry_of(self, page: CasePage | None) -> Entry | None:
        """What the notebook holds on a case."""
        raise NotImplementedError

    def offer_address(self, text: str, *, trusted: bool = True) -> None:
        """Open an address where a browser can be reached, show and copy it."""
        raise NotImplementedError

    def show_library(self, info: LibraryInfo) -> None:
        """Say in the header what the library is called."""
        raise NotImplementedError

    def replace_panes(self) -> None:
        """Which panes are shown, and how large."""
        raise NotImplementedError

    def show_all_mentions(self) -> None:
        """`n` goes through every mention of every entity."""
        raise NotImplementedError

    def show_mentions_of_current(self) -> None:
        """`n` goes through the mentions of the entity under the cursor."""
        raise NotImplementedError

    def run_action_named(self, name: str) -> None:
        """Do what a command does."""
        raise NotImplementedError

    def run_aside(self, work: Callable[[], T], done: Callable[[T], None]) -> None:
        """Run `work` in a thread, then `done` on the event loop."""
        raise NotImplementedError

    def write_to_terminal(self, data: bytes) -> None:
        """Send bytes that are no picture to the terminal."""
        raise NotImplementedError

    def mark_as_read(self) -> None:
        """The findings of the case are being read."""
        raise NotImplementedError
