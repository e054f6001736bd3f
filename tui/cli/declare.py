"""What a headless command is: declared once, from which parser, `--help`, README and completion are made."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from store import clean_line

if TYPE_CHECKING:
    from tui.cli.terminal import Terminal


class UsageError(Exception):
    """The command line makes no sense; the text says why (exit code 2)."""


Run = Callable[[argparse.Namespace, "Terminal"], int]
"""What a command does; returns the exit code."""


class Argument(Struct, frozen=True):
    """An option or a positional argument: its names, and what `ArgumentParser.add_argument` is told about it."""

    names: tuple[str, ...]
    options: Mapping[str, Any]
    offered: tuple[str, ...] = ()
    """What completion offers; other values may be given too, where `options` names no `choices`."""

    @property
    def is_option(self) -> bool:
        """Whether it is given by name."""
        return self.names[0].startswith("-")

    @property
    def takes_value(self) -> bool:
        """Whether the next word of the command line belongs to it."""
        return (self.is_option and "action" not in self.options) or self.options.get("action") == "append"


def argument(*names: str, offered: tuple[str, ...] = (), **options: Any) -> Argument:
    """An argument with the options of `ArgumentParser.add_argument`; completion offers `offered`, else its choices."""
    return Argument(names, options, offered or tuple(str(choice) for choice in options.get("choices") or ()))


class Command(Struct, frozen=True):
    """A headless command."""

    name: str
    synopsis: str
    """What follows `rounds`, as the table of the README shows it: `show CASE`."""
    summary: str
    """What it does, in one line."""
    run: Run
    arguments: tuple[Argument, ...] = ()
    details: str = ""
    """What `--help` says beyond the summary."""
    examples: tuple[tuple[str, str], ...] = ()
    """Command lines without `rounds`, each with what it is for."""
    shape: str = ""
    """An example of what `--json` prints, itself JSON; empty where the command has no `--json`."""
    takes_query: bool = False
    """Words that begin with `-` and are no option belong to the query (`-drug:crizotinib`)."""

    @property
    def all_arguments(self) -> tuple[Argument, ...]:
        """Its own arguments and those that every command has."""
        shared = (JSON, *EVERYWHERE) if self.shape else EVERYWHERE
        return (*self.arguments, *shared)


def file_name(text: str) -> str:
    """An argument that names a file or a folder: `~` stands for a home where no shell has seen to that.

    Raises `RoundsError` where there is no such home.
    """
    if not text.startswith("~") or os.path.lexists(text):
        return text
    from store import expanded  # noqa: PLC0415 -- seldom

    return str(expanded(text))


EVERYWHERE = (
    argument(
        "--library", type=file_name, metavar="FILE", help="the library; else ROUNDS_LIBRARY, else the one of this user"
    ),
    argument(
        "--notebook",
        type=file_name,
        metavar="FILE",
        help="the notebook; else ROUNDS_NOTEBOOK, else the one of this user",
    ),
)
JSON = argument("--json", action="store_true", help="print one JSON document")


def words(text: str) -> str:
    """An argument that is text on one line, as it enters the program: cleaned."""
    return clean_line(text)


def count(text: str) -> int:
    """An argument that counts: a whole number, 0 or more."""
    try:
        number = int(text)
    except ValueError:
        number = -1
    if number < 0:
        raise argparse.ArgumentTypeError(f"“{text}” is no number of things (0, 1, 2, …)")
    return number


def position(text: str) -> int:
    """An argument that says which of several: a whole number, 1 or more."""
    number = int(text) if text.isascii() and text.isdigit() else 0
    if number < 1:
        raise argparse.ArgumentTypeError(f"“{text}” is no place in a list (1, 2, …)")
    return number


CASE = argument("case", type=words, metavar="CASE", help="its id, PMC id, DOI or PubMed id, or a prefix that fits one")
CASES = argument("cases", nargs="+", type=words, metavar="CASE", help="as for rounds show; - reads standard input")
