"""BibLaTeX (Kime, Wemheuer, Lehman, *The biblatex Package*, chapter 2), in UTF-8."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from store.citing.formats.bibtex import braced, entry, identifiers, page_range, people
from store.citing.latex import escape, escape_title
from store.citing.reference import Date, Reference

_TYPES = {
    "article": "online",
    "article-journal": "article",
    "article-magazine": "article",
    "article-newspaper": "article",
    "book": "book",
    "chapter": "incollection",
    "dataset": "dataset",
    "paper-conference": "inproceedings",
    "patent": "patent",
    "report": "report",
    "software": "software",
    "thesis": "thesis",
    "webpage": "online",
}


def write(references: Sequence[Reference], keys: Sequence[str]) -> str:
    """An entry for each reference."""
    return "\n".join(
        entry(_TYPES.get(reference.type, "misc"), key, _fields(reference))
        for reference, key in zip(references, keys, strict=True)
    )


def _fields(reference: Reference) -> Iterator[tuple[str, str]]:
    kind = _TYPES.get(reference.type, "misc")
    yield "author", braced(people(reference.authors))
    yield "editor", braced(people(reference.names.get("editor", ())))
    yield "title", braced(braced(escape_title(reference.title)))
    container = braced(escape_title(reference.container))
    in_book = kind in ("incollection", "inproceedings")
    yield "journaltitle" if kind == "article" else "booktitle" if in_book else "organization", container
    yield "shortjournal", braced(escape_title(reference.container_short))
    yield "date", braced(_date(reference.issued))
    yield "urldate", braced(_date(reference.accessed))
    yield "volume", braced(escape(reference.volume))
    yield "number", braced(escape(reference.issue or ("" if kind == "article" else reference.number)))
    yield "eid", braced(escape(reference.number)) if kind == "article" and reference.page else ""
    yield "pages", braced(page_range(reference))
    yield "type", braced(escape(reference.more.get("genre", "")))
    yield "institution" if kind in ("thesis", "report") else "publisher", braced(escape_title(reference.publisher))
    yield "location", braced(escape(reference.publisher_place))
    yield "edition", braced(escape(reference.more.get("edition", "")))
    yield from identifiers(reference)
    yield "pmcid", braced(escape(reference.pmcid))


def _date(date: Date | None) -> str:
    """ISO 8601-2, as far as the date is known: `2026-02-11`, `2025-11/2025-12`, `2025~`."""
    if date is None or date.year is None:
        return ""
    text = f"{date.year:04d}"
    if date.month:
        text += f"-{date.month:02d}" + (f"-{date.day:02d}" if date.day else "")
    elif date.season:
        text += f"-{20 + date.season}"
    if date.uncertain:
        text += "~"
    return f"{text}/{_date(date.end)}" if date.end else text
