"""Work off the event loop: a lane is one thread with a library (or a notebook) of its own.

Jobs of a lane run one after another. A job submitted with `replace` drops those waiting and interrupts the one that
runs, so that typing never waits for a search and an older result is never shown after a newer one. Answers come back
as a message to the app, which calls them on its own loop; no widget is ever touched in a lane.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from typing import Any, Generic, Protocol, TypeVar

from msgspec import Struct

from store import CancelledError, RoundsError

T = TypeVar("T")
_DROP_SECONDS, _FINISH_SECONDS = 2, 20


class Resource(Protocol):
    """What a lane works on: opened and closed in its thread."""

    def close(self) -> None:
        """Release it."""


R = TypeVar("R", bound=Resource)

_M_MMAP_THRESHOLD, _LARGE = -3, 256 << 10
"""As in the `malloc.h` of glibc; bytes of a block that is given back to the system as soon as it is freed."""


@cache
def give_back_memory() -> None:
    """Have the C library give large blocks back when they are freed, where it is one that can be told so.

    A search in a large library takes some for a moment; left to itself glibc keeps what it once had for later.
    """
    from ctypes import CDLL  # noqa: PLC0415 -- after the first frame

    with suppress(OSError, AttributeError, TypeError):
        CDLL(None).mallopt(_M_MMAP_THRESHOLD, _LARGE)


class Awaited:
    """Answers that something waits for. It is true while there are any."""

    def __init__(self) -> None:
        self._tokens: set[object] = set()

    def __bool__(self) -> bool:
        return bool(self._tokens)

    def one(self) -> Callable[[], None]:
        """Wait for one more; to be called when that has come, also where it has been given up meanwhile."""
        token = object()
        self._tokens.add(token)
        return lambda: self._tokens.discard(token)

    def give_up(self) -> None:
        """Wait for nothing any more."""
        self._tokens.clear()


Deliver = Callable[[], None]
"""Hands an answer, or an error, to whoever asked; called on the event loop."""


def _drop(_: object) -> None:
    """Nobody listens."""


class _Job(Struct, Generic[R]):
    work: Callable[[R], Any]
    done: Callable[[Any], None]
    failed: Callable[[RoundsError], None]
    dropped: bool = False


class Lane(Generic[R]):
    """One thread that works for the app on a resource of its own.

    `open_resource` is called in the thread before its first job; `interrupt` makes what runs on the resource raise
    `CancelledError`, from any thread. A lane that `finishes` does all it was asked before it ends: nothing that a
    person made is lost. It may work before there is an app: what it has to say waits for `connect`.
    """

    def __init__(
        self,
        name: str,
        open_resource: Callable[[], R],
        interrupt: Callable[[R], None] | None = None,
        *,
        finishes: bool = False,
    ) -> None:
        self._finishes = finishes
        self._interrupt = interrupt
        self._open_resource = open_resource
        self._post: Callable[[Deliver], Any] = _drop
        self._crashed: Callable[[Exception], Any] = _drop
        self._is_connected = threading.Event()
        self._waiting: deque[_Job[R]] = deque()
        self._running: _Job[R] | None = None
        self._resource: R | None = None
        self._stale = False
        self._ended = False
        self._wake = threading.Condition()
        self._thread = threading.Thread(target=self._run, name=f"rounds-{name}", daemon=True)
        """Begins with the first job: several threads that begin while the app does hold it up by milliseconds."""

    def connect(self, post: Callable[[Deliver], Any], crashed: Callable[[Exception], Any]) -> None:
        """Hand answers to `post` and what no one expected to `crashed`, both called in the lane's thread."""
        self._post, self._crashed = post, crashed
        self._is_connected.set()

    def submit(
        self,
        work: Callable[[R], T],
        done: Callable[[T], None],
        failed: Callable[[RoundsError], None],
        *,
        replace: bool = True,
    ) -> None:
        """Run `work` in the lane, then `done` with its result (or `failed`) on the event loop.

        With `replace` everything asked of this lane before is dropped: its answers never arrive.
        """
        with self._wake:
            if replace:
                self._drop_all()
            self._waiting.append(_Job(work, done, failed))
            self._wake.notify()
            if self._thread.ident is None and not self._ended:
                self._thread.start()

    @property
    def is_busy(self) -> bool:
        """Whether something waits or runs."""
        return bool(self._waiting) or self._running is not None

    def reopen(self) -> None:
        """Close the resource before the next job, which opens it anew (it may be another file by then)."""
        with self._wake:
            self._stale = True

    def close(self) -> None:
        """Drop what waits, interrupt what runs (or finish both) and end the thread."""
        with self._wake:
            self._ended = True
            if not self._finishes:
                self._drop_all()
            self._wake.notify()
        if self._thread.ident is not None:
            self._thread.join(timeout=_FINISH_SECONDS if self._finishes else _DROP_SECONDS)

    def _drop_all(self) -> None:
        for waiting in self._waiting:
            waiting.dropped = True
        self._waiting.clear()
        if self._running is not None and not self._running.dropped:
            self._running.dropped = True
            if self._resource is not None and self._interrupt is not None:
                self._interrupt(self._resource)

    def _run(self) -> None:
        while True:
            with self._wake:
                self._running = None
                while not self._waiting and not self._ended:
                    self._wake.wait()
                if self._ended and not self._waiting:
                    break
                job = self._running = self._waiting.popleft()
                stale, self._stale = self._stale, False
            self._perform(job, stale)
            give_back_memory()
        self._let_go()

    def _let_go(self) -> None:
        """Close the resource, out of reach of those who would interrupt it."""
        with self._wake:
            resource, self._resource = self._resource, None
        if resource is not None:
            resource.close()

    def _perform(self, job: _Job[R], stale: bool) -> None:
        try:
            if stale:
                self._let_go()
            if self._resource is None:
                self._resource = self._open_resource()
            result = job.work(self._resource)
        except CancelledError:
            self._again(job)
        except RoundsError as error:
            self._answer(job, job.failed, error)
        except Exception as error:  # noqa: BLE001 - a lane must not die silently: the app's one handler shows it
            self._is_connected.wait()
            self._crashed(error)
        else:
            self._answer(job, job.done, result)

    def _answer(self, job: _Job[R], taker: Callable[[Any], None], answer: object) -> None:
        self._is_connected.wait()
        if not job.dropped:
            self._post(lambda: None if job.dropped else taker(answer))

    def _again(self, job: _Job[R]) -> None:
        """An interruption meant for the job before can hit this one; it is then simply done again."""
        with self._wake:
            if not job.dropped and not self._ended:
                self._waiting.appendleft(job)
