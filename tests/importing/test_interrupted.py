"""Imports that are interrupted, killed, crowded: whole cases only, nothing lost that was said to be there."""

from __future__ import annotations

import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from store.checking import check
from store.errors import CancelledError
from store.importing import pool as pool_module
from store.importing import run
from store.importing.candidates import Candidate
from store.importing.judging import Judged, Parsed, Refused
from store.importing.pool import Pool
from store.importing.report import Progress
from store.library import Library
from store.storage import opening
from tests.importing.made_cases import make_files

IMPORTER = """
import sys
from store.library import Library
from store.storage import opening
with Library.open(sys.argv[1], create=True) as library:
    def told(progress):
        print(progress.added, progress.unchanged, flush=True)
        sys.stdin.readline()
    report = library.import_paths(sys.argv[3:], jobs=int(sys.argv[2]), progress=told)
    print("end", report.added, report.unchanged, report.cancelled, flush=True)
"""


def start_importing(
    library: Path, folder: Path, jobs: int = 2, *, stdin: int = subprocess.DEVNULL
) -> subprocess.Popen[str]:
    """An import that tells how far it is, and then reads a line."""
    return subprocess.Popen(
        [sys.executable, "-c", IMPORTER, str(library), str(jobs), str(folder)],
        stdin=stdin,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with more files than are imported at once."""
    return make_files(tmp_path_factory.mktemp("many") / "in", range(1, 4000))


@pytest.mark.parametrize("jobs", [1, 2])
def test_ctrl_c_ends_an_import_in_good_order(tmp_path: Path, many: Path, jobs: int) -> None:
    """The batch at hand is finished; what was imported is kept and said; the next import goes on from there."""
    importing = start_importing(tmp_path / "library.db", many, jobs, stdin=subprocess.PIPE)
    assert importing.stdout
    importing.stdout.readline()
    importing.send_signal(signal.SIGINT)
    rest, errors = importing.communicate(timeout=60)
    _, added, unchanged, cancelled = rest.splitlines()[-1].split()

    assert errors == ""
    assert (cancelled, unchanged) == ("True", "0")
    assert 0 < int(added) < 3999
    report = check(tmp_path / "library.db")
    assert (report.ok, report.cases) == (True, int(added))
    with Library.open(tmp_path / "library.db") as library:
        last = library.last_import()
        assert last is not None
        assert last.report.cancelled
        again = library.import_paths([many])
    assert (again.added, again.unchanged) == (3999 - int(added), int(added))


def test_ctrl_c_while_standard_input_is_silent(tmp_path: Path) -> None:
    """Ends the import at once, without a traceback."""
    importing = subprocess.Popen(
        [sys.executable, "-c", FROM_STANDARD_INPUT, str(tmp_path / "library.db")],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert importing.stdin
    assert importing.stdout
    importing.stdin.write("# A case that is never")
    importing.stdin.flush()
    assert importing.stdout.readline() == "begun\n"
    time.sleep(0.5)
    importing.send_signal(signal.SIGINT)
    said, errors = importing.communicate(timeout=20)

    assert (said, errors) == ("True 0\n", "")


FROM_STANDARD_INPUT = """
import sys
from store.library import Library
with Library.open(sys.argv[1], create=True) as library:
    print("begun", flush=True)
    report = library.import_paths(["-"], stdin=sys.stdin.buffer)
    print(report.cancelled, report.judged)
"""


def test_progress_may_end_an_import(library: Library, many: Path) -> None:
    """By raising `CancelledError`."""

    def enough(progress: Progress) -> None:
        if progress.done:
            raise CancelledError("Enough.")

    report = library.import_paths([many], progress=enough)

    assert report.cancelled
    assert 0 < report.added == library.info.cases < 3999


def test_another_thread_may_end_an_import(library: Library, many: Path) -> None:
    """By `interrupt`, as the app does; and the library goes on working."""
    timer = threading.Timer(0.5, library.interrupt)
    timer.start()
    report = library.import_paths([many])
    timer.join()

    assert report.cancelled
    assert report.added == library.info.cases < 3999
    assert not library.import_paths([many / "case000001.md"]).cancelled


def test_a_crowd_where_reading_and_writing_exclude_each_other(
    tmp_path: Path, many: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without a write-ahead log, as on a network, import, workers and readers share the library all the same."""
    monkeypatch.setattr(opening, "journal_mode_at", lambda path: "delete")
    path = tmp_path / "library.db"
    with Library.open(path, create=True) as library, Library.open(path, readonly=True) as reader:
        assert library.connection.execute("PRAGMA journal_mode").fetchone() == ("delete",)
        counts: list[int] = []
        report = library.import_paths([many], jobs=2, progress=lambda _: counts.append(reader.info.cases))
        assert report.added == 3999
        assert counts[-1] == 3999
        assert library.import_paths([many], jobs=2).unchanged == 3999
    assert check(path).ok


def test_an_importer_that_waits_says_so(library: Library, tmp_path: Path) -> None:
    """While another process holds the library, progress tells since when; giving up is possible."""
    path = tmp_path / "library.db"
    held, release = threading.Event(), threading.Event()

    def hold() -> None:
        with Library.open(path) as other, other.connection.transaction():
            held.set()
            release.wait(20)

    def told(progress: Progress) -> None:
        if progress.waiting:
            release.set()
            waits.append(progress.waiting)

    waits: list[float] = []
    folder = make_files(tmp_path / "in", range(1, 4))
    thread = threading.Thread(target=hold)
    thread.start()
    held.wait(20)
    report = library.import_paths([folder], progress=told)
    thread.join()

    assert report.added == 3
    assert waits


def test_an_importer_may_give_up_waiting(library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was imported before is kept, and nothing is broken."""
    monkeypatch.setattr(run, "_BATCH", 300)

    def told(progress: Progress) -> None:
        if progress.waiting:
            raise CancelledError("Enough.")

    folder = make_files(tmp_path / "in", range(1, 4))
    held, release = threading.Event(), threading.Event()

    def hold() -> None:
        with Library.open(tmp_path / "library.db") as other, other.connection.transaction():
            held.set()
            release.wait(20)

    def told_of_files(progress: Progress) -> None:
        if not held.is_set():
            thread.start()
            held.wait(20)
        told(progress)

    thread = threading.Thread(target=hold)
    many = make_files(tmp_path / "more", range(10, 1200))
    report = library.import_paths([folder, many], progress=told_of_files, jobs=1)
    release.set()
    thread.join()

    assert report.cancelled
    assert report.added == library.info.cases < 1193


def test_a_worker_that_dies_costs_one_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The file that killed it is named; all others are judged, in order."""
    make_files(tmp_path / "in", range(1, 60))
    monkeypatch.setattr(pool_module, "_START", DEADLY)
    library = tmp_path / "library.db"
    Library.open(library, create=True).close()
    found = [Candidate(str(path), path=str(path)) for path in sorted((tmp_path / "in").iterdir())]
    pool = Pool(library, 1, 2)
    assert pool.start()
    try:
        judged = [one for portion in pool.judged(iter(found)) if portion for one in portion.outcome()]
    finally:
        pool.close()

    assert [candidate.shown for candidate in found] == [
        one.candidate.shown for one in judged if isinstance(one, Judged)
    ]
    outcomes = [one.outcome for one in judged if isinstance(one, Judged)]
    assert [type(outcome) for outcome in outcomes].count(Parsed) == 58
    assert isinstance(outcomes[16], Refused)
    assert "ended by the system" in outcomes[16].reason


@pytest.mark.parametrize("broken", [(pool_module, "_START", "raise SystemExit(1)"), (sys, "executable", "/none")])
@pytest.mark.parametrize("jobs", [1, 2])
def test_a_worker_that_cannot_be_started_again_costs_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, jobs: int, broken: tuple[object, str, str]
) -> None:
    """The others go on with what they have; what it had is judged here, and so is all where no other is left."""
    make_files(tmp_path / "in", range(1, 400))
    library = tmp_path / "library.db"
    Library.open(library, create=True).close()
    found = [Candidate(str(path), path=str(path)) for path in sorted((tmp_path / "in").iterdir())]
    monkeypatch.setattr(pool_module, "_START", DEADLY)
    pool = Pool(library, 1, jobs)
    assert pool.start()
    monkeypatch.setattr(*broken)
    try:
        judged = [one for portion in pool.judged(iter(found)) if portion for one in portion.outcome()]
    finally:
        pool.close()

    assert [candidate.shown for candidate in found] == [
        one.candidate.shown for one in judged if isinstance(one, Judged) and isinstance(one.outcome, Parsed)
    ]


DEADLY = """
import os, sys
sys.path.insert(0, sys.argv[1])
import store.importing.judging as judging
read = judging.read_file
judging.read_file = lambda path: os._exit(9) if "000017" in path else read(path)
from store.importing.worker import main
main()
"""


def test_without_workers_the_import_goes_on_alone(
    library: Library, many: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where no process can be started."""
    monkeypatch.setattr(pool_module, "_START", "raise SystemExit(1)")

    assert library.import_paths([many], jobs=2).added == 3999
