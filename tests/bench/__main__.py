"""Measure Rounds: every budget of its speed, on made cases, in a terminal, with real key presses.

    python -m tests.bench                            10,000 cases in a temporary folder, about two minutes
    python -m tests.bench --cases 10000 100000       two sizes, a table with both
    python -m tests.bench --work DIR --cases 100000  keep files, library and figures in DIR and use what is there
    python -m tests.bench --work DIR --only app      measure one part again
    python -m tests.bench --library FILE             the app and cold answers, on a library of your own
    python -m tests.bench --work DIR --markdown README.md   write the table between its marks in the README

Run it in a checkout with the development install (pip install -e '.[dev]') on an otherwise idle machine. Beside
Rounds it measures what is installed of ripgrep and fzf, and SQLite's FTS5. A ratio above 1 misses its budget.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from store import Library
from tests.bench.app_speed import AppSpeed
from tests.bench.figures import Figure, Runs, put_into, written
from tests.bench.library_speed import cold_answers, import_in_segments, size_of
from tests.bench.made_cases import made_cases, write_folder
from tests.bench.neighbours import bare_full_text, filtering_names, searching_files
from tests.bench.typed import Typed, of_library, of_vocabulary
from tests.bench.vocabulary import vocabulary

_SEED = 1
_SLOW = (8_000, 32_000)
PARTS = ("import", "cold", "frame", "moves", "finder", "filter", "memory", "slow", "beside")


def measure(cases: int, work: Path, parts: Sequence[str], jobs: int) -> None:
    """Measure one size and keep its figures in `work`."""
    keep = _keeper(Runs(work), cases)
    made = vocabulary(_SEED)
    typed = of_vocabulary(made)
    folder, library = work / f"cases-{cases}", work / f"library-{cases}" / "library.db"
    if not folder.exists():
        _say(f"making {cases:,} cases")
        partial = folder.with_suffix(".partial")
        write_folder(partial, made_cases(cases, seed=_SEED, jobs=jobs))
        partial.rename(folder)

    if "import" in parts or not library.exists():
        _say("importing")
        library.parent.mkdir(exist_ok=True)
        for old in library.parent.iterdir():
            old.unlink()
        keep(import_in_segments(library, folder, cases, work))
        keep(size_of(library, folder))
    if "cold" in parts:
        keep(cold_answers(library, work))
    _measure_app(library, work, typed, parts, keep)
    if "beside" in parts:
        keep(searching_files(folder, made.words.things[40:4_000:800], work))
        keep(filtering_names(made, typed.finder, work))
        keep(bare_full_text(folder, made.words.things[:4_000:800], work))


def measure_library(path: Path, work: Path, parts: Sequence[str]) -> None:
    """Measure what can be measured of a library that is there already."""
    with Library.open(path, readonly=True) as library:
        cases, typed = library.info.cases, of_library(library)
    keep = _keeper(Runs(work), cases)
    if "cold" in parts:
        keep(cold_answers(path, work))
    _measure_app(path, work, typed, parts, keep)


Keep = Callable[[Iterable[Figure]], None]


def _keeper(runs: Runs, cases: int) -> Keep:
    def keep(figures: Iterable[Figure]) -> None:
        for figure in figures:
            _say(f"  {figure.what}: {written(figure.value, figure.unit)}")
            runs.save(cases, [figure])

    return keep


def _measure_app(library: Path, work: Path, typed: Typed, parts: Sequence[str], keep: Keep) -> None:
    app = AppSpeed(library, work)
    todo: dict[str, Callable[[], Iterable[Figure]]] = {
        "frame": app.first_frame,
        "moves": app.moves,
        "finder": lambda: app.finder(typed.finder),
        "filter": lambda: app.filter(typed.filter),
        "memory": lambda: app.memory(typed.finder, typed.filter),
        "slow": lambda: (figure for rate in _SLOW for figure in app.slow_line(rate)),
    }
    for part, work_of_it in todo.items():
        if part in parts:
            _say(part)
            keep(work_of_it())
    app.close()


def _say(text: str) -> None:
    sys.stderr.write(f"{text}\n")


def main() -> None:
    """Do what the command line asks for."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.bench", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--cases", type=int, nargs="+", default=[10_000], metavar="N", help="sizes of library to measure"
    )
    parser.add_argument("--library", type=Path, metavar="FILE", help="measure this library instead of making one")
    parser.add_argument("--work", type=Path, metavar="DIR", help="where to work and to keep what was made and measured")
    parser.add_argument("--only", nargs="+", choices=PARTS, default=PARTS, metavar="PART", help=", ".join(PARTS))
    parser.add_argument("--jobs", type=int, default=2, help="processes that make cases")
    parser.add_argument("--markdown", type=Path, metavar="FILE", help="write the table into a Markdown file as well")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="rounds-bench-") as temporary:
        work = (options.work or Path(temporary)).resolve()
        work.mkdir(parents=True, exist_ok=True)
        if options.library:
            measure_library(options.library.resolve(), work, options.only)
        for cases in () if options.library else options.cases:
            _say(f"--- {cases:,} cases")
            measure(cases, work, options.only, options.jobs)
        runs = Runs(work)
        sys.stdout.write(runs.text() + "\n")
        if options.markdown:
            put_into(options.markdown, runs.markdown())


if __name__ == "__main__":
    main()
