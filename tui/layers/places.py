"""The saved places: a key goes there."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from store import SavedPlace
from tui.layers.layer import ListLayer
from tui.present.styled import Line, fit, pad, pad_left


class PlacesLayer(ListLayer[SavedPlace]):
    """Lists places with how many cases each shows now."""

    title = "Saved places"

    def __init__(
        self, places: Sequence[SavedPlace], go: Callable[[SavedPlace], None], forget: Callable[[str], None]
    ) -> None:
        super().__init__()
        self._go = go
        self._forget = forget
        self._counts: dict[str, int] = {}
        self.show(tuple(places))

    def footing(self) -> str:
        """What keys do here."""
        return "its key or Enter goes there · D forgets it · Esc close"

    def count(self, key: str, total: int) -> None:
        """How many cases the place shows."""
        self._counts[key] = total
        self.touch()

    def item_line(self, item: SavedPlace, width: int, cursor: bool) -> Line:
        """Key, title, count."""
        count = self._counts.get(item.key)
        shown = pad_left("…" if count is None else f"{count:,}", 9)
        return (
            (pad(item.key, 3), "key"),
            (pad(fit(item.title, width - 13), width - 13), "cursor.title" if cursor else ""),
            (shown, "dim"),
        )

    def press(self, token: str) -> bool:
        """Go to the place under a key; whether there is one."""
        for place in self.items:
            if place.key == token:
                self.chosen(place)
                return True
        return False

    def chosen(self, item: SavedPlace) -> None:
        """Go there."""
        self.close()
        self._go(item)

    def action_delete(self) -> None:
        """Forget the place under the cursor."""
        item = self.current
        if item is not None:
            self._forget(item.key)
            self.show([place for place in self.items if place.key != item.key], self.scroll.cursor)
