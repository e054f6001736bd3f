"""Bridges between nodes as they change, and which nodes are one entity because of them.

`store.identity.partition` says what is right for all bridges at once. After a batch most of that is known already:

- a bridge inside an entity that gains cases changes nothing, nor does one that was passed over and loses some;
- a new bridge between entities that may be one joins them;
- a bridge that was passed over and gains cases changes nothing while every bridge inside both entities is still
  accepted before it.

Only what none of these covers is worked out anew, for all nodes that bridges connect with it.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable

from store.curie import namespace
from store.identity import Bridge, partition, rank
from store.index.memory import Memory
from store.index.tallies import Tallies

Pair = tuple[int, int]


class Joining:
    """Which nodes belong together after the bridges of a batch are written."""

    def __init__(self, memory: Memory) -> None:
        self._connection: sqlite3.Connection = memory.connection
        self._nodes = memory
        self._members: dict[int, frozenset[int]] = {}
        """Nodes of the entity of a node, for nodes looked at so far."""
        self.regrouped: set[int] = set()
        """Nodes whose entity may not be what it was."""

    def members(self, node: int) -> frozenset[int]:
        """The nodes of the entity that a node belongs to now."""
        if node not in self._members:
            entity = self._nodes.entity[node]
            known = self._nodes.entities.get(entity)
            if entity == 0 or (known and known.only):
                self._members[node] = frozenset((node,))
                return self._members[node]
            row = self._connection.execute("SELECT nodes FROM index_entities WHERE number = ?", (entity,)).fetchone()
            if row is None:
                self._members[node] = frozenset((node,))
            else:
                self._nodes.load(row[0].split("\n"))
                found = frozenset(self._nodes.numbers[text] for text in row[0].split("\n"))
                self._members.update(dict.fromkeys(found, found))
        return self._members[node]

    def write(self, tallies: Tallies) -> None:
        """Write the changed counts of bridges and follow what they mean."""
        texts = {bridge: count for bridge, count in tallies.bridges.items() if count}
        deltas = {(self._nodes.numbers[low], self._nodes.numbers[high]): count for (low, high), count in texts.items()}
        counts = self._write_counts(deltas)
        weakened = [pair for pair, delta in deltas.items() if delta < 0]
        dirty = {node for pair in weakened if pair[1] in self.members(pair[0]) for node in self.members(pair[0])}
        grown = [pair for pair, delta in deltas.items() if delta > 0 and pair[1] not in self.members(pair[0])]
        doubtful: list[Pair] = []
        for pair in sorted(grown, key=lambda pair: rank(self._bridge(pair), counts[pair])):
            low, high = self.members(pair[0]), self.members(pair[1])
            if low is high:
                continue
            if self._namespaces(low).isdisjoint(self._namespaces(high)):
                joined = low | high
                self._members.update(dict.fromkeys(joined, joined))
                self.regrouped |= joined
            else:
                doubtful.append(pair)
        for pair in doubtful:
            if self._overtakes(pair, counts[pair]):
                dirty |= self.members(pair[0]) | self.members(pair[1])
        if dirty:
            self._work_out(dirty)

    def _write_counts(self, deltas: dict[Pair, int]) -> dict[Pair, int]:
        rows = self._connection.execute(
            "SELECT low, high, cases FROM json_each(?) CROSS JOIN index_bridges"
            " ON low = value ->> 0 AND high = value ->> 1",
            (json.dumps(list(deltas)),),
        )
        counts = {(low, high): cases for low, high, cases in rows}
        for pair, delta in deltas.items():
            counts[pair] = counts.get(pair, 0) + delta
        self._connection.executemany(
            "INSERT OR REPLACE INTO index_bridges(low, high, cases) VALUES(?, ?, ?)",
            [(*pair, cases) for pair, cases in counts.items() if cases > 0],
        )
        self._connection.executemany(
            "DELETE FROM index_bridges WHERE low = ? AND high = ?",
            [pair for pair, cases in counts.items() if cases <= 0],
        )
        return counts

    def _bridge(self, pair: Pair) -> Bridge:
        return self._nodes.texts[pair[0]], self._nodes.texts[pair[1]]

    def _namespaces(self, members: Iterable[int]) -> set[str]:
        return {namespace(self._nodes.texts[node]) for node in members}

    def _overtakes(self, pair: Pair, cases: int) -> bool:
        """Whether a bridge between two entities comes before one of those that hold them together."""
        mine = rank(self._bridge(pair), cases)
        for members in (self.members(pair[0]), self.members(pair[1])):
            inside = {
                other: count
                for other, count in self._bridges_at(members).items()
                if other[0] in members and other[1] in members
            }
            if any(rank(self._bridge(other), count) > mine for other, count in inside.items()):
                return True
        return False

    def _bridges_at(self, nodes: Iterable[int]) -> dict[Pair, int]:
        wanted = json.dumps(sorted(nodes))
        rows = self._connection.execute(
            "SELECT low, high, cases FROM json_each(?) CROSS JOIN index_bridges ON low = value UNION"
            " SELECT low, high, cases FROM json_each(?) CROSS JOIN index_bridges ON high = value",
            (wanted, wanted),
        )
        return {(low, high): cases for low, high, cases in rows}

    def _work_out(self, seeds: set[int]) -> None:
        reached: set[int] = set()
        bridges: dict[Pair, int] = {}
        border = seeds
        while border:
            reached |= border
            found = self._bridges_at(border)
            bridges |= found
            border = {node for pair in found for node in pair} - reached
        self._nodes.load_numbers(reached)
        texts = {self._bridge(pair): cases for pair, cases in bridges.items()}
        numbers = self._nodes.numbers
        for node, members in partition((self._nodes.texts[number] for number in reached), texts).items():
            self._members[numbers[node]] = frozenset(numbers[member] for member in members)
        self.regrouped |= reached
