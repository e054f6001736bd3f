"""Real papers and awkward inputs, where they are at hand."""

from __future__ import annotations

from pathlib import Path

from store.checking import check
from store.library import Library


def test_the_corpus_as_an_archive(library: Library, shared: Path, tmp_path: Path) -> None:
    """Every paper becomes a case; the counts add up; again nothing is new."""
    archive = shared / "data" / "corpus.tar.gz"
    report = library.import_paths([archive])
    assert (report.added + report.updated + report.unchanged, report.rejected) == (5389, ())
    assert library.info.cases == report.added
    again = library.import_paths([archive])

    assert again.added == 0
    assert check(tmp_path / "library.db").problems == ()


def test_awkward_inputs_in_order(library: Library, shared: Path) -> None:
    """The same content is unchanged, the same DOI under another title is told with both, a newer text updates."""
    hard = shared / "data" / "hard"
    names = ["100_same_content_a.md", "101_same_content_b.md", "102_same_doi_other_title.md", "103_same_pmcid_newer.md"]
    report = library.import_paths([hard / name for name in names])
    said = "\n".join(str(warning) for warning in report.warnings)

    assert (report.added, report.unchanged, report.updated) == (1, 1, 2)
    assert "Erratum: A Giant Thoracic Neoplasm" in said
    assert "A Giant Thoracic ALK" in said
    twins = library.import_paths([hard / "006_nfd.md", hard / "007_nfc.md"])
    assert twins.added == 1


def test_awkward_inputs_as_a_folder(library: Library, shared: Path) -> None:
    """No file stops the others; what is no case is refused by line; what has no suffix is skipped."""
    hard = shared / "data" / "hard"
    expected = [line.split("\t") for line in (hard / "EXPECT.tsv").read_text(encoding="utf-8").splitlines()[1:]]
    report = library.import_paths([hard])
    refused = {Path(rejection.file).name for rejection in report.rejected}

    assert {row[0] for row in expected if row[1] == "reject"} <= refused
    assert not {row[0] for row in expected if row[1] == "accept"} & refused
    assert all(rejection.line for rejection in report.rejected)
    assert report.skipped == 2
    assert report.judged + report.skipped == len(list(hard.iterdir()))
