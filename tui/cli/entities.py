"""`entities` and `entity`: what the cases name."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from tui.cli.declare import Command, argument, count, words
from tui.cli.listing import rows_of
from tui.wording import conflict_word, counted, to_two_digits

if TYPE_CHECKING:
    from store import Entity, EntityHit, EntityPage, Library, Sayings
    from tui.cli.terminal import Terminal

_OCCURRING = 20
"""How many entities that occur with one are shown unless asked otherwise."""
_ALL = 1_000_000_000
"""More entities than any library has."""
_FIRST = 20
"""How many of all entities are listed unless asked otherwise: those that most cases name."""
_SAYINGS = 12
_SHAPE = """{
  "query": "CD246",
  "total": 1,
  "entities": [
    {
      "id": "ncbigene:238",
      "kinds": ["gene"],
      "name": "ALK",
      "curies": ["ncbigene:238"],
      "aliases": ["ALK1", "CD246", "NBLST3"],
      "cases": 2,
      "matched": "CD246"
    }
  ]
}"""
_ENTITY_SHAPE = """{
  "id": "ncbigene:238",
  "kinds": ["gene"],
  "name": "ALK",
  "curies": ["ncbigene:238"],
  "aliases": ["ALK1", "CD246", "NBLST3"],
  "cases": 2,
  "case_ids": ["pmc:PMC12893846", "pmc:PMC8500978"],
  "co_occurring": [
    {"id": "mesh:C582670", "kinds": ["chemical"], "name": "alectinib", "cases": 2, "expected": 0.22}
  ],
  "descriptions": ["ALK receptor tyrosine kinase"],
  "names": [{"name": "ALK", "kind": "gene", "curie": "ncbigene:238", "cases": 2, "unlike": false}],
  "sections": [
    {"section": "full_text", "kind": "gene", "name": "ALK", "curie": "ncbigene:238", "cases": 2, "conflict": null}
  ],
  "sections_read": 2,
  "addresses": ["https://www.ncbi.nlm.nih.gov/gene/238"],
  "also": [],
  "years": [{"year": 2026, "cases": 2}],
  "undated": 0
}"""


def _entities(arguments: argparse.Namespace, terminal: Terminal) -> int:
    from tui.cli.libraries import to_read  # noqa: PLC0415

    text = " ".join(arguments.text)
    with to_read(arguments, terminal) as library:
        limit = arguments.limit if arguments.limit is not None else _ALL if text else _FIRST
        found = library.index.find_entities(text, kinds=arguments.kind, limit=limit)
    if arguments.json:
        head = {"query": text, "total": found.total}
        terminal.stream(head, "entities", (entity_item(hit.entity) | {"matched": hit.matched} for hit in found.hits))
        return 0
    if terminal.is_terminal:
        _print_columns(found.hits, terminal)
    else:
        for hit in found.hits:
            entity = hit.entity
            terminal.row(entity.id, ", ".join(entity.kinds), entity.name, str(entity.cases), hit.matched)
    if len(found.hits) < found.total:
        terminal.note(f"{len(found.hits):,} of {found.total:,} entities.")
    elif not found.total:
        terminal.note("No entity fits.")
    return 0


def entity_item(entity: Entity) -> dict[str, Any]:
    """An entity as `--json` shows it."""
    return {
        "id": entity.id,
        "kinds": list(entity.kinds),
        "name": entity.name,
        "curies": list(entity.curies),
        "aliases": list(entity.aliases),
        "cases": entity.cases,
    }


def _print_columns(hits: tuple[EntityHit, ...], terminal: Terminal) -> None:
    from tui.cli.columns import cells, fit  # noqa: PLC0415

    width = terminal.width
    names = min(max((cells(hit.entity.name) for hit in hits), default=0), width // 3)
    ids = min(max((cells(hit.entity.id) for hit in hits), default=0), width // 3)
    kinds = 8 if width < 100 else 16
    for hit in hits:
        entity = hit.entity
        matched = hit.matched if hit.matched != entity.name else ""
        fixed = f"{entity.cases:>6,}  {fit(entity.name, names)}  {fit(', '.join(entity.kinds), kinds)}"
        room = width - cells(fixed) - ids - 4
        terminal.line(f"{fixed}  {fit(entity.id, ids)}  {fit(matched, room) if room > 0 else ''}".rstrip())


def _entity(arguments: argparse.Namespace, terminal: Terminal) -> int:
    from tui.cli.libraries import to_read  # noqa: PLC0415

    with to_read(arguments, terminal) as library:
        entity = library.index.entity(" ".join(arguments.entity))
        limit = _OCCURRING if arguments.limit is None else arguments.limit
        if arguments.json:
            terminal.document(_entity_document(entity, library, limit))
        else:
            _print_entity(entity, library, limit, terminal)
    return 0


def _entity_document(entity: Entity, library: Library, limit: int) -> dict[str, Any]:
    from store import address, sections_of  # noqa: PLC0415

    page = library.index.entity_page(entity.id)
    sayings = sections_of(library, page)
    numbers = library.index.entity_numbers(entity.id).numbers
    return entity_item(entity) | {
        "case_ids": [row.id for row in rows_of(library, numbers)],
        "co_occurring": [
            {
                "id": other.entity.id,
                "kinds": list(other.entity.kinds),
                "name": other.entity.name,
                "cases": other.cases,
                "expected": to_two_digits(other.expected),
            }
            for other in library.index.co_occurring(entity.id, limit)
        ],
        "descriptions": list(page.descriptions),
        "names": [
            {"name": name.name, "kind": name.kind, "curie": name.curie, "cases": name.cases, "unlike": name.unlike}
            for name in page.names
        ],
        "sections": [
            {
                "section": one.section,
                "kind": one.kind,
                "name": one.name,
                "curie": one.curie or None,
                "cases": one.cases,
                "conflict": one.conflict or None,
            }
            for one in sayings.said
        ],
        "sections_read": sayings.read,
        "addresses": [url for url in map(address, entity.curies) if url],
        "also": [entity_item(other) for other in page.also],
        "years": [{"year": year, "cases": cases} for year, cases in page.years],
        "undated": page.undated,
    }


def _print_entity(entity: Entity, library: Library, limit: int, terminal: Terminal) -> None:
    from store import address, sections_of  # noqa: PLC0415
    from tui.cli.listing import print_cases  # noqa: PLC0415

    page = library.index.entity_page(entity.id)
    terminal.heading(f"{entity.name} · {', '.join(entity.kinds)} · {counted(entity.cases, 'case')}")
    for description in page.descriptions:
        terminal.paragraph(description)
    if entity.aliases:
        terminal.paragraph(f"also known as {', '.join(entity.aliases)}")
    if entity.curies:
        _table("Ids", [(curie, address(curie) or "") for curie in entity.curies], terminal)
    else:
        _table("Ids", [(entity.id, "no database id: known by its name alone")], terminal)
    names = [
        (
            name.name,
            name.kind,
            name.curie or "no id",
            f"{name.cases:,}",
            "unlike the usual names" if name.unlike else "",
        )
        for name in page.names
    ]
    _table("Names", names, terminal)
    _print_sections(sections_of(library, page), terminal)
    _table("Goes by the same name", [(other.id, other.name, ", ".join(other.kinds)) for other in page.also], terminal)
    _print_years(page, terminal)
    terminal.line()
    terminal.heading("Cases")
    numbers = library.index.entity_numbers(entity.id).numbers
    shown = numbers[: limit or None] if terminal.is_terminal else numbers
    print_cases(rows_of(library, shown), terminal, indent="  ")
    if len(shown) < len(numbers):
        terminal.line(f"  … all {len(numbers):,}: rounds search entity:{entity.id}")
    others = [
        (f"{other.cases:,}", other.entity.name, ", ".join(other.entity.kinds), other.entity.id)
        for other in library.index.co_occurring(entity.id, limit)
    ]
    _table("Named together with it", others, terminal)


def _print_sections(sayings: Sayings, terminal: Terminal) -> None:
    """What each section says; of many rows the first ones, and all that disagree."""
    rows = [
        (
            one.section.replace("_", " "),
            one.kind,
            one.name,
            one.curie or "no id",
            f"{one.cases:,}",
            conflict_word(one.conflict),
        )
        for at, one in enumerate(sayings.said)
        if at < _SAYINGS or one.conflict
    ]
    of = "" if sayings.read == sayings.cases else f", in the newest {sayings.read:,} cases"
    _table(f"What the sections say{of}", rows, terminal)


def _table(heading: str, rows: Sequence[tuple[str, ...]], terminal: Terminal) -> None:
    """Aligned columns under a heading, nothing where there are no rows."""
    if not rows:
        return
    from tui.cli.columns import cells, fit  # noqa: PLC0415

    terminal.line()
    terminal.heading(heading)
    widths = [min(40, max(map(cells, column))) for column in zip(*rows, strict=True)]
    for row in rows:
        fields = (cell if cells(cell) > width else fit(cell, width) for cell, width in zip(row, widths, strict=True))
        terminal.line(f"  {'  '.join(fields)}".rstrip())


def _print_years(page: EntityPage, terminal: Terminal) -> None:
    if not page.years:
        return
    terminal.line()
    terminal.heading("Cases by year")
    most = max(cases for _, cases in page.years)
    for year, cases in page.years:
        terminal.line(f"  {year}  {cases:>6,}  {'▇' * round(30 * cases / most)}".rstrip())
    if page.undated:
        terminal.line(f"  none  {page.undated:>6,}")


COMMANDS = (
    Command(
        "entities",
        "entities [TEXT]",
        "Find entities by symbol, name, alias or id, best first",
        _entities,
        (
            argument(
                "text", nargs="*", type=words, metavar="TEXT", help="what to find; else those that most cases name"
            ),
            argument(
                "--kind",
                type=words,
                action="append",
                default=[],
                metavar="K",
                help="gene, disease, drug, …; again for more",
            ),
            argument(
                "--limit",
                type=count,
                metavar="N",
                help=f"print the first N only (without TEXT else {_FIRST}); the total counts all",
            ),
        ),
        details=(
            "Capitals, accents, hyphens and spaces make no difference, and Greek letters may be written out. In a pipe "
            "the fields of a line are id, kinds, name, number of cases and what matched, with tabs between them."
        ),
        examples=(
            ("entities cd246", "an alias: finds ALK"),
            ("entities --kind disease --limit 20", "the diseases that most cases name"),
            ("entities 'tnf alpha' --json", "also finds TNF-α"),
        ),
        shape=_SHAPE,
    ),
    Command(
        "entity",
        "entity ENTITY",
        "Show one entity: names, ids, links, cases, what occurs with it",
        _entity,
        (
            argument(
                "entity",
                nargs="+",
                type=words,
                metavar="ENTITY",
                help="an id (ncbigene:238, 238) or a name",
            ),
            argument(
                "--limit",
                type=count,
                metavar="N",
                help=f"entities that occur with it, and on a terminal its cases (else {_OCCURRING})",
            ),
        ),
        examples=(
            ("entity ALK", "by name"),
            ("entity ncbigene:238 --json | jq '.case_ids[]'", "the cases that name it"),
        ),
        shape=_ENTITY_SHAPE,
    ),
)
