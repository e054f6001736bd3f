"""Citations: a case as a reference, a reference in a style, references in a format.

Nothing heavier than the standard library is loaded, and each part only when a name of it is first asked for, so that
citing one case from the command line does not wait for what it does not use.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from store.citing.csl import reference_of_csl, references_of_csl
    from store.citing.formats import FORMATS, Format, write
    from store.citing.keys import DEFAULT_PATTERN, check_pattern, keys_of
    from store.citing.links import as_markdown_link
    from store.citing.marked import Run
    from store.citing.of_case import reference_of
    from store.citing.pandoc import cite_with_pandoc
    from store.citing.reference import Date, Name, Reference
    from store.citing.rendering import Citation, cite, distinct, style_named
    from store.citing.rich import as_html, as_html_document, as_markdown, as_rtf
    from store.citing.splitting import split_name
    from store.citing.styles import STYLES, Style

__all__ = [
    "DEFAULT_PATTERN",
    "FORMATS",
    "STYLES",
    "Citation",
    "Date",
    "Format",
    "Name",
    "Reference",
    "Run",
    "Style",
    "as_html",
    "as_html_document",
    "as_markdown",
    "as_markdown_link",
    "as_rtf",
    "check_pattern",
    "cite",
    "cite_with_pandoc",
    "distinct",
    "keys_of",
    "reference_of",
    "reference_of_csl",
    "references_of_csl",
    "split_name",
    "style_named",
    "write",
]

_HOMES = {
    "csl": ("reference_of_csl", "references_of_csl"),
    "formats": ("FORMATS", "Format", "write"),
    "keys": ("DEFAULT_PATTERN", "check_pattern", "keys_of"),
    "links": ("as_markdown_link",),
    "marked": ("Run",),
    "of_case": ("reference_of",),
    "pandoc": ("cite_with_pandoc",),
    "reference": ("Date", "Name", "Reference"),
    "rendering": ("Citation", "cite", "distinct", "style_named"),
    "rich": ("as_html", "as_html_document", "as_markdown", "as_rtf"),
    "splitting": ("split_name",),
    "styles": ("STYLES", "Style"),
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}


def __getattr__(name: str) -> object:
    if name not in _HOME_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value: object = getattr(import_module(f"{__name__}.{_HOME_OF[name]}"), name)
    globals()[name] = value
    return value
