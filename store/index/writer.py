"""Writes the index, inside transactions that belong to the caller."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Sequence
from random import SystemRandom

from store.errors import LibraryError
from store.index.bits import HIGHEST_NUMBER, BitChanges
from store.index.calling import Calling
from store.index.entry import IndexEntry
from store.index.grouping import Grouping
from store.index.joining import Joining
from store.index.memory import Memory
from store.index.tallies import Tallies

Change = tuple[int, IndexEntry | None, IndexEntry | None]
"""Number of a case, its entry before (None: it is new) and after (None: it is removed)."""


class IndexWriter:
    """Keeps the index equal to the documents.

    The caller begins a transaction, calls `apply` once or several times, `finish`, and commits. One writer serves any
    number of transactions, and is quicker for it; after a rollback the caller makes a new one.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._memory = Memory(connection)
        self._bits = BitChanges()
        self._tallies = Tallies()
        self._cases = 0

    def apply(self, changes: Sequence[Change]) -> None:
        """Take in changes of cases, each number once."""
        ordered = sorted((change for change in changes if change[1] or change[2]), key=lambda change: change[0])
        for number, _, after in ordered:
            if after is not None and not 0 <= number <= HIGHEST_NUMBER:
                raise LibraryError(
                    f"A case cannot have the number {number}: it must lie between 0 and {HIGHEST_NUMBER}."
                )
        self._write_rows(ordered)
        self._write_full_text(ordered)
        self._take_bits(ordered)
        for number, before, after in ordered:
            self._tallies.record(number, before, after)
            self._cases += (after is not None) - (before is not None)

    def finish(self) -> None:
        """Write what is worth writing once for all changes: sets of cases, and the entities that the changes touch.

        Call it before the commit. It does nothing if there were no changes.
        """
        if not self._tallies.cases:
            return
        self._bits.write(self._connection)
        memory = self._memory
        memory.begin()
        memory.load(self._tallies.all_nodes())
        touched = Calling(memory).write(self._tallies)
        joining = Joining(memory)
        joining.write(self._tallies)
        Grouping(memory, joining).write(self._tallies, touched)
        memory.generation = SystemRandom().getrandbits(48)
        self._connection.execute("UPDATE index_meta SET value = ? WHERE name = 'generation'", (memory.generation,))
        self._connection.execute("UPDATE index_meta SET value = value + ? WHERE name = 'cases'", (self._cases,))
        self._tallies = Tallies()
        self._cases = 0

    # --- parts of `apply` ---

    def _write_rows(self, changes: Sequence[Change]) -> None:
        connection = self._connection
        old = [(number,) for number, before, _ in changes if before is not None]
        if old:
            keys: list[tuple[str, int]] = []
            for (number,) in old:
                row = connection.execute("SELECT keys FROM index_cases WHERE number = ?", (number,)).fetchone()
                keys += [(key, number) for key in row[0].split("\n")] if row else []
            connection.executemany("DELETE FROM index_keys WHERE key = ? AND number = ?", keys)
            connection.executemany("DELETE FROM index_cases WHERE number = ?", old)
        journals = self._journals(changes)
        added = [(number, after) for number, _, after in changes if after is not None]
        connection.executemany(
            "INSERT INTO index_cases(number, id, title, authors, journal, date, sort_date, sort_title, sort_author,"
            " digest, batch, keys) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                (
                    number,
                    entry.id,
                    entry.title,
                    "\n".join(entry.authors),
                    journals.get(entry.journal),
                    entry.date,
                    entry.sort_date,
                    entry.sort_title,
                    entry.sort_author,
                    entry.digest or None,
                    entry.batch,
                    "\n".join(entry.keys),
                )
                for number, entry in added
            ],
        )
        connection.executemany(
            "INSERT OR REPLACE INTO index_keys(key, number) VALUES(?, ?)",
            [(key, number) for number, entry in added for key in entry.keys],
        )

    def _journals(self, changes: Sequence[Change]) -> dict[str, int]:
        """Numbers of the journals of the changed cases, with their counts brought up to date."""
        counts: Counter[str] = Counter()
        for _, before, after in changes:
            if before is not None and before.journal:
                counts[before.journal] -= 1
            if after is not None and after.journal:
                counts[after.journal] += 1
        connection = self._connection
        connection.executemany(
            "INSERT INTO index_journals(name, cases) VALUES(?, ?)"
            " ON CONFLICT(name) DO UPDATE SET cases = cases + excluded.cases",
            counts.items(),
        )
        numbers = {}
        for name in counts:
            row = connection.execute("SELECT number FROM index_journals WHERE name = ?", (name,)).fetchone()
            numbers[name] = row[0]
        if any(count < 0 for count in counts.values()):
            connection.execute("DELETE FROM index_journals WHERE cases <= 0")
        return numbers

    def _write_full_text(self, changes: Sequence[Change]) -> None:
        """Full text takes cases in ascending order; a case that goes must be given back as it was written."""
        for table, columns in (("head", "tags, title, byline"), ("body", "findings, entities, rest")):
            delete = f"INSERT INTO index_{table}(index_{table}, rowid, {columns}) VALUES('delete', ?, ?, ?, ?)"
            insert = f"INSERT INTO index_{table}(rowid, {columns}) VALUES(?, ?, ?, ?)"
            if all(before is None for _, before, _ in changes):
                rows = [(number, *getattr(after, table)) for number, _, after in changes]
                self._connection.executemany(insert, rows)
                continue
            for number, before, after in changes:
                texts_before = None if before is None else getattr(before, table)
                texts_after = None if after is None else getattr(after, table)
                if texts_before == texts_after:
                    continue
                if texts_before is not None:
                    self._connection.execute(delete, (number, *texts_before))
                if texts_after is not None:
                    self._connection.execute(insert, (number, *texts_after))

    def _take_bits(self, changes: Sequence[Change]) -> None:
        entries = [entry for change in changes for entry in change[1:] if entry is not None]
        numbers = self._term_numbers({feature for entry in entries for feature in entry.features})
        for number, before, _ in changes:
            if before is not None:
                self._bits.clear_row(number, _terms(before, numbers))
        self._bits.add_rows([(number, _terms(after, numbers)) for number, _, after in changes if after is not None])

    def _term_numbers(self, features: set[str]) -> dict[str, int]:
        numbers: dict[str, int] = {}
        for feature in sorted(features):
            row = self._connection.execute("SELECT number FROM index_terms WHERE term = ?", (feature,)).fetchone()
            if row is None:
                cursor = self._connection.execute("INSERT INTO index_terms(term) VALUES(?)", (feature,))
                row = (cursor.lastrowid,)
            numbers[feature] = row[0]
        return numbers


def _terms(entry: IndexEntry, numbers: dict[str, int]) -> int:
    terms = entry.common
    for feature in entry.features:
        terms |= 1 << numbers[feature]
    return terms
