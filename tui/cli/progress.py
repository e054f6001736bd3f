"""How far an import is: a bar on a terminal, a line now and then elsewhere; on standard error."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from store import Progress
    from tui.cli.terminal import Terminal

_PAUSE = 5.0
"""Seconds between two plain lines."""
_LONG_WAIT = 0.5
"""Seconds of waiting for another process after which that is said."""


@contextmanager
def progress_shown(terminal: Terminal) -> Iterator[Callable[[Progress], None]]:
    """Where to report progress to, for as long as the work goes on."""
    if terminal.shows_progress:
        with _bar() as show:
            yield show
    else:
        yield _plain(terminal)


def _plain(terminal: Terminal) -> Callable[[Progress], None]:
    last, waited = time.monotonic(), 0.0

    def show(progress: Progress) -> None:
        nonlocal last, waited
        now, before = time.monotonic(), waited
        waited = progress.waiting
        begins_to_wait = before < _LONG_WAIT <= waited
        if now - last < _PAUSE and not begins_to_wait:
            return
        last = now
        if progress.waiting:
            terminal.note(f"waiting since {_duration(progress.waiting)} for another process that writes to the library")
            return
        total = f" of {progress.total:,}" if progress.total else ""
        left = "" if progress.seconds_left is None else f", {_duration(progress.seconds_left)} left"
        terminal.note(f"{progress.done:,}{total} files, {progress.rate:,.0f} a second{left}")

    return show


def _duration(seconds: float) -> str:
    seconds = round(max(0.0, seconds))
    if seconds < 60:
        return f"{seconds} s"
    return (
        f"{seconds // 60} min {seconds % 60:02d} s"
        if seconds < 3600
        else f"{seconds // 3600} h {seconds // 60 % 60} min"
    )


def _remark(progress: Progress) -> str:
    if progress.waiting >= _LONG_WAIT:
        return f"waiting for another process, {_duration(progress.waiting)}"
    left = "" if progress.seconds_left is None else f" · {_duration(progress.seconds_left)} left"
    return f"{progress.rate:,.0f} files/s{left}" if progress.done else ""


@contextmanager
def _bar() -> Iterator[Callable[[Progress], None]]:
    from rich.console import Console  # noqa: PLC0415 -- for an import that somebody watches
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn  # noqa: PLC0415
    from rich.progress import Progress as Bar  # noqa: PLC0415

    columns = (
        BarColumn(bar_width=None),
        MofNCompleteColumn(),
        TextColumn("{task.fields[remark]}", markup=False),
    )
    with Bar(*columns, console=Console(stderr=True, markup=False, highlight=False), transient=True) as bar:
        task = bar.add_task("", total=None, remark="")

        def show(progress: Progress) -> None:
            bar.update(task, completed=progress.done, total=progress.total, remark=_remark(progress))

        yield show


@contextmanager
def counting(terminal: Terminal) -> Iterator[Callable[[str, int, int], None]]:
    """Where to report what is looked at, and how many of how many are done, for as long as the work goes on."""
    if not terminal.shows_progress:
        yield _counted(terminal)
        return
    from rich.console import Console  # noqa: PLC0415 -- for work that somebody watches
    from rich.progress import BarColumn, TextColumn  # noqa: PLC0415
    from rich.progress import Progress as Bar  # noqa: PLC0415

    columns = (TextColumn("{task.description}", markup=False), BarColumn(bar_width=None))
    with Bar(*columns, console=Console(stderr=True, markup=False, highlight=False), transient=True) as bar:
        task = bar.add_task("", total=None)

        def show(what: str, done: int, total: int) -> None:
            bar.update(task, completed=done, total=total or None, description=_count(what, done, total))

        yield show


def _counted(terminal: Terminal) -> Callable[[str, int, int], None]:
    last = time.monotonic()

    def show(what: str, done: int, total: int) -> None:
        nonlocal last
        if time.monotonic() - last >= _PAUSE:
            last = time.monotonic()
            terminal.note(_count(what, done, total))

    return show


def _count(what: str, done: int, total: int) -> str:
    return f"{what}: {done:,} of {total:,}" if total else what
