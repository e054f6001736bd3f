"""A process that judges files for an import: requests come in on a socket, answers go back in the same order.

Started by `store.importing.pool`. It lives as long as its socket: when the importing process ends, however it ends,
so does this one.
"""

from __future__ import annotations

import gc
import pickle
import queue
import signal
import sys
import threading
from collections.abc import Iterable, Sequence
from multiprocessing.connection import Connection as Socket
from pathlib import Path

from store.errors import LibraryError, NotFoundError
from store.importing.judging import judge
from store.index import numbers_of_digests
from store.storage.connection import Connection
from store.storage.opening import connect
from store.storage.schema import LIBRARY

READY = b"ready"
"""What a worker says first."""
_SELDOM = 50_000
"""Values after which garbage is looked for: there is next to none in rings, and looking more often costs a tenth."""


class LibraryDigests:
    """Which contents the library at a path holds, asked over a connection of its own."""

    def __init__(self, path: Path | None) -> None:
        self._connection: Connection | None = None
        if path is not None:
            try:
                self._connection = connect(path, LIBRARY, readonly=True)
            except (LibraryError, NotFoundError):
                self._connection = None

    def __call__(self, digests: Sequence[bytes]) -> Iterable[bytes]:
        """Those of `digests` that are there; none where the library cannot be asked now: the files are then parsed."""
        if self._connection is None:
            return ()
        try:
            return numbers_of_digests(self._connection, digests)
        except LibraryError:
            return ()


def serve(descriptor: int) -> None:
    """Judge what arrives on the socket until it closes."""
    socket = Socket(descriptor)
    requests: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()
    # a thread of its own takes requests, so that neither side ever waits for the other to read first
    threading.Thread(target=_receive, args=(socket, requests), daemon=True).start()
    settings = requests.get()
    if settings is None:
        return
    path, batch = pickle.loads(settings)  # noqa: S301 -- from the process that started this one
    known = LibraryDigests(path)
    socket.send_bytes(READY)
    while (request := requests.get()) is not None:
        candidates = pickle.loads(request)  # noqa: S301 -- from the process that started this one
        answer = pickle.dumps(judge(candidates, known, batch), pickle.HIGHEST_PROTOCOL)
        try:
            socket.send_bytes(answer)
        except OSError:
            return


def _receive(socket: Socket, requests: queue.SimpleQueue[bytes | None]) -> None:
    try:
        while True:
            requests.put(socket.recv_bytes())
    except (EOFError, OSError):
        requests.put(None)


def main() -> None:
    """The process begins here: the descriptor of its socket is its argument."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.freeze()
    gc.set_threshold(_SELDOM)
    serve(int(sys.argv[-1]))
