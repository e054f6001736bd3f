"""A damaged notebook is noticed, said in plain words, and saved into a new one as far as it can be read."""

from __future__ import annotations

import random
import sqlite3
from pathlib import Path

import pytest

from store.checking import check_notebook
from store.errors import LibraryError, NotFoundError
from store.notebook.carrying import write_notebook
from store.notebook.notebook import Notebook
from store.repairing import repair_notebook


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A notebook with some of everything, at rest."""
    place = tmp_path / "notebook.db"
    with Notebook.open(place) as notebook:
        for number in range(40):
            notebook.star(f"pmc:PMC{number}")
            notebook.set_note(f"pmc:PMC{number}", f"Note {number}. " * (number * 20 + 1))
        notebook.tag("pmc:PMC1", add=["seen"])
        notebook.collections.add("Rare", ["pmc:PMC1"])
        notebook.mark_read("pmc:PMC9")
        notebook.mark(["pmc:PMC4"])
        notebook.session.set("place", {"query": ""})
        notebook.places.save("a", {"query": "fever"})
        notebook.places.delete("a")
        notebook.undo()
    return at_rest(place)


def at_rest(path: Path) -> Path:
    plain = sqlite3.connect(path)
    plain.execute("PRAGMA journal_mode = DELETE")
    plain.close()
    return path


def said(path: Path) -> str:
    with Notebook.open(path, readonly=True) as notebook:
        return write_notebook(notebook, "json")


def test_a_whole_notebook(path: Path) -> None:
    """Nothing is found, nothing is changed."""
    before = path.read_bytes()
    report = check_notebook(path)

    assert (report.ok, report.cases, report.problems) == (True, 40, ())
    assert path.read_bytes() == before
    with pytest.raises(NotFoundError):
        check_notebook(path.with_name("gone.db"))


def test_a_repair_keeps_everything_of_a_whole_one(path: Path, tmp_path: Path) -> None:
    """What can be undone, too; and overwrites nothing."""
    report = repair_notebook(path, tmp_path / "new.db")

    assert report.lost == 0
    assert said(tmp_path / "new.db") == said(path)
    assert check_notebook(tmp_path / "new.db").ok
    with Notebook.open(tmp_path / "new.db") as notebook:
        step = notebook.next_undo()
        assert step is not None
        assert step.what == "save “fever” under a"
        notebook.star("pmc:PMC77")
    with pytest.raises(LibraryError, match="exists already"):
        repair_notebook(path, tmp_path / "new.db")


def test_an_entry_that_is_none(path: Path, tmp_path: Path) -> None:
    """A document of another shape is found, and is not carried on."""
    plain = sqlite3.connect(path)
    (number,) = plain.execute("SELECT number FROM document_tables WHERE name = 'cases'").fetchone()
    plain.execute(f"UPDATE documents_{number} SET body = CAST('j{{\"keys\": 7}}' AS BLOB) WHERE doc_id = 5")
    plain.commit()
    plain.close()

    assert check_notebook(path).problems == ("1 of 40 entries of the table “cases” cannot be read.",)
    assert repair_notebook(path, tmp_path / "new.db").lost == 1
    assert check_notebook(tmp_path / "new.db").cases == 39


@pytest.mark.parametrize("seed", range(10))
def test_random_damage(path: Path, tmp_path: Path, seed: int) -> None:
    """Whatever is changed is found, or changes nothing; what is saved stood there."""
    before = said(path)
    dice = random.Random(seed)
    data = bytearray(path.read_bytes())
    if seed % 3 == 0:
        page = dice.randrange(len(data) // 4096)
        data[page * 4096 : (page + 1) * 4096] = dice.randbytes(4096)
    for _ in range(seed):
        data[dice.randrange(100, len(data))] ^= 1 << dice.randrange(8)
    path.write_bytes(data)
    report = check_notebook(path)
    if report.ok:
        assert said(path) == before
        return
    repair_notebook(path, tmp_path / "new.db")

    assert path.read_bytes() == data
    assert check_notebook(tmp_path / "new.db").ok
    with Notebook.open(tmp_path / "new.db") as notebook:
        for entry in notebook.entries():
            assert entry.note is None or entry.note in before
