"""What is loaded when the first frame is drawn: what it shows, and nothing that only a key could ask for."""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys

import pytest

LOADED_AT_FIRST_FRAME = """
import json, sys
from pathlib import Path
from tui.beginning import Beginning
from tui.shelf import Shelf
library, notebook = map(Path, sys.argv[1:])
beginning = Beginning(Shelf(library, notebook))
first = sorted(sys.modules)
from tui.loading import load_textual
load_textual()
import asyncio
from textual._compositor import LayoutUpdate
from tui.app import RoundsApp

drawn = []
def display(app, screen, update):
    if isinstance(update, LayoutUpdate):
        text = "\\n".join("".join(one.text for one in strips) for strips in update.strips)
        drawn.append([text, sorted(sys.modules)])
RoundsApp._display = display

async def main():
    async with RoundsApp(beginning.shelf, beginning=beginning).run_test(size=(120, 40)):
        pass
asyncio.run(main())
print(json.dumps([first, *drawn[0]]))
"""

LATER = {
    "argparse": "a command line with options",
    "pyperclip": "copying",
    "ssl": "nothing",
    "store.bundled": "having no library",
    "store.citing.rendering": "citing",
    "store.importing.run": "importing",
    "store.notebook.notebook": "keeping something",
    "textual.command": "nothing",
    "tinydb": "keeping something",
    "tomllib": "having a configuration",
    "tui.clipboard": "copying",
    "tui.copying": "copying",
    "tui.settings": "having a configuration",
    "tui.writing": "writing files",
    "webbrowser": "opening addresses",
}


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> tuple[set[str], str, set[str]]:
    """The modules loaded when reading began, the text of the first frame, the modules loaded when it was drawn."""
    from store.bundled import bundled_library

    script = [sys.executable, "-c", LOADED_AT_FIRST_FRAME]
    files = [str(bundled_library()), str(tmp_path_factory.mktemp("first") / "notebook.db")]
    done = subprocess.run([*script, *files], capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    before, text, at_frame = json.loads(done.stdout)
    return set(before), text, set(at_frame)


def test_the_first_frame_has_the_cases(loaded: tuple[set[str], str, set[str]]) -> None:
    """List, findings and entities are drawn at once, not an empty screen first."""
    text = loaded[1]

    assert "cases · newest first" in text
    assert "TL;DR" in text
    assert "DISEASES" in text


def test_reading_begins_before_textual_is_loaded(loaded: tuple[set[str], str, set[str]]) -> None:
    """Otherwise the one would wait for the other."""
    assert not {"textual", "rich"} & {name.partition(".")[0] for name in loaded[0]}


@pytest.mark.parametrize("name", LATER)
def test_what_is_to_be_loaded_later_is_a_module(name: str) -> None:
    """A module that has another name by now would never be missed."""
    assert importlib.util.find_spec(name) is not None


def test_nothing_is_loaded_that_only_a_key_could_ask_for(loaded: tuple[set[str], str, set[str]]) -> None:
    """Each of these costs the start of everybody what few want at once."""
    at_frame = loaded[2]
    layers = {name for name in at_frame if name.startswith("tui.layers.")}

    assert {} == {name: asked for name, asked in LATER.items() if name in at_frame}
    assert set() == layers


LEFT_OUT = """
from tui.loading import load_textual
load_textual()
import ssl, textual.command, textual.screen
assert issubclass(textual.command.CommandPalette, textual.screen.Screen)
ssl.create_default_context()
"""


def test_what_is_left_out_is_there_for_whoever_asks() -> None:
    """It is kept out while Textual is loaded, and not for good."""
    done = subprocess.run([sys.executable, "-c", LEFT_OUT], capture_output=True, text=True, timeout=120, check=False)

    assert "" == done.stderr
