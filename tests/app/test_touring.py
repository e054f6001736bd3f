"""The tour: it asks for real keys, notices them, and takes none away."""

from __future__ import annotations

import sys
from collections.abc import Callable

import pytest

from tests.terminals.tmux import Tmux
from tui.configuration import Configuration
from tui.tour import STEPS

SIZES = [(120, 40), (80, 24), (40, 12)]


@pytest.mark.parametrize("size", SIZES)
async def test_five_steps_are_noticed_as_they_are_done(tour, size) -> None:
    """The first start offers the tour in one line; each step goes on when its keys were pressed."""
    async with tour(size=size) as person:
        assert "F2 is a tour" in person.footer
        await person.press("f2")
        said = [line for line in person.lines if "Tour 1 of 5" in line]
        assert len(said) == 1
        assert "F2 skips · Esc leaves" in said[0]
        assert all(len(line) <= size[0] for line in person.lines)

        await person.press("j")
        assert "Tour 2 of 5" in person.text
        await person.press("enter", "n")
        assert "Tour 3 of 5" in person.text
        await person.press("e")
        assert "Type cd246, then Enter" in " ".join(" ".join(person.lines[-4:]).split())
        await person.type("cd246")
        await person.press("enter")
        assert "2 cases" in person.text
        assert "Tour 4 of 5" in person.text
        await person.press("y", "v")
        await person.until(lambda: "Tour 5 of 5" in person.text)
        assert "Vancouver citation" in person.footer
        await person.press("s")
        assert "Tour 5 of 5" in person.text
        await person.press("u")
        assert "That was all." in person.text
        assert "undone" in person.footer
        await person.press("f2")
        assert "Tour" not in person.text


async def test_every_key_does_what_it_always_does(tour) -> None:
    """Keys that the step does not ask for act; F2 skips, Esc at the outermost step leaves, F2 begins again."""
    async with tour() as person:
        await person.press("f2", "T", "G")
        assert "Tour 2 of 5" in person.text
        await person.press("f2")
        assert "Tour 3 of 5" in person.text
        await person.press("space", "s", "t")
        await person.type("x")
        await person.press("enter", "escape")
        assert "Tour 3 of 5" in person.text
        await person.press("escape")
        assert "Tour" not in person.text.replace("tour left", "")
        await person.press(":")
        await person.type("tour")
        await person.press("enter")
        assert "Tour 1 of 5" in person.text


async def test_the_tour_names_the_keys_in_force(tour) -> None:
    """Whoever gave commands other keys is told those."""
    async with tour(configuration=Configuration(keys={"move.down": ("down",), "tour": ("f5",)})) as person:
        await person.press("f5")
        assert "↓ goes down the list" in person.text
        assert "F5 skips" in person.text


async def test_the_second_start_offers_nothing(tour) -> None:
    """Who has left the app once knows where they are."""
    async with tour() as person:
        await person.press("q")
    async with tour() as person:
        assert "tour" not in person.text
        assert "These are the bundled cases" in person.footer


def test_steps_fit_the_smallest_screen() -> None:
    """Two lines of 38 cells hold every step."""
    assert 5 == len(STEPS)
    assert all(len(step.text) - step.text.count("{") * 8 <= 76 for step in STEPS)


@pytest.mark.parametrize("size", SIZES)
def test_the_tour_begins_from_the_command_line(tmux: Callable[..., Tmux], size: tuple[int, int]) -> None:
    """`rounds --tour` opens the bundled cases with the first step, at any size."""
    window = tmux([sys.executable, "-m", "tui", "--tour"], size=size)
    window.wait_for("Tour 1 of 5")
    window.send_keys("j")
    window.wait_for("Tour 2 of 5")
    window.send_keys("Escape")
    window.wait_for("tour left")
