"""Bytes that no keyboard sends: the app goes on, and says nothing."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from textual import events

from tests.terminals.programs import environment

ODD = {
    "latin-1": b"\xe9",
    "no UTF-8 at all": b"\xff\xfe\xc0\x80\xed\xa0\x80",
    "cut short": b"\xe2\x82",
    "every high byte": bytes(range(0x80, 0x100)),
}


@pytest.mark.parametrize("odd", list(ODD))
def test_bytes_that_are_no_utf8(pty_terminal, tmp_path: Path, odd: str) -> None:
    """As from a terminal of another encoding, or noise on the line: they are a sign in a field, and end nothing."""
    app = [sys.executable, "-m", "tui", "--notebook", str(tmp_path / "notebook.db")]
    terminal = pty_terminal(app, size=(80, 24), env=environment(HOME=str(tmp_path)))
    terminal.wait_for("Cases")
    terminal.send(b"/" + ODD[odd] + b"yz")
    terminal.wait_for("yz")
    terminal.send("\x07")
    terminal.wait_for("newest first")
    terminal.send("q")

    assert terminal.wait_exit() == 0
    assert b"Traceback" not in terminal.raw


async def test_the_mouse_on_a_layer_that_goes(tour) -> None:
    """A button pressed on a layer in the moment in which it closes is no fault."""
    async with tour() as person:
        await person.press("?")
        layer = person.screen.top_layer
        x, y = layer.region.x + 3, layer.region.y + 3
        person.app.post_message(events.Key("escape", None))
        for kind in (events.MouseDown, events.MouseMove, events.MouseUp):
            person.app.post_message(kind(layer, x, y, 0, 0, 1, False, False, False, x, y))
        await person.settled()

        assert person.app.report is None
