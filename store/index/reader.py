"""The front of the index for whoever asks: cases by query, entities by name, and what both have in common."""

from __future__ import annotations

import json
import sqlite3
from array import array
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from store.errors import QueryError
from store.index.answers import Dropped, EntityHits, Hits, Marks, Snippet, Sort
from store.index.entities import Entities
from store.index.evaluating import Evaluator
from store.index.finding import Finder
from store.index.ordering import Orders
from store.index.ranking import scores
from store.index.resolving import Resolver
from store.index.snippets import snippet
from store.model import Case, CaseRow, Entity
from store.query.editing import cut, entity_term
from store.query.nodes import Query
from store.query.parsing import as_title, parse

if TYPE_CHECKING:
    from store.storage.connection import Connection


@dataclass(frozen=True, slots=True)
class _State:
    """What can be remembered of the index until it is written again."""

    generation: int
    cases: int
    resolver: Resolver
    evaluator: Evaluator
    orders: Orders
    entities: Entities
    finder: Finder


class IndexReader:
    """Answers from the index on one connection; belongs to the thread of that connection.

    Another process may write in between: what was remembered is then forgotten.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._remembered: _State | None = None

    def _state(self) -> _State:
        meta = dict(self._connection.execute("SELECT name, value FROM index_meta").fetchall())
        if self._remembered is None or self._remembered.generation != meta["generation"]:
            resolver = Resolver(self._connection)
            entities = Entities(self._connection, resolver)
            self._remembered = _State(
                generation=meta["generation"],
                cases=meta["cases"],
                resolver=resolver,
                evaluator=Evaluator(self._connection, resolver),
                orders=Orders(self._connection),
                entities=entities,
                finder=Finder(self._connection, resolver, entities),
            )
        return self._remembered

    # --- entities ---

    def find_entities(self, text: str, *, kinds: Collection[str] = (), limit: int = 50) -> EntityHits:
        """The entities that fit what has been typed of a name or id, best first; all the most frequent for nothing."""
        return self._state().finder.find(text, kinds, limit)

    def entity(self, reference: str) -> Entity:
        """The entity with this id, CURIE, accession, name or alias.

        Raises `AmbiguousError` where several have the name, `NotFoundError` where none has.
        """
        return self._state().entities.named(reference)[1]

    def entity_numbers(self, entity_id: str, sort: Sort = "date", *, reverse: bool = False) -> Hits:
        """The cases that name an entity. Raises `NotFoundError`."""
        state = self._state()
        number, _ = state.entities.named(entity_id)
        cases = state.evaluator.nodes(state.entities.rows((number,))[number].nodes.split("\n"))
        dated = cases & state.evaluator.feature("has:date")
        order: Sort = "date" if sort == "relevance" else sort
        numbers = state.orders.ordered(cases, order, reverse=reverse)
        query = parse(entity_term(entity_id))
        return Hits(query, cases.bit_count(), numbers, cases.bit_count() - dated.bit_count())

    # --- cases ---

    def search(
        self,
        query: str | Query = "",
        *,
        sort: Sort = "date",
        reverse: bool = False,
        typing: bool = False,
        limit: int | None = None,
        notebook: Marks | None = None,
    ) -> Hits:
        """The cases that a query finds, in order: newest first, or as `sort` says; cases without a date come last.

        A text that finds nothing as a query, or is none, is looked for as the words of a title: whatever signs a title
        holds, pasting it finds its case. With `limit` the first so many numbers suffice; the total counts all. Raises
        `QueryError` for a text that does not parse, and where a query asks the notebook and none is given.
        """
        state = self._state()
        meant, cases = self._found(query, typing=typing, notebook=notebook)
        dated = cases & state.evaluator.feature("has:date")
        if sort == "relevance":
            numbers = self._ranked(meant, cases, reverse=reverse)[:limit]
        else:
            numbers = state.orders.ordered(cases, sort, reverse=reverse, limit=limit)
        total = cases.bit_count()
        return Hits(meant, total, numbers, total - dated.bit_count())

    def total(self, query: str | Query = "", *, typing: bool = False, notebook: Marks | None = None) -> int:
        """How many cases a query finds."""
        return self._found(query, typing=typing, notebook=notebook)[1].bit_count()

    def without(self, query: str | Query, *, typing: bool = False, notebook: Marks | None = None) -> list[Dropped]:
        """For each part of a query that could be left out, how many cases the rest finds; what gives most first."""
        meant = parse(query, typing=typing) if isinstance(query, str) else query
        parts = meant.parts()
        if len(parts) < 2:
            return []
        dropped = []
        for part in parts:
            text = cut(meant, part)
            total = self.total(text, typing=typing, notebook=notebook)
            dropped.append(Dropped(meant.text[slice(*part.span)], text, total))
        return sorted((one for one in dropped if one.total), key=lambda one: -one.total)

    def rows(self, numbers: Sequence[int]) -> list[CaseRow]:
        """What lists show of cases, in the order given; numbers that no case has are left out."""
        rows = self._connection.execute(
            "SELECT c.number, c.id, c.title, c.authors, j.name, c.date FROM json_each(?) AS wanted"
            " CROSS JOIN index_cases AS c ON c.number = wanted.value"
            " LEFT JOIN index_journals AS j ON j.number = c.journal",
            (json.dumps(list(numbers)),),
        )
        return [
            CaseRow(number, id_, title, tuple(authors.split("\n")) if authors else (), journal, date or None)
            for number, id_, title, authors, journal, date in rows
        ]

    def position(self, number: int, hits: Hits) -> int | None:
        """Where a case stands among hits, None where it is not among them."""
        try:
            return hits.numbers.index(number)
        except ValueError:
            return None

    def snippet(self, case: int | Case, query: str | Query, *, typing: bool = False) -> Snippet | None:
        """The sentence of a case (or of the case with this number) that says best what a query looks for.

        None where it looks for no words, or where only the title holds them.
        """
        meant = parse(query, typing=typing) if isinstance(query, str) else query
        found = self._case(case) if isinstance(case, int) else case
        return None if found is None else snippet(found, meant)

    def _case(self, number: int) -> Case | None:
        from store.documents import to_case  # noqa: PLC0415 -- only who asks by number pays for documents
        from store.storage.packing import unpack  # noqa: PLC0415
        from store.storage.rows import DocumentRows  # noqa: PLC0415
        from store.stored import PAPERS  # noqa: PLC0415

        body = DocumentRows(cast("Connection", self._connection), PAPERS).get(number)
        return None if body is None else to_case(unpack(body))

    def _found(self, query: str | Query, *, typing: bool, notebook: Marks | None) -> tuple[Query, int]:
        evaluator = self._state().evaluator
        if isinstance(query, Query):
            return query, evaluator.cases(query, notebook)
        pasted = as_title(query)
        title = None if pasted is None else Query(query, pasted)
        try:
            meant = parse(query, typing=typing)
        except QueryError:
            found = 0 if title is None else evaluator.cases(title, notebook)
            if title is None or not found:
                raise
            return title, found
        found = evaluator.cases(meant, notebook)
        if not found and title is not None:
            as_pasted = evaluator.cases(title, notebook)
            if as_pasted:
                return title, as_pasted
        return meant, found

    def _ranked(self, query: Query, cases: int, *, reverse: bool) -> array[int]:
        """Best match first, the newer first among equals."""
        state = self._state()
        newest_first = state.orders.ordered(cases, "date", reverse=False)
        points = scores(state.evaluator, query, cases, state.cases)
        ranked = sorted(newest_first, key=lambda number: -points.get(number, 0)) if points else newest_first
        return array("Q", reversed(ranked) if reverse else ranked)
