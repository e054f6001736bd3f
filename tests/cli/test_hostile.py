"""Text from anywhere does nothing to the terminal of who reads it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., "subprocess.CompletedProcess[str]"]
ATTACKS = (
    "\x1b]52;c;cHduZWQ=\x07",
    "\x1b]0;title\x1b\\",
    "\x1b[2J\x1b[31m",
    "\x9b31m\x9d0;x\x9c",
    "\u202eevil\u2066",
    "\x00\x7f\x08\x1b",
    "[bold red]markup[/] [@click=app.quit]x[/]",
    "\u2028line\u2029para\r",
    "=cmd|'/C calc'!A0",
    "e" + "\u0301" * 60,
    "\u200bzero\u200f",
)
HOSTILE = "x".join(ATTACKS)
ONE_LINE = HOSTILE.replace("\r", " ")
CASE = f"""# Title {ONE_LINE} ALK

**Authors:** Eve {ONE_LINE}, Bob Ok

PMC · DOI: 10.5555/hostile · Journal {ONE_LINE} · 2024-01-02

## TL;DR

{ONE_LINE}

## Key findings

- {ONE_LINE}

## Linked entities

- **Genes:** ALK{ONE_LINE} (description {ONE_LINE}) [NCBI Gene 238] {{aka A{ONE_LINE}}}

## Odd {ONE_LINE}

{ONE_LINE}

---
Source: https://example.org/{ONE_LINE}/PMC7000009
"""
FORBIDDEN = [*map(chr, range(0x20)), *map(chr, range(0x7F, 0xA0)), *"\u2028\u2029\u202e\u2066\u200b\u200f\ufeff"]
FORBIDDEN.remove("\n")
LINES = [
    "list",
    "list --json",
    "search ALK",
    "show doi:10.5555/hostile",
    "show doi:10.5555/hostile --json",
    "entities",
    "entities --json",
    "entity ncbigene:238",
    "entity ncbigene:238 --json",
    "cite doi:10.5555/hostile",
    "cite doi:10.5555/hostile --markup html",
    "cite doi:10.5555/hostile --format bibtex",
    "cite doi:10.5555/hostile --format ris",
    "cite doi:10.5555/hostile --format csl-json",
    "export --format csv",
    "export --format json",
    "export --format markdown",
    "stats",
    "stats --json",
]


def harmful(text: str, allowed: str = "") -> set[str]:
    """The characters of `text` that could act."""
    return {character for character in FORBIDDEN if character in text} - set(allowed)


@pytest.fixture(scope="module")
def hostile_library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library with a case whose every field attacks, imported from a file whose name does as well."""
    folder = tmp_path_factory.mktemp("hostile")
    name = os.fsencode(folder) + b"/\x1b]52;c;cHduZWQ=\x07\xff\n.md"
    Path(os.fsdecode(name)).write_text(CASE, encoding="utf-8", newline="")
    library = folder / "library.db"
    done = subprocess.run(
        [sys.executable, "-m", "tui", "import", name, "--library", str(library)],
        capture_output=True,
        env={**os.environ, "HOME": str(folder)},
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert not harmful((done.stdout + done.stderr).decode())
    return library


@pytest.mark.parametrize("line", LINES)
def test_no_field_acts(line: str, hostile_library: Path) -> None:
    """No control character, bidirectional override or other hidden thing of a case reaches standard output or error."""
    command = [sys.executable, "-m", "tui", *line.split(), "--library", str(hostile_library)]
    done = subprocess.run(command, capture_output=True, check=False)

    assert done.returncode == 0, done.stderr
    assert not harmful(
        done.stdout.decode(), "\t" if "--" not in line else "\r" if "csv" in line or "ris" in line else ""
    )
    assert not harmful(done.stderr.decode())


@pytest.mark.parametrize(
    "arguments",
    [
        ["search", HOSTILE.replace("\0", "")],
        ["show", "\x1b]0;x\x07"],
        ["entity", "\x1b[31m"],
        ["entities", "\x1b[31m\u202e"],
        ["\x1b[31m"],
        ["list", "--\x1b[31m"],
        ["list", "--limit", "\x1b[31m"],
        ["list", "--library", "/\x1b[31m\n/x"],
        ["import", "/\x1b[31m\n/x"],
        ["cite", "--from", "/\x1b[31m\n/x"],
        ["show", b"\xff\xfe\x1b"],
    ],
    ids=str,
)
def test_no_argument_acts(arguments: list[str | bytes], rounds: Run) -> None:
    """What was typed is quoted in messages and does nothing either."""
    done = rounds(*arguments)

    assert done.returncode in (0, 1, 2)
    assert "Traceback" not in done.stderr
    assert not harmful(done.stdout + done.stderr, allowed="\t")
