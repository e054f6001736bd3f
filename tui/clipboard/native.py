"""The clipboard of the computer that the program runs on, through pyperclip in a process of its own.

The programs behind pyperclip (xclip, wl-copy) print errors where they please, stay alive to serve the clipboard, and
report success when there is no display. In a process of its own none of them holds our output or writes on the
screen, and the text is read back before anything is claimed: several times, since xclip ends before the display knows
of the text.
"""

from __future__ import annotations

import os
import sys
from enum import IntEnum

from tui.clipboard.environment import Session

PATIENCE = 4.0
"""Seconds for Python to start, the text to be set and read back."""

_COPY_AND_READ_BACK = """
import sys, time, warnings
warnings.simplefilter("ignore")
import pyperclip
text = sys.stdin.buffer.read().decode()
try:
    pyperclip.copy(text)
except (pyperclip.PyperclipException, OSError):
    sys.exit({nothing})
def is_there():
    try:
        back = pyperclip.paste()
    except (RuntimeError, OSError, ValueError):
        return False
    return back.replace("\\r\\n", "\\n").rstrip("\\n") == text.rstrip("\\n")
for pause in (0, 0.05, 0.2, 0.5, 1):
    time.sleep(pause)
    if is_there():
        sys.exit({there})
sys.exit({unknown})
"""


class Outcome(IntEnum):
    """What became of a text; the values are exit statuses."""

    THERE = 0
    """It was read back from the clipboard."""
    UNKNOWN = 3
    """It was handed over, but what was read back is something else, or nothing in time."""
    NOTHING = 4
    """No program took it."""


def copy_here(text: str, session: Session) -> Outcome:
    """Put `text` on the clipboard of this computer. Displays that do not answer are kept from the programs."""
    import subprocess  # noqa: PLC0415 - 10 ms that only local sessions pay

    dead = {"wayland": "WAYLAND_DISPLAY", "x11": "DISPLAY"}
    environ = dict(os.environ)
    for display in session.displays:
        if not display.alive and display.kind in dead:
            environ.pop(dead[display.kind], None)
    program = _COPY_AND_READ_BACK.format(
        there=Outcome.THERE.value, unknown=Outcome.UNKNOWN.value, nothing=Outcome.NOTHING.value
    )
    # -P: a file named pyperclip.py in the current folder must not run.
    try:
        result = subprocess.run(  # noqa: S603 - our own words, no shell
            [sys.executable, "-P", "-c", program],
            input=text.encode(),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=PATIENCE,
            check=False,
            env=environ,
            start_new_session=True,
        )
    except subprocess.TimeoutExpired:
        return Outcome.UNKNOWN
    except OSError:
        return Outcome.NOTHING
    return Outcome(result.returncode) if result.returncode in set(Outcome) else Outcome.NOTHING
