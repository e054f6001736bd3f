"""Lanes: what a lane works on is never touched once it is closed."""

from __future__ import annotations

import threading

from tui.work import Lane


class Touchy:
    """Takes its time to close, and must not be interrupted then or afterwards."""

    def __init__(self) -> None:
        self.closing = threading.Event()
        self.touched_too_late = False

    def close(self) -> None:
        self.closing.set()
        threading.Event().wait(0.2)

    def interrupt(self) -> None:
        self.touched_too_late = self.touched_too_late or self.closing.is_set()


def test_what_is_being_closed_is_not_interrupted() -> None:
    """A newer job may come while the resource of the older ones is closed to be opened anew."""
    opened: list[Touchy] = []

    def open_one() -> Touchy:
        opened.append(Touchy())
        return opened[-1]

    faults: list[Exception] = []
    lane = Lane("test", open_one, interrupt=Touchy.interrupt)
    lane.connect(lambda _: None, faults.append)
    first, second = threading.Event(), threading.Event()
    lane.submit(lambda _: first.set(), lambda _: None, faults.append)
    assert first.wait(20)
    lane.reopen()
    lane.submit(lambda _: None, lambda _: None, faults.append)
    assert opened[0].closing.wait(20)
    lane.submit(lambda _: second.set(), lambda _: None, faults.append)
    assert second.wait(20)
    lane.close()

    assert [] == faults
    assert not any(one.touched_too_late for one in opened)
    assert all(one.closing.is_set() for one in opened)
