"""Ways to go on with a query that is being typed: names of fields, and values that the library holds."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable, Mapping

from store.index.answers import Completion
from store.index.evaluating import Evaluator
from store.index.finding import Finder
from store.index.ordering import Orders
from store.index.resolving import Resolver
from store.index.terms import term
from store.patterns import pattern
from store.query.editing import quote
from store.query.fields import CHOICES, KIND_FIELDS, all_fields, field_of_kind, is_field
from store.query.nodes import Is, Query
from store.text import words

_MOST = 8
_CASES_READ = 200
"""Newest cases of whose authors the names are taken."""
_TOKEN = pattern(r'(?:^|(?<=[\s(~]))-?(?:([^\W\d_][\w-]*):)?("[^"]*|[^\s()"~]*)$')
_SIGN_OF_PAIR = pattern(r"~[a-z]*\s*$")


class Completing:
    """Completes in one state of the index."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        resolver: Resolver,
        evaluator: Evaluator,
        orders: Orders,
        finder: Finder,
    ) -> None:
        self._connection = connection
        self._resolver = resolver
        self._evaluator = evaluator
        self._orders = orders
        self._finder = finder

    def complete(self, text: str, cursor: int, own: Mapping[str, Mapping[str, int]]) -> list[Completion]:
        """What may stand in place of the word before the cursor, the likeliest first; see `IndexReader.complete`."""
        match = _TOKEN.search(text[:cursor])
        if match is None:
            return []
        field = (match[1] or "").lower()
        value = match[2].lstrip('"')
        if field and not is_field(field) and not self._evaluator.has_kind(field):
            return []
        options: Iterable[tuple[str, str]]
        if field in own:
            options = ((quote(name), _cases(cases)) for name, cases in own[field].items() if _begins_words(value, name))
        else:
            options = self._values(field, value) if field else self._words(value)
        if _SIGN_OF_PAIR.search(text[: match.start()]):
            options = self._side(field, value)
        return [Completion(match.start(2), cursor, said, note) for said, note in options][:_MOST]

    def _words(self, typed: str) -> Iterable[tuple[str, str]]:
        if not typed:
            return
        for field in dict.fromkeys((*all_fields(), *map(field_of_kind, self._evaluator.kinds()))):
            if field.startswith(typed.lower()) and field != typed.lower():
                yield f"{field}:", "field"
        yield from self._entities(typed)

    def _entities(self, typed: str) -> Iterable[tuple[str, str]]:
        for hit in self._finder.find(typed, (), _MOST).hits:
            entity = hit.entity
            said = term(self._resolver, entity.id, entity.name, entity.kinds)
            yield said, _note(entity.name, entity.kinds, entity.cases)

    def _side(self, field: str, typed: str) -> Iterable[tuple[str, str]]:
        """What may stand behind the sign of a pair: any entity of a kind, or one that is named."""
        if field:
            if field in KIND_FIELDS:
                yield from [("*", "any")] if not typed else []
                yield from self._values(field, typed)
            return
        for kind in KIND_FIELDS:
            if kind.startswith(typed.lower()):
                yield f"{kind}:*", "any"
        if typed:
            yield from self._entities(typed)

    def _values(self, field: str, typed: str) -> Iterable[tuple[str, str]]:
        if field in KIND_FIELDS or not is_field(field):
            kinds = () if KIND_FIELDS.get(field) == "" else (field,)
            for hit in self._finder.find(typed, kinds, _MOST).hits:
                yield quote(hit.entity.name), _note(hit.entity.id, hit.entity.kinds, hit.entity.cases)
        elif field in CHOICES:
            yield from ((choice, "") for choice in CHOICES[field] if choice.startswith(typed.lower()))
        elif field == "year":
            yield from ((str(year), "") for year in reversed(self._evaluator.years()) if str(year).startswith(typed))
        elif field == "journal":
            yield from self._journals(typed)
        elif field == "author":
            yield from self._authors(typed)

    def _journals(self, typed: str) -> Iterable[tuple[str, str]]:
        rows = self._connection.execute("SELECT name, cases FROM index_journals ORDER BY cases DESC, name")
        for name, cases in rows:
            if _begins_words(typed, name):
                yield quote(name), _cases(cases)

    def _authors(self, typed: str) -> Iterable[tuple[str, str]]:
        if not words(typed):
            return
        found = self._evaluator.cases(Query("", Is("author", typed, prefix=True)), None)
        numbers = self._orders.ordered(found, "date", reverse=False, limit=_CASES_READ)
        counts: Counter[str] = Counter()
        for number in numbers:
            row = self._connection.execute("SELECT authors FROM index_cases WHERE number = ?", (number,)).fetchone()
            counts.update(name for name in row[0].split("\n") if _begins_words(typed, name))
        for name, _ in counts.most_common(_MOST):
            cases = self._evaluator.cases(Query("", Is("author", name)), None).bit_count()
            yield quote(name), _cases(cases)


def _begins_words(typed: str, name: str) -> bool:
    """Whether what was typed is the beginning of consecutive words of a name."""
    said, wanted = f" {' '.join(words(name))}", " ".join(words(typed))
    return not wanted or f" {wanted}" in said


def _note(said: str, kinds: tuple[str, ...], cases: int) -> str:
    return f"{said} · {', '.join(kinds)} · {_cases(cases)}"


def _cases(count: int) -> str:
    return "1 case" if count == 1 else f"{count:,} cases"
