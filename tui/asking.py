"""What lanes are asked: functions of a library that put together what a screen shows, as values."""

from __future__ import annotations

import re
from array import array
from collections.abc import Mapping, Sequence
from time import monotonic

from msgspec import Struct, field

from store import (
    AmbiguousError,
    CaseRow,
    Dropped,
    EntityHits,
    Hits,
    Is,
    Library,
    Looked,
    Looking,
    Marks,
    NotFoundError,
    PairPlaces,
    QueryError,
    Snippet,
    Sort,
    Years,
    cut,
    describe,
    parse,
    pattern,
    phrases_of,
)

_OF_NOTEBOOK = pattern(r"\b(?:is|tag|note|in):", re.IGNORECASE)
_ENTITY_TERM = pattern(r"\bentity ([a-z][a-z.]*:[^\s()…]+)")
FIRST_ROWS = 60
CASES_READ = 5000
"""The newest cases that are read for pairs in one sentence or finding: some seconds, in which rows come in."""
_LOOK_SECONDS = 0.02
LOOK_ON_SECONDS = 0.2
"""Reading goes on in such portions; a key that asks for something else ends one at once."""
_SNIPPETS = 14
"""About as many as are in view; the others are asked for when they come into it."""
_SOON = 0.015
"""Seconds after which the rows are shown without what is not there yet: the other matching sentences follow them."""


class Request(Struct, frozen=True):
    """A list of cases that is asked for."""

    query: str = ""
    sort: Sort = "date"
    reverse: bool = False
    typing: bool = False
    """The query is being typed: its last word is a prefix, and what makes no sense yet is left out."""
    keep: str | None = None
    """The id of the case that the cursor should stay on."""


class Found(Struct, frozen=True):
    """The answer to a `Request`."""

    request: Request
    numbers: Sequence[int] = field(default_factory=lambda: array("I"))
    total: int = 0
    undated: int = 0
    """For a query with years: how many cases fit the rest of it and have no date."""
    rows: tuple[CaseRow, ...] = ()
    snippets: Mapping[int, Snippet | None] = field(default_factory=dict)
    keep: int | None = None
    """The number of the case that `Request.keep` names."""
    words: str = ""
    """The query in words."""
    searched: bool = False
    """The query looks for words (so that there are matching sentences and matches in the text)."""
    mistake: int | None = None
    """The column from which on a query that is being typed makes no sense."""
    paired: bool = False
    """The query looks for pairs of entities."""
    looked: Looked | None = None
    """For pairs in one sentence or finding: how many cases were read for them so far."""
    dropped: tuple[Dropped, ...] = ()
    """For a query without hits: what to leave out of it, and how many cases that would give."""


def find_cases(library: Library, request: Request, marks: Marks | None = None, looking: Looking | None = None) -> Found:
    """The cases of a request with the rows that are seen first.

    For pairs in one sentence or finding the newest cases are read as far as `looking` says, else for a moment. Raises
    `QueryError` for a query that does not parse and is not being typed.
    """
    soon = monotonic() + _SOON
    query, mistake = request.query, None
    if request.typing:
        query, mistake = _sensible(query)

    def search() -> Hits:
        return library.index.search(
            query,
            sort=request.sort,
            reverse=request.reverse,
            typing=request.typing,
            notebook=marks,
            looking=looking or Looking(most=CASES_READ, seconds=_LOOK_SECONDS),
        )

    hits = search()
    if request.typing and not hits.total and ":" in query:
        unknown = _unknown_field(library, query, marks)
        if unknown is not None:
            query, mistake = query[:unknown], unknown
            hits = search()
    unfinished = hits.looked is not None and hits.looked.unfinished
    keep = _number(library, request.keep)
    around = _index(hits.numbers, keep)
    start = max(0, around - FIRST_ROWS // 2)
    seen = hits.numbers[start : start + FIRST_ROWS]
    paired = any(hits.query.pairs())
    searched = bool(query.strip()) and (paired or bool(phrases_of(query, typing=request.typing)))
    return Found(
        request,
        hits.numbers,
        hits.total,
        _undated(library, query, marks) if "year:" in query and hits.looked is None else 0,
        tuple(library.index.rows(seen)),
        snippets_of(library, hits.numbers[around : around + _SNIPPETS], query, typing=request.typing, until=soon)
        if searched
        else {},
        keep,
        _in_words(library, query, typing=request.typing),
        searched,
        mistake,
        paired,
        hits.looked,
        tuple(library.index.without(query, typing=request.typing, notebook=marks))
        if query.strip() and not hits.total and not unfinished
        else (),
    )


def _in_words(library: Library, query: str, *, typing: bool) -> str:
    """A query in words, entities that it names by their ids by their names too."""
    said = describe(parse(query, typing=typing))
    for term in () if typing else _ENTITY_TERM.findall(said):
        try:
            name = library.index.entity(term).name
        except (NotFoundError, AmbiguousError):
            continue
        said = said.replace(f"entity {term}", f"{name} ({term})")
    return said


def _unknown_field(library: Library, query: str, marks: Marks | None) -> int | None:
    """The column of a field that this library does not have, in a query without hits."""
    try:
        library.index.total(query, notebook=marks)
    except QueryError as error:
        return error.column
    return None


def pair_places(library: Library, number: int, request: Request) -> PairPlaces:
    """Where the texts of a case say the pairs that a request looks for."""
    query = _sensible(request.query)[0] if request.typing else request.query
    return library.index.pair_places(number, query, typing=request.typing)


def kept_list(query: str) -> Is | None:
    """The part of a query that asks for a collection or for the marked cases, which have an order of their own."""
    return parse(query, typing=True).kept if asks_notebook(query) else None


def asks_notebook(query: str) -> bool:
    """Whether the answer depends on the notebook."""
    return _OF_NOTEBOOK.search(query) is not None


def _undated(library: Library, query: str, marks: Marks | None) -> int:
    parsed = parse(query, typing=True)
    years = next((part for part in parsed.parts() if isinstance(part, Years)), None)
    return library.index.total(f"{cut(parsed, years)} -has:date", notebook=marks) if years is not None else 0


def snippets_of(
    library: Library, numbers: Sequence[int], query: str, *, typing: bool, until: float | None = None
) -> dict[int, Snippet | None]:
    """The sentence that matched, by document number; of as many as are found `until` then, if that is given."""
    parsed = parse(query, typing=typing)
    found: dict[int, Snippet | None] = {}
    for number in numbers:
        if until is not None and monotonic() > until:
            break
        found[number] = library.index.snippet(number, parsed)
    return found


def _sensible(query: str) -> tuple[str, int | None]:
    """The longest beginning of a half-typed query that makes sense, and where it stops making sense."""
    try:
        parse(query, typing=True)
    except QueryError as error:
        return query[: error.column].rstrip(), error.column
    return query, None


def _number(library: Library, case_id: str | None) -> int | None:
    if case_id is None:
        return None
    try:
        return library.number(case_id)
    except (NotFoundError, AmbiguousError):
        return None


def _index(numbers: Sequence[int], number: int | None) -> int:
    if number is None:
        return 0
    try:
        return numbers.index(number)
    except ValueError:
        return 0


def find_entities(library: Library, text: str, kinds: Sequence[str], limit: int) -> EntityHits:
    """What the finder shows for a text; only entities of `kinds`, where there are any."""
    return library.index.find_entities(text, kinds=kinds, limit=limit)
