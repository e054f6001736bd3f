"""The clipboard of this computer, through real X programs: read back, silent, and without holding on to anything."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from tui.clipboard import copy, this_session
from tui.clipboard.environment import Display, Line, Probes, read
from tui.clipboard.native import Outcome, copy_here


@pytest.fixture
def desk(x_display, monkeypatch) -> str:
    """This process takes itself for one at a desk with that display."""
    for name in ("TMUX", "STY", "WAYLAND_DISPLAY", "SSH_CONNECTION", "SSH_TTY", "SSH_CLIENT"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("DISPLAY", x_display.name)
    monkeypatch.setattr("tui.clipboard.native.PATIENCE", 60.0)  # a busy machine is no reason to be unsure
    return x_display.name


def at_the_desk(name: str, *, alive: bool = True):
    return read({}, Probes(tty=False, displays=(Display("x11", name, alive),), tools=("xclip",)))


def test_what_is_claimed_was_read_back(desk, x_display):
    """The receipt is certain because the clipboard gave the text back."""
    text = "Müller β\n“two lines”"
    receipt = copy(text, at_the_desk(desk), lambda data: None)

    assert text == x_display.clipboard()
    assert ("on the clipboard of this computer", True, "") == (receipt.said, receipt.certain, receipt.advice)


def test_any_size_goes_to_this_computer(desk, x_display):
    """The limit is one of terminals."""
    text = "0123456789" * 20_000
    receipt = copy(text, at_the_desk(desk), lambda data: None)

    assert text == x_display.clipboard()
    assert receipt.said.startswith("on the clipboard of this computer")


def test_a_display_that_died_is_no_success(monkeypatch):
    """pyperclip reports success when xclip finds no display; reading back tells."""
    monkeypatch.setenv("DISPLAY", ":987")

    assert copy_here("text", at_the_desk(":987")) is not Outcome.THERE


def test_a_dead_display_is_kept_from_the_programs(monkeypatch):
    """No program is offered a display that does not answer."""
    monkeypatch.setenv("DISPLAY", ":987")

    assert Outcome.NOTHING is copy_here("text", at_the_desk(":987", alive=False))


def test_no_clipboard_over_ssh(desk, x_display):
    """The clipboard of a server is not the person's, even where it has one."""
    session = read({"TERM": "xterm"}, Probes(line=Line.SSH, displays=(Display("x11", desk, True),), tools=("xclip",)))
    copy("text", session, lambda data: None)

    assert "" == x_display.clipboard()


def test_nothing_is_printed_and_nothing_held(desk):
    """Our output ends when we do, though xclip lives on, and no word of another program is in it."""
    program = (
        "from tui.clipboard import copy, this_session\n"
        "receipt = copy('text', this_session(tty=False), lambda data: None)\n"
        "print(receipt.said)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, timeout=60, check=True, env=dict(os.environ)
    )

    assert (b"on the clipboard of this computer\n", b"") == (done.stdout, done.stderr)


def test_the_session_sees_the_desk(desk):
    """A display that answers and xclip make a desk, unless the tests themselves run over ssh."""
    session = this_session(tty=False)

    assert (Display("x11", desk, True),) == session.displays
    assert "xclip" in session.tools
