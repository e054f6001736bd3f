"""From the words of a command line to a command and its arguments; `--help` and the overview."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Sequence
from typing import Any, NoReturn

from store import clean, clean_line
from tui.cli.declare import EVERYWHERE, Argument, Command, UsageError
from tui.cli.registry import GROUPS, all_commands, find_command, names

_GENERAL = {name: argument for argument in EVERYWHERE for name in argument.names}


class Parser(argparse.ArgumentParser):
    """Argparse whose messages are clean and short."""

    def error(self, message: str) -> NoReturn:
        """Refuse the command line (`UsageError`)."""
        raise UsageError(f"{message} (see {self.prog} --help)")

    def print_help(self, file: Any = None) -> None:
        """Print the help, clean, and let a stream that is gone be an error like any other."""
        stream = file or sys.stdout
        if stream is not None:
            stream.write(clean(self.format_help()))


def split(words: Sequence[str]) -> tuple[str, list[str]]:
    """The name of the command (empty: the app) and all other words; options for every command may stand before it."""
    before: list[str] = []
    rest = list(words)
    while rest and rest[0].startswith("-"):
        word = rest.pop(0)
        before.append(word)
        if word in _GENERAL and rest:
            before.append(rest.pop(0))
    return (rest.pop(0), before + rest) if rest else ("", before)


def parse(command: Command, words: Sequence[str]) -> argparse.Namespace:
    """The arguments of `command`; raises `UsageError`, or `SystemExit` after `--help`."""
    return make_parser(command).parse_args(_in_order(command, words))


def make_parser(command: Command) -> Parser:
    """The argparse parser of `command`, its help included."""
    parser = Parser(
        prog=f"rounds {command.name}".strip(),
        description=_description(command),
        epilog=_examples(command),
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    vars(parser)["color"] = False  # since Python 3.14 argparse colours its help by itself
    for item in command.all_arguments:
        parser.add_argument(*item.names, **item.options)
    return parser


def _description(command: Command) -> str:
    from textwrap import fill  # noqa: PLC0415 -- for --help alone

    return "\n\n".join(fill(text, 88) for text in (f"{command.summary}.", *command.details.split("\n\n")) if text)


def _examples(command: Command) -> str:
    if not command.examples:
        return ""
    lines = [(f"  rounds {line}", what) for line, what in command.examples]
    width = max(len(line) for line, _ in lines)
    return "examples:\n" + "\n".join(f"{line:<{width}}   {what}" for line, what in lines)


def _in_order(command: Command, words: Sequence[str]) -> list[str]:
    """Options first, each with its value, then `--` and the rest, so that argparse takes them in any order."""
    known = {name: item for item in command.all_arguments for name in item.names if item.is_option}
    options: list[str] = []
    rest: list[str] = []
    remaining = iter(words)
    for word in remaining:
        if word == "--":
            rest.extend(remaining)
        elif word in known:
            options.append(_with_value(word, known[word], remaining))
        elif (
            word == "-"
            or not word.startswith("-")
            or (command.takes_query and not word.startswith("--") and word != "-h")
        ):
            rest.append(word)
        else:
            options.append(word)
    return [*options, "--", *rest] if rest else options


def _with_value(word: str, item: Argument, remaining: Iterable[str]) -> str:
    if not item.takes_value:
        return word
    value = next(iter(remaining), None)
    return word if value is None else f"{word}={value}"


def command_named(name: str) -> Command:
    """The command of that name; raises `UsageError` with near names."""
    command = find_command(name)
    if command is not None:
        return command
    from difflib import get_close_matches  # noqa: PLC0415 -- for mistakes alone

    near = get_close_matches(name, names(), n=3)
    hint = f"Did you mean {' or '.join(near)}?" if near else "rounds --help lists all commands."
    raise UsageError(f"There is no command “{clean_line(name)}”. {hint}")


def overview() -> str:
    """What `rounds --help` prints."""
    commands = {command.name: command for command in all_commands()}
    lines = [
        "Rounds: explore biomedical case reports in the terminal.",
        "",
        "usage: rounds [--tour] [--library FILE]              the app",
        "       rounds --linear                               the app in lines, for screen readers",
        "       rounds --ascii                                the app with borders and signs in ASCII",
        "       rounds COMMAND …                              one answer, for reading or for pipes",
    ]
    for title, group in GROUPS.items():
        lines += ["", title]
        lines += [f"  {name:<11} {commands[name].summary}" for name in group]
    lines += ["", "Options, before or after a command"]
    for item in EVERYWHERE:
        option = f"{item.names[0]} {item.options['metavar']}"
        lines.append(f"  {option:<17} {item.options['help']}")
    lines += [
        "  --version         print the version",
        "  --help            print this, or with a command its own help with examples",
        "",
        "Exit codes: 0 done, 1 something that was named is not there or was rejected, 2 wrong usage.",
    ]
    return "\n".join(lines)
