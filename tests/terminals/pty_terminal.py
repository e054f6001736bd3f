"""A terminal of our own on a pty: it keeps every byte that arrives, draws them with pyte and catches OSC 52."""

from __future__ import annotations

import base64
import contextlib
import fcntl
import os
import pty
import re
import struct
import subprocess
import termios
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pyte

from tests.terminals.programs import end, environment
from tests.terminals.waiting import until

KEYS = {
    "Enter": "\r",
    "Escape": "\x1b",
    "Tab": "\t",
    "BTab": "\x1b[Z",
    "BSpace": "\x7f",
    "Space": " ",
    "Up": "\x1b[A",
    "Down": "\x1b[B",
    "Right": "\x1b[C",
    "Left": "\x1b[D",
    "Home": "\x1b[H",
    "End": "\x1b[F",
    "PPage": "\x1b[5~",
    "NPage": "\x1b[6~",
    "F1": "\x1bOP",
} | {f"C-{letter}": chr(ord(letter) - 96) for letter in "abcdefghijklmnopqrstuvwxyz"}
"""What xterm sends for a key, under the names that tmux gives to keys."""

_OSC52 = re.compile(rb"\x1b\]52;([^;\x07\x1b]*);([A-Za-z0-9+/=]*)(?:\x07|\x1b\\)")
_BEYOND_PYTE = re.compile(
    rb"\x1b\][^\x07\x1b]*(?:\x07|\x1b\\|(?=\x1b))"  # OSC: titles, colours, the clipboard; another ESC breaks it off
    rb"|\x1b[PX^_](?:[^\x1b]|\x1b[^\\])*\x1b\\"  # DCS, SOS, PM, APC
    rb"|\x1b\[[<=>][0-9;:]*[ -/]*[@-~]"  # private CSI, which pyte takes for the public one
    rb"|\x1b\[\?[0-9;:]*(?:[ -/]+[@-~]|(?![hlJK])[@-~])"  # and those it does not know
)
_UNFINISHED = re.compile(rb"\x1b(?:\][^\x07\x1b]*\x1b?|[PX^_](?:[^\x1b]|\x1b(?!\\))*|\[[^@-~]*)?\Z")


class PtyTerminal:
    """A program in a terminal of `size` (columns, rows) that looks like an xterm.

    `answers` maps queries to what the terminal replies (`{b"\\x1b[c": b"\\x1b[?62;52c"}`); without any it is silent, as
    many are. Bytes are read by a thread all the time, so the program never blocks on us.
    """

    def __init__(
        self,
        command: Sequence[str],
        *,
        size: tuple[int, int] = (80, 24),
        env: Mapping[str, str] | None = None,
        cwd: str | os.PathLike[str] | None = None,
        answers: Mapping[bytes, bytes] | None = None,
    ) -> None:
        self._screen = pyte.Screen(*size)
        self._stream = pyte.ByteStream(self._screen)
        self._raw = bytearray()
        self._held = b""
        self._answers = dict(answers or {})
        self._unanswered = b""
        self._lock = threading.Lock()
        self._last_byte = time.monotonic()
        self._master, slave = pty.openpty()
        self._set_size(size)
        self.process: subprocess.Popen[bytes] = subprocess.Popen(
            list(command),
            stdin=slave,
            stdout=slave,
            stderr=slave,
            env=dict(environment() if env is None else env),
            cwd=cwd,
            start_new_session=True,
            preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),  # noqa: PLW1509 - one system call, no lock
        )
        os.close(slave)
        self._reader = threading.Thread(target=self._read, name="terminal", daemon=True)
        self._reader.start()

    def _set_size(self, size: tuple[int, int]) -> None:
        columns, rows = size
        fcntl.ioctl(self._master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def _read(self) -> None:
        while True:
            try:
                data = os.read(self._master, 65536)
            except OSError:  # the last program on the other side has closed it
                return
            if not data:
                return
            with self._lock:
                self._take(data)
            self._answer(data)

    def _take(self, data: bytes) -> None:
        self._last_byte = time.monotonic()
        self._raw += data
        data = self._held + data
        unfinished = _UNFINISHED.search(data)
        self._held = unfinished[0] if unfinished else b""
        self._stream.feed(_BEYOND_PYTE.sub(b"", data[: len(data) - len(self._held)]))

    def _answer(self, data: bytes) -> None:
        seen = self._unanswered + data
        for query, answer in self._answers.items():
            for _ in range(seen.count(query)):
                self.send(answer)
            seen = seen.replace(query, b"")
        longest = max(map(len, self._answers), default=1)
        self._unanswered = seen[len(seen) - min(len(seen), longest - 1) :]

    # what the person does

    def send(self, data: bytes | str) -> None:
        """Type `data` as it is."""
        rest = data.encode() if isinstance(data, str) else data
        while rest:
            rest = rest[os.write(self._master, rest) :]

    def send_keys(self, *keys: str) -> None:
        """Type keys by name (`Enter`, `Down`, `C-d`); whatever is no name is typed as it is."""
        self.send("".join(KEYS.get(key, key) for key in keys))

    def resize(self, size: tuple[int, int]) -> None:
        """Give the window another size (columns, rows)."""
        with self._lock:
            columns, rows = size
            self._screen.resize(rows, columns)
        self._set_size(size)

    # what the person sees

    @property
    def raw(self) -> bytes:
        """Every byte that has arrived."""
        with self._lock:
            return bytes(self._raw)

    @property
    def cursor(self) -> tuple[int, int]:
        """Column and row of the cursor, from 0."""
        with self._lock:
            return self._screen.cursor.x, self._screen.cursor.y

    def screen(self) -> list[str]:
        """The rows as they stand, without the spaces at their ends."""
        with self._lock:
            return [row.rstrip() for row in self._screen.display]

    def cells(self) -> Mapping[int, Any]:
        """pyte's buffer: row → column → character with its colours."""
        with self._lock:
            return self._screen.buffer

    def clipboards(self, selection: str | None = None) -> list[str]:
        """The texts that programs asked this terminal to put on the clipboard (OSC 52), oldest first.

        A sequence that was cut on its way gives the part that arrived.
        """
        wanted = None if selection is None else selection.encode()
        return [
            base64.b64decode(payload[: len(payload) // 4 * 4]).decode(errors="replace")
            for target, payload in _OSC52.findall(self.raw)
            if wanted is None or target == wanted
        ]

    def quiet_for(self) -> float:
        """Seconds since the last byte."""
        with self._lock:
            return time.monotonic() - self._last_byte

    # waiting

    def wait_until(self, condition: Callable[[], Any], what: str, *, seconds: float | None = None) -> None:
        """Wait for a condition; when it never comes true, tell `what` was missing and show the screen."""
        until(condition, lambda: f"{what}\n{self._picture()}", seconds=seconds)

    def wait_for(self, text: str, *, seconds: float | None = None) -> None:
        """Wait until `text` stands on the screen."""
        self.wait_until(lambda: any(text in row for row in self.screen()), f"{text!r} never appeared", seconds=seconds)

    def wait_settled(self, quiet: float = 0.3, *, seconds: float | None = None) -> None:
        """Wait until nothing has arrived for `quiet` seconds."""
        self.wait_until(lambda: self.quiet_for() >= quiet, "the screen never settled", seconds=seconds)

    def wait_clipboard(self, text: str, *, seconds: float | None = None) -> None:
        """Wait until exactly `text` has been put on this terminal's clipboard."""
        self.wait_until(lambda: text in self.clipboards(), f"{text[:60]!r} never arrived", seconds=seconds)

    def wait_exit(self, *, seconds: float | None = None) -> int:
        """Wait for the program to end with all its output read; its exit status, negative for a signal."""
        self.wait_until(lambda: self.process.poll() is not None, "the program never ended", seconds=seconds)
        self._reader.join(timeout=2)  # a child left behind may hold the terminal open
        return self.process.returncode

    def _picture(self) -> str:
        rows = self.screen()
        tail = "" if any(rows) else f"\nlast bytes: {self.raw[-400:]!r}"
        return "\n".join(["the screen was:", *rows]).rstrip() + tail

    def close(self) -> None:
        """Close the window: the program hears SIGHUP, is killed when it does not listen, and is waited for."""
        end(self.process)
        self._reader.join(timeout=2)
        with contextlib.suppress(OSError):
            os.close(self._master)
