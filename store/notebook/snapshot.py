"""The notebook as queries and lists see it: values of one moment, for any thread."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from store.notebook.image import Document
from store.notebook.pages import CASES, COLLECTIONS, MARKS, READ, Pages
from store.text import clean_line, fold, words
from store.values import dataclass


@dataclass(frozen=True, slots=True)
class Flags:
    """What a list shows of a case."""

    starred: bool = False
    tagged: bool = False
    noted: bool = False
    read: bool = False
    mark: int = 0
    """Its place in the order of marking, from 1; 0 is not marked."""


class Snapshot:
    """What stands in a notebook at one moment. Never changes, and may be used by any thread."""

    def __init__(self, pages: Pages) -> None:
        self._cases = tuple(pages.image(CASES).documents.values())
        self._read = tuple(pages.image(READ).numbers)
        self._marks = tuple(pages.image(MARKS).documents.values())
        self._collections = tuple(pages.image(COLLECTIONS).documents.values())

    def ids(self, field: str, value: str) -> Iterable[str]:
        """The keys of the cases for which a field of the query language holds; of one case there may be several.

        `is` with `starred`, `tagged`, `noted`, `read` or `marked`; `tag` (`*` at the end is any end); `note` (all words
        stand in the note, the last one by its beginning where it ends with `*`); `in`, a collection.
        `is:unread` is every case but those of `is:read`. Raises `KeyError` for any other field or value of `is`.
        """
        if field == "is":
            return self._is(value)
        if field == "tag":
            return _keys(entry for entry in self._cases if _is_tagged(entry, value))
        if field == "note":
            return _keys(entry for entry in self._cases if "note" in entry and _says(entry["note"]["text"], value))
        if field == "in":
            name = fold(clean_line(value))
            return (
                case for document in self._collections if fold(document["name"]) == name for case in document["cases"]
            )
        raise KeyError(field)

    def _is(self, value: str) -> Iterable[str]:
        if value == "read":
            return self._read
        if value == "marked":
            return (case for document in self._marks for case in document["cases"])
        fact = {"starred": "star", "tagged": "tags", "noted": "note"}[value]
        return _keys(entry for entry in self._cases if fact in entry)


def _keys(entries: Iterable[Document]) -> Iterator[str]:
    return (key for entry in entries for key in entry["keys"])


def _is_tagged(entry: Mapping[str, list[str]], value: str) -> bool:
    wanted = fold(value.lstrip("#"))
    if wanted.endswith("*"):
        return any(fold(tag).startswith(wanted[:-1]) for tag in entry.get("tags", ()))
    return any(fold(tag) == wanted for tag in entry.get("tags", ()))


def _says(text: str, value: str) -> bool:
    wanted, said = words(value), _words_of(text)
    if wanted and value.endswith("*"):
        beginning = wanted.pop()
        if not any(word.startswith(beginning) for word in said):
            return False
    return said.issuperset(wanted)


@lru_cache(maxsize=4096)
def _words_of(text: str) -> frozenset[str]:
    return frozenset(words(text))
