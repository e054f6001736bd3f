"""A text worked on in the editor of the person's own choice; needs no Textual."""

from __future__ import annotations

import os
import shlex
import subprocess
import tempfile
from pathlib import Path

from msgspec import Struct

from store import RoundsError, clean_line

_FALLBACK = "vi"


class Edited(Struct, frozen=True):
    """What came of it."""

    text: str
    """What the file holds now."""
    problem: str | None = None
    """What the editor complained of; `text` may be worth keeping all the same."""


def chosen_editor() -> str:
    """The command line of the editor that the person has chosen: `VISUAL`, else `EDITOR`, else nothing."""
    return os.environ.get("VISUAL") or os.environ.get("EDITOR") or ""


def editor() -> str:
    """The command line of the editor: the chosen one, else vi."""
    return chosen_editor() or _FALLBACK


def edit(text: str) -> Edited:
    """Run the editor on a file of its own that holds `text`; raises `RoundsError` where it cannot be started."""
    command = editor()
    name = clean_line(Path(command.split()[0]).name) if command.split() else ""
    with tempfile.TemporaryDirectory(prefix="rounds-") as folder:
        file = Path(folder) / "note.md"
        file.write_text(f"{text}\n" if text else "", encoding="utf-8")
        try:
            ended = subprocess.run([*shlex.split(command), str(file)], check=False)  # noqa: S603 -- the person's own
        except (OSError, ValueError) as error:
            raise RoundsError(f"The editor “{name}” cannot be started.", "EDITOR names it.") from error
        try:
            after = file.read_text(encoding="utf-8", errors="replace").rstrip("\n")
        except OSError:
            after = text
        problem = f"The editor “{name}” ended with an error." if ended.returncode else None
        return Edited(after, problem)
