"""Addresses are opened where the person sits, and only those made of ids; what a file calls one is never opened."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import pytest

from store import Library
from tests.hostile.attacks import encoded
from tests.terminals.programs import environment

REPOSITORY = Path(__file__).resolve().parents[2]
CASES = {
    "a": ("10.5555/plain.1", "javascript:alert(1)"),
    "b": (None, "--help"),
    "c": (None, "file:///etc/passwd"),
    "d": (None, "https://evil.example/?$(touch${IFS}x)"),
}


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """Cases with addresses of all sorts, and a browser that writes down what it is given."""
    papers = tmp_path / "papers"
    papers.mkdir()
    for name, (doi, url) in CASES.items():
        ids = f"\n\nDOI: {doi} · Journal · 2024" if doi else ""
        text = f"# Case {name}{ids}\n\n## TL;DR\n\nTold.\n\n## Full text\n\nRead: {url}\n\n---\nSource: {url}\n"
        (papers / f"{name}.md").write_bytes(encoded(text))
    with Library.open(tmp_path / "library.db", create=True) as library:
        library.import_paths([papers])
    browser = tmp_path / "browser"
    browser.write_text(f'#!/bin/sh\nprintf "%s\\n" "$*" >> {tmp_path}/opened\n', encoding="utf-8")
    browser.chmod(0o755)
    return tmp_path


def _opened(pty_terminal, place: Path, **more: str) -> list[str]:
    """What the browser was given after every key that shows an address was pressed on every case."""
    env = environment(HOME=str(place), BROWSER=f"{place}/browser %s", PYTHONPATH=str(REPOSITORY), **more)
    files = ["--library", str(place / "library.db"), "--notebook", str(place / "notebook.db")]
    terminal = pty_terminal([sys.executable, "-m", "tui", *files], size=(120, 40), env=env, cwd=place)
    terminal.wait_for("Case a")
    for _ in CASES:
        for keys in ("o", "f", "\x07", "\x071j"):
            terminal.send(keys)
            time.sleep(0.2)
            terminal.wait_settled(0.2)
    terminal.send("\x07" * 4 + "\x11")
    assert terminal.wait_exit() == 0
    return (place / "opened").read_text(encoding="utf-8").split("\n")[:-1] if (place / "opened").exists() else []


def test_over_ssh_no_browser_runs(pty_terminal, place: Path) -> None:
    """It would start on the wrong machine, or in the app's own terminal."""
    assert [] == _opened(pty_terminal, place, SSH_CONNECTION="10.0.0.1 1 10.0.0.2 22", SSH_TTY="/dev/pts/9")


def test_only_addresses_made_of_ids_are_opened(pty_terminal, x_display, place: Path) -> None:
    """Where a browser can be reached: the page of the DOI, and nothing that the file says."""
    assert {"https://doi.org/10.5555/plain.1"} == set(_opened(pty_terminal, place, DISPLAY=x_display.name))
