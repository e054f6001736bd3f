"""Reading while another process imports: the library grows, and the reader stays where they are."""

from __future__ import annotations

from pathlib import Path

from store import Library
from tests.importing.made_cases import case_text


async def test_the_reader_stays_where_they_are(tour, tmp_path: Path) -> None:
    """The scroll, the mention that `n` is at, the entity under the cursor and the filter above it outlive an import."""
    path = tmp_path / "library.db"
    with Library.open(path, create=True) as library:
        library.import_paths([_written(tmp_path, 1)])
    async with tour(path, size=(80, 24)) as person:
        screen = person.screen
        await person.press("2", "n", "n", "j", "j")
        await person.press("3", "G")
        await person.until(lambda: screen._seen is not None)
        before = _where(person)
        for number in (2, 3):
            with Library.open(path) as library:
                library.import_paths([_written(tmp_path, number)])
            await person.until(lambda number=number: screen.found.total == number)
            await person.settled()
            assert before == _where(person)
        await person.press("/")
        await person.type(screen.entities.current.name[:3])
        await person.press("enter")
        filtered = screen.entities.place
        with Library.open(path) as library:
            library.import_paths([_written(tmp_path, 4)])
        await person.until(lambda: screen.found.total == 4)
        await person.settled()
        assert filtered == screen.entities.place


def _written(folder: Path, number: int) -> Path:
    path = folder / f"{number}.md"
    path.write_text(case_text(number).replace("2026", str(2030 - number)), encoding="utf-8")
    return path


def _where(person) -> object:  # type: ignore[no-untyped-def]
    screen = person.screen
    return (
        screen.page.case.id,
        screen.findings.scroll.top,
        screen.findings.stop,
        screen.findings.note,
        screen.entities.current.entity.id,
        screen.pane,
    )


async def test_going_back_to_a_place_of_the_same_case(tour) -> None:
    """Where the case is shown already, its scroll and the entity under the cursor come back all the same."""
    async with tour(size=(80, 24)) as person:
        screen = person.screen
        await person.press("j", "3", "j", "j", "2", "j", "j", "j")
        top, entity = screen.findings.scroll.top, screen.entities.current.entity.id
        await person.press("3", "enter")
        await person.until(lambda: screen.found.total < 18)
        await person.press("2", "g", "3", "g", "[")
        await person.until(lambda: screen.found.total == 18)
        await person.settled()

        assert top == screen.findings.scroll.top > 0
        assert entity == screen.entities.current.entity.id
