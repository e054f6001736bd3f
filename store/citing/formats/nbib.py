"""NBIB, PubMed's own format (MEDLINE/PubMed Data Element Descriptions of the NLM)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from store.citing.english import THREE_LETTERS
from store.citing.formats.values import inverted, one_line, untagged
from store.citing.names import initials
from store.citing.reference import Date, Name, Reference


def write(references: Sequence[Reference], _keys: Sequence[str]) -> str:
    """A record for each reference, an empty line between them. The format has no citation keys."""
    return "\n".join(_record(reference) for reference in references)


def _record(reference: Reference) -> str:
    return "".join(f"{tag:<4}- {value}\n" for tag, value in _fields(reference) if value)


def _fields(reference: Reference) -> Iterator[tuple[str, str]]:
    yield "PMID", one_line(reference.pmid)
    yield "IS", one_line(reference.issn)
    yield "VI", one_line(reference.volume)
    yield "IP", one_line(reference.issue)
    yield "DP", _date(reference.issued)
    yield "TI", untagged(reference.title)
    yield "PG", one_line(reference.page)
    yield "LID", f"{one_line(reference.number)} [pii]" if reference.number else ""
    yield "LID", f"{one_line(reference.doi)} [doi]" if reference.doi else ""
    yield "AB", untagged(reference.abstract)
    for author in reference.authors:
        if author.family:
            yield "FAU", inverted(author)
            yield "AU", _short(author)
        else:
            yield "CN", inverted(author)
    yield "LA", one_line(reference.language)
    if reference.type == "article-journal":
        yield "PT", "Journal Article"
    yield "TA", untagged(reference.container_short).replace(".", "")
    yield "JT", untagged(reference.container)
    yield "PMC", one_line(reference.pmcid)
    yield "AID", f"{one_line(reference.doi)} [doi]" if reference.doi else ""


def _short(name: Name) -> str:
    """`van der Berg JP Jr`."""
    family = inverted(Name(name.family, particle=name.particle))
    return one_line(f"{family} {initials(name.given, '', False)} {name.suffix.rstrip('.')}")


def _date(date: Date | None) -> str:
    """`2026 Feb 11`."""
    if date is None or date.year is None:
        return ""
    return one_line(f"{date.year} {THREE_LETTERS[date.month - 1] if date.month else ''} {date.day or ''}")
