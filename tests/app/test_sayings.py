"""What is said is read whole, on the smallest screen and above whatever covers the footer."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.events import Key

from store import Library
from tests.importing.made_cases import case_text

LONG = "A sentence of more words than a line of this screen has room for, which ends with its last word: zebra."


def _read(lines: list[str]) -> str:
    return " ".join(line.strip() for line in lines)


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (60, 18), (40, 12), (30, 9)])
async def test_a_reason_is_never_cut(tour, size: tuple[int, int]) -> None:
    """Where the footer has no room for a sentence it stands on several lines, until the next key."""
    async with tour(size=size) as person:
        await person.press("P")
        assert "P lists pairs: go to an entity (3), or ask / gene:ALK ~ drug:*" in _read(person.lines)
        person.screen.say(LONG)
        await person.settled()
        assert LONG in _read(person.lines)
        await person.press("j")
        assert "zebra" not in person.text
        assert not any(line.startswith("──") for line in person.lines[-3:-1] if size[0] < 60)


async def test_a_sentence_follows_the_size(tour) -> None:
    """It is laid out anew, and where it fits the footer it stands there alone."""
    async with tour(size=(120, 40)) as person:
        person.screen.say(LONG)
        for size in [(40, 12), (120, 40), (80, 24), (40, 12)]:
            await person.resize(*size)
            assert LONG in _read(person.lines)
            assert len(person.lines) == size[1]


async def test_a_sentence_above_a_text_that_fills_the_screen(tour, tmp_path: Path) -> None:
    """A text that covers the footer covers no answer: the end says that it is the end."""
    text = case_text(1) + "\n## Full text\n\n" + "\n\n".join(f"Paragraph {number}." for number in range(40))
    (tmp_path / "1.md").write_text(text, encoding="utf-8")
    with Library.open(tmp_path / "library.db", create=True) as library:
        library.import_paths([tmp_path / "1.md"])
    async with tour(tmp_path / "library.db", size=(80, 24)) as person:
        await person.press("f")
        assert "Paragraph 3." in person.text
        await person.press("k")
        assert "This is the beginning." in person.text
        await person.press("G")
        assert "This is the beginning." not in person.text
        await person.press("j")
        assert "This is the end." in person.text
        await person.press("escape")
        assert "Paragraph" not in person.lines[2]


async def test_a_text_stays_where_it_was_in_another_size(tour, tmp_path: Path) -> None:
    """What stood at the top stands there again."""
    text = case_text(1) + "\n## Full text\n\n" + "\n\n".join(f"Part {number}. " + "word " * 60 for number in range(40))
    (tmp_path / "1.md").write_text(text, encoding="utf-8")
    with Library.open(tmp_path / "library.db", create=True) as library:
        library.import_paths([tmp_path / "1.md"])
    async with tour(tmp_path / "library.db", size=(80, 24)) as person:
        await person.press("f", *["pagedown"] * 4)
        part = next(line for line in person.lines if line.startswith("Part "))
        while person.lines[0] != part:
            await person.press("j")
        for size in [(40, 12), (120, 40), (80, 24)]:
            await person.resize(*size)
            assert person.lines[0].startswith(part.split(".")[0] + ".")


@pytest.mark.parametrize("opener", ["F", "?", ":", "'", "m", "w", "e", "I", "S"])
async def test_no_layer_is_silent_at_its_ends(tour, opener: str) -> None:
    """A key that would move further than the list goes says so."""
    async with tour(size=(80, 24)) as person:
        await person.press(opener)
        await person.until(lambda: person.screen.top_layer is not None)
        await person.settled()
        for key, said in [("up", "There is nothing further up."), ("down", "There is nothing further down.")]:
            for _ in range(400):
                await person.screen.press(Key(key, None))
                if person.screen.footer.said:
                    break
            await person.settled()
            assert said == person.screen.footer.said


async def test_a_completion_is_taken_once_it_is_picked(tour) -> None:
    """Until then Enter takes what was typed, and no bar stands beside a completion; the first one is picked first."""
    async with tour() as person:
        for name in ("lung cancer", "lung"):
            await person.press("c")
            await person.type(name)
            await person.press("enter")
        await person.press("c")
        await person.type("lung")
        assert "lung cancer" in person.text
        assert "┃ ▌" not in person.text
        await person.press("down")
        assert ["lung"] == [line.partition("▌")[2].split("┃")[0].strip() for line in person.lines if "┃ ▌" in line]
        await person.press("down", "enter")
        assert "lung cancer" in person.screen.footer.said


async def test_a_step_of_the_tour_stays_in_view(tour) -> None:
    """A long sentence stands above it, once, and the footer below goes on offering keys."""
    async with tour(size=(40, 12)) as person:
        await person.press("f2", "P")

        assert 1 == person.text.count("P lists pairs")
        assert "Tour 1 of 5" in person.text
        assert "j goes down the list" in person.text
        assert "Enter read" in person.lines[-1]
