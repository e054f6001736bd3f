"""The New England Journal of Medicine: numbered."""

from __future__ import annotations

from store.citing import pages
from store.citing.english import THREE_LETTERS, month_of, year_of
from store.citing.marked import around, attach, join
from store.citing.names import NameStyle, names
from store.citing.parts import BOOK_LIKE, edition, people, short_container, without_periods
from store.citing.prepared import prepare
from store.citing.reference import Reference

_NAMES = NameStyle(separator=" ", comma_before_last="always")


def entry(reference: Reference) -> str:
    """The marked text of a reference."""
    article = reference.type in ("article-journal", "article-magazine")
    online = bool(reference.url)
    authors = names(reference.authors, _NAMES, reference.language)
    editors = people(reference, "editor", _NAMES, ", editor", ", editors")
    if not authors:
        authors, editors = editors, ""
    title = join(" ", prepare(reference.title), "[Internet]" if online and not article else "")
    head = attach(join(". ", authors, title), ".")
    if reference.type in BOOK_LIKE:
        body = join(" ", head, attach(edition(reference), "."), _publisher(reference))
    elif reference.type in ("chapter", "paper-conference"):
        body = _chapter(reference, head, editors)
    else:
        body = join(" ", head, _article(reference, article))
    address = around("Available from: ", reference.url)
    return body + address if body.endswith(";") else join(" ", body, address)


def _cited(reference: Reference) -> str:
    date = reference.accessed
    if not reference.url or date is None or date.year is None:
        return ""
    day = str(date.day or "")
    return around("[cited ", join(" ", year_of(date), month_of(date, THREE_LETTERS), day), "]")


def _publisher(reference: Reference) -> str:
    place = around("", prepare(reference.publisher_place), ": ") + around("", prepare(reference.publisher), "; ")
    date = join(" ", year_of(reference.issued), _cited(reference))
    return place + attach(date, ".")


def _chapter(reference: Reference, head: str, editors: str) -> str:
    within = around("In: ", join(". ", editors, prepare(reference.container)))
    page = around("p. ", pages.pages(reference.page, "minimal"), ".")
    return join(" ", head, attach(within, "."), _publisher(reference), page)


def _article(reference: Reference, article: bool) -> str:
    container = short_container(reference)
    if article:
        journal = around("", without_periods(container), " [Internet]" if reference.url else "")
    else:
        journal = attach(container, ".")
    date = join(" ", year_of(reference.issued), _cited(reference))
    place = (
        pages.number(reference.volume)
        + around("(", pages.number(reference.issue), ")")
        + around(":", pages.pages(reference.page, "minimal"))
    )
    text = around("", journal, " ") + attach(around("", date, ";"), place)
    return attach(text, ".") if place else text
