"""BibTeX (Patashnik, *BibTeXing*, 1988), in UTF-8."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from store.citing.formats.values import first_and_last_page, one_line
from store.citing.latex import escape, escape_title, verbatim
from store.citing.reference import Name, Reference

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
"""The macros that every BibTeX style defines."""
_TYPES = {
    "article-journal": "article",
    "article-magazine": "article",
    "article-newspaper": "article",
    "book": "book",
    "chapter": "incollection",
    "paper-conference": "inproceedings",
    "report": "techreport",
}


def write(references: Sequence[Reference], keys: Sequence[str]) -> str:
    """An entry for each reference."""
    return "\n".join(
        entry(_type(reference), key, _fields(reference)) for reference, key in zip(references, keys, strict=True)
    )


def entry(kind: str, key: str, fields: Iterator[tuple[str, str]]) -> str:
    """One entry; a value that is not a macro comes with its braces."""
    lines = [f"  {name} = {value}," for name, value in fields if value]
    return "\n".join((f"@{kind}{{{key},", *lines, "}\n"))


def braced(text: str) -> str:
    """`text` in braces; nothing stays nothing."""
    return f"{{{text}}}" if text else ""


def _type(reference: Reference) -> str:
    if reference.type == "thesis":
        return "mastersthesis" if "master" in reference.more.get("genre", "").lower() else "phdthesis"
    return _TYPES.get(reference.type, "misc")


def _fields(reference: Reference) -> Iterator[tuple[str, str]]:
    kind = _type(reference)
    yield "author", braced(people(reference.authors))
    yield "editor", braced(people(reference.names.get("editor", ())))
    yield "title", braced(braced(escape_title(reference.title)))
    container = braced(escape_title(reference.container))
    yield "journal" if kind == "article" else "booktitle" if kind.startswith("in") else "howpublished", container
    yield "shortjournal", braced(escape_title(reference.container_short))
    date = reference.issued
    if date and date.year:
        yield "year", braced(str(date.year))
        yield "month", MONTHS[date.month - 1] if date.month else ""
        yield "day", braced(str(date.day or ""))
    yield "volume", braced(escape(reference.volume))
    yield "number", braced(escape(reference.issue or ("" if kind == "article" else reference.number)))
    yield "pages", braced(page_range(reference))
    place = "school" if "thesis" in kind else "institution" if kind == "techreport" else "publisher"
    yield place, braced(escape_title(reference.publisher))
    yield "address", braced(escape(reference.publisher_place))
    yield "edition", braced(escape(reference.more.get("edition", "")))
    yield from identifiers(reference)
    yield "pmcid", braced(escape(reference.pmcid))


def identifiers(reference: Reference) -> Iterator[tuple[str, str]]:
    """The ids and what else stands alike in both dialects."""
    yield "issn", braced(escape(reference.issn))
    yield "isbn", braced(escape(reference.isbn))
    yield "doi", braced(verbatim(reference.doi))
    yield "url", braced(verbatim(reference.url))
    yield "language", braced(escape(reference.language))
    yield "abstract", braced(escape_title(reference.abstract))
    yield "pmid", braced(escape(reference.pmid))


def page_range(reference: Reference) -> str:
    """`101--109`; the number of an article that has no pages."""
    first, last = first_and_last_page(reference.page)
    return f"{escape(first)}--{escape(last)}" if last else escape(first or reference.number)


def people(names: Sequence[Name]) -> str:
    """Names joined by `and`; a body in braces of its own, so that it is not taken apart."""
    return " and ".join(_person(name) for name in names)


def _person(name: Name) -> str:
    if name.literal or not name.family:
        return braced(escape(name.literal or name.given))
    gap = "" if name.particle[-1:] in ("'", "’", "-") else " "
    family = _guarded(f"{name.particle}{gap}{name.family}" if name.particle else name.family)
    given = _guarded(one_line(f"{name.given} {name.dropping}"))
    if name.suffix:
        return f"{family}, {_guarded(name.suffix)}, {given}"
    return f"{family}, {given}" if given else braced(family)


def _guarded(part: str) -> str:
    """A part of a name; one that holds a comma or the word *and* is braced, for BibTeX would cut there."""
    text = escape(part)
    return braced(text) if "," in text or "and" in text.lower().split() else text
