"""The colours of the themes: for each number of colours a terminal may have, the styles of every role.

Meaning never hangs on colour: kinds have letters, cursors a bar, matches are reversed, mentions underlined, errors and
warnings are sentences. Contrasts are computed in the tests: 4.5 for words, 7 in the themes of high contrast, 3 for
letters of kinds, rules and bars. `rounds-terminal` keeps the terminal's own foreground for words, and where there are
256 colours takes for the rest some that stand out from black as well as from white, so that it needs to know neither.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace
from rich.color import ColorSystem
from rich.style import Style

from tui.abilities import MANY, MONOCHROME

KIND_ROLES = ("gene", "protein", "chemical", "disease", "species", "other")
TERMINAL = "rounds-terminal"
_PLAIN = Style()


class Palette(Struct, frozen=True):
    """The styles of one theme by role; a role not listed is plain text."""

    styles: dict[str, Style]
    """Whole styles, those of joined roles as they are met."""
    overlays: Mapping[str, Style]
    """What each role alone adds to plain text."""

    def style(self, role: str) -> Style:
        """The style of a role; of `a+b` both, `b` over `a`."""
        known = self.styles.get(role)
        if known is None:
            known = self.styles[""]
            for part in role.split("+"):
                known = known + self.overlays.get(part, _PLAIN)
            self.styles[role] = known
        return known


class Colours(Struct, frozen=True):
    """What a palette is made of, in Rich's notation; an empty text leaves the plain foreground."""

    base: str = ""
    """Foreground and background of everything, empty for the terminal's own."""
    accent: str = ""
    """Headings, keys, marks."""
    focus: str = ""
    """The bar of the cursor and the rule of the pane that has the keys."""
    dim: str = "dim"
    rule: str = "dim"
    cursor: str = ""
    """The background of the cursor's row."""
    star: str = "bold"
    match: str = ""
    warn: str = "bold"
    error: str = ""
    kinds: tuple[str, ...] = ("",) * len(KIND_ROLES)
    """In the order of `KIND_ROLES`."""
    named: bool = False
    """Whether words that name an entity have the colour of its kind, as the letter beside their line has."""


def _palette(colours: Colours, number: int) -> Palette:
    roles = {
        "": "",
        "title": "bold",
        "dim": colours.dim,
        "head": f"bold {colours.accent}",
        "accent": colours.accent,
        "rule": colours.rule,
        "rule.focus": f"bold {colours.focus}",
        "cursor": f"bold {colours.focus}",
        "cursor.title": "bold",
        "cursor.row": colours.cursor,
        "mark": f"bold {colours.accent}",
        "star": colours.star,
        "match": f"reverse {colours.match}",
        "match.current": f"reverse bold underline {colours.match}",
        "warn": colours.warn,
        "error": f"bold underline {colours.error}",
        "key": f"bold {colours.accent}",
        "field": "",
        "field.cursor": "reverse",
    }
    for name, colour in zip(KIND_ROLES, colours.kinds, strict=True):
        roles[f"kind.{name}"] = colour
        roles[f"named.{name}"] = f"underline {colour if colours.named else ''}"
    root = _style(colours.base, number)
    overlays = {role: _style(text, number) for role, text in roles.items()}
    return Palette({role: root + overlay for role, overlay in overlays.items()}, overlays)


def _style(text: str, number: int) -> Style:
    """A style in Rich's notation, its colours the nearest of those that there are."""
    style = Style.parse(text) if text else _PLAIN
    if number != MANY:
        return style
    front, back = (colour and colour.downgrade(ColorSystem.EIGHT_BIT) for colour in (style.color, style.bgcolor))
    return style + Style.from_color(front, back)


_NONE = Colours()
FULL: Mapping[str, Colours] = {
    TERMINAL: Colours(
        focus="color(30)",
        kinds=("color(28)", "color(30)", "color(164)", "color(160)", "color(63)", "color(130)"),
    ),
    "rounds-dark": Colours(
        base="#d8dee4 on #0f1419",
        accent="#7cc7d9",
        focus="#7cc7d9",
        dim="#949da8",
        rule="#707b88",
        cursor="on #1f2a33",
        star="#e3b341",
        match="#f2cc60",
        warn="#e3b341",
        error="#ff8e86",
        kinds=("#7ee0a1", "#79c0ff", "#d2a8ff", "#ffa198", "#a5d6ff", "#e3b341"),
        named=True,
    ),
    "rounds-light": Colours(
        base="#1b2128 on #fbfcfd",
        accent="#0b6a7f",
        focus="#0b6a7f",
        dim="#59626c",
        rule="#7a838d",
        cursor="on #e3eef1",
        star="#8a4b00",
        match="#8a4b00",
        warn="#8a4b00",
        error="#b3261e",
        kinds=("#116329", "#0a55b0", "#7a3fb8", "#a40e26", "#0b5394", "#7d4e00"),
        named=True,
    ),
    "rounds-contrast-dark": Colours(
        base="#ffffff on #000000",
        accent="#ffff00",
        focus="#ffff00",
        dim="#d0d0d0",
        rule="#c0c0c0",
        cursor="on color(234)",
        star="#ffff00",
        match="#ffff00",
        warn="#ffd700",
        error="#ffafaf",
        kinds=("#87ff87", "#87d7ff", "#ffafff", "#ffafaf", "#afffff", "#ffd787"),
        named=True,
    ),
    "rounds-contrast-light": Colours(
        base="#000000 on #ffffff",
        accent="#000087",
        focus="#000087",
        dim="#3a3a3a",
        rule="#4e4e4e",
        star="#5f0000",
        match="#5f0000",
        warn="#5f0000",
        error="#870000",
        kinds=("#005f00", "#00005f", "#5f0087", "#870000", "#000087", "#5f0000"),
        named=True,
    ),
    "rounds-safe-dark": Colours(
        base="#ffffff on #121212",
        accent="#afffff",
        focus="#afffff",
        dim="#a8a8a8",
        rule="#767676",
        cursor="on color(235)",
        star="#d7ff00",
        match="#d7ff00",
        warn="#d7ff00",
        error="#ff8787",
        kinds=("#00af00", "#8787ff", "#af87af", "#ff8787", "#afffff", "#d7ff00"),
        named=True,
    ),
    "rounds-safe-light": Colours(
        base="#000000 on #ffffff",
        accent="#00005f",
        focus="#00005f",
        dim="#4e4e4e",
        rule="#767676",
        cursor="on color(254)",
        star="#5f0000",
        match="#5f0000",
        warn="#5f0000",
        error="#af005f",
        kinds=("#875f00", "#005faf", "#8700ff", "#af005f", "#00005f", "#5f0000"),
        named=True,
    ),
}
"""The themes, in the order in which `T` goes through them, where there are 256 colours or more."""

_ON_BLACK = ("green", "cyan", "bright_magenta", "bright_red", "bright_blue", "yellow")
_ON_WHITE = ("blue", "blue", "magenta", "red", "", "")
_DARK_16 = Colours(
    base="white on black",
    accent="cyan",
    focus="cyan",
    dim="",
    rule="",
    star="yellow",
    match="yellow",
    warn="yellow",
    error="bright_red",
    kinds=_ON_BLACK,
)
_LIGHT_16 = Colours(
    base="black on bright_white",
    accent="blue",
    focus="blue",
    dim="",
    rule="",
    star="magenta",
    match="magenta",
    warn="magenta",
    error="red",
    kinds=_ON_WHITE,
)
_CONTRAST_DARK_16 = Colours(
    base="bright_white on black",
    accent="bright_yellow",
    focus="bright_yellow",
    dim="",
    rule="",
    star="bright_yellow",
    match="bright_yellow",
    warn="bright_yellow",
    kinds=("bright_green", "bright_cyan", "", "", "", "bright_yellow"),
)
SIXTEEN_COLOURS: Mapping[str, Colours] = {
    TERMINAL: _NONE,
    "rounds-dark": _DARK_16,
    "rounds-light": _LIGHT_16,
    "rounds-contrast-dark": _CONTRAST_DARK_16,
    "rounds-contrast-light": Colours(base="black on bright_white", dim="", rule=""),
    "rounds-safe-dark": _DARK_16,
    "rounds-safe-light": _LIGHT_16,
}
"""The same where there are sixteen, whose shades are a matter of the terminal."""


def colours_of(theme: str, number: int, ground: str = "") -> Colours:
    """The colours of a theme for a terminal with this number of them.

    `ground` is `dark` or `light` where the terminal has said so; `rounds-terminal` then uses more of sixteen colours.
    """
    if number == MONOCHROME:
        return _NONE
    if number >= MANY:
        return FULL.get(theme, FULL[TERMINAL])
    if theme == TERMINAL and ground:
        return replace(_LIGHT_16 if ground == "light" else _DARK_16, base="", dim="dim", rule="dim")
    return SIXTEEN_COLOURS.get(theme, _NONE)


@lru_cache(maxsize=32)
def palette_of(theme: str, number: int, ground: str = "") -> Palette:
    """The styles that `colours_of` makes."""
    return _palette(colours_of(theme, number, ground), number)
