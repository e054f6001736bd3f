"""`kill -9` at random moments of everything that writes: what was said to be done is there, and all of it is whole."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tarfile
import time
import zipfile
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from random import Random

from store.library import Library
from store.notebook.carrying import write_notebook
from store.notebook.notebook import Notebook
from store.storage.opening import connect
from store.storage.schema import LIBRARY
from tests.faults import doing
from tests.faults.fault import Fault, expect
from tests.faults.ground import (
    REPOSITORY,
    a_library,
    a_notebook,
    changed_files,
    children,
    grounds,
    ids_in,
    is_whole,
    many_files,
    rounds,
    wait_for_the_end_of,
)

_SOME = 400
"""Cases of the library that is updated or shared."""


def killed(dice: Random, seconds: float, *words: str | Path) -> list[str]:
    """Start a program of `tests.faults.doing`, kill it within so many seconds of its beginning; what it had said."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.faults.doing", *map(str, words)],
        cwd=REPOSITORY,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    begun = process.stdout.readline()
    time.sleep(dice.uniform(0, seconds))
    workers = children(process.pid)
    process.kill()
    said, errors = process.communicate(timeout=60)
    expect(begun, f"it never began: {errors}")
    expect(not errors, f"it said {errors}")
    wait_for_the_end_of(workers)
    return [line for line in said.splitlines() if line]


def _ended(said: list[str]) -> bool:
    return bool(said) and said[-1].startswith("end")


def _outcome(said: list[str]) -> str:
    return "done before it was killed" if _ended(said) else "whole"


# --- imports


@cache
def _archives() -> tuple[Path, Path]:
    folder = many_files()
    tar, zipped = grounds() / "many.tar.gz", grounds() / "many.zip"
    with tarfile.open(tar, "w:gz", compresslevel=1) as out, zipfile.ZipFile(zipped, "w", zipfile.ZIP_DEFLATED) as other:
        for file in sorted(folder.iterdir()):
            out.add(file, file.name)
            other.write(file, file.name)
    return tar, zipped


def _done(said: list[str]) -> int:
    """How many files an import said were done."""
    return max((int(line) for line in said if line.isdigit()), default=0)


def import_fresh(dice: Random, work: Path) -> str:
    """The files that were reported are in the library; importing again brings the others."""
    source = dice.choice([many_files(), *_archives()])
    library = work / "library.db"
    said = killed(dice, 0.8, "import", library, source)
    names = sorted(many_files().iterdir())
    reported = {f"pmc:PMC{int(file.stem[4:])}" for file in names[: _done(said)]}
    if library.exists() and library.stat().st_size:
        is_whole(library)
        expect(reported <= ids_in(library), "a case that was reported is missing")
    else:
        expect(not reported, "cases were reported and there is no library")
    _goes_on(library, source, len(names))
    return _outcome(said)


def _goes_on(library: Path, source: Path, cases: int) -> None:
    with Library.open(library, create=True) as opened:
        report = opened.import_paths([source], jobs=1)
        expect(report.judged == cases, f"{report.judged} files were judged, not {cases}")
        expect(not report.rejected, f"rejected: {report.rejected[:3]}")
    is_whole(library, 2500 if cases == 2500 else None)


@cache
def _before() -> Path:
    """A library of all the files, to be updated."""
    library = grounds() / "before.db"
    with Library.open(library, create=True) as opened:
        opened.import_paths([many_files()])
        opened.connection.execute("PRAGMA journal_mode = DELETE")
    return library


@cache
def _changes() -> Path:
    return changed_files(grounds() / "changed", range(1, 2501, 2))


def import_update(dice: Random, work: Path) -> str:
    """Every case is there once, as it was or as it is now; those that were reported are as they are now."""
    library = Path(shutil.copyfile(_before(), work / "library.db"))
    said = killed(dice, 2.5, "import", library, _changes())
    is_whole(library, 2500)
    names = sorted(_changes().iterdir())
    with Library.open(library) as opened:
        for file in names[: _done(said)]:
            now = opened.case(f"PMC{int(file.stem[4:])}").tldr
            expect(now == "Another summary.", f"{file.stem} was reported as updated and is not")
    _goes_on(library, _changes(), len(names))
    return _outcome(said)


def import_unchanged(dice: Random, work: Path) -> str:
    """The same files again: nothing is lost, doubled or changed."""
    library = Path(shutil.copyfile(_before(), work / "library.db"))
    said = killed(dice, 1.0, "import", library, many_files())
    is_whole(library, 2500)
    _goes_on(library, many_files(), 2500)
    return _outcome(said)


# --- removing, bringing back, sharing, making the index anew


def remove_and_undo(dice: Random, work: Path) -> str:
    """What is not in the library is in the notebook: undoing brings every case back."""
    library, notebook = a_library(work), work / "notebook.db"
    before = ids_in(library)
    cases = dice.sample(sorted(before), 12)
    said = killed(dice, 0.25, "remove", library, notebook, *cases)
    gone = {line.split()[1] for line in said if line.startswith("removed")}
    gone -= {line.split()[1] for line in said if line.startswith("back")}
    missing = before - ids_in(library)
    is_whole(library)
    expect(len(missing ^ gone) <= 1, f"{missing} are missing, {gone} were to be")
    with Library.open(library) as opened, Notebook.open(notebook, lookup=opened.known) as own:
        while own.undo(opened):
            pass
    expect(ids_in(library) == before, "undoing does not bring every case back")
    is_whole(library, len(before))
    return "done before it was killed" if len(said) == 2 * len(cases) else "whole"


def rebuild_index(dice: Random, work: Path) -> str:
    """The index is the old one or the new one, and both are right."""
    library = Path(shutil.copyfile(_before(), work / "library.db"))
    said = killed(dice, 0.8, "rebuild", library)
    is_whole(library, 2500)
    return _outcome(said)


def older_index(dice: Random, work: Path) -> str:
    """An index of an earlier version is made anew at the next opening, however often that is cut off."""
    library = Path(shutil.copyfile(_before(), work / "library.db"))
    with Library.open(library) as opened, opened.connection.transaction():
        opened.connection.execute("UPDATE index_meta SET value = 0 WHERE name = 'version'")
    said = killed(dice, 0.8, "update", library)
    Library.open(library).close()
    is_whole(library, 2500)
    return _outcome(said)


def migrate(dice: Random, work: Path) -> str:
    """Two steps to a later schema: both are done or none is, and the next opening does them."""
    library = a_library(work)
    before = ids_in(library)
    said = killed(dice, 0.1, "migrate", library)
    later = doing.later_kind()
    there = connect(library, later)
    try:
        rows = there.execute("SELECT count(*), min(said) FROM of_third").fetchone()
    finally:
        there.close()
    expect(rows == (doing.ROWS, "row 0!"), f"the steps left {rows}")
    connection = connect(library, later)
    connection.execute(f"PRAGMA user_version = {LIBRARY.version}")
    connection.close()
    expect(ids_in(library) == before, "cases were lost")
    return _outcome(said)


def share_snapshot(dice: Random, work: Path) -> str:
    """There is a whole snapshot or none, nothing in the way of the next try, and nothing left of the one before."""
    library, folder = a_library(work, _SOME), work / "shared"
    said = killed(dice, 0.03, "share", library, folder)
    is_whole(library, _SOME)
    snapshot = folder / "library.db"
    if snapshot.exists():
        is_whole(snapshot, _SOME)
        return "done before it was killed"
    expect(not _ended(said), "the snapshot that was reported is not there")
    done = rounds("share", folder, "--library", library, home=work / "home")
    expect(done.returncode == 0, f"the next try says {done.stderr}")
    is_whole(snapshot, _SOME)
    expect([one.name for one in folder.iterdir()] == ["library.db"], f"left behind: {sorted(folder.iterdir())}")
    return "whole"


# --- the notebook


def _facts(notebook: Notebook) -> str:
    """All that stands in a notebook but when it was written."""

    def timeless(value: object) -> object:
        if isinstance(value, dict):
            return {name: True if name == "star" else timeless(part) for name, part in value.items() if name != "at"}
        return [timeless(part) for part in value] if isinstance(value, list) else value

    return json.dumps(timeless(json.loads(write_notebook(notebook, "json"))), sort_keys=True)


def _facts_after(numbers: Iterable[int]) -> list[str]:
    """What a notebook holds after no change, after the first, after the second, …"""
    with Notebook.open(":memory:") as notebook:
        found = [_facts(notebook)]
        for number in numbers:
            doing.write_once(notebook, number)
            found.append(_facts(notebook))
    return found


def write_notebook_(dice: Random, work: Path) -> str:
    """Everything that was said to be written is there, and of the next thing all or nothing."""
    path = work / "notebook.db"
    said = killed(dice, 0.3, "write", path, "0", "200")
    done = len(said)
    expected = _facts_after(range(min(done + 1, 200)))
    with Notebook.open(path) as notebook:
        found = _facts(notebook)
        expect(found in expected[done:], f"after {done} changes the notebook holds {found[:500]}")
        for number in range(expected.index(found, done), 200):
            doing.write_once(notebook, number)
    return "done before it was killed" if done == 200 else "whole"


def take_in_notebook(dice: Random, work: Path) -> str:
    """Another notebook came in as a whole or not at all; what was there is there."""
    path, other = a_notebook(work), work / "other.json"
    with Notebook.open(":memory:") as source:
        for number in range(500, 900):
            doing.write_once(source, number)
        other.write_text(write_notebook(source, "json"), encoding="utf-8")
    with Notebook.open(path) as notebook:
        before = _facts(notebook)
    said = killed(dice, 0.5, "take-in", path, other)
    with Notebook.open(path) as notebook:
        found = _facts(notebook)
        step = notebook.next_undo()
        if found != before:
            expect(step is not None and step.what == "take in another notebook", "it came in, and not as one step")
            notebook.undo()
        elif said and said[-1] == "taken":
            expect(step is not None and step.what != "take in another notebook", "it was taken in and is not there")
        expect(_facts(notebook) == before, "something of before is gone")
    return "whole"


FAULTS = (
    Fault("kill-import", "`kill -9` in an import (folder, tar, zip)", import_fresh, 60, 2),
    Fault("kill-update", "`kill -9` in an import that updates cases", import_update, 40),
    Fault("kill-unchanged", "`kill -9` in an import of unchanged files", import_unchanged, 25),
    Fault("kill-remove", "`kill -9` while cases are removed and brought back", remove_and_undo, 50, 2),
    Fault("kill-rebuild", "`kill -9` while the index is made anew", rebuild_index, 30),
    Fault("kill-older-index", "`kill -9` while a library with an older index opens", older_index, 30),
    Fault("kill-migrate", "`kill -9` in a migration of two steps", migrate, 40, 2),
    Fault("kill-share", "`kill -9` while a snapshot is written", share_snapshot, 40, 2),
    Fault("kill-notebook", "`kill -9` while stars, tags, notes, collections are written", write_notebook_, 80, 2),
    Fault("kill-take-in", "`kill -9` while a notebook is imported", take_in_notebook, 30),
)
