"""Where the text of a case names its entities.

A name is found where its words follow one another in the text, whatever the case, accents, hyphens and Greek letters;
the longest name wins where several begin at one place, and the last word may be a plural. A symbol (a short word in
capitals such as `MET` or `ALL`) has to be written in capitals in the text as well, lest it be found in “met” and “all”.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from store.matching import placed_words
from store.model import Case
from store.text import words

Field = tuple[str, int]
"""A text of a case: the name of the field and the index in it (0 for a single text): `("key_findings", 2)`."""

_LONGEST = 12
"""Names of more words than this are not looked for."""
_SYMBOL = 5
"""A single word in capitals of at most this many letters is a symbol, whose case counts."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A stretch of text that names an entity: offsets in code points, and the indexes of the mentions it may mean."""

    start: int
    end: int
    mentions: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Spots:
    """Where a case's text names its entities. `said` and `said_as` have an element for each mention of the case."""

    fields: Mapping[Field, tuple[Spot, ...]]
    said: tuple[int, ...]
    """How often the text says the mention's own name."""
    said_as: tuple[Mapping[str, int], ...]
    """How often it says each alias."""


def texts_of(case: Case) -> Iterable[tuple[Field, str]]:
    """Every text of a case in reading order."""
    yield ("title", 0), case.title
    if case.tldr:
        yield ("tldr", 0), case.tldr
    if case.contribution:
        yield ("contribution", 0), case.contribution
    for name in ("key_findings", "abstract"):
        for index, text in enumerate(getattr(case, name)):
            yield (name, index), text
    for index, section in enumerate(case.other_sections):
        yield ("other_sections", index), section.text


@dataclass(frozen=True, slots=True)
class _Name:
    """A way to say a mention."""

    mention: int
    text: str
    own: bool
    """The mention's own name, not an alias."""
    symbol: bool


def spot(case: Case) -> Spots:
    """Find every mention of `case` in its texts; linear in the length of the texts and the number of names."""
    names = _names(case)
    lengths = sorted({len(key) for key in names}, reverse=True)
    first_words = {key[0] for key in names if key}
    said = [0] * len(case.mentions)
    said_as: list[Counter[str]] = [Counter() for _ in case.mentions]
    fields: dict[Field, tuple[Spot, ...]] = {}
    for field, text in texts_of(case):
        spots: list[Spot] = []
        tokens = placed_words(text)
        at = 0
        while at < len(tokens):
            found = None
            word = tokens[at][0]
            if word in first_words or (len(word) > 3 and word[-1] == "s" and _singulars(word) & first_words):
                found = _longest(text, tokens, at, lengths, names)
            if found is None:
                at += 1
                continue
            length, meant = found
            for name in meant:
                if name.own:
                    said[name.mention] += 1
                else:
                    said_as[name.mention][name.text] += 1
            mentions = tuple(dict.fromkeys(name.mention for name in meant))
            spots.append(Spot(tokens[at][1], tokens[at + length - 1][2], mentions))
            at += length
        if spots:
            fields[field] = tuple(spots)
    return Spots(fields, tuple(said), tuple(said_as))


def _names(case: Case) -> dict[tuple[str, ...], list[_Name]]:
    """The names and aliases of all mentions by their words; an alias that is the mention's name counts as that."""
    names: dict[tuple[str, ...], list[_Name]] = {}
    for index, mention in enumerate(case.mentions):
        own = tuple(words(mention.name))
        for text in (mention.name, *mention.aliases):
            key = tuple(words(text))
            is_own = text is mention.name
            if 0 < len(key) <= _LONGEST and (is_own or key != own) and sum(map(len, key)) > 1:
                names.setdefault(key, []).append(_Name(index, text, is_own, _is_symbol(text)))
    return names


def _longest(
    text: str,
    tokens: tuple[tuple[str, int, int], ...],
    at: int,
    lengths: list[int],
    names: Mapping[tuple[str, ...], list[_Name]],
) -> tuple[int, list[_Name]] | None:
    for length in lengths:
        if at + length > len(tokens):
            continue
        key = tuple(token for token, _, _ in tokens[at : at + length])
        written = text[tokens[at][1] : tokens[at + length - 1][2]]
        for candidate in (key, *((*key[:-1], singular) for singular in _singulars(key[-1]))):
            meant = [name for name in names.get(candidate, ()) if not name.symbol or _is_capital(written)]
            if meant:
                return length, meant
    return None


def _singulars(word: str) -> set[str]:
    """What a word may be the plural of (`tumors`, `biopsies`, `abscesses`, `metastases`)."""
    if len(word) < 4 or word[-1] != "s" or word.endswith("ss"):
        return set()
    found = {word[:-1]}
    if word.endswith("ies"):
        found.add(word[:-3] + "y")
    elif word.endswith("es"):
        found |= {word[:-2], word[:-2] + "is"}
    return found


def _is_symbol(text: str) -> bool:
    return len(text) <= _SYMBOL and text.isalpha() and text.isupper()


def _is_capital(written: str) -> bool:
    letters = written.rstrip("s")
    return letters.isupper()
