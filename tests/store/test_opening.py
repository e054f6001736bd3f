"""Opening files: ours and others', writable and not, on local disks and networks."""

from __future__ import annotations

import os
import sqlite3
import stat
import threading
from pathlib import Path, PurePosixPath

import pytest

from store.errors import (
    BusyError,
    CancelledError,
    DamagedError,
    LibraryError,
    NewerSchemaError,
    NotFoundError,
    ReadOnlyError,
)
from store.library import Library
from store.storage import opening
from store.storage.connection import Connection
from store.storage.journal import filesystem_of, journal_mode, journal_mode_at
from store.storage.opening import connect
from store.storage.schema import LIBRARY, NOTEBOOK, Kind, note, noted, version_of
from tests.importing.made_cases import make_files

NOBODY = 65534


def make(path: Path, kind: Kind = LIBRARY) -> Path:
    connect(path, kind, create=True).close()
    return path


@pytest.mark.parametrize("readers", [1, 3])
def test_reading_leaves_nothing_beside_a_library(tmp_path: Path, readers: int) -> None:
    """The last one who closes it takes the log away, and no byte of the file has changed."""
    path = tmp_path / "library.db"
    with Library.open(path, create=True) as library:
        library.import_paths([make_files(tmp_path / "in", range(1, 4))])
    before, changed = path.read_bytes(), path.stat().st_mtime
    opened = [Library.open(path, readonly=True) for _ in range(readers)]
    for each in opened:
        assert each.info.cases == 3
        assert each.info.changed.timestamp() == pytest.approx(changed, abs=1e-3)
        with pytest.raises(ReadOnlyError):
            each.connection.execute("DELETE FROM meta")
    for each in opened:
        each.close()

    assert [path] == [file for file in tmp_path.iterdir() if file.is_file()]
    assert before == path.read_bytes()


def test_a_new_library_is_known_by_its_header(tmp_path: Path) -> None:
    """The application id and the schema version are in the file; folders are made on the way; WAL on a local disk."""
    path = make(tmp_path / "deep" / "er" / "library.db")
    header = path.read_bytes()[:100]

    assert LIBRARY.application_id.to_bytes(4, "big") == header[68:72]
    assert LIBRARY.version.to_bytes(4, "big") == header[60:64]
    connection = connect(path, LIBRARY)
    assert journal_mode_at(path) == connection.execute("PRAGMA journal_mode").fetchone()[0]
    connection.close()


@pytest.mark.parametrize(("umask", "mode"), [(0o022, 0o644), (0o077, 0o600), (0o000, 0o644)])
def test_modes_of_files(tmp_path: Path, umask: int, mode: int) -> None:
    """A library is made with the person's umask and never wider than 0644, a notebook is its owner's alone."""
    before = os.umask(umask)
    try:
        library = make(tmp_path / "library.db")
        notebook = make(tmp_path / "notebook.db", NOTEBOOK)
    finally:
        os.umask(before)

    assert mode == stat.S_IMODE(library.stat().st_mode)
    assert stat.S_IMODE(notebook.stat().st_mode) == 0o600


def test_nothing_is_made_unasked(tmp_path: Path) -> None:
    """A library that is not there is an error, and reading creates neither file nor folder."""
    for options in ({}, {"readonly": True}, {"readonly": True, "create": True}):
        with pytest.raises(NotFoundError):
            connect(tmp_path / "no" / "library.db", LIBRARY, **options)

    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "content", [b"not a database at all", b"SQLite format 3\x00 but short", b"\x00" * 5000, b"# A case\n" * 900]
)
def test_other_files_are_refused_and_left_alone(tmp_path: Path, content: bytes) -> None:
    """A file that is no library is never written to."""
    path = tmp_path / "library.db"
    path.write_bytes(content)
    with pytest.raises(DamagedError):
        connect(path, LIBRARY, create=True)

    assert content == path.read_bytes()


def test_other_databases_are_refused_and_left_alone(tmp_path: Path) -> None:
    """Somebody else's SQLite file, or our notebook where a library is wanted."""
    foreign = tmp_path / "foreign.db"
    with sqlite3.connect(foreign) as other:
        other.execute("CREATE TABLE theirs (x)")
    other.close()
    notebook = make(tmp_path / "notebook.db", NOTEBOOK)
    for path in (foreign, notebook):
        before = path.read_bytes()
        for options in ({"create": True}, {"readonly": True}, {}):
            with pytest.raises(DamagedError):
                connect(path, LIBRARY, **options)
        assert before == path.read_bytes()


def test_a_folder_is_no_library(tmp_path: Path) -> None:
    """Nor is anything else that cannot be read as a file."""
    with pytest.raises(LibraryError, match="cannot be read"):
        connect(tmp_path, LIBRARY, create=True)


def test_an_empty_file_becomes_a_library(tmp_path: Path) -> None:
    """An empty file holds nothing that could be lost (a start that was cut off leaves one)."""
    path = tmp_path / "library.db"
    path.touch()
    with pytest.raises(NotFoundError):
        connect(path, LIBRARY, readonly=True)
    make(path)

    connect(path, LIBRARY, readonly=True).close()


def test_a_newer_file_is_refused(tmp_path: Path) -> None:
    """Also where the newer version is in the journal only and not yet in the header."""
    path = make(tmp_path / "library.db")
    other = sqlite3.connect(path)
    other.execute("PRAGMA user_version = 99")
    for options in ({}, {"readonly": True}):
        with pytest.raises(NewerSchemaError, match="schema 99"):
            connect(path, LIBRARY, **options)
    other.close()
    with pytest.raises(NewerSchemaError, match="schema 99"):
        connect(path, LIBRARY)


def test_older_files_are_migrated_step_by_step(tmp_path: Path) -> None:
    """All steps in one transaction; one that fails leaves the older file; reading alone cannot migrate."""
    path = make(tmp_path / "library.db")

    def second(connection: Connection) -> None:
        connection.executescript("CREATE TABLE second (x); INSERT INTO second VALUES (2)")

    def third(connection: Connection) -> None:
        connection.execute("INSERT INTO second VALUES (3)")

    def broken(connection: Connection) -> None:
        raise ArithmeticError

    def kind(migrations: dict[int, object], version: int = 3) -> Kind:
        return Kind(LIBRARY.application_id, "library", False, version, migrations)  # type: ignore[arg-type]

    with pytest.raises(ReadOnlyError, match="earlier version"):
        connect(path, kind({1: second, 2: third}), readonly=True)
    with pytest.raises(ArithmeticError):
        connect(path, kind({1: second, 2: broken}))
    with pytest.raises(LibraryError, match="no way"):
        connect(path, kind({2: third}))
    with connect(path, LIBRARY) as old:
        assert version_of(old) == 1
    old.close()
    connection = connect(path, kind({1: second, 2: third}))

    assert connection.execute("SELECT x FROM second").fetchall() == [(2,), (3,)]
    assert version_of(connection) == 3
    connection.close()


def test_two_who_make_the_same_library(tmp_path: Path) -> None:
    """Whoever comes second finds it made."""
    path = tmp_path / "library.db"
    failures: list[BaseException] = []

    def start() -> None:
        try:
            make(path)
        except BaseException as error:  # noqa: BLE001 -- whatever it is, the test is to name it
            failures.append(error)

    threads = [threading.Thread(target=start) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert failures == []
    make(path)


def test_facts_about_the_file(tmp_path: Path) -> None:
    """`note` writes them, `noted` reads them, None forgets them."""
    connection = connect(make(tmp_path / "library.db"), LIBRARY)
    note(connection, "name", "Ours")
    note(connection, "name", "Ward 7")
    assert noted(connection, "name") == "Ward 7"
    note(connection, "name", None)
    assert noted(connection, "name") is None
    connection.close()


def test_readonly_refuses_changes(tmp_path: Path) -> None:
    """By a sentence, not by an error of SQLite."""
    connection = connect(make(tmp_path / "library.db"), LIBRARY, readonly=True)
    with pytest.raises(ReadOnlyError):
        note(connection, "name", "x")
    with pytest.raises(ReadOnlyError):
        connection.execute("DELETE FROM meta")
    connection.close()


def test_a_busy_file_is_told_as_such(tmp_path: Path) -> None:
    """Whoever waits is told again and again, and in the end that another process holds the file."""
    path = make(tmp_path / "library.db")
    one, other = connect(path, LIBRARY), connect(path, LIBRARY)
    waits: list[float] = []
    with one.transaction():
        with pytest.raises(BusyError), other.transaction(patience=0.6, waiting=waits.append):
            pass
        assert other.execute("SELECT count(*) FROM meta").fetchone() == (0,)
    with other.transaction(patience=0.6):
        note(other, "name", "my turn")

    assert len(waits) >= 2
    assert noted(one, "name") == "my turn"
    one.close()
    other.close()


def test_an_interrupt_is_no_error_of_sqlite(tmp_path: Path) -> None:
    """A running statement that another thread interrupts raises `CancelledError`; the connection goes on working."""
    connection = connect(make(tmp_path / "library.db"), LIBRARY)
    timer = threading.Timer(0.2, connection.interrupt)
    timer.start()
    endless = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT count(*) FROM n"
    with pytest.raises(CancelledError):
        connection.execute(endless).fetchone()
    timer.join()

    assert connection.execute("SELECT count(*) FROM meta").fetchone() == (0,)
    connection.close()


def test_scripts_stay_inside_the_transaction(tmp_path: Path) -> None:
    """Python's own `executescript` would commit first."""
    connection = connect(make(tmp_path / "library.db"), LIBRARY)
    with pytest.raises(ZeroDivisionError), connection.transaction():
        connection.executescript("CREATE TABLE x (y); INSERT INTO x VALUES ('a;b');")
        assert list(connection.execute("SELECT y FROM x")) == [("a;b",)]
        raise ZeroDivisionError
    with pytest.raises(DamagedError, match="no such table"):
        connection.execute("SELECT * FROM x")
    connection.close()


MOUNTS = """\
sysfs /sys sysfs rw 0 0
/dev/vda / ext4 rw 0 0
server:/home /home nfs4 rw 0 0
//nas/share /mnt/my\\040share cifs rw 0 0
tmpfs /home/ann/fast tmpfs rw 0 0
lustre /scratch lustre rw 0 0
scratch /scratch/fs fuse.sshfs rw 0 0
overlay /over overlay rw 0 0
bad line
/dev/old /twice ext4 rw 0 0
server:/new /twice nfs rw 0 0
"""


@pytest.mark.parametrize(
    ("path", "filesystem", "mode"),
    [
        ("/var/lib/library.db", "ext4", "wal"),
        ("/home/ann/library.db", "nfs4", "delete"),
        ("/homestead/library.db", "ext4", "wal"),
        ("/home/ann/fast/library.db", "tmpfs", "wal"),
        ("/mnt/my share/library.db", "cifs", "delete"),
        ("/scratch/library.db", "lustre", "delete"),
        ("/scratch/fs/library.db", "fuse.sshfs", "delete"),
        ("/over/library.db", "overlay", "wal"),
        ("/twice/library.db", "nfs", "delete"),
        ("/sys", "sysfs", "delete"),
    ],
)
def test_the_journal_by_file_system(path: str, filesystem: str, mode: str) -> None:
    """The write-ahead log only on file systems known to be local; the innermost, latest mount counts."""
    assert filesystem == filesystem_of(PurePosixPath(path), MOUNTS)
    assert mode == journal_mode(filesystem)


def test_without_a_table_of_mounts_nothing_is_assumed() -> None:
    """An unknown file system is taken for a network."""
    assert filesystem_of(PurePosixPath("/x"), "") == ""
    assert journal_mode("") == "delete"


def test_a_library_moved_to_a_network_changes_its_journal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """At the next opening for writing, when nobody else has it open."""
    path = make(tmp_path / "library.db")
    monkeypatch.setattr(opening, "journal_mode_at", lambda path: "delete")
    connection = connect(path, LIBRARY)
    note(connection, "name", "moved")

    assert connection.execute("PRAGMA journal_mode").fetchone()[0] == "delete"
    assert connection.execute("PRAGMA synchronous").fetchone()[0] == 2
    connection.close()
    assert [entry.name for entry in tmp_path.iterdir()] == ["library.db"]


def read_as_nobody(path: Path) -> str:
    """What a user sees who is neither owner nor root: read-only, without locks, the name; or the error."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.setgroups([])
            os.setgid(NOBODY)
            os.setuid(NOBODY)
            connection = connect(path, LIBRARY)
            said = f"{connection.readonly} {connection.immutable} {noted(connection, 'name')}"
        except BaseException as error:  # noqa: BLE001 -- the child must end here, whatever happens
            said = f"{type(error).__name__}: {error}"
        os.write(writing, said.encode())
        os._exit(0)
    os.close(writing)
    os.waitpid(child, 0)
    with os.fdopen(reading, "rb") as pipe:
        return pipe.read().decode()


@pytest.fixture
def theirs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library in a folder where others may read but not write."""
    if os.geteuid() != 0:
        pytest.skip("only root can become somebody else")
    folder = tmp_path_factory.mktemp("theirs")
    for parent in (folder, *folder.parents):
        if not parent.stat().st_mode & stat.S_IXOTH:
            parent.chmod(parent.stat().st_mode | 0o055)
    connection = connect(folder / "library.db", LIBRARY, create=True)
    note(connection, "name", "Ward")
    connection.close()
    folder.chmod(0o755)
    return folder / "library.db"


def test_a_library_of_somebody_else_opens_to_read(theirs: Path) -> None:
    """In a folder where one may not write, WAL or not (SQLite alone cannot)."""
    assert read_as_nobody(theirs) == "True True Ward"


def test_a_library_that_its_owner_has_open(theirs: Path) -> None:
    """Is read with locks where its journal allows it, and is never read past a journal that is live."""
    owner = connect(theirs, LIBRARY)
    note(owner, "name", "New")

    assert read_as_nobody(theirs) == "True False New"
    owner.close()
    assert read_as_nobody(theirs) == "True True New"


def test_a_library_that_one_may_not_read(theirs: Path) -> None:
    """Says so."""
    theirs.chmod(0o600)

    assert "cannot be read: Permission denied" in read_as_nobody(theirs)
