"""What faults are tried on: made cases, a library and a notebook, and the program as a person runs it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from store.checking import check
from store.library import Library
from store.notebook.notebook import Notebook
from store.storage.connection import Connection
from tests.faults.doing import write_once
from tests.faults.fault import expect
from tests.importing.made_cases import case_text, make_files

REPOSITORY = Path(__file__).resolve().parents[2]
ROUNDS = (sys.executable, "-m", "tui")
CASES = 60
"""Cases of the small library."""


@cache
def grounds() -> Path:
    """A folder for what is made once; goes with the process."""
    keeper = tempfile.TemporaryDirectory(prefix="rounds-faults-")
    _KEPT.append(keeper)
    return Path(keeper.name)


_KEPT: list[tempfile.TemporaryDirectory[str]] = []


@cache
def many_files() -> Path:
    """A folder with more case files than are imported in one transaction."""
    return make_files(grounds() / "many", range(1, 2501), size=2500)


def changed_files(folder: Path, numbers: Iterable[int]) -> Path:
    """A folder with other content for some of those cases."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in numbers:
        text = case_text(number, tldr="Another summary.", size=2500)
        (folder / f"case{number:06d}.md").write_text(text, encoding="utf-8")
    return folder


@cache
def _made(cases: int) -> Path:
    folder = grounds() / f"library-{cases}"
    files = make_files(folder / "in", range(1, cases + 1), size=2500)
    make_files(files, range(1, min(cases, 5) + 1), size=40_000)
    with Library.open(folder / "library.db", create=True) as library:
        library.import_paths([files], jobs=1)
        library.connection.execute("PRAGMA journal_mode = DELETE")
    return folder / "library.db"


def a_library(folder: Path, cases: int = CASES) -> Path:
    """A library of its own for one try, at rest: one file, no log beside it."""
    folder.mkdir(parents=True, exist_ok=True)
    return Path(shutil.copyfile(_made(cases), folder / "library.db"))


def a_notebook(folder: Path, changes: int = 40) -> Path:
    """A notebook of its own for one try, with some of everything, at rest."""
    made = grounds() / f"notebook-{changes}.db"
    if not made.exists():
        with Notebook.open(made) as notebook:
            for number in range(changes):
                write_once(notebook, number)
    folder.mkdir(parents=True, exist_ok=True)
    return Path(shutil.copyfile(made, folder / "notebook.db"))


def environment(home: Path, **more: str) -> dict[str, str]:
    """What a fresh login would have, with an empty home of its own."""
    home.mkdir(parents=True, exist_ok=True)
    return {
        "PATH": os.environ.get("PATH", os.defpath),
        "HOME": str(home),
        "LANG": "C.UTF-8",
        "TERM": "xterm-256color",
    } | more


def rounds(
    *words: str | os.PathLike[str],
    home: Path,
    env: Mapping[str, str] | None = None,
    program: Sequence[str] = ROUNDS,
    **options: Any,
) -> subprocess.CompletedProcess[str]:
    """Run a command to its end; output and errors are pipes."""
    usual: dict[str, Any] = {
        "env": dict(env if env is not None else environment(home)),
        "cwd": REPOSITORY,
        "stdin": subprocess.DEVNULL,
        "stdout": subprocess.PIPE,
        "stderr": subprocess.PIPE,
        "encoding": "utf-8",
        "errors": "surrogateescape",
        "timeout": 120,
    }
    return subprocess.run([*program, *map(os.fspath, words)], check=False, **(usual | options))


def says_it_well(done: subprocess.CompletedProcess[str], codes: Sequence[int] = (0, 1, 2)) -> str:
    """What a command said on standard error, which must be sentences and no traceback, with one of these exit codes."""
    said = done.stderr or ""
    told = f"{' '.join(map(str, done.args))} ended with {done.returncode}:\n{said}{(done.stdout or '')[:300]}"
    expect("Traceback" not in said, f"a traceback: {told}")
    expect("A fault of Rounds" not in said, f"a fault: {told}")
    expect("database is locked" not in said, f"SQLite's own words: {told}")
    expect(done.returncode in codes, f"the exit code: {told}")
    return said


def is_whole(library: Path, cases: int | None = None) -> int:
    """How many cases a library has, which the check must find whole."""
    report = check(library)
    expect(report.ok, f"check says {report.problems}")
    expect(cases is None or report.cases == cases, f"{report.cases} cases instead of {cases}")
    return report.cases


def ids_in(library: Path) -> set[str]:
    """The ids of the cases of a library."""
    with Library.open(library, readonly=True) as opened:
        return {document["id"] for _, document in opened.documents()}


def at_rest(connection: Connection) -> None:
    """Leave one file without a log beside it."""
    connection.execute("PRAGMA journal_mode = DELETE")


def wait_for_the_end_of(processes: Iterable[int], seconds: float = 20) -> None:
    """Raise where one of these processes is still there after a while."""
    deadline = time.monotonic() + seconds
    for number in processes:
        while _runs(number):
            expect(time.monotonic() < deadline, "a process outlives the one that started it")
            time.sleep(0.02)


def _runs(number: int) -> bool:
    try:
        return Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def children(number: int) -> list[int]:
    """The processes that a process has started."""
    try:
        return [int(child) for child in Path(f"/proc/{number}/task/{number}/children").read_text().split()]
    except OSError:
        return []
