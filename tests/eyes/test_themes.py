"""Every theme can be read, at every number of colours, by every eye; contrasts and distances are computed."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from rich.color import Color, ColorSystem, ColorType
from rich.style import Style

from tests.eyes.colours import MACHADO, RGB, contrast, nearest_pair
from tui.abilities import MANY, MONOCHROME, SIXTEEN, TRUE
from tui.configuration import THEMES as CONFIGURED
from tui.palettes import FULL, KIND_ROLES, TERMINAL, palette_of
from tui.themes import AUTO, NAMES, textual_themes

WORDS = (
    *("", "title", "dim", "head", "accent", "cursor.title", "mark", "star", "match", "match.current", "warn", "error"),
    *("key", "field", "field.cursor"),
    *(f"{line}+named.{kind}" for line in ("", "title") for kind in KIND_ROLES),
)
"""Roles of what is read."""
MARKS = ("rule", "rule.focus", "cursor", *(f"kind.{kind}" for kind in KIND_ROLES))
"""Roles of letters that repeat what words say, of rules and bars."""
LEAST_FOR_WORDS, LEAST_FOR_MARKS, LEAST_FOR_HIGH_CONTRAST = 4.5, 3.0, 7.0

SIXTEEN_OF = {
    "xterm": "000000 cd0000 00cd00 cdcd00 0000ee cd00cd 00cdcd e5e5e5 "
    "7f7f7f ff0000 00ff00 ffff00 5c5cff ff00ff 00ffff ffffff",
    "vte": "000000 cc0000 4e9a06 c4a000 3465a4 75507b 06989a d3d7cf "
    "555753 ef2929 8ae234 fce94f 729fcf ad7fa8 34e2e2 eeeeec",
    "windows": "0c0c0c c50f1f 13a10e c19c00 0037da 881798 3a96dd cccccc "
    "767676 e74856 16c60c f9f1a5 3b78ff b4009e 61d6d6 f2f2f2",
    "vga": "000000 aa0000 00aa00 aa5500 0000aa aa00aa 00aaaa aaaaaa "
    "555555 ff5555 55ff55 ffff55 5555ff ff55ff 55ffff ffffff",
}
"""What terminals make of the sixteen colours unless they are told otherwise."""
BLACK, WHITE = (0, 0, 0), (255, 255, 255)


def _rgb(text: str) -> RGB:
    return int(text[:2], 16), int(text[2:4], 16), int(text[4:], 16)


def _seen(colour: Color | None, default: RGB, depth: int, sixteen: str) -> RGB:
    """What a terminal with so many colours shows for a colour that was asked for."""
    if colour is None or colour.is_default:
        return default
    if colour.type is ColorType.TRUECOLOR and depth < TRUE:
        colour = colour.downgrade(ColorSystem.EIGHT_BIT)
    if colour.type is ColorType.STANDARD:
        return _rgb(SIXTEEN_OF[sixteen].split()[colour.number or 0])
    return tuple(colour.get_truecolor())  # type: ignore[return-value]


def _pairs(theme: str, depth: int, own: tuple[RGB, RGB], sixteen: str = "xterm", ground: str = "") -> Iterator:
    """Role, foreground and background of everything that the theme paints; `own` are those of the terminal."""
    palette = palette_of(theme, depth, ground)
    for role in (*WORDS, *MARKS):
        for whole in (role, f"{role}+cursor.row" if role else "cursor.row"):
            style: Style = palette.style(whole)
            front = _seen(style.color, own[0], depth, sixteen)
            back = _seen(style.bgcolor, own[1], depth, sixteen)
            yield role, front, back


def _worst(theme: str, depth: int, roles: tuple[str, ...], own: tuple[RGB, RGB], **more: str) -> tuple[float, str]:
    return min((contrast(a, b), role) for role, a, b in _pairs(theme, depth, own, **more) if role in roles)


OWN = {"dark": (WHITE, BLACK), "light": (BLACK, WHITE)}
"""The terminal's own foreground and background."""


@pytest.mark.parametrize("depth", [MANY, TRUE])
@pytest.mark.parametrize("ground", OWN)
@pytest.mark.parametrize("theme", NAMES)
def test_contrast_with_many_colours(theme: str, ground: str, depth: int) -> None:
    """Words 4.5 or (high contrast) 7, marks 3: on the theme's own background, else on black and on white alike."""
    high = "contrast" in theme
    words, marks = _worst(theme, depth, WORDS, OWN[ground]), _worst(theme, depth, MARKS, OWN[ground])

    assert words >= (LEAST_FOR_HIGH_CONTRAST if high else LEAST_FOR_WORDS, "")
    assert marks >= (LEAST_FOR_HIGH_CONTRAST if high else LEAST_FOR_MARKS, "")


@pytest.mark.parametrize("sixteen", SIXTEEN_OF)
@pytest.mark.parametrize("theme", NAMES)
def test_contrast_with_sixteen_colours(theme: str, sixteen: str) -> None:
    """Whatever shades a terminal has: words 4.5 on the shades of xterm and 3.5 on others, marks 3."""
    for ground, own in OWN.items():
        known = ("", ground) if theme == TERMINAL else ("",)
        for said in known:
            words = _worst(theme, SIXTEEN, WORDS, own, sixteen=sixteen, ground=said)
            marks = _worst(theme, SIXTEEN, MARKS, own, sixteen=sixteen, ground=said)

            assert words >= (7.0 if "contrast" in theme else 4.5 if sixteen == "xterm" else 3.5, ""), said
            assert marks >= (LEAST_FOR_MARKS, ""), said


@pytest.mark.parametrize("theme", NAMES)
def test_without_colours_none_is_sent(theme: str) -> None:
    """With NO_COLOR no role has a colour, and each that says something still looks unlike plain text."""
    palette = palette_of(theme, MONOCHROME)
    for role in (*WORDS, *MARKS):
        style = palette.style(role)
        assert (style.color, style.bgcolor) == (None, None)
    telling = ("title", "head", "cursor.title", "match", "match.current", "error", "mark", "key", "field.cursor")
    attributes = {role: palette.style(role).render("x") for role in telling}

    assert "x" not in attributes.values()
    assert attributes["match"] != attributes["match.current"] != attributes["field.cursor"]
    assert palette.style("title+named.gene") != palette.style("title") != palette.style("match")


@pytest.mark.parametrize("eye", ["usual", *MACHADO])
@pytest.mark.parametrize("theme", ["rounds-safe-dark", "rounds-safe-light"])
@pytest.mark.parametrize("depth", [MANY, TRUE])
def test_kinds_differ_for_every_eye(theme: str, depth: int, eye: str) -> None:
    """The colours of kinds are at least 30 apart in CIE L*a*b*, for eyes that lack any one kind of cone too."""
    styles = [palette_of(theme, depth).style(f"kind.{kind}") for kind in KIND_ROLES]

    assert nearest_pair(eye, [_seen(style.color, WHITE, depth, "xterm") for style in styles]) >= 30


def test_names_of_themes() -> None:
    """What can be configured is what there is, and `auto`."""
    assert (*NAMES, AUTO) == CONFIGURED
    for depth in (MONOCHROME, SIXTEEN, MANY, TRUE):
        assert [theme.name for theme in textual_themes(depth)] == list(FULL)
