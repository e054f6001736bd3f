"""A copy of a file at one moment, whatever is being written meanwhile."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from store.errors import LibraryError
from store.storage.connection import Connection
from store.text import clean_line


def write_snapshot(connection: Connection, path: Path) -> Connection:
    """Copy the file of `connection` to `path`, which must not exist; the copy, open for writing.

    The copy keeps a rollback journal: it can be read where nothing may be written.
    """
    connection.execute("VACUUM INTO ?", (str(path),))
    try:
        copy = sqlite3.connect(path, isolation_level=None, factory=Connection)
    except sqlite3.OperationalError as error:
        raise LibraryError(f"{clean_line(str(path))} cannot be opened ({error}).") from error
    copy.name = clean_line(str(path))
    copy.execute("PRAGMA journal_mode = DELETE")
    return copy
