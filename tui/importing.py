"""Importing from inside the app: in a process of its own, so that the app stays quick and a fault stays outside."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryFile

from store import RoundsError, clean_line

_INTERRUPTED = 130


class ImportProcess:
    """A process that runs `rounds import`."""

    def __init__(self, path: Path, library: Path) -> None:
        self._command = [sys.executable, "-m", "tui", "--library", str(library), "import", "--json", "--", str(path)]
        self._process: subprocess.Popen[str] | None = None

    def work(self, say: Callable[[str], None]) -> RoundsError | None:
        """Run it to its end, handing on each line of its progress; what it did stands in the library afterwards.

        To be called in a thread. Returns what went wrong, None where nothing did.
        """
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
            self._process = process
            assert process.stderr is not None
            for line in process.stderr:
                if line.strip():
                    last = clean_line(line)
                    say(last)
            told = process.wait() == _INTERRUPTED or report.seek(0, os.SEEK_END) > 0
        if told:
            return None  # what came in, and what was rejected, stands in the library
        return RoundsError(last or "The import ended without saying why.", "`rounds import` in a shell shows more.")

    def stop(self) -> None:
        """Interrupt it as Ctrl-C would."""
        if self._process is not None and self._process.poll() is None:
            self._process.send_signal(signal.SIGINT)
