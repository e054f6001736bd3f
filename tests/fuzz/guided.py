"""A coverage-guided run of one oracle in a process of its own: `python -m tests.fuzz.guided reader FOLDER SECONDS`.

Atheris (libFuzzer) makes inputs that reach new code. Each kind of failure is written once into `FOLDER/found`, and the
run goes on; how far it came stands in `FOLDER/progress.json`.
"""

from __future__ import annotations

import hashlib
import json
import sys
import time
import traceback
from dataclasses import dataclass, field
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["store"]):
    from tests.fuzz.oracles import LONGEST, ORACLES, SLOWEST

_TELL_SECONDS = 1


@dataclass(slots=True)
class Run:
    """Counts inputs and keeps the first of each kind that fails."""

    name: str
    folder: Path
    begun: float = field(default_factory=time.monotonic)
    executions: int = 0
    failures: dict[str, int] = field(default_factory=dict)
    _told: float = 0.0

    def one(self, data: bytes) -> None:
        """Try one input."""
        self.executions += 1
        try:
            ORACLES[self.name](data)
        except Exception as error:  # noqa: BLE001 -- any failure is a find
            self._keep(data, error)
        if time.monotonic() - self._told > _TELL_SECONDS:
            self.tell()

    def _keep(self, data: bytes, error: Exception) -> None:
        where = traceback.extract_tb(error.__traceback__)[-1]
        kind = f"{type(error).__name__} {Path(where.filename).name}:{where.lineno} {str(error)[:12]}"
        self.failures[kind] = self.failures.get(kind, 0) + 1
        if self.failures[kind] <= 3:
            name = f"{hashlib.sha1(data).hexdigest()[:12]}"
            (self.folder / "found" / name).write_bytes(data)
            (self.folder / "found" / f"{name}.why").write_text(traceback.format_exc(), encoding="utf-8")

    def tell(self) -> None:
        """Write how far it came."""
        self._told = time.monotonic()
        figures = {"executions": self.executions, "seconds": self._told - self.begun, "failures": self.failures}
        (self.folder / "progress.json").write_text(json.dumps(figures), encoding="utf-8")


def main(name: str, folder: Path, seconds: int) -> None:
    """Fuzz; libFuzzer ends the process."""
    run = Run(name, folder)
    options = [f"-max_total_time={seconds}", f"-max_len={LONGEST}", "-len_control=20", f"-timeout={int(10 * SLOWEST)}"]
    options += [f"-dict={folder / 'words'}", "-print_final_stats=1", f"-artifact_prefix={folder / 'found'}/"]
    atheris.Setup([sys.argv[0], *options, str(folder / "corpus")], run.one)
    atheris.Fuzz()


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]))
