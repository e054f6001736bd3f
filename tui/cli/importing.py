"""`import`: case files into the library."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from store import clean_line
from tui.cli.declare import Command, argument, count, file_name
from tui.cli.guard import DONE, INTERRUPTED, NOT_THERE
from tui.wording import counted

if TYPE_CHECKING:
    from store import ImportReport, Library
    from tui.cli.terminal import Terminal

_SHAPE = """{
  "added": 1,
  "updated": 0,
  "unchanged": 0,
  "skipped": 0,
  "rejected": [{"file": "notes.txt", "line": 3, "reason": "…"}],
  "warnings": [{"file": "PMC1.md", "line": 9, "message": "…"}],
  "more_warnings": 0,
  "cancelled": false
}"""
_TELL_AT_MOST = 50
"""Warnings told one by one; the rest is counted."""


def _import(arguments: argparse.Namespace, terminal: Terminal) -> int:
    from tui.cli.libraries import place, quoted, to_change  # noqa: PLC0415
    from tui.cli.progress import progress_shown  # noqa: PLC0415

    with _nowhere() if _is_all_missing(arguments, place(arguments)) else to_change(arguments, create=True) as library:
        with progress_shown(terminal) as progress:
            report = library.import_paths(
                arguments.paths,
                progress=progress,
                jobs=arguments.jobs or None,
                stdin=sys.stdin.buffer if sys.stdin else None,
            )
        total = library.info.cases
    if arguments.json:
        terminal.document(report.to_json())
    else:
        _tell(report, terminal)
        terminal.line(summary(report))
        if place(arguments).exists():
            terminal.note(f"The library {quoted(place(arguments))} holds {counted(total, 'case')}.")
    if report.cancelled:
        terminal.note("Interrupted; what was imported until then is kept.")
        return INTERRUPTED
    return NOT_THERE if report.rejected else DONE


def _is_all_missing(arguments: argparse.Namespace, library: Path) -> bool:
    """Whether there is no library and nothing to make one of: a slip of the fingers must not hide the bundled cases."""
    return not library.exists() and not any(path == "-" or os.path.lexists(path) for path in arguments.paths)


def _nowhere() -> Library:
    from store import MEMORY, Library  # noqa: PLC0415

    return Library.open(MEMORY)


def summary(report: ImportReport) -> str:
    """The report in one line: `3 added, 1 updated, 0 unchanged, 0 rejected`."""
    parts = [
        f"{report.added:,} added",
        f"{report.updated:,} updated",
        f"{report.unchanged:,} unchanged",
        f"{len(report.rejected):,} rejected",
    ]
    if report.skipped:
        parts.append(f"{report.skipped:,} skipped")
    if report.warnings:
        parts.append(counted(len(report.warnings) + report.more_warnings, "warning"))
    return ", ".join(parts)


def _tell(report: ImportReport, terminal: Terminal) -> None:
    for warning in report.warnings[:_TELL_AT_MOST]:
        terminal.error_lines(clean_line(f"{warning}"))
    untold = len(report.warnings) + report.more_warnings - _TELL_AT_MOST
    if untold > 0:
        terminal.note(f"{counted(untold, 'warning')} more; stats and --json tell them.")
    for rejection in report.rejected:
        where = f"{rejection.file}:{rejection.line}" if rejection.line else rejection.file
        terminal.error_lines(clean_line(f"{where}: rejected: {rejection.reason}"))


COMMANDS = (
    Command(
        "import",
        "import PATH…",
        "Import case files into the library",
        _import,
        (
            argument(
                "paths",
                type=file_name,
                nargs="+",
                metavar="PATH",
                help="a file, a folder, a .zip or .tar.gz archive, or - for standard input",
            ),
            argument("--jobs", type=count, metavar="N", help="processes that read files (else one per processor)"),
        ),
        details=(
            "Makes the library where there is none. In a folder, files are taken by suffix and the others counted as "
            "skipped; a file named outright is judged by its content. Files that did not change since they came in are "
            "recognised and left alone. Ctrl-C ends it and keeps what was imported until then. The exit code is 1 "
            "where a file was rejected."
        ),
        examples=(
            ("import cases/", "a folder, with all folders in it"),
            ("import corpus.tar.gz PMC1.md", "an archive and a file"),
            ("import - < PMC1.md", "what comes in on standard input"),
            ("search import:last", "afterwards: what came in"),
        ),
        shape=_SHAPE,
    ),
)
