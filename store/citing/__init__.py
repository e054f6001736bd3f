"""Citations: a case as a reference, a reference in a style, references in a format.

Nothing heavier than the standard library is loaded by importing this package, and each style and format only when it
is first used.
"""

from store.citing.csl import reference_of_csl, references_of_csl
from store.citing.formats import FORMATS, Format, write
from store.citing.formats import write as write_references
from store.citing.keys import DEFAULT_PATTERN, keys_of
from store.citing.links import as_markdown_link
from store.citing.marked import Run
from store.citing.of_case import reference_of
from store.citing.reference import Date, Name, Reference
from store.citing.rendering import (
    Citation,
    as_html,
    as_html_document,
    as_markdown,
    as_rtf,
    cite,
    distinct,
    style_named,
)
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
    "cite",
    "distinct",
    "keys_of",
    "reference_of",
    "reference_of_csl",
    "references_of_csl",
    "split_name",
    "style_named",
    "write",
    "write_references",
]
