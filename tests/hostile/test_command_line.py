"""What a person and a system give the command line is data as well: names of files, what is in them, variables."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from store.text import is_harmless
from tests.hostile.attacks import ATTACKS, ESC, STOLEN
from tests.terminals.audit import strangers
from tests.terminals.programs import environment

NASTY = f"{ESC}]52;c;{STOLEN}\x07{ESC}[2J\u202e%s[bold]\x9b31m"
REPOSITORY = Path(__file__).resolve().parents[2]
LINES = {
    "doctor": ["doctor"],
    "doctor as JSON": ["doctor", "--json"],
    "stats": ["stats"],
    "check": ["check"],
    "list": ["list", "--limit", "70"],
    "search": ["search", "evil"],
    "show": ["show", "pmc:PMC7000099"],
    "entity": ["entity", "ncbigene:666"],
    "entities": ["entities", "evil"],
    "tags": ["tag"],
    "tag": ["tag", "pmc:PMC7000001", "--add", NASTY],
    "note": ["note", "pmc:PMC7000001", "--text", NASTY],
    "a note printed": ["note", "pmc:PMC7000002"],
    "collection": ["collection", NASTY, "pmc:PMC7000001"],
    "collections": ["collection"],
    "undo": ["undo"],
    "notebook brought in": ["notebook", "import", "hostile.json"],
    "notebook carried out": ["notebook", "export", "-"],
    "configuration": ["config", "check"],
    "completion": ["completion", "bash"],
    "completed": ["__complete", "search", NASTY],
    "manual": ["man"],
    "import": ["import", "."],
    "no such file": ["import", NASTY],
    "cite from": ["cite", "--from", "items.json", "--style", "vancouver"],
    "cite from as BibTeX": ["cite", "--from", "items.json", "--format", "bibtex"],
    "cite from as RIS": ["cite", "--from", "items.json", "--format", "ris"],
    "export": ["export", "--format", "markdown"],
    "remove": ["remove", NASTY],
    "share": ["share", f"shared{NASTY}"],
}


@pytest.fixture
def place(hostile_library: Path, tmp_path: Path) -> Path:
    """A folder with a hostile name, hostile files, and a home with a hostile configuration."""
    folder = Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + os.fsencode(NASTY.replace("/", "")) + b"\xff"))
    home = folder / "home"
    (home / ".config" / "rounds").mkdir(parents=True)
    shutil.copy(hostile_library, folder / "library.db")
    shutil.copy(hostile_library.parent / "attack01.md", folder / f"{NASTY}.md")
    (folder / f"bad{NASTY}.md").write_bytes(b"\x89PNG")
    toml = "".join(f'"{json.dumps(one)[1:-1]}" = 1\n' for one in ("x\x1b", "theme\u202e")).replace("\\u001b", "\\u001B")
    (home / ".config" / "rounds" / "config.toml").write_text(
        f'theme = "\\u001b]0;x"\n{toml}[keys]\n"\\u001b[31m" = ["\\u001b"]\n', encoding="utf-8"
    )
    items = [
        {"id": f"i{n}{one}", "type": "article-journal", "title": one, "author": [{"literal": one}, {"family": one}]}
        | {"container-title": one, "DOI": one, "URL": one, "volume": one, "page": one, "issued": {"raw": one}}
        for n, one in enumerate(ATTACKS)
    ]
    (folder / "items.json").write_text(json.dumps(items), encoding="utf-8")
    notebook = {
        "format": "rounds-notebook",
        "version": 1,
        "cases": [{"keys": ["pmc:PMC7000002"], "tags": [one], "note": one} for one in ATTACKS],
        "places": [{"key": "a", "title": NASTY, "place": {"query": NASTY}}],
        "collections": [{"name": NASTY, "cases": [NASTY]}],
    }
    (folder / "hostile.json").write_text(json.dumps(notebook), encoding="utf-8")
    return folder


def _env(place: Path) -> dict[str, str]:
    nasty = NASTY.replace("\0", "")
    return environment(
        HOME=str(place / "home"), USER=nasty, VISUAL=nasty, COLORTERM=nasty, PYTHONPATH=str(REPOSITORY)
    ) | {
        "TMUX": f"/tmp/{nasty},1,0",
        "SSH_CONNECTION": nasty,
        "LC_ALL": "C.UTF-8",
        "TERM_PROGRAM": nasty,
    }


def _command(place: Path, name: str) -> list[str]:
    files = ["--library", str(place / "library.db"), "--notebook", str(place / "notebook.db")]
    line = LINES[name]
    return [sys.executable, "-m", "tui", *line, *(files if line[0] not in ("__complete", "completion", "man") else [])]


@pytest.mark.parametrize("name", list(LINES))
def test_nothing_acts_in_a_pipe(place: Path, name: str) -> None:
    """No byte of it on standard output or error, and no fault."""
    done = subprocess.run(
        _command(place, name), capture_output=True, check=False, env=_env(place), cwd=place, stdin=subprocess.DEVNULL
    )
    texts = [one.decode().replace("\r\n", "\n").replace("\t", " ") for one in (done.stdout, done.stderr)]

    assert done.returncode in (0, 1, 2), texts
    assert all(is_harmless(text) for text in texts)
    assert not list((place / "home").rglob("crash-*"))


@pytest.mark.parametrize(
    "name", ["doctor", "show", "import", "list", "stats", "cite from", "configuration", "no such file"]
)
def test_nothing_acts_on_a_terminal(pty_terminal, place: Path, name: str) -> None:
    """Where headings are bold and progress is drawn."""
    terminal = pty_terminal(_command(place, name), size=(80, 24), env=_env(place), cwd=place)
    terminal.wait_exit()
    odd = [one for one in strangers(terminal.raw) if STOLEN.encode() in one or b"\x9b" in one or b"]0" in one]

    assert not odd
    assert not terminal.clipboards()
    assert not list((place / "home").rglob("crash-*"))
