"""How a case looks in a list."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec import Struct
from rich.cells import cell_len

from tui.configuration import DEFAULT_COLUMNS
from tui.present.people import family_name
from tui.present.styled import Line, Span, fit, pad, spread, tinted, wrap

if TYPE_CHECKING:
    from store import CaseRow, Flags, Snippet

COMPACT_BELOW = 30
"""A list narrower than this gives each case one line."""


class CaseState(Struct, frozen=True):
    """What a list shows of a case beside the case itself."""

    cursor: bool = False
    """The cursor is on it."""
    active: bool = False
    """The pane has the keys."""
    mark: int = 0
    """Its place in the order of marking, from 1; 0 is not marked."""
    marks: int = 0
    """How many cases are marked in all: the numbers of all of them stand in one column."""
    flags: str = ""
    """Signs of the notebook, as `signs_of` gives them."""
    columns: Sequence[str] = DEFAULT_COLUMNS
    """What is shown beside the title."""
    snippet: Snippet | None = None
    """The sentence that matched."""


def signs_of(flags: Flags, columns: Sequence[str]) -> str:
    """What the notebook says of a case in signs: `★` starred, `#` tagged, `✎` with a note, `•` unread."""
    signs = {
        "stars": "★" if flags.starred else "",
        "tags": "#" if flags.tagged else "",
        "notes": "✎" if flags.noted else "",
        "unread": "" if flags.read else "•",
    }
    return "".join(signs.get(column, "") for column in columns)


def year_of(row: CaseRow) -> str:
    """The year of a case for a narrow column; empty where the date holds none."""
    date = row.date or ""
    return next((part for part in (date[:4], date[-4:]) if len(part) == 4 and part.isdigit() and part != "0000"), "")


def first_author(row: CaseRow) -> str:
    """The first author's family name; empty where there is none."""
    return family_name(row.authors[0]) if row.authors else ""


def case_lines(row: CaseRow | None, state: CaseState, width: int, height: int) -> list[Line]:
    """A case in `height` lines (1: year, author, title; 2: title first; 3: with the matching sentence)."""
    if row is None:
        return [(*_lead(state, 0), ("…", "dim")), *[_lead(state, n) for n in range(1, height)]]
    compact = height == 1 or (height == 2 and state.snippet is not None)
    lines = [_compact(row, state, width)] if compact else _two_lines(row, state, width)
    if state.snippet is not None:
        lines.append(_lead(state, len(lines)) + _snippet(state.snippet, width - 2 - _lead_width(state)))
    lines += [_lead(state, n) for n in range(len(lines), height)]
    return [tinted(line, width) for line in lines[:height]] if state.cursor else lines[:height]


def _lead(state: CaseState, line: int) -> Line:
    glyph = ("▌" if state.active else "▏") if state.cursor else " "
    mark = str(state.mark) if state.mark and line == 0 else ""
    return ((glyph, "cursor"), (pad(mark, _lead_width(state) - 1), "mark"))


def _lead_width(state: CaseState) -> int:
    """Cells for the cursor, the digits of the last mark, and one that is free."""
    return 2 + max(1, len(str(state.marks)))


def _title_role(state: CaseState) -> str:
    return "cursor.title" if state.cursor else ""


def _two_lines(row: CaseRow, state: CaseState, width: int) -> list[Line]:
    room = width - 1 - _lead_width(state)
    title = row.title
    breaks = wrap(title, room)
    first = title[slice(*breaks[0])]
    rest = title[breaks[1][0] :] if len(breaks) > 1 else ""
    right = _beside(row, state, room // 2)
    right_width = sum(cell_len(text) for text, _ in right)
    role = _title_role(state)
    spare = "" if "journal" in state.columns else row.journal or ""
    left: Span = (fit(rest or spare, room - right_width - 2), role if rest else "dim")
    return [
        (*_lead(state, 0), (first, role)),
        (*_lead(state, 1), *spread((left,), right, room)),
    ]


def _beside(row: CaseRow, state: CaseState, room: int) -> Line:
    """What stands at the right of the second line, in the order of the columns; names give way first."""
    room -= 1 + max(1, cell_len(state.flags))
    texts = [(column, _text_of(row, column)) for column in state.columns]
    dates = sum(cell_len(text) + 1 for column, text in texts if column in ("year", "date"))
    names = [column for column, text in texts if column in ("author", "journal") and text]
    each = max(0, room - dates) // max(1, len(names))
    words = [fit(text, each) if column in names else text for column, text in texts]
    return ((fit(" ".join(word for word in words if word), room), "dim"), (f" {state.flags or ' '}", "star"))


def _text_of(row: CaseRow, column: str) -> str:
    match column:
        case "year":
            return year_of(row)
        case "date":
            return row.date or ""
        case "author":
            return first_author(row)
        case "journal":
            return row.journal or ""
    return ""


_COLUMN_WIDTHS = {"year": 5, "date": 11, "author": 11, "journal": 18}
_TITLE_AT_LEAST = 40
_TITLE_WITH_YEAR = 20


def _compact(row: CaseRow, state: CaseState, width: int) -> Line:
    room = width - 1 - _lead_width(state)
    left = room - 2
    spans: list[Span] = []
    wanted = [column for column in state.columns if column in _COLUMN_WIDTHS]
    for column in sorted(wanted, key=lambda column: column not in ("year", "date")):
        size = _COLUMN_WIDTHS[column]
        if left - size >= (_TITLE_WITH_YEAR if column in ("year", "date") else _TITLE_AT_LEAST):
            spans.append((pad(_text_of(row, column), size - 1) + " ", "dim"))
            left -= size
    title = fit(row.title, left)
    return (*_lead(state, 0), *spread((*spans, (title, _title_role(state))), ((state.flags, "star"),), room))


def _snippet(snippet: Snippet, room: int) -> Line:
    """The part of the sentence around its first match that fits, matches marked."""
    text = snippet.text
    start = 0
    if snippet.spans and cell_len(text[: snippet.spans[0][1]]) > room - 8:
        start = max(0, min(snippet.spans[0][0] - room // 3, len(text) - room + 3))
        start = text.find(" ", start, snippet.spans[0][0]) + 1 or start
    shown = ("…" if start else "") + text[start:]
    shift = start - (1 if start else 0)
    out: list[Span] = [("  ", "")]
    position = 0
    cut = fit(shown, room - 2)
    for start_of_match, end_of_match in snippet.spans:
        first, last = max(position, start_of_match - shift), min(len(cut), end_of_match - shift)
        if first < last:
            out += [(cut[position:first], "dim"), (cut[first:last], "match")]
            position = last
    out.append((cut[position:], "dim"))
    return tuple(span for span in out if span[0])
