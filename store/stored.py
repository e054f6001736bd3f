"""What the library adds to a document: by which older keys it is known, and where it came from.

The index is made from documents alone, so whatever it must keep across a rebuild stands in the document.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from store.documents import Document
from store.index import IndexEntry, entry_of
from store.keys import keys_of

PAPERS = "papers"
"""The TinyDB table that holds the cases."""
OLDER_KEYS = "older_keys"
"""Keys that find the case beside those of its present ids: those it once had."""
DISPUTED_KEYS = "disputed_keys"
"""Keys of its present ids that find another case, which had them first and is certainly another paper."""
ORIGIN = "imported"
"""`{"digest": "…", "batch": 7}`: the content of its file and the number of the import that brought it."""

_OF_THE_LIBRARY = (OLDER_KEYS, DISPUTED_KEYS, ORIGIN)


def stamped(document: Document, digest: bytes, batch: int) -> Document:
    """Write down where `document` came from, in place."""
    document[ORIGIN] = {"digest": digest.hex(), "batch": batch}
    return document


def keys_of_stored(document: Document) -> tuple[str, ...]:
    """All keys that find the case, the best first; the first is its `id`."""
    disputed = document.get(DISPUTED_KEYS) or ()
    own = own_keys(document)
    keys = (*own, *(document.get(OLDER_KEYS) or ()))
    return tuple(key for key in dict.fromkeys(keys) if key not in disputed)


def own_keys(document: Document) -> tuple[str, ...]:
    """The keys of the present ids of the case."""
    return keys_of(
        pmcid=document.get("pmcid"),
        doi=document.get("doi"),
        pmid=document.get("pmid"),
        title=document.get("title") or "",
        authors=document.get("authors") or (),
    )


def entry_of_stored(document: Document) -> IndexEntry:
    """The index entry of a document of the library."""
    origin: dict[str, Any] = document.get(ORIGIN) or {}
    keys = keys_of_stored(document)
    entry = entry_of(
        document, digest=bytes.fromhex(origin.get("digest") or ""), batch=origin.get("batch") or 0, keys=keys
    )
    if document.get(DISPUTED_KEYS):
        return replace(entry, keys=keys)
    return entry


def same_case(one: Document, other: Document) -> bool:
    """Whether two documents say the same, wherever they came from."""
    return all(
        one.get(name) == other.get(name) for name in {*one, *other} if name != ORIGIN and name not in _EMPTY_IF_ABSENT
    ) and all((one.get(name) or []) == (other.get(name) or []) for name in _EMPTY_IF_ABSENT)


_EMPTY_IF_ABSENT: Sequence[str] = (OLDER_KEYS, DISPUTED_KEYS)


def as_exported(document: Document) -> Document:
    """The document as an export holds it: without what only this library knows."""
    kept = {name: value for name, value in document.items() if name not in (ORIGIN, DISPUTED_KEYS)}
    if not kept.get(OLDER_KEYS):
        kept.pop(OLDER_KEYS, None)
    return kept
