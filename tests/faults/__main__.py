"""Try every fault that Rounds is to survive, many times, each time at another place.

    python -m tests.faults                          all of them, about an hour on two cores
    python -m tests.faults --only kill-import --tries 200
    python -m tests.faults --work DIR               keep what was counted in DIR and add to it
    python -m tests.faults --work DIR --markdown CONTRIBUTING.md   write the table between its marks

Run it in a checkout with the development install. A try that fails is told with its seed: `--seed N --tries 1` tries
it again. Some faults need root (other users, file systems of a few megabytes); where that is missing, or a program,
the table says what was not tried. The test suite calls the same tries, a few of each.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
import time
import traceback
from pathlib import Path
from random import Random

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.faults.fault import Fault, Unavailable
from tests.faults.faults import FAULTS
from tests.faults.table import Tried, put_into


def campaign(fault: Fault, tries: int, seed: int, tried: Tried) -> int:
    """Try a fault `tries` times; how many of them broke a promise."""
    broken = 0
    began = time.monotonic()
    for number in range(seed, seed + tries):
        work = Path(tempfile.mkdtemp(prefix="rounds-fault-"))
        try:
            outcome = fault.round(Random(f"{fault.name} {number}"), work)
        except Unavailable as reason:
            outcome = f"not tried: {reason}"
        except Exception:  # noqa: BLE001 -- whatever it is, it is counted and told
            broken += 1
            outcome = "broken"
            _say(f"{fault.name} --seed {number}:\n{traceback.format_exc(limit=-4)}")
        tried.count(fault, outcome)
        shutil.rmtree(work, ignore_errors=True)
        if outcome.startswith("not tried"):
            break
    _say(f"{fault.name}: {tried.outcome(fault)} ({time.monotonic() - began:.0f} s)")
    return broken


def _say(text: str) -> None:
    sys.stderr.write(f"{text}\n")
    sys.stderr.flush()


def main() -> int:
    """Do what the command line asks for."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.faults", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    names = [fault.name for fault in FAULTS]
    parser.add_argument("--only", nargs="+", metavar="NAME", default=names, choices=names, help=", ".join(names))
    parser.add_argument("--tries", type=int, metavar="N", help="tries of each fault; else as many as it deserves")
    parser.add_argument("--seed", type=int, default=1, metavar="N", help="the number of the first try")
    parser.add_argument("--work", type=Path, metavar="DIR", help="where the counts are kept from run to run")
    parser.add_argument("--markdown", type=Path, metavar="FILE", help="write the table into a Markdown file as well")
    options = parser.parse_args()
    tried = Tried(options.work)
    broken = sum(
        campaign(fault, fault.tries if options.tries is None else options.tries, options.seed, tried)
        for fault in FAULTS
        if fault.name in options.only
    )
    sys.stdout.write(tried.markdown() + "\n")
    if options.markdown:
        put_into(options.markdown, tried.markdown())
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
