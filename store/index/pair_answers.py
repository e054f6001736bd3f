"""What the index answers about pairs of entities, as values."""

from __future__ import annotations

from collections.abc import Callable
from math import inf
from time import monotonic
from typing import TYPE_CHECKING

from msgspec import Struct

from store.model import Entity
from store.query.nodes import Level

if TYPE_CHECKING:
    from store.spotting import Field


class Looking(Struct):
    """How far texts are read to tell what is named in one sentence or finding, and what came of it.

    Newest cases are read first. What was read is remembered: to look again goes on from there.
    """

    most: int | None = None
    """Cases whose text is read at most; None for all."""
    seconds: float | None = None
    """Ends the reading, to be gone on with; None for as long as it takes."""
    stop: Callable[[], bool] | None = None
    """Asked after each case; ends the reading as well."""
    looked: int = 0
    """The newest so many of the cases that name both sides were read."""
    of: int = 0
    """The cases that name both sides."""
    unfinished: bool = False
    """Time was over before as many were read as should be."""

    def ending(self) -> Callable[[], bool]:
        """What tells, after each case, whether reading that begins now is to end."""
        end = inf if self.seconds is None else monotonic() + self.seconds
        stop = self.stop
        return lambda: monotonic() > end or (stop is not None and stop())


class Looked(Struct, frozen=True):
    """The newest `looked` of the `of` cases in question were read; the others are not among what was found."""

    looked: int
    of: int
    unfinished: bool
    """It can be gone on with at once."""


class PairPassage(Struct, frozen=True):
    """Where a case says a pair: the sentence, else the finding, else the two names that stand apart."""

    number: int
    """The document number of the case."""
    case_id: str
    title: str
    left: str
    right: str
    """Ids of the entities."""
    within: Level
    text: str
    spans: tuple[tuple[int, int], ...]
    """Where it names them, offsets in the text."""


class SentencesOfBoth(Struct, frozen=True):
    """The sentences that name two entities, newest case first, as far as was read."""

    passages: tuple[PairPassage, ...]
    looked: int
    """The newest so many of the cases that name both were read; the others may have more."""
    of: int
    """The cases that name both."""


class PairPlaces(Struct, frozen=True):
    """Where the texts of a case say the pairs of a query, as offsets in its texts."""

    passages: tuple[tuple[Field, int, int], ...]
    """From name to name, in each sentence; in each finding where no sentence says a pair; else each name by itself."""
    names: tuple[tuple[Field, int, int], ...]
    """The names in them."""


class PairCount(Struct, frozen=True):
    """Two entities that are named together, and how often."""

    left: Entity
    right: Entity
    cases: int
    """In how many cases they are a pair at the level that was asked for."""
    findings: int
    """In how many findings of these both are named."""
    sentences: int
    """In how many sentences."""
    named: int
    """In how many cases both are named, whatever the distance, of all that the rest of the query finds."""
    expected: float
    """In how many they would be if the one had nothing to do with the other."""
    example: PairPassage
    term: str
    """The term of the query language that finds the cases of this pair."""


class PairCounts(Struct, frozen=True):
    """The pairs of a query, those of most cases first, then those that are named closest together."""

    within: Level
    total: int
    """How many pairs there are."""
    pairs: tuple[PairCount, ...]
    looked: Looked
