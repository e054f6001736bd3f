"""`export`: cases to other programs."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from tui.cli.declare import Command, argument, file_name, words
from tui.cli.listing import note_nothing_fits, sort_option
from tui.copies import WRITABLE
from tui.wording import counted

if TYPE_CHECKING:
    from store import Library
    from tui.cli.terminal import Terminal


def _export(arguments: argparse.Namespace, terminal: Terminal) -> int:
    from tui.cli.libraries import quoted, to_read  # noqa: PLC0415
    from tui.cli.notebooks import Marks  # noqa: PLC0415

    query = " ".join(arguments.query)
    notebook = Marks(arguments)
    with to_read(arguments, terminal) as library:
        numbers = library.index.search(query, sort=arguments.sort, notebook=notebook).numbers
        if query and not numbers:
            note_nothing_fits(library, query, notebook, terminal)
        if arguments.output in (None, "-"):
            _write(library, numbers, arguments.format, terminal.out)
            return 0
        from tui.writing import new_file  # noqa: PLC0415

        with new_file(Path(arguments.output), overwrite=arguments.force, advice="--force writes over it.") as file:
            _write(library, numbers, arguments.format, file)
        terminal.note(f"Written to {quoted(arguments.output)}: {counted(len(numbers), 'case')}.")
    return 0


def _write(library: Library, numbers: Sequence[int], form: str, out: TextIO) -> None:
    from tui.cli.citing import to_cite_with  # noqa: PLC0415
    from tui.writing import write_cases  # noqa: PLC0415

    write_cases(library, numbers, form, out, to_cite_with())


COMMANDS = (
    Command(
        "export",
        "export [QUERY] --format F",
        "Write cases for other programs",
        _export,
        (
            argument("query", nargs="*", type=words, metavar="QUERY", help="as for rounds search; else all cases"),
            argument("--format", choices=tuple(WRITABLE), metavar="F", required=True, help=", ".join(WRITABLE)),
            argument(
                "--output",
                "-o",
                type=file_name,
                metavar="FILE",
                help="write this file; else, and for -, standard output",
            ),
            argument("--force", action="store_true", help="write over a file that is there"),
            sort_option("date"),
        ),
        details=(
            "json is a plain TinyDB file and markdown the layout of case files; rounds import reads both back, so "
            "nothing is locked in. csv is a table for spreadsheets, without cells that they would run. The others hold "
            "citations."
        ),
        examples=(
            ("export --format json > cases.json", "everything"),
            ("export gene:ALK --format csv --output alk.csv", "a table of the cases that name a gene"),
            ("export 'year:>=2020' --format ris", "for a reference manager"),
        ),
        takes_query=True,
    ),
)
