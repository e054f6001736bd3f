"""The page of an entity: names, ids, years, and what occurs with it; Enter shows the sentences that mention both."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from store import CoOccurrence
from tui.commands import CannotActError
from tui.layers.layer import ListLayer
from tui.present.entity_page import about, companion, companions_heading
from tui.present.styled import Line

if TYPE_CHECKING:
    from store import EntityPage, Sayings

Row = Line | CoOccurrence
_NARROW = 72
"""In fewer cells the lower rule says but in a word what keys do."""


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
        self._laid_out = (0, 0)
        self._goes_everywhere = True

    def wanted_size(self, width: int, height: int) -> tuple[int, int]:
        """Most of the screen."""
        return min(104, width - 4), height - 3

    def take(self, page: EntityPage, sayings: Sayings) -> None:
        """The page is here."""
        self._page, self._sayings = page, sayings
        self._laid_out = (0, 0)
        self.touch()

    def take_companions(self, companions: tuple[CoOccurrence, ...]) -> None:
        """What occurs with it is here."""
        self._companions = companions
        self._laid_out = (0, 0)
        self.touch()

    def heading(self) -> str:
        """The entity's id."""
        return self._page.entity.id if self._page else self.title

    def footing(self) -> str:
        """What keys do here."""
        take, narrow, out = self.key("layer.accept"), self.key("layer.narrow"), self.key("out")
        if self.size.width < _NARROW:
            return f"{take} sentences · {narrow} both · c cases · {out}"
        return f"{take} sentences with both · {narrow} cases of both · c its cases · {out} close"

    def paint_inside(self, width: int, height: int) -> list[Line]:
        """The page, laid out for the width."""
        if self._page is not None and self._sayings is not None and self._laid_out != (width, height):
            self._laid_out = (width, height)
            about_it: list[Row] = [*about(self._page, self._sayings, width - 1)]
            if self._companions:
                about_it += companions_heading(width - 1)
            self._lay_out(about_it, height)
        return super().paint_inside(width, height)

    def _lay_out(self, about_it: list[Row], height: int) -> None:
        """Put the rows together; what the cursor stood on it stays on."""
        before = self.current
        self._goes_everywhere = not self._companions or len(about_it) >= height
        self.show([*about_it, *self._companions], 0 if self._goes_everywhere else len(about_it))
        self.scroll = self.scroll.resized(height).with_top(0)
        if isinstance(before, CoOccurrence) and before in self._companions:
            self.scroll = self.scroll.at(len(about_it) + self._companions.index(before))

    def selectable(self, item: Row) -> bool:
        """The cursor goes through what occurs with it; where that is out of view, through every line."""
        return isinstance(item, CoOccurrence) or self._goes_everywhere

    def empty_lines(self, width: int) -> list[Line]:
        """The page is on its way."""
        return [(("…", "dim"),)]

    def item_line(self, item: Row, width: int, cursor: bool) -> Line:
        """A line of the page, or an entity that occurs with it."""
        return companion(item, width, cursor=cursor) if isinstance(item, CoOccurrence) else item

    def chosen(self, item: Row) -> None:
        """The sentences that mention both."""
        self._both(self._companion(item))

    def action_narrow_by_item(self) -> None:
        """The cases that name both."""
        other = self._companion(self.current)
        self.close()
        self._narrow(other)

    def _companion(self, item: Row | None) -> CoOccurrence:
        if isinstance(item, CoOccurrence):
            return item
        if not self._companions:
            raise CannotActError("Nothing occurs with it more often than by chance.")
        take, narrow = self.key("layer.accept"), self.key("layer.narrow")
        raise CannotActError(f"Go to what occurs with it, further down: {take} and {narrow} are for that.")

    def press(self, token: str) -> bool:
        """`c` shows the cases of the entity."""
        if token == "c":  # noqa: S105 - a key
            self.close()
            self._cases()
            return True
        return False
