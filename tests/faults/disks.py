"""Disks that are full, files and folders that may not be written to, files on a network, and who may read what."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from random import Random

from store.library import Library
from store.storage.journal import journal_mode_at
from tests.faults.fault import Fault, Unavailable, expect
from tests.faults.ground import (
    CASES,
    ROUNDS,
    a_library,
    a_notebook,
    changed_files,
    environment,
    ids_in,
    is_whole,
    many_files,
    rounds,
    says_it_well,
)
from tests.faults.killing import killed
from tests.faults.people import OTHER, as_other, environment_of_other, open_folder, program_of_others
from tests.importing.made_cases import make_files
from tests.terminals.pty_terminal import PtyTerminal

# --- a full disk


@contextmanager
def a_disk(place: Path, kilobytes: int) -> Iterator[Path]:
    """A file system of this size at `place`. Raises `Unavailable`."""
    place.mkdir()
    size = f"size={kilobytes}k"
    if os.geteuid() != 0 or _run("mount", "-t", "tmpfs", "-o", size, "tmpfs", str(place)).returncode:
        raise Unavailable("no file system can be mounted here")
    try:
        yield place
    finally:
        _run("umount", "-l", str(place))


def _run(*command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, capture_output=True, text=True, check=False)


def full_disk(dice: Random, work: Path) -> str:
    """A sentence that says so, nothing lost; with more room the same command does its work."""
    with a_disk(work / "disk", 8_000) as disk:
        home = work / "home"
        library, notebook = a_library(disk), a_notebook(disk)
        os.environ.pop("ROUNDS_NOTEBOOK", None)
        before = ids_in(library)
        more = make_files(work / "more", range(1000, 1400), size=2500)
        damaged = a_library(work / "damaged")
        damaged.write_bytes(damaged.read_bytes()[:-20_000])
        commands: dict[str, list[str | Path]] = {
            "import": ["import", more, "--library", library],
            "update": ["import", changed_files(work / "changed", range(1, 50)), "--library", library],
            "note": ["note", "PMC3", "--text", "long " * 20_000, "--library", library, "--notebook", notebook],
            "star": ["star", *(f"PMC{n}" for n in range(1, 60)), "--library", library, "--notebook", notebook],
            "remove": ["remove", *(f"PMC{n}" for n in range(1, 50)), "--library", library, "--notebook", notebook],
            "share": ["share", disk / "shared", "--library", library],
            "export": ["export", "--format", "json", "--output", disk / "out.json", "--library", library],
            "repair": ["check", "--repair", "--into", disk / "new.db", "--library", damaged],
            "config": ["config", "init"],
        }
        name = dice.choice(sorted(commands))
        env = environment(home, XDG_CONFIG_HOME=str(disk / "config"), XDG_STATE_HOME=str(disk / "state"))
        free = shutil.disk_usage(disk).free
        room = dice.choice([0, 4, 8, 12, 40, 100, 300])
        with (disk / "filler").open("wb") as filler:
            filler.write(bytes(max(0, free - room * 1024)))
        done = rounds(*commands[name], home=home, env=env)
        said = says_it_well(done)
        if done.returncode:
            told = any(word in said for word in ("full", "space", "disk", "room"))
            expect(told, f"{name} with {room} kB: it does not say that the disk is full: {said}")
        (disk / "filler").unlink()
        is_whole(library)
        expect(name == "remove" or before <= ids_in(library), f"{name}: cases were lost")
        left = [one.name for one in disk.iterdir() if one.name.startswith(".")]
        expect(not left, f"{name}: left behind: {left}")
        if done.returncode == 0:
            return "there was room"
        again = rounds(*commands[name], home=home, env=env)
        expect(again.returncode == 0, f"{name}: with more room it says {again.stderr}")
        is_whole(library)
        return "told, nothing lost"


# --- what may not be written to


def others_library(dice: Random, work: Path) -> str:
    """In a folder where the reader may not write: many read at once, everything answers, changes are refused."""
    program_of_others()
    with open_folder() as place:
        at_rest = dice.random() < 0.7
        library = a_library(place / "theirs")
        home = place / "home"
        if not at_rest:
            Library.open(library).close()  # in the way of its owner: with a write-ahead log
        library.parent.chmod(0o755)
        before = sorted(library.parent.iterdir())
        reading = [["list"], ["search", "fever"], ["show", "PMC7"], ["cite", "PMC3"], ["entities", "al"], ["stats"]]
        environment_of_other(home)
        readers = [
            subprocess.Popen(
                [*program_of_others(), *command, "--library", str(library)],
                env=environment_of_other(home),
                cwd=Path(__file__).parents[2],
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                text=True,
            )
            for command in reading
        ]
        for reader in readers:
            out, err = reader.communicate(timeout=60)
            expect(reader.returncode == 0 and out, f"{reader.args} says {err}")
        for command in (["star", "PMC7"], ["note", "PMC7", "--text", "Mine."]):
            done = as_other(*command, "--library", library, home=home)
            expect(done.returncode == 0, f"{command} says {done.stderr}")
        done = as_other("search", "is:starred", "--library", library, home=home)
        expect(done.stdout.count("\n") == 1, f"one star is kept, not {done.stdout!r}")
        notebook = next(home.rglob("notebook.db"))
        expect(_mode(notebook) == 0o600 and notebook.stat().st_uid == OTHER, "the notebook is not its owner's alone")
        for command in (["remove", "PMC7"], ["import", str(many_files())]):
            done = as_other(*command, "--library", library, home=home)
            said = says_it_well(done, (1,))
            expect("read" in said, f"{command} says {said}")
        done = as_other("check", "--library", library, home=home)
        expect(done.returncode == 0, f"check says {done.stdout}{done.stderr}")
        expect(sorted(library.parent.iterdir()) == before, "something was made beside the library")
        _app_as_other(library, home)
        is_whole(library, CASES)
        return "read by all, changed by none"


def _app_as_other(library: Path, home: Path) -> None:
    command = [*program_of_others(), "--library", str(library)]
    with closing(PtyTerminal(command, size=(100, 30), env=environment_of_other(home), cwd=_REPOSITORY)) as app:
        app.wait_for(f"{CASES} cases")
        app.wait_for("read-only")
        app.send_keys("D")
        app.wait_settled()
        app.send_keys("q")
        expect(app.wait_exit() == 0, "the app ends with an error")
        expect(b"Traceback" not in app.raw, "a traceback")


_REPOSITORY = Path(__file__).resolve().parents[2]


def while_its_owner_writes(dice: Random, work: Path) -> str:
    """Reading a library in a folder of somebody who is importing: answers, or a sentence that says so."""
    program_of_others()
    with open_folder() as place:
        library, home = a_library(place / "theirs"), place / "home"
        library.parent.chmod(0o755)
        owner = subprocess.Popen(
            [*ROUNDS, "import", str(many_files()), "--library", str(library)],
            env=environment(work / "home"),
            cwd=_REPOSITORY,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        told = 0
        try:
            time.sleep(dice.uniform(0.2, 0.6))
            for _ in range(4):
                done = as_other(*dice.choice((["list"], ["show", "PMC3"], ["stats"])), "--library", library, home=home)
                said = says_it_well(done, (0, 1))
                expect(done.returncode == 0 or "owner" in said, f"it says {said}")
                told += done.returncode
        finally:
            owner.wait(120)
        expect(owner.returncode == 0, "the import failed")
        done = as_other("list", "--json", "--limit", "1", "--library", library, home=home)
        expect('"total": 2500' in done.stdout, f"afterwards: {done.stdout[:200]}{done.stderr}")
        return "answered or told"


def own_file_read_only(dice: Random, work: Path) -> str:
    """One's own library made read-only: read as before, changes refused, the notebook goes on."""
    program_of_others()
    with open_folder() as place:
        folder, home = place / "mine", place / "home"
        library = a_library(folder)
        os.chown(folder, OTHER, OTHER)
        os.chown(library, OTHER, OTHER)
        library.chmod(0o444)
        if dice.random() < 0.5:
            folder.chmod(0o555)
        for command in (["list"], ["search", "fever"], ["check"], ["star", "PMC3"]):
            done = as_other(*command, "--library", library, home=home)
            expect(done.returncode == 0, f"{command} says {done.stderr}")
        done = as_other(
            *dice.choice((["remove", "PMC3"], ["import", str(many_files())])), "--library", library, home=home
        )
        expect("read" in says_it_well(done, (1,)), f"it says {done.stderr}")
        return "read, changes refused"


# --- modes of files


def _mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def modes(dice: Random, work: Path) -> str:
    """Under any umask: nothing is wider than 0644, and the notebook and crash reports are their owner's alone."""
    umask = dice.choice([0o000, 0o002, 0o022, 0o027, 0o077])
    home, library, notebook = work / "home", work / "new" / "library.db", work / "own" / "notebook.db"
    both: list[str | Path] = ["--library", library, "--notebook", notebook]
    files = make_files(work / "in", range(1, 300))
    for command in (
        ["import", files],
        ["star", "PMC3"],
        ["remove", "PMC9"],
        ["undo"],
        ["share", work / "shared"],
        ["export", "--format", "json", "--output", work / "out.json"],
        ["config", "init"],
        ["search", "is:starred"],
    ):
        done = rounds(*command, *both, home=home, umask=umask)
        expect(done.returncode == 0, f"{command} says {done.stderr}")
    rounds("list", home=home, umask=umask)  # makes the bundled library
    opened = Library.open(library)
    watched = [library, notebook, work / "out.json", *home.rglob("*"), *library.parent.iterdir()]
    opened.close()
    for path in watched:
        if path.is_file():
            expect(not _mode(path) & ~0o644, f"{path.name} has {_mode(path):o} under umask {umask:03o}")
    for path in notebook.parent.iterdir():
        expect(not _mode(path) & 0o077, f"{path.name} has {_mode(path):o}")
    expect(not _mode(library) & umask, f"the library has {_mode(library):o} under umask {umask:03o}")
    expect(_mode(work / "shared" / "library.db") == 0o644, "a snapshot is for others to read")
    return "as they should be"


# --- a network


@contextmanager
def network(work: Path) -> Iterator[Path]:
    """A folder on a file system that is not the machine's own (FUSE). Raises `Unavailable`."""
    behind, place = work / "behind", work / "network"
    behind.mkdir()
    place.mkdir()
    if shutil.which("bindfs") is None:
        raise Unavailable("bindfs is not installed")
    if os.geteuid() != 0 or _run("bindfs", str(behind), str(place)).returncode:
        raise Unavailable("nothing can be mounted by FUSE here")
    try:
        yield place
    finally:
        _run("umount", "-l", str(place))


def on_a_network(dice: Random, work: Path) -> str:
    """The journal is the one that is safe there; killed in the middle of an import, everything reported is there."""
    with network(work) as place:
        library = place / "library.db"
        expect(journal_mode_at(library) == "delete", "a write-ahead log was chosen")
        said = killed(dice, 2.5, "import", library, many_files())
        done = max((int(line) for line in said if line.isdigit()), default=0)
        if library.exists() and library.stat().st_size:
            expect(is_whole(library) >= done, "cases that were reported are missing")
        expect(not Path(f"{library}-wal").exists(), "there is a write-ahead log")
        with Library.open(library, create=True) as opened, Library.open(library) as reader:
            mode = opened.connection.execute("PRAGMA journal_mode").fetchone()
            expect(mode == ("delete",), f"the journal is {mode}")
            counts: list[int] = []
            opened.import_paths([many_files()], jobs=2, progress=lambda _: counts.append(reader.info.cases))
            expect(counts[-1] == 2500, "a reader beside the import sees something else")
        is_whole(library, 2500)
        home = work / "home"
        notebook = place / "notebook.db"
        done_ = rounds("star", "PMC3", "--library", library, "--notebook", notebook, home=home)
        expect(done_.returncode == 0, f"star says {done_.stderr}")
        return "whole, without a write-ahead log"


FAULTS = (
    Fault(
        "full-disk",
        "a full disk (import, update, notes, stars, remove, share, export, repair, config)",
        full_disk,
        80,
        4,
    ),
    Fault("others-library", "somebody else's library in a folder that may not be written to", others_library, 12),
    Fault("owner-writes", "the same while its owner imports", while_its_owner_writes, 12),
    Fault("read-only", "one's own file, or its folder, made read-only", own_file_read_only, 12),
    Fault("modes", "umask 000 to 077: modes of every file that is made", modes, 10, 2),
    Fault("network", "a library on FUSE, `kill -9` in the import", on_a_network, 15),
)
