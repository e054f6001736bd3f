"""Draws the pictures of the app anew, from the real app on the bundled cases: `python screenshots/draw.py`.

Each picture is a short tour: a size of the terminal, a theme and the keys that lead to what is shown. The SVG comes
from Textual; the PNG is made of it by `rsvg-convert` (Debian: librsvg2-bin) where that is installed.
"""

from __future__ import annotations

import asyncio
import os
import re
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
_FONT = "DejaVu Sans Mono"
_SIZE = re.compile(r'viewBox="0 0 ([0-9.]+) ([0-9.]+)"')
_FONT_SIZE = 20.26
"""Pixels at which the font's letters are as wide as Textual's cells (12.2 pixels)."""


@dataclass(frozen=True)
class Picture:
    """One picture and the keys that lead to it."""

    name: str
    keys: tuple[str, ...] = ()
    size: tuple[int, int] = (120, 40)
    theme: str = "rounds-dark"
    colours: int = 1 << 24
    """How many there are."""


PICTURES = (
    Picture("panes", ("j", "3", "j", "j")),
    Picture("light", ("j", "space", "j", "j", "space", "k", "k", "s", "k", "2", "n", "n"), theme="rounds-light"),
    Picture("finder", ("e", *"neopl")),
    Picture("filter", ("/", *("space" if key == " " else key for key in 'drug:alectinib "brain met')), size=(80, 24)),
    Picture("stacked", ("j", "2"), size=(80, 24)),
    Picture("narrow", ("j",), size=(40, 12)),
    Picture("copy", ("j", "y", "pause", "down")),
    Picture("keys", ("?",)),
    Picture("entity", ("j", "3", "p")),
    Picture("pairs", ("/", *("space" if key == " " else key for key in "gene:* ~ disease:*"), "enter", "P", "s")),
)


_TOUR = ("j", "space", "j", "s", "k", "2", "n", "n", "slash", *"burn", "enter", "3", "j")
SHEETS = {"themes-16": 16, "themes-256": 256, "themes-no-colour": 0}
"""Every theme on one sheet, for terminals with so many colours; without any all themes look the same."""
_XTERM = (
    "000000 cd0000 00cd00 cdcd00 0000ee cd00cd 00cdcd e5e5e5 7f7f7f ff0000 00ff00 ffff00 5c5cff ff00ff 00ffff ffffff"
)
_SHEET_WIDTH, _COLUMNS, _GAP = 1200, 2, 24


async def _draw(picture: Picture, home: Path) -> str:
    from tui.abilities import Abilities  # noqa: PLC0415 -- after the home is another one
    from tui.app import RoundsApp  # noqa: PLC0415
    from tui.configuration import Configuration  # noqa: PLC0415
    from tui.shelf import Shelf  # noqa: PLC0415

    app = RoundsApp(
        Shelf(None, home / f"{picture.name}.db"), Configuration(theme=picture.theme), Abilities(colours=picture.colours)
    )
    async with app.run_test(size=picture.size) as pilot:
        await _settled(pilot)
        for key in picture.keys:
            if key == "pause":
                await pilot.pause(0.8)
            else:
                await pilot.press(key)
                await _settled(pilot)
        await pilot.pause(0.3)
        return app.export_screenshot(title=picture.theme if picture.name in SHEETS else "Rounds")


async def _settled(pilot: object) -> None:
    for _ in range(200):
        await pilot.pause(0.02)  # type: ignore[attr-defined]
        if pilot.app.screen.is_settled:  # type: ignore[attr-defined]
            return


def _use_shades_of_xterm() -> None:
    """Have the sixteen colours drawn as xterm does, on black."""
    import rich.console  # noqa: PLC0415
    from rich.terminal_theme import TerminalTheme  # noqa: PLC0415

    shades = [tuple(bytes.fromhex(shade)) for shade in _XTERM.split()]
    rich.console.SVG_EXPORT_THEME = TerminalTheme((0, 0, 0), (229, 229, 229), shades[:8], shades[8:])  # type: ignore[arg-type,attr-defined]


async def _draw_sheet(name: str, home: Path) -> str:
    """One SVG with a picture for every theme."""
    from tui.themes import NAMES  # noqa: PLC0415

    themes = NAMES if SHEETS[name] else NAMES[:1]
    pictures = [
        await _draw(Picture(name, _TOUR, (112, 26), theme, SHEETS[name]), home / f"{theme}-{SHEETS[name]}")
        for theme in themes
    ]
    sizes = [tuple(float(text) for text in _SIZE.search(svg).groups()) for svg in pictures]  # type: ignore[union-attr]
    width, height = (max(size[axis] for size in sizes) + _GAP for axis in (0, 1))
    columns = min(_COLUMNS, len(pictures))
    rows = -(-len(pictures) // columns)
    placed = (
        svg.replace("<svg ", f'<svg x="{number % columns * width}" y="{number // columns * height}" '
                    f'width="{width - _GAP}" height="{height - _GAP}" ', 1)
        for number, svg in enumerate(pictures)
    )  # fmt: skip
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {columns * width} {rows * height}">'
    return "\n".join([head, *placed, "</svg>"])


def _png(name: str, svg: str, *options: str) -> None:
    program = shutil.which("rsvg-convert")
    if program is None:
        sys.stderr.write("rsvg-convert is missing: no PNG files were drawn\n")
        return
    svg = svg.replace("<text ", '<text xml:space="preserve" ')  # spaces at the ends of a run count
    svg = svg.replace("Fira Code", _FONT).replace("font-size: 20px", f"font-size: {_FONT_SIZE}px")
    with tempfile.NamedTemporaryFile("w", suffix=".svg", encoding="utf-8") as file:
        file.write(svg)
        file.flush()
        subprocess.run([program, *options, "-o", str(HERE / f"{name}.png"), file.name], check=True)  # noqa: S603


def main(names: list[str]) -> None:
    """Draw the pictures named, or all."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["HOME"] = folder
        for variable in ("XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME", "ROUNDS_LIBRARY", "NO_COLOR"):
            os.environ.pop(variable, None)
        for picture in PICTURES:
            if not names or picture.name in names:
                svg = asyncio.run(_draw(picture, Path(folder)))
                (HERE / f"{picture.name}.svg").write_text(svg, encoding="utf-8")
                _png(picture.name, svg)
        _use_shades_of_xterm()
        for name in SHEETS:
            if not names or name in names:
                _png(name, asyncio.run(_draw_sheet(name, Path(folder))), "-w", str(_SHEET_WIDTH))


if __name__ == "__main__":
    main(sys.argv[1:])
