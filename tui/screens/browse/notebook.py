"""The notebook in the app: a lane of its own does what is asked, and every answer brings the notebook's new state."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from typing import Any, TypeVar

from store import CasePage, Known, Library, Marks, Notebook, RoundsError, Step, dataclass, field, remove_cases, replace
from tui.commands import CASES, CannotActError
from tui.layers.menu import Choice, MenuLayer
from tui.layers.places import PlacesLayer
from tui.present.styled import Line
from tui.screens.browse.keeping import Keeping
from tui.screens.browse.state import BrowseState
from tui.themes import PALETTES
from tui.trail import Place, Trail
from tui.work import Lane

T = TypeVar("T")
Lookup = Callable[[Sequence[str]], Mapping[str, Known]]


@dataclass(frozen=True, slots=True)
class NotebookState:
    """What the screen shows of the notebook."""

    marks: tuple[str, ...] = ()
    flags: Mapping[str, str] = field(default_factory=dict)
    """Case ids with `★` starred, `#` tagged, `✎` with a note."""
    notes: Mapping[str, tuple[tuple[str, ...], str | None]] = field(default_factory=dict)
    """Case ids with tags and note."""
    snapshot: Marks | None = None
    session: Mapping[str, Any] = field(default_factory=dict)


def state_of(notebook: Notebook, known: Lookup) -> NotebookState:
    """The state of a notebook as it is now; `known` tells every key that a case has had."""
    entries = notebook.entries()
    cases = known([key for entry in entries for key in entry.keys]) if entries else {}
    flags: dict[str, str] = {}
    notes: dict[str, tuple[tuple[str, ...], str | None]] = {}
    for entry in entries:
        signs = ("★" if entry.starred else "") + ("#" if entry.tags else "") + ("✎" if entry.note else "")
        for key in {*entry.keys, *(key for own in entry.keys if own in cases for key in cases[own].keys)}:
            flags[key] = signs
            notes[key] = (entry.tags, entry.note)
    return NotebookState(notebook.marks(), flags, notes, notebook.snapshot(), dict(notebook.session.get("app") or {}))


class Notebooking(Keeping, BrowseState):
    """Asks the notebook, and shows what it says."""

    keeping: Lane[Notebook]
    notebook_state = NotebookState()

    # --- asking

    def keep(
        self, work: Callable[[Notebook], T], done: Callable[[T], None] | None = None, *, holds_keys: bool = False
    ) -> None:
        """Do something with the notebook, off the event loop, then show its new state.

        With `holds_keys` what is typed meanwhile waits: it is meant for what the answer opens.
        """
        self.keys_held_for += holds_keys

        def both(notebook: Notebook) -> tuple[T, NotebookState]:
            answer = work(notebook)
            return answer, self._state_of(notebook)

        def taken(answer: tuple[T, NotebookState]) -> None:
            self.keys_held_for -= holds_keys
            self._take_state(answer[1])
            if done is not None:
                done(answer[0])

        def failed(error: RoundsError) -> None:
            self.keys_held_for -= holds_keys
            self.say_error(error)

        self.keeping.submit(both, taken, failed, replace=False)

    def _state_of(self, notebook: Notebook) -> NotebookState:
        return state_of(notebook, self.shelf.known)

    def _take_state(self, state: NotebookState) -> None:
        self.notebook_state = state
        self.cases.flags = state.flags
        if tuple(self.marked) != state.marks and not self.keeping.is_busy:
            self.marked[:] = state.marks
            self.cases.marks = {case_id: place for place, case_id in enumerate(self.marked, start=1)}
        self.cases.touch()
        if self.page is not None:
            self.findings.show_notes(self.notebook_lines(self.page))
        self.show_chrome()

    def notebook_marks(self) -> Marks | None:
        """What queries ask the notebook."""
        return self.notebook_state.snapshot

    def notebook_lines(self, page: CasePage | None) -> list[Line]:
        """Tags and note of a case."""
        if page is None:
            return []
        tags, note = self.notebook_state.notes.get(page.case.id, ((), None))
        return self.lines_of_notebook(note, tags)

    # --- the session

    def begin(self) -> None:
        """Take up where the last session ended, then ask for the cases."""

        def begun(state: NotebookState) -> None:
            self._take_state(state)
            self._resume(state.session)
            self.search(self.first_request())
            if self.shelf.is_bundled:
                self.say("These are the bundled cases · I imports your own")
            problems = self.configuration.problems
            if problems:
                self.say(f"{problems[0]} · rounds config check tells more", "warn")

        def failed(error: RoundsError) -> None:
            self.say_error(error)
            self.search(self.first_request())

        if not self.shelf.notebook_path.exists():  # nothing to take up: the first rows need not wait for it
            begun(NotebookState())
            return
        self.asked = self.first_request()
        self.keeping.submit(self._state_of, begun, failed, replace=False)

    def _resume(self, session: Mapping[str, Any]) -> None:
        self.last_copy = str(session.get("copy", self.configuration.copy or self.last_copy))
        if self.configuration.theme is None and session.get("theme") in PALETTES:
            self.app.theme = session["theme"]
        try:
            place = Place(**session["place"]) if session.get("place") else Place()
        except TypeError:
            return
        self.trail = Trail((place,))
        self._restoring = place

    def remember_session(self) -> None:
        """What the next start should know."""
        session = {"place": asdict(self.here()), "copy": self.last_copy, "theme": self.app.theme}
        self.keeping.submit(
            lambda notebook: notebook.session.set("app", session), lambda _: None, lambda _: None, replace=False
        )

    def mark_as_read(self) -> None:
        """The findings of the case are being read."""
        page = self.page
        if page is not None and page.case.id not in self._read:
            self._read.add(page.case.id)
            case_id = page.case.id

            def mark(notebook: Notebook) -> Marks:
                notebook.mark_read(case_id)
                return notebook.snapshot()

            def done(snapshot: Marks) -> None:
                self.notebook_state = replace(self.notebook_state, snapshot=snapshot)

            self.keeping.submit(mark, done, self.say_error, replace=False)

    @property
    def _read(self) -> set[str]:
        if not hasattr(self, "_read_ids"):
            self._read_ids: set[str] = set()
        return self._read_ids

    # --- undo

    def step_back_or_forth(self, which: str) -> None:
        def work() -> Step | RoundsError | None:
            try:
                with self.shelf.open_notebook() as notebook, self.shelf.open() as library:
                    return notebook.undo(library) if which == "undo" else notebook.redo(library)
            except RoundsError as error:
                return error

        def done(step: Step | RoundsError | None) -> None:
            if isinstance(step, RoundsError):
                self.say_error(step)
            elif step is None:
                self.say(f"There is nothing to {which}.", "warn")
            else:
                self.say(f"{'undone' if which == 'undo' else 'done again'}: {step.what}")
                self.keep(self._state_of)
                if step.library is not None:
                    self.refresh_library()

        self.run_aside(work, done)

    def delete_cases(self, ids: list[str], answer: str) -> None:
        if answer != "yes":
            return

        def work() -> int | RoundsError:
            try:
                with self.shelf.open_notebook() as notebook, self.shelf.open() as library:
                    return len(remove_cases(library, notebook, ids))
            except RoundsError as error:
                return error

        def done(count: int | RoundsError) -> None:
            if isinstance(count, RoundsError):
                self.say_error(count)
                return
            gone = set(ids)
            self.marked[:] = [case_id for case_id in self.marked if case_id not in gone]
            self.marks_changed()
            self.say(f"{'1 case' if count == 1 else f'{count:,} cases'} deleted · u brings back")
            self.refresh_library()

        self.run_aside(work, done)

    # --- saved places

    def action_save_place(self) -> None:
        """Save this place under a key."""
        keys = "123456789abcdefghijklmnopqrstuvwxyz"
        title = self.found.words or "all cases"
        taken = {place.key: place.title for place in self.places_known}
        choices = [Choice(key, taken.get(key, "·"), key) for key in keys]
        self.open_layer(MenuLayer(f"Save “{title}” under the key", choices, self._save_place))

    places_known: tuple[Any, ...] = ()

    def _save_place(self, key: str) -> None:
        place, title = asdict(self.here()), self.found.words or "all cases"
        self.keep(
            lambda notebook: (notebook.places.save(key, place, title), notebook.places.all()),
            lambda answer: self._saved(key, title, answer[1]),
        )

    def _saved(self, key: str, title: str, places: tuple[Any, ...]) -> None:
        self.places_known = places
        self.say(f"“{title}” saved under {key} · ' goes there")

    def action_places(self) -> None:
        """The saved places with live counts."""

        def show(places: tuple[Any, ...]) -> None:
            self.places_known = places
            if not places:
                self.say("No place is saved yet: m and a key saves this one.", "warn")
                return
            layer = PlacesLayer(places, self._go_to_saved, self._forget_saved)
            self.open_layer(layer)
            for place in places:
                self._count_place(layer, place.key, str(place.place.get("query", "")))

        self.keep(lambda notebook: notebook.places.all(), show, holds_keys=True)

    def _count_place(self, layer: PlacesLayer, key: str, query: str) -> None:
        marks = self.notebook_marks()

        def count(library: Library) -> int:
            return library.index.total(query, notebook=marks)

        self.fetch(count, lambda total: layer.count(key, total))

    def _go_to_saved(self, saved: Any) -> None:
        try:
            place = Place(**saved.place)
        except TypeError as error:
            raise CannotActError("This place was saved by another version of Rounds.") from error
        self.trail = self.trail.updated(self.here()).gone_to(place)
        self.restore_place(place)

    def _forget_saved(self, key: str) -> None:
        self.keep(lambda notebook: notebook.places.delete(key), lambda _: self.say(f"{key} forgotten · u brings back"))

    def at_home(self) -> bool:
        """Whether the keys go to the cases."""
        return self.pane == CASES
