"""A library as a whole: opening, finding cases, changing them through TinyDB, sharing, bundled cases."""

from __future__ import annotations

import os
import sqlite3
import stat
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from tinydb import where

from store import bundled
from store import library as library_module
from store.bundled import bundled_library
from store.checking import check
from store.errors import AmbiguousError, LibraryError, NotFoundError, ReadOnlyError
from store.index import VERSION, version
from store.library import Library
from store.sharing import obstacles, share
from tests.importing.made_cases import case_text, make_files


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A library of three cases."""
    place = tmp_path / "library.db"
    texts = (
        case_text(12893846, doi="10.1002/CNR2.70489", pmid="41"),
        case_text(12893999, doi="10.1002/cnr2.9"),
        case_text(3, pmcid=None, doi=None, title="Nameless"),
    )
    with Library.open(place, create=True) as library:
        for number, text in enumerate(texts):
            (tmp_path / f"{number}.md").write_text(text, encoding="utf-8")
            library.import_paths([tmp_path / f"{number}.md"])
    return place


@pytest.fixture
def library(path: Path) -> Iterator[Library]:
    with Library.open(path) as opened:
        yield opened


@pytest.mark.parametrize(
    "reference",
    [
        "pmc:PMC12893846",
        "PMC12893846",
        " pmc12893846 ",
        "12893846",
        "10.1002/cnr2.70489",
        "DOI: 10.1002/CNR2.70489",
        "https://doi.org/10.1002/cnr2.70489",
        "doi:10.1002/cnr2.70489",
        "41",
        "PMID 41",
        "pubmed:41",
        "https://pubmed.ncbi.nlm.nih.gov/41/",
        "PMC128938",
        "pmc:PMC128938",
        "10.1002/cnr2.7",
        "doi:10.1002/CNR2.7",
        "1289384",
    ],
)
def test_a_case_by_whatever_a_person_types(library: Library, reference: str) -> None:
    """Keys, ids in any form, and beginnings that fit one case."""
    assert library.case(reference).pmcid == "PMC12893846"


def test_a_case_by_the_beginning_of_its_hash(library: Library) -> None:
    """A case without ids has a key of its own."""
    key = library.case_by_number(3).id

    assert library.case(key[:12]).title == "Nameless"
    assert library.case(key.removeprefix("hash:")[:8]).title == "Nameless"


def test_beginnings_that_fit_several_cases(library: Library) -> None:
    """Are an error that names them."""
    for reference in ("PMC12893", "10.1002/cnr2", "doi:10.1002/", "12893"):
        with pytest.raises(AmbiguousError, match=r"pmc:PMC12893846.*pmc:PMC12893999"):
            library.case(reference)


@pytest.mark.parametrize("reference", ["PMC1", "10.9999/none", "", "%", "nothing like it", "\x1b]52;c;x\x07"])
def test_a_case_that_is_not_there(library: Library, reference: str) -> None:
    """Is an error without a control character."""
    with pytest.raises(NotFoundError) as caught:
        library.case(reference)

    assert str(caught.value).isprintable()


def test_info(library: Library, path: Path) -> None:
    """What the header of the app shows."""
    info = library.info

    assert (info.path, info.cases, info.readonly, info.bundled, info.name) == (path, 3, False, False, "library")
    assert info.changed is not None


def test_cases_in_the_order_asked_for(library: Library) -> None:
    """Numbers that are not there are passed over."""
    assert [case.title for case in library.cases([3, 99, 1])] == ["Nameless", library.case("41").title]
    with pytest.raises(NotFoundError):
        library.case_by_number(99)


def test_changes_through_tinydb_reach_the_index(library: Library, path: Path) -> None:
    """Inserting, updating and removing documents by TinyDB's own operations."""
    papers = library.papers
    document = dict(papers.get(where("pmid") == "41") or {})
    papers.update({"title": "Wombat fever"}, where("pmid") == "41")
    papers.insert(document | {"id": "pmc:PMC5", "pmcid": "PMC5", "doi": None, "pmid": None, "older_keys": []})
    papers.remove(where("title") == "Nameless")

    assert library.number("PMC5") == 4
    assert library.index.total("wombat") == 1
    assert library.index.total("nameless") == 0
    assert library.index.total("") == 3
    with library.connection.transaction():
        papers.update({"title": "Quokka"}, doc_ids=[1])
        with pytest.raises(ZeroDivisionError), library.connection.transaction():
            papers.update({"title": "Numbat"}, doc_ids=[1])
            raise ZeroDivisionError
    assert (library.index.total("quokka"), library.index.total("numbat")) == (1, 0)
    assert check(path).problems == ()
    papers.truncate()
    assert library.index.total("") == 0
    assert check(path).problems == ()


def test_a_reader_sees_what_another_process_writes(library: Library, path: Path, tmp_path: Path) -> None:
    """`data_version` differs once somebody else has changed something, and only then."""
    with Library.open(path, readonly=True) as reader:
        before = reader.data_version()
        assert reader.data_version() == before
        library.import_paths([make_files(tmp_path / "more", range(50, 52))])
        assert reader.data_version() != before
        assert reader.info.cases == 5


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become somebody else")
def test_a_library_read_without_locks_is_opened_anew(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Somebody who may not write beside it sees what its owner has changed once `data_version` differs."""
    folder = tmp_path_factory.mktemp("theirs")
    for parent in (folder, *folder.parents):
        if not parent.stat().st_mode & stat.S_IXOTH:
            parent.chmod(parent.stat().st_mode | 0o055)
    with Library.open(folder / "library.db", create=True) as library:
        library.import_paths([make_files(folder / "in", range(1, 3))])
    to_parent, to_child = os.pipe(), os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.setgroups([])
            os.setgid(65534)
            os.setuid(65534)
            library = Library.open(folder / "library.db")
            before = library.data_version()
            os.write(to_parent[1], b"open\n")
            os.read(to_child[0], 1)
            said = f"{library.info.readonly} {library.data_version() != before} {library.index.total('')}"
        except BaseException as error:  # noqa: BLE001 -- the child must end here, whatever happens
            said = repr(error)
        os.write(to_parent[1], said.encode())
        os._exit(0)
    os.close(to_parent[1])
    with os.fdopen(to_parent[0], "rb") as pipe:
        assert pipe.readline() == b"open\n"
        with Library.open(folder / "library.db") as library:
            library.import_paths([make_files(folder / "in", range(3, 6))])
        os.write(to_child[1], b"x")
        said = pipe.read()
    os.waitpid(child, 0)

    assert said == b"True True 5"


def test_reading_alone_changes_nothing(path: Path) -> None:
    """Everything that would change a library opened for reading says so."""
    with Library.open(path, readonly=True) as library:
        assert library.info.readonly
        for change in (
            lambda: library.import_paths([path]),
            lambda: library.remove(["41"]),
            lambda: library.restore([]),
            library.papers.truncate,
            library.rebuild_index,
        ):
            with pytest.raises(ReadOnlyError):
                change()


@pytest.mark.parametrize("readonly", [False, True])
def test_an_index_of_another_version_is_made_anew(path: Path, readonly: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the file may be written to; every key works as before, older ones included."""
    with Library.open(path) as library:
        keys = {library.case_by_number(number).id for number in (1, 2, 3)}
        library.connection.execute("UPDATE index_meta SET value = 0 WHERE name = 'version'")
    with monkeypatch.context() as others:
        others.setattr(library_module, "may_be_written", lambda path: False)
        with pytest.raises(ReadOnlyError, match="another version"):
            Library.open(path, readonly=True)
    told: list[tuple[int, int]] = []
    with Library.open(path, readonly=readonly, told=lambda done, total: told.append((done, total))) as library:
        assert library.info.readonly == readonly
        assert version(library.connection) == VERSION
        assert told == [(3, 3)]
        assert {library.case(key).id for key in keys} == keys
        assert library.index.total("import:last") == 1


def test_an_index_that_was_lost_is_made_anew(path: Path) -> None:
    """It is derived from the documents alone."""
    plain = sqlite3.connect(path)
    for (name,) in plain.execute(
        "SELECT name FROM sqlite_master WHERE name LIKE 'index_%' AND type = 'table'"
    ).fetchall():
        if "_head_" not in name and "_body_" not in name and "_trigrams_" not in name:
            plain.execute(f"DROP TABLE {name}")
    plain.close()
    with Library.open(path) as library:
        assert library.case("41").pmcid == "PMC12893846"
    assert check(path).ok


def test_an_interrupt_from_another_thread(library: Library) -> None:
    """A thread may stop what the library is doing; one that comes too late does no harm."""
    thread = threading.Thread(target=library.interrupt)
    thread.start()
    thread.join()

    assert library.case("41").pmcid == "PMC12893846"


# --- sharing -----------------------------------------------------------------------------------------------------


def test_a_snapshot_for_others(library: Library, tmp_path: Path) -> None:
    """Everyone may read it, nobody needs to write: no write-ahead log, and nothing of its owner's folders."""
    report = share(library, tmp_path / "shared" / "here", name="Ward 7 / 2026")
    assert report.path == tmp_path / "shared" / "here" / "Ward 7 - 2026.db"
    assert stat.S_IMODE(report.path.stat().st_mode) == 0o644
    assert report.path.read_bytes()[18:20] == b"\x01\x01"
    assert report.cases == 3
    assert report.command == f"rounds --library '{report.path}'"
    assert [report.path] == list(report.path.parent.iterdir())
    assert b"0.md" not in report.path.read_bytes()
    with Library.open(report.path, readonly=True) as copy:
        assert copy.info.name == "Ward 7 / 2026"
        assert copy.case("41") == library.case("41")
        assert copy.index.total("") == 3
    assert check(report.path).ok


def test_a_snapshot_overwrites_nothing(library: Library, tmp_path: Path) -> None:
    """Whatever is there stays, and no rest is left behind."""
    report = share(library, tmp_path / "shared")
    before = report.path.read_bytes()
    with pytest.raises(LibraryError, match="exists already"):
        share(library, tmp_path / "shared")
    link = tmp_path / "shared" / "other.db"
    link.symlink_to(tmp_path / "nowhere")
    with pytest.raises(LibraryError, match="exists already"):
        share(library, tmp_path / "shared", name="other")

    assert report.path.read_bytes() == before
    assert {report.path.name, "other.db"} == {entry.name for entry in report.path.parent.iterdir()}


@pytest.mark.parametrize("name", ["../../evil", ".hidden", "/etc/passwd", "", "a\nb", "x" * 500])
def test_names_of_snapshots_stay_in_their_folder(library: Library, tmp_path: Path, name: str) -> None:
    """Whatever a library is called."""
    report = share(library, tmp_path / "shared", name=name)

    assert report.path.parent == tmp_path / "shared"
    assert not report.path.name.startswith(".")


def test_obstacles_on_the_way_are_named(library: Library, tmp_path: Path) -> None:
    """Every folder that keeps others out, with what lets them in."""
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o700)
    report = share(library, closed / "shared")
    assert any(f"chmod o+x {closed}" in line for line in report.obstacles)
    for folder in (closed, *closed.parents):
        if folder.stat().st_uid == os.geteuid() and str(folder).startswith(str(tmp_path.parent.parent)):
            folder.chmod(0o755)

    assert not any(str(tmp_path) in line for line in obstacles(report.path))


# --- bundled cases -----------------------------------------------------------------------------------------------


def test_bundled_cases(own_home: Path) -> None:
    """A library of their own in the cache folder, made once."""
    place = bundled_library()
    made = place.stat().st_mtime_ns
    assert own_home in place.parents
    with Library.open(place, readonly=True) as library:
        assert library.info.bundled
        assert library.info.cases >= 12
        assert library.case("PMC12893846").title

    assert bundled_library() == place
    assert place.stat().st_mtime_ns == made
    assert [place] == list(place.parent.iterdir())
    assert check(place).ok


def test_bundled_cases_are_made_anew_when_they_change(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """And when the library was damaged."""
    monkeypatch.setattr(bundled, "seeds_folder", lambda: tmp_path / "seeds")
    make_files(tmp_path / "seeds", range(1, 4))
    first = bundled_library()
    first.write_bytes(b"damaged")
    assert bundled_library() == first
    make_files(tmp_path / "seeds", range(1, 5))
    second = bundled_library()

    assert second != first
    with Library.open(second, readonly=True) as library:
        assert library.info.cases == 4


def test_bundled_cases_without_a_cache_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Lie in a temporary folder."""
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))

    with Library.open(bundled_library(), readonly=True) as library:
        assert library.info.cases >= 12
