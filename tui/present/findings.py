"""How the findings of a case are laid out: title block, TL;DR, contribution, key findings, abstract, and the rest.

A text is laid out once for a width; every line knows which part of which text it shows, so that mentions, matches and
the gutter of kinds follow from offsets.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct
from rich.cells import cell_len

from store import read_date
from tui.present.kinds import kind_letter, kind_role
from tui.present.people import family_and_initials
from tui.present.styled import Line, Span, fit, marked, pad_left, wrap

if TYPE_CHECKING:
    from store import Case, CasePage, Entry, Field, Items, Named

GUTTER = 4
"""Cells on the right that tell the kinds named in a line."""
_MARGIN = 1
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
WIDEST = 100
"""Longer lines than this are hard to read."""


class Stop(Struct, frozen=True):
    """Somewhere `n` goes to: a match or a mention."""

    field: Field
    start: int
    end: int
    entity: int | None = None
    """The entity's index in the page where it is a mention."""


class TextLine(Struct, frozen=True):
    """A line of the laid-out text, which part of which field it shows, and how."""

    field: Field | None
    text: str
    start: int
    end: int
    role: str = ""
    lead: Span = ("", "")
    """Stands before it: a number, an indent."""
    fixed: Line = ()
    """For lines that show no field: what they show."""


def lay_out(page: CasePage, width: int, entry: Entry | None = None) -> list[TextLine]:
    """The whole findings pane in lines of at most `width` cells; `entry` is what the notebook holds on the case."""
    room = max(8, min(width, WIDEST + GUTTER + _MARGIN) - GUTTER - _MARGIN)
    case = page.case
    lines = _paragraph(("title", 0), case.title, room, "title")
    lines += [_fixed((text, "dim")) for text in _byline(case, room)]
    lines += _kept(entry, room) if entry is not None else []
    for heading, field in (("TL;DR", "tldr"), ("Contribution", "contribution")):
        text = getattr(case, field)
        if text:
            lines += [*_heading(heading), *_paragraph((field, 0), text, room)]
    if case.key_findings:
        lines += _heading("Key findings")
        digits = len(str(len(case.key_findings)))
        for index, finding in enumerate(case.key_findings):
            lines += _paragraph(("key_findings", index), finding, room, number=pad_left(str(index + 1), digits))
    if case.abstract:
        lines += _heading("Abstract")
        for index, paragraph in enumerate(case.abstract):
            if index:
                lines.append(_fixed())
            lines += _paragraph(("abstract", index), paragraph, room)
    for index, section in enumerate(case.other_sections):
        lines += _heading(section.heading or "Also in the file")
        lines += _paragraph(("other_sections", index), section.text, room)
    lines += _whereabouts(case, room)
    if not (case.tldr or case.contribution or case.key_findings or case.abstract or case.other_sections):
        lines += [_fixed(), _fixed(("The file gives no findings and no abstract.", "dim"))]
    return lines


def _fixed(*spans: Span) -> TextLine:
    return TextLine(None, "", 0, 0, fixed=tuple(spans))


def _dim(text: str, room: int) -> list[TextLine]:
    return [_fixed((text[start:end], "dim")) for start, end in wrap(text, room)]


def _heading(text: str) -> list[TextLine]:
    return [_fixed(), _fixed((text.upper(), "head"))]


def _paragraph(field: Field, text: str, room: int, role: str = "", number: str = "") -> list[TextLine]:
    indent = cell_len(number) + 1 if number else 0
    lines = []
    for count, (start, end) in enumerate(wrap(text, room - indent)):
        lead = (f"{number} " if count == 0 else " " * indent, "accent") if number else ("", "")
        lines.append(TextLine(field, text, start, end, role, lead))
    return lines


def byline_date(text: str | None) -> str:
    """A date as people write it: `11 Feb 2026`; as the file gives it where nothing in it is certain."""
    date, remark = read_date(text)
    if date is None or remark:
        return text or ""
    parts = [str(date.day)] if date.day else []
    if date.month:
        parts.append(_MONTHS[date.month - 1])
    return " ".join([*parts, str(date.year)])


def short_authors(authors: Sequence[str], room: int) -> str:
    """As many authors as fit, family name and initials, then how many more: `Gao S, Wu J +8`."""
    names = [family_and_initials(author) for author in authors[:40]]
    shown = ""
    for count, name in enumerate(names, start=1):
        rest = len(authors) - count
        longer = f"{shown}, {name}" if shown else name
        if count > 1 and cell_len(longer) + (len(f" +{rest:,}") if rest else 0) > room:
            return f"{shown} +{len(authors) - count + 1:,}"
        shown = longer
    return f"{shown} +{len(authors) - len(names):,}" if len(authors) > len(names) else shown


def _byline(case: Case, room: int) -> Iterable[str]:
    if case.authors:
        yield fit(short_authors(case.authors, room), room)
    ids = (case.pmcid, f"PMID {case.pmid}" if case.pmid else None, f"doi {case.doi}" if case.doi else None)
    parts = [part for part in (case.journal, byline_date(case.date), *ids) if part] or [case.id]
    line = ""
    for part in parts:
        longer = f"{line} · {part}" if line else part
        if cell_len(longer) <= room:
            line = longer
            continue
        if line:
            yield line
        *whole, line = (part[start:end] for start, end in wrap(part, room))
        yield from whole
    yield line


def _kept(entry: Entry, room: int) -> list[TextLine]:
    """The person's own tags and note."""
    lines: list[TextLine] = []
    for sign, text in (("#", " ".join(entry.tags)), ("✎", entry.note or "")):
        shown = wrap(text, room - 2) if text else []
        lines += [_fixed((f"{' ' if start else sign} {text[start:end]}", "star")) for start, end in shown]
    return lines


def _whereabouts(case: Case, room: int) -> list[TextLine]:
    lines: list[TextLine] = []
    if case.full_text.text:
        lines += [_fixed(("In the file: f reads it here.", "dim"))]
    elif case.full_text.url:
        lines += _dim(f"Elsewhere: {case.full_text.url}", room)
    if lines:
        lines = [*_heading("Full text"), *lines]
    for heading, items in (("Figures", case.figures), ("References", case.references)):
        lines += _items(heading, items, room)
    if case.url:
        lines += [*_heading("Source"), *_dim(case.url, room)]
    return lines


def _items(heading: str, items: Items, room: int) -> list[TextLine]:
    if not items.count and not items.items and not items.url:
        return []
    count = items.count if items.count is not None else len(items.items) or None
    lines = _heading(f"{heading} {count:,}" if count is not None else heading)
    for item in items.items:
        lines += [_fixed((item[start:end], "")) for start, end in wrap(item, room)]
    if items.url and not items.items:
        lines += _dim(f"Elsewhere: {items.url}", room)
    return lines


def paint_line(
    line: TextLine,
    width: int,
    page: CasePage,
    matches: Mapping[Field, Sequence[tuple[int, int]]],
    current: Stop | None,
) -> Line:
    """One laid-out line with its mentions, matches and gutter."""
    if line.field is None:
        return (" " * _MARGIN, ""), *line.fixed
    named = page.named.get(line.field, ())
    marks = _marks(line, named, page, matches.get(line.field, ()), current)
    body = marked(line.text, line.start, line.end, marks, line.role)
    lead = ((" " * _MARGIN + line.lead[0], line.lead[1]),)
    gutter = _gutter([spot for spot in named if spot.end > line.start and spot.start < line.end], page)
    if not gutter:
        return (*lead, *body)
    inner = min(width, WIDEST + GUTTER + _MARGIN) - GUTTER
    used = _MARGIN + cell_len(line.lead[0]) + cell_len(line.text[line.start : line.end])
    return (*lead, *body, (" " * max(1, inner - used + 1), ""), *gutter)


def _gutter(named: Iterable[Named], page: CasePage) -> Line:
    kinds: dict[str, str] = {}
    unsaid = False
    for spot in named:
        entity = page.entities[spot.entity]
        kind = entity.kinds[0] if entity.kinds else "other"
        kinds.setdefault(kind_letter(kind), kind_role(kind))
        unsaid = unsaid or entity.never_said
    spans = [(letter, f"kind.{role}") for letter, role in kinds.items()][: GUTTER - 1 - unsaid]
    return (*spans, ("?", "warn")) if unsaid else tuple(spans)


def _marks(
    line: TextLine,
    named: Iterable[Named],
    page: CasePage,
    matches: Sequence[tuple[int, int]],
    current: Stop | None,
) -> list[tuple[int, int, str]]:
    """What stands out in a line: matches over mentions, the current stop over both."""
    over = [(start, end, "match") for start, end in matches]
    if current is not None and current.field == line.field:
        over = [(a, b, role) for a, b, role in over if b <= current.start or a >= current.end]
        over.append((current.start, current.end, "match.current"))
        over.sort()
    marks = list(over)
    for spot in named:
        if spot.end <= line.start or spot.start >= line.end:
            continue
        if all(spot.end <= a or spot.start >= b for a, b, _ in over):
            kinds = page.entities[spot.entity].kinds
            marks.append((spot.start, spot.end, f"{line.role}+named.{kind_role(kinds[0] if kinds else '')}"))
    return sorted(marks)
