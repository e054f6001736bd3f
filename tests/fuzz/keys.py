"""A long tour by random keys: the real app on a pty, sizes changing, other processes importing into its library.

Checked all the time: the app lives, writes no report of a fault, sends nothing that it is not known to send, answers
within a time after every burst, and does not grow. At the end it quits in order, and its library is whole.
"""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.fuzz.line import Line
from tests.fuzz.pressing import OUT, Fingers, Keys
from tests.hostile.attacks import hostile_files
from tests.importing.made_cases import case_text
from tests.terminals.programs import environment

SIZES = (
    (120, 40),
    (120, 40),
    (80, 24),
    (80, 24),
    (40, 12),
    (200, 60),
    (110, 30),
    (60, 18),
    (20, 5),
    (9, 3),
    (2, 2),
    (1, 1),
)
_TELLING = ((120, 40), (80, 24), (60, 18), (40, 12))
"""Sizes at which nobody paints the same as at another."""
_PROBED = ((80, 24), (100, 30))
_HELP = b"runs"
"""A word of the layer that `?` opens, and of nothing else: it opens only when nothing is awaited any more."""
_FAULT = b"That did not work"
_PASTE_ENDS = b"\x1b[201~"
_QUIET = 0.05
_BURSTS_PER_PROBE = 8
_MADE = 150


class TourError(AssertionError):
    """The app did what it must not."""


@dataclass(slots=True)
class Course:
    """What a tour found out."""

    presses: int = 0
    starts: int = 0
    """How often the app was started: a tour may quit it."""
    slowest: float = 0.0
    """Longest wait for an answer, in seconds."""
    memory: dict[int, int] = field(default_factory=dict)
    """Resident memory in kB after so many presses."""
    imports: int = 0
    bytes: int = 0


@dataclass(slots=True)
class Tour:
    """A tour of `presses` keys in an empty `folder`; the same `seed` presses the same keys.

    Raises `TourError`; `told` is given a line now and then.
    """

    folder: Path
    presses: int
    seed: int
    patience: float = 10.0
    told: object = None
    course: Course = field(default_factory=Course)
    _recent: list[Keys] = field(default_factory=list)
    _line: Line | None = None

    # --- the ground

    @property
    def _env(self) -> dict[str, str]:
        return environment(HOME=str(self.folder / "home"), COLORTERM="truecolor", VISUAL="true", PYTHONFAULTHANDLER="1")

    @property
    def _app(self) -> list[str]:
        files = ["--library", str(self.folder / "library.db"), "--notebook", str(self.folder / "notebook.db")]
        return [sys.executable, "-m", "tui", *files]

    def _rounds(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "tui", *arguments, *self._app[3:]]
        return subprocess.run(command, capture_output=True, check=False, env=self._env, encoding="utf-8", cwd=self._cwd)

    @property
    def _cwd(self) -> Path:
        return self.folder / "here"

    def _prepare(self) -> None:
        (self.folder / "home").mkdir(parents=True)
        self._cwd.mkdir()
        papers = self.folder / "papers"
        papers.mkdir()
        for name, data in hostile_files().items():
            (papers / name).write_bytes(data)
        for number in range(1, _MADE + 1):
            (papers / f"made{number}.md").write_text(case_text(number, size=1500), encoding="utf-8")
        for number in range(1, 4):
            (self._cwd / f"more{number}.md").write_text(case_text(500 + number), encoding="utf-8")
        done = self._rounds("import", str(papers))
        if done.returncode not in (0, 1):
            raise TourError(f"the library could not be made: {done.stderr[-500:]}")

    # --- the other process

    @contextmanager
    def _importing(self) -> Iterator[None]:
        stop, faults = threading.Event(), list[str]()
        thread = threading.Thread(target=self._import_on, args=(stop, faults), daemon=True)
        thread.start()
        try:
            yield
        finally:
            stop.set()
            thread.join()
        if faults:
            raise TourError(f"an import beside the app failed: {faults[0]}")

    def _import_on(self, stop: threading.Event, faults: list[str]) -> None:
        dice = random.Random(self.seed + 1)
        folder = self.folder / "coming"
        folder.mkdir()
        while not stop.wait(dice.uniform(0.2, 4)):
            for number in dice.sample(range(1, 2 * _MADE), 12):
                text = case_text(number, size=dice.randrange(3000), title=f"A case, version {dice.randrange(9)}")
                (folder / f"made{number}.md").write_text(text, encoding="utf-8")
            gone = [f"pmc:PMC{number}" for number in dice.sample(range(1, 2 * _MADE), 3)]
            line = ["remove", *gone] if dice.random() < 0.3 else ["import", str(folder), "--jobs", "1"]
            done = self._rounds(*line)
            self.course.imports += 1
            if done.returncode not in (0, 1) or "Traceback" in done.stderr or "locked" in done.stderr:
                faults.append(f"{line}: {done.returncode} {done.stderr[-600:]}")
                return

    # --- the tour

    def run(self) -> Course:
        """Press all keys; what was found out."""
        self._prepare()
        dice = random.Random(self.seed)
        fingers = Fingers(dice)
        with self._importing():
            try:
                self._start(dice)
                self._note_memory()
                while self.course.presses < self.presses:
                    for _ in range(_BURSTS_PER_PROBE):
                        self._burst(fingers, dice)
                    self._probe(dice)
                self._note_memory()
                self._quit()
            finally:
                if self._line is not None:
                    self._line.close()
        self._check_files()
        return self.course

    def _start(self, dice: random.Random) -> None:
        self._line = Line(self._app, dice.choice(SIZES[:6]), self._env, self._cwd)
        self.course.starts += 1
        self._wait(lambda line: line.bytes > 0, "the app showed nothing")

    def _burst(self, fingers: Fingers, dice: random.Random) -> None:
        line = self._running(dice)
        for _ in range(dice.randint(2, 14)):
            keys = fingers.next()
            self._recent = [*self._recent[-60:], keys]
            together = dice.random() < 0.5
            for key in [b"".join(keys)] if together else keys:
                self._send(key)
                if not together and dice.random() < 0.1:
                    time.sleep(dice.choice((0.001, 0.02, 0.1, 0.5)))
            self._count(len(keys))
            if dice.random() < 0.1:
                line.resize(dice.choice(SIZES))
        self._send(_PASTE_ENDS)
        self._look()
        self._answers(dice)

    def _running(self, dice: random.Random) -> Line:
        line = self._line
        assert line is not None
        if line.ended:
            if line.process.returncode != 0:
                raise self._error(f"the app ended with {line.process.returncode}")
            self.course.bytes += line.bytes
            line.close()
            self._start(dice)
        assert self._line is not None
        return self._line

    def _count(self, keys: int) -> None:
        before = self.course.presses
        self.course.presses += keys
        for mark in (10_000, 25_000, 50_000, 75_000):
            if before < mark <= self.course.presses:
                self._note_memory()
        if before // 1_000 != self.course.presses // 1_000 and callable(self.told):
            self.told(f"{self.course.presses:,} keys, {self._line.memory() if self._line else 0:,} kB")

    def _note_memory(self) -> None:
        if self._line is not None:
            self.course.memory[self.course.presses] = self._line.memory()

    def _send(self, data: bytes) -> None:
        assert self._line is not None
        try:
            taken = self._line.send(data, self.patience)
        except OSError:
            return  # it has ended: `_running` asks why
        if not taken:
            raise self._error("the app takes no keys any more")

    def _answers(self, dice: random.Random) -> None:
        """Another size is always answered by another picture."""
        line = self._line
        assert line is not None
        self._calm(line)
        self._painted_at(dice.choice([size for size in _TELLING if size != line.size]))

    def _painted_at(self, size: tuple[int, int]) -> None:
        """Give the window another size and wait for its picture."""
        line = self._line
        assert line is not None
        line.forget()
        # a size that it has had may come back before it has looked, and then there is nothing to paint
        line.resize((size[0] + 1, size[1]))
        self._calm(line)
        before = line.bytes
        line.resize(size)
        begun = time.monotonic()
        while line.bytes == before and not line.ended and time.monotonic() - begun < self.patience / 2:
            time.sleep(0.005)
        if line.bytes == before:
            line.resize((size[0] + 2, size[1]))
        self._wait(lambda line: line.bytes > before, "the screen no longer answers")
        self._calm(line)

    def _calm(self, line: Line) -> None:
        deadline = time.monotonic() + self.patience
        while line.quiet_for() < _QUIET and time.monotonic() < deadline and not line.ended:
            time.sleep(0.01)

    def _probe(self, dice: random.Random) -> None:
        """Out of everything, and `?` has to open the keys: nothing is awaited for ever."""
        line = self._line
        assert line is not None
        if line.ended:
            return
        begun = time.monotonic()
        while not line.has(_HELP):
            if line.ended:
                return
            if time.monotonic() - begun > self.patience:
                raise self._error("keys are held for ever")
            for _ in range(12):  # what was asked for before may open a layer late
                self._send(OUT)
                time.sleep(0.01)
            self._calm(line)
            self._send(b"?")
            self._calm(line)
            time.sleep(_QUIET)
            self._calm(line)
            self._painted_at(dice.choice([size for size in _PROBED if size != line.size]))
        self._send(OUT)
        self._look()
        self._recent.clear()

    def _wait(self, condition: object, what: str) -> None:
        line = self._line
        assert line is not None and callable(condition)
        begun = time.monotonic()
        while not condition(line):
            if line.ended:
                break
            if time.monotonic() - begun > self.patience:
                raise self._error(what)
            time.sleep(0.005)
        self.course.slowest = max(self.course.slowest, time.monotonic() - begun)
        self._look()

    def _look(self) -> None:
        line = self._line
        assert line is not None
        if line.audit.strangers:
            raise self._error(f"the app sent {line.audit.strangers[:3]!r}")
        if reports := list((self.folder / "home").rglob("crash-*.txt")):
            raise self._error(f"a fault: {reports[0].read_text(encoding='utf-8')[-3000:]}")
        if line.has(_FAULT):
            raise self._error("the app said that something did not work")

    def _quit(self) -> None:
        line = self._line
        assert line is not None
        for _ in range(12):
            self._send(OUT)
        self._send(b"\x11")
        self._wait(lambda line: line.ended, "the app does not quit")
        if line.process.wait() != 0:
            raise self._error(f"the app ended with {line.process.returncode}")
        self.course.bytes += line.bytes
        if not line.has(b"\x1b[?1049l"):
            raise self._error("the terminal was not restored")

    def _check_files(self) -> None:
        for command in (["check"], ["list", "--limit", "1"], ["tag"], ["collection"], ["stats"]):
            done = self._rounds(*command)
            if done.returncode != 0:
                raise TourError(f"`rounds {command[0]}` says {done.stdout[-500:]} {done.stderr[-500:]}")

    def _error(self, what: str) -> TourError:
        line = self._line
        assert line is not None
        arrived = line.tail[-600:]
        if not line.ended:  # where it hangs is what one wants to know: faulthandler tells it
            line.forget()
            line.process.send_signal(signal.SIGABRT)
            time.sleep(1)
        pressed = b" ".join(b"".join(keys) for keys in self._recent)
        return TourError(
            f"{what}\nafter {self.course.presses:,} keys of seed {self.seed}, at {line.size}\n"
            f"pressed last: {pressed[-1500:]!r}\narrived last: {arrived!r}\n"
            f"was at: {line.tail[-5000:].decode(errors='replace')}"
        )
