"""Citations: references in a style, in order, each once, numbered where the style numbers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct

from store.citing.marked import Run, runs_of
from store.citing.reference import Reference
from store.citing.styles import STYLES, Style
from store.errors import NotFoundError


class Citation(Struct, frozen=True):
    """A reference as a style prints it."""

    id: str
    text: str
    """The whole citation as plain text, its number included."""
    runs: tuple[Run, ...]
    """The same text with its type faces."""
    number: int | None = None
    by: str = ""
    """The program that printed it, where it was not Rounds."""


def style_named(name: str) -> Style:
    """The style of that name, also by its CSL name. Raises `NotFoundError` that lists the names there are."""
    key = name.strip().lower()
    if found := STYLES.get(key) or next((style for style in STYLES.values() if style.csl == key), None):
        return found
    raise NotFoundError(f"There is no built-in style “{key}”.", f"Built in are {', '.join(STYLES)}.")


def cite(references: Sequence[Reference], style: str, *, numbered: bool | None = None) -> list[Citation]:
    """The citations of `references` in a built-in style.

    A work that is given twice is cited once. A numbered style keeps the order, an alphabetical one sorts. `numbered`
    None numbers where the style does and there are several. Raises `NotFoundError` for a style that is not built in.
    """
    chosen = style_named(style)
    works = distinct(references)
    if not chosen.numbered:
        works.sort(key=chosen.sort_key)
    if numbered is None:
        numbered = chosen.numbered and len(works) > 1
    return [_citation(work, chosen, place if numbered else None) for place, work in enumerate(works, 1)]


def _citation(reference: Reference, style: Style, number: int | None) -> Citation:
    marked = style.entry(reference)
    if number is not None:
        marked = style.number.format(number) + marked
    runs = runs_of(marked, style.quotes)
    return Citation(reference.id, "".join(run.text for run in runs), runs, number)


def distinct(references: Iterable[Reference]) -> list[Reference]:
    """`references` without those that name a work again: by id, DOI, PubMed id or PMC id."""
    seen: set[str] = set()
    works: list[Reference] = []
    for reference in references:
        keys = {
            f"{kind}:{value.casefold()}"
            for kind, value in (
                ("id", reference.id),
                ("doi", reference.doi),
                ("pubmed", reference.pmid),
                ("pmc", reference.pmcid),
            )
            if value
        }
        if seen.isdisjoint(keys):
            works.append(reference)
        seen |= keys
    return works
