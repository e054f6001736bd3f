"""A person's configuration: one TOML file, every part of it optional, nothing in it fatal.

theme = "rounds-light"
copy = "ama"               # what `yy` copies before anything was copied

[keys]                     # by the names in the key table; a list replaces the default keys, [] takes them away
"find.entity" = ["e", "ctrl+f"]
"sort.date" = ["S d"]
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from msgspec import Struct, field

from store import RoundsError, clean_line
from tui.commands import COMMANDS

THEMES = ("rounds-terminal", "rounds-dark", "rounds-light")
COPIES = (
    "ama",
    "vancouver",
    "apa",
    "nejm",
    "lancet",
    "nature",
    "chicago",
    "harvard",
    "ieee",
    "bibtex",
    "ris",
    "csl-json",
)
COLUMNS = ("author", "year", "date", "journal", "stars", "tags", "notes", "unread")
DEFAULT_COLUMNS = ("author", "year", "stars", "tags", "notes")
NOTES = ("inside", "editor")
_SETTINGS = ("theme", "copy", "citation_key", "ascii", "names", "journals", "keys")


class Configuration(Struct, frozen=True):
    """What a person wants otherwise."""

    theme: str | None = None
    copy: str | None = None
    citation_key: str | None = None
    """The pattern of BibTeX keys."""
    ascii: bool | None = None
    """Whether borders and signs are ASCII; None where the terminal decides."""
    columns: tuple[str, ...] = DEFAULT_COLUMNS
    """What the list shows of a case beside its title, from left to right."""
    kinds: tuple[str, ...] = ("*",)
    """Kinds of entities that are listed, in this order; `*` stands for all that are not named."""
    notes: str = "inside"
    """Where `a` writes a note: inside, or in the person's own editor."""
    names: Mapping[str, str] = field(default_factory=dict)
    """Names of authors as they are printed, and how they are to be split: `Li, Xiao`."""
    journals: Mapping[str, str] = field(default_factory=dict)
    """Journals and their abbreviations, before any list of abbreviations is asked."""
    keys: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    problems: tuple[str, ...] = ()
    """What in the file made no sense, a sentence each; the rest of it counts."""


def read_configuration(path: Path) -> Configuration:
    """The configuration in a file, which need not be there."""
    if not path.exists():
        return Configuration()
    import tomllib  # noqa: PLC0415 -- most people have no such file

    try:
        found = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        return Configuration(problems=(f"{clean_line(str(path))} cannot be read: {clean_line(str(error))}.",))
    except tomllib.TOMLDecodeError as error:
        return Configuration(problems=(f"{clean_line(str(path))} is no TOML: {clean_line(str(error))}.",))
    problems: list[str] = []
    theme = _one_of(found, "theme", THEMES, problems)
    copy = _one_of(found, "copy", COPIES, problems)
    key = found.get("citation_key")
    if key is not None and not (isinstance(key, str) and _is_pattern(key, problems)):
        key = None
    ascii_signs = found.get("ascii")
    if ascii_signs is not None and not isinstance(ascii_signs, bool):
        problems.append("ascii is true or false.")
        ascii_signs = None
    names, journals = (_texts(found, table, problems) for table in ("names", "journals"))
    keys = _keys(found.get("keys", {}), problems)
    problems += [f"{clean_line(name)!r} is nothing that can be set." for name in found if name not in _SETTINGS]
    return Configuration(
        theme=theme,
        copy=copy,
        citation_key=key,
        ascii=ascii_signs,
        names=names,
        journals=journals,
        keys=keys,
        problems=tuple(problems),
    )


def _is_pattern(pattern: str, problems: list[str]) -> bool:
    from store import check_pattern  # noqa: PLC0415 -- citing is loaded when something is cited

    try:
        check_pattern(pattern)
    except RoundsError as error:
        problems.append(f"citation_key: {error}")
        return False
    return True


def _texts(found: Mapping[str, Any], name: str, problems: list[str]) -> dict[str, str]:
    table = found.get(name, {})
    if not isinstance(table, dict) or not all(isinstance(value, str) for value in table.values()):
        problems.append(f"{name} is a table of texts: [{name}].")
        return {}
    return {clean_line(key): clean_line(value) for key, value in table.items()}


def _one_of(found: Mapping[str, Any], name: str, choices: tuple[str, ...], problems: list[str]) -> str | None:
    value = found.get(name)
    if value is None or value in choices:
        return value
    problems.append(f"{name} is one of {', '.join(choices)}, not {clean_line(str(value))}.")
    return None


def _keys(table: object, problems: list[str]) -> dict[str, tuple[str, ...]]:
    if not isinstance(table, dict):
        problems.append("keys is a table: [keys].")
        return {}
    known = {command.id for command in COMMANDS}
    keys: dict[str, tuple[str, ...]] = {}
    for name, value in table.items():
        wanted = [value] if isinstance(value, str) else value
        if name not in known:
            problems.append(f"keys: there is no command {clean_line(name)!r}.")
        elif not isinstance(wanted, list) or not all(isinstance(key, str) and key.strip() for key in wanted):
            problems.append(f'keys: {name} wants a list of keys, as ["x"] or ["S d"].')
        else:
            keys[name] = tuple(clean_line(key) for key in wanted)
    return keys


def example() -> str:
    """A configuration file that changes nothing and shows everything that can be set."""
    lines = [
        "# Rounds: what is set here holds from the next start on. Every line may be left out.",
        "",
        f'# theme = "{THEMES[0]}"  # or {", ".join(THEMES[1:])}',
        '# copy = "vancouver"  # what yy copies before anything was copied',
        '# citation_key = "{family}{year}{word}"  # how BibTeX keys are made',
        "# ascii = true  # borders and signs in ASCII; left out, the terminal decides",
        "",
        "[names]  # authors whose names are split wrongly: family name, comma, given names",
        '# "Xiao LI" = "Li, Xiao"',
        "",
        "[journals]  # abbreviations of your own",
        '# "Cancer Reports" = "Cancer Rep"',
        "",
        "[keys]  # a list replaces the default keys of a command; [] takes them away; a chord is two keys with a space",
    ]
    for command in COMMANDS:
        keys = ", ".join(f'"{_escaped(key)}"' for key in command.keys)
        lines.append(f'# "{command.id}" = [{keys}]  # {command.title}')
    return "\n".join(lines) + "\n"


def _escaped(key: str) -> str:
    return key.replace("\\", "\\\\").replace('"', '\\"')
