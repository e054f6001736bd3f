"""`doctor`: what terminal, clipboard, library and notebook can do here, and what would make it better."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tui.cli.declare import Command, argument

if TYPE_CHECKING:
    from tui.cli.terminal import Terminal


def _doctor(arguments: argparse.Namespace, terminal: Terminal) -> int:
    from tui.clipboard import this_session  # noqa: PLC0415
    from tui.clipboard.asking import ask_terminal  # noqa: PLC0415
    from tui.clipboard.doctor import lines, report  # noqa: PLC0415

    somebody_is_there = bool(sys.stdin and sys.stdin.isatty() and terminal.is_terminal)
    answers = ask_terminal() if somebody_is_there or arguments.ask else None
    found = report(this_session(), answers=answers)
    places = {"looks": _looks(), "library": _library(arguments), "notebook": _notebook(arguments)}
    if arguments.json:
        terminal.document(found | places)
        return 0
    for line in lines(found):
        terminal.line(line)
    for name, place in places.items():
        terminal.line()
        terminal.heading(name.capitalize())
        for label, text in place.items():
            terminal.line(f"  {label:<10} {_said(text)}")
    return 0


def _said(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "–" if value is None else f"{value:,}" if isinstance(value, int) else str(value)


def _looks() -> dict[str, Any]:
    """The theme, and what the terminal shows of colours and signs."""
    from store import config_path  # noqa: PLC0415
    from tui.abilities import MONOCHROME, TRUE, abilities_of  # noqa: PLC0415
    from tui.settings import read_configuration  # noqa: PLC0415

    wanted = read_configuration(config_path())
    able = abilities_of(ascii=wanted.ascii)
    colours = {MONOCHROME: "none", TRUE: "all"}.get(able.colours, str(able.colours))
    return {
        "theme": wanted.theme or "rounds-terminal, or as T left it",
        "colours": "none (NO_COLOR)" if os.environ.get("NO_COLOR") else colours,
        "signs": "ASCII" if able.ascii else "Unicode",
        "encoding": able.encoding,
    }


def _library(arguments: argparse.Namespace) -> dict[str, Any]:
    from store import Library, RoundsError  # noqa: PLC0415
    from tui.cli.libraries import place  # noqa: PLC0415

    path = place(arguments)
    found = _file(path)
    try:
        if not path.exists():
            stand_in = "" if arguments.library else "; the bundled cases stand in"
            return found | {"cases": None, "problem": f"not there yet{stand_in} (rounds import makes it)"}
        with Library.open(path, readonly=True) as library:
            return found | {"cases": library.info.cases, "problem": None}
    except RoundsError as error:
        return found | {"cases": None, "problem": str(error)}


def _notebook(arguments: argparse.Namespace) -> dict[str, Any]:
    from store import Notebook, RoundsError  # noqa: PLC0415
    from tui.cli.notebooks import place  # noqa: PLC0415

    path = place(arguments)
    found = _file(path)
    try:
        with Notebook.open(path) as notebook:
            return found | {"entries": len(notebook.entries()) if path.exists() else 0, "problem": None}
    except RoundsError as error:
        return found | {"entries": None, "problem": str(error)}


def _file(path: Path) -> dict[str, Any]:
    """What a file allows: of one that is not there, whether it can be made."""
    there = path.exists()
    nearest = path if there else next((folder for folder in path.absolute().parents if folder.exists()), path)
    return {"path": str(path), "exists": there, "writable": os.access(nearest, os.W_OK)}


COMMANDS = (
    Command(
        "doctor",
        "doctor",
        "Tell what terminal, clipboard, library and notebook can do here",
        _doctor,
        (argument("--ask", action="store_true", help="ask the terminal itself also where output is piped"),),
        details=(
            "Says by which route a copy reaches the clipboard of the machine you sit at, how sure that is, and the one "
            "line of tmux or terminal configuration that would make it better."
        ),
        examples=(
            ("doctor", "what works here"),
            ("doctor --json | jq .clipboard", "the route of the clipboard alone"),
        ),
        shape="""{
  "terminal": {
    "term": "xterm-256color",
    "name": "",
    "line": "ssh",
    "system": "linux",
    "writable": true,
    "says_it_takes_a_clipboard": null
  },
  "tmux": null,
  "screen": false,
  "displays": [],
  "tools": [],
  "clipboard": {
    "route": "osc52",
    "why": "…",
    "also_this_computer": false,
    "longest_bytes": 74994,
    "said": "sent to a terminal that gives no receipt",
    "remedy": null
  },
  "looks": {
    "theme": "rounds-dark",
    "colours": "256",
    "signs": "Unicode",
    "encoding": "utf-8"
  },
  "library": {
    "path": "/home/me/.local/share/rounds/library.db",
    "exists": true,
    "writable": true,
    "cases": 18,
    "problem": null
  },
  "notebook": {
    "path": "/home/me/.local/share/rounds/notebook.db",
    "exists": false,
    "writable": true,
    "entries": 0,
    "problem": null
  }
}""",
    ),
)
