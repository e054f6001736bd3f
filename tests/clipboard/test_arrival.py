"""Copies from every place there is, read back at the outermost terminal."""

from __future__ import annotations

import contextlib
import sys
from pathlib import Path

import pytest

from tests.clipboard.places import PLACES, Bench, Place, measure
from tui.clipboard.sequences import LONGEST_BY_MOSH, LONGEST_TEXT


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.name)
def test_arrival(place: Place, request: pytest.FixtureRequest):
    """What arrives is what the table says, whole, and what is said of it is true."""
    with contextlib.ExitStack() as stack:
        bench = Bench(stack, lambda: request.getfixturevalue("sshd"))
        measured = measure(place, bench)

    assert place.says == measured.receipts[0]["said"]
    assert place.arrives == measured.arrived


@pytest.mark.parametrize(
    ("name", "longest"),
    [
        ("a terminal", LONGEST_TEXT),
        ("ssh", LONGEST_TEXT),
        ("tmux, as it comes", LONGEST_TEXT),
        ("tmux on, ssh, tmux", LONGEST_TEXT),
        ("ssh, then screen", LONGEST_TEXT),
        ("mosh", LONGEST_BY_MOSH),
    ],
)
def test_the_longest_text_arrives_whole(name: str, longest: int, request: pytest.FixtureRequest):
    """The limit that is stated is one that is kept; one byte more is not sent, and that is said."""
    place = next(place for place in PLACES if place.name == name)
    line = "0123456789abcdefghijklmnopqrstuvwxyz\n"
    text = (line * (longest // len(line) + 1))[:longest]
    with contextlib.ExitStack() as stack:
        bench = Bench(stack, lambda: request.getfixturevalue("sshd"), (text, f"{text}x"))
        measured = measure(place, bench)

    assert (True, False) == measured.arrived
    assert [False, True] == [receipt["too_large"] for receipt in measured.receipts]


def test_the_command_line_takes_the_same_route(request: pytest.FixtureRequest):
    """`rounds cite --copy` over ssh in an unmodified tmux, its output in a pipe: the citation is on the clipboard."""
    with contextlib.ExitStack() as stack:
        bench = Bench(stack, lambda: request.getfixturevalue("sshd"))
        rounds = f"{sys.executable} -m tui cite PMC12893846 --style ama --copy"
        repository = Path(__file__).parents[2]
        script = (
            f"export HOME={bench.folder}; cd {repository}; {rounds} | cat > {bench.folder}/piped; echo MARK; read _"
        )
        terminal = bench.terminal(bench.ssh(bench.tmux_command(["sh", "-c", script])))
        terminal.wait_for("MARK")
        piped = (bench.folder / "piped").read_text(encoding="utf-8")
        said = "".join(terminal.screen())

    assert [piped.removesuffix("\n")] == terminal.clipboards()
    assert piped.startswith("Gao S, ")
    assert "In the tmux buffer, sent to your terminal." in said
