"""`completion`: what a shell needs to complete command lines, made from the declarations of the commands."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from tui.cli.declare import EVERYWHERE, Argument, Command, argument

if TYPE_CHECKING:
    from tui.cli.terminal import Terminal

_FILES = ("FILE", "PATH", "DIR")
"""Metavariables that stand for something on disk."""


def _completion(arguments: argparse.Namespace, terminal: Terminal) -> int:
    from tui.cli.registry import all_commands  # noqa: PLC0415

    terminal.block(SHELLS[arguments.shell](list(all_commands())))
    return 0


def _of_app() -> tuple[Argument, ...]:
    """The options of the app, which stand where no command is named."""
    from tui.cli.program import APP  # noqa: PLC0415 -- it is what runs this

    return APP.arguments


def _names(item: Argument) -> list[str]:
    return [name for name in item.names if item.is_option]


def _choices(item: Argument) -> list[str]:
    return list(item.offered)


def _is_file(item: Argument) -> bool:
    return item.options.get("metavar") in _FILES


def _said(item: Argument) -> str:
    return str(item.options.get("help") or "")


def _single_quoted(text: str) -> str:
    return "'" + text.replace("'", "'\\''") + "'"


# --- bash --------------------------------------------------------------------------------------------------------


def bash(commands: list[Command]) -> str:
    """A completion function for bash 3.2 and later."""
    cases = "\n".join(_bash_case(command) for command in commands)
    names = " ".join(command.name for command in commands)
    general = [name for item in EVERYWHERE for name in item.names]
    app = [name for item in _of_app() for name in item.names]
    return f"""# rounds completion bash; put into ~/.bashrc:  source <(rounds completion bash)
_rounds() {{
    local current=${{COMP_WORDS[COMP_CWORD]}} previous=${{COMP_WORDS[COMP_CWORD-1]}}
    local command='' options='' words='' files='' at=1
    while [ $at -lt $COMP_CWORD ]; do
        case ${{COMP_WORDS[at]}} in
            {"|".join(general)}) at=$((at+1)) ;;
            -*) ;;
            *) command=${{COMP_WORDS[at]}}; break ;;
        esac
        at=$((at+1))
    done
    case "$command $previous" in
{_indented(_bash_values(commands), 8)}
    esac
    case $command in
{_indented(cases, 8)}
        '') options='{" ".join([*general, *app])} --help --version' words='{names} help' ;;
        help) words='{names}' ;;
    esac
    case $current in
        -*) COMPREPLY=($(compgen -W "$options" -- "$current")) ;;
        *)
            COMPREPLY=($(compgen -W "$words" -- "$current"))
            if [ -n "$files" ]; then
                compopt -o filenames 2>/dev/null
                local IFS=$'\\n'
                COMPREPLY+=($(compgen -f -- "$current"))
            fi
            ;;
    esac
}}
complete -F _rounds rounds
"""


def _bash_case(command: Command) -> str:
    options = " ".join([*(name for item in command.all_arguments for name in _names(item)), "--help"])
    positional = [item for item in command.arguments if not item.is_option]
    words = " ".join(choice for item in positional for choice in _choices(item))
    files = " files=1" if any(_is_file(item) for item in positional) else ""
    return f"{command.name}) options='{options}' words='{words}'{files} ;;"


def _bash_values(commands: list[Command]) -> str:
    """What follows an option that takes a value; the general ones first, which need no command before them."""
    lines = [f'*" {name}") {_bash_value(item)} ;;' for item in EVERYWHERE for name in item.names]
    for command in commands:
        options = [item for item in command.arguments if item.takes_value]
        lines += [f'"{command.name} {name}") {_bash_value(item)} ;;' for item in options for name in item.names]
    return "\n".join(lines)


def _bash_value(item: Argument) -> str:
    if _is_file(item):
        return "compopt -o filenames 2>/dev/null; local IFS=$'\\n'; COMPREPLY=($(compgen -f -- \"$current\")); return"
    return f"COMPREPLY=($(compgen -W '{' '.join(_choices(item))}' -- \"$current\")); return"


def _indented(text: str, columns: int) -> str:
    return "\n".join(" " * columns + line for line in text.split("\n"))


# --- zsh ---------------------------------------------------------------------------------------------------------


def zsh(commands: list[Command]) -> str:
    """A completion function for zsh, to be sourced or put into a folder of `fpath` as `_rounds`."""
    described = "\n".join(f"        {_single_quoted(_zsh_escaped(c.name) + ':' + c.summary)}" for c in commands)
    general = " \\\n        ".join(_zsh_option(item) for item in (*EVERYWHERE, *_of_app()))
    cases = "\n".join(_zsh_case(command) for command in commands)
    return f"""#compdef rounds
# rounds completion zsh; put into ~/.zshrc after compinit:  source <(rounds completion zsh)
_rounds() {{
    local -a commands
    local line state
    typeset -A opt_args
    commands=(
{described}
    )
    _arguments -C \\
        {general} \\
        '--help[print the help]' '--version[print the version]' \\
        '1:command:->command' '*::argument:->argument'
    case $state in
        command) _describe command commands ;;
        argument)
            case $words[1] in
{_indented(cases, 16)}
                help) _describe command commands ;;
            esac
            ;;
    esac
}}
if [ "$funcstack[1]" = _rounds ]; then _rounds "$@"; else compdef _rounds rounds; fi
"""


def _zsh_case(command: Command) -> str:
    specs = [_zsh_option(item) for item in command.all_arguments if item.is_option]
    specs += [_zsh_positional(item) for item in command.arguments if not item.is_option]
    return f"{command.name}) _arguments {' '.join(specs)} ;;"


def _zsh_option(item: Argument) -> str:
    again = "*" if item.options.get("action") == "append" else ""
    value = f":{_zsh_metavar(item)}:{_zsh_action(item)}" if item.takes_value else ""
    specs = [f"{again}{name}[{_zsh_escaped(_said(item))}]{value}" for name in item.names]
    return " ".join(map(_single_quoted, specs))


def _zsh_positional(item: Argument) -> str:
    many = {"*": "*", "+": "*", "?": ":"}.get(str(item.options.get("nargs")), "")
    return _single_quoted(f"{many}:{_zsh_metavar(item)}:{_zsh_action(item)}")


def _zsh_metavar(item: Argument) -> str:
    return _zsh_escaped(str(item.options.get("metavar") or item.names[0].lstrip("-")))


def _zsh_action(item: Argument) -> str:
    if _is_file(item):
        return "_files"
    return f"({' '.join(_choices(item))})" if _choices(item) else " "


def _zsh_escaped(text: str) -> str:
    for sign in "\\[]:":
        text = text.replace(sign, "\\" + sign)
    return text


# --- fish --------------------------------------------------------------------------------------------------------


def fish(commands: list[Command]) -> str:
    """Completions for fish 3 and later, to be sourced or put into its `completions` folder."""
    names = " ".join(command.name for command in commands)
    lines = [
        "# rounds completion fish; keep as ~/.config/fish/completions/rounds.fish",
        "complete -c rounds -f",
        *(f"complete -c rounds {_fish_option(item)}" for item in EVERYWHERE),
        "complete -c rounds -l help -d 'print the help'",
        f"complete -c rounds -n 'not __fish_seen_subcommand_from {names}' -l version -d 'print the version'",
        *(f"complete -c rounds -n 'not __fish_seen_subcommand_from {names}' {_fish_option(i)}" for i in _of_app()),
    ]
    for command in commands:
        said = _fish_quoted(command.summary)
        lines.append(f"complete -c rounds -n 'not __fish_seen_subcommand_from {names}' -a {command.name} -d {said}")
    for command in commands:
        seen = f"complete -c rounds -n '__fish_seen_subcommand_from {command.name}'"
        lines += [f"{seen} {line}" for line in _fish_arguments(command)]
    return "\n".join(lines) + "\n"


def _fish_arguments(command: Command) -> Iterator[str]:
    for item in command.all_arguments:
        if item in EVERYWHERE:
            continue
        if item.is_option:
            yield _fish_option(item)
        elif _choices(item):
            yield f"-a {_fish_quoted(' '.join(_choices(item)))}"
        elif _is_file(item):
            yield "-F"


def _fish_option(item: Argument) -> str:
    value = ""
    if item.takes_value:
        choices = f" -a {_fish_quoted(' '.join(_choices(item)))}" if _choices(item) else ""
        value = " -r -F" if _is_file(item) else f" -x{choices}"
    longs = " ".join(f"-l {name[2:]}" if name.startswith("--") else f"-s {name[1:]}" for name in item.names)
    return f"{longs}{value} -d {_fish_quoted(_said(item))}"


def _fish_quoted(text: str) -> str:
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"


SHELLS: dict[str, Callable[[list[Command]], str]] = {"bash": bash, "zsh": zsh, "fish": fish}

COMMANDS = (
    Command(
        "completion",
        "completion SHELL",
        "Print what a shell needs to complete command lines",
        _completion,
        (argument("shell", choices=tuple(SHELLS), metavar="SHELL", help="bash, zsh or fish"),),
        examples=(
            ("completion bash > ~/.local/share/bash-completion/completions/rounds", "for bash"),
            ("completion fish > ~/.config/fish/completions/rounds.fish", "for fish"),
        ),
    ),
)
