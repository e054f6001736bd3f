"""Try Rounds with what nobody would type or write.

    python -m tests.fuzz reader --minutes 10      files for the reader, made by coverage (needs: pip install atheris)
    python -m tests.fuzz query --minutes 10       queries likewise
    python -m tests.fuzz keys --presses 100000    a tour by random keys in the real app, with imports going on

Ends with 1 where anything failed. Inputs that failed are in the folder that is named; one that is mended goes into
tests/fuzz/found, where the tests try it for ever.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.fuzz.keys import Tour, TourError
from tests.fuzz.seeding import begin

_REPOSITORY = Path(__file__).resolve().parents[2]


def _say(line: object) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def guided(name: str, folder: Path, minutes: float) -> int:
    """Run an oracle under atheris."""
    begin(name, folder)
    command = [sys.executable, "-m", "tests.fuzz.guided", name, str(folder), str(round(60 * minutes))]
    done = subprocess.run(
        command, cwd=_REPOSITORY, capture_output=True, check=False, encoding="utf-8", errors="replace"
    )
    told = [line for line in done.stderr.splitlines() if " cov: " in line]
    progress = folder / "progress.json"
    if not progress.exists():
        sys.stderr.write(done.stderr[-2000:])
        return 1
    figures = json.loads(progress.read_text(encoding="utf-8"))
    found = sorted(path.name for path in (folder / "found").iterdir() if path.suffix != ".why")
    _say(f"{name}: {figures['executions']:,} inputs in {figures['seconds'] / 60:.1f} minutes, {len(found)} kept")
    _say(told[-1] if told else done.stderr[-500:])
    for kind, count in figures["failures"].items():
        _say(f"  {count:,} × {kind}")
    _say(f"  see {folder / 'found'}" if found else "  no failure")
    return 1 if found else 0


def keys(folder: Path, presses: int, seed: int, patience: float) -> int:
    """Go on a tour."""
    try:
        course = Tour(folder / f"tour{seed}", presses, seed, patience, told=_say).run()
    except TourError as error:
        _say(error)
        return 1
    memory = ", ".join(f"{kilobytes / 1000:.0f} MB after {after:,}" for after, kilobytes in course.memory.items())
    _say(f"{course.presses:,} keys of seed {seed}, {course.imports:,} imports beside them, {course.starts} starts")
    _say(f"{memory}; slowest answer {course.slowest:.1f} s; {course.bytes / 1e6:.0f} MB sent")
    return 0


def main(words: Sequence[str] | None = None) -> int:
    """Run what is asked for; the exit code."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("what", choices=("reader", "query", "keys"))
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--presses", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--patience", type=float, default=10, help="seconds in which the screen has to answer")
    parser.add_argument("--work", type=Path, help="a folder to keep everything in")
    arguments = parser.parse_args(words)
    folder = arguments.work or Path(tempfile.mkdtemp(prefix="rounds-fuzz-"))
    if arguments.what == "keys":
        return keys(folder, arguments.presses, arguments.seed, arguments.patience)
    return guided(arguments.what, folder, arguments.minutes)


if __name__ == "__main__":
    sys.exit(main())
