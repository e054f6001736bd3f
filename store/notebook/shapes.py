"""What the documents of a notebook look like, by table: so that what is damaged, or of another table, is told apart."""

from __future__ import annotations

from collections.abc import Mapping

from store.notebook.image import Document
from store.notebook.pages import (
    CASES,
    COLLECTIONS,
    HISTORY,
    MARKS,
    PLACES,
    READ,
    REMOVED,
    SESSION,
    STEPS,
)

_SHAPES: Mapping[str, tuple[dict[str, type], frozenset[str]]] = {
    CASES: ({"keys": list}, frozenset({"title", "star", "tags", "note"})),
    READ: ({"case": str, "at": str}, frozenset()),
    MARKS: ({"cases": list}, frozenset()),
    COLLECTIONS: ({"name": str, "cases": list}, frozenset()),
    PLACES: ({"key": str, "title": str, "place": dict, "at": str}, frozenset()),
    SESSION: ({"name": str, "value": object}, frozenset()),
    HISTORY: ({"done": int}, frozenset()),
    STEPS: ({"what": str, "at": str, "edits": list, "effects": list}, frozenset({"library", "identity"})),
}
"""The fields that a document of a table has, with their types, and those that it may have beside them."""


def has_shape(table: str, document: Document) -> bool:
    """Whether a document can be one of a table; of a table that is not known here any can."""
    if table == REMOVED:
        return isinstance(document.get("id"), str) and isinstance(document.get("title"), str)
    if table not in _SHAPES:
        return True
    needed, possible = _SHAPES[table]
    return all(isinstance(document.get(name), kind) for name, kind in needed.items() if name in document) and (
        needed.keys() <= document.keys() <= needed.keys() | possible
    )
