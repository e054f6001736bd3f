"""`check`: whether the library is whole, and saving what can be saved of one that is not."""

from __future__ import annotations

import argparse
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from store import NotFoundError
from tui.cli.declare import Command, UsageError, argument, file_name
from tui.cli.guard import DONE, NOT_THERE
from tui.wording import counted

if TYPE_CHECKING:
    from store import CheckReport, RepairReport
    from tui.cli.terminal import Terminal


def _check(arguments: argparse.Namespace, terminal: Terminal) -> int:
    from store import check, check_notebook, repair, repair_notebook  # noqa: PLC0415
    from tui.cli import libraries, notebooks  # noqa: PLC0415
    from tui.cli.progress import counting  # noqa: PLC0415

    if arguments.into and not arguments.repair:
        raise UsageError("check takes --into only together with --repair")
    path, notebook = libraries.place(arguments), notebooks.place(arguments)
    if not path.exists():
        raise NotFoundError(f"There is no library {libraries.quoted(path)} yet.", "rounds import PATH… makes it.")
    with counting(terminal) as told:
        looked = [_Looked("library", check(path, told, quick=arguments.quick))]
    if notebook.exists():
        looked.append(_Looked("notebook", check_notebook(notebook)))
    if arguments.repair:
        for one in looked:
            if not one.found.ok and one.what == "library":
                with counting(terminal) as told:
                    into = Path(arguments.into) if arguments.into else _beside(path)
                    one.repaired = repair(path, into, partial(told, "cases saved"))
            elif not one.found.ok:
                one.repaired = repair_notebook(notebook, _beside(notebook))
    if arguments.json:
        terminal.document(looked[0].as_json() | {"notebook": looked[1].as_json() if looked[1:] else None})
    else:
        for one in looked:
            _print(one, terminal)
    return DONE if all(one.is_well for one in looked) else NOT_THERE


class _Looked(Struct):
    """A file that was looked at, and what was saved of it."""

    what: str
    found: CheckReport
    repaired: RepairReport | None = None

    @property
    def is_well(self) -> bool:
        """Whether nothing is left to do."""
        return self.found.ok or bool(self.repaired and self.repaired.saved)

    def as_json(self) -> dict[str, object]:
        """What `--json` prints of it."""
        found, repaired = self.found, self.repaired
        return {
            self.what: str(found.path),
            "ok": found.ok,
            "cases": found.cases,
            "problems": list(found.problems),
            "details": list(found.details),
            "repair": {self.what: str(repaired.into), "saved": repaired.saved, "lost": repaired.lost}
            if repaired
            else None,
        }


def _beside(path: Path) -> Path:
    """A new file beside the library: `library-repaired.db`, `library-repaired-2.db`, …"""
    for number in range(1, 1000):
        suffix = f"-{number}" if number > 1 else ""
        into = path.with_name(f"{path.stem}-repaired{suffix}{path.suffix}")
        if not into.exists():
            return into
    raise UsageError("check finds no free name beside the library; name one with --into")


def _print(looked: _Looked, terminal: Terminal) -> None:
    from tui.cli.libraries import quoted  # noqa: PLC0415

    found, repaired = looked.found, looked.repaired
    if found.ok:
        terminal.line(f"The {looked.what} {quoted(found.path)} is whole: {counted(found.cases, 'case')}.")
        return
    terminal.line(f"The {looked.what} {quoted(found.path)} is damaged:")
    for problem in found.problems:
        terminal.paragraph(problem, indent="  - ", hang="    ")
    if found.details:
        terminal.line("In detail:")
    for detail in found.details:
        terminal.paragraph(detail, indent="    ", hang="      ")
    if repaired is None:
        terminal.note("rounds check --repair saves what can be saved into a new file.")
        return
    thing = "case" if looked.what == "library" else "entry"
    lost = f", {counted(repaired.lost, thing)} could not be read" if repaired.lost else ""
    terminal.line(f"{counted(repaired.saved, thing)} saved into {quoted(repaired.into)}{lost}.")
    terminal.note("The damaged file is as it was. Move the new one into its place when you are content with it.")


COMMANDS = (
    Command(
        "check",
        "check [--repair]",
        "Check that library and notebook are whole, and save what can be saved",
        _check,
        (
            argument("--repair", action="store_true", help="save what can be read into a new file where it is damaged"),
            argument("--into", type=file_name, metavar="FILE", help="the new library, else one beside the old"),
            argument(
                "--quick", action="store_true", help="do not hold the index against the cases, which takes longest"
            ),
        ),
        details=(
            "Every page and every case is looked at, and what is searched is held against what the cases say; of "
            "100,000 cases that takes a few minutes. A damaged file is never written to: what can be read of it is "
            "saved into a new one beside it. The exit code is 1 where one is damaged and nothing was saved of it."
        ),
        examples=(
            ("check", "look at every page and every case"),
            ("check --repair --into saved.db", "save what can be saved"),
        ),
        shape="""{
  "library": "/home/me/.local/share/rounds/library.db",
  "ok": true,
  "cases": 18,
  "problems": [],
  "details": [],
  "repair": {"library": "/home/me/.local/share/rounds/library-repaired.db", "saved": 18, "lost": 0},
  "notebook": {
    "notebook": "/home/me/.local/share/rounds/notebook.db",
    "ok": true,
    "cases": 3,
    "problems": [],
    "details": [],
    "repair": null
  }
}""",
    ),
)
