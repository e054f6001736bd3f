"""Words, and beginnings of words, that so many cases hold that each has a bit per case instead of a posting.

The full-text index answers a rare word at once, but a beginning such as `con*` costs it a merge of a thousand lists.
The terms of `common.txt` (counted over some thousand papers: words in more than one of ten, beginnings whose words
together come up in more than one of five) are answered from bit sets. A term that is missing there is only slower.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from functools import cache, reduce
from itertools import compress
from operator import or_
from pathlib import Path

_WORDS_REMEMBERED = 50_000
LONGEST_LEAD = 7
"""Letters of the longest beginning in the list."""
_SHORT = 3


@cache
def common_columns() -> dict[str, int]:
    """The common terms with their numbers: words, beginnings as `con*`, and nodes. The order is part of the schema."""
    text = Path(__file__).with_name("common.txt").read_text(encoding="ascii")
    return {term: number for number, term in enumerate(text.split())}


def patterns_of(words: Collection[str]) -> set[int]:
    """What words have in common with others: the numbers of their patterns, as `common_terms` takes them.

    Most words have nothing in common but their beginning, of which there are few: the short ones are looked up in a
    small table, and only words that may have more in common in the large one.
    """
    beginnings = [word[:_SHORT] for word in words]
    patterns = {*map(_patterns_of_beginnings.__getitem__, {*beginnings})}
    long = {*compress(words, map(_going_on().__contains__, beginnings))}
    patterns.update(map(_patterns_of_words().__getitem__, long))
    return patterns


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


class _Patterns(dict[str, int]):
    """The number of the pattern of bits that a word stands for, remembered for as many words as memory should hold.

    Words that share their common beginnings share a pattern, so that a case has far fewer of them than words.
    """

    def __init__(self, words: Mapping[str, int]) -> None:
        super().__init__()
        self._words = words

    def __missing__(self, word: str) -> int:
        leads = _bits_of_leads()
        found = 0
        for length in range(1, min(len(word), LONGEST_LEAD) + 1):
            bits = leads.get(word[:length])
            if bits is None:
                break
            found = bits
        number = self._words.get(word)
        if number is not None:
            found |= 1 << number
        if len(self) >= _WORDS_REMEMBERED:
            self.clear()
        if found not in _number_of_pattern:
            _number_of_pattern[found] = len(_patterns)
            _patterns.append(found)
        return self.setdefault(word, _number_of_pattern[found])


_number_of_pattern: dict[int, int] = {}
_patterns: list[int] = []
"""The sets of common terms that words stand for; no more than there are common words and beginnings."""


@cache
def _patterns_of_words() -> _Patterns:
    return _Patterns(common_columns())


_patterns_of_beginnings = _Patterns({})
"""What all words with these first letters have in common."""
