"""What a person sees at a terminal."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.terminals.programs import environment
from tests.terminals.pty_terminal import PtyTerminal

PROGRAM = [sys.executable, "-m", "tui"]
Open = Callable[..., PtyTerminal]


@pytest.mark.parametrize("width", [120, 80, 40])
def test_lists_fit_the_terminal(width: int, pty_terminal: Open, library: Path) -> None:
    """On a terminal each case is one row, cut to the width, its id whole."""
    terminal = pty_terminal([*PROGRAM, "list", "--library", str(library)], size=(width, 24))

    assert terminal.wait_exit() == 0
    rows = [row for row in terminal.screen() if row]
    assert len(rows) == 3
    assert rows[0].endswith("pmc:PMC7000001")
    assert rows[1].endswith("doi:10.5555/beta.2")


def test_text_is_wrapped_at_words(pty_terminal: Open, library: Path) -> None:
    """`show` wraps running text on a terminal and leaves it whole in a pipe."""
    terminal = pty_terminal([*PROGRAM, "show", "PMC7000001", "--library", str(library)], size=(44, 60))

    assert terminal.wait_exit() == 0
    assert "  A hand tumour with ALK answered to" in terminal.screen()
    assert "  alectinib." in terminal.screen()


@pytest.mark.parametrize("setting", [{"NO_COLOR": "1"}, {"TERM": "dumb"}])
def test_no_attributes_where_they_are_not_wanted(setting: dict[str, str], pty_terminal: Open, library: Path) -> None:
    """`NO_COLOR` and a dumb terminal get plain text; others get headings in bold."""
    command = [*PROGRAM, "show", "PMC7000001", "--library", str(library)]
    plain = pty_terminal(command, env={**environment(), **setting})
    bold = pty_terminal(command)

    assert (plain.wait_exit(), bold.wait_exit()) == (0, 0)
    assert b"\x1b" not in plain.raw
    assert b"\x1b[1m" in bold.raw


def test_ctrl_c_is_a_word_and_130(library: Path) -> None:
    """Ctrl-C while a command waits for its input ends it without a traceback."""
    script = """
import os, signal, sys, threading
from tui.__main__ import main
threading.Timer(0.5, os.kill, (os.getpid(), signal.SIGINT)).start()
sys.exit(main(sys.argv[1:]))
"""
    command = [sys.executable, "-c", script, "cite", "-", "--library", str(library)]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe, text=True) as run:
        assert run.wait(timeout=30) == 130
        assert run.stderr is not None
        assert run.stderr.read() == "rounds: Interrupted.\n"


def test_a_fault_of_the_program_is_a_report(own_home: Path) -> None:
    """An error that nobody expected is a sentence, exit code 70, and a report that only its owner can read."""
    script = """
import sys
from tui.cli import listing
from tui.__main__ import main
def fail(*_):
    raise ZeroDivisionError("\\x1b[31m")
listing.COMMANDS = tuple(type(c)(c.name, c.synopsis, c.summary, fail, c.arguments) for c in listing.COMMANDS)
sys.exit(main(["list"]))
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    (report,) = own_home.rglob("crash-*.txt")

    assert (done.returncode, done.stdout) == (70, "")
    assert "Traceback" not in done.stderr
    assert str(report) in done.stderr
    assert "ZeroDivisionError" in report.read_text(encoding="utf-8")
    assert "\x1b" not in report.read_text(encoding="utf-8")
    assert report.stat().st_mode & 0o777 == 0o600


def test_no_home_to_write_to(library: Path) -> None:
    """Reading needs no home at all."""
    environment = {name: value for name, value in os.environ.items() if name != "HOME"} | {"HOME": "/nonexistent"}
    command = [*PROGRAM, "list", "--library", str(library)]
    done = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)

    assert done.returncode == 0
