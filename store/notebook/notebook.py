"""The notebook: what one person adds to the cases, in a file of their own."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from contextlib import AbstractContextManager
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

from store.keys import keys_meant
from store.model import Known
from store.notebook.collecting import Collections
from store.notebook.entries import Entries
from store.notebook.keeping import Places, Session
from store.notebook.known import Lookup, nothing_known
from store.notebook.marking import Marking
from store.notebook.pages import CASES, MARKS, READ, Pages
from store.notebook.part import same_case, several
from store.notebook.reading import Reading
from store.notebook.snapshot import Flags, Snapshot
from store.notebook.steps import Restorable, Step, Steps
from store.stored import keys_of_stored

if TYPE_CHECKING:
    from store.storage.opening import Memory


def _nothing() -> None:
    """Nothing is closed with it."""


class Notebook(Entries, Reading, Marking):
    """Stars, tags, notes, read marks, marks, collections, saved places; every change of them can be undone.

    Refers to cases by key and never touches a library. Several processes may use one file at once; a `Notebook`
    belongs to the thread that first asks something of it. The file is made, for its owner's eyes alone, when something
    is first written. Every change raises `ReadOnlyError` where the file cannot be written to and `BusyError` where
    another process holds it for too long.
    """

    def __init__(self, pages: Pages, lookup: Lookup = nothing_known) -> None:
        super().__init__(pages, Steps(pages))
        self.collections = Collections(pages, self.steps)
        self.places = Places(pages, self.steps)
        self.session = Session(pages, self.steps)
        self._close_with: Callable[[], None] = _nothing
        self.consult(lookup)

    @classmethod
    def open(cls, path: Path | Memory, *, readonly: bool = False, lookup: Lookup = nothing_known) -> Notebook:
        """The notebook in the file at `path`, which need not be there yet."""
        return cls(Pages(path, readonly=readonly), lookup)

    def __enter__(self) -> Notebook:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        self.pages.close()
        self._close_with()

    def close_with(self, close: Callable[[], None]) -> None:
        """Call `close` too when the notebook is closed: what its lookup asks need not be opened each time."""
        self._close_with = close

    def consult(self, lookup: Lookup) -> None:
        """From now on have `lookup` tell what the library knows of cases."""
        for part in (self, self.collections):
            part.lookup = lookup

    @property
    def path(self) -> Path | Memory:
        """Where the file is, or will be."""
        return self.pages.path

    @property
    def readonly(self) -> bool:
        """Whether nothing can be changed."""
        return self.pages.readonly

    def state(self) -> tuple[int, int]:
        """A value that differs once anything has changed, by this process or another."""
        return self.pages.state()

    def find(self, reference: str) -> str | None:
        """The key under which something is kept about the case that a person means by `reference`, or None.

        For cases that are in no library at hand.
        """
        for key in (reference, *keys_meant(reference)):
            if any(key in self.pages.image(table).numbers for table in (CASES, READ, MARKS)):
                return key
            if self.collections.holding(key):
                return key
        return None

    # --- for lists and queries

    def flags(self, cases: Iterable[str]) -> dict[str, Flags]:
        """What a list shows of each of these cases."""
        snapshot = self.snapshot()
        return {case: snapshot.flags(same_case(case, its)) for case, its in self._known(several(cases)).items()}

    def snapshot(self) -> Snapshot:
        """What queries ask, as it is now, for any thread."""
        return Snapshot(self.pages)

    def ids(self, field: str, value: str) -> Iterable[str]:
        """As `Snapshot.ids`, now."""
        return self.snapshot().ids(field, value)

    # --- undoing

    def next_undo(self) -> Step | None:
        """What `undo` would undo, None where nothing is left."""
        return self.steps.next_undo()

    def next_redo(self) -> Step | None:
        """What `redo` would do again, None where nothing is left."""
        return self.steps.next_redo()

    def undo(self, library: Restorable | None = None) -> Step | None:
        """Undo the last change; the step, or None where nothing is left.

        Cases that the step removed are put back into `library`, which must be the one at `Step.library`, or that one
        under its new name. Raises `LibraryError` where it is needed and not given, and whatever the library raises;
        then nothing has changed.
        """
        return self.steps.undo(library)

    def redo(self, library: Restorable | None = None) -> Step | None:
        """Do again what was undone last; as `undo`."""
        return self.steps.redo(library)

    def removing(
        self, documents: Iterable[Mapping[str, Any]], library: Path, identity: str
    ) -> AbstractContextManager[None]:
        """Keep cases while the body removes them from the library at this path, so that `undo` can put them back.

        They go back into the library of this `identity`, wherever its file is by then. Their marks go and come back
        with them; what is written down about them stays.
        """
        kept = [dict(document) for document in documents]
        titles = [document["title"] for document in kept]
        what = f"“{titles[0]}”" if len(titles) == 1 else f"{len(titles):,} cases"
        known = {document["id"]: Known((document["id"], *keys_of_stored(document))) for document in kept}
        return self.steps.removal(
            f"delete {what}", kept, (str(library.resolve()), identity), lambda: self._take_off(known)
        )
