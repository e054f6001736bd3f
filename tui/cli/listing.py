"""`list` and `search`: cases, a line each."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from tui.cli.declare import Argument, Command, argument, count, words

if TYPE_CHECKING:
    from store import CaseRow, Library
    from tui.cli.terminal import Terminal

SORTS = ("date", "title", "author", "relevance", "import", "own")
_BATCH = 500
"""Rows fetched at a time, so that memory stays flat however many cases are listed."""


def sort_option(default: str) -> Argument:
    """The option for the order of cases."""
    return argument("--sort", choices=SORTS, metavar="S", default=default, help=f"{', '.join(SORTS)} (else {default})")


_LIMIT = argument("--limit", type=count, metavar="N", help="print the first N cases only; the total counts all")
_REVERSE = argument("--reverse", action="store_true", help="turn the order round (cases without a date stay last)")
_SHAPE = """{
  "query": "alectinib",
  "total": 2,
  "cases": [
    {
      "id": "pmc:PMC12893846",
      "title": "A Giant Thoracic ALK‐Rearranged Mesenchymal Neoplasm in a Child",
      "authors": ["Sheng Gao", "Junhua Wu"],
      "journal": "Cancer Reports",
      "date": "2026-02-11"
    }
  ]
}"""


def _list(arguments: argparse.Namespace, terminal: Terminal) -> int:
    return _print_cases("", arguments, terminal)


def _search(arguments: argparse.Namespace, terminal: Terminal) -> int:
    return _print_cases(" ".join(arguments.query), arguments, terminal)


def _print_cases(query: str, arguments: argparse.Namespace, terminal: Terminal) -> int:
    from tui.cli.libraries import to_read  # noqa: PLC0415
    from tui.cli.notebooks import Marks  # noqa: PLC0415

    with to_read(arguments, terminal) as library:
        hits = library.index.search(
            query,
            sort=arguments.sort,
            reverse=arguments.reverse,
            limit=arguments.limit,
            notebook=Marks(arguments),
        )
        numbers = hits.numbers if arguments.limit is None else hits.numbers[: arguments.limit]
        rows = rows_of(library, numbers)
        if arguments.json:
            head = {"query": query, "total": hits.total}
            terminal.stream(head, "cases", (case_item(row) for row in rows))
        elif terminal.is_terminal:
            print_cases(rows, terminal)
        else:
            for row in rows:
                terminal.row(row.id, row.date, "; ".join(row.authors), row.journal, row.title)
        if len(numbers) < hits.total and not arguments.json:
            terminal.note(f"{len(numbers):,} of {hits.total:,} cases.")
    return 0


def rows_of(library: Library, numbers: Sequence[int]) -> Iterator[CaseRow]:
    """What lists show of cases, fetched as they are printed."""
    for start in range(0, len(numbers), _BATCH):
        yield from library.index.rows(numbers[start : start + _BATCH])


def case_item(row: CaseRow) -> dict[str, Any]:
    """A case as the lists of `--json` show it."""
    return {
        "id": row.id,
        "title": row.title,
        "authors": list(row.authors),
        "journal": row.journal,
        "date": row.date,
    }


def print_cases(rows: Iterator[CaseRow], terminal: Terminal, indent: str = "") -> None:
    """Print cases for reading: aligned columns, cut to the width of a terminal, whole elsewhere."""
    if not terminal.is_terminal:
        for row in rows:
            terminal.line(f"{indent}{row.date or 'no date':<10}  {row.id}  {row.title}")
        return
    from itertools import islice  # noqa: PLC0415 -- for people alone

    from tui.cli.columns import cells, fit  # noqa: PLC0415
    from tui.present.people import family_name  # noqa: PLC0415

    first = list(islice(rows, _BATCH))
    width = terminal.width - len(indent)
    dates, authors, usual_id = (10, 16, 34) if width >= 100 else (10, 12, 22) if width >= 64 else (4, 0, 18)
    ids = min(max((cells(row.id) for row in first), default=0), usual_id)
    titles = max((cells(row.title) for row in first), default=0)
    for row in (*first, *rows):
        who = family_name(row.authors[0]) if row.authors else "no author"
        if len(row.authors) > 1:
            others = f" +{len(row.authors) - 1}"
            who = (who if cells(who + others) <= authors else fit(who, max(2, authors - len(others)))) + others
        before = f"{fit(row.date or 'no date', dates) if dates == 10 else (row.date or 'none')[:4]}  "
        before += f"{fit(who, authors)}  " if authors else ""
        # The id stays whole whatever the width: it is what the next command is told.
        room = min(titles, max(4, width - cells(before) - max(ids, cells(row.id)) - 2))
        terminal.line(f"{indent}{before}{fit(row.title, room)}  {row.id}".rstrip())


COMMANDS = (
    Command(
        "list",
        "list",
        "List the cases, a line each",
        _list,
        (_LIMIT, sort_option("date"), _REVERSE),
        details="In a pipe the fields of a line are id, date, authors, journal and title, with tabs between them.",
        examples=(
            ("list", "all cases, newest first"),
            ("list --limit 20 --sort title", "the first 20 by title"),
            ("list | cut -f1 | rounds cite - --format ris", "all of them as RIS"),
            ("list --json | jq '.cases[].title'", "their titles"),
        ),
        shape=_SHAPE,
    ),
    Command(
        "search",
        "search QUERY",
        "List the cases that a query finds",
        _search,
        (
            argument("query", nargs="+", type=words, metavar="QUERY", help="words, phrases and fields"),
            _LIMIT,
            sort_option("relevance"),
            _REVERSE,
        ),
        details=(
            'A query is words, "phrases", metast* for any ending, -not, OR and parentheses, and fields: gene: protein: '
            "chemical: (drug:) disease: species: entity: title: author: journal: year:2020..2026 id: has:fulltext "
            "import:last. An entity is named by symbol, name, alias or id. Put the query in single quotes, so that the "
            "shell leaves its own quotes alone."
        ),
        examples=(
            ("search 'gene:ALK \"brain metast*\"'", "a gene and a phrase"),
            ("search 'disease:nocardiosis year:>=2023'", "a disease since 2023"),
            ("search 'drug:alectinib -gene:MET'", "without a gene"),
            ("search import:last --sort import", "what came in last"),
        ),
        shape=_SHAPE,
        takes_query=True,
    ),
)
