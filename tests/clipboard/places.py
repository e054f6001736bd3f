"""The places in which Rounds may run, each built from real programs, and what must arrive from there.

`PLACES` is the table of routes × environments. `test_arrival.py` holds the program to it, `python -m
tests.clipboard.table` measures and prints it.
"""

from __future__ import annotations

import contextlib
import json
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from tests.terminals.gnu_screen import GnuScreen
from tests.terminals.mosh import Mosh
from tests.terminals.programs import end, environment, need
from tests.terminals.pty_terminal import PtyTerminal
from tests.terminals.sshd import Sshd
from tests.terminals.tmux import Tmux
from tests.terminals.waiting import until
from tests.terminals.x_display import XDisplay

CITATION = (
    "Gao S, Müller J-P, Østergård Å, et al. A case of β‐catenin–driven (ALK‐rearranged) neoplasm in a child: “S100+”. "
    "Case Rep. 2026;9(2):e70489. doi:10.1000/rounds.0000"
)
"""A made-up citation with what citations hold."""
LONG = "\n".join(f"{number}. {CITATION}" for number in range(1, 100))[:18_000]
"""As a list of references: beyond a screenful, what fits a chunk, and what mosh carries."""
COPIER = [sys.executable, str(Path(__file__).with_name("copier.py"))]

C = TypeVar("C")


class Bench:
    """Builds places and takes them down again; `sshd` gives the server on loopback, `texts` are copied in each."""

    def __init__(
        self, stack: contextlib.ExitStack, sshd: Callable[[], Sshd], texts: Sequence[str] = (CITATION, LONG)
    ) -> None:
        self.stack = stack
        self.texts = texts
        self._sshd = sshd
        self.folder = Path(tempfile.mkdtemp(prefix="rounds-copies-", dir="/tmp"))
        stack.callback(_remove, self.folder)
        for number, text in enumerate(texts):
            (self.folder / f"text-{number}").write_text(text, encoding="utf-8")
        self.copier = [*COPIER, str(self.folder)]

    def keep(self, thing: C) -> C:
        """Close `thing` in the end."""
        self.stack.callback(thing.close)  # type: ignore[attr-defined]
        return thing

    def ssh(self, command: Sequence[str]) -> list[str]:
        """The command that runs `command` on the other side of ssh."""
        return self._sshd().command(command)

    def terminal(self, command: Sequence[str], **more: str) -> PtyTerminal:
        """`command` in a terminal of ours, with `more` in its environment."""
        return self.keep(PtyTerminal(command, env=environment(**more)))

    def tmux(self, command: Sequence[str], *options: str, term: str = "xterm-256color", **more: Any) -> PtyTerminal:
        """`command` in a tmux that a terminal of ours looks at."""
        window = self.keep(Tmux(["sh", "-c", f"read _; exec {shlex.join(command)}"], options=options, **more))
        client = window.attach(term=term)
        window.send_keys("Enter")  # only now does anything start, with the terminal known to tmux
        return client

    def tmux_command(self, command: Sequence[str], *options: str) -> list[str]:
        """A command that opens a tmux of its own around `command`, for use inside something else."""
        socket = self.folder / f"tmux-{len(options)}-{id(command)}"
        program = [need("tmux"), "-f", "/dev/null", "-S", str(socket)]
        self.stack.callback(subprocess.run, [*program, "kill-server"], capture_output=True, check=False, timeout=60)
        before = [word for option in options for word in (*shlex.split(option), ";")]
        return ["env", "-u", "TMUX", *program, "start-server", ";", *before, "new-session", shlex.join(command)]

    def screen(self, command: Sequence[str]) -> PtyTerminal:
        """`command` in a GNU screen in a terminal of ours."""
        return self.keep(GnuScreen(command)).terminal

    def screen_command(self, command: Sequence[str]) -> list[str]:
        """A command that opens a screen of its own around `command`, for use inside something else."""
        sockets = self.folder / "sockets"
        sockets.mkdir(mode=0o700)
        config = self.folder / "screenrc"
        config.write_text("startup_message off\n", encoding="utf-8")
        program = [need("screen"), "-S", "rounds"]
        close = [*program, "-X", "quit"]
        env = environment(SCREENDIR=str(sockets))
        self.stack.callback(subprocess.run, close, env=env, capture_output=True, check=False, timeout=60)
        return ["env", f"SCREENDIR={sockets}", need("screen"), "-c", str(config), "-U", "-S", "rounds", *command]


def _remove(folder: Path) -> None:
    import shutil

    (folder / "end").touch()
    shutil.rmtree(folder, ignore_errors=True)


Look = Callable[[], list[str]]
"""What has arrived at the outermost clipboard so far."""


@dataclass(frozen=True, slots=True)
class Place:
    """One row: how to get there, what must arrive (a citation, a list of 18 kB), and what is said of the citation."""

    name: str
    build: Callable[[Bench], PtyTerminal | XDisplay | None]
    arrives: tuple[bool, bool]
    says: str
    shows_mark: bool = True
    """Whether the outermost terminal shows what the copier prints."""


@dataclass(frozen=True, slots=True)
class Measured:
    """What was seen in a place: for each text, whether it arrived whole, and the receipt."""

    arrived: tuple[bool, ...]
    receipts: tuple[dict[str, Any], ...]


def measure(place: Place, bench: Bench) -> Measured:
    """Build the place, copy the texts there, and look at what the outermost clipboard holds."""
    outermost = place.build(bench)
    arrived, receipts = [], []
    for number, text in enumerate(bench.texts):
        (bench.folder / f"go-{number}").touch()
        receipt = bench.folder / f"receipt-{number}"
        until(receipt.exists, lambda: f"no receipt\n{_picture(outermost)}")
        receipts.append(json.loads(receipt.read_text(encoding="utf-8")))
        if isinstance(outermost, PtyTerminal):
            if place.shows_mark:
                outermost.wait_for(f"MARK-{number}")
            arrived.append(text in outermost.clipboards())
        elif isinstance(outermost, XDisplay):
            arrived.append(_on_display(outermost, text))
        else:
            arrived.append(False)
    return Measured(tuple(arrived), tuple(receipts))


def _on_display(display: XDisplay, text: str) -> bool:
    """The terminal has worked through the sequence; the display server may need a moment to learn of the new owner."""
    with contextlib.suppress(AssertionError):
        return until(lambda: display.clipboard() == text, "", seconds=2)
    return False


def _picture(outermost: PtyTerminal | XDisplay | None) -> str:
    return "\n".join(outermost.screen()) if isinstance(outermost, PtyTerminal) else ""


# how the places are built


def _xterm(bench: Bench, *resources: str) -> XDisplay:
    """Over ssh, as otherwise xclip would set the clipboard of the display."""
    display = bench.keep(XDisplay())
    display.xterm(bench.ssh([*bench.copier, "see"]), resources=resources)
    return display


def _desk(bench: Bench) -> XDisplay:
    need("xclip")
    display = bench.keep(XDisplay())
    display.xterm([*bench.copier, "see"])
    return display


def _desk_tmux(bench: Bench) -> XDisplay:
    need("xclip")
    display = bench.keep(XDisplay())
    display.xterm(bench.tmux_command(bench.copier))
    return display


def _dead_display(bench: Bench) -> PtyTerminal:
    need("xclip")
    return bench.terminal(bench.copier, DISPLAY=":987")


def _no_terminal(bench: Bench) -> None:
    process = subprocess.Popen(
        bench.copier,
        env=environment(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    bench.stack.callback(end, process)


def _detached(bench: Bench) -> None:
    bench.keep(Tmux(bench.copier))


def _hidden(bench: Bench, *options: str) -> PtyTerminal:
    """As after `sudo -i` in tmux: the variable is gone, TERM is left."""
    return bench.tmux(["env", "-u", "TMUX", "-u", "TMUX_PANE", *bench.copier], *options)


def _mosh(bench: Bench, command: Sequence[str]) -> PtyTerminal:
    return bench.keep(Mosh(command)).terminal


ON = "set -s set-clipboard on"
OFF = "set -s set-clipboard off"
THROUGH = "set -gq allow-passthrough on"  # tmux before 3.3 has no such option and always passes through
NAMED = r"set -as terminal-overrides ',*:Ms=\E]52;c;%p2%s\7'"
PLAIN = "set -g default-terminal screen"
MODERN = "set -g default-terminal tmux-256color"
SENT = "sent to your terminal"
BUFFER = "in the tmux buffer"
BOTH = f"{BUFFER}, {SENT}"
TO_MULTIPLEXER = f"{BUFFER}, sent to the multiplexer around tmux"
TO_OUTER_TMUX = "sent to the tmux around this session"
TO_EITHER = "sent to the tmux or screen around this session"
TO_OUTER_SCREEN = "sent to the screen around this session"
HERE = "on the clipboard of this computer"
YES, NO = (True, True), (False, False)

PLACES: tuple[Place, ...] = (
    Place("a terminal", lambda b: b.terminal(b.copier), YES, SENT),
    Place("ssh", lambda b: b.terminal(b.ssh(b.copier)), YES, SENT),
    Place("tmux, as it comes", lambda b: b.tmux(b.copier), YES, BOTH),
    Place("tmux, set-clipboard on", lambda b: b.tmux(b.copier, ON), YES, BOTH),
    Place("tmux, set-clipboard off", lambda b: b.tmux(b.copier, OFF), YES, BOTH),
    Place("tmux, allow-passthrough on", lambda b: b.tmux(b.copier, THROUGH), YES, BOTH),
    Place("tmux in a vt100", lambda b: b.tmux(b.copier, term="vt100"), NO, BUFFER),
    Place("tmux in rxvt", lambda b: b.tmux(b.copier, term="rxvt-unicode-256color"), NO, BUFFER),
    Place("tmux, nobody attached", _detached, NO, BUFFER),
    Place("tmux that does not answer", lambda b: b.terminal(b.copier, TMUX="/nowhere,1,0"), YES, SENT),
    Place("tmux hidden by sudo", lambda b: _hidden(b, MODERN), NO, TO_OUTER_TMUX),
    Place("tmux hidden by sudo, set-clipboard on", lambda b: _hidden(b, MODERN, ON), YES, TO_OUTER_TMUX),
    Place("tmux hidden by sudo, on, TERM=screen", lambda b: _hidden(b, PLAIN, ON), (True, False), TO_EITHER),
    Place("tmux in tmux", lambda b: b.tmux(b.tmux_command(b.copier)), NO, TO_MULTIPLEXER),
    Place("tmux in tmux, the outer one on", lambda b: b.tmux(b.tmux_command(b.copier), ON), YES, TO_MULTIPLEXER),
    Place("ssh, then tmux", lambda b: b.terminal(b.ssh(b.tmux_command(b.copier))), YES, BOTH),
    Place("tmux, then ssh", lambda b: b.tmux(b.ssh(b.copier), MODERN), NO, TO_OUTER_TMUX),
    Place("tmux on, then ssh", lambda b: b.tmux(b.ssh(b.copier), MODERN, ON), YES, TO_OUTER_TMUX),
    Place(
        "tmux with passthrough, then ssh",
        lambda b: b.tmux(b.ssh(b.copier), MODERN, THROUGH),
        (True, False),
        TO_OUTER_TMUX,
    ),
    Place("tmux, ssh, tmux", lambda b: b.tmux(b.ssh(b.tmux_command(b.copier))), NO, TO_MULTIPLEXER),
    Place("tmux on, ssh, tmux", lambda b: b.tmux(b.ssh(b.tmux_command(b.copier)), ON), YES, TO_MULTIPLEXER),
    Place("screen", lambda b: b.screen(b.copier), YES, SENT),
    Place("ssh, then screen", lambda b: b.terminal(b.ssh(b.screen_command(b.copier))), YES, SENT),
    Place("screen, then ssh", lambda b: b.screen(b.ssh(b.copier)), YES, TO_OUTER_SCREEN),
    Place("screen in tmux", lambda b: b.tmux(b.screen_command(b.copier)), YES, BOTH),
    Place("tmux in screen", lambda b: b.screen(b.tmux_command(b.copier)), NO, BUFFER),
    Place("mosh", lambda b: _mosh(b, b.copier), (True, False), SENT),
    Place("mosh, then tmux", lambda b: _mosh(b, b.tmux_command(b.copier)), NO, BUFFER),
    Place("mosh, then tmux with the line", lambda b: _mosh(b, b.tmux_command(b.copier, NAMED)), (True, False), BOTH),
    Place("xterm over ssh, as it comes", _xterm, NO, SENT),
    Place(
        "xterm over ssh with the line",
        lambda b: _xterm(b, "XTerm*disallowedWindowOps: 20,21,SetXprop,GetSelection"),
        YES,
        SENT,
    ),
    Place("a desk with xclip, in xterm", _desk, YES, HERE),
    Place("a desk with xclip, tmux in xterm", _desk_tmux, YES, f"{BUFFER} and {HERE}"),
    Place("a desk whose display is gone", _dead_display, YES, SENT),
    Place(
        "a Linux console",
        lambda b: b.terminal(b.copier, TERM="linux"),
        NO,
        "not copied: this terminal has no clipboard",
    ),
    Place(
        "a dumb terminal",
        lambda b: b.terminal(b.copier, TERM="dumb"),
        NO,
        "not copied: this terminal has no clipboard",
    ),
    Place("no terminal", _no_terminal, NO, "not copied: there is no terminal and no clipboard here"),
)
