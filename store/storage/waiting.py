"""Who is told when a change waits for another process: one listener for the whole program, since a person is one."""

from __future__ import annotations

from collections.abc import Callable

Waiting = Callable[[float], None]
"""Told again and again how many seconds a change has waited for another process; may raise to give up."""

LONG = 0.5
"""Seconds of waiting after which that is worth a word."""
_EVERY = 0.3

_listeners: list[Callable[[], object]] = []


def tell_waiting(listener: Callable[[], object] | None) -> None:
    """Have `listener` called, in whatever thread waits, when a change begins to wait for long; None calls nobody."""
    _listeners[:] = [listener] if listener else []


def waits(seconds: float) -> None:
    """A change has waited so long; called a few times a second."""
    if LONG <= seconds < LONG + _EVERY:
        for listener in _listeners:
            listener()
