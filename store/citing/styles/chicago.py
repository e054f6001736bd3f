"""The Chicago Manual of Style, 18th edition, author-date: alphabetical."""

from __future__ import annotations

from store.citing import pages
from store.citing.casing import capitalize_first, headline
from store.citing.english import MONTHS, month_of, year_of
from store.citing.marked import around, attach, italic, join, quoted
from store.citing.names import NameStyle, names
from store.citing.parts import SERIAL, edition, month_day_year, people
from store.citing.prepared import prepare
from store.citing.reference import Reference
from store.citing.word_sets import word_set

_NAMES = NameStyle(
    inverted="first", initials=". ", full=True, demote_particle=True, last="and", comma_before_last="always"
)  # fmt: skip
_STRAIGHT = NameStyle(inverted="none", initials=". ", full=True, demote_particle=True, last="and")
_ITALIC = frozenset(("book", "classic", "graphic", "hearing", "map"))
_PLAIN = frozenset(("bill", "collection", "legislation", "regulation", "treaty"))
_QUOTED = word_set(
    """article dataset document interview manuscript paper-conference personal_communication post speech thesis
    webpage"""
)
_NEWS = frozenset(("article-magazine", "article-newspaper"))
_DATED = word_set(
    """article broadcast collection dataset document event graphic manuscript map patent performance
    personal_communication post software song speech standard webpage"""
)


def entry(reference: Reference) -> str:
    """The marked text of a reference."""
    lead, title, container = _lead(reference), _title(reference), reference.container
    if not lead and reference.type in _NEWS and container:
        lead, container = italic(prepare(_headline(reference, container))), ""
    if not lead:
        lead, title = title, ""
    text = join(
        ". ",
        lead,
        year_of(reference.issued) or prepare(capitalize_first(reference.more.get("status", ""))) or "n.d.",
        title,
        _description(reference),
        _source(reference, container),
        prepare(capitalize_first(reference.more.get("medium", ""))),
        _address(reference),
    )
    return attach(text, ".")


def sort_key(reference: Reference) -> str:
    """What the list is sorted by: who leads the entry."""
    return _lead(reference) or reference.title


def _lead(reference: Reference) -> str:
    return (
        names(reference.authors, _NAMES, reference.language)
        or people(reference, "editor", _NAMES, ", ed.", ", eds.")
        or people(reference, "translator", _NAMES, ", trans.", ", trans.")
        or people(reference, "collection-editor", _NAMES, ", ed.", ", eds.")
        or people(reference, "compiler", _NAMES, ", comp.", ", comps.")
        or (prepare(reference.publisher) if reference.type in ("software", "webpage") else "")
    )


def _headline(reference: Reference, text: str) -> str:
    return headline(text) if reference.speaks_english else text


def _title(reference: Reference) -> str:
    if not reference.title:
        return ""
    kind = reference.type
    title = prepare(reference.title if kind == "post" else _headline(reference, reference.title))
    if kind in _PLAIN:
        return title
    if kind in _ITALIC or (not reference.container and kind not in _QUOTED):
        return italic(title)
    return quoted(title)


def _description(reference: Reference) -> str:
    genre = prepare(capitalize_first(reference.more.get("genre", "")))
    if reference.type in SERIAL:
        translators = names(reference.names.get("translator", ()), _STRAIGHT, reference.language)
        return join(". ", "" if reference.number else genre, around("Translated by ", translators))
    number = "" if reference.number == "" else join(" ", genre, reference.number)
    if reference.container or reference.type == "thesis":
        return ""
    editors = names(reference.names.get("editor", ()), _STRAIGHT, reference.language) if reference.authors else ""
    translators = names(reference.names.get("translator", ()), _STRAIGHT, reference.language)
    return join(
        ". ",
        number or (genre if not reference.number else ""),
        around("Version ", reference.more.get("version", "")),
        edition(reference),
        around("Edited by ", editors),
        around("Translated by ", translators),
    )


def _source(reference: Reference, container: str) -> str:
    if reference.type in SERIAL or (reference.type == "paper-conference" and not reference.names.get("editor")):
        return _journal(reference, container)
    published = join(", ", _thesis(reference), prepare(reference.publisher), _month_day(reference))
    if not container:
        return published
    if reference.type in ("post", "webpage"):
        return join(", ", prepare(_headline(reference, container)), published)
    editors = names(reference.names.get("editor", ()), _STRAIGHT, reference.language) if reference.authors else ""
    book = join(
        ", ",
        f"In {italic(prepare(_headline(reference, container)))}",
        edition(reference),
        around("vol. ", reference.volume),
        around("edited by ", editors),
        pages.pages(reference.page, "chicago"),
    )
    return join(". ", book, published)


def _thesis(reference: Reference) -> str:
    return prepare(capitalize_first(reference.more.get("genre", ""))) if reference.type == "thesis" else ""


def _month_day(reference: Reference) -> str:
    date = reference.issued
    if reference.type not in _DATED or date is None:
        return ""
    return join(" ", month_of(date), str(date.day or ""))


def _journal(reference: Reference, container: str) -> str:
    journal = italic(prepare(_headline(reference, container)))
    if place := prepare(reference.publisher_place):
        journal = join(" ", journal, f"({place})")
    placed = reference.volume or reference.issue or reference.supplement
    collection = prepare(reference.more.get("collection-title", ""))
    if not (placed or collection or reference.number or reference.page or reference.more.get("status")):
        ahead = reference.type == "article-journal" and reference.doi and reference.issued
        journal = join(", ", journal, "ahead of print" if ahead else "")
    locator = prepare(reference.number)
    if reference.type not in _NEWS:
        locator = locator or pages.pages(reference.page, "chicago")
    date = reference.issued
    day = join(" ", month_of(date, MONTHS), str(date.day or "")) if date else ""
    if reference.type in _NEWS or not placed:
        status = prepare(capitalize_first(reference.more.get("status", ""))) if date else ""
        return join(", ", journal, collection, join(" ", status, day), locator)
    where = join(": ", _volume(reference, collection), locator)
    return join(", " if collection or not reference.volume else " ", journal, where)


def _volume(reference: Reference, collection: str) -> str:
    issue, supplement = pages.number(reference.issue), reference.supplement
    if supplement.isdigit() or (supplement and issue):
        supplement = f"suppl. {supplement}"
    month = month_of(reference.issued) if reference.issued else ""
    if not reference.volume:
        issue = join(", ", around("no. ", issue), supplement)
        return join(", ", collection, join(" ", issue, around("(", month, ")")))
    volume = pages.number(reference.volume)
    if collection and volume.isdigit():
        volume = f"vol. {volume}"
    inside = join(", ", issue, supplement) or month
    return join(", ", collection, join(" ", volume, around("(", inside, ")")))


def _address(reference: Reference) -> str:
    if reference.doi:
        return f"https://doi.org/{reference.doi}"
    if not reference.url:
        return ""
    accessed = "" if reference.issued or "status" in reference.more else month_day_year(reference.accessed)
    return join(". ", around("Accessed ", accessed), reference.url)
