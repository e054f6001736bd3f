"""A terminal that measures: every piece of output gets the time of its arrival, drawing comes afterwards.

pyte draws far slower than a program writes. So bytes are only read and stamped while they come, and drawn when the
program has fallen silent; what stood on the screen at which moment follows from the stamps.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyte

SIZE = (120, 40)
SETTLED = 0.2
"""Seconds of silence after which nothing more is expected."""
_PAUSE = 0.012
"""Seconds of silence after which there is time to draw; also what parts two frames."""
_SLICE = 0.02
"""On a slow line, seconds between two readings."""
_STRANGE_TO_PYTE = re.compile(
    rb"\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b[PX^_](?:[^\x1b]|\x1b[^\\])*\x1b\\"
    rb"|\x1b\[[<=>][0-9;:]*[ -/]*[@-~]|\x1b\[\?[0-9;:]*(?:[ -/]+[@-~]|(?![hlJK])[@-~])"
)
_CUT = re.compile(rb"\x1b(?:[\]PX^_](?:[^\x07\x1b]|\x1b(?!\\))*|\[[^@-~]*)?\Z")

KEYS = {"Enter": "\r", "Escape": "\x1b", "PageDown": "\x1b[6~", "PageUp": "\x1b[5~", "ctrl+u": "\x15", "ctrl+g": "\x07"}


class NeverShownError(Exception):
    """What was waited for did not appear; the message shows the screen."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What came of a key press; times in seconds from the key press on."""

    first: float
    """Until what was expected stood on the screen."""
    frame: float
    """Until the last byte of the frame that brought it."""
    last: float
    """Until the last byte before the silence."""
    size: int
    """Bytes written in all."""
    busy: float
    """Processor time that the program used."""


class MeasuredTerminal:
    """A program in a terminal of `size` (columns, rows); with `rate`, no more than so many bytes a second are taken."""

    def __init__(
        self,
        command: Sequence[str],
        *,
        env: Mapping[str, str],
        cwd: os.PathLike[str],
        size: tuple[int, int] = SIZE,
        rate: int | None = None,
    ) -> None:
        self.rate = rate
        self._screen = pyte.Screen(*size)
        self._stream = pyte.ByteStream(self._screen)
        self._held = b""
        self._next_slice = 0.0
        self._master, slave = pty.openpty()
        fcntl.ioctl(self._master, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))
        self.started = time.perf_counter()
        self.process = subprocess.Popen(
            list(command),
            stdin=slave,
            stdout=slave,
            stderr=slave,
            env=dict(env),
            cwd=cwd,
            start_new_session=True,
            preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),  # noqa: PLW1509 - one system call, no lock
        )
        os.close(slave)

    # --- what the person does

    def press(self, *keys: str) -> float:
        """Press keys (by name, else as they are) at once; the moment."""
        now = time.perf_counter()
        os.write(self._master, "".join(KEYS.get(key, key) for key in keys).encode())
        return now

    # --- what the person sees

    def rows(self) -> list[str]:
        """The screen as it stands."""
        return list(self._screen.display)

    def wait(
        self, shows: Callable[[list[str]], bool], *, since: float | None = None, seconds: float = 60, what: str = ""
    ) -> Seen:
        """Read until the screen `shows` what is expected and the program has fallen silent.

        Raises `NeverShownError` after so many seconds.
        """
        since = self.started if since is None else since
        busy = self.busy()
        pending: list[tuple[float, bytes]] = []
        first = frame = last = None
        size = 0
        deadline = time.perf_counter() + seconds
        while True:
            piece = self._read(_PAUSE)
            if piece is not None:
                pending.append(piece)
                continue
            for at, data in pending:
                if frame is None and first is not None and at - (last or at) > _PAUSE:
                    frame = last
                size += len(data)
                last = at
                self._draw(data)
                if first is None and shows(self.rows()):
                    first = at
            pending.clear()
            now = time.perf_counter()
            if first is None and size == 0 and shows(self.rows()):
                first = last = since
            if first is not None and now - (last or first) >= SETTLED:
                end = last or first
                return Seen(first - since, (frame or end) - since, end - since, size, self.busy() - busy)
            if now > deadline:
                raise NeverShownError("\n".join([what, *self.rows()]))

    def read_for(self, seconds: float) -> int:
        """Read and draw for so many seconds, whatever comes; the bytes that came."""
        size = 0
        pieces = []
        end = time.perf_counter() + seconds
        while (left := end - time.perf_counter()) > 0:
            piece = self._read(left)
            if piece is not None:
                pieces.append(piece[1])
                size += len(piece[1])
        self._draw(b"".join(pieces))
        return size

    def _read(self, seconds: float) -> tuple[float, bytes] | None:
        if self.rate is not None:
            self._next_slice = max(self._next_slice + _SLICE, time.perf_counter())
            time.sleep(max(0.0, self._next_slice - time.perf_counter()))
        ready, _, _ = select.select([self._master], [], [], seconds)
        if not ready:
            return None
        try:
            data = os.read(self._master, 65_536 if self.rate is None else max(1, int(self.rate * _SLICE)))
        except OSError:  # the program has ended
            return None
        return (time.perf_counter(), data) if data else None

    def _draw(self, data: bytes) -> None:
        data = self._held + data
        cut = _CUT.search(data)
        self._held = cut[0] if cut else b""
        self._stream.feed(_STRANGE_TO_PYTE.sub(b"", data[: len(data) - len(self._held)]))

    # --- what it costs

    def busy(self) -> float:
        """Processor seconds that the program has used so far, all its threads; 0 where it cannot be known."""
        threads = Path(f"/proc/{self.process.pid}/task").glob("*/schedstat")
        with contextlib.suppress(OSError):
            return sum(int(thread.read_text().split()[0]) for thread in threads) / 1e9
        return 0.0

    def memory(self) -> tuple[int, int]:
        """Resident bytes, now and at the most."""
        found = {"VmRSS": 0, "VmHWM": 0}
        with contextlib.suppress(OSError):
            for line in Path(f"/proc/{self.process.pid}/status").read_text(encoding="ascii").splitlines():
                name, _, value = line.partition(":")
                if name in found:
                    found[name] = int(value.split()[0]) * 1024
        return found["VmRSS"], found["VmHWM"]

    def close(self) -> None:
        """Close the window and wait for the program to end."""
        for wish in (signal.SIGHUP, signal.SIGTERM, signal.SIGKILL):
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.process.pid, wish)
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.process.wait(2)
                break
        os.close(self._master)

    def __enter__(self) -> MeasuredTerminal:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
