"""What cannot be done says why, wherever it turns out; and what is closed leaves nothing behind."""

from __future__ import annotations

import gc
from pathlib import Path

from textual.strip import Strip

from store import Library, RoundsError
from tests.importing.made_cases import case_text


async def test_the_copy_menu_without_a_case(tour) -> None:
    """Its preview has nothing to show, and says so."""
    async with tour() as person:
        await person.press("/")
        await person.type("nosuchword")
        await person.press("enter")
        await person.press("y")
        await person.until(lambda: person.screen.top_layer is not None)
        await person.press("down", "down")

        assert person.app.report is None
        assert "no case under the cursor" in person.text
        await person.press("p")
        assert person.app.report is None


async def test_an_entity_that_is_gone_holds_no_keys(tour, tmp_path: Path) -> None:
    """Its page was open while another process removed its cases: that is said, and the next key acts."""
    for number in (1, 2):
        (tmp_path / f"{number}.md").write_text(case_text(number), encoding="utf-8")
    with Library.open(tmp_path / "library.db", create=True) as library:
        library.import_paths([tmp_path])
    async with tour(tmp_path / "library.db") as person:
        await person.press("3", "p")
        if person.screen.top_layer is None or not person.screen.top_layer.items:
            await person.until(lambda: person.screen.top_layer is not None and bool(person.screen.top_layer.items))
        with Library.open(tmp_path / "library.db") as library:
            library.remove(["pmc:PMC1", "pmc:PMC2"])
        await person.press("=")
        await person.press("?")

        assert person.screen.top_layer is not None
        assert "type to filter" in person.text


async def test_an_expected_error_in_a_key_is_said(tour) -> None:
    """Whatever is raised for a person to read reaches the person, and is no fault."""
    async with tour() as person:
        with person.screen.refusals_said():
            raise RoundsError("The query cannot be read.")
        await person.settled()

        assert "The query cannot be read." in person.footer
        assert person.app.report is None


async def test_closed_layers_are_forgotten(tour) -> None:
    """Opening and closing them leaves no painted lines in memory."""

    def painted() -> int:
        gc.collect()
        return sum(isinstance(one, Strip) for one in gc.get_objects())

    async with tour(size=(80, 24)) as person:
        for _ in range(3):
            await person.press("?", "escape")
        before = painted()
        for _ in range(15):
            await person.press("?", "escape")

        assert painted() < before + 15 * 10
