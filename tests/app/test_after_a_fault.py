"""After a fault in a thread the app goes on: keys are taken, and marks are those of the notebook."""

from __future__ import annotations

import threading

from tui.work import Awaited


def _broken(_: object) -> None:
    raise ValueError


async def test_keys_act_though_an_answer_comes_after_it_was_given_up(tour) -> None:
    """A fault elsewhere gives up an answer that keys wait for; when it comes all the same, nothing is held."""
    gate = threading.Event()
    async with tour() as person:
        person.screen.keep(lambda _: gate.wait(20), holds_keys=True)
        person.screen.fetch(_broken, lambda _: None)
        await person.until(lambda: "did not work" in person.footer)
        gate.set()
        await person.settled()
        await person.press("j")

        assert person.screen.cases.scroll.cursor == 1


async def test_tab_acts_though_its_answer_comes_after_it_was_given_up(tour) -> None:
    """So it is with the ways to complete a query."""
    gate = threading.Event()
    async with tour() as person:
        await person.type("/gen")
        person.screen.fetch(lambda _: gate.wait(20), lambda _: None)
        person.screen.complete_filter()
        person.screen.keep(_broken)
        await person.until(lambda: "did not work" in person.footer)
        gate.set()
        await person.settled()
        await person.press("escape", "j")

        assert person.screen.cases.scroll.cursor == 1


async def test_marks_follow_the_notebook_after_a_fault(tour) -> None:
    """A mark that a fault kept from the notebook goes from the screen, and later ones come and go with the notebook."""
    async with tour() as person:
        person.screen.marked.append("pmc:PMC1")
        person.screen.show_marks()
        person.screen.keep(_broken, marks=True)
        await person.until(lambda: "did not work" in person.footer)
        await person.settled()
        assert person.screen.marked == []

        await person.press("space", "u")

        assert person.screen.marked == []


def test_one_answer_counts_once() -> None:
    """Whatever is given up, or comes twice, leaves the others awaited."""
    awaited = Awaited()
    first = awaited.one()
    awaited.give_up()
    second = awaited.one()
    first()
    first()
    assert awaited
    second()
    assert not awaited
