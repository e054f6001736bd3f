"""Importing from inside the app: in a process of its own, so that the app stays quick and a fault stays outside."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryFile

from store import NotFoundError, RoundsError, clean_line

_INTERRUPTED = 130
_ROOT = str(Path(__file__).resolve().parents[1])
"""Where the packages lie that it imports."""
_START = "import sys; sys.path.insert(0, sys.argv.pop(1)); from tui.__main__ import main; sys.exit(main())"
_COUNTS = ("added", "updated", "unchanged", "rejected")


class ImportProcess:
    """A process that runs `rounds import`."""

    def __init__(self, path: Path, library: Path) -> None:
        self._path = path
        # -P: a file named json.py in the current folder must not run.
        self._command = [sys.executable, "-P", "-c", _START, _ROOT]
        self._command += ["--library", str(library), "import", "--json", "--", str(path)]
        self._process: subprocess.Popen[str] | None = None
        self._stopped = False
        self._lock = threading.Lock()

    def work(self, say: Callable[[str], None]) -> RoundsError | None:
        """Run it to its end, handing on each line of its progress; what it did stands in the library afterwards.

        To be called in a thread. Returns what went wrong, None where nothing did.
        """
        if not os.path.exists(self._path):  # noqa: PTH110 -- one that may not be looked at is left to the import
            return NotFoundError(f"There is no {clean_line(str(self._path))}.")
        last = ""
        with (
            TemporaryFile() as report,
            subprocess.Popen(  # noqa: S603 - our own program with a list of arguments, no shell
                self._command,
                stdin=subprocess.DEVNULL,
                stdout=report,
                stderr=subprocess.PIPE,
                text=True,
                errors="replace",
                start_new_session=True,
            ) as process,
        ):
            with self._lock:
                self._process = process
                if self._stopped:
                    process.send_signal(signal.SIGINT)
            assert process.stderr is not None
            for line in process.stderr:
                if line.strip():
                    last = clean_line(line)
                    say(last)
            process.wait()
            report.seek(0)
            told = report.read()
        if self._stopped and not _came_to_anything(told):
            return RoundsError("The import was stopped before anything came in.")
        if told or process.returncode == _INTERRUPTED:
            return None  # what came in, and what was rejected, stands in the library
        return RoundsError(last or "The import ended without saying why.", "`rounds import` in a shell shows more.")

    def stop(self) -> None:
        """Interrupt it as Ctrl-C would, also where it has yet to start."""
        with self._lock:
            self._stopped = True
            if self._process is not None and self._process.poll() is None:
                self._process.send_signal(signal.SIGINT)


def _came_to_anything(told: bytes) -> bool:
    report = json.loads(told) if told else {}
    return any(report.get(count) for count in _COUNTS)
