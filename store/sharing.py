"""A snapshot of a library that others can open but not change."""

from __future__ import annotations

import os
import shlex
import stat
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from msgspec import Struct

from store.errors import LibraryError
from store.importing.remembering import IMPORTS
from store.library import BUNDLED, IDENTITY, NAME, Library
from store.storage.rows import DocumentRows
from store.storage.schema import SHARED_AT, note
from store.storage.snapshots import passing_beside, put_in_place, write_snapshot
from store.text import clean_line

_FILE_MODE = 0o644
_FOLDER_MODE = 0o755


class ShareReport(Struct, frozen=True):
    """A snapshot that was made."""

    path: Path
    cases: int
    command: str
    """What others type to open it."""
    obstacles: tuple[str, ...]
    """Folders on the way that keep others out, with the command that lets them in; empty where all is well."""


def share(library: Library, folder: Path, *, name: str | None = None) -> ShareReport:
    """Write a snapshot of `library` into `folder`, which is made if need be.

    Others need no right to write: it keeps no write-ahead log. What the library remembers of its imports stays
    behind, since it names the files of its owner. Raises `LibraryError` where the file exists, and never overwrites.
    """
    called = name or library.info.name
    path = _make_folder(folder) / f"{_file_name(called)}.db"
    if os.path.lexists(path):
        raise _in_the_way(path)
    passing = passing_beside(path)
    try:
        snapshot = write_snapshot(library.connection, passing)
        with closing(snapshot), snapshot.transaction():
            DocumentRows(snapshot, IMPORTS).drop()
            note(snapshot, NAME, called)
            note(snapshot, BUNDLED, None)  # who shares the bundled cases gives them a name of their own
            note(snapshot, IDENTITY, None)
            note(snapshot, SHARED_AT, datetime.now(UTC).isoformat(timespec="seconds"))
        passing.chmod(_FILE_MODE)
        put_in_place(passing, path)
    except FileExistsError as error:
        raise _in_the_way(path) from error
    except OSError as error:
        raise LibraryError(f"{clean_line(str(path))} cannot be written: {error.strerror}.") from error
    finally:
        passing.unlink(missing_ok=True)
    command = f"rounds --library {shlex.quote(str(path))}"
    return ShareReport(path, library.info.cases, command, obstacles(path))


def _in_the_way(path: Path) -> LibraryError:
    return LibraryError(f"{clean_line(str(path))} exists already and is not overwritten.", "Move it away first.")


def obstacles(path: Path) -> tuple[str, ...]:
    """What keeps others from reading `path`: the file itself and every folder on the way to it."""
    found = []
    if not path.stat().st_mode & stat.S_IROTH:
        found.append(f"others may not read the file: chmod o+r {shlex.quote(str(path))}")
    for folder in reversed(path.resolve().parents):
        if not folder.stat().st_mode & stat.S_IXOTH:
            found.append(f"others may not enter this folder: chmod o+x {shlex.quote(str(folder))}")
    return tuple(clean_line(line) for line in found)


def _make_folder(folder: Path) -> Path:
    folder = folder.absolute()
    try:
        if not folder.is_dir():
            folder.mkdir(parents=True)
            folder.chmod(_FOLDER_MODE)
    except OSError as error:
        raise LibraryError(f"{clean_line(str(folder))} cannot be made: {error.strerror}.") from error
    return folder


def _file_name(name: str) -> str:
    """A file name that cannot leave its folder nor hide in it."""
    kept = "".join(character if character.isalnum() or character in "-_. " else "-" for character in name)
    return kept.strip(" .-")[:80] or "library"
