"""Formats that reference managers read, one file each; each is loaded when it is first used."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from types import MappingProxyType

from msgspec import Struct

from store.citing.keys import DEFAULT_PATTERN, keys_of
from store.citing.reference import Reference
from store.errors import NotFoundError


class Format(Struct, frozen=True):
    """A format: its name on the command line, what it is, and the suffix of its files."""

    name: str
    title: str
    suffix: str
    module: str
    between: str | None = None
    """What stands between two records; None where a record depends on the others, as by the key it gets."""


FORMATS = MappingProxyType(
    {
        form.name: form
        for form in (
            Format("bibtex", "BibTeX", ".bib", "bibtex"),
            Format("biblatex", "BibLaTeX", ".bib", "biblatex"),
            Format("ris", "RIS", ".ris", "ris", ""),
            Format("csl-json", "CSL-JSON", ".json", "csl_json"),
            Format("nbib", "PubMed (NBIB)", ".nbib", "nbib", "\n"),
            Format("enw", "EndNote (ENW)", ".enw", "enw", ""),
        )
    }
)
"""The formats by name, in the order in which they are offered."""


def write(references: Sequence[Reference], form: str, *, key_pattern: str = DEFAULT_PATTERN) -> str:
    """`references` in a format, every one of them, in their order.

    `key_pattern` makes the citation keys where the format has such (`store.citing.keys`). Raises `NotFoundError` for a
    format that does not exist.
    """
    found = FORMATS.get(form)
    if found is None:
        raise NotFoundError(f"There is no format “{form}”.", f"There are {', '.join(FORMATS)}.")
    writer = import_module(f"store.citing.formats.{found.module}")
    text: str = writer.write(references, keys_of(references, key_pattern))
    return text


write_references = write
"""`write` under a name that stands alone, for the front door of the store."""
