"""A line of text being typed, as a value, and how it is painted."""

from __future__ import annotations

from typing import Self

from msgspec import Struct
from msgspec.structs import replace
from rich.cells import cell_len

from store import clean, clean_line, pattern
from tui.present.styled import Line

_WORD_BEFORE = pattern(r"\S+\s*$")
_LETTERS_A_CELL = 8
"""More than share a cell of the terminal (letters with their marks, joined emoji): what lies further from the cursor
than a width of those is out of view, however much was pasted."""


class Field(Struct, frozen=True):
    """What was typed and where the cursor stands in it (0 is before the first character)."""

    text: str = ""
    cursor: int = 0

    @classmethod
    def of(cls, before: str, after: str = "") -> Self:
        """A field that holds both texts, cleaned and on one line, with the cursor between them.

        Cleaned as a whole: letters that come one by one (decomposed accents, Hangul) are composed as they come.
        """
        if before.isascii() and after.isascii() and before.isprintable() and after.isprintable():
            return cls(before + after, len(before))
        left, whole = (cls.cleaned(text) for text in (before, before + after))
        return cls(whole, min(len(left), len(whole)))

    @staticmethod
    def cleaned(text: str) -> str:
        """A text as it may stand in the field."""
        return clean(text).replace("\n", " ")

    def typed(self, text: str) -> Self:
        """With `text` put in at the cursor; what is pasted becomes one line."""
        text = text if len(text) == 1 else clean_line(text)
        return self.of(self.text[: self.cursor] + text, self.text[self.cursor :])

    def edited(self, key: str) -> Self | None:
        """After an editing key; None for a key that does not edit."""
        text, cursor = self.text, self.cursor
        match key:
            case "left" | "ctrl+b":
                return replace(self, cursor=max(0, cursor - 1))
            case "right" | "ctrl+f":
                return replace(self, cursor=min(len(text), cursor + 1))
            case "home" | "ctrl+a":
                return replace(self, cursor=0)
            case "end" | "ctrl+e":
                return replace(self, cursor=len(text))
            case "backspace" | "ctrl+h":
                return self.of(text[: max(0, cursor - 1)], text[cursor:])
            case "delete" | "ctrl+d":
                return self.of(text[:cursor], text[cursor + 1 :])
            case "ctrl+w":
                return self.of(_WORD_BEFORE.sub("", text[:cursor]), text[cursor:])
            case "ctrl+u":
                return self.of("", text[cursor:])
            case "ctrl+k":
                return self.of(text[:cursor])
        return None

    def painted(self, width: int, *, mistake: int | None = None) -> Line:
        """The field in at most `width` cells with its cursor in view; what follows column `mistake` makes no sense."""
        start = max(0, self.cursor - width * _LETTERS_A_CELL)
        while cell_len(self.text[start : self.cursor]) >= max(1, width - 1):
            start += 1
        end = min(len(self.text), self.cursor + width * _LETTERS_A_CELL)
        while end > self.cursor and cell_len(self.text[start:end]) >= width:
            end -= 1
        good = len(self.text) if mistake is None else mistake
        under = self.text[self.cursor] if self.cursor < end else " "
        spans = [
            (self.text[start : min(self.cursor, max(start, good))], "field"),
            (self.text[max(start, min(self.cursor, good)) : self.cursor], "error"),
            (under, "field.cursor"),
            (self.text[self.cursor + 1 : end], "field" if good >= len(self.text) else "error"),
        ]
        return tuple(span for span in spans if span[0])

    def column(self, width: int) -> int:
        """The cell of the cursor when painted in `width` cells."""
        return min(cell_len(self.text[: self.cursor]), max(0, width - 1))
