"""Every command of the table on hostile cases in a hostile place: the terminal gets pictures and nothing else.

The walk is made from the table of commands, so that a new command is walked as well.
"""

from __future__ import annotations

import os
import shutil
import sys
import time
from pathlib import Path

import pytest

from store import Library, Notebook
from tests.fuzz.pressing import sent_for
from tests.hostile.attacks import ATTACKS, ESC, STOLEN
from tests.terminals.audit import Audit
from tests.terminals.programs import environment
from tui.commands import CASES, COMMANDS, ENTITIES, FINDINGS, Command
from tui.commands.table import FIELD

OUT = "\x07"
NAME = f"l{ESC}]52;c;{STOLEN}\x07\u202e[bold][@click=app.quit]\n\udcff%s"
"""Of a folder: all that a file system takes."""
PANES = {CASES: "1", FINDINGS: "2", ENTITIES: "3"}
ENDING = ("quit", "quit.now", "note.editor", "field.editor")
FOLLOWED = {
    "find.filter": "hostile\t\r",
    "find.text": "evil\r",
    "find.listed": "evil\r",
    "find.entity": "evil\t\r",
    "tag": "[bold]tag%s\r",
    "note": "[@click=app.quit]x[/] ]52;c;\r",
    "place.save": "a",
    "place.list": "a",
    "facets": "jj=",
    "write": "c\x15written\r",
    "import": "\r",
    "delete": "nu",
    "help": "copy",
    "palette": "sort\r",
    "entity.page": "j\r",
}
"""What is pressed in the layer that a command opens."""


@pytest.fixture
def place(hostile_library: Path, tmp_path: Path) -> Path:
    """A folder with a hostile name that holds the library, a notebook full of attacks, a home and case files."""
    folder = Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + os.fsencode(NAME)))
    (folder / "home").mkdir(parents=True)
    library = folder / f"{NAME.replace('/', '')}.db"
    shutil.copy(hostile_library, library)
    for number in (1, 2):
        shutil.copy(hostile_library.parent / f"attack0{number}.md", folder / f"{NAME}{number}.md")
    with Library.open(library) as opened, Notebook.open(folder / "notebook.db", lookup=opened.known) as notebook:
        ids = [row.id for row in opened.index.rows(opened.index.search("").numbers)]
        for number, (case_id, attack) in enumerate(zip(ids, ATTACKS, strict=False)):
            notebook.set_note(case_id, attack)
            notebook.tag([case_id], add=[f"tag{number}{''.join(attack.split())}"[:60]])
    return folder


def _app(folder: Path) -> list[str]:
    library = next(path for path in folder.iterdir() if path.name.endswith(".db") and path.name != "notebook.db")
    return [sys.executable, "-m", "tui", "--library", str(library), "--notebook", str(folder / "notebook.db")]


def _env(folder: Path) -> dict[str, str]:
    return environment(
        HOME=str(folder / "home"),
        USER=NAME.replace("\n", ""),
        VISUAL="true",
        COLORTERM=f"truecolor{ESC}]0;OWNED",
        PYTHONPATH=str(Path(__file__).resolve().parents[2]),
    )


def _walked(where: str) -> list[Command]:
    return [one for one in COMMANDS if where in one.where and one.id not in ENDING and one.where != {FIELD}]


@pytest.mark.parametrize("size", [(120, 40), (40, 12)])
@pytest.mark.parametrize("pane", list(PANES))
def test_every_command_sends_pictures_alone(pty_terminal, place: Path, pane: str, size: tuple[int, int]) -> None:
    """In each pane, every key of it, and something typed into what it opens."""
    terminal = pty_terminal(_app(place), size=size, env=_env(place), cwd=place)
    terminal.wait_for("Hostile")
    for command in _walked(pane):
        terminal.send(OUT * 3 + "1" + PANES[pane])
        for keys in (b"".join(sent_for(command.keys[0])), FOLLOWED.get(command.id, "").encode()):
            terminal.send(keys)
            time.sleep(0.05 if keys else 0)
            terminal.wait_settled(0.05)
        assert terminal.process.poll() is None, (command.id, _reports(place))
    terminal.send(OUT * 4)
    terminal.wait_settled(0.5)
    terminal.send(OUT * 4 + "\x11")

    assert terminal.wait_exit() == 0, _reports(place)
    assert not _reports(place)
    audit = Audit()
    audit.take(terminal.raw)
    assert [] == audit.strangers
    assert not [copied for copied in audit.copied if STOLEN == copied]


def _reports(place: Path) -> list[str]:
    return [path.read_text(encoding="utf-8")[-1500:] for path in (place / "home").rglob("crash-*.txt")]
