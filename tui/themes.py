"""What the roles of `tui.present` look like.

The default theme uses the terminal's own foreground and background and its own sixteen colours, so that a wrong guess
about light and dark does no harm; `rounds-dark` and `rounds-light` bring colours of their own. Meaning never hangs on
colour: every role that says something is also told by a letter, a sign or its place.
"""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct
from rich.style import Style
from textual.theme import Theme

KIND_ROLES = ("gene", "protein", "chemical", "disease", "species", "other")
DEFAULT_THEME = "rounds-terminal"


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


_PLAIN = Style()


def _palette(colours: Mapping[str, str], base: str) -> Palette:
    """A palette from colour definitions in Rich's notation; `base` is the foreground and background of everything,
    empty for the terminal's own.
    """
    accent, kinds = colours["accent"], {name: colours[name] for name in KIND_ROLES}
    roles = {
        "": "",
        "title": "bold",
        "dim": colours["dim"],
        "head": f"bold {accent}",
        "accent": accent,
        "rule": colours["rule"],
        "rule.focus": f"bold {accent}",
        "cursor": f"bold {accent}",
        "cursor.title": "bold",
        "cursor.row": colours["cursor"],
        "mark": f"bold {accent}",
        "star": colours["star"],
        "match": f"bold {colours['match']}",
        "match.current": f"reverse bold {colours['match']}",
        "warn": colours["warn"],
        "error": f"bold {colours['error']}",
        "key": f"bold {accent}",
        "field": "",
        "field.cursor": "reverse",
    } | {f"kind.{name}": colour for name, colour in kinds.items()}
    # the inside of a text: kinds are underlined as well as coloured
    roles |= {f"named.{name}": f"underline {colour}" for name, colour in kinds.items()}
    root = Style.parse(base) if base else Style.null()
    overlays = {role: Style.parse(text) for role, text in roles.items()}
    return Palette({role: root + overlay for role, overlay in overlays.items()}, overlays)


_TERMINAL = _palette(
    {
        "accent": "cyan",
        "dim": "dim",
        "rule": "dim",
        "cursor": "",
        "star": "yellow",
        "match": "yellow",
        "warn": "yellow",
        "error": "red",
        "gene": "green",
        "protein": "cyan",
        "chemical": "magenta",
        "disease": "red",
        "species": "blue",
        "other": "yellow",
    },
    "",
)
_DARK = _palette(
    {
        "accent": "#7cc7d9",
        "dim": "#8b949e",
        "rule": "#444c56",
        "cursor": "on #1f2a33",
        "star": "#e3b341",
        "match": "#f2cc60",
        "warn": "#e3b341",
        "error": "#ff8e86",
        "gene": "#7ee0a1",
        "protein": "#79c0ff",
        "chemical": "#d2a8ff",
        "disease": "#ffa198",
        "species": "#a5d6ff",
        "other": "#e3b341",
    },
    "#d8dee4 on #0f1419",
)
_LIGHT = _palette(
    {
        "accent": "#0b6a7f",
        "dim": "#5f6872",
        "rule": "#b6bec8",
        "cursor": "on #e3eef1",
        "star": "#8a5a00",
        "match": "#8a4b00",
        "warn": "#8a5a00",
        "error": "#b3261e",
        "gene": "#116329",
        "protein": "#0a55b0",
        "chemical": "#7a3fb8",
        "disease": "#a40e26",
        "species": "#0b5394",
        "other": "#7d4e00",
    },
    "#1b2128 on #fbfcfd",
)

PALETTES: Mapping[str, Palette] = {
    "rounds-terminal": _TERMINAL,
    "rounds-dark": _DARK,
    "rounds-light": _LIGHT,
}

_ANSI_VARIABLES = {
    "ansi-background": "ansi_black",
    "ansi-foreground": "ansi_white",
    "border": "ansi_cyan",
    "border-blurred": "ansi_default",
    "block-cursor-foreground": "ansi_black",
    "block-cursor-background": "ansi_cyan",
    "input-cursor-background": "ansi_default",
    "input-cursor-foreground": "ansi_default",
    "input-selection-background": "ansi_cyan",
    "input-selection-foreground": "ansi_black",
    "screen-selection-background": "ansi_cyan",
    "screen-selection-foreground": "ansi_black",
    "scrollbar": "ansi_default",
    "scrollbar-hover": "ansi_default",
    "scrollbar-active": "ansi_default",
    "scrollbar-background": "ansi_default",
    "scrollbar-corner-color": "ansi_default",
    "scrollbar-background-hover": "ansi_default",
    "scrollbar-background-active": "ansi_default",
    "block-hover-background": "ansi_default",
}
"""Textual's own style sheets ask for these of a theme without colours of its own; none of its widgets is shown."""

THEMES: tuple[Theme, ...] = (
    Theme(
        name="rounds-terminal",
        ansi=True,
        variables=_ANSI_VARIABLES,
        primary="ansi_cyan",
        accent="ansi_cyan",
        foreground="ansi_default",
        background="ansi_default",
        surface="ansi_default",
        panel="ansi_default",
        boost="ansi_default",
    ),
    Theme(
        name="rounds-dark",
        primary="#7cc7d9",
        accent="#7cc7d9",
        foreground="#d8dee4",
        background="#0f1419",
        surface="#0f1419",
        panel="#0f1419",
        boost="#0f1419",
    ),
    Theme(
        name="rounds-light",
        dark=False,
        primary="#0b6a7f",
        accent="#0b6a7f",
        foreground="#1b2128",
        background="#fbfcfd",
        surface="#fbfcfd",
        panel="#fbfcfd",
        boost="#fbfcfd",
    ),
)
