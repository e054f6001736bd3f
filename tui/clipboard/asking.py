"""Asking the terminal what it is and whether it takes a clipboard. Only for a moment in which nobody types.

Primary device attributes (DA1) with 52 among them, and an answer to XTGETTCAP for `Ms`, are a reliable yes; that they
are missing says nothing. XTVERSION gives the name. All are described in xterm's "Control Sequences".
"""

from __future__ import annotations

import contextlib
import os
import re
import select
import time
from collections.abc import Iterator

from msgspec import Struct

from store import clean_line

PATIENCE = 1.5
"""Seconds for the answers; a terminal on the same desk needs a few milliseconds, a far one half a second."""

_NAME, _CLIPBOARD_CAPABILITY, _KIND, _ATTRIBUTES = b"\x1b[>0q", b"\x1bP+q4d73\x1b\\", b"\x1b[>c", b"\x1b[c"
_NAMED = re.compile(rb"\x1bP>\|([^\x1b]*)\x1b\\")
_CAPABLE = re.compile(rb"\x1bP1\+r4[dD]73")
_SECONDARY = re.compile(rb"\x1b\[>([0-9]+)(?:;[0-9]+)*c")
_PRIMARY = re.compile(rb"\x1b\[\?([0-9;]*)c")
_MULTIPLEXERS = {b"84": "tmux", b"83": "GNU screen"}
"""First number of the secondary device attributes by which multiplexers give themselves away."""


class Answers(Struct, frozen=True):
    """What a terminal said of itself."""

    name: str
    """As `XTerm(379)`, `tmux 3.3a`; empty when it did not say."""
    takes_clipboard: bool
    """True is reliable; False says nothing."""
    answered: bool
    """Whether it answered at all."""


def ask_terminal() -> Answers | None:
    """Ask the controlling terminal; None where there is none that could be asked."""
    try:
        terminal = os.open("/dev/tty", os.O_RDWR | os.O_NOCTTY)
    except OSError:
        return None
    try:
        return ask(terminal)
    finally:
        os.close(terminal)


def ask(terminal: int) -> Answers | None:
    """Ask the terminal behind a file descriptor. What was typed ahead is dropped, as are answers that come too late."""
    try:
        import termios  # noqa: PLC0415 - not on Windows
    except ImportError:
        return None
    with _raw(terminal):
        kind = b"" if os.environ.get("STY") else _CLIPBOARD_CAPABILITY  # screen would hand it on and not the answer
        os.write(terminal, _NAME + kind + _KIND + _ATTRIBUTES)
        reply = _read_until(terminal, _PRIMARY, time.monotonic() + PATIENCE)
        termios.tcflush(terminal, termios.TCIFLUSH)
    return understand(reply)


def understand(reply: bytes) -> Answers:
    """What the bytes that came back say."""
    primary = _PRIMARY.search(reply)
    secondary = _SECONDARY.search(reply)
    named = _NAMED.search(reply)
    name = clean_line(named[1].decode(errors="replace")) if named else ""
    return Answers(
        name=name or (_MULTIPLEXERS.get(secondary[1], "") if secondary else ""),
        takes_clipboard=(primary is not None and b"52" in primary[1].split(b";")) or bool(_CAPABLE.search(reply)),
        answered=bool(primary or secondary or named),
    )


def _read_until(terminal: int, last: re.Pattern[bytes], deadline: float) -> bytes:
    reply = b""
    while not last.search(reply):
        left = deadline - time.monotonic()
        if left <= 0 or not select.select([terminal], [], [], left)[0]:
            break
        reply += os.read(terminal, 4096)
    return reply


@contextlib.contextmanager
def _raw(terminal: int) -> Iterator[None]:
    """Input byte by byte and without echo, as it was afterwards."""
    import termios  # noqa: PLC0415
    import tty  # noqa: PLC0415

    before = termios.tcgetattr(terminal)
    try:
        tty.setraw(terminal, termios.TCSAFLUSH)
        yield
    finally:
        termios.tcsetattr(terminal, termios.TCSAFLUSH, before)
