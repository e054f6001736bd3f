"""Which notebook a command works on, and the cases that it is told about."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from store import NotFoundError

if TYPE_CHECKING:
    from store import Library, Notebook
    from tui.cli.terminal import Terminal


def place(arguments: argparse.Namespace) -> Path:
    """The file of the notebook: as the command line says, else the environment, else this user's."""
    from store import notebook_path  # noqa: PLC0415

    return Path(arguments.notebook) if arguments.notebook else notebook_path()


@contextmanager
def opened(arguments: argparse.Namespace, library: Library | None = None) -> Iterator[Notebook]:
    """The notebook, which is told by `library` what it knows of cases; its file is made when something is written."""
    from store import Notebook  # noqa: PLC0415

    with Notebook.open(place(arguments)) as notebook:
        if library is not None:
            notebook.consult(library.known)
        yield notebook


@contextmanager
def beside_library(arguments: argparse.Namespace, terminal: Terminal) -> Iterator[tuple[Notebook, Library]]:
    """The notebook and the library that its cases are looked up in."""
    from tui.cli.libraries import to_read  # noqa: PLC0415

    with to_read(arguments, terminal) as library, opened(arguments, library) as notebook:
        yield notebook, library


def ids_of(references: Iterable[str], notebook: Notebook, library: Library) -> list[str]:
    """The ids of cases, also of those that only the notebook knows; raises `NotFoundError` at the first it does not."""
    found: list[str] = []
    for reference in references:
        try:
            case = library.case(reference).id
        except NotFoundError:
            known = notebook.find(reference)
            if known is None:
                raise
            case = known
        found.append(case)
    return list(dict.fromkeys(found))


class Marks:
    """What queries ask of the notebook (`is:starred`, `tag:`, …); its file is opened when a query does."""

    def __init__(self, arguments: argparse.Namespace) -> None:
        self._arguments = arguments

    def ids(self, field: str, value: str) -> Iterable[str]:
        """The keys of the cases for which a field holds."""
        with opened(self._arguments) as notebook:
            return list(notebook.ids(field, value))
