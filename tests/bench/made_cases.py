"""Made case files in the layout that the README describes, about 8 kB each, as many as one likes.

    python tests/bench/made_cases.py --cases 10000 FOLDER
    python tests/bench/made_cases.py --cases 1000000 cases.tar

The same seed and index give the same file whatever else is made. Nothing in them is real; their ids are invented,
though valid in form.
"""

from __future__ import annotations

import argparse
import io
import os
import random
import sys
import tarfile
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from itertools import repeat
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.bench.vocabulary import MadeEntity, Ranked, Vocabulary, vocabulary

PER_FOLDER = 1_000
"""Files in one folder."""
_FIRST_ID = 900_000_000
_MTIME = 1_767_225_600
_CHUNK = 500


def made_case(index: int, *, seed: int = 1) -> tuple[str, bytes]:
    """The name and the content of the made file with this index (from 0)."""
    words = vocabulary(seed)
    chance = random.Random(seed * 1_000_003 + index)
    number = _FIRST_ID + index
    address = f"https://example.org/paper/PMC{number}"
    linked, full_text, names = _entities(words, chance)
    prose = _Prose(words, chance, names)
    parts = [f"# {prose.title()}", *_header(words, chance, index, seed)]
    if chance.random() < 0.95:
        parts += ["## TL;DR", prose.sentence()]
    if chance.random() < 0.9:
        parts += ["## Contribution", prose.sentence()]
    if chance.random() < 0.95:
        parts += ["## Key findings", "\n".join(f"- {prose.sentence()}" for _ in range(chance.randint(3, 6)))]
    parts += ["## Abstract", *(prose.paragraph(chance.randint(6, 10)) for _ in range(chance.randint(3, 5)))]
    parts += ["## Linked entities", "\n".join(linked), "## Full-text entities", "\n".join(full_text)]
    parts += ["## Full text", f"_Full body text omitted._ Fetch the complete paper as Markdown: {address}/full.md"]
    parts += ["## Figures", f"{chance.randint(1, 9)} figures with captions in the complete paper: {address}/full.md"]
    parts += [
        "## References",
        f"{chance.randint(5, 80)} references — full list in the complete paper: {address}/full.md",
    ]
    return f"PMC{number}.md", ("\n\n".join(parts) + f"\n\n---\nSource: {address}\n").encode()


def _header(words: Vocabulary, chance: random.Random, index: int, seed: int) -> Iterator[str]:
    """Authors and the line of archive, DOI, journal and date; a fifth of the cases lack something."""
    count = min(40, 1 + int(chance.expovariate(1 / 6)))
    people = zip(words.given.draw(chance, count), words.family.draw(chance, count), strict=True)
    if chance.random() < 0.97:
        yield "**Authors:** " + ", ".join(f"{given} {family}" for given, family in people)
    line = ["PMC", f"DOI: 10.5555/made.{seed}.{index}", words.journals.draw(chance, 1)[0]]
    year = 2026 - min(40, int(chance.expovariate(1 / 7)))
    exact = chance.random()
    if exact < 0.8:
        line.append(f"{year}-{chance.randint(1, 12):02d}-{chance.randint(1, 28):02d}")
    elif exact < 0.95:
        line.append(str(year))
    yield " · ".join(line)


def _entities(words: Vocabulary, chance: random.Random) -> tuple[list[str], list[str], list[str]]:
    """The bullets of the two entity sections and the names that the text is to mention."""
    linked: list[str] = []
    full_text: list[str] = []
    names: list[str] = []

    def bullet(label: str, ranked: Ranked[MadeEntity], first: int, more: int) -> None:
        items = ranked.some(chance, first + more)
        names.extend(item.name for item in items)
        if first and items:
            linked.append(f"- **{label}:** " + ", ".join(item.linked for item in items[:first]))
        if more:
            full_text.append(f"- **{label}:** " + ", ".join(item.full_text for item in items[first // 2 :]))

    bullet("Genes", words.genes, chance.randint(1, 4), chance.randint(3, 9))
    if chance.random() < 0.4:
        bullet("Proteins", words.proteins, chance.randint(1, 3), 0)
    bullet("Diseases", words.diseases, chance.randint(1, 3), chance.randint(4, 10))
    bullet("Chemicals", words.chemicals, chance.randint(0, 3), chance.randint(1, 8))
    bullet("Species", words.species, 1, chance.randint(1, 3))
    if chance.random() < 0.3:
        bullet("Phenotypes", words.phenotypes, 0, chance.randint(1, 5))
    if chance.random() < 0.1:
        bullet("Cell lines", words.lines, 0, chance.randint(1, 3))
    if chance.random() < 0.1:
        full_text.append(f"- **Mutations:** rs{chance.randint(1_000, 90_000_000)}")
    return linked, full_text, names


class _Prose:
    """Sentences of invented words that name a case's entities here and there."""

    def __init__(self, words: Vocabulary, chance: random.Random, names: list[str]) -> None:
        self._words = words.words
        self._chance = chance
        self._names = names

    def title(self) -> str:
        words = self._words.draw(self._chance, self._chance.randint(6, 14))
        return " ".join((*(word.capitalize() for word in words), "With", self._chance.choice(self._names)))

    def sentence(self) -> str:
        words = self._words.draw(self._chance, self._chance.randint(12, 26))
        for _ in range(self._chance.choice((0, 1, 1, 2))):
            words[self._chance.randrange(1, len(words))] = self._chance.choice(self._names)
        words[0] = words[0].capitalize()
        return " ".join(words) + "."

    def paragraph(self, sentences: int) -> str:
        return " ".join(self.sentence() for _ in range(sentences))


# --- writing them


def made_cases(count: int, *, seed: int = 1, start: int = 0, jobs: int = 1) -> Iterator[tuple[str, bytes]]:
    """`count` made files from index `start` on, in order; with `jobs` over 1, made in that many processes."""
    if jobs <= 1 or count < 4 * _CHUNK:
        for index in range(start, start + count):
            yield made_case(index, seed=seed)
        return
    firsts = range(start, start + count, _CHUNK)
    with ProcessPoolExecutor(jobs) as pool:
        for chunk in pool.map(_made_chunk, firsts, repeat(start + count), repeat(seed)):
            yield from chunk


def _made_chunk(first: int, end: int, seed: int) -> list[tuple[str, bytes]]:
    return [made_case(index, seed=seed) for index in range(first, min(end, first + _CHUNK))]


def write_folder(folder: Path, cases: Iterable[tuple[str, bytes]], *, start: int = 0) -> int:
    """Write files into folders of a thousand below `folder`; the bytes written."""
    size = 0
    for at, (name, data) in enumerate(cases, start=start):
        inside = folder / f"{at // PER_FOLDER:04d}"
        if at % PER_FOLDER == 0 or at == start:
            inside.mkdir(parents=True, exist_ok=True)
        (inside / name).write_bytes(data)
        size += len(data)
    return size


def write_tar(path: Path, cases: Iterable[tuple[str, bytes]]) -> int:
    """Write one uncompressed tar; the bytes of the files in it."""
    size = 0
    with tarfile.open(path, "w", format=tarfile.GNU_FORMAT) as archive:
        for at, (name, data) in enumerate(cases):
            member = tarfile.TarInfo(f"{at // PER_FOLDER:04d}/{name}")
            member.size, member.mtime = len(data), _MTIME
            archive.addfile(member, io.BytesIO(data))
            size += len(data)
    return size


def main() -> None:
    """Write made cases where the command line says."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path, help="a folder, or a file that ends in .tar")
    parser.add_argument("--cases", type=int, default=10_000)
    parser.add_argument("--start", type=int, default=0, help="index of the first one")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    options = parser.parse_args()
    cases = made_cases(options.cases, seed=options.seed, start=options.start, jobs=options.jobs)
    size = (
        write_tar(options.out, cases)
        if options.out.suffix == ".tar"
        else write_folder(options.out, cases, start=options.start)
    )
    sys.stderr.write(f"{options.cases:,} cases, {size / 1e6:,.1f} MB in {options.out}\n")


if __name__ == "__main__":
    main()
