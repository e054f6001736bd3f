"""The report of a fault of the program: written to a file, its place told, never shown as a traceback."""

from __future__ import annotations

import os
import platform
import sys
import time
import traceback
from itertools import count
from pathlib import Path

from store import clean
from tui.version import version

_NUMBERS = count(1)


def write_report(fault: BaseException, folder: Path) -> Path | None:
    """Write what happened into a new file in `folder`, readable by its owner alone; None where that is not possible."""
    lines = [
        f"Rounds {version()} on Python {platform.python_version()}, {platform.platform()}",
        f"Arguments: {sys.argv[1:]!a}",
        "",
        "".join(traceback.format_exception(fault)),
    ]
    name = f"crash-{time.strftime('%Y%m%d-%H%M%S')}-{os.getpid()}-{next(_NUMBERS)}.txt"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / name
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
            file.write(clean("\n".join(lines)))
    except OSError:
        return None
    return path
