"""`check`: whether the library is whole, and saving what can be saved of one that is not."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from store import NotFoundError
from tui.cli.declare import Command, UsageError, argument
from tui.cli.guard import DONE, NOT_THERE
from tui.wording import counted

if TYPE_CHECKING:
    from store import CheckReport, RepairReport
    from tui.cli.terminal import Terminal


def _check(arguments: argparse.Namespace, terminal: Terminal) -> int:
    from store import check, repair  # noqa: PLC0415
    from tui.cli.libraries import place, quoted  # noqa: PLC0415

    if arguments.into and not arguments.repair:
        raise UsageError("check takes --into only together with --repair")
    path = place(arguments)
    if not path.exists():
        raise NotFoundError(f"There is no library {quoted(path)} yet.", "rounds import PATH… makes it.")
    found = check(path)
    repaired = None
    if arguments.repair and not found.ok:
        repaired = repair(path, Path(arguments.into) if arguments.into else _beside(path))
    if arguments.json:
        terminal.document(_as_json(found, repaired))
    else:
        _print(found, repaired, terminal)
    return DONE if found.ok or (repaired and repaired.saved) else NOT_THERE


def _beside(path: Path) -> Path:
    """A new file beside the library: `library-repaired.db`, `library-repaired-2.db`, …"""
    for number in range(1, 1000):
        suffix = f"-{number}" if number > 1 else ""
        into = path.with_name(f"{path.stem}-repaired{suffix}{path.suffix}")
        if not into.exists():
            return into
    raise UsageError("check finds no free name beside the library; name one with --into")


def _as_json(found: CheckReport, repaired: RepairReport | None) -> dict[str, object]:
    return {
        "library": str(found.path),
        "ok": found.ok,
        "cases": found.cases,
        "problems": list(found.problems),
        "repair": {"library": str(repaired.into), "saved": repaired.saved, "lost": repaired.lost} if repaired else None,
    }


def _print(found: CheckReport, repaired: RepairReport | None, terminal: Terminal) -> None:
    from tui.cli.libraries import quoted  # noqa: PLC0415

    if found.ok:
        terminal.line(f"{quoted(found.path)} is whole: {counted(found.cases, 'case')}.")
        return
    terminal.line(f"{quoted(found.path)} is damaged:")
    for problem in found.problems:
        terminal.paragraph(problem, indent="  - ", hang="    ")
    if repaired:
        lost = f", {counted(repaired.lost, 'case')} could not be read" if repaired.lost else ""
        terminal.line(f"{counted(repaired.saved, 'case')} saved into {quoted(repaired.into)}{lost}.")
        terminal.note("The damaged file is as it was. Move the new one into its place when you are content with it.")
    else:
        terminal.note("rounds check --repair saves what can be saved into a new file.")


COMMANDS = (
    Command(
        "check",
        "check [--repair]",
        "Check that the library is whole, and save what can be saved",
        _check,
        (
            argument("--repair", action="store_true", help="save what can be read into a new file where it is damaged"),
            argument("--into", metavar="FILE", help="the new file, else one beside the library"),
        ),
        details="The old file is never written to. The exit code is 1 where it is damaged and nothing was saved.",
        examples=(
            ("check", "look at every page and every case"),
            ("check --repair --into saved.db", "save what can be saved"),
        ),
        shape="""{
  "library": "/home/me/.local/share/rounds/library.db",
  "ok": true,
  "cases": 18,
  "problems": [],
  "repair": {"library": "/home/me/.local/share/rounds/library-repaired.db", "saved": 18, "lost": 0}
}""",
    ),
)
