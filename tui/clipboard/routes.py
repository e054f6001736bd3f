"""Choosing the way to the clipboard: a function from where we are to what to do.

What each route delivers was measured with real programs; `tests/clipboard/` measures it again.
"""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

from tui.clipboard.environment import Line, Outside, Session, TmuxServer
from tui.clipboard.sequences import (
    BYTES_BY_OLD_TMUX,
    LONGEST_BARE_IN_SCREEN,
    LONGEST_BY_MOSH,
    LONGEST_TEXT,
    osc52,
    through_screen,
    through_tmux,
)


class Route(StrEnum):
    """The ways to a clipboard; the values are what `rounds doctor` calls them."""

    TMUX = "tmux load-buffer -w"
    TMUX_BUFFER = "tmux load-buffer"
    TMUX_BEFORE_3_2 = "tmux load-buffer, and OSC 52 through tmux"
    SILENT_TMUX = "OSC 52 to and through tmux"
    SCREEN = "OSC 52 through screen"
    OUTER_TMUX = "OSC 52 to and through the tmux around this session"
    OUTER_EITHER = "OSC 52 to the tmux or through the screen around this session"
    OSC52 = "OSC 52"
    NATIVE = "the clipboard of this computer alone"
    NONE = "none"

    @property
    def loads_buffer(self) -> bool:
        """Whether tmux is asked to keep the text."""
        return self in (Route.TMUX, Route.TMUX_BUFFER, Route.TMUX_BEFORE_3_2)

    @property
    def reaches_terminal(self) -> bool:
        """Whether the text also goes to the person's terminal, as far as we can know."""
        return self not in (Route.TMUX_BUFFER, Route.NATIVE, Route.NONE)


class Plan(Struct, frozen=True):
    """What is going to be done with a text, and why."""

    route: Route
    native: bool
    """Whether the clipboard of this computer is set (as well)."""
    longest: int
    """Bytes of text that the way to the terminal is known to carry whole."""
    carrier: str
    """What sets that limit."""
    why: str


def choose(session: Session) -> Plan:
    """The plan for `session`."""
    route, why = _route(session)
    if route is Route.NONE and session.has_native:
        route = Route.NATIVE
    limits = [(LONGEST_TEXT, "a terminal")]
    if session.line is Line.MOSH:
        limits.append((LONGEST_BY_MOSH, "mosh"))
    if session.tmux is not None and session.tmux.drops_backlog:
        text_bytes = session.tmux.client_cells * BYTES_BY_OLD_TMUX * 3 // 4  # base64: four for three
        limits.append((text_bytes, f"tmux {session.tmux.named} in a terminal of that size"))
    longest, carrier = min(limits)
    return Plan(route, session.has_native, longest, carrier, why)


def _route(session: Session) -> tuple[Route, str]:
    if session.tmux is not None:
        return _tmux_route(session.tmux, session)
    if not session.tty:
        return Route.NONE, "There is no terminal to write to."
    if session.in_tmux and not (session.in_screen and session.term.startswith("screen.")):
        return Route.SILENT_TMUX, "TMUX is set, but that tmux does not answer."
    if session.in_screen:
        return Route.SCREEN, "STY is set: GNU screen passes on what is wrapped for it in short pieces."
    if session.outside is Outside.SCREEN:
        return Route.SCREEN, f"TERM is {session.term}, which only GNU screen says; it is around this session."
    if session.outside is Outside.TMUX:
        return Route.OUTER_TMUX, f"TERM is {session.term}, which tmux says; it is around this session."
    if session.outside is Outside.EITHER:
        return Route.OUTER_EITHER, f"TERM is {session.term}, which both tmux and screen say."
    if session.has_no_clipboard:
        return Route.NONE, f"A terminal of the kind {session.term or 'unknown'} has no clipboard."
    return Route.OSC52, "No multiplexer is in between."


def _tmux_route(tmux: TmuxServer, session: Session) -> tuple[Route, str]:
    if not tmux.client_term:
        return Route.TMUX_BUFFER, "No terminal is attached to tmux."
    if not tmux.can_send and (session.in_screen or tmux.in_screen):
        return Route.TMUX_BUFFER, f"tmux {tmux.named} cannot send a buffer on, and screen would garble the sequence."
    if not tmux.can_send:
        return (
            Route.TMUX_BEFORE_3_2,
            f"tmux {tmux.named} cannot send a buffer on, but passes on what is wrapped for it.",
        )
    if not tmux.knows_clipboard:
        return Route.TMUX_BUFFER, f"tmux does not know that a {tmux.client_term} takes a clipboard."
    if session.line is Line.MOSH and not tmux.suits_mosh:
        return Route.TMUX_BUFFER, "mosh drops the sequence in the form in which tmux sends it."
    return Route.TMUX, "tmux keeps the text and sends it to the terminal around it, whatever its options say."


def written(route: Route, text: str, cells: int = 80 * 24) -> bytes:
    """The bytes that `route` writes to a terminal of so many `cells`."""
    sequence = osc52(text)
    match route:
        case Route.TMUX_BEFORE_3_2:
            return through_tmux(sequence)
        case Route.SILENT_TMUX | Route.OUTER_TMUX:
            # Which of the two a tmux takes depends on its options; one that takes both might drop its backlog.
            wrapped = through_tmux(sequence)
            both = sequence + wrapped
            return both if len(both) <= cells * BYTES_BY_OLD_TMUX else sequence
        case Route.SCREEN:
            return through_screen(sequence)
        case Route.OUTER_EITHER:
            bare = sequence if len(sequence) <= LONGEST_BARE_IN_SCREEN else b""
            return bare + through_screen(sequence)
        case Route.OSC52:
            return sequence
        case _:
            return b""
