"""The configuration file: read, whatever is in it, and made with everything that can be set."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from store import RoundsError, clean_line
from tui.commands import COMMANDS
from tui.commands.keynames import CANNOT_BE_SENT, is_key
from tui.configuration import COLUMNS, DEFAULT_COLUMNS, NOTES, THEMES, Configuration
from tui.copies import CITATIONS
from tui.presets import PRESETS

_ALL_KINDS = ("gene", "protein", "chemical", "disease", "species", "cell line", "mutation", "phenotype")
_TABLES = ("names", "journals", "keys")
_SETTINGS = ("theme", "copy", "citation_key", "ascii", "columns", "kinds", "notes", "preset", *_TABLES)


def read_configuration(path: Path) -> Configuration:
    """The configuration in a file, which need not be there; what in it makes no sense is passed over and told."""
    if not path.exists():
        return Configuration()
    import tomllib  # noqa: PLC0415 -- most people have no such file

    try:
        found = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        return Configuration(problems=(f"{clean_line(str(path))} cannot be read: {clean_line(str(error))}.",))
    except tomllib.TOMLDecodeError as error:
        return Configuration(problems=(f"{clean_line(str(path))} is no TOML: {clean_line(str(error))}.",))
    return _Reading(found).configuration()


class _Reading:
    """Reads a table of settings and gathers what is wrong with it."""

    def __init__(self, found: Mapping[str, Any]) -> None:
        self._found = found
        self._problems: list[str] = []

    def configuration(self) -> Configuration:
        """The settings that make sense, and a sentence for each that does not."""
        preset = self._one_of("preset", tuple(PRESETS))
        for name in self._found:
            if name not in _SETTINGS:
                self._complain(f"{clean_line(name)!r} is nothing that can be set{_near(name, _SETTINGS)}.")
        return Configuration(
            theme=self._one_of("theme", THEMES),
            copy=self._one_of("copy", tuple(CITATIONS)),
            citation_key=self._pattern(),
            ascii=self._truth("ascii"),
            columns=self._several("columns", COLUMNS, DEFAULT_COLUMNS),
            kinds=self._several("kinds", None, ("*",)),
            notes=self._one_of("notes", NOTES) or NOTES[0],
            names=self._texts("names"),
            journals=self._texts("journals"),
            keys={**PRESETS.get(preset or "", {}), **self._keys()},
            problems=tuple(self._problems),  # the last: what comes before it adds to them
        )

    def _complain(self, sentence: str) -> None:
        self._problems.append(sentence)

    def _pattern(self) -> str | None:
        pattern = self._found.get("citation_key")
        if pattern is None:
            return None
        from store import check_pattern  # noqa: PLC0415 -- citing is loaded when something is cited

        try:
            check_pattern(str(pattern))
        except RoundsError as error:
            self._complain(f"citation_key: {error}")
            return None
        return str(pattern)

    def _truth(self, name: str) -> bool | None:
        value = self._found.get(name)
        if value is None or isinstance(value, bool):
            return value
        self._complain(f"{name} is true or false, not {clean_line(str(value))}.")
        return None

    def _one_of(self, name: str, choices: tuple[str, ...]) -> str | None:
        value = self._found.get(name)
        if value is None or value in choices:
            return value
        self._complain(f"{name} is one of {', '.join(choices)}, not {clean_line(str(value))}.")
        return None

    def _several(self, name: str, choices: tuple[str, ...] | None, usual: tuple[str, ...]) -> tuple[str, ...]:
        value = self._found.get(name)
        if value is None:
            return usual
        if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
            self._complain(f'{name} is a list of names, as ["{usual[0]}"].')
            return usual
        for one in value:
            if choices is not None and one not in choices:
                self._complain(f"{name}: {clean_line(one)!r} is none of {', '.join(choices)}.")
        return tuple(dict.fromkeys(clean_line(one) for one in value if choices is None or one in choices))

    def _texts(self, name: str) -> dict[str, str]:
        table = self._found.get(name, {})
        if not isinstance(table, dict) or not all(isinstance(value, str) for value in table.values()):
            self._complain(f"{name} is a table of texts: [{name}].")
            return {}
        return {clean_line(key): clean_line(value) for key, value in table.items()}

    def _keys(self) -> dict[str, tuple[str, ...]]:
        table = self._found.get("keys", {})
        if not isinstance(table, dict):
            self._complain('keys is a table: [keys]; preset = "arrows" chooses another set.')
            return {}
        known = {command.id: command for command in COMMANDS}
        keys: dict[str, tuple[str, ...]] = {}
        for name, value in table.items():
            wanted = [value] if isinstance(value, str) else value
            if name not in known:
                self._complain(f"keys: there is no command {clean_line(name)!r}{_near(name, known)}.")
            elif not isinstance(wanted, list) or not all(isinstance(key, str) and key.strip() for key in wanted):
                self._complain(f'keys: {name} wants a list of keys, as ["x"] or ["S d"].')
            elif name == "quit.now" and not wanted:
                self._complain("keys: quit.now keeps its keys, so that one can always leave.")
            else:
                keys[name] = tuple(self._that_can_be_pressed(name, wanted))
        return keys

    def _that_can_be_pressed(self, name: str, keys: Iterable[str]) -> Iterable[str]:
        for key in map(clean_line, keys):
            parts = key.split(" ")
            lost = next((part for part in parts if part in CANNOT_BE_SENT), None)
            unknown = next((part for part in parts if not is_key(part)), None)
            if lost is not None:
                self._complain(f"keys: {name}: {lost} arrives as {CANNOT_BE_SENT[lost]}.")
            elif unknown is not None or len(parts) > 2:
                self._complain(f"keys: {name}: {key!r} is no key; a chord is two keys with a space.")
            else:
                yield key


def _near(name: str, names: Iterable[str]) -> str:
    from difflib import get_close_matches  # noqa: PLC0415 -- for mistakes alone

    near = get_close_matches(name, list(names), n=1)
    return f"; {near[0]} is" if near else ""


def example() -> str:
    """A configuration file that changes nothing and shows everything that can be set."""
    lines = [
        "# Rounds: what is set here holds from the next start on. Take the # off to set something.",
        "",
        f'# theme = "{THEMES[0]}"  # or {", ".join(THEMES[1:])}',
        "# ascii = true  # borders and signs in ASCII; left out, the terminal decides",
        '# copy = "vancouver"  # what yy copies before anything was copied, and the style of rounds cite',
        '# citation_key = "{family}{year}{word}"  # how BibTeX keys are made',
        f"# columns = {_listed(DEFAULT_COLUMNS)}  # beside the title; also {', '.join(_others(DEFAULT_COLUMNS))}",
        f"# kinds = {_listed(('*',))}  # entities shown, in this order: {', '.join(_ALL_KINDS)}, …; * is all others",
        '# notes = "inside"  # or "editor": a opens VISUAL or EDITOR, as E always does',
        '# preset = "vim"  # or "arrows": no letter moves, < and > move a case in a collection',
        "",
        "# Nothing moves by itself: there is no animation, so there is none to switch off.",
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
        lines.append(f'# "{command.id}" = {_listed(command.keys)}  # {command.title}')
    return "\n".join(lines) + "\n"


def _others(columns: Iterable[str]) -> list[str]:
    return [column for column in COLUMNS if column not in columns]


def _listed(texts: Iterable[str]) -> str:
    return f"[{', '.join(_quoted(text) for text in texts)}]"


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
