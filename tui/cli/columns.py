"""How wide text is on a terminal, and lines that fit into it."""

from __future__ import annotations

import unicodedata

from store import shorten

_ZERO = frozenset({"Mn", "Me", "Cf"})


def cells(text: str) -> int:
    """How many columns of a terminal `text` takes: two for wide East Asian characters, none for combining marks."""
    if text.isascii():
        return len(text)
    return sum(_cells_of(character) for character in text)


def _cells_of(character: str) -> int:
    if unicodedata.category(character) in _ZERO:
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def fit(text: str, width: int) -> str:
    """`text` cut with `…` or filled with spaces to exactly `width` columns."""
    if cells(text) > width:
        if text.isascii():
            text = shorten(text, width)
        else:
            room, kept = width - 1, ""
            for character in text:
                room -= _cells_of(character)
                if room < 0:
                    break
                kept += character
            text = kept.rstrip() + "…"
    return text + " " * (width - cells(text))


def wrap(text: str, width: int, indent: str = "", hang: str = "") -> list[str]:
    """`text` on lines of at most `width` columns, broken at spaces; a longer word stands alone, uncut.

    The first line begins with `indent`, the others with `hang`.
    """
    lines: list[str] = []
    line, used, empty = indent, cells(indent), True
    for word in text.split(" "):
        size = cells(word)
        if not empty and used + 1 + size > width:
            lines.append(line)
            line, used, empty = hang, cells(hang), True
        line, used, empty = (line + word, used + size, False) if empty else (f"{line} {word}", used + 1 + size, False)
    return [*lines, line]
