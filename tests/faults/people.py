"""Somebody else: a user who is neither root nor the owner, with a home of their own."""

from __future__ import annotations

import os
import shutil
import site
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from tests.faults.fault import Unavailable
from tests.faults.ground import REPOSITORY, environment, rounds

OTHER = 65534
"""The user that every system has for those who own nothing."""


@contextmanager
def open_folder() -> Iterator[Path]:
    """A folder that everybody may enter, gone at the end."""
    folder = Path(tempfile.mkdtemp(prefix="rounds-people-", dir="/tmp"))
    folder.chmod(0o755)
    try:
        yield folder
    finally:
        for place, _, _ in os.walk(folder):
            Path(place).chmod(0o755)
        shutil.rmtree(folder, ignore_errors=True)


@cache
def program_of_others() -> tuple[str, ...]:
    """What another user types for `rounds`: a Python that they may run. Raises `Unavailable`."""
    if os.geteuid() != 0:
        raise Unavailable("only root can become somebody else")
    if shutil.which("setpriv") is None:
        raise Unavailable("setpriv is not installed")
    become = ("setpriv", f"--reuid={OTHER}", f"--regid={OTHER}", "--clear-groups")
    version = f"python3.{sys.version_info.minor}"
    for python in (sys.executable, f"/usr/bin/{version}", f"/usr/local/bin/{version}"):
        command = (*become, python, "-m", "tui")
        done = subprocess.run(
            [*command, "--version"],
            env=_environment(Path("/nowhere")),
            cwd=REPOSITORY,
            capture_output=True,
            check=False,
        )
        if not done.returncode:
            return command
    raise Unavailable("no Python here that another user may run")


def _environment(home: Path) -> dict[str, str]:
    packages = os.pathsep.join([str(REPOSITORY), *site.getsitepackages()])
    plain = {"PATH": os.environ.get("PATH", os.defpath), "HOME": str(home), "LANG": "C.UTF-8", "TERM": "xterm-256color"}
    return plain | {"PYTHONPATH": packages, "PYTHONDONTWRITEBYTECODE": "1"}


def environment_of_other(home: Path) -> dict[str, str]:
    """What the other user has after logging in, with a home that is theirs."""
    home.mkdir(parents=True, exist_ok=True)
    os.chown(home, OTHER, OTHER)
    return _environment(home)


def as_other(*words: str | Path, home: Path) -> subprocess.CompletedProcess[str]:
    """Run a command as somebody else."""
    return rounds(*words, home=home, env=environment_of_other(home), program=program_of_others())


def as_owner(*words: str | Path, home: Path) -> subprocess.CompletedProcess[str]:
    """Run a command as oneself."""
    return rounds(*words, home=home, env=environment(home))
