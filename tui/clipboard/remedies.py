"""The one thing that would make copying reach further, for each situation in which something stands in the way."""

from __future__ import annotations

from msgspec import Struct

from store import clean_line
from tui.clipboard.environment import HAS_NO_CLIPBOARD, Line, Session, TmuxServer
from tui.clipboard.routes import Route

TMUX_CONF = "~/.tmux.conf"
OUTER_TMUX_CONF = "~/.tmux.conf of the computer where the outer tmux runs"


class Remedy(Struct, frozen=True):
    """A sentence on what stands in the way, and the line of configuration that removes it, where there is one."""

    why: str
    line: str = ""
    where: str = ""
    """The file or program that the line belongs to."""

    def __str__(self) -> str:
        return f"{self.why} In {self.where}: {self.line}" if self.line else self.why


HAND_ON = "set -s set-clipboard on"
NAME_CLIPBOARD = r"set -as terminal-overrides ',*:Ms=\E]52;c;%p2%s\7'"
ALLOW_XTERM = "XTerm*disallowedWindowOps: 20,21,SetXprop,GetSelection"
"""Lets programs set the clipboard, and neither read it nor the title."""

_BY_TERMINAL = {
    "xterm": Remedy("xterm takes a clipboard from programs only if it is told to.", ALLOW_XTERM, "~/.Xresources"),
    "iterm": Remedy(
        "iTerm2 asks, or has to be told: Settings › General › Selection › Applications may access clipboard."
    ),
    "apple_terminal": Remedy(
        "Terminal of macOS takes no clipboard from programs; iTerm2, kitty, WezTerm and Ghostty do."
    ),
    "kitty": Remedy(
        "kitty does so unless told otherwise.", "clipboard_control write-clipboard write-primary", "kitty.conf"
    ),
    "vte": Remedy("Terminals built on VTE, GNOME's among them, take a clipboard from programs only in new versions."),
    "rxvt": Remedy("rxvt takes no clipboard from programs without an extension for OSC 52."),
}


def remedy(session: Session, route: Route, terminal: str = "") -> Remedy | None:
    """What would help in `session` beyond what `route` does; None when nothing is known to stand in the way.

    `terminal` is what the terminal calls itself, if it was asked.
    """
    if session.tmux is not None and route.loads_buffer:
        return _tmux_remedy(session.tmux, session.line)
    match route:
        case Route.SILENT_TMUX:
            return Remedy("tmux did not answer; it hands on what programs send only if told to.", HAND_ON, TMUX_CONF)
        case Route.OUTER_TMUX:
            return Remedy("tmux hands on what programs send only if told to.", HAND_ON, OUTER_TMUX_CONF)
        case Route.OUTER_EITHER:
            return Remedy("If tmux is around this session, it needs to be told to hand on.", HAND_ON, OUTER_TMUX_CONF)
        case Route.OSC52 if session.line is Line.MOSH:
            return Remedy("mosh carries a clipboard from version 1.4 on, and the same text only once in a row.")
        case Route.OSC52:
            return _native_remedy(session) or _terminal_remedy(session, terminal)
        case Route.NONE:
            return _native_remedy(session) or Remedy("Write it to a file, or show it and select it with the mouse.")
        case _:
            return None


def _tmux_remedy(tmux: TmuxServer, line: Line) -> Remedy | None:
    if not tmux.client_term:
        return Remedy("No terminal is attached to tmux; inside it, prefix ] pastes.")
    term = clean_line(tmux.client_term)
    if tmux.in_screen:
        return Remedy("The multiplexer around tmux keeps the text from going further; inside tmux, prefix ] pastes.")
    if not tmux.can_send:
        if tmux.is_nested:
            return Remedy(
                "The tmux around this one hands on what it is sent only if told to.", HAND_ON, OUTER_TMUX_CONF
            )
        return Remedy(f"tmux {clean_line(tmux.named)} passes on what is short; 3.3 and newer carry any text.")
    if not tmux.knows_clipboard:
        if term in HAS_NO_CLIPBOARD:
            return Remedy(f"A {term} has no clipboard; inside tmux, prefix ] pastes.")
        return Remedy(
            f"If your terminal ({term}) takes OSC 52, tell tmux and attach again.",
            f"set -as terminal-features ',{term}:clipboard'",
            TMUX_CONF,
        )
    if line is Line.MOSH and not tmux.suits_mosh:
        return Remedy("mosh drops what tmux sends unless tmux names the clipboard.", NAME_CLIPBOARD, TMUX_CONF)
    if tmux.is_nested:
        return Remedy("The tmux around this one hands on what it is sent only if told to.", HAND_ON, OUTER_TMUX_CONF)
    return None


def _native_remedy(session: Session) -> Remedy | None:
    if session.line is not Line.LOCAL or session.tools:
        return None
    kinds = {display.kind for display in session.live_displays}
    if "wayland" in kinds:
        return Remedy(
            "This computer has a display, but no program that sets its clipboard.", "wl-clipboard", "packages"
        )
    if "x11" in kinds:
        return Remedy("This computer has a display, but no program that sets its clipboard.", "xclip", "packages")
    return None


def _terminal_remedy(session: Session, terminal: str) -> Remedy | None:
    named = (terminal or session.program).lower()
    for beginning, advice in _BY_TERMINAL.items():
        if named.startswith(beginning):
            return advice
    return _BY_TERMINAL["rxvt"] if session.term.startswith("rxvt") else None
