"""Lanes: what a lane works on is never touched once it is closed."""

from __future__ import annotations

import platform
import subprocess
import sys
import threading

import pytest

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


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="another C library")
def test_memory_is_given_back() -> None:
    """What a search takes for a moment is the system's again, also when larger blocks were freed before."""
    program = """
import sys
from pathlib import Path
from tui.work import give_back_memory
def resident():
    return int(Path("/proc/self/statm").read_text().split()[1]) >> 8
if sys.argv[1] == "yes":
    give_back_memory()
block = bytearray(24 << 20)
del block
blocks = [(bytearray(4 << 20), bytearray(100_000)) for _ in range(8)]
small = [one for _, one in blocks]
before = resident()
del blocks
print(before - resident())
"""
    asked = [[sys.executable, "-c", program, answer] for answer in ("no", "yes")]
    kept, given = (int(subprocess.run(one, capture_output=True, check=True).stdout) for one in asked)

    assert given >= 28
    assert kept < given
