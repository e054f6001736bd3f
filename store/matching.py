"""Where words stand in a text: folded words with their places, and runs of them that fit a phrase."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

from store.patterns import pattern
from store.query.nodes import Query, Word
from store.query.parsing import parse
from store.text import GREEK_NAMES, WORD, fold_character

Place = tuple[int, int]
"""Offsets (from, to) in the text as it is written, in code points."""

_ASCII_WORD = pattern("[a-z0-9]+")
_WORD = pattern(WORD)
_LONE_GREEK = pattern("(?<![α-ω])[α-ω](?![α-ω])")


@lru_cache(maxsize=64)
def placed_words(text: str) -> tuple[tuple[str, int, int], ...]:
    """The words of `text`, those of `store.text.words`, each with where it begins and ends in `text`."""
    if text.isascii():
        return tuple((match[0], match.start(), match.end()) for match in _ASCII_WORD.finditer(text.lower()))
    pieces = [fold_character(character) for character in text]
    origin = [number for number, piece in enumerate(pieces) for _ in piece]
    folded = "".join(pieces)
    found = [
        (GREEK_NAMES[match[0]], match.start(), match.end())
        for match in _LONE_GREEK.finditer(folded)
        if match[0] in GREEK_NAMES
    ]
    rest = _LONE_GREEK.sub(" ", folded)
    found += [(match[0], match.start(), match.end()) for match in _WORD.finditer(rest)]
    return tuple(sorted(((word, origin[a], origin[b - 1] + 1) for word, a, b in found), key=lambda one: one[1:]))


def places_of(text: str, phrases: Iterable[Sequence[Word]]) -> list[Place]:
    """Where any of `phrases` stands in `text`, in order; places that overlap are made one."""
    phrases = likely(text, phrases)
    if not phrases:
        return []
    tokens = placed_words(text)
    found: list[Place] = []
    for phrase in phrases:
        for start in range(len(tokens) - len(phrase) + 1):
            if all(_fits(word, tokens[start + n][0]) for n, word in enumerate(phrase)):
                found.append((tokens[start][1], tokens[start + len(phrase) - 1][2]))
    return _joined(sorted(found))


def likely(text: str, phrases: Iterable[Sequence[Word]]) -> list[Sequence[Word]]:
    """Those of `phrases` that may stand in `text`: that none does is seen far sooner than where one stands."""
    if not text.isascii():
        return list(phrases)
    lowered = text.lower()
    return [phrase for phrase in phrases if all(word.text in lowered for word in phrase)]


def _fits(word: Word, token: str) -> bool:
    return token.startswith(word.text) if word.prefix else token == word.text


def _joined(places: Sequence[Place]) -> list[Place]:
    joined: list[Place] = []
    for start, end in places:
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def phrases_of(query: str | Query, *, typing: bool = False) -> tuple[tuple[Word, ...], ...]:
    """What a query looks for in texts, without what it excludes; empty where it looks for no words."""
    parsed = parse(query, typing=typing) if isinstance(query, str) else query
    return tuple(dict.fromkeys(text.words for text in parsed.texts()))
