"""Styled text as values: what the painting functions return and the widgets turn into strips.

A `Span` is a text and the role it plays (`"dim"`, `"title"`, `"kind.gene"`, …); which colours a role has is a matter
of the theme (`tui.themes`). All widths are in terminal cells.
"""

from __future__ import annotations

from collections.abc import Iterable

from rich.cells import cell_len, chop_cells, set_cell_size

Span = tuple[str, str]
"""A text on one line and its role."""

Line = tuple[Span, ...]
"""One line of a pane, from left to right."""

ELLIPSIS = "…"


def width_of(line: Iterable[Span]) -> int:
    """The width of a line in cells."""
    return sum(cell_len(text) for text, _ in line)


def fit(text: str, width: int) -> str:
    """`text` in at most `width` cells, cut at a letter border with `…` where it is longer."""
    if width <= 0:
        return ""
    if cell_len(text) <= width:
        return text
    return set_cell_size(text, width - 1).rstrip() + ELLIPSIS


def whole_parts(text: str, width: int) -> str:
    """As many whole parts of `text`, which stand between dots, as fit; the first and the last stay longest.

    Before a part is left out, the last one, which says how to leave, is cut down to its key.
    """
    parts = text.split(" · ")
    while True:
        for last in (parts[-1], parts[-1].split(" ")[0]):
            shown = " · ".join([*parts[:-1], last])
            if cell_len(shown) <= width:
                return shown
        if len(parts) == 1:
            return fit(parts[0], width)
        del parts[-2]


def pad(text: str, width: int) -> str:
    """`text` in exactly `width` cells, cut or filled up with spaces on the right."""
    text = fit(text, width)
    return text + " " * (width - cell_len(text))


def pad_left(text: str, width: int) -> str:
    """`text` in exactly `width` cells, cut or filled up with spaces on the left."""
    text = fit(text, width)
    return " " * (width - cell_len(text)) + text


def spread(left: Iterable[Span], right: Iterable[Span], width: int) -> Line:
    """A line of exactly `width` cells with `left` at its left end and `right` at its right end, `left` cut first."""
    right = clip(tuple(right), width)
    room = width - width_of(right)
    left = clip(tuple(left), room - 1 if right else room)
    gap = width - width_of(left) - width_of(right)
    return (*left, (" " * gap, ""), *right)


def tinted(line: Line, width: int) -> Line:
    """`line` as the row of the cursor: filled up to `width` cells, with the cursor's background."""
    filled = (*line, (" " * max(0, width - width_of(line)), ""))
    return tuple((text, f"{role}+cursor.row" if role else "cursor.row") for text, role in filled if text)


def clip(line: Line, width: int) -> Line:
    """`line` in at most `width` cells, cut with `…`."""
    if width_of(line) <= width:
        return line
    out: list[Span] = []
    room = width
    for text, role in line:
        size = cell_len(text)
        if size < room:
            out.append((text, role))
            room -= size
            continue
        out.append((fit(text + " " if size == room else text, room), role))
        break
    return tuple(out)


def wrap(text: str, width: int) -> list[tuple[int, int]]:
    """Where to break `text` into lines of at most `width` cells: (start, end) offsets, white space at breaks left out.

    Breaks at spaces and line feeds, after hyphens and slashes only where a word would not fit a line at all; a word
    longer than a line is cut at letter borders.
    """
    width = max(1, width)
    lines: list[tuple[int, int]] = []
    offset = 0
    for paragraph in text.split("\n"):
        lines.extend(_wrap_paragraph(text, offset, offset + len(paragraph), width))
        offset += len(paragraph) + 1
    return lines


def wrapped(text: str, width: int, rows: int) -> list[str]:
    """`text` in at most `rows` lines of at most `width` cells; the last one ends with `…` where there is more."""
    lines = [text[start:end] for start, end in wrap(text, width)]
    rows = max(1, rows)
    return lines if len(lines) <= rows else [*lines[: rows - 1], fit(f"{lines[rows - 1]} {ELLIPSIS}", width)]


def reflowed(lines: Iterable[Line], width: int) -> list[Line]:
    """Lines of which those that are longer than `width` cells are wrapped, below their own indent."""
    out: list[Line] = []
    for line in lines:
        if width_of(line) <= width:
            out.append(line)
            continue
        text = "".join(part for part, _ in line)
        indent = len(text) - len(text.lstrip(" "))
        roles, start = [], 0
        for part, role in line:
            roles.append((start, start + len(part), role))
            start += len(part)
        for first, last in wrap(text[indent:], width - indent):
            out.append(((" " * indent, ""), *marked(text, first + indent, last + indent, roles, "")))
    return out


def _wrap_paragraph(text: str, start: int, end: int, width: int) -> list[tuple[int, int]]:
    lines: list[tuple[int, int]] = []
    line_start = line_end = start
    used = 0
    position = start
    while position < end:
        word_end = text.find(" ", position, end)
        if word_end == -1:
            word_end = end
        size = cell_len(text[position:word_end])
        gap = position - line_end
        if used and used + gap + size > width:
            lines.append((line_start, line_end))
            line_start, used, gap = position, 0, 0
        if size > width:
            while position < word_end:
                if used:
                    lines.append((line_start, line_end))
                piece = _piece(text[position:word_end], width)
                line_start = position
                position += len(piece)
                line_end = position
                used = cell_len(piece)
        else:
            used += gap + size
            line_end = word_end
        position = word_end
        while position < end and text[position] == " ":
            position += 1
    lines.append((line_start, line_end))
    return lines


def _piece(word: str, width: int) -> str:
    """The beginning of a long word that fits `width` cells, cut after a slash in its second half where there is one.

    At least one character that takes a cell, be it wider than that.
    """
    bare = 0
    while bare < len(word) - 1 and not cell_len(word[bare]):
        bare += 1
    rest = word[bare : bare + width + 1]
    piece = word[:bare] + (next(iter(chop_cells(rest, width)), "") or rest[0])
    slash = piece.rfind("/") + 1
    return piece[:slash] if len(word) > len(piece) and slash > len(piece) // 2 else piece


def marked(text: str, start: int, end: int, marks: Iterable[tuple[int, int, str]], role: str) -> Line:
    """The part `start:end` of `text` as spans: `role`, and inside each of `marks` (start, end, role) that mark's role.

    `marks` are in order and do not overlap.
    """
    out: list[Span] = []
    position = start
    for mark_start, mark_end, mark_role in marks:
        if mark_end <= position:
            continue
        if mark_start >= end:
            break
        if mark_start > position:
            out.append((text[position:mark_start], role))
        inner = max(position, mark_start)
        out.append((text[inner : min(end, mark_end)], mark_role))
        position = min(end, mark_end)
    if position < end:
        out.append((text[position:end], role))
    return tuple(out)
