"""IEEE Reference Guide: numbered."""

from __future__ import annotations

from store.citing import pages
from store.citing.casing import capitalize_first
from store.citing.english import THREE_LETTERS, month_of, year_of, year_text
from store.citing.marked import around, attach, bold, italic, join, quoted
from store.citing.names import NameStyle, names
from store.citing.parts import edition, month_year, people, short_container, title_before_comma
from store.citing.prepared import prepare
from store.citing.reference import Date, Reference
from store.citing.word_sets import word_set

_NAMES = NameStyle(inverted="none", initials=". ", last="and", first=1, italic_et_al=True)
_ALL_NAMES = NameStyle(inverted="none", initials=". ", last="and", minimum=1000)
_STANDS_ALONE = word_set("""bill book graphic legal_case legislation motion_picture song standard software""")
_PLACE_FIRST = word_set("""bill book chapter graphic legal_case legislation motion_picture paper-conference song""")
_WITH_EDITION = _PLACE_FIRST | {"report"}
_MONTHS = tuple(month if month == "May" else f"{month}." for month in THREE_LETTERS)


def entry(reference: Reference) -> str:
    """The marked text of a reference."""
    authors = (
        names(reference.authors, _NAMES, reference.language)
        or people(reference, "editor", _ALL_NAMES, ", Ed.", ", Eds.")
        or people(reference, "translator", _ALL_NAMES, ", Trans.", ", Trans.")
    )
    article = reference.type == "article-journal"
    body = _article(reference) if article else attach(_other(reference), ".")
    text = join(", ", authors, body)
    return join(" ", text, _access(reference))


def _article(reference: Reference) -> str:
    parts = join(
        ", ",
        _title(reference),
        italic(short_container(reference)),
        _locators(reference),
        _page(reference),
        _issued(reference),
        _status(reference),
    )
    return attach(parts, "," if reference.doi or reference.url else ".")


def _other(reference: Reference) -> str:
    """A work that is no journal article."""
    title, container = _title(reference), italic(prepare(reference.container))
    publisher, issued, page = _publisher(reference), _issued(reference), _page(reference)
    genre = prepare(reference.more.get("genre", ""))
    editors = people(reference, "editor", _ALL_NAMES, ", Ed.", ", Eds.") if reference.authors else ""
    kind = reference.type
    if kind in ("paper-conference", "speech"):
        event = around("presented at the ", prepare(reference.more.get("event-title", "")))
        head = attach(join(", ", title, around("in ", container) or event, editors), ",")
        return _then(head, _series(reference), join(", ", publisher, issued, page, _status(reference)))
    if kind == "chapter":
        chapter = around("ch. ", reference.more.get("chapter-number", ""))
        within, series = around("in ", container), _series(reference)
        return join(", ", title, within, _locators(reference), editors, series, publisher, issued, chapter, page)
    if kind == "report":
        return join(", ", title, publisher, join(" ", genre, prepare(reference.number)), issued)
    if kind == "thesis":
        return join(", ", title, genre, publisher, issued)
    if kind == "article":
        return join(", ", title, issued, join(": ", italic(publisher), prepare(reference.number)))
    if kind == "software":
        return join(". ", title, around("(", issued, ")"), genre, publisher)
    if kind in ("webpage", "post", "post-weblog"):
        return join(", ", title, prepare(reference.container))
    if kind in ("article-magazine", "article-newspaper", "manuscript", "map", "patent"):
        return join(", ", title, container, _locators(reference), publisher, page, issued)
    book = kind in _STANDS_ALONE
    head = join(", ", title, "" if book else container, _locators(reference))
    tail = (publisher, issued, page) if book else (publisher, page, issued)
    return _then(attach(head, "."), _series(reference), join(", ", *tail))


def _series(reference: Reference) -> str:
    series = prepare(reference.more.get("collection-title", ""))
    number = around("no. ", reference.more.get("collection-number", ""))
    return around("in ", join(", ", series, number, around("vol. ", reference.volume))) if series else ""


def _then(head: str, series: str, tail: str) -> str:
    """The parts of a book: title, series, publication."""
    return join(" ", head, attach(series, ".") if series else "", tail)


def _title(reference: Reference) -> str:
    if reference.type in _STANDS_ALONE:
        return italic(prepare(reference.title))
    return quoted(title_before_comma(reference))


def _locators(reference: Reference) -> str:
    return join(
        ", ",
        _edition(reference) if reference.type in _WITH_EDITION else "",
        around("vol. ", pages.number(reference.volume)),
        around("", reference.more.get("number-of-volumes", ""), " vols."),
        around("no. ", pages.number(reference.issue)),
    )


def _edition(reference: Reference) -> str:
    text = edition(reference)
    return text if text[:1].isdigit() else attach(capitalize_first(text), ".")


def _page(reference: Reference) -> str:
    if reference.type == "article-journal" and reference.number:
        return f"Art. no. {prepare(reference.number)}"
    return pages.labelled(reference.page)


def _publisher(reference: Reference) -> str:
    publisher, place = prepare(reference.publisher), prepare(reference.publisher_place)
    return join(": ", place, publisher) if reference.type in _PLACE_FIRST else join(", ", publisher, place)


def _issued(reference: Reference) -> str:
    date = reference.issued
    if reference.type in ("article-journal", "report", "paper-conference"):
        return month_year(date, _MONTHS)
    if reference.type in _PLACE_FIRST or reference.type == "thesis":
        return year_of(date)
    return _day(date)


def _day(date: Date | None) -> str:
    """`Oct. 01, 2025`."""
    if date is None or date.year is None:
        return date.literal if date else ""
    month, year = month_of(date, _MONTHS), year_text(date.year)
    return f"{month} {date.day:02d}, {year}" if date.day else join(" ", month, year)


def _status(reference: Reference) -> str:
    if reference.page or reference.issue or reference.volume:
        return ""
    return bold(prepare(capitalize_first(reference.more.get("status", ""))))


def _access(reference: Reference) -> str:
    if reference.type in ("webpage", "post", "post-weblog") and reference.url:
        accessed = around("Accessed: ", _day(reference.accessed), ". ")
        return f"{accessed}[Online]. Available: {reference.url}"
    if reference.doi:
        return f"doi: {reference.doi}."
    if not reference.url:
        return ""
    medium = prepare(capitalize_first(reference.more.get("medium", ""))) or "Online"
    return f"{around('Accessed: ', _day(reference.accessed), '. ')}[{medium}]. Available: {reference.url}"
