"""Many processes at one library and one notebook: nothing lost, nothing doubled, nobody kept waiting without a word."""

from __future__ import annotations

import re
import subprocess
import sys
import time
from contextlib import ExitStack, closing
from pathlib import Path
from random import Random

from store.checking import check_notebook
from store.library import Library
from store.notebook.notebook import Notebook
from tests.faults.fault import Fault, expect
from tests.faults.ground import CASES, REPOSITORY, ROUNDS, a_library, environment, ids_in, is_whole
from tests.importing.made_cases import make_files
from tests.terminals.pty_terminal import PtyTerminal

_WRITERS = 8
_READING = """
import random, sys, time
from store.library import Library
from store.errors import RoundsError
dice, slowest, looks, cases = random.Random(int(sys.argv[2])), 0.0, 0, 0
with Library.open(sys.argv[1], readonly=True) as library:
    while not sys.stdin in __import__("select").select([sys.stdin], [], [], 0)[0]:
        began = time.monotonic()
        query = dice.choice(["", "fever", "gene:ALK", "sco*", "-gene:ALK year:2010..2020"])
        hits = library.index.search(query, sort=dice.choice(["date", "title"]))
        page = list(hits.numbers[: 60])
        rows = library.index.rows(page)
        library.index.find_entities(dice.choice(["a", "al", "fev"]), limit=20)
        assert len(set(hits.numbers)) == hits.total
        now = library.info.cases
        assert now >= cases, "cases went away"
        cases = now
        slowest, looks = max(slowest, time.monotonic() - began), looks + 1
print(looks, cases)
"""


def many_import(dice: Random, work: Path) -> str:
    """Eight import overlapping folders, eight read, search and page, an app looks on: every case is there once."""
    library = a_library(work)
    step = 90
    folders = [make_files(work / f"in{n}", range(1000 + step * n, 1300 + step * n), size=800) for n in range(_WRITERS)]
    expected = {f"pmc:PMC{n}" for n in range(1000, 1300 + step * (_WRITERS - 1))} | ids_in(library)
    readers = [
        subprocess.Popen(
            [sys.executable, "-c", _READING, str(library), str(number)],
            cwd=REPOSITORY,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for number in range(8)
    ]
    with ExitStack() as stack:
        app = PtyTerminal(
            [*ROUNDS, "--library", str(library), "--notebook", str(work / "notebook.db")],
            size=(100, 30),
            env=environment(work / "home"),
            cwd=REPOSITORY,
        )
        stack.enter_context(closing(app))
        app.wait_for("cases")
        app.send_keys("j", "j", "j", "s")
        app.wait_for("★")
        starred = next(row for row in app.screen() if "★" in row)
        writers = [
            subprocess.Popen(
                [*ROUNDS, "import", str(folder), "--library", str(library), *(["--jobs", "1"] if n % 2 else [])],
                env=environment(work / "home"),
                cwd=REPOSITORY,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                text=True,
            )
            for n, folder in enumerate(folders)
        ]
        for writer in writers:
            said, errors = writer.communicate(timeout=180)
            expect(writer.returncode == 0, f"an import ended with {writer.returncode}: {errors}")
            expect("locked" not in errors and "Traceback" not in errors, f"an import says {errors}")
            counts = _counts(said)
            expect(sum(counts.values()) == 300, f"of 300 files {counts}")
        for reader in readers:
            said, errors = reader.communicate("\n", timeout=60)
            expect(not errors, f"a reader says {errors}")
            expect(int(said.split()[0]) > 0, "a reader never got an answer")
        app.wait_for(f"{len(expected):,} cases")
        app.wait_settled()
        row = next((row for row in app.screen() if "★" in row), "")
        expect(_title(row) == _title(starred) and row.startswith("▌"), f"the cursor left its case: {starred!r} {row!r}")
        app.send_keys("q")
        expect(app.wait_exit() == 0, "the app did not end in order")
        expect(b"locked" not in app.raw and b"Traceback" not in app.raw, "the app shows what it should not")
    is_whole(library, len(expected))
    expect(ids_in(library) == expected, "cases were lost or doubled")
    return "nothing lost or doubled"


def _counts(said: str) -> dict[str, int]:
    return {what: int(number) for number, what in re.findall(r"(\d+) (added|updated|unchanged)", said)}


def _title(row: str) -> str:
    return " ".join(row.strip("▌▏ ").replace("★", "").split())


def many_write_notes(dice: Random, work: Path) -> str:
    """Eight processes star, tag and undo in one notebook while an app is open: every change is there."""
    library, notebook = a_library(work), work / "notebook.db"
    both = ["--library", str(library), "--notebook", str(notebook)]
    script = (
        "import sys; from pathlib import Path; from store.notebook.notebook import Notebook\n"
        "own = Notebook.open(Path(sys.argv[1])); me = int(sys.argv[2])\n"
        "for n in range(40):\n"
        "    own.star(f'pmc:PMC{me * 100 + n}'); own.tag('pmc:PMC7', add=[f't{me}x{n}'])\n"
        "own.close()"
    )
    with closing(PtyTerminal([*ROUNDS, *both], size=(100, 30), env=environment(work / "home"), cwd=REPOSITORY)) as app:
        app.wait_for(f"{CASES} cases")
        writers = [
            subprocess.Popen(
                [sys.executable, "-c", script, str(notebook), str(n)], cwd=REPOSITORY, stderr=subprocess.PIPE, text=True
            )
            for n in range(1, 9)
        ]
        commands = [
            subprocess.Popen(
                [*ROUNDS, "star", f"PMC{n}", *both],
                env=environment(work / "home"),
                cwd=REPOSITORY,
                stderr=subprocess.PIPE,
                text=True,
            )
            for n in range(20, 24)
        ]
        app.send_keys("j", "s")
        for process in (*writers, *commands):
            _, errors = process.communicate(timeout=120)
            expect(process.returncode == 0, f"a writer says {errors}")
            expect("locked" not in errors, f"a writer says {errors}")
        app.wait_for("★")
        app.send_keys("q")
        expect(app.wait_exit() == 0, "the app did not end in order")
        expect(b"locked" not in app.raw and b"Traceback" not in app.raw, "the app shows what it should not")
    with Notebook.open(notebook) as own:
        starred = [entry for entry in own.entries() if entry.starred]
        expect(len(starred) == 8 * 40 + 4 + 1, f"{len(starred)} stars")
        expect(len(own.entry("pmc:PMC7").tags) == 8 * 40, f"{len(own.entry('pmc:PMC7').tags)} tags")
    expect(check_notebook(notebook).ok, "the notebook is not whole")
    expect(notebook.stat().st_mode & 0o777 == 0o600, "the notebook can be read by others")
    return "nothing lost or doubled"


def told_to_wait(dice: Random, work: Path) -> str:
    """Another process holds library or notebook for seconds: whoever waits says so within a second, then goes on."""
    library, notebook = a_library(work), work / "notebook.db"
    both = ["--library", str(library), "--notebook", str(notebook)]
    with Notebook.open(notebook) as own:
        own.star("pmc:PMC1")
    files = make_files(work / "in", range(900, 905))
    command, held = dice.choice(
        [
            (["import", str(files)], library),
            (["remove", "PMC9"], library),
            (["star", "PMC7"], notebook),
            (["note", "PMC7", "--text", "x"], notebook),
            (["undo"], notebook),
        ]
    )
    with ExitStack() as stack:
        opened = stack.enter_context(Library.open(library) if held == library else Notebook.open(notebook))
        holding = ExitStack()
        with holding:
            if isinstance(opened, Library):
                holding.enter_context(opened.connection.transaction())
            else:
                holding.enter_context(opened.pages.change())
                opened.star("pmc:PMC2")
            process = subprocess.Popen(
                [*ROUNDS, *command, *both],
                env=environment(work / "home"),
                cwd=REPOSITORY,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                text=True,
            )
            time.sleep(3)
        _, errors = process.communicate(timeout=60)
    expect(process.returncode == 0, f"{command} ended with {process.returncode}: {errors}")
    expect("waiting" in errors, f"{command} waited three seconds without a word: {errors!r}")
    expect("locked" not in errors, f"{command} says {errors}")
    return "told, then done"


FAULTS = (
    Fault("crowd-library", "8 import overlapping folders, 8 read and search, an app looks on", many_import, 12),
    Fault("crowd-notebook", "13 processes write into one notebook", many_write_notes, 15),
    Fault("crowd-wait", "another process holds library or notebook for seconds", told_to_wait, 15, 2),
)
