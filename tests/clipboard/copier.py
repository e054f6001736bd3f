"""A program that copies texts by the route of where it runs; the tests start it in every place there is.

`copier.py FOLDER`: copies the text in `FOLDER/text-N` when `FOLDER/go-N` appears, writes the receipt to
`FOLDER/receipt-N` and then `MARK-N` on the terminal: whoever sees the mark has seen all that came before it.
"""

from __future__ import annotations

import json
import os
import re
import select
import sys
import termios
import time
import tty
from pathlib import Path

import msgspec

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tui.clipboard import copy, this_session, to_terminal


def main() -> None:
    folder = Path(sys.argv[1])
    number = 0
    while (text := folder / f"text-{number}").exists():
        wait_for(folder / f"go-{number}")
        receipt = copy(text.read_text(encoding="utf-8"), this_session(), to_terminal)
        mark = f"MARK-{number}"
        if "see" in sys.argv:
            see_through()
        elif os.isatty(1):
            os.write(1, f"\n{mark}\n".encode())
        part = folder / "part"
        part.write_text(json.dumps(msgspec.structs.asdict(receipt)), encoding="utf-8")
        part.rename(folder / f"receipt-{number}")
        number += 1
    wait_for(folder / "end")


def wait_for(path: Path) -> None:
    while not path.exists():
        time.sleep(0.01)


def see_through() -> None:
    """Wait until the terminal has worked through everything: it answers a request for its status."""
    terminal = os.open("/dev/tty", os.O_RDWR)
    before = termios.tcgetattr(terminal)
    tty.setraw(terminal)
    os.write(terminal, b"\x1b[5n")
    reply = b""
    while not re.search(rb"\x1b\[0n", reply) and select.select([terminal], [], [], 30)[0]:
        reply += os.read(terminal, 100)
    termios.tcsetattr(terminal, termios.TCSANOW, before)
    os.close(terminal)


main()
