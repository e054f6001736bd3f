"""The bytes on the way to a clipboard, and the choice of the way."""

from __future__ import annotations

import base64
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.clipboard.test_environment import TMUX
from tui.clipboard.environment import Display, Line, Probes, read
from tui.clipboard.routes import Route, choose, written
from tui.clipboard.sequences import CHUNK, LONGEST_BY_MOSH, LONGEST_TEXT, osc52, through_screen, through_tmux


def payload(sequence: bytes) -> str:
    match = re.fullmatch(rb"\x1b\]52;c;([A-Za-z0-9+/=]*)\x07", sequence)
    assert match is not None
    return base64.b64decode(match[1]).decode()


@given(st.text(alphabet=st.characters(codec="utf-8")))
def test_osc52_holds_the_text_and_nothing_else(text: str):
    """Whatever the text is, the sequence has one beginning and one end and gives the text back."""
    assert text == payload(osc52(text))


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=2000))
def test_wrapping_for_tmux_is_undone_by_tmux(text: str):
    """tmux removes its frame and one of each pair of ESC."""
    wrapped = through_tmux(osc52(text))
    inside = wrapped.removeprefix(b"\x1bPtmux;").removesuffix(b"\x1b\\")

    assert text == payload(inside.replace(b"\x1b\x1b", b"\x1b"))


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=2000))
def test_pieces_for_screen_are_short_and_add_up(text: str):
    """screen takes away each frame and prints the rest one after another."""
    pieces = through_screen(osc52(text)).split(b"\x1b\\")
    inside = [piece.removeprefix(b"\x1bP") for piece in pieces]

    assert all(len(piece) <= CHUNK for piece in inside)
    assert text == payload(b"".join(inside))


def test_the_longest_text_fills_what_terminals_take():
    """The sequence of the longest text is the 100,000 bytes at which some terminals stop."""
    assert 100_000 == len(osc52("x" * LONGEST_TEXT))


def test_a_long_text_is_never_bare_where_screen_may_stand():
    """screen prints what a bare sequence has beyond its buffer, so only short ones are sent that way too."""
    short, long = written(Route.OUTER_EITHER, "x"), written(Route.OUTER_EITHER, "x" * 1000)

    assert osc52("x") in short
    assert osc52("x" * 1000) not in long
    assert long == through_screen(osc52("x" * 1000))


def test_a_tmux_of_unknown_age_is_not_flooded():
    """Bare and wrapped are both sent while they fit what any tmux holds back; beyond, only the bare one."""
    assert osc52("x") + through_tmux(osc52("x")) == written(Route.OUTER_TMUX, "x")
    assert osc52("x" * 5000) == written(Route.OUTER_TMUX, "x" * 5000, cells=80 * 24)


DESK = {"displays": (Display("x11", ":0", alive=True),), "tools": ("xclip",)}


@pytest.mark.parametrize(
    ("environ", "probes", "route"),
    [
        ({"TERM": "xterm-256color"}, {}, Route.OSC52),
        ({"TERM": "xterm-kitty", "SSH_CONNECTION": "x"}, {}, Route.OSC52),
        ({"TERM": "linux"}, {}, Route.NONE),
        ({"TERM": "dumb"}, {}, Route.NONE),
        ({}, {}, Route.NONE),
        ({"TERM": "linux"}, DESK, Route.NATIVE),
        ({"TERM": "xterm"}, {"tty": False}, Route.NONE),
        ({"TERM": "xterm"}, {"tty": False} | DESK, Route.NATIVE),
        ({"TMUX": "x", "TERM": "screen"}, {"tmux": TMUX}, Route.TMUX),
        ({"TMUX": "x", "TERM": "screen"}, {"tmux": TMUX, "tty": False}, Route.TMUX),
        ({"TMUX": "x", "TERM": "screen"}, {}, Route.SILENT_TMUX),
        ({"TMUX": "x"}, {"tmux": replace(TMUX, version=(3, 1))}, Route.TMUX_BEFORE_3_2),
        ({"TMUX": "x", "STY": "y"}, {"tmux": replace(TMUX, version=(3, 1))}, Route.TMUX_BUFFER),
        ({"TMUX": "x"}, {"tmux": replace(TMUX, version=(3, 1), client_term="screen")}, Route.TMUX_BUFFER),
        ({"TMUX": "x", "STY": "y", "TERM": "screen.xterm"}, {}, Route.SCREEN),
        ({"TMUX": "x"}, {"tmux": replace(TMUX, version=None)}, Route.TMUX),
        ({"TMUX": "x"}, {"tmux": replace(TMUX, client_term="")}, Route.TMUX_BUFFER),
        ({"TMUX": "x"}, {"tmux": replace(TMUX, features=frozenset())}, Route.TMUX_BUFFER),
        ({"TMUX": "x"}, {"tmux": replace(TMUX, client_line=Line.MOSH)}, Route.TMUX_BUFFER),
        ({"TMUX": "x", "STY": "y"}, {"tmux": TMUX}, Route.TMUX),
        ({"STY": "x", "TERM": "screen"}, {}, Route.SCREEN),
        ({"TERM": "screen.xterm-256color", "SSH_TTY": "x"}, {}, Route.SCREEN),
        ({"TERM": "tmux-256color", "SSH_TTY": "x"}, {}, Route.OUTER_TMUX),
        ({"TERM": "screen", "SSH_TTY": "x"}, {}, Route.OUTER_EITHER),
    ],
)
def test_the_route_follows_from_the_place(environ, probes, route):
    """Each place has its route, and every route has its reason."""
    plan = choose(read(environ, Probes(**probes)))

    assert route is plan.route
    assert plan.why


def test_mosh_carries_less():
    """What mosh would cut is not sent through it."""
    assert LONGEST_BY_MOSH == choose(read({"TERM": "xterm"}, Probes(line=Line.MOSH))).longest
    assert LONGEST_TEXT == choose(read({"TERM": "xterm"}, Probes())).longest


@pytest.mark.parametrize(("version", "longest"), [((3, 1), 5760), ((3, 2), 5760), ((3, 3), LONGEST_TEXT)])
def test_an_old_tmux_carries_what_its_terminal_is_large(version, longest):
    """Before 3.3 tmux drops a backlog of eight bytes a cell, so a sequence may have four."""
    session = read({"TMUX": "x"}, Probes(tmux=replace(TMUX, version=version, client_cells=80 * 24)))

    assert longest == choose(session).longest
