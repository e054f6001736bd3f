"""`man`: the manual page, made from the declarations of the commands.

Written in the man macros of roff (groff_man(7)).
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from tui.cli.declare import EVERYWHERE, Argument, Command

if TYPE_CHECKING:
    from tui.cli.terminal import Terminal

_DESCRIPTION = (
    "Rounds shows biomedical case reports in three panes: the cases, the findings of the one under the cursor, and "
    "the genes, proteins, chemicals, diseases and species that it names. Without a command it opens the app, whose "
    "keys are listed by pressing ?. Each command gives one answer, for reading or for pipes. CASE is an id as --json "
    "prints it, a PMC id, a DOI, a PubMed id, or a prefix that fits one case; where several are taken, - reads them "
    "from standard input."
)
_EXITS = (
    ("0", "Done; a search without hits is done as well."),
    ("1", "A case, an entity or a file that was named is not there, or a file was rejected."),
    ("2", "Wrong usage."),
)
_ENVIRONMENT = (
    ("ROUNDS_LIBRARY", "The library, unless --library names one."),
    ("ROUNDS_NOTEBOOK", "The notebook, unless --notebook names one."),
    ("NO_COLOR", "If set, nothing is coloured."),
)


def _man(_arguments: argparse.Namespace, terminal: Terminal) -> int:
    from tui.cli.program import APP  # noqa: PLC0415 -- it is what runs this
    from tui.cli.registry import GROUPS, all_commands  # noqa: PLC0415
    from tui.version import version  # noqa: PLC0415

    commands = {command.name: command for command in all_commands()}
    groups = {title: [commands[name] for name in group] for title, group in GROUPS.items()}
    terminal.block(page(groups, version(), (*EVERYWHERE, *APP.arguments)))
    return 0


def page(groups: dict[str, list[Command]], version: str, options: Sequence[Argument] = EVERYWHERE) -> str:
    """The manual page for commands under their headings; `options` need no command."""
    lines = [
        f'.TH ROUNDS 1 "" "Rounds {_escaped(version)}" "User Commands"',
        ".SH NAME",
        "rounds \\- explore biomedical case reports in the terminal",
        ".SH SYNOPSIS",
        ".B rounds",
        _escaped("[--library FILE] [--notebook FILE]"),
        ".br",
        ".B rounds",
        _escaped("COMMAND …"),
        ".SH DESCRIPTION",
        _escaped(_DESCRIPTION),
        ".SH OPTIONS",
        *(line for item in options for line in _entry(_named(item), str(item.options["help"]))),
    ]
    for title, commands in groups.items():
        lines.append(f".SH {_escaped(title.upper())}")
        for command in commands:
            lines += _command(command)
    for title, entries in (("EXIT STATUS", _EXITS), ("ENVIRONMENT", _ENVIRONMENT)):
        lines.append(f".SH {title}")
        lines += [line for name, said in entries for line in _entry(name, said)]
    return "\n".join(lines) + "\n"


def _command(command: Command) -> Iterator[str]:
    yield f".SS {_escaped(f'rounds {command.synopsis}')}"
    yield _escaped(f"{command.summary}.")
    for paragraph in command.details.split("\n\n") if command.details else ():
        yield ".PP"
        yield _escaped(paragraph)
    for item in command.all_arguments:
        if item not in EVERYWHERE:
            yield from _entry(_named(item), str(item.options.get("help") or ""))
    for line, what in command.examples:
        yield ".PP"
        yield f"{_escaped(what)}:"
        yield ".RS 4"
        yield ".nf"
        yield _escaped(f"rounds {line}")
        yield ".fi"
        yield ".RE"


def _named(item: Argument) -> str:
    """An argument as the page heads its entry."""
    choices = ",".join(map(str, item.options.get("choices") or ()))
    metavar = item.options.get("metavar") or (f"{{{choices}}}" if choices else "")
    if not item.is_option:
        return str(metavar or item.names[0].upper())
    names = ", ".join(item.names)
    return f"{names} {metavar or item.names[0].lstrip('-').upper()}" if item.takes_value else names


def _entry(name: str, said: str) -> list[str]:
    return [".TP", f".B {_escaped(name)}", _escaped(said)]


def _escaped(text: str) -> str:
    """Text that roff prints as it is: nothing at the beginning of a line is taken for a request."""
    text = text.replace("\\", "\\e").replace("-", "\\-").replace('"', "\\(dq").replace("\n", " ")
    return f"\\&{text}" if text[:1] in (".", "'") else text


COMMANDS = (
    Command(
        "man",
        "man",
        "Print the manual page",
        _man,
        details="It is written for man, which shows it when it is kept under a folder of manpath as man1/rounds.1.",
        examples=(
            ("man | man -l -", "read it"),
            ("man > ~/.local/share/man/man1/rounds.1", "keep it"),
        ),
    ),
)
