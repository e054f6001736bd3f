"""`star`, `unstar`, `tag` and `note`: what a person writes down about cases."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

from tui.cli.declare import CASE, CASES, Command, UsageError, argument, words

if TYPE_CHECKING:
    from store import Library, Notebook
    from tui.cli.terminal import Terminal

_SHAPE = """{
  "cases": [
    {
      "id": "pmc:PMC12893846",
      "title": "A Giant Thoracic ALK‐Rearranged Mesenchymal Neoplasm in a Child",
      "starred": "2026-11-22T12:00:00Z",
      "tags": ["ALK-fusion", "child"],
      "note": "Ask about the fusion."
    }
  ]
}"""


def _star(arguments: argparse.Namespace, terminal: Terminal) -> int:
    return _change(arguments, terminal, lambda notebook, cases: notebook.star(cases))


def _unstar(arguments: argparse.Namespace, terminal: Terminal) -> int:
    return _change(arguments, terminal, lambda notebook, cases: notebook.unstar(cases))


def _change(
    arguments: argparse.Namespace, terminal: Terminal, change: Callable[[Notebook, list[str]], object] | None
) -> int:
    """Change what is written down about the cases, all or, where one is not there, none; then print it."""
    from tui.cli.citing import named_cases  # noqa: PLC0415
    from tui.cli.notebooks import beside_library, ids_of  # noqa: PLC0415

    with beside_library(arguments, terminal) as (notebook, library):
        cases = ids_of(named_cases(arguments.cases), notebook, library)
        if change and cases:
            change(notebook, cases)
        _print_entries(cases, notebook, library, arguments, terminal)
    return 0


def _print_entries(
    cases: list[str], notebook: Notebook, library: Library, arguments: argparse.Namespace, terminal: Terminal
) -> None:
    entries, known = notebook.entries_of(cases), library.known(cases)
    titles = {case: known[case].title if case in known else entries[case].title for case in cases}
    if arguments.json:
        found = [
            {
                "id": case,
                "title": titles[case],
                "starred": entry.starred,
                "tags": list(entry.tags),
                "note": entry.note,
            }
            for case, entry in entries.items()
        ]
        terminal.document({"cases": found})
        return
    for case, entry in entries.items():
        signs = [*(["★"] if entry.starred else []), *(f"#{tag}" for tag in entry.tags), *(["✎"] if entry.note else [])]
        terminal.row(case, " ".join(signs), titles[case])


def _tag(arguments: argparse.Namespace, terminal: Terminal) -> int:
    if not arguments.cases:
        if arguments.add or arguments.remove:
            raise UsageError("tag wants at least one CASE to change (see rounds tag --help)")
        return _print_tags(arguments, terminal)

    def change(notebook: Notebook, cases: list[str]) -> None:
        notebook.tag(cases, add=arguments.add, remove=arguments.remove)

    return _change(arguments, terminal, change if arguments.add or arguments.remove else None)


def _print_tags(arguments: argparse.Namespace, terminal: Terminal) -> int:
    from tui.cli.notebooks import opened  # noqa: PLC0415

    with opened(arguments) as notebook:
        tags = notebook.tags()
    if arguments.json:
        terminal.document({"tags": [{"tag": tag, "cases": cases} for tag, cases in tags.items()]})
    else:
        for tag, cases in tags.items():
            terminal.row(tag, str(cases))
    return 0


def _note(arguments: argparse.Namespace, terminal: Terminal) -> int:
    from tui.cli.libraries import standard_input  # noqa: PLC0415
    from tui.cli.notebooks import beside_library, ids_of  # noqa: PLC0415

    if arguments.edit and arguments.text is not None:
        raise UsageError("note takes one of --text and --edit")
    with beside_library(arguments, terminal) as (notebook, library):
        (case,) = ids_of([arguments.case], notebook, library)
        if arguments.edit:
            notebook.set_note(case, _edited(notebook.note(case) or ""))
        elif arguments.text is not None:
            notebook.set_note(case, standard_input().read() if arguments.text == "-" else arguments.text)
        elif not arguments.json:
            note = notebook.note(case)
            if note is None:
                terminal.note(f"There is no note on {case}.")
            else:
                terminal.block(note)
            return 0
        _print_entries([case], notebook, library, arguments, terminal)
    return 0


def _edited(text: str) -> str:
    """The text after the person has worked on it in their editor."""
    from store import RoundsError  # noqa: PLC0415 -- for --edit alone
    from tui.editing import chosen_editor, edit  # noqa: PLC0415

    if not chosen_editor() and not all(stream and stream.isatty() for stream in (sys.stdin, sys.stdout)):
        raise RoundsError("There is no terminal to edit in.", "--text writes a note, and --text - reads one.")
    edited = edit(text)
    if edited.problem:
        raise RoundsError(edited.problem, "The note is as it was.")
    return edited.text


COMMANDS = (
    Command(
        "star",
        "star CASE…",
        "Star cases",
        _star,
        (CASES,),
        details="Whatever is written into the notebook can be searched and can be undone (rounds undo).",
        examples=(
            ("star PMC12893846", "one case"),
            ("search drug:alectinib | rounds star -", "what a search found"),
            ("search is:starred", "find them again"),
        ),
        shape=_SHAPE,
    ),
    Command(
        "unstar",
        "unstar CASE…",
        "Take the stars off cases",
        _unstar,
        (CASES,),
        examples=(
            ("unstar PMC12893846", "one case"),
            ("search is:starred | rounds unstar -", "all of them"),
        ),
        shape=_SHAPE,
    ),
    Command(
        "tag",
        "tag CASE… --add T --remove T",
        "Tag cases, show their tags, or list all tags",
        _tag,
        (
            argument(
                "cases", nargs="*", type=words, metavar="CASE", help="the cases; without any, all tags are listed"
            ),
            argument(
                "--add", type=words, action="append", default=[], metavar="T", help="add this tag; again for more"
            ),
            argument(
                "--remove",
                type=words,
                action="append",
                default=[],
                metavar="T",
                help="remove this tag; again for more",
            ),
        ),
        details=(
            "A tag is one word: spaces and signs that queries use become hyphens. Capitals are kept but do not "
            "distinguish. Without options the tags of the cases are shown, without cases all tags with their number."
        ),
        examples=(
            ("tag PMC12893846 --add ALK-fusion --add child", "two tags at once"),
            ("tag", "all tags"),
            ("search tag:alk-fusion", "the cases that have one"),
        ),
        shape=_SHAPE,
    ),
    Command(
        "note",
        "note CASE [--text T]",
        "Print, write or edit the note on a case",
        _note,
        (
            CASE,
            argument("--text", metavar="T", help="write this (Markdown); '' takes it away, - reads it"),
            argument("--edit", action="store_true", help="write it in your editor (VISUAL, EDITOR)"),
        ),
        examples=(
            ("note PMC12893846", "print the note"),
            ("note PMC12893846 --text 'Ask about the fusion.'", "write it"),
            ("note PMC12893846 --text - < note.md", "write what a file holds"),
            ("search note:fusion", "find it again"),
        ),
        shape=_SHAPE,
    ),
)
