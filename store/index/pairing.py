"""The pairs of a query: which entity of the one side is named with which of the other, how often, and where."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Sequence
from typing import Protocol

from msgspec import Struct
from msgspec.structs import replace

from store.errors import QueryError
from store.index.answers import Marks
from store.index.entities import Entities
from store.index.evaluating import Evaluator
from store.index.grouping import EntityRow
from store.index.ordering import Orders
from store.index.pair_answers import Looked, Looking, PairCount, PairCounts, PairPassage, PairPlaces, SentencesOfBoth
from store.index.pairs import Pairs, ReadCase
from store.index.resolving import Resolver
from store.index.terms import term
from store.meeting import Passage
from store.model import Case
from store.query.editing import pair_term
from store.query.nodes import LEVELS, All, And, Level, Node, Pair, Query
from store.query.parsing import parse
from store.spotting import Field

_MOST_PAIRS = 100_000
"""Different pairs that are counted: they take some 20 MB. With more no further cases are read."""
_APART = " … "
"""Stands between the names of a pair that no finding says together."""
_SENTENCES = 50
"""Sentences with two entities after which no further case is read."""
_COUNTED_AGAIN = 2
"""Of so many times the pairs asked for, those of the most cases read, the cases are counted in all of the library."""

FieldPlace = tuple[Field, int, int]


class Sources(Protocol):
    """What pairs are counted with: the parts of one state of the index."""

    @property
    def pairs(self) -> Pairs: ...
    @property
    def entities(self) -> Entities: ...
    @property
    def resolver(self) -> Resolver: ...
    @property
    def evaluator(self) -> Evaluator: ...
    @property
    def orders(self) -> Orders: ...


class _Tally(Struct):
    """What was seen of a pair in the cases read."""

    cases: int
    findings: int
    sentences: int
    number: int
    """The newest case that names it closest together."""
    within: Level
    """How close that is."""


class Pairing:
    """Counts the first pair of a query, newest cases first, for as long as there is time; what was counted is kept."""

    def __init__(self, text: str, *, notebook: Marks | None = None, within: Level | None = None) -> None:
        """Of the cases that the rest of the query finds, those that name both, or those that are so near.

        Raises `QueryError` where the text does not parse, or has no pair.
        """
        query = parse(text)
        pair = next(query.pairs(), None)
        if pair is None:
            raise QueryError(
                query.text, len(query.text), "This query has no pair.", "Write one, as in gene:ALK ~ chemical:*."
            )
        rest = [part for part in query.parts() if part != pair]
        asked: Node = query.node
        if len(rest) < len(query.parts()):  # else the pair is one of several alternatives
            asked = And(tuple(rest)) if len(rest) > 1 else rest[0] if rest else All()
        self._pair = pair if within is None else replace(pair, within=within)
        self._rest = Query(query.text, asked)
        self._notebook = notebook
        self._count: _Count | None = None

    def count(self, sources: Sources, looking: Looking, limit: int, meanwhile: int | None = None) -> PairCounts:
        """The pairs of most cases: `limit` of them, `meanwhile` while there is more to read than `looking` lets.

        Cases have other numbers once the index was written again: all is then counted anew.
        """
        if self._count is None or self._count.sources is not sources:
            scope = sources.evaluator.cases(self._rest, self._notebook)
            both = scope & sources.evaluator.either(self._pair.left) & sources.evaluator.either(self._pair.right)
            self._count = _Count(self._pair, scope, sources.orders.ordered(both, "date", reverse=False), sources)
        looked = self._count.read(looking)
        return self._count.counts(limit if meanwhile is None or not looked.unfinished else meanwhile)


class _Count:
    """What was counted in one state of the index."""

    def __init__(self, pair: Pair, scope: int, order: Sequence[int], sources: Sources) -> None:
        """`scope` are the cases that the rest of the query finds, `order` those of them that name both sides."""
        self._pair = pair
        self._scope = scope
        self._order = order
        self._pairs = sources.pairs
        self.sources = sources
        self._tallies: dict[tuple[int, int], _Tally] = {}
        self._sets: dict[int, int] = {}
        self.looked = Looked(0, len(order), unfinished=bool(order))

    def read(self, looking: Looking) -> Looked:
        """Read on for as long as `looking` says; how far that led."""
        over = looking.ending()
        most = len(self._order) if looking.most is None else min(looking.most, len(self._order))
        at = self.looked.looked
        while at < most and len(self._tallies) < _MOST_PAIRS:
            number = self._order[at]
            case = self._pairs.case(number)
            if case is not None:
                self._take(number, self._pairs.read(self._pair, case))
            at += 1
            if over():
                break
        enough = at >= most or len(self._tallies) >= _MOST_PAIRS
        self.looked = Looked(at, len(self._order), unfinished=not enough)
        return self.looked

    def _take(self, number: int, read: ReadCase) -> None:
        findings: dict[tuple[int, int], int] = {}
        sentences: dict[tuple[int, int], int] = {}
        for finding in read.findings:
            for pair in self._named(finding, read):
                findings[pair] = findings.get(pair, 0) + 1
            for sentence in finding.sentences():
                for pair in self._named(sentence, read):
                    sentences[pair] = sentences.get(pair, 0) + 1
        if self._pair.within == "sentence":
            here: Iterable[tuple[int, int]] = sentences
        elif self._pair.within == "finding":
            here = findings
        else:
            here = {_in_order(one, two, read) for one in read.left for two in read.right if one != two}
        for pair in here:
            within: Level = "sentence" if pair in sentences else "finding" if pair in findings else "case"
            tally = self._tallies.get(pair)
            if tally is None:
                tally = self._tallies[pair] = _Tally(0, 0, 0, number, within)
            elif LEVELS.index(within) > LEVELS.index(tally.within):
                tally.number, tally.within = number, within
            tally.cases += 1
            tally.findings += findings.get(pair, 0)
            tally.sentences += sentences.get(pair, 0)

    @staticmethod
    def _named(passage: Passage, read: ReadCase) -> set[tuple[int, int]]:
        return {_in_order(one, other, read) for one, other in passage.pairs(read.left, read.right)}

    def counts(self, limit: int) -> PairCounts:
        """The pairs of most cases as far as was read, then those that are named closest together."""
        best = heapq.nsmallest(_COUNTED_AGAIN * limit, self._tallies.items(), key=lambda one: _rank(one[1], one[0]))
        rows = self.sources.entities.rows({entity for pair, _ in best for entity in pair})
        sides = {number: self._cases(row) for number, row in rows.items()}
        if self._pair.within == "case":  # how many cases name both is known without reading any
            for (one, other), tally in best:
                tally.cases = (sides[one] & sides[other]).bit_count()
            best.sort(key=lambda one: _rank(one[1], one[0]))
        values = self.sources.entities.values({entity for pair, _ in best[:limit] for entity in pair})
        terms = {number: term(self.sources.resolver, one.id, one.name, one.kinds) for number, one in values.items()}
        scope = max(self._scope.bit_count(), 1)
        found = []
        for (one, other), tally in best[:limit]:
            example = self._example(one, other, tally)
            if example is not None:
                found.append(
                    PairCount(
                        values[one],
                        values[other],
                        tally.cases,
                        tally.findings,
                        tally.sentences,
                        (sides[one] & sides[other]).bit_count(),
                        sides[one].bit_count() * sides[other].bit_count() / scope,
                        example,
                        pair_term(terms[one], terms[other], self._pair.within),
                    )
                )
        return PairCounts(self._pair.within, len(self._tallies), tuple(found), self.looked)

    def _cases(self, row: EntityRow) -> int:
        """The cases of the scope that name an entity."""
        if row.number not in self._sets:
            self._sets[row.number] = self.sources.evaluator.nodes(row.nodes.split("\n")) & self._scope
        return self._sets[row.number]

    def _example(self, one: int, other: int, tally: _Tally) -> PairPassage | None:
        case = self._pairs.case(tally.number)
        if case is None:
            return None
        read = self._pairs.read(self._pair, case)
        left, right = frozenset((one,)), frozenset((other,))
        both = tuple(passage for passage in read.said if any(passage.pairs(left, right)))
        return _said(tally.number, replace(read, left=left, right=right, findings=both), self.sources.entities)


def passage_of(pairs: Pairs, entities: Entities, number: int, case: Case, query: Query) -> PairPassage | None:
    """Where a case says a pair of a query: as near together as it says any; None where it has no pair."""
    found = [_said(number, pairs.read(pair, case), entities) for pair in query.pairs()]
    return max(filter(None, found), key=lambda one: LEVELS.index(one.within), default=None)


def sentences_of(
    pairs: Pairs, entities: Entities, order: Sequence[int], pair: Pair, looking: Looking
) -> SentencesOfBoth:
    """The sentences that say a pair, of the cases of `order` that `looking` lets be read; enough are enough."""
    most = len(order) if looking.most is None else looking.most
    found: list[PairPassage] = []
    looked = 0
    over = looking.ending()
    for number in order[:most]:
        case = pairs.case(number)
        if case is not None:
            read = pairs.read(pair, case)
            found += [_passage(number, read, "sentence", sentence, entities) for sentence in read.sentences()]
        looked += 1
        if len(found) >= _SENTENCES or over():
            break
    return SentencesOfBoth(tuple(found), looked, len(order))


def places_of(pairs: Pairs, case: Case, query: Query) -> PairPlaces:
    """Where the texts of a case say the pairs of a query."""
    passages: dict[FieldPlace, None] = {}
    names: dict[FieldPlace, None] = {}
    for pair in query.pairs():
        read = pairs.read(pair, case)
        together = list(read.sentences()) or read.findings
        for passage in together:
            found = passage.places({entity for both in passage.pairs(read.left, read.right) for entity in both})
            passages[passage.field, found[0][0], found[-1][1]] = None
            names |= dict.fromkeys((passage.field, start, end) for start, end in found)
        if not together and read.names:
            apart = [(one.field, *place) for one in read.said for place in one.places(read.left | read.right)]
            passages |= dict.fromkeys(apart)
            names |= dict.fromkeys(apart)
    return PairPlaces(tuple(passages), tuple(names))


def _said(number: int, read: ReadCase, entities: Entities) -> PairPassage | None:
    """The first sentence that says a pair, else the first finding, else the names; what the title says comes last."""
    if not read.names:
        return None
    levels: tuple[tuple[Level, list[Passage]], ...] = (
        ("sentence", list(read.sentences())),
        ("finding", list(read.findings)),
    )
    for within, passages in levels:
        if passages:
            passage = min(passages, key=lambda passage: passage.field[0] == "title")
            return _passage(number, read, within, passage, entities)
    both = min((one, other) for one in read.left for other in read.right if one != other)
    one, other = (read.names[entity] for entity in both)
    second = len(one) + len(_APART)
    spans = ((0, len(one)), (second, second + len(other)))
    return PairPassage(
        number, read.case.id, read.case.title, *_ids(both, entities), "case", f"{one}{_APART}{other}", spans
    )


def _passage(number: int, read: ReadCase, within: Level, passage: Passage, entities: Entities) -> PairPassage:
    pairs = list(passage.pairs(read.left, read.right))
    places = passage.places({entity for both in pairs for entity in both})
    spans = tuple((start - passage.start, end - passage.start) for start, end in places)
    text = passage.text[passage.start : passage.end]
    return PairPassage(number, read.case.id, read.case.title, *_ids(pairs[0], entities), within, text, spans)


def _ids(both: tuple[int, int], entities: Entities) -> tuple[str, str]:
    rows = entities.rows(both)
    return rows[both[0]].id, rows[both[1]].id


def _in_order(one: int, other: int, read: ReadCase) -> tuple[int, int]:
    """A pair as it is counted: the same whichever of two that could stand on either side is met first."""
    return (other, one) if other < one and other in read.left and one in read.right else (one, other)


def _rank(tally: _Tally, pair: tuple[int, int]) -> tuple[int, int, int, tuple[int, int]]:
    return -tally.cases, -tally.sentences, -tally.findings, pair
