"""What some cases have in common: their entities by kind, their years, their journals."""

from __future__ import annotations

import heapq
import sqlite3
from collections.abc import Mapping
from functools import lru_cache

from store.identity import kind_class, kind_order
from store.index.answers import FacetGroup, Facets, FacetValue
from store.index.counting import Counting
from store.index.entities import Entities
from store.index.evaluating import Evaluator
from store.index.grouping import EntityRow
from store.index.resolving import Resolver
from store.index.terms import term
from store.query.editing import quote

_VALUES = 12
"""Values of a group that are given; nobody reads on."""
_LOOKED_AT = 30


class Faceting:
    """Facets in one state of the index."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        resolver: Resolver,
        entities: Entities,
        evaluator: Evaluator,
        counting: Counting,
    ) -> None:
        self._connection = connection
        self._resolver = resolver
        self._entities = entities
        self._evaluator = evaluator
        self._counting = counting

    def facets(self, cases: int) -> Facets:
        """The most frequent values of each sort, the years newest first."""
        everything = cases == self._evaluator.feature("all")
        groups = self._of_entities(cases, None if everything else self._counting.entities(cases))
        groups += [
            self._years(cases),
            self._journals(self._all_journals() if everything else self._counting.journals(cases)),
        ]
        return Facets(cases.bit_count(), tuple(group for group in groups if group.values))

    def _of_entities(self, cases: int, counts: Mapping[int, int] | None) -> list[FacetGroup]:
        """The entities of some cases that are named most; `counts` is None where these are all cases."""
        by_kind: dict[str, list[tuple[int, int]]] = {}
        for number, kinds, of_all in self._connection.execute("SELECT number, kinds, cases FROM index_entities"):
            count = of_all if counts is None else counts.get(number, 0)
            if count:
                _keep_best(by_kind.setdefault(_group(kinds), []), (count, -number))
        groups = []
        for kind in sorted(by_kind, key=kind_order):
            counted = {-number: count for count, number in by_kind[kind]}
            rows = self._entities.rows(counted)
            exact = {
                number: (self._evaluator.nodes(row.nodes.split("\n")) & cases).bit_count()
                if "\n" in row.nodes and counted[number] > 1
                else counted[number]
                for number, row in rows.items()
            }
            best = sorted(rows.values(), key=lambda row: (-exact[row.number], row.name, row.id))[:_VALUES]
            groups.append(FacetGroup(kind, tuple(self._value(row, exact[row.number]) for row in best)))
        return groups

    def _value(self, row: EntityRow, cases: int) -> FacetValue:
        return FacetValue(row.name, term(self._resolver, row.id, row.name, row.kinds.split("\n")), cases)

    def _years(self, cases: int) -> FacetGroup:
        counts = [
            (year, (cases & self._evaluator.feature(f"year:{year}")).bit_count())
            for year in reversed(self._evaluator.years())
        ]
        return FacetGroup(
            "year", tuple(FacetValue(str(year), f"year:{year}", count) for year, count in counts if count)
        )

    def _journals(self, counts: Mapping[str, int]) -> FacetGroup:
        best = sorted(counts.items(), key=lambda one: (-one[1], one[0]))[:_VALUES]
        return FacetGroup("journal", tuple(FacetValue(name, f"journal:{quote(name)}", count) for name, count in best))

    def _all_journals(self) -> dict[str, int]:
        return dict(self._connection.execute("SELECT name, cases FROM index_journals").fetchall())


def _keep_best(heap: list[tuple[int, int]], one: tuple[int, int]) -> None:
    """Put `one` on a heap that holds no more than are looked at, the greatest."""
    if len(heap) < _LOOKED_AT:
        heapq.heappush(heap, one)
    elif one > heap[0]:
        heapq.heapreplace(heap, one)


@lru_cache(maxsize=1024)
def _group(kinds: str) -> str:
    return kind_class(min(kinds.split("\n"), key=kind_order))
