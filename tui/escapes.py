"""The Esc key told from the beginning of a sequence, however the bytes arrive.

A terminal sends one byte for Esc, and the same byte in front of what it sends for an arrow. Textual takes Esc and what
follows within a tenth of a second for Alt and that key. On a line that stalls, and in tmux with its delay of half a
second, keys typed one after another arrive together: Esc would be lost, and what was typed after it act elsewhere.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

ESCAPE = "\x1b"
_BEGINS_SEQUENCE = frozenset("[O]P_^X")
"""What may follow an escape character in a sequence. Alone, with a pause behind it, each is a key typed after Esc."""
_PASTE, _PASTE_END = "\x1b[200~", "\x1b[201~"


class Escapes:
    """Cuts what was read where the Esc key was pressed. Keys of `alt` are those that Alt makes another key of."""

    def __init__(self, alt: Collection[str] = ()) -> None:
        self._alt = frozenset(alt)
        self._held = ""
        """An Esc has come last, perhaps with the beginning of a sequence; what follows says what it is."""
        self._paste_tail: str | None = None
        """The end of what was pasted so far, None outside of a paste."""

    def pieces(self, text: str) -> Iterator[str]:
        """What was read, in pieces: `ESCAPE` alone is the key, all else is as it was read."""
        if self._held:
            text, self._held = self._held + text, ""
        while text:
            piece = self._typed(text) if self._paste_tail is None else self._pasted(text)
            if piece:
                yield piece
            text = "" if self._held else text[len(piece) :]

    def quiet(self) -> Iterator[str]:
        """Nothing has come for a while: an Esc that came last was the key, and what came with it another."""
        if self._held:
            typed, self._held = self._held[1:], ""
            yield ESCAPE
            if typed:
                yield typed

    def _typed(self, text: str) -> str:
        """The first piece of `text`: up to where an Esc key stands or a paste begins, or that key."""
        at = text.find(ESCAPE)
        while at >= 0:
            after = text[at + 1 : at + 2]
            if not after or (after in _BEGINS_SEQUENCE and at + 2 == len(text)):
                if at == 0:
                    self._held = text
                return text[:at]
            if text.startswith(_PASTE, at):
                self._paste_tail = ""
                return text[: at + len(_PASTE)]
            if after not in _BEGINS_SEQUENCE and after not in self._alt:
                return text[:at] or ESCAPE
            at = text.find(ESCAPE, at + 1)
        return text

    def _pasted(self, text: str) -> str:
        """What of `text` is pasted, with the mark that ends it."""
        assert self._paste_tail is not None
        seen = self._paste_tail + text
        end = seen.find(_PASTE_END)
        if end < 0:
            self._paste_tail = seen[-(len(_PASTE_END) - 1) :]
            return text
        piece = text[: end + len(_PASTE_END) - len(self._paste_tail)]
        self._paste_tail = None
        return piece
