"""Text as the full-text index takes it: folded words with spaces between them, a break between two texts."""

from __future__ import annotations

from collections.abc import Iterable

from store.patterns import pattern
from store.text import WORD, fold_for_words

BREAK = "|"
"""Stands between texts that no phrase may span: two names, two paragraphs."""
SEPARATOR = "\x1f"
"""Stands between two texts before they are folded, and between the parts of a key; no cleaned text holds it."""

_APART = f" {SEPARATOR} "
_WORD_OR_BREAK = pattern(f"{SEPARATOR}|{WORD}")
_LETTERS = bytes(
    ord(BREAK)
    if character == SEPARATOR
    else ord(character.lower())
    if character.isascii() and character.isalnum()
    else ord(" ")
    for character in map(chr, range(256))
)
"""What becomes of each byte of plain ASCII text."""


def tokens(texts: Iterable[str]) -> list[str]:
    """The words of texts (`store.text.words`) with `BREAK` between two texts; text without words says nothing."""
    folded = _APART.join([text for text in texts if text])
    if not folded.isascii():
        folded = fold_for_words(folded)
        if not folded.isascii():
            return [BREAK if word == SEPARATOR else word for word in _WORD_OR_BREAK.findall(folded)]
    # for plain text a table of bytes and a split at white space are several times quicker than any pattern
    return folded.encode("ascii").translate(_LETTERS).decode("ascii").split()
