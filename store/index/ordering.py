"""Sets of cases in the order that was asked for."""

from __future__ import annotations

import json
import sqlite3
from array import array
from collections.abc import Iterator
from itertools import compress, islice

from store.index.answers import Sort
from store.index.bits import flags_of, numbers_of

_FEW = 2000
"""Cases that are sooner sorted than picked out of the order of all."""
_COLUMNS = {"date": "sort_date", "title": "sort_title", "author": "sort_author", "import": "batch"}
_NEWEST_FIRST = ("date", "import")


class Orders:
    """The orders of one state of the index; the order of all cases is remembered once it was needed."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._all: dict[tuple[Sort, bool], array[int]] = {}

    def ordered(self, cases: int, sort: Sort, *, reverse: bool, limit: int | None = None) -> array[int]:
        """The numbers in a set, in order; those without a value (no date, no author) come last either way."""
        if cases.bit_count() <= _FEW:
            return self._sorted(numbers_of(cases), sort, reverse=reverse)[:limit]
        flags = flags_of(cases, self._highest() + 1)
        if limit is not None and (sort, reverse) not in self._all:
            return array("Q", islice((number for number in self._walk(sort, reverse) if flags[number]), limit))
        order = self._order(sort, reverse)
        if cases.bit_count() == len(order):
            return order[:limit]
        return array("Q", islice(compress(order, map(flags.__getitem__, order)), limit))

    def _highest(self) -> int:
        (number,) = self._connection.execute("SELECT coalesce(max(number), 0) FROM index_cases").fetchone()
        return int(number)

    def _order(self, sort: Sort, reverse: bool) -> array[int]:
        if (sort, reverse) not in self._all:
            order = array("I")
            for query in self._queries(sort, reverse):
                # as one JSON text: half the time of a row for each number
                (numbers,) = self._connection.execute(f"SELECT json_group_array(number) FROM ({query})").fetchone()  # noqa: S608
                order.extend(json.loads(numbers))
            self._all[sort, reverse] = order
        return self._all[sort, reverse]

    def _walk(self, sort: Sort, reverse: bool) -> Iterator[int]:
        for query in self._queries(sort, reverse):
            for (number,) in self._connection.execute(query):
                yield number

    @staticmethod
    def _queries(sort: Sort, reverse: bool) -> list[str]:
        """The queries which together give the numbers of all cases in order."""
        column = _COLUMNS[sort]
        way = "DESC" if (sort in _NEWEST_FIRST) != reverse else "ASC"
        order = f"ORDER BY {column} {way}, number {way}"
        if sort == "import":
            return [f"SELECT number FROM index_cases {order}"]  # noqa: S608 -- constants
        return [f"SELECT number FROM index_cases WHERE {column} {test} '' {order}" for test in (">", "=")]  # noqa: S608

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
        return array("Q", [number for _, number in rows])
