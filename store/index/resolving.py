"""Which entities a person means by a name, an alias, a CURIE or a bare accession."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from functools import lru_cache

from store.curie import normalise
from store.identity import NAME_MARK, is_name_node, kind_class, name_node, spelling
from store.index.calling import Role
from store.index.grouping import LEAD_LENGTHS
from store.index.lookup import LAST
from store.query.fields import KIND_FIELDS
from store.text import words

_IDS_BY_PREFIX = 50
_MANY_IDS = 500
SHORTEST_INSIDE = 3
"""Letters of the shortest text that the index of names finds inside a name."""


@lru_cache(maxsize=1024)
def compared_kind(kind: str) -> str:
    """The spelling in which kinds are the same: genes and proteins, `Cell-type` and `cell type`, drug and chemical."""
    said = " ".join(words(kind_class(kind))) or kind
    return KIND_FIELDS.get(said) or said


class Resolver:
    """Finds entities by exact names and ids; `store.index.finding` finds them by what has been typed of one."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    @staticmethod
    def fits(kind: str, kinds: Iterable[str]) -> bool:
        """Whether an entity of these kinds is one of `kind`; empty takes any, a gene is as good as its protein."""
        return not kind or compared_kind(kind) in map(compared_kind, kinds)

    def nodes(self, value: str, kind: str = "", *, prefix: bool = False) -> list[str]:
        """The nodes of all entities that are called so.

        They are called so if `value` is one of their ids, accessions, names or aliases (with `prefix`: the beginning
        of one); if none is, if its words stand together in a name or description.
        """
        return [node for _, nodes in self._called(value, kind, prefix=prefix) for node in nodes.split("\n")]

    def entities(self, value: str, kind: str = "", *, prefix: bool = False) -> list[int]:
        """The numbers of those entities."""
        return [number for number, _ in self._called(value, kind, prefix=prefix)]

    def exactly(self, value: str) -> set[int]:
        """The numbers of the entities with this id, accession, name or alias."""
        return self._by_id(value) or self._by_accession(value) | self.by_name(value, prefix=False)

    def with_id(self, value: str) -> list[tuple[int, str]]:
        """Entities with this CURIE or bare accession, or with one that begins so, each with the CURIE."""
        curie, local = normalise(value) or value, value.strip().lower()
        if not local:
            return []
        rows = self._connection.execute(
            "SELECT entity, node FROM index_nodes WHERE node = ? OR accession = ? ORDER BY number", (curie, local)
        ).fetchall()
        if not rows and any(map(str.isdigit, local)) and len(local) >= SHORTEST_INSIDE:
            rows = self._connection.execute(
                "SELECT entity, node FROM index_nodes WHERE accession >= ? AND accession < ? LIMIT ?",
                (local, local + LAST, _IDS_BY_PREFIX),
            ).fetchall()
        return [(entity, node) for entity, node in rows if not is_name_node(node)]

    def begins_many_ids(self, value: str) -> bool:
        """Whether the beginning of a CURIE, not being one itself, is that of so many that it says little yet."""
        label, colon, local = value.partition(":")
        if not colon or self._by_id(value):
            return False
        begin = f"{label.lower()}:{local}"
        rows = self._connection.execute(
            "SELECT 1 FROM index_nodes WHERE node >= ? AND node < ? LIMIT ?", (begin, begin + LAST, _MANY_IDS + 1)
        )
        return len(rows.fetchall()) > _MANY_IDS

    def _called(self, value: str, kind: str, *, prefix: bool) -> list[tuple[int, str]]:
        found = self._by_id(value)
        if not found and prefix:
            found = self._by_id_prefix(value) | self.by_name(value, prefix=True)
        elif not found:
            found = self._by_accession(value) | self.by_name(value, prefix=False)
        return self._of_kind(found, kind) or self._of_kind(self._by_words(value, prefix=prefix), kind)

    def _of_kind(self, numbers: Iterable[int], kind: str) -> list[tuple[int, str]]:
        rows = self._connection.execute(
            "SELECT e.number, e.nodes, e.kinds FROM json_each(?) AS wanted"
            " CROSS JOIN index_entities AS e ON e.number = wanted.value",
            (json.dumps(sorted(numbers)),),
        )
        return [(number, nodes) for number, nodes, kinds in rows if self.fits(kind, kinds.split("\n"))]

    def _by_id(self, value: str) -> set[int]:
        """By CURIE, or by the id of an entity without one (`protein:name`)."""
        label, colon, name = value.partition(":")
        candidates = [value, normalise(value) or value]
        if colon:
            kind = label.strip().lower()
            candidates += [name_node(kind, name), f"{NAME_MARK}{kind_class(kind)}:{name}"]
        return self._numbers("SELECT entity FROM index_nodes WHERE node = ?", set(candidates))

    def _by_id_prefix(self, value: str) -> set[int]:
        label, colon, local = value.partition(":")
        if not colon or not local:
            return set()
        begin = f"{label.lower()}:{local}"
        rows = self._connection.execute(
            "SELECT DISTINCT entity FROM index_nodes WHERE node >= ? AND node < ?", (begin, begin + LAST)
        )
        return {entity for (entity,) in rows}

    def _by_accession(self, value: str) -> set[int]:
        accession = value.strip().lower()
        return self._numbers("SELECT entity FROM index_nodes WHERE accession = ?", {accession} - {""})

    def by_name(self, value: str, *, prefix: bool = False) -> set[int]:
        """The numbers of the entities with this name or alias, or with one that begins so."""
        spelled = spelling(value)
        if not spelled:
            return set()
        if prefix and len(spelled) in LEAD_LENGTHS:
            rows = self._connection.execute("SELECT entity FROM index_leads WHERE lead = ?", (spelled,))
            return {entity for (entity,) in rows}
        rows = self._connection.execute(
            "SELECT DISTINCT m.entity FROM index_names AS n JOIN index_nodes AS m ON m.number = n.node"
            " WHERE n.spelling >= ? AND n.spelling <= ? AND n.role IN (?, ?)",
            (spelled, spelled + LAST if prefix else spelled, Role.NAME, Role.ALIAS),
        )
        return {entity for (entity,) in rows}

    def _by_words(self, value: str, *, prefix: bool) -> set[int]:
        wanted = words(value)
        spelled = "".join(wanted)
        if len(spelled) < SHORTEST_INSIDE:
            return set()
        phrase = " ".join(wanted)
        found = set()
        for text, entity in self._with_inside(spelled):
            said = f" {' '.join(words(text))} "
            if f" {phrase}" in said if prefix else f" {phrase} " in said:
                found.add(entity)
        return found

    def _with_inside(self, spelled: str) -> Iterable[tuple[str, int]]:
        """Names with their entities whose spelling holds a text of three letters or more."""
        return self._connection.execute(
            "SELECT n.text, m.entity FROM index_trigrams AS t JOIN index_names AS n ON n.number = t.rowid"
            " JOIN index_nodes AS m ON m.number = n.node WHERE t.index_trigrams MATCH ? AND instr(n.spelling, ?)",
            (trigrams_of(spelled), spelled),
        )

    def _numbers(self, query: str, values: set[str]) -> set[int]:
        return {entity for value in values for (entity,) in self._connection.execute(query, (value,))}


def trigrams_of(spelled: str) -> str:
    """The full-text query for the names that hold all runs of three letters of a spelling."""
    runs = dict.fromkeys(spelled[place : place + 3] for place in range(len(spelled) - 2))
    return " AND ".join('"{}"'.format(run.replace('"', '""')) for run in runs)
