"""The Lancet: numbered; British quotation marks."""

from __future__ import annotations

from store.citing import pages
from store.citing.english import month_of, year_of
from store.citing.marked import around, attach, bold, italic, join
from store.citing.names import NameStyle, names
from store.citing.parts import BOOK_LIKE, edition, people, without_periods
from store.citing.prepared import prepare_british as prepare
from store.citing.reference import Reference

_NAMES = NameStyle(separator=" ", comma_before_last="always", italic_et_al=True)
_MONTHS = ("Jan", "Feb", "March", "April", "May", "June", "July", "Aug", "Sept", "Oct", "Nov", "Dec")


def entry(reference: Reference) -> str:
    """The marked text of a reference."""
    authors = names(reference.authors, _NAMES, reference.language)
    editors = people(reference, "editor", _NAMES, ", ed.", ", eds.")
    if not authors:
        authors, editors = people(reference, "editor", _NAMES, ", editor", ", editors"), ""
    title = prepare(reference.title)
    if reference.type == "book":
        title = join(", ", title, edition(reference, "edn."))
    head = attach(join(". ", authors, title), ".")
    if reference.type in BOOK_LIKE:
        body = join(" ", head, _publisher(reference))
    elif reference.type in ("chapter", "paper-conference"):
        book = join(", ", prepare(reference.container), edition(reference, "edn."))
        within = attach(around("In: ", join(". ", editors, book)), ".")
        place = attach(join(": ", _publisher(reference), pages.pages(reference.page, "minimal")), ".")
        body = join(" ", head, within, place)
    else:
        body = attach(join(" ", head, _article(reference)), ".")
    return attach(join(" ", body, _access(reference)), ".")


def _publisher(reference: Reference) -> str:
    place = join(": ", prepare(reference.publisher_place), prepare(reference.publisher))
    return join(", ", place, year_of(reference.issued))


def _article(reference: Reference) -> str:
    container = prepare(reference.container_short or reference.container)
    if reference.type in ("article-journal", "article-magazine"):
        journal = italic(without_periods(container))
    else:
        journal = attach(container, ".")
    date = reference.issued
    ahead = ""
    if date and not reference.page and not reference.volume:
        ahead = around("published online ", join(" ", month_of(date, _MONTHS), str(date.day or "")))
    place = bold(pages.number(reference.volume)) + around(": ", pages.pages(reference.page, "minimal"))
    return join("; ", join(" ", journal, year_of(date)), ahead, place)


def _access(reference: Reference) -> str:
    if reference.page:
        return ""
    if reference.doi:
        return f"DOI:{reference.doi}"
    if not reference.url:
        return ""
    date = reference.accessed
    accessed = ""
    if date and date.year:
        month_day = join(" ", month_of(date, _MONTHS), str(date.day or ""))
        accessed = around(" (accessed ", join(", " if date.day else " ", month_day, year_of(date)), ").")
    return reference.url + accessed
