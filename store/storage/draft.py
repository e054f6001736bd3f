"""A table while TinyDB changes it: a mapping of ids to documents that writes what changed, row by row."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping, MutableMapping, Sequence
from typing import Any

from msgspec import Struct

from store.storage.packing import deflate, inflate, read_json, write_json
from store.storage.rows import LARGEST_ID, DocumentRows

_HELD = 256
"""Documents that are kept in memory after they were handed out, in case the caller changes them in place."""
_TOLD = 256
"""Changes after which the listeners are told."""


class Change(Struct, frozen=True):
    """A document before and after; None where it was not there, or is no more."""

    number: int
    before: dict[str, Any] | None
    after: dict[str, Any] | None


class Draft(MutableMapping[int, dict[str, Any]]):
    """What TinyDB's updaters are given instead of the whole table. Lives inside one transaction.

    A document that is handed out may be changed in place: it is compared with its row when it leaves memory or
    `settle` is called. Memory stays flat however large the table is.
    """

    def __init__(self, rows: DocumentRows, listeners: Sequence[Callable[[list[Change]], None]]) -> None:
        self._rows = rows
        self._listeners = listeners
        self._handed_out: OrderedDict[int, tuple[bytes, dict[str, Any]]] = OrderedDict()
        self._changes: list[Change] = []

    def __contains__(self, doc_id: object) -> bool:
        return isinstance(doc_id, int) and self._rows.get(doc_id) is not None

    def __getitem__(self, doc_id: int) -> dict[str, Any]:
        if doc_id in self._handed_out:
            self._handed_out.move_to_end(doc_id)
            return self._handed_out[doc_id][1]
        body = self._rows.get(doc_id)
        if body is None:
            raise KeyError(doc_id)
        text = inflate(body)
        document = read_json(text)
        self._handed_out[doc_id] = (text, document)
        if len(self._handed_out) > _HELD:
            self._put_away(*self._handed_out.popitem(last=False))
        return document

    def __setitem__(self, doc_id: int, document: Mapping[str, Any]) -> None:
        if not -LARGEST_ID <= doc_id <= LARGEST_ID:
            raise ValueError(f"Document ID {doc_id} does not fit 64 bits")
        self._take_back(doc_id)
        text = write_json(dict(document))
        body = self._rows.get(doc_id)
        if body is None:
            self._rows.insert([(doc_id, deflate(text))])
            self._tell(doc_id, None, text)
        else:
            self._replace(doc_id, inflate(body), text)

    def __delitem__(self, doc_id: int) -> None:
        self._take_back(doc_id)
        body = self._rows.get(doc_id)
        if body is None:
            raise KeyError(doc_id)
        self._rows.delete([doc_id])
        self._tell(doc_id, inflate(body), None)

    def __iter__(self) -> Iterator[int]:
        return iter(self._rows.ids())

    def __len__(self) -> int:
        return self._rows.count()

    def clear(self) -> None:
        """Remove every document."""
        if self._listeners:
            for doc_id, body in self._rows:
                self._tell(doc_id, inflate(body), None)
        self._handed_out.clear()
        self._rows.clear()

    def settle(self) -> None:
        """Write what was changed in place and tell the listeners what they have not heard yet."""
        while self._handed_out:
            self._put_away(*self._handed_out.popitem(last=False))
        self._tell_listeners()

    def _take_back(self, doc_id: int) -> None:
        held = self._handed_out.pop(doc_id, None)
        if held:
            self._put_away(doc_id, held)

    def _put_away(self, doc_id: int, held: tuple[bytes, dict[str, Any]]) -> None:
        before, document = held
        self._replace(doc_id, before, write_json(document))

    def _replace(self, doc_id: int, before: bytes, after: bytes) -> None:
        if before != after:
            self._rows.replace([(doc_id, deflate(after))])
            self._tell(doc_id, before, after)

    def _tell(self, doc_id: int, before: bytes | None, after: bytes | None) -> None:
        if not self._listeners:
            return
        self._changes.append(
            Change(
                doc_id,
                None if before is None else read_json(before),
                None if after is None else read_json(after),
            )
        )
        if len(self._changes) >= _TOLD:
            self._tell_listeners()

    def _tell_listeners(self) -> None:
        changes, self._changes = self._changes, []
        for listener in self._listeners:
            if changes:
                listener(changes)
