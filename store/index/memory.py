"""What a writer remembers of the index from one transaction to the next, so that it need not look it up again."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from typing import NamedTuple

from msgspec import Struct, field

from store.curie import accession
from store.identity import is_name_node

NameKey = tuple[int, int, str, int]
"""Node, role, text, kind."""
NodeKind = tuple[int, int]
"""Node, kind."""
ProfileKey = tuple[int, int, str]
"""Node, kind, description and aliases as JSON."""

MOST = 60_000
"""Nodes, names or profiles that are remembered: those that come up again and again are soon back after it forgets."""


class Counted(Struct):
    """A row with a count."""

    number: int
    cases: int


class Use(NamedTuple):
    """What the key of a name in an entry stands for."""

    name: NameKey
    node_kind: NodeKind


class KnownEntity(Struct):
    """What is known of an entity without reading its row."""

    cases: int
    name: str
    only: NodeKind | None
    """Its node and kind, where it has but one of each."""


class Memory(Struct):
    """True of one generation of the index, and kept true by the writer that owns it."""

    connection: sqlite3.Connection
    generation: int = -1
    numbers: dict[str, int] = field(default_factory=dict)
    """Numbers of nodes by text, and the other way round."""
    texts: dict[int, str] = field(default_factory=dict)
    entity: dict[int, int] = field(default_factory=dict)
    """The entity of a node; 0 while it has none yet."""
    fresh: set[int] = field(default_factory=set)
    """Nodes that were numbered in the write at hand: nothing is stored of them but what it writes itself."""
    kinds: dict[str, int] = field(default_factory=dict)
    read: dict[str, Use] = field(default_factory=dict)
    """Keys of names in entries."""
    named_as: dict[NodeKind, int] = field(default_factory=dict)
    """In how many cases a node is named as a kind."""
    names: dict[NameKey, Counted] = field(default_factory=dict)
    profiles: dict[ProfileKey, Counted] = field(default_factory=dict)
    entities: dict[int, KnownEntity] = field(default_factory=dict)

    def begin(self) -> None:
        """Call before a write: forgets everything if somebody else has written, or what has become too much."""
        (generation,) = self.connection.execute("SELECT value FROM index_meta WHERE name = 'generation'").fetchone()
        if generation != self.generation or max(len(self.numbers), len(self.names), len(self.profiles)) > MOST:
            for known in (self.numbers, self.texts, self.entity, self.kinds, self.named_as):
                known.clear()
            self.read.clear()
            self.names.clear()
            self.profiles.clear()
            self.entities.clear()
        self.generation = generation
        self.fresh.clear()

    # --- nodes and kinds ---

    def load(self, nodes: Iterable[str]) -> None:
        """Know nodes by text; those that are new get a number."""
        # not `set(nodes) - self.numbers.keys()`: that walks through all that is known
        wanted = sorted({node for node in nodes if node not in self.numbers})
        if not wanted:
            return
        rows = self.connection.execute(
            "SELECT n.node, n.number, n.entity FROM json_each(?) AS wanted"
            " CROSS JOIN index_nodes AS n ON n.node = wanted.value",
            (json.dumps(wanted),),
        )
        for node, number, entity in rows:
            self._keep(node, number, entity)
        missing = [node for node in wanted if node not in self.numbers]
        (last,) = self.connection.execute("SELECT coalesce(max(number), 0) FROM index_nodes").fetchone()
        for number, node in enumerate(missing, last + 1):
            self._keep(node, number, 0)
            self.fresh.add(number)
        self.connection.executemany(
            "INSERT INTO index_nodes(number, node, accession, entity) VALUES(?, ?, ?, 0)",
            [(self.numbers[node], node, "" if is_name_node(node) else accession(node).lower()) for node in missing],
        )

    def load_numbers(self, numbers: Iterable[int]) -> None:
        """Know nodes by number."""
        wanted = sorted({number for number in numbers if number not in self.texts})
        if wanted:
            rows = self.connection.execute(
                "SELECT n.node, n.number, n.entity FROM json_each(?) AS wanted"
                " CROSS JOIN index_nodes AS n ON n.number = wanted.value",
                (json.dumps(wanted),),
            )
            for node, number, entity in rows:
                self._keep(node, number, entity)

    def forget(self, numbers: Iterable[int]) -> None:
        """Nodes that are gone."""
        for number in numbers:
            del self.numbers[self.texts.pop(number)]
            del self.entity[number]
            self.read.clear()

    def _keep(self, node: str, number: int, entity: int) -> None:
        self.numbers[node] = number
        self.texts[number] = node
        self.entity[number] = entity

    def kind(self, kind: str) -> int:
        """The number of a kind, given when the kind is first met."""
        if kind not in self.kinds:
            row = self.connection.execute("SELECT number FROM index_kinds WHERE kind = ?", (kind,)).fetchone()
            if row is None:
                cursor = self.connection.execute("INSERT INTO index_kinds(kind) VALUES(?)", (kind,))
                row = (cursor.lastrowid,)
            self.kinds[kind] = row[0]
        return self.kinds[kind]
