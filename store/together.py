"""Where two entities are named together: the sentences that mention both."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from store.page import CasePage, read_page
from store.patterns import pattern

if TYPE_CHECKING:
    from store.library import Library

_SENTENCE = pattern(r"(?<=[.!?])\s+(?=[^\s a-z])|\n+")
_CASES_READ = 200


class Together(Struct, frozen=True):
    """A sentence that mentions both."""

    number: int
    """The document number of the case."""
    case_id: str
    title: str
    sentence: str
    spans: tuple[tuple[int, int], ...]
    """Where it says them, offsets in the sentence."""


def sentences_of_both(library: Library, one: str, other: str, limit: int = 50) -> list[Together]:
    """The sentences in which the entities with these ids are both named, newest case first; the first `limit`.

    At most the newest 200 cases that name both are read.
    """
    query = f"{library.index.term(one)} {library.index.term(other)}"
    found: list[Together] = []
    for number in library.index.search(query).numbers[:_CASES_READ]:
        found += _sentences(read_page(library, number), {one, other})
        if len(found) >= limit:
            break
    return found[:limit]


def _sentences(page: CasePage, wanted: set[str]) -> list[Together]:
    found = []
    for field, text in page.texts():
        spots = [spot for spot in page.named.get(field, ()) if page.entities[spot.entity].entity.id in wanted]
        if len({page.entities[spot.entity].entity.id for spot in spots}) < len(wanted):
            continue
        start = 0
        for cut in [*_SENTENCE.finditer(text), None]:
            end = cut.start() if cut else len(text)
            inside = [spot for spot in spots if start <= spot.start and spot.end <= end]
            if {page.entities[spot.entity].entity.id for spot in inside} == wanted:
                spans = tuple((spot.start - start, spot.end - start) for spot in inside)
                found.append(Together(page.number, page.case.id, page.case.title, text[start:end], spans))
            start = cut.end() if cut else end
    return found
