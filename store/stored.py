"""What the library adds to a document: by which older keys it is known, and where it came from.

The index is made from documents alone, so whatever it must keep across a rebuild stands in the document.
"""

from __future__ import annotations

from store.documents import Document
from store.keys import keys_of

PAPERS = "papers"
"""The TinyDB table that holds the cases."""
OLDER_KEYS = "older_keys"
"""Keys that find the case beside those of its present ids: those it once had."""
DISPUTED_KEYS = "disputed_keys"
"""Keys of its present ids that find another case, which had them first and is certainly another paper."""
ORIGIN = "imported"
"""`{"digest": "…", "batch": 7}`: the content of its file and the number of the import that brought it."""


def origin_of(digest: bytes, batch: int) -> Document:
    """What a document says of where it came from."""
    return {ORIGIN: {"digest": digest.hex(), "batch": batch}}


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


def same_case(one: Document, other: Document) -> bool:
    """Whether two documents say the same, wherever they came from."""
    return _said(one) == _said(other)


def _said(document: Document) -> Document:
    """Without its origin, and without the lists of keys that are empty."""
    return {
        name: value
        for name, value in document.items()
        if name != ORIGIN and (value or name not in (OLDER_KEYS, DISPUTED_KEYS))
    }


def as_exported(document: Document) -> Document:
    """The document as an export holds it: without what only this library knows."""
    kept = {name: value for name, value in document.items() if name not in (ORIGIN, DISPUTED_KEYS)}
    if not kept.get(OLDER_KEYS):
        kept.pop(OLDER_KEYS, None)
    return kept
