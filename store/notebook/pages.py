"""The file of a notebook: opened when it is first needed, made when something is first written, shared with other
processes.

What is asked often is answered from memory (`Image`); what another process changed is read anew.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from store.errors import NotFoundError, ReadOnlyError
from store.notebook.image import Document, Image, Names
from store.text import clean_line, fold

if TYPE_CHECKING:
    from collections.abc import Callable

    from store.storage.draft import Change
    from store.storage.opening import Memory
    from store.storage.tables import RowDB, SQLiteStorage

CASES, READ, MARKS, COLLECTIONS = "cases", "read", "marks", "collections"
PLACES, SESSION = "places", "session"
STEPS, HISTORY, REMOVED = "steps", "history", "removed"
TABLES = [CASES, READ, MARKS, COLLECTIONS, PLACES, SESSION, STEPS, HISTORY, REMOVED]
"""Every table of a notebook."""


def _its_keys(document: Mapping[str, Any]) -> Sequence[str]:
    keys: list[str] = document["keys"]
    return keys


def _its_cases(document: Mapping[str, Any]) -> Sequence[str]:
    cases: list[str] = document["cases"]
    return cases


def _its_name(document: Mapping[str, Any]) -> Sequence[str]:
    return (document["name"],)


_NAMES: dict[str, Names] = {
    CASES: _its_keys,
    READ: lambda document: (document["case"],),
    MARKS: _its_cases,
    COLLECTIONS: lambda document: (fold(document["name"]),),
    PLACES: lambda document: (document["key"],),
    SESSION: _its_name,
    HISTORY: lambda _: (),
}
"""The tables that are held in memory once they were asked for."""

Edit = tuple[str, int, Document | None, Document | None]
"""A document before and after: table, number, before, after; None where it was not there, or is no more."""


class Pages:
    """The tables of a notebook. Belongs to the thread that first reads or writes it."""

    def __init__(self, path: Path | Memory, *, readonly: bool = False) -> None:
        self.path = path
        self._readonly = readonly
        self._db: RowDB | None = None
        self._images: dict[str, Image] = {}
        self._seen = -1
        self._open_change: ExitStack | None = None
        self._locked = False
        self._edits: list[Edit] | None = None

    # --- reading

    @property
    def readonly(self) -> bool:
        """Whether nothing can be written."""
        return self._readonly or (self._db is not None and self._storage(self._db).connection.readonly)

    def image(self, table: str) -> Image:
        """A table in memory as it is now."""
        db = self._opened()
        image = self._images.get(table)
        if image is None:
            image = Image(_NAMES[table])
            for document in db.table(table) if db is not None else ():
                image.change(document.doc_id, dict(document))
            self._images[table] = image
        return image

    def numbers(self, table: str) -> list[int]:
        """The numbers of all documents of a table, rising."""
        db = self._opened()
        return [] if db is None else self._storage(db).rows(table).ids()

    def document(self, table: str, number: int) -> Document | None:
        """One document, read from the file."""
        db = self._opened()
        found = None if db is None else db.table(table).get(doc_id=number)
        return None if found is None else dict(found)

    def state(self) -> tuple[int, int]:
        """A value that differs once anything has changed, by this process or another."""
        db = self._opened()
        return (-1, -1) if db is None else self._storage(db).state()

    # --- changing

    @contextmanager
    def change(self) -> Iterator[None]:
        """Everything inside happens or nothing does; other processes wait. Nests.

        The file is made by the first `write` inside. Raises `ReadOnlyError` and `BusyError`.
        """
        if self._open_change is not None:
            yield
            return
        if self._readonly:
            raise ReadOnlyError(f"The notebook {self._shown()} is open for reading only.")
        try:
            with ExitStack() as self._open_change:
                if self._opened() is not None:
                    self._lock()
                yield
        except BaseException:
            self._images.clear()
            raise
        finally:
            self._open_change = None
            self._locked = False

    @contextmanager
    def recording(self) -> Iterator[list[Edit]]:
        """Give the list to which every edit is added until the end."""
        edits: list[Edit] = []
        self._edits = edits
        try:
            yield edits
        finally:
            self._edits = None

    def write(self, table: str, documents: Mapping[int, Document | None]) -> None:
        """Write documents, or remove those that are None; call inside `change`."""
        if not documents:
            return
        storage = self._writable()
        draft = storage.draft(table)
        for number, document in documents.items():
            if document is not None:
                draft[number] = document
            elif number in draft:
                del draft[number]
        draft.settle()

    def add(self, table: str, document: Document) -> int:
        """Write a new document; its number is greater than any that the table had."""
        number = self._writable().rows(table).take_id()
        self.write(table, {number: document})
        return number

    def close(self) -> None:
        """Close the file."""
        if self._db is not None:
            self._db.close()
            self._db = None
        self._images.clear()

    # --- the file

    @staticmethod
    def _storage(db: RowDB) -> SQLiteStorage:
        storage: SQLiteStorage = db.storage  # type: ignore[assignment]  # TinyDB declares the base class
        return storage

    def _shown(self) -> str:
        return clean_line(str(self.path))

    def _opened(self) -> RowDB | None:
        """The file, None where there is none yet; forgets what was read before another process changed it."""
        if self._db is None:
            self._open(create=self.path == ":memory:")
        if self._db is not None:
            version, _ = self._storage(self._db).state()
            if version != self._seen:
                self._images.clear()
                self._seen = version
        return self._db

    def _open(self, *, create: bool) -> None:
        if isinstance(self.path, Path) and not create and not self.path.exists():
            return
        from store.storage.schema import NOTEBOOK  # noqa: PLC0415 -- a notebook that is not there costs nothing
        from store.storage.tables import open_tinydb  # noqa: PLC0415

        try:
            db = open_tinydb(self.path, kind=NOTEBOOK, create=create, readonly=self._readonly)
        except NotFoundError:  # another process is just making it
            return
        for table in _NAMES:
            self._storage(db).listen(table, self._hearing(table))
        self._db = db
        self._images.clear()
        self._seen = -1

    def _hearing(self, table: str) -> Callable[[list[Change]], None]:
        def hear(changes: list[Change]) -> None:
            image = self._images.get(table)
            for change in changes:
                if image is not None:
                    image.change(change.number, change.after)
                if self._edits is not None:
                    self._edits.append((table, change.number, change.before, change.after))

        return hear

    def _writable(self) -> SQLiteStorage:
        assert self._open_change is not None, "a write outside of `change`"
        if self._db is None:
            self._open(create=True)
        assert self._db is not None
        if not self._locked:
            self._lock()
        return self._storage(self._db)

    def _lock(self) -> None:
        assert self._open_change is not None
        assert self._db is not None
        self._open_change.enter_context(self._storage(self._db).transaction())
        self._locked = True
        self._opened()
