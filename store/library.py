"""The library: the cases with their index, one file, read and changed as one thing."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, cast
from uuid import uuid4

from msgspec import Struct

from store.documents import Document, to_case
from store.errors import AmbiguousError, NotFoundError, OutdatedError, ReadOnlyError
from store.index import VERSION, keys_with_prefix, numbers_of_keys, version
from store.keys import keys_meant
from store.model import Case, Known
from store.storage.connection import Connection
from store.storage.opening import MEMORY, Memory, connect, may_be_written
from store.storage.packing import unpack
from store.storage.rows import DocumentRows
from store.storage.schema import LIBRARY, SHARED_AT, note, noted, version_of
from store.stored import PAPERS
from store.text import clean_line, shorten

if TYPE_CHECKING:
    from tinydb import TinyDB

    from store.importing.report import ImportReport, LastImport, Progress
    from store.index import IndexReader
    from store.indexing import Indexing
    from store.storage.tables import RowTable

NAME = "name"
"""The fact (`store.storage.schema.note`) that holds what a library is called."""
BUNDLED = "bundled"
"""The fact that a library holds the cases that come with Rounds."""
IDENTITY = "identity"
"""The fact that tells a library from any other, wherever its file is moved."""
_NAMED_AT_MOST = 5
_KEYS_LOOKED_AT = 20


class LibraryInfo(Struct, frozen=True):
    """What can be said about a library as a whole."""

    path: Path | None
    """None for one in memory."""
    cases: int
    readonly: bool
    bundled: bool
    """Whether it holds the cases that come with Rounds and nothing else."""
    schema: int
    name: str
    changed: datetime | None
    """When its file was last written to, UTC."""
    shared: datetime | None = None
    """When it was made as a snapshot of another one, for others to open, UTC."""
    identity: str | None = None
    """What `Library.identify` has given it, None where nobody has asked yet."""


class Library:
    """An open library. It belongs to the thread that opened it; only `interrupt` may be called from another one."""

    def __init__(self, connection: Connection, path: Path | None) -> None:
        self.connection = connection
        self._path = path
        self._rows = DocumentRows(connection, PAPERS)
        self._index: IndexReader | None = None
        self._indexing: Indexing | None = None
        self._tinydb: TinyDB | None = None
        self._stop: threading.Event | None = None
        self._written = _last_written_ns(path) if path else 0

    @classmethod
    def open(
        cls,
        path: str | os.PathLike[str] | Memory,
        *,
        create: bool = False,
        readonly: bool = False,
        told: Callable[[int, int], None] | None = None,
    ) -> Library:
        """Open the library at `path`, or a new one in memory.

        It is opened for reading only where the file or its folder cannot be written to, and where it is a snapshot
        that was made for others. `create` makes one that is not there. An index of an older version is made anew, also
        for reading where the file may be written to; that takes a while, and `told` hears how many cases of how many
        are done. Raises `NotFoundError`, `NewerSchemaError`, `DamagedError`, `BusyError` and other `LibraryError`s.
        """
        place = None if path == MEMORY else Path(path)
        try:
            return cls._open(place, create=create, readonly=readonly, told=told)
        except OutdatedError:
            if place is None or not may_be_written(place):
                raise
        cls._open(place, create=False, readonly=False, told=told).close()
        return cls._open(place, create=False, readonly=True, told=None)

    @classmethod
    def _open(
        cls, place: Path | None, *, create: bool, readonly: bool, told: Callable[[int, int], None] | None
    ) -> Library:
        connection = connect(place or MEMORY, LIBRARY, create=create, readonly=readonly)
        try:
            library = cls(connection, place)
            library._bring_index_up_to_date(told)
            if noted(connection, SHARED_AT) is not None:
                connection.readonly = True  # what others were given stays as it is, for its owner too
        except BaseException:
            connection.close()
            raise
        return library

    def _bring_index_up_to_date(self, told: Callable[[int, int], None] | None) -> None:
        if version(self.connection) == VERSION:
            return
        if self.connection.readonly:
            raise OutdatedError(
                f"{self.connection.name} was written by another version of Rounds and cannot be brought up to date"
                " here.",
                "Ask its owner to open it once, or to run `rounds share` again.",
            )
        self._indexed().bring_up_to_date(told)

    def close(self) -> None:
        """Close the file."""
        self.connection.close()

    def __enter__(self) -> Library:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # --- asking --------------------------------------------------------------------------------------------------

    @property
    def info(self) -> LibraryInfo:
        """What can be said about the library as a whole."""
        name = noted(self.connection, NAME)
        return LibraryInfo(
            path=self._path,
            cases=self._rows.count(),
            readonly=self.connection.readonly,
            bundled=noted(self.connection, BUNDLED) is not None,
            schema=version_of(self.connection),
            name=str(name) if name else clean_line(self._path.stem) if self._path else "memory",
            changed=_last_written(self._path) if self._path else None,
            shared=_moment(noted(self.connection, SHARED_AT)),
            identity=self._identity(),
        )

    def identify(self) -> str:
        """What tells this library from any other; given to it when this is first asked. Raises `ReadOnlyError`."""
        with self.connection.transaction():
            identity = self._identity() or uuid4().hex
            note(self.connection, IDENTITY, identity)
        return identity

    def _identity(self) -> str | None:
        known = noted(self.connection, IDENTITY)
        return None if known is None else str(known)

    @property
    def index(self) -> IndexReader:
        """What can be searched and counted."""
        if self._index is None:
            from store.index import IndexReader  # noqa: PLC0415 -- not needed to show or cite a case

            self._index = IndexReader(self.connection)
        return self._index

    @property
    def papers(self) -> RowTable:
        """The cases as a TinyDB table. What is changed through it is changed in the index too."""
        table = self.tinydb.table(PAPERS, cache_size=0)
        return cast("RowTable", table)

    @property
    def tinydb(self) -> TinyDB:
        """The library as a TinyDB database."""
        from store.storage.tables import RowDB, SQLiteStorage  # noqa: PLC0415 -- TinyDB costs 25 ms

        if self._tinydb is None:
            storage = SQLiteStorage(self.connection)
            if not self.connection.readonly:
                storage.listen(PAPERS, self._indexed().hear)
            self._tinydb = RowDB.over(storage)
        return self._tinydb

    def number(self, reference: str) -> int:
        """The document number of the case that a person means by `reference`.

        A key (also an older one), a PMC id, a DOI in any form, a PubMed id, or the beginning of a key that fits one
        case. Raises `NotFoundError` or `AmbiguousError`.
        """
        text = reference.strip()
        wanted = (text, *keys_meant(text))
        found = numbers_of_keys(self.connection, wanted)
        for key in wanted:
            if key in found:
                return found[key]
        fitting = self._numbers_beginning(text)
        if len(fitting) == 1:
            return fitting[0]
        shown = shorten(clean_line(text), 100)
        if not fitting:
            raise NotFoundError(f"There is no case “{shown}” in the library.")
        ids = [self.case_by_number(number).id for number in fitting[:_NAMED_AT_MOST]]
        more = ", …" if len(fitting) > _NAMED_AT_MOST else ""
        raise AmbiguousError(f"“{shown}” fits more than one case: {', '.join(ids)}{more}.")

    def _numbers_beginning(self, text: str) -> list[int]:
        """Up to one more than are named of the cases with a key that begins with `text`."""
        numbers: dict[int, None] = {}
        for beginning in _beginnings(text):
            for _, number in keys_with_prefix(self.connection, beginning, _KEYS_LOOKED_AT):
                numbers[number] = None
        return list(numbers)[: _NAMED_AT_MOST + 1]

    def case(self, reference: str) -> Case:
        """The case that a person means by `reference`; see `number`."""
        return self.case_by_number(self.number(reference))

    def case_by_number(self, number: int) -> Case:
        """The case with a document number. Raises `NotFoundError`."""
        body = self._rows.get(number)
        if body is None:
            raise NotFoundError(f"There is no case with the number {number} in the library.")
        return to_case(unpack(body))

    def cases(self, numbers: Iterable[int]) -> Iterator[Case]:
        """Cases by document number, in the order given; numbers that are not there are passed over."""
        for number in numbers:
            body = self._rows.get(number)
            if body is not None:
                yield to_case(unpack(body))

    def documents(self, numbers: Iterable[int] | None = None) -> Iterator[tuple[int, Document]]:
        """Numbers and documents as they are stored: those asked for, or all."""
        if numbers is None:
            yield from ((number, unpack(body)) for number, body in self._rows)
            return
        for number in numbers:
            body = self._rows.get(number)
            if body is not None:
                yield number, unpack(body)

    def known(self, keys: Sequence[str]) -> dict[str, Known]:
        """All keys, and the title, of the cases that go, or once went, by these keys; others are left out."""
        from store.index.known import known  # noqa: PLC0415 -- for the notebook alone

        return known(self.connection, keys)

    def last_import(self) -> LastImport | None:
        """What came of the latest import, None where there was none."""
        from store.importing.remembering import last_import  # noqa: PLC0415 -- rarely asked for

        return last_import(self.connection)

    def data_version(self) -> int:
        """A number that differs once another process has changed the library; cheap enough for every second.

        A library that could only be opened without locks is opened anew then: ask for `index` again.
        """
        if self.connection.immutable and self._path:
            written = _last_written_ns(self._path)
            if written != self._written:
                self._open_anew()
            return written
        return self.connection.data_version()

    def _open_anew(self) -> None:
        assert self._path is not None
        anew = Library.open(self._path, readonly=True)
        self.connection.close()
        self.connection, self._rows, self._written = anew.connection, anew._rows, anew._written
        self._index = self._tinydb = None

    # --- changing ------------------------------------------------------------------------------------------------

    def import_paths(
        self,
        paths: Iterable[str | os.PathLike[str]],
        *,
        progress: Callable[[Progress], None] | None = None,
        jobs: int | None = None,
        stdin: BinaryIO | None = None,
    ) -> ImportReport:
        """Import files, folders, archives and (`-`) standard input.

        `progress` is told how far it has come after every batch and while another process holds the library; it ends
        the import by raising `CancelledError`, as do Ctrl-C and `interrupt`: then the report says `cancelled`, and
        what was imported is kept. `jobs` is the number of worker processes, 1 for none.
        """
        from store.importing.run import ImportRun  # noqa: PLC0415 -- loads what only imports need

        if self.connection.readonly:
            raise ReadOnlyError(f"{self.connection.name} is open for reading only; nothing can be imported into it.")
        self._stop = threading.Event()
        run = ImportRun(self.connection, self._indexed(), self._path, told=progress, jobs=jobs, stop=self._stop)
        try:
            return run.run(paths, stdin)
        finally:
            self._stop = None

    def remove(self, references: Sequence[str]) -> list[Document]:
        """Remove cases; their documents, which `restore` takes. All are removed or, if one is not there, none is."""
        from store.changes import CaseChanges  # noqa: PLC0415 -- not needed to read

        with self.connection.transaction():
            removed = dict(self.documents(dict.fromkeys(self.number(reference) for reference in references)))
            changes = CaseChanges(self.connection, self._indexed())
            for number, document in removed.items():
                changes.remove(number, document)
            changes.write()
        return list(removed.values())

    def restore(self, documents: Iterable[Document]) -> list[int]:
        """Put back what `remove` gave; the numbers of the cases.

        A case of which any key is in the library again stays as it is there.
        """
        from store.changes import CaseChanges  # noqa: PLC0415 -- not needed to read

        with self.connection.transaction():
            changes = CaseChanges(self.connection, self._indexed())
            numbers = [changes.put_back(document) for document in documents]
            changes.write()
        return numbers

    def rebuild_index(self, told: Callable[[int, int], None] | None = None) -> None:
        """Make the index anew from the documents alone; `told` hears how many cases of how many are done."""
        self._indexed().rebuild(told)
        self._index = None

    def interrupt(self) -> None:
        """Stop what the library is doing: a query raises `CancelledError`, an import ends after the batch at hand.

        May be called from any thread.
        """
        if self._stop is not None:
            self._stop.set()
        else:
            self.connection.interrupt()

    def _indexed(self) -> Indexing:
        if self._indexing is None:
            from store.indexing import Indexing  # noqa: PLC0415 -- not needed to read

            self._indexing = Indexing(self.connection)
        return self._indexing


def _beginnings(text: str) -> list[str]:
    """The beginnings of keys that a person can mean by `text`."""
    if not text:
        return []
    prefix, colon, local = text.partition(":")
    if colon:
        prefix = {"pmid": "pubmed", "pmcid": "pmc"}.get(prefix.strip().lower(), prefix.strip().lower())
        return [f"{prefix}:{local.strip().upper() if prefix == 'pmc' else local.strip().casefold()}"]
    if text.upper().startswith("PMC"):
        return [f"pmc:{text.upper()}"]
    if text.isascii() and text.isdigit():
        return [f"pubmed:{text}", f"pmc:PMC{text}", f"doi:{text}"]
    return [f"doi:{text.casefold()}", f"hash:{text.casefold()}"]


def _moment(noted_down: object) -> datetime | None:
    """A moment as a fact holds it; None for what is none."""
    try:
        return datetime.fromisoformat(str(noted_down)).astimezone(UTC) if noted_down else None
    except ValueError:
        return None


def _last_written(path: Path) -> datetime | None:
    nanoseconds = _last_written_ns(path)
    return datetime.fromtimestamp(nanoseconds / 1e9, UTC) if nanoseconds else None


def _last_written_ns(path: Path) -> int:
    """When the file or its write-ahead log was last written to, in nanoseconds; 0 where neither is there."""
    latest = 0
    for one in (path, path.with_name(path.name + "-wal")):
        try:
            found = one.stat()
        except OSError:
            continue
        if found.st_size:  # an empty log was made by reading
            latest = max(latest, found.st_mtime_ns)
    return latest
