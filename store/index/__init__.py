"""The search index: derived from the documents, in the same file, and written in the same transactions.

`entry_of` and `entry_of_case` compute what the index holds of a case (in any process); `IndexWriter` writes it;
`IndexReader` answers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from store.index.entry import IndexEntry as IndexEntry
    from store.index.entry import entry_of as entry_of
    from store.index.entry import entry_of_case as entry_of_case
    from store.index.lookup import keys_with_prefix as keys_with_prefix
    from store.index.lookup import numbers_of_digests as numbers_of_digests
    from store.index.lookup import numbers_of_keys as numbers_of_keys
    from store.index.ordering import keep_order as keep_order
    from store.index.reader import IndexReader as IndexReader
    from store.index.schema import VERSION as VERSION
    from store.index.schema import create as create
    from store.index.schema import drop as drop
    from store.index.schema import version as version
    from store.index.writer import IndexWriter as IndexWriter

_HOMES = {
    "create": "store.index.schema",
    "drop": "store.index.schema",
    "entry_of": "store.index.entry",
    "entry_of_case": "store.index.entry",
    "IndexEntry": "store.index.entry",
    "IndexReader": "store.index.reader",
    "IndexWriter": "store.index.writer",
    "keep_order": "store.index.ordering",
    "keys_with_prefix": "store.index.lookup",
    "numbers_of_digests": "store.index.lookup",
    "numbers_of_keys": "store.index.lookup",
    "version": "store.index.schema",
    "VERSION": "store.index.schema",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module  # noqa: PLC0415 -- a worker that makes entries needs no database

    value = getattr(import_module(_HOMES[name]), name)
    globals()[name] = value
    return value
