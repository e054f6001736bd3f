"""The notebook as queries and lists see it: values of one moment, for any thread."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from itertools import accumulate

from msgspec import Struct

from store.notebook.entries import Entry, count_tags, join, read_entry
from store.notebook.image import Copy, Document
from store.notebook.pages import CASES, COLLECTIONS, MARKS, READ, Pages
from store.notebook.tagging import alphabetical
from store.text import clean_line, fold, words


class Flags(Struct, frozen=True):
    """What a list shows of a case."""

    starred: bool = False
    tagged: bool = False
    noted: bool = False
    read: bool = False
    mark: int = 0
    """Its place in the order of marking, from 1; 0 is not marked."""


class Snapshot:
    """What stands in a notebook at one moment. Never changes, and may be used by any thread.

    A case is asked for by all its keys, so that what was kept under an older one counts.
    """

    def __init__(self, pages: Pages | None = None) -> None:
        """What stands in these pages; without any, nothing."""
        tables = (CASES, READ, MARKS, COLLECTIONS)
        copies = [Copy({}, {}) if pages is None else pages.image(table).copy() for table in tables]
        self._cases, self._read, self._marks, self._collections = copies

    # --- of one case

    def entry(self, keys: Sequence[str]) -> Entry:
        """What is written down about a case; empty where there is nothing."""
        found = dict.fromkeys(self._cases.numbers[key] for key in keys if key in self._cases.numbers)
        if not found:
            return Entry(tuple(keys))
        documents = [self._cases.documents[number] for number in found]
        joined: Document = {"keys": [], "title": None}
        for document in documents:
            join(joined, document)
        return read_entry(joined)

    def flags(self, keys: Sequence[str]) -> Flags:
        """What a list shows of a case."""
        facts = {fact for key in keys for fact in self._cases.get(key) or ()}
        is_read = any(key in self._read.numbers for key in keys)
        return Flags("star" in facts, "tags" in facts, "note" in facts, is_read, self._place(keys))

    def _place(self, keys: Sequence[str]) -> int:
        place = 0
        for key in keys:
            portion = self._marks.numbers.get(key)
            if portion is not None:
                place = self._starts[portion] + self._marks.documents[portion]["cases"].index(key) + 1
        return place

    @cached_property
    def _starts(self) -> dict[int, int]:
        """How many marks stand before each portion of them."""
        sizes = (len(document["cases"]) for document in self._marks.documents.values())
        return dict(zip(self._marks.documents, accumulate(sizes, initial=0), strict=False))

    # --- of all

    def marks(self) -> tuple[str, ...]:
        """The marked cases in the order of marking, each by the key under which it was marked."""
        return tuple(case for document in self._marks.documents.values() for case in document["cases"])

    def tags(self) -> dict[str, int]:
        """All tags with the number of cases, in alphabetical order."""
        return count_tags(self._cases.documents.values())

    def collections(self) -> dict[str, tuple[str, ...]]:
        """All collections with the keys of their cases, each in its order, by name in alphabetical order."""
        documents = sorted(self._collections.documents.values(), key=lambda document: alphabetical(document["name"]))
        return {document["name"]: tuple(document["cases"]) for document in documents}

    def collection_sizes(self) -> dict[str, int]:
        """All collections with the number of their cases, by name in alphabetical order."""
        return {name: len(cases) for name, cases in self.collections().items()}

    def ids(self, field: str, value: str) -> Iterable[str]:
        """The keys of the cases for which a field of the query language holds; of one case there may be several.

        `is` with `starred`, `tagged`, `noted`, `read` or `marked`; `tag` (`*` at the end is any end); `note` (all words
        stand in the note, the last one by its beginning where it ends with `*`); `in`, a collection in its order (`*`
        as for tags).
        `is:unread` is every case but those of `is:read`. Raises `KeyError` for any other field or value of `is`.
        """
        cases = self._cases.documents.values()
        if field == "is":
            return self._is(value)
        if field == "tag":
            return _keys(entry for entry in cases if _is_tagged(entry, value))
        if field == "note":
            return _keys(entry for entry in cases if "note" in entry and _says(entry["note"]["text"], value))
        if field == "in":
            return self._collected(value)
        raise KeyError(field)

    def _collected(self, value: str) -> Iterable[str]:
        wanted = fold(clean_line(value))
        if wanted.endswith("*"):
            documents = self._collections.documents.values()
            return [key for one in documents if fold(one["name"]).startswith(wanted[:-1]) for key in one["cases"]]
        collection = self._collections.get(wanted)
        return () if collection is None else tuple(collection["cases"])

    def _is(self, value: str) -> Iterable[str]:
        if value == "read":
            return self._read.numbers
        if value == "marked":
            return self.marks()
        fact = {"starred": "star", "tagged": "tags", "noted": "note"}[value]
        return _keys(entry for entry in self._cases.documents.values() if fact in entry)


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
