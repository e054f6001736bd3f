"""What is typed while the app is measured: texts for the entity finder and queries for the filter of the cases."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from store import Case, Library
from tests.bench.vocabulary import Vocabulary

_READ = 40
"""Cases of a library that are looked into for something to type."""


class Typed(NamedTuple):
    """Texts to be typed letter by letter."""

    finder: list[str]
    filter: list[str]


def of_vocabulary(made: Vocabulary) -> Typed:
    """For made cases: names of every kind, frequent and rare ones, ids, a slip; words of every case and of a few."""
    genes, diseases, chemicals = made.genes.things, made.diseases.things, made.chemicals.things
    words = made.words.things
    return Typed(
        finder=[
            genes[0].name,
            genes[60].name.lower(),
            genes[2_000].name,
            diseases[2].name[:8],
            diseases[700].name[:8],
            chemicals[5].name[:7],
            chemicals[900].name[:7],
            made.species.things[3].name[:6],
            "mesh:d0000",
            "10072",
            diseases[10].name[:3] + "q" + diseases[10].name[4:7],
        ],
        filter=[
            words[0],
            words[40],
            words[900][:6],
            words[20_000][:7],
            f"{words[5]} {words[300][:5]}",
            f'"{words[0]} {words[1]}',
            f"gene:{genes[3].name}",
            f"disease:{diseases[40].name[:6]}",
        ],
    )


def of_library(library: Library) -> Typed:
    """For any library: names and words of cases that lie far apart in it."""
    numbers = library.index.search("").numbers
    cases = [library.case_by_number(number) for number in numbers[:: max(1, len(numbers) // _READ)]]
    genes, diseases, chemicals = (list(islice(_names(cases, kind), 4)) for kind in ("gene", "disease", "chemical"))
    words = list(dict.fromkeys(word for case in cases for word in _words(case.title)))
    return Typed(
        finder=[
            *genes[:3],
            *(name[:8] for name in diseases[:3]),
            *(name[:7] for name in chemicals[:3]),
            "mesh:d00",
            "238",
        ],
        filter=[
            "the",
            *(word[:7] for word in words[::3][:4]),
            f"patient {words[1][:5]}",
            '"of the',
            *(f"gene:{name}" for name in genes[3:]),
            *(f"disease:{name[:6]}" for name in diseases[3:]),
        ],
    )


def _names(cases: list[Case], kind: str) -> Iterator[str]:
    """Different plain names of a kind, one of each case at most."""
    seen: set[str] = set()
    for case in cases:
        for mention in case.mentions:
            name = mention.name
            if mention.kind == kind and name.isascii() and name.replace(" ", "").isalnum() and name not in seen:
                seen.add(name)
                yield name
                break


def _words(title: str) -> Iterator[str]:
    return (word.lower() for word in title.split() if word.isascii() and word.isalpha() and len(word) > 3)
