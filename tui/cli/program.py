"""One run of the program: the app, or a headless command."""

from __future__ import annotations

import argparse
import gc
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from tui.cli.declare import Command, argument
from tui.cli.guard import DONE, USAGE, guarded
from tui.cli.parser import command_named, overview, parse, split
from tui.cli.terminal import Terminal

if TYPE_CHECKING:
    from tui.beginning import Beginning


def run(words: Sequence[str]) -> int:
    """Do what the words of the command line ask for; returns the exit code."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if stream is not None and hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    terminal = Terminal()
    return guarded(lambda: _dispatch(words, terminal), terminal)


def _dispatch(words: Sequence[str], terminal: Terminal) -> int:
    name, rest = split(words)
    if name == "help":
        name, rest = split(rest)[0], ["--help"]
    if not name:
        if {"-h", "--help"} & set(rest):
            terminal.block(overview())
            return DONE
        if "--version" in rest:
            return _print_version(terminal)
    command = command_named(name) if name else APP
    try:
        arguments = parse(command, rest)
    except SystemExit:  # argparse, after printing a command's help
        return DONE
    from store import tell_waiting  # noqa: PLC0415 -- not to tell the version

    tell_waiting(lambda: terminal.note("waiting for another process to finish writing"))
    return command.run(arguments, terminal)


def _print_version(terminal: Terminal) -> int:
    from tui.version import version  # noqa: PLC0415 -- loads the package's metadata

    terminal.line(f"rounds {version()}")
    return DONE


def _open_app(arguments: argparse.Namespace, terminal: Terminal) -> int:
    if arguments.library and not Path(arguments.library).exists():
        from tui.cli.libraries import missing  # noqa: PLC0415 -- to refuse alone

        raise missing(arguments)
    if arguments.linear:
        from tui.cli.libraries import standard_input  # noqa: PLC0415 -- for keys that may come from a pipe

        standard_input()
        out = terminal.out
        beginning = _begin(arguments)
        from tui.linear.app import run as run_linear  # noqa: PLC0415 -- Textual is for the app alone

        return run_linear(beginning, out, tour=arguments.tour)
    if not (sys.stdin and sys.stdin.isatty() and terminal.is_terminal):
        terminal.note("The app needs a terminal; --linear does without, and commands do: rounds --help lists them.")
        return USAGE
    if os.environ.get("TERM") in (None, "", "dumb", "unknown"):
        terminal.note("The app needs a terminal; `rounds --linear`, `rounds list` and `rounds search` do without.")
        return USAGE
    # Textual paints at most so often, and a key is to be answered at once; a slow line is spared by `tui.backlog`
    os.environ.setdefault("TEXTUAL_FPS", "240")
    gc.disable()  # until the first frame: what loading makes is no garbage, and looking takes a tenth of the start
    beginning = _begin(arguments)
    from tui.app import run as run_app  # noqa: PLC0415 -- Textual is for the app alone

    return run_app(beginning, ascii=arguments.ascii, tour=arguments.tour)


def _begin(arguments: argparse.Namespace) -> Beginning:
    """Have the first cases read; then load Textual, which all that is needed for reading has to do without."""
    from tui.beginning import Beginning  # noqa: PLC0415 -- for the app alone
    from tui.loading import load_textual  # noqa: PLC0415
    from tui.shelf import Shelf  # noqa: PLC0415

    library, notebook = (Path(name) if name else None for name in (arguments.library, arguments.notebook))
    shelf = Shelf(library, notebook, bundled=arguments.tour and not library)
    beginning = Beginning(shelf, resumes=not arguments.tour)
    beginning.wait()
    load_textual()
    return beginning


APP = Command(
    "",
    "[--library FILE]",
    "Open the app",
    _open_app,
    (
        argument(
            "--ascii",
            action="store_true",
            help="draw borders and signs in ASCII, as is done where the terminal needs it",
        ),
        argument("--tour", action="store_true", help="begin with a tour of five steps, on the bundled cases"),
        argument("--linear", action="store_true", help="say lines instead of painting a screen, for screen readers"),
    ),
)
