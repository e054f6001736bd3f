"""Print the table of routes × environments, measured on this machine.

`python -m tests.clipboard.table [WORD]`: all places, or those with WORD in their name. Another tmux is measured by
putting its folder first in PATH.
"""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Sequence

import pytest

from tests.clipboard.places import PLACES, Bench, measure
from tests.terminals.sshd import Sshd

HEAD = ("where Rounds runs", "a citation", "18 kB", "what it says of the citation", "certain", "advice")


def rows(word: str = "") -> list[tuple[str, ...]]:
    """One row for each place with `word` in its name; a place whose programs are missing says which one is."""
    table = []
    with contextlib.ExitStack() as servers:
        started: list[Sshd] = []

        def sshd() -> Sshd:
            if not started:
                started.append(servers.enter_context(contextlib.closing(Sshd())))
            return started[0]

        for place in (place for place in PLACES if word in place.name):
            sys.stderr.write(f"{place.name} …\n")
            try:
                with contextlib.ExitStack() as stack:
                    measured = measure(place, Bench(stack, sshd))
            except pytest.skip.Exception as missing:
                table.append((place.name, "not measured", "", str(missing), "", ""))
                continue
            arrived = ["arrived" if whole else "not arrived" for whole in measured.arrived]
            receipt = measured.receipts[0]
            certain = "yes" if receipt["certain"] else "no"
            table.append((place.name, *arrived, receipt["said"], certain, receipt["advice"]))
    return table


def markdown(table: Sequence[Sequence[str]]) -> str:
    """A Markdown table with `HEAD`."""
    lines = [HEAD, ["---"] * len(HEAD), *table]
    return "\n".join(f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in line)} |" for line in lines)


if __name__ == "__main__":
    sys.stdout.write(markdown(rows(*sys.argv[1:2])) + "\n")
