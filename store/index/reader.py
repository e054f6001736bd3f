"""The front of the index for whoever asks: cases by query, entities by name, and what both have in common."""

from __future__ import annotations

import json
import sqlite3
from array import array
from collections.abc import Callable, Collection, Mapping, Sequence
from functools import wraps
from typing import TYPE_CHECKING, Concatenate, ParamSpec, TypeVar

from msgspec import Struct

from store.errors import AmbiguousError, NotFoundError
from store.index.answers import (
    CaseEntity,
    Completion,
    CoOccurrence,
    Dropped,
    EntityHits,
    EntityPage,
    Facets,
    Hits,
    Marks,
    Snippet,
    Sort,
    Stats,
)
from store.index.bits import numbers_of, set_of
from store.index.completing import Completing
from store.index.counting import Counting, stats
from store.index.entities import Entities
from store.index.evaluating import Evaluator
from store.index.faceting import Faceting
from store.index.finding import Finder
from store.index.grouping import EntityRow
from store.index.lookup import numbers_of_keys
from store.index.meaning import understood
from store.index.naming import entities_of
from store.index.ordering import Ordered, Orders
from store.index.pages import Pages
from store.index.pair_answers import Looked, Looking, PairCounts, PairPassage, PairPlaces, SentencesOfBoth
from store.index.pairs import Pairs
from store.index.ranking import ranked
from store.index.resolving import Resolver
from store.index.snippets import snippet
from store.index.terms import term
from store.model import Case, CaseRow, Entity
from store.query.editing import cut, entity_term
from store.query.nodes import Named, Pair, Query
from store.query.parsing import parse

if TYPE_CHECKING:
    from store.index.pairing import Pairing


Arguments = ParamSpec("Arguments")
Answer = TypeVar("Answer")

_CACHE_KIB = 1000
"""Half of what SQLite takes by itself: the system has the pages at hand too, and the app has several readers."""
_NEAR = 3
_MOST_PARTS = 60
"""Of a query for which it is looked what leaving one out would give."""
_LOOKED_AT = 200
"""Cases whose texts are read for a number that is but a hint."""


class _State(Struct, frozen=True):
    """What can be remembered of the index until it is written again."""

    generation: int
    cases: int
    resolver: Resolver
    evaluator: Evaluator
    orders: Orders
    entities: Entities
    finder: Finder
    pages: Pages
    faceting: Faceting
    completing: Completing
    pairs: Pairs


def _at_one_moment(
    method: Callable[Concatenate[IndexReader, Arguments], Answer],
) -> Callable[Concatenate[IndexReader, Arguments], Answer]:
    """Have everything that an answer is made of read as it was at one moment, whatever others write meanwhile."""

    @wraps(method)
    def answer(self: IndexReader, /, *arguments: Arguments.args, **named: Arguments.kwargs) -> Answer:
        connection = self._connection
        if connection.in_transaction:
            return method(self, *arguments, **named)
        connection.execute("BEGIN")
        try:
            return method(self, *arguments, **named)
        finally:
            if connection.in_transaction:
                connection.execute("COMMIT")

    return answer


class IndexReader:
    """Answers from the index on one connection; belongs to the thread of that connection.

    Another process may write in between: what was remembered is then forgotten.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        connection.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
        self._remembered: _State | None = None

    def _state(self) -> _State:
        connection = self._connection
        meta = dict(connection.execute("SELECT name, value FROM index_meta").fetchall())
        if self._remembered is None or self._remembered.generation != meta["generation"]:
            resolver = Resolver(connection)
            entities = Entities(connection, resolver)
            orders = Orders(connection)
            pairs = Pairs(connection, resolver, orders)
            evaluator = Evaluator(connection, resolver, pairs)
            finder = Finder(connection, resolver, entities)
            counting = Counting(connection)
            self._remembered = _State(
                generation=meta["generation"],
                cases=meta["cases"],
                resolver=resolver,
                evaluator=evaluator,
                orders=orders,
                entities=entities,
                finder=finder,
                pages=Pages(connection, resolver, entities, evaluator, counting),
                faceting=Faceting(connection, resolver, entities, evaluator, counting),
                completing=Completing(connection, resolver, evaluator, orders, finder),
                pairs=pairs,
            )
        return self._remembered

    # --- entities ---

    @_at_one_moment
    def find_entities(self, text: str, *, kinds: Collection[str] = (), limit: int = 50) -> EntityHits:
        """The entities that fit what has been typed of a name or id, best first; all the most frequent for nothing."""
        return self._state().finder.find(text, kinds, limit)

    @_at_one_moment
    def entity(self, reference: str) -> Entity:
        """The entity with this id, CURIE, accession, name or alias.

        Raises `AmbiguousError` where several have the name, `NotFoundError` where none has.
        """
        return self._named(reference)[1]

    @_at_one_moment
    def entity_numbers(self, entity_id: str) -> Hits:
        """The cases that name an entity, newest first. Raises `NotFoundError`."""
        state = self._state()
        cases = state.evaluator.nodes(self._entity_row(entity_id).nodes.split("\n"))
        dated = cases & state.evaluator.feature("has:date")
        numbers = state.orders.ordered(cases, "date", reverse=False)
        query = parse(entity_term(entity_id))
        return Hits(query, cases.bit_count(), numbers, cases.bit_count() - dated.bit_count())

    @_at_one_moment
    def entity_page(self, reference: str) -> EntityPage:
        """All there is to say of an entity. Raises as `entity` does."""
        state = self._state()
        return state.pages.page(self._entity_row(reference))

    @_at_one_moment
    def co_occurring(self, reference: str, limit: int = 20) -> list[CoOccurrence]:
        """The entities that are named with another more often than chance would have it. Raises as `entity` does."""
        state = self._state()
        return state.pages.co_occurring(self._entity_row(reference), limit, state.cases)

    @_at_one_moment
    def entities_of(self, case: Case) -> list[CaseEntity]:
        """The entities that a case names: by kind, within a kind in the order of the file."""
        return entities_of(self._connection, self._state().entities, case)

    @_at_one_moment
    def term(self, reference: str) -> str:
        """The most readable term of the query language that finds exactly the cases of an entity."""
        _, entity = self._named(reference)
        return term(self._state().resolver, entity.id, entity.name, entity.kinds)

    def _entity_row(self, reference: str) -> EntityRow:
        number, _ = self._named(reference)
        return self._state().entities.rows((number,))[number]

    def _named(self, reference: str) -> tuple[int, Entity]:
        state = self._state()
        try:
            return state.entities.named(reference)
        except AmbiguousError:
            raise
        except NotFoundError as error:
            near = [hit.entity for hit in state.finder.find(reference, (), _NEAR).hits]
            listed = ", ".join(f"{entity.name} ({entity.id})" for entity in near)
            raise NotFoundError(error.sentence, f"Near it: {listed}." if near else "") from None

    # --- counts and completions ---

    @_at_one_moment
    def facets(self, numbers: Sequence[int]) -> Facets:
        """What the cases with these numbers have in common."""
        return self._state().faceting.facets(numbers.cases if isinstance(numbers, Ordered) else set_of(numbers))

    @_at_one_moment
    def complete(
        self, text: str, cursor: int | None = None, own: Mapping[str, Mapping[str, int]] | None = None
    ) -> list[Completion]:
        """What may stand in place of the word before the cursor in a query that is being typed.

        `own` are the values that a notebook holds for fields of its own, each with the number of its cases.
        """
        return self._state().completing.complete(text, len(text) if cursor is None else cursor, own or {})

    @_at_one_moment
    def stats(self) -> Stats:
        """The size of the library in numbers."""
        state = self._state()
        return stats(self._connection, state.evaluator, state.cases)

    # --- cases ---

    @_at_one_moment
    def search(
        self,
        query: str | Query = "",
        *,
        sort: Sort = "date",
        reverse: bool = False,
        typing: bool = False,
        limit: int | None = None,
        notebook: Marks | None = None,
        looking: Looking | None = None,
    ) -> Hits:
        """The cases that a query finds, in order: newest first, or as `sort` says; cases without a date come last.

        A text that finds nothing as a query, or is none, is looked for as the words of a title: whatever signs a title
        holds, pasting it finds its case. With `limit` the first so many numbers suffice; the total counts all. For
        pairs in one finding or sentence texts are read, as many as `looking` says, else all. Raises `QueryError` for a
        text that does not parse, and where a query asks the notebook and none is given.
        """
        state = self._state()
        looking = looking or Looking()
        meant, cases = self._found(query, typing=typing, notebook=notebook, looking=looking)
        dated = cases & state.evaluator.feature("has:date")
        if sort == "relevance":
            numbers = self._ranked(meant, cases, reverse=reverse, limit=limit)
        elif sort == "own":
            numbers = self._as_kept(meant, cases, notebook, reverse=reverse)[:limit]
        else:
            numbers = state.orders.ordered(cases, sort, reverse=reverse, limit=limit)
        total = cases.bit_count()
        looked = Looked(looking.looked, looking.of, looking.unfinished) if looking.of else None
        return Hits(meant, total, numbers, total - dated.bit_count(), looked)

    @_at_one_moment
    def total(self, query: str | Query = "", *, typing: bool = False, notebook: Marks | None = None) -> int:
        """How many cases a query finds; pairs in one finding or sentence are looked for in few of the newest cases."""
        looking = Looking(most=_LOOKED_AT)
        return self._found(query, typing=typing, notebook=notebook, looking=looking)[1].bit_count()

    @_at_one_moment
    def without(self, query: str | Query, *, typing: bool = False, notebook: Marks | None = None) -> list[Dropped]:
        """For each part of a query that could be left out, how many cases the rest finds; what gives most first.

        Nothing for a query of very many parts, such as a page that was pasted: each is a search for all the others.
        """
        meant = parse(query, typing=typing) if isinstance(query, str) else query
        parts = meant.parts()
        if not 2 <= len(parts) <= _MOST_PARTS:
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
            "SELECT c.number, c.id, c.title, c.authors, j.name, c.date, c.keys FROM json_each(?) AS wanted"
            " CROSS JOIN index_cases AS c ON c.number = wanted.value"
            " LEFT JOIN index_journals AS j ON j.number = c.journal",
            (json.dumps(list(numbers)),),
        )
        return [
            CaseRow(
                number,
                id_,
                title,
                tuple(authors.split("\n")) if authors else (),
                journal,
                date or None,
                tuple(keys.split("\n")),
            )
            for number, id_, title, authors, journal, date, keys in rows
        ]

    def ids(self, numbers: Sequence[int]) -> list[str]:
        """The ids of cases, in the order given; numbers that no case has are left out."""
        rows = self._connection.execute(
            "SELECT c.id FROM json_each(?) AS wanted CROSS JOIN index_cases AS c ON c.number = wanted.value",
            (json.dumps(list(numbers)),),
        )
        return [id_ for (id_,) in rows]

    def snippet(self, case: int | Case, query: str | Query, *, typing: bool = False) -> Snippet | None:
        """The sentence of a case (or of the case with this number) that says best what a query looks for.

        None where it looks for no words, or where only the title holds them.
        """
        meant = parse(query, typing=typing) if isinstance(query, str) else query
        if isinstance(case, int) and (said := self.pair_passage(case, meant)) is not None:
            return Snippet(said.text, said.spans)
        found = self._state().pairs.case(case) if isinstance(case, int) else case
        return None if found is None else snippet(found, meant)

    # --- pairs ---

    @_at_one_moment
    def sentences_of_both(self, one: str, other: str, looking: Looking | None = None) -> SentencesOfBoth:
        """The sentences that name two entities, given by id, of the newest cases.

        Cases are read as far as `looking` says, and no further once there are fifty sentences.
        """
        from store.index.pairing import sentences_of  # noqa: PLC0415 -- for pairs alone

        pair = Pair((Named("", one),), (Named("", other),))
        state = self._state()
        return sentences_of(
            state.pairs, state.entities, self.search(Query("", pair)).numbers, pair, looking or Looking()
        )

    @_at_one_moment
    def count_pairs(
        self, pairing: Pairing, looking: Looking | None = None, *, limit: int, meanwhile: int | None = None
    ) -> PairCounts:
        """Count on, and the pairs of most cases so far: `limit` of them, `meanwhile` while there is more to be read.

        Raises as `search` does.
        """
        return pairing.count(self._state(), looking or Looking(), limit, meanwhile)

    @_at_one_moment
    def pair_passage(self, number: int, query: str | Query) -> PairPassage | None:
        """Where the case with this number says a pair of a query: the closer together, the better.

        None where the query looks for no pair or the case has none.
        """
        meant = parse(query) if isinstance(query, str) else query
        if not any(meant.pairs()) or (case := self._state().pairs.case(number)) is None:
            return None
        from store.index.pairing import passage_of  # noqa: PLC0415 -- for pairs alone

        return passage_of(self._state().pairs, self._state().entities, number, case, meant)

    @_at_one_moment
    def pair_places(self, number: int, query: str | Query, *, typing: bool = False) -> PairPlaces:
        """Where the texts of the case with this number say the pairs of a query."""
        from store.index.pairing import places_of  # noqa: PLC0415 -- for pairs alone

        meant = parse(query, typing=typing) if isinstance(query, str) else query
        case = self._state().pairs.case(number)
        return PairPlaces((), ()) if case is None else places_of(self._state().pairs, case, meant)

    def _as_kept(self, query: Query, cases: int, notebook: Marks | None, *, reverse: bool) -> array[int]:
        """Cases in the order of the collection or the marks that a query asks for, then the others, newest first."""
        asked = query.kept
        keys = [] if asked is None or notebook is None else list(notebook.ids(asked.name, asked.value))
        numbers = numbers_of_keys(self._connection, keys)
        inside = set(numbers_of(cases))
        kept = [number for number in dict.fromkeys(numbers[key] for key in keys if key in numbers) if number in inside]
        rest = self._state().orders.ordered(cases & ~set_of(set(kept)), "date", reverse=False)
        return array("I", [*(reversed(kept) if reverse else kept), *rest])

    def _found(
        self, query: str | Query, *, typing: bool, notebook: Marks | None, looking: Looking
    ) -> tuple[Query, int]:
        evaluator = self._state().evaluator
        if isinstance(query, Query):
            return query, evaluator.cases(query, notebook, typing=typing, looking=looking)
        return understood(evaluator, query, typing=typing, notebook=notebook, looking=looking)

    def _ranked(self, query: Query, cases: int, *, reverse: bool, limit: int | None) -> Sequence[int]:
        """Best match first, the newer first among equals."""
        state = self._state()
        sets = ranked(state.evaluator, query, cases, state.cases)
        return state.orders.ordered_by_worth(sets[::-1] if reverse else sets, "date", reverse=reverse, limit=limit)
