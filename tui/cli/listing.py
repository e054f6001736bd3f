"""`list` and `search`: cases, a line each."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from tui.cli.declare import Argument, Command, UsageError, argument, count, words
from tui.cli.pairing import NEWEST_OPTION

if TYPE_CHECKING:
    from store import CaseRow, Hits, Library, Marks, PairPassage
    from tui.cli.terminal import Terminal

SORTS = ("date", "title", "author", "relevance", "import", "own")
_WAYS_OUT = 4
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

_SEARCH_SHAPE = """{
  "query": "gene:ALK ~ drug:*",
  "total": 2,
  "looked_at": null,
  "cases": [
    {
      "id": "pmc:PMC12893846",
      "title": "A Giant Thoracic ALK‐Rearranged Mesenchymal Neoplasm in a Child",
      "authors": ["Sheng Gao", "Junhua Wu"],
      "journal": "Cancer Reports",
      "date": "2026-02-11",
      "pair": {
        "left": "ncbigene:238",
        "right": "mesh:C582670",
        "within": "sentence",
        "text": "The ALK inhibitor alectinib led to a response.",
        "spans": [[4, 7], [18, 27]]
      }
    }
  ]
}"""


def _list(arguments: argparse.Namespace, terminal: Terminal) -> int:
    from tui.cli.libraries import to_read  # noqa: PLC0415

    with to_read(arguments, terminal) as library:
        hits = library.index.search(
            sort=arguments.sort, reverse=arguments.reverse, limit=arguments.limit, notebook=_marks(arguments)
        )
        rows = rows_of(library, hits.numbers)
        if arguments.json:
            terminal.stream({"query": "", "total": hits.total}, "cases", map(case_item, rows))
            return 0
        _print_rows(rows, terminal)
        _note_cut(hits, terminal)
        if not hits.total:
            terminal.note("The library is empty. Fill it with: rounds import PATH…")
    return 0


def _query_of(arguments: argparse.Namespace) -> str:
    """What is searched for: the query of a saved place, narrowed by the words of the command line."""
    typed = " ".join(arguments.query)
    if arguments.place is None:
        if not typed:
            raise UsageError("search wants a QUERY, or --place K (see rounds search --help)")
        return typed
    from store import NotFoundError, narrow  # noqa: PLC0415
    from tui.cli.notebooks import opened  # noqa: PLC0415

    with opened(arguments) as notebook:
        saved = notebook.places.get(arguments.place)
    if saved is None:
        raise NotFoundError(f"Nothing is saved under “{arguments.place}”.", "In the app m and a key saves a place.")
    query = str(saved.place.get("query", ""))
    return narrow(query, typed) if typed else query


def _search(arguments: argparse.Namespace, terminal: Terminal) -> int:
    from store import Looking  # noqa: PLC0415
    from tui.cli.libraries import to_read  # noqa: PLC0415
    from tui.cli.pairing import looked_item, note_looked, passage_item  # noqa: PLC0415

    query = _query_of(arguments)
    with to_read(arguments, terminal) as library:
        hits = library.index.search(
            query,
            sort=arguments.sort,
            reverse=arguments.reverse,
            limit=arguments.limit,
            notebook=_marks(arguments),
            looking=Looking(most=arguments.newest or None),
        )
        rows = rows_of(library, hits.numbers)

        def passage(row: CaseRow) -> PairPassage | None:
            return library.index.pair_passage(row.number, hits.query)

        if arguments.json:
            head = {"query": query, "total": hits.total, "looked_at": looked_item(hits.looked)}
            items = (case_item(row) | {"pair": said and passage_item(said)} for row in rows for said in [passage(row)])
            terminal.stream(head, "cases", items)
            return 0
        _print_rows(rows, terminal, passage if any(hits.query.pairs()) else None)
        _note_cut(hits, terminal)
        if not hits.total:
            note_nothing_fits(library, query, _marks(arguments), terminal)
        note_looked(hits.looked, terminal)
    return 0


def note_nothing_fits(library: Library, query: str, notebook: Marks, terminal: Terminal) -> None:
    """Say that no case fits, which parts of the query could be left out, and how many cases that would give."""
    terminal.note("No case fits." + _ways_out(library, query, notebook))


def _ways_out(library: Library, query: str, notebook: Marks) -> str:
    dropped = library.index.without(query, notebook=notebook)[:_WAYS_OUT]
    return "".join(f" Without {one.part}: {one.total:,}." for one in dropped)


def _marks(arguments: argparse.Namespace) -> Marks:
    from tui.cli.notebooks import Marks  # noqa: PLC0415

    return Marks(arguments)


def _print_rows(
    rows: Iterator[CaseRow], terminal: Terminal, passage: Callable[[CaseRow], PairPassage | None] | None = None
) -> None:
    """Print cases for reading, or for other programs; below or behind each where it says a pair that is looked for."""
    if terminal.is_terminal:
        print_cases(rows, terminal, below=passage and (lambda row: said.text if (said := passage(row)) else ""))
        return
    for row in rows:
        fields = (row.id, row.date, "; ".join(row.authors), row.journal, row.title)
        if passage is None:
            terminal.row(*fields)
        else:
            said = passage(row)
            terminal.row(*fields, said.text if said else "")


def _note_cut(hits: Hits, terminal: Terminal) -> None:
    if len(hits.numbers) < hits.total:
        terminal.note(f"{len(hits.numbers):,} of {hits.total:,} cases.")


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


def print_cases(
    rows: Iterator[CaseRow], terminal: Terminal, indent: str = "", below: Callable[[CaseRow], str] | None = None
) -> None:
    """Print cases for reading: aligned columns, cut to the width of a terminal, whole elsewhere.

    `below` gives a text that stands under a case on a terminal.
    """
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
        if below is not None and (text := below(row)):
            terminal.paragraph(text, indent=f"{indent}    ")


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
            argument("query", nargs="*", type=words, metavar="QUERY", help="words, phrases and fields"),
            argument("--place", type=words, metavar="K", help="the query saved under this key in the app"),
            _LIMIT,
            sort_option("relevance"),
            _REVERSE,
            NEWEST_OPTION,
        ),
        details=(
            'A query is words, "phrases", metast* for any ending, -not, OR and parentheses, and fields: gene: protein: '
            "chemical: (drug:) disease: species: entity: title: author: journal: year:2020..2026 id: has:fulltext "
            "import:last. An entity is named by symbol, name, alias or id. Put the query in single quotes, so that the "
            "shell leaves its own quotes alone.\n\n"
            "gene:ALK ~ chemical:* asks for both in one case, ~f for both in one finding, ~s in one sentence; where a "
            "case says the two stands below it, in a pipe as a sixth field. `rounds pairs` lists what is named with "
            "what."
        ),
        examples=(
            ("search 'gene:ALK \"brain metast*\"'", "a gene and a phrase"),
            ("search 'disease:nocardiosis year:>=2023'", "a disease since 2023"),
            ("search 'drug:alectinib -gene:MET'", "without a gene"),
            ("search 'gene:ALK ~s drug:*'", "a gene and any drug in one sentence, which is shown"),
            ("search import:last --sort import", "what came in last"),
            ("search --place a is:unread", "what is unread of the query saved under a"),
        ),
        shape=_SEARCH_SHAPE,
        takes_query=True,
    ),
)
