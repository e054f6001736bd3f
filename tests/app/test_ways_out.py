"""Keys that get out of anything never wait, whichever they are."""

from __future__ import annotations

import threading

import pytest

from tui.configuration import Configuration
from tui.keymap import Keymap

OTHERS = Configuration(keys={"out": ("f9", "x"), "quit.now": ("f10",)})


@pytest.mark.parametrize(("key", "configuration"), [("ctrl+g", None), ("f9", OTHERS)])
async def test_a_way_out_takes_back_what_was_typed_ahead(tour, key: str, configuration: Configuration | None) -> None:
    """While an answer is awaited, the key of `out` acts at once: what was typed before it is forgotten."""
    gate = threading.Event()
    async with tour(configuration=configuration) as person:
        person.screen.keep(lambda _: gate.wait(20), holds_keys=True)
        for pressed in ("j", "j", key):
            await person._pilot.press(pressed)
        gate.set()
        await person.settled()

        assert 0 == person.screen.cases.scroll.cursor


@pytest.mark.parametrize(("key", "configuration"), [("ctrl+c", None), ("ctrl+q", None), ("f10", OTHERS)])
async def test_quitting_waits_for_nothing(tour, key: str, configuration: Configuration | None) -> None:
    """Every key of `quit.now` ends the app while an answer is awaited, and while the second key of a chord is."""
    gate = threading.Event()
    async with tour(configuration=configuration) as person:
        quits: list[str] = []
        person.app.exit = lambda *_, **__: quits.append(key)
        await person.press("y", key)
        assert [key] == quits
        person.screen.keep(lambda _: gate.wait(20), holds_keys=True)
        await person._pilot.press(key)
        ended = [key, key] == quits
        gate.set()

        assert ended


def test_letters_are_no_way_out_of_waiting() -> None:
    """A letter may be meant for a field that has yet to open; a key given to something else is none either."""
    keymap = Keymap({**OTHERS.keys, "star": ("f9",)})

    assert keymap.way_out("cases", "x") is None
    assert keymap.way_out("cases", "f9") is None
    assert "out" == keymap.way_out("field", "f9").id
    assert keymap.way_out("cases", "escape") is None
