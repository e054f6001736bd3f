"""Nature: numbered; British quotation marks."""

from __future__ import annotations

from store.citing import pages
from store.citing.casing import capitalize_first, headline
from store.citing.english import year_of
from store.citing.marked import around, attach, bold, italic, join
from store.citing.names import NameStyle, names
from store.citing.parts import BOOK_LIKE
from store.citing.prepared import prepare_british as prepare
from store.citing.reference import Reference

_NAMES = NameStyle(
    initials=". ", last="&", comma_before_last="never", minimum=6, first=1, italic_et_al=True
)  # fmt: skip
_BOOKS = (BOOK_LIKE - {"report"}) | {"thesis", "chapter", "paper-conference"}


def entry(reference: Reference) -> str:
    """The marked text of a reference."""
    part_of_book = reference.type in ("chapter", "paper-conference")
    container = reference.container
    if reference.type == "article-journal":
        container = reference.container_short or container
    text = join(
        " ",
        attach(names(reference.authors, _NAMES, reference.language), "."),
        attach(_title(reference), "."),
        "in" if part_of_book else "",
        italic(prepare(container)),
        _editors(reference) if part_of_book else "",
        _volume(reference),
        pages.pages(reference.page),
        _issuance(reference),
        _access(reference),
    )
    return attach(text, ".")


def _title(reference: Reference) -> str:
    if reference.type not in BOOK_LIKE:
        return prepare(reference.title)
    return italic(prepare(headline(reference.title) if reference.speaks_english else reference.title))


def _editors(reference: Reference) -> str:
    editors = reference.names.get("editor", ())
    label = "eds" if len(editors) > 1 else "ed."
    return around(f"({label} ", names(editors, _NAMES, reference.language), ")")


def _volume(reference: Reference) -> str:
    volume = pages.number(reference.volume)
    if reference.type == "article-journal":
        return around("", bold(volume), ",")
    return around("vol. ", volume)


def _issuance(reference: Reference) -> str:
    kind, year = reference.type, around("(", year_of(reference.issued), ")")
    if kind in _BOOKS:
        published = join(
            ", ", prepare(reference.publisher), prepare(reference.publisher_place), year_of(reference.issued)
        )
        return around("(", published, ").")
    if kind == "article":
        label = prepare(capitalize_first(reference.more.get("genre", ""))) or "Preprint"
        address = f"https://doi.org/{reference.doi}" if reference.doi else reference.url
        return join(" ", f"{label} at", address, year) if address or year else ""
    if kind in ("dataset", "software"):
        return join(" ", prepare(reference.publisher), around("https://doi.org/", reference.doi), year)
    if kind in ("report", "webpage", "post", "post-weblog"):
        return join(" ", reference.url, year)
    if kind == "article-journal" and not reference.volume and not reference.page:
        address = f"https://doi.org/{reference.doi}" if reference.doi else reference.url
        return join(" ", address, year)
    return year


def _access(reference: Reference) -> str:
    if reference.volume or reference.type in ("article", "dataset", "software"):
        return ""
    return around("doi:", reference.doi)
