"""Vancouver: the NLM's Citing Medicine, 2nd edition, citation-sequence; numbered."""

from __future__ import annotations

from store.citing import pages
from store.citing.english import THREE_LETTERS, month_of, year_of, year_text
from store.citing.marked import around, attach, join
from store.citing.names import NameStyle, names
from store.citing.parts import (
    IN_A_BOOK,
    SERIAL,
    edition,
    first_capital,
    people,
    short_container,
    without_periods,
)
from store.citing.prepared import prepare
from store.citing.reference import Date, Reference

_NAMES = NameStyle(separator=" ", keep_hyphen=False, comma_before_last="always", first=6)
_ABBREVIATED = frozenset(("article-journal", "review", "review-book"))


def entry(reference: Reference) -> str:
    """The marked text of a reference."""
    indexed = bool(reference.doi or reference.pmid or reference.pmcid) and reference.type == "article-journal"
    authors, editors = _authors(reference)
    web_page = reference.type == "webpage" and bool(reference.container)
    body = join(
        ". ",
        authors,
        _title(reference, web_page),
        "" if reference.container else edition(reference),
        _container(reference, editors, indexed, web_page),
        _publication(reference, indexed),
        _monograph_pages(reference),
        prepare(reference.title) if web_page else "",
        _series(reference),
        _report(reference),
    )
    return join(" ", attach(body, "."), _availability(reference, indexed), _identifiers(reference))


def _authors(reference: Reference) -> tuple[str, str]:
    """Who leads the entry, and the editors where they do not."""
    authors = names(reference.authors, _NAMES, reference.language)
    editors = people(reference, "editor", _NAMES, ", editor", ", editors")
    if authors:
        return authors, editors
    if editors:
        return editors, ""
    if translators := people(reference, "translator", _NAMES, ", translator", ", translators"):
        return translators, ""
    return people(reference, "collection-editor", _NAMES, ", editor", ", editors"), ""


def _title(reference: Reference, web_page: bool) -> str:
    title = prepare(reference.container if web_page else reference.title)
    medium = around("[", _medium(reference), "]") if web_page or not reference.container else ""
    return join(" ", title, around("[", prepare(reference.more.get("genre", "")), "]"), medium)


def _medium(reference: Reference) -> str:
    if medium := reference.more.get("medium"):
        return first_capital(medium)
    return "Internet" if reference.url and reference.type not in IN_A_BOOK else ""


def _container(reference: Reference, editors: str, indexed: bool, web_page: bool) -> str:
    title = ""
    if reference.container and not web_page:
        if reference.type in _ABBREVIATED:
            title = without_periods(short_container(reference))
        else:
            title = prepare(reference.container)
        if reference.url and not indexed:
            title = f"{title} [Internet]"
        title = join(". ", title, edition(reference))
    elif not web_page and reference.volume:
        title = f"{pages.label(reference.volume, 'Vol. ', 'Vols. ')}{pages.number(reference.volume)}"
    within = join(". ", editors, title)
    return join(": ", "In", within) if reference.type in IN_A_BOOK else within


def _publication(reference: Reference, indexed: bool) -> str:
    publisher = ""
    if reference.type not in SERIAL:
        place = "" if reference.type == "speech" else prepare(reference.publisher_place)
        if reference.type == "thesis":
            place = around("[", place, "]")
        publisher = join(": ", place, prepare(reference.publisher))
    return join("; ", publisher, join(";", _date(reference, indexed), _serial_place(reference)))


def _date(reference: Reference, indexed: bool) -> str:
    cited = around("[cited ", _day(reference.accessed), "]") if reference.url and not indexed else ""
    if reference.type in SERIAL:
        page = pages.pages(reference.page, "minimal") if reference.type == "article-newspaper" else ""
        return join(":", join(" ", _day(reference.issued), cited), page)
    date = reference.issued
    if reference.type == "report" and date:
        date = Date(date.year, date.month, None, date.season, date.literal)
        return join(" ", _day(date), cited)
    return join(" ", year_of(date), cited)


def _day(date: Date | None) -> str:
    """`2025 Sep 12`, `2025 Nov–Dec`."""
    if date is None or date.year is None:
        return date.literal if date else ""
    start = join(" ", year_text(date.year), month_of(date, THREE_LETTERS), str(date.day or ""))
    end = date.end
    if end is None or end.year is None:
        return start
    if end.year != date.year:
        return f"{start}–{_day(end)}"
    if end.month != date.month or end.season != date.season:
        return f"{start}–{join(' ', month_of(end, THREE_LETTERS), str(end.day or ''))}"
    return f"{start}–{end.day}" if end.day and end.day != date.day else start


def _serial_place(reference: Reference) -> str:
    if reference.type not in SERIAL or reference.type == "article-newspaper":
        return ""
    supplement = reference.supplement
    if pages.is_numeric(supplement):
        supplement = f"Suppl {supplement}"
    issue = around("(", join(" ", pages.number(reference.issue), first_capital(supplement)), ")")
    volume = prepare(reference.more.get("collection-title", "")) + pages.number(reference.volume) + issue
    return join(":", volume, pages.number(reference.number) or pages.pages(reference.page, "minimal"))


def _monograph_pages(reference: Reference) -> str:
    if reference.type in SERIAL:
        return ""
    if reference.type == "book":
        count = reference.more.get("number-of-pages", "")
        return f"{count} p." if count.isdigit() else count
    return around("p. ", pages.pages(reference.page, "minimal"))


def _series(reference: Reference) -> str:
    title = reference.more.get("collection-title", "")
    if reference.type in SERIAL or not title:
        return ""
    number = reference.more.get("collection-number", "")
    if number.isdigit():
        number = f"no. {number}"
    editors = people(reference, "collection-editor", _NAMES, ", editor", ", editors") if reference.authors else ""
    return around("(", join(". ", editors, join("; ", prepare(title), number)), ")")


def _report(reference: Reference) -> str:
    if reference.type != "report" or not reference.number:
        return ""
    genre = first_capital(reference.more.get("genre", "")) or "Report"
    number = reference.number
    return f"{genre} {'no.: ' if number.isdigit() else ''}{number}"


def _availability(reference: Reference, indexed: bool) -> str:
    kept = join(", ", *(reference.more.get(key, "") for key in ("archive_collection", "archive", "archive-place")))
    kept = around("Located at: ", prepare(join("; ", kept, reference.more.get("archive_location", ""))))
    address = around("Available from: ", reference.url) if reference.url and not indexed else ""
    return join(". ", kept, join(" ", address, around("doi:", reference.doi)))


def _identifiers(reference: Reference) -> str:
    listed = join("; ", around("PubMed PMID: ", reference.pmid), around("PubMed Central PMCID: ", reference.pmcid))
    return attach(listed, ".")
