"""What a batch changes about nodes and their names, gathered case by case and written once."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import IntEnum

from store.curie import accession
from store.identity import Bridge, is_name_node, spelling
from store.index.entry import IndexEntry


class Role(IntEnum):
    """What a spelling is to its node. A name counts the cases that use it, the others the profiles that give it."""

    NAME = 0
    ALIAS = 1
    DESCRIPTION = 2


@dataclass(slots=True)
class CaseNodes:
    """The nodes of a case before and after the changes of a transaction."""

    before: tuple[str, ...]
    after: tuple[str, ...]


@dataclass(slots=True)
class Tallies:
    """Differences in counts since the last write."""

    names: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    kinds: Counter[tuple[str, str]] = field(default_factory=Counter)
    profiles: Counter[tuple[str, str, str, tuple[str, ...]]] = field(default_factory=Counter)
    bridges: Counter[Bridge] = field(default_factory=Counter)
    cases: dict[int, CaseNodes] = field(default_factory=dict)

    def record(self, number: int, before: IndexEntry | None, after: IndexEntry | None) -> None:
        """Take in what a change of one case means."""
        if before is not None:
            self.names.subtract(before.names)
            self.kinds.subtract({(node, kind) for node, kind, _ in before.names})
            self.profiles.subtract(before.profiles)
            self.bridges.subtract(before.bridges)
        if after is not None:
            self.names.update(after.names)
            self.kinds.update({(node, kind) for node, kind, _ in after.names})
            self.profiles.update(after.profiles)
            self.bridges.update(after.bridges)
        nodes_before = before.nodes if before is not None else ()
        nodes_after = after.nodes if after is not None else ()
        if number in self.cases:
            self.cases[number].after = nodes_after
        else:
            self.cases[number] = CaseNodes(nodes_before, nodes_after)

    def all_nodes(self) -> set[str]:
        """Every node that any of the cases has or had."""
        found: set[str] = set()
        for case in self.cases.values():
            found.update(case.before, case.after)
        return found


@dataclass(slots=True)
class TouchedNames:
    """What the names of nodes went through in a write, all by the number of the node."""

    counted: set[tuple[int, str]] = field(default_factory=set)
    """Names (not aliases) whose count changed."""
    new: dict[int, set[str]] = field(default_factory=dict)
    """Spellings of names and aliases that were not there."""
    gone: dict[int, set[str]] = field(default_factory=dict)
    """Spellings of names and aliases of which one is no longer there."""

    def nodes(self) -> set[int]:
        """Every node whose names changed in any way."""
        return {node for node, _ in self.counted} | self.new.keys() | self.gone.keys()


class NodeTable:
    """Nodes and kinds by number; numbers are given when a text is first met."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self.numbers: dict[str, int] = {}
        self.texts: dict[int, str] = {}
        self.entity: dict[int, int] = {}
        """Entity of each node as stored before the write; 0 for a new node."""
        self._kinds: dict[str, int] = {}

    def load(self, nodes: Iterable[str]) -> None:
        """Look up nodes by text, and number those that are new."""
        wanted = sorted({node for node in nodes if node not in self.numbers})
        if not wanted:
            return
        rows = self._connection.execute(
            "SELECT node, number, entity FROM json_each(?) CROSS JOIN index_nodes ON node = value",
            (json.dumps(wanted),),
        )
        for node, number, entity in rows:
            self._keep(node, number, entity)
        missing = [node for node in wanted if node not in self.numbers]
        if missing:
            (last,) = self._connection.execute("SELECT coalesce(max(number), 0) FROM index_nodes").fetchone()
            for number, node in enumerate(missing, last + 1):
                self._keep(node, number, 0)
            self._connection.executemany(
                "INSERT INTO index_nodes(number, node, accession, entity) VALUES(?, ?, ?, 0)",
                [(self.numbers[node], node, _accession(node)) for node in missing],
            )

    def load_numbers(self, numbers: Iterable[int]) -> None:
        """Look up nodes by number."""
        wanted = sorted({number for number in numbers if number not in self.texts})
        if wanted:
            rows = self._connection.execute(
                "SELECT node, number, entity FROM json_each(?) CROSS JOIN index_nodes ON number = value",
                (json.dumps(wanted),),
            )
            for node, number, entity in rows:
                self._keep(node, number, entity)

    def _keep(self, node: str, number: int, entity: int) -> None:
        self.numbers[node] = number
        self.texts[number] = node
        self.entity[number] = entity

    def kind(self, kind: str) -> int:
        """The number of a kind."""
        if kind not in self._kinds:
            row = self._connection.execute("SELECT number FROM index_kinds WHERE kind = ?", (kind,)).fetchone()
            if row is None:
                cursor = self._connection.execute("INSERT INTO index_kinds(kind) VALUES(?)", (kind,))
                row = (cursor.lastrowid,)
            self._kinds[kind] = row[0]
        return self._kinds[kind]


def _accession(node: str) -> str:
    return "" if is_name_node(node) else accession(node).lower()


def write_kinds(connection: sqlite3.Connection, tallies: Tallies, nodes: NodeTable) -> tuple[set[int], set[int]]:
    """Write in which kinds nodes are named; the nodes whose kinds changed, and of those the ones that are gone."""
    deltas = {(nodes.numbers[node], nodes.kind(kind)): count for (node, kind), count in tallies.kinds.items() if count}
    rows = connection.execute(
        "SELECT node, kind, cases FROM json_each(?) CROSS JOIN index_node_kinds ON node = value",
        (json.dumps(sorted({node for node, _ in deltas})),),
    )
    counts = {(node, kind): cases for node, kind, cases in rows}
    after = {key: counts.get(key, 0) + delta for key, delta in deltas.items()}
    connection.executemany(
        "INSERT OR REPLACE INTO index_node_kinds(node, kind, cases) VALUES(?, ?, ?)",
        [(*key, cases) for key, cases in after.items() if cases > 0],
    )
    connection.executemany(
        "DELETE FROM index_node_kinds WHERE node = ? AND kind = ?", [key for key, cases in after.items() if cases <= 0]
    )
    counts.update(after)
    changed = {key[0] for key, cases in after.items() if cases <= 0 or cases == deltas[key]}
    alive = {node for (node, _), cases in counts.items() if cases > 0}
    return changed, changed - alive


def write_names(connection: sqlite3.Connection, tallies: Tallies, nodes: NodeTable) -> TouchedNames:
    """Write how often nodes go by which names, and by which aliases and descriptions at all."""
    deltas: Counter[tuple[int, int, str, int]] = Counter()
    for (text, label, name), count in tallies.names.items():
        if count:
            deltas[nodes.numbers[text], Role.NAME, name, nodes.kind(label)] += count
    for (node, kind, description, aliases), sign in _profiles_come_and_gone(connection, tallies, nodes):
        if description:
            deltas[node, Role.DESCRIPTION, description, kind] += sign
        for alias in aliases:
            deltas[node, Role.ALIAS, alias, kind] += sign
    return _write_name_rows(connection, {key: count for key, count in deltas.items() if count})


def _profiles_come_and_gone(
    connection: sqlite3.Connection, tallies: Tallies, nodes: NodeTable
) -> list[tuple[tuple[int, int, str, tuple[str, ...]], int]]:
    deltas = {
        (nodes.numbers[node], nodes.kind(kind), json.dumps((description, *aliases), ensure_ascii=False)): count
        for (node, kind, description, aliases), count in tallies.profiles.items()
        if count
    }
    rows = connection.execute(
        "SELECT p.node, p.kind, p.profile, p.number, p.cases FROM json_each(?) AS wanted CROSS JOIN index_profiles AS p"
        " ON p.node = wanted.value ->> 0 AND p.kind = wanted.value ->> 1 AND p.profile = wanted.value ->> 2",
        (json.dumps(list(deltas)),),
    )
    known = {(node, kind, profile): (number, cases) for node, kind, profile, number, cases in rows}
    connection.executemany(
        "INSERT INTO index_profiles(node, kind, profile, cases) VALUES(?, ?, ?, ?)",
        [(*key, count) for key, count in deltas.items() if key not in known and count > 0],
    )
    changed: list[tuple[tuple[int, int, str], int]] = [(key, 1) for key in deltas if key not in known]
    updated, removed = [], []
    for key, (number, cases) in known.items():
        if cases + deltas[key] > 0:
            updated.append((cases + deltas[key], number))
        else:
            removed.append((number,))
            changed.append((key, -1))
    connection.executemany("UPDATE index_profiles SET cases = ? WHERE number = ?", updated)
    connection.executemany("DELETE FROM index_profiles WHERE number = ?", removed)
    found = []
    for (node, kind, profile), sign in changed:
        description, *aliases = json.loads(profile)
        found.append(((node, kind, description, tuple(aliases)), sign))
    return found


def _write_name_rows(connection: sqlite3.Connection, deltas: Mapping[tuple[int, int, str, int], int]) -> TouchedNames:
    rows = connection.execute(
        "SELECT n.node, n.role, n.text, n.kind, n.number, n.cases FROM json_each(?) AS wanted"
        " CROSS JOIN index_names AS n ON n.node = wanted.value ->> 0 AND n.role = wanted.value ->> 1"
        " AND n.text = wanted.value ->> 2 AND n.kind = wanted.value ->> 3",
        (json.dumps(list(deltas)),),
    )
    known = {(node, role, text, kind): (number, cases) for node, role, text, kind, number, cases in rows}
    touched = TouchedNames()
    inserted: list[tuple[int, int, int, str, int, int, str]] = []
    updated: list[tuple[int, int]] = []
    removed: list[tuple[int, str]] = []
    (last,) = connection.execute("SELECT coalesce(max(number), 0) FROM index_names").fetchone()
    for key, delta in deltas.items():
        node, role, text, kind = key
        if role == Role.NAME:
            touched.counted.add((node, text))
        spelled = spelling(text)
        if key not in known:
            last += 1
            inserted.append((last, node, role, text, kind, delta, spelled))
            if role != Role.DESCRIPTION:
                touched.new.setdefault(node, set()).add(spelled)
            continue
        number, cases = known[key]
        if cases + delta > 0:
            updated.append((cases + delta, number))
        else:
            removed.append((number, spelled))
            if role != Role.DESCRIPTION:
                touched.gone.setdefault(node, set()).add(spelled)
    connection.executemany("UPDATE index_names SET cases = ? WHERE number = ?", updated)
    connection.executemany("DELETE FROM index_names WHERE number = ?", [(number,) for number, _ in removed])
    connection.executemany(
        "INSERT INTO index_trigrams(index_trigrams, rowid, spelling) VALUES('delete', ?, ?)", removed
    )
    connection.executemany(
        "INSERT INTO index_names(number, node, role, text, kind, cases, spelling) VALUES(?, ?, ?, ?, ?, ?, ?)", inserted
    )
    connection.executemany(
        "INSERT INTO index_trigrams(rowid, spelling) VALUES(?, ?)", [(row[0], row[6]) for row in inserted]
    )
    return touched
