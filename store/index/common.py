"""Words, and beginnings of words, that so many cases hold that each has a bit per case instead of a posting.

The full-text index answers a rare word at once, but a beginning such as `con*` costs it a merge of a thousand lists.
The terms of `common.txt` (counted over some thousand papers: words in more than one of ten, beginnings whose words
together come up in more than one of five) are answered from bit sets. A term that is missing there is only slower.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, reduce
from itertools import compress
from operator import or_
from pathlib import Path

_WORDS_REMEMBERED = 100_000
LONGEST_LEAD = 7
"""Letters of the longest beginning in the list."""
_SHORT = 3


@cache
def common_columns() -> dict[str, int]:
    """The common terms with their numbers: words, beginnings as `con*`, and nodes. The order is part of the schema."""
    text = Path(__file__).with_name("common.txt").read_text(encoding="ascii")
    return {term: number for number, term in enumerate(text.split())}


def patterns_of(words: set[str]) -> set[int]:
    """What words have in common with others: the numbers of their patterns, as `common_terms` takes them.

    Most words that are met for the first time have nothing in common but their beginning, of which there are few; only
    the others are looked at one by one.
    """
    known = _pattern_of_word
    new = words.difference(known)
    if len(known) + len(new) > _WORDS_REMEMBERED:
        known.clear()
        new = words
    beginnings = [word[:_SHORT] for word in new]
    known.update(zip(new, map(_pattern_of_beginning.__getitem__, beginnings), strict=True))
    known.update([(word, _pattern_of(word)) for word in compress(new, map(_going_on().__contains__, beginnings))])
    return {*map(known.__getitem__, words)}


def common_terms(patterns: Iterable[int], nodes: Iterable[str]) -> int:
    """The common terms among words and nodes of a case, as a number with a bit for each (bit 0 is the first)."""
    found = reduce(or_, map(_patterns.__getitem__, patterns), 0)
    columns = common_columns()
    for node in columns.keys() & nodes:
        found |= 1 << columns[node]
    return found


@cache
def _going_on() -> frozenset[str]:
    """The beginnings of `_SHORT` letters (or less) with which a common word or a longer common beginning begins."""
    terms = common_columns()
    return frozenset(term[:_SHORT] for term in terms if not term.endswith("*") or len(term) > _SHORT + 1)


@cache
def _bits_of_leads() -> dict[str, int]:
    """For every beginning in the list, and every beginning of one, the common beginnings it has, itself included."""
    columns = common_columns()
    found: dict[str, int] = {}
    for lead in sorted(term[:-1] for term in columns if term.endswith("*")):
        for length in range(1, len(lead) + 1):
            beginning = lead[:length]
            number = columns.get(f"{beginning}*")
            found[beginning] = found.get(beginning[:-1], 0) | (0 if number is None else 1 << number)
    return found


def _pattern_of(word: str) -> int:
    """The number of the pattern of a word. Words that share their common beginnings share one."""
    leads = _bits_of_leads()
    found = 0
    for length in range(1, min(len(word), LONGEST_LEAD) + 1):
        bits = leads.get(word[:length])
        if bits is None:
            break
        found = bits
    number = common_columns().get(word)
    if number is not None:
        found |= 1 << number
    if found not in _number_of_pattern:
        _number_of_pattern[found] = len(_patterns)
        _patterns.append(found)
    return _number_of_pattern[found]


class _OfBeginnings(dict[str, int]):
    """The number of the pattern of all words that begin so and do not go on as a common one does."""

    def __missing__(self, beginning: str) -> int:
        return self.setdefault(beginning, _pattern_of(beginning))


_number_of_pattern: dict[int, int] = {}
_patterns: list[int] = []
"""The sets of common terms that words stand for; no more than there are common words and beginnings."""
_pattern_of_word: dict[str, int] = {}
"""Of as many words as memory should hold."""
_pattern_of_beginning = _OfBeginnings()
