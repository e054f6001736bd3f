"""A connection to SQLite that speaks in the project's errors and knows how to wait its turn.

No `sqlite3.OperationalError` that a person could cause leaves it: "database is locked" becomes `BusyError`, a damaged
page `DamagedError`, an interrupt `CancelledError`, …
"""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, Protocol

from store.errors import BusyError, ReadOnlyError
from store.storage.faults import explain
from store.storage.waiting import Waiting, waits

PATIENCE = 30.0
"""Seconds that a change waits for another process before `BusyError`."""
READER_MS = 5000
"""Milliseconds that reading waits where the file system allows no reading while another process commits."""
_TURN_MS = 250
"""Milliseconds between two signs of life while waiting."""
_FETCH = 1000


class Participant(Protocol):
    """Something that gathers work during a transaction and does it before the end."""

    def settle(self) -> None:
        """Do now what was gathered: the transaction ends, or a part of it that may be taken back begins."""

    def forget(self) -> None:
        """Drop what was gathered: it was taken back."""


class Cursor(sqlite3.Cursor):
    """A cursor that raises the project's errors."""

    connection: Connection

    def execute(self, sql: str, parameters: Any = (), /) -> Cursor:
        """As `sqlite3.Cursor.execute`."""
        try:
            super().execute(sql, parameters)
        except sqlite3.Error as error:
            self.connection.fail(error)
        return self

    def executemany(self, sql: str, parameters: Iterable[Any], /) -> Cursor:
        """As `sqlite3.Cursor.executemany`."""
        try:
            super().executemany(sql, parameters)
        except sqlite3.Error as error:
            self.connection.fail(error)
        return self

    def executescript(self, sql: str, /) -> Cursor:
        """Run statements one by one without the COMMIT that `sqlite3.Cursor.executescript` begins with."""
        statement = ""
        for piece in sql.split(";"):
            statement += piece + ";"
            if sqlite3.complete_statement(statement):
                self.execute(statement)
                statement = ""
        return self

    def fetchone(self) -> Any:
        """As `sqlite3.Cursor.fetchone`."""
        try:
            return super().fetchone()
        except sqlite3.Error as error:
            self.connection.fail(error)

    def fetchmany(self, size: int | None = _FETCH) -> list[Any]:
        """As `sqlite3.Cursor.fetchmany`."""
        try:
            return super().fetchmany(size)
        except sqlite3.Error as error:
            self.connection.fail(error)
            raise

    def fetchall(self) -> list[Any]:
        """As `sqlite3.Cursor.fetchall`."""
        try:
            return super().fetchall()
        except sqlite3.Error as error:
            self.connection.fail(error)
            raise

    def __next__(self) -> Any:
        """The next row."""
        row = self.fetchone()
        if row is None:
            raise StopIteration
        return row

    def __iter__(self) -> Iterator[Any]:  # type: ignore[override]  # fetched in portions, which costs less than one by one
        """The rows that are left."""
        while rows := self.fetchmany(_FETCH):
            yield from rows


def _take_away_log(path: Path) -> None:
    """Have SQLite remove the log beside a file, where it is empty and nobody uses it.

    SQLite does so when the last connection closes, but not when that one may only read.
    """
    try:
        if path.with_name(f"{path.name}-wal").stat().st_size or not os.access(path, os.W_OK):
            return
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=rw", timeout=0, uri=True)) as last:
            last.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except (OSError, sqlite3.Error):
        return  # it stays, which does no harm


class Connection(sqlite3.Connection):
    """A connection whose transactions nest and wait, and whose errors are the project's.

    Opened by `store.storage.opening`. `name` is how messages call the file.
    """

    name = "The library"
    path: Path | None = None
    readonly = False
    immutable = False
    """Opened without locks, since the folder does not allow them: the file must be opened anew when it changes."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self._depth = 0
        self._participants: list[Participant] = []

    def close(self) -> None:
        """Close the file; the last one who only read it takes away the empty log that reading has made."""
        super().close()
        if self.readonly and not self.immutable and self.path is not None:
            _take_away_log(self.path)

    def cursor(self, factory: Any = Cursor) -> Any:
        """A new cursor.

        Never made by `Cursor(self)`: the connection forgets cursors that are gone only when it is asked for new ones,
        and would remember every statement of a long import.
        """
        return super().cursor(factory)

    def execute(self, sql: str, parameters: Any = (), /) -> Cursor:
        """As `sqlite3.Connection.execute`."""
        cursor: Cursor = super().cursor(Cursor)
        return cursor.execute(sql, parameters)

    def executemany(self, sql: str, parameters: Iterable[Any], /) -> Cursor:
        """As `sqlite3.Connection.executemany`."""
        cursor: Cursor = super().cursor(Cursor)
        return cursor.executemany(sql, parameters)

    def executescript(self, sql: str, /) -> Cursor:
        """Run the statements of `sql` inside the transaction at hand."""
        cursor: Cursor = super().cursor(Cursor)
        return cursor.executescript(sql)

    def fail(self, error: sqlite3.Error) -> None:
        """Raise what `error` means for a person, or `error` itself where it is a fault of the program."""
        known = explain(error, self.name)
        try:
            if known is None:
                raise error
            raise known from error
        finally:
            # an error that is held by its own traceback would keep the cursor, and that the file open, after `close`
            del known, error

    def data_version(self) -> int:
        """A number that differs once another connection has changed the file."""
        version: int = self.execute("PRAGMA data_version").fetchone()[0]
        return version

    def excludes_readers(self) -> bool:
        """Whether nobody can read while a long transaction is open, as without a write-ahead log."""
        return bool(self.execute("PRAGMA journal_mode").fetchone()[0] != "wal")

    def join(self, participant: Participant) -> None:
        """Have `participant` take part in every transaction from now on."""
        self._participants.append(participant)

    @property
    def changing(self) -> bool:
        """Whether a transaction is open."""
        return self._depth > 0

    @contextmanager
    def transaction(self, *, patience: float = PATIENCE, waiting: Waiting | None = None) -> Iterator[None]:
        """Everything inside happens or nothing does. Nests: an inner one that fails takes back only its own part.

        Raises `ReadOnlyError`, and `BusyError` when another process holds the file for more than `patience` seconds.
        """
        if self.readonly:
            raise ReadOnlyError(f"{self.name} is open for reading only.")
        if self._depth:
            with self._savepoint():
                yield
            return
        self._insist("BEGIN IMMEDIATE", patience, waiting)
        self._depth = 1
        done = False
        try:
            yield
            self._settle()
            self._insist("COMMIT", patience, waiting)
            done = True
        finally:
            self._depth = 0
            if self.in_transaction:
                self.execute("ROLLBACK")
            if not done:
                self._forget()

    @contextmanager
    def _savepoint(self) -> Iterator[None]:
        name = f"step{self._depth}"
        self._settle()
        self.execute(f"SAVEPOINT {name}")
        self._depth += 1
        done = False
        try:
            yield
            done = True
        finally:
            self._depth -= 1
            # SQLite may have rolled everything back already, on a full disk for example
            if self.in_transaction:
                if not done:
                    self.execute(f"ROLLBACK TO {name}")
                self.execute(f"RELEASE {name}")
            if not done:
                self._forget()

    def _settle(self) -> None:
        for participant in self._participants:
            participant.settle()

    def _forget(self) -> None:
        for participant in self._participants:
            participant.forget()

    def _insist(self, statement: str, patience: float, waiting: Waiting | None) -> None:
        """Run `statement` as often as it takes, since another process may hold the file."""
        start = time.monotonic()
        self.execute(f"PRAGMA busy_timeout = {_TURN_MS}")
        try:
            while True:
                try:
                    self.execute(statement)
                except BusyError:
                    waited = time.monotonic() - start
                    if waited > patience:
                        raise
                    (waiting or waits)(waited)
                else:
                    return
        finally:
            self.execute(f"PRAGMA busy_timeout = {READER_MS}")
