"""Particles of family names (`van der`, `de la`, `al-`) and where they end."""

from __future__ import annotations

import re

from store.citing.word_sets import word_set

_WORDS = word_set(
    """'s 't a aan af al am auf aus ben bij bin boven d da dal dalla das de deca degli dei del dela della delle dello
    den der des di die do don dos du el het i il im in l la las le les lo los lou of onder op over s sen t te ten
    ter tho thoe thor to toe tot uijt uit unter v v. v.d. van vander vd ver vom von voor vor z ze zu zum zur"""
)
"""Particles that are words of their own."""
_JOINED = re.compile(
    "(?:a[dlnrstz]|adh|ash|ath|aš|aḍ|aḏ|aṣ|aṭ|aṯ|aẓ|e[dlnrstz]|edh|esh|eth|eš|eḍ|eḏ|eṣ|eṭ|eṯ|eẓ)-"
    "|(?:d|de|dal|dall|dell|l|s|de l)['’\u02bb]"
)
"""Particles that are written together with the name."""


def split_family(family: str) -> tuple[str, str]:
    """The particles that a family name begins with, and the rest: `van der Berg` gives `van der` and `Berg`.

    Only words in small letters count, and something must be left.
    """
    if not family or family[0].isupper():
        return "", family
    at = 0
    while True:
        rest = family[at:]
        if match := _JOINED.match(rest):
            end = match.end()
        else:
            word, space, _ = rest.partition(" ")
            if not space or (word not in _WORDS and word.replace("’", "'") not in _WORDS):
                break
            end = len(word) + 1
        if at + end >= len(family):
            break
        at += end
    return family[:at].rstrip(" "), family[at:]


def split_given(given: str) -> tuple[str, str]:
    """Given names, and the particles that they end with: `Jan van` gives `Jan` and `van`."""
    words = given.split(" ")
    at = len(words)
    while at > 1 and (words[at - 1] in _WORDS or _JOINED.fullmatch(words[at - 1])):
        at -= 1
    return " ".join(words[:at]), " ".join(words[at:])


def is_particle(word: str) -> bool:
    """Whether `word` is a particle in small letters."""
    return word in _WORDS and word[:1].islower()
