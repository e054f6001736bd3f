"""What SQLite's error codes mean for a person."""

from __future__ import annotations

import sqlite3

from store.errors import BusyError, CancelledError, DamagedError, LibraryError, ReadOnlyError, RoundsError
from store.text import clean_line, shorten

SAVE_ADVICE = "`rounds check --repair` saves what can be saved into a new file."

_SIGNS_OF_DAMAGE = ("no such table", "Could not decode to UTF-8")
"""How errors begin that SQLite has no code for: a table is lost, a text is not one."""


def explain(error: sqlite3.Error, name: str) -> RoundsError | None:
    """The error to raise instead of `error`, or None where it is a fault of the program. `name` is the file's."""
    name = clean_line(name)
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return BusyError(f"Another process is writing to {name} and has not finished.", "Try again in a moment.")
    if code == sqlite3.SQLITE_INTERRUPT:
        return CancelledError("The work was interrupted.")
    if code == sqlite3.SQLITE_READONLY:
        return ReadOnlyError(f"{name} can be read but not written to.")
    if code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB) or str(error).startswith(_SIGNS_OF_DAMAGE):
        return DamagedError(f"{name} is damaged ({shorten(clean_line(str(error)), 100)}).", SAVE_ADVICE)
    if code == sqlite3.SQLITE_FULL:
        return LibraryError(f"The disk that holds {name} is full.", "What was finished before is kept.")
    if code == sqlite3.SQLITE_IOERR:
        return LibraryError(f"The disk that holds {name} reports an error ({error}).")
    if code in (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM, sqlite3.SQLITE_AUTH):
        return LibraryError(f"{name} cannot be opened ({error}).")
    return None
