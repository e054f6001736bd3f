"""`notebook`: carry a notebook elsewhere, as JSON or Markdown."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import asdict

from tui.cli.declare import Command, UsageError, argument, file_name
from tui.cli.guard import DONE
from tui.cli.libraries import STANDARD_INPUT, bytes_of, quoted

if TYPE_CHECKING:
    from store import Notebook
    from tui.cli.terminal import Terminal

_FORMATS = ("json", "markdown")
_SHAPE = """{
  "cases": 3,
  "collections": 1,
  "read": 20,
  "marks": 0,
  "places": 2,
  "kept": ["Under the key a “gene:ALK” is saved, not “gene:RET”."]
}"""


def _notebook(arguments: argparse.Namespace, terminal: Terminal) -> int:
    from tui.cli.notebooks import beside_library, opened  # noqa: PLC0415

    if arguments.action == "export":
        with beside_library(arguments, terminal) as (notebook, _):
            _export(arguments, notebook, terminal)
    else:
        with opened(arguments) as notebook:
            _import(arguments, notebook, terminal)
    return DONE


def _export(arguments: argparse.Namespace, notebook: Notebook, terminal: Terminal) -> None:
    from store import write_notebook  # noqa: PLC0415

    name = arguments.file
    is_markdown = (arguments.format or Path(name).suffix.lower()) in ("markdown", ".markdown", ".md")
    text = write_notebook(notebook, "markdown" if is_markdown else "json")
    if name == "-":
        terminal.block(text)
        return
    from tui.writing import new_file  # noqa: PLC0415

    with new_file(Path(name), overwrite=arguments.force, private=True, advice="--force overwrites it.") as file:
        file.write(text)
    terminal.note(f"The notebook is in {quoted(name)}.")


def _import(arguments: argparse.Namespace, notebook: Notebook, terminal: Terminal) -> None:
    from store import read_notebook, take_in  # noqa: PLC0415

    if arguments.format or arguments.force:
        raise UsageError("notebook import recognises the format by itself, and overwrites nothing")
    name = arguments.file
    shown, source = (STANDARD_INPUT, STANDARD_INPUT) if name == "-" else (name, Path(name).name)
    taken = take_in(notebook, read_notebook(bytes_of(name), shown), source)
    counts = asdict(taken)
    if arguments.json:
        terminal.document(counts)
        return
    for sentence in counts.pop("kept"):
        terminal.note(sentence)
    for what, number in counts.items():
        terminal.row(what, str(number))


COMMANDS = (
    Command(
        "notebook",
        "notebook export|import FILE",
        "Carry the notebook elsewhere",
        _notebook,
        (
            argument("action", choices=("export", "import"), help="write all of it to FILE, or add what FILE holds"),
            argument("file", type=file_name, metavar="FILE", help="- for standard output or input"),
            argument("--format", choices=_FORMATS, help="of the export; else by the name of FILE, or json"),
            argument("--force", action="store_true", help="overwrite FILE"),
        ),
        details=(
            "What is imported is added, and nothing is overwritten: notes on one case are joined, and what cannot be "
            "joined is said. The whole import is one step: rounds undo."
        ),
        examples=(
            ("notebook export mine.md", "to read, and to read back"),
            ("notebook import mine.md", "on another machine"),
        ),
        shape=_SHAPE,
    ),
)
