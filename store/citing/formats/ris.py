"""RIS, the tagged format of Research Information Systems (tags as Reference Manager and EndNote read them)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from store.citing.formats.values import address, first_and_last_page, inverted, one_line, untagged
from store.citing.reference import Reference

_TYPES = {
    "article-journal": "JOUR",
    "article-magazine": "MGZN",
    "article-newspaper": "NEWS",
    "article": "UNPB",
    "book": "BOOK",
    "chapter": "CHAP",
    "dataset": "DATA",
    "paper-conference": "CPAPER",
    "patent": "PAT",
    "report": "RPRT",
    "software": "COMP",
    "thesis": "THES",
    "webpage": "ELEC",
}


def write(references: Sequence[Reference], keys: Sequence[str]) -> str:
    """A record for each reference."""
    return "".join(_record(reference, key) for reference, key in zip(references, keys, strict=True))


def _record(reference: Reference, key: str) -> str:
    lines = [f"TY  - {_TYPES.get(reference.type, 'GEN')}"]
    lines += [f"{tag}  - {value}" for tag, value in _fields(reference, key) if value]
    return "\r\n".join(lines) + "\r\nER  - \r\n\r\n"


def _fields(reference: Reference, key: str) -> Iterator[tuple[str, str]]:
    yield "ID", key
    for author in reference.authors:
        yield "AU", inverted(author)
    for editor in reference.names.get("editor", ()):
        yield "A2", inverted(editor)
    yield "TI", untagged(reference.title)
    yield "T2", untagged(reference.container)
    if reference.type == "article-journal":
        yield "JF", untagged(reference.container)
    yield "J2", untagged(reference.container_short)
    date = reference.issued
    if date and date.year:
        yield "PY", f"{date.year:04d}"
        yield "DA", f"{date.year:04d}/{date.month or '':02}/{date.day or '':02}/"
    first, last = first_and_last_page(reference.page)
    yield "VL", one_line(reference.volume)
    yield "IS", one_line(reference.issue)
    yield "SP", first or one_line(reference.number)
    yield "EP", last
    yield "PB", untagged(reference.publisher)
    yield "CY", untagged(reference.publisher_place)
    yield "ET", one_line(reference.more.get("edition", ""))
    yield "SN", one_line(reference.issn or reference.isbn)
    yield "DO", one_line(reference.doi)
    yield "AN", one_line(reference.pmid)
    yield "C2", one_line(reference.pmcid)
    yield "LA", one_line(reference.language)
    yield "UR", address(reference)
    yield "AB", untagged(reference.abstract)
