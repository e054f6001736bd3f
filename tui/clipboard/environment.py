"""Where the program runs, as a value: multiplexers, the line to the person, displays.

`read` is a function of what it is given; looking at the machine is `probing`'s work.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum

from msgspec import Struct

HAS_NO_CLIPBOARD = ("linux", "vt100", "vt102", "vt220", "vt320", "cons25", "ansi")
"""Values of TERM of terminals that have no clipboard a program could set."""


class Line(StrEnum):
    """How the person is connected to the machine that the program runs on."""

    LOCAL = "local"
    SSH = "ssh"
    MOSH = "mosh"


class Outside(StrEnum):
    """A multiplexer between us and the person's terminal that can only be guessed from TERM."""

    NONE = ""
    TMUX = "tmux"
    SCREEN = "screen"
    EITHER = "tmux or screen"


class TmuxServer(Struct, frozen=True):
    """What the tmux around us says of itself and of the terminal that looks at it now."""

    version: tuple[int, int] | None
    """(3, 3) for `3.3a`; None where there is no number (`master`)."""
    named: str
    """The version as tmux prints it."""
    client_term: str
    """TERM of the terminal around tmux; empty when nobody is attached."""
    client_type: str
    """What that terminal calls itself when asked (`tmux 3.3a`, `iTerm2 3.5`), else empty."""
    features: frozenset[str]
    set_clipboard: str
    """The option of that name: `on`, `external` or `off`."""
    overrides: str
    """The option `terminal-overrides`."""
    client_cells: int
    """Columns × rows of that terminal."""
    client_line: Line
    """How that terminal's person is connected."""

    @property
    def can_send(self) -> bool:
        """Whether `load-buffer` knows `-w`, which also sends the text to the terminal around tmux (3.2)."""
        return self.version is None or self.version >= (3, 2)

    @property
    def drops_backlog(self) -> bool:
        """Whether it drops what a terminal does not take fast enough, in the middle of a sequence (before 3.3)."""
        return self.version is not None and self.version < (3, 3)

    @property
    def is_nested(self) -> bool:
        """Whether the terminal around tmux is a multiplexer again."""
        return self.client_term.startswith(("tmux", "screen")) or self.client_type.startswith("tmux")

    @property
    def in_screen(self) -> bool:
        """Whether the terminal around tmux may be GNU screen: tmux 3.2 and newer give their names."""
        return self.client_term.startswith("screen") and not self.client_type.startswith("tmux")

    @property
    def knows_clipboard(self) -> bool:
        """Whether tmux believes that the terminal around it takes OSC 52."""
        return "clipboard" in self.features or "Ms=" in self.overrides

    @property
    def suits_mosh(self) -> bool:
        """Whether tmux was told to name the clipboard in OSC 52: mosh drops the sequence that leaves it unnamed."""
        return re.search(r"Ms=\\+E\]52;c;", self.overrides) is not None


class Display(Struct, frozen=True):
    """A graphical display that the environment names."""

    kind: str
    """`wayland`, `x11`, or the system's own: `macos`, `windows`."""
    name: str
    """What the variable says; empty for the system's own."""
    alive: bool
    """Whether something answers there."""


class Probes(Struct, frozen=True):
    """What was found by looking around the machine."""

    tty: bool = True
    """Whether there is a terminal to write to."""
    cells: int = 80 * 24
    """Columns × rows of that terminal."""
    system: str = "linux"
    """`linux`, `macos`, `windows` or `wsl`."""
    line: Line = Line.LOCAL
    """What the processes above us show."""
    tmux: TmuxServer | None = None
    """The server that TMUX names, if it answers."""
    tmux_environment: Mapping[str, str | None] | None = None
    """What tmux keeps of the environment of whoever attached last; None for a variable that they did not have."""
    displays: tuple[Display, ...] = ()
    tools: tuple[str, ...] = ()
    """Programs found that set a clipboard, as `xclip`."""


class Session(Struct, frozen=True):
    """The place in which the program runs."""

    term: str
    program: str
    """The terminal's name as far as the environment tells; of all such variables only LC_TERMINAL travels over ssh."""
    tty: bool
    cells: int
    """Columns × rows of the terminal."""
    system: str
    line: Line
    in_tmux: bool
    """Whether TMUX is set."""
    tmux: TmuxServer | None
    """The tmux around us, if it answers."""
    in_screen: bool
    """Whether STY is set."""
    outside: Outside
    """A multiplexer that shows in TERM alone: on the other side of ssh, or hidden by `sudo`."""
    displays: tuple[Display, ...]
    tools: tuple[str, ...]

    @property
    def has_no_clipboard(self) -> bool:
        """Whether the terminal is one that surely has none: a console, a dumb terminal."""
        return self.term in ("", "dumb", "unknown") or self.term in HAS_NO_CLIPBOARD

    @property
    def live_displays(self) -> tuple[Display, ...]:
        """The displays that answer."""
        return tuple(display for display in self.displays if display.alive)

    @property
    def has_native(self) -> bool:
        """Whether this computer is the one the person sits at, and has a clipboard that a program can set."""
        return self.line is Line.LOCAL and bool(self.live_displays) and bool(self.tools)


def read(environ: Mapping[str, str], probes: Probes) -> Session:
    """Put together what the environment says and what was found.

    Inside tmux the environment of the pane may be days old: whether the person came by ssh is read from what tmux
    keeps of the last one to attach, and from the processes above the terminal that is attached.
    """
    term = environ.get("TERM", "")
    in_tmux = bool(environ.get("TMUX"))
    in_screen = bool(environ.get("STY"))
    return Session(
        term=term,
        program=environ.get("TERM_PROGRAM") or environ.get("LC_TERMINAL") or _by_its_mark(environ),
        tty=probes.tty,
        cells=probes.cells,
        system=probes.system,
        line=_line(environ, probes),
        in_tmux=in_tmux,
        tmux=probes.tmux,
        in_screen=in_screen,
        outside=Outside.NONE if in_tmux or in_screen else outside_by_term(term),
        displays=probes.displays,
        tools=probes.tools,
    )


def _by_its_mark(environ: Mapping[str, str]) -> str:
    marks = {
        "XTERM_VERSION": "xterm",
        "VTE_VERSION": "vte",
        "KITTY_WINDOW_ID": "kitty",
        "WT_SESSION": "Windows Terminal",
    }
    return next((name for mark, name in marks.items() if environ.get(mark)), "")


def _line(environ: Mapping[str, str], probes: Probes) -> Line:
    if probes.tmux is not None:
        if probes.tmux.client_line is not Line.LOCAL:
            return probes.tmux.client_line
        if probes.tmux_environment is not None and "SSH_CONNECTION" in probes.tmux_environment:
            return Line.SSH if probes.tmux_environment["SSH_CONNECTION"] else Line.LOCAL
    if probes.line is Line.MOSH:
        return Line.MOSH
    came_by_ssh = any(environ.get(name) for name in ("SSH_CONNECTION", "SSH_TTY", "SSH_CLIENT"))
    return Line.SSH if came_by_ssh else probes.line


def outside_by_term(term: str) -> Outside:
    """The multiplexer that a value of TERM gives away.

    screen says `screen.` and the terminal it stands in, tmux `tmux-256color`. Other values that begin with `screen`
    are said by both.
    """
    if term.startswith("screen."):
        return Outside.SCREEN
    if term.startswith("tmux"):
        return Outside.TMUX
    return Outside.EITHER if term.startswith("screen") else Outside.NONE


def version_of(text: str) -> tuple[int, int] | None:
    """The number in what tmux prints for its version: `3.3a` and `next-3.6` have one, `master` has none."""
    match = re.search(r"(\d+)\.(\d+)[a-z]*\s*$", text)
    return (int(match[1]), int(match[2])) if match else None
