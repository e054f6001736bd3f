"""The Chicago Manual of Style, 18th edition, author-date: alphabetical."""

from __future__ import annotations

from store.citing import pages
from store.citing.casing import capitalize_first, headline
from store.citing.english import month_day_range, month_range, year_of
from store.citing.marked import around, attach, italic, join, quoted
from store.citing.names import NameStyle, names
from store.citing.parts import SERIAL, archive, edition, first_capital, month_day_year, people
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
_REVIEWS = frozenset(("review", "review-book"))
_LED_BY_CONTAINER = _NEWS | _REVIEWS | {"webpage"}
_DATED = word_set(
    """article broadcast collection dataset document event graphic manuscript map patent performance
    personal_communication post software song speech standard webpage"""
)


def entry(reference: Reference) -> str:
    """The marked text of a reference."""
    lead, container = _lead(reference), reference.container
    title = "" if reference.type in _REVIEWS else _title(reference)
    if not lead and container and reference.type in _LED_BY_CONTAINER:
        lead, container = prepare(_headline(reference, container)), ""
        lead = lead if reference.type == "webpage" else italic(lead)
    if not lead:
        lead, title = title, ""
    text = join(
        ". ",
        lead,
        _year(reference) or prepare(capitalize_first(reference.more.get("status", ""))) or "n.d.",
        title,
        _description(reference),
        _source(reference, container),
        prepare(capitalize_first(reference.more.get("medium", ""))),
        _archive(reference),
        _address(reference),
    )
    return attach(text, ".")


def sort_key(reference: Reference) -> str:
    """What the list is sorted by: who leads the entry."""
    return _lead(reference) or reference.title


def _year(reference: Reference) -> str:
    year = year_of(reference.issued)
    if not reference.issued:
        return ""
    if reference.issued.uncertain:
        year = around("[", year, "?]")
    return join(" ", around("(", reference.more.get("original-date", ""), ")"), year)


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
    part = _part(reference) if reference.type in SERIAL or reference.type in ("post", "webpage") else ""
    return join(". ", _main_title(reference), part)


def _main_title(reference: Reference) -> str:
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
    """What follows the title: kind, number, section, and the people that do not lead the entry."""
    genre = "" if reference.number else first_capital(reference.more.get("genre", ""))
    if reference.type in _REVIEWS:
        genre = _review(reference)
    number = "" if reference.container else join(". ", _number(reference), _version(reference), edition(reference))
    if reference.type in SERIAL:
        section = first_capital(reference.more.get("section", ""))
        return join(". ", genre, section, number, around("Translated by ", _others(reference, "translator")))
    if reference.container:
        return ""
    return join(
        ". ",
        "" if reference.type == "thesis" else genre,
        "" if reference.type == "thesis" else number,
        around("Edited by ", _others(reference, "editor")),
        around("Translated by ", _others(reference, "translator")),
        around("Vol. ", reference.volume),
    )


def _version(reference: Reference) -> str:
    return around("V. " if reference.type == "software" else "Version ", reference.more.get("version", ""))


def _review(reference: Reference) -> str:
    """A review is named by the work that it is of."""
    genre = capitalize_first(reference.more.get("genre", "")) or "Review of"
    title = _headline(reference, reference.more.get("reviewed-title") or reference.title)
    return join(" ", prepare(genre), italic(prepare(title)))


def _others(reference: Reference, role: str) -> str:
    """The people of a role, where they do not lead the entry."""
    roles = ("editor", "translator")
    leading = "" if reference.authors else next((known for known in roles if known in reference.names), "")
    return "" if role == leading else names(reference.names.get(role, ()), _STRAIGHT, reference.language)


def _part(reference: Reference) -> str:
    part = reference.more.get("part-number", "")
    return f"Pt. {part}" if pages.is_numeric(part) else first_capital(part)


def _number(reference: Reference) -> str:
    """`Report No. 12`, where the work has a number."""
    number = reference.number
    if not number:
        return ""
    label = f"No. {capitalize_first(number)}" if pages.is_numeric(number) else capitalize_first(number)
    return join(" ", prepare(headline(reference.more.get("genre", ""))), prepare(label))


def _source(reference: Reference, container: str) -> str:
    if reference.type in SERIAL or (reference.type == "paper-conference" and "editor" not in reference.names):
        return _journal(reference, container)
    place = first_capital(reference.publisher) or first_capital(reference.publisher_place)
    if reference.type in ("software", "webpage") and not _person_leads(reference):
        place = ""
    day = _month_day(reference)
    if reference.type == "software" and day:
        day = f"released {day}" if place else f"Released {day}"
    published = join(", ", _kind(reference), place, day)
    if reference.type in ("post", "webpage"):
        return join(", ", prepare(_headline(reference, container)), published)
    series = prepare(_headline(reference, reference.more.get("collection-title", "")))
    if series:
        series = join(" ", series, reference.more.get("collection-number", ""))
    return join(". ", _book(reference, container), series, published)


def _book(reference: Reference, container: str) -> str:
    if not container:
        return ""
    return join(
        ", ",
        f"In {italic(prepare(_headline(reference, container)))}",
        _number(reference),
        edition(reference),
        around("edited by ", _others(reference, "editor")),
        around("translated by ", _others(reference, "translator")),
        around("vol. ", reference.volume),
    )


def _kind(reference: Reference) -> str:
    """What a thesis or a preprint is called before its publisher."""
    if reference.type == "thesis":
        return first_capital(reference.more.get("genre", ""))
    return "Preprint" if reference.type == "article" and "genre" not in reference.more else ""


def _person_leads(reference: Reference) -> bool:
    return bool(reference.authors or reference.names)


def _archive(reference: Reference) -> str:
    """Where a document is kept, with its number there where it is no book."""
    number = around("(", prepare(reference.number), ")") if reference.type in SERIAL else ""
    return join(" ", kept, number) if (kept := archive(reference)) else ""


def _month_day(reference: Reference) -> str:
    date = reference.issued
    if reference.type not in _DATED or date is None:
        return ""
    return month_day_range(date)


def _journal(reference: Reference, container: str) -> str:
    journal = italic(prepare(_headline(reference, container)))
    if (place := prepare(reference.publisher_place)) and "event-title" not in reference.more:
        journal = join(" ", journal, f"({place})")
    placed = reference.volume or reference.issue or reference.supplement
    collection = prepare(reference.more.get("collection-title", ""))
    if not (placed or collection or reference.number or reference.page or reference.more.get("status")):
        ahead = reference.type == "article-journal" and reference.doi and reference.issued
        journal = join(", ", journal, "ahead of print" if ahead else "")
    locator = "" if "archive" in reference.more else prepare(reference.number)
    if reference.type not in _NEWS:
        locator = locator or pages.pages(reference.page, "chicago")
    date = reference.issued
    day = month_day_range(date)
    if reference.type in _NEWS or not placed:
        status = prepare(capitalize_first(reference.more.get("status", ""))) if date else ""
        return join(", ", journal, collection, join(" ", status, day), locator)
    where = join(": ", _volume(reference, collection), locator)
    return join(", " if collection or not reference.volume else " ", journal, where)


def _volume(reference: Reference, collection: str) -> str:
    issue, supplement = pages.number(reference.issue), reference.supplement
    if pages.is_numeric(supplement) or (supplement and issue):
        supplement = f"supp. {supplement}"
    month = month_range(reference.issued)
    if not reference.volume:
        issue = join(", ", around("nos. " if pages.is_plural(issue) else "no. ", issue), supplement)
        led = reference.authors or any(role in reference.names for role in ("editor", "translator"))
        return join(", ", collection, join(" ", issue, around("(", month, ")") if led else ""))
    volume = pages.number(reference.volume)
    if collection and pages.is_numeric(volume):
        volume = f"{'vols.' if pages.is_plural(volume) else 'vol.'} {volume}"
    inside = join(", ", issue, supplement) or month
    return join(", ", collection, join(" ", volume, around("(", inside, ")")))


def _address(reference: Reference) -> str:
    if reference.doi:
        return f"https://doi.org/{reference.doi}"
    if not reference.url:
        return ""
    accessed = "" if reference.issued or "status" in reference.more else month_day_year(reference.accessed)
    return join(". ", around("Accessed ", accessed), reference.url)
