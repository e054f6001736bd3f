"""The program: `rounds` opens the app, `rounds COMMAND` answers and ends."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """Run what the command line asks for; returns the exit code."""
    try:
        _open_missing_streams()
        from tui.cli.program import run  # noqa: PLC0415 -- so that Ctrl-C during loading is answered as well

        return run(sys.argv[1:] if arguments is None else arguments)
    except KeyboardInterrupt:
        return 130


def _open_missing_streams() -> None:
    """Fill the standard descriptors that are closed, lest a file opened later be taken for one of them."""
    for descriptor in range(3):
        try:
            os.fstat(descriptor)
        except OSError:
            os.open(os.devnull, os.O_RDWR)


if __name__ == "__main__":
    sys.exit(main())
