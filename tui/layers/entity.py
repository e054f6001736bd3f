"""The page of an entity: names, ids, years, and what occurs with it; Enter shows the sentences that mention both."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from store import CoOccurrence
from tui.layers.layer import ListLayer
from tui.present.entity_page import COMPANIONS, about, companion
from tui.present.styled import Line

if TYPE_CHECKING:
    from store import EntityPage, Sayings

Row = Line | CoOccurrence


class EntityLayer(ListLayer[Row]):
    """Shows an `EntityPage` and the entities that occur with it more often than chance would have it."""

    title = "Entity"

    def __init__(
        self, both: Callable[[CoOccurrence], None], narrow: Callable[[CoOccurrence], None], cases: Callable[[], None]
    ) -> None:
        super().__init__()
        self._both = both
        self._narrow = narrow
        self._cases = cases
        self._page: EntityPage | None = None
        self._sayings: Sayings | None = None
        self._companions: tuple[CoOccurrence, ...] = ()
        self._laid_out = 0

    def wanted_size(self, width: int, height: int) -> tuple[int, int]:
        """Most of the screen."""
        return min(104, width - 4), height - 3

    def take(self, page: EntityPage, sayings: Sayings) -> None:
        """The page is here."""
        self._page, self._sayings = page, sayings
        self._laid_out = 0
        self.touch()

    def take_companions(self, companions: tuple[CoOccurrence, ...]) -> None:
        """What occurs with it is here."""
        self._companions = companions
        self._laid_out = 0
        self.touch()

    def heading(self) -> str:
        """The entity's id."""
        return self._page.entity.id if self._page else self.title

    def footing(self) -> str:
        """What keys do here."""
        return "Enter sentences with both · = cases of both · c its cases · Esc close"

    def paint_inside(self, width: int, height: int) -> list[Line]:
        """The page, laid out for the width."""
        if self._page is not None and self._sayings is not None and self._laid_out != width:
            self._laid_out = width
            rows: list[Row] = [*about(self._page, self._sayings, width - 1)]
            if self._companions:
                rows += [*COMPANIONS, *self._companions]
            self.show(rows, max(0, len(rows) - len(self._companions)) if self._companions else 0)
            self.scroll = self.scroll.resized(height).with_top(0)
        return super().paint_inside(width, height)

    def selectable(self, item: Row) -> bool:
        """The cursor goes through what occurs with it; without that it scrolls."""
        return isinstance(item, CoOccurrence) or not self._companions

    def empty_lines(self, width: int) -> list[Line]:
        """The page is on its way."""
        return [(("…", "dim"),)]

    def item_line(self, item: Row, width: int, cursor: bool) -> Line:
        """A line of the page, or an entity that occurs with it."""
        return companion(item, width, cursor=cursor) if isinstance(item, CoOccurrence) else item

    def chosen(self, item: Row) -> None:
        """The sentences that mention both."""
        if isinstance(item, CoOccurrence):
            self._both(item)

    def action_narrow_by_item(self) -> None:
        """The cases that name both."""
        if isinstance(self.current, CoOccurrence):
            self.close()
            self._narrow(self.current)

    def press(self, token: str) -> bool:
        """`c` shows the cases of the entity."""
        if token == "c":  # noqa: S105 - a key
            self.close()
            self._cases()
            return True
        return False
