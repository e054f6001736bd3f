"""AMA Manual of Style, 11th edition: numbered."""

from __future__ import annotations

from store.citing import pages
from store.citing.casing import headline
from store.citing.english import year_of
from store.citing.marked import around, attach, italic, join
from store.citing.names import NameStyle, names
from store.citing.parts import (
    IN_A_BOOK,
    edition,
    month_day_year,
    people,
    short_container,
    without_periods,
)
from store.citing.prepared import prepare
from store.citing.reference import Reference

_NAMES = NameStyle(separator=" ", keep_hyphen=False, comma_before_last="always")
_BOOKS = frozenset(("bill", "book", "graphic", "legislation", "motion_picture", "report", "song"))
_TITLE_ALONE = _BOOKS | {"legal_case", "thesis"}


def entry(reference: Reference) -> str:
    """The marked text of a reference."""
    title = _title(reference)
    authors = names(reference.authors, _NAMES, reference.language)
    editors = people(reference, "editor", _NAMES, ", ed.", ", eds.")
    if not authors:
        authors, editors = (editors, "") if editors else (title, "")
        if authors == title:
            title = ""
    body = attach(join(". ", authors, title, _source(reference, editors)), ".")
    return join(" ", body, _access(reference))


def _title(reference: Reference) -> str:
    if reference.type not in _TITLE_ALONE:
        return prepare(reference.title)
    return italic(prepare(headline(reference.title) if reference.speaks_english else reference.title))


def _source(reference: Reference, editors: str) -> str:
    if reference.type in _BOOKS:
        return _book(reference, editors)
    if reference.type in IN_A_BOOK:
        return _chapter(reference, editors)
    if reference.type in ("post", "post-weblog", "webpage"):
        return join(". ", prepare(reference.container), month_day_year(reference.issued))
    if reference.type == "thesis":
        return join(". ", prepare(reference.more.get("genre", "")), _published(reference))
    return _article(reference, editors)


def _published(reference: Reference) -> str:
    return join("; ", prepare(reference.publisher), year_of(reference.issued))


def _volume(reference: Reference) -> str:
    return around(pages.label(reference.volume, "Vol ", "Vols "), pages.number(reference.volume, "-"))


def _book(reference: Reference, editors: str) -> str:
    description = join(". ", _volume(reference), edition(reference), around("(", editors, ")"), _published(reference))
    return join(":", description, pages.pages(reference.page, "expanded", "-"))


def _chapter(reference: Reference, editors: str) -> str:
    book = prepare(headline(reference.container) if reference.speaks_english else reference.container)
    collection = prepare(reference.more.get("collection-title", ""))
    described = join(
        ". ", editors, italic(book), _volume(reference), edition(reference), collection, _published(reference)
    )
    place = pages.pages(reference.page, "expanded", "-") or around("chap ", reference.more.get("chapter-number", ""))
    return join(":", around("In: ", described), place)


def _article(reference: Reference, editors: str) -> str:
    journal = italic(without_periods(short_container(reference)))
    publisher = italic(prepare(reference.publisher)) if reference.type == "article" else ""
    if reference.volume or reference.issue:
        date = year_of(reference.issued)
    else:
        date = around(_announcement(reference.type), month_day_year(reference.issued))
    supplement = reference.supplement
    if pages.is_numeric(supplement):
        supplement = f"suppl {supplement}"
    issue = (
        pages.number(reference.volume, "-")
        + around("(", pages.number(reference.issue, "-"), ")")
        + around("(", supplement, ")")
    )
    place = pages.number(reference.number, "-") or pages.pages(reference.page, "expanded", "-")
    if reference.type == "article-newspaper":
        issue = ""
    return join(". ", editors, journal, publisher, join(":", join(";", date, issue), place))


def _announcement(kind: str) -> str:
    if kind == "article-newspaper":
        return ""
    return "Preprint posted online " if kind == "article" else "Published online "


def _access(reference: Reference) -> str:
    if reference.doi:
        return f"doi:{reference.doi}"
    if not reference.url:
        return ""
    return join(". ", around("Accessed ", month_day_year(reference.accessed)), reference.url)
