"""The manual page."""

from __future__ import annotations

import shutil
import subprocess
import sys

import pytest

from tui.cli.declare import Command, argument
from tui.cli.manual import page
from tui.cli.program import APP
from tui.cli.registry import all_commands


def rendered(roff: str) -> tuple[str, str]:
    """What a reader sees, and what groff complains about."""
    if not shutil.which("groff"):
        pytest.skip("groff is not on this machine")
    done = subprocess.run(
        ["groff", "-man", "-Tutf8", "-k", "-ww", "-P-cbou", "-rLL=200n"],
        input=roff.encode(),
        capture_output=True,
        check=True,
    )
    return done.stdout.decode(), done.stderr.decode()


def test_the_page_tells_every_command_and_option() -> None:
    """Whatever is declared is in the manual, and groff finds nothing odd in it."""
    roff = subprocess.run([sys.executable, "-m", "tui", "man"], capture_output=True, text=True, check=True).stdout
    text, complaints = rendered(roff)

    assert "" == complaints
    assert all(name in text for item in APP.arguments for name in item.names)
    for command in all_commands():
        assert f"rounds {command.synopsis}" in text
        assert all(name in text for item in command.all_arguments if item.is_option for name in item.names)


def test_nothing_in_a_text_is_taken_for_a_request() -> None:
    """Dots, quotes and backslashes that begin a line or stand in it are printed."""
    odd = Command(
        "odd", "odd '.X", ".so /etc/passwd", lambda *_: 0, (argument("--x", metavar="\\fBX", help="'quoted' \"too\""),)
    )
    text, complaints = rendered(page({"Odd": [odd]}, "1"))

    assert "" == complaints
    assert ".so /etc/passwd." in text
    assert "--x \\fBX" in text
    assert "'quoted' \"too\"" in text
