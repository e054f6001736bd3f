"""Which of the cases found fit a query best: title before findings before names of entities before other text."""

from __future__ import annotations

from collections import Counter

from store.index.bits import numbers_of
from store.index.evaluating import ANYWHERE, ENTITIES, FINDINGS, TITLE, Evaluator
from store.query.nodes import Query

_POINTS = ((TITLE, 8), (FINDINGS, 4), (ENTITIES, 2))
_SAYS_LITTLE = 4
_SMALL = 5000
"""In a library of more cases, a word that more than one in `_SAYS_LITTLE` of them holds is only looked for in titles:
elsewhere it tells little and costs much."""


def scores(evaluator: Evaluator, query: Query, cases: int, all_cases: int) -> Counter[int]:
    """Points by case number; cases that have none hold the words in no better place than their text.

    Each phrase gives the points of the best place where it stands, so the work is bounded by how many cases hold a
    rare word, or a common one in the title.
    """
    points: Counter[int] = Counter()
    for text in dict.fromkeys(query.texts()):
        better = 0
        everywhere = evaluator.text(text, ANYWHERE).bit_count()
        for place, worth in _POINTS:
            if place != TITLE and (text.where or everywhere * _SAYS_LITTLE > all_cases > _SMALL):
                break
            found = evaluator.text(text, (place,)) & cases & ~better
            better |= found
            for number in numbers_of(found):
                points[number] += worth
    return points
