"""Programs in GNU screen, with the test as the terminal around it."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from tests.terminals.programs import environment, need
from tests.terminals.pty_terminal import PtyTerminal


class GnuScreen:
    """A screen session of its own with one window that runs `command`; `terminal` is what stands around it."""

    def __init__(
        self, command: Sequence[str], *, size: tuple[int, int] = (80, 24), env: Mapping[str, str] | None = None
    ) -> None:
        self.program = need("screen")
        self.folder = Path(tempfile.mkdtemp(prefix="rounds-screen-", dir="/tmp"))
        self.folder.chmod(0o700)
        self._config = self.folder / "screenrc"
        self._config.write_text("startup_message off\nvbell off\n", encoding="utf-8")
        (self.folder / "sockets").mkdir(mode=0o700)
        self._env = dict(environment() if env is None else env) | {"SCREENDIR": str(self.folder / "sockets")}
        self.terminal = PtyTerminal(self.command(command), size=size, env=self._env)

    def command(self, command: Sequence[str]) -> list[str]:
        """The command that opens the session."""
        return [self.program, "-c", str(self._config), "-U", "-S", f"rounds{os.getpid()}", *command]

    def close(self) -> None:
        """End the session with all that runs in it."""
        with contextlib.suppress(subprocess.TimeoutExpired):
            subprocess.run(
                [self.program, "-S", f"rounds{os.getpid()}", "-X", "quit"],
                env=self._env,
                stdin=subprocess.DEVNULL,
                capture_output=True,
                timeout=20,
                check=False,
            )
        self.terminal.close()
        shutil.rmtree(self.folder, ignore_errors=True)
