"""Places: saved under a key, collections, and the lists that follow from what is kept; each with its count now."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from msgspec.structs import asdict

from store import quote
from tui import layers
from tui.commands import CannotActError
from tui.screens.browse.collecting import Collecting
from tui.trail import Place

if TYPE_CHECKING:
    from store import Library, Notebook, SavedPlace, Snapshot
    from tui.layers.places import Destination, PlacesLayer

_KEYS = "123456789abcdefghijklmnopqrstuvwxyz"
_LISTS = (
    ("Starred", "is:starred"),
    ("Marked", "is:marked"),
    ("With a note", "is:noted"),
    ("Tagged", "is:tagged"),
    ("Unread", "is:unread"),
)
_COLLECTIONS = "Collections"


class SavedPlaces(Collecting):
    """Saves places and goes to them."""

    def action_save_place(self) -> None:
        """Save this place under a key."""

        def ask(places: tuple[SavedPlace, ...]) -> None:
            taken = {place.key: place.title for place in places}
            choices = [layers.Choice(key, taken.get(key, "·"), key) for key in _KEYS]
            self.open_layer(layers.MenuLayer(f"Save “{self._title()}” under the key", choices, self._save_place))

        self.keep(lambda notebook: notebook.places.all(), ask, holds_keys=True)

    def _title(self) -> str:
        return self.found.words or "all cases"

    def _save_place(self, key: str) -> None:
        place, title = asdict(self.here()), self._title()

        def done(before: SavedPlace | None) -> None:
            instead = f" instead of “{before.title}”" if before is not None and before.title != title else ""
            self.say(f"“{title}” saved under {key}{instead} · {self.key('place.list')} goes there")

        self.keep(lambda notebook: notebook.places.save(key, place, title), done)

    def action_places(self) -> None:
        """Where one can go, with live counts."""
        self._show_places("")

    def action_collections(self) -> None:
        """The same, the cursor on the first collection."""
        if self.snapshot is None or not self.snapshot.collections():
            raise CannotActError(f"There is no collection yet: {self.key('collect')} puts this case into a new one.")
        self._show_places(_COLLECTIONS)

    def _show_places(self, first: str) -> None:
        def read(notebook: Notebook) -> tuple[tuple[SavedPlace, ...], Snapshot]:
            return notebook.places.all(), notebook.snapshot()

        def show(answer: tuple[tuple[SavedPlace, ...], Snapshot]) -> None:
            destinations = tuple(_destinations(*answer))
            ways = layers.Ways(self._go_to_destination, self._rename_destination, self._delete_destination)
            layer = layers.PlacesLayer(destinations, ways, first=first)
            self.open_layer(layer)
            for query in dict.fromkeys(one.query for one in destinations if not one.heading):
                self._count(layer, query)

        self.keep(read, show, holds_keys=True)

    def _count(self, layer: PlacesLayer, query: str) -> None:
        marks = self.snapshot

        def count(library: Library) -> int:
            return library.index.total(query, notebook=marks)

        self.fetch(count, lambda total: layer.count(query, total))

    def _go_to_destination(self, there: Destination) -> None:
        if there.saved is not None:
            self._go_to_saved(there.saved)
        elif there.collection is not None:
            self.go_to_collection(there.collection)
        else:
            self.go_to_list(there.query, sort="own" if there.query == "is:marked" else None)

    def _go_to_saved(self, saved: SavedPlace) -> None:
        try:
            place = Place(**saved.place)
        except TypeError:
            self.say("This place was saved by another version of Rounds.", "warn")
            return
        self.trail = self.trail.updated(self.here()).gone_to(place)
        self.restore_place(place)

    def _rename_destination(self, one: Destination) -> None:
        if one.collection is not None:
            self.rename_collection(one.collection)

    def _delete_destination(self, one: Destination) -> None:
        if one.collection is not None:
            self.delete_collection(one.collection, one.held)
        elif one.saved is not None:
            key = one.saved.key
            self.keep(
                lambda notebook: notebook.places.delete(key),
                lambda _: self.say(f"The place under {key} is forgotten · {self.key('undo')} brings it back"),
            )


def _destinations(places: tuple[SavedPlace, ...], snapshot: Snapshot) -> Iterator[Destination]:
    if places:
        yield layers.Destination("Saved under a key", heading=True)
        for place in places:
            yield layers.Destination(place.title, str(place.place.get("query", "")), saved=place)
    collections = snapshot.collections()
    if collections:
        yield layers.Destination(_COLLECTIONS, heading=True)
        for name, cases in collections.items():
            yield layers.Destination(name, f"in:{quote(name)}", collection=name, held=len(cases))
    yield layers.Destination("Kept", heading=True)
    for title, query in _LISTS:
        yield layers.Destination(title, query)
    tags = snapshot.tags()
    if tags:
        yield layers.Destination("Tags", heading=True)
        for tag, tagged in tags.items():
            yield layers.Destination(f"#{tag}", f"tag:{quote(tag)}", held=tagged)
