"""Out and in again: TinyDB's JSON, the layout, the table."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import pytest
from tinydb import TinyDB

from store.documents import Document, to_document
from store.errors import UnsafeTextError
from store.exporting import COLUMNS, defused, write_csv, write_json, write_markdown
from store.library import Library
from store.model import Case
from store.text import clean_line
from tests.hostile.attacks import ATTACKS
from tests.importing.made_cases import case_text


def fill(library: Library, folder: Path, count: int = 5) -> None:
    paths = []
    for number in range(1, count + 1):
        path = folder / f"source{number}.md"
        path.write_text(case_text(number, tldr=f"Case {number} was naïve."), encoding="utf-8")
        paths.append(path)
    library.import_paths(paths)


def documents(library: Library) -> list[object]:
    return [document for _, document in library.documents()]


def test_json_is_a_tinydb_file_and_comes_back_equal(library: Library, tmp_path: Path) -> None:
    """TinyDB opens it; importing it gives the same cases, and again nothing new."""
    fill(library, tmp_path)
    path = tmp_path / "export.json"
    with path.open("w", encoding="utf-8") as out:
        assert write_json((document for _, document in library.documents()), out) == 5
    with TinyDB(path) as plain:
        assert len(plain.table("papers")) == 5
    with Library.open(tmp_path / "other.db", create=True) as other:
        assert other.import_paths([path]).added == 5
        assert [to_document(case) for case in other.cases(range(1, 6))] == [
            to_document(case) for case in library.cases(range(1, 6))
        ]
        assert other.import_paths([path]).unchanged == 5
        assert other.import_paths(["-"], stdin=io.BytesIO(path.read_bytes())).unchanged == 5
    assert library.import_paths([path]).unchanged == 5


def test_older_keys_travel_with_an_export(library: Library, tmp_path: Path) -> None:
    """A case goes on being found by the ids that it once had."""
    for doi in ("10.5555/old", "10.5555/new"):
        (tmp_path / "a.md").write_text(case_text(1, doi=doi), encoding="utf-8")
        library.import_paths([tmp_path / "a.md"])
    out = io.StringIO()
    write_json((document for _, document in library.documents()), out)
    with Library.open(":memory:") as other:
        other.import_paths(["-"], stdin=io.BytesIO(out.getvalue().encode()))
        assert other.case("10.5555/old").doi == "10.5555/new"


def test_what_tinydb_itself_writes_is_read(library: Library, tmp_path: Path) -> None:
    """Other tables beside `papers`, before or after it, on one line, documents edited by hand."""
    fill(library, tmp_path)
    path = tmp_path / "tinydb.json"
    with TinyDB(path, indent=2) as plain:
        plain.insert({"something": "else"})
        for document in documents(library):
            plain.table("papers").insert(document)
        plain.table("papers").update({"tldr": "Edited by hand."}, doc_ids=[2])
        plain.table("notes").insert({"note": "mine"})
    report = library.import_paths([path])

    assert (report.added, report.updated, report.unchanged) == (0, 1, 4)
    assert library.case("PMC2").tldr == "Edited by hand."


@pytest.mark.parametrize("wrap", ["one", "list"])
def test_what_show_prints_is_read(library: Library, tmp_path: Path, wrap: str) -> None:
    """One document, or a list of them."""
    fill(library, tmp_path, 2)
    shown = [to_document(case) for case in library.cases([1, 2])]
    path = tmp_path / "shown.json"
    path.write_text(json.dumps(shown[0] if wrap == "one" else shown), encoding="utf-8")

    assert library.import_paths([path]).unchanged == (1 if wrap == "one" else 2)


def test_other_json(library: Library, tmp_path: Path) -> None:
    """Is passed over in a folder, refused where it was named; a damaged export is refused everywhere."""
    fill(library, tmp_path, 3)
    folder = tmp_path / "in"
    folder.mkdir()
    out = io.StringIO()
    write_json((document for _, document in library.documents()), out)
    for name, text in (
        ("config.json", '{"a": 1}'),
        ("broken.json", '{"a": '),
        ("numbers.json", "[1, 2]"),
        ("nested.json", "[" * 100_000),
        ("empty.json", ""),
    ):
        (folder / name).write_text(text, encoding="utf-8")
    assert library.import_paths([folder]).skipped == 5
    assert len(library.import_paths(sorted(folder.iterdir())).rejected) == 5
    (folder / "cut.json").write_text(out.getvalue()[: len(out.getvalue()) * 2 // 3], encoding="utf-8")
    report = library.import_paths([folder])

    assert (report.skipped, len(report.rejected)) == (5, 1)
    assert 1 <= report.unchanged <= 2
    assert f"damaged or cut short after {report.unchanged} cases" in report.rejected[0].reason


def test_hostile_json(library: Library, tmp_path: Path) -> None:
    """Values of other kinds are refused case by case; texts are cleaned on the way in."""
    fill(library, tmp_path, 1)
    good = to_document(library.case_by_number(1)) | {"pmcid": "PMC77", "title": "Esc \x1b]52;c;x\x07", "doi": None}
    papers = {"1": good, "2": {"title": 5}, "3": [], "4": {"title": "x", "mentions": [{"name": {}}]}}
    path = tmp_path / "hostile.json"
    path.write_text(json.dumps({"papers": papers}), encoding="utf-8")
    report = library.import_paths([path])

    assert (report.added, len(report.rejected)) == (1, 3)
    assert "\x1b" not in library.case("PMC77").title


def test_an_id_that_looks_like_a_name(library: Library, tmp_path: Path) -> None:
    """What is no id rejects its case; the others come in."""
    mention = {"section": "linked", "kind": "gene", "name": "ALK", "curies": ["=a:x", "=b:y"]}
    path = tmp_path / "odd.json"
    papers = {"1": {"title": "Odd", "mentions": [mention]}, "2": {"title": "Plain"}}
    path.write_text(json.dumps({"papers": papers}), encoding="utf-8")

    report = library.import_paths([path])

    assert (1, 1) == (report.added, len(report.rejected))
    assert "“=a:x”" in report.rejected[0].reason


def test_large_exports_are_read_in_a_window(library: Library, tmp_path: Path) -> None:
    """Documents larger than any buffer, and many of them."""
    (tmp_path / "big.md").write_text(case_text(1, size=300_000), encoding="utf-8")
    fill(library, tmp_path, 4)
    library.import_paths([tmp_path / "big.md"])
    out = io.StringIO()
    write_json((document for _, document in library.documents()), out)

    assert library.import_paths(["-"], stdin=io.BytesIO(out.getvalue().encode())).unchanged == 4


def test_the_layout_comes_back_equal(library: Library, tmp_path: Path) -> None:
    """Case files with separators between them, which standard input takes apart."""
    fill(library, tmp_path)
    out = io.StringIO()
    assert write_markdown((document for _, document in library.documents()), out) == 5

    assert library.import_paths(["-"], stdin=io.BytesIO(out.getvalue().encode())).unchanged == 5


def test_the_table(library: Library, tmp_path: Path) -> None:
    """A row for each case under named columns, lists joined."""
    fill(library, tmp_path, 2)
    out = io.StringIO()
    assert write_csv((document for _, document in library.documents()), out) == 2
    rows = list(csv.DictReader(io.StringIO(out.getvalue())))

    assert list(COLUMNS) == list(rows[0])
    assert rows[0]["id"] == "pmc:PMC1"
    assert rows[0]["authors"] == "Ada Test; Ben Probe"
    assert "ncbigene:" in rows[0]["entities"]


@pytest.mark.parametrize(
    "cell",
    ["=1+1", "+1", "-1", "@x", "\tx", "\rx", "＝1", "＋1", "－1", "＠x", " =1", " \t-1", "\u00a0+1", "\u3000＝1"],
)
def test_cells_that_would_run_are_defused(cell: str) -> None:
    """A spreadsheet sees text."""
    assert defused(cell) == f"'{cell}"
    assert defused(f"a{cell}") == f"a{cell}"


def test_no_cell_of_a_hostile_table_runs(hostile_cases: list[Document]) -> None:
    """Nor where a spreadsheet cuts the lines at semicolons or tabs, as it does in many countries."""
    out = io.StringIO()
    write_csv(hostile_cases, out)
    runs = re.compile(r"\s*[=+\-@＝＋－＠]")

    for separator in (",", ";", "\t"):
        for row in csv.reader(io.StringIO(out.getvalue()), delimiter=separator):
            assert not [cell for cell in row if runs.match(cell) and not cell.startswith("'")]
            assert not any("\t" in cell for cell in row)


@pytest.fixture
def hostile_cases() -> list[Document]:
    """A case for each attack, in whose lists it stands second."""
    return [
        to_document(
            Case(
                id=f"pmc:PMC{number}",
                title=clean_line(attack) or "x",
                authors=("Ada", clean_line(attack) or "x"),
                journal=clean_line(attack),
                key_findings=("Found", clean_line(attack) or "x"),
            )
        )
        for number, attack in enumerate(ATTACKS, 1)
    ]


def test_text_that_was_never_cleaned_is_held_back(library: Library, tmp_path: Path) -> None:
    """Whatever put it into the library."""
    fill(library, tmp_path, 1)
    library.papers.update({"tldr": "\x9b2J"})
    for write in (write_json, write_csv, write_markdown):
        with pytest.raises(UnsafeTextError):
            write((document for _, document in library.documents()), io.StringIO())


def test_nothing_to_export() -> None:
    """Is an empty file of each kind."""
    for write, expected in ((write_json, '{"papers": {\n}}\n'), (write_csv, ",".join(COLUMNS) + "\n")):
        out = io.StringIO()
        assert write(iter(()), out) == 0
        assert out.getvalue() == expected


def test_several_cases_in_one_file(tmp_path: Path) -> None:
    """An export as Markdown that is named is taken apart; among other files it is refused with the way to do that."""
    text = f"{case_text(1)}\n<!-- next case -->\n\n{case_text(2)}"
    file = tmp_path / "papers" / "both.md"
    file.parent.mkdir()
    file.write_text(text, encoding="utf-8")
    with Library.open(tmp_path / "library.db", create=True) as library:
        [rejection] = library.import_paths([file.parent]).rejected
        taken = library.import_paths([file])

    assert "by its name" in rejection.reason
    assert text.split("\n").index("<!-- next case -->") + 1 == rejection.line
    assert (2, ()) == (taken.added, taken.rejected)
