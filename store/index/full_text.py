"""Sets of cases from the full text: of words, of phrases, of beginnings of words."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection, Iterable, Sequence

from store.index.bits import set_of_listed
from store.index.lookup import LAST
from store.query.nodes import Word

TITLE, FINDINGS, ENTITIES, REST = ("head", "title"), ("body", "findings"), ("body", "entities"), ("body", "rest")
"""Where words can stand: the full-text table and its column."""
ANYWHERE = (TITLE, FINDINGS, ENTITIES, REST)
_WORDS_AT_ONCE = 100
_STRETCH = 1 << 18
"""Cases whose numbers are in memory at a time."""
_LEAST_LETTER = "0"
"""Sorts before everything that can go on a word."""


class FullText:
    """Asks the full-text index; common words that stand anywhere it takes from their stored sets."""

    def __init__(self, connection: sqlite3.Connection, common: Collection[str], stored: Callable[[str], int]) -> None:
        """`common` are the terms of which there is a stored set (`con*` for a beginning), `stored` gives it."""
        self._connection = connection
        self._common = common
        self._stored = stored

    def phrase(self, phrase: Sequence[Word], places: Sequence[tuple[str, str]]) -> int:
        """Cases that hold a phrase in one of some places."""
        if len(phrase) == 1 and tuple(places) == ANYWHERE:
            term = phrase[0].text + ("*" if phrase[0].prefix else "")
            if term in self._common:
                return self._stored(term)
            common = sorted(word for word in self._common if word.startswith(phrase[0].text) and word.isalnum())
            if phrase[0].prefix and common:
                return self._beginning(phrase[0].text, common)
        found = 0
        for table in ("head", "body"):
            columns = [column for of, column in places if of == table]
            if columns:
                for expression in self._expressions(table, phrase):
                    within = f"{{{' '.join(columns)}}} : ({expression})"
                    found |= self.matching(table, within, at_once=phrase[-1].prefix)
        return found

    def matching(self, table: str, expression: str, *, at_once: bool = False) -> int:
        """Cases that a query of FTS5 finds in one of the tables.

        It is asked for so many cases at a time that memory holds their numbers; `at_once` for all of them, for a query
        with the beginning of a word, which would have to be put together anew each time.
        """
        highest = self._stored("all").bit_length()
        stretch = highest + 1 if at_once else _STRETCH
        found = 0
        for first in range(0, highest + 1, stretch):
            # as one JSON text: a third of the time of a row for each number
            (numbers,) = self._connection.execute(
                f"SELECT json_group_array(rowid) FROM index_{table} WHERE index_{table} MATCH ?"  # noqa: S608 -- constants
                " AND rowid BETWEEN ? AND ?",
                (expression, first, first + stretch - 1),
            ).fetchone()
            found |= set_of_listed(numbers)
        return found

    def _beginning(self, prefix: str, common: Sequence[str]) -> int:
        """Cases that hold, anywhere, a word that begins so: the common ones by their sets, the others by full text."""
        found = 0
        for word in common:
            found |= self._stored(word)
        starts = [prefix, *(word + _LEAST_LETTER for word in common)]
        ends = [*common, prefix + LAST]
        for table, columns in (("head", "title"), ("body", "findings entities rest")):
            rare = [
                word for start, end in zip(starts, ends, strict=True) for word in self._words_between(table, start, end)
            ]
            for start in range(0, len(rare), _WORDS_AT_ONCE):
                options = " OR ".join(map(_quoted, rare[start : start + _WORDS_AT_ONCE]))
                found |= self.matching(table, f"{{{columns}}} : ({options})")
        return found

    def _expressions(self, table: str, phrase: Sequence[Word]) -> Iterable[str]:
        """Full-text queries which together find a phrase: FTS5 takes a beginning only for its last word."""
        for place, word in enumerate(phrase[:-1]):
            if word.prefix:
                endings = self._words_between(table, word.text, word.text + LAST)
                for start in range(0, len(endings), _WORDS_AT_ONCE):
                    options = endings[start : start + _WORDS_AT_ONCE]
                    phrases = [(*phrase[:place], Word(ending), *phrase[place + 1 :]) for ending in options]
                    inner = [expression for found in phrases for expression in self._expressions(table, found)]
                    if inner:
                        yield " OR ".join(inner)
                return
        yield _quoted(" ".join(word.text for word in phrase)) + (" *" if phrase[-1].prefix else "")

    def _words_between(self, table: str, first: str, last: str) -> list[str]:
        """The words of a full-text table from one text up to another."""
        rows = self._connection.execute(
            f"SELECT term FROM index_{table}_words WHERE term >= ? AND term < ?",  # noqa: S608 -- constants
            (first, last),
        )
        return [term for (term,) in rows]


def _quoted(said: str) -> str:
    return '"{}"'.format(said.replace('"', '""'))
