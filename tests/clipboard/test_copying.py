"""Receipts say what is known, whatever gets in the way."""

from __future__ import annotations

import os

import pytest

from store.errors import UnsafeTextError
from tests.clipboard.test_environment import TMUX
from tests.terminals.tmux import Tmux
from tui.clipboard import copy, this_session
from tui.clipboard.environment import Line, Probes, Session, read
from tui.clipboard.routes import Route
from tui.clipboard.sequences import LONGEST_BY_MOSH, LONGEST_TEXT, osc52


def terminal(**probes) -> Session:
    return read({"TERM": "xterm-256color"}, Probes(**probes))


def never(data: bytes) -> None:
    raise AssertionError(f"nothing should be written, but {data[:40]!r} was")


@pytest.fixture
def inside_tmux(tmux, monkeypatch) -> Tmux:
    """This process takes itself for one in a pane of a tmux that a terminal looks at."""
    window = tmux(["sleep", "600"])
    window.client = window.attach()
    monkeypatch.setenv("TMUX", f"{window.socket},{window.value('pid')},0")
    monkeypatch.setenv("TMUX_PANE", window.value("pane_id"))
    monkeypatch.setenv("TERM", "screen-256color")
    return window


def test_bytes_reach_the_terminal_in_one_piece():
    """Nothing that the app draws can come in between."""
    written: list[bytes] = []
    receipt = copy("a citation", terminal(), written.append)

    assert [osc52("a citation")] == written
    assert (Route.OSC52, "sent to your terminal", False) == (receipt.route, receipt.said, receipt.certain)


@pytest.mark.parametrize("text", ["\x1b]52;c;AAAA\x07", "a\x9b2J", "\u202eright to left", "nul\0", "a\tb"])
def test_text_that_was_not_cleaned_goes_nowhere(text: str):
    """That would be a fault of the program, and is held back."""
    with pytest.raises(UnsafeTextError):
        copy(text, terminal(), never)


def test_nothing_is_not_copied():
    """An empty text would wipe the clipboard."""
    assert "not copied: there is nothing in it" == copy("", terminal(), never).said


def test_a_text_as_long_as_terminals_take():
    """The limit itself is sent."""
    written: list[bytes] = []

    assert not copy("x" * LONGEST_TEXT, terminal(), written.append).too_large
    assert written


@pytest.mark.parametrize(
    ("session", "size", "said"),
    [
        (terminal(), LONGEST_TEXT + 1, "not copied: 75 kB is more than a terminal takes (75 kB)"),
        (terminal(line=Line.MOSH), LONGEST_BY_MOSH + 1, "not copied: 12 kB is more than mosh takes (12 kB)"),
    ],
)
def test_a_text_that_is_too_long_is_not_cut(session: Session, size: int, said: str):
    """Terminals would cut or drop it without a word, so a file is offered and nothing sent."""
    receipt = copy("x" * size, session, never)

    assert (said, True, False) == (receipt.said, receipt.too_large, receipt.certain)
    assert "file" in receipt.advice


def test_bytes_count_not_characters():
    """The limit is one of bytes."""
    assert copy("é" * (LONGEST_TEXT // 2 + 1), terminal(), never).too_large


def test_a_terminal_that_cannot_be_written_to():
    """The line may have dropped: that is told, and is no traceback."""

    def broken(data: bytes) -> None:
        raise OSError(5, "Input/output error")

    receipt = copy("a citation", terminal(), broken)

    assert receipt.said.startswith("not copied")
    assert not receipt.certain


def test_tmux_keeps_and_sends(inside_tmux):
    """The buffer holds exactly the text, the terminal around tmux got it, nothing was written to the pane."""
    receipt = copy("Müller β\nline 2", this_session(), never)
    inside_tmux.client.wait_clipboard("Müller β\nline 2")

    assert "Müller β\nline 2" == inside_tmux.buffer()
    assert ("in the tmux buffer, sent to your terminal", True) == (receipt.said, receipt.certain)


def test_tmux_keeps_what_is_too_long_to_send(inside_tmux):
    """The buffer takes any size; the terminal is spared, and both are told."""
    text = "x" * (LONGEST_TEXT + 1000)
    receipt = copy(text, this_session(), never)

    assert text == inside_tmux.buffer()
    assert "in the tmux buffer, not sent on: 76 kB is more than a terminal takes (75 kB)" == receipt.said
    assert (True, True) == (receipt.certain, receipt.too_large)
    assert [] == inside_tmux.client.clipboards()


def test_tmux_is_asked_anew(inside_tmux):
    """Whoever attaches later, from another terminal, is the one who gets the text."""
    before = copy("one", this_session(), never).said
    inside_tmux.client.close()
    inside_tmux.wait_until(lambda: inside_tmux.value("session_attached") == "0", "the terminal never left")
    detached = copy("two", this_session(), never).said
    inside_tmux.attach(term="vt100")
    after = copy("three", this_session(), never).said

    assert ["in the tmux buffer, sent to your terminal", "in the tmux buffer", "in the tmux buffer"] == [
        before,
        detached,
        after,
    ]


def test_tmux_that_ended_meanwhile(monkeypatch):
    """The session was read while tmux answered; the copy falls back to the terminal and claims no buffer."""
    monkeypatch.setenv("TMUX", "/nowhere/socket,1,0")
    written: list[bytes] = []
    receipt = copy("a citation", read({"TMUX": "x", "TERM": "screen"}, Probes(tmux=TMUX)), written.append)

    assert Route.SILENT_TMUX is receipt.route
    assert "sent to your terminal" == receipt.said
    assert written


def test_a_tmux_without_a_number(inside_tmux):
    """Builds from source say `master`; they are asked to send, and do."""
    from msgspec.structs import replace

    session = this_session()
    unnumbered = replace(session, tmux=replace(session.tmux, version=None, named="master"))

    assert Route.TMUX is copy("text", unnumbered, never).route


def test_no_program_is_run_from_the_current_folder(tmp_path, monkeypatch, x_display):
    """A file named as the library must not be run when a copy is made in its folder."""
    (tmp_path / "pyperclip.py").write_text(f"open({str(tmp_path / 'ran')!r}, 'w')", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DISPLAY", x_display.name)
    copy("text", this_session(dict(os.environ), tty=False), never)

    assert not (tmp_path / "ran").exists()
