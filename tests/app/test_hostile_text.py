"""Text is data: a case that tries to act on the terminal is shown, and nothing of it acts."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from store import Library

ESC = "\x1b"
ATTACKS = (
    f"{ESC}]52;c;SGlqYWNrZWQ=\x07",
    f"{ESC}[2J{ESC}[H",
    f"{ESC}]0;owned\x07",
    f"{ESC}]8;;http://evil.example{ESC}\\x{ESC}]8;;{ESC}\\",
    "\x9b31m\x9d52;c;eA==\x9c",
    f"{ESC}P+q544e{ESC}\\",
    "\x00\x07\x08\x7f",
    "\u202egnp.exe\u2066x\u2069",
    "[@click=app.quit]x[/] [bold]y[/b] [/] ERBB2 [HER2/neu]",
    "a\u200bb\u2060c\ufeffd\u00ade",
    "z" + "\u0301" * 60,
)
FORBIDDEN = (b"\x1b]52;c;SGlq", b"\x1b]0;owned", b"\x1b]8;;http", b"\x1bP+q", b"\x9b31m", b"\x07\x08")


def _library(folder: Path) -> Path:
    hostile = " ".join(ATTACKS)
    path = folder / "library.db"
    papers = folder / "papers"
    papers.mkdir()
    (papers / "hostile.md").write_bytes(
        f"""# Hostile {hostile}

**Authors:** Mal {hostile} Ory, Ada Example

PMC · DOI: 10.5555/hostile.1 · Journal {hostile} · 2024-01-01

## TL;DR

Told {hostile}

## Key findings

- Found {hostile}

## Odd {hostile}

Text {hostile}

## Full-text entities

- **Genes:** EVIL{hostile} (described {hostile}) [NCBI Gene 666] {{aka ALIAS{hostile}, EVL}}

## Full text

The body {hostile}

---
Source: javascript:alert(1)
""".encode("utf-8", "surrogateescape")
    )
    with Library.open(path, create=True) as library:
        library.import_paths([papers])
    return path


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (40, 12)])
def test_no_byte_of_a_case_acts(pty_terminal, tmp_path: Path, size: tuple[int, int]) -> None:
    """On every screen that shows the case, what reaches the terminal holds none of its sequences."""
    path = _library(tmp_path)
    app = [sys.executable, "-m", "tui", "--library", str(path), "--notebook", str(tmp_path / "notebook.db")]
    terminal = pty_terminal(app, size=size)
    terminal.wait_for("Hostile")
    start = len(terminal.raw)
    layers = ("p", "\x07", "e", "evl", "\x07", "/", "hostile", "\x07", "F", "\x07", "?", "\x07", "f", "q", "I", "\x07")
    for keys in ("2", "n", "3", *layers, "s", "t", "tag]52;", "\r", "T", "T", "T"):
        terminal.send(keys)
        terminal.wait_settled(0.25)
    sent = terminal.raw[start:]

    assert not [attack for attack in FORBIDDEN if attack in sent]
    assert "\u202e".encode() not in sent
    assert "\u200b".encode() not in sent
    assert not terminal.clipboards()
    terminal.send("q")
    assert terminal.wait_exit() == 0


async def test_markup_in_data_is_text(tour, tmp_path: Path) -> None:
    """Rich and Textual markup in a title is shown as it stands."""
    async with tour(_library(tmp_path), size=(200, 50)) as person:
        await person.press("2")

        assert "[@click=app.quit]x[/]" in person.text.replace("\n", " ") or "[@click" in person.text
        assert "⟦RLO⟧" in person.text
