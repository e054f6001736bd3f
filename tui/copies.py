"""What can be copied and written of cases, by name: known to menus and options without loading what makes it."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct


class Clip(Struct, frozen=True):
    """A text that was or is to be copied."""

    text: str
    what: str
    """What it is: "Vancouver · 3 references"."""
    html: str = ""
    """The same with its italics, where there are any; likewise `rtf`."""
    rtf: str = ""


class Form(Struct, frozen=True):
    """A style of citations, or a format."""

    title: str
    """What comes of it, in words."""
    letter: str
    """Its key in menus."""
    suffix: str = ""
    """Of files that hold it."""


STYLES: Mapping[str, Form] = {
    "ama": Form("AMA citation", "m"),
    "vancouver": Form("Vancouver citation", "v"),
    "apa": Form("APA citation", "a"),
    "nejm": Form("NEJM citation", "j"),
    "lancet": Form("Lancet citation", "l"),
    "nature": Form("Nature citation", "n"),
    "chicago": Form("Chicago citation", "c"),
    "harvard": Form("Harvard citation", "h"),
    "ieee": Form("IEEE citation", "i"),
}
FORMATS: Mapping[str, Form] = {
    "bibtex": Form("BibTeX", "b", ".bib"),
    "biblatex": Form("BibLaTeX", "B", ".bib"),
    "ris": Form("RIS", "r", ".ris"),
    "csl-json": Form("CSL-JSON", "J", ".json"),
    "nbib": Form("NBIB", "N", ".nbib"),
    "enw": Form("EndNote", "e", ".enw"),
}
"""Formats that hold what a citation needs."""
CITATIONS: Mapping[str, Form] = {**STYLES, **FORMATS}
WHOLE_CASES: Mapping[str, Form] = {
    "json": Form("JSON", "j", ".json"),
    "csv": Form("CSV", "c", ".csv"),
    "markdown": Form("Markdown", "m", ".md"),
}
"""Formats that hold the findings as well."""
WRITABLE: Mapping[str, Form] = {**WHOLE_CASES, **FORMATS}
"""What files of cases are written in."""
COPIES: Mapping[str, str] = {
    **{name: form.title for name, form in CITATIONS.items()},
    "doi": "DOI link",
    "id": "id",
    "title": "title",
    "findings": "key findings",
    "abstract": "abstract",
    "link": "Markdown link",
}
"""What can be copied of cases: the name used in commands, and in words."""
