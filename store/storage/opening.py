"""Opening a library or a notebook, whatever the folder and the file system allow."""

from __future__ import annotations

import os
import sqlite3
from contextlib import suppress
from pathlib import Path
from threading import Lock
from typing import Literal
from weakref import WeakSet

from store.errors import BusyError, DamagedError, LibraryError, NotFoundError, OutdatedError, ReadOnlyError
from store.storage.connection import READER_MS, Connection
from store.storage.journal import JournalMode, journal_mode_at
from store.storage.schema import SHARED_AT, Kind, make, migrate, noted, probe, require_known, version_of
from store.text import clean_line

Memory = Literal[":memory:"]
MEMORY: Memory = ":memory:"

_OPEN: WeakSet[Connection] = WeakSet()
"""The connections of this process."""
_TURN = Lock()


def connect(path: Path | Memory, kind: Kind, *, create: bool = False, readonly: bool = False) -> Connection:
    """Open the file at `path`, for reading only where it or its folder cannot be written to.

    With `create`, a file that is not there (or is empty) is made, its folder too. Raises `NotFoundError` where it is
    not there, and what `probe` raises. An older file is migrated, which one open for reading only cannot be.
    """
    if path == MEMORY:
        connection = _open(MEMORY, "The library in memory")
        make(connection, kind)
        return connection
    assert isinstance(path, Path)
    if probe(path, kind) == 0:
        if readonly or not create:
            raise NotFoundError(f"There is no {kind.name} at {clean_line(str(path))}.")
        return _create(path, kind)
    if readonly or not may_be_written(path):
        return _open_to_read(path, kind)
    connection = _open_to_write(path, kind)
    try:
        migrate(connection, kind)
    except BaseException:
        connection.close()
        raise
    return connection


def connect_as_it_is(path: Path) -> Connection | None:
    """Open a file of ours for writing and bring nothing about it up to date; None where it may not be written to."""
    if not may_be_written(path):
        return None
    return _open(_uri(path, "mode=rw"), clean_line(str(path)), path)


def may_be_written(path: Path) -> bool:
    """Whether this person may write to the file and, for its journal, to its folder."""
    return os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)


def is_open_here(file: os.stat_result) -> bool:
    """Whether this process is connected to this file, or to the database that it is a journal of.

    Such a file must not be opened and closed by any other way: the locks would go that keep it from harm
    (https://www.sqlite.org/howtocorrupt.html, section 2.2).
    """
    with _TURN:
        paths = {connection.path for connection in _OPEN if connection.path is not None}
    for path in paths:
        for suffix in ("", "-wal", "-shm", "-journal"):
            with suppress(OSError):
                if os.path.samestat(file, path.with_name(path.name + suffix).stat()):
                    return True
    return False


def _open(uri: str, name: str, path: Path | None = None) -> Connection:
    connection = sqlite3.connect(
        uri, timeout=READER_MS / 1000, isolation_level=None, uri=uri.startswith("file:"), factory=Connection
    )
    connection.name, connection.path = name, path
    with _TURN:
        _OPEN.add(connection)
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.execute("PRAGMA cell_size_check = ON")
    return connection


def _uri(path: Path, options: str) -> str:
    return f"{path.absolute().as_uri()}?{options}"


def _create(path: Path, kind: Kind) -> Connection:
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700 if kind.private else 0o777)
        # with O_EXCL: closing a file that was there before would drop the locks this process may hold on it
        with suppress(FileExistsError):
            os.close(os.open(path.resolve(), os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600 if kind.private else 0o644))
    except OSError as error:
        raise LibraryError(f"{clean_line(str(path))} cannot be made: {error.strerror}.") from error
    return _open_to_write(path, kind, new=True)


def _open_to_write(path: Path, kind: Kind, *, new: bool = False) -> Connection:
    try:
        connection = _open(_uri(path, "mode=rw"), clean_line(str(path)), path)
    except sqlite3.OperationalError as error:
        raise LibraryError(f"{clean_line(str(path))} cannot be opened ({error}).") from error
    try:
        if new:
            make(connection, kind)
        require_known(version_of(connection), kind, connection.name)
        # a snapshot must stay readable for those who may not write beside it
        wanted = "delete" if noted(connection, SHARED_AT) is not None else journal_mode_at(path)
        _settle_journal(connection, wanted)
        # with a write-ahead log NORMAL can lose the last changes in a power cut, but never the file
        connection.execute(f"PRAGMA synchronous = {'NORMAL' if wanted == 'wal' and not kind.private else 'FULL'}")
    except BaseException:
        connection.close()
        raise
    return connection


def _settle_journal(connection: Connection, wanted: JournalMode) -> None:
    """Put the file into the journal mode that is safe where it lies; one that others have open keeps its mode."""
    if connection.execute("PRAGMA journal_mode").fetchone()[0] == wanted:
        return
    connection.execute("PRAGMA busy_timeout = 0")
    with suppress(BusyError):
        connection.execute(f"PRAGMA journal_mode = {wanted}")
    connection.execute(f"PRAGMA busy_timeout = {READER_MS}")


def _open_to_read(path: Path, kind: Kind) -> Connection:
    """Read with locks where that works; without, where nobody can be writing; else say what would help."""
    try:
        connection = _try_to_read(path, "mode=ro")
    except (LibraryError, sqlite3.OperationalError) as error:
        if isinstance(error, DamagedError):
            raise
        if _has_live_journal(path):
            raise ReadOnlyError(
                f"{clean_line(str(path))} is being written to by its owner, or was left so,"
                " and its folder does not allow reading it at the same time.",
                "Ask its owner to run `rounds share`.",
            ) from error
        connection = _try_to_read(path, "mode=ro&immutable=1")
        connection.immutable = True
    connection.readonly = True
    try:
        version = version_of(connection)
        require_known(version, kind, connection.name)
        if version < kind.version:
            raise OutdatedError(
                f"{connection.name} was written by an earlier version of Rounds and cannot be brought up to date here.",
                "Ask its owner to open it once, or to run `rounds share` again.",
            )
    except BaseException:
        connection.close()
        raise
    return connection


def _try_to_read(path: Path, options: str) -> Connection:
    connection = _open(_uri(path, options), clean_line(str(path)), path)
    try:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except BaseException:
        connection.close()
        raise
    return connection


def _has_live_journal(path: Path) -> bool:
    """Whether a journal beside the file holds changes that the file itself does not show."""
    for suffix in ("-wal", "-journal"):
        try:
            if path.with_name(path.name + suffix).stat().st_size:
                return True
        except FileNotFoundError:
            continue
        except OSError:
            return True
    return False
