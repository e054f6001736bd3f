"""What the terminal can show and answer, as far as its surroundings tell: characters, colours, questions."""

from __future__ import annotations

import codecs
import os
import sys
from collections.abc import Mapping

from msgspec import Struct

MONOCHROME, SIXTEEN, MANY, TRUE = 0, 16, 256, 1 << 24
"""Numbers of colours."""
_NO_COLOURS = ("vt", "dumb", "unknown")
_FEW_CHARACTERS = ("linux", "vt", "ansi", "cons25", "dumb", "unknown")
"""Beginnings of the names of terminals without box drawing beyond single lines, or without any."""
_ANSWERING = (
    "alacritty",
    "contour",
    "foot",
    "ghostty",
    "gnome",
    "iterm",
    "kitty",
    "konsole",
    "mintty",
    "mlterm",
    "rio",
    "rxvt",
    "st",
    "tmux",
    "vte",
    "wezterm",
    "xterm",
)
"""Beginnings of the names of terminals that can be expected to say what colour their background is."""
_COERCED = ("C.UTF-8", "C.utf8", "UTF-8")


class Abilities(Struct, frozen=True):
    """What a terminal can do; by default all that any can, but for answering."""

    ascii: bool = False
    """Whether our own signs are to be ASCII."""
    encoding: str = "utf-8"
    """What text may be sent in, in Python's name for it."""
    colours: int = TRUE
    """How many colours may be used: `MONOCHROME`, `SIXTEEN`, `MANY` or `TRUE`."""
    answers: bool = False
    """Whether it can be expected to say what colour its background is."""


def abilities_of(environment: Mapping[str, str] = os.environ, *, ascii: bool | None = None) -> Abilities:
    """What the terminal around us can do; `ascii` is a person's wish, None leaves it to what is found."""
    found = not shows_our_signs(environment)
    return Abilities(
        found if ascii is None else ascii, charset(environment), colours(environment), can_be_asked(environment)
    )


def charset(environment: Mapping[str, str] = os.environ, *, coerced: bool | None = None) -> str:
    """The encoding that the locale asks for, in Python's name for it; `utf-8` where it says nothing.

    Python replaces the locale C by one with UTF-8 for itself (`coerced`; None asks this interpreter): what it put
    into the environment says nothing of the terminal.
    """
    if coerced is None:
        coerced = bool(sys.flags.utf8_mode) and "PYTHONUTF8" not in environment
    names = [environment.get(name, "") for name in ("LC_ALL", "LC_CTYPE", "LANG")]
    if coerced and names[1] in _COERCED:
        names[1] = ""
    name = next((name for name in names if name), "")
    if not name:
        return "utf-8"
    codeset = name.partition("@")[0].partition(".")[2]
    try:
        return codecs.lookup(codeset).name if codeset else "utf-8" if name.upper() == "UTF-8" else "ascii"
    except LookupError:
        return "ascii"


def shows_our_signs(environment: Mapping[str, str] = os.environ) -> bool:
    """Whether borders and signs beyond ASCII can be expected to be there."""
    return charset(environment) == "utf-8" and not environment.get("TERM", "").startswith(_FEW_CHARACTERS)


def colours(environment: Mapping[str, str] = os.environ) -> int:
    """How many colours there are: one of `MONOCHROME`, `SIXTEEN`, `MANY`, `TRUE`; none are wanted with `NO_COLOR`."""
    term = environment.get("TERM", "")
    if environment.get("NO_COLOR") or term.startswith(_NO_COLOURS) or term.endswith(("-m", "-mono")):
        return MONOCHROME
    if environment.get("COLORTERM", "").strip().lower() in ("truecolor", "24bit"):
        return TRUE
    return MANY if term.endswith(("-256color", "-kitty")) else SIXTEEN


def can_be_asked(environment: Mapping[str, str] = os.environ) -> bool:
    """Whether the terminal can be expected to say what colour its background is, or to leave the question unheard."""
    return environment.get("TERM", "").startswith(_ANSWERING)
