"""The notebook asks the library that is shown, which stays open as long as it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from store import Library
from tui.shelf import Shelf

CASE = "# A sting\n\n**Authors:** Carl Linnaeus\n\nDOI: 10.5555/sting\n\n## TL;DR\n\nA sting.\n"
LATER = CASE + "\n---\nSource: https://example.org/paper/PMC42\n"


def make(path: Path, *texts: str) -> Path:
    """A library of one case as it was imported time after time."""
    with Library.open(path, create=True) as library:
        for text in texts:
            (path.parent / "case.md").write_text(text)
            library.import_paths([path.parent / "case.md"], jobs=1)
    return path


def open_files(path: Path) -> int:
    """How often this process has a file open."""
    links = [link for link in Path("/proc/self/fd").iterdir() if link.is_symlink()]
    return sum(link.readlink() == path for link in links)


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="counts open files where Linux lists them")
def test_the_library_is_opened_once_for_a_notebook(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """However many keys are pressed; a change by others counts at once; with the notebook it is closed."""
    path = make(tmp_path / "library.db", CASE)
    opened: list[bool] = []
    open_library = Library.open

    def counted(place: Path, *, readonly: bool = False) -> Library:
        opened.append(readonly)
        return open_library(place, readonly=readonly)

    with Shelf(path, tmp_path / "notebook.db").open_notebook() as notebook:
        monkeypatch.setattr(Library, "open", counted)
        notebook.star("doi:10.5555/sting")
        notebook.mark("doi:10.5555/sting")
        monkeypatch.undo()
        make(path, LATER)
        monkeypatch.setattr(Library, "open", counted)
        keys = notebook.entry("doi:10.5555/sting").keys, notebook.marks()
        during = open_files(path)

    assert [True] == opened
    assert (("pmc:PMC42", "doi:10.5555/sting"), ("pmc:PMC42",)) == keys
    assert during > 0 == open_files(path)


def test_another_file_in_the_place_of_the_library_is_asked(tmp_path: Path) -> None:
    """One that was moved there, or back after it was gone."""
    path = make(tmp_path / "library.db", CASE)
    (tmp_path / "more").mkdir()
    other = make(tmp_path / "more" / "other.db", CASE, LATER)
    with Shelf(path, tmp_path / "notebook.db").open_notebook() as notebook:
        notebook.mark("doi:10.5555/sting")
        first = notebook.marks()
        path.unlink()
        gone = notebook.marks()
        other.rename(path)
        second = notebook.marks()

    assert (("doi:10.5555/sting",), ("doi:10.5555/sting",), ("pmc:PMC42",)) == (first, gone, second)
