"""Particles of family names (`van der`, `de la`, `al-`) and where they end."""

from __future__ import annotations

from store.citing.word_sets import word_set
from store.patterns import pattern

_WORDS = word_set(
    """'s 't a aan af al am auf aus ben bij bin boven d da dal dalla das de deca degli dei del dela della delle dello
    den der des di die do don dos du el het i ibn il im in l la las le les lo los lou of onder op over s sen t te ten
    ter tho thoe thor to toe tot uijt uit unter v v. v.d. van vander vd ver vom von voor vor z ze zu zum zur"""
)
"""Particles that are words of their own."""
_FAMILY_START = pattern("[^ ]+[-'’\u02bb ] *")
_GIVEN_END = pattern(" +[^ ]+$")
_BEFORE_LETTER = "-'’\u02bb "


def split_family(family: str) -> tuple[str, str]:
    """The particle in small letters that a family name begins with, and the rest, for names that come in parts.

    `van der Berg` gives `van der` and `Berg`, `al-Farsi` gives `al-` and `Farsi`. Something is always left.
    """
    at = 0
    while match := _FAMILY_START.match(family, at):
        if match.end() >= len(family) or not _is_small(match[0]):
            break
        at = match.end()
    return family[:at].rstrip(" "), family[at:]


def split_given(given: str) -> tuple[str, str]:
    """Given names, and the words in small letters that they end with: `Jan van` gives `Jan` and `van`."""
    end = len(given)
    while (match := _GIVEN_END.search(given, 0, end)) and match.start() and _is_small(match[0]):
        end = match.start()
    return given[:end], given[end:].strip(" ")


def _is_small(word: str) -> bool:
    first = word.lstrip(_BEFORE_LETTER)[:1]
    return first != first.upper()


def is_particle(word: str) -> bool:
    """Whether `word` is a particle in small letters."""
    return word.replace("’", "'") in _WORDS and word.lstrip("'’")[:1].islower()
