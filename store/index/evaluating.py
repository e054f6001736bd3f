"""From the meaning of a query to the set of cases that it finds."""

from __future__ import annotations

import sqlite3
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable, Sequence

from store.errors import QueryError
from store.identity import spelling
from store.index.answers import Marks
from store.index.bits import set_of, stored_set
from store.index.entry import AUTHOR, JOURNAL
from store.index.grouping import expression_of
from store.index.lookup import keys_with_prefix, numbers_of_keys
from store.index.resolving import LAST, Resolver
from store.keys import keys_meant
from store.query.nodes import All, And, Is, Named, Node, Not, Or, Query, Text, Word, Years
from store.text import words

TITLE, FINDINGS, ENTITIES, REST = ("head", "title"), ("body", "findings"), ("body", "entities"), ("body", "rest")
"""Where words can stand: the full-text table and its column."""
ANYWHERE = (TITLE, FINDINGS, ENTITIES, REST)
_REMEMBERED = 64
_KEYS_BY_PREFIX = 100_000
_NODES_AT_ONCE = 16
"""Nodes in one full-text query: with more of them each case costs as much as there are nodes, with fewer each query."""
_WORDS_AT_ONCE = 100
_LEAST_LETTER = "0"
"""Sorts before everything that can go on a word."""
_HARDLY_BEGUN = 2


class Evaluator:
    """Answers from one state of the index, and remembers the sets of the parts of queries."""

    def __init__(self, connection: sqlite3.Connection, resolver: Resolver) -> None:
        self._connection = connection
        self._resolver = resolver
        self._terms: dict[str, int] = dict(connection.execute("SELECT term, number FROM index_terms"))
        self._sets: OrderedDict[object, int] = OrderedDict()

    def cases(self, query: Query, marks: Marks | None, *, typing: bool = False) -> int:
        """The set of cases that a query finds. Raises `QueryError` where it asks the notebook and there is none.

        With `typing`, one or two letters at the end of a phrase are looked for anywhere in the case, and one letter of
        a name stands for any name: taken at their word they would cost a second, and be another a moment later.
        """
        return self._evaluate(_loosened(query.node) if typing else query.node, query.text, marks)

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

    def text(self, found: Text, places: Sequence[tuple[str, str]]) -> int:
        """Cases that hold a phrase in one of some places."""
        return self._remember((found, tuple(places)), lambda: self._text(found.words, places))

    def nodes(self, nodes: Iterable[str]) -> int:
        """Cases that name any of the nodes."""
        wanted = sorted(nodes)
        found = 0
        rest = []
        for node in wanted:
            if node in self._terms:
                found |= self.feature(node)
            else:
                rest.append(node)
        for start in range(0, len(rest), _NODES_AT_ONCE):
            found |= self._match("head", expression_of(rest[start : start + _NODES_AT_ONCE]))
        return found

    # --- the parts of a query ---

    def _evaluate(self, node: Node, text: str, marks: Marks | None) -> int:
        match node:
            case All():
                return self.feature("all")
            case Text():
                return self.text(node, (TITLE,) if node.where == "title" else ANYWHERE)
            case Named():
                return self._remember(node, lambda: self._named(node))
            case Years():
                return self._years(node)
            case Is():
                return self._is(node, text, marks)
            case Not():
                return self.feature("all") & ~self._evaluate(node.node, text, marks)
            case And():
                found = self.feature("all")
                for part in sorted(node.nodes, key=_effort):
                    found &= self._evaluate(part, text, marks)
                    if not found:
                        break
                return found
            case Or():
                found = 0
                for part in node.nodes:
                    found |= self._evaluate(part, text, marks)
                return found

    def _named(self, node: Named) -> int:
        if node.value == "*":
            return self._any_of([f"kind:{kind}" for kind in self.kinds() if self._resolver.fits(node.kind, (kind,))])
        return self.nodes(self._resolver.nodes(node.value, node.kind, prefix=node.prefix))

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
        return self._keyed(marks.ids(node.name, node.value))

    def _byline(self, node: Is) -> int:
        mark = AUTHOR if node.name == "author" else JOURNAL
        found = [f"{mark}{word}" for word in words(node.value)]
        if not found:
            return 0
        phrase = tuple(Word(word, node.prefix and place == len(found) - 1) for place, word in enumerate(found))
        return self._text(phrase, (("head", "byline"),))

    def _ids(self, node: Is) -> int:
        if not node.prefix:
            return self._keyed((*keys_meant(node.value), node.value))
        stem = node.value
        stems = {stem, f"pmc:{stem.upper()}", f"pmc:PMC{stem}", f"doi:{stem.lower()}", f"pubmed:{stem}"}
        return self._keyed(keys_meant(stem)) | set_of(
            {number for key in stems for _, number in keys_with_prefix(self._connection, key, _KEYS_BY_PREFIX)}
        )

    def _keyed(self, keys: Iterable[str]) -> int:
        return set_of(set(numbers_of_keys(self._connection, list(keys)).values()))

    def _last_import(self) -> int:
        (batch,) = self._connection.execute("SELECT max(batch) FROM index_cases").fetchone()
        return self.feature(f"import:{batch}")

    # --- full text ---

    def _text(self, phrase: Sequence[Word], places: Sequence[tuple[str, str]]) -> int:
        if len(phrase) == 1 and tuple(places) == ANYWHERE:
            term = phrase[0].text + ("*" if phrase[0].prefix else "")
            if term in self._terms:
                return self.feature(term)
            common = sorted(word for word in self._terms if word.startswith(phrase[0].text) and word.isalnum())
            if phrase[0].prefix and common:
                return self._beginning(phrase[0].text, common)
        found = 0
        for table in ("head", "body"):
            columns = [column for of, column in places if of == table]
            if columns:
                for expression in self._expressions(table, phrase):
                    found |= self._match(table, f"{{{' '.join(columns)}}} : ({expression})")
        return found

    def _beginning(self, prefix: str, common: Sequence[str]) -> int:
        """Cases that hold, anywhere, a word that begins so: the common ones by their sets, the others by full text."""
        found = self._any_of(common)
        starts = [prefix, *(word + _LEAST_LETTER for word in common)]
        ends = [*common, prefix + LAST]
        for table, columns in (("head", "title"), ("body", "findings entities rest")):
            rare = [
                word for start, end in zip(starts, ends, strict=True) for word in self._words_between(table, start, end)
            ]
            for start in range(0, len(rare), _WORDS_AT_ONCE):
                options = " OR ".join(map(_quoted, rare[start : start + _WORDS_AT_ONCE]))
                found |= self._match(table, f"{{{columns}}} : ({options})")
        return found

    def _expressions(self, table: str, phrase: Sequence[Word]) -> Iterable[str]:
        """Full-text queries which together find a phrase: FTS5 takes a beginning only for its last word."""
        for place, word in enumerate(phrase[:-1]):
            if word.prefix:
                endings = self._words_between(table, word.text, word.text + LAST)
                for start in range(0, len(endings), _WORDS_AT_ONCE):
                    options = endings[start : start + _WORDS_AT_ONCE]
                    phrases = [(*phrase[:place], Word(ending), *phrase[place + 1 :]) for ending in options]
                    inner = [expression for found in phrases for expression in self._expressions(table, found)]
                    if inner:
                        yield " OR ".join(inner)
                return
        yield _quoted(" ".join(word.text for word in phrase)) + (" *" if phrase[-1].prefix else "")

    def _words_between(self, table: str, first: str, last: str) -> list[str]:
        """The words of a full-text table from one text up to another."""
        rows = self._connection.execute(
            f"SELECT term FROM index_{table}_words WHERE term >= ? AND term < ?",  # noqa: S608 -- constants
            (first, last),
        )
        return [term for (term,) in rows]

    def _match(self, table: str, expression: str) -> int:
        rows = self._connection.execute(
            f"SELECT rowid FROM index_{table} WHERE index_{table} MATCH ?",  # noqa: S608 -- constants
            (expression,),
        )
        return set_of([number for (number,) in rows.fetchall()])

    def _remember(self, key: Hashable, work: Callable[[], int]) -> int:
        if key in self._sets:
            self._sets.move_to_end(key)
            return self._sets[key]
        found = self._sets[key] = work()
        if len(self._sets) > _REMEMBERED:
            self._sets.popitem(last=False)
        return found


def _quoted(said: str) -> str:
    return '"{}"'.format(said.replace('"', '""'))


def _loosened(node: Node) -> Node:
    """A half-typed query in which no phrase ends in one or two letters."""
    match node:
        case Text() if len(node.words) > 1 and node.words[-1].prefix and len(node.words[-1].text) <= _HARDLY_BEGUN:
            rest = Text(node.words[:-1], node.where, node.span)
            return And((rest, Text(node.words[-1:], node.where, node.span)), node.span)
        case Named() if node.prefix and len(spelling(node.value)) < _HARDLY_BEGUN:
            return Named(node.kind, "*", span=node.span)
        case Not():
            return Not(_loosened(node.node), node.span)
        case And():
            return And(tuple(map(_loosened, node.nodes)), node.span)
        case Or():
            return Or(tuple(map(_loosened, node.nodes)), node.span)
    return node


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
            return 5
