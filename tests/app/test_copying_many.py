"""Copying so many cases that it takes its time."""

from __future__ import annotations

from pathlib import Path

from textual.events import Key

from store import Library
from tests.importing.made_cases import case_text


async def test_it_is_said_that_many_cases_are_being_copied(tour, tmp_path: Path) -> None:
    """The key is answered at once, and again when the text is where it goes."""
    for number in range(120):
        (tmp_path / f"{number}.md").write_text(case_text(number), encoding="utf-8")
    with Library.open(tmp_path / "library.db", create=True) as library:
        library.import_paths([tmp_path])
    async with tour(tmp_path / "library.db") as person:
        await person.press("A")
        await person.screen.press(Key("y", "y"))
        await person.screen.press(Key("t", "t"))
        assert "putting 120 cases together …" == person.screen.footer.said
        await person.until(lambda: person.screen.footer.said.startswith("title · 120 cases"))
