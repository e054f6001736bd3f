"""A program on a pty whose every byte is audited and then forgotten, for runs too long to keep them."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import struct
import subprocess
import termios
import threading
import time
from collections.abc import Sequence
from pathlib import Path

from tests.terminals.audit import Audit
from tests.terminals.programs import end

_KEPT = 16_384
_LEFT = b"\x1b[?1049l"


class Line:
    """A program in a terminal of `size` (columns, rows)."""

    def __init__(self, command: Sequence[str], size: tuple[int, int], env: dict[str, str], cwd: Path) -> None:
        self.audit = Audit()
        self.bytes = 0
        self.tail = b""
        """What arrived last."""
        self._left = False
        self._lock = threading.Lock()
        self._last_byte = time.monotonic()
        self._master, slave = pty.openpty()
        os.set_blocking(self._master, False)
        self.size = size
        self.resize(size)
        self.process = subprocess.Popen(
            list(command),
            stdin=slave,
            stdout=slave,
            stderr=slave,
            env=env,
            cwd=cwd,
            start_new_session=True,
            preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),  # noqa: PLW1509 - one system call, no lock
        )
        os.close(slave)
        threading.Thread(target=self._read, name="line", daemon=True).start()

    def _read(self) -> None:
        while True:
            select.select([self._master], [], [])
            try:
                data = os.read(self._master, 65536)
            except OSError:
                return
            if not data:
                return
            with self._lock:
                self._audit(data)
                self.bytes += len(data)
                self.tail = (self.tail + data)[-_KEPT:]
                self._last_byte = time.monotonic()

    def _audit(self, data: bytes) -> None:
        """Look at what the program sent; after it has left the screen the terminal itself echoes what is typed."""
        seen = self.tail[-len(_LEFT) :] + data
        left = seen.find(_LEFT)
        if self._left:
            return
        self._left = left >= 0
        self.audit.take(data if left < 0 else data[: max(0, left + len(_LEFT) - len(seen) + len(data))])

    def resize(self, size: tuple[int, int]) -> None:
        """Give the window another size (columns, rows)."""
        self.size = size
        fcntl.ioctl(self._master, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))

    def send(self, data: bytes, patience: float) -> bool:
        """Type; whether the program took it in time."""
        deadline = time.monotonic() + patience
        while data:
            if not select.select([], [self._master], [], max(0.0, deadline - time.monotonic()))[1]:
                return False
            data = data[os.write(self._master, data) :]
        return True

    def quiet_for(self) -> float:
        """Seconds since the last byte."""
        with self._lock:
            return time.monotonic() - self._last_byte

    def forget(self) -> None:
        """Let what arrived until now not count for `has`."""
        with self._lock:
            self.tail = b""

    def has(self, text: bytes) -> bool:
        """Whether `text` is in what arrived last."""
        with self._lock:
            return text in self.tail

    @property
    def ended(self) -> bool:
        """Whether the program has ended."""
        return self.process.poll() is not None

    def memory(self) -> int:
        """Resident memory in kB, 0 after the end."""
        try:
            status = Path(f"/proc/{self.process.pid}/status").read_text(encoding="ascii")
        except OSError:
            return 0
        return next((int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS")), 0)

    def close(self) -> None:
        """End the program, whatever it does."""
        end(self.process)
