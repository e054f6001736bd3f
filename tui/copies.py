"""What can be copied, by name: known to menus without loading what makes citations."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

STYLES = ("ama", "vancouver", "apa", "nejm", "lancet", "nature", "chicago", "harvard", "ieee")
FORMATS = ("bibtex", "ris", "csl-json", "biblatex", "nbib", "enw")


class Clip(Struct, frozen=True):
    """A text that was or is to be copied."""

    text: str
    what: str
    """What it is: "Vancouver · 3 references"."""
    html: str = ""
    """The same with its italics, where there are any; likewise `rtf`."""
    rtf: str = ""


COPIES: Mapping[str, str] = {
    "apa": "APA citation",
    "ama": "AMA citation",
    "vancouver": "Vancouver citation",
    "nejm": "NEJM citation",
    "lancet": "Lancet citation",
    "nature": "Nature citation",
    "chicago": "Chicago citation",
    "harvard": "Harvard citation",
    "ieee": "IEEE citation",
    "bibtex": "BibTeX",
    "biblatex": "BibLaTeX",
    "ris": "RIS",
    "nbib": "NBIB",
    "enw": "EndNote",
    "csl-json": "CSL-JSON",
    "doi": "DOI link",
    "id": "id",
    "title": "title",
    "findings": "key findings",
    "abstract": "abstract",
    "link": "Markdown link",
}
"""What can be copied of cases: the name used in commands, and in words."""
