"""How the programs under measurement are started, alike and apart from the person's own things."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import median

REPOSITORY = Path(__file__).resolve().parents[2]
ROUNDS = (sys.executable, "-m", "tui")


def environment(home: Path) -> dict[str, str]:
    """What a fresh login would have, with an empty home of its own."""
    shutil.rmtree(home, ignore_errors=True)
    home.mkdir(parents=True)
    return {
        "PATH": os.environ.get("PATH", os.defpath),
        "HOME": str(home),
        "LANG": "C.UTF-8",
        "TERM": "xterm-256color",
        "COLORTERM": "truecolor",
    }


def run_timed(command: Sequence[str], env: dict[str, str], *, allowed: Sequence[int] = (0,)) -> tuple[float, bytes]:
    """Run a program to its end: seconds and what it printed.

    Raises `subprocess.CalledProcessError` where it fails.
    """
    began = time.perf_counter()
    done = subprocess.run(list(command), env=env, cwd=REPOSITORY, capture_output=True, check=False)
    seconds = time.perf_counter() - began
    if done.returncode not in allowed:
        raise subprocess.CalledProcessError(done.returncode, list(command), done.stdout, done.stderr)
    return seconds, done.stdout


def medians(commands: Sequence[Sequence[str]], env: dict[str, str], *, times: int = 15) -> list[float]:
    """The median seconds of several programs, run in turn so that a busy moment meets all of them."""
    taken: list[list[float]] = [[] for _ in commands]
    for _ in range(times):
        for command, seconds in zip(commands, taken, strict=True):
            seconds.append(run_timed(command, env)[0])
    return [median(seconds) for seconds in taken]


def percentile(values: Sequence[float], percent: float) -> float:
    """The value that so many percent of `values` do not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, max(0, -(-len(ordered) * int(percent) // 100) - 1))]
