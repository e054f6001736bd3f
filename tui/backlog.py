"""Whether the terminal is still busy with what was sent before.

On a slow line frames pile up between the app and the terminal; Textual drops none of them. Painting waits while
something is under way, so that what is painted next is the newest state and not one of many in between.
"""

from __future__ import annotations

import fcntl
import struct
import termios
from typing import Any

from textual.app import App

_BYTES_UNDER_WAY = 1024


def is_backlogged(app: App[Any]) -> bool:
    """Whether more than a small frame has not yet left for the terminal."""
    writer = getattr(app._driver, "_writer_thread", None)
    if writer is None:
        return False
    if writer._queue.qsize() > 1:
        return True
    try:
        answer = fcntl.ioctl(writer.fileno(), termios.TIOCOUTQ, b"\0\0\0\0")
    except (OSError, ValueError):
        return False
    return bool(struct.unpack("i", answer)[0] > _BYTES_UNDER_WAY)
