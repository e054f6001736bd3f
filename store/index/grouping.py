"""Entities as rows: written anew where their nodes changed, counted on where they did not."""

from __future__ import annotations

import json
import sqlite3
from array import array
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from itertools import chain
from operator import itemgetter

from msgspec import Struct
from msgspec.structs import replace

from store.identity import entity_id
from store.index.calling import Role, Touched
from store.index.entry import token_of_node
from store.index.joining import Joining
from store.index.memory import KnownEntity, Memory
from store.index.tallies import Tallies

LEAD_LENGTHS = (1, 2)
"""Beginnings of names for which the entities are listed by weight, since too many have them to be sorted.

All entities are listed under the empty beginning as well."""

Groups = Mapping[int, Collection[int]]
"""Nodes by the number of their entity."""


def weight(cases: int) -> int:
    """The weight by which those lists are kept: it changes when the number of cases doubles, not every time."""
    return cases.bit_length()


def leads_of(spellings: Iterable[str]) -> set[str]:
    """The beginnings under which an entity with these names is listed."""
    return {spelling[:length] for spelling in spellings for length in LEAD_LENGTHS if len(spelling) >= length}


def pack(numbers: Iterable[int]) -> bytes:
    """The nodes of a case as they are stored."""
    return array("I", sorted(numbers)).tobytes()


def unpack(data: bytes) -> array[int]:
    """The nodes of a case from what is stored."""
    return array("I", data)


def expression_of(nodes: Iterable[str]) -> str:
    """The full-text query for the cases that name any of the nodes."""
    return " OR ".join('"{}"'.format(token_of_node(node).replace('"', '""')) for node in nodes)


Listing = tuple[str, int, int]
"""Beginning, weight, entity: a row of the lists by beginning."""


class EntityRow(Struct, frozen=True):
    """An entity as it is stored."""

    number: int
    id: str
    name: str
    kinds: str
    """Separated by line feeds, as in `nodes` and `leads`."""
    nodes: str
    leads: str
    cases: int

    def listings(self) -> set[Listing]:
        """Its rows in the lists by beginning."""
        weighs = weight(self.cases)
        return {(lead, weighs, self.number) for lead in ("", *self.leads.split("\n"))}


def read_rows(connection: sqlite3.Connection, entities: Iterable[int]) -> dict[int, EntityRow]:
    """Stored entities by number."""
    rows = connection.execute(
        "SELECT e.number, e.id, e.name, e.kinds, e.nodes, e.leads, e.cases FROM json_each(?) AS wanted"
        " CROSS JOIN index_entities AS e ON e.number = wanted.value",
        (json.dumps(sorted(entities)),),
    )
    return {row[0]: EntityRow(*row) for row in rows}


class Grouping:
    """Writes the entities, after nodes, names, bridges and full text of a batch are written."""

    def __init__(self, memory: Memory, joining: Joining) -> None:
        self._connection: sqlite3.Connection = memory.connection
        self._nodes = memory
        self._joining = joining

    def write(self, tallies: Tallies, touched: Touched) -> None:
        """Bring entities, their listings and the nodes of cases up to date."""
        self._write_case_nodes(tallies)
        nodes = self._nodes
        fresh = {nodes.numbers[node] for node in tallies.all_nodes()} - touched.dead
        fresh = {number for number in fresh if nodes.entity[number] == 0}
        regrouped = fresh | self._joining.regrouped | touched.dead
        dissolved = read_rows(self._connection, {nodes.entity[number] for number in regrouped} - {0})
        founded = self._give_numbers(
            {self._joining.members(number) - touched.dead for number in regrouped - touched.dead}
        )
        deltas = self._case_deltas(tallies)
        self._replace(dissolved.values(), self._found(founded, touched, deltas))
        losses = any(case.before for case in tallies.cases.values())
        kept = {number for number, delta in deltas.items() if delta} | {nodes.entity[node] for node in touched.nodes()}
        self._carry_on(kept - founded.keys() - dissolved.keys(), deltas, touched, losses=losses)
        self._connection.executemany("DELETE FROM index_nodes WHERE number = ?", [(number,) for number in touched.dead])
        nodes.forget(touched.dead)

    def _carry_on(self, kept: set[int], deltas: Mapping[int, int], touched: Touched, *, losses: bool) -> None:
        """Entities whose nodes are what they were: most of them have a few more cases, and that is all."""
        entity, known = self._nodes.entity, self._nodes.entities
        changed = {entity[node] for node in {*touched.new, *touched.gone, *touched.kinds}}
        texts: dict[int, set[str]] = {}
        for node, names in touched.counted.items():
            texts.setdefault(entity[node], set()).update(names)
        self._know(kept - changed - known.keys())
        grown = {
            number
            for number in kept - changed
            if number in known
            and not losses
            and weight(known[number].cases + deltas[number]) == weight(known[number].cases)
            and self._keeps_name(known[number], texts.get(number, set()))
        }
        for number in grown:
            known[number].cases += deltas[number]
        self._connection.executemany(
            "UPDATE index_entities SET cases = ? WHERE number = ?", [(known[number].cases, number) for number in grown]
        )
        before = read_rows(self._connection, kept - grown)
        self._replace(before.values(), self._count_on(before, deltas, touched, texts, losses=losses))

    def _know(self, entities: set[int]) -> None:
        for row in read_rows(self._connection, entities).values():
            self._remember(row)

    def _remember(self, row: EntityRow) -> None:
        alone = "\n" not in row.nodes and "\n" not in row.kinds
        only = (self._nodes.numbers[row.nodes], self._nodes.kind(row.kinds)) if alone else None
        self._nodes.entities[row.number] = KnownEntity(row.cases, row.name, only)

    def _keeps_name(self, known: KnownEntity, counted: set[str]) -> bool:
        """Whether none of the names that were counted up is now more frequent than the usual one; False if unsure."""
        if counted <= {known.name}:
            return True
        if known.only is None:
            return False
        node, kind = known.only
        usual = self._nodes.names.get((node, Role.NAME, known.name, kind))
        if usual is None:
            return False
        counts = ((self._nodes.names[node, Role.NAME, text, kind].cases, text) for text in counted)
        return all((-usual.cases, known.name) <= (-cases, text) for cases, text in counts)

    def _write_case_nodes(self, tallies: Tallies) -> None:
        numbers = self._nodes.numbers
        changed = [
            (case, pack(numbers[node] for node in nodes.after)) for case, nodes in tallies.cases.items() if nodes.after
        ]
        self._connection.executemany("INSERT OR REPLACE INTO index_case_nodes(number, nodes) VALUES(?, ?)", changed)
        emptied = [(case,) for case, nodes in tallies.cases.items() if nodes.before and not nodes.after]
        self._connection.executemany("DELETE FROM index_case_nodes WHERE number = ?", emptied)

    def _give_numbers(self, groups: Iterable[frozenset[int]]) -> dict[int, frozenset[int]]:
        """An entity is numbered after the least of its nodes."""
        founded = {min(members): members for members in groups if members}
        updates = [(number, member) for number, members in founded.items() for member in members]
        self._connection.executemany("UPDATE index_nodes SET entity = ? WHERE number = ?", updates)
        self._nodes.entity.update({member: number for number, member in updates})
        return founded

    def _case_deltas(self, tallies: Tallies) -> Counter[int]:
        """By how many cases each entity gained or lost, right where its nodes are what they were."""
        entity_of = {node: self._nodes.entity[number] for node, number in self._nodes.numbers.items()}
        deltas: Counter[int] = Counter()
        for nodes in tallies.cases.values():
            deltas.update({entity_of[node] for node in nodes.after})
            if nodes.before:
                deltas.subtract({entity_of[node] for node in nodes.before})
        return deltas

    def _found(self, founded: Groups, touched: Touched, deltas: Mapping[int, int]) -> list[EntityRow]:
        """Entities of which nothing is there yet."""
        fresh = self._nodes.fresh
        partly = {number: members for number, members in founded.items() if not fresh.issuperset(members)}
        names, kinds, leads = self._usual_names(partly), self._kinds(partly), self._leads(partly)
        labels = {number: label for label, number in self._nodes.kinds.items()}
        for number in founded.keys() - partly.keys():
            called = [call for member in founded[number] for call in touched.founding[member]]
            if len(called) == 1:
                ((names[number], kind, _),) = called
                kinds[number] = [labels[kind]]
            else:
                names[number] = _most_frequent([(number, text, cases) for text, _, cases in called])[number]
                kinds[number] = sorted({labels[kind] for _, kind, _ in called})
            leads[number] = leads_of(chain.from_iterable([touched.new[member] for member in founded[number]]))
        rows = []
        for number, members in founded.items():
            nodes = [self._nodes.texts[member] for member in sorted(members)]
            row = EntityRow(
                number=number,
                id=entity_id(nodes, kinds[number]),
                name=names[number],
                kinds="\n".join(kinds[number]),
                nodes="\n".join(nodes),
                leads="\n".join(sorted(leads[number])),
                cases=self._count_cases(nodes) if number in partly else deltas[number],
            )
            rows.append(row)
        return rows

    def _count_on(
        self,
        before: Mapping[int, EntityRow],
        deltas: Mapping[int, int],
        touched: Touched,
        texts: Mapping[int, set[str]],
        *,
        losses: bool,
    ) -> list[EntityRow]:
        """Entities whose nodes are what they were, as they are now."""
        nodes = {number: self._numbers(row) for number, row in before.items()}
        kinds = self._kinds({number: nodes[number] for number in nodes if not touched.kinds.isdisjoint(nodes[number])})
        leads = self._leads(
            {number: nodes[number] for number in nodes if not touched.gone.keys().isdisjoint(nodes[number])}
        )
        names = self._names_after(before, nodes, texts, losses=losses)
        rows = []
        for number, row in before.items():
            new = leads_of(spelling for node in nodes[number] for spelling in touched.new.get(node, ()))
            now = replace(row, name=names[number], cases=row.cases + deltas.get(number, 0))
            if number in kinds:
                public_id = entity_id(row.nodes.split("\n"), kinds[number])
                now = replace(now, id=public_id, kinds="\n".join(kinds[number]))
            if new or number in leads:
                now = replace(now, leads="\n".join(sorted(leads.get(number, set(row.leads.split("\n"))) | new)))
            rows.append(now)
        return rows

    def _replace(self, before: Collection[EntityRow], after: Collection[EntityRow]) -> None:
        numbers = {row.number for row in after}
        old: list[Listing] = []
        new: list[Listing] = []
        stood = {row.number: row for row in before}
        for row in after:
            was = stood.get(row.number)
            if was is None:
                new += row.listings()
            elif (was.leads, weight(was.cases)) != (row.leads, weight(row.cases)):
                old += was.listings() - row.listings()
                new += row.listings() - was.listings()
        for row in before:
            if row.number not in numbers:
                old += row.listings()
        self._connection.executemany(
            "DELETE FROM index_entities WHERE number = ?",
            [(row.number,) for row in before if row.number not in numbers],
        )
        self._connection.executemany(
            "INSERT OR REPLACE INTO index_entities(number, id, name, kinds, nodes, leads, cases)"
            " VALUES(?, ?, ?, ?, ?, ?, ?)",
            [(row.number, row.id, row.name, row.kinds, row.nodes, row.leads, row.cases) for row in after],
        )
        self._connection.executemany(
            "DELETE FROM index_leads WHERE lead = ? AND weight = ? AND entity = ?", _by_lead(old)
        )
        self._connection.executemany("INSERT INTO index_leads(lead, weight, entity) VALUES(?, ?, ?)", _by_lead(new))
        for row in before:
            self._nodes.entities.pop(row.number, None)
        for row in after:
            self._remember(row)

    # --- what a set of nodes amounts to ---

    def _kinds(self, groups: Groups) -> dict[int, list[str]]:
        entity_of = {member: number for number, members in groups.items() for member in members}
        rows = self._connection.execute(
            "SELECT n.node, k.kind FROM json_each(?) CROSS JOIN index_node_kinds AS n ON n.node = value"
            " JOIN index_kinds AS k ON k.number = n.kind",
            (json.dumps(sorted(entity_of)),),
        )
        found: dict[int, set[str]] = {number: set() for number in groups}
        for node, kind in rows:
            found[entity_of[node]].add(kind)
        return {number: sorted(kinds) for number, kinds in found.items()}

    def _leads(self, groups: Groups) -> dict[int, set[str]]:
        entity_of = {member: number for number, members in groups.items() for member in members}
        rows = self._connection.execute(
            "SELECT DISTINCT node, substr(spelling, 1, ?) FROM json_each(?) CROSS JOIN index_names"
            " ON node = value AND role IN (?, ?)",
            (max(LEAD_LENGTHS), json.dumps(sorted(entity_of)), Role.NAME, Role.ALIAS),
        )
        found: dict[int, set[str]] = {number: set() for number in groups}
        for node, beginning in rows:
            found[entity_of[node]] |= leads_of((beginning,))
        return found

    def _usual_names(self, groups: Groups) -> dict[int, str]:
        """The most frequent spelling of each group, ties by text."""
        entity_of = {member: number for number, members in groups.items() for member in members}
        rows = self._connection.execute(
            "SELECT node, text, cases FROM json_each(?) CROSS JOIN index_names ON node = value AND role = ?",
            (json.dumps(sorted(entity_of)), Role.NAME),
        )
        return _most_frequent((entity_of[node], text, cases) for node, text, cases in rows)

    def _names_after(
        self, before: Mapping[int, EntityRow], groups: Groups, counted: Mapping[int, set[str]], *, losses: bool
    ) -> dict[int, str]:
        """The most frequent spellings, found among those that changed and the one before wherever that suffices."""
        names = {number: row.name for number, row in before.items()}
        candidates = {number: texts for number, texts in counted.items() if number in names}
        doubtful = {number for number, texts in candidates.items() if losses and names[number] in texts}
        entity_of: dict[int, int] = {}
        wanted: list[tuple[int, str]] = []
        for number in candidates.keys() - doubtful:
            texts = candidates[number] | {names[number]}
            if len(texts) > 1:
                entity_of.update(dict.fromkeys(groups[number], number))
                wanted += [(node, text) for node in groups[number] for text in texts]
        rows = self._connection.execute(
            "SELECT n.node, n.text, n.cases FROM json_each(?) AS wanted CROSS JOIN index_names AS n"
            " ON n.node = wanted.value ->> 0 AND n.role = ? AND n.text = wanted.value ->> 1",
            (json.dumps(wanted), Role.NAME),
        )
        names |= _most_frequent((entity_of[node], text, cases) for node, text, cases in rows)
        return names | self._usual_names({number: groups[number] for number in doubtful})

    def _count_cases(self, nodes: Iterable[str]) -> int:
        (cases,) = self._connection.execute(
            "SELECT count(*) FROM index_head WHERE index_head MATCH ?", (expression_of(nodes),)
        ).fetchone()
        return int(cases)

    def _numbers(self, row: EntityRow) -> list[int]:
        texts = row.nodes.split("\n")
        if any(text not in self._nodes.numbers for text in texts):
            self._nodes.load(texts)
        return [self._nodes.numbers[text] for text in texts]


def _by_lead(listings: Iterable[Listing]) -> list[Listing]:
    """In the order of the table, as far as it matters for what is written to a page at a time."""
    return sorted(listings, key=itemgetter(0))


def _most_frequent(counted: Iterable[tuple[int, str, int]]) -> dict[int, str]:
    """For each entity the text with the highest sum of counts."""
    counts: dict[int, Counter[str]] = {}
    for number, text, cases in counted:
        counts.setdefault(number, Counter())[text] += cases
    return {number: min(texts, key=lambda text: (-texts[text], text)) for number, texts in counts.items()}
