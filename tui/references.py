"""Cases as references, with a person's own names, abbreviations and citation keys; citations in any style."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from store import Case, Citation, Reference
    from tui.configuration import Configuration


def references_of(cases: Iterable[Case], configuration: Configuration) -> list[Reference]:
    """The papers of `cases`."""
    from store import reference_of  # noqa: PLC0415 -- citing is loaded by who cites

    names, journals = configuration.names, configuration.journals
    return [reference_of(case, names=names, abbreviations=journals) for case in cases]


def records_of(references: Sequence[Reference], form: str, configuration: Configuration) -> str:
    """`references` in a format."""
    from store import write_references  # noqa: PLC0415

    if configuration.citation_key:
        return write_references(references, form, key_pattern=configuration.citation_key)
    return write_references(references, form)


def citations_of(references: Sequence[Reference], style: str, *, numbered: bool | None = None) -> list[Citation]:
    """`references` in a style: a built-in one, else a CSL style by its name or file, through pandoc.

    Raises `NotFoundError` for a style that is nowhere, `RoundsError` where pandoc is missing or too old.
    """
    from store import STYLES, cite, cite_with_pandoc  # noqa: PLC0415

    if style in STYLES:
        return cite(references, style, numbered=numbered)
    return cite_with_pandoc(references, style, numbered=numbered)
