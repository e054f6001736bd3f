"""Keys from a terminal or a pipe, and nothing to a screen."""

from __future__ import annotations

import asyncio
import os
import signal
import termios
from contextlib import suppress
from threading import Thread
from typing import Any

from textual import events
from textual.geometry import Size

from tui.driver import TolerantDriver

_SIZE = Size(200, 60)
"""What is laid out is never seen: room for all of it."""


class Ended(events.Event):
    """No more keys will come."""


class LinearDriver(TolerantDriver):
    """Turns the echo of keys off while it runs, and leaves everything else of the terminal alone."""

    def start_application_mode(self) -> None:
        """Begin to read keys."""
        self.attrs_before: list[Any] | None = None
        with suppress(termios.error):
            self.attrs_before = termios.tcgetattr(self.fileno)
            modes = termios.tcgetattr(self.fileno)
            modes[3] = self._patch_lflag(modes[3])
            modes[0] = self._patch_iflag(modes[0])
            termios.tcsetattr(self.fileno, termios.TCSANOW, modes)
        loop = asyncio.get_running_loop()
        asyncio.run_coroutine_threadsafe(self._app._post_message(events.Resize(_SIZE, _SIZE)), loop=loop)
        self._key_thread = Thread(target=self._run_input_thread, name="rounds-input", daemon=True)
        self._key_thread.start()

    def disable_input(self) -> None:
        """Read no more keys."""
        if not self.exit_event.is_set():
            self.exit_event.set()
            if self._key_thread is not None:
                self._key_thread.join()
            self.exit_event.clear()  # an editor may be called, and keys be read again

    def stop_application_mode(self) -> None:
        """Give the terminal back as it was."""
        self.disable_input()
        if self.attrs_before is not None:
            with suppress(termios.error):
                termios.tcsetattr(self.fileno, termios.TCSANOW, self.attrs_before)

    def close(self) -> None:
        """There is nothing to close."""

    def write(self, data: str) -> None:
        """Nothing is painted."""

    def flush(self) -> None:
        """Nothing is painted."""

    def line_dropped(self) -> None:
        """A pipe is at its end: what was typed is done, then the app ends. A terminal that is gone ends it at once."""
        if self.input_tty:
            os.kill(os.getpid(), signal.SIGHUP)
        else:
            self.send_message(Ended())
