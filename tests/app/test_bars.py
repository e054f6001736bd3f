"""Header and footer: whole facts, and what is said as a whole."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from store import LibraryInfo
from tui.present.bars import footer_line, header_line
from tui.present.libraries import ago, library_words
from tui.present.styled import width_of

NOW = datetime(2026, 3, 10, 9, tzinfo=UTC)


def _text(line: tuple[tuple[str, str], ...]) -> str:
    return "".join(text for text, _ in line)


@pytest.mark.parametrize(
    ("days", "said"), [(0, "today"), (1, "yesterday"), (3, "3 days ago"), (59, "59 days ago"), (400, "3 Feb 2025")]
)
def test_how_long_ago(days: int, said: str) -> None:
    """Days are counted as people count them, by the calendar; what is long ago is dated."""
    assert said == ago(NOW - timedelta(days=days), NOW)


def test_a_shared_library_is_told_as_well_as_it_fits() -> None:
    """Name, age and that it is read-only; where that is too long, at least that it is read-only."""
    info = LibraryInfo(Path("/srv/x.db"), 18, True, False, 1, "tumour-board", NOW, NOW - timedelta(days=3))
    words = library_words(info, NOW)
    lines = {
        width: _text(header_line((("Rounds  all cases", ""),), [("18 cases",), words], width))
        for width in (120, 72, 48)
    }

    assert "18 cases · tumour-board (snapshot of 3 days ago, read-only)" in lines[120]
    assert "18 cases · tumour-board (read-only)" in lines[72]
    assert lines[48].rstrip().endswith("18 cases · read-only")


def test_what_was_said_takes_the_room_it_needs() -> None:
    """A sentence is shown whole before any hint is."""
    hints = [("Enter", "read"), ("y", "copy")]
    line = footer_line(hints, "A reason of sixty characters, which is said as one, whole.", "warn", 64)

    assert "A reason of sixty characters, which is said as one, whole." in _text(line)
    assert 63 == width_of(line)


def test_a_hint_that_does_not_fit_hides_no_shorter_one() -> None:
    """What is most useful comes first; where it is too long, the next one takes its room."""
    line = footer_line([("Enter", "its cases"), ("y", "copy " + "x" * 40), ("e", "find")], "", "", 40)

    assert "Enter its cases  e find" == _text(line).strip()
