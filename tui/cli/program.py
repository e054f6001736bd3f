"""One run of the program: the app, or a headless command."""

from __future__ import annotations

import argparse
import gc
import os
import sys
from collections.abc import Sequence

from tui.cli.declare import Command, argument
from tui.cli.guard import DONE, USAGE, guarded
from tui.cli.parser import command_named, overview, parse, split
from tui.cli.terminal import Terminal


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
    return command.run(arguments, terminal)


def _print_version(terminal: Terminal) -> int:
    from tui.crash import version  # noqa: PLC0415 -- loads the package's metadata

    terminal.line(f"rounds {version()}")
    return DONE


def _open_app(arguments: argparse.Namespace, terminal: Terminal) -> int:
    if not (sys.stdin and sys.stdin.isatty() and terminal.is_terminal):
        terminal.note("The app needs a terminal. For pipes there are commands: rounds --help lists them.")
        return USAGE
    # Textual paints at most so often, and a key is to be answered at once; a slow line is spared by `tui.backlog`
    os.environ.setdefault("TEXTUAL_FPS", "240")
    gc.disable()  # what loading makes is no garbage, and looking through it takes a tenth of the start
    from tui.app import run as run_app  # noqa: PLC0415 -- Textual is for the app alone

    gc.freeze()
    gc.enable()
    return run_app(arguments.library, arguments.notebook, ascii=arguments.ascii, tour=arguments.tour)


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
    ),
)
