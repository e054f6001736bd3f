"""Words, and beginnings of words, that so many cases hold that each has a bit per case instead of a posting.

The full-text index answers a rare word at once, but a beginning such as `con*` costs it a merge of a thousand lists.
The terms of `common.txt` (counted over some thousand papers: words in more than one of ten, beginnings whose words
together come up in more than one of five) are answered from bit sets. A term that is missing there is only slower.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, reduce
from operator import or_
from pathlib import Path

_WORDS_REMEMBERED = 100_000
LONGEST_LEAD = 7
"""Letters of the longest beginning in the list."""


@cache
def common_columns() -> dict[str, int]:
    """The common terms with their numbers: words, beginnings as `con*`, and nodes. The order is part of the schema."""
    text = Path(__file__).with_name("common.txt").read_text(encoding="ascii")
    return {term: number for number, term in enumerate(text.split())}


def common_terms(words: Iterable[str], nodes: Iterable[str]) -> int:
    """The common terms among the words and nodes of a case, as a number with a bit for each (bit 0 is the first)."""
    found = reduce(or_, map(_bits_of_words.__getitem__, words), 0)
    columns = common_columns()
    for node in nodes:
        if node in columns:
            found |= 1 << columns[node]
    return found


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


class _BitsOfWords(dict[str, int]):
    """The common terms that a word stands for, remembered for as many words as memory should hold."""

    def __missing__(self, word: str) -> int:
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
        if len(self) >= _WORDS_REMEMBERED:
            self.clear()
        return self.setdefault(word, found)


_bits_of_words = _BitsOfWords()
