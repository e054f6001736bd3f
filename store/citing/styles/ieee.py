"""IEEE Reference Guide: numbered."""

from __future__ import annotations

from store.citing import pages
from store.citing.casing import capitalize_first
from store.citing.english import THREE_LETTERS, month_of, year_of, year_text
from store.citing.marked import around, attach, italic, join, quoted
from store.citing.names import NameStyle, names
from store.citing.parts import edition, people, short_container
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
        or people(reference, "translator", _ALL_NAMES, ", Tran.", ", Trans.")
    )
    article = reference.type == "article-journal"
    body = _article(reference) if article else attach(join(", ", *_other(reference)), ".")
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


def _other(reference: Reference) -> tuple[str, ...]:
    title, container = _title(reference), italic(prepare(reference.container))
    publisher, issued, page = _publisher(reference), _issued(reference), _page(reference)
    genre = prepare(reference.more.get("genre", ""))
    editors = people(reference, "editor", _ALL_NAMES, ", Ed.", ", Eds.") if reference.authors else ""
    kind = reference.type
    if kind in ("paper-conference", "speech"):
        event = prepare(reference.more.get("event-title", ""))
        place = around("in ", container) or around("presented at the ", event)
        return title, place, editors, publisher, issued, page, _status(reference)
    if kind == "chapter":
        chapter = around("ch. ", reference.more.get("chapter-number", ""))
        return title, around("in ", container), _locators(reference), editors, publisher, issued, chapter, page
    if kind == "report":
        return title, publisher, join(" ", genre, prepare(reference.number)), issued
    if kind == "thesis":
        return title, genre, publisher, issued
    if kind == "article":
        return title, issued, join(": ", italic(publisher), prepare(reference.number))
    if kind in ("webpage", "post", "post-weblog"):
        return title, prepare(reference.container)
    if kind in ("book", "bill", "graphic", "legal_case", "legislation", "song"):
        return attach(join(", ", title, _locators(reference)), "."), publisher, issued, page
    return title, container, _locators(reference), publisher, page, issued


def _title(reference: Reference) -> str:
    title = prepare(reference.title)
    return italic(title) if reference.type in _STANDS_ALONE else quoted(title)


def _locators(reference: Reference) -> str:
    return join(
        ", ",
        edition(reference) if reference.type in _WITH_EDITION else "",
        around("vol. ", pages.number(reference.volume)),
        around("", reference.more.get("number-of-volumes", ""), " vols."),
        around("no. ", pages.number(reference.issue)),
    )


def _page(reference: Reference) -> str:
    if reference.type == "article-journal" and reference.number:
        return f"Art. no. {prepare(reference.number)}"
    if not reference.page:
        return ""
    return f"{pages.label(reference.page)} {pages.pages(reference.page)}"


def _publisher(reference: Reference) -> str:
    publisher, place = prepare(reference.publisher), prepare(reference.publisher_place)
    return join(": ", place, publisher) if reference.type in _PLACE_FIRST else join(", ", publisher, place)


def _issued(reference: Reference) -> str:
    date = reference.issued
    if reference.type in ("article-journal", "report", "paper-conference"):
        return join(" ", month_of(date, _MONTHS) if date else "", year_of(date))
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
    return prepare(capitalize_first(reference.more.get("status", "")))


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
