"""What is in the file: how it is known, its tables below the TinyDB tables, and the way from older files to this one.

A file is ours by its `application_id`; `user_version` is the schema (https://www.sqlite.org/fileformat2.html, 1.3).
"""

from __future__ import annotations

import errno
import os
import sqlite3
from collections.abc import Callable, Mapping
from pathlib import Path

from msgspec import Struct

from store.errors import DamagedError, LibraryError, NewerSchemaError
from store.storage.connection import Connection
from store.text import clean_line

Step = Callable[[Connection], None]

PAGE_SIZE = 4096
"""Bytes. Larger pages make larger files: a document of a few kB leaves too much of each unused."""

SHARED_AT = "shared_at"
"""The fact that tells when a snapshot was made for others, ISO 8601, UTC."""

SCHEMA = """
    CREATE TABLE meta (name TEXT PRIMARY KEY, value) WITHOUT ROWID;
    CREATE TABLE document_tables (
        number INTEGER PRIMARY KEY,
        name TEXT NOT NULL UNIQUE,
        documents INTEGER NOT NULL DEFAULT 0,
        last_id INTEGER NOT NULL DEFAULT 0
    );
"""
"""`document_tables` lists the TinyDB tables; the rows of table N are in `documents_N (doc_id, body)`."""


class Kind(Struct, frozen=True):
    """A kind of file of ours."""

    application_id: int
    name: str
    """In the middle of a sentence."""
    private: bool
    """Whether nobody but its owner may read it."""
    version: int = 1
    migrations: Mapping[int, Step] | None = None
    """From a version to the next one, for every version that was ever released before `version`."""


LIBRARY = Kind(0x526E644C, "library", private=False)
NOTEBOOK = Kind(0x526E644E, "notebook", private=True)


def probe(path: Path, kind: Kind) -> int:
    """The schema version of the file at `path`, 0 where it is not there or is empty (somebody may be just making it).

    Raises `DamagedError` where it is something else, `NewerSchemaError` where a later Rounds made it and
    `LibraryError` where it cannot be read.

    SQLite reads the header, without locks. Were the file opened and closed here, the locks would go that this process
    holds on it through other connections (https://www.sqlite.org/howtocorrupt.html, section 2.2).
    """
    shown = clean_line(str(path))
    try:
        size = path.stat().st_size
        if not os.access(path, os.R_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        if path.is_dir():
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    except FileNotFoundError:
        return 0
    except OSError as error:
        raise LibraryError(f"{shown} cannot be read: {error.strerror}.") from error
    if not size:
        return 0
    application_id, version = _header_of(path, kind, shown)
    if application_id != kind.application_id:
        raise foreign(shown, kind)
    require_known(version, kind, shown)
    return version


def _header_of(path: Path, kind: Kind, shown: str) -> tuple[int, int]:
    """The application's id and the schema version in the header of a database."""
    try:
        connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)
        try:
            # while another process moves its log into the file, that may end before the page that the header names
            connection.execute("PRAGMA writable_schema = ON")
            (application_id,) = connection.execute("PRAGMA application_id").fetchone()
            (version,) = connection.execute("PRAGMA user_version").fetchone()
        finally:
            connection.close()
    except sqlite3.OperationalError as error:
        raise LibraryError(f"{shown} cannot be read ({error}).") from error
    except sqlite3.DatabaseError as error:
        raise DamagedError(
            f"{shown} is no {kind.name} of Rounds, or its beginning is lost.", "It was left as it is."
        ) from error
    return application_id, version


def foreign(shown: str, kind: Kind) -> DamagedError:
    """The error for a database that is not ours."""
    return DamagedError(f"{shown} is a database, but no {kind.name} of Rounds.", "It was left as it is.")


def require_known(version: int, kind: Kind, shown: str) -> None:
    """Raise `NewerSchemaError` where `version` is one that this program does not know."""
    if version > kind.version:
        raise NewerSchemaError(
            f"{shown} was written by a later version of Rounds (schema {version}; this one knows {kind.version}).",
            "Update Rounds to open it.",
        )


def version_of(connection: Connection) -> int:
    """The schema version of an open file."""
    version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    return version


def make(connection: Connection, kind: Kind) -> None:
    """Make an empty file one of ours, unless another process has just done so.

    Raises `DamagedError` where the file holds somebody else's tables.
    """
    connection.execute(f"PRAGMA page_size = {PAGE_SIZE}")
    with connection.transaction():
        if version_of(connection):
            return
        if connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
            raise DamagedError(
                f"{connection.name} is a database, but no {kind.name} of Rounds.", "It was left as it is."
            )
        connection.executescript(SCHEMA)
        connection.execute(f"PRAGMA application_id = {kind.application_id}")
        connection.execute(f"PRAGMA user_version = {kind.version}")


def migrate(connection: Connection, kind: Kind) -> None:
    """Bring an older file up to `kind.version`, all steps in one transaction."""
    if version_of(connection) >= kind.version:
        return
    with connection.transaction():
        for version in range(version_of(connection), kind.version):
            step = (kind.migrations or {}).get(version)
            if step is None:
                raise LibraryError(
                    f"{connection.name} has schema {version}, from which no way leads to {kind.version}."
                )
            step(connection)
            connection.execute(f"PRAGMA user_version = {version + 1}")


def note(connection: Connection, name: str, value: str | int | None) -> None:
    """Write down a fact about the file as a whole; None forgets it."""
    with connection.transaction():
        if value is None:
            connection.execute("DELETE FROM meta WHERE name = ?", (name,))
        else:
            connection.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (name, value))


def noted(connection: Connection, name: str) -> str | int | None:
    """A fact about the file as a whole, or None."""
    row = connection.execute("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()
    return row[0] if row else None


def integrity_problems(connection: Connection, at_most: int) -> list[str]:
    """What SQLite finds wrong with the structure of the file; empty where it is whole."""
    rows = connection.execute(f"PRAGMA integrity_check({at_most})").fetchall()
    return [line for (said,) in rows if said != "ok" for line in map(clean_line, said.splitlines())]
