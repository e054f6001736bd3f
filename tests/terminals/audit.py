"""Whether a program sent to a terminal only what it is known to send, and nothing that data could have said."""

from __future__ import annotations

import base64
import binascii
import re

from store.text import is_harmless

_TOKEN = re.compile(
    rb"\x1b(?:\][^\x07\x1b]*(?:\x07|\x1b\\)|[PX^_](?:[^\x1b]|\x1b(?!\\))*\x1b\\|\[[0-?]*[ -/]*[@-~]|[ -/]*[0-~])"
)
_KNOWN = re.compile(
    rb"\x1b\[[0-9;]*m"  # colours
    rb"|\x1b\[\d+;\d+H|\x1b\[2J"  # where the next text goes; an empty screen
    rb"|\x1b\[\?(?:7|25|1000|1003|1004|1006|1015|1049|2004|2026|2048)[hl]"  # wrapping, cursor, mouse, screen, paste
    rb"|\x1b\[\?(?:2026|2048)\$p"  # can the terminal paint whole frames, tell its size
    rb"|\x1b\[>25u|\x1b\[<u"  # the keyboard protocol, on and off
    rb"|\x1b\[c|\x1b\[>0?q"  # which terminal is this
    rb"|\x1b\]22;[a-z-]+(?:\x07|\x1b\\)"  # the pointer as it was
    rb"|\x1b\](?:10|11|12);\?(?:\x07|\x1b\\)"  # which colours it has
)
_CLIPBOARD = re.compile(rb"\x1b\]52;c;([A-Za-z0-9+/=]*)(?:\x07|\x1b\\)")
_UNFINISHED = re.compile(
    rb"(?:\x1b(?:\][^\x07\x1b]*\x1b?|[PX^_](?:[^\x1b]|\x1b(?!\\))*|\[[^@-~]*|[ -/]*)?"
    rb"|[\xc2-\xdf]|[\xe0-\xef][\x80-\xbf]?|[\xf0-\xf4][\x80-\xbf]{0,2})\Z"
)
_LINE_ENDS = re.compile(r"\r?\n|\r")


class Audit:
    """Takes what arrives piece by piece. `strangers` are the sequences and texts that should not have come."""

    def __init__(self) -> None:
        self.strangers: list[bytes] = []
        self.copied: list[str] = []
        """What went to the clipboard by OSC 52."""
        self._held = b""

    def take(self, data: bytes) -> None:
        """Look at more of the stream."""
        data = self._held + data
        unfinished = _UNFINISHED.search(data)
        end = unfinished.start() if unfinished else len(data)
        self._held = data[end:]
        at = 0
        for token in _TOKEN.finditer(data, 0, end):
            self._text(data[at : token.start()])
            self._sequence(token[0])
            at = token.end()
        self._text(data[at:end])

    def _sequence(self, sequence: bytes) -> None:
        if clipboard := _CLIPBOARD.fullmatch(sequence):
            self._clipboard(sequence, clipboard[1])
        elif not _KNOWN.fullmatch(sequence):
            self.strangers.append(sequence)

    def _clipboard(self, sequence: bytes, payload: bytes) -> None:
        try:
            text = base64.b64decode(payload, validate=True).decode()
        except (binascii.Error, UnicodeDecodeError):
            self.strangers.append(sequence)
            return
        self.copied.append(text)
        if not is_harmless(text.replace("\r\n", "\n")):
            self.strangers.append(text.encode())

    def _text(self, piece: bytes) -> None:
        try:
            text = piece.decode()
        except UnicodeDecodeError:
            self.strangers.append(piece)
            return
        if not is_harmless(_LINE_ENDS.sub("\n", text)):
            self.strangers.append(piece)


def strangers(raw: bytes) -> list[bytes]:
    """What in all that a program has sent does not belong there."""
    audit = Audit()
    audit.take(raw)
    return audit.strangers
