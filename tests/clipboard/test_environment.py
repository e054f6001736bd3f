"""What the environment and the machine say is read as the session that it is."""

from __future__ import annotations

import os
import socket

import pytest

from tests.terminals.programs import environment
from tui.clipboard.environment import Display, Line, Outside, Probes, Session, TmuxServer, read, version_of
from tui.clipboard.probing import line_above, this_session, x_display_answers

TMUX = TmuxServer(
    version=(3, 3),
    named="3.3a",
    client_term="xterm-256color",
    client_type="",
    features=frozenset({"clipboard"}),
    set_clipboard="external",
    overrides="",
    client_cells=80 * 24,
    client_line=Line.LOCAL,
)


@pytest.mark.parametrize(
    ("term", "outside"),
    [
        ("xterm-256color", Outside.NONE),
        ("screen.xterm-256color", Outside.SCREEN),
        ("tmux-256color", Outside.TMUX),
        ("screen-256color", Outside.EITHER),
        ("screen", Outside.EITHER),
        ("screen-bce", Outside.EITHER),
    ],
)
def test_a_multiplexer_on_the_other_side_of_ssh_shows_in_term(term: str, outside: Outside):
    """Only TERM travels over ssh, so it alone gives a local tmux or screen away."""
    session = read({"TERM": term, "SSH_CONNECTION": "a 1 b 2"}, Probes())

    assert (outside, Line.SSH) == (session.outside, session.line)


@pytest.mark.parametrize("name", ["TMUX", "STY"])
def test_a_multiplexer_around_us_is_not_looked_for_further_out(name: str):
    """Inside tmux or screen TERM speaks of that one."""
    assert read({"TERM": "screen", name: "x"}, Probes()).outside is Outside.NONE


@pytest.mark.parametrize("name", ["SSH_CONNECTION", "SSH_TTY", "SSH_CLIENT"])
def test_ssh_shows_in_the_environment(name: str):
    """Any of the variables that sshd sets is enough."""
    assert read({name: "x"}, Probes()).line is Line.SSH


def test_ssh_and_mosh_show_in_the_processes_above():
    """sudo drops the variables, and mosh leaves those of the ssh by which it was started."""
    assert read({}, Probes(line=Line.SSH)).line is Line.SSH
    assert read({"SSH_CONNECTION": "x"}, Probes(line=Line.MOSH)).line is Line.MOSH


@pytest.mark.parametrize(
    ("environ", "kept", "line"),
    [
        ({"SSH_CONNECTION": "x"}, {"SSH_CONNECTION": None}, Line.LOCAL),
        ({}, {"SSH_CONNECTION": "x"}, Line.SSH),
        ({"SSH_CONNECTION": "x"}, {}, Line.SSH),
    ],
)
def test_inside_tmux_whoever_attached_last_counts(environ, kept, line):
    """A pane opened over ssh may now be looked at from the desk, and the other way round."""
    session = read({"TMUX": "x"} | environ, Probes(tmux=TMUX, tmux_environment=kept))

    assert line is session.line


def session_with(**probes) -> Session:
    return read({"TERM": "xterm"}, Probes(**probes))


def test_the_clipboard_of_this_computer_is_used_only_at_the_desk():
    """It takes a person who is here, a display that answers, and a program that knows the way."""
    display = Display("x11", ":0", alive=True)

    assert session_with(displays=(display,), tools=("xclip",)).has_native
    assert not session_with(displays=(display,), tools=("xclip",), line=Line.SSH).has_native
    assert not session_with(displays=(display,), tools=()).has_native
    assert not session_with(displays=(Display("x11", ":0", alive=False),), tools=("xclip",)).has_native


@pytest.mark.parametrize(
    ("text", "version"),
    [
        ("3.3a", (3, 3)),
        ("tmux 3.1c", (3, 1)),
        ("next-3.6", (3, 6)),
        ("openbsd-7.4", (7, 4)),
        ("master", None),
        ("", None),
    ],
)
def test_versions_of_tmux(text: str, version):
    """As they are printed by releases and builds; what has no number is taken for new."""
    assert version == version_of(text)


@pytest.mark.parametrize(
    "name", ["", "nonsense", ":", ":x", "::1", ":99999", "127.0.0.1:54321", "/nowhere:0", "no.such.host.invalid:0"]
)
def test_displays_that_are_not_there(name: str):
    """A name that leads nowhere is no error."""
    assert not x_display_answers(name)


def test_a_display_that_is_there(tmp_path):
    """A socket that accepts a connection is alive, and is not once it is left behind."""
    path = tmp_path / "display"
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(path))
        server.listen()
        answered = x_display_answers(str(path))

    assert answered
    assert not x_display_answers(str(path))


def test_this_session_under_any_environment():
    """Odd or missing variables lead to a session all the same."""
    odd = {"TMUX": "\x00"} if os.name == "nt" else {"TMUX": "x,y", "STY": "", "DISPLAY": "\udcff:0", "TERM": ""}

    assert this_session({}, tty=False).tty is False
    assert this_session(environment() | odd, tty=True).tmux is None


def test_processes_that_are_gone():
    """A process that ends while we look is somebody at this computer, as far as we know."""
    assert line_above(2**22 + 1) is Line.LOCAL
