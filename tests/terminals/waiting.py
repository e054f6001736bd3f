"""Waiting for conditions with a generous deadline, and saying what was waited for when it never came."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from typing import TypeVar

PATIENCE = float(os.environ.get("ROUNDS_TEST_PATIENCE", "60"))
"""Seconds until a wait gives up; a condition that comes true ends it at once, so a large number costs nothing."""

T = TypeVar("T")


def until(condition: Callable[[], T], what: str | Callable[[], str], *, seconds: float | None = None) -> T:
    """Call `condition` until it returns something true, and return that.

    Raises `AssertionError` with `what` (a sentence, or a function that makes one late) after `seconds`.
    """
    deadline = time.monotonic() + (PATIENCE if seconds is None else seconds)
    pause = 0.005
    while True:
        if result := condition():
            return result
        if time.monotonic() > deadline:
            raise AssertionError(what if isinstance(what, str) else what())
        time.sleep(pause)
        pause = min(pause * 1.5, 0.1)
