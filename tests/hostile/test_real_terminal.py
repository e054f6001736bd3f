"""A real xterm in which programs may set clipboard and title: browsing hostile cases changes neither."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.terminals.programs import environment, need
from tests.terminals.waiting import until

KEPT = "what was on the clipboard before"
ALLOWED = (
    "XTerm*allowWindowOps: true",
    "XTerm*allowTitleOps: true",
    "XTerm*allowFontOps: true",
    "XTerm*allowColorOps: true",
    "XTerm*allowTcapOps: true",
    "XTerm*disallowedWindowOps: ",
    "XTerm*disallowedColorOps: ",
    "XTerm*title: kept title",
)
DRIVER = """
import fcntl, os, pty, select, struct, sys, termios, time
done, app, seen = sys.argv[1], sys.argv[2:], b""
pid, master = pty.fork()
if pid == 0:
    os.execv(app[0], app)
fcntl.ioctl(master, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))


def pass_on(seconds):
    global seen
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if select.select([master], [], [], 0.02)[0]:
            try:
                data = os.read(master, 65536)
            except OSError:
                return
            seen += data
            os.write(1, data)


pass_on(4)
for keys in KEYS:
    os.write(master, keys.encode())
    pass_on(0.12)
pass_on(1)
os.write(master, b"\\x07" * 6 + b"q")
pass_on(1.5)
open(done, "w").write(str(seen.count(b"Hostile") > 10))
time.sleep(600)
"""
WALK = [
    *("G", "k" * 8, "2", "n", "n", " ", "G", "3", "j", "p", "\x07", "F", "jj", "\x07", "e", "evil", "\x07", "\x07"),
    *("1", "/", "hostile", "\r", "f", " ", "\x07", "?", "\x07", ":", "\x07", "S", "\x07", "y", "\x07", "D", "n"),
    *("\x07", "s", "t", "a\r", "i", "\x07", "w", "\x07", "I", "\x07", "T", "T", "z", "j", "j", "j", "j", "z"),
]


@pytest.fixture
def walked(hostile_library: Path, tmp_path: Path) -> list[str]:
    """The command that walks through the app, passes on what it sends, and writes the file `done` at the end."""
    library = tmp_path / "library.db"
    shutil.copy(hostile_library, library)
    script = tmp_path / "walk.py"
    script.write_text(DRIVER.replace("KEYS:", f"{WALK!r}:"), encoding="utf-8")
    app = [sys.executable, "-m", "tui", "--library", str(library), "--notebook", str(tmp_path / "notebook.db")]
    return [sys.executable, str(script), str(tmp_path / "done"), *app]


def _titles(display: str) -> str:
    found = subprocess.run(
        [need("xwininfo"), "-root", "-tree", "-display", display], capture_output=True, check=False, env=environment()
    )
    return found.stdout.decode(errors="replace")


def _primary(display: str) -> str:
    found = subprocess.run(
        [need("xclip"), "-o", "-selection", "primary", "-display", display], capture_output=True, check=False
    )
    return found.stdout.decode(errors="replace")


@pytest.mark.parametrize("attacked", [False, True], ids=["browsed", "attacked"])
def test_clipboard_and_title_stay(x_display, walked: list[str], tmp_path: Path, attacked: bool) -> None:
    """They are what they were before; when the same is sent raw, they are not, so the terminal does listen."""
    env = environment(HOME=str(tmp_path), PYTHONPATH=str(Path(__file__).resolve().parents[2]))
    for selection in ("clipboard", "primary"):
        x_display.run(["sh", "-c", f"printf '%s' '{KEPT}' | {need('xclip')} -selection {selection} -loops 0"])
    until(lambda: x_display.clipboard() == KEPT and _primary(x_display.name) == KEPT, "the clipboard was never set")
    command = walked
    if attacked:
        raw = r"printf '\033]52;c;U1RPTEVO\007\033]0;OWNED\007'; touch " + str(tmp_path / "done") + "; sleep 60"
        command = ["sh", "-c", raw]
    x_display.xterm(command, resources=ALLOWED, env=env)
    until((tmp_path / "done").exists, "the walk never ended")

    if attacked:
        until(lambda: x_display.clipboard() == "STOLEN", "the terminal does not listen")
        assert "OWNED" in _titles(x_display.name)
    else:
        assert (tmp_path / "done").read_text(encoding="ascii") == "True"
        assert KEPT == x_display.clipboard()
        assert KEPT == _primary(x_display.name)
        assert "OWNED" not in _titles(x_display.name)
        assert "kept title" in _titles(x_display.name)
