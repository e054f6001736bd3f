"""The notebook in the app: a lane of its own does what is asked, and every answer brings the notebook's new state."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from msgspec.structs import asdict

from store import RoundsError, clean_line, named_library, shorten
from tui.asking import asks_notebook
from tui.beginning import place_name, place_of, request_of
from tui.screens.browse.keeping import Keeping
from tui.screens.browse.marking import Marking
from tui.screens.browse.noting import Noting
from tui.screens.browse.places import SavedPlaces
from tui.themes import NAMES
from tui.trail import Place, Trail
from tui.wording import counted

if TYPE_CHECKING:
    from store import CasePage, Entry, Marks, Notebook, Snapshot, Step
    from tui.beginning import First
    from tui.work import Lane

T = TypeVar("T")
_WIDE_GREETING = 80
_LONGEST_NAME = 30


def _said_of(what: str, which: str) -> str:
    """That something was undone, or done again; what was undone before comes back by undoing that."""
    if what.startswith("undo "):
        again = "back again" if which == "undo" else "undone again"
        return f"{again}: {what.removeprefix('undo ').removeprefix('“').removesuffix('”')}"
    return f"{'undone' if which == 'undo' else 'done again'}: {what}"


def _nothing_kept() -> Snapshot:
    from store import Snapshot  # noqa: PLC0415 -- the first frame needs none

    return Snapshot()


class Notebooking(Marking, Keeping, Noting, SavedPlaces):
    """Asks the notebook, and shows what it says."""

    keeping: Lane[Notebook]

    # --- asking

    def keep(
        self,
        work: Callable[[Notebook], T],
        done: Callable[[T], None] | None = None,
        failed: Callable[[RoundsError], None] | None = None,
        *,
        holds_keys: bool = False,
        marks: bool = False,
    ) -> None:
        """Do something with the notebook, off the event loop, then show its new state.

        With `holds_keys` what is typed meanwhile waits: it is meant for what the answer opens. With `marks` it is a
        change of marks that is shown already.
        """
        kinds = ((self.keys_held_for, holds_keys), (self.marks_on_the_way, marks))
        answered = [awaited.one() for awaited, wanted in kinds if wanted]

        def both(notebook: Notebook) -> tuple[T, Snapshot]:
            answer = work(notebook)
            return answer, notebook.snapshot()

        def taken(answer: tuple[T, Snapshot]) -> None:
            for come in answered:
                come()
            self._take_snapshot(answer[1])
            if done is not None:
                done(answer[0])

        def refused(error: RoundsError) -> None:
            for come in answered:
                come()
            self._marks_are_as_kept()
            (failed or self.say_error)(error)

        self.keeping.submit(both, taken, refused, replace=False)

    def give_up_waiting(self) -> None:
        """Something broke: what was awaited will not come, and marks are what they are in the notebook."""
        self.asked = None
        self.asked_page = None
        self.keys_held_for.give_up()
        self.marks_on_the_way.give_up()
        self._marks_are_as_kept()
        self.show_chrome()

    def _take_snapshot(self, snapshot: Snapshot) -> None:
        self.snapshot = self.cases.notebook = snapshot
        self._marks_are_as_kept()
        self.cases.touch()
        if self.page is not None:
            self.findings.show_entry(self.entry_of(self.page))
        self.show_chrome()

    def _marks_are_as_kept(self) -> None:
        """What the notebook says of marks counts, unless a change of them is on its way to it."""
        if not self.marks_on_the_way:
            marks = self.snapshot.marks() if self.snapshot is not None else ()
            if tuple(self.marked) != marks:
                self.marked[:] = marks
                self.show_marks()

    def notebook_marks(self) -> Marks | None:
        """What queries ask the notebook."""
        if self.snapshot is None and not self.shelf.notebook_path.exists():
            return _nothing_kept()
        return self.snapshot

    def entry_of(self, page: CasePage | None) -> Entry | None:
        """Tags and note of a case."""
        if page is None or self.snapshot is None:
            return None
        row = self.cases.row(page.number)
        return self.snapshot.entry(row.keys if row else (page.case.id,))

    # --- the session

    def begin(self) -> None:
        """Take up where the last session ended."""
        self.beginning.then(self._begun, self._not_begun)
        self.app.replay_keys()  # type: ignore[attr-defined]

    def _begun(self, first: First) -> None:
        self._resume(first.session)
        if first.snapshot is not None:
            self._take_snapshot(first.snapshot)
        elif "unread" in self.configuration.columns:
            self._take_snapshot(_nothing_kept())
        if first.info is not None:
            self.show_library(first.info)
        if first.found is None:
            self.search(request_of(self.trail.here))
        else:
            self.page_ahead = first.page
            self.show_found(first.found)
        self.greet()
        if first.problem is not None:
            self.say_error(first.problem)

    def _not_begun(self, error: RoundsError) -> None:
        self.asked = None
        self.say_error(error)
        self.show_chrome()

    def greet(self) -> None:
        """What is said first of all: what of the configuration makes no sense, else what these cases are."""
        if self.app.begins_with_tour:  # type: ignore[attr-defined]
            self.action_tour()
            return
        problems = [*self.configuration.problems, *self.keymap.problems]
        if problems:
            self.say(f"{problems[0]} · rounds config check tells more", "warn")
        elif not self.shelf.notebook_path.exists() or self.shelf.is_bundled:
            self.say(self._greeting())

    def _greeting(self) -> str:
        """What these cases are, and on the first start of all how to learn the keys."""
        tour, own = self.keymap.keys_of("tour"), self.keymap.keys_of("import")
        is_new = not self.shelf.notebook_path.exists()
        if not self.shelf.is_bundled:
            return f"New here? {tour} is a tour of five keys"
        if self.app.size.width < _WIDE_GREETING:
            return f"New? {tour} is a tour · {own} imports yours" if is_new else f"bundled cases · {own} imports yours"
        if named := named_library():
            name = clean_line(shorten(os.fsdecode(named.name), _LONGEST_NAME))
            return f"There is no {name} yet: these are the bundled cases · {own} imports your own"
        middle = f" · {tour} is a tour of five keys" if is_new else ""
        return f"These are the bundled cases{middle} · {own} imports your own"

    def _resume(self, session: Mapping[str, Any]) -> None:
        self.last_copy = str(session.get("copy", self.configuration.copy or self.last_copy))
        if self.configuration.theme is None and session.get("theme") in NAMES:
            self.app.theme = session["theme"]
        if self.app.begins_with_tour:  # type: ignore[attr-defined]
            return
        place = place_of(session)
        # a way out of the query that was in force: what led to it is not remembered
        before = (Place(sort=place.sort, reverse=place.turned_round),) if place.query else ()
        self.trail = Trail((*before, place), len(before))
        self._restoring = place

    def end_session(self) -> None:
        """The app ends: what is being typed is kept for the next start."""
        for layer in self.open_layers:
            layer.hand_on()
        self.remember_session()

    def remember_session(self) -> None:
        """What the next start should know."""
        session: dict[str, Any] = {"copy": self.last_copy, "theme": self.app.theme}
        name, place = place_name(self.shelf), asdict(self.here())

        def write(notebook: Notebook) -> None:
            notebook.session.set("app", session)
            notebook.session.set(name, place)

        self.keeping.submit(write, lambda _: None, lambda _: None, replace=False)

    # --- undo

    def step_back_or_forth(self, which: str) -> None:
        """Undo or redo (`which`), and say what."""

        def work(notebook: Notebook) -> Step | None:
            step = notebook.next_undo() if which == "undo" else notebook.next_redo()
            if step is None or step.library is None:
                return notebook.undo() if which == "undo" else notebook.redo()
            with self.shelf.open_for(step) as library:
                return notebook.undo(library) if which == "undo" else notebook.redo(library)

        def done(step: Step | None) -> None:
            if step is None:
                self.say(f"There is nothing to {which}.", "warn")
                return
            self.say(_said_of(step.what, which))
            if step.library is not None:
                self.refresh_library()
            elif asks_notebook(self.trail.here.query):
                self.refresh_list()

        self.keep(work, done)

    def delete_cases(self, ids: list[str], answer: str) -> None:
        """Delete cases from the library where the answer to the question was "yes"."""
        if answer != "yes":
            return

        def work(notebook: Notebook) -> int:
            from store import remove_cases  # noqa: PLC0415 -- rarely done

            with self.shelf.open() as library:
                return len(remove_cases(library, notebook, ids))

        def done(count: int) -> None:
            self.say(f"{counted(count, 'case')} deleted · {self.key('undo')} brings back")
            self.refresh_library()

        self.keep(work, done)
