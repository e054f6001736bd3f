"""Looking around the machine: tmux, the processes above us, displays, clipboard programs.

Everything here is quick (a few milliseconds, each wait bounded) and changes nothing.
"""

from __future__ import annotations

import os
import shutil
import socket
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from tui.clipboard.environment import Display, Line, Probes, Session, TmuxServer, read, version_of

TMUX_PATIENCE = 2.0
"""Seconds that tmux gets for an answer; it needs some milliseconds."""
DISPLAY_PATIENCE = 0.3
"""Seconds that a display gets to accept a connection."""
USUAL_CELLS = 80 * 24
MANY = 64
"""Processes above us after which we stop counting."""

_TOOLS = {
    "macos": ("pbcopy",),
    "windows": ("windows",),
    "wsl": ("clip.exe",),
    "wayland": ("wl-copy",),
    "x11": ("xclip", "xsel"),
}
_TMUX_FACTS = "\t".join(
    f"#{{{name}}}"
    for name in (
        "version",
        "client_termname",
        "client_termtype",
        "client_termfeatures",
        "client_pid",
        "set-clipboard",
        "client_control_mode",
        "client_width",
        "client_height",
    )
)


def this_session(environ: Mapping[str, str] | None = None, *, tty: bool | None = None) -> Session:
    """The session that the program runs in, as it is now: a tmux may be looked at from elsewhere a minute later.

    `tty` says whether there is a terminal to write to; by default that is tried. Call it from a thread where an event
    loop must not wait.
    """
    environ = os.environ if environ is None else environ
    return read(environ, probe(environ, tty=tty))


def probe(environ: Mapping[str, str], *, tty: bool | None = None) -> Probes:
    """Look at all that `environ` names."""
    system = system_here()
    found, cells = look_at_terminal()
    server, kept = ask_tmux(environ) if environ.get("TMUX") else (None, None)
    displays = tuple(_displays(environ, system))
    kinds = [display.kind for display in displays if display.alive]
    tools = [tool for kind in kinds for tool in _TOOLS[kind] if tool == "windows" or shutil.which(tool)]
    return Probes(
        tty=found if tty is None else tty,
        cells=cells,
        system=system,
        line=line_above(os.getpid()),
        tmux=server,
        tmux_environment=kept,
        displays=displays,
        tools=tuple(tools),
    )


def look_at_terminal() -> tuple[bool, int]:
    """Whether there is a terminal to write to, even if standard output is a pipe, and its columns × rows."""
    if sys.platform == "win32":
        return sys.__stdout__ is not None and sys.__stdout__.isatty(), USUAL_CELLS
    try:
        terminal = os.open("/dev/tty", os.O_WRONLY | os.O_NOCTTY)
    except OSError:
        return False, USUAL_CELLS
    try:
        columns, rows = os.get_terminal_size(terminal)
    except OSError:
        return True, USUAL_CELLS
    finally:
        os.close(terminal)
    return True, columns * rows or USUAL_CELLS


def system_here() -> str:
    """`macos`, `windows`, `wsl` or `linux` (and what is like it)."""
    if sys.platform == "darwin":
        return "macos"
    if sys.platform == "win32":
        return "windows"
    try:
        kernel = Path("/proc/version").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return "linux"
    return "wsl" if "microsoft" in kernel.lower() else "linux"


# tmux


def ask_tmux(environ: Mapping[str, str]) -> tuple[TmuxServer | None, dict[str, str | None] | None]:
    """The tmux that TMUX names and what it keeps of the environment; None where it does not answer in time."""
    import subprocess  # noqa: PLC0415 - 10 ms that only tmux users pay

    words = ["tmux", "display-message", "-p", _TMUX_FACTS]
    words += [";", "show-options", "-s", "terminal-overrides", ";", "show-environment"]
    try:
        answer = subprocess.run(  # noqa: S603 - our own words, no shell
            words,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=TMUX_PATIENCE,
            check=False,
            env=dict(environ),
        )
    except (OSError, subprocess.TimeoutExpired):
        return None, None
    lines = answer.stdout.decode(errors="replace").splitlines()
    if not lines or "\t" not in lines[0]:
        return None, None
    facts = (lines[0].split("\t") + [""] * 9)[:9]
    named, client_term, client_type, features, pid, set_clipboard, control, width, height = facts
    server = TmuxServer(
        version=version_of(named),
        named=named,
        client_term=client_term,
        client_type=client_type,
        features=frozenset() if control == "1" else frozenset(filter(None, features.split(","))),
        set_clipboard=set_clipboard,
        overrides="\n".join(line for line in lines[1:] if line.startswith("terminal-overrides")),
        client_cells=int(width) * int(height) if width.isdigit() and height.isdigit() else USUAL_CELLS,
        client_line=line_above(int(pid)) if pid.isdigit() else Line.LOCAL,
    )
    return server, dict(_kept(lines[1:]))


def _kept(lines: list[str]) -> Iterator[tuple[str, str | None]]:
    for line in lines:
        name, given, value = line.partition("=")
        if not given and line.startswith("-"):
            yield line[1:], None
        elif given and name.isidentifier():
            yield name, value


# the line to the person


def line_above(pid: int) -> Line:
    """How the terminal of process `pid` is connected, by the programs that started it."""
    for name in _ancestors(pid):
        if name.startswith("mosh-server"):
            return Line.MOSH
        if name.startswith("sshd"):
            return Line.SSH
    return Line.LOCAL


def _ancestors(pid: int) -> Iterator[str]:
    """The names of the processes above `pid`, nearest first; only where the system has /proc."""
    for _ in range(MANY):
        try:
            status = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace")
        except OSError:
            return
        name, _, rest = status.partition("(")[2].rpartition(")")
        yield name
        pid = int(rest.split()[1])
        if pid <= 1:
            return


# displays


def _displays(environ: Mapping[str, str], system: str) -> Iterator[Display]:
    if system in ("macos", "windows"):
        yield Display(system, "", alive=True)
        return
    if system == "wsl":
        yield Display(system, "", alive=shutil.which("clip.exe") is not None)
        return
    if name := environ.get("WAYLAND_DISPLAY"):
        path = Path(environ.get("XDG_RUNTIME_DIR", "/"), name)
        yield Display("wayland", name, _answers(socket.AF_UNIX, str(path)))
    if name := environ.get("DISPLAY"):
        yield Display("x11", name, x_display_answers(name))


def x_display_answers(name: str) -> bool:
    """Whether an X server of this computer listens at DISPLAY `name`: `:0`, `unix:0.0`, `localhost:10`, or a path.

    A display of another computer does not count: its clipboard is not this one's, and its name may be slow to find.
    """
    host, colon, rest = name.rpartition(":")
    number = rest.split(".")[0]
    if not colon or not number.isdigit():
        return name.startswith("/") and _answers(socket.AF_UNIX, name)
    if host.startswith("/"):
        return _answers(socket.AF_UNIX, f"{host}:{number}")
    if host in ("", "unix"):
        path = f"/tmp/.X11-unix/X{number}"  # noqa: S108 - where X servers listen
        return _answers(socket.AF_UNIX, path) or (sys.platform == "linux" and _answers(socket.AF_UNIX, f"\0{path}"))
    if host.removeprefix("tcp/") in ("localhost", "127.0.0.1"):
        return _answers(socket.AF_INET, ("127.0.0.1", 6000 + int(number)))
    return False


def _answers(family: socket.AddressFamily, address: str | tuple[str, int]) -> bool:
    try:
        with socket.socket(family) as connection:
            connection.settimeout(DISPLAY_PATIENCE)
            connection.connect(address)
    except (OSError, ValueError, OverflowError):
        return False
    return True
