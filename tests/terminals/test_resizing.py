"""A terminal that has another size, if only for a moment."""

from __future__ import annotations

import os
import signal
import sys
from contextlib import closing
from pathlib import Path

from tests.terminals.pty_terminal import PtyTerminal

REPOSITORY = Path(__file__).resolve().parents[2]


def test_what_a_terminal_forgot_is_painted_again() -> None:
    """A terminal that was tiny for a moment has lost its text; the app, which sees the old size again, paints it."""
    with closing(PtyTerminal([sys.executable, "-m", "tui"], size=(100, 30), cwd=REPOSITORY)) as terminal:
        terminal.wait_for("18 cases")
        terminal.wait_settled()
        before = terminal.screen()
        os.kill(terminal.process.pid, signal.SIGSTOP)
        for size in ((1, 1), (100, 30)):
            terminal.resize(size)
        assert not any(map(str.strip, terminal.screen()[1:]))
        os.kill(terminal.process.pid, signal.SIGCONT)

        terminal.wait_until(lambda: terminal.screen() == before, "the screen was not painted again")
