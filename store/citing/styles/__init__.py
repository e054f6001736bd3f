"""The styles that Rounds prints itself, one file each; each is loaded when it is first used."""

from __future__ import annotations

import re
from importlib import import_module
from types import MappingProxyType, ModuleType

from msgspec import Struct

from store.citing.marked import AMERICAN, BRITISH, Quotes
from store.citing.reference import Reference
from store.text import fold

_NO_LETTER = re.compile(r"[^\w ]+|_")


class Style(Struct, frozen=True):
    """A style: its name on the command line, what it is, and how its list is ordered and numbered."""

    name: str
    title: str
    csl: str
    """The name of the same style in the CSL project's collection."""
    numbered: bool = True
    """Whether its list is in the order of citing and numbered, else alphabetical."""
    number: str = "{}. "
    quotes: Quotes = AMERICAN
    italics: bool = True
    """Whether plain text loses type faces of a journal article."""

    def entry(self, reference: Reference) -> str:
        """The marked text of `reference`, without a number."""
        text: str = self._module().entry(reference)
        return text

    def sort_key(self, reference: Reference) -> tuple[str, int, str]:
        """What an alphabetical list is sorted by: name, year, title."""
        lead: str = self._module().sort_key(reference)
        year = reference.issued.year if reference.issued else None
        return _alphabetical(lead), year if year is not None else -10_000, _alphabetical(reference.title)

    def _module(self) -> ModuleType:
        return import_module(f"store.citing.styles.{self.name}")


def _alphabetical(text: str) -> str:
    return _NO_LETTER.sub("", fold(text))


STYLES = MappingProxyType(
    {
        style.name: style
        for style in (
            Style("ama", "AMA, 11th edition", "american-medical-association"),
            Style("vancouver", "Vancouver (NLM, Citing Medicine)", "nlm-citation-sequence", italics=False),
            Style("apa", "APA, 7th edition", "apa", numbered=False),
            Style("nejm", "The New England Journal of Medicine", "the-new-england-journal-of-medicine", italics=False),
            Style("lancet", "The Lancet", "the-lancet", number="{} ", quotes=BRITISH),
            Style("nature", "Nature", "nature", quotes=BRITISH),
            Style("chicago", "Chicago, 18th edition, author-date", "chicago-author-date", numbered=False),
            Style("harvard", "Harvard (Cite Them Right)", "harvard-cite-them-right", numbered=False),
            Style("ieee", "IEEE", "ieee", number="[{}] "),
        )
    }
)
"""The styles by name, in the order in which they are offered."""
