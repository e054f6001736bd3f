"""A virtual X display with a clipboard, and real xterms on it."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
from collections.abc import Mapping, Sequence

from tests.terminals.programs import end, environment, need


class XDisplay:
    """An Xvfb of its own; `name` is what DISPLAY must say."""

    def __init__(self) -> None:
        program = need("Xvfb")
        self._xclip = need("xclip")
        self._started: list[subprocess.Popen[bytes]] = []
        reading, writing = os.pipe()
        try:
            self._server = subprocess.Popen(
                [program, "-displayfd", str(writing), "-screen", "0", "1024x768x24", "-nolisten", "tcp", "-noreset"],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                pass_fds=[writing],
                env=environment(),
                start_new_session=True,
            )
        finally:
            os.close(writing)
        with os.fdopen(reading, "rb") as answer:
            number = answer.readline().strip().decode()
        if not number:
            raise AssertionError("Xvfb does not start")
        self.name = f":{number}"

    def run(self, command: Sequence[str], *, env: Mapping[str, str] | None = None) -> subprocess.Popen[bytes]:
        """Start a program on this display; it ends with the display."""
        settings = dict(environment() if env is None else env) | {"DISPLAY": self.name}
        process = subprocess.Popen(
            list(command),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=settings,
            start_new_session=True,
        )
        self._started.append(process)
        return process

    def xterm(
        self, command: Sequence[str], *, resources: Sequence[str] = (), env: Mapping[str, str] | None = None
    ) -> subprocess.Popen[bytes]:
        """Open an xterm that runs `command`; `resources` as in `XTerm*allowWindowOps: true`."""
        settings = [word for resource in resources for word in ("-xrm", resource)]
        return self.run([need("xterm"), "-u8", *settings, "-e", *command], env=env)

    def clipboard(self) -> str:
        """What is on the clipboard now; empty when nobody owns it."""
        with contextlib.suppress(subprocess.TimeoutExpired):
            result = subprocess.run(
                [self._xclip, "-o", "-selection", "clipboard", "-display", self.name],
                stdin=subprocess.DEVNULL,
                capture_output=True,
                timeout=10,
                check=False,
                env=environment(),
            )
            return result.stdout.decode()
        return ""

    def close(self) -> None:
        """End the display and what runs on it."""
        for process in self._started:
            end(process)
        end(self._server, signal.SIGTERM)  # a hangup only resets it
