"""Whether the index says what the documents say.

What the index holds is packed; a flipped bit can change what a word leads to without breaking any structure. So an
index of the same documents is made anew in a temporary file, and what the two say is compared part by part.
"""

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from store.errors import DamagedError
from store.index.entry import IndexEntry
from store.index.grouping import unpack
from store.index.ordering import kept_order_is_right
from store.index.schema import create
from store.index.writer import IndexWriter
from store.storage.connection import Connection

_FULL_TEXT = "SELECT name FROM sqlite_master WHERE sql LIKE 'CREATE VIRTUAL TABLE index_%USING fts5(%' ORDER BY name"
_NODES = "JOIN index_nodes AS m ON m.number = n.node"
_KINDS = f"{_NODES} JOIN index_kinds AS k ON k.number = n.kind"
_NAMES = f"index_names AS n {_KINDS}"
_TRIGRAMS = "SELECT term, doc FROM temp.places_of_index_trigrams"
_TEXTS = ("index_head", "index_body")

QUERIES = {
    "the list of cases": (
        "SELECT c.number, id, title, authors, j.name, date, sort_date, sort_title, sort_author, digest, batch, keys"
        " FROM index_cases AS c LEFT JOIN index_journals AS j ON j.number = c.journal",
        "SELECT name, cases FROM index_journals",
    ),
    "ids and where they lead": ("SELECT key, number FROM index_keys",),
    "common words and filters": (
        "SELECT term, place & 0xFFFFF, bits FROM index_bits JOIN index_terms ON number = place >> 20",
    ),
    "words of the full text": (
        "SELECT term, doc, cnt FROM index_head_words",
        "SELECT term, doc, cnt FROM index_body_words",
        "SELECT k, v FROM index_head_config",
        "SELECT k, v FROM index_body_config",
        "SELECT k, v FROM index_trigrams_config",
        "SELECT rtrim(hex(block), '0') FROM index_head_data WHERE id = 1",
        "SELECT rtrim(hex(block), '0') FROM index_body_data WHERE id = 1",
    ),
    "names of entities": (
        f"SELECT m.node, n.role, n.text, k.kind, n.cases, n.spelling FROM {_NAMES}",  # noqa: S608 -- constants
        f"SELECT m.node, k.kind, n.profile, n.cases FROM index_profiles AS n {_KINDS}",  # noqa: S608 -- constants
        f"SELECT m.node, k.kind, n.cases FROM index_node_kinds AS n {_KINDS}",  # noqa: S608 -- constants
    ),
    "entities": (
        "SELECT id, name, kinds, cases FROM index_entities",
        "SELECT node, accession, e.id FROM index_nodes AS n LEFT JOIN index_entities AS e ON e.number = n.entity",
        "SELECT lead, weight, id FROM index_leads LEFT JOIN index_entities ON number = entity",
        "SELECT l.node, h.node, b.cases FROM index_bridges AS b LEFT JOIN index_nodes AS l ON l.number = low"
        " LEFT JOIN index_nodes AS h ON h.number = high",
    ),
    "numbers about the whole": ("SELECT name, value FROM index_meta WHERE name <> 'generation'",),
}
"""By part, what the index says, free of the numbers that journals, terms and nodes happened to get: the same for the
same documents, whatever came and went before."""

_PLACES = (
    "SELECT count(*), sum(doc), sum(offset), sum((doc * 65537 + offset * 8191 + unicode(col)) % 1000003 * (doc % 8191))"
    " FROM temp.places_of_{table}"
)
"""Where words stand, as sums: there are hundreds for each case."""


def full_text_problems(connection: Connection) -> list[str]:
    """What is wrong with the structure of the full text; call inside a transaction, which changes nothing."""
    problems = []
    for (name,) in connection.execute(_FULL_TEXT).fetchall():
        try:
            connection.execute(f"INSERT INTO {name}({name}) VALUES ('integrity-check')")  # noqa: S608 -- a name of ours
        except DamagedError:
            problems.append(f"The full text of the index is damaged ({name}).")
    return problems


class Comparison:
    """An index made anew beside the one in `connection`; close it at the end."""

    def __init__(self, connection: Connection) -> None:
        self._old = connection
        self._new = sqlite3.connect("", isolation_level=None, factory=Connection)
        self._new.name = "the folder for temporary files"
        self._new.execute("PRAGMA journal_mode = OFF")
        self._new.execute("PRAGMA synchronous = OFF")
        create(self._new)
        self._writer = IndexWriter(self._new)

    def close(self) -> None:
        """Throw the new index away."""
        self._new.close()

    def add(self, entries: Iterable[tuple[int, IndexEntry]]) -> None:
        """Take in cases by number."""
        with self._new.transaction():
            self._writer.apply([(number, None, entry) for number, entry in entries])
            self._writer.finish()

    def differences(self, told: Callable[[], None] = lambda: None) -> Iterator[str]:
        """The parts of the old index that do not say what the cases say. `told` is called between parts."""
        for part in parts():
            told()
            try:
                differs = part.digest(self._old) != part.digest(self._new)
            except (DamagedError, ValueError, LookupError):
                differs = True
            if differs:
                yield part.words


class _Part:
    """A part of the index, boiled down to numbers that differ where it says something else."""

    def __init__(self, words: str, digest: Callable[[Connection], Any]) -> None:
        self.words = words
        self.digest = digest


def parts() -> Sequence[_Part]:
    """All parts of the index."""

    def rows(queries: Sequence[str]) -> Callable[[Connection], Any]:
        return lambda connection: [_sum(connection.execute(query)) for query in queries]

    return [
        *(_Part(words, rows(queries)) for words, queries in QUERIES.items()),
        _Part("entities of each case", _entities_of_cases),
        _Part("where words stand in the full text", lambda connection: [_places(connection, t) for t in _TEXTS]),
        _Part("parts of names", _trigrams),
        _Part("the order by date (index_orders)", kept_order_is_right),
    ]


def _sum(rows: Iterable[Any]) -> tuple[int, int]:
    """How many rows, and a sum over them that does not depend on their order."""
    count = total = 0
    for row in rows:
        count += 1
        total += hash(row)
    return count, total


def _entities_of_cases(connection: Connection) -> Any:
    nodes = dict(connection.execute("SELECT number, node FROM index_nodes"))
    named = connection.execute("SELECT number, nodes FROM index_case_nodes")
    joined = connection.execute("SELECT id, nodes, leads FROM index_entities")
    return [
        _sum((number, frozenset(nodes[node] for node in unpack(packed))) for number, packed in named),
        _sum((one, frozenset(ids.split("\n")), frozenset(leads.split("\n"))) for one, ids, leads in joined),
    ]


def _places(connection: Connection, table: str) -> Any:
    _list_places(connection, table)
    return connection.execute(_PLACES.format(table=table)).fetchone()


def _trigrams(connection: Connection) -> tuple[int, int]:
    """Three letters in a row and the names that hold them."""
    _list_places(connection, "index_trigrams")
    (last,) = connection.execute("SELECT coalesce(max(number), 0) FROM index_names").fetchone()
    names = array("q", bytes(8 * (last + 1)))
    for number, *name in connection.execute(f"SELECT n.number, m.node, n.role, n.text, k.kind FROM {_NAMES}"):  # noqa: S608
        names[number] = hash(tuple(name))
    return _sum((term, names[number]) for term, number in connection.execute(_TRIGRAMS))


def _list_places(connection: Connection, table: str) -> None:
    connection.execute(
        f"CREATE VIRTUAL TABLE IF NOT EXISTS temp.places_of_{table} USING fts5vocab(main, {table}, instance)"
    )
