"""`stats`: the size of the library in numbers, and what came in last."""

from __future__ import annotations

import argparse
import os
from typing import TYPE_CHECKING, Any

from tui.cli.declare import Command

if TYPE_CHECKING:
    from store import LastImport, LibraryInfo, Stats
    from tui.cli.terminal import Terminal

_JOURNALS = 10


def _stats(arguments: argparse.Namespace, terminal: Terminal) -> int:
    from tui.cli.libraries import to_read  # noqa: PLC0415

    with to_read(arguments, terminal) as library:
        info, stats, last = library.info, library.index.stats(), library.last_import()
    if arguments.json:
        terminal.document(_info_json(info) | _stats_json(stats) | {"last_import": _last_json(last) if last else None})
    else:
        _print(info, stats, last, terminal)
    return 0


def _info_json(info: LibraryInfo) -> dict[str, Any]:
    return {
        "library": str(info.path) if info.path else None,
        "name": info.name,
        "bundled": info.bundled,
        "readonly": _is_readonly(info),
        "schema": info.schema,
        "changed": info.changed.isoformat(timespec="seconds") if info.changed else None,
    }


def _is_readonly(info: LibraryInfo) -> bool:
    """Whether this user may not write to the file; that it is open for reading here says nothing."""
    return info.path is not None and not (os.access(info.path, os.W_OK) and os.access(info.path.parent, os.W_OK))


def _stats_json(stats: Stats) -> dict[str, Any]:
    return {
        "cases": stats.cases,
        "dated": stats.dated,
        "entities": stats.entities,
        "kinds": [{"kind": kind, "entities": entities} for kind, entities in stats.kinds],
        "years": [{"year": year, "cases": cases} for year, cases in stats.years],
        "journals": [{"journal": journal, "cases": cases} for journal, cases in stats.journals],
    }


def _last_json(last: LastImport) -> dict[str, Any]:
    return {"started": last.started, "finished": last.finished, "paths": list(last.paths)} | last.report.to_json()


def _print(info: LibraryInfo, stats: Stats, last: LastImport | None, terminal: Terminal) -> None:
    from tui.cli.libraries import quoted  # noqa: PLC0415

    remarks = [remark for remark, holds in (("bundled", info.bundled), ("read-only", _is_readonly(info))) if holds]
    rows = [
        ("library", ", ".join([quoted(info.path) if info.path else "in memory", *remarks])),
        ("changed", f"{info.changed:%Y-%m-%d %H:%M} UTC" if info.changed else "never"),
        ("cases", f"{stats.cases:,}, {stats.dated:,} with a date"),
        ("entities", f"{stats.entities:,}"),
        *((f"  {kind}", f"{number:,}") for kind, number in stats.kinds),
    ]
    if stats.years:
        rows.append(("years", f"{stats.years[0][0]}–{stats.years[-1][0]}"))
    rows += [("journal", f"{cases:,}  {journal}") for journal, cases in stats.journals[:_JOURNALS]]
    width = max(len(label) for label, _ in rows)
    for label, text in rows:
        terminal.line(f"{label:<{width}}  {text}")
    if last:
        _print_last(last, terminal)


def _print_last(last: LastImport, terminal: Terminal) -> None:
    from tui.cli.importing import summary  # noqa: PLC0415

    terminal.line()
    terminal.heading("Last import")
    terminal.line(f"  {last.started}  {summary(last.report)}")
    for one in (*last.report.rejected, *last.report.warnings):
        terminal.paragraph(str(one), indent="  ", hang="    ")
    untold = last.rejected + last.warnings - len(last.report.rejected) - len(last.report.warnings)
    if untold > 0:
        terminal.line(f"  … and {untold:,} more {'rejection or warning' if untold == 1 else 'rejections or warnings'}")


COMMANDS = (
    Command(
        "stats",
        "stats",
        "Count what the library holds, and tell what came in last",
        _stats,
        examples=(
            ("stats", "in numbers, with the warnings of the last import"),
            ("stats --json | jq '.kinds[]'", "entities by kind"),
        ),
        shape="""{
  "library": "/home/me/.local/share/rounds/library.db",
  "name": "library",
  "bundled": false,
  "readonly": false,
  "schema": 1,
  "changed": "2026-11-22T12:00:00+00:00",
  "cases": 18,
  "dated": 18,
  "entities": 120,
  "kinds": [{"kind": "disease", "entities": 54}],
  "years": [{"year": 2026, "cases": 2}],
  "journals": [{"journal": "ACG Case Reports Journal", "cases": 6}],
  "last_import": {
    "started": "2026-11-22T12:00:00Z",
    "finished": "2026-11-22T12:00:01Z",
    "paths": ["cases"],
    "added": 18,
    "updated": 0,
    "unchanged": 0,
    "skipped": 0,
    "rejected": [],
    "warnings": [],
    "more_warnings": 0,
    "cancelled": false
  }
}""",
    ),
)
