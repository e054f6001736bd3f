"""The app in lines: keys in, lines out; nothing is painted."""

from __future__ import annotations

import asyncio
import os
from time import monotonic
from typing import Any, TextIO

from textual import events
from textual.app import ScreenStackError
from textual.driver import Driver
from textual.screen import Screen

from tui.abilities import Abilities, abilities_of
from tui.app import RoundsApp, configured
from tui.beginning import Beginning
from tui.commands import FIELD
from tui.configuration import Configuration
from tui.linear.driver import Ended, LinearDriver
from tui.linear.screen import LinearScreen
from tui.present.signs import VERBATIM
from tui.shelf import Shelf

_STEP_SECONDS = 0.01
_CALM_STEPS = 3
"""After so many steps with nothing awaited everything has come."""
_TYPING_SECONDS = 0.6
"""Results of what is typed are said after a pause as long as this."""
_LONG_SECONDS = 1.5
"""Whoever waits longer than this is told so."""
_LOOK_SECONDS = 0.1


class LinearApp(RoundsApp):
    """Presses keys one after another and says what each has changed."""

    def __init__(
        self, shelf: Shelf, configuration: Configuration, abilities: Abilities, beginning: Beginning, out: TextIO
    ) -> None:
        super().__init__(shelf, configuration, abilities, beginning)
        self._keys: asyncio.Queue[events.Key | events.Paste | Ended] = asyncio.Queue()
        self._out = out
        self.unwritten: OSError | None = None
        """Why nothing can be said any more: whoever read has gone away, say."""
        self.listens = os.isatty(0)
        """Whether a person presses the keys, who has left some keys behind when more are waiting."""
        self.can_copy = self._out.isatty() and os.environ.get("TERM", "dumb") not in ("dumb", "unknown", "")

    def get_driver_class(self) -> type[Driver]:
        """Reads keys, paints nothing."""
        return LinearDriver

    SCREEN = LinearScreen

    def _display(self, screen: Screen[object], renderable: Any) -> None:
        """Nothing is painted."""

    def write_bytes(self, data: bytes) -> None:
        """Send what is for the terminal's clipboard."""
        self._send(data.decode("ascii"))

    def use_mouse(self, ours: bool) -> None:
        """There is nothing to click."""

    # --- keys in

    def on_mount(self) -> None:
        """Begin to listen."""
        self._listening = asyncio.create_task(self._listen())
        self._listening.add_done_callback(self._heard_last)

    def _heard_last(self, listening: asyncio.Task[None]) -> None:
        error = None if listening.cancelled() else listening.exception()
        if isinstance(error, Exception):
            self._handle_exception(error)

    async def on_event(self, event: events.Event) -> None:
        """Keys stand in a row, so that each is answered before the next is pressed."""
        if isinstance(event, events.Key | events.Paste | Ended):
            event.stop()
            self._keys.put_nowait(event)
            return
        await super().on_event(event)

    @property
    def _lines(self) -> LinearScreen | None:
        """The screen; None before there is one, and when the app is ending."""
        try:
            return self.screen if isinstance(self.screen, LinearScreen) else None
        except ScreenStackError:
            return None

    async def _listen(self) -> None:
        while self._lines is None or not self._lines.is_mounted:
            await asyncio.sleep(_STEP_SECONDS)
        await self._settled()
        self._greet()
        while True:
            try:
                event = await asyncio.wait_for(self._keys.get(), _LOOK_SECONDS)
            except TimeoutError:
                self._speak()
                continue
            if isinstance(event, Ended):
                break
            await self._press(event)
        await self._settled()
        self._speak()
        if self._lines is not None:
            self._lines.action_quit_now()

    async def _press(self, event: events.Key | events.Paste) -> None:
        screen = self._lines
        if screen is None:
            return
        was_typing = screen.place() == FIELD
        if isinstance(event, events.Paste):
            screen.on_paste(event)
        else:
            await super().on_event(event)
        pause = _TYPING_SECONDS if self.listens else 0
        typing = was_typing and screen.place() == FIELD and not self._held
        if typing and await self._more_within(pause):
            screen.heard.clear()  # what half a word would have found
            return
        await self._settled()
        if screen.chord is not None and not self._keys.empty():
            return
        if not (self.listens and await self._more_within(0)):
            self._speak()

    async def _more_within(self, seconds: float) -> bool:
        """Whether another key is pressed so soon that what this one led to need not be said."""
        end = monotonic() + seconds
        while self._keys.empty() and monotonic() < end:
            await asyncio.sleep(_STEP_SECONDS)
        return not self._keys.empty()

    async def _settled(self) -> None:
        """Wait for what a key leads to; say so where that takes long."""
        calm, start, told = 0, monotonic(), False
        while calm < _CALM_STEPS and (screen := self._lines) is not None:
            await asyncio.sleep(_STEP_SECONDS)
            if screen.chord is not None:
                if not self._keys.empty():
                    return
            elif not told and monotonic() - start > _LONG_SECONDS:
                told = True
                self._write("searching")
            calm = calm + 1 if screen.is_settled and not self._held else 0

    # --- words out

    def _greet(self) -> None:
        screen = self._lines
        if screen is not None:
            said = screen.begun()
            self._write(*said)

    def _speak(self) -> None:
        screen = self._lines
        if screen is not None and screen.is_settled:
            self._write(*screen.changes())

    def _write(self, *lines: str) -> None:
        parts = [part for line in lines for part in line.split("\n")]
        self._send("".join(f"{self.signs.shown(part, VERBATIM)}\n" for part in parts))

    def _send(self, text: str) -> None:
        if self.unwritten is not None:
            return
        try:
            self._out.write(text)
            self._out.flush()
        except OSError as error:
            self.unwritten = error
            if self._lines is not None:
                self._lines.action_quit_now()


def run(beginning: Beginning, out: TextIO, *, tour: bool = False) -> int:
    """Run the app in lines, on wish beginning with the tour; the exit code.

    Raises the `OSError` for which nothing more could be said, once all is put in order.
    """
    app = LinearApp(beginning.shelf, configured(), abilities_of(), beginning, out)
    app.begins_with_tour = tour
    app.run(mouse=False)
    if app.unwritten is not None:
        raise app.unwritten
    return app.return_code or 0
