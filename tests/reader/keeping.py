"""What must be left of a case file once it was read: every word that is not part of the layout itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from store.documents import to_document
from store.model import Case
from store.readers.decoding import decode

_WORD = re.compile(r"\w\w+")
_STRUCTURE = {
    word
    for line in (
        "author authors doi pmid pmcid pmc id pubmed journal date published year archive https http org dx www source",
        "tl dr tldr contribution contributions key finding findings abstract linked entity entities full text fulltext",
        "full_text figure figures reference references list aka none nil no na and or",
        "_full body omitted from this summary view view_ fetch see get read the complete paper as markdown with",
        "captions in",
    )
    for word in line.split(" ")
}
"""Words that the layout itself is made of: they may be read as structure."""


def texts_in(value: Any) -> Iterator[str]:
    """Every text in a document."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from texts_in(one)
    elif isinstance(value, list):
        for one in value:
            yield from texts_in(one)
    elif value is not None:
        yield str(value)


def lost_words(data: bytes, case: Case) -> set[str]:
    """The words of a file, numbers aside, that are nowhere in the case that was read from it."""
    kept = {word.casefold() for one in texts_in(to_document(case)) for word in _WORD.findall(one)}
    said = {word.casefold() for word in _WORD.findall(decode(data)[0])}
    return {word for word in said - kept - _STRUCTURE if not word.isdigit()}
