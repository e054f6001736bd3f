"""What a headless command loads."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

LINES = [
    ["--help"],
    ["list"],
    ["search", "ALK"],
    ["show", "PMC7000001"],
    ["entities", "ALK"],
    ["entity", "ALK"],
    ["cite", "PMC7000001"],
    ["cite", "PMC7000001", "--format", "bibtex"],
    ["export", "--format", "csv"],
    ["stats"],
    ["check"],
    ["doctor"],
    ["remove", "PMC7000001"],
    ["import", "."],
]
SCRIPT = """
import sys
from tui.__main__ import main
code = main(sys.argv[1:])
print("LOADED", *sorted({name.partition(".")[0] for name in sys.modules}), file=sys.stderr)
"""


@pytest.mark.parametrize("line", LINES, ids=" ".join)
def test_no_headless_command_loads_textual(line: list[str], library: Path, tmp_path: Path) -> None:
    """Neither Textual nor Rich is loaded where nobody watches."""
    folder = tmp_path / "empty"
    folder.mkdir()
    command = [sys.executable, "-c", SCRIPT, *line, "--library", str(library)]
    done = subprocess.run(command, capture_output=True, text=True, cwd=folder, check=True)
    loaded = done.stderr.splitlines()[-1].split()

    assert loaded[0] == "LOADED"
    assert not {"textual", "rich", "pyperclip"} & set(loaded)
