"""The bibliographic value that every style and format is a function of."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct, field


class Name(Struct, frozen=True):
    """A person, or a body that is named as a whole (`literal`)."""

    family: str = ""
    given: str = ""
    suffix: str = ""
    """`Jr.`, `III`, …"""
    dropping: str = ""
    """A particle that is left out where only the family name is given (CSL's *dropping particle*)."""
    particle: str = ""
    """A particle that always goes with the family name (CSL's *non-dropping particle*)."""
    literal: str = ""


class Date(Struct, frozen=True):
    """A date as far as it is known. `literal` is one that could not be read, `end` the last day of a range."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    season: int | None = None
    """1 spring, 2 summer, 3 autumn, 4 winter."""
    literal: str = ""
    end: Date | None = None
    uncertain: bool = False


class Reference(Struct, frozen=True):
    """What can be said of a work that is cited. Every text has been cleaned (`store.text.clean`); "" is not known.

    Titles may hold the inline markup of CSL-JSON (`<i>`, `<b>`, `<sub>`, `<sup>`, small capitals).
    """

    id: str
    type: str = "article-journal"
    """A type of CSL 1.0.2."""
    title: str = ""
    title_is_sentence: bool = False
    """A full stop at the end of the title was put there by an archive, as PubMed does, and is no part of it."""
    authors: tuple[Name, ...] = ()
    container: str = ""
    """The journal or the book that the work is part of."""
    container_short: str = ""
    issued: Date | None = None
    volume: str = ""
    issue: str = ""
    page: str = ""
    number: str = ""
    """The number of an article that has no pages, of a report, of a preprint, …"""
    supplement: str = ""
    doi: str = ""
    pmid: str = ""
    pmcid: str = ""
    url: str = ""
    accessed: Date | None = None
    publisher: str = ""
    publisher_place: str = ""
    language: str = ""
    """An IETF language tag."""
    abstract: str = ""
    issn: str = ""
    isbn: str = ""
    more: Mapping[str, str] = field(default_factory=dict)
    """CSL variables that few works have, by their CSL names: `edition`, `genre`, `status`, `collection-title`, …"""
    names: Mapping[str, tuple[Name, ...]] = field(default_factory=dict)
    """Other people, by their CSL role: `editor`, `translator`, …"""

    @property
    def speaks_english(self) -> bool:
        """Whether capitals may be set as English titles have them: the language is English or not said."""
        return self.language[:2].lower() in ("", "en")
