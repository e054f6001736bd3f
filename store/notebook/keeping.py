"""Saved places, and what the app remembers from one session to the next."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msgspec import Struct, field

from store.errors import NotFoundError
from store.notebook.pages import PLACES, SESSION
from store.notebook.part import Part, locked
from store.notebook.steps import now
from store.text import clean_line


class SavedPlace(Struct, frozen=True):
    """A place or a query, saved under a key."""

    key: str
    title: str
    place: Mapping[str, Any] = field(default_factory=dict)
    """JSON values that whoever saved them understands; `query` is the query."""
    at: str = ""
    """When it was saved: ISO 8601, UTC."""


class Places(Part):
    """The saved places, by key."""

    def all(self) -> tuple[SavedPlace, ...]:
        """All places in the order of their keys."""
        documents = self.pages.image(PLACES).documents.values()
        return tuple(sorted(map(_place, documents), key=lambda place: place.key))

    def get(self, key: str) -> SavedPlace | None:
        """The place under a key."""
        document = self.pages.image(PLACES).get(key)
        return None if document is None else _place(document)

    @locked
    def save(self, key: str, place: Mapping[str, Any], title: str = "") -> SavedPlace | None:
        """Save a place under a key; the one that was there before, if any."""
        key = clean_line(key)
        title = clean_line(title) or clean_line(str(place.get("query", ""))) or "all cases"
        before = self.get(key)
        if before is None or (before.place, before.title) != (dict(place), title):
            with self.steps.step(f"save “{title}” under {key}"):
                document = {"key": key, "title": title, "place": dict(place), "at": now()}
                number = self.pages.image(PLACES).numbers.get(key)
                if number is None:
                    self.pages.add(PLACES, document)
                else:
                    self.pages.write(PLACES, {number: document})
        return before

    @locked
    def delete(self, key: str) -> None:
        """Forget the place under a key. Raises `NotFoundError`."""
        number = self.pages.image(PLACES).numbers.get(key)
        if number is None:
            raise NotFoundError(f"Nothing is saved under {clean_line(key)}.")
        with self.steps.step(f"forget the place under {key}"):
            self.pages.write(PLACES, {number: None})


def _place(document: Mapping[str, Any]) -> SavedPlace:
    return SavedPlace(document["key"], document["title"], document["place"], document["at"])


class Session(Part):
    """What the app remembers from one session to the next: JSON values by name. Not undoable."""

    def get(self, name: str, default: Any = None) -> Any:
        """A value, or `default`."""
        document = self.pages.image(SESSION).get(name)
        return default if document is None else document["value"]

    def set(self, name: str, value: Any) -> None:
        """Remember a value; None forgets it."""
        if self.get(name) == value:
            return
        with self.pages.change():
            number = self.pages.image(SESSION).numbers.get(name)
            document = None if value is None else {"name": name, "value": value}
            if number is not None:
                self.pages.write(SESSION, {number: document})
            elif document is not None:
                self.pages.add(SESSION, document)
