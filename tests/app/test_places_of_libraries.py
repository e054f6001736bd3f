"""Where a person was is there again at the next start, in the library where it was, whatever that was."""

from __future__ import annotations

from pathlib import Path

from store import Library, bundled_library


async def test_each_library_has_a_place_of_its_own(tour, tmp_path: Path) -> None:
    """A query left in one library is not in force in another, and is back in its own."""
    other = tmp_path / "other.db"
    Library.open(other, create=True).close()
    async with tour() as person:
        await person.press("/")
        await person.type("nocardia")
        await person.press("enter", "q")
    async with tour(other) as person:
        assert "" == person.screen.trail.here.query
        assert "The library is empty" in person.text
        await person.press("q")
    async with tour() as person:
        assert "nocardia*" == person.screen.trail.here.query
        assert 1 < person.screen.found.total < 18


async def test_a_query_that_was_left_in_force_has_a_way_out(tour) -> None:
    """At the next start `[` leads from it to all cases, and `]` back into it."""
    async with tour() as person:
        await person.press("/")
        await person.type("nocardia")
        await person.press("enter", "q")
    async with tour() as person:
        assert "[ back" in person.footer
        await person.press("[")
        assert "all cases" in person.lines[0]
        assert 18 == person.screen.found.total
        await person.press("]")
        assert "nocardia*" == person.screen.trail.here.query


async def test_a_place_whose_query_no_longer_parses_says_so(tour, tmp_path: Path) -> None:
    """A field that this library does not know leads to no case, by name, and `[` goes back."""
    async with tour() as person:
        person.screen.go_to_list("nofield:bar")
        await person.settled()
        assert "nofield:bar" in person.lines[0]
        assert "no field here" in person.text
        await person.press("q")
    async with tour() as person:
        assert "nofield:bar" in person.lines[0]
        assert "no field here" in person.text


async def test_a_field_that_is_none_keeps_the_last_good_result(tour) -> None:
    """While it is typed the cases of what makes sense stay, and Enter keeps just that."""
    async with tour(bundled_library()) as person:
        await person.press("/")
        await person.type("nocardia nofield:bar")
        total = person.screen.found.total
        assert 1 < total < 18
        assert len("nocardia ") == person.screen.header.mistake
        await person.press("enter")
        assert "nocardia" == person.screen.trail.here.query
        assert total == person.screen.found.total


async def test_what_is_left_out_is_said(tour) -> None:
    """Enter keeps what makes sense of what was typed, and says what that is; the header is never empty."""
    async with tour() as person:
        for typed, kept in (("year:20xx", "all cases"), ("gene:", "all cases"), ("nocardia year:20xx", "nocardia")):
            await person.press("/")
            await person.type(typed)
            await person.press("enter")
            assert "left out" in person.footer
            assert kept in person.footer
            assert kept in person.lines[0]
        await person.press("/", "ctrl+u")
        await person.type("year:20xx")
        assert len("year:") == person.screen.header.mistake
