"""Damage is noticed and said in plain words; what can be saved is saved into a new file."""

from __future__ import annotations

import random
import sqlite3
from pathlib import Path

import pytest

from store.checking import check
from store.errors import LibraryError, NotFoundError
from store.library import Library
from store.repairing import repair
from store.storage.schema import PAGE_SIZE
from tests.importing.made_cases import make_files

CASES = 60


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A library whose cases are of all sizes, some of them over many pages."""
    folder = make_files(tmp_path / "in", range(1, CASES + 1), size=4000)
    make_files(folder, range(1, 6), size=60_000)
    place = tmp_path / "library.db"
    with Library.open(place, create=True) as library:
        library.import_paths([folder])
        library.connection.execute("PRAGMA journal_mode = DELETE")
    return place


def titles(path: Path) -> dict[str, str]:
    with Library.open(path, readonly=True) as library:
        return {document["id"]: document["title"] for _, document in library.documents()}


def test_a_whole_library(path: Path) -> None:
    """Nothing is found, nothing is changed."""
    before = path.read_bytes()
    report = check(path)

    assert (report.ok, report.cases, report.problems) == (True, CASES, ())
    assert path.read_bytes() == before


def test_what_is_no_library(tmp_path: Path) -> None:
    """One sentence; a file that is not there is not found."""
    (tmp_path / "x").write_text("no library", encoding="utf-8")

    assert "is no library" in check(tmp_path / "x").problems[0]
    with pytest.raises(NotFoundError):
        check(tmp_path / "gone")
    with pytest.raises(NotFoundError):
        repair(tmp_path / "gone", tmp_path / "new")


def test_a_repair_overwrites_nothing(path: Path, tmp_path: Path) -> None:
    """Neither the old file nor one at the new place."""
    (tmp_path / "new.db").write_text("mine", encoding="utf-8")
    before = path.read_bytes()
    with pytest.raises(LibraryError, match="exists already"):
        repair(path, tmp_path / "new.db")
    report = repair(path, tmp_path / "other.db")

    assert (report.saved, report.lost) == (CASES, 0)
    assert path.read_bytes() == before
    assert (tmp_path / "new.db").read_text(encoding="utf-8") == "mine"
    assert titles(report.into) == titles(path)
    assert check(report.into).ok


@pytest.mark.parametrize("seed", range(12))
def test_random_damage(path: Path, tmp_path: Path, seed: int) -> None:
    """Pages overwritten, bytes flipped, the end cut off: noticed wherever it matters; most cases are saved."""
    before = titles(path)
    dice = random.Random(seed)
    data = bytearray(path.read_bytes())
    for _ in range(dice.randint(1, 4)):
        match dice.randrange(3):
            case 0:
                page = dice.randrange(0 if seed % 4 == 0 else 1, len(data) // PAGE_SIZE)
                data[page * PAGE_SIZE : (page + 1) * PAGE_SIZE] = dice.randbytes(PAGE_SIZE)
            case 1:
                for _ in range(50):
                    data[dice.randrange(100, len(data))] ^= 1 << dice.randrange(8)
            case 2:
                del data[int(len(data) * dice.uniform(0.6, 0.99)) :]
    path.write_bytes(data)
    report = check(path)
    if report.ok:
        assert titles(path) == before
        return
    assert all(problem.isprintable() and problem.endswith(".") for problem in report.problems)
    result = repair(path, tmp_path / "new.db")
    saved = titles(result.into)

    assert bytes(data) == path.read_bytes()
    assert saved.items() <= before.items()
    assert len(saved) == result.saved
    assert check(result.into).ok


def test_a_lost_beginning(path: Path, tmp_path: Path) -> None:
    """Without its first page SQLite opens nothing; the documents are found on the pages all the same."""
    before = titles(path)
    data = path.read_bytes()
    path.write_bytes(bytes(PAGE_SIZE) + data[PAGE_SIZE:])
    assert not check(path).ok
    result = repair(path, tmp_path / "new.db")

    assert titles(result.into) == before


def test_one_damaged_document(path: Path, tmp_path: Path) -> None:
    """Costs that document alone."""
    plain = sqlite3.connect(path)
    plain.execute(
        "UPDATE documents_2 SET body = CAST(substr(body, 1, 100) || x'00' || substr(body, 102) AS BLOB)"
        " WHERE doc_id = 7"
    )
    plain.execute("UPDATE documents_2 SET body = 'text' WHERE doc_id = 8")
    plain.commit()
    plain.close()
    report = check(path)
    assert report.problems == (f"2 of {CASES} cases cannot be read.",)
    assert [detail[:9] for detail in report.details] == ["papers 7:", "papers 8:"]
    result = repair(path, tmp_path / "new.db")

    assert (result.saved, result.lost) == (CASES - 2, 2)


def test_an_index_that_lies(path: Path) -> None:
    """A key that leads elsewhere or nowhere, and a count that is wrong."""
    plain = sqlite3.connect(path)
    plain.execute("DELETE FROM index_keys WHERE key = 'pmc:PMC5'")
    plain.execute("UPDATE index_keys SET number = 9 WHERE key = 'pmc:PMC6'")
    plain.execute("UPDATE document_tables SET documents = 7 WHERE name = 'papers'")
    plain.commit()
    plain.close()
    report = check(path)

    assert f"It should hold 7 cases, but {CASES} are there." in report.problems
    assert any(problem.startswith("What is searched and counted does not agree") for problem in report.problems)
    assert report.details == ("index: ids and where they lead",)
    assert "index: ids and where they lead" not in check(path, quick=True).details


def test_a_damaged_full_text(path: Path, tmp_path: Path) -> None:
    """Is noticed where its structure is broken; a repair makes it anew."""
    plain = sqlite3.connect(path)
    tables = "SELECT name FROM sqlite_master WHERE name LIKE 'index_%_data'"
    for (name,) in plain.execute(tables).fetchall():
        plain.execute(f"UPDATE {name} SET block = zeroblob(length(block)) WHERE id > 10")
    plain.execute("DELETE FROM index_cases WHERE number = 9")
    plain.commit()
    plain.close()
    report = check(path)
    assert any(problem.startswith("What is searched and counted does not agree") for problem in report.problems)
    assert {"index: the list of cases", "index: words of the full text"} <= set(report.details)
    repair(path, tmp_path / "new.db")

    assert check(tmp_path / "new.db").problems == ()


def test_a_library_of_others_is_checked_without_writing(path: Path) -> None:
    """As far as reading goes."""
    path.chmod(0o444)
    path.parent.chmod(0o555)
    try:
        assert check(path).ok
    finally:
        path.parent.chmod(0o755)


def test_progress_is_told(path: Path, tmp_path: Path) -> None:
    """A repair says how far it is."""
    told: list[tuple[int, int]] = []
    repair(path, tmp_path / "new.db", lambda done, total: told.append((done, total)))

    assert told[-1] == (CASES, CASES)
