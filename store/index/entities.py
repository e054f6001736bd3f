"""Entities by number and as values."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable

from msgspec import Struct

from store.curie import in_order
from store.errors import AmbiguousError, NotFoundError
from store.identity import is_name_node, kind_order, spelling
from store.index.calling import Role
from store.index.grouping import EntityRow, read_rows
from store.index.resolving import Resolver
from store.model import Entity
from store.text import clean_line, shorten

ALIASES_SHOWN = 60
"""Names and aliases that an entity is given with; machine-made links give some entities thousands."""
_NAMES_READ = 64
_NAMES_OF_NODE = """
SELECT * FROM (SELECT role, text, kind, cases FROM index_names WHERE node = :node AND role = 0 LIMIT :most)
UNION ALL SELECT * FROM (SELECT role, text, kind, cases FROM index_names WHERE node = :node AND role = 0
    AND cases >= 8 ORDER BY cases DESC LIMIT :most)
UNION ALL SELECT * FROM (SELECT role, text, kind, cases FROM index_names WHERE node = :node AND role = 1 LIMIT :most)
UNION ALL SELECT * FROM (SELECT role, text, kind, cases FROM index_names WHERE node = :node AND role = 2 LIMIT :most)
"""
"""Of many names the frequent ones and some others."""
_REMEMBERED = 600
"""Nodes whose names are remembered: of a large library up to 20 kB each."""
_NEAR = 4


class Names(Struct, frozen=True):
    """How a node is called."""

    counts: Counter[str]
    """Names with the number of cases; of very many the frequent ones and some others."""
    aliases: tuple[str, ...]
    descriptions: tuple[str, ...]
    uses: int
    """In how many cases the node is named, a case that names it as two kinds counted twice."""


class Entities:
    """Reads entities."""

    def __init__(self, connection: sqlite3.Connection, resolver: Resolver) -> None:
        self._connection = connection
        self._resolver = resolver
        self._names: dict[str, Names] = {}

    def rows(self, numbers: Iterable[int]) -> dict[int, EntityRow]:
        """Entities as stored, by number."""
        return read_rows(self._connection, numbers)

    def values(self, numbers: Iterable[int]) -> dict[int, Entity]:
        """Entities by number."""
        return {number: self.value(row) for number, row in self.rows(numbers).items()}

    def value(self, row: EntityRow) -> Entity:
        """An entity from what is stored; its other names come first, the most frequent before all, then aliases."""
        counts: Counter[str] = Counter()
        aliases: set[str] = set()
        nodes = row.nodes.split("\n")
        for node in nodes:
            names = self.names(node)
            counts.update(names.counts)
            aliases.update(names.aliases)
        others = sorted(counts, key=lambda name: (-counts[name], name)) + sorted(aliases - counts.keys())
        return Entity(
            id=row.id,
            kinds=tuple(sorted(row.kinds.split("\n"), key=kind_order)),
            name=row.name,
            curies=in_order(node for node in nodes if not is_name_node(node)),
            aliases=tuple(name for name in others if name != row.name)[:ALIASES_SHOWN],
            cases=row.cases,
        )

    def names(self, node: str) -> Names:
        """How a node is called, as far as a reader wants to know."""
        if node not in self._names:
            if len(self._names) >= _REMEMBERED:
                self._names.clear()
            self._names[node] = self._read_names(node)
        return self._names[node]

    def _read_names(self, node: str) -> Names:
        row = self._connection.execute("SELECT number FROM index_nodes WHERE node = ?", (node,)).fetchone()
        if row is None:
            return Names(Counter(), (), (), 0)
        rows = self._connection.execute(_NAMES_OF_NODE, {"node": row[0], "most": _NAMES_READ}).fetchall()
        counts: Counter[str] = Counter()
        texts: dict[int, dict[str, None]] = {role: {} for role in Role}
        for role, text, _, cases in set(rows):
            texts[role][text] = None
            if role == Role.NAME:
                counts[text] += cases
        (uses,) = self._connection.execute("SELECT sum(cases) FROM index_node_kinds WHERE node = ?", row).fetchone()
        return Names(counts, tuple(sorted(texts[Role.ALIAS])), tuple(sorted(texts[Role.DESCRIPTION])), uses or 0)

    def uses_of(self, node: str, name: str) -> int:
        """How often a node goes by a name, however that is spelled."""
        row = self._connection.execute(
            # by the spelling: few ids share one, while some ids have thousands of names
            "SELECT coalesce(sum(n.cases), 0) FROM index_nodes AS m CROSS JOIN index_names AS n"
            " WHERE m.node = ? AND n.spelling = ? AND +n.node = m.number AND +n.role = 0",
            (node, spelling(name)),
        ).fetchone()
        return int(row[0])

    def named(self, reference: str) -> tuple[int, Entity]:
        """The entity that a person means, with its number.

        A reference is an id, any CURIE, a bare accession, or a name or alias that one entity alone has. Raises
        `AmbiguousError` where several have it, `NotFoundError` where none has.
        """
        numbers = self._resolver.exactly(reference)
        if len(numbers) > 1:
            numbers = self._usually_called(reference, numbers)
        if len(numbers) == 1:
            (number,) = numbers
            return number, self.values((number,))[number]
        said = shorten(clean_line(reference), 60)
        if not numbers:
            raise NotFoundError(f"No entity is called “{said}” here.")
        rows = sorted(self.rows(numbers).values(), key=lambda row: (-row.cases, row.id))
        listed = ", ".join(f"{row.name} ({row.id}, {row.cases:,})" for row in rows[:_NEAR])
        more = f" and {len(rows) - _NEAR} more" if len(rows) > _NEAR else ""
        raise AmbiguousError(f"“{said}” names several entities: {listed}{more}.", "Give the id.")

    def _usually_called(self, reference: str, numbers: set[int]) -> set[int]:
        """Of several entities with a name the one whose usual name it is, if it is the usual name of one alone."""
        wanted = reference.strip().casefold()
        usual = {number for number, row in self.rows(numbers).items() if row.name.casefold() == wanted}
        return usual if len(usual) == 1 else numbers
