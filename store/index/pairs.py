"""Which cases name a pair of entities: by their bits as far as these tell, else by what each case names and says.

That both sides are named is in the bits. What they do not tell is whether one and the same entity stands on both sides
(`gene:ALK ~ gene:*`), which the list of a case's entities does, and how near to one another the two are named, for
which its text is read. Cases are then gone through from the newest on, and what was found is remembered.
"""

from __future__ import annotations

import json
import sqlite3
from collections import OrderedDict
from collections.abc import Callable, Collection, Iterator, Mapping
from itertools import islice
from typing import TYPE_CHECKING, cast

from msgspec import Struct

from store.identity import identify
from store.index.bits import flags_of, set_of
from store.index.grouping import unpack as unpack_nodes
from store.index.ordering import Orders
from store.index.pair_answers import Looking
from store.index.resolving import Resolver, compared_kind
from store.model import Case
from store.query.nodes import Named, Pair

if TYPE_CHECKING:
    from store.meeting import Passage
    from store.storage.connection import Connection
    from store.storage.rows import DocumentRows

_PORTION, _LARGEST_PORTION = 40, 1000
"""Cases whose entities are looked up at a time, at first and later on."""
_KNOWN = 50_000
"""Nodes of which it is remembered what entity they belong to."""
_REMEMBERED = 24


class Side(Struct, frozen=True):
    """The entities that stand on one side of a pair."""

    numbers: frozenset[int]
    kinds: frozenset[str]
    """Any entity of these kinds stands there too; genes and proteins are one kind."""
    any: bool
    """Every entity does."""

    def holds(self, entity: int, kinds: frozenset[str]) -> bool:
        """Whether an entity with this number, of these kinds, stands on this side."""
        return self.any or entity in self.numbers or not self.kinds.isdisjoint(kinds)


class ReadCase(Struct, frozen=True):
    """A case whose text was read for a pair."""

    case: Case
    left: frozenset[int]
    right: frozenset[int]
    """The entities of either side that it names."""
    names: Mapping[int, str]
    """What the case calls these."""
    said: tuple[Passage, ...]
    """The findings that name anything."""
    findings: tuple[Passage, ...]
    """Those of them that name a pair."""

    def sentences(self) -> Iterator[Passage]:
        """The sentences that name a pair."""
        for finding in self.findings:
            for sentence in finding.sentences():
                if any(sentence.pairs(self.left, self.right)):
                    yield sentence


class Pairs:
    """Finds pairs in one state of the index."""

    def __init__(self, connection: sqlite3.Connection, resolver: Resolver, orders: Orders) -> None:
        self._connection = connection
        self._resolver = resolver
        self._orders = orders
        self._rows: DocumentRows | None = None
        self._sides: dict[tuple[Named, ...], Side] = {}
        self._entities: dict[str | int, int] = {}
        """The entity of a node, which is given by its text or by its number."""
        self._kinds: dict[int, frozenset[str]] = {}
        self._verified: OrderedDict[Pair, tuple[int, int]] = OrderedDict()
        """Sets of cases by pair: those looked at, and those of them that have it."""

    def among(self, pair: Pair, cases: int, looking: Looking) -> int:
        """Those of some cases, which all name both sides, that have the pair; of the newest ones as `looking` says."""
        left, right = self.sides(pair)
        if pair.within != "case":
            return self._gone_through(pair, cases, looking, lambda numbers: self._read_for(pair, numbers), looking.most)
        if not self._may_meet_itself(left, right):
            return cases
        return self._gone_through(pair, cases, looking, lambda numbers: self._two_of(left, right, numbers), None)

    def sides(self, pair: Pair) -> tuple[Side, Side]:
        """The entities of both sides."""
        return self._side(pair.left), self._side(pair.right)

    def read(self, pair: Pair, case: Case) -> ReadCase:
        """What a case names of a pair, and the findings that say anything of it."""
        from store.meeting import findings  # noqa: PLC0415 -- only who asks for pairs pays for reading
        from store.spotting import spot  # noqa: PLC0415

        left, right = self.sides(pair)
        nodes, _ = identify(case.mentions)
        self._learn({node for of_mention in nodes for node in of_mention}, "node")
        known = self._entities
        entities = [[known[node] for node in of_mention if node in known] for of_mention in nodes]
        named = {entity for of_mention in entities for entity in of_mention}
        one = frozenset(entity for entity in named if left.holds(entity, self._kinds[entity]))
        other = frozenset(entity for entity in named if right.holds(entity, self._kinds[entity]))
        if len(one | other) < 2 or not one or not other:
            return ReadCase(case, one, other, {}, (), ())
        names: dict[int, str] = {}
        for mention, of_mention in zip(case.mentions, entities, strict=True):
            for entity in of_mention:
                names.setdefault(entity, mention.name)
        said = tuple(findings(case, spot(case).fields, entities))
        both = tuple(passage for passage in said if any(passage.pairs(one, other)))
        return ReadCase(case, one, other, names, said, both)

    def case(self, number: int) -> Case | None:
        """The case with a document number, None where there is none."""
        from store.documents import to_case  # noqa: PLC0415 -- as in `read`
        from store.storage.packing import unpack  # noqa: PLC0415
        from store.storage.rows import DocumentRows  # noqa: PLC0415
        from store.stored import PAPERS  # noqa: PLC0415

        if self._rows is None:
            self._rows = DocumentRows(cast("Connection", self._connection), PAPERS)
        body = self._rows.get(number)
        return None if body is None else to_case(unpack(body))

    # --- the sides ---

    def _side(self, names: tuple[Named, ...]) -> Side:
        if names not in self._sides:
            if len(self._sides) > _REMEMBERED:
                self._sides.clear()
            stars = [name for name in names if name.value == "*"]
            self._sides[names] = Side(
                frozenset(
                    number
                    for name in names
                    if name.value != "*"
                    for number in self._resolver.entities(name.value, name.kind, prefix=name.prefix)
                ),
                frozenset(compared_kind(name.kind) for name in stars if name.kind),
                any(not name.kind for name in stars),
            )
        return self._sides[names]

    def _may_meet_itself(self, left: Side, right: Side) -> bool:
        """Whether one entity may stand on both sides."""
        if left.any or right.any or (left.kinds and right.kinds) or not left.numbers.isdisjoint(right.numbers):
            return True
        rows = self._connection.execute(
            "SELECT DISTINCT e.kinds FROM json_each(?) AS wanted"
            " CROSS JOIN index_entities AS e ON e.number = wanted.value",
            (json.dumps([*left.numbers, *right.numbers]),),
        )
        kinds = left.kinds | right.kinds
        return bool(kinds) and any(not kinds.isdisjoint(map(compared_kind, found.split("\n"))) for (found,) in rows)

    # --- going through cases ---

    def _gone_through(
        self,
        pair: Pair,
        cases: int,
        looking: Looking,
        check: Callable[[Iterator[int]], Iterator[tuple[int, bool]]],
        most: int | None,
    ) -> int:
        """Those of some cases for which `check` says yes, from the newest on, until there is no more time."""
        looked, good = self._verified.get(pair, (0, 0))
        order = self._orders.ordered(cases, "date", reverse=False)
        last = len(order) if most is None else min(most, len(order))
        known = flags_of(looked, looked.bit_length())
        places: list[int] = []

        def unknown() -> Iterator[int]:
            for place in range(last):
                number = order[place]
                if number >= len(known) or not known[number]:
                    places.append(place)
                    yield number

        over = looking.ending()
        todo = unknown()
        done: list[int] = []
        found: list[int] = []
        try:
            for number, has_it in check(todo):
                done.append(number)
                if has_it:
                    found.append(number)
                if over():
                    next(todo, None)  # so that the place after the last one done is known
                    break
        finally:  # what was read counts, even if a key that was pressed meanwhile ended it
            good |= set_of(found)
            self._verified[pair] = looked | set_of(done), good
            self._verified.move_to_end(pair)
            if len(self._verified) > _REMEMBERED:
                self._verified.popitem(last=False)
        reached = places[len(done)] if len(done) < len(places) else last
        looking.looked += reached
        looking.of += len(order)
        looking.unfinished = looking.unfinished or reached < last
        return good & (cases if reached == len(order) else set_of(order[:reached]))

    def _read_for(self, pair: Pair, numbers: Iterator[int]) -> Iterator[tuple[int, bool]]:
        """Whether each of some cases says the pair in one finding or sentence."""
        for number in numbers:
            case = self.case(number)
            if case is None:
                yield number, False
                continue
            read = self.read(pair, case)
            yield number, any(True for _ in read.sentences()) if pair.within == "sentence" else bool(read.findings)

    def _two_of(self, left: Side, right: Side, numbers: Iterator[int]) -> Iterator[tuple[int, bool]]:
        """Whether each of some cases, which name both sides, names two entities of them."""
        stands: dict[int, bool] = {}
        size = _PORTION
        while portion := list(islice(numbers, size)):
            size = min(2 * size, _LARGEST_PORTION)  # the first cases are wanted soon
            rows = self._connection.execute(
                "SELECT c.number, c.nodes FROM json_each(?) AS wanted"
                " CROSS JOIN index_case_nodes AS c ON c.number = wanted.value",
                (json.dumps(portion),),
            ).fetchall()
            nodes = {number: unpack_nodes(packed) for number, packed in rows}
            self._learn({node for of_case in nodes.values() for node in of_case}, "number")
            known = self._entities
            for number in portion:
                entities = {known[node] for node in nodes.get(number, ())}
                for one in entities:
                    if one not in stands:
                        kinds = self._kinds[one]
                        stands[one] = left.holds(one, kinds) or right.holds(one, kinds)
                yield number, sum(stands[one] for one in entities) > 1

    def _learn(self, nodes: Collection[str] | Collection[int], column: str) -> None:
        """Know the entities of nodes, and their kinds."""
        unknown = [node for node in nodes if node not in self._entities]
        if not unknown:
            return
        if len(self._entities) > _KNOWN:
            self._entities.clear()
            self._kinds.clear()
            unknown = list(nodes)
        rows = self._connection.execute(
            "SELECT wanted.value, e.number, e.kinds FROM json_each(?) AS wanted"  # noqa: S608 -- a constant
            f" CROSS JOIN index_nodes AS n ON n.{column} = wanted.value"
            " CROSS JOIN index_entities AS e ON e.number = n.entity",
            (json.dumps(unknown),),
        )
        for node, entity, kinds in rows.fetchall():
            self._entities[node] = entity
            if entity not in self._kinds:
                self._kinds[entity] = frozenset(map(compared_kind, kinds.split("\n")))
