"""Citation keys of BibTeX and the like."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from string import Formatter

from store.citing.reference import Name, Reference
from store.citing.word_sets import word_set
from store.errors import RoundsError

DEFAULT_PATTERN = "{family}{year}{word}"
"""`gao2026giant`: the first author's family name, the year, the first telling word of the title."""
_SMALL = word_set(
    """a an and as at by case for from in into is of on or report the their to with without der die das el la le les un
    une"""
)
_FIELDS = ("family", "Family", "year", "word", "Word", "journal", "doi", "pmid", "pmcid", "id")
_FORBIDDEN = re.compile(r"[^A-Za-z0-9:_-]+")
_WORD = re.compile(r"[^\W_]+")
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


def keys_of(references: Sequence[Reference], pattern: str = DEFAULT_PATTERN) -> list[str]:
    """A key for each reference: of `[A-Za-z0-9:_-]` only, unique regardless of case, the same for the same list.

    `pattern` has fields in braces: family, Family, year, word, Word, journal, doi, pmid, pmcid, id. Keys that would
    be the same get `a`, `b`, … in the order of the references. Raises `RoundsError` for a field that does not exist.
    """
    check_pattern(pattern)
    wanted = [_key(reference, pattern) for reference in references]
    counts: dict[str, int] = {}
    for key in wanted:
        counts[key.lower()] = counts.get(key.lower(), 0) + 1
    taken = {key.lower() for key in wanted if counts[key.lower()] == 1}
    keys = []
    for key in wanted:
        unique = key
        place = 0
        while counts[key.lower()] > 1 and (unique == key or unique.lower() in taken):
            unique = key + _suffix(place)
            place += 1
        taken.add(unique.lower())
        keys.append(unique)
    return keys


def check_pattern(pattern: str) -> None:
    """Raise `RoundsError` where `pattern` cannot be used, with what can."""
    try:
        parts = [part for part in Formatter().parse(pattern) if part[1] is not None]
    except ValueError as error:
        raise RoundsError(f"The pattern of citation keys “{pattern}” cannot be read: {error}.") from None
    fields = [field for _, field, _, _ in parts]
    if unknown := [field for field in fields if field not in _FIELDS]:
        raise RoundsError(
            f"The pattern of citation keys has a field “{unknown[0]}” that does not exist.",
            f"There are {', '.join(_FIELDS)}.",
        )
    if formatted := [field for _, field, form, conversion in parts if form or conversion]:
        raise RoundsError(
            f"The pattern of citation keys says how to format “{formatted[0]}”.",
            f"A field stands alone, as in {{{formatted[0]}}}.",
        )


def _suffix(place: int) -> str:
    """A … z, aa, ab, …"""
    text = ""
    place += 1
    while place:
        place, letter = divmod(place - 1, 26)
        text = _LETTERS[letter] + text
    return text


def _key(reference: Reference, pattern: str) -> str:
    family = _ascii(_leading_name(reference.authors)) or "anonymous"
    word = next((word for word in _words(reference.title) if word.lower() not in _SMALL), "")
    filled = pattern.format(
        family=family.lower(),
        Family=family,
        year=reference.issued.year if reference.issued and reference.issued.year else "",
        word=word.lower(),
        Word=word[:1].upper() + word[1:],
        journal=_ascii(reference.container_short or reference.container),
        doi=reference.doi,
        pmid=reference.pmid,
        pmcid=reference.pmcid,
        id=reference.id,
    )
    return _FORBIDDEN.sub("", filled) or "reference"


def _leading_name(authors: Sequence[Name]) -> str:
    if not authors:
        return ""
    first = authors[0]
    return f"{first.particle}{first.family}" if first.family else (first.literal or first.given)


_ODD = str.maketrans(
    {
        "ß": "ss",
        "æ": "ae",
        "Æ": "Ae",
        "œ": "oe",
        "Œ": "Oe",
        "ø": "o",
        "Ø": "O",
        "ł": "l",
        "Ł": "L",
        "đ": "d",
        "Đ": "D",
        "ð": "d",
        "þ": "th",
        "ı": "i",
    }
)


def _ascii(text: str) -> str:
    """`text` in letters and digits of ASCII, as far as it has them."""
    folded = unicodedata.normalize("NFKD", text.translate(_ODD))
    return "".join(letter for letter in folded if letter.isascii() and letter.isalnum())


def _words(title: str) -> list[str]:
    plain = re.sub("<[^>]*>", "", title)
    return [word for word in (_ascii(word) for word in _WORD.findall(plain)) if len(word) > 1]
