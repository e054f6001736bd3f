"""The programs that terminals are made of: where they are, what they inherit, and how they end."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
from pathlib import Path

import pytest

SBIN = "/usr/local/sbin:/usr/sbin:/sbin"


def need(program: str) -> str:
    """The absolute path of `program`; the test that asks is skipped when the machine has none."""
    path = shutil.which(program, path=f"{os.environ.get('PATH', os.defpath)}:{SBIN}")
    if path is None:
        pytest.skip(f"{program} is not installed")
    return str(Path(path).resolve()) if program == "sshd" else path


def environment(**more: str) -> dict[str, str]:
    """What a program in a fresh login would inherit: nothing of the terminal in which the tests run, `more` on top."""
    plain = {
        "PATH": os.environ.get("PATH", os.defpath),
        "HOME": os.environ.get("HOME", "/"),
        "SHELL": "/bin/sh",
        "LANG": "C.UTF-8",
        "TERM": "xterm-256color",
    }
    return plain | more


def end(process: subprocess.Popen[bytes], first: signal.Signals = signal.SIGHUP) -> None:
    """End a program that was started in a session of its own, with whatever it started there, and wait for it.

    It is asked by `first`, then more firmly.
    """
    for wish, patience in ((first, 1.0), (signal.SIGTERM, 1.0), (signal.SIGKILL, 10.0)):
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, wish)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(patience)
            return
