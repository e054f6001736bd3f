"""What the first frame shows: read in a lane before Textual is loaded, or beside that where the disk is slow.

Where a person left off stands in the notebook; from that follow the list and the case under the cursor. All of it is
handed to the screen at once, so that it is drawn once.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from msgspec import Struct, field

from store import Library, RoundsError, read_page
from tui.asking import Found, Request, find_cases
from tui.trail import Place
from tui.work import Lane

if TYPE_CHECKING:
    from store import CasePage, LibraryInfo, Snapshot
    from tui.shelf import Shelf

_PATIENCE = 0.1
"""Seconds for which loading Textual, and then the first frame waits: what comes later is drawn in a second one."""


class First(Struct, frozen=True):
    """What was read for the first frame."""

    session: Mapping[str, Any] = field(default_factory=dict)
    """What the app wrote down of the last session."""
    found: Found | None = None
    """None where the list of the last session cannot be had any more."""
    page: CasePage | None = None
    snapshot: Snapshot | None = None
    """What stands in the notebook; None where there is none."""
    info: LibraryInfo | None = None
    problem: RoundsError | None = None
    """Why the notebook cannot be read."""


class Beginning:
    """Reads for the first frame, in the lane that searches from then on."""

    def __init__(self, shelf: Shelf, *, resumes: bool = True) -> None:
        """Unless it `resumes`, all cases are read and not what was looked at last."""
        self.shelf = shelf
        self._resumes = resumes
        self._first: First | None = None
        self._error: RoundsError | None = None
        self._is_read = threading.Event()
        self._taken: Callable[[First], None] | None = None
        self._refused: Callable[[RoundsError], None] | None = None
        self.lane: Lane[Library] = Lane("search", shelf.open, interrupt=Library.interrupt)
        self.lane.submit(self._read, lambda _: self._hand_on(), self._fail)

    def wait(self) -> None:
        """Wait until all is read, but only for a moment.

        Two threads that compute hinder each other: side by side, reading and loading Textual take a fifth longer.
        """
        self._is_read.wait(_PATIENCE)

    def then(self, taken: Callable[[First], None], refused: Callable[[RoundsError], None]) -> None:
        """Hand on what was read, or why there is no library: now where it is here or nearly so, else when it is."""
        self._taken, self._refused = taken, refused
        self.wait()
        self._hand_on()

    def _hand_on(self) -> None:
        if self._taken is None or self._refused is None or (self._first is None and self._error is None):
            return
        taken, refused, self._taken = self._taken, self._refused, None
        if self._error is not None:
            refused(self._error)
        elif self._first is not None:
            taken(self._first)

    def _fail(self, error: RoundsError) -> None:
        self._error = error
        self._hand_on()

    # --- in the lane

    def _read(self, library: Library) -> None:
        session, snapshot, problem = self._last_session()
        found, page = None, None
        try:
            found = find_cases(library, request_of(place_of(session) if self._resumes else Place()), snapshot)
            kept = found.keep is not None and found.keep in found.numbers
            number = found.keep if kept else next(iter(found.numbers), None)
            page = read_page(library, number) if number is not None else None
        except RoundsError:  # the screen asks again, and says what there is to say
            pass
        self._first = First(session, found, page, snapshot, library.info, problem)
        self._is_read.set()

    def _last_session(self) -> tuple[Mapping[str, Any], Snapshot | None, RoundsError | None]:
        if not self.shelf.notebook_path.exists():
            return {}, None, None
        try:
            with self.shelf.open_notebook() as notebook:
                session = notebook.session
                last = {**(session.get("app") or {}), "place": session.get(place_name(self.shelf))}
                return last, notebook.snapshot(), None
        except RoundsError as error:
            return {}, None, error


def place_name(shelf: Shelf) -> str:
    """Under which name the session of a person knows where one was in the library that is shown."""
    return f"place {shelf.shown}"


def place_of(session: Mapping[str, Any]) -> Place:
    """Where the last session ended; the place of a first one where another version wrote that down differently."""
    try:
        return Place(**session["place"]) if session.get("place") else Place()
    except TypeError:
        return Place()


def request_of(place: Place) -> Request:
    """The list that is shown at a place."""
    return Request(place.query, place.sort, place.reverse, keep=place.case_id)
