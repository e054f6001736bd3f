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
    """Writes one batch of outcomes, inside one transaction, as if file after file had been imported."""

    def __init__(self, connection: Connection, index: Indexing, batch: int) -> None:
        self._connection = connection
        self._batch = batch
        self._changes = CaseChanges(connection, index)
        self.tally = Tally()
        """What was written so far."""
        self._digests: set[bytes] = set()
        """Of the files at hand, the contents that are in the library at this point."""
        self._owners: dict[str, int] = {}
        """Of their keys, those that find a case at this point, and its number."""

    def write(self, outcomes: Sequence[Judged | Found]) -> None:
        """Write what follows on what was written before."""
        judged = [one for one in outcomes if isinstance(one, Judged)]
        self._digests = set(numbers_of_digests(self._connection, [one.digest for one in judged if one.digest]))
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
        if judged.digest in self._digests:
            self.tally.unchanged += 1
            return
        outcome = judged.outcome
        if outcome is None:
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
            self._digests.add(judged.digest)
            self.tally.added += 1
            self._warn(judged, parsed, ())
            return
        stored = {number: document for number in set(owners.values()) if (document := self._changes.document(number))}
        merged = merge(unpack(parsed.body), owners, stored)
        if merged.same:
            self.tally.unchanged += 1
            return
        self._change(merged, stored)
        self._digests.add(judged.digest)
        self.tally.updated += 1
        self._warn(judged, parsed, merged.messages)

    def _change(self, merged: Merged, stored: dict[int, dict[str, object]]) -> None:
        for number in merged.absorbed:
            self._changes.remove(number, stored[number])
        for number in (merged.number, *merged.absorbed):
            origin = stored[number].get(ORIGIN)
            if isinstance(origin, dict):
                self._digests.discard(bytes.fromhex(origin["digest"]))
        self._changes.replace(merged.number, merged.before, merged.document)
        self._owners.update(dict.fromkeys(keys_of_stored(merged.document), merged.number))

    def _warn(self, judged: Judged, parsed: Parsed, messages: Iterable[str]) -> None:
        name = judged.candidate.shown
        self.tally.warnings += [Warning_(name, notice.line, notice.message) for notice in parsed.notices]
        self.tally.warnings += [Warning_(name, None, message) for message in messages]
