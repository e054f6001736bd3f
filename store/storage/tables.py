"""TinyDB over rows: its own `Storage` and `Table`, with what a JSON file cannot give.

`open_tinydb` gives a `TinyDB` on which everything that TinyDB documents works. What differs from its JSON file: one
document is read or written without the rest, several processes may use the file, documents come in the order of their
ids, ids are integers and are not given twice, and several changes can be one (`storage.transaction()`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

from tinydb import TinyDB
from tinydb.queries import QueryLike
from tinydb.storages import Storage
from tinydb.table import Document, Table

from store.storage.connection import PATIENCE, Connection
from store.storage.draft import Change, Draft
from store.storage.opening import MEMORY, connect
from store.storage.packing import unpack
from store.storage.rows import DocumentRows, table_names
from store.storage.schema import NOTEBOOK, Kind
from store.storage.waiting import Waiting

Listener = Callable[[list[Change]], None]


class StoredTable(Mapping[str, dict[str, Any]]):
    """The documents of a table as TinyDB's storages show them, by id as text; each is read when it is asked for."""

    def __init__(self, rows: DocumentRows) -> None:
        self.rows = rows

    def __getitem__(self, key: str) -> dict[str, Any]:
        body = self.rows.get(int(key)) if _is_id(key) else None
        if body is None:
            raise KeyError(key)
        return unpack(body)

    def __iter__(self) -> Iterator[str]:
        return (str(doc_id) for doc_id in self.rows.ids())

    def __len__(self) -> int:
        return self.rows.count()

    def items(self) -> Any:
        """Ids and documents, read in portions."""
        return ((str(doc_id), unpack(body)) for doc_id, body in self.rows)

    def values(self) -> Any:
        """Documents, read in portions."""
        return (unpack(body) for _, body in self.rows)


def _is_id(key: object) -> bool:
    return isinstance(key, str) and key.removeprefix("-").isdecimal()


class SQLiteStorage(Storage):
    """A TinyDB storage over an open connection."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self._listeners: dict[str, list[Listener]] = {}

    def rows(self, table: str) -> DocumentRows:
        """The rows of a table."""
        return DocumentRows(self.connection, table)

    def listen(self, table: str, listener: Listener) -> None:
        """Have `listener` told of every change of a table's documents, inside the transaction that makes it."""
        self._listeners.setdefault(table, []).append(listener)

    def transaction(
        self, *, patience: float = PATIENCE, waiting: Waiting | None = None
    ) -> AbstractContextManager[None]:
        """Several changes as one: all of them happen or none. Nests."""
        return self.connection.transaction(patience=patience, waiting=waiting)

    def state(self) -> tuple[int, int]:
        """A value that differs once anything in the file has changed, by this process or another."""
        return self.connection.data_version(), self.connection.total_changes

    def draft(self, table: str) -> Draft:
        """A table to change; see `Draft`."""
        return Draft(self.rows(table), self._listeners.get(table, ()))

    def read(self) -> dict[str, Any] | None:
        """All tables, each a lazy mapping; None where there are none."""
        names = table_names(self.connection)
        return {name: StoredTable(self.rows(name)) for name in names} or None

    def write(self, data: Mapping[str, Mapping[Any, Any]]) -> None:
        """Make the file hold exactly `data`; tables that `read` gave and nobody changed are left alone."""
        with self.transaction():
            for name in table_names(self.connection):
                if name not in data:
                    self._drop(name)
            for name, documents in data.items():
                if isinstance(documents, StoredTable) and documents.rows.connection is self.connection:
                    continue
                self._rewrite(name, documents)

    def _drop(self, name: str) -> None:
        draft = self.draft(name)
        draft.clear()
        draft.settle()
        self.rows(name).drop()

    def _rewrite(self, name: str, documents: Mapping[Any, Any]) -> None:
        self.rows(name).make()
        draft = self.draft(name)
        kept = {int(doc_id) for doc_id in documents}
        for doc_id in draft:
            if doc_id not in kept:
                del draft[doc_id]
        for doc_id, document in documents.items():
            draft[int(doc_id)] = document
        draft.settle()

    def close(self) -> None:
        """Close the file."""
        self.connection.close()


class RowTable(Table):
    """A TinyDB table that reads and writes single rows."""

    _storage: SQLiteStorage

    def __init__(self, storage: SQLiteStorage, name: str, **options: Any) -> None:
        self._state = (-1, -1)
        super().__init__(storage, name, **options)

    def insert(self, document: Mapping[str, Any]) -> int:
        """As `Table.insert`; its new id is safe from other processes."""
        with self._storage.transaction():
            return super().insert(document)

    def upsert(self, document: Mapping[str, Any], cond: QueryLike | None = None) -> list[int]:
        """As `Table.upsert`, in one transaction."""
        with self._storage.transaction():
            return super().upsert(document, cond)

    def search(self, cond: QueryLike) -> list[Document]:
        """As `Table.search`; what was found before is used again only while nothing in the file has changed."""
        state = self._storage.state()
        if state != self._state:
            self.clear_cache()
            self._state = state
        return super().search(cond)

    def get(
        self, cond: QueryLike | None = None, doc_id: int | None = None, doc_ids: Iterable[int] | None = None
    ) -> Any:
        """As `Table.get`; documents asked for by id are read alone."""
        if doc_id is None and doc_ids is not None:
            rows = self._storage.rows(self.name)
            found = ((one, rows.get(one)) for one in sorted(set(doc_ids)))
            return [self.document_class(unpack(body), one) for one, body in found if body is not None]
        if doc_id is not None:
            return super().get(doc_id=doc_id)
        if cond is not None:
            return super().get(cond)
        return super().get()

    def _get_next_id(self) -> int:
        return self._storage.rows(self.name).take_id()

    def _read_table(self) -> Any:
        return StoredTable(self._storage.rows(self.name))

    def _update_table(self, updater: Callable[[Any], None]) -> None:
        with self._storage.transaction():
            self._storage.rows(self.name).make()
            draft = self._storage.draft(self.name)
            updater(draft)
            draft.settle()
        self.clear_cache()


class RowDB(TinyDB):
    """A `TinyDB` whose tables are `RowTable`s."""

    table_class = RowTable  # type: ignore[assignment]  # inferred as the very class `Table`

    @classmethod
    def over(cls, storage: SQLiteStorage) -> RowDB:
        """A database over a storage that is open already."""
        return cls(storage=lambda: storage)


def open_tinydb(
    path: str | Path = MEMORY, *, kind: Kind = NOTEBOOK, create: bool = True, readonly: bool = False
) -> TinyDB:
    """A TinyDB over rows in the file at `path`, or in memory. Raises what `store.storage.opening.connect` raises."""
    place = MEMORY if path == MEMORY else Path(path)
    return RowDB.over(SQLiteStorage(connect(place, kind, create=create, readonly=readonly)))
