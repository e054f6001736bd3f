"""Sets of cases in the order that was asked for."""

from __future__ import annotations

import json
import sqlite3
from array import array
from collections.abc import Iterable, Iterator, Sequence
from functools import reduce
from itertools import compress, islice
from operator import or_
from threading import Lock
from typing import overload

from store.index.answers import Sort
from store.index.bits import flags_of, numbers_of

_FEW = 500
"""Cases that are sooner sorted than picked out of the order of all."""
_STRETCH = 1 << 13
"""Of the order of all, what is looked through at a time."""
_ROWS = 4096
_COLUMNS = {"date": "sort_date", "title": "sort_title", "author": "sort_author", "import": "batch"}
_NEWEST_FIRST = ("date", "import")
_KEPT_FROM = 50_000
"""Cases from which on working out the order in which they are first shown takes longer than a person should wait."""


def keep_order(connection: sqlite3.Connection) -> None:
    """Keep the order by date for whoever opens a large library; call in the transaction after the last that writes.

    It holds as long as nothing more is written: then it is worked out by who needs it.
    """
    (cases,) = connection.execute("SELECT value FROM index_meta WHERE name = 'cases'").fetchone()
    connection.execute("DROP TABLE IF EXISTS index_orders")
    if cases >= _KEPT_FROM:
        connection.execute("CREATE TABLE index_orders(sort TEXT PRIMARY KEY, generation INTEGER, numbers BLOB)")
        connection.execute(
            "INSERT INTO index_orders(sort, generation, numbers)"
            " SELECT 'date', value, ? FROM index_meta WHERE name = 'generation'",
            (_worked_out(connection, "date", reverse=False).tobytes(),),
        )


def _kept(connection: sqlite3.Connection, sort: Sort) -> array[int] | None:
    """The order as it was kept, if it is there and still holds."""
    if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'index_orders'").fetchone():
        return None
    row = connection.execute(
        "SELECT numbers FROM index_orders WHERE sort = ?"
        " AND generation = (SELECT value FROM index_meta WHERE name = 'generation')",
        (sort,),
    ).fetchone()
    return array("I", row[0]) if row else None


def kept_order_is_right(connection: sqlite3.Connection) -> bool:
    """Whether the order that is kept, if one is and it still holds, is the one that the cases have."""
    kept = _kept(connection, "date")
    return kept is None or kept == _worked_out(connection, "date", reverse=False)


def _worked_out(connection: sqlite3.Connection, sort: Sort, *, reverse: bool) -> array[int]:
    order = array("I")
    for query in _queries(sort, reverse=reverse):
        rows = connection.execute(query)
        while portion := rows.fetchmany(_ROWS):
            order.extend([number for (number,) in portion])
    return order


def _queries(sort: Sort, *, reverse: bool) -> list[str]:
    """The queries which together give the numbers of all cases in order."""
    column = _COLUMNS[sort]
    way = "DESC" if (sort in _NEWEST_FIRST) != reverse else "ASC"
    order = f"ORDER BY {column} {way}, number {way}"
    if sort == "import":
        return [f"SELECT number FROM index_cases {order}"]  # noqa: S608 -- constants
    return [f"SELECT number FROM index_cases WHERE {column} {test} '' {order}" for test in (">", "=")]  # noqa: S608


class Ordered(Sequence[int]):
    """The numbers of cases in order, picked out of the order of all cases as far as somebody looks.

    How long it is, is known at once. Several threads may look.
    """

    def __init__(self, cases: int, parts: Sequence[array[int] | int], order: array[int], highest: int) -> None:
        """The `parts` follow one another: numbers that are in order, or the set of some."""
        self.cases = cases
        """The set of them all."""
        self._parts = parts
        self._order = order
        self._highest = highest
        self._length = cases.bit_count()
        self._found = array("I")
        self._more = self._stretches()
        self._turn = Lock()

    def __len__(self) -> int:
        return self._length

    @overload
    def __getitem__(self, place: int) -> int: ...
    @overload
    def __getitem__(self, place: slice) -> array[int]: ...
    def __getitem__(self, place: int | slice) -> int | array[int]:
        if isinstance(place, slice):
            first, last, step = place.indices(self._length)
            self._reach(max(first, last) if step > 0 else first + 1)
            return self._found[first : last if last >= 0 else None : step]
        if place < 0:
            place += self._length
        self._reach(place + 1)
        return self._found[place]

    def __iter__(self) -> Iterator[int]:
        self._reach(self._length)
        return iter(self._found)

    def __contains__(self, number: object) -> bool:
        try:
            self.index(number)
        except ValueError:
            return False
        return True

    def index(self, number: object, start: int = 0, stop: int | None = None) -> int:
        """Where a number stands; raises `ValueError` where it does not, which is seen without looking for it."""
        if not isinstance(number, int) or number < 0:
            raise ValueError(f"{number!r} is no number of a case")
        if not self.cases >> number & 1:
            raise ValueError(f"{number} is not among these cases")
        reached = 0
        while True:
            length = len(self._found)
            try:
                return self._found.index(number, max(start, reached), self._length if stop is None else stop)
            except ValueError:
                if length >= self._length:
                    raise
            reached = length
            self._reach(length + 1)  # a stretch further

    def _reach(self, count: int) -> None:
        if count <= len(self._found):
            return
        with self._turn:
            while len(self._found) < count:
                stretch = next(self._more, None)
                if stretch is None:
                    return
                self._found.extend(stretch)

    def _stretches(self) -> Iterator[Iterable[int]]:
        for part in self._parts:
            if not isinstance(part, int):
                yield part
                continue
            flags, left = flags_of(part, self._highest + 1), part.bit_count()
            for start in range(0, len(self._order), _STRETCH):
                stretch = self._order[start : start + _STRETCH]
                found = array("I", compress(stretch, map(flags.__getitem__, stretch)))
                yield found
                left -= len(found)
                if not left:
                    break


class Orders:
    """The orders of one state of the index; those of all cases that were needed last are remembered."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._all: dict[tuple[Sort, bool], array[int]] = {}

    def ordered(self, cases: int, sort: Sort, *, reverse: bool, limit: int | None = None) -> Sequence[int]:
        """The numbers in a set, in order; those without a value (no date, no author) come last either way."""
        return self.ordered_by_worth((cases,), sort, reverse=reverse, limit=limit)

    def ordered_by_worth(
        self, sets: Sequence[int], sort: Sort, *, reverse: bool, limit: int | None = None
    ) -> Sequence[int]:
        """The numbers in several sets, one set after the other, each in order."""
        parts = [
            self._sorted(numbers_of(cases), sort, reverse=reverse) if cases.bit_count() <= _FEW else cases
            for cases in sets
            if cases
        ]
        if all(isinstance(part, array) for part in parts):
            together = array("I")
            for part in parts:
                together.extend(part)  # type: ignore[arg-type]  # all are arrays
            return together[:limit]
        cases, highest = reduce(or_, sets), self._highest()
        if limit is not None and len(parts) == 1 and not self._is_at_hand(sort, reverse=reverse):
            flags = flags_of(cases, highest + 1)
            return array("I", islice((number for number in self._walk(sort, reverse) if flags[number]), limit))
        order = self.all(sort, reverse=reverse)
        if len(parts) == 1 and cases.bit_count() == len(order):
            return order if limit is None else order[:limit]
        found = Ordered(cases, parts, order, highest)
        return found if limit is None else found[:limit]

    def all(self, sort: Sort, *, reverse: bool) -> array[int]:
        """All cases in an order; not to be changed."""
        if not self._is_at_hand(sort, reverse=reverse):
            self._make_room()
            self._all[sort, reverse] = _worked_out(self._connection, sort, reverse=reverse)
        return self._all[sort, reverse]

    def _is_at_hand(self, sort: Sort, *, reverse: bool) -> bool:
        """Whether the order of all cases need not be worked out."""
        if (sort, reverse) not in self._all and not reverse:
            kept = _kept(self._connection, sort)
            if kept is not None:
                self._make_room()
                self._all[sort, reverse] = kept
        return (sort, reverse) in self._all

    def _make_room(self) -> None:
        """Forget the order that was made first, if there are several: each takes four bytes for every case."""
        while len(self._all) > 1:
            del self._all[next(iter(self._all))]

    def _highest(self) -> int:
        (number,) = self._connection.execute("SELECT coalesce(max(number), 0) FROM index_cases").fetchone()
        return int(number)

    def _walk(self, sort: Sort, reverse: bool) -> Iterator[int]:
        for query in _queries(sort, reverse=reverse):
            for (number,) in self._connection.execute(query):
                yield number

    def _sorted(self, numbers: array[int], sort: Sort, *, reverse: bool) -> array[int]:
        rows = self._connection.execute(
            f"SELECT c.{_COLUMNS[sort]}, c.number FROM json_each(?) AS wanted"  # noqa: S608 -- constants
            " CROSS JOIN index_cases AS c ON c.number = wanted.value",
            (json.dumps(numbers.tolist()),),
        ).fetchall()
        backwards = (sort in _NEWEST_FIRST) != reverse
        rows.sort(reverse=backwards)
        if sort != "import":
            rows.sort(key=lambda row: row[0] == "")
        return array("I", [number for _, number in rows])
