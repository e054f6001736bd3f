"""Clocks that go backwards, files from the future, and files of other versions of Rounds."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from random import Random

from store.library import Library
from store.notebook.notebook import Notebook
from store.storage.opening import connect
from store.storage.schema import LIBRARY, NOTEBOOK
from tests.faults.fault import Fault, Unavailable, expect
from tests.faults.ground import (
    CASES,
    ROUNDS,
    a_library,
    a_notebook,
    environment,
    is_whole,
    rounds,
    says_it_well,
)
from tests.importing.made_cases import case_text, make_files


def clock_goes_backwards(dice: Random, work: Path) -> str:
    """Every command runs years before the one before: order of undoing, latest import, changed files hold."""
    if shutil.which("faketime") is None:
        raise Unavailable("faketime is not installed")
    home, library, notebook = work / "home", a_library(work), work / "notebook.db"
    both: list[str | Path] = ["--library", library, "--notebook", notebook]
    year = 2040

    def earlier(*words: str | Path) -> str:
        nonlocal year
        year -= dice.randint(1, 3)
        done = rounds(
            *words,
            *both,
            home=home,
            env=environment(home),
            program=("faketime", f"{year}-03-01 12:00:00", *ROUNDS),
        )
        expect(done.returncode == 0, f"{words} in {year} says {done.stderr}")
        return done.stdout

    first, second = make_files(work / "one", range(500, 505)), make_files(work / "two", range(600, 603))
    earlier("star", "PMC3")
    earlier("tag", "PMC3", "--add", "seen")
    earlier("import", first)
    earlier("import", second)
    expect(earlier("search", "import:last").count("\n") == 3, "the latest import is not the one that came last")
    changed = second / "case000600.md"
    changed.write_text(case_text(600, tldr="B short summary."), encoding="utf-8")  # as long as before
    os.utime(changed, (0, 0))
    expect("1 updated" in earlier("import", second), "a file that was changed and looks older was passed over")
    expect("3 unchanged" in earlier("import", second), "unchanged files were not recognised")
    earlier("note", "PMC3", "--text", "Later, by an earlier clock.")
    expect("note" in earlier("undo"), "undo did not take the latest change")
    expect("tag" in earlier("undo"), "undo did not take the change before")
    expect("tag" in earlier("redo"), "redo did not take the change undone last")
    earlier("share", work / "shared")
    earlier("check")
    is_whole(library, CASES + 8)
    is_whole(work / "shared" / "library.db", CASES + 8)
    with Notebook.open(notebook) as own:
        entry = own.entry("pmc:PMC3")
        expect((bool(entry.starred), entry.tags, entry.note) == (True, ("seen",), None), f"the notebook has {entry}")
    return "order kept, changes seen"


def other_versions(dice: Random, work: Path) -> str:
    """A file of a later version is refused in a sentence and left as it is; another index is made anew."""
    home, library, notebook = work / "home", a_library(work), a_notebook(work)
    both: list[str | Path] = ["--library", library, "--notebook", notebook]
    kind = dice.choice(["library", "notebook", "index"])
    if kind == "index":
        with Library.open(library) as opened, opened.connection.transaction():
            opened.connection.execute("UPDATE index_meta SET value = ? WHERE name = 'version'", (dice.choice([0, 99]),))
        command = dice.choice((["list"], ["search", "fever"], ["show", "PMC3"], ["cite", "PMC3"], ["stats"]))
        done = rounds(*command, *both, home=home)
        expect(done.returncode == 0 and done.stdout, f"{command} with an older index says {done.stderr}")
        is_whole(library, CASES)
        return "an older index renewed"
    path, of = (library, LIBRARY) if kind == "library" else (notebook, NOTEBOOK)
    connection = connect(path, of)
    connection.execute(f"PRAGMA user_version = {of.version + dice.randint(1, 50)}")
    connection.execute("PRAGMA journal_mode = DELETE")
    connection.close()
    before = path.read_bytes()
    commands = [["star", "PMC3"], ["check"], ["search", "is:starred"]]
    commands += [["list"], ["import", str(work)], ["check", "--repair"]] if kind == "library" else [["undo"], ["tag"]]
    command = dice.choice(commands)
    said = says_it_well(rounds(*command, *both, home=home), (1,))
    expect("later version" in said and "Update" in said, f"{command} says {said}")
    expect(path.read_bytes() == before, f"{command} changed a {kind} of a later version")
    return "later ones refused"


FAULTS = (
    Fault("clock", "the clock goes backwards by years from command to command", clock_goes_backwards, 15),
    Fault("versions", "library, notebook, index of another version", other_versions, 40, 3),
)
