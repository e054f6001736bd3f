"""Files in and out of the app: importing, writing, deleting, and a library that changes under it."""

from __future__ import annotations

from pathlib import Path

import pytest

from store import Library, share
from tui.importing import ImportProcess

CASE = """# {title}

**Authors:** Ada Example, Bob Sample

PMC · DOI: 10.5555/app.{number} · Journal of Examples · 2024-03-0{number}

## TL;DR

A made case about {word}.

## Full-text entities

- **Genes:** {word} (made gene {number}) [NCBI Gene {number}001]

---
Source: https://example.org/paper/PMC700000{number}
"""


def _write_cases(folder: Path, count: int = 3) -> Path:
    folder.mkdir(exist_ok=True)
    for number, word in zip(range(1, count + 1), ("Fibula", "Tibia", "Ulna"), strict=False):
        (folder / f"{number}.md").write_text(
            CASE.format(title=f"A case of the {word}", number=number, word=word.upper())
        )
    return folder


async def test_import_from_inside_the_app(tour, tmp_path: Path) -> None:
    """`I` asks for a path and imports it; the bundled cases give way, and the counts are said."""
    folder = _write_cases(tmp_path / "papers")
    async with tour() as person:
        await person.press("I")
        await person.press("ctrl+u", "ctrl+k")
        await person.type(str(folder))
        await person.press("enter")
        await person.until(lambda: "3 added" in person.footer)
        await person.until(lambda: "3 cases" in person.lines[0])

        assert "A case of the Ulna" in person.text
        assert "bundled" not in person.lines[0]


async def test_a_path_that_is_not_there(tour) -> None:
    """What cannot be imported is said in a sentence."""
    async with tour() as person:
        await person.press("I", "ctrl+u", "ctrl+k")
        await person.type("/no/such/place")
        await person.press("enter")

        assert "There is no /no/such/place" in person.footer


@pytest.mark.parametrize("keys", [("I",), ("w", "r")], ids=["import", "write"])
async def test_a_home_that_is_not_there(tour, keys: tuple[str, ...]) -> None:
    """A path in the home of nobody is typed like any other, then refused in a sentence, and can be mended."""
    async with tour() as person:
        await person.press(*keys, "ctrl+u", "ctrl+k")
        await person.type("~no-such-user-here/x")
        await person.press("enter")
        await person.until(lambda: "There is no user “no-such-user-here” here." in person.footer)
        await person.until(lambda: "~no-such-user-here/x" in person.text)


async def test_another_process_imports(tour, tmp_path: Path) -> None:
    """The list follows a library that another process writes to, and the cursor stays on its case."""
    path = tmp_path / "library.db"
    with Library.open(path, create=True) as library:
        library.import_paths([_write_cases(tmp_path / "papers", 2)])
    async with tour(path) as person:
        await person.press("j")
        title = person.screen.cases.current_row.title
        with Library.open(path) as library:
            library.import_paths([_write_cases(tmp_path / "papers", 3)])
        await person.until(lambda: "3 cases" in person.lines[0])
        await person.settled()

        assert title == person.screen.cases.current_row.title


async def test_deleting_and_bringing_back(tour, tmp_path: Path) -> None:
    """`D` asks, deletes, and `u` brings the case back."""
    path = tmp_path / "library.db"
    with Library.open(path, create=True) as library:
        library.import_paths([_write_cases(tmp_path / "papers")])
    async with tour(path) as person:
        await person.press("D")
        await person.until(lambda: "Delete this case" in person.text)
        await person.press("y")
        await person.until(lambda: "2 cases" in person.lines[0])
        await person.press("u")
        await person.until(lambda: "3 cases" in person.lines[0])


async def test_writing_the_cases_at_hand(tour, tmp_path: Path) -> None:
    """`w` writes the cases in a format; a file that is there is not written over."""
    target = tmp_path / "out.bib"
    async with tour() as person:
        for said in ("cases written", "is there already"):
            await person.press("w")
            await person.until(lambda: "BibTeX" in person.text)
            await person.press("b", "ctrl+u", "ctrl+k")
            await person.type(str(target))
            await person.press("enter")
            await person.until(lambda said=said: said in person.footer)

    assert 18 == target.read_text().count("@article{")


async def test_a_suggested_name_is_replaced_by_what_is_typed(tour, tmp_path: Path, monkeypatch) -> None:
    """The first letter takes the place of the name that is suggested, `/` that of the whole path."""
    monkeypatch.chdir(tmp_path)
    async with tour() as person:
        await person.press("w")
        await person.until(lambda: "BibTeX" in person.text)
        await person.press("b")
        await person.type("mine.bib")
        await person.press("enter")
        await person.until(lambda: "cases written" in person.footer)
        await person.press("I")
        await person.type(f"{tmp_path}/none.md")
        assert f"{tmp_path}/none.md" == person.screen.top_layer.field.text

    assert (tmp_path / "mine.bib").exists()


async def test_what_came_in_last(tour, tmp_path: Path) -> None:
    """`i` shows what came in last."""
    path = tmp_path / "library.db"
    with Library.open(path, create=True) as library:
        library.import_paths([_write_cases(tmp_path / "papers", 2)])
        library.import_paths([_write_cases(tmp_path / "papers", 3)])
    async with tour(path) as person:
        await person.press("i")

        assert "1 case " in person.lines[0]
        assert "imported last" in person.lines[0]


async def test_the_copy_menu_shows_and_writes(tour, tmp_path: Path) -> None:
    """`p` in the menu shows the text plain, `w` writes it, as HTML where the name says so."""
    target = tmp_path / "gao.html"
    async with tour() as person:
        await person.press("j", "y")
        await person.until(lambda: "Copy the APA citation" in person.text)
        await person.press("down", "p")
        await person.until(lambda: person.lines[0].startswith("Gao, S., Wu, J."))
        await person.press("w", "ctrl+u", "ctrl+k")
        await person.type(str(target))
        await person.press("enter")
        await person.until(lambda: "written to gao.html" in person.footer)

    assert "<i>Cancer Reports</i>" in target.read_text() or "<em>" in target.read_text()


async def test_a_path_that_does_not_do_can_be_mended(tour, tmp_path: Path) -> None:
    """What was typed stands there again; where nothing was typed, that is said."""
    (tmp_path / "there.csv").write_text("mine")
    async with tour() as person:
        await person.press("I", "ctrl+u")
        await person.press("enter")
        assert "No path was typed" in person.footer
        await person.press("I", "ctrl+u")
        await person.type("/nowhere/papers")
        await person.press("enter")
        assert "There is no /nowhere/papers." in person.footer
        assert "/nowhere/papers" == person.screen.top_layer.field.text
        await person.press("escape", "w")
        await person.until(lambda: "CSV" in person.text)
        await person.press("c", "ctrl+u")
        await person.type(f"{tmp_path}/there.csv")
        await person.press("enter")
        await person.until(lambda: "is there already" in person.footer)
        assert f"{tmp_path}/there.csv" == person.screen.top_layer.field.text
        await person.press("2", "enter")
        await person.until(lambda: "cases written" in person.footer)

    assert (tmp_path / "there.csv2").exists()
    assert "mine" == (tmp_path / "there.csv").read_text()


async def test_a_library_that_takes_nothing_in_says_why(tour, tmp_path: Path) -> None:
    """A read-only one before anything is typed; one that fails on the way when it does, with its sentence."""
    papers = _write_cases(tmp_path / "papers")
    with Library.open(tmp_path / "library.db", create=True) as library:
        library.import_paths([papers])
        snapshot = share(library, tmp_path / "shared", name="ward").path
    async with tour(snapshot) as person:
        await person.press("I")
        assert "only who may write to it can import" in person.footer
        assert person.screen.top_layer is None

    problem = ImportProcess(papers, snapshot).work(lambda _: None)
    assert problem is not None
    assert "reading only" in str(problem)
    assert ImportProcess(papers, tmp_path / "other.db").work(lambda _: None) is None


def test_an_import_runs_no_file_of_the_current_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder of cases may hold anything, also files that are named like modules."""
    papers = _write_cases(tmp_path / "papers")
    for module in ("json", "tui", "msgspec", "argparse"):
        (papers / f"{module}.py").write_text(f"open({str(tmp_path / 'ran')!r}, 'w').close()")
    monkeypatch.chdir(papers)

    assert ImportProcess(papers, tmp_path / "library.db").work(lambda _: None) is None
    assert not (tmp_path / "ran").exists()
    with Library.open(tmp_path / "library.db") as library:
        assert 3 == library.index.total()


def test_an_import_is_stopped_before_it_has_started(tmp_path: Path) -> None:
    """Whoever stops it as soon as it is asked for is not passed over, and is told that nothing came in."""
    library = tmp_path / "library.db"
    assert ImportProcess(_write_cases(tmp_path / "first"), library).work(lambda _: None) is None

    second = ImportProcess(_write_cases(tmp_path / "papers", 2), library)
    second.stop()
    problem = second.work(lambda _: None)

    assert "stopped before anything came in" in str(problem)
