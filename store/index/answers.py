"""What the index answers, as values."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal, Protocol

from msgspec import Struct

from store.index.pair_answers import Looked
from store.model import Entity
from store.query.nodes import Query

Sort = Literal["date", "title", "author", "relevance", "import", "own"]
"""Orders of cases: newest first; by title; by first author; best match first; what came in last first; as they stand
in the collection, or among the marks, that the query asks for."""

How = Literal["symbol", "alias", "id", "word", "substring", "slip"]
"""Why an entity was found: its name is so or begins so, an alias is or does, an id is or does, a word of a name or
description begins so, it is inside one, or but for a typing slip."""


class Marks(Protocol):
    """What a person's notebook knows of cases."""

    def ids(self, field: str, value: str) -> Iterable[str]:
        """The keys of the cases for which `is:`, `tag:`, `note:` or `in:` holds with this value."""
        ...


class Hits(Struct, frozen=True):
    """The cases that a query found."""

    query: Query
    total: int
    numbers: Sequence[int]
    """In the order asked for; all of them, or the first ones where a limit was given."""
    undated: int
    """How many of all that were found have no date."""
    looked: Looked | None = None
    """For a query with pairs in one finding or sentence: how many cases were read to find these."""


class Snippet(Struct, frozen=True):
    """The sentence of a case that matched, with the stretches that did (start, end, in code points)."""

    text: str
    spans: tuple[tuple[int, int], ...]


class Dropped(Struct, frozen=True):
    """A part of a query that could be left out, and how many cases that would give."""

    part: str
    query: str
    """The text of the query without it."""
    total: int


class EntityHit(Struct, frozen=True):
    """An entity that was found, and by what."""

    entity: Entity
    matched: str
    """The name, alias, id or description that matched."""
    how: How


class EntityHits(Struct, frozen=True):
    """The entities that were found, the best first."""

    query: str
    total: int
    hits: tuple[EntityHit, ...]


class CaseEntity(Struct, frozen=True):
    """An entity as one case names it."""

    entity: Entity
    mentions: tuple[int, ...]
    """Indexes into the mentions of the case."""
    conflict: bool
    """The two sections disagree: gene and protein, or two ids of one namespace for one name."""
    unlike: bool
    """A name here is unlike the usual names of its id."""


class CoOccurrence(Struct, frozen=True):
    """An entity that is named together with another."""

    entity: Entity
    cases: int
    """In how many cases both are named."""
    expected: float
    """In how many they would be if the one had nothing to do with the other."""


class NameCount(Struct, frozen=True):
    """A name of an entity, as what kind, and in how many cases."""

    name: str
    kind: str
    curie: str
    """The id that it goes with; empty for a name without."""
    cases: int
    unlike: bool
    """The name is unlike the usual names of this id."""


class EntityPage(Struct, frozen=True):
    """All there is to say of an entity."""

    entity: Entity
    descriptions: tuple[str, ...]
    names: tuple[NameCount, ...]
    """The most frequent first."""
    also: tuple[Entity, ...]
    """Other entities that go by one of its usual names: the same thing under another id, or another thing."""
    years: tuple[tuple[int, int], ...]
    """Years, ascending, with the number of cases; years without one in between are there with 0."""
    undated: int


class FacetValue(Struct, frozen=True):
    """A value that some of the cases share."""

    text: str
    term: str
    """The term of the query language that narrows to it."""
    cases: int


class FacetGroup(Struct, frozen=True):
    """Values of one sort: a kind of entities, `year` or `journal`."""

    name: str
    values: tuple[FacetValue, ...]


class Facets(Struct, frozen=True):
    """What some cases have in common."""

    cases: int
    groups: tuple[FacetGroup, ...]


class Completion(Struct, frozen=True):
    """A way to go on from the cursor: `text` replaces the stretch from `start` to `end`."""

    start: int
    end: int
    text: str
    note: str = ""
    """What it is: a kind, a number of cases."""


class Stats(Struct, frozen=True):
    """The size of a library in numbers."""

    cases: int
    dated: int
    entities: int
    kinds: tuple[tuple[str, int], ...]
    """Kinds with the number of entities, the most first."""
    years: tuple[tuple[int, int], ...]
    """Years, ascending, with the number of cases."""
    journals: tuple[tuple[str, int], ...]
    """The journals with the most cases."""
