"""Counts over sets of cases: entities, years, journals."""

from __future__ import annotations

import json
import sqlite3
from array import array
from collections import Counter
from collections.abc import Iterable
from itertools import islice
from typing import Any

from store.index.answers import Stats
from store.index.bits import flags_of, numbers_of
from store.index.evaluating import Evaluator
from store.index.grouping import unpack

_AT_ONCE = 10_000
"""Cases whose rows are fetched by number in one query."""
_SOONER_SCANNED = 3
"""If more than one in so many cases is wanted, all rows are read."""
_PORTION = 2_000
"""Cases whose nodes are in memory at a time."""
_JOURNALS = 20


class Counting:
    """Counts in one state of the index."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._entity_of: array[int] | None = None

    def entities(self, cases: int) -> Counter[int]:
        """How often the cases name each entity, by its number.

        Of an entity with several nodes a case may name more than one: it is then counted more than once.
        """
        entity_of = self._entities_by_node()
        by_node: Counter[int] = Counter()
        values = iter(self._values("nodes", "index_case_nodes", cases))
        while portion := list(islice(values, _PORTION)):
            by_node.update(unpack(b"".join(portion)))
        counts: Counter[int] = Counter()
        for node, count in by_node.items():
            counts[entity_of[node]] += count
        return counts

    def journals(self, cases: int) -> Counter[str]:
        """In how many of the cases each journal is given."""
        counts = Counter(self._values("journal", "index_cases", cases))
        names = dict(self._connection.execute("SELECT number, name FROM index_journals"))
        return Counter({names[number]: count for number, count in counts.items() if number is not None})

    def _values(self, column: str, table: str, cases: int) -> Iterable[Any]:
        """A column of the rows of the cases."""
        numbers = numbers_of(cases)
        if len(numbers) * _SOONER_SCANNED > cases.bit_length() > _AT_ONCE:
            flags = flags_of(cases, cases.bit_length())
            rows = self._connection.execute(
                f"SELECT number, {column} FROM {table} WHERE number < ?",  # noqa: S608 -- constants
                (len(flags),),
            )
            yield from (value for number, value in rows if flags[number])
            return
        for start in range(0, len(numbers), _AT_ONCE):
            rows = self._connection.execute(
                f"SELECT c.{column} FROM json_each(?) AS wanted"  # noqa: S608 -- constants
                f" CROSS JOIN {table} AS c ON c.number = wanted.value",
                (json.dumps(numbers[start : start + _AT_ONCE].tolist()),),
            )
            yield from (value for (value,) in rows)

    def _entities_by_node(self) -> array[int]:
        """The entity of each node, at the place of its number."""
        if self._entity_of is None:
            (last,) = self._connection.execute("SELECT coalesce(max(number), 0) FROM index_nodes").fetchone()
            found = array("I", bytes(4 * (last + 1)))
            for number, entity in self._connection.execute("SELECT number, entity FROM index_nodes"):
                found[number] = entity
            self._entity_of = found
        return self._entity_of


def stats(connection: sqlite3.Connection, evaluator: Evaluator, cases: int) -> Stats:
    """The size of a library in numbers."""
    years = [(year, evaluator.feature(f"year:{year}").bit_count()) for year in evaluator.years()]
    kinds: Counter[str] = Counter()
    for (of_entity,) in connection.execute("SELECT kinds FROM index_entities"):
        kinds.update(of_entity.split("\n"))
    (entities,) = connection.execute("SELECT count(*) FROM index_entities").fetchone()
    journals = connection.execute(
        "SELECT name, cases FROM index_journals ORDER BY cases DESC, name LIMIT ?", (_JOURNALS,)
    ).fetchall()
    return Stats(
        cases=cases,
        dated=evaluator.feature("has:date").bit_count(),
        entities=entities,
        kinds=tuple(sorted(kinds.items(), key=lambda one: (-one[1], one[0]))),
        years=tuple((year, count) for year, count in years if count),
        journals=tuple((name, count) for name, count in journals),
    )
