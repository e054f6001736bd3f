"""What is typed while the app starts is meant for it, and is pressed when it is there."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import Any

import pytest

from tests.terminals.programs import environment


@pytest.mark.parametrize("pause", [0.0, 0.1, 0.2])
def test_typed_before_the_app_is_there(pty_terminal: Any, tmp_path: Path, pause: float) -> None:
    """Twice down is the third case, however early it is typed."""
    app = [sys.executable, "-m", "tui", "--notebook", str(tmp_path / "notebook.db")]
    terminal = pty_terminal(app, size=(80, 24), env=environment(HOME=str(tmp_path)))
    time.sleep(pause)
    terminal.send("jj")
    terminal.wait_for(" 3 of ")

    terminal.send("q")
    terminal.wait_exit()
