"""The notebook beside a real library: cases that gain an id, and cases that are deleted."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from store.errors import LibraryError, NotFoundError
from store.library import Library
from store.model import Known
from store.notebook.notebook import Notebook
from store.removing import remove_cases

ONE = """# A sting

**Authors:** Carl Linnaeus

DOI: 10.5555/sting · Bee Reports · 2021

## TL;DR

A sting.
"""
SAME_WITH_PMC_ID = ONE + "\n---\nSource: https://example.org/paper/PMC42\n"
TWO = ONE.replace("A sting", "A bite").replace("10.5555/sting", "10.5555/bite")


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    """Two cases that have a DOI and nothing else."""
    (tmp_path / "one.md").write_text(ONE)
    (tmp_path / "two.md").write_text(TWO)
    with Library.open(tmp_path / "library.db", create=True) as opened:
        opened.import_paths([tmp_path / "one.md", tmp_path / "two.md"], jobs=1)
        yield opened


def gain_an_id(library: Library, folder: Path) -> None:
    """Import the first case again, now with its PMC id."""
    (folder / "one.md").write_text(SAME_WITH_PMC_ID)
    library.import_paths([folder / "one.md"], jobs=1)


def test_a_case_that_gains_an_id_keeps_all(notebook: Notebook, library: Library, tmp_path: Path) -> None:
    """What was written down under the DOI is there under the PMC id, and can be found and changed under either."""
    notebook.consult(library.known)
    notebook.star("doi:10.5555/sting")
    notebook.mark("doi:10.5555/sting")
    gain_an_id(library, tmp_path)
    notebook.tag("pmc:PMC42", add=["bees"])

    assert {"doi:10.5555/sting": Known(("pmc:PMC42", "doi:10.5555/sting"), "A sting")} == library.known(
        ["doi:10.5555/sting", "doi:10.5555/none"]
    )
    assert notebook.flags(["pmc:PMC42"])["pmc:PMC42"].starred
    assert ("pmc:PMC42",) == notebook.marks()
    assert ("pmc:PMC42", "doi:10.5555/sting") == notebook.entries()[0].keys


def test_deleted_cases_come_back_as_they_were(notebook: Notebook, library: Library, tmp_path: Path) -> None:
    """Undo restores cases with their older keys; redo deletes them again; the notebook's own words never left."""
    notebook.consult(library.known)
    gain_an_id(library, tmp_path)
    notebook.star("pmc:PMC42")
    before = library.case("pmc:PMC42")
    remove_cases(library, notebook, ["10.5555/sting", "10.5555/bite"])
    step = notebook.next_undo()
    with pytest.raises(NotFoundError):
        library.case("pmc:PMC42")
    assert step is not None
    assert "delete 2 cases" == step.what
    assert step.is_about(library.info)
    notebook.undo(library)
    restored = library.case("doi:10.5555/sting")
    notebook.redo(library)

    assert before == restored
    assert 0 == library.info.cases
    assert notebook.entry("pmc:PMC42").starred


def test_marks_go_with_deleted_cases(notebook: Notebook, library: Library, tmp_path: Path) -> None:
    """One step takes both off, and undoing it brings both back in their order, whatever key the mark was set under."""
    notebook.consult(library.known)
    notebook.mark(["doi:10.5555/bite", "pmc:PMC1", "doi:10.5555/sting"])
    gain_an_id(library, tmp_path)
    remove_cases(library, notebook, ["PMC42"])
    marked = notebook.marks()
    notebook.undo(library)

    assert ("doi:10.5555/bite", "pmc:PMC1") == marked
    assert ("doi:10.5555/bite", "pmc:PMC1", "pmc:PMC42") == notebook.marks()
    assert 2 == library.info.cases


def test_a_removal_that_fails_changes_no_marks_and_undoes_nothing(
    notebook: Notebook, library: Library, path: Path
) -> None:
    """Nor what another process did meanwhile."""
    notebook.mark("doi:10.5555/sting")
    removing = notebook.removing([{"id": "doi:10.5555/sting", "title": "A sting"}], path, library.identify())
    with Notebook.open(path) as other, pytest.raises(NotFoundError), removing:
        other.star("pmc:PMC9")
        library.remove(["doi:10.5555/none"])

    assert ("doi:10.5555/sting",) == notebook.marks()
    assert notebook.entry("pmc:PMC9").starred


def test_what_another_process_did_meanwhile_is_undone_by_itself(
    notebook: Notebook, library: Library, path: Path
) -> None:
    """The newer change first, the removal after it."""
    notebook.mark("doi:10.5555/sting")
    document = {"id": "doi:10.5555/sting", "title": "A sting"}
    with Notebook.open(path) as other, notebook.removing([document], path, library.identify()):
        other.mark("pmc:PMC9")
        (document,) = library.remove(["10.5555/sting"])

    assert ("doi:10.5555/sting", "pmc:PMC9") == notebook.marks()
    notebook.undo()
    assert ("doi:10.5555/sting",) == notebook.marks()
    notebook.undo(library)
    assert 2 == library.info.cases


def test_naming_a_case_that_is_not_there_removes_none(notebook: Notebook, library: Library) -> None:
    """All cases that were named are removed, or none, and nothing is there to undo."""
    with pytest.raises(NotFoundError):
        remove_cases(library, notebook, ["10.5555/sting", "10.5555/none"])

    assert 2 == library.info.cases
    assert notebook.next_undo() is None


def test_a_case_that_left_the_library_is_found_in_the_notebook(notebook: Notebook, library: Library) -> None:
    """What was written down about it can be reached by any of its ids."""
    notebook.consult(library.known)
    notebook.set_note("doi:10.5555/sting", "mine")
    library.remove(["10.5555/sting"])

    assert "doi:10.5555/sting" == notebook.find("https://doi.org/10.5555/STING")
    assert notebook.find("PMC1") is None
    assert "A sting" == notebook.entry("doi:10.5555/sting").title


def test_a_library_that_was_moved_gets_its_cases_back(notebook: Notebook, library: Library, tmp_path: Path) -> None:
    """It is known by what it was given when cases left it, not by its place; another one does not get them."""
    remove_cases(library, notebook, ["10.5555/sting"])
    library.close()
    (tmp_path / "library.db").rename(tmp_path / "moved.db")
    with Library.open(tmp_path / "other.db", create=True) as other:
        with pytest.raises(LibraryError, match="another library"):
            notebook.undo(other)
        assert 0 == other.info.cases
    with Library.open(tmp_path / "moved.db") as moved:
        notebook.undo(moved)
        assert "A sting" == moved.case("10.5555/sting").title
