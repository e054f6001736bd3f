"""The page that is likely wanted next is read while the one before it is looked at."""

from __future__ import annotations

import shutil
from pathlib import Path

from store import Library, bundled_library


async def test_the_next_page_is_at_hand(tour) -> None:
    """Down the list the next one, up the list the one before; what was read ahead is what is shown."""
    async with tour() as person:
        screen = person.screen
        await person.press("j")
        await person.until(lambda: screen.page_ahead is not None)
        ahead = screen.page_ahead
        await person.press("j")

        assert ahead.number == screen.cases.numbers[2]
        assert screen.page is ahead

        await person.press("k")
        await person.until(lambda: screen.page_ahead is not None)

        assert screen.page_ahead.number == screen.cases.numbers[0]


async def test_a_page_read_before_a_change_is_not_shown(tour, tmp_path: Path) -> None:
    """What another process changes meanwhile is read anew."""
    path = tmp_path / "library.db"
    shutil.copyfile(bundled_library(), path)
    async with tour(path) as person:
        screen = person.screen
        await person.until(lambda: screen.page_ahead is not None)
        with Library.open(path) as other:
            other.papers.update({"tldr": "Seen by nobody yet."}, doc_ids=[screen.cases.numbers[1]])
        stale = screen.page_ahead
        await person.until(lambda: screen.page_ahead is not None and screen.page_ahead is not stale)
        await person.press("j")

        assert screen.page.case.tldr == "Seen by nobody yet."
