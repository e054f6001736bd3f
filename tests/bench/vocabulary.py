"""Invented words, people, journals and entities for made cases: nothing here is taken from anywhere.

All of it follows from one seed. Frequencies fall as Zipf found them to fall in texts: the first word is in every
case, the last in hardly any; the same goes for entities.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from typing import Generic, TypeVar

T = TypeVar("T")

_ONSETS = "b br c ch d dr f fl g gl h k kr l m n p ph pl r s st t th tr v x z".split()  # noqa: SIM905 - readable so
_NUCLEI = ("a", "e", "i", "o", "u", "ae", "ia", "io", "ou", "y")
_CODAS = ("", "", "", "l", "m", "n", "r", "s", "x", "st", "nt", "rm")
_GREEK = ("alpha", "beta", "gamma", "delta", "kappa")
_GREEK_LETTERS = dict(zip(_GREEK, "αβγδκ", strict=True))
_ENDS = {
    "disease": ["oma", "osis", "itis", "emia", "pathy"],
    "chemical": ["inib", "umab", "azole", "ine", "olol", "cillin"],
}
_SMALL_WORDS = """
the of and in a with to was patient for is were after as case by that this from on at an we or be treatment
had are it report which not his her one therapy showed clinical cells both also other disease diagnosis who
without during between may most no years
""".split()  # noqa: SIM905 - readable so
"""The most frequent words are those of any such text, so that what is tuned to them meets them."""

WORDS, GENES, DISEASES, CHEMICALS, SPECIES, PHENOTYPES, LINES = 60_000, 24_000, 16_000, 14_000, 5_000, 6_000, 2_000
"""How many there are of each."""


@dataclass(frozen=True, slots=True)
class MadeEntity:
    """An entity as the two entity sections of a case write it."""

    name: str
    linked: str
    """The item in *Linked entities*."""
    full_text: str
    """The item in *Full-text entities*."""


class Ranked(Generic[T]):
    """Things of which the first are drawn most often (weight 1 / (rank + offset) ^ exponent)."""

    def __init__(self, things: Sequence[T], *, exponent: float = 1.0, offset: float = 2.7) -> None:
        self.things = things
        self._weights = list(accumulate(1.0 / (rank + offset) ** exponent for rank in range(len(things))))

    def draw(self, chance: random.Random, count: int) -> list[T]:
        """`count` of them, some perhaps more than once."""
        return chance.choices(self.things, cum_weights=self._weights, k=count)

    def some(self, chance: random.Random, count: int) -> list[T]:
        """Up to `count` different ones."""
        return list(dict.fromkeys(self.draw(chance, count)))


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What made cases are made of."""

    words: Ranked[str]
    given: Ranked[str]
    family: Ranked[str]
    journals: Ranked[str]
    genes: Ranked[MadeEntity]
    proteins: Ranked[MadeEntity]
    diseases: Ranked[MadeEntity]
    chemicals: Ranked[MadeEntity]
    species: Ranked[MadeEntity]
    phenotypes: Ranked[MadeEntity]
    lines: Ranked[MadeEntity]


@lru_cache(maxsize=2)
def vocabulary(seed: int) -> Vocabulary:
    """The vocabulary of a seed (made in about a second)."""
    chance = random.Random(seed)
    words = _words(chance)
    symbols = _distinct(GENES, lambda: _symbol(chance))
    genes = [_gene(symbol, 1000 + 7 * at, chance, words) for at, symbol in enumerate(symbols)]
    return Vocabulary(
        words=Ranked(words),
        given=Ranked(_distinct(900, lambda: _word(chance, 2).capitalize()), exponent=0.7),
        family=Ranked(_distinct(20_000, lambda: _word(chance, chance.choice((2, 2, 3))).capitalize()), exponent=0.6),
        journals=Ranked(_distinct(1_500, lambda: _journal(chance, words))),
        genes=Ranked(genes),
        proteins=Ranked([MadeEntity(gene.name, gene.linked.rsplit(" [", 1)[0], gene.full_text) for gene in genes]),
        diseases=Ranked(list(_diseases(chance, words))),
        chemicals=Ranked(list(_chemicals(chance))),
        species=Ranked(list(_species(chance)), exponent=1.4),
        phenotypes=Ranked(list(_phenotypes(chance, words))),
        lines=Ranked(list(_lines(chance))),
    )


def _distinct(count: int, make: Callable[[], str]) -> list[str]:
    """`count` different results of `make`."""
    found: dict[str, None] = {}
    while len(found) < count:
        found[make()] = None
    return list(found)


def _word(chance: random.Random, syllables: int) -> str:
    parts = (chance.choice(_ONSETS) + chance.choice(_NUCLEI) + chance.choice(_CODAS) for _ in range(syllables))
    return "".join(parts)


def _words(chance: random.Random) -> list[str]:
    """Frequent words are short ones."""
    words: dict[str, None] = dict.fromkeys(_SMALL_WORDS)
    while len(words) < WORDS:
        rank = len(words)
        words[_word(chance, 1 if rank < 250 else chance.choice((1, 2, 2) if rank < 6_000 else (2, 2, 3)))] = None
    return list(words)


def _journal(chance: random.Random, words: Sequence[str]) -> str:
    head = chance.choice(("Journal of", "Annals of", "Archives of", "Reports in", "Letters on"))
    return " ".join((head, *(chance.choice(words[200:4000]).capitalize() for _ in range(chance.choice((1, 2, 2, 3))))))


def _symbol(chance: random.Random) -> str:
    letters = _word(chance, chance.choice((1, 2, 2))).upper()[: chance.choice((3, 4, 4, 5))]
    kind = chance.random()
    if kind < 0.5:
        return f"{letters}{chance.randint(1, 30)}"
    if kind < 0.6:
        return f"{letters}-{chance.randint(1, 12)}"
    return f"{letters}{chance.randint(1, 9)}{chance.choice('ABCDLR')}"


def _gene(symbol: str, number: int, chance: random.Random, words: Sequence[str]) -> MadeEntity:
    greek = chance.choice(_GREEK)
    description = f"{chance.choice(words)} {chance.choice(words)} {chance.choice(('receptor', 'kinase', 'factor'))}"
    if chance.random() < 0.25:
        description += f", {chance.choice(words)} {greek}"
    aliases = [_symbol(chance) for _ in range(chance.choice((0, 1, 2, 3, 4)))]
    if chance.random() < 0.2:
        aliases.append(f"{symbol[:3]}-{_GREEK_LETTERS[greek]}")
    linked = f"{symbol} ({description}) [NCBI Gene {number}]"
    return MadeEntity(symbol, linked, linked + (f" {{aka {', '.join(aliases)}}}" if aliases else ""))


def _diseases(chance: random.Random, words: Sequence[str]) -> Iterator[MadeEntity]:
    def name() -> str:
        stem = _word(chance, 2) + chance.choice(_ENDS["disease"])
        before = " ".join(chance.choice(words) for _ in range(chance.choice((0, 0, 1, 1, 2))))
        return f"{before} {stem}" if before else stem

    for at, text in enumerate(_distinct(DISEASES, name)):
        full_text = f"(MESH:D{at + 1:06d})" if at % 5 else f"(OMIM:{100_000 + at})"
        yield MadeEntity(text, f"{text} (MONDO:{at + 1:07d})", f"{text} {full_text}")


def _chemicals(chance: random.Random) -> Iterator[MadeEntity]:
    names = _distinct(
        CHEMICALS,
        lambda: (
            ("" if chance.random() < 0.8 else f"{chance.randint(1, 6)}-")
            + _word(chance, 2)
            + chance.choice(_ENDS["chemical"])
        ),
    )
    for at, text in enumerate(names):
        full_text = f"(MESH:C{at + 1:06d})" if at % 4 else f"(CHEBI:{at + 1})"
        yield MadeEntity(text, f"{text} (PubChem CID {1000 + 3 * at})", f"{text} {full_text}")


def _species(chance: random.Random) -> Iterator[MadeEntity]:
    names = _distinct(SPECIES, lambda: f"{_word(chance, 2).capitalize()} {_word(chance, 3)}")
    for at, text in enumerate(names):
        number = 9000 + at
        yield MadeEntity(text, f"{text} (taxon {number})", f"{text} ({_word(chance, 2)}, species) [taxon {number}]")


def _phenotypes(chance: random.Random, words: Sequence[str]) -> Iterator[MadeEntity]:
    names = _distinct(PHENOTYPES, lambda: f"{chance.choice(words).capitalize()} {chance.choice(words)}")
    for at, text in enumerate(names):
        item = f"{text} (HP:{at + 1:07d})"
        yield MadeEntity(text, item, item)


def _lines(chance: random.Random) -> Iterator[MadeEntity]:
    names = _distinct(LINES, lambda: f"{_word(chance, 1).upper()}-{chance.randint(2, 999)}")
    digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    for at, text in enumerate(names):
        local = "".join(digits[at // 36**place % 36] for place in (3, 2, 1, 0))
        item = f"{text} (CVCL_{local})"
        yield MadeEntity(text, item, item)
