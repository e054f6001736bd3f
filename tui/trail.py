"""Where a person has been: places one can go back to and forward from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

if TYPE_CHECKING:
    from store import Sort


class Place(Struct, frozen=True):
    """A list of cases and how it was looked at."""

    query: str = ""
    sort: Sort = "date"
    reverse: bool = False
    case_id: str | None = None
    """The case under the cursor."""
    row: int = 0
    """Lines between the first row shown and the cursor's."""
    pane: str = "cases"
    findings_top: int = 0
    """The first line of the findings shown."""
    entity_id: str | None = None
    """The entity under the cursor."""

    follow: str | None = None
    """The entity whose cases these are: the cursor goes to it in every case."""

    @property
    def turned_round(self) -> bool:
        """Whether another list is turned round as well: relevance and an order of one's own belong to one list."""
        return self.reverse and self.sort not in ("relevance", "own")


class Trail(Struct, frozen=True):
    """An immutable history; `at` is where one stands now."""

    places: tuple[Place, ...] = (Place(),)
    at: int = 0

    @property
    def here(self) -> Place:
        """The place one stands at."""
        return self.places[self.at]

    def updated(self, place: Place) -> Trail:
        """With the present place remembered as it is looked at now."""
        return replace(self, places=(*self.places[: self.at], place, *self.places[self.at + 1 :]))

    def gone_to(self, place: Place) -> Trail:
        """With a new place after the present one; what was ahead is dropped."""
        places = (*self.places[: self.at + 1], place)[-200:]
        return Trail(places, len(places) - 1)

    def stepped(self, steps: int) -> Trail | None:
        """Further back (negative) or forward; None where the trail ends."""
        at = self.at + steps
        return replace(self, at=at) if 0 <= at < len(self.places) else None
