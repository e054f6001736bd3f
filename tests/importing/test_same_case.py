"""Which file is which case: adding, updating, leaving alone, joining."""

from __future__ import annotations

from pathlib import Path

import pytest

from store.checking import check
from store.errors import NotFoundError
from store.importing.report import ImportReport
from store.library import Library
from tests.importing.made_cases import case_text, make_files


class Desk:
    """Writes files and imports them."""

    def __init__(self, library: Library, folder: Path) -> None:
        self.library = library
        self.folder = folder

    def take(self, *texts: str, together: bool = True) -> ImportReport:
        """Import case files, in order."""
        paths = []
        for text in texts:
            path = self.folder / f"{len(list(self.folder.iterdir())):03d}.md"
            path.write_text(text, encoding="utf-8")
            paths.append(path)
        if together:
            return self.library.import_paths(paths)
        reports = [self.library.import_paths([path]) for path in paths]
        return reports[-1]


@pytest.fixture
def desk(library: Library, tmp_path: Path) -> Desk:
    folder = tmp_path / "files"
    folder.mkdir()
    return Desk(library, folder)


def counts(report: ImportReport) -> tuple[int, int, int, int]:
    return report.added, report.updated, report.unchanged, len(report.rejected)


def messages(report: ImportReport) -> str:
    return "\n".join(str(warning) for warning in report.warnings)


def test_the_same_file_changes_nothing(desk: Desk) -> None:
    """Again, or twice in one import."""
    text = case_text(1)

    assert counts(desk.take(text, text)) == (1, 0, 1, 0)
    state = desk.library.index.total("")
    assert counts(desk.take(text)) == (0, 0, 1, 0)
    assert desk.library.index.total("") == state == 1


def test_the_same_case_in_other_bytes_changes_nothing(desk: Desk) -> None:
    """Other line ends are no other content."""
    desk.take(case_text(1))

    assert counts(desk.take(case_text(1).replace("\n", "\r\n"))) == (0, 0, 1, 0)


def test_a_changed_file_updates_its_case(desk: Desk) -> None:
    """In place: the number stays, and the index tells the new text only."""
    desk.take(case_text(1, tldr="Before it was quokka."))
    number = desk.library.number("PMC1")
    report = desk.take(case_text(1, tldr="Now it is wombat."))

    assert counts(report) == (0, 1, 0, 0)
    assert report.warnings == ()
    assert desk.library.number("PMC1") == number
    assert desk.library.case("PMC1").tldr == "Now it is wombat."
    assert desk.library.index.total("wombat") == 1
    assert desk.library.index.total("quokka") == 0


@pytest.mark.parametrize("together", [True, False])
def test_files_count_in_their_order(desk: Desk, together: bool) -> None:
    """Whether they come in one import or in several: new, the same, another title, the first again."""
    first, other = case_text(1), case_text(1, title="An erratum", pmcid="PMC2")
    texts = [first, first, other, first]
    reports = [desk.take(*texts)] if together else [desk.take(text) for text in texts]
    total = [sum(column) for column in zip(*(counts(report) for report in reports), strict=True)]

    assert total == [1, 2, 1, 0]
    assert desk.library.case("PMC2").id == "pmc:PMC1"
    assert "An erratum" in "\n".join(messages(report) for report in reports)
    assert desk.library.info.cases == 1


def test_another_title_is_told_with_both(desk: Desk) -> None:
    """The same id but another title is taken, with a warning that names both."""
    desk.take(case_text(1, title="A child with fever"))
    report = desk.take(case_text(1, title="A correction"))

    assert counts(report) == (0, 1, 0, 0)
    assert "A child with fever" in messages(report)
    assert "A correction" in messages(report)
    assert desk.library.case("PMC1").title == "A correction"


def test_titles_that_differ_in_spelling_alone_are_no_news(desk: Desk) -> None:
    """Hyphens, case and accents make no other title."""
    desk.take(case_text(1, title="ALK‐Rearranged naïve tumour"))

    assert desk.take(case_text(1, title="Alk-rearranged naive tumour")).warnings == ()


def test_ids_add_up(desk: Desk) -> None:
    """What one file lacks another one gave; every key finds the case, and its id is the best of them."""
    desk.take(case_text(7, pmcid=None, doi="10.5555/ABC.7"))
    assert desk.library.case("10.5555/abc.7").id == "doi:10.5555/abc.7"
    desk.take(case_text(7, doi="10.5555/abc.7", pmcid="PMC7"))
    desk.take(case_text(7, doi=None, pmcid="PMC7", pmid="777"))
    case = desk.library.case("doi:10.5555/ABC.7")

    assert (case.id, case.pmcid, case.pmid) == ("pmc:PMC7", "PMC7", "777")
    assert case.doi == "10.5555/abc.7"
    assert {desk.library.number(key) for key in ("PMC7", "777", "pubmed:777", "https://doi.org/10.5555/abc.7")} == {
        desk.library.number("PMC7")
    }
    assert desk.library.info.cases == 1


def test_older_keys_go_on_working(desk: Desk) -> None:
    """Also after the index was made anew from the documents alone."""
    desk.take(case_text(1, doi="10.5555/old"))
    desk.take(case_text(1, doi="10.5555/new"))
    for _ in range(2):
        assert desk.library.case("10.5555/old").doi == "10.5555/new"
        assert desk.library.case("10.5555/new").id == "pmc:PMC1"
        desk.library.rebuild_index()


def test_a_case_without_ids_is_known_by_title_and_authors(desk: Desk) -> None:
    """Until it gains an id, which does not make another case of it where a file gives both."""
    text = case_text(3, pmcid=None, doi=None, title="Nameless")
    desk.take(text)
    key = desk.library.case_by_number(1).id

    assert key.startswith("hash:")
    assert counts(desk.take(text.replace("A short", "A long"))) == (0, 1, 0, 0)
    assert desk.library.case(key).tldr == "A long summary."


def test_two_cases_that_turn_out_to_be_one(desk: Desk) -> None:
    """A file with the PMC id of one and the DOI of the other joins them; both keys work; a warning says so."""
    desk.take(
        case_text(1, doi=None, title="By its PMC id"), case_text(2, pmcid=None, doi="10.5555/two", title="By DOI")
    )
    report = desk.take(case_text(1, doi="10.5555/two", title="Both"))

    assert counts(report) == (0, 1, 0, 0)
    assert desk.library.info.cases == 1
    assert desk.library.number("PMC1") == desk.library.number("10.5555/two")
    assert "By DOI" in messages(report)
    assert "are one paper" in messages(report)
    assert desk.library.index.total("") == 1


def test_two_papers_stay_two_though_a_file_mixes_their_ids(desk: Desk) -> None:
    """Where each has a PMC id of its own they are other papers: the file is taken for one, the other is told."""
    desk.take(case_text(1, doi="10.5555/one", title="First"), case_text(2, doi="10.5555/two", title="Second"))
    report = desk.take(case_text(2, doi="10.5555/one", title="Second"))
    library = desk.library

    assert counts(report) == (0, 1, 0, 0)
    assert "kept apart" in messages(report)
    assert library.info.cases == 2
    for _ in range(2):
        assert library.case("10.5555/one").title == "First"
        assert library.case("10.5555/two").title == "Second"
        assert library.case("PMC2").title == "Second"
        library.rebuild_index()


def test_all_this_inside_one_batch(desk: Desk) -> None:
    """A case that was added a moment ago is joined, updated and found like one that was there."""
    report = desk.take(
        case_text(1, doi=None, title="A"),
        case_text(2, pmcid=None, doi="10.5555/two", title="B"),
        case_text(1, doi="10.5555/two", title="C"),
        case_text(1, doi="10.5555/two", title="C"),
        case_text(1, doi=None, title="A"),
    )

    assert counts(report) == (2, 2, 1, 0)
    assert desk.library.info.cases == 1
    assert desk.library.case("10.5555/two").title == "A"
    assert check(desk.library.info.path or Path()).ok


def test_a_removed_case_is_new_again(desk: Desk) -> None:
    """Its content counts as seen only while it is there."""
    desk.take(case_text(1))
    desk.library.remove(["PMC1"])

    assert counts(desk.take(case_text(1))) == (1, 0, 0, 0)


def test_remove_and_restore(desk: Desk) -> None:
    """All or nothing; what comes back is what went, older keys included."""
    desk.take(case_text(1, doi="10.5555/old"), case_text(1, doi="10.5555/new"), case_text(2))
    before = desk.library.case("PMC1")
    with pytest.raises(NotFoundError):
        desk.library.remove(["PMC1", "PMC99"])
    assert desk.library.info.cases == 2
    documents = desk.library.remove(["10.5555/old", "PMC1", "PMC2"])
    assert (len(documents), desk.library.info.cases, desk.library.index.total("")) == (2, 0, 0)
    desk.library.restore([dict(document) for document in documents])

    assert desk.library.case("10.5555/old") == before
    assert desk.library.info.cases == 2
    desk.library.restore(documents)
    assert desk.library.info.cases == 2
    assert check(desk.library.info.path or Path()).ok


def test_last_import(desk: Desk) -> None:
    """What came in last can be looked at, with its warnings; an import that brings nothing hides nothing."""
    desk.take(case_text(1), case_text(2))
    desk.take(case_text(3), case_text(2, title="Other"), "no case at all")
    desk.take(case_text(3))
    last = desk.library.last_import()
    assert last is not None

    assert (last.batch, last.report.unchanged, last.rejected) == (3, 1, 0)
    assert last.finished is not None
    assert desk.library.index.total("import:last") == 2


def test_many_imports_are_remembered_within_bounds(desk: Desk) -> None:
    """The table of imports does not grow for ever."""
    for _ in range(55):
        desk.library.import_paths([])
    last = desk.library.last_import()

    assert last is not None
    assert last.batch == 55
    assert len(desk.library.tinydb.table("imports")) == 50


def test_worker_processes_give_the_same_library(library: Library, tmp_path: Path) -> None:
    """However many files there are, in whatever order workers answer: cases get the same numbers."""
    folder = make_files(tmp_path / "many", range(1, 400))
    with Library.open(tmp_path / "alone.db", create=True) as alone:
        assert counts(alone.import_paths([folder], jobs=1)) == counts(library.import_paths([folder], jobs=3))
        assert list(alone.documents()) == list(library.documents())
    assert library.import_paths([folder], jobs=2).unchanged == 399
