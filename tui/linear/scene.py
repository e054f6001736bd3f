"""What there is to say at one moment, as a value: two of them tell what has changed."""

from __future__ import annotations

from msgspec import Struct


class Spot(Struct, frozen=True):
    """Where a cursor stands in a list, and what is said of it there."""

    place: int = 0
    total: int = 0
    words: str = ""

    def said(self) -> str:
        """Place, number and words; words alone where there is no list."""
        return f"{self.place + 1:,} of {self.total:,}: {self.words}" if self.total else self.words


class Scene(Struct, frozen=True):
    """What a person who looked would see."""

    layer: int = 0
    """Which layer is open; 0 for none."""
    typed: str | None = None
    """What stands in the field that is typed into."""
    item: Spot = Spot()
    """The item of the layer under its cursor."""
    body: str = ""
    """What else the layer shows: a preview, how far a work has come."""
    pane: str = ""
    asked: tuple[str, str, bool] = ("", "", False)
    """Query and order of the list of cases."""
    total: int = -1
    case: Spot = Spot()
    case_id: str = ""
    entity: Spot = Spot()
    passage: tuple[int, int] = (0, 0)
    """Which case is read, and which piece of it."""
