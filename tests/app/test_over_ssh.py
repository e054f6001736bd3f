"""A whole visit over a real ssh, inside an unmodified tmux on the other side, at three sizes of the terminal."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (40, 12)])
def test_find_follow_and_copy(sshd, pty_terminal, tmp_path: Path, size: tuple[int, int]) -> None:
    """Open, filter, find CD246, see its cases, go back, and paste the AMA citation on this side of the line."""
    app = [sys.executable, "-m", "tui", "--notebook", str(tmp_path / "notebook.db")]
    home = {"HOME": str(tmp_path), "LANG": "C.UTF-8"}
    window = ["tmux", "-f", "/dev/null", "-S", str(tmp_path / "socket"), "new-session", *app]
    terminal = pty_terminal(sshd.command(window, env=home), size=size)
    terminal.wait_for("1 Cases")
    terminal.wait_for("Hypertrophic")

    terminal.send_keys("/")
    terminal.send("nocardia")
    terminal.wait_until(lambda: not any("Hypertrophic" in line for line in terminal.screen()[:6]), "nothing filtered")
    terminal.send("\x07")  # ^g: tmux holds an Esc back for half a second
    terminal.wait_for("all cases")

    terminal.send_keys("e")
    terminal.send("cd246")
    terminal.send_keys("Enter")
    terminal.wait_for("gene ALK")
    terminal.send("[")
    terminal.wait_for("all cases")
    terminal.send("]")
    terminal.wait_for("gene ALK")

    terminal.send("ym")
    terminal.wait_until(terminal.clipboards, "nothing was put on the clipboard")
    copied = terminal.clipboards()[-1]
    assert copied.startswith("Gao S, Wu J, Fan J, et al. A Giant Thoracic ALK")
    assert "doi:10.1002/cnr2.70489" in copied

    terminal.send("q")
    terminal.wait_exit()


def test_typed_ahead_on_a_slow_line(sshd, pty_terminal, tmp_path: Path) -> None:
    """`e cd246 Enter ym`, typed at once on a line of 300 ms, copies the citation of the case that names ALK."""
    app = [sys.executable, "-m", "tui", "--notebook", str(tmp_path / "notebook.db")]
    home = {"HOME": str(tmp_path), "LANG": "C.UTF-8"}
    terminal = pty_terminal(sshd.command(app, env=home, delay=0.15), size=(80, 24))
    terminal.wait_for("Hypertrophic")
    terminal.send("ecd246\rym")
    terminal.wait_until(terminal.clipboards, "nothing was put on the clipboard")

    assert terminal.clipboards()[-1].startswith("Gao S, Wu J, Fan J")
    terminal.send("q")
    terminal.wait_exit()
