"""EndNote's tagged import format (Refer with EndNote's tags)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from store.citing.english import MONTHS
from store.citing.formats.values import address, inverted, one_line, untagged
from store.citing.reference import Name, Reference

_TYPES = {
    "article-journal": "Journal Article",
    "article-magazine": "Magazine Article",
    "article-newspaper": "Newspaper Article",
    "book": "Book",
    "chapter": "Book Section",
    "dataset": "Dataset",
    "paper-conference": "Conference Paper",
    "patent": "Patent",
    "report": "Report",
    "software": "Computer Program",
    "thesis": "Thesis",
    "webpage": "Web Page",
}


def write(references: Sequence[Reference], keys: Sequence[str]) -> str:
    """A record for each reference, an empty line after each."""
    return "".join(_record(reference, key) for reference, key in zip(references, keys, strict=True))


def _record(reference: Reference, key: str) -> str:
    lines = [f"%0 {_TYPES.get(reference.type, 'Generic')}"]
    lines += [f"%{tag} {value}" for tag, value in _fields(reference, key) if value]
    return "\n".join(lines) + "\n\n"


def _author(name: Name) -> str:
    """A name; a body ends with a comma, by which EndNote knows that it is not to be turned round."""
    return inverted(name) if name.family else inverted(name).rstrip(",") + ","


def _fields(reference: Reference, key: str) -> Iterator[tuple[str, str]]:
    for author in reference.authors:
        yield "A", _author(author)
    for editor in reference.names.get("editor", ()):
        yield "E", _author(editor)
    yield "T", untagged(reference.title)
    yield "J" if reference.type == "article-journal" else "B", untagged(reference.container)
    yield "O", untagged(reference.container_short)
    date = reference.issued
    if date and date.year:
        yield "D", str(date.year)
        if date.month:
            yield "8", one_line(f"{MONTHS[date.month - 1]} {date.day or ''}")
    yield "V", one_line(reference.volume)
    yield "N", one_line(reference.issue)
    yield "P", one_line(reference.page or reference.number)
    yield "I", untagged(reference.publisher)
    yield "C", untagged(reference.publisher_place)
    yield "7", one_line(reference.more.get("edition", ""))
    yield "@", one_line(reference.issn or reference.isbn)
    yield "R", one_line(reference.doi)
    yield "M", one_line(reference.pmid)
    yield "2", one_line(reference.pmcid)
    yield "F", key
    yield "G", one_line(reference.language)
    yield "U", address(reference)
    yield "X", untagged(reference.abstract)
