"""The control sequences that carry text to a terminal's clipboard, as bytes.

OSC 52 is described in xterm's "Control Sequences" under "Operating System Commands" (Ps = 52), tmux's and screen's
wrapping in their manuals. Sequences end in BEL: some terminals and screen do not know the other ending there.
"""

from __future__ import annotations

import base64

LONGEST_TEXT = 74_994
"""Bytes of text whose OSC 52 sequence is 100,000 bytes long: beyond, some terminals cut or drop it."""
LONGEST_BY_MOSH = 12_282
"""Bytes of text that mosh 1.4 carries; it cuts longer ones without a word."""
LONGEST_BARE_IN_SCREEN = 500
"""Bytes of a bare OSC sequence that screen swallows; from 768 on it prints the rest (its MAXSTR)."""
BYTES_BY_OLD_TMUX = 4
"""Bytes of a sequence per cell of the terminal: tmux before 3.3 drops its backlog at eight per cell, be it in the
middle of a sequence; half leaves room for what else is being drawn."""
CHUNK = 240
"""Bytes that screen takes in one DCS with certainty."""

_ST = b"\x1b\\"


def osc52(text: str) -> bytes:
    """The sequence that asks a terminal to put `text` on its clipboard."""
    return b"\x1b]52;c;" + base64.b64encode(text.encode()) + b"\x07"


def through_tmux(sequence: bytes) -> bytes:
    """`sequence` wrapped so that tmux hands it on untouched: always before 3.3, later if `allow-passthrough` is on."""
    return b"\x1bPtmux;" + sequence.replace(b"\x1b", b"\x1b\x1b") + _ST


def through_screen(sequence: bytes) -> bytes:
    """`sequence` in pieces, each wrapped so that GNU screen hands it on; the pieces arrive as one sequence."""
    pieces = (sequence[start : start + CHUNK] for start in range(0, len(sequence), CHUNK))
    return b"".join(b"\x1bP" + piece + _ST for piece in pieces)
