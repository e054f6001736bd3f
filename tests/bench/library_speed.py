"""What a library costs: importing, size, and a cold answer on the command line."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from store import Library
from tests.bench.figures import Figure
from tests.bench.programs import ROUNDS, environment, medians, run_timed

_SEGMENTS = 5


def import_in_segments(library: Path, folder: Path, cases: int, work: Path) -> Iterator[Figure]:
    """Import the folders below `folder` in five runs of `rounds import`, then everything again."""
    env = environment(work / "home")
    folders = sorted(one for one in folder.iterdir() if one.is_dir())
    sizes = {one: sum(1 for _ in one.iterdir()) for one in folders}
    rates = []
    for part in _parts(folders, _SEGMENTS):
        seconds, _ = run_timed([*ROUNDS, "--library", str(library), "import", *map(str, part)], env)
        rates.append(sum(sizes[one] for one in part) / seconds)
    seconds, _ = run_timed([*ROUNDS, "--library", str(library), "import", str(folder)], env)
    yield Figure("import, files to searchable: first fifth", rates[0], "/s", 2_000, more_is_better=True)
    yield Figure(
        "import, files to searchable: last fifth", rates[-1], "/s", max(2_000.0, rates[0]) * 0.7, more_is_better=True
    )
    yield Figure("the same files again, unchanged", seconds, "s", 10.0 * max(1.0, cases / 100_000))


def _parts(folders: Sequence[Path], count: int) -> list[Sequence[Path]]:
    each = max(1, len(folders) // count)
    cuts = [*range(0, len(folders), each)][:count]
    return [folders[cut : cuts[at + 1] if at + 1 < len(cuts) else None] for at, cut in enumerate(cuts)]


def size_of(library: Path, folder: Path) -> Iterator[Figure]:
    """The library file against the case files."""
    files = sum(path.stat().st_size for path in folder.rglob("*.md"))
    stored = sum(path.stat().st_size for path in library.parent.glob(f"{library.name}*"))
    yield Figure(
        "library file / case files", stored / files, "×", 2.5, note=f"{stored / 1e6:,.0f} of {files / 1e6:,.0f} MB"
    )


def cold_answers(library: Path, work: Path) -> Iterator[Figure]:
    """`rounds show` and `rounds cite` for one case against an interpreter that does nothing."""
    env = environment(work / "home")
    with Library.open(library, readonly=True) as opened:
        numbers = opened.index.search("").numbers
        case = opened.index.rows([numbers[len(numbers) // 2]])[0].id
    rounds = [*ROUNDS, "--library", str(library)]
    nothing, show, cite = medians(
        [[sys.executable, "-c", "pass"], [*rounds, "show", case], [*rounds, "cite", case]], env
    )
    yield Figure("rounds show, cold, above python -c pass", (show - nothing) * 1e3, "ms", 150)
    yield Figure("rounds cite, cold, above python -c pass", (cite - nothing) * 1e3, "ms", 150)
    yield Figure("python -c pass", nothing * 1e3, "ms")
