"""Keeps the index right whatever changes the documents, in the transaction that changes them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from store.documents import Document
from store.index import VERSION, IndexEntry, IndexWriter, create, drop, entry_of, keep_order, version
from store.storage.connection import Connection
from store.storage.packing import unpack
from store.storage.rows import DocumentRows
from store.stored import DISPUTED_KEYS, ORIGIN, PAPERS, keys_of_stored

if TYPE_CHECKING:
    from store.storage.draft import Change

_PORTION = 1000

Told = Callable[[int, int], None]
"""Told how many cases of how many are done."""


class Indexing:
    """The index of a library as the transactions of its connection see it."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._writer: IndexWriter | None = None
        connection.join(self)

    def apply(self, changes: Sequence[tuple[int, IndexEntry | None, IndexEntry | None]]) -> None:
        """Take in changes of cases (number, before, after), each number once; call inside a transaction."""
        if changes:
            if self._writer is None:
                self._writer = IndexWriter(self._connection)
            self._writer.apply(changes)

    def hear(self, changes: Sequence[Change]) -> None:
        """Take in changes that were made through TinyDB."""
        joined: dict[int, tuple[IndexEntry | None, IndexEntry | None]] = {}
        for change in changes:
            before = joined[change.number][0] if change.number in joined else _entry(change.before)
            joined[change.number] = before, _entry(change.after)
        self.apply([(number, before, after) for number, (before, after) in joined.items()])

    def settle(self) -> None:
        """Work out the entities that the changes touch."""
        if self._writer is not None:
            self._writer.finish()

    def forget(self) -> None:
        """The changes were taken back."""
        self._writer = None

    def bring_up_to_date(self, told: Told | None = None) -> None:
        """Make the index anew unless it is there in the form that this program reads."""
        with self._connection.transaction():
            if version(self._connection) != VERSION:
                self._make_anew(told)

    def rebuild(self, told: Told | None = None) -> None:
        """Make the index anew from the documents alone. `told` hears how many of how many are done."""
        with self._connection.transaction():
            self._make_anew(told)

    def _make_anew(self, told: Told | None) -> None:
        rows = DocumentRows(self._connection, PAPERS)
        total, done = rows.count(), 0
        drop(self._connection)
        create(self._connection)
        for portion in _portions(rows):
            self.apply([(number, None, entry_of_stored(unpack(body))) for number, body in portion])
            self.settle()
            done += len(portion)
            if told:
                told(done, total)
        keep_order(self._connection)


def entry_of_stored(document: Document) -> IndexEntry:
    """The index entry of a document of the library."""
    origin: dict[str, Any] = document.get(ORIGIN) or {}
    keys = keys_of_stored(document)
    entry = entry_of(
        document, digest=bytes.fromhex(origin.get("digest") or ""), batch=origin.get("batch") or 0, keys=keys
    )
    if document.get(DISPUTED_KEYS):
        return replace(entry, keys=keys)
    return entry


def _entry(document: dict[str, object] | None) -> IndexEntry | None:
    return None if document is None else entry_of_stored(document)


def _portions(rows: DocumentRows) -> Iterator[list[tuple[int, bytes]]]:
    portion = []
    for row in rows:
        portion.append(row)
        if len(portion) == _PORTION:
            yield portion
            portion = []
    if portion:
        yield portion
