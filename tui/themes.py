"""The themes as Textual wants them; what the roles of `tui.present` look like in them is in `tui.palettes`."""

from __future__ import annotations

from textual.theme import Theme

from tui.abilities import MANY
from tui.palettes import FULL, TERMINAL

DEFAULT_THEME = TERMINAL
AUTO = "auto"
"""In the configuration: dark or light, as the terminal says its background is."""
NAMES = tuple(FULL)

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


def textual_themes(colours: int) -> list[Theme]:
    """The themes for a terminal with so many colours; where they are few, all paint on the terminal's own ground."""
    return [
        _ansi(name) if colours < MANY or not of.base else _theme(name, of.base, of.accent) for name, of in FULL.items()
    ]


def _ansi(name: str) -> Theme:
    return Theme(
        name=name,
        ansi=True,
        variables=_ANSI_VARIABLES,
        primary="ansi_cyan",
        accent="ansi_cyan",
        foreground="ansi_default",
        background="ansi_default",
        surface="ansi_default",
        panel="ansi_default",
        boost="ansi_default",
    )


def _theme(name: str, base: str, accent: str) -> Theme:
    foreground, _, background = base.partition(" on ")
    return Theme(
        name=name,
        dark=not name.endswith("light"),
        primary=accent,
        accent=accent,
        foreground=foreground,
        background=background,
        surface=background,
        panel=background,
        boost=background,
    )
