"""Copying a text, and saying what is known about where it went."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from msgspec import Struct

from store import assert_clean
from tui.clipboard.environment import Session
from tui.clipboard.native import Outcome, copy_here
from tui.clipboard.probing import TMUX_PATIENCE
from tui.clipboard.remedies import remedy
from tui.clipboard.routes import Plan, Route, choose, written

IN_BUFFER = "in the tmux buffer"
HERE = "on the clipboard of this computer"
NOTHING = "not copied: "
ASK = "If it does not arrive, `rounds doctor` asks your terminal and tells more."


class Receipt(Struct, frozen=True):
    """What happened to a text.

    `said` completes a sentence that begins with what was copied ("AMA citation … in the tmux buffer") and claims
    nothing that is not known.
    """

    route: Route
    said: str
    certain: bool
    """Whether a place that `said` names is known to hold the text: tmux took it, or it was read back."""
    advice: str
    """What to do so that it gets further; may be empty."""
    too_large: bool = False
    """Whether the text is longer than the way to the terminal carries, so that a file should be offered."""


def copy(text: str, session: Session, write: Callable[[bytes], None]) -> Receipt:
    """Send `text` to the clipboard by the best route of `session`; `write` brings bytes to the terminal.

    `write` is called at most once, with all the bytes. May take seconds when tmux or a clipboard program does not
    answer: call it from a thread. Raises `UnsafeTextError` for text that was never cleaned; that the terminal cannot
    be written to is told in the receipt.
    """
    assert_clean(text)
    if not text:
        return Receipt(Route.NONE, f"{NOTHING}there is nothing in it", certain=False, advice="")
    plan = choose(session)
    size = len(text.encode())
    if size > plan.longest and plan.route.reaches_terminal:
        return _copy_large(text, session, plan, size)
    route, places = _send(text, session, plan.route, write)
    return _tell(text, session, plan, route, places)


def _send(text: str, session: Session, route: Route, write: Callable[[bytes], None]) -> tuple[Route, list[str]]:
    """Take the route; return the one that was taken in the end and where the text is or went."""
    places = []
    if route.loads_buffer:
        if load_buffer(text, send=route is Route.TMUX):
            places.append(IN_BUFFER)
        elif session.tmux is not None and session.tmux.version is None and load_buffer(text, send=False):
            route = Route.TMUX_BUFFER
            places.append(IN_BUFFER)
        else:
            route = Route.SILENT_TMUX if session.tty else Route.NONE
    sent = route is Route.TMUX
    if data := written(route, text, session.cells):
        try:
            write(data)
            sent = True
        except OSError:
            route = Route.TMUX_BUFFER if places else Route.NONE
    if sent:
        places.append(f"sent to {_receiver(session)}")
    return route, places


def _tell(text: str, session: Session, plan: Plan, route: Route, places: list[str]) -> Receipt:
    """Set this computer's own clipboard where that is meant to be, and put the receipt together."""
    if plan.native:
        outcome = copy_here(text, session)
        if outcome is Outcome.THERE:
            kept = [place for place in places if place == IN_BUFFER]
            return Receipt(route, " and ".join([*kept, HERE]), certain=True, advice="")
        if outcome is Outcome.UNKNOWN:
            places = [*places, f"handed to {session.tools[0]}"]
    if route is Route.NATIVE and not places:
        route = Route.NONE
    advice = str(remedy(session, route) or ("" if IN_BUFFER in places else ASK))
    if not places:
        return Receipt(route, NOTHING + _obstacle(session), certain=False, advice=advice)
    return Receipt(route, ", ".join(places), IN_BUFFER in places, advice)


def _copy_large(text: str, session: Session, plan: Plan, size: int) -> Receipt:
    """Keep a text where any size is kept whole; what lies on the way to a terminal cuts or drops it without a word."""
    places = []
    if plan.route.loads_buffer and load_buffer(text, send=False):
        places.append(IN_BUFFER)
    if plan.native and copy_here(text, session) is Outcome.THERE:
        places.append(HERE)
    limit = f"{size / 1000:,.0f} kB is more than {plan.carrier} takes ({plan.longest / 1000:,.0f} kB)"
    route = {IN_BUFFER: Route.TMUX_BUFFER, HERE: Route.NATIVE}[places[0]] if places else Route.NONE
    said = " and ".join(places) or NOTHING + limit
    if places == [IN_BUFFER]:
        said += f", not sent on: {limit}"
    return Receipt(route, said, bool(places), "Write it to a file instead.", too_large=True)


def to_terminal(data: bytes) -> None:
    """Bring bytes to the terminal of this process, wherever its output goes: the `write` of a command that ends."""
    if sys.platform == "win32":
        assert sys.__stdout__ is not None
        sys.__stdout__.buffer.write(data)
        sys.__stdout__.flush()
        return
    with Path("/dev/tty").open("wb") as terminal:  # buffered: a terminal takes a long sequence in pieces
        terminal.write(data)


def load_buffer(text: str, *, send: bool, name: str = "") -> bool:
    """Give `text` to tmux on standard input, as its newest buffer or as the one called `name`; whether it took it.

    `send` also sends it to the terminal around tmux.
    """
    import subprocess  # noqa: PLC0415 - 10 ms that only tmux users pay

    words = ["tmux", "load-buffer", *(["-w"] if send else []), *(["-b", name] if name else []), "-"]
    try:
        result = subprocess.run(  # noqa: S603 - our own words, no shell
            words,
            input=text.encode(),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=TMUX_PATIENCE,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return result.returncode == 0


def _receiver(session: Session) -> str:
    if session.tmux is not None and session.tmux.is_nested:
        return "the multiplexer around tmux"
    if session.outside:
        return f"the {session.outside} around this session"
    return "your terminal"


def _obstacle(session: Session) -> str:
    if session.tmux is not None:
        return "tmux did not take it"
    return "this terminal has no clipboard" if session.tty else "there is no terminal and no clipboard here"
