"""Half-typed queries without what is hardly begun.

Taken at its word that would cost seconds in a large library, and be another a moment later.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection, Sequence

from msgspec.structs import replace

from store.identity import spelling
from store.index.lookup import has_many_with_prefix
from store.index.resolving import Resolver
from store.query.nodes import All, And, Is, Named, Node, Not, Or, Pair, Text, Word

_HARDLY_BEGUN = 2
_SHORT_INSIDE = 3
"""Up to so many letters of a beginning inside a phrase stand for too many words to be tried at every key."""
_MANY_CASES = 100_000
"""A phrase of words that so many cases hold, each of them, is looked for in as many texts."""
_MANY_KEYS = 20_000


class Loosening:
    """Takes what is hardly begun for anything, in one state of the index."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        resolver: Resolver,
        common: Collection[str],
        stored: Callable[[str], int],
    ) -> None:
        """`common` are the terms of which there is a stored set (`con*` for a beginning), `stored` gives it."""
        self._connection = connection
        self._resolver = resolver
        self._common = common
        self._stored = stored

    def loosened(self, node: Node) -> Node:
        """A query that finds what `node` finds, and perhaps more, soon.

        One or two letters at the end of a phrase are looked for anywhere in the case; so are all words of a phrase
        that are common, or of which one inside is hardly begun. One letter of a name stands for any name, as does the
        beginning of very many ids; one letter of an author for any author, of a title for any title. What is hardly
        begun excludes nothing yet.
        """
        match node:
            case Text():
                return self._text(node)
            case Named() if node.prefix and self._names_anything(node):
                return Named(node.kind, "*", span=node.span)
            case Is() if node.prefix:
                return self._is(node)
            case Pair():
                return replace(node, left=self._side(node.left), right=self._side(node.right))
            case Not():
                return node if self.loosened(node.node) == node.node else All(node.span)
            case And():
                return And(tuple(map(self.loosened, node.nodes)), node.span)
            case Or():
                return Or(tuple(map(self.loosened, node.nodes)), node.span)
        return node

    def _text(self, node: Text) -> Node:
        last = node.words[-1]
        if len(node.words) == 1:
            begun = last.prefix and len(last.text) < _HARDLY_BEGUN
            return All(node.span) if begun and node.where == "title" else node
        inside = any(word.prefix and len(word.text) <= _SHORT_INSIDE for word in node.words[:-1])
        if inside or all(map(self._is_everywhere, node.words)):
            parts = [Text((word,), node.where, node.span) for word in node.words]
        elif last.prefix and len(last.text) <= _HARDLY_BEGUN:
            parts = [Text(node.words[:-1], node.where, node.span), Text((last,), node.where, node.span)]
        else:
            return node
        return And(tuple(map(self._text, parts)), node.span)

    def _is_everywhere(self, word: Word) -> bool:
        term = word.text + ("*" if word.prefix else "")
        return term in self._common and self._stored(term).bit_count() > _MANY_CASES

    def _names_anything(self, node: Named) -> bool:
        if len(spelling(node.value)) < _HARDLY_BEGUN:
            return True
        return not node.kind and self._resolver.begins_many_ids(node.value)

    def _side(self, names: Sequence[Named]) -> tuple[Named, ...]:
        return tuple(one for name in names if isinstance(one := self.loosened(name), Named))

    def _is(self, node: Is) -> Node:
        if node.name == "author" and len(spelling(node.value)) < _HARDLY_BEGUN:
            return Is("has", "authors", span=node.span)
        if node.name == "id" and has_many_with_prefix(self._connection, keys_begun(node.value), _MANY_KEYS):
            return All(node.span)
        return node


def keys_begun(stem: str) -> set[str]:
    """The beginnings of keys that may be meant by the beginning of an id."""
    return {stem, f"pmc:{stem.upper()}", f"pmc:PMC{stem}", f"doi:{stem.lower()}", f"pubmed:{stem}"}
