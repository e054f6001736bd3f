"""The terminal's keys, read so that nothing typed can end the app.

Textual's own reader ends the whole app at the first byte that is not UTF-8, and shows its traceback. Such bytes come
from terminals set to another encoding, from noise on a line, and from what is pasted.
"""

from __future__ import annotations

import codecs
import os
import select
import signal

from textual._xterm_parser import XTermParser
from textual.drivers.linux_driver import LinuxDriver

_READ_BYTES = 4096
_PAUSE_SECONDS = 0.1
"""After this long without a byte an escape character is taken for the key and not for the beginning of a sequence."""


class TolerantDriver(LinuxDriver):
    """Takes what is no UTF-8 for U+FFFD; takes the end of what can be read for the line that drops."""

    def run_input_thread(self) -> None:
        """Hand on what is typed until the app ends."""
        parser = XTermParser(self._debug)
        decode = codecs.getincrementaldecoder("utf-8")("replace").decode
        while not self.exit_event.is_set():
            try:
                if select.select([self.fileno], [], [], _PAUSE_SECONDS)[0]:
                    data = os.read(self.fileno, _READ_BYTES)
                    if not data:
                        break
                    if text := decode(data):  # nothing yet where a character came in part
                        for message in parser.feed(text):
                            self.process_message(message)
            except OSError:
                break
            for message in parser.tick():
                self.process_message(message)
        if not self.exit_event.is_set():
            os.kill(os.getpid(), signal.SIGHUP)
