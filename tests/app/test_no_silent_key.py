"""No key is silent: in every pane and in every state it changes something or says a sentence."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from textual.events import Key

from store import Library, bundled_library, share
from tests.app.conftest import Tour
from tui.app import RoundsApp
from tui.commands import CASES, COMMANDS, ENTITIES, FIELD, FINDINGS, LIST, Command
from tui.shelf import Shelf

PANES = (CASES, FINDINGS, ENTITIES)
LEAVES = ("quit", "quit.now")
"""Commands that end the app."""
CHARACTERS = {"space": " ", "enter": "\r", "tab": "\t"}
PATIENCE = 5.0
"""Seconds in which something must be seen or said (a clipboard takes its time)."""
STATES = ("cases", "no cases", "no hits", "nothing can be written")


@asynccontextmanager
async def opened(state: str, tmp_path: Path) -> Any:
    """The app in a state that many keys can do little in."""
    library, notebook = tmp_path / "library.db", tmp_path / "notebook.db"
    if state == "no cases":
        with Library.open(library, create=True):
            pass
    elif state == "nothing can be written":
        with Library.open(Path(bundled_library()), readonly=True) as bundled:
            library = share(bundled, tmp_path / "shared", name="ward").path
        library.chmod(0o444)
        notebook = tmp_path / "shared"  # a folder: no notebook can be made there, not even by root
    else:
        library.write_bytes(Path(bundled_library()).read_bytes())
    app = RoundsApp(Shelf(library, notebook))
    async with app.run_test(size=(120, 40)) as pilot:
        person = Tour(pilot)
        await person.settled()
        if state == "no hits":
            await person.press("/")
            await person.type("nosuchword")
            await person.press("enter")
        yield person


def pressed(command: Command) -> list[str]:
    """The keys of a command."""
    return command.keys[0].split(" ")


def seen(person: Tour) -> object:
    """All that a person can see, and where they stand."""
    screen = person.screen
    return person.lines[:-1], screen.pane, screen.findings.scroll.top, person.app.theme, len(screen.open_layers)


@pytest.mark.parametrize("state", STATES)
async def test_every_key_acts_or_says_why_not(state: str, tmp_path: Path, monkeypatch: Any) -> None:
    """Over all commands and panes: what is seen is another thing, or the footer says a sentence."""
    monkeypatch.setenv("VISUAL", "true")
    silent = []
    async with opened(state, tmp_path) as person:
        for pane in PANES:
            for command in _of_pane(pane):
                await back_to(person, pane)
                before = seen(person)
                await press(person, *pressed(command))
                if seen(person) == before and not person.screen.footer.said:
                    silent.append((pane, command.id))

    assert [] == silent


def _of_pane(pane: str) -> Iterator[Command]:
    for command in COMMANDS:
        if pane in command.where and command.keys and command.id not in LEAVES:
            yield command


async def press(person: Tour, *keys: str) -> None:
    """Press keys and wait for what they lead to, no longer than that takes."""
    for key in keys:
        person.app.post_message(Key(key, CHARACTERS.get(key, key if len(key) == 1 else None)))
    before, end = seen(person), asyncio.get_running_loop().time() + PATIENCE
    calm = 0
    while calm < 2 or (seen(person) == before and not person.screen.footer.said):
        await asyncio.sleep(0.002)
        calm = calm + 1 if person.screen.is_settled else 0
        if calm > 2 and asyncio.get_running_loop().time() > end:
            return


async def back_to(person: Tour, pane: str) -> None:
    """Close what is open and give the keys to a pane."""
    screen = person.screen
    while screen.open_layers:
        screen.open_layers[-1].close()
    if screen.filter_field is not None or screen.find_field is not None:
        await press(person, "escape")
    screen.leave_tour()
    if screen.zoomed:
        await press(person, "z")
    screen.set_pane(pane)
    screen.say("")


OPENERS = {
    "Facets": "1 F",
    "Keys": "1 ?",
    "Places": "1 '",
    "Save": "1 m",
    "Write": "1 w",
    "Find an entity": "1 e",
    "Import": "1 I",
    "Tag": "1 t",
    "Put this case": "1 c",
    "Note": "1 a",
    "CASES BY YEAR": "3 p",
    "Pairs": "3 P",
    "any other style": "1 y s",
    "Delete": "1 D",
    "select with the mouse": "1 y t, Y",
    "/": "1 /",
    "/ ": "2 /",
    "/  ": "3 /",
}
"""What is seen of each layer and field, and the keys that open it: those before a comma first lead somewhere."""


@pytest.mark.parametrize("keys", OPENERS.values(), ids=OPENERS)
async def test_every_key_of_a_layer_acts_or_says_why_not(keys: str, tmp_path: Path, monkeypatch: Any) -> None:
    """The same in everything that opens above the panes, and in every field; none ends in a fault."""
    monkeypatch.setenv("VISUAL", "true")
    monkeypatch.setattr("tests.app.test_no_silent_key.PATIENCE", 1.0)
    silent, tried = [], 0
    async with opened("cases", tmp_path) as person:
        for command in COMMANDS:
            if not {LIST, FIELD} & command.where or not command.keys or command.id in (*LEAVES, "suspend"):
                continue
            await back_to(person, CASES)
            if person.screen.trail.here.query:
                person.screen.go_to_list("")
                await person.settled()
            for typed_at_once in keys.split(", "):
                await press(person, *typed_at_once.split(" "))
            place = person.screen.place()
            assert place in (LIST, FIELD), person.text
            if place in command.where:
                tried += 1
                person.screen.say("")
                before, typed = seen(person), person.screen._field()
                await press(person, *pressed(command))
                if seen(person) == before and typed == person.screen._field() and not person.screen.footer.said:
                    silent.append(command.id)
                assert "did not work" not in person.screen.footer.said

    assert [] == silent
    assert tried > 4
