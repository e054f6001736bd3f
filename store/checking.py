"""Whether a library or a notebook is whole: every page, every document, and what the index says of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from pathlib import Path

from msgspec import Struct, field

from store.documents import Document, to_case
from store.errors import DamagedError
from store.index import VERSION, version
from store.index.checking import Comparison, full_text_problems
from store.indexing import entry_of_stored
from store.notebook.shapes import has_shape
from store.storage.connection import Connection
from store.storage.opening import connect, connect_as_it_is
from store.storage.packing import unpack
from store.storage.rows import DocumentRows, table_names
from store.storage.schema import LIBRARY, NOTEBOOK, integrity_problems
from store.stored import PAPERS
from store.text import clean_line

DETAILS_NAMED = 20
"""Details after which a check looks for no more of a kind."""
_PORTION = 500
_PATIENCE = 60.0
"""Seconds to wait until nobody writes, for the one look that needs it."""

Told = Callable[[str, int, int], None]
"""Told what is looked at (`pages`, `cases`, `index`), and how many of how many are done (0 of 0: nobody knows)."""

_TORN = "Parts of the file have been overwritten or lost."
_INDEX_LIES = "What is searched and counted does not agree with the cases; the cases themselves are whole."


class CheckReport(Struct, frozen=True):
    """What a check found."""

    path: Path
    cases: int
    """Of a notebook: cases with stars, tags or notes."""
    problems: tuple[str, ...] = ()
    """What is wrong, a sentence each, for anybody."""
    details: tuple[str, ...] = ()
    """What exactly, for whoever wants to know; at most `DETAILS_NAMED` of a kind."""

    @property
    def ok(self) -> bool:
        """Whether the file is whole."""
        return not self.problems


def check(path: Path, told: Told | None = None, *, quick: bool = False) -> CheckReport:
    """Look at every page, every document and what the index says of it. Changes nothing.

    A `quick` check takes the index's word for what it says. Raises `NotFoundError` where there is no file,
    `NewerSchemaError` and `BusyError`, and `LibraryError` where there is no room for temporary files; damage of any
    kind is a report.
    """
    return _LibraryCheck(path, told, quick=quick).report()


def check_notebook(path: Path) -> CheckReport:
    """Look at every page and every document of a notebook; as `check`."""
    return _NotebookCheck(path).report()


class _Check(Struct):
    """What is common to all files of ours."""

    path: Path
    told: Told | None = None
    problems: list[str] = field(default_factory=list)
    details: list[str] = field(default_factory=list)
    cases: int = 0
    readable: bool = True
    """Whether everything could be read so far, right or wrong."""

    def report(self) -> CheckReport:
        """Look at the file."""
        try:
            connection = self._open()
        except DamagedError as error:
            return CheckReport(self.path, 0, (error.sentence,))
        with closing(connection):
            try:
                connection.execute("BEGIN")  # others may go on writing: what is seen is of one moment
                self._look(connection)
            except DamagedError as error:
                self._found(_TORN, [error.sentence])
        return CheckReport(self.path, self.cases, tuple(self.problems), tuple(self.details))

    def _open(self) -> Connection:
        raise NotImplementedError

    def _look(self, connection: Connection) -> None:
        raise NotImplementedError

    def _tell(self, what: str, done: int = 0, total: int = 0) -> None:
        if self.told:
            self.told(what, done, total)

    def _found(self, problem: str, details: list[str]) -> None:
        if problem not in self.problems:
            self.problems.append(problem)
        self.details += details[:DETAILS_NAMED]

    def _look_at_pages(self, connection: Connection) -> None:
        self._tell("pages")
        found = integrity_problems(connection, DETAILS_NAMED)
        if found:
            self.readable = False
            self._found(_TORN, found)

    def _look_at_rows(
        self, rows: DocumentRows, fits: Callable[[Document], object], told: str = ""
    ) -> Iterator[tuple[int, Document]]:
        """The documents of a table that can be read; what is wrong with the others and with their number is found."""
        total, last, seen = rows.count(), rows.next_id() - 1, 0
        unread: list[str] = []
        number = 0
        for number, body in rows:
            seen += 1
            try:
                document = unpack(body)
                fits(document)
            except (DamagedError, KeyError, TypeError, ValueError, AttributeError) as error:
                unread.append(f"{rows.name} {number}: {clean_line(str(error)) or type(error).__name__}")
                continue
            if told and not seen % _PORTION:
                self._tell(told, seen, total)
            yield number, document
        called = "cases" if rows.name == PAPERS else f"entries of the table “{clean_line(rows.name)}”"
        if unread:
            self.readable = False
            self._found(f"{len(unread):,} of {seen:,} {called} cannot be read.", unread)
        if seen != total:
            self._found(f"It should hold {total:,} {called}, but {seen:,} are there.", [])
        if number > last:
            self._found("What is added next would be taken for something that is there.", [f"{rows.name}: {last}"])


class _LibraryCheck(_Check):
    """A library under check."""

    quick: bool = False

    def _open(self) -> Connection:
        return connect(self.path, LIBRARY, readonly=True)

    def _look(self, connection: Connection) -> None:
        self.cases = DocumentRows(connection, PAPERS).count()
        self._look_at_pages(connection)
        for name in table_names(connection):
            if name != PAPERS:
                for _ in self._look_at_rows(DocumentRows(connection, name), dict):
                    pass
        rows = self._look_at_rows(DocumentRows(connection, PAPERS), to_case, "cases")
        indexed = version(connection) == VERSION
        if not indexed:
            self._found("The index is of another version or missing; opening the library makes it anew.", [])
        if indexed and self.readable and not self.quick:
            self._compare(connection, rows)
        else:
            for _ in rows:
                pass

    def _compare(self, connection: Connection, rows: Iterator[tuple[int, Document]]) -> None:
        """Make an index of the documents and hold it against the one that is there."""
        with closing(Comparison(connection)) as comparison:
            portion = []
            for number, document in rows:
                portion.append((number, entry_of_stored(document)))
                if len(portion) == _PORTION:
                    comparison.add(portion)
                    portion = []
            comparison.add(portion)
            if not self.readable:
                return
            found = list(comparison.differences(lambda: self._tell("index")))
        found = [f"index: {part}" for part in found] or _full_text_problems(self.path)
        if found:
            self._found(_INDEX_LIES, found)


class _NotebookCheck(_Check):
    """A notebook under check."""

    def _open(self) -> Connection:
        return connect(self.path, NOTEBOOK, readonly=True)

    def _look(self, connection: Connection) -> None:
        self.cases = DocumentRows(connection, "cases").count()
        self._look_at_pages(connection)
        for name in table_names(connection):
            for _ in self._look_at_rows(DocumentRows(connection, name), _fits_in(name)):
                pass


def _fits_in(table: str) -> Callable[[Document], object]:
    def fits(document: Document) -> None:
        if not has_shape(table, document):
            raise DamagedError("it is none of the things that are kept there")

    return fits


def _full_text_problems(path: Path) -> list[str]:
    """SQLite looks into the structure of full text only where it might write; it writes nothing."""
    connection = connect_as_it_is(path)
    found: list[str] = []
    if connection is not None:
        with closing(connection), suppress(_Done), connection.transaction(patience=_PATIENCE):
            found = full_text_problems(connection)
            raise _Done
    return found


class _Done(Exception):  # noqa: N818 -- it is no error
    """Ends a transaction that is to leave nothing behind."""
