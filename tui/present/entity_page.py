"""All there is to say of an entity, as lines."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from store import address
from tui.present.styled import Line, fit, pad, pad_left, wrap
from tui.wording import conflict_word, mean

if TYPE_CHECKING:
    from store import CoOccurrence, EntityPage, Sayings

_BAR = "█"
_EIGHTHS = " ▁▂▃▄▅▆▇█"
_NAMES = 12
_USUAL, _SAYINGS = 4, 12


def about(page: EntityPage, sayings: Sayings, width: int) -> list[Line]:
    """Names, ids, conflicts and years of an entity."""
    entity = page.entity
    cases = "1 case" if entity.cases == 1 else f"{entity.cases:,} cases"
    lines: list[Line] = [((fit(entity.name, width - 30), "title"), (f" · {', '.join(entity.kinds)} · {cases}", "dim"))]
    for text in page.descriptions[:3]:
        lines += [((text[a:b], ""),) for a, b in wrap(text, width)]
    for curie in entity.curies:
        lines.append(((pad(curie, 28), "accent"), (fit(address(curie) or "", width - 28), "dim")))
    if not entity.curies:
        lines.append((("no id: known by its name alone", "dim"),))
    lines += [(), (("CASES BY YEAR", "head"),), *_years(page, width)]
    lines += [(), (("NAMES", "head"),)]
    for name in page.names[:_NAMES]:
        warning = "  ! unlike the usual names of this id" if name.unlike else ""
        lines.append(
            (
                (pad_left(f"{name.cases:,}", 7), "dim"),
                (f"  {fit(name.name, width // 2)}", "warn" if name.unlike else ""),
                (f"  {name.kind} {name.curie}", "dim"),
                (warning, "warn"),
            )
        )
    if len(page.names) > _NAMES:
        lines.append(((f"         and {len(page.names) - _NAMES:,} more", "dim"),))
    lines += _sections(sayings, width)
    if page.also:
        lines += [(), (("ALSO CALLED SO", "head"),)]
        lines += [((f"  {one.name}", ""), (f"  {one.id} · {one.cases:,} cases", "dim")) for one in page.also[:6]]
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
        room = max(8, width - 42 - (len(warning) + 3 if warning else 0))
        lines.append(
            (
                (pad_left(f"{one.cases:,}", 7), "dim"),
                (f"  {pad(one.section.replace('_', ' '), 9)}", ""),
                (f"  {fit(one.name, room)}", "warn" if warning else ""),
                (f"  {one.kind} {one.curie or 'no id'}", "dim"),
                (f"  ! {warning}" if warning else "", "warn"),
            )
        )
    return lines


def _years(page: EntityPage, width: int) -> list[Line]:
    """A bar for each year, one row high; the busiest year is named."""
    undated = f"{page.undated:,} without a date" if page.undated else ""
    years = page.years[-max(1, width - 30) :]
    if not years:
        return [((undated or "no case has a date", "dim"),)]
    most = max(cases for _, cases in years)
    bars = "".join(_EIGHTHS[-(-cases * 8 // most)] if most else " " for _, cases in years)
    busiest = next(year for year, cases in years if cases == most)
    said = f"  most in {busiest}: {most:,}" + (f" · {undated}" if undated else "")
    return [((f"{years[0][0]} ", "dim"), (bars, "accent"), (f" {years[-1][0]}", "dim"), (said, "dim"))]


def companion(one: CoOccurrence, width: int, *, cursor: bool) -> Line:
    """An entity that occurs with it: in how many cases, and in how many chance would have it."""
    times = one.cases / one.expected if one.expected else 0
    ratio = f"{times:,.1f}×" if times else ""
    kind = ", ".join(one.entity.kinds)
    room = width - 30
    return (
        (pad_left(f"{one.cases:,}", 7), ""),
        (pad_left(mean(one.expected), 9), "dim"),
        (pad_left(ratio, 9), "accent"),
        (f"  {fit(one.entity.name, room)}", "cursor.title" if cursor else ""),
        (f"  {kind}", "dim"),
    )


COMPANIONS: Sequence[Line] = (
    (),
    (("OCCURS WITH", "head"), ("   cases, expected by chance, how much more often", "dim")),
)
