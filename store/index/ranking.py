"""Which of the cases found fit a query best: title before findings before names of entities before other text."""

from __future__ import annotations

from collections.abc import Iterator

from store.index.evaluating import Evaluator
from store.index.full_text import ANYWHERE, ENTITIES, FINDINGS, TITLE
from store.query.nodes import Query, Text

_POINTS = ((TITLE, 8), (FINDINGS, 4), (ENTITIES, 2))
_SAYS_LITTLE = 4
_SMALL = 5000
"""In a library of more cases, a word that more than one in `_SAYS_LITTLE` of them holds is only looked for in titles:
elsewhere it tells little and costs much."""


def ranked(evaluator: Evaluator, query: Query, cases: int, all_cases: int) -> list[int]:
    """The cases as sets, the best first; those of one set fit equally well.

    Each phrase gives the points of the best place where it stands. Cases that have none hold the words in no better
    place than their text.
    """
    by_points = {0: cases}
    for text in dict.fromkeys(query.texts()):
        for found, worth in _places(evaluator, text, cases, all_cases):
            after: dict[int, int] = {}
            for points, of in by_points.items():
                after[points] = after.get(points, 0) | of & ~found
                after[points + worth] = after.get(points + worth, 0) | of & found
            by_points = {points: of for points, of in after.items() if of}
    return [by_points[points] for points in sorted(by_points, reverse=True)]


def _places(evaluator: Evaluator, text: Text, cases: int, all_cases: int) -> Iterator[tuple[int, int]]:
    """The cases that hold a phrase in each place and in no better one, with the points for that."""
    better = 0
    everywhere = evaluator.text(text, ANYWHERE).bit_count()
    for place, worth in _POINTS:
        if place != TITLE and (text.where or everywhere * _SAYS_LITTLE > all_cases > _SMALL):
            break
        found = evaluator.text(text, (place,)) & cases & ~better
        better |= found
        if found:
            yield found, worth
