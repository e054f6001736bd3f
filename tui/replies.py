"""What a terminal answers comes in among the keys: late, in pieces, damaged. It is taken out here and never pressed.

Asked for are the colour of the background (OSC 11, as xterm's ctlseqs describes it) and, right behind it, what kind of
terminal it is (DA1), which nearly all of them answer: after that no colour will come any more.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from textual.message import Message

from store import pattern

QUESTION = "\x1b]11;?\x1b\\\x1b[c"
_ESCAPE, _BELL, _ST = "\x1b", "\x07", "\x9c"
_COLOUR_REPLY = "\x1b]11;"
_BEGINNING = pattern(r"\x1b(?:\](?:1(?:1)?)?|\[(?:\?[0-9;]*)?)?")
"""What may still become a reply."""
_KIND_REPLY = pattern(r"\x1b\[\?[0-9;]*c")
_IN_COLOURS = frozenset("rgba:/#0123456789abcdefABCDEF")
_COLOUR = pattern(
    r"rgba?:([0-9a-f]{1,4})/([0-9a-f]{1,4})/([0-9a-f]{1,4})(?:/[0-9a-f]{1,4})?|#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})",
    re.IGNORECASE,
)
_LONGEST = 64
_HOLD_SECONDS = 0.4
"""So long the beginning of what may be a reply waits for the rest before it is taken for keys."""
_BREAK_SECONDS = 2.0
"""After so long a pause inside a reply what comes next is keys, unless it is the very rest of the reply."""
_EXPECT_SECONDS = 10.0
"""So long after the question a lone Esc waits for what may follow it."""


class GroundTold(Message):
    """The terminal has said how bright its background is."""

    def __init__(self, ground: str) -> None:
        super().__init__()
        self.ground = ground
        """`dark` or `light`."""


def ground_of(answer: str) -> str:
    """`dark` or `light` for a colour as terminals write it (`rgb:1e1e/1e1e/2e2e`); empty where it is none."""
    found = _COLOUR.fullmatch(answer)
    if found is None:
        return ""
    red, green, blue = (int(digits, 16) / (16 ** len(digits) - 1) for digits in found.groups() if digits)
    bright = 0.2126 * red**2.2 + 0.7152 * green**2.2 + 0.0722 * blue**2.2
    return "light" if bright > 0.179 else "dark"  # where black and white stand out equally


class Replies:
    """Keys out of what was read; `told` gets the ground when an answer has come whole.

    Times are seconds on any clock that goes forward.
    """

    def __init__(self, told: Callable[[str], None]) -> None:
        self._told = told
        self._held = ""
        """May become a reply; its first character has been handed on already where `_escape_gone`."""
        self._escape_gone = False
        self._body: str | None = None
        """What has come of a colour, None outside of a reply."""
        self._broken = ""
        """The beginning of a reply after which nothing came for long."""
        self._last = 0.0
        self._asked: float | None = None

    def ask(self, now: float) -> None:
        """The question is being sent."""
        self._asked = now

    def is_expecting(self, now: float) -> bool:
        """Whether an answer may be on its way."""
        return self._asked is not None and now - self._asked < _EXPECT_SECONDS

    def keys(self, text: str, now: float) -> str:
        """What of `text` was typed."""
        typed = self.tick(now)
        self._last = now
        if self._broken:
            text = self._without_rest(text)
        for character in text:
            typed += self._taken(character)
        if self._held == _ESCAPE and not self.is_expecting(now):
            typed += self._let_go(keep=True)
        return typed

    def tick(self, now: float) -> str:
        """What was held back and has turned out to be typed; to be called now and then."""
        patience = _BREAK_SECONDS if self.is_expecting(now) and self._held.startswith("\x1b]") else _HOLD_SECONDS
        if self._held and now - self._last >= patience:
            return self._let_go(keep=self._held == _ESCAPE)
        if self._body is not None and now - self._last >= _BREAK_SECONDS:
            self._broken, self._body = self._body, None
        return ""

    def _let_go(self, *, keep: bool) -> str:
        """What is held, as keys; with `keep` an Esc is remembered, since the rest of a reply may still come."""
        typed = self._held[1:] if self._escape_gone else self._held
        keep = keep and bool(typed) and self._asked is not None
        self._held, self._escape_gone = (_ESCAPE, True) if keep else ("", False)
        return typed

    def _taken(self, character: str) -> str:
        if self._body is not None:
            return self._in_colour(character)
        if not self._held:
            if character != _ESCAPE:
                return character
            self._held = character
            return ""
        if self._escape_gone and self._held == _ESCAPE and character != "]":
            self._held, self._escape_gone = "", False
            return self._taken(character)
        self._held += character
        if self._held == _COLOUR_REPLY:
            self._held, self._escape_gone, self._body = "", False, ""
        elif _KIND_REPLY.fullmatch(self._held):
            self._held, self._asked = "", None
        elif not _BEGINNING.fullmatch(self._held) or len(self._held) > _LONGEST:
            typed = self._held[1:-1] if self._escape_gone else self._held[:-1]
            self._held, self._escape_gone = "", False
            return typed + self._taken(character)
        return ""

    def _in_colour(self, character: str) -> str:
        assert self._body is not None
        if self._body.endswith(_ESCAPE):
            body, self._body = self._body[:-1], None
            if character == "\\":
                self._end(body)
                return ""
            return self._taken(_ESCAPE) + self._taken(character)
        if character in (_BELL, _ST):
            body, self._body = self._body, None
            self._end(body)
            return ""
        if character == _ESCAPE or character in _IN_COLOURS:
            self._body += character
            if len(self._body) > _LONGEST:
                self._body = None
            return ""
        return character  # typed while the answer came in pieces

    def _end(self, body: str) -> None:
        ground = ground_of(body)
        if ground:
            self._told(ground)

    def _without_rest(self, text: str) -> str:
        """`text` without the rest of the reply that broke off, where it begins with that."""
        broken, self._broken = self._broken, ""
        if broken.endswith(_ESCAPE) and text.startswith("\\"):
            self._end(broken[:-1])
            return text[1:]
        end = min((at for at in (text.find(mark) for mark in (_BELL, "\x1b\\", _ST)) if at >= 0), default=-1)
        if end < 0 or not _COLOUR.fullmatch(broken.removesuffix(_ESCAPE) + text[:end]):
            return text
        self._end(broken + text[:end])
        return text[end + (2 if text[end] == _ESCAPE else 1) :]
