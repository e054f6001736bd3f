"""A table of the notebook in memory: its documents, and where their names lead."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from msgspec import Struct

Document = dict[str, Any]
"""A document of the notebook. What an `Image` holds is never changed in place."""
Names = Callable[[Mapping[str, Any]], Iterable[str]]
"""The names by which a document is looked up: the keys of its case, its own name, …"""


class Copy(Struct, frozen=True):
    """A table as it was at one moment. Never changes, and may be used by any thread."""

    numbers: Mapping[str, int]
    """Which document has a name."""
    documents: Mapping[int, Document]
    """The documents in the order of their numbers."""

    def get(self, name: str) -> Document | None:
        """The document of that name, or None."""
        number = self.numbers.get(name)
        return None if number is None else self.documents[number]


class Image:
    """The documents of a table by number, kept up to date change by change."""

    def __init__(self, names: Names) -> None:
        self.numbers: dict[str, int] = {}
        """Which document has a name."""
        self._documents: dict[int, Document] = {}
        self._names = names
        self._sorted = True
        self._copy: Copy | None = None

    @property
    def documents(self) -> dict[int, Document]:
        """The documents in the order of their numbers."""
        if not self._sorted:
            self._documents = dict(sorted(self._documents.items()))
            self._sorted = True
        return self._documents

    def change(self, number: int, after: Document | None) -> None:
        """Let document `number` be `after`; None removes it."""
        self._copy = None
        before = self._documents.get(number)
        if before is not None:
            for name in self._names(before):
                if self.numbers.get(name) == number:
                    del self.numbers[name]
        if after is None:
            self._documents.pop(number, None)
            return
        self._sorted = self._sorted and (before is not None or number > next(reversed(self._documents), 0))
        self._documents[number] = after
        for name in self._names(after):
            self.numbers[name] = number

    def get(self, name: str) -> Document | None:
        """The document of that name, or None."""
        number = self.numbers.get(name)
        return None if number is None else self._documents[number]

    def copy(self) -> Copy:
        """The table as it is now; the same value until something in it changes."""
        if self._copy is None:
            self._copy = Copy(dict(self.numbers), dict(self.documents))
        return self._copy
