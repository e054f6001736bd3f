"""What can be copied of cases and entities, as text."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from store import STYLES, as_html_document, as_markdown_link, as_rtf, reference_of
from tui.copies import COPIES, FORMATS, Clip
from tui.references import citations_of, records_of, references_of
from tui.wording import counted

if TYPE_CHECKING:
    from store import Case, Entity, Library
    from tui.configuration import Configuration

_AT_ONCE = 1_000
"""Rows in memory at a time."""


def copy_of_cases(library: Library, ids: Sequence[str], what: str, configuration: Configuration) -> Clip:
    """The text of `what` (a key of `COPIES`) for cases in the order given; several citations are numbered."""
    cases = [library.case(case_id) for case_id in ids]
    if what in STYLES:
        citations = citations_of(references_of(cases, configuration), what, numbered=None if len(cases) > 1 else False)
        text = "\n".join(citation.text for citation in citations)
        if any(run.italic or run.bold for citation in citations for run in citation.runs):
            return Clip(text, _what(what, len(cases)), as_html_document(citations), as_rtf(citations))
    elif what in FORMATS:
        text = records_of(references_of(cases, configuration), what, configuration).replace("\r\n", "\n")
    else:
        parts = [_PLAIN[what](case) for case in cases]
        text = ("\n\n" if what in ("findings", "abstract") else "\n").join(part for part in parts if part)
    if not text.strip():
        return Clip("", COPIES[what])
    return Clip(text, _what(what, len(cases)))


def _what(what: str, count: int) -> str:
    return COPIES[what] if count == 1 else f"{COPIES[what]} · {count:,} cases"


def _doi(case: Case) -> str:
    return f"https://doi.org/{case.doi}" if case.doi else ""


def _findings(case: Case) -> str:
    return "\n".join([case.title, *(f"- {finding}" for finding in case.key_findings)]) if case.key_findings else ""


_PLAIN: Mapping[str, Callable[[Case], str]] = {
    "doi": _doi,
    "id": lambda case: case.pmcid or (f"PMID {case.pmid}" if case.pmid else case.doi or case.id),
    "title": lambda case: case.title,
    "findings": _findings,
    "abstract": lambda case: "\n\n".join(case.abstract),
    "link": lambda case: as_markdown_link(reference_of(case)),
}


def cases_of_entity(library: Library, entity: Entity) -> Clip:
    """The cases that name an entity, a line each: id, year, title."""
    numbers = library.index.entity_numbers(entity.id).numbers
    lines = [
        "  ".join(part for part in (row.id, row.date, row.title) if part)
        for start in range(0, len(numbers), _AT_ONCE)
        for row in library.index.rows(numbers[start : start + _AT_ONCE])
    ]
    return Clip("\n".join(lines), f"{counted(len(lines), 'case')} of {entity.name}")
