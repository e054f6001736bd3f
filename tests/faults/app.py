"""The app on real terminals: signals, lost lines, odd sizes and kinds of terminals, faults inside."""

from __future__ import annotations

import os
import shlex
import signal
import sys
import termios
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from random import Random

from store.notebook.notebook import Notebook
from tests.faults.fault import Fault, expect
from tests.faults.ground import (
    CASES,
    REPOSITORY,
    ROUNDS,
    a_library,
    children,
    environment,
    is_whole,
    wait_for_the_end_of,
)
from tests.terminals.pty_terminal import PtyTerminal
from tests.terminals.tmux import Tmux

_RESTORED = (b"\x1b[?1049l", b"\x1b[?25h")
"""What leaves the alternate screen and shows the cursor again."""


@contextmanager
def an_app(
    work: Path, *, size: tuple[int, int] = (100, 30), program: Sequence[str] = ROUNDS, **env: str
) -> Iterator[PtyTerminal]:
    """The app on a library of its own in a terminal, when it shows the cases."""
    library = work / "library.db"
    if not library.exists():
        a_library(work)
    command = [*program, "--library", str(library), "--notebook", str(work / "notebook.db")]
    terminal = PtyTerminal(command, size=size, env=environment(work / "home") | env, cwd=REPOSITORY)
    with closing(terminal):
        if size[0] >= 40:
            terminal.wait_for(f"{CASES} cases")
            terminal.wait_settled()
        yield terminal


def _is_well(terminal: PtyTerminal, work: Path) -> None:
    expect(b"Traceback" not in terminal.raw, f"a traceback: {terminal.raw[-2000:]!r}")
    crashes = list((work / "home").rglob("crash-*"))
    expect(not crashes, f"a crash report: {crashes and crashes[0].read_text()}")
    is_whole(work / "library.db", CASES)


def ended_by_signal(dice: Random, work: Path) -> str:
    """It ends in order: state saved, terminal restored, nothing left running; the next start is where it was."""
    how = dice.choice([signal.SIGTERM, signal.SIGHUP])
    with an_app(work) as terminal:
        moves = dice.randint(1, 9)
        terminal.send_keys(*(["j"] * moves), "s")
        terminal.wait_for("★")
        if dice.random() < 0.5:
            terminal.send_keys(*dice.choice((["/", "f", "e"], ["e", "a"], ["?"], ["m"])))
        terminal.wait_settled()
        started = [terminal.process.pid, *children(terminal.process.pid)]
        terminal.process.send_signal(how)
        code = terminal.wait_exit(seconds=20)
        expect(code == 128 + how, f"it ended with {code} at {how.name}")
        wait_for_the_end_of(started)
        for wanted in _RESTORED:
            expect(wanted in terminal.raw, f"the terminal was left without {wanted!r}")
        after = termios.tcgetattr(terminal._master)
        expect(after[3] & termios.ECHO and after[3] & termios.ICANON, "the terminal was left raw")
        _is_well(terminal, work)
    return _starred_and_there(work, moves)


_BETWEEN = (sys.executable, "-c", "import pty, sys; pty.spawn(sys.argv[1:])")
"""Stands between the app and us as the other end of a line does; when it is killed, the line drops."""


def line_drops(dice: Random, work: Path) -> str:
    """The terminal goes away without a word: what was done is saved, and nothing is left running."""
    with an_app(work, program=(*_BETWEEN, *ROUNDS)) as terminal:
        terminal.send_keys(*(["j"] * dice.randint(1, 9)), "s")
        terminal.wait_for("★")
        if dice.random() < 0.5:
            terminal.send_keys("j", "k", "/", "f")
        started = children(terminal.process.pid)
        started += [child for number in started for child in children(number)]
        terminal.process.kill()
        terminal.wait_exit()
        wait_for_the_end_of(started)
    crashes = list((work / "home").rglob("crash-*"))
    expect(not crashes, f"a crash report: {crashes and crashes[0].read_text()}")
    return _starred_and_there(work, None)


def _starred_and_there(work: Path, moves: int | None) -> str:
    with Notebook.open(work / "notebook.db") as notebook:
        stars = [entry for entry in notebook.entries() if entry.starred]
        expect(len(stars) == 1, f"{len(stars)} stars were saved")
    if moves is not None:
        with an_app(work) as terminal:
            terminal.wait_for("★")
            terminal.send_keys("s")
            terminal.wait_until(lambda: not any("★" in row for row in terminal.screen()), "the cursor is elsewhere")
    return "state saved, nothing left behind"


def killed(dice: Random, work: Path) -> str:
    """`kill -9` of the app: what it said to be starred is."""
    with an_app(work) as terminal:
        terminal.send_keys(*(["j"] * dice.randint(0, 9)), "s")
        terminal.wait_for("★")
        terminal.process.kill()
        terminal.wait_exit()
    is_whole(work / "library.db", CASES)
    with Notebook.open(work / "notebook.db") as notebook:
        expect(any(entry.starred for entry in notebook.entries()), "what was shown as starred is not")
    return "what it showed is there"


def suspended(dice: Random, work: Path) -> str:
    """Stopped by Ctrl-Z or a signal in a shell, and brought back: the shell is usable, the app repaints and goes on."""
    library = a_library(work)
    line = shlex.join([*ROUNDS, "--library", str(library), "--notebook", str(work / "notebook.db")])
    env = environment(work / "home")
    with closing(Tmux(["bash", "--norc", "-i"], size=(100, 30), env=env)) as window:
        window.type("PS1='ready$ '; clear")
        window.send_keys("Enter")
        window.wait_for("ready$")
        window.type(f"cd {shlex.quote(str(REPOSITORY))}; clear; {line}")
        window.send_keys("Enter")
        window.wait_for(f"{CASES} cases")
        for _ in range(dice.randint(1, 3)):
            _stop(window, dice.random() < 0.5)
            window.wait_for("Stopped")
            window.type("echo so$((40+2))far")
            window.send_keys("Enter")
            window.wait_for("so42far")
            window.type("clear; fg")
            window.send_keys("Enter")
            window.wait_for(f"{CASES} cases")
            window.wait_for("Entities")
        window.send_keys("j", "s")
        window.wait_for("★")
        window.send_keys("q")
        window.wait_for("ready$")
        window.type("echo the end: $?")
        window.send_keys("Enter")
        window.wait_for("the end: 0")
        window.wait_until(lambda: not any("Entities" in row for row in window.screen()), "the screen was not restored")
    is_whole(library, CASES)
    return "stopped and went on"


def _stop(window: Tmux, by_key: bool) -> None:
    if by_key:
        window.send_keys("C-z")
        return
    shell = int(window.value("pane_pid"))
    for child in children(shell):
        os.kill(child, signal.SIGTSTP)


def resized(dice: Random, work: Path) -> str:
    """A storm of sizes down to 1×1 with keys in between: at the end all of it is there, in the last size."""
    first = dice.choice([(100, 30), (1, 1), (20, 3), (300, 100)])
    with an_app(work, size=first) as terminal:
        for _ in range(60):
            width = dice.choice([1, 2, 5, 20, 39, 40, 60, 80, 109, 110, 200])
            terminal.resize((width, dice.choice([1, 2, 3, 8, 12, 24, 40])))
            if dice.random() < 0.5:
                terminal.send_keys(dice.choice(["j", "k", "Tab", "z", "2", "3", "1", "Escape", "/", "?", "NPage"]))
        terminal.resize((100, 30))
        terminal.send_keys("Escape", "Escape", "Escape", "1")
        terminal.wait_for(f"{CASES} cases")
        terminal.wait_settled()
        terminal.send_keys("Escape", "q")
        expect(terminal.wait_exit() == 0, "it did not end in order")
        _is_well(terminal, work)
    return "whole in the last size"


def odd_terminal(dice: Random, work: Path) -> str:
    """A `TERM` that cannot do it is told in a sentence; one that nobody knows, other languages, no home do no harm."""
    library = a_library(work)
    env = environment(work / "home")
    unable = dice.random() < 0.4
    if unable:
        env.pop("TERM")
        env |= dice.choice([{}, {"TERM": "dumb"}, {"TERM": "unknown"}, {"TERM": ""}])
    else:
        env["TERM"] = dice.choice(["xterm", "vt100", "linux", "screen", "no-such-terminal", "rxvt"])
        if dice.random() < 0.5:
            env.pop("LANG")
            env |= dice.choice([{}, {"LANG": "C"}, {"LC_ALL": "POSIX"}])
        if dice.random() < 0.5:
            env.pop("HOME")
            env |= dice.choice([{}, {"HOME": "/proc/no/home"}, {"HOME": "/dev/null"}])
    command = [*ROUNDS, "--library", str(library), "--notebook", str(work / "notebook.db")]
    with closing(PtyTerminal(command, size=(100, 30), env=env, cwd=REPOSITORY)) as terminal:
        if unable:
            expect(terminal.wait_exit() == 2, "an exit code that is not 2")
            expect(b"needs a terminal" in terminal.raw and b"\x1b[?1049h" not in terminal.raw, "no sentence")
            return "told in a sentence"
        terminal.wait_for(f"{CASES} cases")
        terminal.send_keys("j", "s", "q")
        expect(terminal.wait_exit() == 0, "it did not end in order")
        _is_well(terminal, work)
    return "usable"


_FAILING = """
import sys
sys.argv = ["rounds", *sys.argv[2:]]
from store import Library
from tui.screens.browse import BrowseScreen
import store.index.reader as reader
press, look, search = BrowseScreen.press, BrowseScreen._look_again, reader.IndexReader.search
where = "{where}"
done = []
def fails():
    done.append(1)
    raise KeyError("made to fail")
async def failing_press(self, event):
    fails() if where == "press" and event.key == "j" and len(done) < 2 else await press(self, event)
def failing_look(self):
    fails() if where == "timer" and len(done) < 2 and self.cases.numbers else look(self)
def failing_search(self, query="", *a, **k):
    return fails() if where == "lane" and "fever" in str(query) and len(done) < 2 else search(self, query, *a, **k)
BrowseScreen.press, BrowseScreen._look_again, reader.IndexReader.search = failing_press, failing_look, failing_search
if where == "always":
    from tui.widgets.surface import Surface
    Surface.render_line = lambda self, y: fails()
from tui.__main__ import main
sys.exit(main())
"""


def fault_inside(dice: Random, work: Path) -> str:
    """A fault of the program: a sentence, a report whose place is told, and the app goes on; or it ends in order."""
    where = dice.choice(["press", "timer", "lane", "always"])
    program = [sys.executable, "-c", _FAILING.format(where=where), "rounds"]
    if where == "always":
        terminal = PtyTerminal(
            [*program, "--library", str(a_library(work)), "--notebook", str(work / "notebook.db")],
            size=(100, 30),
            env=environment(work / "home"),
            cwd=REPOSITORY,
        )
        with closing(terminal):
            expect(terminal.wait_exit(seconds=20) == 70, "it did not end with the code of a fault")
            expect(b"something went wrong" in terminal.raw, "no sentence")
            expect(b"Traceback" not in terminal.raw, "a traceback")
            for wanted in _RESTORED:
                expect(wanted in terminal.raw, f"the terminal was left without {wanted!r}")
        reports = list((work / "home").rglob("crash-*"))
        said = terminal.raw.replace(b"\r\n", b"")
        expect(any(report.name.encode() in said for report in reports), "its place is not told")
        return "ended in order, report written"
    with an_app(work, program=program) as terminal:
        if where == "press":
            terminal.send_keys("j")
        if where == "lane":
            terminal.send_keys("/", *"fever")
        terminal.wait_for("did not work")
        terminal.wait_until(lambda: list((work / "home").rglob("crash-*")), "no report")
        terminal.send_keys("Escape", "Escape", "j", "j", "j", "s")
        terminal.wait_for("★")
        terminal.send_keys("q")
        expect(terminal.wait_exit() == 0, "it did not end in order")
        expect(b"Traceback" not in terminal.raw, "a traceback")
        report = next((work / "home").rglob("crash-*"))
        expect("made to fail" in report.read_text() and report.stat().st_mode & 0o077 == 0, "an odd report")
    return "a sentence and a report, the app goes on"


FAULTS = (
    Fault("app-signals", "`SIGTERM`, `SIGHUP` for the app", ended_by_signal, 30),
    Fault("app-line", "the line drops under the app", line_drops, 30),
    Fault("app-kill", "`kill -9` of the app", killed, 20),
    Fault("app-suspend", "`SIGTSTP`, Ctrl-Z and `fg` in a shell", suspended, 15),
    Fault("app-sizes", "a storm of `SIGWINCH`, sizes down to 1×1", resized, 30),
    Fault("app-terminals", "`TERM` dumb, unset, unknown; `LANG=C`; no home; for the app", odd_terminal, 40, 3),
    Fault("app-faults", "an error inside a key, a timer, a thread, the painting", fault_inside, 24, 4),
)
