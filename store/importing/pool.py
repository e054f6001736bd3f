"""Worker processes that judge files, and their answers in the order in which the files were found.

Plain subprocesses over sockets, not `multiprocessing`: they may be started from an app full of threads, never import
the program's main module again, are in a process group of their own (Ctrl-C is the importing process's affair) and end
with the process that started them, even when it is killed.
"""

from __future__ import annotations

import pickle
import queue
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Iterator
from multiprocessing.connection import Connection as Socket
from multiprocessing.connection import Pipe, wait
from pathlib import Path

from msgspec import Struct, field

from store.importing.candidates import Candidate, Found
from store.importing.judging import Judged, Refused, judge

CHUNK = 32
"""Files in one request."""
_CHUNK_BYTES = 1_000_000
_AHEAD = 3
"""Requests that a worker has at a time, so that it never waits for the next."""
_HELD_BYTES = 32_000_000
"""Answers that wait to be written; above this no more work is handed out."""
_POLL = 0.05
_PAUSE = 0.3
"""Seconds without an answer after which what has come so far is written."""
_PATIENCE = 20.0
"""Seconds that a worker may take to start."""
_ROOT = str(Path(__file__).resolve().parents[2])
"""Where the packages lie that a worker imports."""
_START = "import sys; sys.path.insert(0, sys.argv[1]); from store.importing.worker import main; main()"

Outcome = list[Judged | Found]


class Portion(Struct):
    """Things found, in order, with what a worker said of the candidates among them."""

    number: int
    found: Outcome
    answer: bytes = b""
    """The judgements as they came; unpacked they take several times as much memory."""

    @property
    def candidates(self) -> list[Candidate]:
        """What is to be judged."""
        return [one for one in self.found if isinstance(one, Candidate)]

    @property
    def size(self) -> int:
        """Roughly what it takes in memory, in bytes."""
        return len(self.answer) or sum(3 * one.size for one in self.found if isinstance(one, Judged))

    def outcome(self) -> Outcome:
        """All that was found, judged where it was to be judged."""
        judged: Iterator[Judged] = iter(pickle.loads(self.answer) if self.answer else ())  # noqa: S301 -- from our own
        return [next(judged) if isinstance(one, Candidate) and self.answer else one for one in self.found]


class _GoneError(Exception):
    """A worker has ended unasked."""


class _Worker(Struct):
    """A worker process as seen from here."""

    process: subprocess.Popen[bytes]
    socket: Socket
    portions: deque[Portion] = field(default_factory=deque)
    ended: bool = False

    def greet(self) -> None:
        """Wait until it is ready."""
        if not self.socket.poll(_PATIENCE):
            raise _GoneError
        self.receive()

    def send(self, candidates: list[Candidate]) -> None:
        try:
            self.socket.send_bytes(pickle.dumps(candidates, pickle.HIGHEST_PROTOCOL))
        except OSError as error:
            raise _GoneError from error

    def receive(self) -> bytes:
        try:
            return self.socket.recv_bytes()
        except (EOFError, OSError) as error:
            raise _GoneError from error

    def end(self) -> None:
        self.ended = True
        self.socket.close()
        try:
            self.process.wait(2)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


class Pool:
    """Judges in `jobs` processes what is found. `start` it, take what it has `judged`, `close` it."""

    def __init__(self, library: Path, batch: int, jobs: int) -> None:
        self._settings = pickle.dumps((library, batch), pickle.HIGHEST_PROTOCOL)
        self._batch = batch
        self._jobs = jobs
        self._workers: list[_Worker] = []
        self._answers: queue.SimpleQueue[Portion | Exception | None] = queue.SimpleQueue()
        self._stop = threading.Event()
        self._held = 0
        self._lock = threading.Lock()
        self._dispatcher: threading.Thread | None = None

    def start(self) -> bool:
        """Start the processes; whether this machine let us."""
        try:
            for _ in range(self._jobs):
                self._workers.append(self._launch())
            for worker in self._workers:
                worker.greet()
        except (OSError, _GoneError):
            self.close()
            return False
        return bool(self._workers)

    def close(self) -> None:
        """End the processes, whatever they are doing."""
        self._stop.set()
        if self._dispatcher:
            self._dispatcher.join()
        for worker in self._workers:
            worker.end()
        self._workers = []

    def judged(self, found: Iterator[Found]) -> Iterator[Portion | None]:
        """Everything that is found, judged, a portion at a time, in order; None where nothing has come for a while."""
        self._dispatcher = threading.Thread(target=self._dispatch, args=(found,), daemon=True, name="import")
        self._dispatcher.start()
        early: dict[int, Portion] = {}
        number = 0
        while True:
            try:
                answered = self._answers.get(timeout=_PAUSE)
            except queue.Empty:
                yield None
                continue
            if answered is None:
                return
            if isinstance(answered, Exception):
                raise answered
            early[answered.number] = answered
            while number in early:
                portion = early.pop(number)
                with self._lock:
                    self._held -= len(portion.answer)
                number += 1
                yield portion

    def _launch(self) -> _Worker:
        ours, theirs = Pipe()
        process = subprocess.Popen(  # noqa: S603 -- this very program
            [sys.executable, "-P", "-c", _START, _ROOT, str(theirs.fileno())],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            pass_fds=[theirs.fileno()],
            process_group=0,
        )
        theirs.close()
        worker = _Worker(process, ours)
        try:
            ours.send_bytes(self._settings)
        except OSError:
            worker.end()
            raise
        return worker

    # --- in a thread of its own ----------------------------------------------------------------------------------

    def _dispatch(self, found: Iterator[Found]) -> None:
        try:
            portions = _portions(found)
            more = True
            while not self._stop.is_set():
                more = more and self._hand_out(portions)
                busy = [worker for worker in self._workers if worker.portions]
                if not busy and not more:
                    break
                self._collect(busy)
        except Exception as error:  # noqa: BLE001 -- handed to the thread that waits for the answers
            self._answers.put(error)
        else:
            self._answers.put(None)

    def _hand_out(self, portions: Iterator[Portion]) -> bool:
        """Give every worker enough to do; whether there may be more to hand out."""
        while self._held < _HELD_BYTES and not self._stop.is_set():
            worker = min(self._workers, key=lambda one: len(one.portions))
            if len(worker.portions) >= _AHEAD:
                return True
            portion = next(portions, None)
            if portion is None:
                return False
            worker.portions.append(portion)
            try:
                worker.send(portion.candidates)
            except _GoneError:
                self._rescue(worker)
        return True

    def _collect(self, busy: list[_Worker]) -> None:
        if not busy:
            self._stop.wait(_POLL)
            return
        ready = wait([worker.socket for worker in busy], _POLL)
        for worker in busy:
            if worker.socket in ready:
                try:
                    self._answer(worker.portions[0], worker.receive())
                except _GoneError:
                    self._rescue(worker)
                else:
                    worker.portions.popleft()

    def _answer(self, portion: Portion, answer: bytes) -> None:
        portion.answer = answer
        # what came out of an archive is with the worker now, and comes back where it is needed
        portion.found = [
            one._replace(data=None) if isinstance(one, Candidate) and one.data else one for one in portion.found
        ]
        with self._lock:
            self._held += len(answer)
        self._answers.put(portion)

    def _rescue(self, worker: _Worker) -> None:
        """A worker has died, of a file that exhausts memory perhaps: give its work to a new one, file by file.

        Where none can be started, what is not suspected of that is judged here, and the other workers go on.
        """
        worker.end()
        portions, worker.portions = worker.portions, deque()
        here = False
        for portion in portions:
            judged: list[Judged] = []
            for candidate in portion.candidates:
                here = here or (worker.ended and not self._begin_again(worker))
                if here:
                    judged += judge([candidate], lambda _: (), self._batch)
                else:
                    judged.append(self._judge_alone(worker, candidate))
            self._answer(portion, pickle.dumps(judged, pickle.HIGHEST_PROTOCOL))
        if worker.ended and len(self._workers) > 1:
            self._workers.remove(worker)

    def _judge_alone(self, worker: _Worker, candidate: Candidate) -> Judged:
        for _ in range(2):
            if worker.ended and not self._begin_again(worker):
                break
            try:
                worker.send([candidate])
                (judged,) = pickle.loads(worker.receive())  # noqa: S301 -- from a process of our own
            except _GoneError:
                worker.end()
            else:
                assert isinstance(judged, Judged)
                return judged
        return Judged(candidate, 0, b"", Refused(None, "the process that read this file was ended by the system"))

    def _begin_again(self, worker: _Worker) -> bool:
        """Start another process for a worker whose own has ended; whether the machine let us, which may lack memory."""
        try:
            fresh = self._launch()
        except OSError:
            return False
        try:
            fresh.greet()
        except _GoneError:
            fresh.end()
            return False
        worker.process, worker.socket, worker.ended = fresh.process, fresh.socket, False
        return True


def _portions(found: Iterator[Found]) -> Iterator[Portion]:
    number, size = 0, 0
    together: Outcome = []
    for one in found:
        together.append(one)
        size += len(one.data or b"") if isinstance(one, Candidate) else 0
        if len(together) >= CHUNK or size > _CHUNK_BYTES:
            yield Portion(number, together)
            number, together, size = number + 1, [], 0
    if together:
        yield Portion(number, together)
