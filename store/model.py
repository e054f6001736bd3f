"""The words of the project as values: `Case`, `Mention`, `Entity` and what they are made of.

All are immutable; sequences are tuples; a missing text is `None`, never an empty string. Every string in them has been
cleaned (`store.text.clean`).
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

Section = Literal["linked", "full_text"]
"""Which list of a case file a mention stands in: *Linked entities* or *Full-text entities*."""


class Mention(Struct, frozen=True, cache_hash=True):
    """That a case names an entity."""

    section: Section
    kind: str
    """The label of the list in the singular and in lower case: `gene`, `disease`, `cell line`, …"""
    name: str
    description: str | None = None
    curies: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    raw: str = ""
    """The item as it stands in the file (cleaned)."""


class FullText(Struct, frozen=True):
    """Where the complete paper is, or its text where the file holds it."""

    url: str | None = None
    text: str | None = None


class Items(Struct, frozen=True):
    """Figures or references: how many (`count`), where (`url`), and those that the file lists (`items`)."""

    count: int | None = None
    url: str | None = None
    items: tuple[str, ...] = ()


class OtherSection(Struct, frozen=True):
    """A section that the layout does not know, or text that stood outside all sections (`heading` is then empty)."""

    heading: str
    text: str


class EntityList(Struct, frozen=True):
    """The raw line of an entity list, kept because names hold commas and no split is certain."""

    section: Section
    label: str
    raw: str


class Case(Struct, frozen=True):
    """One paper in the library: a case report. Field names are those of `rounds show --json`."""

    id: str
    """The key: `pmc:PMC…`, else `doi:…`, else `pubmed:…`, else `hash:…`."""
    title: str
    pmcid: str | None = None
    pmid: str | None = None
    doi: str | None = None
    authors: tuple[str, ...] = ()
    journal: str | None = None
    date: str | None = None
    """As the file gives it; `store.dates` reads it."""
    archive: str | None = None
    url: str | None = None
    tldr: str | None = None
    contribution: str | None = None
    key_findings: tuple[str, ...] = ()
    abstract: tuple[str, ...] = ()
    """Paragraphs."""
    mentions: tuple[Mention, ...] = ()
    entity_lists: tuple[EntityList, ...] = ()
    full_text: FullText = FullText()
    figures: Items = Items()
    references: Items = Items()
    other_sections: tuple[OtherSection, ...] = ()


class Notice(Struct, frozen=True):
    """A warning of the reader: what was odd, and on which line (from 1) of the file."""

    line: int
    message: str


class CaseRow(Struct, frozen=True):
    """What a list shows of a case. `number` is its document number in the library, not stable across libraries."""

    number: int
    id: str
    title: str
    authors: tuple[str, ...]
    journal: str | None
    date: str | None
    keys: tuple[str, ...] = ()
    """Every key that it has or had, the present id first: what a notebook may know it by."""


class Entity(Struct, frozen=True):
    """A thing with an identity across cases."""

    id: str
    """Its first CURIE (`store.curie.NAMESPACE_ORDER`), else `kind:name`, the name folded and in lower case."""
    kinds: tuple[str, ...]
    name: str
    curies: tuple[str, ...]
    aliases: tuple[str, ...]
    cases: int
    """In how many cases of the library it is mentioned."""


class Known(Struct, frozen=True):
    """How a library knows a case."""

    keys: tuple[str, ...]
    """Every key that it has or had, the present id first."""
    title: str | None = None
