"""Letters that come in pieces, and keys that come too late: typing never ends the app."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from rich.cells import cell_len
from textual import events

from store import Library
from tui.app import RoundsApp
from tui.shelf import Shelf
from tui.widgets import field as field_module
from tui.widgets.field import Field

PIECES = {"e\u0301": "é", "\u1112\u1161\u11ab": "한", "a" + "\u0301" * 9: "á" + "\u0301" * 4, "=\u0338": "≠"}
HEADING = """# A case with a Greek heading

## TL;DR

Told.

## Πρωτεΐνη

Text.
"""


async def _type(person, letters: str) -> None:
    for letter in letters:
        person.app.post_message(events.Key(letter, letter))
    await person.settled()


@pytest.mark.parametrize("place", ["/", "e", "?", "a"])
async def test_letters_that_come_in_pieces(tour, place: str) -> None:
    """Accents after their letters and Hangul by its parts are composed as they come, in every field."""
    async with tour() as person:
        for pieces, letter in PIECES.items():
            await person.press(place)
            await _type(person, f"x{pieces}y")

            assert f"x{letter}y" in unicodedata.normalize("NFC", person.text)
            assert person.app.report is None
            await person.press("escape")


def test_taking_letters_out_may_join_others() -> None:
    """What stood before and after a deleted letter is composed, and the cursor stays behind it."""
    field = Field("ex\u0301", 2).edited("backspace")

    assert Field("é", 1) == field


async def test_headings_in_capitals_are_no_fault(tour, tmp_path: Path) -> None:
    """Capitals of a letter can be several characters that could be composed."""
    path = tmp_path / "greek.md"
    path.write_text(HEADING, encoding="utf-8")
    with Library.open(tmp_path / "library.db", create=True) as library:
        library.import_paths([path])
    async with tour(tmp_path / "library.db") as person:
        assert "ΠΡΩΤΕΪ" in unicodedata.normalize("NFC", person.text)


async def test_keys_after_the_last_one(tmp_path: Path) -> None:
    """What is typed after `q`, while the app ends, is no fault."""
    app = RoundsApp(Shelf(None, tmp_path / "notebook.db"))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause(0.5)
        for key in ("q", "question_mark", "e", "/", "escape", "y", "v", "T", "w"):
            app.post_message(events.Key(key, {"question_mark": "?"}.get(key, key)))
        await pilot.pause(0.3)

    assert app.report is None
    assert not app.return_code


@pytest.mark.parametrize("cursor", ["home", "end"])
def test_a_long_text_costs_no_more_to_paint_than_what_is_in_view(monkeypatch: pytest.MonkeyPatch, cursor: str) -> None:
    """However much was pasted into a field, as many letters are measured, and the cursor is in view."""

    def painted(letters: int) -> tuple[int, str]:
        measured = 0

        def counting(text: str) -> int:
            nonlocal measured
            measured += len(text)
            return cell_len(text)

        monkeypatch.setattr(field_module, "cell_len", counting)
        field = Field().typed("word " * (letters // 5)).edited(cursor)
        assert field is not None
        line = field.painted(60)
        return measured, "".join(text for text, _ in line)

    assert painted(2_000) == painted(200_000)
