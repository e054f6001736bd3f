"""The file of the notebook: when it is made, who may read it, several processes, damage."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from store.errors import DamagedError, NewerSchemaError, ReadOnlyError
from store.notebook.notebook import Notebook
from store.storage.tables import open_tinydb

NOBODY = 65534
A, B = "pmc:PMC1", "pmc:PMC2"

WRITER = """
import sys
import tempfile
from pathlib import Path
from store.notebook.notebook import Notebook
path, name = Path(sys.argv[1]), sys.argv[2]
for number in range(20):
    with Notebook.open(path) as notebook:
        notebook.star(f"{name}:{number}")
        notebook.mark(f"{name}:{number}")
        notebook.tag("shared:1", add=[f"{name}-{number}"])
        notebook.collections.add("all", f"{name}:{number}")
"""


def test_the_file_is_made_by_the_first_write_alone(notebook: Notebook, path: Path) -> None:
    """Looking leaves no trace; the file, its folder and what lies beside it are for the owner's eyes alone."""
    notebook.flags([A])
    notebook.unstar(A)
    notebook.entries()
    assert not path.parent.exists()
    notebook.star(A)

    assert 0o600 == stat.S_IMODE(path.stat().st_mode)
    assert 0o700 == stat.S_IMODE(path.parent.stat().st_mode)
    assert all(stat.S_IMODE(beside.stat().st_mode) == 0o600 for beside in path.parent.iterdir())


def test_tables_are_tinydb_tables(notebook: Notebook, path: Path) -> None:
    """Anybody can look into the notebook with TinyDB's own interface."""
    notebook.star(A)
    notebook.close()
    db = open_tinydb(path)
    documents = db.table("cases").all()
    db.close()

    assert [[A]] == [document["keys"] for document in documents]


def test_two_open_notebooks_see_each_other(notebook: Notebook, path: Path) -> None:
    """What one process writes another sees at once, and either undoes it."""
    with Notebook.open(path) as other:
        notebook.star(A)
        assert other.entry(A).starred
        other.tag(A, add=["x"])
        other.set_marks([B, A])
        assert ("x",) == notebook.entry(A).tags
        assert (B, A) == notebook.marks()
        notebook.undo()
        notebook.undo()

        assert () == other.entry(A).tags
        assert other.entry(A).starred


def test_several_processes_lose_nothing(path: Path) -> None:
    """Processes that write at the same time all get their turn, from the very making of the file."""
    writers = [subprocess.Popen([sys.executable, "-c", WRITER, str(path), name]) for name in ("a", "b", "c")]
    codes = [writer.wait(120) for writer in writers]
    with Notebook.open(path) as notebook:
        stars = set(notebook.ids("is", "starred"))
        marks, tags = notebook.marks(), notebook.entry("shared:1").tags
        collected = notebook.collections.cases("all")
        steps = sum(1 for _ in iter(notebook.undo, None))

    expected = {f"{name}:{number}" for name in "abc" for number in range(20)}
    assert [0, 0, 0] == codes
    assert expected == stars == set(marks) == set(collected)
    assert 60 == len(marks) == len(tags) == len(collected)
    assert 240 == steps


def test_a_notebook_that_may_only_be_read(notebook: Notebook, path: Path) -> None:
    """Everything can be looked at and nothing changed."""
    notebook.star(A)
    notebook.close()
    with Notebook.open(path, readonly=True) as reader:
        assert reader.entry(A).starred
        assert reader.readonly
        with pytest.raises(ReadOnlyError):
            reader.star(B)
        with pytest.raises(ReadOnlyError):
            reader.undo()


def test_a_notebook_that_is_none(path: Path) -> None:
    """Another file is refused, and left as it is."""
    path.parent.mkdir()
    path.write_text("my diary\n" * 40)
    with Notebook.open(path) as notebook, pytest.raises(DamagedError):
        notebook.star(A)

    assert path.read_text().startswith("my diary")


def test_a_notebook_of_a_later_version(notebook: Notebook, path: Path) -> None:
    """It is refused rather than misread."""
    notebook.star(A)
    notebook.close()
    db = open_tinydb(path)
    db.storage.connection.execute("PRAGMA user_version = 99")  # type: ignore[attr-defined]
    db.close()
    with Notebook.open(path) as again, pytest.raises(NewerSchemaError):
        again.entries()


def test_a_folder_that_may_not_be_written_to() -> None:
    """A notebook in a folder of somebody else can be read, and says that it cannot be changed."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "notebook.db"
        with Notebook.open(path) as notebook:
            notebook.star(A)
        path.chmod(0o444)
        path.parent.chmod(0o555)
        child = os.fork()
        if not child:
            os._exit(_as_a_guest(path))
        _, status = os.waitpid(child, 0)
        path.parent.chmod(0o755)

    assert 0 == os.waitstatus_to_exitcode(status)


def _as_a_guest(path: Path) -> int:
    """Look at the notebook as somebody who may only read; 0 where that is as promised."""
    if os.geteuid() == 0:
        os.setuid(NOBODY)
    with Notebook.open(path) as notebook:
        if not notebook.entry(A).starred:
            return 1
        try:
            notebook.star(B)
        except ReadOnlyError:
            return 0
    return 2
