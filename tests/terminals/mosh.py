"""mosh on loopback: its server, and its client in a terminal of ours."""

from __future__ import annotations

import contextlib
import os
import re
import signal
import subprocess
from collections.abc import Sequence

from tests.terminals.programs import environment, need
from tests.terminals.pty_terminal import PtyTerminal


class Mosh:
    """A program reached through mosh; `terminal` is what stands at the person's end."""

    def __init__(self, command: Sequence[str], *, size: tuple[int, int] = (80, 24)) -> None:
        server = [need("mosh-server"), "new", "-i", "127.0.0.1", "-p", "61000:61999", "--", *command]
        client = need("mosh-client")
        started = subprocess.run(
            server, env=environment(), stdin=subprocess.DEVNULL, capture_output=True, timeout=60, check=True
        )
        connection = re.search(rb"MOSH CONNECT (\d+) (\S+)", started.stdout)
        number = re.search(rb"pid = (\d+)", started.stderr)
        if connection is None or number is None:
            raise AssertionError(f"mosh-server does not start: {started.stderr!r}")
        self._server = int(number[1])
        port, key = connection[1].decode(), connection[2].decode()
        self.terminal = PtyTerminal([client, "127.0.0.1", port], size=size, env=environment(MOSH_KEY=key))

    def close(self) -> None:
        """End both sides."""
        self.terminal.close()
        with contextlib.suppress(ProcessLookupError):
            os.kill(self._server, signal.SIGTERM)
