"""All there is to say of one entity: how it is called, when it was written about, what occurs with it."""

from __future__ import annotations

import heapq
import math
import sqlite3
from collections.abc import Iterable

from store.identity import is_name_node
from store.index.answers import CoOccurrence, EntityPage, NameCount
from store.index.bits import numbers_of, set_of
from store.index.counting import Counting
from store.index.entities import Entities
from store.index.evaluating import Evaluator
from store.index.grouping import EntityRow
from store.index.naming import is_unlike
from store.index.resolving import Resolver
from store.model import Entity

_NAMES = 100
_ALSO = 10
_MANY = 2000
"""With more entities than this beside one, those that are there only once are left aside."""
_LOOKED_AT = 3
"""How many times as many entities are looked at as are shown, since what is known at first of some is a guess."""
_THINNED_FROM, _THINNED_TO = 30_000, 8_000
"""Of more cases than this, that many are read to see what is named with an entity; what is then shown is counted."""
_SHARED_BY = 10
"""A name is looked for in other entities if at least one in so many uses is this one."""


class Pages:
    """Describes entities in one state of the index."""

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

    def page(self, row: EntityRow) -> EntityPage:
        """What there is to say of an entity."""
        entity = self._entities.value(row)
        nodes = row.nodes.split("\n")
        cases = self._evaluator.nodes(nodes)
        years = self._years(cases)
        descriptions = dict.fromkeys(text for node in nodes for text in self._entities.names(node).descriptions)
        return EntityPage(
            entity=entity,
            descriptions=tuple(descriptions),
            names=tuple(self._names(entity, nodes)),
            also=tuple(self._also(row)),
            years=years,
            undated=cases.bit_count() - sum(count for _, count in years),
        )

    def _names(self, entity: Entity, nodes: Iterable[str]) -> list[NameCount]:
        found = []
        for node in nodes:
            rows = self._connection.execute(
                "SELECT n.text, k.kind, n.cases FROM index_nodes AS m JOIN index_names AS n ON n.node = m.number"
                " JOIN index_kinds AS k ON k.number = n.kind WHERE m.node = ? AND n.role = 0"
                " ORDER BY n.cases DESC, n.text LIMIT ?",
                (node, _NAMES),
            ).fetchall()
            curie = "" if is_name_node(node) else node
            for text, kind, cases in rows:
                unlike = is_unlike(self._entities, text, (curie,)) if curie else False
                found.append(NameCount(text, kind, curie, cases, unlike))
        return sorted(found, key=lambda one: (-one.cases, one.name, one.kind, one.curie))[:_NAMES]

    def _also(self, row: EntityRow) -> list[Entity]:
        """Entities that share a usual name with this one."""
        numbers: set[int] = set()
        for node in row.nodes.split("\n"):
            names = self._entities.names(node)
            for text, count in names.counts.items():
                if count * _SHARED_BY >= names.uses:
                    numbers |= self._resolver.by_name(text)
        others = sorted(self._entities.rows(numbers - {row.number}).values(), key=lambda one: (-one.cases, one.id))
        return [self._entities.value(other) for other in others[:_ALSO]]

    def _years(self, cases: int) -> tuple[tuple[int, int], ...]:
        counts = {
            year: (cases & self._evaluator.feature(f"year:{year}")).bit_count() for year in self._evaluator.years()
        }
        dated = [year for year, count in counts.items() if count]
        if not dated:
            return ()
        return tuple((year, counts.get(year, 0)) for year in range(min(dated), max(dated) + 1))

    def co_occurring(self, row: EntityRow, limit: int, all_cases: int) -> list[CoOccurrence]:
        """What is named in the same cases, that first which is there more often than chance would have it."""
        cases = self._evaluator.nodes(row.nodes.split("\n"))
        some, times = _thinned(cases)
        counts = self._counting.entities(some)
        least = 2 if len(counts) > _MANY else 1
        share = row.cases / max(all_cases, 1)
        guessed = (
            (_surprise(counts[number] * times, share * of_all), of_all, -number)
            for number, of_all in self._connection.execute("SELECT number, cases FROM index_entities")
            if number != row.number and counts.get(number, 0) >= least
        )
        likely = self._entities.rows(-number for _, _, number in heapq.nlargest(_LOOKED_AT * limit, guessed)).values()
        exact = {
            other.number: (self._evaluator.nodes(other.nodes.split("\n")) & cases).bit_count()
            if "\n" in other.nodes or times > 1
            else counts[other.number]
            for other in likely
        }

        def rank(other: EntityRow) -> tuple[float, int, str]:
            return -_surprise(exact[other.number], share * other.cases), -other.cases, other.id

        return [
            CoOccurrence(self._entities.value(other), exact[other.number], share * other.cases)
            for other in sorted(likely, key=rank)[:limit]
        ]


def _thinned(cases: int) -> tuple[int, float]:
    """Of very many cases some, evenly spread, and how many times more there are."""
    count = cases.bit_count()
    if count <= _THINNED_FROM:
        return cases, 1
    some = numbers_of(cases)[:: count // _THINNED_TO]
    return set_of(some), count / len(some)


def _surprise(cases: float, expected: float) -> float:
    """How much more often than chance: the log-likelihood ratio of what is seen and what was to be expected."""
    return cases * math.log(cases / expected) - (cases - expected) if cases > expected else cases - expected
