"""Harvard as Cite Them Right prints it: alphabetical."""

from __future__ import annotations

from store.citing import pages
from store.citing.casing import headline
from store.citing.english import month_of, year_of
from store.citing.marked import around, attach, italic, join, quoted
from store.citing.names import NameStyle, names
from store.citing.parts import edition, month_day_year, people, title_before_comma
from store.citing.prepared import prepare
from store.citing.reference import Reference
from store.citing.word_sets import word_set

_NAMES = NameStyle(
    initials=".", last="and", comma_before_last="never", minimum=4, first=1, italic_et_al=True, tell_apart=True
)  # fmt: skip
_STRAIGHT = NameStyle(inverted="none", initials=".", last="and", minimum=4, first=1)
_SPACED = NameStyle(inverted="none", initials=". ", last="and", minimum=4, first=1)
_STANDS_ALONE = frozenset(
    ("bill", "book", "legal_case", "legislation", "motion_picture", "report", "song", "thesis", "webpage", "graphic")
)
_PERIODICAL = frozenset(("article-newspaper", "article-magazine", "article-journal"))
_IN_A_BOOK = frozenset(("chapter", "paper-conference"))
_HAS_PAGES = word_set(
    """chapter paper-conference article-journal article article-magazine article-newspaper book review review-book
    report"""
)


def entry(reference: Reference) -> str:
    """The marked text of a reference."""
    title = _title(reference)
    lead = _lead(reference)
    container = _container(reference)
    if not lead:
        if reference.type in _PERIODICAL:
            english = reference.speaks_english
            lead = italic(prepare(headline(reference.container) if english else reference.container))
            container = "" if lead else container
        else:
            lead, title = title, ""
    year = year_of(reference.issued) or ("no date" if lead else "No date")
    work = join(", ", title, join(" ", _editors(reference), container))
    head = join(". ", join(" ", lead, f"({year})", work), _contributors(reference), _publisher(reference))
    text = join(", ", head, _issue(reference), _day(reference), _pages(reference))
    return attach(join(". ", text, _access(reference)), ".")


def sort_key(reference: Reference) -> str:
    """What the list is sorted by: who leads the entry."""
    return _lead(reference) or reference.container or reference.title


def _lead(reference: Reference) -> str:
    return (
        names(reference.authors, _NAMES, reference.language)
        or people(reference, "editor", _NAMES, " (ed.)", " (eds.)")
        or people(reference, "translator", _NAMES, " (trans.)", " (trans.)")
    )


def _title(reference: Reference) -> str:
    if reference.type not in _STANDS_ALONE:
        return quoted(title_before_comma(reference))
    medium = around("[", prepare(reference.more.get("medium", "")), "]")
    volumes = "" if reference.volume else around("(", reference.more.get("number-of-volumes", ""), " vols)")
    return join(". ", join(" ", italic(prepare(reference.title)), medium, volumes), edition(reference, "ed"))


def _editors(reference: Reference) -> str:
    if reference.type not in _IN_A_BOOK:
        return ""
    if authors := names(reference.names.get("container-author", ()), _SPACED, reference.language):
        return f"in {authors},"
    listed = [people(reference, "translator", _STRAIGHT, " (trans.)", " (trans.)")]
    if reference.authors:
        listed.insert(0, people(reference, "editor", _STRAIGHT, " (ed.)", " (eds.)"))
    return around("in ", join(", ", *listed))


def _container(reference: Reference) -> str:
    if not reference.container:
        return ""
    title = italic(prepare(reference.container))
    if reference.type in ("article", "article-journal") and not reference.page and not reference.volume:
        title += " [Preprint]"
    return join(". ", title, edition(reference, "ed"))


def _contributors(reference: Reference) -> str:
    if reference.type in _IN_A_BOOK:
        return ""
    editors = names(reference.names.get("editor", ()), _STRAIGHT, reference.language) if reference.authors else ""
    led = not reference.authors and "editor" not in reference.names
    translators = "" if led else names(reference.names.get("translator", ()), _STRAIGHT, reference.language)
    return join(". ", around("Edited by ", editors), around("Translated by ", translators))


def _publisher(reference: Reference) -> str:
    kind, genre = reference.type, prepare(reference.more.get("genre", ""))
    if kind in _PERIODICAL:
        return ""
    if kind == "thesis":
        return join(". ", genre, prepare(reference.publisher))
    place = join(": ", prepare(reference.publisher_place), prepare(reference.publisher))
    if kind == "report":
        return join(". ", join(" ", genre, prepare(reference.number)), place)
    collection = join(
        ", ", prepare(reference.more.get("collection-title", "")), reference.more.get("collection-number", "")
    )
    return join(" ", place, around("(", collection, ")"))


def _issue(reference: Reference) -> str:
    if reference.type != "article-journal":
        return ""
    return pages.number(reference.volume) + around("(", pages.number(reference.issue), ")")


def _day(reference: Reference) -> str:
    date = reference.issued
    if reference.type not in ("article-newspaper", "article-magazine", "post-weblog", "speech") or date is None:
        return ""
    return join(" ", str(date.day or ""), month_of(date))


def _pages(reference: Reference) -> str:
    return pages.labelled(reference.page) if reference.type in _HAS_PAGES else ""


def _access(reference: Reference) -> str:
    if reference.doi:
        return f"Available at: https://doi.org/{reference.doi}"
    if not reference.url:
        return ""
    return f"Available at: {reference.url}" + around(" (Accessed: ", month_day_year(reference.accessed), ")")
