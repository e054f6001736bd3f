"""Commands that read standard input, where there is none or where it holds nonsense."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest


@pytest.mark.parametrize(
    "words",
    [
        ["cite", "-"],
        ["cite", "--from", "-"],
        ["notebook", "import", "-"],
        ["note", "PMC7000001", "--text", "-"],
        ["star", "-"],
        ["remove", "-"],
    ],
)
def test_closed(words: list[str], library: Path) -> None:
    """Where standard input is closed, a sentence says so, and nothing is changed."""
    program = [sys.executable, "-m", "tui", "--library", str(library)]
    before = library.read_bytes()
    done = subprocess.run(
        ["sh", "-c", 'exec "$@" <&-', "sh", *program, *words], capture_output=True, text=True, check=False, timeout=60
    )
    noted = subprocess.run([*program, "search", "note:*", "--json"], capture_output=True, text=True, check=False)

    assert (done.returncode, done.stdout, done.stderr) == (1, "", "rounds: Standard input is closed.\n")
    assert library.read_bytes() == before
    assert '"total": 0' in noted.stdout


@pytest.mark.parametrize("words", [["cite", "--from", "-"], ["notebook", "import", "-"]])
def test_nonsense(words: list[str], library: Path) -> None:
    """What came in there is called standard input, not by the dash that stands for it."""
    program = [sys.executable, "-m", "tui", "--library", str(library)]
    done = subprocess.run([*program, *words], input="{\nno", capture_output=True, text=True, check=False, timeout=60)

    assert done.returncode == 1
    assert done.stderr.startswith("rounds: standard input:2: ")
