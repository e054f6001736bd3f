"""Draws the pictures of the app anew, from the real app on the bundled cases: `python screenshots/draw.py`.

Each picture is a short tour: a size of the terminal, a theme and the keys that lead to what is shown. The SVG comes
from Textual; the PNG is made of it by `rsvg-convert` (Debian: librsvg2-bin) where that is installed.
"""

from __future__ import annotations

import asyncio
import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
_FONT = "DejaVu Sans Mono"
_FONT_SIZE = 20.26
"""Pixels at which the font's letters are as wide as Textual's cells (12.2 pixels)."""


@dataclass(frozen=True)
class Picture:
    """One picture and the keys that lead to it."""

    name: str
    keys: tuple[str, ...] = ()
    size: tuple[int, int] = (120, 40)
    theme: str = "rounds-dark"


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


async def _draw(picture: Picture, home: Path) -> None:
    from tui.app import RoundsApp  # noqa: PLC0415 -- after the home is another one
    from tui.configuration import Configuration  # noqa: PLC0415
    from tui.shelf import Shelf  # noqa: PLC0415

    app = RoundsApp(Shelf(None, home / f"{picture.name}.db"), Configuration(theme=picture.theme))
    async with app.run_test(size=picture.size) as pilot:
        await _settled(pilot)
        for key in picture.keys:
            if key == "pause":
                await pilot.pause(0.8)
            else:
                await pilot.press(key)
                await _settled(pilot)
        await pilot.pause(0.3)
        svg = app.export_screenshot(title="Rounds")
    (HERE / f"{picture.name}.svg").write_text(svg, encoding="utf-8")


async def _settled(pilot: object) -> None:
    for _ in range(200):
        await pilot.pause(0.02)  # type: ignore[attr-defined]
        if pilot.app.screen.is_settled:  # type: ignore[attr-defined]
            return


def _png(name: str) -> None:
    program = shutil.which("rsvg-convert")
    if program is None:
        sys.stderr.write("rsvg-convert is missing: no PNG files were drawn\n")
        return
    svg = (HERE / f"{name}.svg").read_text(encoding="utf-8")
    svg = svg.replace("<text ", '<text xml:space="preserve" ')  # spaces at the ends of a run count
    svg = svg.replace("Fira Code", _FONT).replace("font-size: 20px", f"font-size: {_FONT_SIZE}px")
    with tempfile.NamedTemporaryFile("w", suffix=".svg", encoding="utf-8") as file:
        file.write(svg)
        file.flush()
        subprocess.run([program, "-o", str(HERE / f"{name}.png"), file.name], check=True)  # noqa: S603


def main(names: list[str]) -> None:
    """Draw the pictures named, or all."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["HOME"] = folder
        for variable in ("XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME", "ROUNDS_LIBRARY", "NO_COLOR"):
            os.environ.pop(variable, None)
        for picture in PICTURES:
            if not names or picture.name in names:
                asyncio.run(_draw(picture, Path(folder)))
                _png(picture.name)


if __name__ == "__main__":
    main(sys.argv[1:])
