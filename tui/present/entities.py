"""How the entities of a case are listed, and the detail of one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct
from rich.cells import cell_len

from store import address, fold, kind_class
from tui.present.kinds import group_title, kind_letters, kind_role
from tui.present.styled import Line, Span, fit, pad, pad_left, tinted, wrap

if TYPE_CHECKING:
    from store import CasePage, Mention, NamedEntity

_LETTERS, _TEXT, _LIBRARY = 3, 4, 5


class EntityRow(Struct, frozen=True):
    """A row of the list: the heading of a group, or an entity (its index in the page)."""

    group: str
    entity: int | None = None


ALL_KINDS = ("*",)
"""Every kind in its usual place."""


def rows_of(page: CasePage, typed: str = "", kinds: Sequence[str] = ALL_KINDS) -> list[EntityRow]:
    """The rows for a page, groups with their headings; with `typed` those whose names or ids hold it.

    Of `kinds` alone, and in that order; `*` stands for those that are not named.
    """
    wanted = fold(typed).strip()
    rows: list[EntityRow] = []
    group = ""
    for index in _listed(page, kinds):
        named = page.entities[index]
        if wanted and not _holds(named, wanted):
            continue
        own = kind_class(named.kinds[0]) if named.kinds else ""
        if own != group:
            group = own
            rows.append(EntityRow(group))
        rows.append(EntityRow(group, index))
    return rows


def _listed(page: CasePage, kinds: Sequence[str]) -> list[int]:
    """The entities of a page that are listed, in their order."""
    if tuple(kinds) == ALL_KINDS:
        return list(range(len(page.entities)))
    groups = [kind if kind == "*" else kind_class(kind) for kind in kinds]

    def place(index: int) -> int | None:
        named = page.entities[index]
        own = {kind_class(kind) for kind in named.kinds} or {""}
        found = next((place for place, group in enumerate(groups) if group in own), None)
        return groups.index("*") if found is None and "*" in groups else found

    places = {index: place(index) for index in range(len(page.entities))}
    return sorted((index for index, at in places.items() if at is not None), key=lambda index: places[index] or 0)


def _holds(named: NamedEntity, wanted: str) -> bool:
    entity = named.entity
    return any(wanted in fold(text) for text in (named.name, entity.name, *entity.aliases, *entity.curies))


def row_line(row: EntityRow, page: CasePage, width: int, *, first: bool, cursor: bool, active: bool) -> Line:
    """One row in `width` cells; the first heading carries the headings of the two columns."""
    if row.entity is None:
        widest = max(len(f"{one.entity.cases:,}") for one in page.entities)
        columns = pad_left("text", _TEXT) + pad_left("lib", max(_LIBRARY, widest + 1)) if first and width >= 24 else ""
        title = group_title(row.group)
        if cell_len(title) >= width - 2 - len(columns):
            columns = columns[_TEXT:]  # the title says more
        return ((" ", ""), (pad(title, width - 2 - len(columns)), "head"), (columns, "dim"))
    named = page.entities[row.entity]
    glyph = ("▌" if active else "▏") if cursor else " "
    said = "?" if named.never_said else ""
    count = sum(times for _, times in named.said_otherwise) or named.said
    letters = kind_letters(named.kinds, conflict=named.conflict)
    role = f"kind.{kind_role(named.kinds[0] if named.kinds else '')}"
    numbers = pad_left(f"{count}{said}", _TEXT) if width >= 24 else ""
    widest = max(len(f"{one.entity.cases:,}") for one in page.entities)
    library = pad_left(f"{'!' if named.unlike else ''}{named.entity.cases:,}", max(_LIBRARY, widest + 1))
    room = width - 3 - _LETTERS - cell_len(numbers) - cell_len(library)
    line: Line = (
        (glyph, "cursor"),
        (pad(named.name, room) + " ", "cursor.title" if cursor else ""),
        (pad_left(letters, _LETTERS), role),
        (numbers, "warn" if said else "dim"),
        (library, "warn" if named.unlike else "dim"),
    )
    return tinted(line, width) if cursor else line


def detail_lines(named: NamedEntity, width: int) -> list[Line]:
    """What there is to know of an entity before following it, in lines of at most `width` cells."""
    room = max(8, width - 2)
    entity = named.entity
    kinds = " ≠ ".join(named.kinds) if named.conflict and len(named.kinds) > 1 else ", ".join(named.kinds)
    lines: list[Line] = [_line((fit(named.name, room), "title"), (f" · {kinds}", "dim"))]
    description = next((mention.description for mention in named.mentions if mention.description), None)
    if description:
        lines += _wrapped(description, room, "")
    lines += _warnings(named, room)
    if named.conflict or len({mention.curies for mention in named.mentions}) > 1:
        lines += _by_section(named.mentions, room)
    for curie in entity.curies:
        lines.append(_line((curie, "accent")))
        page = address(curie)
        if page:
            lines += _wrapped(page.removeprefix("https://"), room, "dim")
    if not entity.curies:
        lines.append(_line(("no id: known by its name alone", "dim")))
    aliases = [alias for alias in entity.aliases if alias != named.name]
    if aliases:
        lines += _wrapped(
            "aka " + ", ".join(aliases[:40]) + (f" +{len(aliases) - 40}" if len(aliases) > 40 else ""), room, ""
        )
    return lines


def _line(*spans: Span) -> Line:
    return ((" ", ""), *spans)


def _wrapped(text: str, room: int, role: str) -> Iterable[Line]:
    return [_line((text[start:end], role)) for start, end in wrap(text, room)]


def _warnings(named: NamedEntity, room: int) -> list[Line]:
    lines: list[Line] = []
    if named.said_otherwise:
        others = ", ".join(f"“{alias}” {times}×" for alias, times in named.said_otherwise[:4])
        lines += _wrapped(f"? the text says {others}, never “{named.name}”", room, "warn")
    elif named.said == 0:
        lines += _wrapped(f"? the text here never says “{named.name}”", room, "warn")
    if named.unlike:
        usual = f"{named.entity.name}, {named.entity.cases:,} cases"
        lines += _wrapped(f"! “{named.name}” is unlike the usual names of {named.entity.id} ({usual})", room, "warn")
    return lines


def _by_section(mentions: Sequence[Mention], room: int) -> list[Line]:
    """What each of the two sections of the file says."""
    lines: list[Line] = []
    for section, label in (("linked", "linked"), ("full_text", "full text")):
        texts = [f"{one.kind}, {', '.join(one.curies) or 'no id'}" for one in mentions if one.section == section]
        parts = [text[start:end] for text in texts for start, end in wrap(text, max(4, room - 11))]
        lines += [_line((pad(label if not n else "", 11), "dim"), (part, "")) for n, part in enumerate(parts)]
    return lines
