"""Whether a library is whole, and saving what can be saved of one that is not."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from itertools import chain
from pathlib import Path
from typing import Any

from msgspec import Struct

from store.documents import Document, to_case
from store.errors import DamagedError, LibraryError, NotFoundError, RoundsError
from store.index import VERSION, numbers_of_keys, version
from store.index.checking import cases_indexed, full_text_problems
from store.library import Library
from store.storage.connection import Connection
from store.storage.opening import connect, connect_as_it_is
from store.storage.packing import unpack
from store.storage.rows import DocumentRows
from store.storage.salvage import salvage
from store.storage.schema import LIBRARY, integrity_problems
from store.stored import ORIGIN, PAPERS, keys_of_stored
from store.text import clean_line

PROBLEMS_NAMED = 20
"""Problems after which a check stops looking for more."""
_PORTION = 500

Told = Callable[[int, int], None]
"""Told how many cases of how many are done."""


class CheckReport(Struct, frozen=True):
    """What a check found."""

    path: Path
    cases: int
    problems: tuple[str, ...] = ()
    """A sentence each; at most `PROBLEMS_NAMED`."""

    @property
    def ok(self) -> bool:
        """Whether the library is whole."""
        return not self.problems


class RepairReport(Struct, frozen=True):
    """What a repair saved."""

    path: Path
    into: Path
    saved: int
    lost: int
    """Cases that the old file says it had and that could not be read. 0 may mean that not even that is known."""


def check(path: Path, told: Told | None = None) -> CheckReport:
    """Look at every page, every document and what the index says of it. Changes nothing.

    Raises `NotFoundError` where there is no file, `NewerSchemaError` and `BusyError`; damage of any kind is a report.
    """
    try:
        connection = connect(path, LIBRARY, readonly=True)
    except DamagedError as error:
        return CheckReport(path, 0, (error.sentence,))
    problems: list[str] = []
    cases = 0
    try:
        for problem in chain(_problems(connection, told), _full_text_problems(path)):
            problems.append(problem)
            if len(problems) >= PROBLEMS_NAMED:
                break
        cases = DocumentRows(connection, PAPERS).count()
    except DamagedError as error:
        problems.append(error.sentence)
    finally:
        connection.close()
    return CheckReport(path, cases, tuple(problems))


def _problems(connection: Connection, told: Told | None) -> Iterator[str]:
    yield from integrity_problems(connection, PROBLEMS_NAMED)
    rows = DocumentRows(connection, PAPERS)
    total, seen = rows.count(), 0
    indexed = version(connection) == VERSION
    if not indexed:
        yield "The index is of another version or missing; opening the library for writing makes it anew."
    portion: list[tuple[int, Document]] = []
    for number, body in rows:
        seen += 1
        try:
            document = unpack(body)
            to_case(document)
        except (DamagedError, KeyError, TypeError) as error:
            yield f"Case number {number} cannot be read ({clean_line(str(error))})."
            continue
        portion.append((number, document))
        if len(portion) == _PORTION:
            if indexed:
                yield from _index_problems(connection, portion)
            portion = []
            if told:
                told(seen, total)
    if indexed:
        yield from _index_problems(connection, portion)
    if seen != total:
        yield f"The library says that it has {total} cases, but {seen} are there."
    if indexed and (known := cases_indexed(connection)) != seen:
        yield f"The index knows {known} cases, but {seen} are there."


def _full_text_problems(path: Path) -> Iterator[str]:
    """SQLite looks into full text only where it might write; it writes nothing."""
    connection = connect_as_it_is(path)
    if connection is None:
        return
    with closing(connection), suppress(_Done), connection.transaction():
        yield from full_text_problems(connection)
        raise _Done


class _Done(Exception):  # noqa: N818 -- it is no error
    """Ends a transaction that is to leave nothing behind."""


def _index_problems(connection: Connection, portion: list[tuple[int, Document]]) -> Iterator[str]:
    keys = {key: number for number, document in portion for key in keys_of_stored(document)}
    found = numbers_of_keys(connection, list(keys))
    for key, number in keys.items():
        if found.get(key) != number:
            yield f"The index does not lead from {key} to case number {number}."


def repair(path: Path, into: Path, told: Told | None = None) -> RepairReport:
    """Save every case that can still be read of the library at `path` into a new one at `into`.

    The old file is never written to. Raises `LibraryError` where `into` exists, `NotFoundError` where `path` does not.
    """
    if not path.exists():
        raise NotFoundError(f"There is no library at {clean_line(str(path))}.")
    if os.path.lexists(into):
        raise LibraryError(f"{clean_line(str(into))} exists already and is not overwritten.")
    expected = _expected(path)
    with Library.open(into, create=True) as library:
        for portion in _cases(path):
            library.restore(portion)
            saved = library.info.cases
            if told:
                told(saved, max(saved, expected))
    return RepairReport(path, into, saved, max(0, expected - saved))


def _expected(path: Path) -> int:
    """How many cases a damaged library says that it has, 0 where it says nothing any more."""
    try:
        connection = connect(path, LIBRARY, readonly=True)
    except RoundsError:
        return 0
    try:
        return DocumentRows(connection, PAPERS).count()
    except RoundsError:
        return 0
    finally:
        connection.close()


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
    except (DamagedError, KeyError, TypeError):
        return None
    return document


def _latest_first(documents: list[Document]) -> list[Document]:
    def batch(document: dict[str, Any]) -> int:
        origin = document.get(ORIGIN)
        found = origin.get("batch") if isinstance(origin, dict) else None
        return found if isinstance(found, int) else 0

    return sorted(documents, key=batch, reverse=True)
