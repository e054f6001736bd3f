"""Several connections in one process: none takes from another the locks that keep its changes."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from store.checking import check
from store.errors import BusyError
from store.library import Library
from store.storage.schema import note
from store.storage.tables import open_tinydb
from tests.importing.made_cases import make_files

WRITE_AND_CLOSE = """
import sys
from pathlib import Path
from store.storage.tables import open_tinydb
db = open_tinydb(Path(sys.argv[1]))
db.table("t").insert({"n": int(sys.argv[2])})
db.close()
"""


def write_elsewhere(path: Path, number: int) -> None:
    """Another process comes, writes and goes; where it believes to be the last, it removes the log."""
    subprocess.run([sys.executable, "-c", WRITE_AND_CLOSE, str(path), str(number)], check=True)


def test_opening_a_file_again_keeps_the_locks_of_the_first(tmp_path: Path) -> None:
    """POSIX drops a process's locks on a file when any descriptor of it is closed; opening must not do that."""
    path = tmp_path / "notebook.db"
    first = open_tinydb(path)
    first.table("t").insert({"n": 1})
    open_tinydb(path).close()
    write_elsewhere(path, 2)
    log = path.with_name("notebook.db-wal").exists()
    first.table("t").insert({"n": 3})
    write_elsewhere(path, 4)
    found = [document["n"] for document in first.table("t")]
    first.close()

    assert [1, 2, 3, 4] == found
    assert log


def test_a_file_is_really_closed_after_an_error(tmp_path: Path) -> None:
    """An error holds no cursor, which would keep the file open after `close`."""
    path = tmp_path / "notebook.db"
    holder, other = open_tinydb(path), open_tinydb(path)
    with holder.storage.transaction(), pytest.raises(BusyError), other.storage.transaction(patience=0):  # type: ignore[attr-defined]
        pass
    other.close()
    holder.close()

    assert not path.with_name("notebook.db-wal").exists()


@pytest.mark.parametrize("ending", ["", "-wal", "-shm"])
@pytest.mark.parametrize("jobs", [1, 2])
def test_importing_the_library_itself_keeps_its_locks(tmp_path: Path, ending: str, jobs: int) -> None:
    """A library that is named for import is refused, also under a name that case files have, and not let go of."""
    path = tmp_path / "library.db"
    folder = make_files(tmp_path / "in", range(1, 300 if jobs > 1 else 3))
    with Library.open(path, create=True) as library:
        library.connection.execute("SELECT count(*) FROM meta").fetchone()
        (folder / "another.md").hardlink_to(f"{path}{ending}")
        report = library.import_paths([f"{path}{ending}", folder], jobs=jobs)
        assert [one.reason for one in report.rejected] == ["this is the library that is open"] * 2
        with library.connection.transaction():
            note(library.connection, "name", "first")
            with pytest.raises(subprocess.CalledProcessError):
                subprocess.run([sys.executable, "-c", BEGIN, str(path)], check=True, capture_output=True)
        assert Path(f"{path}-wal").stat().st_size
        subprocess.run([sys.executable, "-c", BEGIN, str(path)], check=True)
        assert Path(f"{path}-wal").exists()
    assert check(path).ok


BEGIN = """
import sqlite3, sys
other = sqlite3.connect(sys.argv[1], timeout=0)
other.execute("BEGIN IMMEDIATE")
other.execute("COMMIT")
other.close()
"""
