"""Where one can go: the saved places, each under its key, the collections, and what else the notebook lists."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from msgspec import Struct
from rich.cells import cell_len

from store import SavedPlace
from tui.commands import CannotActError
from tui.layers.layer import ListLayer
from tui.present.styled import Line, fit, pad, pad_left

_KEY = 3


class Destination(Struct, frozen=True):
    """Somewhere to go, or the heading of a group."""

    title: str
    query: str = ""
    """What it shows."""
    saved: SavedPlace | None = None
    collection: str | None = None
    """The name of the collection that it is."""
    held: int = 0
    """How many cases the notebook counts; a library need not hold all of them."""
    heading: bool = False

    @property
    def key(self) -> str:
        """The key that goes there at once; empty where there is none."""
        return self.saved.key if self.saved is not None else ""


class Ways(Struct, frozen=True):
    """What can be done with a destination."""

    go: Callable[[Destination], None]
    rename: Callable[[Destination], None]
    delete: Callable[[Destination], None]


class PlacesLayer(ListLayer[Destination]):
    """Lists destinations with how many cases each shows now."""

    title = "Places"

    def __init__(self, destinations: Sequence[Destination], ways: Ways, *, first: str = "") -> None:
        super().__init__()
        self._ways = ways
        self._counts: dict[str, int] = {}
        headings = [number for number, one in enumerate(destinations) if one.heading and one.title == first]
        self.show(tuple(destinations), headings[0] + 1 if headings else 0)

    def wanted_size(self, width: int, height: int) -> tuple[int, int]:
        """As high as the list."""
        return min(96, width - 4), min(height - 4, max(8, len(self.items) + 2))

    def footing(self) -> str:
        """What keys do here."""
        take, rename, delete = self.key("layer.accept"), self.key("layer.rename"), self.key("layer.delete")
        return f"a key or {take} goes there · {rename} rename · {delete} delete · {self.key('out')} close"

    def count(self, query: str, total: int) -> None:
        """How many cases a query finds."""
        self._counts[query] = total
        self.touch()

    def selectable(self, item: Destination) -> bool:
        """Headings lead nowhere."""
        return not item.heading

    def item_line(self, item: Destination, width: int, cursor: bool) -> Line:
        """Key, title, count."""
        if item.heading:
            return ((fit(item.title.upper(), width), "head"),)
        count = 1 + max(cell_len(self._how_many(one)) for one in self.items if not one.heading)
        room = width - _KEY - count
        return (
            (pad(item.key, _KEY), "key"),
            (pad(item.title, room), "cursor.title" if cursor else ""),
            (pad_left(self._how_many(item), count), "dim"),
        )

    def _how_many(self, item: Destination) -> str:
        count = self._counts.get(item.query)
        if count is None:
            return "…"
        return f"{count:,} of {item.held:,}" if item.held > count else f"{count:,}"

    def press(self, token: str) -> bool:
        """Go to the place under a key; whether there is one."""
        place = next((one for one in self.items if one.key == token), None)
        if place is not None:
            self.chosen(place)
        return place is not None

    def chosen(self, item: Destination) -> None:
        """Go there."""
        self.close()
        self._ways.go(item)

    def action_rename_item(self) -> None:
        """Give the collection under the cursor another name."""
        item = self.current
        if item is None or item.collection is None:
            raise CannotActError(
                f"Only collections have a name of their own; {self.key('place.save')} saves a place anew."
            )
        self.close()
        self._ways.rename(item)

    def action_delete_item(self) -> None:
        """Forget the place, or delete the collection, under the cursor."""
        item = self.current
        if item is None or (item.saved is None and item.collection is None):
            raise CannotActError("This list follows from stars, marks, tags, notes: it cannot be deleted.")
        self.close()
        self._ways.delete(item)
