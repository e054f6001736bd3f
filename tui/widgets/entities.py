"""The pane of entities: what the case names, by kind, and the detail of the one under the cursor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.present.entities import ALL_KINDS, EntityRow, detail_lines, row_line, rows_of
from tui.present.styled import reflowed
from tui.widgets.pane import Pane
from tui.widgets.scrolling import Scroll

if TYPE_CHECKING:
    from collections.abc import Sequence

    from store import CasePage, NamedEntity
    from tui.present.styled import Line

_DETAIL_FROM = 14
"""From this many lines on the detail has a place of its own below the list."""
_LIST_AT_LEAST = 6


class EntitiesPane(Pane):
    """Lists the entities of a `CasePage`; the cursor skips headings."""

    def __init__(self, *, id: str) -> None:
        super().__init__(3, "Entities", id=id)
        self.page: CasePage | None = None
        self.scroll = Scroll()
        self.typed = ""
        """The filter in force."""
        self.kinds: Sequence[str] = ALL_KINDS
        """Kinds that are listed, in this order; `*` stands for those that are not named."""
        self.empty: tuple[Line, ...] = ()
        self._rows: list[EntityRow] = []

    # --- values in

    def show(self, page: CasePage | None, *, entity_id: str | None = None) -> None:
        """Show another case; the cursor goes to the entity with that id where the case names it, else to the first."""
        self.page = page
        self.typed = ""
        self._fill(entity_id)

    def renew(self, page: CasePage) -> None:
        """The same case, read anew: the cursor stays on its entity, what is typed goes on counting."""
        current, top = self.current, self.scroll.top
        self.page = page
        self._fill(current.entity.id if current else None)
        self.scroll = self.scroll.with_top(top).at(self.scroll.cursor)
        self.touch()

    def filter(self, typed: str, *, entity_id: str | None = None) -> None:
        """List only what fits `typed`; the cursor goes to the entity with that id, else stays where it is."""
        current = self.current
        self.typed = typed
        self._fill(entity_id or (current.entity.id if current else None))

    def go_to(self, index: int) -> bool:
        """Put the cursor on the entity with this index in the page; whether it is listed."""
        for number, row in enumerate(self._rows):
            if row.entity == index:
                self.scroll = self.scroll.at(number)
                self.touch()
                return True
        return False

    def _fill(self, entity_id: str | None) -> None:
        self._rows = rows_of(self.page, self.typed, self.kinds) if self.page is not None else []
        cursor = next((n for n, row in enumerate(self._rows) if row.entity is not None), 0)
        if entity_id is not None and self.page is not None:
            for number, row in enumerate(self._rows):
                if row.entity is not None and self.page.entities[row.entity].entity.id == entity_id:
                    cursor = number
        self.scroll = Scroll(len(self._rows), self._list_height()).at(cursor)
        if cursor == 1:
            self.scroll = self.scroll.with_top(0)
        self.touch()

    # --- values out

    @property
    def current(self) -> NamedEntity | None:
        """The entity under the cursor."""
        if self.page is None or not self._rows:
            return None
        index = self._rows[self.scroll.cursor].entity
        return self.page.entities[index] if index is not None else None

    @property
    def current_index(self) -> int | None:
        """Its index in the page."""
        return self._rows[self.scroll.cursor].entity if self._rows else None

    @property
    def place(self) -> tuple[int, int]:
        """The place of the cursor among the entities that are listed, from 0, and how many they are."""
        listed = [number for number, row in enumerate(self._rows) if row.entity is not None]
        return (listed.index(self.scroll.cursor) if self.scroll.cursor in listed else 0), len(listed)

    # --- moving

    def go(self, scroll: Scroll) -> None:
        """Stand elsewhere; a heading is skipped in the direction of the move."""
        if not self._rows:
            return
        step = 1 if scroll.cursor >= self.scroll.cursor else -1
        if self._rows[scroll.cursor].entity is None:
            beyond = scroll.cursor + step
            if not 0 <= beyond < len(self._rows):
                scroll = scroll.with_top(0) if step < 0 else scroll
                beyond = scroll.cursor - step
            scroll = scroll.at(beyond)
        if scroll.cursor == 1:
            scroll = scroll.with_top(0)
        self.scroll = scroll
        self.touch()

    def index_at(self, y: int) -> int | None:
        """The row on line `y` of the body, None in the detail."""
        index = self.scroll.top + y
        return index if y < self._list_height() and index < len(self._rows) else None

    # --- painting

    def heading(self) -> str:
        """The title with how many there are."""
        if self.page is None:
            return self.title
        if self.typed:
            return f"{self.title} “{self.typed}”"
        listed = sum(row.entity is not None for row in self._rows)
        total = len(self.page.entities)
        return f"{self.title} {total:,}" if listed == total else f"{self.title} {listed:,} of {total:,}"

    def fit(self) -> None:
        """Another number of rows fits."""
        self.scroll = self.scroll.resized(self._list_height())

    def edge_at(self, y: int) -> str:
        """A joint where the detail begins."""
        return "├" if self._has_detail and y == self._list_height() else "│"

    @property
    def _has_detail(self) -> bool:
        return self.body_height >= _DETAIL_FROM

    def _list_height(self) -> int:
        """Lines for the list: the detail gets what it needs up to a little more than half."""
        height = max(1, self.body_height)
        if not self._has_detail:
            return height
        return max(_LIST_AT_LEAST, height - max(height * 45 // 100, height - len(self._rows) - 2))

    def paint_body(self, width: int, height: int) -> list[Line]:
        """The list, a rule, the detail."""
        if self.page is None or not self._rows:
            return reflowed(self.empty if self.page is None else self._nothing(), width)
        shown = self._list_height()
        top = self.scroll.top
        lines = [
            row_line(row, self.page, width, first=index == 0, cursor=index == self.scroll.cursor, active=self.active)
            for index, row in enumerate(self._rows[top : top + shown], start=top)
        ]
        if not self._has_detail:
            return lines
        lines += [()] * (shown - len(lines))
        lines.append((("─" * width, "rule"),))
        current = self.current
        return lines + (detail_lines(current, width) if current else [])

    def _nothing(self) -> list[Line]:
        if self.typed:
            return [((f" Nothing here fits “{self.typed}”.", "dim"),)]
        if self.page is not None and self.page.entities:
            return [((" Only kinds that the configuration leaves out.", "dim"),)]
        return [((" The file names no entities.", "dim"),)]
