"""The table of faults: what was tried, how often, and what came of it."""

from __future__ import annotations

import json
import os
import platform
from collections import Counter
from datetime import date
from pathlib import Path

from tests.faults.fault import Fault
from tests.faults.faults import FAULTS

OPEN, CLOSE = "<!-- faults -->", "<!-- /faults -->"
_BROKEN = "broken"


class Tried:
    """What came of every fault, kept in a folder from run to run where one is given."""

    def __init__(self, folder: Path | None) -> None:
        self._file = folder / "tried.json" if folder else None
        self._counts: dict[str, Counter[str]] = {}
        if folder:
            folder.mkdir(parents=True, exist_ok=True)
        if self._file and self._file.exists():
            self._counts = {name: Counter(found) for name, found in json.loads(self._file.read_text()).items()}

    def count(self, fault: Fault, outcome: str) -> None:
        """Add the outcome of one try."""
        self._counts.setdefault(fault.name, Counter())[outcome] += 1
        if self._file:
            self._file.write_text(json.dumps(self._counts, indent=1))

    def outcome(self, fault: Fault) -> str:
        """What came of a fault in words: `412 found, 88 harmless`."""
        counts = self._counts.get(fault.name, Counter())
        if len(counts) == 1 and not next(iter(counts)).startswith(_BROKEN):
            return next(iter(counts))
        return ", ".join(f"{count} {outcome}" for outcome, count in counts.most_common())

    def markdown(self) -> str:
        """The table."""
        lines = ["| fault | tries | outcome |", "| --- | ---: | --- |"]
        for fault in FAULTS:
            counts = self._counts.get(fault.name)
            if counts:
                tries = 0 if self.outcome(fault).startswith("not tried") else counts.total()
                lines.append(f"| {fault.what} | {tries} | {self.outcome(fault)} |")
        cores = os.cpu_count()
        lines += ["", f"Tried on {date.today().isoformat()} ({cores} cores, {platform.system()}, SQLite {_sqlite()})."]
        return "\n".join(lines)


def _sqlite() -> str:
    import sqlite3

    return sqlite3.sqlite_version


def put_into(path: Path, text: str) -> None:
    """Write `text` between the two comments that mark its place in a Markdown file.

    Raises `ValueError` where the marks are missing.
    """
    before, opened, rest = path.read_text(encoding="utf-8").partition(OPEN)
    _, closed, after = rest.partition(CLOSE)
    if not opened or not closed:
        raise ValueError(f"{path} has no place for the table: {OPEN} … {CLOSE}")
    path.write_text(f"{before}{OPEN}\n{text}\n{CLOSE}{after}", encoding="utf-8")
