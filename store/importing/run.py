"""An import from beginning to end: find, judge, write, report."""

from __future__ import annotations

import gc
import os
import select
import signal
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from itertools import chain
from pathlib import Path
from types import FrameType
from typing import BinaryIO

from msgspec import Struct, field

from store.errors import BusyError, CancelledError
from store.importing.candidates import Candidate, Found, shown
from store.importing.judging import judge
from store.importing.pool import CHUNK, Outcome, Pool, Portion
from store.importing.remembering import Start, remember, reserve
from store.importing.report import ImportReport, Progress, Tally
from store.importing.sources import count, find
from store.importing.writing import BatchWriting
from store.index import keep_order, numbers_of_digests
from store.indexing import Indexing
from store.storage.connection import Connection

ALONE = 160
"""Files up to which starting worker processes costs more than it gains."""
_ALONE_BYTES = 2_000_000
_HERE_BYTES = 12_000_000
"""Case files judged in this process, roughly as they are in memory, before they are written."""
_BATCH = 5000
"""Files in one transaction: what is worked out at its end costs half as much for so many at once."""
_BATCH_BYTES = 60_000_000
_FIRST_SECONDS = 0.5
"""How long the first transaction takes files in, each further one twice as long, so that the first cases show soon."""
_MOST_SECONDS = 4.0
_AT_ONCE = 250
"""Files unpacked in memory at a time."""
_POLL = 0.1
_REST = 0.03
"""Seconds between two transactions in which another process can begin one."""
_PATIENCE = 120.0
"""Seconds that an import waits for another one to let it write."""
_LINES_ON_THE_WAY = 100
"""Rejections and warnings that are remembered before the end, each."""
_MOST_JOBS = 8
_SELDOM = 50_000
"""Values made and not dropped after which garbage is looked for during an import."""

Told = Callable[[Progress], None]


class ImportRun(Struct):
    """One import into an open library, which is at `library` unless it is in memory."""

    connection: Connection
    index: Indexing
    library: Path | None
    told: Told | None = None
    """Told how far the import has come; ends it by raising `CancelledError`."""
    jobs: int | None = None
    """Worker processes; 1 for none."""
    stop: threading.Event = field(default_factory=threading.Event)
    """Set from anywhere to end the import after the batch at hand."""
    _tally: Tally = field(default_factory=Tally)
    _began: float = field(default_factory=time.monotonic)
    _total: int | None = None
    _version: int = 0
    """Of the library's content at the beginning, as far as others change it."""
    _seconds: float = _FIRST_SECONDS
    """How long the next transaction takes files in."""
    _crowded: bool = False
    """Whether another process has been writing to the library meanwhile."""

    def run(self, paths: Iterable[str | os.PathLike[str]], stdin: BinaryIO | None = None) -> ImportReport:
        """Import everything under `paths`; what is written by the time it is interrupted stays."""
        names = [os.fspath(path) for path in paths]
        try:
            with self._transaction():
                start = Start(reserve(self.connection), tuple(shown(name) for name in names))
                self._version = self.connection.data_version()
        except CancelledError:
            return self._tally.report(0, cancelled=True)
        if self.told:
            self._total = count(names)
        found = find(names, _Listening(stdin, self.stop) if stdin else None)
        try:
            with _interruptible(self.stop), _few_collections(), self._judging(found, start.batch) as judged:
                for portion in judged:
                    if portion is not None:
                        self._write(chain((portion,), judged), start)
                        self._tell()
                    if self.stop.is_set():
                        break
        except CancelledError:
            self.stop.set()
        report = self._tally.report(start.batch, cancelled=self.stop.is_set())
        with suppress(CancelledError, BusyError), self._transaction():
            remember(self.connection, start, report, finished=True)
            if report.added or report.updated:
                keep_order(self.connection)
        return report

    def _write(self, judged: Iterable[Portion | None], start: Start) -> None:
        """Write in one transaction what comes, until it is much, or takes long, or nothing more comes for now."""
        with self._transaction():
            steady = not self._tally.updated and self.connection.data_version() == self._version
            writing = BatchWriting(self.connection, self.index, start.batch, steady=steady)
            for outcome in _unpacked(_batch(judged, self._seconds, self.stop)):
                writing.write(outcome)
            tally = self._tally.plus(writing.tally)
            remember(self.connection, start, tally.report(start.batch), lines=_LINES_ON_THE_WAY)
        self._tally = tally
        if not self.connection.excludes_readers():
            self._seconds = min(2 * self._seconds, _MOST_SECONDS)
        if self._crowded:
            # whoever waits looks only now and then whether the library is free
            time.sleep(_REST)

    def _transaction(self) -> AbstractContextManager[None]:
        return self.connection.transaction(patience=_PATIENCE, waiting=self._tell)

    def _tell(self, waiting: float = 0.0) -> None:
        if self.told:
            done = self._tally.judged
            self.told(
                Progress(
                    done=done,
                    total=self._total if self._total is not None and self._total >= done else None,
                    bytes=self._tally.bytes,
                    seconds=time.monotonic() - self._began,
                    added=self._tally.added,
                    updated=self._tally.updated,
                    unchanged=self._tally.unchanged,
                    rejected=len(self._tally.rejected),
                    file=self._tally.file,
                    waiting=waiting,
                )
            )
        self._crowded = self._crowded or waiting > 0
        if waiting and self.stop.is_set():
            raise CancelledError("The import was interrupted while another process held the library.")

    @contextmanager
    def _judging(self, found: Iterator[Found], batch: int) -> Iterator[Iterator[Portion | None]]:
        """Judge what is found: here where it is little, else in worker processes. None says that more takes a while."""
        head, more = _head(found)
        jobs = self.jobs if self.jobs is not None else min(_MOST_JOBS, _processors())
        if more and jobs > 1 and self.library:
            pool = Pool(self.library, batch, jobs)
            try:
                if pool.start():
                    yield pool.judged(chain(head, found))
                    return
            finally:
                pool.close()
        yield self._judge_here(chain(head, found), batch)

    def _judge_here(self, found: Iterator[Found], batch: int) -> Iterator[Portion | None]:
        """Judge a batch before any of it is written: finding more may wait for standard input, and so may others."""
        portion = Portion(0, [])
        begun = time.monotonic()
        for one in found:
            if isinstance(one, Candidate):
                portion.found += judge([one], lambda digests: numbers_of_digests(self.connection, digests), batch)
            else:
                portion.found.append(one)
            if len(portion.found) % CHUNK == 0 and (
                self.stop.is_set()
                or len(portion.found) >= _BATCH
                or portion.size > _HERE_BYTES
                or time.monotonic() - begun > self._seconds
            ):
                yield portion
                yield None
                portion, begun = Portion(0, []), time.monotonic()
        yield portion


class _Listening:
    """Standard input that can be interrupted while nothing comes."""

    def __init__(self, stream: BinaryIO, stop: threading.Event) -> None:
        self._stream = stream
        self._stop = stop

    def read(self, size: int) -> bytes:
        """What has come, up to `size` bytes, b"" at the end. Raises `CancelledError`."""
        try:
            descriptor = self._stream.fileno()
        except (OSError, AttributeError):
            return self._stream.read(size)
        while not select.select([descriptor], [], [], _POLL)[0] and not self._stop.is_set():
            pass
        if self._stop.is_set():
            raise CancelledError("The import was interrupted while it waited for standard input.")
        return os.read(descriptor, size)


def _head(found: Iterator[Found]) -> tuple[list[Found], bool]:
    """The first of what is found, and whether there is more."""
    head: list[Found] = []
    size = 0
    for one in found:
        head.append(one)
        size += len(one.data or b"") if isinstance(one, Candidate) else 0
        if len(head) >= ALONE or size > _ALONE_BYTES:
            return head, True
    return head, False


def _batch(judged: Iterable[Portion | None], seconds: float, stop: threading.Event) -> Iterator[Portion]:
    """Portions for one transaction; when interrupted, the one at hand is the last."""
    files = size = 0
    begun = time.monotonic()
    for portion in judged:
        if portion is None:
            return
        files, size = files + len(portion.found), size + portion.size
        yield portion
        if stop.is_set() or files >= _BATCH or size >= _BATCH_BYTES or time.monotonic() - begun > seconds:
            return


def _unpacked(batch: Iterable[Portion]) -> Iterator[Outcome]:
    together: Outcome = []
    for portion in batch:
        together += portion.outcome()
        if len(together) >= _AT_ONCE:
            yield together
            together = []
    if together:
        yield together


@contextmanager
def _interruptible(stop: threading.Event) -> Iterator[None]:
    """Have the first Ctrl-C end the import in good order; a second one is an ordinary one."""
    if (
        threading.current_thread() is not threading.main_thread()
        or signal.getsignal(signal.SIGINT) is not signal.default_int_handler
    ):
        yield
        return

    def end(_signal: int, _frame: FrameType | None) -> None:
        stop.set()
        signal.signal(signal.SIGINT, signal.default_int_handler)

    signal.signal(signal.SIGINT, end)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, signal.default_int_handler)


@contextmanager
def _few_collections() -> Iterator[None]:
    """Look for garbage less often meanwhile: what an import makes and drops is next to never in rings."""
    usual = gc.get_threshold()
    gc.set_threshold(_SELDOM, *usual[1:])
    try:
        yield
    finally:
        gc.set_threshold(*usual)


def _processors() -> int:
    """How many processors this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # macOS
        return os.cpu_count() or 1
