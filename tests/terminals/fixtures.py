"""Fixtures that give terminals to tests and take them back; loaded for all tests by `tests/conftest.py`.

Each of `tmux`, `gnu_screen` and `pty_terminal` is a function that opens one more; all are closed at the test's end.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from typing import Protocol, TypeVar

import pytest

from tests.terminals.gnu_screen import GnuScreen
from tests.terminals.pty_terminal import PtyTerminal
from tests.terminals.sshd import Sshd
from tests.terminals.tmux import Tmux
from tests.terminals.x_display import XDisplay


class _Closable(Protocol):
    def close(self) -> None: ...


C = TypeVar("C", bound=_Closable)


def _opener(kind: Callable[..., C]) -> Iterator[Callable[..., C]]:
    with contextlib.ExitStack() as stack:

        def open_one(*args: object, **options: object) -> C:
            return stack.enter_context(contextlib.closing(kind(*args, **options)))

        yield open_one


@pytest.fixture
def tmux() -> Iterator[Callable[..., Tmux]]:
    """`tmux(command, size=(120, 40), env=…, options=["set -s set-clipboard on"])` → `Tmux`."""
    yield from _opener(Tmux)


@pytest.fixture
def gnu_screen() -> Iterator[Callable[..., GnuScreen]]:
    """`gnu_screen(command, size=…, env=…)` → `GnuScreen`."""
    yield from _opener(GnuScreen)


@pytest.fixture
def pty_terminal() -> Iterator[Callable[..., PtyTerminal]]:
    """`pty_terminal(command, size=(80, 24), env=…, answers=…)` → `PtyTerminal`."""
    yield from _opener(PtyTerminal)


@pytest.fixture(scope="session")
def sshd() -> Iterator[Sshd]:
    """An ssh server on loopback: `sshd.command(["rounds"], env=…, delay=0.3)` is the command that goes through it."""
    with contextlib.closing(Sshd()) as server:
        yield server


@pytest.fixture
def x_display() -> Iterator[XDisplay]:
    """An X display of its own with `xterm(command)` and `clipboard()`."""
    with contextlib.closing(XDisplay()) as display:
        yield display
