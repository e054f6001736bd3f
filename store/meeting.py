"""Where the text of a case names entities together: in one finding, in one sentence.

A *finding* is here any one text of a case: its title, TL;DR, contribution, a key finding, a paragraph. Which entity a
stretch of text names is what `store.spotting` says of it, and a sentence is what `store.sentences` says.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from msgspec import Struct

from store.model import Case
from store.patterns import pattern
from store.sentences import sentences
from store.spotting import Field, Spot, texts_of

_PARAGRAPH = pattern(r"[^\n]+")

Stretch = tuple[int, int, tuple[int, ...]]
"""Where a text names entities: offsets in it, and the numbers of those that it may mean."""


class Passage(Struct, frozen=True):
    """A finding, or a sentence of one, in which entities are named."""

    field: Field
    text: str
    """The text of the whole field; all offsets are in it."""
    start: int
    end: int
    named: tuple[Stretch, ...]

    def pairs(self, left: Collection[int], right: Collection[int]) -> Iterator[tuple[int, int]]:
        """The entities of one side with those of the other that are named here, each at a place of its own."""
        places: dict[int, list[int]] = {}
        for place, (_, _, entities) in enumerate(self.named):
            for entity in entities:
                places.setdefault(entity, []).append(place)
        others = [entity for entity in places if entity in right]
        for one, at in places.items():
            if one in left:
                for other in others:
                    if one != other and not (len(at) == 1 and at == places[other]):
                        yield one, other

    def sentences(self) -> Iterator[Passage]:
        """Its sentences."""
        for start, end in sentences(self.text[self.start : self.end]):
            yield self.part(self.start + start, self.start + end)

    def part(self, start: int, end: int) -> Passage:
        """What stands from one offset to another."""
        named = tuple(stretch for stretch in self.named if start <= stretch[0] and stretch[1] <= end)
        return Passage(self.field, self.text, start, end, named)

    def places(self, entities: Collection[int]) -> tuple[tuple[int, int], ...]:
        """Where it names any of some entities."""
        return tuple((start, end) for start, end, named in self.named if any(one in entities for one in named))


def findings(
    case: Case, spots: Mapping[Field, Sequence[Spot]], entities: Sequence[Collection[int]]
) -> Iterator[Passage]:
    """The findings of a case that name anything.

    `entities` has for each mention of the case the numbers of the entities that it stands for.
    """
    for field, text in texts_of(case):
        found = spots.get(field, ())
        if not found:
            continue
        named = tuple(
            (one.start, one.end, tuple(dict.fromkeys(number for index in one.mentions for number in entities[index])))
            for one in found
        )
        whole = Passage(field, text, 0, len(text), named)
        for paragraph in _PARAGRAPH.finditer(text):
            part = whole.part(*paragraph.span())
            if part.named:
                yield part
