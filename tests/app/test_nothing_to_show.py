"""Where there is nothing to show, that is said, whole, and nothing is offered that cannot act."""

from __future__ import annotations

from pathlib import Path

from store import CaseRow, Library
from tui.present.cases import year_of
from tui.present.styled import reflowed


async def test_an_empty_library_on_a_small_screen(tour, tmp_path: Path) -> None:
    """How to fill it is told whole; the other panes say that there is no case; their keys are not offered."""
    with Library.open(tmp_path / "library.db", create=True):
        pass
    async with tour(tmp_path / "library.db", size=(40, 12)) as person:
        assert "rounds import FOLDER does it from a shell." in " ".join(line.strip() for line in person.lines)
        for pane in ("2", "3"):
            await person.press(pane)
            assert "No case is shown." in person.text
            assert "find in text" not in person.footer
            assert "mention" not in person.footer


async def test_nothing_found_on_a_small_screen(tour) -> None:
    """The finder says whole what it did not find and what may help; Enter says that there is nothing to take."""
    async with tour(size=(40, 12)) as person:
        await person.press("e")
        await person.type("nosuchentity")
        shown = " ".join(line.strip("┃ ") for line in person.lines)
        assert "No symbol, name, alias or id here is like “nosuchentity”." in shown
        assert "an id may be given bare: 238, D009369." in shown
        await person.press("enter")
        assert "There is nothing here to take." in person.footer


def test_lines_are_wrapped_below_their_indent() -> None:
    """Roles go with the words."""
    line = ((" without ", ""), ("brain metastasis", "dim"), ("  3 cases", "head"))

    assert [line] == reflowed([line], 40)
    assert [
        ((" ", ""), ("without ", ""), ("brain", "dim")),
        ((" ", ""), ("metastasis", "dim"), ("  3", "head")),
        ((" ", ""), ("cases", "head")),
    ] == reflowed([line], 15)


def test_a_date_without_a_year_is_no_year() -> None:
    """Zeros stand for what is not known."""
    assert "" == year_of(CaseRow(1, "hash:1", "Title", (), None, "0000-00-00"))
    assert "2026" == year_of(CaseRow(1, "hash:1", "Title", (), None, "2026-02"))
