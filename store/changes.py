"""Changes of cases gathered, then written at once: rows and index together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from store.documents import Document
from store.index import numbers_of_keys
from store.indexing import Indexing, entry_of_stored
from store.storage.connection import Connection
from store.storage.packing import pack, unpack
from store.storage.rows import DocumentRows
from store.stored import PAPERS, keys_of_stored

if TYPE_CHECKING:
    from store.index import IndexEntry


class _State(Struct):
    """A case before the changes and as it shall be; None where it is not."""

    before: IndexEntry | None
    after: IndexEntry | None
    body: bytes | None

    @property
    def was_there(self) -> bool:
        return self.before is not None


class CaseChanges:
    """What shall become of cases. Lives inside one transaction; nothing is written before `write`."""

    def __init__(self, connection: Connection, index: Indexing) -> None:
        self._connection = connection
        self._rows = DocumentRows(connection, PAPERS)
        self._index = index
        self._states: dict[int, _State] = {}
        self._next = self._rows.next_id()
        self._added: dict[str, int] = {}

    def add(self, body: bytes, entry: IndexEntry) -> int:
        """A new case, given as its row and its index entry; its number."""
        number, self._next = self._next, self._next + 1
        self._states[number] = _State(None, entry, body)
        return number

    def replace(self, number: int, before: Document, after: Document) -> None:
        """Another document for a case that is there. `before` is what `document` gives."""
        state = self._state(number, before)
        state.after, state.body = entry_of_stored(after), pack(after)

    def remove(self, number: int, before: Document) -> None:
        """A case that goes."""
        state = self._state(number, before)
        state.after = state.body = None

    def put_back(self, document: Document) -> int:
        """Add a case that was there before, unless one with any of its keys is; the number of whichever it is."""
        keys = keys_of_stored(document)
        there = numbers_of_keys(self._connection, keys) | {key: self._added[key] for key in keys if key in self._added}
        if there:
            return next(there[key] for key in keys if key in there)
        number = self.add(pack(document), entry_of_stored(document))
        self._added.update(dict.fromkeys(keys, number))
        return number

    def _state(self, number: int, before: Document) -> _State:
        if number not in self._states:
            self._states[number] = _State(entry_of_stored(before), None, None)
        return self._states[number]

    def document(self, number: int) -> Document | None:
        """The document of a case as it is after the changes so far."""
        state = self._states.get(number)
        body = state.body if state else self._rows.get(number)
        return None if body is None else unpack(body)

    def write(self) -> None:
        """Carry the changes out."""
        states = self._states
        self._rows.insert(
            (number, state.body) for number, state in states.items() if state.body is not None and not state.was_there
        )
        self._rows.replace(
            (number, state.body) for number, state in states.items() if state.body is not None and state.was_there
        )
        self._rows.delete(number for number, state in states.items() if state.body is None and state.was_there)
        self._index.apply(
            [
                (number, state.before, state.after)
                for number, state in states.items()
                if not (state.before is None and state.after is None)
            ]
        )
        self._states = {}
