"""Which library a command works on."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from store import NotFoundError, RoundsError, clean_line

STANDARD_INPUT = "standard input"
"""What messages call it."""
_LARGE = 2000
"""Cases whose index takes longer to make than nobody notices."""

if TYPE_CHECKING:
    from store import Library
    from tui.cli.terminal import Terminal


def place(arguments: argparse.Namespace) -> Path:
    """The file of the library: as the command line says, else the environment, else this user's."""
    from store import library_path  # noqa: PLC0415

    return Path(arguments.library) if arguments.library else library_path()


def to_read(arguments: argparse.Namespace, terminal: Terminal) -> AbstractContextManager[Library]:
    """The library, open for reading; the bundled one, and a word about it, where there is none yet.

    Raises `NotFoundError` where the command line names a file that is not there.
    """
    from store import Library, named_library  # noqa: PLC0415

    path = place(arguments)
    if path.exists():
        return Library.open(path, readonly=True, told=_renewing(terminal))
    if arguments.library:
        raise missing(arguments)
    from store import bundled_library  # noqa: PLC0415 -- before the first import alone

    none = f"There is no library {quoted(path)} yet" if named_library() else "No library yet"
    terminal.note(f"{none}, so this is the bundled one. Make your own with: rounds import PATH…")
    return Library.open(bundled_library(), readonly=True)


def missing(arguments: argparse.Namespace) -> NotFoundError:
    """That the library which the command line names is not there."""
    return NotFoundError(f"There is no library {quoted(place(arguments))}.", "rounds import PATH… makes it.")


def _renewing(terminal: Terminal) -> Callable[[int, int], None]:
    """Says once that a large library of an earlier version takes a while."""
    said = False

    def told(_done: int, total: int) -> None:
        nonlocal said
        if not said and total > _LARGE:
            terminal.note(f"The library is of another version of Rounds; its {total:,} cases are indexed anew, once.")
            said = True

    return told


def to_change(arguments: argparse.Namespace, *, create: bool = False) -> AbstractContextManager[Library]:
    """The library, open for writing; made, with the folders on the way, where `create` allows it.

    Raises `NotFoundError` where there is none.
    """
    from store import Library  # noqa: PLC0415

    path = place(arguments)
    if not create and not path.exists():
        raise NotFoundError(f"There is no library {quoted(path)} yet.", "rounds import PATH… makes it.")
    if create:
        path.parent.mkdir(parents=True, exist_ok=True)
    return Library.open(path, create=create)


def quoted(path: Path | str) -> str:
    """A file name as messages show it, whatever bytes it is made of."""
    return f"“{clean_line(os.fsdecode(path))}”"


def standard_input() -> TextIO:
    """Where the program is piped or typed to. Raises `RoundsError` where it is closed."""
    if sys.stdin is None:
        raise RoundsError("Standard input is closed.")
    return sys.stdin


def bytes_of(name: str) -> bytes:
    """The content of the file that a person names, of standard input where that is `-`."""
    return standard_input().buffer.read() if name == "-" else Path(name).read_bytes()
