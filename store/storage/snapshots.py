"""A copy of a file at one moment, whatever is written meanwhile; and files that get their place when they are whole."""

from __future__ import annotations

import os
import platform
import re
import sqlite3
from contextlib import suppress
from pathlib import Path

from store.errors import LibraryError
from store.storage.connection import Connection
from store.text import clean_line


def write_snapshot(connection: Connection, path: Path) -> Connection:
    """Copy the file of `connection` to `path`, which must not exist; the copy, open for writing.

    The copy keeps a rollback journal: it can be read where nothing may be written. What is removed from it is
    overwritten.
    """
    # as an address, where the connection takes one: a name that is no UTF-8 could not be said otherwise
    connection.execute("VACUUM INTO ?", (path.absolute().as_uri() if connection.path else str(path),))
    try:
        copy = sqlite3.connect(path, isolation_level=None, factory=Connection)
    except sqlite3.OperationalError as error:
        raise LibraryError(f"{clean_line(str(path))} cannot be opened ({error}).") from error
    copy.name = clean_line(str(path))
    copy.execute("PRAGMA journal_mode = DELETE")
    copy.execute("PRAGMA secure_delete = ON")
    return copy


def passing_beside(path: Path) -> Path:
    """Where this process makes the file that is to stand at `path`.

    What processes of this machine were making there when they were killed is removed.
    """
    stem = f".{path.name}.{platform.node() or 'here'}."
    for left in path.parent.glob(f"{_literally(stem)}*"):
        number = re.match(r"\d+", left.name.removeprefix(stem))
        if number and not _runs(int(number[0])):
            with suppress(OSError):
                left.unlink()
    return path.with_name(f"{stem}{os.getpid()}")


def put_in_place(passing: Path, path: Path) -> None:
    """Give a whole file its place. Raises `FileExistsError` where something is there, which stays as it is."""
    try:
        os.link(passing, path)
    except FileExistsError:
        raise
    except OSError:  # a file system without links: between the two steps an empty file stands there
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        passing.replace(path)
    else:
        passing.unlink()


def _literally(text: str) -> str:
    return re.sub(r"([*?[])", r"[\1]", text)


def _runs(process: int) -> bool:
    """Whether another process with this number is there."""
    if process == os.getpid():
        return False
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True
