"""From the meaning of a query to the set of cases that it finds."""

from __future__ import annotations

import sqlite3
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable, Sequence
from functools import partial

from msgspec import Struct
from msgspec.structs import replace

from store.errors import QueryError
from store.index.answers import Marks
from store.index.bits import set_of, set_of_listed, stored_set
from store.index.entry import AUTHOR, JOURNAL
from store.index.full_text import ANYWHERE, TITLE, FullText
from store.index.grouping import expression_of
from store.index.lookup import numbers_of_keys, numbers_with_prefix
from store.index.loosening import Loosening, keys_begun
from store.index.pair_answers import Looking
from store.index.pairs import Pairs
from store.index.resolving import Resolver
from store.keys import keys_meant
from store.query.nodes import All, And, Is, Named, Node, Not, Or, Pair, Query, Text, Word, Years
from store.text import words

_REMEMBERED_BYTES = 2 << 20
"""Of sets, whatever their number: with more cases fewer are remembered."""
_NODES_AT_ONCE = 16
"""Rare nodes in one full-text query: with more of them each case costs as much as there are nodes."""
_OFTEN = 250
"""A node is frequent if at least one in so many cases names it: its set is then worth remembering."""
_FEW = 100_000
"""So many cases are asked for at once: their numbers take some MB for a moment."""


class _Asked(Struct, frozen=True):
    """What all parts of a query are asked with."""

    text: str
    marks: Marks | None
    looking: Looking
    among: int
    """The cases of which it matters whether they are found."""


class Evaluator:
    """Answers from one state of the index, and remembers the sets of the parts of queries."""

    def __init__(self, connection: sqlite3.Connection, resolver: Resolver, pairs: Pairs) -> None:
        self._connection = connection
        self._pairs = pairs
        self._resolver = resolver
        self._terms: dict[str, int] = dict(connection.execute("SELECT term, number FROM index_terms"))
        self._full_text = FullText(connection, self._terms, self.feature)
        self._loosening = Loosening(connection, resolver, self._terms, self.feature)
        self._sets: OrderedDict[object, int] = OrderedDict()
        self._size = 0
        self._frequent: dict[str, int] | None = None

    def cases(self, query: Query, marks: Marks | None, *, typing: bool = False, looking: Looking | None = None) -> int:
        """The set of cases that a query finds. Raises `QueryError` where it asks the notebook and there is none.

        With `typing`, what is hardly begun is taken for anything.
        `looking` says how many texts may be read for pairs, and hears how many were.
        """
        node = self._loosening.loosened(query.node) if typing else query.node
        among = self.feature("all")
        return self._evaluate(node, _Asked(query.text, marks, looking or Looking(), among)) & among

    def either(self, names: Iterable[Named]) -> int:
        """Cases that name any of some alternatives."""
        found = 0
        for name in names:
            found |= self._remember(name, lambda name=name: self._named(name))  # type: ignore[misc]
        return found

    def feature(self, name: str) -> int:
        """The stored set of a common word, of a beginning (`con*`) or of a feature (`all`, `year:2020`)."""
        if name not in self._terms:
            return 0
        return self._remember(("term", name), lambda: stored_set(self._connection, self._terms[name]))

    def years(self) -> list[int]:
        """The years in which any case is dated, ascending."""
        return sorted(int(term[5:]) for term in self._terms if term.startswith("year:"))

    def kinds(self) -> list[str]:
        """The kinds of entities that any case names or named."""
        return sorted(term[5:] for term in self._terms if term.startswith("kind:"))

    def has_kind(self, kind: str) -> bool:
        """Whether any case names an entity of this kind, however that is spelled."""
        return self._resolver.fits(kind, self.kinds())

    def text(self, found: Text, places: Sequence[tuple[str, str]]) -> int:
        """Cases that hold a phrase in one of some places."""
        return self._remember((found, tuple(places)), lambda: self._full_text.phrase(found.words, places))

    def nodes(self, nodes: Iterable[str]) -> int:
        """Cases that name any of the nodes."""
        found = 0
        rare = []
        for node in sorted(nodes):
            if node in self._terms:
                found |= self.feature(node)
            elif cases := self._named_often().get(node):
                matching = partial(self._full_text.matching, "head", expression_of((node,)), at_once=cases <= _FEW)
                found |= self._remember(("node", node), matching)
            else:
                rare.append(node)
        for start in range(0, len(rare), _NODES_AT_ONCE):
            found |= self._full_text.matching("head", expression_of(rare[start : start + _NODES_AT_ONCE]), at_once=True)
        return found

    def _named_often(self) -> dict[str, int]:
        """The nodes that many cases name, with about how many."""
        if self._frequent is None:
            rows = self._connection.execute(
                "SELECT n.node, k.cases FROM index_node_kinds AS k CROSS JOIN index_nodes AS n ON n.number = k.node"
                " WHERE k.cases > (SELECT value FROM index_meta WHERE name = 'cases') / ?",
                (_OFTEN,),
            )
            self._frequent = dict(rows.fetchall())
        return self._frequent

    # --- the parts of a query ---

    def _evaluate(self, node: Node, asked: _Asked) -> int:
        """The set of cases that a part finds; of it, what lies in `asked.among` alone need be right."""
        match node:
            case All():
                return self.feature("all")
            case Text():
                return self.text(node, (TITLE,) if node.where == "title" else ANYWHERE)
            case Named():
                return self._remember(node, lambda: self._named(node))
            case Pair():
                both = self.either(node.left) & self.either(node.right) & asked.among
                return self._pairs.among(node, both, asked.looking) if both else 0
            case Years():
                return self._years(node)
            case Is():
                return self._is(node, asked.text, asked.marks)
            case Not():
                return self.feature("all") & ~self._evaluate(node.node, asked)
            case And():
                found = asked.among
                for part in sorted(node.nodes, key=_effort):
                    found &= self._evaluate(part, replace(asked, among=found))
                    if not found:
                        break
                return found
            case Or():
                found = 0
                for part in node.nodes:
                    found |= self._evaluate(part, asked)
                return found

    def _named(self, node: Named) -> int:
        if node.value == "*":
            return self._any_of([f"kind:{kind}" for kind in self.kinds() if self._resolver.fits(node.kind, (kind,))])
        nodes = self._resolver.nodes(node.value, node.kind, prefix=node.prefix)
        found = 0
        label, _, local = node.value.partition(":")
        if node.prefix and local and not node.kind:
            # thousands of ids may begin so: full text has them together
            begin = f"{label.lower()}:{local}"
            others = [one for one in nodes if not one.startswith(begin)]
            if len(nodes) - len(others) > _NODES_AT_ONCE:
                found = self._full_text.matching("head", f"tags : ({expression_of((begin,))} *)", at_once=True)
                nodes = others
        return found | self.nodes(nodes)

    def _years(self, node: Years) -> int:
        first = 0 if node.first is None else node.first
        last = 9999 if node.last is None else node.last
        return self._any_of([f"year:{year}" for year in self.years() if first <= year <= last])

    def _any_of(self, features: Iterable[str]) -> int:
        found = 0
        for feature in features:
            found |= self.feature(feature)
        return found

    def _is(self, node: Is, text: str, marks: Marks | None) -> int:
        match node.name:
            case "author" | "journal":
                return self._remember(node, lambda: self._byline(node))
            case "id":
                return self._ids(node)
            case "has":
                return self.feature(f"has:{node.value}")
            case "import":
                return self._last_import()
        if marks is None:
            raise QueryError(text, node.span[0], f"“{node.name}:” asks the notebook, and none is open here.")
        if (node.name, node.value) == ("is", "unread"):
            return self.feature("all") & ~self._keyed(marks.ids("is", "read"))
        return self._keyed(marks.ids(node.name, f"{node.value}*" if node.prefix else node.value))

    def _byline(self, node: Is) -> int:
        mark = AUTHOR if node.name == "author" else JOURNAL
        found = [f"{mark}{word}" for word in words(node.value)]
        if not found:
            return 0
        phrase = tuple(Word(word, node.prefix and place == len(found) - 1) for place, word in enumerate(found))
        return self._full_text.phrase(phrase, (("head", "byline"),))

    def _ids(self, node: Is) -> int:
        if not node.prefix:
            return self._keyed((*keys_meant(node.value), node.value))
        stem = node.value
        found = self._keyed(keys_meant(stem))
        for key in keys_begun(stem):
            for numbers in numbers_with_prefix(self._connection, key):
                found |= set_of_listed(numbers)
        return found

    def _keyed(self, keys: Iterable[str]) -> int:
        return set_of(set(numbers_of_keys(self._connection, list(keys)).values()))

    def _last_import(self) -> int:
        (batch,) = self._connection.execute("SELECT max(batch) FROM index_cases").fetchone()
        return self.feature(f"import:{batch}")

    def _remember(self, key: Hashable, work: Callable[[], int]) -> int:
        if key in self._sets:
            self._sets.move_to_end(key)
            return self._sets[key]
        found = self._sets[key] = work()
        self._size += found.bit_length() >> 3
        while self._size > _REMEMBERED_BYTES and len(self._sets) > 1:
            _, dropped = self._sets.popitem(last=False)
            self._size -= dropped.bit_length() >> 3
        return found


def _effort(node: Node) -> int:
    """What is known at once comes first, so that the rest need not be asked where nothing is left."""
    match node:
        case Years() | All():
            return 0
        case Is():
            return 1
        case Named():
            return 2
        case Text():
            return 3 if len(node.words) == 1 else 4
        case Not() | And() | Or():
            return 6 if _holds_pair(node) else 5
        case Pair():
            return 7


def _holds_pair(node: Node) -> bool:
    match node:
        case Not():
            return _holds_pair(node.node)
        case And() | Or():
            return any(map(_holds_pair, node.nodes))
    return isinstance(node, Pair)
