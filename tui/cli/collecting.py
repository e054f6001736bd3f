"""`collection`: named lists of cases in an order of one's own."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from tui.cli.declare import Command, UsageError, argument, position, words

if TYPE_CHECKING:
    from store import Library, Notebook
    from tui.cli.terminal import Terminal


def _collection(arguments: argparse.Namespace, terminal: Terminal) -> int:
    from tui.cli.citing import named_cases  # noqa: PLC0415
    from tui.cli.notebooks import beside_library, ids_of  # noqa: PLC0415

    _refuse_nonsense(arguments)
    with beside_library(arguments, terminal) as (notebook, library):
        if arguments.name is not None:
            _change(arguments, notebook, ids_of(named_cases(arguments.cases), notebook, library))
        if arguments.name is not None and not arguments.delete:
            _print_cases(arguments.rename or arguments.name, notebook, library, arguments, terminal)
        else:
            _print_names(notebook, arguments, terminal)
    return 0


def _refuse_nonsense(arguments: argparse.Namespace) -> None:
    """Refuse options of which one would be passed over, or would do more than was meant."""
    of_all = arguments.delete or arguments.rename is not None
    of_some = arguments.remove or arguments.move_to is not None
    if sum((arguments.remove, arguments.delete, arguments.rename is not None, arguments.move_to is not None)) > 1:
        raise UsageError("collection takes one of --remove, --move-to, --rename and --delete")
    if (of_all or of_some) and arguments.name is None:
        raise UsageError("collection wants the NAME of the one to change")
    if of_all and arguments.cases:
        raise UsageError("--rename and --delete are for a whole collection: leave the CASEs out, or use --remove")
    if of_some and not arguments.cases:
        raise UsageError("--remove and --move-to want at least one CASE")


def _change(arguments: argparse.Namespace, notebook: Notebook, cases: list[str]) -> None:
    """Do what the options ask for; without any, cases go to the end of the collection."""
    collections = notebook.collections
    if arguments.delete:
        collections.delete(arguments.name)
    elif arguments.rename is not None:
        collections.rename(arguments.name, arguments.rename)
    elif arguments.remove:
        collections.remove(arguments.name, cases)
    elif arguments.move_to is not None:
        collections.move(arguments.name, cases, arguments.move_to)
    elif cases:
        collections.add(arguments.name, cases)


def _print_names(notebook: Notebook, arguments: argparse.Namespace, terminal: Terminal) -> None:
    names = notebook.collections.names()
    if arguments.json:
        terminal.document({"collections": [{"name": name, "cases": cases} for name, cases in names.items()]})
    else:
        for name, cases in names.items():
            terminal.row(name, str(cases))


def _print_cases(
    name: str, notebook: Notebook, library: Library, arguments: argparse.Namespace, terminal: Terminal
) -> None:
    cases = notebook.collections.cases(name)
    titles = {case: known.title for case, known in library.known(cases).items()}
    if arguments.json:
        terminal.document({"name": name, "cases": [{"id": case, "title": titles.get(case)} for case in cases]})
    else:
        for case in cases:
            terminal.row(case, titles.get(case))


COMMANDS = (
    Command(
        "collection",
        "collection [NAME [CASE…]]",
        "List collections or the cases of one, and change it",
        _collection,
        (
            argument("name", nargs="?", type=words, metavar="NAME", help="the collection; without it all are listed"),
            argument("cases", nargs="*", type=words, metavar="CASE", help="cases to put at its end; - reads stdin"),
            argument("--remove", action="store_true", help="take the cases out instead"),
            argument("--move-to", type=position, metavar="N", help="move the cases to place N, from 1, instead"),
            argument("--rename", type=words, metavar="NEW", help="give the collection another name"),
            argument("--delete", action="store_true", help="delete the collection; its cases stay"),
        ),
        examples=(
            ("collection", "all collections"),
            ("collection talk PMC12893846 PMC8500978", "put two cases into one"),
            ("collection talk PMC8500978 --move-to 1", "the second one first"),
            ("collection talk | rounds cite - --style nejm", "cite them in its order"),
        ),
        shape="""{
  "name": "talk",
  "cases": [{"id": "pmc:PMC12893846", "title": "A Giant Thoracic ALK‐Rearranged Mesenchymal Neoplasm in a Child"}]
}""",
    ),
)
