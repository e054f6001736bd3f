"""How nodes are called: counts of names, and the aliases and descriptions that anything gives them."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from enum import IntEnum
from itertools import chain
from operator import itemgetter
from typing import TypeVar

from msgspec import Struct, field

from store.identity import spelling
from store.index.memory import Counted, Memory, NameKey, NodeKind, ProfileKey, Use
from store.index.saying import SEPARATOR
from store.index.tallies import Tallies

_Key = TypeVar("_Key", NameKey, ProfileKey)


class Role(IntEnum):
    """What a spelling is to its node. A name counts the cases that use it, the others the profiles that give it."""

    NAME = 0
    ALIAS = 1
    DESCRIPTION = 2


Called = tuple[str, int, int]
"""Name, kind, cases."""


class Touched(Struct):
    """What nodes went through in a write, by number."""

    counted: dict[int, set[str]] = field(default_factory=dict)
    """Names (not aliases) whose count changed."""
    new: dict[int, set[str]] = field(default_factory=dict)
    """Spellings of names and aliases that were not there."""
    gone: dict[int, set[str]] = field(default_factory=dict)
    """Spellings of names and aliases of which one is no longer there."""
    kinds: set[int] = field(default_factory=set)
    """Nodes that are named as another kind than before, or no longer as one."""
    founding: dict[int, list[Called]] = field(default_factory=dict)
    """How nodes are called that were not there before, each name with its kind and count."""
    dead: set[int] = field(default_factory=set)
    """Nodes that no case names any more."""

    def nodes(self) -> set[int]:
        """Every node whose names or kinds changed in any way."""
        return {*self.counted, *self.new, *self.gone, *self.kinds}


class Calling:
    """Writes counts of kinds, names and profiles."""

    def __init__(self, memory: Memory) -> None:
        self._connection: sqlite3.Connection = memory.connection
        self._memory = memory
        self._touched = Touched()

    def write(self, tallies: Tallies) -> Touched:
        """Write what has changed; nodes must be known to the memory."""
        read = self._memory.read
        kinds: dict[NodeKind, int] = {}
        deltas: dict[NameKey, int] = {}
        for key, count in tallies.names.items():
            if not count:
                continue  # came and went; of its node nothing may be known
            use = read.get(key) or self._read(key)
            deltas[use.name] = count
            kinds[use.node_kind] = kinds.get(use.node_kind, 0) + count
        for key, count in tallies.repeats.items():
            if not count:
                continue
            node, label = key.split(SEPARATOR)
            kinds[self._memory.numbers[node], self._memory.kind(label)] -= count
        self._write_kinds({pair: count for pair, count in kinds.items() if count})
        for (of_node, of_kind, profile), sign in self._profiles_come_and_gone(tallies):
            description, *aliases = json.loads(profile)
            said = [(Role.DESCRIPTION, description)] if description else []
            for role, text in chain(said, [(Role.ALIAS, alias) for alias in aliases]):
                name = of_node, role, text, of_kind
                deltas[name] = deltas.get(name, 0) + sign
        self._write_names({key: count for key, count in deltas.items() if count})
        return self._touched

    def _read(self, key: str) -> Use:
        """The numbers behind the key of a name in an entry."""
        node, label, name = key.split(SEPARATOR)
        pair = self._memory.numbers[node], self._memory.kind(label)
        use = self._memory.read[key] = Use((pair[0], Role.NAME, name, pair[1]), pair)
        return use

    def _write_kinds(self, deltas: Mapping[NodeKind, int]) -> None:
        memory, connection = self._memory, self._connection
        unknown = sorted({key[0] for key in deltas if key not in memory.named_as and key[0] not in memory.fresh})
        rows = connection.execute(
            "SELECT n.node, n.kind, n.cases FROM json_each(?) AS wanted"
            " CROSS JOIN index_node_kinds AS n ON n.node = wanted.value",
            (json.dumps(unknown),),
        )
        memory.named_as.update({(node, kind): cases for node, kind, cases in rows})
        after = {key: memory.named_as.get(key, 0) + count for key, count in deltas.items()}
        new = sorted([key for key in after if key not in memory.named_as])
        connection.executemany(
            "INSERT INTO index_node_kinds(node, kind, cases) VALUES(?, ?, ?)", [(*key, after[key]) for key in new]
        )
        connection.executemany(
            "UPDATE index_node_kinds SET cases = ? WHERE node = ? AND kind = ?",
            [(cases, *key) for key, cases in after.items() if cases > 0 and key in memory.named_as],
        )
        emptied = [key for key, cases in after.items() if cases <= 0]
        connection.executemany("DELETE FROM index_node_kinds WHERE node = ? AND kind = ?", emptied)
        self._touched.kinds = {node for node, _ in (*new, *emptied)}
        memory.named_as.update(after)
        for key in emptied:
            del memory.named_as[key]
        left = connection.execute(
            "SELECT DISTINCT n.node FROM json_each(?) AS wanted CROSS JOIN index_node_kinds AS n"
            " ON n.node = wanted.value",
            (json.dumps(sorted({node for node, _ in emptied})),),
        )
        self._touched.dead = {node for node, _ in emptied} - {node for (node,) in left}

    def _profiles_come_and_gone(self, tallies: Tallies) -> list[tuple[ProfileKey, int]]:
        memory, connection = self._memory, self._connection
        deltas: dict[ProfileKey, int] = {}
        for text, count in tallies.profiles.items():
            if count:
                node, label, profile = text.split(SEPARATOR)
                deltas[memory.numbers[node], memory.kind(label), profile] = count
        rows = connection.execute(
            "SELECT p.node, p.kind, p.profile, p.number, p.cases FROM json_each(?) AS wanted"
            " CROSS JOIN index_profiles AS p ON p.node = wanted.value ->> 0 AND p.kind = wanted.value ->> 1"
            " AND p.profile = wanted.value ->> 2",
            (json.dumps([key for key in deltas if key not in memory.profiles and key[0] not in memory.fresh]),),
        )
        for node, kind, profile, number, cases in rows:
            memory.profiles[node, kind, profile] = Counted(number, cases)
        new = sorted([key for key, delta in deltas.items() if delta > 0 and key not in memory.profiles])
        (last,) = connection.execute("SELECT coalesce(max(number), 0) FROM index_profiles").fetchone()
        gone = _count(connection, "index_profiles", deltas, memory.profiles)
        connection.executemany(
            "INSERT INTO index_profiles(number, node, kind, profile, cases) VALUES(?, ?, ?, ?, ?)",
            [(number, *key, deltas[key]) for number, key in enumerate(new, last + 1)],
        )
        memory.profiles.update({key: Counted(number, deltas[key]) for number, key in enumerate(new, last + 1)})
        return [(key, 1) for key in new] + [(key, -1) for key in gone]

    def _write_names(self, deltas: Mapping[NameKey, int]) -> None:
        memory, connection, touched = self._memory, self._connection, self._touched
        rows = connection.execute(
            "SELECT n.node, n.role, n.text, n.kind, n.number, n.cases FROM json_each(?) AS wanted"
            " CROSS JOIN index_names AS n ON n.node = wanted.value ->> 0 AND n.role = wanted.value ->> 1"
            " AND n.text = wanted.value ->> 2 AND n.kind = wanted.value ->> 3",
            (json.dumps([key for key in deltas if key not in memory.names and key[0] not in memory.fresh]),),
        )
        for node, role, text, kind, number, cases in rows:
            memory.names[node, role, text, kind] = Counted(number, cases)
        new = sorted([key for key, delta in deltas.items() if delta > 0 and key not in memory.names])
        (last,) = connection.execute("SELECT coalesce(max(number), 0) FROM index_names").fetchone()
        gone = _count(connection, "index_names", deltas, memory.names)
        spelled = [(number, *key, deltas[key], spelling(key[2])) for number, key in enumerate(new, last + 1)]
        memory.names.update({key: Counted(number, deltas[key]) for number, key in enumerate(new, last + 1)})
        connection.executemany(
            "INSERT INTO index_names(number, node, role, text, kind, cases, spelling) VALUES(?, ?, ?, ?, ?, ?, ?)",
            spelled,
        )
        connection.executemany(
            "INSERT INTO index_trigrams(rowid, spelling) VALUES(?, ?)", [(row[0], row[6]) for row in spelled]
        )
        for _, node, role, text, kind, cases, spelled_so in spelled:
            if role == Role.DESCRIPTION:
                continue
            touched.new.setdefault(node, set()).add(spelled_so)
            if role == Role.NAME and node in memory.fresh:
                touched.founding.setdefault(node, []).append((text, kind, cases))
        for node, role, text, _ in deltas:
            if role == Role.NAME:
                touched.counted.setdefault(node, set()).add(text)
        self._remove_names(gone)

    def _remove_names(self, gone: Mapping[NameKey, int]) -> None:
        """Names and aliases that nothing gives any more, with the numbers of their rows."""
        spelled = [(number, spelling(key[2])) for key, number in gone.items()]
        self._connection.executemany(
            "INSERT INTO index_trigrams(index_trigrams, rowid, spelling) VALUES('delete', ?, ?)", spelled
        )
        for node, role, text, _ in gone:
            if role != Role.DESCRIPTION:
                self._touched.gone.setdefault(node, set()).add(spelling(text))


def _count(
    connection: sqlite3.Connection, table: str, deltas: Mapping[_Key, int], known: dict[_Key, Counted]
) -> dict[_Key, int]:
    """Add to the counts of the rows that are known; those that come to nothing are deleted and given back."""
    updated: list[tuple[int, int]] = []
    gone: dict[_Key, int] = {}
    for key, delta in deltas.items():
        row = known.get(key)
        if row is None:
            continue
        row.cases += delta
        if row.cases > 0:
            updated.append((row.cases, row.number))
        else:
            gone[key] = row.number
            del known[key]
    updated.sort(key=itemgetter(1))
    connection.executemany(f"UPDATE {table} SET cases = ? WHERE number = ?", updated)  # noqa: S608 -- constants
    connection.executemany(f"DELETE FROM {table} WHERE number = ?", [(number,) for number in gone.values()])  # noqa: S608
    return gone
