"""All there is to say of an entity, as lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len

from store import address
from tui.present.styled import Line, Span, fit, pad, pad_left, width_of, wrap
from tui.wording import conflict_word, counted, mean

if TYPE_CHECKING:
    from store import CoOccurrence, EntityPage, Sayings

_EIGHTHS = " ▁▂▃▄▅▆▇█"
_NAMES = 12
_USUAL, _SAYINGS = 4, 12
_CURIE, _INDENT = 28, 9
_NARROW = 56
"""In fewer cells what occurs with it leaves no room for what chance would have."""


def about(page: EntityPage, sayings: Sayings, width: int) -> list[Line]:
    """Names, ids, conflicts and years of an entity."""
    entity = page.entity
    what = f"{', '.join(entity.kinds)} · {counted(entity.cases, 'case')}"
    lines: list[Line] = _beside(entity.name, "title", f" · {what}", width)
    for text in page.descriptions[:3]:
        lines += _wrapped(text, "", width)
    for curie in entity.curies:
        page_of_it = address(curie) or ""
        lines += _beside(pad(curie, _CURIE) if page_of_it else curie, "accent", page_of_it, width)
    if not entity.curies:
        lines.append((("no id: known by its name alone", "dim"),))
    lines += [(), (("CASES BY YEAR", "head"),), *_years(page, width)]
    lines += [(), (("NAMES", "head"),)]
    for name in page.names[:_NAMES]:
        line: Line = (
            (pad_left(f"{name.cases:,}", 7), "dim"),
            (f"  {fit(name.name, max(width // 2, width - 46))}", "warn" if name.unlike else ""),
        )
        warning = "! unlike the usual names of this id" if name.unlike else ""
        lines += _with_more(line, (f"{name.kind} {name.curie}", "dim"), (warning, "warn"), width)
    if len(page.names) > _NAMES:
        lines.append(((f"         and {len(page.names) - _NAMES:,} more", "dim"),))
    lines += _sections(sayings, width)
    if page.also:
        lines += [(), (("ALSO CALLED SO", "head"),)]
        for one in page.also[:6]:
            lines += _beside(f"  {one.name}", "", f"  {one.id} · {counted(one.cases, 'case')}", width)
    return lines


def _wrapped(text: str, role: str, width: int, indent: int = 0) -> list[Line]:
    return [((" " * indent + text[a:b], role),) for a, b in wrap(text, max(8, width - indent))]


def _beside(text: str, role: str, more: str, width: int) -> list[Line]:
    """`text` and `more` on one line where they fit it, else below one another."""
    if cell_len(text) + cell_len(more) <= width:
        return [((text, role), (more, "dim"))]
    return [*_wrapped(text.rstrip(), role, width), *_wrapped(more.strip(" ·"), "dim", width, 2)]


def _with_more(line: Line, more: Span, warning: Span, width: int) -> list[Line]:
    """A line with what else there is to say, and a warning, behind it; what does not fit stands below, never cut."""
    lines = [line]
    for text, role in (more, warning):
        if text and width_of(lines[-1]) + 2 + cell_len(text) <= width:
            lines[-1] = (*lines[-1], (f"  {text}", role))
        elif text:
            lines += _wrapped(text, role, width, _INDENT)
    return lines


def _sections(sayings: Sayings, width: int) -> list[Line]:
    """What each section says of it: the usual, and all that disagrees."""
    shown = [one for at, one in enumerate(sayings.said) if at < _USUAL or one.conflict][:_SAYINGS]
    if not shown:
        return []
    of = "" if sayings.read == sayings.cases else f"   in the newest {sayings.read:,} cases"
    lines: list[Line] = [(), (("WHAT THE SECTIONS SAY", "head"), (of, "dim"))]
    for one in shown:
        warning = conflict_word(one.conflict)
        line: Line = (
            (pad_left(f"{one.cases:,}", 7), "dim"),
            (f"  {pad(one.section.replace('_', ' '), 9)}", ""),
            (f"  {fit(one.name, max(width - 20, 8))}", "warn" if warning else ""),
        )
        warning = f"! {warning}" if warning else ""
        lines += _with_more(line, (f"{one.kind} {one.curie or 'no id'}", "dim"), (warning, "warn"), width)
    return lines


def _years(page: EntityPage, width: int) -> list[Line]:
    """A bar for each year, one row high; the busiest year is named."""
    undated = f"{page.undated:,} without a date" if page.undated else ""
    years = page.years[-max(1, width - 12) :]
    if not years:
        return [((undated or "no case has a date", "dim"),)]
    most = max(cases for _, cases in years)
    bars = "".join(_EIGHTHS[-(-cases * 8 // most)] if most else " " for _, cases in years)
    busiest = next(year for year, cases in years if cases == most)
    said = f"most in {busiest}: {most:,}" + (f" · {undated}" if undated else "")
    row: Line = ((f"{years[0][0]} ", "dim"), (bars, "accent"), (f" {years[-1][0]}", "dim"))
    if width_of(row) + 2 + cell_len(said) <= width:
        return [(*row, (f"  {said}", "dim"))]
    return [row, *_wrapped(said, "dim", width)]


def companions_heading(width: int) -> list[Line]:
    """What stands above the entities that occur with it, and says what their numbers are."""
    numbers = "cases, expected by chance, how much more often" if width >= _NARROW else "cases, × more than by chance"
    return [(), *_beside("OCCURS WITH", "head", f"   {numbers}", width)]


def companion(one: CoOccurrence, width: int, *, cursor: bool) -> Line:
    """An entity that occurs with it: in how many cases, and in how many chance would have it."""
    times = one.cases / one.expected if one.expected else 0
    ratio = f"{times:,.1f}×" if times else ""
    kind = ", ".join(one.entity.kinds)
    narrow = width < _NARROW
    numbers: Line = (
        (pad_left(f"{one.cases:,}", 5 if narrow else 7), ""),
        ("" if narrow else pad_left(mean(one.expected), 9), "dim"),
        (pad_left(ratio, 9), "accent"),
    )
    room = width - width_of(numbers) - 2
    name = fit(one.entity.name, room if narrow else room - 3)
    return (
        *numbers,
        (f"  {name}", "cursor.title" if cursor else ""),
        (f"  {kind}" if cell_len(name) + 2 + cell_len(kind) <= room else "", "dim"),
    )
