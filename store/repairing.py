"""Saving what can be saved of a damaged library or notebook, into a new file. The old one is never written to."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from msgspec import Struct

from store.documents import Document, to_case
from store.errors import DamagedError, LibraryError, NotFoundError, RoundsError
from store.library import Library
from store.notebook.pages import TABLES
from store.notebook.shapes import has_shape
from store.storage.opening import connect
from store.storage.packing import unpack
from store.storage.rows import DocumentRows
from store.storage.salvage import salvage
from store.storage.schema import LIBRARY, NOTEBOOK, Kind
from store.stored import ORIGIN, PAPERS
from store.text import clean_line

_PORTION = 500

Told = Callable[[int, int], None]
"""Told how many cases of how many are saved."""


class RepairReport(Struct, frozen=True):
    """What a repair saved."""

    path: Path
    into: Path
    saved: int
    """Cases; of a notebook, entries of any kind."""
    lost: int
    """Those that the old file says it had and that could not be read. 0 may mean that not even that is known."""


def repair(path: Path, into: Path, told: Told | None = None) -> RepairReport:
    """Save every case that can still be read of the library at `path` into a new one at `into`.

    Raises `LibraryError` where `into` exists or cannot be written, `NotFoundError` where `path` is not there.
    """
    _require(path, into, LIBRARY)
    expected = _expected(path, LIBRARY, [PAPERS])
    with _whole_or_gone(into), Library.open(into, create=True) as library:
        for portion in _cases(path):
            library.restore(portion)
            saved = library.info.cases
            if told:
                told(saved, max(saved, expected))
    return RepairReport(path, into, saved, max(0, expected - saved))


def repair_notebook(path: Path, into: Path) -> RepairReport:
    """Save every entry that can still be read of the notebook at `path` into a new one at `into`; as `repair`."""
    _require(path, into, NOTEBOOK)
    expected = _expected(path, NOTEBOOK, TABLES)
    saved = 0
    with _whole_or_gone(into), closing(connect(into, NOTEBOOK, create=True)) as connection, connection.transaction():
        for table in TABLES:
            found = {number: body for number, body in salvage(path, table) if number > 0 and _is_entry(table, body)}
            DocumentRows(connection, table).insert(sorted(found.items()))
            saved += len(found)
    return RepairReport(path, into, saved, max(0, expected - saved))


def _require(path: Path, into: Path, kind: Kind) -> None:
    if not path.exists():
        raise NotFoundError(f"There is no {kind.name} at {clean_line(str(path))}.")
    if os.path.lexists(into):
        raise LibraryError(f"{clean_line(str(into))} exists already and is not overwritten.")


@contextmanager
def _whole_or_gone(into: Path) -> Iterator[None]:
    """Leave no half of a new file behind where making it fails."""
    try:
        yield
    except BaseException:
        for suffix in ("", "-wal", "-shm", "-journal"):
            into.with_name(f"{into.name}{suffix}").unlink(missing_ok=True)
        raise


def _expected(path: Path, kind: Kind, tables: list[str]) -> int:
    """How many documents a damaged file says that it has, 0 where it says nothing any more."""
    try:
        with closing(connect(path, kind, readonly=True)) as connection:
            return sum(DocumentRows(connection, table).count() for table in tables)
    except RoundsError:
        return 0


def _cases(path: Path) -> Iterator[list[Document]]:
    """The cases that can still be read, in portions; of several states of one the latest import's first."""
    portion: list[Document] = []
    for _, body in salvage(path, PAPERS):
        document = _case_document(body)
        if document is not None:
            portion.append(document)
        if len(portion) == _PORTION:
            yield _latest_first(portion)
            portion = []
    yield _latest_first(portion)


def _case_document(body: bytes) -> Document | None:
    try:
        document = unpack(body)
        to_case(document)
    except (DamagedError, KeyError, TypeError, ValueError, AttributeError):
        return None
    return document


def _is_entry(table: str, body: bytes) -> bool:
    try:
        return has_shape(table, unpack(body))
    except DamagedError:
        return False


def _latest_first(documents: list[Document]) -> list[Document]:
    def batch(document: dict[str, Any]) -> int:
        origin = document.get(ORIGIN)
        found = origin.get("batch") if isinstance(origin, dict) else None
        return found if isinstance(found, int) else 0

    return sorted(documents, key=batch, reverse=True)
