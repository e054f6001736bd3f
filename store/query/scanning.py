"""Reading the text of a query piece by piece."""

from __future__ import annotations

import re

from msgspec import Struct

from store.errors import QueryError
from store.patterns import pattern
from store.query.nodes import LEVELS, Level

QUOTATION_MARKS = {'"': '"', "“": "”", "„": "“", "«": "»"}
"""Marks that begin a quotation, and those that end it; the curled ones only where both are there."""
BREAK = pattern(r'[\s()"]')
STRAY_TILDE = pattern(r"~[a-z]+(?=[\s()\"*]|$)", re.IGNORECASE)
"""What may have been meant as the sign of a pair."""
TILDE = pattern(r'~(?:([a-z]*)(?=[\s()"*]|$)|(?=[a-z][\w.-]*:[^\s()]))', re.IGNORECASE)
"""The sign of a pair: how near may follow it, and then a break; or at once the field or CURIE of its other side."""


class Scanner(Struct):
    """A text with a place in it."""

    text: str
    typing: bool
    """It is being typed: what is open at the end is not wrong yet."""
    at: int = 0

    def skip(self) -> int:
        """Go past white space; where that ends."""
        while self.at < len(self.text) and self.text[self.at].isspace():
            self.at += 1
        return self.at

    def run(self, *, ends_at_pair: bool = False) -> str:
        """Take what stands here up to white space, a parenthesis or a quotation mark."""
        start = self.at
        match = BREAK.search(self.text, start)
        self.at = match.start() if match else len(self.text)
        if ends_at_pair:
            pair = next((found for found in TILDE.finditer(self.text, start, self.at + 1)), None)
            self.at = pair.start() if pair else self.at
        return self.text[start : self.at]

    def quotes(self, at: int) -> bool:
        """Whether a quotation begins at a place of the text."""
        mark = self.text[at : at + 1]
        return mark == '"' or (mark in QUOTATION_MARKS and QUOTATION_MARKS[mark] in self.text[at + 1 :])

    def quoted(self) -> tuple[str, bool]:
        """Take what stands in quotation marks, and whether its last word is a beginning."""
        start = self.at
        end = self.text.find(QUOTATION_MARKS[self.text[start]], start + 1)
        if end == -1:
            if not self.typing:
                raise self.error(start, "This quotation mark is never closed.", "Close it, or take it out.")
            self.at = len(self.text)
            return self.text[start + 1 :], not self.text[-1].isspace()
        self.at = end + 1
        value = self.text[start + 1 : end].replace('"', " ")
        return value, value.rstrip().endswith("*")

    def operator(self, word: str) -> bool:
        """Whether a word of the grammar stands here."""
        end = self.at + len(word)
        return self.text.startswith(word, self.at) and (end == len(self.text) or bool(BREAK.match(self.text, end)))

    def something_follows(self, skip: int) -> bool:
        """Whether anything stands after so many characters, inside the same parentheses."""
        rest = self.text[self.at + skip :].lstrip()
        return bool(rest) and not rest.startswith(")")

    def is_last(self, end: int) -> bool:
        """Whether the word that ends here is still being typed."""
        return self.typing and end == len(self.text)

    def error(self, column: int, sentence: str, advice: str = "") -> QueryError:
        """An error that points at a column."""
        return QueryError(self.text, column, sentence, advice)

    def tilde(self) -> tuple[Level, int] | None:
        """How near the sign of a pair that stands here asks for, and where the sign ends; None where none stands."""
        match = TILDE.match(self.text, self.at)
        if match is None:
            return None
        asked = (match[1] or "").lower()
        within = next((level for level in LEVELS if level.startswith(asked)), None)
        return (within, match.end()) if within is not None else None
