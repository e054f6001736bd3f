"""A person browses the bundled cases: what the keys do, as it is seen on the screen."""

from __future__ import annotations

import pytest

from tests.app.conftest import OpenTour  # type: ignore[import-not-found]

SIZES = [(120, 40), (80, 24), (40, 12)]


@pytest.mark.parametrize("size", SIZES)
async def test_the_first_screen_shows_cases(tour: OpenTour, size: tuple[int, int]) -> None:
    """Without a library the bundled cases are there, and it is said how to import one's own."""
    async with tour(size=size) as person:
        assert "Rounds" in person.lines[0]
        assert "1 Cases" in person.text
        assert "bundled" in person.text or size == (40, 12)


async def test_an_entity_is_found_by_an_alias_and_leads_to_its_cases(tour: OpenTour) -> None:
    """`e cd246 Enter`, typed at once, shows the cases that name ALK; `[` goes back to all cases."""
    async with tour() as person:
        before = person.lines[0]
        await person.typed_ahead("e", *"cd246", "enter")

        assert "ALK" in person.lines[0]
        assert "2 cases" in person.lines[0]
        await person.press("[")
        assert before == person.lines[0]
