"""Judged files into the library: which is new, which changes a case, which says nothing new."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from store.changes import CaseChanges
from store.importing.candidates import Found, Skipped
from store.importing.judging import Judged, Parsed, Refused, judge_again
from store.importing.merging import Merged, merge
from store.importing.report import Rejection, Tally, Warning_
from store.index import numbers_of_digests, numbers_of_keys
from store.indexing import Indexing
from store.storage.connection import Connection
from store.storage.packing import unpack
from store.stored import ORIGIN, keys_of_stored


class BatchWriting:
    """Writes one batch of outcomes, inside one transaction, as if file after file had been imported.

    `steady` promises that no content has left the library since the files were judged.
    """

    def __init__(self, connection: Connection, index: Indexing, batch: int, *, steady: bool = False) -> None:
        self._connection = connection
        self._batch = batch
        self._steady = steady
        self._changes = CaseChanges(connection, index)
        self.tally = Tally()
        """What was written so far."""
        self._gone: set[bytes] = set()
        """Contents that this batch has replaced."""
        self._there: set[bytes] = set()
        """Of the contents that seemed known, those that are, unless they are gone by now."""
        self._owners: dict[str, int] = {}
        """Of their keys, those that find a case at this point, and its number."""

    def write(self, outcomes: Sequence[Judged | Found]) -> None:
        """Write what follows on what was written before."""
        judged = [one for one in outcomes if isinstance(one, Judged)]
        seen = {one.digest for one in judged if one.outcome is None}
        self._there = seen if self._steady else set(numbers_of_digests(self._connection, seen))
        self._owners = {}
        self._look_up(key for one in judged if isinstance(one.outcome, Parsed) for key in one.outcome.keys)
        for one in outcomes:
            if isinstance(one, Rejection):
                self.tally.rejected.append(one)
            elif isinstance(one, Skipped):
                self.tally.skipped += one.count
            elif isinstance(one, Judged):
                self.tally.bytes += one.size
                self.tally.file = one.candidate.shown
                self._take(one)
        self._changes.write()

    def _look_up(self, keys: Iterable[str]) -> None:
        self._owners.update(numbers_of_keys(self._connection, list(dict.fromkeys(keys))))

    def _take(self, judged: Judged) -> None:
        outcome = judged.outcome
        if outcome is None:
            if judged.digest in self._there and judged.digest not in self._gone:
                self.tally.unchanged += 1
                return
            outcome = judge_again(judged, self._batch).outcome
            if isinstance(outcome, Parsed):
                self._look_up(key for key in outcome.keys if key not in self._owners)
        if isinstance(outcome, Refused):
            self.tally.rejected.append(Rejection(judged.candidate.shown, outcome.line, outcome.reason))
        elif isinstance(outcome, Parsed):
            self._take_case(judged, outcome)

    def _take_case(self, judged: Judged, parsed: Parsed) -> None:
        owners = {key: self._owners[key] for key in parsed.keys if key in self._owners}
        if not owners:
            number = self._changes.add(parsed.body, parsed.entry)
            self._owners.update(dict.fromkeys(parsed.keys, number))
            self.tally.added += 1
            self._warn(judged, parsed, ())
            return
        stored = {number: document for number in set(owners.values()) if (document := self._changes.document(number))}
        merged = merge(unpack(parsed.body), owners, stored)
        if merged.same:
            self.tally.unchanged += 1
            return
        self._change(merged, stored)
        self.tally.updated += 1
        self._warn(judged, parsed, merged.messages)

    def _change(self, merged: Merged, stored: dict[int, dict[str, object]]) -> None:
        for number in merged.absorbed:
            self._changes.remove(number, stored[number])
        for number in (merged.number, *merged.absorbed):
            origin = stored[number].get(ORIGIN)
            if isinstance(origin, dict):
                self._gone.add(bytes.fromhex(origin["digest"]))
        self._changes.replace(merged.number, merged.before, merged.document)
        self._owners.update(dict.fromkeys(keys_of_stored(merged.document), merged.number))

    def _warn(self, judged: Judged, parsed: Parsed, messages: Iterable[str]) -> None:
        name = judged.candidate.shown
        self.tally.warnings += [Warning_(name, notice.line, notice.message) for notice in parsed.notices]
        self.tally.warnings += [Warning_(name, None, message) for message in messages]
