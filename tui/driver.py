"""The terminal's keys, read so that nothing typed can end the app.

Textual's own reader ends the whole app at the first byte that is not UTF-8, and shows its traceback. Such bytes come
from terminals set to another encoding, from noise on a line, and from what is pasted.
"""

from __future__ import annotations

import asyncio
import codecs
import os
import select
import signal
import time

from textual._xterm_parser import XTermParser
from textual.drivers.linux_driver import LinuxDriver
from textual.events import Key, Resize
from textual.geometry import Size

from tui.escapes import ESCAPE, Escapes
from tui.replies import QUESTION, GroundTold, Replies

_READ_BYTES = 4096
_PAUSE_SECONDS = 0.1
"""After this long without a byte an escape character is taken for the key and not for the beginning of a sequence."""
_LAST_WORDS_SECONDS = 0.6
"""So long an answer that is still on its way is waited for at the end, lest the shell takes it for typed."""


class TolerantDriver(LinuxDriver):
    """Takes what is no UTF-8 for U+FFFD; takes the end of what can be read for the line that drops."""

    replies: Replies | None = None

    def start_application_mode(self) -> None:
        """Take the terminal over."""
        super().start_application_mode()  # type: ignore[no-untyped-call]
        # Textual asks for the size inside the signal handler. A signal that comes during that tells a newer size first,
        # and the app stays in the older one.
        asyncio.get_running_loop().add_signal_handler(signal.SIGWINCH, self._tell_size)

    def _tell_size(self) -> None:
        if not self._in_band_window_resize:
            size = Size(*self._get_terminal_size())
            self._app.post_message(Resize(size, size))

    def ask_ground(self) -> None:
        """Ask the terminal how bright its background is; a `GroundTold` comes if it ever answers."""
        if self.replies is not None:
            self.replies.ask(time.monotonic())
            self.write(QUESTION)

    def disable_input(self) -> None:
        """Read no more keys."""
        end = time.monotonic() + _LAST_WORDS_SECONDS
        while self.replies is not None and self.replies.is_expecting(now := time.monotonic()) and now < end:
            time.sleep(_PAUSE_SECONDS / 10)
        super().disable_input()

    def run_input_thread(self) -> None:
        """Hand on what is typed until the app ends."""
        parser = XTermParser(self._debug)
        escapes = Escapes(getattr(self._app, "alt_keys", ()))
        replies = self.replies = Replies(lambda ground: self.send_message(GroundTold(ground)))
        decode = codecs.getincrementaldecoder("utf-8")("replace").decode
        while not self.exit_event.is_set():
            try:
                if select.select([self.fileno], [], [], _PAUSE_SECONDS)[0]:
                    data = os.read(self.fileno, _READ_BYTES)
                    if not data:
                        break
                    text = replies.keys(decode(data), time.monotonic())
                else:
                    text = replies.tick(time.monotonic())
            except OSError:
                break
            for piece in escapes.pieces(text) if text else escapes.quiet():
                messages = [Key("escape", ESCAPE)] if piece == ESCAPE else parser.feed(piece)
                for message in messages:
                    self.process_message(message)
            for message in parser.tick():
                self.process_message(message)
        if not self.exit_event.is_set():
            self.line_dropped()

    def line_dropped(self) -> None:
        """There is nothing more to read: the app ends as when a terminal is closed."""
        os.kill(os.getpid(), signal.SIGHUP)
