"""A short tour by random keys; the long one is `python -m tests.fuzz keys --presses 100000`."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.fuzz.keys import Tour, TourError
from tests.fuzz.line import Line
from tests.fuzz.pressing import COMMAND_KEYS
from tui.commands import COMMANDS


def test_a_short_tour(tmp_path: Path) -> None:
    """Nothing fails, nothing hangs, nothing grows much, and the files are whole."""
    course = Tour(tmp_path / "tour", presses=300, seed=7, patience=60).run()

    assert course.presses >= 300
    assert max(course.memory.values()) < 200_000


def test_a_tour_notices(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A stranger among the bytes ends it with what was pressed."""
    take = Line._read

    def poisoned(line: Line) -> None:
        line.audit.take(b"\x1b]0;OWNED\x07")
        take(line)

    monkeypatch.setattr(Line, "_read", poisoned)

    with pytest.raises(TourError, match="OWNED"):
        Tour(tmp_path / "tour", presses=20, seed=1, patience=60).run()


def test_every_command_is_pressed() -> None:
    """Whatever is in the table is on the tour, but for what ends the app or lends the terminal to an editor."""
    pressed = {b"".join(keys) for keys in COMMAND_KEYS}

    assert len(pressed) > 60
    assert b"\x11" not in pressed
    assert {command.id for command in COMMANDS} >= {"quit", "quit.now"}
